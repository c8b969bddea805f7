//! `doublecheck statements`: who said what, as people and as programs read it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;

use desk::{Desk, FERRY, INQUIRY};
use doublecheck::dossier::Line;
use doublecheck::{Form, Manner, Stance, Statements};

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour-bridge").to_string_lossy().into_owned()
}

fn json(desk: &Desk, arguments: &[&str]) -> Statements {
    let ran = desk.run(&[&["statements", "--json"], arguments].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 1, "one line");
    serde_json::from_str(&ran.out).unwrap()
}

/// An article as a line of JSON.
fn record(text: &str, outlet: &str) -> String {
    format!("{}\n", serde_json::json!({ "text": text, "outlet": outlet }))
}

fn lines(out: &str) -> Vec<Line> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_example_story() {
    let desk = Desk::new();
    let ran = desk.run(&["statements", &example()]);
    assert_eq!(ran.status, 0, "{ran:?}");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn what_is_said_inside_a_statement_stands_under_it() {
    let desk = Desk::new();
    desk.put(
        "a.txt",
        "Talks on the ferry\n\n4 May 2031\n\nAnna Berg, the harbour master, said on Sunday that the shipping company had \
         offered to repair the quay.\n",
    );
    let found = json(&desk, &["a.txt"]);
    let inner = found.statements.iter().find(|s| s.within.is_some()).expect("an offer inside what is said");
    assert_eq!(inner.stance, Stance::Offers);
    let ran = desk.run(&["statements", "a.txt"]);
    let indent = |words: &str| ran.out.lines().find(|l| l.contains(words)).map(|l| l.len() - l.trim_start().len());
    assert!(indent("“to repair the quay”") > indent("“that the shipping company"), "{}", ran.out);
}

#[test]
fn the_outlets_own_voice_is_shown_on_demand() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let narrated = |found: &Statements| found.statements.iter().filter(|s| s.form == Form::Narration).count();
    desk.put("b.txt", format!("{FERRY}\nThe ferry has carried passengers between the two towns since 1904.\n"));
    assert_eq!(narrated(&json(&desk, &["b.txt"])), 0);
    assert_eq!(narrated(&json(&desk, &["b.txt", "--narration"])), 1);
}

#[test]
fn less_likely_ones_are_left_out() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    let all = json(&desk, &["a.txt", "--min-probability", "0"]);
    assert!(!all.statements.is_empty());
    let sure = json(&desk, &["a.txt", "--min-probability", "1"]);
    assert!(sure.statements.is_empty() && sure.speakers.is_empty() && sure.parties.is_empty());
    assert_eq!(sure.articles.len(), 1);
    for wrong in ["2", "-0.1", "half", "NaN"] {
        let ran = desk.run(&["statements", "a.txt", &format!("--min-probability={wrong}")]);
        assert_eq!(ran.status, 2, "{ran:?}");
    }
}

#[test]
fn csv_has_the_columns_of_the_dossier() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    desk.put("b.txt", INQUIRY);
    let ran = desk.run(&["statements", "a.txt", "b.txt", "--csv", "--narration"]);
    desk.run(&["dossier", "a.txt", "b.txt", "--out", "out"]).assert_done();
    let table = desk.text("out/statements.csv");
    assert_eq!(ran.out.lines().next(), table.lines().next());
    assert_eq!(ran.out.lines().count(), table.lines().count());
}

#[test]
fn json_csv_and_jsonl_exclude_each_other() {
    let desk = Desk::new();
    desk.put("a.txt", FERRY);
    assert_eq!(desk.run(&["statements", "a.txt", "--json", "--csv"]).status, 2);
    assert_eq!(desk.run(&["statements", "a.txt", "--jsonl", "--csv"]).status, 2);
}

#[test]
fn the_analysts_tables_are_taken_as_by_dossier() {
    let desk = Desk::new();
    desk.put("articles/a.txt", INQUIRY);
    let party = "[[party]]\nname = \"Lund Shipping Group\"\nmembers = [\"Olaf Stein\", \"shipping company\"]\n";
    desk.put("articles/parties.toml", party);
    let outlet = "[[outlet]]\nname = \"Lund Post\"\nfiles = [\"a*.txt\"]\n";
    desk.put("articles/outlets.toml", outlet);
    let check = |found: &Statements| {
        let stein = found.speakers.iter().find(|s| s.name == "Olaf Stein").unwrap();
        let party = found.parties.iter().find(|p| p.id == stein.party).unwrap();
        assert_eq!(party.name, "Lund Shipping Group");
        assert_eq!(found.articles[0].outlet_name(), "Lund Post");
    };
    check(&json(&desk, &["articles"]));
    desk.put("elsewhere/a.txt", INQUIRY);
    check(&json(&desk, &["elsewhere", "--parties", "articles/parties.toml", "--outlets", "articles/outlets.toml"]));
    let ran = desk.run(&["statements", "--jsonl", "articles"]);
    let line = &lines(&ran.out)[0];
    assert_eq!(line.outlet.as_deref(), Some("Lund Post"));
    assert!(line.statements.iter().any(|s| s.party.as_deref() == Some("Lund Shipping Group")), "{ran:?}");
    assert_eq!(desk.run(&["statements", "elsewhere", "--parties", "nowhere.toml"]).status, 1);
}

#[test]
fn a_stream_keeps_its_order_and_names_bad_lines() {
    let desk = Desk::new();
    let mut input = String::new();
    for n in 0..700 {
        match n {
            5 => input.push_str("{\"text\": \n"),
            6 => input.push('\n'),
            _ => input.push_str(&record(FERRY, &format!("Outlet {n}"))),
        }
    }
    let ran = desk.run_with(&["statements", "--jsonl", "-"], input.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    ran.assert_line("-:6", "the JSON ends too early");
    let found = lines(&ran.out);
    let outlets: Vec<String> = found.iter().filter_map(|line| line.outlet.clone()).collect();
    let expected: Vec<String> = (0..700).filter(|n| *n != 5 && *n != 6).map(|n| format!("Outlet {n}")).collect();
    assert_eq!(outlets, expected);
    assert!(found.iter().all(|line| line.statements.len() == 3), "{:?}", found[0]);
    assert_eq!(found[0].at, "-:1");
    let one = desk.run_with(&["statements", "--jsonl", "-", "--threads", "1"], input.as_bytes());
    assert_eq!(one.out, ran.out, "the same bytes at any number of threads");
}

#[test]
fn a_line_can_be_read_again() {
    let desk = Desk::new();
    let first = desk.run_with(&["statements", "--jsonl", "-"], record(INQUIRY, "Lund Post").as_bytes());
    let again = desk.run_with(&["statements", "--jsonl", "-"], first.out.as_bytes());
    assert_eq!(again.status, 0, "{again:?}");
    assert_eq!(lines(&again.out)[0].statements, lines(&first.out)[0].statements);
}

#[test]
fn a_stream_takes_files_of_all_kinds() {
    let desk = Desk::new();
    desk.put("a/1.txt", FERRY);
    desk.put("a/2.jsonl", record(FERRY, "Lund Post") + &record(INQUIRY, "Lund Post"));
    let mut folded = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    folded.write_all(record(INQUIRY, "Lund Echo").as_bytes()).unwrap();
    desk.put("a/3.jsonl.gz", folded.finish().unwrap());
    let ran = desk.run(&["statements", "--jsonl", "a"]);
    let at: Vec<String> = lines(&ran.out).into_iter().map(|line| line.at).collect();
    assert_eq!(at, ["a/1.txt", "a/2.jsonl:1", "a/2.jsonl:2", "a/3.jsonl.gz:1"]);
}

#[test]
fn nothing_that_can_be_read() {
    let desk = Desk::new();
    let ran = desk.run_with(&["statements", "--jsonl", "-"], b"{}\nnot json\n");
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("-:1: ") && ran.err.contains("-:2: ") && ran.err.contains("no article"), "{ran:?}");
    assert_eq!(desk.run(&["statements", "nowhere"]).status, 1);
}

/// A line longer than is read is left out; what comes after it is read.
#[test]
fn a_line_too_long() {
    let desk = Desk::new();
    let mut input = record(&"word ".repeat(4 << 20), "Lund Post");
    input.push_str(&record(FERRY, "Lund Post"));
    let ran = desk.run_with(&["statements", "--jsonl", "-"], input.as_bytes());
    assert_eq!(ran.status, 0);
    ran.assert_line("-:1", "16 MiB");
    let found = lines(&ran.out);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].at, "-:2");
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_run_quietly() {
    let desk = Desk::new();
    desk.put("feed.jsonl", record(FERRY, "Lund Post").repeat(4000));
    let mut command = desk.command(&["statements", "--jsonl", "feed.jsonl"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    assert!(first.starts_with("{\"at\":\"feed.jsonl:1\""));
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn an_article_in_another_language_is_said_to_be_so() {
    let desk = Desk::new();
    desk.put(
        "a.txt",
        "Die Fähre nach Lund\n\n4. Mai 2031\n\nDie Fähre nach Lund wurde am Sonntag nach einem Feuer im Maschinenraum \
         angehalten, wie das Hafenamt mitteilte.\n\n„Niemand wurde verletzt, und das Feuer war nach zehn Minuten \
         gelöscht“, sagte Anna Berg, die Sprecherin des Hafenamts.\n",
    );
    for form in [&["statements", "a.txt"][..], &["statements", "a.txt", "--jsonl"]] {
        let ran = desk.run(form);
        assert_eq!(ran.status, 0, "{ran:?}");
        ran.assert_line("a.txt", "is in German");
    }
    assert!(json(&desk, &["a.txt", "--narration"]).statements.is_empty());
    desk.run(&["dossier", "a.txt", "--out", "out"]).assert_done();
    assert!(desk.text("out/index.html").contains("is in German"));
}

#[test]
fn attitudes_and_what_was_not_said_are_marked() {
    let desk = Desk::new();
    desk.put(
        "a.txt",
        "Talks on the ferry\n\n4 May 2031\n\nAnna Berg, the harbour master, believes that the quay is safe. The shipping \
         company declined to say when the ferry would sail.\n",
    );
    let found = json(&desk, &["a.txt"]);
    assert!(found.statements.iter().any(|s| s.manner == Manner::Attitude && !s.negated), "{found:#?}");
    assert!(found.statements.iter().any(|s| s.negated && s.stance == Stance::Refuses));
    let ran = desk.run(&["statements", "a.txt"]);
    assert!(ran.out.contains("attitude") && ran.out.contains("not said"), "{}", ran.out);
}
