//! What a cue does in its sentence: its stance, whether the act took place, and whether it is speech at all.
//!
//! Works for any cue, a word or several, found by rule or by a trained tagger, listed in `acts.txt` or not:
//!
//! 1. The first of its words that `acts.txt` knows decides, with what follows it ("agreed that", "agreed to"). A light
//!    verb means what its noun means: "issued a denial".
//! 2. A cue that no entry knows is told by how it is built: an adjective after "is" is an attitude, a verb before "to" an
//!    intention, anything else an assertion in speech.
//! 3. Then negation: left of that word through auxiliaries and adverbs ("has never publicly said"), at the beginning of
//!    the clause ("no one at the port said"), and inside the phrase ("made no offer").

mod lexicon;
mod negation;

use std::ops::Range;

use crate::language::{Analysis, WordKind};
use crate::model::{Manner, Stance};
use lexicon::{Match, entry_at, light_verb, tells};
use negation::Absence;

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// What is done with the content.
    pub stance: Stance,
    /// Whether it is said, thought or intended.
    pub manner: Manner,
    /// True when the act did not take place: "did not say", "never confirmed", "declined to comment".
    pub negated: bool,
}

impl Act {
    /// Something said.
    pub const SAID: Self = Self { stance: Stance::Asserts, manner: Manner::Speech, negated: false };
}

/// Reads what a cue does. `cue` are words of the analysis; an empty cue is something said.
///
/// Looks at the cue's own sentence only, in time linear in the cue.
pub fn act(analysis: &Analysis<'_>, cue: Range<usize>) -> Act {
    let Some(sentence) = analysis.sentence_of(cue.start) else { return Act::SAID };
    let Some(sentence) = analysis.sentences.get(sentence) else { return Act::SAID };
    let clause = Clause { analysis, words: sentence.words.clone() };
    let cue = cue.start..cue.end.min(clause.words.end);
    if cue.clone().all(|at| clause.is_mark(at)) {
        return clause.introduced(cue);
    }
    match clause.head(&cue) {
        Some(head) => clause.performed(head),
        None => clause.unlisted(&cue),
    }
}

/// A sentence around a cue.
struct Clause<'a> {
    analysis: &'a Analysis<'a>,
    /// The words of the sentence.
    words: Range<usize>,
}

/// The word of a cue that decides.
struct Head {
    at: usize,
    /// One past the words it was read from.
    end: usize,
    stance: Stance,
    manner: Manner,
    negated: bool,
}

impl Head {
    fn speaks(&self) -> bool {
        self.manner == Manner::Speech
    }
}

/// Words of a cue that do not decide.
const BESIDE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re", "'ve", "’ve", "'d", "’d", "'ll",
    "’ll", "do", "does", "did", "will", "would", "can", "could", "may", "might", "shall", "should", "must", "the", "a",
    "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these", "those", "in", "of", "by", "to",
    "with", "on", "at", "for", "from", "as", "about", "also", "then", "later", "not", "never", "no", "any", "some",
];

/// Words that no phrase reaches over.
const EDGES: &[&str] = &[
    "that", "who", "which", "whom", "whose", "and", "but", "while", "because", "if", "whether", "he", "she", "they",
    "we", "i", "when", "where", "had", "has", "have", "was", "were", "is", "are", "will", "would", "could",
];

impl<'a> Clause<'a> {
    fn lower(&self, at: usize) -> &str {
        if self.words.contains(&at) { self.analysis.lower(at) } else { "" }
    }

    fn is_mark(&self, at: usize) -> bool {
        self.analysis.words.get(at).is_none_or(|word| word.kind == WordKind::Mark)
    }

    fn may_be_skipped(&self, at: usize) -> bool {
        self.words.contains(&at) && !self.is_mark(at) && !EDGES.contains(&self.lower(at))
    }

    /// "to" before what may be a verb.
    fn is_to_with_verb(&self, at: usize) -> bool {
        let mut next = at + 1;
        while self.lower(next).ends_with("ly") || matches!(self.lower(next), "not" | "never" | "again" | "even") {
            next += 1;
        }
        let word = self.lower(next);
        self.lower(at) == "to"
            && !word.is_empty()
            && !self.is_mark(next)
            && !self.analysis.word(next).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            && !super::phrase::DETERMINERS.contains(&word)
            && (word.len() <= 5 || !word.ends_with("ing"))
            && !matches!(word, "him" | "them" | "us" | "me" | "it" | "you" | "whom" | "which" | "what")
    }

    /// The first word of the cue that says what it does; of "was firm in saying" the saying.
    fn head(&self, cue: &Range<usize>) -> Option<Head> {
        let mut heads = cue.clone().filter_map(|at| self.head_at(at));
        let first = heads.next()?;
        let saying = |head: &Head| head.speaks() && head.at > cue.start && self.lower(head.at - 1) == "in";
        let said = if first.manner == Manner::Attitude { heads.find(saying) } else { None };
        Some(said.unwrap_or(first))
    }

    fn head_at(&self, at: usize) -> Option<Head> {
        let found = entry_at(self, at).filter(|found| found.end > at + 1 || !BESIDE.contains(&self.lower(at)));
        let phrase = found.as_ref().is_some_and(|found| found.end > at + 1);
        let light = (!phrase).then(|| light_verb(self.lower(at))).flatten();
        light.and_then(|speaks| self.light(at, speaks)).or_else(|| found.map(|found| self.plain(at, &found)))
    }

    /// What the deciding word does, unless it is said not to happen.
    fn performed(&self, head: Head) -> Act {
        let absent = negation::absence(self, head.at, head.speaks());
        let stance = if absent == Absence::Refused { Stance::Refuses } else { head.stance };
        let untold = stance == Stance::Refuses && self.refuses_to_tell(head.end);
        Act { stance, manner: head.manner, negated: head.negated || absent != Absence::None || untold }
    }

    fn plain(&self, at: usize, found: &Match) -> Head {
        let entry = found.entry;
        let negated = entry.negated || found.skipped.iter().any(|&at| negation::is_none_word(self.lower(at)));
        Head { at, end: found.end, stance: entry.stance, manner: entry.manner, negated }
    }

    /// "made an offer", "had no comment": the noun that a light verb brings with it. What one makes or gives is said.
    fn light(&self, verb: usize, speaks: bool) -> Option<Head> {
        // "has offered" is no possession of an offer.
        let next = self.lower(verb + 1);
        if !speaks && !super::phrase::DETERMINERS.contains(&next) && !is_plural(next) {
            return None;
        }
        let noun = self.noun_of(verb)?;
        Some(Head { manner: if speaks { Manner::Speech } else { noun.manner }, ..noun })
    }

    fn noun_of(&self, verb: usize) -> Option<Head> {
        let mut negated = false;
        for at in (verb + 1..=verb + 5).take_while(|&at| self.may_be_skipped(at)) {
            let word = self.lower(at);
            // "offered the inquiry the use of a hall": someone it is offered to.
            let recipient = self.lower(at - 1) == "the" && super::phrase::DETERMINERS.contains(&self.lower(at + 1));
            if let Some(noun) = entry_at(self, at).filter(|_| !recipient && !BESIDE.contains(&word)) {
                let head = self.plain(at, &noun);
                return Some(Head { at: verb, negated: negated || head.negated, ..head });
            }
            if super::phrase::PREPOSITIONS.contains(&word) {
                return None;
            }
            negated |= negation::is_none_word(word);
        }
        None
    }

    /// True when an infinitive with a verb of telling follows: "declined TO COMMENT".
    fn refuses_to_tell(&self, at: usize) -> bool {
        if !self.is_to_with_verb(at) {
            return self.lower(at).ends_with("ing") && self.tells(at);
        }
        let mut verb = at + 1;
        while self.lower(verb).ends_with("ly") || matches!(self.lower(verb), "even" | "either" | "further") {
            verb += 1;
        }
        self.tells(verb)
    }

    fn tells(&self, at: usize) -> bool {
        tells(self, at)
            || light_verb(self.lower(at)) == Some(true)
                && self.noun_of(at).is_some_and(|noun| noun.stance != Stance::Offers && noun.speaks())
    }

    /// A cue of marks: a colon, a dash, quotation marks. "Q: Why was it shut?" asks.
    fn introduced(&self, cue: Range<usize>) -> Act {
        let mut rest =
            (cue.end..self.words.end).rev().filter(|&at| !matches!(self.lower(at), "”" | "\"" | "’" | "''" | ")"));
        let asks = rest.next().is_some_and(|last| self.lower(last) == "?");
        Act { stance: if asks { Stance::Asks } else { Stance::Asserts }, ..Act::SAID }
    }

    /// A cue of words that no entry knows.
    fn unlisted(&self, cue: &Range<usize>) -> Act {
        // "FOR many parents, the bus is the only choice": what they think.
        let at = cue.clone().find(|&at| !self.is_mark(at) && !BESIDE.contains(&self.lower(at))).unwrap_or(cue.start);
        let word = self.lower(at);
        let being = (self.words.start..at).rev().take(3).any(|i| {
            matches!(self.lower(i), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "feel" | "feels" | "felt")
        });
        let verbal = word.ends_with("ed") || word.ends_with("ing");
        let manner = if being && !verbal || matches!(word, "for" | "to") {
            Manner::Attitude
        } else if self.is_to_with_verb(at + 1) && !being {
            Manner::Intention
        } else {
            Manner::Speech
        };
        let negated = negation::absence(self, at, false) != Absence::None;
        Act { stance: Stance::Asserts, manner, negated }
    }
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && crate::language::is_plural(word)
}
