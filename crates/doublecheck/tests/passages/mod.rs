//! Cases of articles and the passages that they share, as plain text.
//!
//! ```text
//! Why the case exists.
//!
//! == name | outlet: The Name | agency: Wire | published: 2031-04-02
//! A paragraph.
//!
//! == passages
//! one -> other | First words … last words | First words … last words
//! one = other | ...        siblings of a common source
//! one ~ other | ...        no direction
//! one " other | ...        a public utterance
//! one # other | ...        common ground
//!
//! == expected of name
//! ...
//! ```
//!
//! A passage that is only given once stands alike in both.

#![allow(dead_code, reason = "each test file uses the part it needs")]

use doublecheck::{Article, Block, Direction, Evidence, Id, Label, Place, Reuse, ReuseKind, Stated, Trust};

use crate::plain;

/// An article of paragraphs, one a line.
pub fn article(label: &str, text: &str) -> Article {
    let mut article = plain::article(label, text);
    let mut at = 0;
    article.blocks.clear();
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            article.blocks.push(Block {
                span: article.text.span(at..at + line.len()),
                label: Label::Body,
                received: None,
            });
        }
        at += line.len() + 1;
    }
    article
}

pub fn reuse(from: Place, to: Place, kind: ReuseKind, direction: Direction) -> Reuse {
    let name = format!("{from:?} {to:?} {kind:?}");
    Reuse {
        id: Id::of("reuse", &[name.as_bytes()]),
        from,
        to,
        words: to.span.len() / 5,
        similarity: 1.0,
        kind,
        direction,
        clues: Vec::new(),
    }
}

/// "First words … last words" in an article.
fn place(article: &Article, words: &str) -> Place {
    let text = article.text.as_str();
    let find = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {}", article.label));
    let bytes = match words.split_once(" … ") {
        Some((first, last)) => find(first)..find(last) + last.len(),
        None => find(words)..find(words) + words.len(),
    };
    Place { article: article.id, span: article.text.span(bytes) }
}

/// What a file holds: `expected` are lines by label of an article.
pub struct Case {
    pub articles: Vec<Article>,
    pub reuses: Vec<Reuse>,
    pub expected: Vec<(String, Vec<String>)>,
}

pub fn read_case(text: &str) -> Case {
    let mut case = Case { articles: Vec::new(), reuses: Vec::new(), expected: Vec::new() };
    for section in text.split("\n== ").skip(1) {
        let (head, text) = section.split_once('\n').unwrap();
        let lines: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if head == "passages" {
            case.reuses = lines.iter().map(|line| read_passage(line, &case.articles)).collect();
        } else if let Some(label) = head.strip_prefix("expected of ") {
            case.expected.push((label.to_owned(), lines));
        } else {
            case.articles.push(read_article(head, text.trim_end()));
        }
    }
    case
}

fn read_article(head: &str, text: &str) -> Article {
    let mut fields = head.split(" | ");
    let mut article = article(fields.next().unwrap(), text);
    for (name, value) in fields.map(|field| field.split_once(": ").unwrap()) {
        let stated = Some(Stated { value: value.to_owned(), evidence: Evidence::Field("case".to_owned()) });
        match name {
            "outlet" => article.outlet = stated,
            "agency" => article.agency = stated,
            "published" => {
                article.published.day = Some(value.parse().unwrap());
                article.published.trust = Trust::High;
            }
            _ => panic!("unknown field {name}"),
        }
    }
    article
}

fn read_passage(line: &str, articles: &[Article]) -> Reuse {
    let mut fields = line.split(" | ");
    let head: Vec<&str> = fields.next().unwrap().split(' ').collect();
    let [from, sign, to] = head[..] else { panic!("{line:?}: two articles and a sign between them") };
    let (kind, direction) = match sign {
        "->" => (ReuseKind::Verbatim, Direction::Forward),
        "=" => (ReuseKind::Verbatim, Direction::Siblings),
        "~" => (ReuseKind::Verbatim, Direction::Undecided),
        "\"" => (ReuseKind::SameUtterance, Direction::Undecided),
        "#" => (ReuseKind::CommonGround, Direction::Undecided),
        _ => panic!("{line:?}: unknown sign"),
    };
    let article = |label: &str| articles.iter().find(|a| a.label == label).unwrap();
    let words = fields.next().unwrap();
    let in_copy = fields.next().unwrap_or(words);
    reuse(place(article(from), words), place(article(to), in_copy), kind, direction)
}
