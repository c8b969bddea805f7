//! Plain text with its furniture: what each line of a page is, and what the reader makes of the page.
//!
//! Each case is a text file in `tests/read`. Lines are written as `label | words`; a line that begins with `+` goes on
//! with the line before. `#` lines say what else is expected.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use doublecheck::{Article, Tables, read};

struct Case {
    name: String,
    text: String,
    wanted: Vec<String>,
    facts: Vec<(String, String)>,
}

fn case(path: &Path) -> Case {
    let source = fs::read_to_string(path).unwrap();
    let (mut text, mut wanted, mut facts) = (String::new(), Vec::new(), Vec::new());
    let mut begun = false;
    for line in source.split('\n') {
        if let Some(fact) = line.strip_prefix("# ") {
            facts.extend(fact.split_once(": ").map(|(key, value)| (key.to_owned(), value.to_owned())));
            continue;
        }
        if line.is_empty() && !begun {
            continue;
        }
        let glued = line.strip_prefix("+ ");
        if begun {
            text.push(if glued.is_some() { ' ' } else { '\n' });
        }
        begun = true;
        if line.is_empty() {
            continue;
        }
        let (label, words) = glued.unwrap_or(line).split_once(" | ").unwrap_or_else(|| panic!("{path:?}: {line}"));
        text.push_str(words);
        wanted.push(format!("{label} | {}", words.trim_end_matches(',')));
    }
    Case { name: path.file_stem().unwrap().to_string_lossy().into_owned(), text, wanted, facts }
}

fn fact(article: &Article, key: &str) -> Option<String> {
    let none = || "none".to_owned();
    let published = &article.published;
    Some(match key {
        "title" => article.title.as_ref().map_or_else(none, |t| t.value.clone()),
        "agency" => article.agency.as_ref().map_or_else(none, |t| t.value.clone()),
        "byline" => article.byline.as_ref().map_or_else(none, |t| t.value.clone()),
        "dateline" => article.dateline.as_ref().map_or_else(none, |t| t.value.clone()),
        "published" if !published.is_stated() => "none stated".to_owned(),
        "published" => published.day.map_or_else(none, |d| d.to_string()),
        "bounds" => format!("{} {}", published.earliest?, published.latest?),
        _ => return None,
    })
}

#[test]
fn lines_get_the_labels_that_people_give_them() {
    let mut paths: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 9);
    let mut faults = Vec::new();
    for path in paths {
        let case = case(&path);
        let (articles, problems) = read::read("case.txt", case.text.as_bytes(), &Tables::default());
        assert!(problems.is_empty(), "{}: {problems:?}", case.name);
        let article = &articles[0];
        assert_eq!(article.text.as_str(), case.text);
        let found: Vec<String> =
            article.blocks.iter().map(|b| format!("{} | {}", b.label.name(), article.text.slice(b.span))).collect();
        for (wanted, found) in case.wanted.iter().zip(&found).filter(|(w, f)| w != f) {
            faults.push(format!("{}: wanted {wanted:?}\n    found {found:?}", case.name));
        }
        if case.wanted.len() != found.len() {
            faults.push(format!("{}: {} blocks, not {}", case.name, found.len(), case.wanted.len()));
        }
        for (key, wanted) in &case.facts {
            if let Some(found) = fact(article, key).filter(|found| found != wanted) {
                faults.push(format!("{}: {key} {found:?}, not {wanted:?}", case.name));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
