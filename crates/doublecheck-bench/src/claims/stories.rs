//! Which articles tell one story, as they come in.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow};
use doublecheck_claims::story::{Document, Stories};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;

use crate::jsonl::records;
use crate::measure;

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    set: String,
    id: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    title: Option<String>,
    text: String,
}

/// Prints the story of each article. Each set of the file is a stream of its own, in the order of its dates.
///
/// # Errors
/// When the file cannot be read or a line is no article.
pub fn predict(articles: &Path) -> Result<()> {
    let articles: Vec<Record> = records(articles)?;
    let mut sets: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for article in &articles {
        sets.entry(&article.set).or_default().push(article);
    }
    let mut spent = 0.0;
    for (set, mut stream) in sets {
        stream.sort_by_key(|article| (article.date.as_deref().unwrap_or("0"), article.id.as_str()));
        let start = Instant::now();
        let mut stories = Stories::new().map_err(|broken| anyhow!("{broken}"))?;
        for article in &stream {
            let title = article.title.as_deref().unwrap_or_default();
            stories.add(&Document { day: article.date.as_deref().and_then(day), title, text: &article.text });
        }
        spent += start.elapsed().as_secs_f64();
        for (article, story) in stream.iter().zip(stories.all()) {
            println!("{}", json!({"id": article.id, "cluster": format!("{set}:{story}")}));
        }
    }
    eprintln!("telling stories apart alone: {:.0} articles per second", articles.len() as f64 / spent);
    measure::report(articles.len(), articles.iter().map(|article| super::count(&article.text)).sum());
    Ok(())
}

/// Days since 1970 of a date "2015-10-09".
fn day(date: &str) -> Option<i32> {
    let date: Date = date.get(..10)?.parse().ok()?;
    Some((date - Date::constant(1970, 1, 1)).get_days())
}
