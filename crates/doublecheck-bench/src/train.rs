//! Trains the models.

use std::fs;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck::language::Analysis;
use doublecheck_grammar::learn::{Reader, Writer};
use doublecheck::statement;
use doublecheck::statement::finder::{self, Finder, Marked};
use doublecheck_grammar::{self as syntax, Clusters, Grammar, Tree};
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
pub fn grammar(folder: &Path, texts: &[PathBuf], out: &Path, part: &str) -> Result<()> {
    let started = Instant::now();
    let clusters = clusters(texts)?;
    eprintln!("clusters after {:.1} s", started.elapsed().as_secs_f64());
    let trees: Vec<Tree> =
        treebank::part(folder, "train", &clusters)?.into_values().flatten().map(|sentence| sentence.tree).collect();
    eprintln!("{} trees read in {:.1} s", trees.len(), started.elapsed().as_secs_f64());
    let grammar = syntax::train(&trees, clusters.clone(), syntax::Training::default());
    eprintln!("trained after {:.1} s", started.elapsed().as_secs_f64());
    let mut writer = Writer::default();
    grammar.write(&mut writer);
    let bytes = writer.into_bytes();
    eprintln!("{} bytes", bytes.len());
    fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))?;
    for (name, sentences) in treebank::part(folder, part, &clusters)? {
        let started = Instant::now();
        let accuracy = Accuracy::of(&grammar, &sentences);
        let exact: usize = sentences.iter().flat_map(|s| &s.exact).filter(|e| **e).count();
        eprintln!("{name}: {} ({exact} words are one token; {:.2} s)", accuracy.line(), started.elapsed().as_secs_f64());
    }
    Ok(())
}

/// Word clusters of the texts of JSON lines, each text once.
fn clusters(files: &[PathBuf]) -> Result<Clusters> {
    let mut seen = BTreeSet::new();
    let mut articles = Vec::new();
    for file in files {
        let jsonl = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        for line in jsonl.split('\n').filter(|line| !line.trim().is_empty()) {
            let record: serde_json::Value = serde_json::from_str(line).with_context(|| file.display().to_string())?;
            let text = ["text", "body", "articleBody"].iter().find_map(|name| record.get(name)?.as_str());
            if let Some(text) = text
                && seen.insert(text.to_owned())
            {
                let document = Document { id: format!("{}", articles.len()), text: text.to_owned(), outlet: None, published: None };
                articles.push(document.into_article(1));
            }
        }
    }
    drop(seen);
    let sentences: Vec<Vec<u32>> = articles
        .par_iter()
        .flat_map_iter(|article| {
            let analysis = Analysis::of(article);
            let words: Vec<u32> =
                finder::lexemes(&analysis, &Clusters::default()).into_iter().map(|lexeme| lexeme.word).collect();
            let sentences = analysis.sentences.iter();
            sentences.map(|s| words[s.words.clone()].to_vec()).collect::<Vec<_>>()
        })
        .collect();
    eprintln!("{} articles, {} words", articles.len(), sentences.iter().map(Vec::len).sum::<usize>());
    let clusters = Clusters::learn(&sentences);
    if std::env::var("SHOW").is_ok() {
        let mut by: std::collections::BTreeMap<u16, std::collections::BTreeMap<String, usize>> = Default::default();
        for article in &articles {
            let analysis = Analysis::of(article);
            for (i, l) in finder::lexemes(&analysis, &clusters).iter().enumerate() {
                *by.entry(l.cluster.fine).or_default().entry(analysis.lower(i).to_owned()).or_default() += 1;
            }
        }
        for (fine, words) in by {
            let mut words: Vec<_> = words.into_iter().collect();
            words.sort_by_key(|w| std::cmp::Reverse(w.1));
            eprintln!("{fine}: {}", words.iter().take(14).map(|w| w.0.as_str()).collect::<Vec<_>>().join(" "));
        }
        std::process::exit(0);
    }
    Ok(clusters)
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
    let mut training = finder::Training::default();
    let env = |name: &str, value: f32| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(value);
    training.folds = env("FOLDS", training.folds as f32) as usize;
    for (n, t) in [("S", &mut training.spotter), ("L", &mut training.labeller)] {
        t.passes = env(&format!("{n}PASSES"), t.passes as f32) as usize;
        t.seen = env(&format!("{n}SEEN"), t.seen as f32) as u32;
        t.step = env(&format!("{n}STEP"), t.step);
        t.decay = env(&format!("{n}DECAY"), t.decay);
        t.least = env(&format!("{n}LEAST"), t.least);
    }
    training.judge.trees = env("TREES", training.judge.trees as f32) as usize;
    training.judge.step = env("TSTEP", training.judge.step);
    training.judge.depth = env("TDEPTH", training.judge.depth as f32) as usize;
    let finder = finder::train(&marked, grammar, training, &|what| {
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
            .find(&analysis, &statement::proposals(&analysis), least)
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
