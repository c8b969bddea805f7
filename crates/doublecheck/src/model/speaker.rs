//! Who speaks, and for whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Place};

/// Someone or something that statements are attributed to, the same in every article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// Hash of the name (or of the first mention, for a speaker without a name).
    pub id: Id,
    /// The fullest name found, or the description ("the Iraqi official") of one who is not named.
    pub name: String,
    /// Office or function, in the words of an article.
    pub role: Option<String>,
    /// What kind of speaker.
    pub kind: SpeakerKind,
    /// The party the speaker speaks for; an index-free reference into [`Dossier::parties`](crate::Dossier::parties).
    pub party: Id,
    /// Other forms of the name found, sorted.
    pub aliases: Vec<String>,
    /// Every place where the name or role was read, in order of article and text.
    pub mentions: Vec<Place>,
}

/// What kind of speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// A person with a name.
    Person,
    /// An organisation, ministry, company or other body.
    Body,
    /// A state or its government ("Moscow", "the United States").
    State,
    /// Several, or a group ("officials", "residents").
    Group,
    /// A person described but not named ("a ministry official").
    Unnamed,
    /// The outlet in its own voice.
    Outlet,
}

/// A voice for the purpose of counting: everyone who speaks for one government, body or outlet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Hash of the name.
    pub id: Id,
    /// The party's name as shown.
    pub name: String,
    /// How speakers were joined to it, one sentence each.
    pub reasons: Vec<String>,
}
