//! Numbers that name, date or order, and count nothing: `rules/quantity/not_counted.txt`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::noun;
use super::number::{Number, Style};
use super::rules::NOT_COUNTED;
use super::verb::Tense;
use crate::{WordKind, Words};

static COUNTERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("counters"));
static EXCEPTIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("counter exceptions"));
static MONTHS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("months"));
static CLOCK: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("clock"));
static WEEKDAYS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("weekdays"));
static BEFORE_YEAR: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("before a year"));
static INDEFINITE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("indefinite"));
static IDIOMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("not after a hyphen"));
static NOT_ALONE: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NOT_COUNTED.set("not alone"));

/// True for nouns that "a" stands before without counting: "a number of", "a total of".
pub(super) fn is_indefinite(name: &str) -> bool {
    INDEFINITE.contains(name.rsplit(' ').next().unwrap_or(name))
}

/// True for words behind a clock time: "p.m.", "GMT".
pub(super) fn is_clock(lower: &str) -> bool {
    CLOCK.contains(lower)
}

/// True for words behind a hyphen that make an idiom of a number: "one-time", "two-way".
pub(super) fn is_idiom(lower: &str) -> bool {
    IDIOMS.contains(lower)
}

/// True for the names of months.
pub(super) fn is_month(lower: &str) -> bool {
    MONTHS.contains(lower)
}

/// True for words that "one" stands before without counting: "one another", "one would".
pub(super) fn not_alone(lower: &str) -> bool {
    NOT_ALONE.contains(lower)
}

/// A number in its sentence.
pub(super) struct Place<'a, 'b> {
    pub words: &'a Words<'b>,
    pub sentence: &'a Range<usize>,
    /// First word of the number.
    pub first: usize,
    /// One past its last word.
    pub end: usize,
}

impl Place<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.words.lower(at) } else { "" }
    }

    fn previous(&self, back: usize) -> &str {
        self.first.checked_sub(back).map_or("", |at| self.lower(at))
    }

    /// True where the number is a date, a clock time or a year.
    pub fn is_time(&self, number: &Number) -> bool {
        let (previous, next) = (self.previous(1).trim_end_matches('.'), self.lower(self.end).trim_end_matches('.'));
        // "may" is a verb as often as a month.
        let month = |at: usize, word: &str| MONTHS.contains(word) && (word != "may" || noun::is_name(self.words, at));
        let day = (1.0..=31.0).contains(&number.value) && number.style == Style::Plain;
        // "sept. 30" in lower case is three words.
        let stopped = day
            && previous.is_empty()
            && self.previous(1) == "."
            && self.previous(2) != "may"
            && MONTHS.contains(self.previous(2));
        let dated = stopped
            || day && self.first > self.sentence.start && month(self.first - 1, previous)
            || day && month(self.end, next)
            || matches!(number.style, Style::Plain | Style::Ordinal)
                && next == "of"
                && month(self.end + 1, self.lower(self.end + 1));
        let clock = number.style != Style::Words && number.value < 25.0 && CLOCK.contains(self.lower(self.end))
            || number.value <= 12.0 && matches!(next, "o'clock" | "o’clock");
        dated || clock || self.is_year(number)
    }

    fn is_year(&self, number: &Number) -> bool {
        if number.style != Style::Plain || number.bytes.len() != 4 || !(1000.0..2200.0).contains(&number.value) {
            return false;
        }
        let recent = (1800.0..2100.0).contains(&number.value);
        let previous = self.previous(1).trim_end_matches('.');
        let opened = BEFORE_YEAR.contains(previous) || MONTHS.contains(previous) || WEEKDAYS.contains(previous);
        let dated =
            previous == "," && self.words.get(self.first.wrapping_sub(2)).is_some_and(|w| w.kind == WordKind::Digits);
        let head = noun::is_plural(self.lower(self.end)) && !noun::is_name(self.words, self.end);
        let named =
            self.first > self.sentence.start && noun::is_name(self.words, self.first - 1) && !noun::is_stop(previous);
        match (recent, head) {
            // "2000 people", but "the 2018 sales"
            (true, true) => {
                number.value != 2000.0 && (opened || !number.bytes.is_empty() && number.value % 100.0 != 0.0)
            }
            (true, false) => true,
            (false, _) => {
                let era =
                    matches!(self.lower(self.end).trim_end_matches('.'), "b.c" | "bc" | "bce" | "ad" | "a.d" | "ce");
                !head
                    && (era
                        || dated
                        || named
                        || matches!(previous, "in" | "since" | "circa")
                        || matches!(previous, "from" | "between") && self.to_year())
            }
        }
    }

    /// "from 1445 to 1870": another year follows.
    fn to_year(&self) -> bool {
        let next = self.words.word(self.end + 1);
        matches!(self.lower(self.end), "to" | "and" | "until") && next.len() == 4 && next.starts_with(['1', '2'])
    }

    /// True where the number is a name's: "Flight 805", "Section 12", "Airbus 320".
    pub fn is_named(&self, number: &Number, counts: bool) -> bool {
        let previous = self.previous(1);
        if self.first <= self.sentence.start {
            return false;
        }
        if matches!(previous, "#" | "№") {
            return true;
        }
        let capital = noun::is_name(self.words, self.first - 1);
        let counter = previous.trim_end_matches('.');
        if COUNTERS.contains(counter)
            && (capital || !EXCEPTIONS.contains(counter))
            && self.words.get(self.first - 1).is_some_and(|w| w.kind == WordKind::Letters)
        {
            return !(counts && capital && self.first - 1 == self.sentence.start && EXCEPTIONS.contains(counter));
        }
        // "Channel Six", "the Magnificent Seven": a number word in capitals inside a sentence.
        let opens = matches!(previous, "\"" | "“" | "‘" | "'" | ":" | "(" | "—" | "–" | "-" | "--" | "." | "•" | "``");
        if matches!(number.style, Style::Words) && noun::is_name(self.words, self.first) && !opens {
            let next = noun::is_name(self.words, self.end) && self.sentence.contains(&self.end);
            return capital && !noun::is_stop(previous) || next;
        }
        // "Room 12", "Bluetooth 5.0"
        let version =
            number.style == Style::Digits && number.scale == 1.0 && number.value < 100.0 && number.bytes.len() <= 4;
        let short = number.style == Style::Plain && number.bytes.len() <= 4 || version && !counts;
        let letters = self.words.get(self.first - 1).is_some_and(|w| w.kind == WordKind::Letters);
        short
            && letters
            && capital
            && !noun::is_stop(previous)
            && !is_verb(previous)
            && (!counts || number.bytes.len() <= 2 && is_acronym(self.words.word(self.first - 1)))
    }

    /// True for a number alone that labels what stands before or after it: "ABC 2", "4 Main Street", "the index 40".
    pub fn is_label(&self, number: &Number) -> bool {
        let short = number.style == Style::Plain && number.bytes.len() <= 5;
        let letters =
            |at: usize| self.sentence.contains(&at) && self.words.get(at).is_some_and(|w| w.kind == WordKind::Letters);
        let before = self.first > self.sentence.start && letters(self.first - 1) && {
            let previous = self.previous(1);
            // "the 486 is faster"
            let definite = matches!(previous, "the" | "a" | "an" | "this" | "that") && number.bytes.len() <= 4;
            definite
                || !noun::is_stop(previous) && super::verb::form(previous).is_none() && !noun::is_adjective(previous)
        };
        let after = letters(self.end)
            && (noun::is_name(self.words, self.end) || matches!(self.lower(self.end), "zip" | "block" | "blocks"));
        // "a 4K screen", "401(k)"
        let screen = number.scale == 1000.0 && matches!(number.value as u32, 4000 | 8000) && number.bytes.len() == 2;
        let glued = self.words.text().get(number.bytes.end..).is_some_and(|rest| rest.starts_with('('));
        short && (before || after || glued) || screen
    }

    /// "3. Next add salt", "2) Wait": the number of an item in a list; "376 739 4511" and the like: a long code.
    pub fn is_item(&self, number: &Number) -> bool {
        let opens = self.first == self.sentence.start
            && number.bytes.len() <= 3
            && matches!(self.lower(self.end), "." | ")" | "-" | ":");
        number.style == Style::Plain && (opens || number.bytes.len() >= 7)
    }

    /// "(4)", "[3]": a number alone in brackets.
    pub fn is_bracketed(&self) -> bool {
        matches!(self.previous(1), "(" | "[") && matches!(self.lower(self.end), ")" | "]")
    }
}

fn is_verb(lower: &str) -> bool {
    super::verb::form(lower).is_some_and(|form| form.tense != Tense::Base)
}

/// "ABC"
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// True for a whole word that is a date, a phone number or the like: "2015-10-09", "555-0199", "24/7".
pub(super) fn is_code(word: &str) -> bool {
    let mut groups = 0;
    let mut lens = [0usize; 3];
    for group in word.split(['-', '/']) {
        if group.is_empty() || !group.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        if let Some(len) = lens.get_mut(groups) {
            *len = group.len();
        }
        groups += 1;
    }
    let phone = groups == 2 && lens[0] == 3 && lens[1] == 4;
    let years = groups == 2 && lens[0] == 4 && lens[1] <= 2;
    groups > 2 || phone || years
}
