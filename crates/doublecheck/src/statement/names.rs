//! Every place where an article names a person: in full, with an office or title, and by surname or given name alone.
//!
//! A run of capitalised words is a person's name if something speaks for it: a given name, an office or title beside
//! it, an initial, a verb of speech, or its last word standing alone elsewhere. Short forms are read in a second pass,
//! when all full names are known; in a headline, where all words are capitalised, only known names are.

use std::collections::HashSet;
use std::ops::Range;

use super::cues;
use super::people::{is_initial, is_particle, is_thing, person_name, role_beside};
use super::phrase::{DETERMINERS, PREPOSITIONS, PRONOUNS, is_common_verb, is_opener};
use super::roles;
use crate::language::{Analysis, Tense, WordKind, given_name, state_at, verb};

/// A person named at a place of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    pub name: Range<usize>,
    /// The office stated beside the name.
    pub role: Option<Range<usize>>,
    pub part: Part,
}

/// What a name or pronoun does in its sentence, as far as the words around it tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A verb follows it, or a verb of speech goes before it.
    Subject,
    /// The object of a verb, or part of a list.
    Object,
    /// After a preposition.
    Oblique,
    /// "Calder's", "her".
    Owner,
    /// "the Calder campaign": it stands before another noun.
    Modifier,
}

/// Every person named in the title and body, in text order.
pub(super) fn persons(analysis: &Analysis<'_>) -> Vec<Person> {
    let runs = runs(analysis);
    let alone = standing_alone(analysis, &runs);
    let names: Vec<Option<(Range<usize>, Option<Range<usize>>)>> =
        runs.iter().map(|run| full_name(analysis, run, &alone)).collect();
    let known = Known::of(analysis, names.iter().flatten().map(|(name, _)| name));
    let mut persons = Vec::new();
    for (run, name) in runs.iter().zip(names) {
        match name {
            Some((name, role)) => persons.push(person(analysis, name, role)),
            None => persons.extend(short_forms(analysis, run, &known).into_iter().map(|name| {
                let sentence = &analysis.sentences[run.sentence].words;
                let role = role_beside(analysis, &name, sentence);
                person(analysis, name, role)
            })),
        }
    }
    persons
}

fn person(analysis: &Analysis<'_>, name: Range<usize>, role: Option<Range<usize>>) -> Person {
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

fn is_capital(analysis: &Analysis<'_>, at: usize) -> bool {
    is_word(analysis, at) && analysis.word(at).starts_with(char::is_uppercase)
}

fn is_word(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.words.get(at).is_some_and(|w| w.kind == WordKind::Letters)
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
fn full_name(
    analysis: &Analysis<'_>,
    run: &Run,
    alone: &HashSet<String>,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let sentence = &analysis.sentences[run.sentence].words;
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
        return titled.then(|| {
            let role = role_beside(analysis, &name, sentence);
            (name, role)
        });
    }
    if run.headline {
        return None;
    }
    let role = role_beside(analysis, &name, sentence);
    let determined = name.start > sentence.start
        && name.start == run.words.start
        && matches!(analysis.lower(name.start - 1), "the" | "a" | "an" | "this" | "that");
    let plausible = given && !determined
        || role.is_some()
        || name.clone().any(|i| is_initial(analysis.word(i)))
        || !determined && is_described(analysis, &name)
        || !determined && may_open_name(analysis, run) && alone.contains(&key(analysis, name.end - 1));
    plausible.then_some((name, role))
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

fn is_speech(analysis: &Analysis<'_>, at: usize) -> bool {
    let found = cues::find(analysis.lower(at), analysis.lower(at + 1));
    found.is_some_and(|found| matches!(found.form, cues::VerbForm::Past | cues::VerbForm::Third))
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
fn short_forms(analysis: &Analysis<'_>, run: &Run, known: &Known) -> Vec<Range<usize>> {
    let words = &run.words;
    let is_last = |i: usize| known.last.contains(&key(analysis, i));
    if run.headline {
        return words.clone().filter(|&i| is_last(i) && state_at(analysis, i).is_none()).map(|i| i..i + 1).collect();
    }
    // "Calder Foundation", "Fort Calder": the name is part of another.
    let last = words.end - 1;
    let titles = words.start..last;
    let whole = titles.clone().all(|i| {
        let lower = analysis.lower(i);
        roles::is_office(lower) || roles::is_adherent(lower) || is_particle(lower) || state_at(analysis, i).is_some()
    });
    let short = is_last(last) || known.given.contains(&key(analysis, last)) || is_given_name_alone(analysis, words);
    if whole && short { vec![last..words.end] } else { Vec::new() }
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

/// What a phrase does in its sentence.
pub(super) fn part(analysis: &Analysis<'_>, phrase: &Range<usize>) -> Part {
    let next = analysis.lower(phrase.end);
    let before = phrase.start.checked_sub(1).map_or("", |i| analysis.lower(i));
    if is_clitic_possessive(next) && !is_verb(analysis, phrase.end + 1) {
        return Part::Owner;
    }
    if matches!(before, "said" | "says" | "adds" | "added" | "wrote" | "writes" | "asked" | "continued" | "explained")
        && !is_verb(analysis, phrase.end)
    {
        return Part::Subject;
    }
    let skipped = after_apposition(analysis, phrase.end);
    if is_verb(analysis, phrase.end) || skipped.is_some_and(|at| is_verb(analysis, at)) {
        return Part::Subject;
    }
    let opens = analysis.sentence_of(phrase.start).is_some_and(|s| analysis.sentences[s].words.start == phrase.start);
    let function_word = PREPOSITIONS.contains(&next)
        || DETERMINERS.contains(&next)
        || PRONOUNS.contains(&next)
        || is_opener(next)
        || next.ends_with("ly")
        || matches!(
            next,
            "" | "that" | "as" | "than" | "if" | "when" | "while" | "after" | "before" | "because" | "since"
        );
    if is_word(analysis, phrase.end) && !function_word && !is_capital(analysis, phrase.end) {
        return Part::Modifier;
    }
    if opens && next == "," {
        return Part::Subject;
    }
    if PREPOSITIONS.contains(&before) || before == "the" {
        return Part::Oblique;
    }
    Part::Object
}

fn is_clitic_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'" | "’")
}

/// A finite verb, adverbs and clitic auxiliaries aside.
fn is_verb(analysis: &Analysis<'_>, at: usize) -> bool {
    let word = analysis.lower(at);
    if matches!(word, "also" | "then" | "later" | "now" | "never" | "often" | "still" | "once" | "himself" | "herself")
        || word.len() > 4 && word.ends_with("ly")
    {
        return is_verb_form(analysis, at + 1);
    }
    is_verb_form(analysis, at)
}

fn is_verb_form(analysis: &Analysis<'_>, at: usize) -> bool {
    let word = analysis.lower(at);
    is_word(analysis, at)
        && !is_capital(analysis, at)
        && (is_common_verb(word)
            || word.len() > 4 && word.ends_with("ed")
            || is_speech(analysis, at)
            || verb(word).is_some_and(|verb| matches!(verb.tense, Tense::Past | Tense::Present))
            || is_irregular_past(word)
            || takes_object(analysis, at))
        || matches!(word, "'ll" | "’ll" | "'d" | "’d")
}

/// "opens the", "met her": before a determiner a word is no noun that the name qualifies.
fn takes_object(analysis: &Analysis<'_>, at: usize) -> bool {
    let next = analysis.lower(at + 1);
    let word = analysis.lower(at);
    let determiner =
        matches!(next, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "that" | "this" | "him" | "them");
    determiner
        && !PREPOSITIONS.contains(&word)
        && !is_opener(word)
        && !DETERMINERS.contains(&word)
        && !PRONOUNS.contains(&word)
        && !word.ends_with("ing")
        && !matches!(
            word,
            "when" | "while" | "as" | "if" | "because" | "after" | "before" | "since" | "than" | "that" | "where"
        )
}

fn is_irregular_past(word: &str) -> bool {
    matches!(
        word,
        "became"
            | "began"
            | "bought"
            | "broke"
            | "brought"
            | "built"
            | "came"
            | "caught"
            | "chose"
            | "cut"
            | "drew"
            | "drove"
            | "fell"
            | "felt"
            | "fought"
            | "found"
            | "gave"
            | "got"
            | "grew"
            | "held"
            | "kept"
            | "knew"
            | "laid"
            | "led"
            | "left"
            | "lost"
            | "made"
            | "meant"
            | "met"
            | "paid"
            | "put"
            | "ran"
            | "rose"
            | "sat"
            | "saw"
            | "sent"
            | "set"
            | "sold"
            | "spent"
            | "spoke"
            | "stood"
            | "swore"
            | "taught"
            | "thought"
            | "threw"
            | "took"
            | "went"
            | "won"
            | "wore"
            | "wrote"
    )
}

/// Where the sentence goes on behind an apposition or relative clause between commas, or a parenthesis.
fn after_apposition(analysis: &Analysis<'_>, comma: usize) -> Option<usize> {
    let close = match analysis.lower(comma) {
        "," => ",",
        "(" => ")",
        _ => return None,
    };
    let end = analysis.sentence_of(comma).map_or(comma, |s| analysis.sentences[s].words.end);
    let closing = (comma + 1..end.min(comma + 22)).find(|&i| analysis.lower(i) == close)?;
    Some(closing + 1)
}

/// Something said or written, which its owner says: "her account", "his remarks".
pub(super) fn is_account(word: &str) -> bool {
    matches!(
        word,
        "account"
            | "statement"
            | "statements"
            | "remark"
            | "remarks"
            | "comment"
            | "comments"
            | "speech"
            | "letter"
            | "book"
            | "memoir"
            | "testimony"
            | "submission"
            | "brief"
            | "tweet"
            | "tweets"
            | "message"
            | "email"
            | "answer"
            | "reply"
            | "response"
            | "claim"
            | "claims"
            | "words"
            | "complaint"
            | "article"
            | "essay"
            | "column"
    )
}

/// Something written that speaks without being anybody.
pub(super) fn is_document(word: &str) -> bool {
    matches!(
        word,
        "report" | "study" | "poll" | "polls" | "survey" | "research" | "document" | "documents" | "data" | "figures"
    )
}
