//! Predicts the stories of a measuring stick: `predict_story STORIES.jsonl OUT.jsonl [--model BIN] [--fold FOLD/FOLDS
//! [--seed N]] [--undated]`. Each set is a stream of its own, in the order of its dates; reads set, id, title, text and date.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::time::Instant;

use doublecheck_claims::story::{Document, Judge, Stories};
use serde_json::{Value, json};

#[path = "story_stick/mod.rs"]
mod stick;
use stick::Fold;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, ..] = arguments.as_slice() else {
        return Err("usage: predict_story STORIES.jsonl OUT.jsonl [--model BIN] [--fold FOLD/FOLDS [--seed N]]".into());
    };
    let fold = Fold::of(&arguments)?;
    let judge = match arguments.iter().position(|a| a == "--model").and_then(|at| arguments.get(at + 1)) {
        Some(path) => Judge::read(&fs::read(path)?)?,
        None => Judge::built_in()?.clone(),
    };
    let undated = arguments.iter().any(|argument| argument == "--undated");
    let lines = fs::read_to_string(input)?;
    let records = lines.split('\n').filter(|line| !line.is_empty()).map(serde_json::from_str);
    let records: Vec<Value> = records.collect::<Result<_, _>>()?;
    let field = |record: &'static str| move |value: &'_ Value| value[record].as_str().unwrap_or_default().to_owned();
    let mut sets: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for record in &records {
        if fold.is_none_or(|fold| fold.holds(record["topic"].as_str().unwrap_or_default())) {
            sets.entry(field("set")(record)).or_default().push(record);
        }
    }
    let (mut out, mut bytes, mut count, mut seconds) = (String::new(), 0, 0, 0.0);
    for (_, mut set) in sets {
        set.sort_by_key(|record| (record["date"].as_str().unwrap_or("0").to_owned(), field("id")(record)));
        let documents: Vec<Document<'_>> = set
            .iter()
            .map(|record| Document {
                day: record["date"].as_str().filter(|_| !undated).and_then(day),
                title: record["title"].as_str().unwrap_or_default(),
                text: record["text"].as_str().unwrap_or_default(),
            })
            .collect();
        let start = Instant::now();
        let mut stories = Stories::with(judge.clone());
        documents.iter().for_each(|document| {
            stories.add(document);
        });
        seconds += start.elapsed().as_secs_f64();
        count += documents.len();
        bytes += documents.iter().map(|document| document.text.len()).sum::<usize>();
        for (record, story) in set.iter().zip(stories.all()) {
            let cluster = format!("{}:{story}", field("set")(record));
            out += &format!("{}\n", json!({"id": record["id"], "cluster": cluster}));
        }
    }
    eprintln!("{count} articles, {bytes} bytes, {seconds:.3} s, {:.0} articles a second", count as f64 / seconds);
    fs::write(output, out)?;
    Ok(())
}

/// Days from 1970-01-01 to a date "2015-10-09" (Hinnant, days_from_civil).
fn day(date: &str) -> Option<i32> {
    let mut parts = date.get(..10)?.split('-').map(str::parse::<i32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + day - 1 - 719_468)
}
