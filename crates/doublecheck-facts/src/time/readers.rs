//! What no list can hold: numbers, years, days, clock times and dates in digits.

use super::automaton::Scan;
use super::fields::{Field, ONE};
use super::token::{DIGITS, Symbol, Vocabulary};

/// What a reader made of the tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub tokens: usize,
    pub fields: [Option<(Field, i64)>; 6],
}

impl Read {
    pub fn of(tokens: usize) -> Self {
        Self { tokens, fields: [None; 6] }
    }

    fn one(tokens: usize, field: Field, value: i64) -> Self {
        let mut read = Self::of(tokens);
        read.fields[0] = Some((field, value));
        read
    }
}

/// Reads what starts at a token.
pub(super) type Reader = fn(&Scan<'_>, usize, &Numerals) -> Option<Read>;

/// The readers by the name of their class in patterns, with the field that they fill if it is one.
pub(super) const ALL: &[(&str, Reader, Option<Field>)] = &[
    ("number", number, Some(Field::Count)),
    ("year", year, Some(Field::Year)),
    ("modern-year", modern_year, Some(Field::Year)),
    ("short-year", short_year, Some(Field::Year)),
    ("day", day, Some(Field::Day)),
    ("nth-day", nth_day, Some(Field::Day)),
    ("nth", nth, Some(Field::Nth)),
    ("hour", hour, Some(Field::Hour)),
    ("clock", clock, None),
    ("four-digits", four_digits, None),
    ("numeric-date", numeric_date, None),
    ("decade", decade, Some(Field::Decade)),
];

/// Words for numbers, from the lists of the rules.
#[derive(Default)]
pub(super) struct Numerals {
    cardinals: Vec<(Symbol, i64)>,
    multipliers: Vec<(Symbol, i64)>,
    ordinals: Vec<(Symbol, i64)>,
    hyphen: Symbol,
    and: Symbol,
    a: Symbol,
    half: Symbol,
    apostrophe: Symbol,
}

impl Numerals {
    pub fn new<'a>(list: impl Fn(&str) -> &'a [(Vec<Symbol>, bool, i64)], vocabulary: &Vocabulary) -> Self {
        let singles = |name: &str| {
            let mut words: Vec<(Symbol, i64)> =
                list(name).iter().filter_map(|(words, _, value)| Some((*words.first()?, *value))).collect();
            words.sort_unstable();
            words
        };
        Self {
            cardinals: singles("cardinal"),
            multipliers: singles("multiplier"),
            ordinals: singles("ordinal"),
            hyphen: vocabulary.get("-"),
            and: vocabulary.get("and"),
            a: vocabulary.get("a"),
            half: vocabulary.get("half"),
            apostrophe: vocabulary.get("'"),
        }
    }

    /// True if a number or "'98" may start with the word.
    pub fn starts(&self, symbol: Symbol) -> bool {
        symbol == self.apostrophe || self.cardinal(symbol).is_some() || find(&self.ordinals, symbol).is_some()
    }

    fn cardinal(&self, symbol: Symbol) -> Option<i64> {
        find(&self.cardinals, symbol)
    }

    fn multiplier(&self, symbol: Symbol) -> Option<i64> {
        find(&self.multipliers, symbol)
    }

    /// Thousandths and the length of a number in words.
    fn spelled(&self, scan: &Scan<'_>, start: usize) -> Option<(i64, usize)> {
        let (mut total, mut current, mut at) = (0i64, 0i64, start);
        while at < start + 12 {
            let joined =
                at > start && (scan.symbol(at) == self.hyphen || scan.symbol(at) == self.and && current >= 100);
            let word = scan.symbol(at + usize::from(joined));
            if let Some(value) = self.cardinal(word) {
                let fits = current == 0
                    || (current % 100 == 0 && value < 100)
                    || (current % 10 == 0 && current % 100 > 10 && value < 10);
                if !fits {
                    break;
                }
                current += value;
            } else if let (Some(by), true, false) = (self.multiplier(word), at > start, joined) {
                if by == 100 {
                    current = current.checked_mul(100)?;
                } else {
                    total = total.checked_add(current.checked_mul(by)?)?;
                    current = 0;
                }
            } else {
                break;
            }
            at += 1 + usize::from(joined);
        }
        (at > start).then(|| Some((total.checked_add(current)?.checked_mul(ONE)?, at - start)))?
    }
}

fn find(sorted: &[(Symbol, i64)], symbol: Symbol) -> Option<i64> {
    sorted.binary_search_by_key(&symbol, |(s, _)| *s).ok().and_then(|at| sorted.get(at)).map(|(_, value)| *value)
}

/// "18", "1,500", "3.5", "2 1/2", "twenty-five", "two hundred", "two and a half".
fn number(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    let (mut value, mut length) = match scan.symbol(at) {
        DIGITS => (digits(scan.lower(at))?, 1),
        _ => numerals.spelled(scan, at)?,
    };
    if scan.symbol(at) == DIGITS
        && let Some(by) = numerals.multiplier(scan.symbol(at + 1))
    {
        (value, length) = (value.checked_mul(by)?, 2);
    }
    let next = at + length;
    if scan.lower(next) == "1/2" {
        (value, length) = (value + ONE / 2, length + 1);
    } else {
        // "two and a half", "two-and-a-half".
        let hyphen = usize::from(scan.symbol(next) == numerals.hyphen);
        let step = 1 + hyphen;
        let words = [numerals.and, numerals.a, numerals.half];
        if words == [0, 1, 2].map(|n| scan.symbol(next + hyphen + n * step)) {
            (value, length) = (value + ONE / 2, length + 3 * step);
        }
    }
    Some(Read::one(length, Field::Count, value))
}

/// Thousandths of a number in digits.
fn digits(text: &str) -> Option<i64> {
    match text {
        "1/2" => return Some(ONE / 2),
        "½" => return Some(ONE / 2),
        _ => {}
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() > 12 || fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut groups = whole.split(',');
    let mut value: i64 = whole_number(groups.next()?)?;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        value = value * 1000 + whole_number(group)?;
    }
    let thousandths: i64 = if fraction.is_empty() { 0 } else { format!("{fraction:0<3}").parse().ok()? };
    Some(value * ONE + thousandths)
}

/// Digits only, not more than nine.
fn whole_number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 9 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// "1998", "nineteen ninety-six", "two thousand five", "'98".
fn year(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    let text = scan.lower(at);
    if scan.symbol(at) == DIGITS {
        let year = whole_number(text).filter(|_| text.len() == 4).filter(|year| (1000..=2999).contains(year))?;
        return Some(Read::one(1, Field::Year, year));
    }
    if let Some(short) = short_year(scan, at, numerals) {
        return Some(short);
    }
    // "nineteen ninety-six": two numbers below a hundred; "two thousand".
    let first = numerals.cardinal(scan.symbol(at))?;
    if (16..=20).contains(&first)
        && let Some((rest, length)) = numerals.spelled(scan, at + 1)
        && (10 * ONE..100 * ONE).contains(&rest)
    {
        return Some(Read::one(1 + length, Field::Year, first * 100 + rest / ONE));
    }
    let (value, length) = numerals.spelled(scan, at)?;
    ((2000 * ONE..2100 * ONE).contains(&value) && length > 1).then(|| Read::one(length, Field::Year, value / ONE))
}

/// A year that may stand without a preposition: "1998".
fn modern_year(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    let read = year(scan, at, numerals)?;
    let spelled = scan.symbol(at) != DIGITS;
    read.fields[0].filter(|(_, year)| (1900..=2049).contains(year) && !(spelled && *year >= 2000)).map(|_| read)
}

/// "'98".
fn short_year(scan: &Scan<'_>, at: usize, _: &Numerals) -> Option<Read> {
    let glued = scan.tokens.get(at + 1).is_some_and(|token| token.glued);
    if !matches!(scan.lower(at), "'" | "’" | "‘") || !glued || scan.symbol(at + 1) != DIGITS {
        return None;
    }
    let text = scan.lower(at + 1);
    let year = whole_number(text).filter(|_| text.len() == 2)?;
    Some(Read::one(2, Field::Year, century_of(year)))
}

/// The year that two digits mean: up to 39 of this century.
fn century_of(year: i64) -> i64 {
    year + if year < 40 { 2000 } else { 1900 }
}

/// "7", "7th", "07".
fn day(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    let text = scan.lower(at);
    if scan.symbol(at) == DIGITS && text.len() <= 2 {
        return whole_number(text).filter(|day| (1..=31).contains(day)).map(|day| Read::one(1, Field::Day, day));
    }
    nth_day(scan, at, numerals)
}

/// "7th", "first", "twenty-third".
fn nth_day(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    let read = nth(scan, at, numerals)?;
    let (_, day) = read.fields[0].filter(|(_, day)| (1..=31).contains(day))?;
    Some(Read::one(read.tokens, Field::Day, day))
}

/// "7th", "19th", "first", "twenty-third".
fn nth(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    if scan.symbol(at) == DIGITS {
        let text = scan.lower(at);
        let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending))?;
        return whole_number(number).filter(|n| *n > 0).map(|n| Read::one(1, Field::Nth, n));
    }
    if let Some(n) = find(&numerals.ordinals, scan.symbol(at)) {
        return Some(Read::one(1, Field::Nth, n));
    }
    let tens = numerals.cardinal(scan.symbol(at)).filter(|n| *n >= 20 && n % 10 == 0)?;
    let last = find(&numerals.ordinals, scan.symbol(at + 2)).filter(|n| *n < 10)?;
    (scan.symbol(at + 1) == numerals.hyphen).then(|| Read::one(3, Field::Nth, tens + last))
}

/// The hour before "a.m.", "o'clock": "6", "six", "6pm" is a [`clock`].
fn hour(scan: &Scan<'_>, at: usize, numerals: &Numerals) -> Option<Read> {
    let hour = match scan.symbol(at) {
        DIGITS => whole_number(scan.lower(at)).filter(|_| scan.lower(at).len() <= 2)?,
        symbol => numerals.cardinal(symbol)?,
    };
    (0..=24).contains(&hour).then(|| Read::one(1, Field::Hour, hour))
}

/// "10:35", "10.35am", "6pm", "17:05:30".
fn clock(scan: &Scan<'_>, at: usize, _: &Numerals) -> Option<Read> {
    if scan.symbol(at) != DIGITS {
        return None;
    }
    let text = scan.lower(at);
    let (time, meridiem) = match text.strip_suffix("am").map(|t| (t, 0)).or(text.strip_suffix("pm").map(|t| (t, 1))) {
        Some((time, half)) => (time, Some(half)),
        None => (text, None),
    };
    let dotted = meridiem.is_some() && time.contains('.');
    let mut parts = time.split(if dotted { '.' } else { ':' });
    let two = |part: Option<&str>| part.map(|p| whole_number(p).filter(|n| p.len() == 2 && *n < 60));
    let hour = parts.next().filter(|p| p.len() <= 2).and_then(whole_number).filter(|hour| *hour <= 24)?;
    let (minute, second) = (two(parts.next()), two(parts.next()));
    if parts.next().is_some()
        || (minute.is_none() && meridiem.is_none())
        || minute == Some(None)
        || second == Some(None)
    {
        return None;
    }
    let mut read = Read::one(1, Field::Hour, hour);
    read.fields[1] = minute.flatten().map(|minute| (Field::Minute, minute));
    read.fields[2] = second.flatten().map(|second| (Field::Second, second));
    read.fields[3] = meridiem.map(|half| (Field::Meridiem, half));
    Some(read)
}

/// "0735" before a time zone.
fn four_digits(scan: &Scan<'_>, at: usize, _: &Numerals) -> Option<Read> {
    let text = scan.lower(at);
    let value = whole_number(text).filter(|_| text.len() == 4 && scan.symbol(at) == DIGITS)?;
    let (hour, minute) = (value / 100, value % 100);
    (hour <= 24 && minute < 60).then(|| {
        let mut read = Read::one(1, Field::Hour, hour);
        read.fields[1] = Some((Field::Minute, minute));
        read
    })
}

/// "2015-10-09", "2015-10-09T17:05", "10/7/2015", "7.10.2015", "10/7/15". Of two readings the month first is in the fields of
/// the date; `Other` is 1 if the day may be first.
fn numeric_date(scan: &Scan<'_>, at: usize, _: &Numerals) -> Option<Read> {
    if scan.symbol(at) != DIGITS {
        return None;
    }
    let text = scan.lower(at);
    if text == "9/11" {
        // No other day is written without its year and means one year only.
        return Some(Read {
            fields: [Some((Field::Year, 2001)), Some((Field::Month, 9)), Some((Field::Day, 11)), None, None, None],
            tokens: 1,
        });
    }
    let (date, time) = text.split_once('t').unwrap_or((text, ""));
    let separator = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let mut parts = date.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (a, b, c) = (whole_number(first)?, whole_number(second)?, whole_number(third)?);
    if parts.next().is_some() || second.len() > 2 {
        return None;
    }
    let month_or_day = |n: i64| (1..=31).contains(&n);
    let (year, month, day, either) = match (first.len(), third.len()) {
        (4, 1..=2) if (1..=12).contains(&b) && month_or_day(c) => (a, b, c, false),
        (1..=2, 2 | 4) if separator != '-' || third.len() == 4 => {
            let year = if third.len() == 2 { century_of(c) } else { c };
            if separator == '.' || a > 12 {
                if !(1..=12).contains(&b) || !month_or_day(a) {
                    return None;
                }
                (year, b, a, false)
            } else if b > 12 {
                (year, a, b, false)
            } else {
                (year, a, b, a != b)
            }
        }
        _ => return None,
    };
    if !(1..=12).contains(&month) || !month_or_day(day) {
        return None;
    }
    let mut read = Read::one(1, Field::Year, year);
    read.fields[1] = Some((Field::Month, month));
    read.fields[2] = Some((Field::Day, day));
    read.fields[3] = either.then_some((Field::Other, 1));
    let mut clock = time.trim_end_matches('z').split(':').map(whole_number);
    if let (Some(Some(hour)), Some(Some(minute))) = (clock.next(), clock.next())
        && hour <= 24
        && minute < 60
    {
        read.fields[4] = Some((Field::Hour, hour));
        read.fields[5] = Some((Field::Minute, minute));
    }
    Some(read)
}

/// "1990s", "'90s"; the first three digits of the year.
fn decade(scan: &Scan<'_>, at: usize, _: &Numerals) -> Option<Read> {
    let quoted = matches!(scan.lower(at), "'" | "’" | "‘") && scan.tokens.get(at + 1).is_some_and(|token| token.glued);
    let text = scan.lower(at + usize::from(quoted));
    if scan.symbol(at + usize::from(quoted)) != DIGITS {
        return None;
    }
    let number = text.strip_suffix('s')?;
    let year = whole_number(number).filter(|year| year % 10 == 0)?;
    match number.len() {
        4 if (1000..=2990).contains(&year) => Some(Read::one(1 + usize::from(quoted), Field::Decade, year / 10)),
        2 if quoted => Some(Read::one(2, Field::Decade, century_of(year) / 10)),
        _ => None,
    }
}
