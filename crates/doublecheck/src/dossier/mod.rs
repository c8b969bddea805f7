//! What the analyst sees: the whole finding on a set of articles, and its forms on screen and on disk.

mod copying;
mod derivation;
mod facts;
mod line;
mod lookup;
mod origins;
mod overview;
mod page;
mod reading;
mod statements;
mod story;
mod summary;
mod tables;
mod terminal;
mod timeline;
mod warnings;
mod why;
mod wording;

pub use copying::{COPYING_FORMAT, Copying};
pub use facts::{FACTS_FORMAT, FactSheet, facts};
pub use line::{Line, Spoken, Words};
pub use origins::origins;
pub use overview::{StoryIn, overview};
pub use page::{overview_page, page};
pub use reading::reading;
pub use statements::{STATEMENTS_FORMAT, Statements, statements};
pub(crate) use story::names;
pub use story::{apart, period, story_title};
pub use summary::summary;
pub use tables::{Table, guide};
pub use terminal::{Look, escaped};
pub use timeline::timeline;
pub use warnings::warnings;
pub use why::{find, why};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{
    Article, Claim, Facts, Figure, Id, Identity, Mosaic, Party, Place, Problem, Reuse, Series, Speaker, Statement,
    SumCheck, When,
};

/// Name and version of the form in which a [`Dossier`] is written.
pub const FORMAT: &str = "doublecheck dossier 1";

/// Everything found in a set of articles. Each derived thing points to the exact words it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dossier {
    /// Name and version of this form: [`FORMAT`].
    pub format: String,
    /// What it is about: the title of the article that shares most with the others.
    pub title: String,
    /// First and last day of publication known.
    pub period: Option<(Date, Date)>,
    /// The articles, by publication date, then label.
    pub articles: Vec<Article>,
    /// Articles that share too little with the others to be on the same story; their claims are kept apart.
    pub apart: Vec<Id>,
    /// Parties, most statements first.
    pub parties: Vec<Party>,
    /// Speakers, most statements first.
    pub speakers: Vec<Speaker>,
    /// Statements, by article and text.
    pub statements: Vec<Statement>,
    /// Figures, by article and text.
    pub figures: Vec<Figure>,
    /// Times, quantities, places, people and organisations; in the order of the articles.
    pub facts: Vec<Facts>,
    /// People and organisations that several articles name, or that may be the same.
    pub identities: Vec<Identity>,
    /// Passages that two articles share.
    pub reuses: Vec<Reuse>,
    /// Which parts of each article come from where; in the order of the articles.
    pub mosaics: Vec<Mosaic>,
    /// Claims: disputed first, then by origins and articles.
    pub claims: Vec<Claim>,
    /// Figures that move.
    pub series: Vec<Series>,
    /// Totals checked against their parts.
    pub sums: Vec<SumCheck>,
    /// Offers, requests and their answers.
    pub exchanges: Vec<Exchange>,
    /// What was said and what happened, by day.
    pub timeline: Vec<Event>,
    /// What the analyst should look at with care.
    pub warnings: Vec<Warning>,
    /// Inputs that could not be used.
    pub problems: Vec<Problem>,
}

/// An offer or request, and what became of it; or a refusal of what nobody asks for in the set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// The first statement that offers, asks or, where no request is in the set, refuses.
    pub statement: Id,
    /// Which of these it is.
    pub kind: ExchangeKind,
    /// Who is asked, in the words of the article; of a refusal, who asked for it. None when not said.
    pub other: Option<Place>,
    /// Statements that offer, ask or refuse the same again, copies included; in order of date.
    pub repeats: Vec<Id>,
    /// What became of it.
    pub outcome: Outcome,
    /// The statement that answers it, if any; of a refusal, the refusal itself.
    pub answer: Option<Id>,
    /// The parties by whose account it is known. One party alone is one side's account.
    pub known_from: Vec<Id>,
}

/// What an exchange begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// An offer.
    Offer,
    /// A request or demand.
    Request,
    /// A refusal; who asked does not speak in the set.
    Refusal,
}

/// What became of an offer or request, by what the articles say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Somebody says that it was accepted.
    Accepted,
    /// Somebody refuses, or says that it was refused.
    Refused,
    /// It is answered, neither yes nor no.
    Answered,
    /// No answer in the set.
    Open,
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// When.
    pub when: When,
    /// True when the date is inferred and not stated.
    pub inferred: bool,
    /// Whether something was published, said, or happened.
    pub kind: EventKind,
    /// The words.
    pub place: Place,
    /// The statement, when it is one.
    pub statement: Option<Id>,
}

/// What an entry of the timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An article was published.
    Published,
    /// Something was said.
    Said,
    /// Something happened, according to the words.
    Happened,
}

/// Something the analyst should look at with care.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// What it is about.
    pub kind: WarningKind,
    /// The words that raise it.
    pub place: Place,
    /// One sentence.
    pub text: String,
}

/// What a warning is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// A date that is inferred, contradicted or missing.
    Date,
    /// An article without a title.
    Title,
    /// A statement whose speaker stayed behind or was never there.
    LostSpeaker,
    /// A speaker restored through a copied passage.
    RestoredSpeaker,
    /// A day read against the date of the article that the words were copied from.
    RestoredDay,
    /// A letter of another alphabet was folded for matching.
    Lookalike,
    /// An article put together from passages of several others.
    Mosaic,
    /// An article that seems to be about something else.
    Apart,
}
