//! The origins stick: who copied whom.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use doublecheck::language::Analysis;
use doublecheck::{Article, Direction, Id, Reuse, ReuseKind, origin};
use rayon::prelude::*;
use serde::Serialize;

use crate::document::Document;
use crate::jsonl::records;
use crate::measure;

/// Two documents that share passages, as the scorer reads it.
#[derive(Debug, Serialize)]
struct Pair<'a> {
    a: &'a str,
    b: &'a str,
    spans: Vec<[u32; 4]>,
    direction: Option<&'static str>,
    copying: bool,
}

/// The group of documents that a document's text mainly comes from.
#[derive(Debug, Serialize)]
struct Cluster<'a> {
    id: &'a str,
    cluster: &'a str,
}

/// Predicts pairs and clusters of `documents.jsonl`.
///
/// # Errors
/// When a file cannot be read or written, or a line is no document.
pub fn predict(documents: &Path, pairs: &Path, clusters: &Path) -> Result<()> {
    let parsed: Vec<Document> = records(documents)?;
    let articles: Vec<Article> =
        parsed.into_iter().zip(1..).map(|(document, line)| document.into_article(line)).collect();
    let analyses: Vec<Analysis<'_>> = articles.par_iter().map(Analysis::of).collect();
    let reuses = origin::reuses(&analyses);
    let families = origin::families(&analyses, &reuses);
    let labels: HashMap<Id, &str> = articles.iter().map(|a| (a.id, a.label.as_str())).collect();
    let label = |id: Id| labels.get(&id).copied().unwrap_or_default();

    write(
        pairs,
        by_pair(&reuses).into_iter().map(|((a, b, copying), found)| pair(label(a), label(b), copying, &found)),
    )?;
    let clustered = families.iter().flat_map(|family| {
        let name = family.iter().copied().min().map(label).unwrap_or_default();
        family.iter().map(move |&id| (id, name))
    });
    write(clusters, clustered.map(|(id, cluster)| Cluster { id: label(id), cluster }))?;
    let words = analyses.iter().map(|a| a.words.len()).sum();
    measure::report(articles.len(), words);
    Ok(())
}

fn by_pair(reuses: &[Reuse]) -> BTreeMap<(Id, Id, bool), Vec<&Reuse>> {
    let mut pairs: BTreeMap<(Id, Id, bool), Vec<&Reuse>> = BTreeMap::new();
    for reuse in reuses {
        pairs.entry((reuse.from.article, reuse.to.article, reuse.is_copy())).or_default().push(reuse);
    }
    pairs
}

fn pair<'a>(a: &'a str, b: &'a str, copying: bool, found: &[&Reuse]) -> Pair<'a> {
    let spans = found.iter().map(|r| [r.from.span.start, r.from.span.end, r.to.span.start, r.to.span.end]).collect();
    let direction = found.first().filter(|r| !matches!(r.kind, ReuseKind::SameUtterance | ReuseKind::CommonGround));
    let direction = direction.and_then(|r| match r.direction {
        Direction::Forward => Some("a->b"),
        Direction::Siblings => Some("sibling"),
        Direction::Undecided => None,
    });
    Pair { a, b, spans, direction, copying }
}

fn write<T: Serialize>(path: &Path, lines: impl Iterator<Item = T>) -> Result<()> {
    let failed = || format!("cannot write {}", path.display());
    let mut file = BufWriter::new(File::create(path).with_context(failed)?);
    for line in lines {
        serde_json::to_writer(&mut file, &line).with_context(failed)?;
        file.write_all(b"\n").with_context(failed)?;
    }
    file.flush().with_context(failed)
}
