//! Amounts: a number with its sign and measured unit, and ranges of two.

use std::ops::Range;

use super::counted::kind_of;
use super::line::{Gap, Line, is_hyphen};
use super::naming::{self, Place};
use super::number::{self, Number, Read, Style};
use super::numeral::digit;
use super::sentence::Sentence;
use super::unit::{self, Found};
use super::{Bound, Kind, bound, change, noun, spelled};
use crate::WordKind;

/// What was read at a place.
pub(super) enum Step {
    Amount(Amount),
    /// Nothing to count up to this byte.
    Over(usize),
}

/// A number with the measured unit that is written to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub number: Number,
    pub measure: Option<Found>,
    /// With the sign of money, and the minus.
    pub bytes: Range<usize>,
    /// "40-odd", "1,200-plus"
    pub bound: Option<Bound>,
    pub negative: bool,
    pub plus: bool,
}

/// One amount, or a range of two.
pub(super) struct Expression {
    pub low: Amount,
    pub high: Option<Amount>,
    /// First byte: of "between" where it opens a range.
    pub start: usize,
    /// "2-1": no range, for the second is no larger.
    pub score: bool,
}

impl Expression {
    pub fn end(&self) -> usize {
        self.high.as_ref().unwrap_or(&self.low).bytes.end
    }

    pub fn measure(&self) -> Option<&Found> {
        let high = self.high.as_ref().and_then(|high| high.measure.as_ref());
        high.or(self.low.measure.as_ref())
    }
}

impl Amount {
    pub fn signed(&self) -> f64 {
        if self.negative { -self.number.value } else { self.number.value }
    }

    /// "49ers", "3D", "2nd-hand": digits that letters go on with, which are no unit.
    pub fn glued_to_letters(&self, line: &Line<'_>) -> bool {
        line.at(self.number.bytes.end).is_some_and(char::is_alphabetic)
    }

    /// "+0.2%" and "-1.3%" are changes.
    pub fn sign_change(&self, measure: Option<&Found>) -> Option<change::Change> {
        let percent = measure.is_some_and(|found| found.listed().dimension == "percent");
        let direction = match (self.plus, self.negative) {
            (true, _) => change::Direction::Up,
            (_, true) => change::Direction::Down,
            _ => return None,
        };
        percent.then_some(change::Change { direction, role: change::Role::By })
    }
}

impl Sentence<'_, '_> {
    pub(super) fn amount_at_word(&self, at: usize) -> Option<Step> {
        let word = self.words.get(at).filter(|_| self.range.contains(&at))?;
        let bytes = word.bytes();
        match word.kind {
            WordKind::Digits if naming::is_code(self.words.word(at)) => Some(Step::Over(bytes.end)),
            WordKind::Digits => self.amount(bytes.start),
            WordKind::Letters => {
                let lower = self.words.lower(at);
                let opener = lower.find(is_hyphen).map_or(lower, |hyphen| &lower[..hyphen]);
                if number::may_begin(opener) {
                    return self.spelled(bytes.start).map(Step::Amount);
                }
                // "RM7.20", "USD15m", "minus-5"
                let first = lower.bytes().position(|b| b.is_ascii_digit())?;
                let signed = matches!(&lower[..first], "minus-");
                let from = bytes.start + first;
                let money = || unit::before(&self.line, from).is_some_and(|(_, start)| start <= bytes.start);
                if signed || money() { self.amount(from) } else { Some(Step::Over(bytes.end)) }
            }
            _ => None,
        }
    }

    /// The amount whose digits begin at byte `at`.
    pub(super) fn amount(&self, at: usize) -> Option<Step> {
        let money = unit::before(&self.line, at);
        let start = money.map_or(at, |(_, start)| start);
        let first = self.word_from(start);
        let spaced = first <= self.range.start || !noun::is_name(self.words, first - 1) || money.is_some();
        let number = match number::digits(&self.line, at, money.is_some(), spaced)? {
            Read::Code(end) => return Some(Step::Over(end)),
            Read::Number(number) => number,
        };
        let mut start = start.min(number.bytes.start);
        // "v.3", "read/301315", "?id=12", "a_12"
        let glued =
            self.line.before(start).filter(|c| matches!(c, '-' | '–' | '.' | '/' | '=' | '_' | '&' | '@' | '#' | '\\'));
        if let Some(mark) = glued.filter(|_| money.is_none()) {
            let before = self.line.before(start - mark.len_utf8());
            let signed = self.line.lower_at(self.line.start..start).ends_with("minus-");
            if matches!(mark, '-' | '–') {
                if before.is_some_and(char::is_alphabetic) && !signed && !self.line.text_at(..start).ends_with("to-") {
                    return Some(Step::Over(number.bytes.end));
                }
            } else if mark != '.' && mark != '/'
                || before
                    .is_some_and(|c| c.is_alphabetic() || mark == '.' && c.is_alphanumeric() || mark == '/' && c == '/')
            {
                return Some(Step::Over(number.bytes.end));
            }
        }
        let sign = self.line.before(start).filter(|c| matches!(c, '-' | '−' | '+'));
        let sign_at = sign.map_or(start, |sign| start - sign.len_utf8());
        let apart = !self.line.before(sign_at).is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | ')' | '+'));
        let word = self.line.text_at(self.line.start..start).trim_end_matches([' ', '-']);
        let spelled = ["minus", "Minus", "negative"]
            .into_iter()
            .find(|sign| word.ends_with(sign) && self.line.start + word.len() < start);
        let negative = sign.is_some_and(|sign| sign != '+') && apart || spelled.is_some();
        if negative && let Some(sign) = spelled {
            start = self.line.start + word.len() - sign.len();
        } else if apart {
            start = sign_at;
        }
        Some(Step::Amount(self.measured(
            number,
            money.map(|(unit, _)| unit),
            start,
            negative,
            apart && sign == Some('+'),
        )))
    }

    pub(super) fn spelled(&self, at: usize) -> Option<Amount> {
        let number = spelled::words(&self.line, at)?;
        let before = self.line.lower_at(self.line.start..at).trim_end_matches(' ');
        let minus = before.ends_with("minus") && number.style == Style::Words;
        let start = if minus { self.line.start + before.len() - "minus".len() } else { at };
        Some(self.measured(number, None, start, minus, false))
    }

    /// Adds the measured unit that follows the number.
    pub(super) fn measured(
        &self,
        mut number: Number,
        money: Option<usize>,
        start: usize,
        negative: bool,
        plus: bool,
    ) -> Amount {
        let end = number.bytes.end;
        let counts = !matches!(number.style, Style::Ordinal | Style::Multiple | Style::Times);
        let measure = match money {
            Some(unit) => Some(Found { unit, end, attributive: false }),
            None if counts => unit::after(&self.line, end),
            None => None,
        };
        // "$2.5 m", "3m euros"
        if money.is_none()
            && let Some(found) = &measure
        {
            let listed = found.listed();
            let million = listed.symbol == "m" && self.line.text_at(end..found.end).trim() == "m";
            if million
                && let Some((unit, unit_end)) =
                    unit::word_at(&self.line, found.end).filter(|&(unit, _)| unit::listed(unit).code.is_some())
            {
                let million_end = found.end;
                number.times(1e6, million_end);
                return Amount {
                    number,
                    measure: Some(Found { unit, end: unit_end, attributive: false }),
                    bytes: start..unit_end,
                    bound: None,
                    negative,
                    plus,
                };
            }
        }
        let (mut end, mut measure) = (measure.as_ref().map_or(end, |found| found.end.max(end)), measure);
        let mut bound = None;
        if let Some(piece) = self.line.piece(end).filter(|piece| piece.gap == Gap::Hyphen) {
            bound = match self.line.lower(&piece) {
                "plus" => Some(Bound::AtLeast),
                "odd" | "some" | "something" | "ish" => Some(Bound::About),
                _ => None,
            };
            if bound.is_some() {
                measure = measure.or_else(|| unit::after(&self.line, piece.bytes.end));
                end = measure.as_ref().map_or(piece.bytes.end, |found| found.end.max(piece.bytes.end));
            }
        }
        Amount { number, measure, bytes: start..end, bound, negative, plus }
    }

    /// The amount at byte `at`, spaces and signs of money passed over.
    pub(super) fn amount_from(&self, at: usize) -> Option<Amount> {
        let rest = self.line.text_at(at..);
        let offset = rest.find(|c: char| c.is_alphabetic() || digit(c).is_some())?;
        if rest[..offset].chars().any(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '−' | '$' | '€' | '£' | '¥' | '₹' | '₽'))
        {
            return None;
        }
        let from = at + offset;
        let step = if self.line.at(from).is_some_and(|c| digit(c).is_some()) {
            self.amount(from)?
        } else if let Some(piece) = self.line.piece(from).filter(|piece| number::may_begin(self.line.lower(piece))) {
            return self.spelled(piece.bytes.start);
        } else {
            // "US$5", "Y=40"
            let digits = from + self.line.text_at(from..).char_indices().take(5).find(|(_, c)| digit(*c).is_some())?.0;
            unit::before(&self.line, digits).filter(|&(_, start)| start <= from)?;
            self.amount(digits)?
        };
        match step {
            Step::Amount(amount) if amount.bytes.start <= from || offset > 0 => Some(amount),
            _ => None,
        }
    }

    /// An amount, or the range that it opens.
    pub(super) fn expression(&self, low: Amount) -> Expression {
        let first = self.word_from(low.bytes.start);
        let bound_start = bound::before(self.words, &self.range, first).map_or(first, |(_, start)| start);
        let between = self.before(bound_start, 1) == "between";
        let single = |low: Amount| Expression { start: low.bytes.start, low, high: None, score: false };
        if matches!(low.number.style, Style::Ordinal | Style::Vague | Style::Multiple | Style::Times) {
            return single(low);
        }
        if let Some(whole) = self.out_of(&low) {
            let number = low.number.part_of(whole.number.value, whole.number.bytes.end);
            return single(Amount { number, bytes: low.bytes.start..whole.bytes.end, ..low });
        }
        let Some(joint) = self.joint(&low, between) else { return single(low) };
        // "from 5 million in 2010 to 7 million"
        let alone = Place { words: self.words, sentence: &self.range, first, end: self.word_from(low.bytes.end) };
        let times = low.measure.is_none() && alone.is_time(&low.number);
        let Some(mut high) = self.amount_from(joint) else { return single(low) };
        let gap = self.line.text_at(low.bytes.end..joint).trim();
        // "rose 6 pence to 388 pence" is a step and where it led, no range.
        if gap == "to" && low.measure.is_some() && high.number.value > 5.0 * low.number.value {
            let kind = low.measure.as_ref().map_or(Kind::Bare, |found| kind_of(found.listed()));
            let moved = change::before(self.words, &self.range, bound_start, kind, "");
            if moved.is_some_and(|moved| moved.role == change::Role::By) {
                return single(low);
            }
        }
        let glued = matches!(gap, "-" | "–" | "‑") && self.line.ends_at(high.bytes.end);
        let plain = |amount: &Amount| {
            amount.number.style == Style::Plain && amount.measure.is_none() && amount.number.value < 200.0
        };
        if glued && plain(&low) && plain(&high) && high.number.value <= low.number.value {
            return Expression { start: low.bytes.start, low, high: Some(high), score: true };
        }
        let mut low = low;
        let clock = self.kind(self.word_from(high.bytes.end)) == Some(WordKind::Letters)
            && naming::is_clock(self.lower(self.word_from(high.bytes.end)));
        if times && !clock && high.number.scale > 1.0 || times && high.measure.is_some() {
            return single(low);
        }
        if !self.is_range(&mut low, &mut high, first, joint) {
            return single(low);
        }
        let start = match between {
            true => self.words.get(bound_start - 1).map_or(low.bytes.start, |w| w.start as usize),
            false => low.bytes.start,
        };
        Expression { low, high: Some(high), start, score: false }
    }

    /// "one in five adults", "12 out of 20 patients": the whole, when the amount is a part of it.
    pub(super) fn out_of(&self, low: &Amount) -> Option<Amount> {
        let whole_number = |amount: &Amount| {
            matches!(amount.number.style, Style::Plain | Style::Words)
                && amount.measure.is_none()
                && amount.number.scale == 1.0
        };
        let piece = self.line.piece(low.bytes.end).filter(|_| whole_number(low))?;
        let out = self.line.lower(&piece) == "out";
        let from = match self.line.lower(&piece) {
            "in" => piece.bytes.end,
            "out" => self.line.piece(piece.bytes.end).filter(|of| self.line.lower(of) == "of")?.bytes.end,
            _ => return None,
        };
        let whole = self.amount_from(from).filter(whole_number)?;
        let round = matches!(whole.number.value as u32, 3..=10 | 12 | 20 | 25 | 50 | 100 | 1000);
        let next = self.word_from(whole.bytes.end);
        (round
            && low.number.value < whole.number.value
            && (out || noun::group(self.words, next, self.range.end, true).is_some()))
        .then_some(whole)
    }

    /// One past what joins two ends of a range: "to", "-", "and" after "between".
    pub(super) fn joint(&self, low: &Amount, between: bool) -> Option<usize> {
        let end = low.bytes.end;
        let rest = self.line.text_at(end..);
        let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
        let apart = trimmed.len() < rest.len();
        let mark = trimmed.chars().next()?;
        let after = self.line.text.len() - trimmed.len() + mark.len_utf8();
        if matches!(mark, '-' | '–' | '‐' | '‑' | '—' | '−' | '~') {
            let rest = self.line.text_at(after..);
            // "0-to-60"
            if rest.starts_with("to-") {
                return Some(after + 3);
            }
            // "10- to 20-year"
            if let Some(joint) = [" to ", " or "].iter().find(|joint| !apart && rest.starts_with(**joint)) {
                return Some(after + joint.len());
            }
            return (apart == rest.starts_with(' ')).then_some(after);
        }
        if mark == '/' && low.measure.as_ref().is_some_and(|m| m.listed().dimension == "money") {
            return Some(after);
        }
        let piece = self.line.piece(end)?;
        let joins = match self.line.lower(&piece) {
            "to" | "through" => true,
            "and" => between,
            "or" => low.measure.is_none(),
            _ => false,
        };
        joins.then_some(piece.bytes.end)
    }

    /// Whether two amounts are the ends of one range; units and scales that stand once are shared.
    pub(super) fn is_range(&self, low: &mut Amount, high: &mut Amount, first: usize, joint: usize) -> bool {
        if matches!(high.number.style, Style::Ordinal | Style::Vague | Style::Multiple | Style::Times) {
            return false;
        }
        let years = [&*low, &*high].iter().all(|a| {
            a.number.style == Style::Plain
                && (1000.0..2200.0).contains(&a.number.value)
                && a.measure.as_ref().is_none_or(|m| m.listed().dimension != "money")
        });
        if years {
            return false;
        }
        // "from $122,492 in 2008 to $110,416"
        if low.measure.is_none() && high.bytes.start < high.number.bytes.start {
            return false;
        }
        let unit = |amount: &Amount| amount.measure.as_ref().map(|m| m.unit);
        let same = match (unit(low), unit(high)) {
            (Some(one), Some(other)) => one == other || unit::listed(one).name == unit::listed(other).name,
            (Some(one), None) => {
                high.measure = Some(Found { unit: one, end: high.bytes.end, attributive: false });
                unit::listed(one).dimension == "money"
            }
            _ => true,
        };
        if !same {
            return false;
        }
        if low.number.scale == 1.0
            && high.number.scale > 1.0
            && low.number.value <= high.number.value / high.number.scale
        {
            low.number.times(high.number.scale, low.number.bytes.end);
        }
        let from = (0..3).any(|back| self.before(first, back + 1) == "from");
        let listed_or = self.line.text_at(..joint).ends_with("or");
        if listed_or {
            return high.number.value > low.number.value
                && high.number.value <= low.number.value * 3.0
                && low.number.style != Style::Digits;
        }
        // A dash between spaces may join clauses as well: ends of a range are of one size.
        let dash = self.line.text_at(..joint).ends_with(['-', '–', '—']) && self.line.at(joint) == Some(' ');
        if dash && unit(low).is_none() && high.number.value > low.number.value * 5.0 {
            return false;
        }
        high.signed() > low.signed() || from && unit(low).is_some()
    }
}
