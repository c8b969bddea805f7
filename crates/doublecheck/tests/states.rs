//! The table of states, read in running text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod plain;

use doublecheck::language::{Analysis, state_at, states};

#[test]
fn every_form_is_found_where_it_stands_in_a_sentence() {
    for state in states() {
        for (form, naming) in &state.forms {
            let article = plain::article("form", &format!("Yesterday {form} was named."));
            let analysis = Analysis::of(&article);
            let found =
                state_at(&analysis, 1).map(|(s, n, words)| (s.name, n, &article.text.as_str()[analysis.bytes(words)]));
            assert_eq!(found, Some((state.name, *naming, *form)));
        }
    }
}

#[test]
fn a_hyphenated_word_counts_by_its_first_part() {
    let article = plain::article("form", "A US-led force and Kenyan-trained us-too pilots met.");
    let analysis = Analysis::of(&article);
    let names: Vec<_> = (0..analysis.words.len()).filter_map(|at| Some(state_at(&analysis, at)?.0.name)).collect();
    assert_eq!(names, ["United States", "Kenya"]);
}
