//! Where the mentions of an article are: names with their titles, roles and bodies without a name, pronouns.

use std::ops::Range;

use super::lists::Class;
use super::seen::{Case, Seen};
use super::{Name, NameType};
use crate::WordKind;

/// The mentions of an article in text order, longer before shorter.
pub(super) fn spans(seen: &Seen<'_>, names: &[Name]) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = names
        .iter()
        .filter(|name| {
            matches!(name.kind, NameType::Person | NameType::Location | NameType::Organization | NameType::Facility)
        })
        .map(|name| with_title(seen, name))
        .collect();
    let covered = spans.clone();
    let mut after = 0;
    for index in 0..seen.words.len() {
        while covered.get(after).is_some_and(|span| span.end <= index) {
            after += 1;
        }
        if covered.get(after).is_some_and(|span| span.contains(&index)) {
            continue;
        }
        if PRONOUNS.contains(&seen.words.lower(index)) {
            spans.push(index..index + 1);
        } else if let Some(span) = described(seen, index)
            && covered.get(after).is_none_or(|next| next.start >= span.end)
        {
            spans.push(span);
        }
    }
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans
}

/// "President Ilse Brandt", "the United Nations", "Ilse Brandt's".
fn with_title(seen: &Seen<'_>, name: &Name) -> Range<usize> {
    let words = seen.words;
    let sentence = words.sentence_of(name.words.start).and_then(|at| words.sentences().get(at));
    let first = sentence.map_or(name.words.start, |sentence| sentence.start);
    let mut start = name.words.start;
    if name.kind == NameType::Person {
        while start > first && start + 6 > name.words.start {
            let before = &seen.at[start - 1];
            let titled = before.marks.has(Class::Title) && before.is_capitalised() || before.marks.has(Class::Role);
            let described = start < name.words.start
                && (before.is_capitalised() && !before.opens
                    || before.marks.has(Class::Demonym)
                    || words.lower(start - 1) == "former");
            if !(titled || described) {
                break;
            }
            start -= 1;
        }
    }
    if start > first && words.lower(start - 1) == "the" {
        start -= 1;
    }
    let owner = matches!(words.lower(name.words.end), "'s" | "’s");
    start..name.words.end + usize::from(owner && words.get(name.words.end).is_some_and(|w| w.kind == WordKind::Clitic))
}

/// "the deputy minister", "this party", "his brother": a determiner, up to three words, and a word for a person, body or place.
fn described(seen: &Seen<'_>, index: usize) -> Option<Range<usize>> {
    let words = seen.words;
    if !OPENERS.contains(&words.lower(index)) {
        return None;
    }
    let mut end = None;
    for at in index + 1..(index + 5).min(words.len()) {
        let word = &seen.at[at];
        let plain = word.case == Case::Lower || word.case == Case::Capital;
        if !plain || STOPS.contains(&words.lower(at)) {
            break;
        }
        let single = words.lower(at).strip_suffix('s').unwrap_or(words.lower(at));
        let names = [Class::Role, Class::OrganisationWord, Class::PlaceWord]
            .iter()
            .any(|&class| word.marks.has(class) || seen.plural_of(single, class));
        if names || NOUNS.contains(&words.lower(at)) {
            end = Some(at + 1);
        }
    }
    end.map(|end| index..end)
}

const PRONOUNS: &[&str] = &[
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "you",
    "your",
    "he",
    "him",
    "his",
    "she",
    "her",
    "hers",
    "it",
    "its",
    "they",
    "them",
    "their",
    "himself",
    "herself",
    "itself",
    "themselves",
    "myself",
    "ourselves",
];

const OPENERS: &[&str] =
    &["the", "this", "that", "these", "those", "a", "an", "his", "her", "their", "its", "our", "my"];

const STOPS: &[&str] = &[
    "of", "in", "on", "at", "for", "from", "to", "with", "by", "as", "and", "or", "is", "was", "are", "were", "has",
    "have", "had", "will", "would", "said", "says", "the", "a", "that", "who", "which",
];

const NOUNS: &[&str] =
    &["country", "nation", "people", "men", "women", "children", "regime", "firm", "crew", "community", "family"];
