//! Who wrote a text and who passed it on, against lines labelled by hand.
//!
//! `agency/first.txt` was there when the rules were written, `agency/later.txt` was written after them; both have a third
//! or more that name nobody.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use doublecheck::{Article, Stated, Tables, read};

const OPENING: &str = "the weir at Halm will be rebuilt next year, the water board said on Monday. Its gates date from \
    another century and two of them can no longer be moved.";
const MIDDLE: &str = "\"We have waited long enough,\" said Vera Holt, who chairs the board. She put the cost at nine \
    million, of which the state is to pay a third.";
const LAST: &str = "Boats will be led around the building site through the old mill race, which is to be dredged for them \
    before the summer.";

/// A text with the line in its place.
fn text(place: &str, line: &str) -> String {
    let (mut head, mut opening, mut tail, mut end) =
        (String::new(), format!("T{}", &OPENING[1..]), String::new(), String::new());
    match place {
        "head" => head = format!("{line}\n\n"),
        "opening" => opening = format!("{line} {OPENING}"),
        "tail" => tail = format!(" {line}"),
        "end" => end = format!("\n\n{line}"),
        other => panic!("no place {other}"),
    }
    format!("Weir at Halm to be rebuilt after years of waiting\n\n{head}{opening}\n\n{MIDDLE}\n\n{LAST}{tail}{end}\n")
}

fn read_one(text: &str) -> Article {
    let (mut articles, problems) = read::read("case.txt", text.as_bytes(), &Tables::default());
    assert!(problems.is_empty(), "{problems:?}");
    articles.pop().unwrap()
}

/// How many lines of a file are right, of how many, and the faults.
fn measure(file: &str) -> (usize, usize, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/agency").join(file);
    let source = fs::read_to_string(path).unwrap();
    let (mut right, mut all, mut faults) = (0, 0, Vec::new());
    for row in source.split('\n').filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let mut cells = row.splitn(4, " | ");
        let mut cell = || cells.next().unwrap_or_else(|| panic!("{row}"));
        let (place, agency, relay, line) = (cell(), cell(), cell(), cell());
        let article = read_one(&text(place, line));
        let shown = |stated: &Option<Stated>| stated.as_ref().map_or("-".to_owned(), |s| s.value.clone());
        let found = (shown(&article.agency), shown(&article.relay));
        all += 1;
        if (found.0.as_str(), found.1.as_str()) == (agency, relay) {
            right += 1;
        } else {
            faults.push(format!("{row}\n    found {} | {}", found.0, found.1));
        }
    }
    (right, all, faults)
}

#[test]
fn agencies_and_relays_are_told_from_people_and_places() {
    for (file, least) in [("first.txt", 70), ("later.txt", 75)] {
        let (right, all, faults) = measure(file);
        println!("{file}: {right} of {all}");
        assert!(all >= least, "{file} has {all} lines");
        assert!(right * 100 >= all * 95, "{file}: {right} of {all}\n{}", faults.join("\n"));
    }
}
