//! What the analyst knows and the texts do not say: parties, the outlets they own, and names of places.

use serde::Deserialize;

use super::Rulings;

/// The analyst's tables. All may be empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// From `parties.toml`.
    pub parties: Vec<PartyEntry>,
    /// From `outlets.toml`.
    pub outlets: Vec<OutletEntry>,
    /// From `places.toml`.
    pub places: Vec<PlaceEntry>,
    /// From `claims.toml`.
    pub rulings: Rulings,
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
    /// Reliability of what it says on the Admiralty scale, set by the analyst.
    #[serde(default)]
    pub reliability: super::Reliability,
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

/// A name of a place that the gazetteer does not have, or that means something else here.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PlaceEntry {
    /// The name as articles write it.
    pub name: String,
    /// What it stands for.
    #[serde(flatten)]
    pub target: PlaceTarget,
}

/// What a name of a place stands for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum PlaceTarget {
    /// A place of the gazetteer.
    Known {
        /// Any of its names.
        means: String,
        /// A country (name or code) or unit that it lies in, when the name alone is not clear.
        #[serde(default)]
        within: Option<String>,
    },
    /// A point.
    Point {
        /// Degrees north, from -90 to 90.
        latitude: f64,
        /// Degrees east, from -180 to 180.
        longitude: f64,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacesFile {
    #[serde(default)]
    place: Vec<PlaceEntry>,
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

    /// Reads the text of `places.toml`.
    ///
    /// # Errors
    /// When the text is not TOML or has other fields than [`PlaceEntry`]; the message names line and column.
    pub fn parse_places(text: &str) -> Result<Vec<PlaceEntry>, toml::de::Error> {
        toml::from_str::<PlacesFile>(text).map(|file| file.place)
    }
}
