//! Quantities: values, bounds and units, as the annotators of each source write them.

use std::path::Path;

use anyhow::Result;
use doublecheck_facts::Words;
use doublecheck_facts::quantity::{Bound, Direction, Kind, Quantity, Role, quantities};
use serde_json::{Value, json};

use super::{Points, Record};
use crate::jsonl::records;

/// Prints the quantities of each text.
///
/// # Errors
/// When the file cannot be read or a line is no text.
pub fn predict(file: &Path) -> Result<()> {
    super::predict(&records(file)?, mentions, |words| quantities(words).len());
    Ok(())
}

fn mentions(record: &Record, words: &Words<'_>) -> Vec<Value> {
    let (text, source) = (record.text.as_str(), record.source());
    let found = quantities(words);
    let mut points = Points::of(text);
    let mut mentions = Vec::new();
    let mut at = 0;
    while let Some(quantity) = found.get(at) {
        let next = found.get(at + 1).filter(|next| is_path(quantity, next));
        let start = at;
        at += 1 + usize::from(next.is_some());
        if is_annotated(&source, quantity) {
            let last = start.checked_sub(1).and_then(|last| found.get(last));
            mentions.push(mention((text, &source), &mut points, quantity, next, last));
        }
    }
    mentions
}

/// "from 9 to 8 percent" is one quantity to annotators.
fn is_path(one: &Quantity, other: &Quantity) -> bool {
    let role = |quantity: &Quantity| quantity.change.map(|change| change.role);
    role(one) == Some(Role::From)
        && role(other) == Some(Role::To)
        && one.kind == other.kind
        && other.words.start < one.words.end + 9
}

fn is_annotated(source: &str, quantity: &Quantity) -> bool {
    // "twice" and "doubled" are no numbers to annotators.
    let twice = quantity.unit.as_ref().is_some_and(|unit| unit.phrase == "time" && quantity.value == 2.0);
    let article = quantity.words.len() > 1 && quantity.number.len() <= 2 && quantity.spelled;
    let named = !article && (quantity.kind != Kind::Score || quantity.unit.is_some());
    let news = quantity.kind != Kind::Ordinal
        && named
        && !twice
        && !(quantity.kind == Kind::Multiple && quantity.value <= 4.0 && quantity.unit.is_none());
    match source {
        "cqe-NewsQuant" => news,
        "seeds" => quantity.is_figure() || quantity.kind == Kind::Occasions,
        "recognizers-AgeModel" => quantity.kind == Kind::Age,
        "recognizers-CurrencyModel" => quantity.kind == Kind::Money,
        "recognizers-DimensionModel" => quantity.kind == Kind::Measure || quantity.kind == Kind::Duration,
        "recognizers-TemperatureModel" => quantity.kind == Kind::Measure,
        "recognizers-OrdinalModel" => quantity.kind == Kind::Ordinal,
        "recognizers-PercentModel" => quantity.kind == Kind::Percent,
        _ => news,
    }
}

fn mention(
    (text, source): (&str, &str),
    points: &mut Points<'_>,
    quantity: &Quantity,
    to: Option<&Quantity>,
    last: Option<&Quantity>,
) -> Value {
    let full = source.starts_with("recognizers") && source != "recognizers-NumberModel"
        || source == "quantulum3-tests"
        || source == "seeds";
    let bytes = if full { &quantity.bytes } else { &quantity.number };
    let (start, end) = points.span(bytes);
    let (unit, normal) = units(source, quantity);
    json!({
        "start": start,
        "end": end,
        "text": &text[bytes.clone()],
        "type": "quantity",
        "kind": format!("{:?}", quantity.kind),
        "change": quantity.change.map(|change| format!("{:?} {:?}", change.direction, change.role)),
        "value": value(source, quantity, to),
        "bound": bound(text, source, quantity, to, last),
        "unit": unit,
        "unit_norm": normal,
    })
}

fn value(source: &str, quantity: &Quantity, to: Option<&Quantity>) -> Option<String> {
    // What is vague has no value to the seeds' annotators.
    (source != "seeds" || quantity.bound != Bound::Vague).then(|| number(source, quantity, to))
}

fn number(source: &str, quantity: &Quantity, to: Option<&Quantity>) -> String {
    let upper = match (to, quantity.bound) {
        (Some(to), _) => Some(to.value),
        (None, Bound::Vague) if source == "cqe-NewsQuant" => {
            let magnitude = 10f64.powf(quantity.value.log10().floor());
            return format!("{magnitude}-{}", magnitude * 10.0);
        }
        _ => quantity.upper,
    };
    let percent = if source == "recognizers-PercentModel" { "%" } else { "" };
    match upper {
        Some(upper) if source == "recognizers-NumberRangeModel" => format!("[{},{upper})", quantity.value),
        Some(upper) => format!("{}-{upper}", quantity.value),
        None => format!("{}{percent}", quantity.value),
    }
}

/// Annotators mark what moved by so much as "up" or "down"; what it moved to only where money follows a step.
fn bound(
    text: &str,
    source: &str,
    quantity: &Quantity,
    to: Option<&Quantity>,
    last: Option<&Quantity>,
) -> &'static str {
    let by_verb = |last: &Quantity| {
        let before = text[..last.bytes.start].trim_end();
        !before.ends_with(" up") && !before.ends_with(" down")
    };
    let stepped = quantity.kind == Kind::Money
        && quantity.value < 1e4
        && last.is_some_and(|last| last.change.is_some_and(|change| change.role == Role::By) && by_verb(last));
    match (quantity.bound, quantity.change) {
        (Bound::About, _) => "~",
        (Bound::AtLeast | Bound::MoreThan, _) => ">",
        (Bound::AtMost | Bound::LessThan, _) => "<",
        (Bound::Vague, _) if source == "seeds" => "hundreds",
        (Bound::Vague | Bound::Range, _) => "=",
        (_, Some(change)) if source == "cqe-NewsQuant" && change.role == Role::From && to.is_some() => {
            match change.direction {
                Direction::Down if quantity.kind != Kind::Percent => "down",
                _ => "=",
            }
        }
        (_, Some(change))
            if source == "cqe-NewsQuant" && (change.role == Role::By || change.role == Role::To && stepped) =>
        {
            match change.direction {
                Direction::Up => "up",
                Direction::Down => "down",
            }
        }
        _ => "=",
    }
}

/// The unit as written and its name; some names differ from ours by convention.
fn units(source: &str, quantity: &Quantity) -> (String, String) {
    let Some(unit) = &quantity.unit else {
        let bare = if quantity.kind == Kind::Multiple { "count" } else { "-" };
        return (bare.into(), bare.into());
    };
    if !source.starts_with("cqe") {
        return (unit.phrase.clone(), unit.name.clone());
    }
    let share = if quantity.kind == Kind::Share { "% " } else { "" };
    let (base, per) = unit.name.split_once(" per ").map_or((unit.name.as_str(), None), |(base, per)| (base, Some(per)));
    let base = match base {
        "percent" => "percentage",
        "tonne" => "metric ton",
        "pound" if unit.code.is_some() => "pound sterling",
        "pound" => "pound-mass",
        "yen" => "japanese yen",
        "yuan" => "chinese yuan",
        "foot-pound" => "foot pound-force",
        "time" => "count",
        other => other,
    };
    let normal = per.map_or(base.to_owned(), |per| format!("{base} per {per}"));
    (format!("{share}{}", unit.phrase), format!("{share}{normal}"))
}
