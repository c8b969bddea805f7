//! The examples of the lists in `rules/place`: each sentence gives the places that stand under it.

#![allow(clippy::expect_used, reason = "a broken example shall stop the test")]

use std::path::Path;

use doublecheck_facts::Words;
use doublecheck_facts::place::{Gazetteer, Place, Use, places};

/// "Moscow -> Moscow, Russia, actor": a name in the sentence, the place it stands for, what it is used for.
struct Expected<'a> {
    name: &'a str,
    place: &'a str,
    within: Option<&'a str>,
    used: Option<Use>,
}

fn expected(text: &str) -> Vec<Expected<'_>> {
    let parse = |part| {
        let (name, target): (&str, &str) = str::split_once(part, "->").expect("an example says NAME -> PLACE");
        let mut fields: Vec<&str> = target.split(',').map(str::trim).collect();
        let used = match fields.last() {
            Some(&"actor") => Some(Use::Actor),
            Some(&"literal") => Some(Use::Literal),
            Some(&"modifier") => Some(Use::Modifier),
            _ => None,
        };
        if used.is_some() {
            fields.pop();
        }
        Expected { name: name.trim(), place: fields[0], within: fields.get(1).copied(), used }
    };
    text.split('|').map(parse).collect()
}

#[test]
fn every_list_does_what_its_examples_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/place");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the lists").map(|f| f.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let gazetteer = Gazetteer::built_in();
    let mut faults = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a list");
        assert!(text.starts_with("# "), "{}: a list begins with prose", file.display());
        let lines: Vec<&str> = text.lines().collect();
        let examples: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].starts_with("> ")).collect();
        assert!(!examples.is_empty(), "{}: a list ends with an example", file.display());
        for at in examples {
            let sentence = &lines[at][2..];
            let found = places(&Words::of(sentence), gazetteer);
            let result = lines.get(at + 1).and_then(|l| l.strip_prefix("= ")).expect("a line with the result");
            for wanted in expected(result) {
                if let Err(fault) = check(&wanted, sentence, &found, gazetteer) {
                    faults.push(format!("{}: {sentence}: {fault}", file.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn check(wanted: &Expected<'_>, sentence: &str, found: &[Place], gazetteer: &Gazetteer) -> Result<(), String> {
    let name = wanted.name;
    let place = found.iter().find(|p| &sentence[p.bytes.clone()] == name).ok_or(format!("{name} was not found"))?;
    let right =
        gazetteer.locate(wanted.place, wanted.within).ok_or(format!("{} is not in the gazetteer", wanted.place))?;
    let chosen = place.chosen().and_then(|id| gazetteer.entry(id));
    // A town and the district around it are as good as each other here.
    if chosen.is_none_or(|e| e.country != right.country || e.km_to(right.lat, right.lon) > 60.0) {
        return Err(format!("{name} is {:?}, not {}", chosen.map(|e| e.full_name()), right.full_name()));
    }
    match wanted.used {
        Some(used) if used != place.used => Err(format!("{name} is used as {:?}, not {used:?}", place.used)),
        _ => Ok(()),
    }
}
