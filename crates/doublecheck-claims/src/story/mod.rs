//! Which articles tell one story, decided as they come in.
