//! Two texts are compared, judged, matched and told apart without a panic, and every span slices to words of its text.

#![no_main]

use doublecheck_claims::checked::Checked;
use doublecheck_claims::proposition::{Facts, Model, Proposition};
use doublecheck_claims::stance::{Reading, stance};
use doublecheck_claims::story::{Document, Stories};
use doublecheck_claims::truth::{Findings, Record};
use doublecheck_facts::Words;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (one, other) = text.split_once('\0').unwrap_or((&text, "The ferry to Ansel was not late."));
    let read = |text: &str| {
        let words = Words::of(text);
        Proposition::of(&words, &Facts::of(&words, None), 0..words.len())
    };
    if let Some(model) = Model::built_in() {
        let found = model.compare(&read(one), &read(other));
        assert!((0.0..=1.0).contains(&found.same));
        for difference in &found.differs {
            assert!(one.get(difference.one.clone()).is_some() && other.get(difference.other.clone()).is_some());
        }
    }
    let (words, claim) = (Words::of(one), Words::of(other));
    for evidence in stance(&Reading::of(&claim), &Reading::of(&words)).evidence {
        assert!(one.get(evidence.sentence).is_some());
    }
    let checked = Checked::new([("1", other, ""), ("2", "A heron stole the mayor's chain.", "Did a heron steal it?")]);
    for found in checked.best(one, 2) {
        assert!(found.shared.iter().all(|bytes| one.get(bytes.clone()).is_some()));
    }
    if let Ok(mut stories) = Stories::new() {
        stories.add(&Document { day: None, title: "", text: one });
        stories.add(&Document { day: Some(7), title: "", text: other });
    }
    let said: Vec<Vec<&str>> = one.lines().map(|line| line.splitn(4, ',').collect()).collect();
    let records = said.iter().filter_map(|fields| match fields[..] {
        [source, object, attribute, value] => Some(Record { source, object, attribute, value }),
        _ => None,
    });
    let found = Findings::new(&records.collect::<Vec<_>>(), &[]);
    found.items.iter().for_each(|item| drop(found.explanation(item)));
});
