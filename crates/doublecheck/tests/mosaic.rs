//! Which part of an article comes from where: cases in `tests/mosaic/*.txt`, and properties.
//!
//! What is expected of an article are its parts:
//!
//! ```text
//! own | 3 words | First words of the part
//! one | ...                copied from one
//! one through other | ...
//! agency Wire with one | ...
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod passages;
mod plain;

use std::collections::BTreeMap;

use doublecheck::language::Analysis;
use doublecheck::origin::{Segment, compare, mosaics};
use doublecheck::{Article, Derivation, Direction, Id, Mosaic, Part, Place, Reuse, ReuseKind, Span};
use passages::{article, read_case, reuse};
use proptest::prelude::*;

fn line(part: &Part, article: &Article, labels: &BTreeMap<Id, &str>) -> String {
    let label = |id: &Id| labels[id];
    let whence = match &part.derivation {
        Derivation::Own => "own".to_owned(),
        Derivation::Copied { original, through, agency } => {
            let through = through.map_or(String::new(), |id| format!(" through {}", label(&id)));
            let agency = agency.as_ref().map_or(String::new(), |name| format!(", agency {name}"));
            format!("{}{through}{agency}", label(original))
        }
        Derivation::Unseen { with, agency } => {
            format!("agency {} with {}", agency.as_deref().unwrap_or("not known"), label(with))
        }
        Derivation::Undecided { with } => format!("undecided with {}", label(with)),
        Derivation::SameUtterance { with } => format!("utterance with {}", label(with)),
        Derivation::CommonGround { with } => format!("common with {}", label(with)),
    };
    let words = article.text.slice(part.span).split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    format!("{whence} | {} words | {words}", part.words)
}

#[test]
fn cases() {
    let mut faults = Vec::new();
    for (file, text) in plain::files("tests/mosaic") {
        let case = read_case(&text);
        assert!(!case.expected.is_empty(), "{file}: nothing expected");
        let analyses: Vec<Analysis<'_>> = case.articles.iter().map(Analysis::of).collect();
        let mosaics = mosaics(&analyses, &case.reuses);
        let labels = case.articles.iter().map(|a| (a.id, a.label.as_str())).collect();
        for (label, expected) in &case.expected {
            let at = case.articles.iter().position(|a| a.label == *label).unwrap();
            let found: Vec<String> =
                mosaics[at].parts.iter().map(|part| line(part, &case.articles[at], &labels)).collect();
            if found != *expected {
                faults.push(format!("{file}: parts of {label}\n{}\n", found.join("\n")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_was_copied_is_compared_word_by_word() {
    let (old, new) = (
        article("old", "The wall fell on Monday, the mayor said; nobody was hurt in the quiet street below it."),
        article("new", "The old wall fell on Monday, the mayor told us; nobody was hurt in the street below."),
    );
    let whole = |article: &Article| Place { article: article.id, span: article.blocks[0].span };
    let reuse = reuse(whole(&old), whole(&new), ReuseKind::Reworded, Direction::Forward);
    let shown: Vec<String> = compare(&reuse, &old, &new)
        .iter()
        .map(|segment| match segment {
            Segment::Same { to, .. } => format!("={}", new.text.slice(*to)),
            Segment::OnlyFrom(span) => format!("-{}", old.text.slice(*span)),
            Segment::OnlyTo(span) => format!("+{}", new.text.slice(*span)),
        })
        .collect();
    assert_eq!(
        shown,
        [
            "=The ",
            "+old ",
            "=wall fell on Monday, the mayor ",
            "-said",
            "+told us",
            "=; nobody was hurt in the ",
            "-quiet ",
            "=street below",
            "- it",
            "=."
        ]
    );
    assert_eq!(compare(&reuse, &new, &old), [], "articles in the wrong order");
}

/// Long chains, circles and thousands of passages between few articles end soon.
#[test]
fn chains_circles_and_crowds_end() {
    let text = "Water stood in the street. ".repeat(40);
    let articles: Vec<Article> = (0..2000).map(|n| article(&format!("a{n}"), text.trim_end())).collect();
    let analyses: Vec<Analysis<'_>> = articles.iter().map(Analysis::of).collect();
    let whole = |n: usize| Place { article: articles[n % 2000].id, span: articles[0].blocks[0].span };
    let chain: Vec<Reuse> =
        (0..1999).map(|n| reuse(whole(n), whole(n + 1), ReuseKind::Verbatim, Direction::Forward)).collect();
    let last = |mosaics: &[Mosaic]| mosaics[1999].parts[0].derivation.clone();
    let expected = Derivation::Copied { original: articles[0].id, through: Some(articles[1998].id), agency: None };
    assert_eq!(last(&mosaics(&analyses, &chain)), expected);

    let mut circle = chain.clone();
    circle.push(reuse(whole(1999), whole(0), ReuseKind::Verbatim, Direction::Forward));
    for mosaic in mosaics(&analyses, &circle) {
        assert!(mosaic.parts.iter().all(|part| part.derivation.article() != Some(mosaic.article)));
    }

    let crowd: Vec<Reuse> = (0..4000)
        .map(|n| {
            let span = |by: u32| Span { start: (n * by) % 900, end: (n * by) % 900 + 27 + n % 60 };
            let place = |article: usize, by| Place { article: articles[article].id, span: span(by) };
            reuse(place(n as usize % 7, 27), place(7 + n as usize % 5, 31), ReuseKind::Verbatim, Direction::Forward)
        })
        .collect();
    assert_eq!(mosaics(&analyses, &crowd).len(), 2000);
}

const WORDS: [&str; 8] = ["Water ", "стояла ", "high. ", "\u{301}", "— ", "Naïve ", "\n", "stood.\n\n"];

fn any_articles() -> impl Strategy<Value = Vec<Article>> {
    let text = proptest::collection::vec(0..WORDS.len(), 0..60);
    proptest::collection::vec(text, 1..5).prop_map(|texts| {
        let text = |words: &Vec<usize>| words.iter().map(|&w| WORDS[w]).collect::<String>();
        texts.iter().enumerate().map(|(n, words)| article(&format!("a{n}"), &text(words))).collect()
    })
}

type AnyReuse = (usize, usize, (u32, u32), (u32, u32), u8);

/// Passages anywhere, in any direction: also beyond the text, in circles, and of articles that are not given.
fn any_reuses(articles: &[Article], drawn: &[AnyReuse]) -> Vec<Reuse> {
    let place = |at: usize, (start, len): (u32, u32)| Place {
        article: articles.get(at).map_or(Id::of("article", &[b"elsewhere"]), |a| a.id),
        span: Span { start, end: start + len },
    };
    let sort = |n: u8| match n {
        0..=2 => (ReuseKind::Reworded, Direction::Forward),
        3 => (ReuseKind::Verbatim, Direction::Siblings),
        4 => (ReuseKind::Verbatim, Direction::Undecided),
        5 => (ReuseKind::SameUtterance, Direction::Undecided),
        _ => (ReuseKind::CommonGround, Direction::Undecided),
    };
    let made = drawn.iter().filter(|(a, b, ..)| a != b);
    made.map(|&(a, b, from, to, n)| reuse(place(a, from), place(b, to), sort(n).0, sort(n).1)).collect()
}

proptest! {
    #[test]
    fn the_parts_are_exactly_the_title_and_body(
        articles in any_articles(),
        drawn in proptest::collection::vec((0..6usize, 0..6usize, (0..200u32, 0..90u32), (0..200u32, 0..90u32), 0..7u8), 0..12),
    ) {
        let reuses = any_reuses(&articles, &drawn);
        let analyses: Vec<Analysis<'_>> = articles.iter().map(Analysis::of).collect();
        let found = mosaics(&analyses, &reuses);
        prop_assert_eq!(found.len(), articles.len());
        for (mosaic, article) in found.iter().zip(&articles) {
            prop_assert_eq!(mosaic.article, article.id);
            let mut parts = mosaic.parts.iter();
            for block in &article.blocks {
                let (mut at, mut text) = (block.span.start, String::new());
                while at < block.span.end {
                    let part = parts.next().unwrap();
                    prop_assert_eq!(part.span.start, at, "without gaps");
                    prop_assert!(!part.span.is_empty() && part.span.end <= block.span.end);
                    prop_assert_eq!(part.derivation == Derivation::Own, part.reuses.is_empty());
                    prop_assert!(part.derivation.article() != Some(article.id), "nothing comes from itself");
                    prop_assert_eq!(mosaic.part_at(at), Some(part));
                    text.push_str(article.text.slice(part.span));
                    at = part.span.end;
                }
                prop_assert_eq!(text, article.text.slice(block.span));
            }
            prop_assert!(parts.next().is_none());
        }
        let (mut turned, mut other) = (reuses.clone(), found.clone());
        turned.reverse();
        prop_assert_eq!(&mosaics(&analyses, &turned), &found, "whatever the order of the passages");
        let mut analyses = analyses;
        analyses.reverse();
        other.reverse();
        prop_assert_eq!(mosaics(&analyses, &reuses), other, "whatever the order of the articles");
    }

    #[test]
    fn compared_segments_are_exactly_the_passages(
        articles in any_articles(),
        drawn in (0..2usize, (0..200u32, 0..200u32), (0..200u32, 0..200u32)),
    ) {
        prop_assume!(articles.len() >= 2);
        let (first, a, b) = drawn;
        let clip = |article: &Article, (start, len): (u32, u32)| {
            let start = start.min(article.text.len());
            Place { article: article.id, span: Span { start, end: (start + len).min(article.text.len()) } }
        };
        let (from, to) = (&articles[first], &articles[1 - first]);
        let reuse = reuse(clip(from, a), clip(to, b), ReuseKind::Reworded, Direction::Forward);
        let segments = compare(&reuse, from, to);
        let (mut in_from, mut in_to) = (reuse.from.span.start, reuse.to.span.start);
        for segment in segments {
            let (one, other) = match segment {
                Segment::Same { from, to } => (Some(from), Some(to)),
                Segment::OnlyFrom(span) => (Some(span), None),
                Segment::OnlyTo(span) => (None, Some(span)),
            };
            if let Some(span) = one {
                prop_assert!(span.start == in_from && span.end > span.start);
                in_from = span.end;
            }
            if let Some(span) = other {
                prop_assert!(span.start == in_to && span.end > span.start);
                in_to = span.end;
            }
        }
        prop_assert_eq!((in_from, in_to), (reuse.from.span.end, reuse.to.span.end));
    }
}

#[test]
fn a_text_of_nothing_has_no_parts() {
    let empty = article("empty", "");
    let one = article("one", "Water");
    let found = mosaics(&[Analysis::of(&empty), Analysis::of(&one)], &[]);
    assert_eq!(found[0].parts, []);
    assert_eq!(found[1].parts.len(), 1);
    assert_eq!((found[1].words(), found[1].part_at(0), found[1].part_at(5)), (1, found[1].parts.first(), None));
}
