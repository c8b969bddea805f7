//! Every place where an article names a person: in full, with an office or title, and by surname or given name alone.
//!
//! A run of capitalised words is a person's name if something speaks for it: a given name, an office or title beside
//! it, an initial, a verb of speech, or its last word standing alone elsewhere. Short forms are read in a second pass,
//! when all full names are known; in a headline, where all words are capitalised, only known names are.

use std::collections::HashSet;
use std::ops::Range;

use super::part::{Part, is_capital, is_speech, is_verb, is_word, part};
use super::people::{is_initial, is_particle, is_thing, person_name, role_beside};
use super::phrase::{DETERMINERS, PREPOSITIONS, PRONOUNS, is_common_verb, is_opener};
use super::roles;
use crate::language::{Analysis, WordKind, given_name, state_at};

/// A person named at a place of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    pub name: Range<usize>,
    /// The office stated beside the name.
    pub role: Option<Range<usize>>,
    pub part: Part,
}

/// Every person named in the title and body, in text order.
pub(super) fn persons(analysis: &Analysis<'_>) -> Vec<Person> {
    let runs = runs(analysis);
    let alone = standing_alone(analysis, &runs);
    let named: Vec<Option<Person>> = runs.iter().map(|run| full_name(analysis, run, &alone)).collect();
    let known = Known::of(analysis, named.iter().flatten().map(|person| &person.name));
    let mut persons = Vec::new();
    for (run, person) in runs.iter().zip(named) {
        match person {
            Some(person) => persons.push(person),
            None => persons.extend(short_forms(analysis, run, &known).map(|name| beside(analysis, run, name))),
        }
    }
    persons
}

/// The person with what stands beside the name.
fn beside(analysis: &Analysis<'_>, run: &Run, name: Range<usize>) -> Person {
    let role = role_beside(analysis, &name, &analysis.sentences[run.sentence].words);
    let before = role.as_ref().map_or(name.start, |role| role.start.min(name.start));
    let part = part(analysis, &(before..name.end));
    Person { name, role, part }
}

/// A run of capitalised words.
struct Run {
    words: Range<usize>,
    sentence: usize,
    headline: bool,
    /// It opens a sentence or quotation: its first word may be no name.
    opens: bool,
}

fn runs(analysis: &Analysis<'_>) -> Vec<Run> {
    let small: HashSet<&str> = (0..analysis.words.len())
        .filter(|&i| analysis.words[i].kind == WordKind::Letters && !analysis.word(i).starts_with(char::is_uppercase))
        .map(|i| analysis.lower(i))
        .collect();
    let mut runs = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let headline = is_headline(analysis, &sentence.words);
        let mut at = sentence.words.start;
        while at < sentence.words.end {
            let mut end = at;
            while end < sentence.words.end && (is_capital(analysis, end) || end > at && joins(analysis, end)) {
                end += 1;
            }
            if end == at {
                at += 1;
                continue;
            }
            let mut words = at..end;
            let opens = at == sentence.words.start || !is_word(analysis, at - 1);
            while opens && words.len() > 1 && is_plain_opener(analysis, words.start, &small) {
                words.start += 1;
            }
            let lone_opener = opens && words.len() == 1 && is_plain_opener(analysis, words.start, &small);
            if !lone_opener {
                runs.push(Run { words, sentence: number, headline, opens });
            }
            at = end;
        }
    }
    runs
}

/// "de", "van", "bin" between capitalised words.
fn joins(analysis: &Analysis<'_>, at: usize) -> bool {
    is_particle(analysis.lower(at)) && (is_capital(analysis, at + 1) || joins_next(analysis, at + 1))
}

fn joins_next(analysis: &Analysis<'_>, at: usize) -> bool {
    matches!(analysis.lower(at), "der" | "den" | "la") && is_capital(analysis, at + 1)
}

/// Every longer word is capitalised; of many, all but a few.
pub(super) fn is_headline(analysis: &Analysis<'_>, words: &Range<usize>) -> bool {
    let long = |i: &usize| is_word(analysis, *i) && analysis.word(*i).chars().count() > 3;
    let all = words.clone().skip(1).filter(long).count();
    let capital = words.clone().skip(1).filter(long).filter(|&i| is_capital(analysis, i)).count();
    all >= 3 && capital * 8 >= all * 7
}

/// A word capitalised only because it opens a sentence or quotation.
fn is_plain_opener(analysis: &Analysis<'_>, at: usize, small: &HashSet<&str>) -> bool {
    let lower = analysis.lower(at);
    if roles::is_office(lower) || lower.ends_with('.') {
        return false;
    }
    PREPOSITIONS.contains(&lower)
        || DETERMINERS.contains(&lower)
        || PRONOUNS.contains(&lower)
        || is_opener(lower)
        || is_common_verb(lower)
        || matches!(
            lower,
            "when" | "while" | "after" | "as" | "if" | "because" | "before" | "since" | "though" | "although"
        )
        || small.contains(lower)
}

/// A word of a name, for comparing: "O’Hara" and "O'Hara" are one.
fn key(analysis: &Analysis<'_>, word: usize) -> String {
    analysis.lower(word).replace('’', "'")
}

/// Last words of runs that stand alone, or behind an office or title only.
fn standing_alone(analysis: &Analysis<'_>, runs: &[Run]) -> HashSet<String> {
    let mut alone = HashSet::new();
    for run in runs.iter().filter(|run| !run.headline) {
        let last = run.words.end - 1;
        let rest = run.words.start..last;
        let determined = run.words.start > 0 && DETERMINERS.contains(&analysis.lower(run.words.start - 1));
        if !determined && rest.clone().all(|i| roles::is_office(analysis.lower(i))) {
            alone.insert(key(analysis, last));
        }
    }
    alone
}

/// The person's name in full, or behind an office, that a run holds.
fn full_name(analysis: &Analysis<'_>, run: &Run, alone: &HashSet<String>) -> Option<Person> {
    let name = person_name(analysis, run.words.clone())?;
    let first = analysis.lower(name.start);
    let given = given_name(first).is_some();
    if (name.start + usize::from(given)..name.end).any(|i| is_thing(analysis.lower(i)))
        || matches!(first, "new" | "north" | "south" | "west" | "east")
    {
        return None;
    }
    if name.len() == 1 {
        let titled = name.start > run.words.start && roles::is_office(analysis.lower(name.start - 1));
        return titled.then(|| beside(analysis, run, name));
    }
    if run.headline {
        return None;
    }
    let person = beside(analysis, run, name);
    let name = &person.name;
    let determined = name.start > analysis.sentences[run.sentence].words.start
        && name.start == run.words.start
        && matches!(analysis.lower(name.start - 1), "the" | "a" | "an" | "this" | "that");
    let plausible = given && !determined
        || person.role.is_some()
        || name.clone().any(|i| is_initial(analysis.word(i)))
        || !determined && is_described(analysis, name)
        || !determined && may_open_name(analysis, run) && alone.contains(&key(analysis, name.end - 1));
    plausible.then_some(person)
}

/// What follows or goes before a person: an age, a relative clause, a party, a verb of speech.
fn is_described(analysis: &Analysis<'_>, name: &Range<usize>) -> bool {
    let lower = |i: usize| analysis.lower(i);
    let comma = usize::from(lower(name.end) == ",");
    let age = analysis.words.get(name.end + 1).is_some_and(|w| w.kind == WordKind::Digits);
    matches!(lower(name.end + comma), "who" | "whose" | "whom")
        || comma == 1 && age
        || is_verb(analysis, name.end)
        || name.start > 0 && is_speech(analysis, name.start - 1)
}

/// At the beginning of a sentence the first word of a run may be no name: "Unlike Calder", "Citing Calder".
fn may_open_name(analysis: &Analysis<'_>, run: &Run) -> bool {
    let first = analysis.lower(run.words.start);
    let plain = ["ing", "ed", "ly"].iter().any(|ending| first.ends_with(ending));
    !run.opens
        || !plain && !matches!(first, "unlike" | "like" | "even" | "only" | "perhaps" | "maybe" | "poor" | "dear")
}

/// Names that have been read in full, by last word and by given name.
struct Known {
    last: HashSet<String>,
    given: HashSet<String>,
}

impl Known {
    fn of<'n>(analysis: &Analysis<'_>, names: impl Iterator<Item = &'n Range<usize>>) -> Self {
        let mut known = Self { last: HashSet::new(), given: HashSet::new() };
        for name in names {
            known.last.insert(key(analysis, name.end - 1));
            if name.len() > 1 && given_name(analysis.lower(name.start)).is_some() {
                known.given.insert(key(analysis, name.start));
            }
        }
        known
    }
}

/// Known surnames, and known given names alone, in a run that holds no full name.
fn short_forms<'a>(
    analysis: &'a Analysis<'_>,
    run: &'a Run,
    known: &'a Known,
) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let words = run.words.clone();
    let last = words.end - 1;
    let is_title = |i: usize| {
        let lower = analysis.lower(i);
        roles::is_office(lower) || roles::is_adherent(lower) || is_particle(lower) || state_at(analysis, i).is_some()
    };
    // "Calder Foundation", "Fort Calder": the name is part of another.
    let whole = !run.headline && (words.start..last).all(is_title);
    let alone = known.given.contains(&key(analysis, last)) || is_given_name_alone(analysis, &words);
    let names = words.filter(move |&i| {
        let surname = known.last.contains(&key(analysis, i));
        if run.headline { surname && state_at(analysis, i).is_none() } else { whole && i == last && (surname || alone) }
    });
    names.map(|i| i..i + 1)
}

/// "Ines said": a person of whom no surname is told.
fn is_given_name_alone(analysis: &Analysis<'_>, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).map_or("", |i| analysis.lower(i));
    words.len() == 1
        && given_name(analysis.lower(words.start)).is_some()
        && state_at(analysis, words.start).is_none()
        && !matches!(before, "in" | "at" | "the" | "from" | "near" | "to" | "of")
        && (is_speech(analysis, words.end)
            || words.start > 0 && is_speech(analysis, words.start - 1) && !is_word(analysis, words.end))
}
