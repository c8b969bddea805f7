//! Times: where they stand and what they mean.

use std::path::Path;

use anyhow::Result;
use doublecheck_facts::Words;
use doublecheck_facts::time::{Anchor, resolve_all, times};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Points, Record};
use crate::jsonl::records;

/// Prints the times of each text; `published` is the day they are seen from.
///
/// # Errors
/// When the file cannot be read or a line is no text.
pub fn predict(file: &Path) -> Result<()> {
    super::predict(&records(file)?, mentions, |words| resolve_all(&times(words), None).len());
    Ok(())
}

fn mentions(record: &Record, words: &Words<'_>) -> Vec<Value> {
    let found = times(words);
    let resolved = resolve_all(&found, record.published.as_deref().and_then(anchor));
    let mut points = Points::of(&record.text);
    let mut mentions = Vec::with_capacity(found.len());
    for (found, resolved) in found.iter().zip(&resolved) {
        let (start, end) = points.span(&found.bytes);
        mentions.push(json!({
            "start": start,
            "end": end,
            "text": &record.text[found.bytes.clone()],
            "type": resolved.kind.name(),
            "value": resolved.value,
            "mod": resolved.modifier.map(|modifier| modifier.name()),
            "quant": resolved.quant,
            "freq": resolved.freq,
        }));
    }
    mentions
}

fn anchor(published: &str) -> Option<Anchor> {
    let day: Date = published.get(..10)?.parse().ok()?;
    let time = published.get(11..16).and_then(|time| format!("{time}:00").parse().ok());
    Some(Anchor { day, time })
}
