//! The reading stick: text, title, authors and date of news pages.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use doublecheck::{Article, Published, Tables, read};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::json;

use crate::jsonl::{records, unpacked};
use crate::measure;

/// A page of the stick: its name, file and address. Whatever else its line tells is not read.
#[derive(Deserialize)]
struct Page {
    id: String,
    html_file: String,
    url: Option<String>,
}

/// Prints what was read of each page, one page a line, with the milliseconds it took. The file names the pages; they lie
/// beside it, gzipped.
///
/// # Errors
/// When a file cannot be read or a line names no page.
pub fn predict(pages: &Path) -> Result<()> {
    let pages = if pages.is_dir() { pages.join("truth.jsonl") } else { pages.to_owned() };
    let folder = pages.parent().unwrap_or(Path::new("."));
    let listed: Vec<Page> = records(&pages)?;
    let loaded: Vec<Vec<u8>> =
        listed.iter().map(|page| unpacked(&folder.join(&page.html_file))).collect::<Result<_>>()?;
    let before = measure::cpu_seconds();
    let read: Vec<(Option<Article>, f64)> = listed
        .par_iter()
        .zip(loaded)
        .map(|(page, html)| {
            let started = Instant::now();
            let article = read::read_page(&page.id, &html, page.url.as_deref(), &Tables::default()).0;
            (article, started.elapsed().as_secs_f64() * 1e3)
        })
        .collect();
    let spent = measure::cpu_seconds().zip(before).map(|(after, before)| after - before);
    for (page, (article, ms)) in listed.iter().zip(read) {
        println!("{}", row(&page.id, article.as_ref(), ms));
    }
    let rate = spent.map_or("unknown".to_owned(), |s| format!("{:.0}", listed.len() as f64 / s));
    eprintln!("pages {}, pages per second per core {rate}", listed.len());
    Ok(())
}

/// A text of the stick.
#[derive(Deserialize)]
struct Plain {
    id: String,
    text: String,
}

/// The same of pages that were copied as plain text: one a line, id and text.
///
/// # Errors
/// When the file cannot be read or a line is no text.
pub fn predict_plain(texts: &Path) -> Result<()> {
    let texts: Vec<Plain> = records(texts)?;
    let read: Vec<(Option<Article>, f64)> = texts
        .par_iter()
        .map(|plain| {
            let started = Instant::now();
            let (articles, _) = read::read(&format!("{}.txt", plain.id), plain.text.as_bytes(), &Tables::default());
            (articles.into_iter().next(), started.elapsed().as_secs_f64() * 1e3)
        })
        .collect();
    for (plain, (article, ms)) in texts.iter().zip(read) {
        println!("{}", row(&plain.id, article.as_ref(), ms));
    }
    Ok(())
}

fn row(id: &str, article: Option<&Article>, ms: f64) -> serde_json::Value {
    let Some(article) = article else { return json!({ "id": id, "ms": ms }) };
    let body: Vec<&str> = article.body().map(|block| article.text.slice(block.span)).collect();
    let published = &article.published;
    // The stick counts desks and agencies among the authors.
    let authors: Vec<&str> = [&article.byline, &article.desk].into_iter().flatten().map(|a| a.value.as_str()).collect();
    json!({
        "id": id,
        "text": body.join("\n"),
        "title": article.title.as_ref().map(|t| &t.value),
        "authors": authors,
        "date": published.day.filter(|_| published.is_stated()).map(|day| written(day, published)),
        "ms": ms,
    })
}

/// The day, with time and zone where the page states them.
fn written(day: jiff::civil::Date, published: &Published) -> String {
    let zone = published.zone.as_deref().map(|zone| if zone == "UTC" { "Z" } else { zone });
    match (published.time, zone) {
        (Some(time), Some(zone)) if zone == "Z" || zone.starts_with(['+', '-']) => format!("{time}{zone}"),
        _ => day.to_string(),
    }
}
