//! Which of rival values to believe, and who copies whom.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck_claims::truth::{Findings, KnownCopy, Record};
use serde::Deserialize;
use serde_json::json;

use crate::jsonl::records;
use crate::measure;

#[derive(Deserialize)]
struct Claim {
    source: String,
    object: String,
    attribute: String,
    value: String,
}

#[derive(Deserialize)]
struct Copy {
    copier: String,
    original: String,
}

/// Prints the value to believe for each attribute of each object. `known` lists copies that are known from elsewhere;
/// `copies` is where those that are found go.
///
/// # Errors
/// When a file cannot be read or written or a line is no claim.
pub fn predict(claims: &Path, known: Option<&Path>, copies: Option<&Path>) -> Result<()> {
    let claims: Vec<Claim> = records(claims)?;
    let told: Vec<Record<'_>> = claims
        .iter()
        .map(|Claim { source, object, attribute, value }| Record { source, object, attribute, value })
        .collect();
    let listed: Vec<Copy> = match known {
        Some(file) => {
            let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
            serde_json::from_str(&text).with_context(|| format!("{}: no list of copies", file.display()))?
        }
        None => Vec::new(),
    };
    let known: Vec<KnownCopy<'_>> =
        listed.iter().map(|Copy { copier, original }| KnownCopy { copier, original, item: None }).collect();
    let start = Instant::now();
    let found = Findings::new(&told, &known);
    eprintln!("weighing alone: {:.0} claims per second", told.len() as f64 / start.elapsed().as_secs_f64());
    for item in &found.items {
        let value = item.values.first().map_or("", |value| value.text.as_str());
        println!("{}", json!({"object": item.object, "attribute": item.attribute, "value": value}));
    }
    if let Some(file) = copies {
        let name = |at: usize| found.sources.get(at).map_or("", |source| source.name.as_str());
        let line = |d: &doublecheck_claims::truth::Dependence| {
            format!("{}\n", json!({"copier": name(d.copier), "original": name(d.original), "p": d.probability}))
        };
        let lines: String = found.dependences.iter().map(line).collect();
        fs::write(file, lines).with_context(|| format!("cannot write {}", file.display()))?;
    }
    measure::report(found.items.len(), told.len());
    Ok(())
}
