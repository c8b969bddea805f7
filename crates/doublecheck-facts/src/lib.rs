//! The facts that a text states: when, how many, where and who, each pinned to its words.
//!
//! All rooms share one pass over the words ([`Words`]). Annotations are plain data; their places are byte ranges of the text.

pub mod name;
pub mod place;
pub mod quantity;
pub mod time;
mod words;

pub use words::{Word, WordKind, Words};
