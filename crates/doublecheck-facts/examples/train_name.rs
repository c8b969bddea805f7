//! Trains the finder of names: `train_name NAMES.jsonl GRAMMAR.bin OUT.bin [FOLD/FOLDS]`. With a fold it leaves out the
//! articles of every FOLDS-th group of outlets, so that they can be used to measure.

use std::error::Error;
use std::fs;

use doublecheck_facts::name::{Article, NameType, Training, train};
use doublecheck_grammar::Grammar;
use doublecheck_grammar::learn::Reader;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [names, grammar, out, rest @ ..] = arguments.as_slice() else {
        return Err("usage: train_name NAMES.jsonl GRAMMAR.bin OUT.bin [FOLD/FOLDS]".into());
    };
    let fold = match rest.first().and_then(|fold| fold.split_once('/')) {
        Some((fold, folds)) => Some((fold.parse::<u32>()?, folds.parse::<u32>()?)),
        None => None,
    };
    let grammar = fs::read(grammar)?;
    let clusters = Grammar::read(&mut Reader::new(&grammar))?.clusters().clone();
    let articles = articles(&fs::read_to_string(names)?, fold)?;
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    eprintln!("{} articles, {words} words", articles.len());
    let model = train(&articles, &clusters, Training::default());
    eprintln!("{} bytes", model.len());
    fs::write(out, model)?;
    Ok(())
}

fn articles(lines: &str, fold: Option<(u32, u32)>) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut articles = Vec::new();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().unwrap_or_default();
        if record["source"] != "en-worldwide-newswire" || fold.is_some_and(|(fold, folds)| group(id) % folds == fold) {
            continue;
        }
        let text = record["text"].as_str().unwrap_or_default().to_owned();
        let mut at: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        at.push(text.len());
        let mut names = Vec::new();
        for mention in record["mentions"].as_array().into_iter().flatten() {
            let place = |name: &str| mention[name].as_u64().and_then(|n| at.get(n as usize).copied());
            let kind = mention["type"].as_str().and_then(NameType::parse);
            if let (Some(start), Some(end), Some(kind)) = (place("start"), place("end"), kind) {
                names.push((start..end, kind));
            }
        }
        articles.push(Article { text, names });
    }
    Ok(articles)
}

/// Outlets of one country belong together; other articles stand for themselves.
fn group(id: &str) -> u32 {
    let last = id.rsplit('/').next().unwrap_or(id);
    let country = if id.starts_with("gum/") || std::env::var("DOC").is_ok() { id } else { last.split('_').next().unwrap_or(id) };
    country.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) >> 3
}
