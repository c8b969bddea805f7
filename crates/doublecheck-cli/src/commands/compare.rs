//! `doublecheck compare`: do two sentences say the same, and where do they differ?

use std::ops::Range;

use anyhow::{Context, Result};
use clap::Args;
use doublecheck::dossier::escaped;
use doublecheck_claims::proposition::{DifferenceKind, Facts, Model, Proposition, Slot};
use doublecheck_facts::Words;
use doublecheck_facts::time::Anchor;
use serde_json::json;

use crate::screen;

/// Tell whether two sentences put forward the same, and in which number, day, place, name or "not" they differ.
///
/// The probability is learnt and may be wrong; the words that differ are shown, so that you can look.
#[derive(Args)]
pub struct Arguments {
    /// A sentence
    #[arg(value_name = "SENTENCE")]
    one: String,
    /// Another
    #[arg(value_name = "SENTENCE")]
    other: String,
    /// The day that "Tuesday" and "last week" are read on: 2026-03-09
    #[arg(long, value_name = "DAY")]
    day: Option<jiff::civil::Date>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let model = Model::built_in().context("the model that is part of this program cannot be read")?;
    let anchor = arguments.day.map(Anchor::from);
    let read = |text: &str| {
        let words = Words::of(text);
        Proposition::of(&words, &Facts::of(&words, anchor), 0..words.len())
    };
    let found = model.compare(&read(&arguments.one), &read(&arguments.other));
    let words = |text: &str, bytes: &Range<usize>| text.get(bytes.clone()).unwrap_or_default().to_owned();
    let differs = found.differs.iter().map(|difference| {
        let (one, other) = (words(&arguments.one, &difference.one), words(&arguments.other, &difference.other));
        (slot(difference.slot), kind(difference.kind), one, other)
    });
    if arguments.json {
        let differs: Vec<_> = differs
            .map(|(slot, kind, one, other)| json!({"slot": slot, "kind": kind, "one": one, "other": other}))
            .collect();
        return Ok(screen::print(&screen::json(&json!({"same": found.same, "differs": differs}))?)?);
    }
    let mut text = format!("same     {:.0} %\n", found.same * 100.0);
    for (slot, kind, one, other) in differs {
        let shown =
            |words: String| if words.is_empty() { "–".to_owned() } else { format!("“{}”", escaped(&words)) };
        text.push_str(&format!("differs  {slot}: {} | {} ({kind})\n", shown(one), shown(other)));
    }
    Ok(screen::print(&text)?)
}

fn slot(slot: Slot) -> &'static str {
    match slot {
        Slot::Figure => "figure",
        Slot::Unit => "unit",
        Slot::Date => "date",
        Slot::Name => "name",
        Slot::Person => "person",
        Slot::Place => "place",
        Slot::Body => "body",
        Slot::Negation => "negation",
        Slot::Direction => "direction",
        Slot::Roles => "roles",
    }
}

fn kind(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Incompatible => "both cannot be so",
        DifferenceKind::MorePrecise => "one says more",
        DifferenceKind::Missing => "only one says it",
    }
}
