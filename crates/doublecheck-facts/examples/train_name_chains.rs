//! Trains the chains of names: `train_name_chains NAMES.jsonl NAMES.bin OUT.bin [FOLD/FOLDS]`, NAMES.bin being the model of
//! names. With a fold it leaves out every FOLDS-th article, so that they can be used to measure.

use std::collections::HashMap;
use std::error::Error;
use std::fs;

use doublecheck_facts::name::{LinkedArticle, train_chains};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, names, out, rest @ ..] = arguments.as_slice() else {
        return Err("usage: train_name_chains NAMES.jsonl NAMES.bin OUT.bin [FOLD/FOLDS]".into());
    };
    let fold = match rest.first().and_then(|fold| fold.split_once('/')) {
        Some((fold, folds)) => Some((fold.parse::<u32>()?, folds.parse::<u32>()?)),
        None => None,
    };
    let articles = articles(&fs::read_to_string(input)?, fold)?;
    eprintln!("{} articles", articles.len());
    let model = train_chains(&articles, &fs::read(names)?)?;
    eprintln!("{} bytes", model.len());
    fs::write(out, model)?;
    Ok(())
}

fn articles(lines: &str, fold: Option<(u32, u32)>) -> Result<Vec<LinkedArticle>, Box<dyn Error>> {
    let mut articles = Vec::new();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().unwrap_or_default();
        if record["source"] != "gum-coref" || fold.is_some_and(|(fold, folds)| group(id) % folds == fold) {
            continue;
        }
        let text = record["text"].as_str().unwrap_or_default().to_owned();
        let mut at: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        at.push(text.len());
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut mentions = Vec::new();
        for mention in record["mentions"].as_array().into_iter().flatten() {
            let place = |name: &str| mention[name].as_u64().and_then(|n| at.get(n as usize).copied());
            if let (Some(start), Some(end), Some(chain)) = (place("start"), place("end"), mention["chain"].as_str()) {
                let number = numbers.len();
                mentions.push((start..end, *numbers.entry(chain).or_insert(number)));
            }
        }
        mentions.sort_by_key(|(bytes, _)| (bytes.start, std::cmp::Reverse(bytes.end)));
        articles.push(LinkedArticle { text, mentions });
    }
    Ok(articles)
}

fn group(id: &str) -> u32 {
    id.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) >> 3
}
