//! What is known of a time expression, before and after it is set against a date.

use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};

use super::automaton::Found;
use super::fields::{Field, Fields, MODS, WEEKEND};
use super::rules::Kind;

/// A time expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands: a byte range of the text, without a preposition before it.
    pub bytes: Range<usize>,
    /// The words that it touches.
    pub words: Range<usize>,
    /// True after "as of": the time a figure holds for.
    pub as_of: bool,
    /// The edge of an interval that it is: "from Monday", "to Thursday".
    pub edge: Option<Edge>,
    /// Where the verb nearest to it points, for expressions that could lie on either side of the article's date.
    pub direction: Option<Direction>,
    /// True if that verb stands close to the expression.
    pub(super) close_verb: bool,
    pub(super) meaning: Meaning,
}

/// What the rule that found an expression made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub kind: Kind,
    pub fields: Fields,
}

/// The four types of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar: "Friday", "1998", "last month".
    Date,
    /// A time of a day: "10:35 a.m.", "Friday morning".
    Time,
    /// A length of time: "two days".
    Duration,
    /// Times that come again: "every Friday", "monthly".
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it: "DATE".
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// An edge of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// "from Monday", "since 2011", "between 5 ...".
    Begin,
    /// "to Thursday", "until then", "... and 9 October".
    End,
}

/// Which side of the article's date a verb points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// "met Thursday".
    Past,
    /// "will meet Thursday".
    Future,
}

/// The `mod` of TIMEX3: what narrows or blurs a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// "early June".
    Start,
    /// "mid-June".
    Mid,
    /// "late June".
    End,
    /// "about two weeks".
    Approx,
    /// "more than two years ago".
    Before,
    /// "less than two years ago".
    After,
    /// "less than two hours".
    LessThan,
    /// "more than two hours".
    MoreThan,
    /// "up to two hours".
    EqualOrLess,
    /// "at least two hours".
    EqualOrMore,
}

impl Modifier {
    const ALL: [Self; 10] = [
        Self::Start,
        Self::Mid,
        Self::End,
        Self::Approx,
        Self::Before,
        Self::After,
        Self::LessThan,
        Self::MoreThan,
        Self::EqualOrLess,
        Self::EqualOrMore,
    ];

    /// As TIMEX3 writes it: "EQUAL_OR_MORE".
    pub fn name(self) -> &'static str {
        Self::ALL.iter().position(|m| *m == self).and_then(|at| MODS.get(at)).unwrap_or(&"")
    }

    fn numbered(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

/// The day, and the time if known, from which expressions are read: when the article, or the original of a copied passage,
/// was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The day of publication, where it was published.
    pub day: Date,
    /// The time of day, if known.
    pub time: Option<Time>,
}

impl From<Date> for Anchor {
    fn from(day: Date) -> Self {
        Self { day, time: None }
    }
}

impl From<DateTime> for Anchor {
    fn from(time: DateTime) -> Self {
        Self { day: time.date(), time: Some(time.time()) }
    }
}

/// What an expression means, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The type.
    pub kind: TimeKind,
    /// The TIMEX3 value: "1998-08-07", "1998-W32", "P2D", "PAST_REF". What is not known is "X": "XXXX-08-07".
    pub value: String,
    /// Of a length with two ends, the longer: "P3W" of "two to three weeks".
    pub upper: Option<String>,
    /// The TIMEX3 modifier.
    pub modifier: Option<Modifier>,
    /// Of a set: "EVERY".
    pub quant: Option<&'static str>,
    /// Of a set, how often in each of its periods: "2X".
    pub freq: Option<String>,
    /// The first day; none while it is not known, and for sets. Of a length that leads on from a time the text spoke of
    /// ("two days later"), the first day to which it leads; none for other lengths.
    pub first: Option<Date>,
    /// The last day, not before the first.
    pub last: Option<Date>,
    /// The side of the article's date on which a time lies of which no more is known.
    pub bound: Option<Bound>,
    /// Minutes east of Greenwich, if a time zone is named.
    pub zone: Option<i16>,
    /// Other ways to read it: "10/07/2015" is also 10 July.
    pub alternatives: Vec<Reading>,
}

/// Another way to read an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The TIMEX3 value.
    pub value: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// On which side of the article's date an unresolved time lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Not after the article.
    UntilArticle,
    /// Not before the article.
    FromArticle,
}

impl Meaning {
    pub fn get(&self, field: Field) -> Option<i64> {
        self.fields.get(field)
    }

    /// True for a time of day of which the day is not said.
    pub fn is_time_without_day(&self) -> bool {
        let says = |field| self.fields.has(field);
        let named = [Field::Day, Field::Weekday, Field::Holiday, Field::Unit, Field::Year];
        (says(Field::Hour) || says(Field::Part)) && !named.into_iter().any(says)
    }

    /// True for a part of the calendar that comes again and again, so that its year or week must be inferred.
    pub fn recurs(&self) -> bool {
        use Field::{Decade, Half, Holiday, Month, Quarter, Season, Shift, Weekday, Year};
        let says = |field| self.fields.has(field);
        self.kind == Kind::Date
            && [Month, Weekday, Season, Quarter, Holiday, Half, Field::Day].into_iter().any(says)
            && ![Year, Shift, Decade].into_iter().any(says)
    }

    pub fn modifier(&self) -> Option<Modifier> {
        self.get(Field::Mod).and_then(Modifier::numbered)
    }
}

impl Found {
    pub fn meaning(&self) -> Meaning {
        Meaning { kind: self.kind, fields: self.fields }
    }

    /// True if the expression could lie on either side of the article's date.
    pub fn needs_direction(&self) -> bool {
        self.kind == Kind::Within || self.fields.get(Field::Unit) == Some(WEEKEND) || self.meaning().recurs()
    }
}
