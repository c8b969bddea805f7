//! Who said what: every case of `tests/statements/*.txt`.
//!
//! A case is an article of plain paragraphs, then one line for each statement that must come out, in text order:
//! `speaker (party) | source | cue | form, stance | content`. `?` is a speaker that must stay lost; two pieces of one
//! content are parted by ` … `; a statement inside another begins with `>`. The outlet's own sentences are not listed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::fs;
use std::path::Path;

use doublecheck::language::Analysis;
use doublecheck::{Attribution, Form, Tables, read, statement};
use proptest::prelude::*;

#[test]
fn the_statements_of_each_case_come_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/statements");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let (mut cases, mut faults) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for case in text.split("\n\n\n").filter(|c| c.lines().any(|l| !l.starts_with('#') && !l.is_empty())) {
            cases += 1;
            let lines = || case.lines().filter(|l| !l.starts_with('#'));
            let is_expected = |l: &&str| l.matches(" | ").count() == 4;
            let article: Vec<&str> = lines().filter(|l| !is_expected(l)).collect();
            let expected: Vec<&str> = lines().filter(is_expected).collect();
            let found = statements(&article.join("\n"));
            if found != expected {
                faults.push(format!("{}\n  found:\n{}\n", article.join("\n"), found.join("\n")));
            }
        }
    }
    assert!(cases >= 20, "only {cases} cases");
    assert!(faults.is_empty(), "{} of {cases} cases differ:\n{}", faults.len(), faults.join("\n"));
}

fn statements(text: &str) -> Vec<String> {
    let article = plain::paragraphs("case", text);
    let analyses = [Analysis::of(&article)];
    let mut said = statement::statements(&analyses, &[], &[], &Tables::default());
    // What a dossier shows.
    said.keep(doublecheck::statement::SHOWN, true);
    let slice = |span: doublecheck::Span| article.text.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let spoken = said.statements.iter().filter(|s| s.form != Form::Narration);
    spoken
        .map(|s| {
            let speaker = s.speaker.speaker().and_then(|id| said.speakers.iter().find(|s| s.id == id));
            let who = match (&s.speaker, speaker) {
                (Attribution::Lost { .. }, _) | (_, None) => "?".to_owned(),
                (_, Some(speaker)) => {
                    let party = said.parties.iter().find(|p| p.id == speaker.party).unwrap();
                    if party.name == speaker.name {
                        speaker.name.clone()
                    } else {
                        format!("{} ({})", speaker.name, party.name)
                    }
                }
            };
            let content: Vec<String> = s.content.iter().map(|&c| slice(c)).collect();
            let name = |value: serde_json::Value| value.as_str().unwrap().to_owned();
            format!(
                "{}{who} | {} | {} | {}, {} | {}",
                if s.within.is_some() { "> " } else { "" },
                s.source.map_or("-".to_owned(), slice),
                s.cue.map_or("-".to_owned(), slice),
                name(serde_json::to_value(s.form).unwrap()),
                name(serde_json::to_value(s.stance).unwrap()),
                content.join(" … "),
            )
        })
        .collect()
}

proptest! {
    /// Whatever the text: every span slices to words of it, and no statement is empty.
    #[test]
    fn every_span_slices_to_its_text(text in "([A-Z][a-zé]{1,8}|said|that|told|denied|\"|“|”|,|\\.|the|of|he|\u{441}| |\n){1,80}") {
        let (articles, _) = read::read("any.txt", text.as_bytes(), &Tables::default());
        for article in &articles {
            let analyses = [Analysis::of(article)];
            for s in statement::statements(&analyses, &[], &[], &Tables::default()).statements {
                for span in s.content.iter().chain(&s.source).chain(&s.cue).chain(&s.addressee) {
                    prop_assert!(span.end <= article.text.len() && !article.text.slice(*span).trim().is_empty());
                    prop_assert_eq!(article.text.span(article.text.bytes(*span)), *span);
                }
            }
        }
    }
}
