//! Predicts the places of the measuring stick with the model that is built in, and says how fast.
//!
//! cargo run --release -p doublecheck-facts --example predict_place -- STICK predictions.jsonl

#[path = "place_sticks/stick.rs"]
mod stick;

use std::time::Instant;

use doublecheck_facts::Words;
use doublecheck_facts::place::{Gazetteer, places};

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, out] = args.as_slice() else { return Err("usage: predict_place STICK OUT".into()) };
    let documents = stick::read(folder)?;
    let start = Instant::now();
    let gazetteer = Gazetteer::built_in();
    eprintln!("{} places loaded in {:.1} ms", gazetteer.len(), start.elapsed().as_secs_f64() * 1e3);
    places(&Words::of("Warm."), gazetteer);
    let words: Vec<Words<'_>> = documents.iter().map(|d| Words::of(d.body())).collect();
    let start = Instant::now();
    let found: Vec<_> = words.iter().map(|w| places(w, gazetteer)).collect();
    let seconds = start.elapsed().as_secs_f64();
    let count: usize = words.iter().map(|w| w.len()).sum();
    eprintln!("{count} words in {seconds:.2} s: {:.0} words a second", count as f64 / seconds);
    let lines = documents.iter().zip(found).map(|(d, found)| stick::prediction(d, &found, gazetteer));
    std::fs::write(out, lines.collect::<Vec<_>>().join("\n")).map_err(|e| format!("{out}: {e}"))
}
