//! The reader against articles that people have read by hand (`shared/seeds`, kept outside the repository).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use doublecheck::{Article, Label, Tables, read};
use serde_json::Value;

/// The folder of the articles, if this machine has it.
fn seeds() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let shared = std::env::var_os("DOUBLECHECK_SHARED").map_or(beside, PathBuf::from);
    let seeds = shared.join("seeds");
    if seeds.is_dir() {
        return Some(seeds);
    }
    println!("skipped: no {} (set DOUBLECHECK_SHARED)", seeds.display());
    None
}

fn articles(seeds: &Path, truth: &Value) -> Vec<Article> {
    let mut articles = Vec::new();
    for entry in truth["articles"].as_array().unwrap() {
        let file = seeds.join(entry["file"].as_str().unwrap());
        let (read, problems) = read::read(&file.to_string_lossy(), &std::fs::read(&file).unwrap(), &Tables::default());
        assert!(problems.is_empty(), "{problems:?}");
        articles.extend(read);
    }
    read::label(&mut articles);
    articles
}

/// Word tokens as code-point ranges, as the scorer cuts them.
fn tokens(text: &str) -> Vec<(u32, u32)> {
    let mut tokens: Vec<(u32, u32)> = Vec::new();
    for (i, c) in text.chars().enumerate() {
        let i = i as u32;
        if c.is_alphanumeric() || c == '_' {
            match tokens.last_mut() {
                Some(last) if last.1 == i => last.1 = i + 1,
                _ => tokens.push((i, i + 1)),
            }
        }
    }
    tokens
}

#[test]
fn titles_dates_and_furniture() {
    let Some(seeds) = seeds() else { return };
    let truth: Value = serde_json::from_slice(&std::fs::read(seeds.join("truth.json")).unwrap()).unwrap();
    let articles = articles(&seeds, &truth);
    let (mut gold, mut mine, mut both) = (0, 0, 0);
    for (article, entry) in articles.iter().zip(truth["articles"].as_array().unwrap()) {
        assert_eq!(article.label, entry["id"].as_str().unwrap());
        let title = article.title.as_ref().map(|t| t.value.as_str());
        assert_eq!(title, entry["title"]["text"].as_str(), "title of {}", article.label);
        // The undated one is dated later, through what it copies.
        if let Some(day) = article.published.day.map(|d| d.to_string()) {
            let bounds = &entry["published"];
            let inside = bounds["earliest"].as_str().unwrap() <= &*day && &*day <= bounds["latest"].as_str().unwrap();
            assert!(inside, "{} dated {day}", article.label);
        } else {
            assert_eq!(article.label, "002", "no date");
        }
        let spans: Vec<(u32, u32)> = article.furniture().map(|b| (b.span.start, b.span.end)).collect();
        let truth: Vec<(u32, u32)> = entry["furniture"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| (s["start"].as_u64().unwrap() as u32, s["end"].as_u64().unwrap() as u32))
            .collect();
        let within = |token: &(u32, u32), spans: &[(u32, u32)]| spans.iter().any(|s| s.0 <= token.0 && token.1 <= s.1);
        for token in tokens(article.text.as_str()) {
            let (g, m) = (within(&token, &truth), within(&token, &spans));
            gold += usize::from(g);
            mine += usize::from(m);
            both += usize::from(g && m);
        }
    }
    let (recall, precision) = (both as f64 / gold as f64, both as f64 / mine as f64);
    println!("furniture: recall {recall:.3}, precision {precision:.3}");
    assert!(recall >= 0.95 && precision >= 0.95, "furniture: recall {recall}, precision {precision}");
}

#[test]
fn labels_of_lines() {
    let Some(seeds) = seeds() else { return };
    let truth: Value = serde_json::from_slice(&std::fs::read(seeds.join("truth.json")).unwrap()).unwrap();
    let articles = articles(&seeds, &truth);
    let lines = std::fs::read_to_string(seeds.join("lines_truth.jsonl")).unwrap();
    let names: HashMap<&str, Label> = [
        ("title", Label::Title),
        ("title_repeat", Label::TitleRepeat),
        ("body", Label::Body),
        ("caption", Label::Caption),
        ("date", Label::Date),
        ("crawl_clock", Label::PageClock),
        ("credit", Label::Credit),
        ("related", Label::Related),
        ("series", Label::Series),
        ("tags", Label::Tags),
        ("furniture", Label::Furniture),
    ]
    .into();
    for row in lines.split('\n').filter(|l| !l.is_empty()) {
        let row: Value = serde_json::from_str(row).unwrap();
        let id = row["id"].as_str().unwrap().trim_start_matches("seed-");
        let article = articles.iter().find(|a| a.label == id).unwrap();
        let mut offsets = vec![0u32];
        for (i, c) in article.text.as_str().chars().enumerate() {
            if c == '\n' {
                offsets.push(i as u32 + 1);
            }
        }
        for pair in row["lines"].as_array().unwrap() {
            let (line, wanted) = (pair[0].as_u64().unwrap() as usize, pair[1].as_str().unwrap());
            let end = offsets.get(line + 1).copied().unwrap_or(u32::MAX);
            let found: Vec<Label> = article
                .blocks
                .iter()
                .filter(|b| b.span.start >= offsets[line] && b.span.start < end && b.label != Label::EndMark)
                .map(|b| b.label)
                .collect();
            let mut wanted: Vec<Label> = wanted.split('+').map(|w| names[w]).collect();
            let mut sorted = found.clone();
            sorted.sort();
            wanted.sort();
            assert_eq!(sorted, wanted, "{id}, line {line}");
        }
    }
}
