//! What copied sentences lost is restored through the copy: every case of `tests/restore/*.txt`.
//!
//! What is expected of an article are its statements, the outlet's own words left out:
//!
//! ```text
//! Speaker | 2031-04-02 | First words of what is said
//! Speaker through one | 2031-04-02 through one | ...      restored through the copy of one
//! ? | - | ...                                             nobody, and no day
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod passages;
mod plain;

use std::collections::BTreeMap;

use doublecheck::language::Analysis;
use doublecheck::statement::{Said, statements};
use doublecheck::{Attribution, Form, Id, Statement, Tables, Text, origin};

fn line(statement: &Statement, text: &Text, said: &Said, labels: &BTreeMap<Id, &str>) -> String {
    let speaker = statement.speaker.speaker().and_then(|id| said.speakers.iter().find(|s| s.id == id));
    let speaker = speaker.map_or("?", |speaker| &speaker.name);
    let restored = match &statement.speaker {
        Attribution::Restored { antecedent, .. } => format!(" through {}", labels[&antecedent.article]),
        _ => String::new(),
    };
    let day = statement.said_on.as_ref().map_or("-".to_owned(), |when| {
        let through = when.through.map_or(String::new(), |id| format!(" through {}", labels[&id]));
        format!("{}{through}", when.day().map_or("days".to_owned(), |day| day.to_string()))
    });
    let words = text.slice(statement.extent()).split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    format!("{speaker}{restored} | {day} | {words}")
}

#[test]
fn cases() {
    let mut faults = Vec::new();
    for (file, text) in plain::files("tests/restore") {
        let case = passages::read_case(&text);
        assert!(!case.expected.is_empty(), "{file}: nothing expected");
        let analyses: Vec<Analysis<'_>> = case.articles.iter().map(Analysis::of).collect();
        let mosaics = origin::mosaics(&analyses, &case.reuses);
        let mut said = statements(&analyses, &case.reuses, &mosaics, &Tables::default());
        // What a dossier shows.
        said.keep(doublecheck::statement::SHOWN, false);
        let labels = case.articles.iter().map(|a| (a.id, a.label.as_str())).collect();
        for (label, expected) in &case.expected {
            let article = case.articles.iter().find(|a| a.label == *label).unwrap();
            let own = said.statements.iter().filter(|s| s.article == article.id && s.form != Form::Narration);
            let found: Vec<String> = own.map(|s| line(s, &article.text, &said, &labels)).collect();
            if found != *expected {
                faults.push(format!("{file}: expected of {label}\n{}\n", found.join("\n")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
