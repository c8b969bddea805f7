//! Text to annotations: words, sentences and what they name, with their places.

mod times;
mod words;

pub use times::{TimeExpression, TimeKind, Unit, times};
pub use words::{Analysis, Sentence, Word, WordKind};
