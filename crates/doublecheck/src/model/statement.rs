//! Who said what.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Place, Span};

/// A statement (an attribution): source, cue and content, each with its exact words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Hash of article and content.
    pub id: Id,
    /// The article that reports it.
    pub article: Id,
    /// The words that name who speaks; none in the outlet's own voice or an agentless passive.
    pub source: Option<Span>,
    /// The words that say that something is said ("said", "according to").
    pub cue: Option<Span>,
    /// What is said; more than one span when the attribution interrupts it.
    pub content: Vec<Span>,
    /// Quoted, reported or both.
    pub form: Form,
    /// What is done with the content.
    pub stance: Stance,
    /// Whether it is said, thought or intended.
    pub manner: Manner,
    /// True when the words say that the act did not take place: "did not say", "never confirmed", "declined to comment".
    /// Nothing is put forward or denied then.
    pub negated: bool,
    /// How likely it is, from 0 to 1, that people would mark a statement here with these parts. For narration, 1: that
    /// nobody else is made to say it needs no finding.
    #[serde(serialize_with = "three_decimals")]
    pub probability: f32,
    /// Who speaks, after pronouns and roles are resolved.
    pub speaker: Attribution,
    /// When it was said.
    pub said_on: Option<When>,
    /// To whom ("told RT", "asked the ministry").
    pub addressee: Option<Span>,
    /// The statement inside whose content this one is made.
    pub within: Option<Id>,
    /// The sentence or sentences it stands in, for showing the words in context.
    pub context: Span,
}

impl Statement {
    /// True when its speaker says that the content is so: not denied, wished, merely thought, or left unsaid.
    pub fn puts_forward(&self) -> bool {
        self.is_said() && self.stance.puts_forward()
    }

    /// True for an act of speech that took place. What the writer ascribes as an attitude or intention, and what was not
    /// said, is nobody's word for or against anything.
    pub fn is_said(&self) -> bool {
        self.manner == Manner::Speech && !self.negated
    }

    /// The probability to three decimals, as it is written.
    pub fn rounded_probability(&self) -> f64 {
        rounded(self.probability)
    }

    /// The span from the first to the last word of the content.
    pub fn extent(&self) -> Span {
        let mut spans = self.content.iter().copied();
        let first = spans.next().unwrap_or(Span { start: 0, end: 0 });
        spans.fold(first, Span::cover)
    }
}

fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1000.0).round() / 1000.0
}

/// Probabilities are written as people read them, and the same on any machine.
fn three_decimals<S: serde::Serializer>(value: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*value))
}

/// How the words are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// In quotation marks, wholly.
    Direct,
    /// Reported in the writer's words.
    Indirect,
    /// Reported, with some words in quotation marks.
    Mixed,
    /// The outlet's own voice.
    Narration,
}

/// What a speaker does with a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Puts it forward.
    Asserts,
    /// Says it is not so.
    Denies,
    /// Charges another with it.
    Accuses,
    /// Says that it is so, as another says: confirms, admits, acknowledges it.
    Confirms,
    /// Offers or proposes it.
    Offers,
    /// Asks for or demands it.
    Asks,
    /// Refuses or rejects it.
    Refuses,
    /// Warns of it or threatens with it.
    Warns,
}

impl Stance {
    /// True when the content is put forward as being so.
    pub fn puts_forward(self) -> bool {
        matches!(self, Self::Asserts | Self::Accuses | Self::Confirms | Self::Warns)
    }
}

/// Whether something is said, thought or intended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// Said or written: "said", "according to", "issued a denial".
    Speech,
    /// An attitude that the writer ascribes: "believes", "is critical of".
    Attitude,
    /// An intention that the writer ascribes: "plans to", "seeks".
    Intention,
}

/// Who a statement is attributed to, and how that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "how")]
pub enum Attribution {
    /// The source names the speaker.
    Named {
        /// The speaker.
        speaker: Id,
    },
    /// A pronoun, role or surname stands for a name elsewhere in the same article.
    Resolved {
        /// The speaker.
        speaker: Id,
        /// The words that name the speaker.
        antecedent: Span,
    },
    /// The name stayed behind when the passage was copied; the original has it.
    Restored {
        /// The speaker.
        speaker: Id,
        /// The reuse it was restored through.
        reuse: Id,
        /// Where the original names the speaker.
        antecedent: Place,
    },
    /// The outlet itself.
    Outlet {
        /// The speaker that stands for the outlet.
        speaker: Id,
    },
    /// Nobody in the article fits; guessing would be wrong.
    Lost {
        /// Why, as a sentence for the analyst.
        reason: String,
    },
}

impl Attribution {
    /// The speaker, unless lost.
    pub fn speaker(&self) -> Option<Id> {
        match self {
            Self::Named { speaker }
            | Self::Resolved { speaker, .. }
            | Self::Restored { speaker, .. }
            | Self::Outlet { speaker } => Some(*speaker),
            Self::Lost { .. } => None,
        }
    }
}

/// A day, or the days between which something lies, and the words it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// First possible day.
    pub earliest: Date,
    /// Last possible day; equal to `earliest` when the day is known.
    pub latest: Date,
    /// The words, if it was said; none when only the article's own date bounds it.
    pub words: Option<Place>,
    /// The article whose date the words were read against, where they were copied from it and the copy's own date would
    /// name other days: restored through the copy.
    pub through: Option<Id>,
}

impl When {
    /// The day, if only one is possible.
    pub fn day(&self) -> Option<Date> {
        (self.earliest == self.latest).then_some(self.earliest)
    }
}
