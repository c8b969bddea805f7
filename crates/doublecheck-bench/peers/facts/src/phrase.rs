//! Crates that read a string which is a time from its first letter to its last.
//!
//! Three of them answer with an instant and not with how exact it is; that is taken from the string: a clock time, a
//! day, or the year, month or week that it names and no day of it.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, Timelike, Utc};

use crate::runs::{is_any_unit, is_month, is_unit, is_year, lower};

type Time = Option<(&'static str, String)>;

/// How exact a time is.
#[derive(Clone, Copy)]
pub enum Grain {
    Year,
    Quarter,
    Month,
    Week,
    Day,
    Hour,
    Minute,
}

/// Kind and value as TimeML writes them.
pub fn date(time: NaiveDateTime, grain: Grain) -> (&'static str, String) {
    match grain {
        Grain::Year => ("DATE", time.format("%Y").to_string()),
        Grain::Quarter => ("DATE", format!("{}-Q{}", time.year(), time.month0() / 3 + 1)),
        Grain::Month => ("DATE", time.format("%Y-%m").to_string()),
        Grain::Week => ("DATE", time.format("%G-W%V").to_string()),
        Grain::Day => ("DATE", time.format("%Y-%m-%d").to_string()),
        Grain::Hour => ("TIME", time.format("%Y-%m-%dT%H").to_string()),
        Grain::Minute => ("TIME", time.format("%Y-%m-%dT%H:%M").to_string()),
    }
}

pub fn now() -> (&'static str, String) {
    ("DATE", "PRESENT_REF".into())
}

/// It knows no time to reckon from: where a string leaves the year out it takes the one on the clock of the machine.
pub fn dateparser(string: &str, _now: NaiveDateTime) -> Time {
    let time = dateparser::parse_with(string, &Utc, NaiveTime::MIN).ok()?;
    Some(date(time.naive_utc(), grain(string)))
}

pub fn chrono_english(string: &str, time: NaiveDateTime) -> Time {
    use chrono_english::{Dialect, Interval, parse_date_string, parse_duration};
    if string == "now" {
        return Some(now());
    }
    if is_span(string) {
        return parse_duration(string).ok().map(|span| match span {
            Interval::Seconds(n) => seconds(n.into()),
            Interval::Days(n) => days(n.into()),
            Interval::Months(n) => months(n.into()),
        });
    }
    let found: DateTime<Utc> = parse_date_string(string, time.and_utc(), Dialect::Us).ok()?;
    Some(date(found.naive_utc(), grain(string)))
}

pub fn interim(string: &str, time: NaiveDateTime) -> Time {
    use interim::{Dialect, Interval, parse_date_string, parse_duration};
    if string == "now" {
        return Some(now());
    }
    if is_span(string) {
        return parse_duration(string).ok().map(|span| match span {
            Interval::Seconds(n) => seconds(n.into()),
            Interval::Days(n) => days(n.into()),
            Interval::Months(n) => months(n.into()),
        });
    }
    let found: DateTime<Utc> = parse_date_string(string, time.and_utc(), Dialect::Us).ok()?;
    Some(date(found.naive_utc(), grain(string)))
}

/// Answers with a beginning and an end, which tell how exact the time is.
pub fn two_timer(string: &str, time: NaiveDateTime) -> Time {
    let (start, end, _) = two_timer::parse(string, Some(two_timer::Config::new().now(time))).ok()?;
    if string == "now" {
        return Some(now());
    }
    let midnight = start.num_seconds_from_midnight() == 0;
    let grain = match (end - start).num_days() {
        1 => Grain::Day,
        7 => Grain::Week,
        28..=31 if start.day() == 1 => Grain::Month,
        365 | 366 if start.ordinal() == 1 => Grain::Year,
        0 if !midnight || string.contains(':') => Grain::Minute,
        _ => Grain::Day,
    };
    Some(date(start, grain))
}

fn grain(string: &str) -> Grain {
    let words: Vec<&str> = string.split_whitespace().collect();
    let has = |unit: &str| words.iter().any(|word| is_unit(word, unit));
    let is_day = |word: &&str| !is_year(word) && word.starts_with(|c: char| c.is_ascii_digit());
    let clock = words.iter().any(|word| ["am", "pm", "a.m", "p.m"].contains(&lower(word).as_str()));
    if clock || string.contains(':') || has("hour") || has("minute") {
        Grain::Minute
    } else if has("year") || matches!(words.as_slice(), [word] if is_year(word)) {
        Grain::Year
    } else if has("month") || words.iter().any(|word| is_month(word)) && !words.iter().any(is_day) {
        Grain::Month
    } else if has("week") {
        Grain::Week
    } else {
        Grain::Day
    }
}

/// A number and a unit, nothing else: "3 weeks".
fn is_span(string: &str) -> bool {
    let words: Vec<&str> = string.split_whitespace().collect();
    matches!(words.as_slice(), [_, unit] if is_any_unit(unit)) && string.starts_with(|c: char| c.is_ascii_digit())
}

fn seconds(n: i64) -> (&'static str, String) {
    let (n, unit) = match n {
        n if n % 3600 == 0 => (n / 3600, 'H'),
        n if n % 60 == 0 => (n / 60, 'M'),
        n => (n, 'S'),
    };
    ("DURATION", format!("PT{n}{unit}"))
}

fn days(n: i64) -> (&'static str, String) {
    ("DURATION", if n % 7 == 0 { format!("P{}W", n / 7) } else { format!("P{n}D") })
}

fn months(n: i64) -> (&'static str, String) {
    ("DURATION", if n % 12 == 0 { format!("P{}Y", n / 12) } else { format!("P{n}M") })
}
