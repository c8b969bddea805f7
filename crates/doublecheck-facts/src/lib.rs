//! The facts that a text states: when, how many, where and who, each pinned to its words.
//!
//! All rooms share one pass over the words ([`Words`]). Annotations are plain data; their places are byte ranges of the text.

pub mod time;
pub mod place;
pub mod name;
mod words;

pub mod quantity;

pub use words::{Word, WordKind, Words};
