//! Facts: when, how many, where and who, as the texts name them. Each points to its words.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Bound, Id, Span};

/// The facts that one article names, each list in text order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Facts {
    /// The article.
    pub article: Id,
    /// When.
    pub times: Vec<TimeExpression>,
    /// How many and how much.
    pub quantities: Vec<Quantity>,
    /// Where.
    pub toponyms: Vec<Toponym>,
    /// Who: the people and organisations, by first mention.
    pub entities: Vec<Entity>,
}

/// A time expression and what it means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimeExpression {
    /// Its words, without a preposition before them.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value: "2026-03-09", "2026-W11", "P2D", "PAST_REF". What is not known is "X": "XXXX-03-09".
    pub value: String,
    /// TIMEX3 modifier: "START", "APPROX", "LESS_THAN".
    pub modifier: Option<String>,
    /// The first day that it can mean; none while it is not known, and for lengths and sets.
    pub earliest: Option<Date>,
    /// The last day.
    pub latest: Option<Date>,
    /// What is known of a time that cannot be resolved.
    pub bound: Option<TimeBound>,
    /// The edge of an interval that it is: "from Monday", "until Friday".
    pub edge: Option<Edge>,
    /// True after "as of": the time that a figure holds for.
    pub as_of: bool,
    /// Other TIMEX3 values that it may have: "10/07/2026" is 7 October or 10 July.
    pub alternatives: Vec<String>,
    /// The day it was read against, where it depends on one.
    pub read_on: Option<Date>,
    /// The article whose date that is, where the words are copied from another.
    pub through: Option<Id>,
}

/// The types of TIMEX3 (TimeML 1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of a day.
    Time,
    /// A length of time.
    Duration,
    /// Times that come again.
    Set,
}

/// On which side of the article's publication an unresolved time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeBound {
    /// Not after it.
    UntilPublished,
    /// Not before it.
    FromPublished,
}

/// An edge of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// "from Monday", "since 2011".
    Begin,
    /// "to Thursday", "until then".
    End,
}

/// A number with what it counts or measures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The expression with its bound and unit: "at least 40 houses".
    pub span: Span,
    /// The value; the lower end of a range; of a vague plural the least it is read to mean ("dozens": 24).
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The value as decimal text, exact where the text states a decimal.
    pub decimal: String,
    /// How the value is meant.
    pub bound: Bound,
    /// What sort of number it is.
    pub kind: QuantityKind,
    /// What is counted or measured, singular, lower case: "command post", "kilometre", "barrel per day".
    pub unit: Option<String>,
    /// Symbol of a measure or ISO 4217 code of a currency.
    pub symbol: Option<String>,
    /// Lemma of the verb that says what happened to what is counted.
    pub verb: Option<String>,
    /// What it covers.
    pub covers: Covers,
    /// Which way the figure moved, as far as the words say: "rose to 12".
    pub change: Option<Change>,
    /// The quantity of this list that it is a part of.
    pub part_of: Option<u32>,
    /// Whether news would compare it as a figure: ages, ordinals, scores and bare numbers are not.
    pub is_figure: bool,
}

/// What sort of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuantityKind {
    /// Things counted.
    Count,
    /// A measured unit.
    Measure,
    /// Money.
    Money,
    /// Percent and percentage points.
    Percent,
    /// A fraction of something.
    Share,
    /// A length of time.
    Duration,
    /// An age.
    Age,
    /// "third".
    Ordinal,
    /// "twice".
    Occasions,
    /// "doubled", "sixfold".
    Multiple,
    /// "2-1".
    Score,
    /// A number with nothing that it counts.
    Bare,
}

/// What a quantity covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Covers {
    /// One occasion.
    Occasion,
    /// All up to some day.
    Cumulative,
    /// Each period: "day".
    Each(String),
}

/// A movement of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Whether it grew.
    pub up: bool,
    /// What the quantity is in it.
    pub role: ChangeRole,
}

/// What a quantity is in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeRole {
    /// By so much.
    By,
    /// To so much.
    To,
    /// From so much.
    From,
}

/// A name of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Toponym {
    /// Its words.
    pub span: Span,
    /// How the name is used.
    pub usage: ToponymUsage,
    /// How probable it is that this names a place at all.
    pub probability: f32,
    /// What it stands for; none when that would be a bare guess.
    pub location: Option<Location>,
    /// Why this one, in plain words.
    pub reason: String,
    /// Other places that bear the name, the more probable first: "Alexandria, Louisiana, United States".
    pub others: Vec<String>,
}

/// How the name of a place is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToponymUsage {
    /// For the place: "in Oslo".
    Place,
    /// For those who act from it: "Oslo said".
    Actor,
    /// Tells whose or what something is: "the Norwegian minister", "Oslo's view".
    Modifier,
    /// For people or a language: "the Norwegians", "in French".
    People,
    /// Inside the name of something else: "Oslo University Hospital".
    Embedded,
}

/// A place of the gazetteer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Its name with the units it lies in: "Bergen, Vestland, Norway".
    pub name: String,
    /// What it is: "country", "town".
    pub kind: String,
    /// ISO 3166-1 code of its country; empty for seas and regions.
    pub country: String,
    /// The first-level unit that it lies in.
    pub first_level: String,
    /// The second-level unit.
    pub second_level: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How far from that point the place commonly reaches, in kilometres: how exact the point is.
    pub precision_km: f64,
}

/// A person or organisation of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// The fullest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Titles and roles that the article gives it, in small letters.
    pub roles: Vec<String>,
    /// Bodies that it belongs to, by the article.
    pub affiliations: Vec<String>,
    /// Where it is mentioned, by whatever form.
    pub mentions: Vec<Mention>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A person.
    Person,
    /// A body: ministry, party, company, outlet, club, armed group.
    Organisation,
    /// A national, religious or political group.
    Group,
    /// A building or site made by people.
    Facility,
    /// A product or brand.
    Product,
    /// An event, work, law, prize.
    Other,
}

/// A person or organisation that several articles name, or that may be the same as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Identity {
    /// Hash of its members.
    pub id: Id,
    /// The fullest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The entities that are the same.
    pub members: Vec<Member>,
    /// Others that may be the same: it cannot be told.
    pub alternatives: Vec<Alternative>,
}

/// An entity of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// The article.
    pub article: Id,
    /// Its place in the list of the article's entities.
    pub entity: u32,
}

/// Another identity that may be the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative {
    /// Which.
    pub identity: Id,
    /// What speaks for it and against it.
    pub reasons: Vec<String>,
}

/// A mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Its words.
    pub span: Span,
    /// What it is made of.
    pub form: MentionForm,
}

/// What a mention is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionForm {
    /// "Minister Ana Torvald".
    Name,
    /// "the minister".
    Role,
    /// "she".
    Pronoun,
}
