//! The examples of the rule files `rules/quantity/*.txt`: a sentence behind `>`, under it the quantities it holds behind `=`,
//! as `words | value or low..high | bound | unit or - | kind | verb or - | scope | change`; columns at the end may be left out.
//! `= none` stands for a sentence without quantities.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;

use doublecheck_facts::Words;
use doublecheck_facts::quantity::{Change, Coverage, Quantity, quantities};

const FILES: &[(&str, &str)] = &[
    ("units", include_str!("../rules/quantity/units.txt")),
    ("currencies", include_str!("../rules/quantity/currencies.txt")),
    ("number_words", include_str!("../rules/quantity/number_words.txt")),
    ("vague", include_str!("../rules/quantity/vague.txt")),
    ("bounds", include_str!("../rules/quantity/bounds.txt")),
    ("not_counted", include_str!("../rules/quantity/not_counted.txt")),
    ("nouns", include_str!("../rules/quantity/nouns.txt")),
    ("verbs", include_str!("../rules/quantity/verbs.txt")),
    ("scope", include_str!("../rules/quantity/scope.txt")),
    ("grammar", include_str!("quantity_grammar.txt")),
];

fn shown(text: &str, quantity: &Quantity, columns: usize) -> String {
    let value = match quantity.upper {
        Some(upper) => format!("{}..{upper}", quantity.value),
        None => quantity.value.to_string(),
    };
    let coverage = match &quantity.scope.coverage {
        Coverage::Each(period) => format!("each {period}"),
        other => spaced(&format!("{other:?}")),
    };
    let change = |change: Change| {
        format!("{} {}", spaced(&format!("{:?}", change.direction)), spaced(&format!("{:?}", change.role)))
    };
    let columns_of = [
        text[quantity.bytes.clone()].to_owned(),
        value,
        spaced(&format!("{:?}", quantity.bound)),
        quantity.unit.as_ref().map_or("-".to_owned(), |unit| unit.name.clone()),
        spaced(&format!("{:?}", quantity.kind)),
        quantity.verb.unwrap_or("-").to_owned(),
        coverage,
        quantity.change.map_or("-".to_owned(), change),
    ];
    columns_of[..columns.min(columns_of.len())].join(" | ")
}

/// "AtLeast" is "at least".
fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.extend(c.to_lowercase());
    }
    spaced
}

#[test]
fn quantities_are_read_as_the_rule_files_say() {
    let mut faults = String::new();
    for (file, rules) in FILES {
        let mut lines = rules.lines().peekable();
        let mut examples = 0;
        while let Some(line) = lines.next() {
            let Some(sentence) = line.strip_prefix("> ").filter(|line| !line.starts_with(':')) else { continue };
            let mut expected = Vec::new();
            while let Some(line) = lines.next_if(|line| line.starts_with("= ")) {
                expected.push(line.trim_start_matches("= "));
            }
            examples += 1;
            assert!(!expected.is_empty(), "{file}: no quantities under: {sentence}");
            expected.retain(|line| *line != "none");
            let found = quantities(&Words::of(sentence));
            let columns = |i: usize| expected.get(i).map_or(5, |line: &&str| line.split(" | ").count());
            let found: Vec<String> = found.iter().enumerate().map(|(i, q)| shown(sentence, q, columns(i))).collect();
            if found != expected {
                let _ = writeln!(faults, "{file}: {sentence}\n  expected {expected:#?}\n  found {found:#?}");
            }
        }
        assert!(examples > 0, "{file} has no examples");
    }
    assert!(faults.is_empty(), "{faults}");
}
