//! What the analyst rules to be one claim, or two.

use serde::{Deserialize, Serialize};

use super::Place;

/// The analyst's rulings, kept in `claims.toml`. They name words of articles, which never change, so they hold whatever
/// articles come in later. A split holds against a merge of the same words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rulings {
    /// Words that put forward or deny one claim.
    #[serde(default)]
    pub merge: Vec<MergeRuling>,
    /// Words that do not.
    #[serde(default)]
    pub split: Vec<SplitRuling>,
}

/// Words that put forward or deny one claim, however they differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeRuling {
    /// Where they stand.
    pub words: Vec<Place>,
    /// Why, for whoever reads the file.
    #[serde(default)]
    pub note: Option<String>,
}

/// Words that belong to another claim than some others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitRuling {
    /// Where they stand.
    pub words: Vec<Place>,
    /// The words that they do not belong with.
    pub from: Vec<Place>,
    /// Why, for whoever reads the file.
    #[serde(default)]
    pub note: Option<String>,
}

impl Rulings {
    /// Reads the text of `claims.toml`.
    ///
    /// # Errors
    /// When the text is not TOML, has other fields, or an id that is none; the message names line and column.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Number of rulings.
    pub fn len(&self) -> usize {
        self.merge.len() + self.split.len()
    }

    /// True when nothing was ruled.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The words ruled to be of one claim with these.
    pub fn merged_with(&self, words: Place) -> impl Iterator<Item = Place> + '_ {
        self.merge.iter().map(|ruling| &ruling.words).filter(move |list| holds(list, words)).flatten().copied()
    }

    /// True when some of these words are ruled to be of another claim than others of them.
    pub fn splits(&self, words: &[Place]) -> bool {
        let any = |list: &[Place]| words.iter().any(|&place| holds(list, place));
        self.split.iter().any(|ruling| any(&ruling.words) && any(&ruling.from))
    }

    /// The words ruled to be of another claim than these.
    pub fn split_from(&self, words: Place) -> impl Iterator<Item = Place> + '_ {
        let from = self.split.iter().filter(move |ruling| holds(&ruling.words, words)).flat_map(|ruling| &ruling.from);
        let own = self.split.iter().filter(move |ruling| holds(&ruling.from, words)).flat_map(|ruling| &ruling.words);
        from.chain(own).copied()
    }
}

fn holds(list: &[Place], words: Place) -> bool {
    list.iter().any(|place| place.is_mostly(words))
}
