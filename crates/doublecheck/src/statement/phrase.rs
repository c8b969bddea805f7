//! Noun phrases around a cue: who speaks, who is spoken to.
//!
//! Without a parser, a phrase is found by its edges: closed classes of words and marks that cannot stand inside one.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::cues;
use super::roles;
use super::unit::Unit;
use crate::language::WordKind;

/// Words that begin another clause: no noun phrase reaches across them.
const CLAUSE_OPENERS: &[&str] = &[
    "that", "which", "who", "whom", "whose", "because", "while", "when", "after", "before", "if", "although", "though",
    "since", "as", "but", "so", "where", "until", "unless", "than", "whether", "how", "why", "what", "then", "yet",
];

/// Auxiliaries and common verbs in finite form.
static FINITE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    HashSet::from([
        "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would",
        "can", "could", "may", "might", "shall", "should", "must", "went", "took", "made", "came", "got", "gave",
        "began", "ran", "held", "left", "led", "met", "put", "saw", "kept", "became", "brought", "fell", "felt",
        "grew", "knew", "lost", "paid", "sent", "showed", "spoke", "stood", "won", "wants", "want", "goes", "comes",
        "makes", "takes", "gives", "shows", "seems", "remains", "includes", "means", "needs", "hit", "struck", "broke",
        "rose", "fled", "sought",
    ])
});

pub(super) const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some",
    "any", "no", "several", "many", "both", "all", "another", "each", "every", "one", "two", "three", "other",
];

pub(super) const PREPOSITIONS: &[&str] = &[
    "of",
    "for",
    "to",
    "in",
    "at",
    "on",
    "from",
    "with",
    "by",
    "near",
    "into",
    "over",
    "under",
    "against",
    "about",
    "between",
    "during",
    "through",
    "within",
    "via",
    "following",
    "across",
    "around",
    "without",
    "upon",
    "amid",
    "despite",
    "among",
    "inside",
    "outside",
    "along",
    "off",
    "per",
    "toward",
    "towards",
    "regarding",
    "concerning",
];

/// Adverbs and openers that stand before a subject without belonging to it.
const OPENERS: &[&str] = &[
    "but",
    "and",
    "meanwhile",
    "however",
    "also",
    "still",
    "yet",
    "later",
    "earlier",
    "then",
    "now",
    "today",
    "yesterday",
    "separately",
    "instead",
    "nevertheless",
    "moreover",
    "furthermore",
    "additionally",
    "therefore",
    "thus",
    "finally",
    "unfortunately",
    "indeed",
    "or",
    "so",
    "besides",
    "afterwards",
    "elsewhere",
    "or",
];

/// Pronouns that can be a source by themselves.
pub(super) const PRONOUNS: &[&str] = &["he", "she", "they", "it", "we", "i", "who", "both", "another", "others"];

impl Unit<'_> {
    /// The noun phrase that ends just before word `end`, with an apposition between commas if one stands there.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        if end <= self.words.start {
            return None;
        }
        let last = end - 1;
        if PRONOUNS.contains(&self.lower(last)) && self.lower(last) != "who" {
            return Some(last..end);
        }
        if self.lower(last) == "who" {
            let head_end = if last > self.words.start && self.lower(last - 1) == "," { last - 1 } else { last };
            return self.plain_phrase_before(head_end);
        }
        if self.lower(last) == "," {
            return self.phrase_with_apposition(last);
        }
        let plain = self.plain_phrase_before(end)?;
        Some(self.with_name_before(&plain).unwrap_or(plain))
    }

    /// "NAME, a spokesman for X said": an apposition that no second comma closes.
    fn with_name_before(&self, apposition: &Range<usize>) -> Option<Range<usize>> {
        let comma = apposition.start.checked_sub(1).filter(|&c| c > self.words.start && self.lower(c) == ",")?;
        let describes = matches!(self.lower(apposition.start), "a" | "an" | "the")
            && apposition.clone().any(|i| roles::is_role_word(self.lower(i)));
        let mut start = comma;
        while start > self.words.start && self.capitalised(start - 1) && !self.quoted(start - 1) {
            start -= 1;
        }
        let names = comma - start;
        // "in Port Ansel, a senior official said": a place that a preposition governs is nobody's name.
        let begins = start == self.words.start
            || self.quoted(start - 1)
            || matches!(self.lower(start - 1), "," | "—" | "–" | "--" | "and" | "but");
        (begins && describes && (2..=4).contains(&names)).then_some(start..apposition.end)
    }

    /// `comma` closes an apposition: "NAME, a spokesman for X, | said".
    fn phrase_with_apposition(&self, comma: usize) -> Option<Range<usize>> {
        let opening = (self.words.start..comma).rev().take(22).find(|&i| self.lower(i) == ",")?;
        if comma - opening < 2 || self.quoted(opening) {
            return None;
        }
        let inside = opening + 1;
        if OPENERS.contains(&self.lower(inside)) && comma - opening == 2 {
            return self.plain_phrase_before(opening);
        }
        let apposes = DETERMINERS.contains(&self.lower(inside))
            || self.capitalised(inside)
            || self.lower(inside) == "who"
            || self.words_at(inside).kind == WordKind::Digits
            || roles::is_role_word(self.lower(inside))
            || (inside..comma).any(|i| roles::is_role_word(self.lower(i)));
        let head = self.plain_phrase_before(opening)?;
        apposes.then_some(head.start..comma)
    }

    /// The noun phrase that ends just before `end`, without looking across commas.
    pub(super) fn plain_phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let end = self.before_time(end);
        let mut start = end;
        let mut coordination = None;
        let mut hit_verb = false;
        while start > self.words.start && end - start < 18 {
            let at = start - 1;
            let word = self.lower(at);
            if self.quoted(at) && !self.short_quotation(at) {
                break;
            }
            if word == "who" && start < end {
                // "a woman who runs a bakery | said": the phrase begins before its relative clause.
                let head = self.plain_phrase_before(at)?;
                return (end - head.start <= 20).then_some(head.start..end);
            }
            if CLAUSE_OPENERS.contains(&word) && !(word == "that" && self.is_name(at)) {
                break;
            }
            if word == "," {
                if !self.comma_in_list(at, end) {
                    break;
                }
            } else if is_phrase_edge(word) && !self.short_quotation(at) {
                break;
            }
            if matches!(word, "and" | "or" | "nor") {
                coordination.get_or_insert(start);
            }
            if self.is_finite(at) {
                hit_verb = true;
                break;
            }
            start = at;
        }
        if hit_verb {
            if let Some(who) = self.relative_before(start) {
                let head = self.plain_phrase_before(who)?;
                return (end - head.start <= 20).then_some(head.start..end);
            }
            // A clause stands before it; only what follows "and" can be the phrase.
            start = coordination?;
        }
        let mut phrase = start..end;
        self.drop_openers(&mut phrase);
        let head = self.lower(phrase.end.checked_sub(1)?);
        let wrong = phrase.is_empty()
            || phrase.len() > 17
            || PREPOSITIONS.contains(&head)
            || DETERMINERS.contains(&head) && phrase.len() == 1 && !PRONOUNS.contains(&head)
            || matches!(head, "there" | "not" | "to" | "and" | "or");
        (!wrong).then_some(phrase)
    }

    /// The "who" of a relative clause that the words before `end` belong to: "a man who asked not to be | named".
    fn relative_before(&self, end: usize) -> Option<usize> {
        (self.words.start + 1..end)
            .rev()
            .take(10)
            .take_while(|&i| !self.quoted(i) && !is_phrase_edge(self.lower(i)) && self.lower(i) != ",")
            .find(|&i| self.lower(i) == "who")
    }

    /// "Adela Rusk on Friday | told": the time between subject and verb is no part of the subject.
    fn before_time(&self, end: usize) -> usize {
        let begins = (self.words.start + 1..end).rev().take(3);
        let time = begins.filter_map(|i| self.time_at(i).filter(|t| t.end == end)).map(|t| t.start).min();
        time.filter(|&start| start > self.words.start).unwrap_or(end)
    }

    /// The noun phrase that starts at `start`: up to a mark, a preposition of time or place, a clause or a verb.
    /// An apposition after a comma is taken in when it describes ("Ada Tovan, a spokeswoman for the port").
    pub(super) fn phrase_after(&self, start: usize) -> Range<usize> {
        let mut end = start;
        while end < self.words.end && end - start < 16 {
            let word = self.lower(end);
            if self.quoted(end) || CLAUSE_OPENERS.contains(&word) || self.is_finite(end) || self.starts_time(end) {
                break;
            }
            if matches!(
                word,
                "in" | "on" | "at" | "during" | "by" | "via" | "from" | "amid" | "following" | "to" | "with"
            ) && end > start
                && !self.names_post(end)
            {
                break;
            }
            if word == "," {
                if self.comma_in_list(end, self.words.end.min(end + 8)) && !self.quoted(end) && self.list_closes(end) {
                    end += 1;
                    continue;
                }
                let apposition = self.apposition_after(end);
                return start..apposition.unwrap_or(end);
            }
            if is_phrase_edge(word) {
                break;
            }
            if word == "and" && !self.capitalised(end + 1) && !self.is_nominal_after_and(end) {
                break;
            }
            end += 1;
        }
        while end > start && (PREPOSITIONS.contains(&self.lower(end - 1)) || self.lower(end - 1).ends_with("ly")) {
            end -= 1;
        }
        start..end
    }

    /// End of the apposition that opens at this comma, exclusive of its closing mark.
    fn apposition_after(&self, comma: usize) -> Option<usize> {
        let first = comma + 1;
        let describes = (DETERMINERS.contains(&self.lower(first))
            || self.capitalised(first)
            || roles::is_role_word(self.lower(first)))
            && (first..(first + 8).min(self.words.end)).any(|i| roles::is_role_word(self.lower(i)));
        if !describes {
            return None;
        }
        let end = (first..self.words.end.min(first + 16)).find(|&i| {
            self.lower(i) == ","
                || is_phrase_edge(self.lower(i))
                || CLAUSE_OPENERS.contains(&self.lower(i))
                || self.is_finite(i)
                || self.starts_time(i)
        });
        Some(end.unwrap_or(self.words.end.min(first + 16)))
    }

    fn list_closes(&self, comma: usize) -> bool {
        (comma + 1..(comma + 8).min(self.words.end)).any(|i| self.lower(i) == "and")
    }

    fn is_nominal_after_and(&self, and: usize) -> bool {
        let next = self.lower(and + 1);
        DETERMINERS.contains(&next) || next.ends_with('s')
    }

    /// "in charge of", "to the UK", "at the ministry": the preposition belongs to a post ("envoy to", "official at").
    fn names_post(&self, preposition: usize) -> bool {
        preposition > self.words.start
            && roles::is_role_word(self.lower(preposition - 1))
            && !self.starts_time(preposition)
            && (self.capitalised(preposition + 1)
                || (self.lower(preposition + 1) == "the"
                    && !matches!(self.lower(preposition + 2), "scene" | "time" | "day")))
    }

    /// A comma between the items of "A, B and C", not one that opens an apposition or a clause.
    fn comma_in_list(&self, comma: usize, end: usize) -> bool {
        let mut item = comma;
        while item > self.words.start && self.capitalised(item - 1) {
            item -= 1;
        }
        // "..., in Peru, Ottawa and Madrid said": the first name belongs to what stands before.
        let governed = item > self.words.start && PREPOSITIONS.contains(&self.lower(item - 1));
        !governed
            && comma > self.words.start
            && self.capitalised(comma - 1)
            && self.capitalised(comma + 1)
            && (comma + 1..end).take(7).find(|&i| self.lower(i) == "and").is_some_and(|and| {
                (comma + 1..and)
                    .all(|i| self.capitalised(i) || self.lower(i) == "," || self.words_at(i).kind == WordKind::Clitic)
            })
    }

    fn drop_openers(&self, phrase: &mut Range<usize>) {
        while phrase.start < phrase.end {
            let word = self.lower(phrase.start);
            if let Some(time) = self.time_at(phrase.start).filter(|t| t.end < phrase.end) {
                phrase.start = time.end;
            } else if OPENERS.contains(&word) && phrase.len() > 1
                || word.len() > 4 && word.ends_with("ly") && phrase.len() > 1
                || matches!(word, "," | "--" | "—" | "–" | "-" | "|" | ":" | "•")
            {
                phrase.start += 1;
            } else if PREPOSITIONS.contains(&word) || word == "speaking" {
                // "In the capital the mayor": the subject begins at the last determiner that no preposition governs.
                let begin = (phrase.start + 2..phrase.end).rev().find(|&i| {
                    (matches!(self.lower(i), "the" | "a" | "an") || self.capitalised(i) && !self.capitalised(i - 1))
                        && !PREPOSITIONS.contains(&self.lower(i - 1))
                        && !DETERMINERS.contains(&self.lower(i - 1))
                        && self.lower(i - 1) != "and"
                });
                match begin {
                    Some(begin) => phrase.start = begin,
                    None => phrase.start = phrase.end,
                }
                return;
            } else {
                return;
            }
        }
    }

    /// True for a word that can only be a finite verb here, as far as form and neighbours tell.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let word = self.lower(at);
        if FINITE.contains(word) {
            // "Will Smith", "May": capitalised inside a sentence is a name.
            return !self.is_name(at);
        }
        if self.words_at(at).kind != WordKind::Letters || self.is_name(at) {
            return false;
        }
        let before = if at > self.words.start { self.lower(at - 1) } else { "" };
        let modifies = DETERMINERS.contains(&before)
            || before.ends_with("ly")
            || PREPOSITIONS.contains(&before)
            || matches!(before, "and" | "'s" | "’s");
        if word.len() > 4
            && word.ends_with("ed")
            && !modifies
            && !before.is_empty()
            && !matches!(word, "united" | "armed" | "indeed")
        {
            return true;
        }
        !modifies
            && cues::find(word, self.lower(at + 1))
                .is_some_and(|f| matches!(f.form, cues::VerbForm::Past) && f.verb.lemma != "charge")
    }
}

/// A common verb in finite form, by its form alone.
pub(super) fn is_common_verb(word: &str) -> bool {
    FINITE.contains(word)
}

/// A word that may open a sentence without being part of any phrase: "But", "Meanwhile".
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

fn is_phrase_edge(word: &str) -> bool {
    matches!(
        word,
        "." | ";"
            | ":"
            | "!"
            | "?"
            | "("
            | ")"
            | "—"
            | "–"
            | "--"
            | "…"
            | "“"
            | "”"
            | "\""
            | "''"
            | "``"
            | "|"
            | "•"
            | "«"
            | "»"
            | "["
            | "]"
    )
}
