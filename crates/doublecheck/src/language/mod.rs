//! Text to annotations: words, sentences and what they name, with their places.

mod words;

pub use words::{Analysis, Sentence, Word, WordKind};
