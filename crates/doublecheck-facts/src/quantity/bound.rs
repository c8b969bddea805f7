//! How a number is meant: the phrases of `rules/quantity/bounds.txt` around it.

use std::ops::Range;
use std::sync::LazyLock;

use super::Bound;
use super::rules::{BOUNDS, Phrases};
use crate::Words;

fn phrases(section: &str) -> impl Iterator<Item = (&'static str, Bound)> {
    BOUNDS.lines(section).filter_map(|line| {
        let (phrase, bound) = line.rsplit_once(" : ")?;
        let bound = match bound.trim() {
            "about" => Bound::About,
            "at least" => Bound::AtLeast,
            "more than" => Bound::MoreThan,
            "at most" => Bound::AtMost,
            "less than" => Bound::LessThan,
            _ => Bound::Exact,
        };
        Some((phrase, bound))
    })
}

static BEFORE: LazyLock<Phrases<Bound>> = LazyLock::new(|| Phrases::new(phrases("before"), true));

static AFTER: LazyLock<Phrases<Bound>> = LazyLock::new(|| Phrases::new(phrases("after"), false));

/// Words that may stand between a bound and its number.
const BETWEEN: &[&str] = &["a", "an", "the", "another", "its", "their", "just", "only", "around", "further"];

/// The bound that the words right before word `at` give, and the first word that says so.
pub(super) fn before(words: &Words<'_>, sentence: &Range<usize>, at: usize) -> Option<(Bound, usize)> {
    let mut found: Option<(Bound, usize)> = None;
    let mut end = at;
    // "up to about 40": two phrases at most.
    for _ in 0..2 {
        let step = |end: usize| {
            let key = words.lower(end.checked_sub(1).filter(|&i| i >= sentence.start)?);
            let phrase = BEFORE.find(key, |phrase| {
                phrase.len() <= end - sentence.start
                    && phrase.iter().rev().enumerate().all(|(i, word)| words.lower(end - 1 - i) == *word)
            });
            phrase.map(|(len, &bound)| (bound, end - len))
        };
        let over = end > sentence.start && BETWEEN.contains(&words.lower(end - 1));
        let Some((bound, start)) = step(end).or_else(|| over.then(|| step(end - 1)).flatten()) else { break };
        found = Some((found.map_or(bound, |(inner, _)| stronger(inner, bound)), start));
        end = start;
    }
    found
}

/// The bound that the words from word `at` on give, and one past the last word that says so.
pub(super) fn after(words: &Words<'_>, sentence: &Range<usize>, at: usize) -> Option<(Bound, usize)> {
    let key = words.lower(at);
    let fits = |phrase: &[&str]| {
        at + phrase.len() <= sentence.end && phrase.iter().enumerate().all(|(i, word)| words.lower(at + i) == *word)
    };
    AFTER.find(key, fits).map(|(len, &bound)| (bound, at + len))
}

/// Of two bounds of one number the one that says more.
fn stronger(one: Bound, other: Bound) -> Bound {
    if matches!(one, Bound::About | Bound::Exact) { other } else { one }
}
