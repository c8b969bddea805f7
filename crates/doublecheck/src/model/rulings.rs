//! What the analyst rules to be one claim, or two.

use serde::{Deserialize, Serialize};

use super::Id;

/// The analyst's rulings, kept in `claims.toml`. They name statements, whose ids never change, so they hold whatever
/// articles come in later.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rulings {
    /// Statements that are one claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merge: Vec<MergeRuling>,
    /// Statements that are not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split: Vec<SplitRuling>,
}

/// Statements that are one claim, whatever their words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeRuling {
    /// The statements.
    pub statements: Vec<Id>,
    /// Why, for whoever reads the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A statement that belongs to another claim than these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitRuling {
    /// The statement.
    pub statement: Id,
    /// Those it does not belong with.
    pub from: Vec<Id>,
    /// Why, for whoever reads the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

    /// The statements ruled to be one claim with this one.
    pub fn merged_with(&self, statement: Id) -> impl Iterator<Item = Id> + '_ {
        let lists = self.merge.iter().map(|ruling| &ruling.statements).filter(move |list| list.contains(&statement));
        lists.flatten().copied().filter(move |&other| other != statement)
    }

    /// The statements ruled to be of another claim than this one.
    pub fn split_from(&self, statement: Id) -> impl Iterator<Item = Id> + '_ {
        let own = self.split.iter().filter(move |ruling| ruling.statement == statement).flat_map(|r| &r.from).copied();
        let from = self.split.iter().filter(move |ruling| ruling.from.contains(&statement)).map(|r| r.statement);
        own.chain(from)
    }
}
