//! What a name or pronoun does in its sentence, as far as the words around it tell.

use std::ops::Range;

use super::cues;
use super::phrase::{DETERMINERS, PREPOSITIONS, PRONOUNS, is_common_verb, is_opener};
use crate::language::{Analysis, Tense, WordKind, verb};

/// A part in a sentence.
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
pub(super) fn is_verb(analysis: &Analysis<'_>, at: usize) -> bool {
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

/// A verb of speech in finite form.
pub(super) fn is_speech(analysis: &Analysis<'_>, at: usize) -> bool {
    let found = cues::find(analysis.lower(at), analysis.lower(at + 1));
    found.is_some_and(|found| matches!(found.form, cues::VerbForm::Past | cues::VerbForm::Third))
}

pub(super) fn is_capital(analysis: &Analysis<'_>, at: usize) -> bool {
    is_word(analysis, at) && analysis.word(at).starts_with(char::is_uppercase)
}

pub(super) fn is_word(analysis: &Analysis<'_>, at: usize) -> bool {
    analysis.words.get(at).is_some_and(|w| w.kind == WordKind::Letters)
}
