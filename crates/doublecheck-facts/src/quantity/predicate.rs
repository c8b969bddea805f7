//! The verb that says what happened to what is counted: its subject's or its object's.

use std::ops::Range;

use super::Quantity;
use super::verb::{self, Tense};
use crate::Words;

/// How far a verb may be from the number, in words.
const REACH: usize = 40;

/// The lemma of the verb of a quantity.
pub(super) fn verb(words: &Words<'_>, sentence: &Range<usize>, quantity: &Quantity) -> Option<&'static str> {
    let clause = Clause { words, sentence };
    let (start, end) = (quantity.words.start, quantity.words.end);
    // "Of the 24 on the deck, three died": what befell the parts did not befall the whole; but for "the 24 who sailed".
    let of = if clause.lower(start.wrapping_sub(1)) == "the" { 2 } else { 1 };
    if start == sentence.start + of && clause.lower(sentence.start) == "of" {
        return clause.relative(end);
    }
    let next = clause.lower(end);
    if (verb::is_auxiliary(next) || verb::form(next).is_some())
        && let Some(verb) = clause.after(end)
    {
        return Some(verb);
    }
    clause.before(start).or_else(|| clause.after(end))
}

struct Clause<'a, 'b> {
    words: &'a Words<'b>,
    sentence: &'a Range<usize>,
}

impl Clause<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.words.lower(at) } else { "" }
    }

    /// The nearest verb before, parts of a list passed over.
    fn before(&self, at: usize) -> Option<&'static str> {
        let earliest = at.saturating_sub(REACH).max(self.sentence.start);
        let (verb, _) = (earliest..at)
            .rev()
            .filter_map(|i| self.verb_at(i))
            .find(|(verb, tense)| *tense != Tense::Present && *verb != "include")?;
        (!verb::is_speech(verb)).then_some(verb)
    }

    /// The main verb after: the last of "were able to destroy", "have fled".
    fn after(&self, at: usize) -> Option<&'static str> {
        // Directly after its subject even a bare form is a verb: "people live".
        if let Some(form) = verb::form(self.lower(at)) {
            return Some(form.lemma);
        }
        let last = (at + 14).min(self.sentence.end);
        let mut verbs = (at..last).filter_map(|i| self.verb_at(i));
        verbs.find(|(_, tense)| matches!(tense, Tense::Past | Tense::Base)).map(|(verb, _)| verb)
    }

    /// The verb of the relative clause that begins at a word: "who were hurt".
    fn relative(&self, at: usize) -> Option<&'static str> {
        let opens = matches!(self.lower(at), "who" | "that" | "which");
        let verb = (at + 1..self.sentence.end).find(|&at| !verb::is_auxiliary(self.lower(at)))?;
        verb::form(self.lower(verb)).filter(|_| opens).map(|form| form.lemma)
    }

    /// The verb at a word, when its form and what stands before it make it one.
    fn verb_at(&self, at: usize) -> Option<(&'static str, Tense)> {
        if self.words.word(at).starts_with(char::is_uppercase) && at > self.sentence.start {
            return None;
        }
        let form = verb::form(self.lower(at))?;
        let previous = at.checked_sub(1).map_or("", |at| self.lower(at));
        let determined = matches!(
            previous,
            "a" | "an" | "the" | "this" | "that" | "its" | "their" | "his" | "her" | "of" | "in" | "air"
        );
        let verbal = match form.tense {
            Tense::Past | Tense::Gerund => !determined,
            Tense::Base => {
                matches!(previous, "to" | "will" | "would" | "could" | "can" | "may" | "might" | "must" | "did" | "not")
            }
            Tense::Present => false,
        };
        verbal.then_some((form.lemma, form.tense))
    }
}
