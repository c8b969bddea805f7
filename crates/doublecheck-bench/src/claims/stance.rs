//! How texts stand to headlines, and sentences to sentences.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use doublecheck_claims::stance::{Reading, SentenceStance, Stance, sentence_stance, stance};
use doublecheck_facts::Words;
use serde::Deserialize;
use serde_json::json;

use crate::jsonl::records;
use crate::measure;

#[derive(Deserialize)]
struct Pair {
    #[serde(default)]
    headline: Option<String>,
    #[serde(default)]
    body_id: Option<String>,
    #[serde(default)]
    a: Option<String>,
    #[serde(default)]
    b: Option<String>,
}

#[derive(Deserialize)]
struct Body {
    id: String,
    text: String,
}

/// Prints the stance of each pair. The bodies stand beside the pairs unless another file is named.
///
/// # Errors
/// When a file cannot be read, a line is no pair, or a body is missing.
pub fn predict(pairs: &Path, bodies: Option<&Path>) -> Result<()> {
    let bodies = bodies.map_or_else(|| super::beside(pairs, "stance_bodies.jsonl"), Path::to_owned);
    let (pairs, bodies): (Vec<Pair>, Vec<Body>) = (records(pairs)?, records(&bodies)?);
    let words: Vec<Words<'_>> = bodies.iter().map(|body| Words::of(&body.text)).collect();
    let readings: Vec<Reading<'_>> = words.iter().map(Reading::of).collect();
    let by_id: HashMap<&str, &Reading<'_>> =
        bodies.iter().zip(&readings).map(|(body, reading)| (body.id.as_str(), reading)).collect();
    let start = Instant::now();
    let mut told = Vec::with_capacity(pairs.len());
    for (n, pair) in pairs.iter().enumerate() {
        told.push(match (&pair.headline, &pair.body_id, &pair.a, &pair.b) {
            (Some(headline), Some(id), ..) => {
                let body =
                    by_id.get(id.as_str()).with_context(|| format!("record {}: there is no body {id}", n + 1))?;
                of_body(headline, body)
            }
            (_, _, Some(a), Some(b)) => of_sentence(a, b),
            _ => bail!("record {}: neither a headline with a body_id nor two sentences", n + 1),
        });
    }
    let rate = told.len() as f64 / start.elapsed().as_secs_f64();
    told.iter().for_each(|stance| println!("{}", json!({ "stance": stance })));
    eprintln!("judging alone: {rate:.0} pairs per second");
    measure::report(pairs.len(), bodies.iter().map(|body| super::count(&body.text)).sum());
    Ok(())
}

fn of_body(headline: &str, body: &Reading<'_>) -> &'static str {
    match stance(&Reading::of(&Words::of(headline)), body).stance {
        Stance::Agrees => "agree",
        Stance::Disagrees => "disagree",
        Stance::Discusses => "discuss",
        Stance::Unrelated => "unrelated",
    }
}

fn of_sentence(a: &str, b: &str) -> &'static str {
    match sentence_stance(&Reading::of(&Words::of(a)), &Reading::of(&Words::of(b))).stance {
        SentenceStance::Entails => "agree",
        SentenceStance::Contradicts => "disagree",
        SentenceStance::Neutral => "neutral",
    }
}
