//! Trains which lines of a page are the article, on the pages of the reading stick whose text people marked.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck::read::body::{self, Labelled, Source};
use doublecheck_grammar::learn::Writer;
use rayon::prelude::*;
use serde::Deserialize;

use crate::lines::{in_truth, overlap};

#[derive(Deserialize)]
struct Page {
    id: String,
    set: String,
    html_file: String,
    url: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Plain {
    id: String,
    text: String,
}

/// Trains on the stick and writes the models; prints what they reach on pages of sites that they have not seen.
///
/// # Errors
/// When the stick cannot be read or the file not be written.
pub fn run(stick: &Path, out: &Path) -> Result<()> {
    let started = Instant::now();
    let progress = |what: &str| eprintln!("{:7.1} s  {what}", started.elapsed().as_secs_f64());
    let (pages, unlabelled): (Vec<Page>, Vec<Page>) =
        records::<Page>(&stick.join("truth.jsonl"))?.into_iter().partition(|p| p.text.is_some());
    let plain: BTreeMap<String, String> =
        records::<Plain>(&stick.join("plain.jsonl"))?.into_iter().map(|p| (p.id, p.text)).collect();
    let mut sources: Vec<(&Page, Source)> = Vec::new();
    for page in &pages {
        if std::env::var("ONLY").unwrap_or_default() == "plain" {
            continue;
        }
        sources.push((page, Source::Html(html(&stick.join(&page.html_file))?)));
    }
    let only = std::env::var("ONLY").unwrap_or_default();
    let plain = if only == "html" { BTreeMap::new() } else { plain };
    for page in &pages {
        sources.extend(plain.get(&page.id).map(|text| (page, Source::Plain(text.clone()))));
    }
    let labelled: Vec<Labelled> = sources
        .into_par_iter()
        .map(|(page, source)| {
            let article = in_truth(&body::lines_of(&source), page.text.as_deref().unwrap_or_default());
            Labelled { source, article, group: group(page) }
        })
        .collect();
    progress("lines compared with the truth");
    let copied: Vec<Labelled> = labelled.iter().filter_map(copied).collect();
    let all: Vec<Labelled> = labelled.iter().cloned().chain(copied).collect();
    let more: Vec<(String, u32)> =
        unlabelled.iter().map(|page| Ok((html(&stick.join(&page.html_file))?, group(page)))).collect::<Result<_>>()?;
    let (chooser, mut unseen) = body::train(&all, &more, &progress);
    unseen.truncate(labelled.len());
    report(&pages, &plain, &labelled, &unseen);
    if let Ok(dump) = std::env::var("DUMP") {
        let with_plain: Vec<&Page> = pages.iter().filter(|p| plain.contains_key(&p.id)).collect();
        let rows: Vec<&Page> = pages.iter().filter(|_| only != "plain").chain(with_plain).collect();
        let mut out = String::new();
        for ((page, labelled), unseen) in rows.iter().zip(&labelled).zip(&unseen) {
            let lines = body::lines_of(&labelled.source);
            out.push_str(&serde_json::json!({"id": page.id, "set": page.set, "html": matches!(labelled.source, Source::Html(_)), "lines": lines, "p": unseen, "y": labelled.article}).to_string());
            out.push('\n');
        }
        fs::write(dump, out)?;
    }
    let mut writer = Writer::default();
    chooser.write(&mut writer);
    let bytes = writer.into_bytes();
    progress(&format!("{} bytes", bytes.len()));
    fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))
}

/// What people copy by hand out of a plain text: the article, and few lines before and after it.
fn copied(whole: &Labelled) -> Option<Labelled> {
    let Source::Plain(_) = &whole.source else { return None };
    let first = whole.article.iter().position(|&a| a)?;
    let last = whole.article.iter().rposition(|&a| a)?;
    let lines = body::lines_of(&whole.source);
    let salt = doublecheck_grammar::learn::text_key(lines.get(first)?) as usize;
    let kept = first.saturating_sub(salt % 7)..(last + 1 + salt / 7 % 5).min(lines.len());
    let source = Source::Plain(lines.get(kept.clone())?.join("\n"));
    Some(Labelled { source, article: whole.article.get(kept)?.to_vec(), group: whole.group })
}

/// Pages of one site are one group.
fn group(page: &Page) -> u32 {
    let host = page.url.as_deref().and_then(|u| u.split("://").nth(1)?.split('/').next()).unwrap_or(&page.id);
    doublecheck_grammar::learn::text_key(host.trim_start_matches("www."))
}

fn html(file: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    flate2::read::MultiGzDecoder::new(opened).read_to_end(&mut bytes)?;
    Ok(doublecheck::read::text_of(&bytes))
}

fn records<T: for<'de> Deserialize<'de>>(file: &Path) -> Result<Vec<T>> {
    let jsonl = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    jsonl.split('\n').filter(|l| !l.trim().is_empty()).map(|l| Ok(serde_json::from_str(l)?)).collect()
}

fn report(pages: &[Page], plain: &BTreeMap<String, String>, labelled: &[Labelled], unseen: &[Vec<f32>]) {
    let with_plain: Vec<&Page> = pages.iter().filter(|p| plain.contains_key(&p.id)).collect();
    let rows: Vec<(&Page, bool)> = pages
        .iter()
        .filter(|_| std::env::var("ONLY").unwrap_or_default() != "plain")
        .map(|p| (p, true))
        .chain(with_plain.into_iter().map(|p| (p, false)))
        .collect();
    for least in [0.35f32, 0.4, 0.45, 0.5, 0.55, 0.6, 2.0] {
        let mut sums: BTreeMap<(String, bool), (f64, f64, f64)> = BTreeMap::new();
        let scores: Vec<(f64, f64)> = rows
            .par_iter()
            .zip(labelled)
            .zip(unseen)
            .map(|(((page, _), labelled), unseen)| {
                let lines = body::lines_of(&labelled.source);
                // At the end, the best that lines can do.
                let kept = |at: usize| if least > 1.0 { labelled.article[at] } else { unseen[at] >= least };
                let text: Vec<&str> =
                    lines.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, l)| l.as_str()).collect();
                overlap(page.text.as_deref().unwrap_or_default(), &text.join("\n"))
            })
            .collect();
        for ((page, html), (precision, recall)) in rows.iter().zip(scores) {
            let sum = sums.entry((page.set.clone(), *html)).or_default();
            *sum = (sum.0 + precision, sum.1 + recall, sum.2 + 1.0);
        }
        for ((set, html), (precision, recall, count)) in sums {
            let (p, r) = (precision / count, recall / count);
            let f = 2.0 * p * r / (p + r).max(1e-9);
            eprintln!("{least:.2} {set:8} {} F1 {f:.4}  P {p:.4}  R {r:.4}", if html { "html " } else { "plain" });
        }
    }
}
