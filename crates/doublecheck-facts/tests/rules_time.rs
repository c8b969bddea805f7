//! Runs the examples of the time rules: under `> sentence` stand the expressions that are found in it, in order.

use doublecheck_facts::Words;
use doublecheck_facts::time::{Anchor, Resolved, TimeExpression, resolve_all, rule_files, times};

/// "words | TYPE value MOD" of each expression.
fn described(text: &str, anchor: Option<Anchor>) -> Vec<String> {
    let found = times(&Words::of(text));
    let resolved = resolve_all(&found, anchor);
    found.iter().zip(&resolved).map(|(found, resolved)| describe(text, found, resolved)).collect()
}

fn describe(text: &str, found: &TimeExpression, resolved: &Resolved) -> String {
    let mut line = format!("{} | {} {}", &text[found.bytes.clone()], resolved.kind.name(), resolved.value);
    let freq = resolved.freq.as_deref();
    for extra in [resolved.modifier.map(|modifier| modifier.name()), resolved.quant, freq].into_iter().flatten() {
        line.push(' ');
        line.push_str(extra);
    }
    line
}

#[test]
fn every_file_has_prose_and_examples_that_hold() {
    let mut wrong = String::new();
    for (name, text) in rule_files() {
        assert!(text.starts_with("# "), "{name} starts with a heading in prose");
        assert!(text.lines().any(|line| line.starts_with("> ")), "{name} has examples");
        let mut anchor = None;
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(day) = line.strip_prefix("@ ") {
                anchor = (day != "none").then(|| Anchor::from(day.parse::<jiff::civil::Date>().unwrap()));
            }
            let Some(sentence) = line.strip_prefix("> ") else { continue };
            let mut expected = Vec::new();
            while let Some(line) = lines.next_if(|line| line.starts_with("= ")) {
                expected.push(line[2..].to_owned());
            }
            let got = described(sentence, anchor);
            if got != expected {
                wrong.push_str(&format!("{name}: {sentence}\n  expected {expected:?}\n  got      {got:?}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
