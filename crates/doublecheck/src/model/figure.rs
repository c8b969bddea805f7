//! Figures: numbers with what they count.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Place, Span};

/// A number, what it counts, and how it is meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Hash of article and span.
    pub id: Id,
    /// The article it stands in.
    pub article: Id,
    /// The number with its unit ("112 targets", "an estimated 3,000 fighters").
    pub span: Span,
    /// The value; for a range the lower end; for a bound that vague words give, that bound ("dozens": 24).
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// How the value is meant.
    pub bound: Bound,
    /// What is counted or measured, singular, lower case ("target", "command post", "km", "percent").
    pub unit: String,
    /// The verb or predicate that says what happened to what is counted ("destroy", "injure"), lemma, if found.
    pub verb: Option<String>,
    /// Whether it counts one occasion, a running total or a rate.
    pub scope: Scope,
    /// The day up to which it counts, or on which it was so.
    pub as_of: Option<Date>,
    /// The statement it was said in; none in furniture-free text outside all statements.
    pub statement: Option<Id>,
}

/// How a value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As stated.
    Exact,
    /// "about", "an estimated", "nearly".
    About,
    /// "at least", "more than", "dozens" (24), "hundreds" (200).
    AtLeast,
    /// "at most", "up to", "fewer than".
    AtMost,
    /// "between 5 and 7", "5-7"; see [`Figure::upper`].
    Range,
}

/// What stretch of time a figure covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One occasion.
    Occasion,
    /// A running total up to [`Figure::as_of`].
    Cumulative,
    /// Per unit of time.
    Rate,
}

/// A count as it was given over time: points that count the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Hash of the figures in it.
    pub id: Id,
    /// What is counted, in the sources' words.
    pub name: String,
    /// Unit of all its points.
    pub unit: String,
    /// Whether its points are running totals, counts of one occasion, or rates. Never mixed.
    pub scope: Scope,
    /// Points by day, then value.
    pub points: Vec<Point>,
    /// The day from which running totals count, where an article of the series names it.
    pub since: Option<Since>,
    /// What to read the points with: what makes them not fully comparable, rates, falls, counts that differ.
    pub remarks: Vec<Remark>,
}

impl Series {
    /// The figures of all its points.
    pub fn figures(&self) -> impl Iterator<Item = Id> + '_ {
        self.points.iter().flat_map(|point| point.figures.iter().copied())
    }
}

/// One value that one voice gives for one day, however many articles carry it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// The figures that carry it, first reporter first; never empty. Value, bound, unit and verb are those of the first.
    pub figures: Vec<Id>,
    /// The day it holds for: [`Figure::as_of`] of its figures.
    pub as_of: Option<Date>,
    /// Whose count it is; none when the speaker is lost.
    pub party: Option<Id>,
    /// The figure whose count a vague one repeats ("hundreds" beside 819): no count of its own.
    pub echoes: Option<Id>,
}

/// The day from which a running total counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Since {
    /// The first day that counts.
    pub day: Date,
    /// The words that name it.
    pub words: Place,
}

/// Something to read a series with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// What it is about.
    pub kind: RemarkKind,
    /// The figures it speaks of, in the order it names them.
    pub figures: Vec<Id>,
    /// One sentence.
    pub text: String,
}

/// What a remark on a series is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemarkKind {
    /// What happened to what is counted differs: attacked, destroyed.
    VerbsDiffer,
    /// What is counted differs: targets, command posts.
    UnitsDiffer,
    /// One voice gives a lower running total than it gave before.
    Corrects,
    /// A running total is lower than another voice gave before: two counts, not one that fell.
    Falls,
    /// Two counts for one day that cannot both hold.
    CountsDiffer,
    /// A vague figure that repeats a precise one.
    Echo,
    /// The same value from more than one party.
    Agrees,
    /// How much it changed between two points, and how fast.
    Rate,
    /// How much a running total comes to by the day since a start that the text names.
    RateSinceStart,
}

impl RemarkKind {
    /// True for what makes points doubtful to compare, false for what only reads them.
    pub fn is_warning(self) -> bool {
        matches!(
            self,
            Self::VerbsDiffer | Self::UnitsDiffer | Self::Corrects | Self::Falls | Self::CountsDiffer | Self::Echo
        )
    }
}

/// A total and the parts stated beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SumCheck {
    /// The total.
    pub total: Id,
    /// The parts, in text order.
    pub parts: Vec<Id>,
    /// Sum of the parts.
    pub sum: f64,
    /// Total less sum: positive when some are unexplained, negative when the parts exceed the total.
    pub remainder: f64,
    /// "102 of 112; 10 unexplained; no contradiction".
    pub finding: String,
}
