//! The examples of the rule files `rules/stance/*.txt`: a sentence behind `>`, under it every cue behind `=`, as `kind: words`.

use doublecheck_claims::stance::{Cue, cues};
use doublecheck_facts::Words;

const FILES: [(&str, &str); 3] = [
    ("refuting", include_str!("../rules/stance/refuting.txt")),
    ("hedging", include_str!("../rules/stance/hedging.txt")),
    ("confirming", include_str!("../rules/stance/confirming.txt")),
];

#[test]
fn cues_are_found_as_the_rule_files_say() {
    let mut faults = Vec::new();
    for (file, rules) in FILES {
        let mut lines = rules.lines().peekable();
        let mut examples = 0;
        while let Some(line) = lines.next() {
            let Some(sentence) = line.strip_prefix("> ") else { continue };
            let mut expected = Vec::new();
            while let Some(line) = lines.next_if(|line| line.starts_with("= ")) {
                expected.push(line.trim_start_matches("= ").to_owned());
            }
            examples += 1;
            let words = Words::of(sentence);
            let shown = |cue: &Cue| format!("{}: {}", cue.kind.name(), &sentence[words.bytes(cue.words.clone())]);
            let found: Vec<String> = cues(&words).iter().map(shown).collect();
            if found != expected {
                faults.push(format!("{file}: {sentence}\n  expected {expected:?}\n  found {found:?}"));
            }
        }
        assert!(examples > 0, "{file} has no examples");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
