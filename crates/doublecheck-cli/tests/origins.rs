//! `doublecheck origins`: who copied whom, as people and as programs read it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desk;

use std::path::Path;

use desk::{Desk, FERRY, INQUIRY};
use doublecheck::{Copying, Derivation, Direction};

fn example() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/harbour-bridge").to_string_lossy().into_owned()
}

fn json(desk: &Desk, paths: &[&str]) -> Copying {
    let ran = desk.run(&[&["origins", "--json"], paths].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 1, "one line");
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn the_example_story() {
    let desk = Desk::new();
    let ran = desk.run(&["origins", &example()]);
    assert_eq!(ran.status, 0, "{ran:?}");
    insta::assert_snapshot!(ran.out);
}

#[test]
fn json_holds_every_passage_with_its_words_and_evidence() {
    let desk = Desk::new();
    let found = json(&desk, &[&example()]);
    assert_eq!(found.format, "doublecheck origins 1");
    assert!(!found.reuses.is_empty());
    let labels: Vec<&str> = found.articles.iter().map(|a| a.label.as_str()).collect();
    assert!(labels.contains(&"03"), "{labels:?}");
    for reuse in &found.reuses {
        for place in [reuse.from, reuse.to] {
            let article = found.articles.iter().find(|a| a.id == place.article).unwrap();
            assert!(!article.text.slice(place.span).trim().is_empty());
        }
        assert!(!reuse.is_copy() || reuse.direction == Direction::Undecided || !reuse.clues.is_empty());
    }
    let listed: usize = found.relations.iter().map(|r| r.reuses.len()).sum();
    assert_eq!(listed, found.reuses.len(), "each passage in one relation");
}

#[test]
fn a_new_article_beside_an_archive_shows_only_what_it_shares() {
    let desk = Desk::new();
    desk.put("archive/ferry.txt", FERRY);
    desk.put("archive/ferry-again.txt", FERRY.replace("4 May", "5 May"));
    desk.put("archive/inquiry.txt", INQUIRY);
    desk.put(
        "new.txt",
        format!("{FERRY}\nThe harbour master would not be drawn on when the next crossing might be.\n"),
    );
    let found = json(&desk, &["new.txt", "--among", "archive"]);
    let new = found.articles.iter().find(|a| a.received.path.ends_with("new.txt")).unwrap().id;
    assert_eq!(found.articles.len(), 3, "the article of the archive that shares nothing is left out");
    assert!(found.reuses.iter().any(doublecheck::Reuse::is_copy));
    assert!(found.reuses.iter().all(|r| r.from.article == new || r.to.article == new));
    let ran = desk.run(&["origins", "new.txt", "--among", "nowhere"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("nowhere: no such file or folder"), "{ran:?}");
}

#[test]
fn the_same_bytes_at_any_number_of_threads() {
    let desk = Desk::new();
    let runs = ["1", "2", "7"].map(|n| desk.run(&["origins", &example(), "--json", "--threads", n]).out);
    assert!(runs[0] == runs[1] && runs[1] == runs[2]);
}

#[test]
fn two_files_alike_are_one_text() {
    let desk = Desk::new();
    desk.put("a/one.txt", FERRY);
    desk.put("b/two.txt", FERRY);
    let ran = desk.run(&["origins", "a", "b"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let found = json(&desk, &["a", "b"]);
    match found.articles.len() {
        // Read as one article found twice: it is said, and nothing is copied.
        1 => assert!(ran.err.contains("two.txt") && ran.out.contains("nothing copied"), "{ran:?}"),
        _ => assert!(found.relations.iter().any(|r| r.is_copy() && r.share > 0.9), "{ran:?}"),
    }
}

#[test]
fn a_copy_with_its_own_words_is_shown_in_parts() {
    let desk = Desk::new();
    let line = |outlet: &str, text: &str| serde_json::json!({ "text": text, "outlet": outlet }).to_string();
    desk.put("wire.jsonl", line("Lund Wire", FERRY));
    let copy = FERRY.replace("Ferry to Lund stopped after fire", "Fire on board").replace("4 May", "6 May")
        + "\nOur reader Jon Dahl saw the smoke from his garden, and told us what Lund Wire had reported.\n";
    desk.put("copy.jsonl", line("Harbour Blog", &copy));
    let ran = desk.run(&["origins", "wire.jsonl", "copy.jsonl"]);
    assert!(ran.out.contains("wire:1 Lund Wire -> copy:1 Harbour Blog"), "{}", ran.out);
    assert!(ran.out.contains("because"), "{}", ran.out);
    let found = json(&desk, &["wire.jsonl", "copy.jsonl"]);
    let mosaic = &found.mosaics[1];
    let own = |d: &Derivation| *d == Derivation::Own;
    assert!(mosaic.parts.iter().any(|p| own(&p.derivation)) && mosaic.parts.iter().any(|p| !own(&p.derivation)));
}

#[test]
fn one_word_and_nothing() {
    let desk = Desk::new();
    desk.put("word.txt", "Fire");
    desk.put("empty.txt", "");
    desk.put("a.txt", FERRY);
    desk.put("b.txt", INQUIRY);
    let ran = desk.run(&["origins", "word.txt", "empty.txt", "a.txt", "b.txt", "gone.txt"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    ran.assert_line("empty.txt", "is empty").assert_line("gone.txt", "no such file or folder");
    assert!(ran.out.contains("nothing copied") && ran.out.contains("PROBLEMS"), "{}", ran.out);
    desk.put("word.jsonl", "{\"text\": \"Fire\"}\n");
    let alone = desk.run(&["origins", "word.jsonl"]);
    assert!(alone.status == 0 || alone.err.contains("no article could be read"), "{alone:?}");
}

#[test]
fn nothing_to_read() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["origins"]).status, 2, "wrong usage");
    let ran = desk.run(&["origins", "gone.txt"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.ends_with("error: no article could be read\n"), "{ran:?}");
    assert_eq!(ran.out, "");
}

#[test]
fn hostile_words_steer_no_terminal() {
    let desk = Desk::new();
    let hostile = FERRY.replace("Anna Berg", "Anna \u{1b}[2J\u{9b}31m\u{202e}Berg");
    desk.put("a.txt", &hostile);
    desk.put("b.txt", hostile.replace("4 May", "5 May"));
    for arguments in [&["origins", "a.txt", "b.txt"][..], &["origins", "--json", "a.txt", "b.txt"]] {
        let ran = desk.run(arguments);
        assert_eq!(ran.status, 0, "{ran:?}");
        let steering = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert_eq!(ran.out.chars().find(steering), None, "{ran:?}");
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let desk = Desk::new();
    let output = desk.command(&["origins", &example()]).env("CLICOLOR_FORCE", "1").output().unwrap();
    let coloured = String::from_utf8(output.stdout).unwrap();
    assert!(coloured.contains("\u{1b}["));
    let plain: String = coloured
        .split('\u{1b}')
        .enumerate()
        .map(|(n, s)| if n == 0 { s } else { s.split_once('m').unwrap().1 })
        .collect();
    assert_eq!(plain, desk.run(&["origins", &example()]).out);
}
