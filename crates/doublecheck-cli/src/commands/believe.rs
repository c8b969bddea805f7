//! `doublecheck believe`: which of rival values to believe when sources copy each other.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use doublecheck::dossier::escaped;
use doublecheck_claims::truth::{Findings, KnownCopy, Record};
use serde::Deserialize;
use serde_json::json;

use crate::screen;

/// Weigh what many sources say of the same things: which value has most independent voices, and who copies whom.
///
/// Reads tables with a first line of column names. Beliefs are statistics over the sources, no verdict on truth; where all
/// sources depend on one, or hardly anything is said twice, they tell nothing.
#[derive(Args)]
pub struct Arguments {
    /// What is said (.csv): source, object, attribute, value
    #[arg(value_name = "SAID")]
    said: PathBuf,
    /// Copies that are known (.csv): copier, original, and if it is one thing only, object and attribute
    #[arg(long, value_name = "FILE")]
    copies: Option<PathBuf>,
    /// Print JSON, one thing a line, with every value, vote and source
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct Said {
    source: String,
    object: String,
    attribute: String,
    value: String,
}

#[derive(Deserialize)]
struct Known {
    copier: String,
    original: String,
    #[serde(default)]
    object: Option<String>,
    #[serde(default)]
    attribute: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let said: Vec<Said> = table(&arguments.said)?;
    let known: Vec<Known> = arguments.copies.as_ref().map(table).transpose()?.unwrap_or_default();
    if said.is_empty() {
        bail!("{}: nothing is said in it", arguments.said.display());
    }
    let records: Vec<Record<'_>> = said
        .iter()
        .map(|Said { source, object, attribute, value }| Record { source, object, attribute, value })
        .collect();
    let known: Vec<KnownCopy<'_>> = known
        .iter()
        .map(|known| {
            let item = known.object.as_deref().zip(known.attribute.as_deref());
            KnownCopy { copier: &known.copier, original: &known.original, item }
        })
        .collect();
    let found = Findings::new(&records, &known);
    let mut text = String::new();
    for item in &found.items {
        if arguments.json {
            let name = |at: usize| found.sources.get(at).map_or("", |source| source.name.as_str());
            let values: Vec<_> = item
                .values
                .iter()
                .map(|value| {
                    let votes: Vec<_> =
                        value.votes.iter().map(|v| json!({"source": name(v.source), "copied": v.copied})).collect();
                    json!({"value": value.text, "belief": value.belief, "voices": value.voices, "votes": votes})
                })
                .collect();
            text.push_str(&screen::json(
                &json!({"object": item.object, "attribute": item.attribute, "values": values}),
            )?);
        } else {
            text.push_str(&format!("{} · {}\n", escaped(&item.object), escaped(&item.attribute)));
            for line in found.explanation(item).lines() {
                text.push_str(&format!("    {}\n", escaped(line)));
            }
        }
    }
    Ok(screen::print(&text)?)
}

/// The rows of a table; a row that does not fit is told and left out.
fn table<T: for<'de> Deserialize<'de>>(path: &PathBuf) -> Result<Vec<T>> {
    let shown = path.display();
    let mut reader = csv::Reader::from_path(path).with_context(|| format!("{shown}: cannot be read"))?;
    let mut rows = Vec::new();
    for row in reader.deserialize() {
        match row {
            Ok(row) => rows.push(row),
            Err(error) => screen::note(&format!("{shown}: {error}; the row was skipped")),
        }
    }
    Ok(rows)
}
