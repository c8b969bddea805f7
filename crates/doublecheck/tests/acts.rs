//! What a cue does: every line of `tests/acts/*.txt`.
//!
//! A line is `stance manner | sentence with the [cue] in brackets`, with "not" after the manner where the act did not take
//! place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use doublecheck::language::Analysis;
use doublecheck::statement::act;

#[test]
fn each_cue_does_what_it_does() {
    let mut faults = Vec::new();
    let mut all = 0;
    for (file, text) in plain::files("tests/acts") {
        let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
        let wrong: Vec<String> = lines.iter().filter_map(|line| fault(line)).collect();
        println!("{file}: {} of {} right", lines.len() - wrong.len(), lines.len());
        all += lines.len();
        faults.extend(wrong);
    }
    assert!(all >= 170, "only {all} lines");
    assert!(faults.is_empty(), "{} of {all} differ:\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with what is found for a line.
fn fault(line: &str) -> Option<String> {
    let (expected, marked) = line.split_once(" | ").expect("no bar in the line");
    let (before, rest) = marked.split_once('[').expect("no cue in the line");
    let (cue, after) = rest.split_once(']').expect("no end of the cue");
    let article = plain::article("case", &format!("{before}{cue}{after}"));
    let analysis = Analysis::of(&article);
    let act = act(&analysis, analysis.words_in(before.len()..before.len() + cue.len()));
    let name = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    let stance = name(serde_json::to_value(act.stance).unwrap());
    let manner = name(serde_json::to_value(act.manner).unwrap());
    let found = format!("{stance} {manner}{}", if act.negated { " not" } else { "" });
    (found != expected).then(|| format!("{expected:26} not {found:26} {marked}"))
}
