//! Quantities: how many, how much, and of what.
//!
//! [`quantities`] reads numbers in digits and words with what they count or measure, how they are meant (about, at least,
//! a range), what they cover and which way they moved. Word lists are the files of `rules/quantity`. The grammar around
//! numbers is here, from the inside out: `numeral` (digits), `number` and `spelled` (scales, words), `unit`, `amount` (number
//! with unit, ranges), `counted` (what is counted; `noun`), `bound`, `change`, `naming` (numbers that count nothing), put
//! together by `reader` and connected by `links` (`predicate`, `scope`).

mod amount;
mod bound;
mod change;
mod counted;
mod line;
mod links;
mod naming;
mod noun;
mod number;
mod numeral;
mod predicate;
mod reader;
mod rules;
mod scope;
mod sentence;
mod spelled;
mod unit;
mod verb;

use std::ops::Range;

pub use change::{Change, Direction, Role};
pub use scope::{Coverage, Scope};

use crate::Words;

/// A number with what it counts or measures.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The expression with its bound and unit: "at least 40 houses".
    pub bytes: Range<usize>,
    /// The words that those bytes touch.
    pub words: Range<usize>,
    /// The number alone: "40", "2.5 million"; of a range, both ends.
    pub number: Range<usize>,
    /// The value, or the lower end of a range; of a vague plural the least it is usually read to mean ("dozens": 24).
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The value as decimal text, exact where the text states a decimal: "1500000.5".
    pub decimal: String,
    /// Written in words.
    pub spelled: bool,
    /// Behind "the", "these", "their": a small number then only points back to what was named.
    pub definite: bool,
    /// Joined to its unit by a hyphen, it describes a thing: "a 12-page report", "a 40-metre mast".
    pub attributive: bool,
    /// How the value is meant.
    pub bound: Bound,
    /// What sort of number it is.
    pub kind: Kind,
    /// What is counted or measured; none for bare numbers.
    pub unit: Option<Unit>,
    /// What a measure, a sum or a percentage is of, as a singular noun: "30 percent of the voters", "40 tonnes of oil".
    pub of: Option<String>,
    /// The lemma of the verb or predicate that says what happened to what is counted: "destroy", "injure".
    pub verb: Option<&'static str>,
    /// What it covers: one occasion, all up to now, each period.
    pub scope: Scope,
    /// Which way the figure moved, if the text says so.
    pub change: Option<Change>,
    /// The place in the list of the total that this is a part of: "140 sites, including 22 pump houses".
    pub whole: Option<usize>,
    /// The place in the list of the first quantity of an enumeration that this belongs to: "22 houses, 15 depots and 60 ramps".
    pub list: Option<usize>,
}

/// What is counted or measured.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Singular, lower case: a noun with the nouns that make it what it is ("pump house"), or the normalised name of a
    /// measure ("kilometre", "australian dollar"); rates as "barrel per day".
    pub name: String,
    /// The words of the text, describing words included: "old pump houses".
    pub phrase: String,
    /// Symbol of a measured unit: "km", "%", "$".
    pub symbol: Option<&'static str>,
    /// ISO 4217 code of a currency.
    pub code: Option<&'static str>,
    /// What a rate is per: "day", "share".
    pub per: Option<String>,
}

/// How a value is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// As stated.
    Exact,
    /// "about", "an estimated", "nearly"
    About,
    /// "at least", "no fewer than"
    AtLeast,
    /// "more than", "over"
    MoreThan,
    /// "at most", "up to"
    AtMost,
    /// "fewer than", "under"
    LessThan,
    /// "between 5 and 7", "5-7"; see [`Quantity::upper`]
    Range,
    /// "dozens", "several hundred": at least the value, and no more than the next order of magnitude
    Vague,
}

/// What sort of number a quantity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Things counted: "22 pump houses".
    Count,
    /// A measured unit: "1,200 km".
    Measure,
    /// Money.
    Money,
    /// Percent and percentage points.
    Percent,
    /// A fraction of something: "a third of the crew".
    Share,
    /// A length of time: "three days".
    Duration,
    /// The age of a person or thing.
    Age,
    /// "third", "21st"
    Ordinal,
    /// "twice", "three times"
    Occasions,
    /// "doubled", "sixfold"
    Multiple,
    /// "2-1"
    Score,
    /// A number with nothing that it counts.
    Bare,
}

impl Unit {
    /// The name without what a rate is per: "barrel" of "barrel per day".
    pub fn base(&self) -> &str {
        self.name.split(" per ").next().unwrap_or(&self.name)
    }

    /// A noun that is no measured unit.
    fn noun(name: impl Into<String>, phrase: impl Into<String>) -> Self {
        Self { name: name.into(), phrase: phrase.into(), symbol: None, code: None, per: None }
    }
}

impl Quantity {
    /// True for what news compares as a figure: counts, measures, money, percentages and shares with a unit.
    ///
    /// Ages, durations, ordinals, scores and bare numbers are none, nor is "one" of something (unless it came to harm or stands
    /// in a list of counts), nor what describes ("a 12-page report") or only points back ("the two sides").
    pub fn is_figure(&self) -> bool {
        match self.kind {
            Kind::Count if self.spelled && self.definite && self.value <= 12.0 => false,
            Kind::Count if self.attributive => false,
            Kind::Count if self.spelled && self.value == 1.0 => {
                self.list.is_some() || self.verb.is_some_and(verb::is_harm)
            }
            Kind::Count | Kind::Measure | Kind::Money | Kind::Percent | Kind::Share => self.unit.is_some(),
            _ => false,
        }
    }
}

/// The quantities of a text, in text order.
///
/// One pass over the words; time and memory are linear in the text, whatever it holds. Years, dates, clock times, phone and
/// article numbers and numbers inside names are absent.
pub fn quantities(words: &Words<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    for sentence in words.sentences() {
        let first = found.len();
        reader::read(words, sentence.clone(), &mut found);
        links::connect(words, sentence, &mut found, first);
    }
    found
}
