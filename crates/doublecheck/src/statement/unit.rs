//! A unit of attribution: a sentence, or the sentences that one quotation holds together.

use std::ops::Range;

use crate::language::{Analysis, Quotation, Word, WordKind};

/// One or more sentences of a block that no quotation is cut by.
pub(super) struct Unit<'a> {
    pub analysis: &'a Analysis<'a>,
    pub words: Range<usize>,
    pub quotations: &'a [Quotation],
    /// Index into the article's blocks.
    pub block: usize,
}

/// Most words of a unit: a quotation that goes on for longer is read sentence by sentence.
const LONGEST: usize = 1200;

/// Cuts the words of a block into units.
pub(super) fn units<'a>(
    analysis: &'a Analysis<'a>,
    block: usize,
    sentences: &[Range<usize>],
    quotations: &'a [Quotation],
) -> Vec<Unit<'a>> {
    let mut units: Vec<Unit<'a>> = Vec::new();
    for sentence in sentences {
        let cut = |at: usize| {
            let before = quotations.partition_point(|q| q.marked.start < at);
            quotations[..before].last().is_some_and(|q| at < q.marked.end)
        };
        match units.last_mut() {
            Some(unit) if cut(sentence.start) && sentence.end - unit.words.start <= LONGEST => {
                unit.words.end = sentence.end
            }
            _ => units.push(Unit { analysis, words: sentence.clone(), quotations, block }),
        }
    }
    // Each looks at its own quotations only: a block may hold any number.
    for unit in &mut units {
        let first = quotations.partition_point(|q| q.marked.end <= unit.words.start);
        let last = quotations.partition_point(|q| q.marked.start < unit.words.end);
        unit.quotations = quotations.get(first..last).unwrap_or_default();
    }
    units
}

impl<'a> Unit<'a> {
    pub fn lower(&self, at: usize) -> &str {
        self.analysis.lower(at)
    }

    pub fn word(&self, at: usize) -> &'a str {
        self.analysis.word(at)
    }

    pub fn words_at(&self, at: usize) -> Word {
        self.analysis.words.get(at).copied().unwrap_or(Word { start: 0, end: 0, kind: WordKind::Mark })
    }

    pub fn capitalised(&self, at: usize) -> bool {
        at < self.words.end && self.word(at).starts_with(char::is_uppercase)
    }

    /// Capitalised where a plain word would not be: not at the beginning of a sentence or quotation.
    pub fn is_name(&self, at: usize) -> bool {
        self.capitalised(at)
            && at > self.words.start
            && !matches!(self.lower(at - 1), "." | "“" | "\"" | "‘" | "?" | "!" | ":" | "--" | "—" | "''" | "``")
    }

    /// The quotation that a word (or mark) lies in.
    pub fn quotation(&self, at: usize) -> Option<&'a Quotation> {
        let index = self.quotations.partition_point(|q| q.marked.end <= at);
        self.quotations.get(index).filter(|q| q.marked.contains(&at))
    }

    pub fn quoted(&self, at: usize) -> bool {
        self.quotation(at).is_some()
    }

    /// A word in a quotation too short to be an utterance ("wrong targets").
    pub fn short_quotation(&self, at: usize) -> bool {
        self.quotation(at).is_some_and(|q| q.words.len() <= 3)
    }

    /// Cuts marks off both ends that belong to the sentence and not to what is said: commas, full stops, quotation marks.
    pub fn trim(&self, words: Range<usize>) -> Range<usize> {
        let Range { mut start, end: last } = words;
        let mut end = last;
        let outer = |w: &str| {
            matches!(w, "," | "." | ";" | ":" | "“" | "”" | "\"" | "''" | "``" | "--" | "—" | "–" | "«" | "»" | "‘")
        };
        while start < end && (outer(self.lower(start)) || self.is_closing_single(start)) {
            start += 1;
        }
        while end > start && (outer(self.lower(end - 1)) || self.is_closing_single(end - 1)) {
            end -= 1;
        }
        // A quotation that opens or closes inside keeps both of its marks.
        let opens = |q: &&Quotation| start <= q.marked.start && q.marked.start < end;
        if let Some(open) = self.quotations.iter().filter(opens).find(|q| end < q.marked.end && q.marked.end <= last) {
            end = open.marked.end;
        }
        let unbalanced_close = self.quotations.iter().any(|q| q.marked.start + 1 == start && q.marked.end <= end);
        if unbalanced_close && !self.quotations.iter().any(|q| q.words.start == start && q.words.end >= end) {
            start -= 1;
        }
        start..end
    }

    fn is_closing_single(&self, at: usize) -> bool {
        matches!(self.lower(at), "’" | "'")
            && self.quotations.iter().any(|q| q.marked.end == at + 1 || q.marked.start == at)
    }

    /// Number of words (marks aside).
    pub fn count(&self, words: Range<usize>) -> usize {
        words.filter(|&i| matches!(self.words_at(i).kind, WordKind::Letters | WordKind::Digits)).count()
    }

    /// A time expression that starts at this word: "Thursday", "on Monday", "last week", "earlier in the day".
    pub fn time_at(&self, at: usize) -> Option<Range<usize>> {
        if at >= self.words.end {
            return None;
        }
        let start = at;
        let mut at = at;
        let lead = self.lower(at);
        if matches!(
            lead,
            "on" | "late" | "early" | "last" | "next" | "this" | "since" | "by" | "in" | "earlier" | "later"
        ) {
            at += 1;
            if matches!(self.lower(at), "late" | "early" | "last" | "this" | "the" | "in" | "on") {
                at += 1;
            }
            if self.lower(at) == "the" {
                at += 1;
            }
        }
        let word = self.lower(at);
        if is_day_name(word) {
            let mut end = at + 1;
            while matches!(self.lower(end), "morning" | "afternoon" | "evening" | "night") {
                end += 1;
            }
            return Some(start..end);
        }
        if is_month_name(word) && self.capitalised(at) && (at > start || self.words_at(at + 1).kind == WordKind::Digits)
        {
            let mut end = at + 1;
            while end < self.words.end
                && (self.words_at(end).kind == WordKind::Digits
                    || self.lower(end) == "," && self.words_at(end + 1).kind == WordKind::Digits)
            {
                end += 1;
            }
            return Some(start..end);
        }
        if matches!(word, "today" | "yesterday" | "tonight" | "tomorrow") {
            return Some(start..at + 1);
        }
        (at > start
            && matches!(word, "week" | "month" | "year" | "day" | "morning" | "afternoon" | "evening" | "night"))
        .then_some(start..at + 1)
    }

    pub fn starts_time(&self, at: usize) -> bool {
        self.time_at(at).is_some()
    }
}

fn is_day_name(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

fn is_month_name(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
    )
}
