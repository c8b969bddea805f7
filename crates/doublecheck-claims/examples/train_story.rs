//! Trains the judge of stories: `train_story STORIES.jsonl OUT.bin [--fold FOLD/FOLDS [--seed N]]`; a fold's topics are
//! left out, so that `predict_story` with the same fold reads what was not trained on.

use std::error::Error;
use std::fs;

use doublecheck_claims::story::{Document, Labelled, train};
use serde_json::Value;

#[path = "story_stick/mod.rs"]
mod stick;
use stick::Fold;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, ..] = arguments.as_slice() else {
        return Err("usage: train_story STORIES.jsonl OUT.bin [--fold FOLD/FOLDS [--seed N]]".into());
    };
    let fold = Fold::of(&arguments)?;
    let lines = fs::read_to_string(input)?;
    let records = lines.split('\n').filter(|line| !line.is_empty()).map(serde_json::from_str);
    let records: Vec<Value> = records.collect::<Result<_, _>>()?;
    let field = |record: usize, name: &str| records[record][name].as_str().unwrap_or_default();
    let mut sets: Vec<&str> = (0..records.len()).map(|at| field(at, "set")).collect();
    sets.sort_unstable();
    sets.dedup();
    let mut names: Vec<&str> = (0..records.len()).map(|at| field(at, "cluster")).collect();
    names.sort_unstable();
    names.dedup();
    // No day: where articles on one matter are dated and those on its look-alike are not, that would tell them apart.
    let labelled = |at: usize| Labelled {
        document: Document { day: None, title: field(at, "title"), text: field(at, "text") },
        story: names.partition_point(|&name| name < field(at, "cluster")),
    };
    let of_set = |set: &&str| -> Vec<Labelled<'_>> {
        let here = |&at: &usize| field(at, "set") == *set && fold.is_none_or(|fold| !fold.holds(field(at, "topic")));
        (0..records.len()).filter(here).map(labelled).collect()
    };
    let bytes = train(&sets.iter().map(of_set).collect::<Vec<_>>()).write();
    eprintln!("{} bytes", bytes.len());
    fs::write(output, bytes)?;
    Ok(())
}
