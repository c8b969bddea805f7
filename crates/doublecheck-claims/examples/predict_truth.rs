//! Values to believe, or who copies whom: `predict_truth CLAIMS.jsonl VALUES.jsonl COPIES.jsonl [KNOWN-COPIES.json] `.
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
    let part = std::env::var("PART").ok().and_then(|part| part.parse::<u64>().ok());
    let kept = |object: &str| {
        let hash = object
            .bytes()
            .fold(14_695_981_039_346_656_037_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(1_099_511_628_211));
        part.is_none_or(|part| {
            (hash >> 20) % 6 / 3 == part % 2 && part < 2 || part >= 2 && (hash >> 32) % 2 == part % 2
        })
    };
    let records: Vec<Record> = rows
        .iter()
        .filter(|[_, object, _, _]| kept(object))
        .map(|[source, object, attribute, value]| Record { source, object, attribute, value })
        .collect();
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
    if std::env::var("WHY").is_ok() {
        for item in found.items.iter().take(4) {
            eprintln!("{} {}\n{}", item.object, item.attribute, found.explanation(item));
        }
    }
    Ok(())
}
