//! Predicts the names of a measuring stick: `predict_name NAMES.jsonl OUT.jsonl`, or its chains: `--chains gold` links the
//! mentions that the stick gives, `--chains own` those that are found. `--model NAMES.bin`, `--linker CHAINS.bin` read other
//! models than the built-in ones, `--fold FOLD/FOLDS [--by articles]` reads the part that training with that fold left out.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::time::Instant;

use doublecheck_facts::Words;
use doublecheck_facts::name::Names;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, output, ..] = arguments.as_slice() else {
        return Err("usage: predict_name NAMES.jsonl OUT.jsonl [--chains gold|own] [--model BIN] [--linker BIN] [--fold FOLD/FOLDS]".into());
    };
    let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
    let model = |name: &str, built_in: &'static [u8]| match option(name) {
        Some(path) => fs::read(path),
        None => Ok(built_in.to_vec()),
    };
    let read = match option("--model").or(option("--linker")) {
        Some(_) => Some(Names::read(
            &model("--model", include_bytes!("../models/names.bin"))?,
            &model("--linker", include_bytes!("../models/chains.bin"))?,
        )?),
        None => None,
    };
    let alone = option("--by").is_some();
    let chains = option("--chains").map(String::as_str);
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
        if fold.is_some_and(|(fold, folds)| group(id, alone) % folds != fold) {
            continue;
        }
        let text = record["text"].as_str().unwrap_or_default();
        let words = Words::of(text);
        let places = Places::of(text);
        let given: Vec<(u64, u64)> = match chains {
            Some("gold") => given(&record),
            _ => Vec::new(),
        };
        let spans: Vec<Range<usize>> = given.iter().map(|&(start, end)| places.words(&words, start, end)).collect();
        let start = Instant::now();
        let found = names.find(&words);
        let mentions: Vec<Value> = match chains {
            Some("gold") => {
                let linked = names.link(&words, &found, &spans);
                given
                    .iter()
                    .zip(linked)
                    .map(|((start, end), chain)| json!({"start": start, "end": end, "chain": chain}))
                    .collect()
            }
            Some(_) => {
                let mut mentions = Vec::new();
                for (number, chain) in names.chains(&words, &found).iter().enumerate() {
                    for mention in &chain.mentions {
                        let (start, end) = places.points(&mention.bytes);
                        mentions.push(json!({"start": start, "end": end, "chain": number}));
                    }
                }
                mentions
            }
            None => found
                .iter()
                .map(|name| {
                    let (start, end) = places.points(&name.bytes);
                    json!({"start": start, "end": end, "type": name.kind.as_str(), "probability": name.probability})
                })
                .collect(),
        };
        seconds += start.elapsed().as_secs_f64();
        words_read += words.len();
        writeln!(out, "{}", json!({"id": id, "mentions": mentions}))?;
    }
    fs::write(output, out)?;
    eprintln!("{words_read} words, {:.0} words/s", words_read as f64 / seconds);
    Ok(())
}

/// The mentions of a record, longer before shorter.
fn given(record: &Value) -> Vec<(u64, u64)> {
    let mentions = record["mentions"].as_array().into_iter().flatten();
    let mut given: Vec<(u64, u64)> =
        mentions.filter_map(|mention| Some((mention["start"].as_u64()?, mention["end"].as_u64()?))).collect();
    given.sort_by_key(|&(start, end)| (start, std::cmp::Reverse(end)));
    given
}

/// Code points and bytes of a text.
struct Places {
    point_at: Vec<u64>,
    byte_at: Vec<usize>,
}

impl Places {
    fn of(text: &str) -> Self {
        let mut places = Self { point_at: vec![0; text.len() + 1], byte_at: Vec::new() };
        for (byte, _) in text.char_indices() {
            places.point_at[byte] = places.byte_at.len() as u64;
            places.byte_at.push(byte);
        }
        places.point_at[text.len()] = places.byte_at.len() as u64;
        places.byte_at.push(text.len());
        places
    }

    fn points(&self, bytes: &Range<usize>) -> (u64, u64) {
        (self.point_at[bytes.start], self.point_at[bytes.end])
    }

    /// The words that a run of code points touches.
    fn words(&self, words: &Words<'_>, start: u64, end: u64) -> Range<usize> {
        let byte = |point: u64| self.byte_at.get(point as usize).copied().unwrap_or_default();
        let start = words.partition_point(|word| word.end as usize <= byte(start));
        let end = words.partition_point(|word| (word.start as usize) < byte(end));
        start..end.max(start)
    }
}

/// The group an article is in: with all of its country's outlets, or alone; so are articles of no outlet.
fn group(id: &str, alone: bool) -> u32 {
    let outlet = id.rsplit('/').next().filter(|_| !alone && id.starts_with("worldwide/"));
    let group = outlet.and_then(|outlet| outlet.split('_').next()).unwrap_or(id);
    group.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) >> 3
}
