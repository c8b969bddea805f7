//! Counts in how many texts each stem occurs: `make_frequencies OUT FILE...`. The files hold a JSON record a line with a
//! field `text`; a text that several files have counts once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};

use doublecheck_facts::{WordKind, Words};
use doublecheck_grammar::inflection::stem;
use doublecheck_grammar::learn::text_key;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("where the table goes")?;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for path in arguments {
        for line in BufReader::new(File::open(path)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let text = record["text"].as_str().unwrap_or_default();
            let start: String = text.chars().filter(|c| c.is_alphabetic()).take(200).collect();
            if text.is_empty() || !seen.insert(start) {
                continue;
            }
            let words = Words::of(text);
            let letters = (0..words.len()).filter(|&at| words[at].kind == WordKind::Letters);
            let stems: BTreeSet<String> = letters.map(|at| stem(words.lower(at))).collect();
            stems.into_iter().for_each(|stem| *counts.entry(stem).or_default() += 1);
        }
    }
    let mut entries: Vec<(u32, u32)> =
        counts.iter().filter(|&(_, &count)| count > 1).map(|(stem, &count)| (text_key(stem), count)).collect();
    entries.sort_unstable();
    entries.dedup_by_key(|entry| entry.0);
    let mut bytes = (seen.len() as u32).to_le_bytes().to_vec();
    for (key, count) in &entries {
        bytes.extend(key.to_le_bytes());
        bytes.extend(count.to_le_bytes());
    }
    eprintln!("{} texts, {} stems, {} bytes", seen.len(), entries.len(), bytes.len());
    std::fs::write(out, bytes)?;
    Ok(())
}
