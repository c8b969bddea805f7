//! Cases in plain text files, shared by the tests.

#![allow(dead_code, reason = "each test file uses the part it needs")]

use std::path::Path;

use doublecheck::{Article, Block, DateClue, DateKind, Evidence, Id, Label, Published, Received, Span, Text, Trust};

/// The text files of a folder of this crate, by name.
pub fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    assert!(!paths.is_empty(), "no cases in {}", folder.display());
    let read = |path: &std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    };
    paths.iter().map(read).collect()
}

/// The blocks of lines between blank lines; lines that begin with `#` are remarks.
pub fn cases(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.starts_with('#')).collect();
    lines.split(|line| line.is_empty()).filter(|case| !case.is_empty()).map(<[&str]>::to_vec).collect()
}

/// An article whose whole text is one paragraph of its body.
pub fn article(name: &str, text: &str) -> Article {
    let text = Text::from(text);
    let whole = Span { start: 0, end: text.len() };
    let received = Received { path: format!("{name}.txt"), line: None };
    let id = Id::of("article", &[name.as_bytes(), text.as_str().as_bytes()]);
    Article::bare(id, name, received, text, vec![Block { span: whole, label: Label::Body, received: None }])
}

/// An article whose every line is a paragraph of its body.
pub fn paragraphs(name: &str, text: &str) -> Article {
    let mut article = article(name, text);
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let end = at + line.len();
        if !line.trim().is_empty() {
            let words = at..at + line.trim_end().len();
            blocks.push(Block { span: article.text.span(words), label: Label::Body, received: None });
        }
        at = end + 1;
    }
    article.blocks = blocks;
    article
}

/// A day of publication that the case states.
pub fn published(day: &str) -> Published {
    let date = day.parse().unwrap();
    let clue = DateClue {
        kind: DateKind::Published,
        trust: Trust::High,
        evidence: Evidence::Field("case".to_owned()),
        words: day.to_owned(),
        earliest: Some(date),
        latest: Some(date),
        used: true,
        reason: "Stated by the case.".to_owned(),
    };
    Published {
        day: Some(date),
        time: None,
        earliest: Some(date),
        latest: Some(date),
        trust: Trust::High,
        clues: vec![clue],
        ..Published::unknown()
    }
}
