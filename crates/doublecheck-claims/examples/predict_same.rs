//! Predicts which pairs of sentences put forward the same: `predict_same STICK OUT`. Only the sentences are read. Speeds go to
//! standard error.

#![allow(clippy::print_stderr)]

use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use doublecheck_claims::proposition::{Facts, Model, Proposition};
use doublecheck_facts::Words;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, stick, out] = arguments.as_slice() else { return Err("predict_same STICK OUT".into()) };
    let model = Model::built_in().ok_or("the built-in model cannot be read")?;
    let mut texts: Vec<(String, String)> = Vec::new();
    for line in std::fs::read_to_string(stick)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
        texts.push((text("a"), text("b")));
    }
    let read = |text: &str| {
        let words = Words::of(text);
        (Proposition::of(&words, &Facts::of(&words, None), 0..words.len()), words.len())
    };
    read("Warm.");
    let start = Instant::now();
    let pairs: Vec<_> = texts.iter().map(|(a, b)| (read(a), read(b))).collect();
    let seconds = start.elapsed().as_secs_f64();
    let words: usize = pairs.iter().map(|((_, a), (_, b))| a + b).sum();
    eprintln!("{words} words read, {:.0} a second", words as f64 / seconds);
    let mut lines = String::new();
    let start = Instant::now();
    let compared: Vec<_> = pairs.iter().map(|((a, _), (b, _))| model.compare(a, b)).collect();
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{} compared, {:.0} a second", compared.len(), compared.len() as f64 / seconds);
    let start = Instant::now();
    let mut sum = 0.0;
    for ((a, _), _) in pairs.iter().take(1000) {
        sum += pairs.iter().step_by(97).map(|(_, (b, _))| model.same(a, b)).sum::<f32>();
    }
    black_box(sum);
    let count = pairs.len().min(1000) * pairs.len().div_ceil(97);
    eprintln!("probability alone, of unlike sentences: {:.0} a second", count as f64 / start.elapsed().as_secs_f64());
    for comparison in &compared {
        writeln!(lines, "{}", json!({"score": comparison.same}))?;
    }
    std::fs::write(out, lines)?;
    Ok(())
}
