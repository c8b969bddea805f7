//! Headlines, captions, datelines, lists and transcripts: the cases of `tests/parts/*.txt`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use doublecheck::{Form, Tables, read, statements_of};

#[test]
fn what_is_found_in_the_parts_of_a_page() {
    let mut faults = Vec::new();
    let mut cases = 0;
    for (_, text) in plain::files("tests/parts") {
        for case in text.split("\n\n\n") {
            let lines = || case.lines().filter(|line| !line.starts_with('#'));
            let page: Vec<&str> = lines().filter(|line| !line.starts_with("= ")).collect();
            let expected: Vec<&str> = lines().filter_map(|line| line.strip_prefix("= ")).collect();
            cases += 1;
            let found = statements(page.join("\n").trim());
            if found != expected {
                faults.push(format!("{case}\n  found:\n{}\n", found.join("\n")));
            }
        }
    }
    assert!(cases >= 9, "only {cases} cases");
    assert!(faults.is_empty(), "{} of {cases} differ:\n{}", faults.len(), faults.join("\n"));
}

fn statements(page: &str) -> Vec<String> {
    let (articles, problems) = read::read("page.txt", page.as_bytes(), &Tables::default());
    assert!(problems.is_empty(), "{problems:?}");
    let article = &articles[0];
    let said = statements_of(article, &Tables::default());
    let spoken = said.statements.iter().filter(|s| s.form != Form::Narration);
    spoken
        .map(|s| {
            let speaker = said.speaker_of(s).map_or("?", |speaker| speaker.name.as_str());
            let cue = s.cue.map_or("-", |cue| article.text.slice(cue));
            let stance = serde_json::to_value(s.stance).unwrap();
            let words: Vec<&str> = s.content.iter().map(|&span| article.text.slice(span)).collect();
            format!("{speaker} | {cue} | {} | {}", stance.as_str().unwrap(), words.join(" … "))
        })
        .collect()
}
