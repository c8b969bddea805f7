//! Which pairs of sentences put forward the same proposition.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck_claims::proposition::{Facts, Model, Proposition};
use doublecheck_facts::Words;
use serde::Deserialize;
use serde_json::json;

use crate::jsonl::records;
use crate::measure;

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
}

/// Prints how probable it is that the sentences of each pair say the same.
///
/// # Errors
/// When the file cannot be read or a line is no pair.
pub fn predict(pairs: &Path) -> Result<()> {
    let pairs: Vec<Pair> = records(pairs)?;
    let model = Model::built_in().context("the built-in model cannot be read")?;
    let read = |text: &str| {
        let words = Words::of(text);
        Proposition::of(&words, &Facts::of(&words, None), 0..words.len())
    };
    let read: Vec<(Proposition, Proposition)> = pairs.iter().map(|pair| (read(&pair.a), read(&pair.b))).collect();
    let start = Instant::now();
    let scores: Vec<f32> = read.iter().map(|(a, b)| model.compare(a, b).same).collect();
    let rate = scores.len() as f64 / start.elapsed().as_secs_f64();
    scores.iter().for_each(|score| println!("{}", json!({ "score": score })));
    eprintln!("comparing alone: {rate:.0} pairs per second");
    measure::report(pairs.len(), pairs.iter().map(|pair| super::count(&pair.a) + super::count(&pair.b)).sum());
    Ok(())
}
