//! Pairs of sentences to be compared: those of the measuring stick and our own near misses.

use std::error::Error;

use doublecheck_claims::proposition::{Facts, Proposition};
use doublecheck_facts::Words;
use doublecheck_facts::time::Anchor;
use serde_json::Value;

/// Two sentences, read.
pub struct Pair {
    pub set: String,
    /// Pairs of one group are never parted.
    pub group: String,
    pub label: Option<bool>,
    pub one: Proposition,
    pub other: Proposition,
}

/// A pair of the near misses, its slot and its sentences.
#[allow(dead_code)]
pub type NearMiss = (Pair, String, [String; 2]);

/// Reads a sentence as one proposition.
pub fn read(text: &str, anchor: Option<Anchor>) -> Proposition {
    let words = Words::of(text);
    Proposition::of(&words, &Facts::of(&words, anchor), 0..words.len())
}

/// The pairs of a file of JSON lines with `a` and `b`, and, for training, `set`, `topic` and `label`.
pub fn stick(path: &str) -> Result<Vec<Pair>, Box<dyn Error>> {
    let mut pairs = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let text = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
        let (one, other) = (read(&text("a"), None), read(&text("b"), None));
        let label = record["label"].as_i64().map(|label| label == 1);
        pairs.push(Pair { set: text("set"), group: text("topic"), label, one, other });
    }
    Ok(pairs)
}

/// The near misses of `tests/near_misses.txt`: each item's true rewording and its near miss, sets "half A" and "half B".
#[allow(dead_code)]
pub fn near_misses(path: &str) -> Result<Vec<NearMiss>, Box<dyn Error>> {
    let anchor = Some(Anchor::from(jiff::civil::date(2031, 5, 14)));
    let file = std::fs::read_to_string(path)?;
    let mut found = Vec::new();
    let (mut half, mut slot, mut sentence, mut item) = (String::new(), String::new(), String::new(), 0);
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            half = name.trim_end_matches(']').to_owned();
        } else if let Some(text) = line.strip_prefix("= ") {
            text.clone_into(&mut sentence);
            item += 1;
        } else if let Some((mark @ ("+" | "-"), text)) = line.split_once(' ') {
            let (one, other) = (read(&sentence, anchor), read(text, anchor));
            let (group, label) = (format!("item {item}"), Some(mark == "+"));
            let pair = Pair { set: half.clone(), group, label, one, other };
            found.push((pair, slot.clone(), [sentence.clone(), text.to_owned()]));
        } else if !line.is_empty() {
            line.clone_into(&mut slot);
        }
    }
    Ok(found)
}

/// The rewording of each item against its near miss: what differs only in the slot.
#[allow(dead_code)]
pub fn crossed(near: &[Pair]) -> Vec<Pair> {
    let items = near.chunks_exact(2).filter(|pair| pair[0].group == pair[1].group);
    let pair = |pair: &[Pair]| Pair {
        set: pair[0].set.clone(),
        group: pair[0].group.clone(),
        label: Some(false),
        one: pair[0].other.clone(),
        other: pair[1].other.clone(),
    };
    items.map(pair).collect()
}

/// What sort of pair each labelled line of the stick is.
#[allow(dead_code)]
pub fn kinds(path: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let mut kinds = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        if record["label"].is_i64() {
            kinds.push(record["kind"].as_str().unwrap_or_default().to_owned());
        }
    }
    Ok(kinds)
}
