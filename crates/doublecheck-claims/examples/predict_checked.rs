//! Ranks checked claims for texts: `predict_checked QUERIES.jsonl CLAIMS.jsonl OUT.jsonl`.

use std::error::Error;
use std::fmt::Write as _;
use std::time::Instant;

use doublecheck_claims::checked::Checked;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [queries, claims, out] = paths.as_slice() else {
        return Err("give queries, claims and a file to write".into());
    };
    let lines = |path: &str| -> Result<Vec<Value>, Box<dyn Error>> {
        Ok(std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    fn field<'a>(line: &'a Value, name: &str) -> &'a str {
        line[name].as_str().unwrap_or_default()
    }
    let (queries, claims) = (lines(queries)?, lines(claims)?);
    let start = Instant::now();
    let checked =
        Checked::new(claims.iter().map(|line| (field(line, "claim_id"), field(line, "claim"), field(line, "title"))));
    eprintln!("{} claims in {:?}", checked.len(), start.elapsed());
    let start = Instant::now();
    let mut text = String::new();
    for query in &queries {
        let best = checked.best(field(query, "query"), 20);
        let ranked: Vec<&str> = best.iter().map(|best| best.id).collect();
        writeln!(text, "{}", json!({"query_id": query["query_id"], "ranked": ranked}))?;
    }
    let seconds = start.elapsed().as_secs_f64();
    eprintln!("{} texts, {:.0} a second", queries.len(), queries.len() as f64 / seconds);
    std::fs::write(out, text)?;
    Ok(())
}
