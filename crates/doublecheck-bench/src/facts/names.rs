//! Names of people, bodies and places; the chains of mentions of one bearer.

use std::cmp::Reverse;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::{Args, ValueEnum};
use doublecheck_facts::Words;
use doublecheck_facts::name::Names;
use serde_json::{Value, json};

use super::{Points, Record};
use crate::jsonl::records;

/// What is predicted of names, and with which models.
#[derive(Debug, Args)]
pub struct Options {
    /// Predict chains instead: of the mentions that the labels give, or of those that are found.
    #[arg(long)]
    chains: Option<Mentions>,
    /// Another model of names than the built-in one, and another of chains.
    #[arg(long, num_args = 2, value_names = ["NAMES.bin", "CHAINS.bin"])]
    models: Option<Vec<PathBuf>>,
    /// Only the part that `train_name` left out: FOLD/FOLDS.
    #[arg(long, value_parser = fold)]
    fold: Option<(u32, u32)>,
    /// The folds are of articles, not of the outlets of a country.
    #[arg(long)]
    articles: bool,
}

/// Whose mentions are linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mentions {
    /// Those of the labels.
    Gold,
    /// Those that are found.
    Own,
}

fn fold(text: &str) -> Result<(u32, u32)> {
    let (fold, folds) = text.split_once('/').context("not FOLD/FOLDS")?;
    let (fold, folds) = (fold.parse()?, folds.parse()?);
    if fold < folds { Ok((fold, folds)) } else { Err(anyhow!("FOLD counts from 0 to FOLDS - 1")) }
}

/// Prints the names of each text, or the chains.
///
/// # Errors
/// When a file cannot be read, a line is no text or a model is damaged.
pub fn predict(file: &Path, options: &Options) -> Result<()> {
    let mut texts: Vec<Record> = records(file)?;
    if let Some((fold, folds)) = options.fold {
        texts.retain(|record| group(&record.id, options.articles) % folds == fold);
    }
    let read: Names;
    let names = match options.models.as_deref() {
        Some([model, linker]) => {
            let bytes = |path: &PathBuf| fs::read(path).with_context(|| format!("cannot read {}", path.display()));
            read = Names::read(&bytes(model)?, &bytes(linker)?)?;
            &read
        }
        _ => Names::built_in()?,
    };
    super::predict(
        &texts,
        |record, words| match options.chains {
            None => mentions(record, words, names),
            Some(Mentions::Own) => chains(record, words, names),
            Some(Mentions::Gold) => chains_of_given(record, words, names),
        },
        |words| {
            let found = names.find(words);
            if options.chains.is_some() { names.chains(words, &found).len() } else { found.len() }
        },
    );
    Ok(())
}

fn mentions(record: &Record, words: &Words<'_>, names: &Names) -> Vec<Value> {
    let mut points = Points::of(&record.text);
    let mut mentions = Vec::new();
    for name in names.find(words) {
        let (start, end) = points.span(&name.bytes);
        mentions.push(json!({"start": start, "end": end, "type": name.kind.as_str(), "probability": name.probability}));
    }
    mentions
}

fn chains(record: &Record, words: &Words<'_>, names: &Names) -> Vec<Value> {
    let mut points = Points::of(&record.text);
    let mut mentions = Vec::new();
    for (number, chain) in names.chains(words, &names.find(words)).iter().enumerate() {
        for mention in &chain.mentions {
            let (start, end) = points.span(&mention.bytes);
            mentions.push(json!({"start": start, "end": end, "chain": number}));
        }
    }
    mentions
}

fn chains_of_given(record: &Record, words: &Words<'_>, names: &Names) -> Vec<Value> {
    let given = given(record);
    let mut byte_at: Vec<usize> = record.text.char_indices().map(|(byte, _)| byte).collect();
    byte_at.push(record.text.len());
    let byte = |point: u64| byte_at.get(point as usize).copied().unwrap_or(record.text.len());
    // The words that a mention touches: annotators split words that we do not.
    let touched = |&(start, end): &(u64, u64)| {
        let start = words.partition_point(|word| word.end as usize <= byte(start));
        let end = words.partition_point(|word| (word.start as usize) < byte(end));
        start..end.max(start)
    };
    let spans: Vec<Range<usize>> = given.iter().map(touched).collect();
    let linked = names.link(words, &names.find(words), &spans);
    let chained = given.iter().zip(linked);
    chained.map(|((start, end), chain)| json!({"start": start, "end": end, "chain": chain})).collect()
}

/// The mentions of a record, longer before shorter.
fn given(record: &Record) -> Vec<(u64, u64)> {
    let mentions = record.mentions.as_array().into_iter().flatten();
    let mut given: Vec<(u64, u64)> =
        mentions.filter_map(|mention| Some((mention["start"].as_u64()?, mention["end"].as_u64()?))).collect();
    given.sort_by_key(|&(start, end)| (start, Reverse(end)));
    given
}

/// The group an article is in, as training parts them: with all of its country's outlets, or alone; so are articles of no
/// outlet.
fn group(id: &str, alone: bool) -> u32 {
    let outlet = id.rsplit('/').next().filter(|_| !alone && id.starts_with("worldwide/"));
    let group = outlet.and_then(|outlet| outlet.split('_').next()).unwrap_or(id);
    group.bytes().fold(7, |sum: u32, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte))) >> 3
}
