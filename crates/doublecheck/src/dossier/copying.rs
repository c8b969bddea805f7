//! Who copied whom, by itself: what is found in a set of articles before anyone asks what they say.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Article, Mosaic, Problem, Relation, Reuse};

/// Name and version of the form in which a [`Copying`] is written.
pub const COPYING_FORMAT: &str = "doublecheck origins 1";

/// Who copied whom in a set of articles. Each passage points to the exact words on both sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Copying {
    /// Name and version of this form: [`COPYING_FORMAT`].
    pub format: String,
    /// The articles, by publication date, then label.
    pub articles: Vec<Article>,
    /// What every two articles share: copies first, most words first.
    pub relations: Vec<Relation>,
    /// Passages that two articles share, with the evidence for their direction.
    pub reuses: Vec<Reuse>,
    /// Which parts of each article come from where; in the order of the articles.
    pub mosaics: Vec<Mosaic>,
    /// Inputs that could not be used.
    pub problems: Vec<Problem>,
}
