//! Predicts the names of a measuring stick: `predict_name NAMES.jsonl OUT.jsonl [--model MODEL.bin] [--fold FOLD/FOLDS]`.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use doublecheck_facts::Words;
use doublecheck_facts::name::Names;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, ..] = arguments.as_slice() else {
        return Err("usage: predict_name NAMES.jsonl OUT.jsonl [--model MODEL.bin] [--fold FOLD/FOLDS]".into());
    };
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let read = match option("--model") {
        Some(path) => Some(Names::read(&fs::read(path)?)?),
        None => None,
    };
    let names = match &read {
        Some(names) => names,
        None => Names::built_in()?,
    };
    let fold = match option("--fold").and_then(|fold| fold.split_once('/')) {
        Some((fold, folds)) => Some((fold.parse::<u32>()?, folds.parse::<u32>()?)),
        None => None,
    };
    let mut out = String::new();
    let (mut words_read, mut seconds) = (0, 0.0);
    for line in fs::read_to_string(input)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().unwrap_or_default();
        if fold.is_some_and(|(fold, folds)| group(id) % folds != fold) {
            continue;
        }
        let text = record["text"].as_str().unwrap_or_default();
        let words = Words::of(text);
        let start = Instant::now();
        let found = names.find(&words);
        seconds += start.elapsed().as_secs_f64();
        words_read += words.len();
        let mut at = vec![0u32; text.len() + 1];
        let mut count = 0;
        for (byte, _) in text.char_indices() {
            at[byte] = count;
            count += 1;
        }
        at[text.len()] = count;
        let mentions: Vec<Value> = found
            .iter()
            .map(|name| json!({"start": at[name.bytes.start], "end": at[name.bytes.end], "type": name.kind.as_str(), "probability": name.probability}))
            .collect();
        writeln!(out, "{}", json!({"id": id, "mentions": mentions}))?;
    }
    fs::write(output, out)?;
    eprintln!("{words_read} words, {:.0} words/s", words_read as f64 / seconds);
    Ok(())
}

/// Outlets of one country belong together.
fn group(id: &str) -> u32 {
    let country = id.rsplit('/').next().unwrap_or(id).split('_').next().unwrap_or(id);
    country.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) >> 3
}
