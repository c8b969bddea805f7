//! The dossier as CSV.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod document;
mod tunnel;

use doublecheck::dossier::{Table, guide};
use doublecheck::*;

fn csv(table: Table, dossier: &Dossier) -> String {
    let mut out = Vec::new();
    table.write(dossier, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn rows(table: Table, dossier: &Dossier) -> Vec<csv::StringRecord> {
    let text = csv(table, dossier);
    csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

fn position(rows: &[csv::StringRecord], column: &str) -> usize {
    rows[0].iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"))
}

#[test]
fn claims() {
    insta::assert_snapshot!(csv(Table::Claims, &tunnel::dossier()));
}

#[test]
fn statements() {
    insta::assert_snapshot!(csv(Table::Statements, &tunnel::dossier()));
}

#[test]
fn figures() {
    insta::assert_snapshot!(csv(Table::Figures, &tunnel::dossier()));
}

#[test]
fn copies() {
    insta::assert_snapshot!(csv(Table::Copies, &tunnel::dossier()));
}

#[test]
fn facts() {
    insta::assert_snapshot!(csv(Table::Facts, &tunnel::dossier()));
}

#[test]
fn the_columns_are_documented() {
    document::assert_current("columns.md", &guide());
}

/// One row per thing, and its article, start and end lead to its exact words.
#[test]
fn every_row_points_to_its_words() {
    let dossier = tunnel::dossier();
    let count = |facts: &doublecheck::Facts| {
        facts.times.len() + facts.quantities.len() + facts.toponyms.len() + facts.entities.len()
    };
    let facts = dossier.facts.iter().map(count).sum();
    let lengths = [dossier.claims.len(), dossier.statements.len(), dossier.figures.len(), dossier.reuses.len(), facts];
    for (table, length) in Table::ALL.into_iter().zip(lengths) {
        let rows = rows(table, &dossier);
        assert_eq!(rows.len(), length + 1, "{}", table.file());
        let column = |name| position(&rows, name);
        for row in &rows[1..] {
            let article = dossier.articles.iter().find(|a| a.label == row[column("article")]).unwrap();
            assert_eq!(row[column("path")], article.received.path);
            let span = Span { start: row[column("start")].parse().unwrap(), end: row[column("end")].parse().unwrap() };
            let words = article.text.slice(span);
            let cell = &row[column("words")];
            match cell.split_once(" […] ") {
                Some((first, _)) => assert!(words.starts_with(first)),
                None => assert_eq!(cell, words),
            }
        }
    }
}

#[test]
fn a_cell_is_never_a_formula() {
    let bait = ["=2+5", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "－1", "=HYPERLINK(\"http://x\",\"y\")"];
    for bait in bait {
        let mut dossier = tunnel::dossier();
        dossier.articles.iter_mut().for_each(|article| article.label = bait.into());
        dossier.speakers.iter_mut().for_each(|speaker| speaker.name = bait.into());
        dossier.claims.iter_mut().for_each(|claim| claim.confirmation.reasons = vec![bait.into()]);
        dossier.figures.iter_mut().for_each(|figure| figure.unit = bait.into());
        dossier.reuses.iter_mut().flat_map(|reuse| &mut reuse.clues).for_each(|clue| clue.reason = bait.into());
        for table in Table::ALL {
            let rows = rows(table, &dossier);
            let cells: Vec<&str> = rows.iter().flat_map(|row| row.iter()).collect();
            assert!(cells.contains(&format!("'{bait}").as_str()), "{bait:?} in {}", table.file());
            assert!(!cells.contains(&bait), "{bait:?} in {}", table.file());
        }
    }
}

#[test]
fn numbers_stay_numbers() {
    let mut dossier = tunnel::dossier();
    dossier.figures[0].value = -4.5;
    dossier.figures[1].value = 1_000_000.0;
    let rows = rows(Table::Figures, &dossier);
    let value = position(&rows, "value");
    assert_eq!([&rows[1][value], &rows[2][value]], ["-4.5", "1000000"]);
}

#[test]
fn words_with_commas_quotes_and_line_breaks_come_back_whole() {
    let mut dossier = tunnel::dossier();
    let words = "He said \"no\", twice;\nthen \"yes\"\r\n";
    dossier.speakers.iter_mut().for_each(|speaker| speaker.name = words.into());
    let rows = rows(Table::Statements, &dossier);
    let speaker = position(&rows, "speaker");
    assert!(rows[1..].iter().any(|row| &row[speaker] == words));
}

#[test]
fn tables_of_an_empty_dossier_are_their_headers() {
    let mut dossier = tunnel::dossier();
    dossier.claims.clear();
    dossier.statements.clear();
    dossier.figures.clear();
    dossier.reuses.clear();
    dossier.facts.clear();
    dossier.exchanges.clear();
    for table in Table::ALL {
        assert_eq!(csv(table, &dossier).lines().count(), 1);
    }
}
