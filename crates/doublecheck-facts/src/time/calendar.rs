//! Stretches of the calendar: where they start and end, how they are written in TIMEX3.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::fields::{HOLIDAYS, SEASONS, UNITS};

/// How much of the calendar a date names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Grain {
    /// The grain of a unit by its place in [`UNITS`]; none for hours and less.
    pub fn of_unit(unit: i64) -> Option<Self> {
        Some(match *UNITS.get(usize::try_from(unit).ok()?)? {
            "day" => Self::Day,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "season" => Self::Season,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            _ => return None,
        })
    }
}

/// One day, week, month, ... of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub grain: Grain,
    /// The first day.
    pub start: Date,
}

impl Stretch {
    /// The stretch that a day is in.
    pub fn around(grain: Grain, day: Date) -> Option<Self> {
        let year = i64::from(day.year());
        let since_monday = i64::from(day.weekday().to_monday_zero_offset());
        let month = i64::from(day.month());
        let start = match grain {
            Grain::Day => Some(day),
            Grain::Week => add_days(day, -since_monday),
            Grain::Weekend => add_days(day, 5 - since_monday),
            Grain::Month => date(year, month, 1),
            Grain::Season if month < 3 => date(year - 1, 12, 1),
            Grain::Season => date(year, month - month % 3, 1),
            Grain::Quarter => date(year, (month - 1) / 3 * 3 + 1, 1),
            Grain::Half => date(year, (month - 1) / 6 * 6 + 1, 1),
            Grain::Year => date(year, 1, 1),
            Grain::Decade => date(year.div_euclid(10) * 10, 1, 1),
            Grain::Century => date(year.div_euclid(100) * 100, 1, 1),
            Grain::Millennium => date(year.div_euclid(1000) * 1000, 1, 1),
        };
        start.map(|start| Self { grain, start })
    }

    /// The stretch of this grain that lies so many of them later.
    pub fn shift(self, by: i64) -> Option<Self> {
        add(self.start, self.grain, by).and_then(|start| Self::around(self.grain, start))
    }

    /// The last day.
    pub fn last(self) -> Date {
        let end = match self.grain {
            Grain::Day => return self.start,
            Grain::Weekend => return add_days(self.start, 1).unwrap_or(self.start),
            _ => self.shift(1).and_then(|next| add_days(next.start, -1)),
        };
        end.unwrap_or(Date::MAX)
    }

    /// As written in TIMEX3: "1998-08-07", "1998-W32", "1998-Q3", "199".
    pub fn value(self) -> String {
        let (year, month) = (i64::from(self.start.year()), i64::from(self.start.month()));
        let iso = self.start.iso_week_date();
        match self.grain {
            Grain::Day => format!("{}-{month:02}-{:02}", written_year(year), self.start.day()),
            Grain::Week => format!("{}-W{:02}", written_year(iso.year().into()), iso.week()),
            Grain::Weekend => format!("{}-W{:02}-WE", written_year(iso.year().into()), iso.week()),
            Grain::Month => format!("{}-{month:02}", written_year(year)),
            Grain::Season => format!("{}-{}", written_year(year), SEASONS.get((month / 3 - 1) as usize).unwrap_or(&"")),
            Grain::Quarter => format!("{}-Q{}", written_year(year), (month - 1) / 3 + 1),
            Grain::Half => format!("{}-H{}", written_year(year), (month - 1) / 6 + 1),
            Grain::Year => written_year(year),
            Grain::Decade => format!("{:03}", year.div_euclid(10)),
            Grain::Century => format!("{:02}", year.div_euclid(100)),
            Grain::Millennium => format!("{}", year.div_euclid(1000)),
        }
    }
}

/// Four digits; years before the common era as ISO 8601 has them.
pub(super) fn written_year(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

fn span(of: impl FnOnce(Span) -> Result<Span, jiff::Error>) -> Option<Span> {
    of(0.days()).ok()
}

/// The day so many days, weeks, months, ... later; none beyond the calendar. A month after 31 January is the end of February.
pub(super) fn add(day: Date, grain: Grain, by: i64) -> Option<Date> {
    let months = |n: i64| span(|span| span.try_months(by.checked_mul(n).unwrap_or(i64::MAX)));
    let step = match grain {
        Grain::Day => span(|span| span.try_days(by)),
        Grain::Week | Grain::Weekend => span(|span| span.try_weeks(by)),
        Grain::Month => months(1),
        Grain::Season | Grain::Quarter => months(3),
        Grain::Half => months(6),
        Grain::Year => months(12),
        Grain::Decade => months(120),
        Grain::Century => months(1200),
        Grain::Millennium => months(12000),
    }?;
    day.checked_add(step).ok()
}

/// A day so many days later; none beyond the calendar.
pub(super) fn add_days(day: Date, by: i64) -> Option<Date> {
    day.checked_add(span(|span| span.try_days(by))?).ok()
}

/// A day of the calendar, if there is one.
pub(super) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days from one day to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day of a weekday (1 is Monday) on or before a day.
pub(super) fn weekday_until(day: Date, weekday: i64) -> Option<Date> {
    let back = (i64::from(day.weekday().to_monday_one_offset()) - weekday).rem_euclid(7);
    add_days(day, -back)
}

/// The day of a holiday (a place in [`HOLIDAYS`]) in a year.
pub(super) fn holiday(holiday: i64, year: i64) -> Option<Date> {
    use Weekday::{Monday, Sunday, Thursday};
    let nth = |month: i64, nth: i8, weekday| date(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok();
    match *HOLIDAYS.get(usize::try_from(holiday).ok()?)? {
        "new-year" => date(year, 1, 1),
        "new-year-eve" => date(year, 12, 31),
        "king-day" => nth(1, 3, Monday),
        "valentine" => date(year, 2, 14),
        "presidents" => nth(2, 3, Monday),
        "st-patrick" => date(year, 3, 17),
        "april-fools" => date(year, 4, 1),
        "good-friday" => add_days(easter(year)?, -2),
        "easter" => easter(year),
        "easter-monday" => add_days(easter(year)?, 1),
        "earth" => date(year, 4, 22),
        "may-day" => date(year, 5, 1),
        "mothers" => nth(5, 2, Sunday),
        "memorial" => nth(5, -1, Monday),
        "fathers" => nth(6, 3, Sunday),
        "independence" => date(year, 7, 4),
        "labor" => nth(9, 1, Monday),
        "columbus" => nth(10, 2, Monday),
        "halloween" => date(year, 10, 31),
        "election" => add_days(nth(11, 1, Monday)?, 1),
        "veterans" => date(year, 11, 11),
        "thanksgiving" => nth(11, 4, Thursday),
        "christmas-eve" => date(year, 12, 24),
        "christmas" => date(year, 12, 25),
        "boxing" => date(year, 12, 26),
        _ => None,
    }
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm of Nature, 1876).
fn easter(year: i64) -> Option<Date> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, n / 31, n % 31 + 1)
}
