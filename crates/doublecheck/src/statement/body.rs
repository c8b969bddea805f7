//! Bodies: where their names begin and end, and which one "the union" or "a company spokesman" means.

use std::ops::Range;

use super::phrase::{DETERMINERS, PREPOSITIONS};
use super::roles;
use crate::language::{Analysis, Naming, state_at};
use crate::model::SpeakerKind;

/// Nouns that may stand for each other when a body named in full is taken up again.
const KINDS: &[&[&str]] = &[
    &["union", "federation", "guild", "unions", "association", "brotherhood"],
    &["company", "firm", "group", "corporation", "corp", "operator", "consortium"],
    &["hospital", "clinic"],
    &["agency", "service", "services"],
    &["council", "board", "committee", "commission", "committees"],
    &["association", "society", "organisation", "organization"],
    &["university", "college", "institute"],
    &[
        "newspaper",
        "paper",
        "daily",
        "times",
        "post",
        "journal",
        "tribune",
        "herald",
        "gazette",
        "courier",
        "chronicle",
    ],
    &["network", "channel", "broadcaster", "television", "tv", "radio", "news"],
];

/// The body that a phrase names, with the whole of its name: "Halden Dock Workers' Union", "Ministry of Works".
pub(super) fn body_in(analysis: &Analysis<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let is_body = |i: usize| roles::is_body_word(analysis.lower(i));
    let first = phrase.clone().find(|&i| is_body(i))?;
    // "Port Ansel police": what looks like a body may open the name of another.
    let mut noun = first;
    let mut next = first + 1;
    while next < phrase.end && (is_capital(analysis, next) || is_body(next) || is_possessive(analysis, next)) {
        if is_body(next) {
            noun = next;
        }
        next += 1;
    }
    Some(extent(analysis, noun, phrase))
}

/// Every body named in the article with a proper name, in text order.
pub(super) fn named_bodies(analysis: &Analysis<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for sentence in &analysis.sentences {
        for noun in sentence.words.clone() {
            if is_capital(analysis, noun) && roles::is_body_word(analysis.lower(noun)) {
                let body = extent(analysis, noun, &sentence.words);
                if body.len() > 1 && found.last().is_none_or(|last| last.end <= body.start) {
                    found.push(body);
                }
            }
        }
    }
    found
}

/// Every body, acronym and state named in the article, in text order, with what it is.
pub(super) fn things(analysis: &Analysis<'_>) -> Vec<(Range<usize>, SpeakerKind)> {
    let bodies = named_bodies(analysis);
    let mut things: Vec<(Range<usize>, SpeakerKind)> = Vec::new();
    let mut bodies = bodies.into_iter().peekable();
    let mut at = 0;
    while at < analysis.words.len() {
        if let Some(body) = bodies.next_if(|body| body.start <= at) {
            at = at.max(body.end);
            things.push((body, SpeakerKind::Body));
        } else if let Some((_, naming, words)) = state_at(analysis, at) {
            at = words.end;
            if matches!(naming, Naming::Name | Naming::Seat) {
                things.push((words, SpeakerKind::State));
            }
        } else {
            if is_acronym(analysis, at) {
                things.push((at..at + 1, SpeakerKind::Body));
            }
            at += 1;
        }
    }
    things
}

/// "NATO", "VA": capitals only, in a sentence that is not written so throughout.
fn is_acronym(analysis: &Analysis<'_>, word: usize) -> bool {
    let capitals = |i: usize| {
        let word = analysis.word(i);
        (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
    };
    capitals(word) && !(word > 0 && capitals(word - 1)) && !capitals(word + 1)
}

/// Nouns that may take up a body known by its initials.
pub(super) fn may_be_acronym(noun: &str) -> bool {
    matches!(
        noun,
        "agency"
            | "bureau"
            | "alliance"
            | "bloc"
            | "network"
            | "organisation"
            | "organization"
            | "group"
            | "union"
            | "fund"
            | "broadcaster"
            | "channel"
            | "watchdog"
            | "regulator"
    )
}

/// The one body of the article, named in full, that a generic noun can mean; None when several can.
pub(super) fn meant_by(analysis: &Analysis<'_>, noun: &str, named: &[Range<usize>]) -> Option<Range<usize>> {
    let mut candidates: Vec<&Range<usize>> = Vec::new();
    for body in named.iter().filter(|body| is_kind(analysis, noun, body)) {
        let known = candidates.iter().any(|c| words(analysis, c) == words(analysis, body));
        if !known {
            candidates.push(body);
        }
    }
    match candidates.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// True when a generic noun ("the union") may mean the body with this name.
pub(super) fn is_kind(analysis: &Analysis<'_>, noun: &str, body: &Range<usize>) -> bool {
    let singular = noun.strip_suffix('s').unwrap_or(noun);
    let same = |word: &str| {
        word == noun || word == singular || KINDS.iter().any(|kind| kind.contains(&noun) && kind.contains(&word))
    };
    body.clone().any(|i| same(analysis.lower(i)))
}

fn words(analysis: &Analysis<'_>, range: &Range<usize>) -> Vec<String> {
    range.clone().map(|i| analysis.lower(i).to_owned()).collect()
}

fn is_capital(analysis: &Analysis<'_>, word: usize) -> bool {
    analysis.word(word).starts_with(char::is_uppercase)
}

fn is_possessive(analysis: &Analysis<'_>, word: usize) -> bool {
    matches!(analysis.lower(word), "'s" | "’s" | "'" | "’")
}

/// A title that may stand before a body's name without being part of it: "Minister", "Spokesman".
fn is_title(analysis: &Analysis<'_>, word: usize) -> bool {
    let lower = analysis.lower(word);
    roles::is_role_word(lower)
        && !lower.ends_with('s')
        && !matches!(lower, "general" | "chief" | "worker" | "driver" | "engineer")
}

fn extent(analysis: &Analysis<'_>, noun: usize, within: &Range<usize>) -> Range<usize> {
    let lower = |i: usize| analysis.lower(i);
    let mut start = noun;
    while start > within.start && !is_title(analysis, start - 1) {
        let before = start - 1;
        let joined = (is_possessive(analysis, before) || matches!(lower(before), "&" | "and" | "of"))
            && before > within.start
            && is_capital(analysis, before - 1)
            && is_capital(analysis, start);
        if !(is_capital(analysis, before) || joined) {
            break;
        }
        start = before;
    }
    if start == noun && !is_capital(analysis, noun) && noun > within.start {
        // "the port authority", "a consulting firm": the noun with the word that qualifies it.
        let before = lower(noun - 1);
        let qualifies = before.chars().all(char::is_alphabetic)
            && !DETERMINERS.contains(&before)
            && !PREPOSITIONS.contains(&before)
            && !roles::is_role_word(before)
            && !matches!(before, "who" | "that" | "and" | "or" | "chairs" | "leads" | "heads" | "runs");
        start -= usize::from(qualifies);
    }
    let mut end = noun + 1;
    let on = lower(end) == "on" && matches!(lower(noun), "commission" | "committee" | "council" | "conference");
    if (matches!(lower(end), "of" | "for") || on)
        && is_capital(analysis, noun)
        && end + 1 < within.end
        && is_capital(analysis, end + 1)
    {
        end += 1;
        while end < within.end
            && (is_capital(analysis, end) && !is_title(analysis, end)
                || matches!(lower(end), "of" | "and" | "the" | "&")
                    && end + 1 < within.end
                    && is_capital(analysis, end + 1))
        {
            end += 1;
        }
    }
    while start < noun && DETERMINERS.contains(&lower(start)) {
        start += 1;
    }
    start..end
}
