//! Persons, bodies and offices: reading a noun phrase as someone who can speak.

use std::ops::Range;

use super::roles;
use crate::language::{Analysis, Naming, WordKind, given_name, state_at};

/// A source phrase read as someone who can speak. Word ranges of the analysis.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// "he", "she", "they", "it", "we".
    Pronoun(String),
    /// A person with a name.
    Person { name: Range<usize>, role: Option<Range<usize>> },
    /// Several persons with names: "A and B".
    Joint { names: Vec<Range<usize>> },
    /// A person by office or function: "the spokesman", "a Russian official".
    Described { head: usize, definite: bool },
    /// A body.
    Body { name: Range<usize> },
    /// A state or its seat.
    State { name: Range<usize> },
    /// Several without a name.
    Group,
}

/// Reads a noun phrase.
pub(super) fn read(analysis: &Analysis<'_>, phrase: Range<usize>) -> Reading {
    let lower = |i: usize| analysis.lower(i);
    if phrase.len() == 1 && super::pronouns::is_pronoun(lower(phrase.start)) {
        return Reading::Pronoun(lower(phrase.start).to_owned());
    }
    // "Ines Calder (Green, Lamport)" reads like "Ines Calder, ...".
    let comma = phrase.clone().skip(1).find(|&i| matches!(lower(i), "," | "("));
    let head_part = phrase.start..comma.unwrap_or(phrase.end);
    let and = head_part.clone().find(|&i| lower(i) == "and");
    if let Some(and) = and {
        let left = person_name(analysis, head_part.start..and);
        let right = person_name(analysis, and + 1..head_part.end);
        if let (Some(left), Some(right)) = (left, right) {
            return Reading::Joint { names: vec![left, right] };
        }
    }
    if let Some(name) = person_name(analysis, head_part.clone()) {
        let role = match comma {
            Some(comma) if comma + 1 < phrase.end => Some(comma + 1..phrase.end),
            _ if name.start > head_part.start => Some(head_part.start..name.start),
            _ => None,
        };
        return Reading::Person { name, role };
    }
    if let Some(name) = comma.and_then(|comma| name_in_apposition(analysis, &head_part, comma + 1..phrase.end)) {
        return Reading::Person { name, role: Some(head_part) };
    }
    let mut trimmed = without_determiner(analysis, head_part.clone());
    while trimmed.len() > 1 && speaks_for_body(lower(trimmed.end - 1)) {
        trimmed.end -= 1;
    }
    let head = head_of(analysis, &head_part);
    let head_word = lower(head);
    if let Some((_, naming, words)) = state_at(analysis, trimmed.start) {
        if naming != Naming::Demonym && words.end >= head_part.end {
            return Reading::State { name: trimmed };
        }
        if naming != Naming::Demonym && lower(words.end) == "and" {
            return Reading::Group;
        }
    }
    if roles::is_group(head_word) || roles::is_group(lower(head_part.end.saturating_sub(1))) {
        return Reading::Group;
    }
    if roles::is_office(head_word) {
        let definite = !matches!(lower(phrase.start), "a" | "an" | "one" | "another") && phrase.start < head;
        return Reading::Described { head, definite };
    }
    if roles::is_body_word(head_word)
        || head_part.clone().any(|i| roles::is_body_word(lower(i)))
        || has_capital(analysis, &trimmed)
    {
        return Reading::Body { name: trimmed };
    }
    Reading::Group
}

/// "The port's clerk, Ines Calder": an office with the name in apposition.
fn name_in_apposition(analysis: &Analysis<'_>, office: &Range<usize>, behind: Range<usize>) -> Option<Range<usize>> {
    let end = behind.clone().find(|&i| matches!(analysis.lower(i), "," | "(")).unwrap_or(behind.end);
    let head = head_of(analysis, office);
    let name = person_name(analysis, behind.start..end)?;
    let titled = name.start == behind.start || roles::is_office(analysis.lower(name.start - 1));
    let full = name.len() > 1 || name.start > behind.start;
    let singular = roles::is_office(analysis.lower(head)) && !roles::is_group(analysis.lower(head));
    (titled && full && singular).then_some(name)
}

/// "the ministry's estimates", "the company statement": the body speaks.
fn speaks_for_body(word: &str) -> bool {
    matches!(
        word,
        "estimates"
            | "estimate"
            | "figures"
            | "data"
            | "statistics"
            | "statement"
            | "statements"
            | "press"
            | "account"
            | "'s"
            | "’s"
            | "'"
            | "’"
    )
}

fn has_capital(analysis: &Analysis<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|i| analysis.word(i).starts_with(char::is_uppercase))
}

fn without_determiner(analysis: &Analysis<'_>, mut words: Range<usize>) -> Range<usize> {
    while words.start < words.end && super::phrase::DETERMINERS.contains(&analysis.lower(words.start)) {
        words.start += 1;
    }
    words
}

/// The head noun: the last word before a preposition or relative clause.
fn head_of(analysis: &Analysis<'_>, words: &Range<usize>) -> usize {
    let end = (words.start + 1..words.end)
        .find(|&i| {
            super::phrase::PREPOSITIONS.contains(&analysis.lower(i)) && !is_of_body(analysis, i)
                || matches!(analysis.lower(i), "who" | "that" | "and")
        })
        .unwrap_or(words.end);
    end.saturating_sub(1).max(words.start)
}

/// "Ministry of Works spokesman": the "of" is inside a name and the head comes later.
fn is_of_body(analysis: &Analysis<'_>, of: usize) -> bool {
    of > 0
        && analysis.lower(of) == "of"
        && analysis.word(of - 1).starts_with(char::is_uppercase)
        && roles::is_body_word(analysis.lower(of - 1))
}

/// The name of a person at the end of a phrase: one to four capitalised words that are no office, body or state.
pub(super) fn person_name(analysis: &Analysis<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let mut start = words.end;
    while start > words.start {
        let at = start - 1;
        let word = analysis.word(at);
        let lower = analysis.lower(at);
        let particle = is_particle(lower) && start < words.end;
        let name = word.starts_with(char::is_uppercase) && analysis.words[at].kind == WordKind::Letters;
        let surname = follows_given_name(analysis, at, &words);
        if !(name || particle)
            || (roles::is_office(lower) || roles::is_body_word(lower)) && !surname
            || roles::is_adherent(lower) && start < words.end
            || words.start < at && is_of_body_name(analysis, at)
            || state_covers(analysis, at, words.start) && !surname
        {
            break;
        }
        start -= 1;
    }
    while start < words.end && !analysis.word(start).starts_with(char::is_uppercase) {
        start += 1;
    }
    // "Halden Council Democrat Ines Calder": of several words the name begins with the given name.
    if let Some(given) = (start + 1..words.end.saturating_sub(1)).find(|&i| given_name(analysis.lower(i)).is_some())
        && given_name(analysis.lower(start)).is_none()
        && !is_initial(analysis.word(start))
    {
        start = given;
    }
    // "The Courier", "Her" at the beginning of a sentence.
    let determiner = start;
    while start < words.end && super::phrase::DETERMINERS.contains(&analysis.lower(start)) {
        start += 1;
    }
    let name = start..words.end;
    let all_capitals =
        name.clone().all(|i| analysis.word(i).chars().count() > 1 && analysis.word(i).chars().all(char::is_uppercase));
    let before = if name.start > words.start { analysis.lower(name.start - 1) } else { "" };
    let lower_body = roles::is_body_word(before) && !analysis.word(name.start - 1).starts_with(char::is_uppercase);
    let determined =
        lower_body || start > determiner || matches!(before, "the" | "a" | "an" | "of" | "for" | "at" | "in");
    let last = words.end.checked_sub(1).map_or("", |last| analysis.lower(last));
    let thing = (roles::is_adherent(last) || roles::is_group(last)) && name.len() == 1 || is_thing(last);
    // "the Courier", "RT", "Halden Group": bodies. One bare word is a surname only if nothing speaks against it.
    (!name.is_empty()
        && name.len() <= 4
        && !all_capitals
        && !determined
        && !thing
        && analysis.word(name.start).chars().count() > 1)
        .then_some(name)
}

/// "J." or "J.J."
pub(super) fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.split('.').all(|letter| letter.chars().count() <= 1)
}

/// "Ministry of Defense": a capitalised word governed by a body.
fn is_of_body_name(analysis: &Analysis<'_>, at: usize) -> bool {
    at >= 2 && matches!(analysis.lower(at - 1), "of" | "for") && roles::is_body_word(analysis.lower(at - 2))
}

/// "Petra King", "Mr. Jordan": an office or state right after a given name or a form of address is a surname.
fn follows_given_name(analysis: &Analysis<'_>, at: usize, words: &Range<usize>) -> bool {
    let before = if at > words.start { analysis.lower(at - 1) } else { "" };
    let addressed = matches!(before, "mr." | "mr" | "mrs." | "mrs" | "ms." | "ms")
        && !matches!(analysis.lower(at), "president" | "speaker" | "chairman" | "minister" | "secretary");
    at + 1 == words.end && (addressed || given_name(before).is_some())
}

/// A small word inside names: "de", "van", "bin".
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "van" | "von" | "der" | "den" | "bin" | "al" | "la" | "le" | "el" | "da" | "di" | "du" | "ibn" | "abu"
    )
}

fn state_covers(analysis: &Analysis<'_>, at: usize, from: usize) -> bool {
    (from.max(at.saturating_sub(4))..=at)
        .any(|i| state_at(analysis, i).is_some_and(|(_, _, words)| words.contains(&at)))
}

/// The office before a name ("Deputy Works Minister ADA TOVAN") or behind it ("ADA TOVAN, a spokeswoman for the port").
pub(super) fn role_beside(
    analysis: &Analysis<'_>,
    name: &Range<usize>,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    let mut start = name.start;
    let mut office = false;
    while start > sentence.start && name.start - start < 9 {
        let at = start - 1;
        let lower = analysis.lower(at);
        let fits = roles::is_office(lower)
            || analysis.word(at).starts_with(char::is_uppercase) && analysis.words[at].kind == WordKind::Letters
            || office
                && (roles::is_body_word(lower)
                    || matches!(
                        lower,
                        "of" | "for"
                            | "the"
                            | "to"
                            | "'s"
                            | "’s"
                            | "deputy"
                            | "chief"
                            | "former"
                            | "senior"
                            | "prime"
                            | "vice"
                            | "foreign"
                            | "defense"
                            | "defence"
                    ))
            || office
                && analysis.words[at].kind == WordKind::Letters
                && !super::phrase::PREPOSITIONS.contains(&lower)
                && !super::phrase::DETERMINERS.contains(&lower)
                && name.start - start < 4
                && !super::phrase::is_common_verb(lower)
                && !lower.ends_with("ed")
                && !is_clause_word(lower);
        if !fits {
            break;
        }
        office |= roles::is_office(lower);
        start -= 1;
    }
    while start < name.start && matches!(analysis.lower(start), "of" | "for" | "the" | "to" | "'s" | "’s") {
        start += 1;
    }
    if office && start < name.start {
        return Some(start..name.start);
    }
    if name.start >= sentence.start + 3 && analysis.lower(name.start - 1) == "," {
        // "the company's chief executive, Viktor Strand, ..."
        let comma = name.start - 1;
        let first = (sentence.start..comma).rev().take(10).find(|&i| {
            matches!(analysis.lower(i), "," | "." | "“" | "\"" | "said" | "told" | "and") || i == sentence.start
        })?;
        let first = if first == sentence.start { first } else { first + 1 };
        let opens = super::phrase::DETERMINERS.contains(&analysis.lower(first))
            || analysis.word(first).starts_with(char::is_uppercase);
        let last_is_office = roles::is_office(analysis.lower(comma - 1))
            || matches!(analysis.lower(comma - 1), "executive" | "secretary");
        if opens && last_is_office && comma > first {
            return Some(first..comma);
        }
    }
    if analysis.lower(name.end) == "," {
        let first = name.end + 1;
        let end = (first..sentence.end.min(first + 14))
            .find(|&i| matches!(analysis.lower(i), "," | "." | "who" | "said" | "told" | "which"))?;
        if (first..end).any(|i| roles::is_office(analysis.lower(i))) {
            return Some(first..end);
        }
    }
    None
}

fn is_clause_word(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "and"
            | "but"
            | "said"
            | "says"
            | "told"
            | "as"
            | "when"
            | "while"
            | "is"
            | "was"
            | "has"
            | "had"
            | "were"
            | "are"
            | "or"
            | "than"
    )
}

/// Nouns that end or open names of places, days, laws and works, not of persons.
pub(super) fn is_thing(word: &str) -> bool {
    matches!(
        word,
        "street"
            | "avenue"
            | "road"
            | "square"
            | "bridge"
            | "river"
            | "lake"
            | "island"
            | "islands"
            | "sea"
            | "ocean"
            | "mountain"
            | "valley"
            | "beach"
            | "park"
            | "county"
            | "city"
            | "town"
            | "village"
            | "district"
            | "province"
            | "state"
            | "states"
            | "house"
            | "hall"
            | "tower"
            | "airport"
            | "station"
            | "stadium"
            | "hotel"
            | "building"
            | "act"
            | "law"
            | "bill"
            | "amendment"
            | "treaty"
            | "accord"
            | "agreement"
            | "constitution"
            | "plan"
            | "war"
            | "day"
            | "week"
            | "month"
            | "year"
            | "eve"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "show"
            | "prize"
            | "award"
            | "cup"
            | "games"
            | "olympics"
            | "festival"
            | "conference"
            | "summit"
            | "forum"
            | "convention"
            | "debate"
            | "campaign"
            | "street's"
            | "journal"
            | "review"
            | "press"
            | "democracy"
            | "rights"
            | "lives"
            | "matter"
            | "justice"
            | "health"
            | "security"
            | "defense"
            | "defence"
            | "peace"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "twitter"
            | "facebook"
            | "youtube"
            | "internet"
            | "america"
            | "europe"
            | "africa"
            | "asia"
    )
}
