//! What `duckling` finds, a sentence at a time.
//!
//! The port also finds "am" in "America" and "13 c" in "13 cars", which the original, as it asks for whole words, does
//! not. To the port's advantage such a find is left out, or the whole words of it are read again.

use std::ops::Range;

use chrono::NaiveDateTime;
use duckling::{
    Context, DimensionKind, DimensionValue, Entity, Grain, Lang, Locale, MeasurementValue, Options, TimePoint,
    TimeValue, parse,
};

use crate::{Mention, phrase};

const TIMES: &[DimensionKind] = &[DimensionKind::Time, DimensionKind::Duration];
const QUANTITIES: &[DimensionKind] = &[
    DimensionKind::Numeral,
    DimensionKind::Temperature,
    DimensionKind::Distance,
    DimensionKind::Volume,
    DimensionKind::Quantity,
    DimensionKind::AmountOfMoney,
    DimensionKind::Duration,
];

pub fn times(text: &str, now: NaiveDateTime, with_latent: bool) -> Vec<Mention> {
    let found = entities(text, now, TIMES, with_latent);
    found.filter_map(|(bytes, entity)| Some(Mention::time(bytes, time(&entity.value)?))).collect()
}

pub fn quantities(text: &str, now: NaiveDateTime) -> Vec<Mention> {
    let found = entities(text, now, QUANTITIES, false);
    found
        .filter_map(|(bytes, entity)| {
            let (value, unit, bound) = quantity(entity.value)?;
            Some(Mention::quantity(bytes, value, Some(unit), bound))
        })
        .collect()
}

fn entities(
    text: &str,
    now: NaiveDateTime,
    dimensions: &'static [DimensionKind],
    with_latent: bool,
) -> impl Iterator<Item = (Range<usize>, Entity)> {
    let locale = Locale::new(Lang::EN, None);
    let context = Context::new(now.and_utc().fixed_offset(), locale);
    let options = Options { with_latent };
    let read = move |bytes: Range<usize>| {
        let found = parse(&text[bytes.clone()], &locale, dimensions, &context, &options);
        found.into_iter().map(move |entity| (bytes.start + entity.start..bytes.start + entity.end, entity))
    };
    sentences(text).flat_map(move |sentence| {
        let mut whole = Vec::new();
        for (bytes, entity) in read(sentence) {
            if is_whole(text, &bytes) {
                whole.push((bytes, entity));
            } else if let Some(last) = text[bytes.clone()].rfind(' ') {
                let words = bytes.start..bytes.start + last;
                whole.extend(read(words).filter(|(bytes, _)| is_whole(text, bytes)));
            }
        }
        whole
    })
}

fn is_whole(text: &str, bytes: &Range<usize>) -> bool {
    let (before, inside, after) = (&text[..bytes.start], &text[bytes.clone()], &text[bytes.end..]);
    // A letter beside a letter, a digit beside a digit: "$5" and "5km" are cut where they may be.
    let joined = |left: Option<char>, right: Option<char>| {
        left.zip(right).is_some_and(|(left, right)| {
            left.is_alphabetic() && right.is_alphabetic() || left.is_numeric() && right.is_numeric()
        })
    };
    !joined(before.chars().next_back(), inside.chars().next())
        && !joined(inside.chars().next_back(), after.chars().next())
}

/// Lines, cut after a full stop, question or exclamation mark where the next word begins with a capital or a quotation
/// mark.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    let mut ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    ends.extend(text.match_indices(". ").chain(text.match_indices("? ")).chain(text.match_indices("! ")).filter_map(
        |(at, _)| {
            let next = text[at + 2..].trim_start_matches(' ').chars().next()?;
            (next.is_uppercase() || "\"'“‘".contains(next)).then_some(at + 2)
        },
    ));
    ends.push(text.len());
    ends.sort_unstable();
    ends.into_iter().map(move |end| {
        let sentence = from..end;
        from = end;
        sentence
    })
}

fn time(value: &DimensionValue) -> Option<(&'static str, String)> {
    match value {
        DimensionValue::Duration { value, grain, .. } => duration(*value, *grain),
        DimensionValue::Time(TimeValue::Single { value, .. }) => point(value),
        // Of a stretch the beginning is given, or the end where it has no beginning.
        DimensionValue::Time(TimeValue::Interval { from, to, .. }) => point(from.as_ref().or(to.as_ref())?),
        _ => None,
    }
}

fn point(point: &TimePoint) -> Option<(&'static str, String)> {
    let (time, grain) = match point {
        TimePoint::Instant { value, grain } => (value.naive_local(), *grain),
        TimePoint::Naive { value, grain } => (*value, *grain),
    };
    let grain = match grain {
        Grain::NoGrain => return Some(phrase::now()),
        Grain::Second | Grain::Minute => phrase::Grain::Minute,
        Grain::Hour => phrase::Grain::Hour,
        Grain::Day => phrase::Grain::Day,
        Grain::Week => phrase::Grain::Week,
        Grain::Month => phrase::Grain::Month,
        Grain::Quarter => phrase::Grain::Quarter,
        Grain::Year => phrase::Grain::Year,
    };
    Some(phrase::date(time, grain))
}

fn duration(count: i64, grain: Grain) -> Option<(&'static str, String)> {
    let value = match grain {
        Grain::NoGrain => return None,
        Grain::Second => format!("PT{count}S"),
        Grain::Minute => format!("PT{count}M"),
        Grain::Hour => format!("PT{count}H"),
        Grain::Day => format!("P{count}D"),
        Grain::Week => format!("P{count}W"),
        Grain::Month => format!("P{count}M"),
        Grain::Quarter => format!("P{count}Q"),
        Grain::Year => format!("P{count}Y"),
    };
    Some(("DURATION", value))
}

fn quantity(value: DimensionValue) -> Option<(String, String, &'static str)> {
    match value {
        DimensionValue::Numeral(value) => Some((value.to_string(), "-".into(), "=")),
        DimensionValue::Duration { value, grain, .. } => Some((value.to_string(), grain.as_str().into(), "=")),
        DimensionValue::Temperature(measured)
        | DimensionValue::Distance(measured)
        | DimensionValue::Volume(measured)
        | DimensionValue::AmountOfMoney(measured)
        | DimensionValue::Quantity { measurement: measured, .. } => measurement(measured),
        _ => None,
    }
}

fn measurement(measured: MeasurementValue) -> Option<(String, String, &'static str)> {
    match measured {
        MeasurementValue::Value { value, unit } => Some((value.to_string(), named(unit), "=")),
        MeasurementValue::Interval { from: Some(from), to: Some(to) } => {
            Some((format!("{}-{}", from.value, to.value), named(from.unit), "="))
        }
        MeasurementValue::Interval { from: Some(from), to: None } => {
            Some((from.value.to_string(), named(from.unit), ">"))
        }
        MeasurementValue::Interval { from: None, to: Some(to) } => Some((to.value.to_string(), named(to.unit), "<")),
        MeasurementValue::Interval { from: None, to: None } => None,
    }
}

/// The unit as the annotators of the stick name it.
fn named(unit: String) -> String {
    let name = match unit.as_str() {
        "USD" => "dollar",
        "EUR" => "euro",
        "GBP" => "pound sterling",
        "JPY" => "japanese yen",
        "CNY" => "chinese yuan",
        "AUD" => "australian dollar",
        "CAD" => "canadian dollar",
        "HKD" => "hong kong dollar",
        "MYR" => "malaysian ringgit",
        "ILS" => "shekel",
        "INR" => "indian rupee",
        "m" => "metre",
        "pound" => "pound-mass",
        "celsius" => "degree celsius",
        "fahrenheit" => "degree fahrenheit",
        _ => return unit,
    };
    name.into()
}
