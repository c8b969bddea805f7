//! Grows the trees of checked claims: `train_checked QUERIES.jsonl CLAIMS.jsonl OUT.bin`; first says how well they do on
//! topics they were not grown on.

use std::error::Error;

use doublecheck_claims::checked::{Candidate, Checked, FEATURES};
use doublecheck_grammar::learn::trees::{Growing, grow};
use doublecheck_grammar::learn::{Trees, Writer, text_key};
use serde_json::Value;

const FOLDS: u32 = 5;

struct Query<'a> {
    right: &'a str,
    fold: u32,
    with: Vec<Candidate<'a>>,
    without: Vec<Candidate<'a>>,
}

fn lines(path: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    Ok(std::fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn grown<'a>(queries: impl Iterator<Item = &'a Query<'a>>) -> Trees {
    let (mut numbers, mut yes): (Vec<[f32; FEATURES]>, Vec<bool>) = Default::default();
    for query in queries {
        for list in [&query.with, &query.without] {
            for candidate in list {
                numbers.push(candidate.numbers);
                yes.push(candidate.id == query.right);
            }
        }
    }
    grow(&numbers, &yes, &[], Growing { trees: 400, depth: 3, step: 0.03, leaf: 40, ridge: 2.0 })
}

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [queries, claims, out] = paths.as_slice() else {
        return Err("give queries, claims and a file to write".into());
    };
    let (queries, claims) = (lines(queries)?, lines(claims)?);
    fn field<'a>(line: &'a Value, name: &str) -> &'a str {
        line[name].as_str().unwrap_or_default()
    }
    let checked =
        Checked::new(claims.iter().map(|line| (field(line, "claim_id"), field(line, "claim"), field(line, "title"))));
    let queries: Vec<Query> = queries
        .iter()
        .map(|line| {
            let (text, right) = (field(line, "query"), field(line, "claim_id"));
            Query {
                right,
                fold: text_key(field(line, "topic")) % FOLDS,
                with: checked.candidates(text, None),
                without: checked.candidates(text, Some(right)),
            }
        })
        .collect();
    let (mut map, mut first, mut base, mut reach) = (0.0, 0.0, 0.0, 0.0);
    let mut top: Vec<(f32, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let trees = grown(queries.iter().filter(|query| query.fold != fold));
        for query in queries.iter().filter(|query| query.fold == fold) {
            let place = |order: &[(f32, &str)]| order.iter().position(|(_, id)| *id == query.right);
            let precision = |place: Option<usize>| place.filter(|&at| at < 5).map_or(0.0, |at| 1.0 / (at + 1) as f64);
            let rank = |list: &Vec<Candidate<'_>>| -> Vec<(f32, usize)> {
                let mut order: Vec<(f32, usize)> = list
                    .iter()
                    .enumerate()
                    .map(|(at, candidate)| (trees.probability(&candidate.numbers), at))
                    .collect();
                order.sort_by(|a, b| b.0.total_cmp(&a.0));
                order
            };
            let before: Vec<(f32, &str)> = query.with.iter().map(|candidate| (0.0, candidate.id)).collect();
            let after: Vec<(f32, &str)> = rank(&query.with).into_iter().map(|(p, at)| (p, query.with[at].id)).collect();
            base += precision(place(&before));
            reach += f64::from(u8::from(place(&before).is_some()));
            map += precision(place(&after));
            first += f64::from(u8::from(place(&after) == Some(0)));
            if let Some(&(p, id)) = after.first() {
                top.push((p, id == query.right));
            }
            if let Some(&(p, _)) = rank(&query.without).first() {
                top.push((p, false));
            }
        }
    }
    let count = queries.len() as f64;
    println!("BM25 MAP@5 {:.4}, claim among the candidates {:.4}", base / count, reach / count);
    println!("trees MAP@5 {:.4}, first {:.4}", map / count, first / count);
    for tenth in 0..10 {
        let of = |p: f32| ((p * 10.0) as usize).min(9) == tenth;
        let these: Vec<bool> = top.iter().filter(|(p, _)| of(*p)).map(|(_, yes)| *yes).collect();
        let right = these.iter().filter(|yes| **yes).count();
        println!(
            "  best has {:.1}: {} texts, right {:.3}",
            tenth as f64 / 10.0,
            these.len(),
            right as f64 / these.len().max(1) as f64
        );
    }
    let mut bytes = Writer::default();
    grown(queries.iter()).write(&mut bytes);
    std::fs::write(out, bytes.into_bytes())?;
    Ok(())
}
