//! Trains the models.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck::language::Analysis;
use doublecheck::learn::{Reader, Writer};
use doublecheck::statement::finder::{self, Finder, Marked};
use doublecheck::syntax::{self, Grammar, Tree};
use doublecheck::{Article, Span};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;

use crate::document::Document;
use crate::treebank::{self, Accuracy};

/// Trains the grammar on a treebank and prints its accuracy on the development parts.
///
/// # Errors
/// When the treebank cannot be read or the model not written.
pub fn grammar(folder: &Path, out: &Path, part: &str) -> Result<()> {
    let started = Instant::now();
    let trees: Vec<Tree> =
        treebank::part(folder, "train")?.into_values().flatten().map(|sentence| sentence.tree).collect();
    eprintln!("{} trees read in {:.1} s", trees.len(), started.elapsed().as_secs_f64());
    let grammar = syntax::train(&trees, syntax::Training::default());
    eprintln!("trained after {:.1} s", started.elapsed().as_secs_f64());
    let mut writer = Writer::default();
    grammar.write(&mut writer);
    let bytes = writer.into_bytes();
    eprintln!("{} bytes", bytes.len());
    fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))?;
    for (name, sentences) in treebank::part(folder, part)? {
        let started = Instant::now();
        let accuracy = Accuracy::of(&grammar, &sentences);
        let exact: usize = sentences.iter().flat_map(|s| &s.exact).filter(|e| **e).count();
        eprintln!("{name}: {} ({exact} words are one token; {:.2} s)", accuracy.line(), started.elapsed().as_secs_f64());
    }
    Ok(())
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

/// Trains the finder of statements.
///
/// # Errors
/// When a file cannot be read or is not what it should be.
pub fn statements(grammar: &Path, documents: &Path, out: &Path, share: usize) -> Result<()> {
    let started = Instant::now();
    let bytes = fs::read(grammar).with_context(|| format!("cannot read {}", grammar.display()))?;
    let grammar = Grammar::read(&mut Reader::new(&bytes))?;
    let jsonl = fs::read_to_string(documents).with_context(|| format!("cannot read {}", documents.display()))?;
    let mut articles: Vec<(Article, Vec<Attribution>)> = Vec::new();
    for (n, line) in jsonl.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let labelled: Labelled = serde_json::from_str(line).with_context(|| format!("line {}", n + 1))?;
        if n % share == 0 {
            articles.push((labelled.document.into_article(n as u64 + 1), labelled.attributions));
        }
    }
    let marked: Vec<(Analysis<'_>, Vec<Marked>)> = articles
        .par_iter()
        .map(|(article, attributions)| {
            let analysis = Analysis::of(article);
            let words = |pieces: &[[u32; 2]]| {
                let ranges = pieces.iter().map(|&[start, end]| {
                    let bytes = article.text.bytes(Span { start, end });
                    let first = analysis.words.partition_point(|w| (w.end as usize) <= bytes.start);
                    let last = analysis.words.partition_point(|w| (w.start as usize) < bytes.end);
                    first..last
                });
                ranges.filter(|r| !r.is_empty()).collect::<Vec<_>>()
            };
            let marks = attributions
                .iter()
                .map(|a| Marked { source: words(&a.source), cue: words(&a.cue), content: words(&a.content) })
                .collect();
            (analysis, marks)
        })
        .collect();
    let finder = finder::train(&marked, grammar, finder::Training::default(), &|what| {
        eprintln!("{:7.1} s  {what}", started.elapsed().as_secs_f64());
    });
    let mut writer = Writer::default();
    finder.write(&mut writer);
    let bytes = writer.into_bytes();
    eprintln!("{:7.1} s  {} bytes", started.elapsed().as_secs_f64(), bytes.len());
    fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))
}

/// Prints what a trained finder finds.
///
/// # Errors
/// When a file cannot be read or is not what it should be.
pub fn find(model: &Path, documents: &Path, least: f32) -> Result<()> {
    let bytes = fs::read(model).with_context(|| format!("cannot read {}", model.display()))?;
    let started = Instant::now();
    let finder = Finder::read(&mut Reader::new(&bytes))?;
    eprintln!("loaded in {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let jsonl = fs::read_to_string(documents).with_context(|| format!("cannot read {}", documents.display()))?;
    let articles: Vec<Article> =
        Document::read_all(&jsonl)?.into_iter().zip(1..).map(|(d, line)| d.into_article(line)).collect();
    let started = Instant::now();
    let mut words = 0;
    for article in &articles {
        let analysis = Analysis::of(article);
        words += analysis.words.len();
        let span = |r: &std::ops::Range<usize>| {
            let span = analysis.span(r.clone());
            [span.start, span.end]
        };
        let attributions: Vec<_> = finder
            .find(&analysis, least)
            .iter()
            .map(|f| {
                json!({
                    "source": f.source.iter().map(span).collect::<Vec<_>>(),
                    "cue": [span(&f.cue)],
                    "content": f.content.iter().map(span).collect::<Vec<_>>(),
                    "p": f.probability,
                })
            })
            .collect();
        println!("{}", json!({ "id": article.label, "attributions": attributions }));
    }
    let seconds = started.elapsed().as_secs_f64();
    eprintln!("{words} words in {seconds:.2} s: {:.0} words a second", words as f64 / seconds);
    Ok(())
}
