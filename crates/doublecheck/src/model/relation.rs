//! Two articles and all that they share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Direction, Id, ReuseKind};

/// All passages of one kind that one article shares with another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// The original when the direction is known; else the article with the smaller id.
    pub from: Id,
    /// The copy, or the other article.
    pub to: Id,
    /// Copied, or common ground: verbatim only when every passage is.
    pub kind: ReuseKind,
    /// Which way the words went.
    pub direction: Direction,
    /// Number of words of the passages in `to`.
    pub words: u32,
    /// Share of the words of `to` that this is, 0 to 1.
    pub share: f64,
    /// For siblings: an article among those given that both took words from (the one with the smallest id).
    pub original: Option<Id>,
    /// The passages, by their place in `to`.
    pub reuses: Vec<Id>,
}

impl Relation {
    /// True when the passages count as one voice.
    pub fn is_copy(&self) -> bool {
        matches!(self.kind, ReuseKind::Verbatim | ReuseKind::Reworded)
    }
}
