//! Reads a time stick (JSON lines with `id`, `published`, `text`) and writes predictions in the same form:
//! `predict_time STICK PREDICTIONS`. Words a second go to standard error.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::time::Instant;

use doublecheck_facts::Words;
use doublecheck_facts::time::{Anchor, resolve_all, times};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [stick, predictions] = std::env::args().skip(1).collect::<Vec<_>>().try_into().map_err(|_| "two paths")?;
    let mut out = BufWriter::new(File::create(predictions)?);
    let mut texts = Vec::new();
    for line in BufReader::new(File::open(stick)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default().to_owned();
        let words = Words::of(&text);
        let found = times(&words);
        let resolved = resolve_all(&found, record["published"].as_str().and_then(anchor));
        let mut counted = Points { text: &text, bytes: 0, points: 0 };
        let mut mentions = Vec::new();
        for (found, resolved) in found.iter().zip(&resolved) {
            let (start, end) = (counted.at(found.bytes.start), counted.at(found.bytes.end));
            let modifier = resolved.modifier.map(|modifier| modifier.name());
            mentions.push(
                json!({"start": start, "end": end, "text": &text[found.bytes.clone()], "type": resolved.kind.name(),
                "value": resolved.value, "mod": modifier, "quant": resolved.quant, "freq": resolved.freq}),
            );
        }
        writeln!(out, "{}", json!({"id": record["id"], "mentions": mentions}))?;
        texts.push(text);
    }
    let all: Vec<Words> = texts.iter().map(|text| Words::of(text)).collect();
    let (words, rounds) = (all.iter().map(|words| words.len()).sum::<usize>(), 20);
    let start = Instant::now();
    let found: usize =
        (0..rounds).map(|_| all.iter().map(|words| resolve_all(&times(words), None).len()).sum::<usize>()).sum();
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{:.0} words/s, {} expressions", (words * rounds) as f64 / seconds, found / rounds);
    Ok(())
}

fn anchor(published: &str) -> Option<Anchor> {
    let day: jiff::civil::Date = published.get(..10)?.parse().ok()?;
    let time = published.get(11..16).and_then(|time| format!("{time}:00").parse().ok());
    Some(Anchor { day, time })
}

/// Code points before a byte, counted on from the last.
struct Points<'a> {
    text: &'a str,
    bytes: usize,
    points: usize,
}

impl Points<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.points += self.text[self.bytes..byte].chars().count();
        self.bytes = byte;
        self.points
    }
}
