//! The same proposition in many mouths, and how well it is confirmed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Place};

/// Statements, from any article, that put forward the same proposition, with those that deny or contradict it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Hash of the words that put it forward; of those against it, if none does.
    pub id: Id,
    /// "C1", "C2", ...: its number in this dossier, for people. Changes with the dossier; `id` does not.
    pub label: String,
    /// The proposition in the words of one of its statements.
    pub gist: Place,
    /// The words of its statements that put it forward or deny it, by article and text.
    pub words: Vec<Place>,
    /// Statements that put it forward, in order of date, article and text.
    pub support: Vec<Id>,
    /// Statements that deny, doubt or contradict it, and how.
    pub against: Vec<Against>,
    /// Claims that are like it but for one slot.
    pub near: Vec<NearClaim>,
    /// Its grade.
    pub confirmation: Confirmation,
}

/// A claim that is like another but for one slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearClaim {
    /// The other claim.
    pub claim: Id,
    /// How the two stand to each other.
    pub bearing: Bearing,
    /// The slot that tells them apart.
    pub slot: Slot,
    /// What fills it here, in the words of a statement.
    pub here: String,
    /// What fills it there.
    pub there: String,
}

/// How two claims that are alike but for one slot stand to each other; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bearing {
    /// Both cannot be so, and different parties say so.
    Dispute,
    /// A count that moved.
    Series,
    /// Different parties fill the slot differently; both may be so, but they sit badly with each other.
    Tension,
    /// One party, or one whose party is not known, fills it differently: another occasion or a correction.
    Version,
}

/// What may tell two claims apart that are otherwise alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// A number with what it counts.
    Figure,
    /// The day.
    Day,
    /// The place.
    Place,
}

/// A statement against a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Against {
    /// The statement.
    pub statement: Id,
    /// Whether it denies, doubts or contradicts.
    pub opposition: Opposition,
    /// Why it stands against, as a sentence for the analyst.
    pub reason: String,
}

/// How a statement stands against a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Opposition {
    /// The speaker says it is not so.
    Denies,
    /// The speaker is said to doubt it.
    Doubts,
    /// It cannot both be so (another figure, place, time, or the opposite).
    Contradicts,
}

/// The grade of a claim by independent origins and parties, with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Confirmation {
    /// What the analyst reads first.
    pub grade: Grade,
    /// Information credibility on the Admiralty scale.
    pub credibility: Credibility,
    /// The independent origins that put it forward. A lost speaker or an outlet without a name may not be counted:
    /// see [`Origin::counts`].
    pub origins: Vec<Origin>,
    /// The independent origins against it.
    pub against: Vec<Origin>,
    /// The grade explained, one sentence each.
    pub reasons: Vec<String>,
    /// A party against which it speaks and that says it itself, if any does.
    pub admission: Option<Admission>,
    /// Words for it that are known only through somebody else.
    pub relayed: Vec<Relay>,
    /// What is missing, and would change the grade if it came.
    pub missing: Vec<Missing>,
}

impl Confirmation {
    /// Number of origins for it that count.
    pub fn independent_origins(&self) -> usize {
        self.origins.iter().filter(|o| o.counts).count()
    }

    /// Number of origins against it that count.
    pub fn independent_against(&self) -> usize {
        self.against.iter().filter(|o| o.counts).count()
    }

    /// The best reliability among the origins for it that count: the letter of its Admiralty rating. It is the analyst's
    /// and moves no grade.
    pub fn reliability(&self) -> Reliability {
        self.origins.iter().filter(|o| o.counts).map(|o| o.reliability).min().unwrap_or_default()
    }
}

/// An admission against interest: a party says itself what another says against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Admission {
    /// The party that admits.
    pub party: Id,
    /// Its statement.
    pub statement: Id,
    /// The statement that speaks against it.
    pub accusation: Id,
}

/// Words that are known only through somebody else: "A said that B had agreed".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relay {
    /// The statement, made inside another's.
    pub statement: Id,
    /// Whose words they are said to be.
    pub speaker: Id,
    /// Who relays them, and for whom they count.
    pub through: Id,
    /// True when the one who relays them stands against the speaker elsewhere in the set: accuses or denies what his
    /// party says, or is accused or denied by it.
    pub by_the_other_side: bool,
}

/// Something missing that would change a grade.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Missing {
    /// What kind of thing.
    pub gap: Gap,
    /// One sentence that names it.
    pub text: String,
}

/// What may be missing behind a claim, in the order of what weighs most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// Who speaks is lost.
    Speaker,
    /// An accusation that no person or body is named for.
    NamedAccuser,
    /// A voice outside the one party that says it.
    OutsideVoice,
    /// Words that are known only through somebody else.
    OwnWords,
    /// The party that it is said of is not heard.
    OtherSide,
    /// The text that articles copied is not in the set.
    Original,
    /// The day of what is said to have happened.
    Day,
    /// The place of what is said to have happened.
    Place,
}

/// One voice: statements that are not independent of each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Hash of its statements.
    pub id: Id,
    /// Who it is: the party, or the original article of a copied text.
    pub name: String,
    /// Its statements.
    pub statements: Vec<Id>,
    /// The articles they stand in, first reporter first.
    pub articles: Vec<Id>,
    /// False when it is too unsure to count (speaker lost, uncredited narration that others may have fed).
    pub counts: bool,
    /// Reliability of the source, as set by the analyst.
    pub reliability: Reliability,
    /// Why its statements are one voice.
    pub merges: Vec<Merge>,
}

/// Why two statements are one voice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Merge {
    /// The earlier statement.
    pub one: Id,
    /// The later statement.
    pub other: Id,
    /// What joins them.
    pub bond: Bond,
}

/// What joins two statements into one voice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// Their speakers belong to this party.
    SameParty(Id),
    /// The words were copied.
    Copied(Id),
    /// Both outlets run the same agency.
    SameAgency(String),
    /// The outlet that speaks is owned by the party.
    Owned(Id),
}

/// The grade in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Somebody denies it.
    Disputed,
    /// A statement that cannot stand beside it is made by someone else.
    Contradicted,
    /// The party that it speaks against says so itself.
    Admitted,
    /// More than one independent origin.
    Confirmed,
    /// More than one article or speaker, one origin.
    OneOriginRepeated,
    /// One statement.
    SingleSource,
    /// No origin that could be counted.
    Unattributed,
}

/// Information credibility: the second digit of the Admiralty (NATO AJP-2.1) scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Credibility {
    /// 1: confirmed by other independent sources.
    Confirmed,
    /// 2: not confirmed, logical, consistent with other information.
    ProbablyTrue,
    /// 3: not confirmed, agrees with some other information.
    PossiblyTrue,
    /// 4: not confirmed, possible but not logical.
    Doubtful,
    /// 5: contradicted by other information.
    Improbable,
    /// 6: cannot be judged.
    CannotBeJudged,
}

impl Credibility {
    /// The digit of the scale, 1 to 6.
    pub fn digit(self) -> u8 {
        self as u8 + 1
    }

    /// The scale's own words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by other sources",
            Self::ProbablyTrue => "probably true",
            Self::PossiblyTrue => "possibly true",
            Self::Doubtful => "doubtful",
            Self::Improbable => "improbable",
            Self::CannotBeJudged => "cannot be judged",
        }
    }
}

/// Source reliability: the letter of the Admiralty scale.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    #[default]
    F,
}

impl Reliability {
    /// The letter of the scale.
    pub fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
            Self::E => 'E',
            Self::F => 'F',
        }
    }

    /// The scale's own words.
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "cannot be judged",
        }
    }
}
