//! What the analyst knows and the texts do not say: parties, and the outlets they own.

use serde::Deserialize;

/// The analyst's tables. Both may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables {
    /// From `parties.toml`.
    pub parties: Vec<PartyEntry>,
    /// From `outlets.toml`.
    pub outlets: Vec<OutletEntry>,
}

/// A party and the names that speak for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyEntry {
    /// The party's name as shown.
    pub name: String,
    /// Names, offices, bodies, capitals and demonyms that belong to it; whole words, letter case ignored.
    #[serde(default)]
    pub members: Vec<String>,
}

/// An outlet and how to recognise it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutletEntry {
    /// The outlet's name as shown.
    pub name: String,
    /// Other names it goes by.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Domains of its pages; a subdomain counts.
    #[serde(default)]
    pub domains: Vec<String>,
    /// File names that hold its articles; `*` stands for any run of characters.
    #[serde(default)]
    pub files: Vec<String>,
    /// The party that owns or directs it.
    pub owner: Option<String>,
    /// Reliability of the source on the Admiralty scale, set by the analyst.
    #[serde(default)]
    pub reliability: super::Reliability,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartiesFile {
    #[serde(default)]
    party: Vec<PartyEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutletsFile {
    #[serde(default)]
    outlet: Vec<OutletEntry>,
}

impl Tables {
    /// Reads the text of `parties.toml`.
    ///
    /// # Errors
    /// When the text is not TOML or has other fields than [`PartyEntry`]; the message names line and column.
    pub fn parse_parties(text: &str) -> Result<Vec<PartyEntry>, toml::de::Error> {
        toml::from_str::<PartiesFile>(text).map(|file| file.party)
    }

    /// Reads the text of `outlets.toml`.
    ///
    /// # Errors
    /// When the text is not TOML or has other fields than [`OutletEntry`]; the message names line and column.
    pub fn parse_outlets(text: &str) -> Result<Vec<OutletEntry>, toml::de::Error> {
        toml::from_str::<OutletsFile>(text).map(|file| file.outlet)
    }
}
