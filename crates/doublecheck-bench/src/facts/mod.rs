//! The facts stick: times, quantities, places and names of a text, as its annotators write them.

pub mod names;
pub mod places;
pub mod quantities;
pub mod times;

use std::ops::Range;

use doublecheck_facts::Words;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::measure;

/// One text of the stick.
#[derive(Debug, Deserialize)]
struct Record {
    id: String,
    text: String,
    /// Whose annotations are held against it; its identifier tells that as well.
    #[serde(default)]
    source: Option<String>,
    /// Day, or day and time.
    #[serde(default)]
    published: Option<String>,
    /// The labels. They are read only where mentions are to be given and chains found.
    #[serde(default)]
    mentions: Value,
}

impl Record {
    /// The set of annotations that the text belongs to. Each has habits of its own: what counts, and how it is written.
    fn source(&self) -> String {
        if let Some(source) = &self.source {
            return source.clone();
        }
        let mut parts = self.id.split('/');
        match (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) {
            ("rtext", model) => format!("recognizers-{model}"),
            ("cqe", set) => format!("cqe-{set}"),
            ("quantulum3", _) => "quantulum3-tests".to_owned(),
            ("gwn", _) => "geowebnews".to_owned(),
            ("seed", _) => "seeds".to_owned(),
            (set, _) => set.to_owned(),
        }
    }
}

/// Prints the mentions of each text, one text a line, and what that cost. Then the finding alone, over and over for a
/// second: small sticks are read and printed for longer than they are searched.
fn predict(
    texts: &[Record],
    mentions: impl Fn(&Record, &Words<'_>) -> Vec<Value> + Sync,
    find: impl Fn(&Words<'_>) -> usize,
) {
    let words: Vec<Words<'_>> = texts.par_iter().map(|record| Words::of(&record.text)).collect();
    let predicted: Vec<Vec<Value>> =
        texts.par_iter().zip(&words).map(|(record, words)| mentions(record, words)).collect();
    for (record, mentions) in texts.iter().zip(predicted) {
        println!("{}", json!({ "id": record.id, "mentions": mentions }));
    }
    measure::report(texts.len(), words.iter().map(|words| words.len()).sum());
    report_finding(&words, find);
}

/// Prints words per second per core of a finder, with the texts split into words before and nothing printed.
fn report_finding(words: &[Words<'_>], find: impl Fn(&Words<'_>) -> usize) {
    let round: usize = words.iter().map(|words| words.len()).sum();
    let Some(before) = measure::cpu_seconds().filter(|_| round > 0) else { return };
    let (mut rounds, mut found, mut spent) = (0, 0, 0.0);
    while spent < 1.0 {
        found += words.iter().map(&find).sum::<usize>();
        rounds += 1;
        spent = measure::cpu_seconds().map_or(f64::INFINITY, |now| now - before);
    }
    let rate = (round * rounds) as f64 / spent;
    eprintln!("finding alone: {} found, words per second per core {rate:.0}", found / rounds);
}

/// Code points before each byte of a text that are asked for.
struct Points<'a> {
    text: &'a str,
    byte: usize,
    points: usize,
}

impl<'a> Points<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, byte: 0, points: 0 }
    }

    /// Where a run of bytes starts and ends. Time grows with the way from the last place that was asked for.
    fn span(&mut self, bytes: &Range<usize>) -> (usize, usize) {
        (self.at(bytes.start), self.at(bytes.end))
    }

    fn at(&mut self, byte: usize) -> usize {
        let count = |bytes: Range<usize>| self.text[bytes].chars().count();
        self.points =
            if byte < self.byte { self.points - count(byte..self.byte) } else { self.points + count(self.byte..byte) };
        self.byte = byte;
        self.points
    }
}
