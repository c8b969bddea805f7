//! Which of rival values to believe when sources copy each other.
