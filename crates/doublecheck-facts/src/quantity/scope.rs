//! What a figure covers: one occasion, everything up to now, or each period; `rules/quantity/scope.txt`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::rules::{Phrases, SCOPE};
use super::verb::{self, Tense};
use crate::Words;

/// What a figure covers, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// What it covers.
    pub coverage: Coverage,
    /// The words that say so ("so far", "since", "a day"); none where nothing does.
    pub words: Option<Range<usize>>,
}

/// What a figure covers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Coverage {
    /// One occasion.
    Occasion,
    /// A running total.
    Cumulative,
    /// So much each period: "day".
    Each(String),
}

static CUMULATIVE: LazyLock<Phrases<()>> =
    LazyLock::new(|| Phrases::new(SCOPE.words("cumulative").map(|phrase| (phrase, ())), false));

static EACH: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| SCOPE.pairs("each period").collect());

/// The period of an adverb: "daily" is each day.
pub(super) fn each(lower: &str) -> Option<&'static str> {
    EACH.get(lower).copied()
}

/// The words of a sentence that make its figures running totals: "so far", "since", "has destroyed".
pub(super) fn cumulative(words: &Words<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let past = |at: usize| verb::form(words.lower(at)).is_some_and(|form| form.tense == Tense::Past);
    sentence.clone().find_map(|i| {
        let lower = words.lower(i);
        if matches!(lower, "has" | "have" | "'ve") {
            let last =
                [i + 1, i + 2].into_iter().find(|&at| at < sentence.end && words.lower(at) != "been" && past(at));
            let last = last.or((words.lower(i + 1) == "been" && past(i + 3)).then_some(i + 3));
            return last.map(|last| i..last + 1);
        }
        let fits = |phrase: &[&str]| phrase.iter().enumerate().all(|(n, word)| words.lower(i + n) == *word);
        CUMULATIVE.find(lower, fits).map(|(len, ())| i..i + len)
    })
}
