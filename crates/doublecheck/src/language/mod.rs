//! Text to annotations: words, sentences and what they name, with their places.

mod quotes;
mod words;

pub use quotes::{Quotation, quotations};
pub use words::{Analysis, Sentence, Word, WordKind};
