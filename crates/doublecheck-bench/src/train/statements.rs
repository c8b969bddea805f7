//! Trains what the library learns: the grammar on the treebank, the finder of statements on the marked articles.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck::language::Analysis;
use doublecheck::statement::finder::{self, Marked, lexemes};
use doublecheck::{Article, Span};
use doublecheck_grammar::learn::Writer;
use doublecheck_grammar::{self as grammar, Clusters, Tree};
use rayon::prelude::*;
use serde::Deserialize;

use crate::document::Document;
use crate::jsonl::records;
use crate::treebank;

/// Where the sticks' folder holds what is learnt from.
const TREEBANK: &str = "treebank";
const MARKED: &str = "statements/train.jsonl";
/// Articles whose words alone are read, for the word clusters.
const TEXTS: &[&str] = &[
    "origins/base_articles.jsonl",
    "statements/train.jsonl",
    "claims/stories.jsonl",
    "claims/stance_bodies.jsonl",
    "facts/names.jsonl",
    "facts/places.jsonl",
    "facts/times.jsonl",
    "reading/truth.jsonl",
];

/// Trains all models on the sticks and writes them to one file. The same sticks give the same bytes.
///
/// # Errors
/// When a file cannot be read or is not what it should be, or the models cannot be written.
pub fn run(sticks: &Path, out: &Path) -> Result<()> {
    let started = Instant::now();
    let progress = |what: &str| eprintln!("{:7.1} s  {what}", started.elapsed().as_secs_f64());
    let clusters = clusters(sticks)?;
    progress("word clusters");
    let trees: Vec<Tree> = treebank::part(&sticks.join(TREEBANK), "train", &clusters)?
        .into_values()
        .flatten()
        .map(|sentence| sentence.tree)
        .collect();
    let grammar = grammar::train(&trees, clusters, grammar::Training::default());
    progress(&format!("grammar of {} trees", trees.len()));

    let articles = labelled(&sticks.join(MARKED))?;
    let marked: Vec<(Analysis<'_>, Vec<Marked>)> = articles
        .par_iter()
        .map(|(article, attributions)| {
            let analysis = Analysis::of(article);
            let marks = attributions.iter().map(|attribution| attribution.marked(&analysis)).collect();
            (analysis, marks)
        })
        .collect();
    let finder = finder::train(&marked, grammar, finder::Training::default(), &progress);
    let mut writer = Writer::default();
    finder.write(&mut writer);
    let bytes = writer.into_bytes();
    progress(&format!("{} bytes", bytes.len()));
    fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))
}

/// Word clusters of the sticks' texts, each text once.
fn clusters(sticks: &Path) -> Result<Clusters> {
    #[derive(Deserialize)]
    struct Record {
        text: Option<String>,
    }
    let mut texts = BTreeSet::new();
    for file in TEXTS {
        for record in records::<Record>(&sticks.join(file))? {
            texts.extend(record.text);
        }
    }
    let sentences: Vec<Vec<u32>> = Vec::from_iter(texts)
        .into_par_iter()
        .flat_map_iter(|text| {
            let article = Document { id: "text".to_owned(), text, outlet: None, published: None }.into_article(1);
            let analysis = Analysis::of(&article);
            let words: Vec<u32> =
                lexemes(&analysis, &Clusters::default()).into_iter().map(|lexeme| lexeme.word).collect();
            analysis.sentences.iter().map(|s| words[s.words.clone()].to_vec()).collect::<Vec<_>>()
        })
        .collect();
    eprintln!("{} words to learn clusters from", sentences.iter().map(Vec::len).sum::<usize>());
    Ok(Clusters::learn(&sentences))
}

/// A line of the statements stick with its labels.
#[derive(Deserialize)]
struct Labelled {
    #[serde(flatten)]
    document: Document,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    content: Vec<[u32; 2]>,
}

impl Attribution {
    fn marked(&self, analysis: &Analysis<'_>) -> Marked {
        let words = |pieces: &[[u32; 2]]| -> Vec<Range<usize>> {
            let ranges = pieces.iter().map(|&[start, end]| {
                let bytes = analysis.article.text.bytes(Span { start, end });
                let first = analysis.words.partition_point(|w| (w.end as usize) <= bytes.start);
                first..analysis.words.partition_point(|w| (w.start as usize) < bytes.end)
            });
            ranges.filter(|words| !words.is_empty()).collect()
        };
        Marked { source: words(&self.source), cue: words(&self.cue), content: words(&self.content) }
    }
}

fn labelled(file: &Path) -> Result<Vec<(Article, Vec<Attribution>)>> {
    let records = records::<Labelled>(file)?.into_iter().zip(1..);
    Ok(records.map(|(labelled, line)| (labelled.document.into_article(line), labelled.attributions)).collect())
}
