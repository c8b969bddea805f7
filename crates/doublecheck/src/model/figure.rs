//! Figures: numbers with what they count.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Span};

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

/// How a figure moved: points that count the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Hash of the figures in it.
    pub id: Id,
    /// What is counted, in the sources' words.
    pub name: String,
    /// Unit of all its points.
    pub unit: String,
    /// Figures, by as-of date, then value.
    pub points: Vec<Id>,
    /// What makes points not fully comparable (other verb, other class), and remarks such as the rate between points.
    pub remarks: Vec<String>,
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
