//! Where the pieces of a statement begin and end: whom it is said to, and what is said.

use std::ops::Range;

use super::cues::{self, Found, Frame, VerbForm};
use super::phrase::{DETERMINERS, PREPOSITIONS};
use super::roles;
use super::unit::Unit;
use crate::language::WordKind;

impl Unit<'_> {
    /// Who is told: "told reporters", "told RT", "told the newspaper".
    pub(super) fn addressee(&self, after: usize, found: Found) -> Option<Range<usize>> {
        found.verb.takes(Frame::Object).then(|| self.object(after)).filter(|object| !object.is_empty())
    }

    /// A short noun phrase: a pronoun, a name, or a determiner with what it governs up to the next edge.
    pub(super) fn object(&self, start: usize) -> Range<usize> {
        let single =
            matches!(self.lower(start), "me" | "us" | "him" | "them" | "you" | "reporters" | "journalists" | "it");
        if single && !self.capitalised(start + 1) {
            return start..start + 1;
        }
        let end = (start..self.words.end.min(start + 12)).find(|&i| self.ends_object(i, start));
        start..end.unwrap_or(self.words.end.min(start + 12))
    }

    pub(super) fn ends_object(&self, at: usize, start: usize) -> bool {
        let word = self.lower(at);
        let edge = matches!(
            word,
            "," | "."
                | ":"
                | ";"
                | "that"
                | "to"
                | "of"
                | "in"
                | "on"
                | "at"
                | "during"
                | "after"
                | "for"
                | "if"
                | "whether"
                | "how"
                | "why"
                | "what"
                | "by"
                | "with"
                | "not"
                | "who"
        );
        let of_a_name =
            matches!(word, "of" | "to" | "for") && at > start && self.capitalised(at - 1) && self.capitalised(at + 1)
                || word == "to" && at > start && roles::is_role_word(self.lower(at - 1)) && self.capitalised(at + 1);
        let next_phrase = at > start
            && DETERMINERS.contains(&word)
            && self.lower(at - 1) != "and"
            && !PREPOSITIONS.contains(&self.lower(at - 1));
        self.quoted(at) || edge && !of_a_name || self.starts_time(at) || next_phrase || self.is_finite(at)
    }

    /// A noun phrase up to the linking preposition: "accused | the firm | of".
    pub(super) fn object_until(&self, start: usize, link: &str) -> Option<Range<usize>> {
        let links = |i: usize| {
            self.lower(i) == link
                && (link != "of"
                    || self.lower(i + 1).ends_with("ing")
                    || self.quoted(i + 1)
                    || !self.capitalised(i + 1) && !self.capitalised(i - 1))
        };
        let edge = |i: &usize| !matches!(self.lower(*i), "." | ";" | ":") && !self.is_finite(*i);
        let end = (start..self.words.end).take(20).take_while(edge).find(|&i| links(i))?;
        (end > start).then_some(start..end)
    }

    /// "proposed | to Washington and its allies | to share": a recipient introduced by "to".
    pub(super) fn recipient(&self, after: usize) -> Range<usize> {
        let introduced =
            self.lower(after) == "to" && (self.capitalised(after + 1) || DETERMINERS.contains(&self.lower(after + 1)));
        let second = introduced
            .then(|| {
                (after + 2..self.words.end)
                    .take(18)
                    .take_while(|&i| !matches!(self.lower(i), "." | ";" | ":"))
                    .find(|&i| matches!(self.lower(i), "to" | "that") && !self.capitalised(i + 1))
            })
            .flatten();
        second.map_or(after..after, |second| after + 1..second)
    }

    /// "to share the data": an infinitive that starts here, to the end of its clause. A time may stand before it.
    pub(super) fn infinitive(&self, at: usize) -> Option<Range<usize>> {
        let at = self.time_at(at).map_or(at, |t| t.end);
        let at = if self.lower(at) == "not" && self.lower(at + 1) == "to" { at + 1 } else { at };
        let verb = self.lower(at) == "to"
            && self.words_at(at + 1).kind == WordKind::Letters
            && !self.capitalised(at + 1)
            && !DETERMINERS.contains(&self.lower(at + 1));
        verb.then(|| self.clause_from(at)).filter(|c| self.count(c.clone()) >= 2)
    }

    /// From here to the end of the unit, marks trimmed.
    pub(super) fn clause_from(&self, start: usize) -> Range<usize> {
        self.trim(start.min(self.words.end)..self.words.end)
    }

    /// What is said, after the cue: a clause, a quotation, or what follows a colon.
    pub(super) fn content_after(&self, at: usize, found: Found, has_left: bool) -> Option<Range<usize>> {
        let verb = found.verb;
        let clause =
            |from: usize, least: usize| Some(self.clause_from(from)).filter(|c| self.count(c.clone()) >= least);
        match self.lower(at) {
            ":" => return clause(at + 1, 2),
            "," if self.quoted(at + 1) => return clause(at + 1, 2),
            "that" if verb.takes(Frame::That) => return clause(at, 3),
            "" => return None,
            _ => {}
        }
        if self.quoted(at) && verb.takes(Frame::Quote) {
            return clause(at, 1);
        }
        if verb.takes(Frame::Infinitive)
            && !has_left
            && let Some(content) = self.infinitive(at)
        {
            return Some(content);
        }
        if let Some(that) = self.late_that(at) {
            return clause(that, 3);
        }
        self.bare_clause(at, found, has_left)
    }

    /// A clause without "that": "said the bridge was safe".
    pub(super) fn bare_clause(&self, at: usize, found: Found, has_left: bool) -> Option<Range<usize>> {
        let bare = self.clause_from(self.time_at(at).map_or(at, |t| t.end));
        let begins = !matches!(
            self.lower(bare.start),
            "," | "to" | "by" | "as" | "of" | "with" | "from" | "and" | "so" | "or" | "but" | "nothing" | "something"
        );
        // "said about 200 people had left", but "spoke about the bridge".
        let about = self.lower(bare.start) == "about" && self.words_at(bare.start + 1).kind != WordKind::Digits;
        let begins = begins && !about;
        let place = PREPOSITIONS.contains(&self.lower(bare.start)) && has_left;
        let finite = bare.clone().skip(1).any(|i| self.is_finite(i) || self.quoted(i));
        let fits = found.verb.takes(Frame::Bare) && begins && !place && finite && self.lower(at) != ",";
        (fits && self.count(bare.clone()) >= 3).then_some(bare)
    }

    /// "said on Monday in a statement that ...": the "that" behind time and place.
    pub(super) fn late_that(&self, at: usize) -> Option<usize> {
        let opens = self.starts_time(at)
            || PREPOSITIONS.contains(&self.lower(at))
            || matches!(self.lower(at), "late" | "early" | "again");
        if !opens {
            return None;
        }
        (at..self.words.end)
            .take(16)
            .take_while(|&i| {
                !matches!(self.lower(i), "," | "." | ";") && !self.quoted(i) && (i == at || !self.is_finite(i))
            })
            .find(|&i| {
                self.lower(i) == "that"
                    && !PREPOSITIONS.contains(&self.lower(i - 1))
                    && self.words_at(i + 1).kind != WordKind::Mark
            })
    }

    /// "PORT VALE, March 3 (AGENCY) —": where a report was filed is not part of what is said.
    pub(super) fn after_dateline(&self, content: Range<usize>) -> Range<usize> {
        let dash = content.clone().take(12).find(|&i| matches!(self.lower(i), "--" | "—" | "–" | "-"));
        let capitals = self.word(content.start).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let plain = |i: usize| self.words_at(i).kind == WordKind::Letters && !self.capitalised(i);
        match dash {
            Some(dash) if capitals && !(content.start..dash).any(plain) => dash + 1..content.end,
            _ => content,
        }
    }

    /// "A, X said, B": what goes on behind the second comma.
    pub(super) fn rest_after_parenthesis(&self, at: usize) -> Option<Range<usize>> {
        if self.lower(at) != "," {
            return None;
        }
        let rest = self.clause_from(at + 1);
        let other_clause = matches!(
            self.lower(rest.start),
            "who"
                | "which"
                | "while"
                | "as"
                | "but"
                | "and"
                | "referring"
                | "after"
                | "when"
                | "citing"
                | "speaking"
                | "where"
        ) || cues::find(self.lower(rest.start), self.lower(rest.start + 1))
            .is_some_and(|f| f.form == VerbForm::Gerund);
        (!other_clause && self.count(rest.clone()) >= 2).then_some(rest)
    }

    /// A quotation that goes on behind the attribution: `"A," he said, "B."`
    pub(super) fn quotation_following(&self, at: usize) -> Option<Range<usize>> {
        let open = (at..self.words.end).take(12).find(|&i| self.quoted(i))?;
        let set_off = open == at || (at..open).any(|i| matches!(self.lower(i), "," | ":" | "."));
        set_off.then(|| self.clause_from(open)).filter(|c| self.count(c.clone()) >= 3)
    }
}
