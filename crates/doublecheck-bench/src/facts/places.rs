//! Places: what is named, how the name is used, and the point on the map.

use std::path::Path;

use anyhow::Result;
use doublecheck_facts::Words;
use doublecheck_facts::place::{Form, Gazetteer, places};
use serde_json::{Value, json};

use super::{Points, Record};
use crate::jsonl::records;

/// Prints the places of each text.
///
/// # Errors
/// When the file cannot be read or a line is no text.
pub fn predict(file: &Path) -> Result<()> {
    let gazetteer = Gazetteer::built_in();
    super::predict(
        &records(file)?,
        |record, words| mentions(record, words, gazetteer),
        |words| places(words, gazetteer).len(),
    );
    Ok(())
}

fn mentions(record: &Record, words: &Words<'_>, gazetteer: &Gazetteer) -> Vec<Value> {
    let source = record.source();
    let from = body_from(record, &source);
    let body = &record.text[from..];
    let found = if from == 0 { places(words, gazetteer) } else { places(&Words::of(body), gazetteer) };
    // One source marks no demonyms and nothing inside other names.
    let kept = found.iter().filter(|place| place.form == Form::Name || source != "geovirus");
    let mut points = Points::of(&record.text);
    let mut mentions = Vec::with_capacity(found.len());
    for place in kept {
        let (start, end) = points.span(&(from + place.bytes.start..from + place.bytes.end));
        let entry = place.chosen().and_then(|id| gazetteer.entry(id));
        mentions.push(json!({
            "start": start,
            "end": end,
            "type": format!("{:?}", place.form),
            "use": format!("{:?}", place.used),
            "literal": place.literal,
            "lat": entry.map(|entry| entry.lat),
            "lon": entry.map(|entry| entry.lon),
            "name": entry.map(|entry| entry.full_name()),
        }));
    }
    mentions
}

/// Where the article begins: one source puts its headline and address before it, and marks nothing there.
fn body_from(record: &Record, source: &str) -> usize {
    let headed = source == "geowebnews" && record.text.starts_with("TITLE:");
    if headed { record.text.find('\n').map_or(0, |at| at + 1) } else { 0 }
}
