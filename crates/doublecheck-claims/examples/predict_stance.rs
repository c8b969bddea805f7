//! Stances for the measuring stick: `predict_stance STICK PAIRS.jsonl OUT`. STICK is a folder with `stance_bodies.jsonl`; of a
//! pair only the texts are read. Costs go to the standard error.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use doublecheck_claims::stance::{Reading, SentenceStance, Stance, sentence_stance, stance};
use doublecheck_facts::Words;
use serde_json::Value;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, pairs, out] = args.as_slice() else { return Err("usage: predict_stance STICK PAIRS OUT".into()) };
    let bodies = records(&format!("{folder}/stance_bodies.jsonl"))?;
    let text = |record: &Value, name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let texts: Vec<(String, String)> = bodies.iter().map(|body| (text(body, "id"), text(body, "text"))).collect();
    let start = Instant::now();
    let words: Vec<Words<'_>> = texts.iter().map(|(_, text)| Words::of(text)).collect();
    let readings: Vec<Reading<'_>> = words.iter().map(Reading::of).collect();
    eprintln!("{} bodies read in {:.2?}", texts.len(), start.elapsed());
    let by_id: HashMap<&str, &Reading<'_>> = texts.iter().zip(&readings).map(|((id, _), r)| (id.as_str(), r)).collect();
    let mut lines = String::new();
    let (mut spent, mut judged) = (Duration::ZERO, 0);
    for pair in records(pairs)? {
        let (claim, a, b) = (text(&pair, "headline"), text(&pair, "a"), text(&pair, "b"));
        let body =
            pair["body_id"].as_str().map(|id| by_id.get(id).ok_or_else(|| format!("no body {id}"))).transpose()?;
        let start = Instant::now();
        let label = match body {
            Some(body) => match stance(&Reading::of(&Words::of(&claim)), body).stance {
                Stance::Agrees => "agree",
                Stance::Disagrees => "disagree",
                Stance::Discusses => "discuss",
                Stance::Unrelated => "unrelated",
            },
            None => match sentence_stance(&Reading::of(&Words::of(&a)), &Reading::of(&Words::of(&b))).stance {
                SentenceStance::Entails => "agree",
                SentenceStance::Contradicts => "disagree",
                SentenceStance::Neutral => "neutral",
            },
        };
        if body.is_some() {
            spent += start.elapsed();
            judged += 1;
        }
        writeln!(lines, "{{\"stance\":\"{label}\"}}")?;
    }
    eprintln!(
        "{judged} pairs of headline and body in {spent:.2?}: {:.0} a second",
        judged as f64 / spent.as_secs_f64()
    );
    Ok(std::fs::write(out, lines)?)
}

fn records(path: &str) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let lines = BufReader::new(File::open(path)?).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}
