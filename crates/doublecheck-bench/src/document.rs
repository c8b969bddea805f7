//! A stick's document as an article: plain text with one paragraph a line.

use doublecheck::{Article, Block, DateClue, DateKind, Evidence, Id, Label, Published, Received, Stated, Text, Trust};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;

/// One line of a stick's `documents.jsonl`. Labels are not read.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// The stick's name for it.
    pub id: String,
    /// The text.
    pub text: String,
    /// Who published it.
    #[serde(default)]
    pub outlet: Option<String>,
    /// Day, or day and time.
    #[serde(default)]
    pub published: Option<String>,
}

impl Document {
    /// The article: every paragraph is body.
    pub fn into_article(self, line: u64) -> Article {
        let field = |name: &str| Evidence::Field(format!("json {name}"));
        let text = Text::new(self.text);
        let blocks = paragraphs(&text);
        let received = Received { path: "documents.jsonl".to_owned(), line: Some(line) };
        let id = Id::of("document", &[self.id.as_bytes()]);
        Article {
            outlet: self.outlet.map(|value| Stated { value, evidence: field("outlet") }),
            published: published(self.published.as_deref(), field("published")),
            ..Article::bare(id, &self.id, received, text, blocks)
        }
    }
}

fn paragraphs(text: &Text) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.as_str().split('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            blocks.push(Block { span: text.span(start..start + trimmed.len()), label: Label::Body, received: None });
        }
        at += line.len() + 1;
    }
    blocks
}

/// A stated date; unknown when there is none or it is no date.
fn published(stated: Option<&str>, evidence: Evidence) -> Published {
    let Some(words) = stated else { return Published::unknown() };
    let time = words.parse::<DateTime>().ok().filter(|_| words.contains(['T', ' ']));
    let Some(day) = time.map(DateTime::date).or_else(|| words.parse::<Date>().ok()) else {
        return Published::unknown();
    };
    Published {
        day: Some(day),
        time,
        earliest: Some(day),
        latest: Some(day),
        trust: Trust::High,
        clues: vec![DateClue {
            kind: DateKind::Published,
            trust: Trust::High,
            evidence,
            words: words.to_owned(),
            earliest: Some(day),
            latest: Some(day),
            used: true,
            reason: "Stated by the record.".to_owned(),
        }],
        ..Published::unknown()
    }
}
