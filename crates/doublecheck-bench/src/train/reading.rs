//! Trains which lines of a page are the article, on the pages of the reading stick whose text people marked.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use doublecheck::read::body::{self, Labelled, Source, Unlabelled};
use doublecheck_grammar::learn::Writer;
use rayon::prelude::*;
use serde::Deserialize;

use super::lines::{in_truth, overlap};
use crate::jsonl::{records, unpacked};

#[derive(Deserialize)]
struct Page {
    id: String,
    set: String,
    html_file: String,
    url: Option<String>,
    title: Option<String>,
    text: Option<String>,
    #[serde(default)]
    with_: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
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
        sources.push((page, Source::Html(html(&stick.join(&page.html_file))?)));
    }
    for page in &pages {
        sources.extend(plain.get(&page.id).map(|text| (page, Source::Plain(text.clone()))));
    }
    let labelled: Vec<Labelled> = sources
        .into_par_iter()
        .map(|(page, source)| {
            let lines = body::lines_of(&source);
            let mut article = in_truth(&lines, page.text.as_deref().unwrap_or_default());
            // Some of the true texts begin with the headline, most do not.
            let headline = page.title.as_deref().map(str::to_lowercase);
            for (line, article) in lines.iter().zip(&mut article) {
                *article &= headline.as_deref() != Some(line.to_lowercase().as_str());
            }
            Labelled { source, article, group: group(page) }
        })
        .collect();
    progress("lines compared with the truth");
    let more: Vec<Unlabelled> = unlabelled
        .into_iter()
        .map(|page| {
            let (html, group) = (html(&stick.join(&page.html_file))?, group(&page));
            Ok(Unlabelled { html, with: page.with_, without: page.without, group })
        })
        .collect::<Result<_>>()?;
    let (chooser, unseen) = body::train(&labelled, &more, &progress);
    report(&pages, &plain, &labelled, &unseen);
    let mut writer = Writer::default();
    chooser.write(&mut writer);
    let bytes = writer.into_bytes();
    progress(&format!("{} bytes", bytes.len()));
    fs::write(out, bytes).with_context(|| format!("cannot write {}", out.display()))
}

/// Pages of one site are one group.
fn group(page: &Page) -> u32 {
    let host = page.url.as_deref().and_then(|u| u.split("://").nth(1)?.split('/').next()).unwrap_or(&page.id);
    doublecheck_grammar::learn::text_key(host.trim_start_matches("www."))
}

fn html(file: &Path) -> Result<String> {
    Ok(doublecheck::read::text_of(&unpacked(file)?))
}

fn report(pages: &[Page], plain: &BTreeMap<String, String>, labelled: &[Labelled], unseen: &[Vec<f32>]) {
    let with_plain: Vec<&Page> = pages.iter().filter(|p| plain.contains_key(&p.id)).collect();
    let rows: Vec<(&Page, bool)> =
        pages.iter().map(|p| (p, true)).chain(with_plain.into_iter().map(|p| (p, false))).collect();
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
