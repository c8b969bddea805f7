//! Which of many short texts that were checked before a text repeats.
