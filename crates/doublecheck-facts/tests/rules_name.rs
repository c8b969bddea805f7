//! Every example in the rule files of names is run: `> text` and under it what is expected, one a line:
//! `= words | Type` a name, `= words + words | chain` two mentions of one chain, `= name | same` the person or body of the
//! text under another name.

use std::fs;
use std::path::Path;

use doublecheck_facts::Words;
use doublecheck_facts::name::identity::{Profile, Sameness, compare};
use doublecheck_facts::name::{NameType, Names};

fn check(text: &str, expected: &str) -> Result<(), String> {
    let (what, kind) = expected.rsplit_once(" | ").ok_or("no kind")?;
    let same = match kind {
        "same" => Some(Sameness::Same),
        "unsure" => Some(Sameness::Unsure),
        "different" => Some(Sameness::Different),
        _ => None,
    };
    if let Some(same) = same {
        let profile = |text: &str| {
            let (name, beside) = text.split_once(", ").unwrap_or((text, ""));
            Profile::new(name, NameType::Person).with_description(beside)
        };
        let verdict = compare(&profile(text), &profile(what));
        return if verdict.sameness == same { Ok(()) } else { Err(format!("{verdict:?}")) };
    }
    let names = Names::built_in().map_err(|e| e.to_string())?;
    let words = Words::of(text);
    let found = names.find(&words);
    if kind == "chain" {
        let (one, other) = what.split_once(" + ").ok_or("no plus")?;
        let chains = names.chains(&words, &found);
        let has = |mention: &doublecheck_facts::name::ChainMention, wanted: &str| {
            text[mention.bytes.clone()].contains(wanted)
        };
        let linked = chains.iter().any(|chain| {
            let first = chain.mentions.iter().position(|mention| has(mention, one));
            first.is_some_and(|first| chain.mentions[first + 1..].iter().any(|mention| has(mention, other)))
        });
        let told: Vec<Vec<&str>> =
            chains.iter().map(|chain| chain.mentions.iter().map(|m| &text[m.bytes.clone()]).collect()).collect();
        return if linked { Ok(()) } else { Err(format!("{told:?}")) };
    }
    let fits = found.iter().any(|name| &text[name.bytes.clone()] == what && name.kind.as_str() == kind);
    let told: Vec<(&str, &str)> = found.iter().map(|name| (&text[name.bytes.clone()], name.kind.as_str())).collect();
    if fits { Ok(()) } else { Err(format!("{told:?}")) }
}

#[test]
fn examples_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/name");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut run, mut wrong) = (0, Vec::new());
    for file in files {
        let rules = fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(rules.starts_with("# "), "{name} does not begin with prose");
        let (mut text, mut examples) = ("", 0);
        for line in rules.lines() {
            if let Some(example) = line.strip_prefix("> ") {
                text = example;
            } else if let Some(expected) = line.strip_prefix("= ") {
                examples += 1;
                if let Err(told) = check(text, expected) {
                    wrong.push(format!("{name}: {text}\n  wanted {expected}\n  found  {told}"));
                }
            }
        }
        assert!(examples > 0, "{name} has no example");
        run += examples;
    }
    assert!(run > 25, "only {run} examples");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
