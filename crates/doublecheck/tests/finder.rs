//! The trained finder of statements: its file, and how much it finds where the measuring stick is present.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use doublecheck::statement::finder::Finder;
use doublecheck::{Form, Span, Statement, Tables, statements_of};
use doublecheck_grammar::learn::{Reader, Writer};
use serde_json::Value;

fn file() -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/statements.bin")).unwrap()
}

#[test]
fn the_models_are_there_and_not_too_large() {
    assert!(Finder::built_in().is_some());
    assert!(file().len() <= 15_000_000, "{} bytes", file().len());
}

#[test]
fn the_models_are_the_same_after_their_file() {
    let bytes = file();
    let mut out = Writer::default();
    Finder::read(&mut Reader::new(&bytes)).unwrap().write(&mut out);
    assert!(out.into_bytes() == bytes);
}

#[test]
fn a_cut_file_is_refused() {
    let bytes = file();
    for part in 0..20 {
        assert!(Finder::read(&mut Reader::new(&bytes[..bytes.len() * part / 20])).is_err(), "{part} of 20 parts");
    }
}

#[test]
fn a_cue_that_no_pattern_knows_is_found() {
    let text = "The lock at Lund will close for a year.\n\nMayor Ines Calder blogged that the gate was beyond repair.\n\n\
                Dock workers are adamant that the gate can be saved.";
    let said = statements_of(&plain::paragraphs("lund", text), &Tables::default());
    let cues: Vec<&str> = said
        .statements
        .iter()
        .filter(|s| s.form != Form::Narration)
        .filter_map(|s| s.cue)
        .map(|cue| &text[cue.start as usize..cue.end as usize])
        .collect();
    assert_eq!(cues, ["blogged", "are adamant"]);
}

/// Every fourth article of the stick's development part. Found: a word of the cue and half of the content shared.
#[test]
fn most_of_what_people_marked_is_found() {
    let shared = std::env::var_os("DOUBLECHECK_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let stick = shared.join("sticks/statements/dev.jsonl");
    let Ok(jsonl) = fs::read_to_string(&stick) else {
        println!("left out: {} is not present", stick.display());
        return;
    };
    let (mut found, mut marked, mut both) = (0, 0, 0);
    for line in jsonl.split('\n').filter(|line| !line.is_empty()).step_by(4) {
        let record: Value = serde_json::from_str(line).unwrap();
        let article = plain::paragraphs(record["id"].as_str().unwrap(), record["text"].as_str().unwrap());
        let said = statements_of(&article, &Tables::default());
        let own: Vec<&Statement> = said
            .statements
            .iter()
            .filter(|s| s.form != Form::Narration && s.within.is_none() && s.probability >= 0.3)
            .collect();
        found += own.len();
        for mark in record["attributions"].as_array().unwrap() {
            marked += 1;
            let (cue, content) = (places(&spans(&mark["cue"])), places(&spans(&mark["content"])));
            both += usize::from(own.iter().any(|s| {
                let said = places(&s.content);
                places(s.cue.as_slice()).intersection(&cue).next().is_some()
                    && 4 * said.intersection(&content).count() >= said.len() + content.len()
            }));
        }
    }
    println!("{found} found, {marked} marked, {both} both");
    assert!(both as f64 >= 0.75 * found as f64 && both as f64 >= 0.62 * marked as f64);
}

fn spans(pieces: &Value) -> Vec<Span> {
    let number = |value: &Value| value.as_u64().unwrap() as u32;
    pieces.as_array().unwrap().iter().map(|p| Span { start: number(&p[0]), end: number(&p[1]) }).collect()
}

fn places(spans: &[Span]) -> BTreeSet<u32> {
    spans.iter().flat_map(|span| span.start..span.end).collect()
}
