//! Where the words of an article come from, part by part.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Span};

/// An article cut into parts by where its words come from: an article may be put together from several others.
///
/// The parts are in order, do not overlap, and together are exactly the blocks of the article's title, subheads and body;
/// no part reaches over the end of a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mosaic {
    /// The article.
    pub article: Id,
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Mosaic {
    /// Number of words in all parts.
    pub fn words(&self) -> u32 {
        self.parts.iter().map(|part| part.words).sum()
    }

    /// The part that a code point of the article lies in. Logarithmic.
    pub fn part_at(&self, point: u32) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.span.end <= point);
        self.parts.get(after).filter(|part| part.span.start <= point)
    }
}

/// A stretch of an article whose words come from one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// The stretch.
    pub span: Span,
    /// Number of its words; a word cut by the edge of a part counts where it begins.
    pub words: u32,
    /// Where the words come from.
    pub derivation: Derivation,
    /// The shared passages that this rests on; none for the article's own words. Of a chain of copies only the last
    /// link: the links before it stand with the parts of the article between.
    pub reuses: Vec<Id>,
}

/// Where words of an article come from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum Derivation {
    /// From nowhere that is known: the article's own words, which others may have copied.
    Own,
    /// Another article.
    Copied {
        /// The article at the beginning of the chain of copies.
        original: Id,
        /// The article they were taken from, where that is itself a copy of the original.
        through: Option<Id>,
        /// The agency that the original, or the article between, is credited to and the copy does not name: restored
        /// through the copy.
        agency: Option<String>,
    },
    /// A source that is not among the articles: others took the same words from it.
    Unseen {
        /// Another article with the words.
        with: Id,
        /// The news agency that the source is, where a credit says so.
        agency: Option<String>,
    },
    /// One of two articles took them from the other; the evidence does not say which.
    Undecided {
        /// The other article.
        with: Id,
    },
    /// A public utterance that both report: common ground, no copying.
    SameUtterance {
        /// The other article.
        with: Id,
    },
    /// A list, footer or stock phrase that both have: common ground, no copying.
    CommonGround {
        /// The other article.
        with: Id,
    },
}

impl Derivation {
    /// True for words that were copied, from whatever source.
    pub fn is_copied(&self) -> bool {
        matches!(self, Self::Copied { .. } | Self::Unseen { .. } | Self::Undecided { .. })
    }

    /// True for words that another article has without copying.
    pub fn is_common_ground(&self) -> bool {
        matches!(self, Self::SameUtterance { .. } | Self::CommonGround { .. })
    }

    /// The other article that the words lead to first: the original, or one that shares them.
    pub fn article(&self) -> Option<Id> {
        match self {
            Self::Own => None,
            Self::Copied { original: id, .. }
            | Self::Unseen { with: id, .. }
            | Self::Undecided { with: id }
            | Self::SameUtterance { with: id }
            | Self::CommonGround { with: id } => Some(*id),
        }
    }
}
