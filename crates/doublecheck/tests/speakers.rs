//! Who the sources of given statements stand for: every case of `tests/speakers/*.txt`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::fs;
use std::path::Path;

use doublecheck::language::Analysis;
use doublecheck::statement::{self, Given};
use doublecheck::{Article, Attribution, Evidence, Span, Stated, Tables};
use proptest::prelude::*;

#[test]
fn the_speakers_of_each_case_come_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/speakers");
    let (mut cases, mut faults) = (0, Vec::new());
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let is_case = |case: &&str| case.lines().any(|line| line.contains(" -> "));
        for case in text.split("\n\n\n").filter(is_case) {
            cases += 1;
            let lines = || case.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
            let marked: Vec<&str> = lines().filter(|line| !line.contains(" -> ")).collect();
            let expected: Vec<&str> = lines().filter(|line| line.contains(" -> ")).collect();
            let (plain, given) = read_marks(&marked.join("\n"));
            let found = speakers(&plain, &given);
            if found != expected {
                faults.push(format!("{plain}\n  found:\n{}\n  wanted:\n{}\n", found.join("\n"), expected.join("\n")));
            }
        }
    }
    assert!(cases >= 20, "only {cases} cases");
    assert!(faults.is_empty(), "{} of {cases} cases differ:\n{}", faults.len(), faults.join("\n"));
}

/// The text without marks, and the statements marked: the n-th source, cue and content belong together.
fn read_marks(marked: &str) -> (String, Vec<Given>) {
    let mut plain = String::new();
    let mut length = 0;
    let mut open: Vec<(char, usize, u32)> = Vec::new();
    let mut spans: [Vec<Span>; 3] = Default::default();
    for c in marked.chars() {
        let kind = |marks: [char; 3]| marks.iter().position(|mark| *mark == c);
        if let Some(kind) = kind(['[', '{', '<']) {
            open.push((c, spans[kind].len(), length));
            spans[kind].push(Span { start: length, end: length });
        } else if let Some(kind) = kind([']', '}', '>']) {
            let (_, place, start) = open.pop().expect("a mark that closes none");
            spans[kind][place] = Span { start, end: length };
        } else {
            plain.push(c);
            length += 1;
        }
    }
    let [sources, cues, content] = spans;
    assert!(sources.len() == cues.len() && cues.len() == content.len(), "marks do not pair: {marked}");
    let given = sources.into_iter().zip(cues).zip(content).map(|((source, cue), content)| Given {
        source: Some(source),
        cue: Some(cue),
        content: vec![content],
        addressee: None,
    });
    (plain, given.collect())
}

fn speakers(text: &str, given: &[Given]) -> Vec<String> {
    speakers_of(&plain::paragraphs("case", text), given)
}

fn speakers_of(article: &Article, given: &[Given]) -> Vec<String> {
    let analyses = [Analysis::of(article)];
    let said = statement::attribute(&analyses, &[given.to_vec()], &[], &[], &Tables::default());
    assert_eq!(said.statements.len(), given.len());
    let name = |attribution: &Attribution| match attribution {
        Attribution::Outlet { .. } => "(the outlet)".to_owned(),
        other => {
            let speaker = other.speaker().and_then(|id| said.speakers.iter().find(|s| s.id == id));
            speaker.map_or("?".to_owned(), |speaker| speaker.name.clone())
        }
    };
    let each = given.iter().zip(&said.statements);
    each.map(|(given, found)| format!("{} -> {}", article.text.slice(given.source.unwrap()), name(&found.speaker)))
        .collect()
}

#[test]
fn an_outlet_that_names_itself_is_no_other_voice() {
    let (text, given) =
        read_marks("The [Courier] {reported} <that the lock leaked>. The [Mirror] {reported} <it> later.");
    let mut article = plain::paragraphs("case", &text);
    article.outlet =
        Some(Stated { value: "The Lomen Courier".to_owned(), evidence: Evidence::Field("case".to_owned()) });
    assert_eq!(speakers_of(&article, &given), ["Courier -> (the outlet)", "Mirror -> Mirror"]);
}

#[test]
fn statements_come_back_in_the_order_given() {
    let (text, mut given) = read_marks("[Ines Calder] {said} <the lock leaked>. [She] {added} <that it was old>.");
    let forward = speakers(&text, &given);
    given.reverse();
    let mut backward = speakers(&text, &given);
    backward.reverse();
    assert_eq!(forward, backward);
    assert_eq!(forward, ["Ines Calder -> Ines Calder", "She -> Ines Calder"]);
}

proptest! {
    /// Whatever the text and the spans: one statement for each given, and every antecedent slices to words.
    #[test]
    fn any_spans_are_attributed(
        text in "([A-Z][a-zé]{1,6}|Mr\\.|he|she|they|who|which|said|the|senator|and|\"|“|”|,|\\.|\\(|\\)|’s| |\n){1,60}",
        spans in prop::collection::vec((0u32..200, 0u32..200), 0..6),
    ) {
        let article = plain::paragraphs("case", &text);
        let analyses = [Analysis::of(&article)];
        let span = |&(start, end): &(u32, u32)| Span { start: start.min(end), end: start.max(end) };
        let given: Vec<Given> = spans
            .chunks(3)
            .map(|chunk| Given {
                source: chunk.first().map(span),
                cue: chunk.get(1).map(span),
                content: chunk.get(2).map(span).into_iter().collect(),
                addressee: None,
            })
            .collect();
        let said = statement::attribute(&analyses, std::slice::from_ref(&given), &[], &[], &Tables::default());
        prop_assert_eq!(said.statements.len(), given.len());
        for statement in said.statements {
            if let Attribution::Resolved { antecedent, .. } = statement.speaker {
                prop_assert!(!article.text.slice(antecedent).trim().is_empty());
            }
        }
    }
}
