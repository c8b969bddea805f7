//! Who copied whom: cases in `tests/origin/*.txt`, and properties.
//!
//! A case holds short articles and what is expected of them:
//!
//! ```text
//! Why the case exists.
//!
//! == name | outlet: The Name | agency: Wire | published: 2031-04-02
//! Headline
//! A paragraph.
//!
//! == expected
//! name -> other | verbatim | 12 words | First words of the copy
//!   because: part of a clue
//! name = other | reworded | ...          siblings of a common source
//! name ~ other | same utterance | ...    no direction
//! other: 2031-04-02 to 2031-04-08, likely 2031-04-02
//! ```
//!
//! The expected lines are all there is; the article before `->` is the original, otherwise the order does not matter.

// A case that cannot be read should fail its test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use doublecheck::language::Analysis;
use doublecheck::{
    Article, Block, Direction, Evidence, Id, Label, Published, Received, Reuse, ReuseKind, Stated, Text, origin,
};
use proptest::prelude::*;

/// An article of a headline and one paragraph a line.
fn article(label: &str, text: &str) -> Article {
    let text = Text::new(text.to_owned());
    let (mut blocks, mut at) = (Vec::new(), 0);
    for line in text.as_str().split('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + line.len() - line.trim_start().len();
            let label = if blocks.is_empty() { Label::Title } else { Label::Body };
            blocks.push(Block { span: text.span(start..start + trimmed.len()), label, received: None });
        }
        at += line.len() + 1;
    }
    let received = Received { path: format!("{label}.txt"), line: None };
    Article::bare(Id::of("article", &[label.as_bytes()]), label, received, text, blocks)
}

/// Reads the articles and the expected lines of a case.
fn read_case(path: &Path) -> (Vec<Article>, Vec<String>) {
    let case = fs::read_to_string(path).unwrap();
    let (mut articles, mut expected) = (Vec::new(), None);
    for part in case.split("\n== ").skip(1) {
        let (head, text) = part.split_once('\n').unwrap();
        if head == "expected" {
            expected = Some(text.lines().map(str::trim_end).filter(|l| !l.is_empty()).map(str::to_owned).collect());
            continue;
        }
        let mut fields = head.split(" | ");
        let mut read = article(fields.next().unwrap(), text);
        let stated =
            |value: &str| Some(Stated { value: value.to_owned(), evidence: Evidence::Field("case".to_owned()) });
        for (name, value) in fields.map(|field| field.split_once(": ").unwrap()) {
            match name {
                "outlet" => read.outlet = stated(value),
                "agency" => read.agency = stated(value),
                "published" => read.published = plain::published(value),
                _ => panic!("{}: unknown field {name}", path.display()),
            }
        }
        articles.push(read);
    }
    (articles, expected.unwrap_or_else(|| panic!("{}: nothing expected", path.display())))
}

fn reuses(articles: &[Article]) -> Vec<Reuse> {
    origin::reuses(&articles.iter().map(Analysis::of).collect::<Vec<_>>())
}

/// One line, as in a case, for each reuse.
fn line(reuse: &Reuse, articles: &BTreeMap<Id, &Article>) -> String {
    let (from, to) = (articles[&reuse.from.article], articles[&reuse.to.article]);
    let kind = match reuse.kind {
        ReuseKind::Verbatim => "verbatim",
        ReuseKind::Reworded => "reworded",
        ReuseKind::SameUtterance => "same utterance",
        ReuseKind::CommonGround => "common ground",
    };
    let sign = match reuse.direction {
        Direction::Forward => "->",
        Direction::Siblings => "=",
        Direction::Undecided => "~",
    };
    let (mut first, mut second, mut place, mut article) = (&from.label, &to.label, reuse.to, to);
    if reuse.direction != Direction::Forward && first > second {
        (first, second, place, article) = (second, first, reuse.from, from);
    }
    let words = article.text.slice(place.span).split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    format!("{first} {sign} {second} | {kind} | {} words | {words}", reuse.words)
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origin");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    let mut failed = String::new();
    for path in paths {
        let (mut articles, expected) = read_case(&path);
        let found = reuses(&articles);
        let by_id: BTreeMap<Id, &Article> = articles.iter().map(|a| (a.id, a)).collect();
        let mut lines: Vec<(String, &Reuse)> = found.iter().map(|r| (line(r, &by_id), r)).collect();
        lines.sort_by(|x, y| x.0.cmp(&y.0));
        let mut actual: Vec<String> = Vec::new();
        for (line, reuse) in &lines {
            actual.push(line.clone());
            let wanted =
                expected.iter().skip_while(|l| *l != line).skip(1).take_while(|l| l.starts_with("  because: "));
            for because in wanted {
                let clue = because.trim_start_matches("  because: ");
                let seen = reuse.clues.iter().any(|c| c.weight >= 0.0 && c.reason.contains(clue));
                let all = || reuse.clues.iter().map(|c| format!("{:+.1} {}", c.weight, c.reason)).collect::<Vec<_>>();
                actual.push(if seen { because.clone() } else { format!("  clues: {:#?}", all()) });
            }
        }
        let before: Vec<Published> = articles.iter().map(|a| a.published.clone()).collect();
        origin::date(&mut articles, &found);
        for (article, before) in articles.iter().zip(before).filter(|(a, b)| a.published != *b) {
            let day = |day: Option<jiff::civil::Date>| day.map_or("unknown".to_owned(), |d| d.to_string());
            let p = &article.published;
            let likely = p.day.map_or(String::new(), |d| format!(", likely {d}"));
            actual.push(format!("{}: {} to {}{likely}", article.label, day(p.earliest), day(p.latest)));
            assert!(p.clues.len() > before.clues.len(), "{}: a bound without a clue", path.display());
        }
        if actual != expected {
            failed += &format!("\n{}\n  expected:\n    {}\n", path.display(), expected.join("\n    "));
            failed += &format!("  found:\n    {}\n", actual.join("\n    "));
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// The words that a copied sentence lost are found in its original.
#[test]
fn counterpart_finds_the_same_words_in_the_original() {
    let (articles, _) = read_case(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origin/lost-speaker.txt"));
    let analyses: Vec<Analysis<'_>> = articles.iter().map(Analysis::of).collect();
    let by_id: BTreeMap<Id, &Analysis<'_>> = analyses.iter().map(|a| (a.article.id, a)).collect();
    let mut checked = 0;
    for reuse in origin::reuses(&analyses).iter().filter(|r| r.is_copy()) {
        let (mine, other) = (by_id[&reuse.to.article], by_id[&reuse.from.article]);
        let text = mine.article.text.slice(reuse.to.span);
        let other_text = other.article.text.slice(reuse.from.span);
        let offset = mine.article.text.bytes(reuse.to.span).start;
        for word in ["He", "sluice", "weekend", "Valley"] {
            let Some(at) = text.find(word).filter(|_| other_text.contains(word)) else { continue };
            let span = mine.article.text.span(offset + at..offset + at + word.len());
            let place = doublecheck::Place { article: mine.article.id, span };
            let found = origin::counterpart(reuse, place, mine, other).unwrap();
            assert_eq!(other.article.text.slice(found.span), word);
            checked += 1;
        }
        let outside = doublecheck::Place { article: mine.article.id, span: doublecheck::Span { start: 0, end: 0 } };
        assert_eq!(origin::counterpart(reuse, outside, mine, other), None);
    }
    assert!(checked >= 3, "{checked}");
}

#[test]
fn an_article_is_in_one_family_with_its_copy_and_not_with_its_host() {
    let (articles, _) = read_case(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/origin/agency-copy.txt"));
    let analyses: Vec<Analysis<'_>> = articles.iter().map(Analysis::of).collect();
    let families = origin::families(&analyses, &origin::reuses(&analyses));
    let label = |id: Id| articles.iter().find(|a| a.id == id).unwrap().label.as_str();
    let mut named: Vec<Vec<&str>> = families.iter().map(|f| f.iter().map(|&id| label(id)).collect()).collect();
    named.iter_mut().for_each(|family| family.sort_unstable());
    named.sort();
    assert_eq!(named, [vec!["courier", "ledger", "wire"], vec!["observer"]]);
}

#[test]
fn a_thousand_copies_are_linked_to_the_first_ones() {
    let text = "Bridge closed\nThe old bridge will be closed to lorries from Monday, the roads office said after two of its \
                engineers had found rust in the northern bearings.";
    let articles: Vec<Article> = (0..1_000).map(|n| article(&format!("copy {n}"), text)).collect();
    let found = reuses(&articles);
    assert!(found.len() >= 999 && found.len() < 5_000, "{}", found.len());
    let mut linked: Vec<Id> = found.iter().flat_map(|r| [r.from.article, r.to.article]).collect();
    linked.sort_unstable();
    linked.dedup();
    assert_eq!(linked.len(), 1_000);
}

#[test]
fn odd_texts_do_no_harm() {
    let repeated = "water ".repeat(400_000);
    let lines = "The same line stands here again and again, a thousand times and more.\n".repeat(5_000);
    let signs = "\u{200b}\u{202e}\u{301}".repeat(500);
    let chinese = "水位在夜间上升，当局要求居民离开低洼地区。\n".repeat(40);
    let odd = ["", "One", &repeated, &repeated, &lines, &lines, &signs, &chinese, &chinese];
    let articles: Vec<Article> = odd.iter().enumerate().map(|(n, text)| article(&format!("odd {n}"), text)).collect();
    for reuse in reuses(&articles) {
        assert_ne!(reuse.from.article, reuse.to.article);
    }
}

/// Sentences to shuffle into articles.
const SENTENCES: &[&str] = &[
    "The ferry company said on Tuesday that it would cancel all crossings until the harbour wall was repaired.",
    "“We were told nothing until the morning,” Mira Tolland, who runs the café on the quay, told reporters.",
    "He added that divers had found two cracks below the water line and that a third was suspected.",
    "Ministry engineers measured the wall for three days before they signed the report.",
    "Сотрудники порта отказались отвечать на вопросы о состоянии стены и сроках ремонта.",
    "About 340 passengers spent the night in the school hall, according to the mayor’s office.",
    "The newspaper’s own count of the cracks differs from the one that the company published.",
    "Fishing boats under twelve metres may still leave by the old channel at high water.",
    "A spokeswoman for the insurer, Ada Renn, declined to put a figure on the loss.",
    "Naïve as it sounds – and it does – nobody had asked who owns the wall.",
];

/// Articles put together from the sentences, some with words dropped.
fn stories() -> impl Strategy<Value = Vec<Article>> {
    let sentence = (0..SENTENCES.len(), 0..12usize);
    let story = proptest::collection::vec(sentence, 0..8);
    proptest::collection::vec(story, 2..7).prop_map(|stories| {
        let text = |story: &Vec<(usize, usize)>| {
            let lines = story.iter().map(|&(n, dropped)| {
                let words = SENTENCES[n].split(' ').enumerate().filter(|&(i, _)| dropped == 0 || i != dropped);
                words.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
            });
            format!("Harbour wall\n{}", lines.collect::<Vec<_>>().join("\n"))
        };
        stories.iter().enumerate().map(|(n, story)| article(&format!("story {n}"), &text(story))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_articles_does_not_matter(articles in stories(), by in 0..7usize) {
        let mut turned = articles.clone();
        let by = by % turned.len();
        turned.rotate_left(by);
        prop_assert_eq!(reuses(&articles), reuses(&turned));
    }

    #[test]
    fn every_passage_lies_in_its_article(articles in stories()) {
        let analyses: Vec<Analysis<'_>> = articles.iter().map(Analysis::of).collect();
        for reuse in origin::reuses(&analyses) {
            prop_assert!(reuse.from.article != reuse.to.article);
            prop_assert!((0.0..=1.0).contains(&reuse.similarity));
            for place in [reuse.from, reuse.to] {
                let mine = analyses.iter().find(|a| a.article.id == place.article).unwrap();
                prop_assert!(place.span.start < place.span.end && place.span.end <= mine.article.text.len());
                let text = mine.article.text.slice(place.span);
                prop_assert_eq!(text, text.trim());
                prop_assert!(mine.article.body().chain(mine.article.blocks.first()).any(|b| b.span.overlaps(place.span)));
                let other = analyses.iter().find(|a| a.article.id != place.article
                    && [reuse.from.article, reuse.to.article].contains(&a.article.id)).unwrap();
                let back = origin::counterpart(&reuse, place, mine, other).unwrap();
                prop_assert!(back.span.end <= other.article.text.len());
            }
        }
    }
}
