//! Which articles tell one story, decided as they come in.
//!
//! Similarity proposes, slots decide. An article becomes a list of its rarest words, each a name, a
//! number, a month or weekday, or a plain word. An inverted index proposes earlier articles that share rare words; boosted
//! trees (Friedman 2001) judge each such pair by how much of each kind it shares; an article joins the story with whose
//! articles the mean of these probabilities is highest, if that is at least one half: average linkage, one article at a time
//! (the single-pass clustering of topic detection and tracking, Allan et al. 1998, with a learned measure). Two stories that
//! a new article joins are merged when their articles belong together on average, and the articles next to it may move.
//!
//! ```
//! use doublecheck_claims::story::{Document, Stories};
//!
//! let mut stories = Stories::new()?;
//! let flood = stories.add(&Document { text: "The Ilmer burst its banks at Dornach on Monday.", ..Document::default() });
//! let other = stories.add(&Document { text: "Cyclist Petra Vahl won the Halvar Tour.", ..Document::default() });
//! assert_ne!(flood, other);
//! # Ok::<(), doublecheck_grammar::learn::Broken>(())
//! ```

mod digest;
mod index;
mod judge;
mod pair;
mod shared;
mod stream;
mod training;

pub use digest::TermKind;
pub use judge::Judge;
pub use shared::{Mention, Shared, shared};
pub use stream::{Stories, stories};
pub use training::{Labelled, train};

/// An article as the stories see it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Document<'a> {
    /// Day of publication, counted from 1970-01-01; `None` if it is not known.
    pub day: Option<i32>,
    /// Its title; empty for none. A text may repeat it.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
}
