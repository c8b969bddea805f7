//! Learns word clusters: `make_clusters OUT FILE...`.
use doublecheck_facts::{WordKind, Words};
use doublecheck_grammar::Clusters;
use doublecheck_grammar::inflection::stem;
use doublecheck_grammar::learn::{Writer, text_key};
use std::error::Error;
use std::io::{BufRead, BufReader};
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("OUT")?;
    let mut sentences: Vec<Vec<u32>> = Vec::new();
    let mut n = 0;
    for path in arguments {
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            let record: serde_json::Value = serde_json::from_str(&line?)?;
            let text = record["text"].as_str().unwrap_or_default();
            let words = Words::of(text);
            for s in words.sentences() {
                let keys: Vec<u32> = s
                    .clone()
                    .filter(|&at| words[at].kind != WordKind::Mark)
                    .map(|at| text_key(&stem(words.lower(at))))
                    .collect();
                n += keys.len();
                sentences.push(keys);
            }
            if n > 4_000_000 {
                break;
            }
        }
    }
    sentences.sort();
    sentences.dedup();
    eprintln!("{n} words");
    let mut w = Writer::default();
    Clusters::learn(&sentences).write(&mut w);
    std::fs::write(out, w.into_bytes())?;
    Ok(())
}
