//! From a time expression and a day of writing to the days it can mean.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{TimeExpression, TimeKind, Unit};

impl TimeExpression {
    /// The one day that the expression names by itself, year included.
    pub fn date(&self) -> Option<Date> {
        match self.kind {
            TimeKind::Days { year: Some(year), month, first, last } if first == last => {
                Date::new(year, month, first).ok()
            }
            _ => None,
        }
    }

    /// First and last day that the expression can mean in a text written on `anchor`, or, where it counts from a day
    /// spoken of ("two days later", "earlier in the day"), in a text whose last such day is `anchor`.
    ///
    /// `past` tells that what it dates has happened, as in "said Wednesday": then the last such day on or before the
    /// anchor is meant. The anchor's own weekday means the anchor: agencies date a report by the day of what it
    /// reports. "Last Wednesday" lies before the anchor, "next Wednesday" after it. Without `past`, days without a
    /// year and weekdays mean the first on or after the anchor.
    ///
    /// None when the days fall outside the calendar.
    pub fn resolve(&self, anchor: Date, past: bool) -> Option<(Date, Date)> {
        match self.kind {
            TimeKind::Days { year: Some(year), month, first, last } => {
                Some((Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?))
            }
            TimeKind::Days { year: None, month, first, last } => nearest_year(anchor, past, |year| {
                Some((Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?))
            }),
            TimeKind::Either(one, other) => Some((one.min(other), one.max(other))),
            TimeKind::Month { year: Some(year), month } => month_of(Date::new(year, month, 1).ok()?),
            TimeKind::Month { year: None, month } => {
                nearest_year(anchor, past, |year| month_of(Date::new(year, month, 1).ok()?))
            }
            TimeKind::Years { first, last } => Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?)),
            TimeKind::Weekday { day, which } => {
                let day = weekday(anchor, past, day, which)?;
                Some((day, day))
            }
            TimeKind::Calendar { unit, shift } => calendar(anchor, unit, shift),
            TimeKind::Distance { unit, low, high, .. } => distance(anchor, unit, low, high),
        }
    }
}

/// The year in which days lie nearest before (or, for what is to come, after) the anchor.
fn nearest_year(anchor: Date, past: bool, days: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
    // Eight years hold a 29 February.
    (0..=8).find_map(|step| {
        let year = if past { anchor.year().checked_sub(step)? } else { anchor.year().checked_add(step)? };
        days(year).filter(|(first, last)| if past { *first <= anchor } else { *last >= anchor })
    })
}

fn month_of(day: Date) -> Option<(Date, Date)> {
    Some((day.first_of_month(), day.last_of_month()))
}

fn weekday(anchor: Date, past: bool, day: Weekday, which: Option<i8>) -> Option<Date> {
    let back = i64::from(anchor.weekday().since(day));
    match which {
        Some(1) => anchor.checked_add(if back == 0 { 7 } else { 7 - back }.days()).ok(),
        Some(-1) => anchor.checked_sub(if back == 0 { 7 } else { back }.days()).ok(),
        _ if past || back == 0 => anchor.checked_sub(back.days()).ok(),
        _ => anchor.checked_add((7 - back).days()).ok(),
    }
}

/// A whole calendar unit, so many units on from the one the anchor lies in.
fn calendar(anchor: Date, unit: Unit, shift: i32) -> Option<(Date, Date)> {
    let monday = |day: Date| day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok();
    match unit {
        Unit::Hour | Unit::Day => {
            let day = anchor.checked_add(shift.days()).ok()?;
            Some((day, day))
        }
        Unit::Week => {
            let first = monday(anchor)?.checked_add(shift.weeks()).ok()?;
            Some((first, first.checked_add(6.days()).ok()?))
        }
        Unit::Weekend => {
            // On a weekend and before it, "this weekend" is the one of the week; "last weekend" the one before.
            let first = monday(anchor)?.checked_add(shift.weeks()).ok()?.checked_add(5.days()).ok()?;
            Some((first, first.checked_add(1.days()).ok()?))
        }
        Unit::Month => month_of(anchor.first_of_month().checked_add(shift.months()).ok()?),
        Unit::Year => {
            let day = anchor.first_of_year().checked_add(shift.years()).ok()?;
            Some((day.first_of_year(), day.last_of_year()))
        }
    }
}

/// A distance in days as exact as its unit: days exactly, weeks within a day, months within a week, years within a half.
fn distance(anchor: Date, unit: Unit, low: i32, high: i32) -> Option<(Date, Date)> {
    let (low, high) = (i64::from(low), i64::from(high));
    let step = |count: i64| {
        let span = match unit {
            Unit::Hour | Unit::Day => count.days(),
            Unit::Week | Unit::Weekend => count.weeks(),
            Unit::Month => count.months(),
            Unit::Year => count.years(),
        };
        anchor.checked_add(span).ok()
    };
    if unit == Unit::Hour {
        // Hours from an unknown time of day: rounded up to whole days.
        let days = |hours: i64| (hours.unsigned_abs().div_ceil(24) as i64) * hours.signum();
        let (first, last) = (anchor.checked_add(days(low).days()).ok()?, anchor.checked_add(days(high).days()).ok()?);
        return Some(if low < 0 && low == high { (first, anchor) } else { (first, last) });
    }
    // A stretch up to the present ("the past two weeks", "the next few days") has exact ends.
    let slack = if low != high {
        0
    } else {
        match unit {
            Unit::Hour | Unit::Day => 0,
            Unit::Week | Unit::Weekend => 1,
            Unit::Month => 7,
            Unit::Year => 182,
        }
    };
    Some((step(low)?.checked_sub(slack.days()).ok()?, step(high)?.checked_add(slack.days()).ok()?))
}
