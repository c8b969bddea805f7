//! Who copied whom among more and more made articles: time, memory, and what one article more costs.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use doublecheck::language::Analysis;
use doublecheck::{Article, origin};
use rayon::prelude::*;

use crate::document::Document;
use crate::jsonl::records;
use crate::measure;
use crate::stream::Stream;

/// Articles of which each is taken in and answered, one after another, at the end.
const ONE_BY_ONE: usize = 5_000;

/// Prints a line for each size: articles, words, processor seconds, articles per second per core, passages; then what the
/// index takes for an article, and how long one article more takes.
///
/// # Errors
/// When the documents cannot be read.
pub fn run(documents: &Path, sizes: &[usize]) -> Result<()> {
    let learnt: Vec<Document> = records(documents)?;
    println!(
        "articles\twords each\tCPU s\tarticles/s/core\tpassages\tindex bytes/article\tmedian ms\tp99 ms\tslowest ms\tpeak MB"
    );
    for &size in sizes {
        let mut articles: Vec<Article> =
            Stream::of(&learnt).take(size).zip(1..).map(|(document, line)| document.into_article(line)).collect();
        let (words, seconds, passages) = all_at_once(&articles);
        let more = articles.split_off(size.saturating_sub(ONE_BY_ONE));
        let (index, [median, late, slowest]) = one_by_one(articles, more);
        println!(
            "{size}\t{}\t{seconds:.2}\t{:.0}\t{passages}\t{}\t{median:.2}\t{late:.2}\t{slowest:.2}\t{:.0}",
            words / size.max(1),
            size as f64 / seconds,
            index / size.max(1),
            measure::peak_memory().unwrap_or_default() / 1e6,
        );
    }
    Ok(())
}

/// Words, processor seconds and passages of a run over all.
fn all_at_once(articles: &[Article]) -> (usize, f64, usize) {
    let before = measure::cpu_seconds().unwrap_or_default();
    let analyses: Vec<Analysis<'_>> = articles.par_iter().map(Analysis::of).collect();
    let reuses = origin::reuses(&analyses);
    let seconds = measure::cpu_seconds().unwrap_or_default() - before;
    (analyses.iter().map(|a| a.words.len()).sum(), seconds, reuses.len())
}

/// Bytes of the index, and milliseconds of taking in and answering the last articles: median, 99th percentile, most.
fn one_by_one(articles: Vec<Article>, more: Vec<Article>) -> (usize, [f64; 3]) {
    let mut library = origin::Library::new();
    for article in articles {
        if library.insert(article).is_err() {
            break;
        }
    }
    let mut times: Vec<f64> = Vec::with_capacity(more.len());
    for article in more {
        let id = article.id;
        let clock = Instant::now();
        if library.insert(article).is_err() {
            break;
        }
        std::hint::black_box(library.reuses_of(id));
        times.push(clock.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let at =
        |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied();
    (library.index_size(), [0.5, 0.99, 1.0].map(|share| at(share).unwrap_or_default()))
}
