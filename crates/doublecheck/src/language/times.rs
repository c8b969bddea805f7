//! Time expressions: what a text says about when, and the days that it can mean.
//!
//! One pass over a small vocabulary ([`lexeme`]), no backtracking further than one expression. Words that are also
//! something else ("may", "march", "sat", "second") count only where a date could stand. Nothing here knows today's
//! date: an expression that is not complete is resolved against a day that the caller names.

mod lexeme;
mod parse;
mod resolve;

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};

use lexeme::tokens;
use parse::Reader;

/// A time expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands: a byte range of the text searched, without a preposition before it.
    pub bytes: Range<usize>,
    /// What it says.
    pub kind: TimeKind,
    /// The time of day that stands beside a date.
    pub clock: Option<Time>,
    /// True after "as of": the day a figure holds for.
    pub as_of: bool,
}

/// What a time expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeKind {
    /// "October 7, 2015", "7-9 Oct", "2015-10-07": days of a month, of a year if named. `first <= last`.
    Days {
        /// The year, if named.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: i8,
        /// First day of the month.
        first: i8,
        /// Last day of the month; the same as `first` for one day.
        last: i8,
    },
    /// "10/07/2015": two readings, the day first and the month first.
    Either(Date, Date),
    /// "October 2015", "in October".
    Month {
        /// The year, if named.
        year: Option<i16>,
        /// The month, 1 to 12.
        month: i8,
    },
    /// "2015"; "the 1990s".
    Years {
        /// First year.
        first: i16,
        /// Last year.
        last: i16,
    },
    /// "Thursday", "last Friday".
    Weekday {
        /// The day of the week.
        day: Weekday,
        /// Which of them, if said: -1 last, 0 this, 1 next.
        which: Option<i8>,
    },
    /// "today", "last week", "this month": a calendar unit counted from the present one (0).
    Calendar {
        /// The unit.
        unit: Unit,
        /// How many units on.
        shift: i32,
    },
    /// "a week ago", "in the next few days", "two days later": a distance, from `low` to `high` units.
    Distance {
        /// The unit.
        unit: Unit,
        /// The nearer or earlier end, negative for the past.
        low: i32,
        /// The other end; `low <= high`.
        high: i32,
        /// True when counted from the day of writing, false when from a day that the text spoke of before.
        from_now: bool,
    },
}

/// Units of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Hours and minutes: within the day, give or take one.
    Hour,
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// Finds the time expressions of a text, in order, not overlapping. Linear in the text.
pub fn times(text: &str) -> Vec<TimeExpression> {
    let tokens = tokens(text);
    let reader = Reader { tokens: &tokens, text };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.expression(at) {
            Some((expression, next)) => {
                found.push(expression);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

impl TimeKind {
    fn day(date: Date) -> Self {
        Self::Days { year: Some(date.year()), month: date.month(), first: date.day(), last: date.day() }
    }

    /// True for days of a month.
    fn is_day(&self) -> bool {
        matches!(self, Self::Days { .. } | Self::Either(..))
    }
}
