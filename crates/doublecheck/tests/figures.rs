//! The cases of `tests/figures/*.txt`: a sentence, then under it the figures it holds, one a line:
//! `= words | value or low..high | bound | unit | verb or - | scope`. A sentence with nothing under it holds none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use std::fmt::Write;

use doublecheck::facts::figures;
use doublecheck::language::Analysis;
use doublecheck::{Article, Figure};
use proptest::prelude::*;

fn shown(article: &Article, figure: &Figure) -> String {
    let value = match figure.upper {
        Some(upper) => format!("{}..{upper}", figure.value),
        None => figure.value.to_string(),
    };
    let words = article.text.slice(figure.span);
    let verb = figure.verb.as_deref().unwrap_or("-");
    let bound = format!("{:?}", figure.bound).to_lowercase();
    let scope = format!("{:?}", figure.scope).to_lowercase();
    format!("= {words} | {value} | {bound} | {} | {verb} | {scope}", figure.unit)
}

#[test]
fn figures_are_read_as_the_cases_say() {
    let mut faults = String::new();
    for (file, text) in plain::files("tests/figures") {
        for case in plain::cases(&text) {
            let (expected, sentence): (Vec<&str>, Vec<&str>) = case.iter().partition(|line| line.starts_with("= "));
            let article = plain::article("case", &sentence.join(" "));
            let found: Vec<String> = figures(&Analysis::of(&article)).iter().map(|f| shown(&article, f)).collect();
            if found != expected {
                let _ = writeln!(faults, "{file}: {}", sentence.join(" "));
                let _ = writeln!(faults, "  expected {expected:#?}\n  found {found:#?}");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

proptest! {
    /// No text makes the reader fail, and each figure points to words of its text.
    #[test]
    fn figures_stay_inside_any_text(text in "([0-9]{1,400}|[a-z]{1,9}|[$€£%.,:/–-]|two|dozens of|million|people|\\PC){0,60}( |\\PC){0,3}") {
        let article = plain::article("any", &text.replace('.', " . "));
        for figure in figures(&Analysis::of(&article)) {
            prop_assert!(figure.span.end <= article.text.len());
            prop_assert!(!article.text.slice(figure.span).is_empty());
            prop_assert!(figure.value.is_finite() && !figure.unit.is_empty());
            prop_assert!(figure.upper.is_none_or(|upper| upper > figure.value));
        }
    }
}
