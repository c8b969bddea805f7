//! Who copied whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Place};

/// Two passages of two articles that are one text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reuse {
    /// Hash of both passages.
    pub id: Id,
    /// The original passage when the direction is known; else that of the article with the smaller id.
    pub from: Place,
    /// The other passage.
    pub to: Place,
    /// Number of words of the `to` passage.
    pub words: u32,
    /// Share of the words that are the same, 0 to 1.
    pub similarity: f64,
    /// Copying, or ground that two outlets share without one copying the other.
    pub kind: ReuseKind,
    /// Which way the text went.
    pub direction: Direction,
    /// The evidence for and against `from -> to`, strongest first.
    pub clues: Vec<DirectionClue>,
}

impl Reuse {
    /// True when the passages count as one voice.
    pub fn is_copy(&self) -> bool {
        matches!(self.kind, ReuseKind::Verbatim | ReuseKind::Reworded)
    }
}

/// What kind of sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReuseKind {
    /// Copied word for word (spelling, punctuation and layout aside).
    Verbatim,
    /// Copied with words changed, added or dropped.
    Reworded,
    /// One public utterance, reported by both: common ground, no copying between them.
    SameUtterance,
    /// A stock phrase, list, legal footer or other furniture: common ground.
    CommonGround,
}

/// Which way a text went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From `from` to `to`.
    Forward,
    /// Both took it from a common source that may not be among the articles (agency copy).
    Siblings,
    /// The evidence does not decide.
    Undecided,
}

/// One piece of evidence for a direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DirectionClue {
    /// In favour of `from -> to` when positive, of the reverse when negative; log-odds.
    pub weight: f64,
    /// What was seen, as a sentence for the analyst.
    pub reason: String,
    /// The words it was seen in, if any.
    pub evidence: Option<(Id, Evidence)>,
}
