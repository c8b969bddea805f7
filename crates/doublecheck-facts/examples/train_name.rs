//! Trains the finder of names: `train_name NAMES.jsonl GRAMMAR.bin OUT.bin [FOLD/FOLDS [articles]]`. With a fold it leaves out
//! every FOLDS-th group of outlets, or every FOLDS-th article, so that they can be used to measure. The word clusters are
//! those of the grammar.

use std::error::Error;
use std::fs;

use doublecheck_facts::name::{Article, NameType, Training, train};
use doublecheck_grammar::Grammar;
use doublecheck_grammar::learn::Reader;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [names, grammar, out, rest @ ..] = arguments.as_slice() else {
        return Err("usage: train_name NAMES.jsonl GRAMMAR.bin OUT.bin [FOLD/FOLDS [articles]]".into());
    };
    let fold = match rest.first().and_then(|fold| fold.split_once('/')) {
        Some((fold, folds)) => Some((fold.parse::<u32>()?, folds.parse::<u32>()?)),
        None => None,
    };
    let grammar = fs::read(grammar)?;
    let clusters = Grammar::read(&mut Reader::new(&grammar))?.clusters().clone();
    let alone = rest.get(1).is_some_and(|word| word == "articles");
    let articles = articles(&fs::read_to_string(names)?, fold, alone)?;
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    eprintln!("{} articles, {words} words", articles.len());
    let model = train(&articles, &clusters, Training::default());
    eprintln!("{} bytes", model.len());
    fs::write(out, model)?;
    Ok(())
}

fn articles(lines: &str, fold: Option<(u32, u32)>, alone: bool) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut articles = Vec::new();
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line)?;
        let id = record["id"].as_str().unwrap_or_default();
        if record["source"] != "en-worldwide-newswire"
            || fold.is_some_and(|(fold, folds)| group(id, alone) % folds == fold)
        {
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

/// The group an article is in: with all of its country's outlets, or alone; so are articles of no outlet.
fn group(id: &str, alone: bool) -> u32 {
    let outlet = id.rsplit('/').next().filter(|_| !alone && id.starts_with("worldwide/"));
    let group = outlet.and_then(|outlet| outlet.split('_').next()).unwrap_or(id);
    group.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) >> 3
}
