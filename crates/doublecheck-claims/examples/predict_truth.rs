//! Values to believe, or who copies whom: `predict_truth CLAIMS.jsonl VALUES.jsonl COPIES.jsonl [KNOWN-COPIES.json]`.
//!
//! Claims have the fields source, object, attribute and value; known copies are a list of copier and original.

use std::fmt::Write as _;
use std::time::Instant;

use doublecheck_claims::truth::{Findings, KnownCopy, Record};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [claims, values, copies, known @ ..] = paths.as_slice() else {
        return Err("give claims, two files to write, and known copies if there are any".into());
    };
    let text = std::fs::read_to_string(claims)?;
    let lines = text.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let field = |line: &'static str| move |value: &'_ Value| value[line].as_str().unwrap_or_default().to_owned();
    let rows: Vec<[String; 4]> =
        lines.iter().map(|line| ["source", "object", "attribute", "value"].map(|name| field(name)(line))).collect();
    let records: Vec<Record> =
        rows.iter().map(|[source, object, attribute, value]| Record { source, object, attribute, value }).collect();
    let listed: Vec<Value> = match known {
        [path, ..] => serde_json::from_str(&std::fs::read_to_string(path)?)?,
        [] => Vec::new(),
    };
    let pairs: Vec<[String; 2]> =
        listed.iter().map(|pair| ["copier", "original"].map(|name| field(name)(pair))).collect();
    let known: Vec<KnownCopy> =
        pairs.iter().map(|[copier, original]| KnownCopy { copier, original, item: None }).collect();
    let start = Instant::now();
    let found = Findings::new(&records, &known);
    eprintln!("{} claims, {} items in {:?}", records.len(), found.items.len(), start.elapsed());
    let mut out = String::new();
    for item in &found.items {
        let value = item.values.first().map_or("", |value| value.text.as_str());
        writeln!(out, "{}", json!({"object": item.object, "attribute": item.attribute, "value": value}))?;
    }
    std::fs::write(values, out)?;
    let mut out = String::new();
    for dependence in &found.dependences {
        let name = |at: usize| &found.sources[at].name;
        let (copier, original) = (name(dependence.copier), name(dependence.original));
        writeln!(out, "{}", json!({"copier": copier, "original": original, "p": dependence.probability}))?;
    }
    std::fs::write(copies, out)?;
    Ok(())
}
