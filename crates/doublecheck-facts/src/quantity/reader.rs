//! Reads the quantities of one sentence: number, unit, range, bound, what is counted.

use std::ops::Range;

use super::line::{Gap, Line, is_hyphen};
use super::naming::{self, Place};
use super::noun;
use super::number::{self, Number, Read, Style};
use super::numeral::digit;
use super::unit::{self, Found};
use super::{Bound, Kind, Quantity, Scope, Unit, bound, change, scope};
use crate::{WordKind, Words};

/// Appends the quantities of a sentence.
pub(super) fn read(words: &Words<'_>, sentence: Range<usize>, found: &mut Vec<Quantity>) {
    let line = Line::of(words, sentence.clone());
    let reader = Reader { words, line, sentence: sentence.clone() };
    let mut at = sentence.start;
    // One past the last number that names: "Routes 54, 56 and 83" name all three.
    let mut named = None;
    while at < sentence.end {
        if matches!(words.lower(at), "http" | "https" | "www") {
            at = reader.word_from(reader.address_end(at)).max(at + 1);
            continue;
        }
        let read = reader.amount_at_word(at);
        let end = match read {
            None => at + 1,
            Some(Step::Over(end)) => {
                let next = reader.word_from(end).max(at + 1);
                named = Some(next);
                next
            }
            Some(Step::Amount(amount)) => {
                let expression = reader.expression(amount);
                let mut quantity = reader.quantity(&expression).filter(|quantity| {
                    quantity.unit.is_some()
                        || !named.is_some_and(|named| reader.only_lists(named, quantity.words.start))
                });
                let end = quantity.as_ref().map_or(expression.end(), |q| q.bytes.end.max(expression.end()));
                let next = reader.word_from(end).max(at + 1);
                named = quantity.is_none().then_some(next);
                let to = quantity.as_mut().and_then(|quantity| reader.split(quantity, &expression));
                found.extend(quantity);
                found.extend(to);
                next
            }
        };
        at = end;
    }
}

/// What was read at a place.
enum Step {
    Amount(Amount),
    /// Nothing to count up to this byte.
    Over(usize),
}

/// A number with the measured unit that is written to it.
#[derive(Debug, Clone, PartialEq)]
struct Amount {
    number: Number,
    measure: Option<Found>,
    /// With the sign of money, and the minus.
    bytes: Range<usize>,
    /// "40-odd", "1,200-plus"
    bound: Option<Bound>,
    negative: bool,
    plus: bool,
}

/// One amount, or a range of two.
struct Expression {
    low: Amount,
    high: Option<Amount>,
    /// First byte: of "between" where it opens a range.
    start: usize,
    /// "2-1": no range, for the second is no larger.
    score: bool,
}

impl Expression {
    fn end(&self) -> usize {
        self.high.as_ref().unwrap_or(&self.low).bytes.end
    }

    fn measure(&self) -> Option<&Found> {
        let high = self.high.as_ref().and_then(|high| high.measure.as_ref());
        high.or(self.low.measure.as_ref())
    }
}

/// What a number counts, and where the words that say it end.
struct Counted {
    kind: Kind,
    unit: Option<Unit>,
    end: usize,
    verb: Option<&'static str>,
}

struct Reader<'a, 'b> {
    words: &'a Words<'b>,
    line: Line<'a>,
    sentence: Range<usize>,
}

impl Reader<'_, '_> {
    /// The first word of the sentence that starts at this byte or later.
    fn word_from(&self, byte: usize) -> usize {
        let words = &self.words[self.sentence.clone()];
        self.sentence.start + words.partition_point(|w| (w.start as usize) < byte)
    }

    /// A word in lower case; empty outside the sentence.
    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.words.lower(at) } else { "" }
    }

    /// Where the web address that begins at a word ends.
    fn address_end(&self, at: usize) -> usize {
        let start = self.words.get(at).map_or(self.line.text.len(), |w| w.start as usize);
        start + self.line.text[start..].find(char::is_whitespace).unwrap_or(self.line.text.len() - start)
    }

    /// True where only words that join a list stand between two words, if any.
    fn only_lists(&self, from: usize, to: usize) -> bool {
        to >= from && to - from < 3 && (from..to).all(|at| matches!(self.lower(at), "," | "and" | "or" | "&" | "of"))
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    fn kind(&self, at: usize) -> Option<WordKind> {
        self.words.get(at).filter(|_| self.sentence.contains(&at)).map(|w| w.kind)
    }

    fn amount_at_word(&self, at: usize) -> Option<Step> {
        let word = self.words.get(at).filter(|_| self.sentence.contains(&at))?;
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
                // "RM23.50", "USD10m", "minus-5"
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
    fn amount(&self, at: usize) -> Option<Step> {
        let money = unit::before(&self.line, at);
        let start = money.map_or(at, |(_, start)| start);
        let first = self.word_from(start);
        let spaced = first <= self.sentence.start || !noun::is_name(self.words, first - 1) || money.is_some();
        let number = match number::digits(&self.line, at, money.is_some(), spaced)? {
            Read::Code(end) => return Some(Step::Over(end)),
            Read::Number(number) => number,
        };
        let mut start = start.min(number.bytes.start);
        // "ID.3", "read/301315", "?id=12", "a_12"
        let glued =
            self.line.before(start).filter(|c| matches!(c, '-' | '.' | '/' | '=' | '_' | '&' | '@' | '#' | '\\'));
        if let Some(mark) = glued.filter(|_| money.is_none()) {
            let before = self.line.before(start - mark.len_utf8());
            let signed = self.line.lower[self.line.start..start].ends_with("minus-");
            if mark == '-' {
                if before.is_some_and(char::is_alphabetic) && !signed && !self.line.text[..start].ends_with("to-") {
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
        let word = self.line.text[self.line.start..start].trim_end_matches([' ', '-']);
        let spelled = ["minus", "Minus", "negative"]
            .into_iter()
            .find(|sign| word.ends_with(sign) && word.len() < start - self.line.start);
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

    fn spelled(&self, at: usize) -> Option<Amount> {
        let number = number::words(&self.line, at)?;
        Some(self.measured(number, None, at, false, false))
    }

    /// Adds the measured unit that follows the number.
    fn measured(&self, mut number: Number, money: Option<usize>, start: usize, negative: bool, plus: bool) -> Amount {
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
            let million = listed.symbol == "m" && self.line.text[end..found.end].trim() == "m";
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
        let mut end = measure.as_ref().map_or(end, |found| found.end.max(end));
        let mut bound = None;
        if let Some(piece) = self.line.piece(end).filter(|piece| piece.gap == Gap::Hyphen) {
            bound = match self.line.lower(&piece) {
                "plus" => Some(Bound::AtLeast),
                "odd" | "some" | "something" | "ish" => Some(Bound::About),
                _ => None,
            };
            end = if bound.is_some() { piece.bytes.end } else { end };
        }
        Amount { number, measure, bytes: start..end, bound, negative, plus }
    }

    /// The amount at byte `at`, spaces and signs of money passed over.
    fn amount_from(&self, at: usize) -> Option<Amount> {
        let rest = &self.line.text[at..];
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
            let digits = from + self.line.text[from..].char_indices().take(5).find(|(_, c)| digit(*c).is_some())?.0;
            unit::before(&self.line, digits).filter(|&(_, start)| start <= from)?;
            self.amount(digits)?
        };
        match step {
            Step::Amount(amount) if amount.bytes.start <= from || offset > 0 => Some(amount),
            _ => None,
        }
    }

    /// An amount, or the range that it opens.
    fn expression(&self, low: Amount) -> Expression {
        let first = self.word_from(low.bytes.start);
        let bound_start = bound::before(self.words, &self.sentence, first).map_or(first, |(_, start)| start);
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
        let alone = Place { words: self.words, sentence: &self.sentence, first, end: self.word_from(low.bytes.end) };
        let times = low.measure.is_none() && alone.is_time(&low.number);
        let Some(mut high) = self.amount_from(joint) else { return single(low) };
        let glued = joint == low.bytes.end + 1 && self.line.ends_at(high.bytes.end);
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
    fn out_of(&self, low: &Amount) -> Option<Amount> {
        let whole_number = |amount: &Amount| {
            matches!(amount.number.style, Style::Plain | Style::Words)
                && amount.measure.is_none()
                && amount.number.scale == 1.0
        };
        let piece = self.line.piece(low.bytes.end).filter(|_| whole_number(low))?;
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
            && noun::group(self.words, next, self.sentence.end, true).is_some())
        .then_some(whole)
    }

    /// One past what joins two ends of a range: "to", "-", "and" after "between".
    fn joint(&self, low: &Amount, between: bool) -> Option<usize> {
        let end = low.bytes.end;
        let rest = &self.line.text[end..];
        let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
        let apart = trimmed.len() < rest.len();
        let mark = trimmed.chars().next()?;
        let after = self.line.text.len() - trimmed.len() + mark.len_utf8();
        if matches!(mark, '-' | '–' | '‐' | '‑' | '—') {
            let rest = &self.line.text[after..];
            // "0-to-60"
            if rest.starts_with("to-") {
                return Some(after + 3);
            }
            // "10- to 20-year"
            if let Some(joint) = [" to ", " or "].iter().find(|joint| !apart && rest.starts_with(**joint)) {
                return Some(after + joint.len());
            }
            return (apart == rest.starts_with(' ') && (!apart || mark != '-' || low.measure.is_some()))
                .then_some(after);
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
    fn is_range(&self, low: &mut Amount, high: &mut Amount, first: usize, joint: usize) -> bool {
        if matches!(high.number.style, Style::Ordinal | Style::Vague | Style::Multiple | Style::Times) {
            return false;
        }
        let years = [&*low, &*high].iter().all(|a| {
            a.number.style == Style::Plain
                && (1000.0..2200.0).contains(&a.number.value)
                && !a.measure.as_ref().is_some_and(|m| m.listed().dimension == "money")
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
        let listed_or = self.line.text[..joint].ends_with("or");
        if listed_or {
            return high.number.value > low.number.value
                && high.number.value <= low.number.value * 3.0
                && low.number.style != Style::Digits;
        }
        high.signed() > low.signed() || from && unit(low).is_some()
    }

    fn quantity(&self, expression: &Expression) -> Option<Quantity> {
        let low = &expression.low;
        let number = &low.number;
        let first = self.word_from(expression.start);
        let after = self.word_from(expression.end());
        let place =
            Place { words: self.words, sentence: &self.sentence, first: self.word_from(low.bytes.start), end: after };
        let measured = expression.measure();
        // "At The Millions"
        if number.style == Style::Vague
            && noun::is_name(self.words, first)
            && first > self.sentence.start
            && noun::is_name(self.words, first - 1)
        {
            return None;
        }
        if measured.is_none() && (place.is_time(number) || place.is_bracketed() || place.is_item(number)) {
            return None;
        }
        if measured.is_none()
            && number.style != Style::Share
            && number.style != Style::Vague
            && low.glued_to_letters(&self.line)
        {
            return None;
        }
        let (bound_before, start_word) = match bound::before(self.words, &self.sentence, first) {
            Some((bound, start)) => (Some(bound), start),
            None => (None, first),
        };
        let bound_after = bound::after(self.words, &self.sentence, after);
        let beyond = bound_after.map_or(after, |(_, end)| end);
        let counted = match measured {
            Some(found) => self.measure(expression, found, beyond),
            None => self.counted(expression, first, start_word, beyond)?,
        };
        let counts = counted.unit.is_some() || counted.kind == Kind::Score;
        if measured.is_none() && (place.is_named(number, counts) || !counts && place.is_label(number)) {
            return None;
        }
        let bound_after = bound_after.or_else(|| bound::after(self.words, &self.sentence, self.word_from(counted.end)));
        let mut end = counted.end;
        if let Some((_, last)) = bound_after.filter(|&(_, last)| last <= self.sentence.end) {
            end = end.max(self.words.bytes(first..last).end);
        }
        let value = self.value(low, &counted);
        let upper = expression.high.as_ref().map(|high| self.value(high, &counted));
        let plain = match (upper, number.style) {
            (Some(_), _) => Bound::Range,
            (None, Style::Vague) => Bound::Vague,
            (None, _) => Bound::Exact,
        };
        let stated = bound_before.or(low.bound).or(bound_after.map(|(bound, _)| bound));
        let start = match start_word < first {
            true => self.words.get(start_word).map_or(expression.start, |w| w.start as usize),
            false => expression.start,
        };
        let moved = change::before(
            self.words,
            &self.sentence,
            start_word,
            counted.kind,
            counted.unit.as_ref().map_or("", |unit| &unit.name),
        );
        let bytes = start..end;
        let negative = if low.negative { format!("-{}", number.decimal) } else { number.decimal.clone() };
        Some(Quantity {
            words: start_word.min(first)..self.word_from(end),
            number: low.bytes.start..expression.high.as_ref().map_or(number.bytes.end, |high| high.number.bytes.end),
            value,
            upper,
            decimal: if value == number.value { negative } else { format!("{value}") },
            bound: if upper.is_some() || plain == Bound::Vague { plain } else { stated.unwrap_or(plain) },
            spelled: matches!(
                number.style,
                Style::Words | Style::Vague | Style::Share | Style::Times | Style::Multiple
            ),
            definite: matches!(
                self.before(start_word, 1),
                "the" | "these" | "those" | "their" | "its" | "our" | "your" | "his" | "her" | "my" | "all" | "both"
            ),
            kind: counted.kind,
            scope: Scope { coverage: scope::Coverage::Occasion, words: None },
            verb: counted.verb,
            unit: counted.unit,
            change: moved.or_else(|| low.sign_change(measured)),
            whole: None,
            list: None,
            bytes,
        })
    }

    /// "rose from 12 to 17" is no range: takes the second end from the first as a figure of its own.
    fn split(&self, quantity: &mut Quantity, expression: &Expression) -> Option<Quantity> {
        let (high, change) = (expression.high.as_ref()?, quantity.change?);
        let upper = quantity.upper.filter(|_| change.role == change::Role::From)?;
        let mut to = quantity.clone();
        (quantity.upper, to.upper) = (None, None);
        (quantity.bound, to.bound) = (Bound::Exact, Bound::Exact);
        to.value = upper;
        to.decimal = high.number.decimal.clone();
        to.change = Some(change::Change { role: change::Role::To, ..change });
        quantity.bytes.end = expression.low.bytes.end;
        quantity.number = expression.low.number.bytes.clone();
        quantity.words.end = self.word_from(quantity.bytes.end);
        to.number = high.number.bytes.clone();
        to.bytes.start = high.bytes.start;
        to.words.start = self.word_from(to.bytes.start);
        Some(to)
    }

    /// The value with its sign; "1.500 people" are fifteen hundred.
    fn value(&self, amount: &Amount, counted: &Counted) -> f64 {
        match amount.number.as_thousands {
            Some(thousands) if counted.kind == Kind::Count && counted.unit.is_some() => thousands,
            _ => amount.signed(),
        }
    }

    /// A measured unit, its rate and what sort of number it makes.
    fn measure(&self, expression: &Expression, found: &Found, beyond: usize) -> Counted {
        let listed = found.listed();
        let mut end = expression.end();
        if beyond > self.word_from(end) {
            end = self.words.bytes(self.sentence.start..beyond).end;
        }
        let number =
            expression.high.as_ref().filter(|high| high.number.bytes.end <= found.end).unwrap_or(&expression.low);
        let written = self.line.text[number.number.bytes.end.min(found.end)..found.end].trim_matches([' ', '-']);
        let written = if written.is_empty() { listed.symbol.as_str() } else { written };
        let mut unit = Unit {
            name: listed.name.clone(),
            phrase: written.to_owned(),
            symbol: (!listed.symbol.is_empty()).then_some(listed.symbol.as_str()),
            code: listed.code,
            per: None,
        };
        let mut kind = kind_of(listed);
        if matches!(listed.name.as_str(), "year" | "month" | "week" | "day")
            && let Some(age_end) = self.age(end)
        {
            kind = Kind::Age;
            unit.name.push_str(" of age");
            return Counted { kind, unit: Some(unit), end: age_end, verb: None };
        }
        if kind != Kind::Duration {
            end = self.rate(&mut unit, end);
        }
        Counted { kind, unit: Some(unit), end, verb: None }
    }

    /// "year-old", "years old", "years of age", "under the age of 5 years".
    fn age(&self, end: usize) -> Option<usize> {
        let piece = self.line.piece(end)?;
        match self.line.lower(&piece) {
            "old" | "olds" => Some(piece.bytes.end),
            "of" => {
                self.line.piece(piece.bytes.end).filter(|age| self.line.lower(age) == "age").map(|age| age.bytes.end)
            }
            _ => None,
        }
    }

    /// "a day", "per square metre", "/week", "daily": completes the unit and gives where it ends.
    fn rate(&self, unit: &mut Unit, end: usize) -> usize {
        let Some(piece) = self.line.piece(end) else { return end };
        let lower = self.line.lower(&piece);
        if let Some(period) = scope::each(lower).filter(|_| unit.per.is_none() && piece.gap == Gap::Space) {
            unit.per = Some(period.to_owned());
            unit.name = format!("{} per {period}", unit.name);
            return piece.bytes.end;
        }
        let always = matches!(lower, "per" | "/");
        if !always && !matches!(lower, "a" | "an" | "each" | "every") {
            return end;
        }
        let (per, per_end) = match unit::word_at(&self.line, piece.bytes.end) {
            Some((listed, end)) => (unit::listed(listed).name.clone(), end),
            None if lower == "/" && unit::after(&self.line, piece.bytes.end).is_some() => {
                let found =
                    unit::after(&self.line, piece.bytes.end).map(|found| (found.listed().name.clone(), found.end));
                found.unwrap_or_default()
            }
            None => match self.line.piece(piece.bytes.end) {
                Some(noun) if self.line.text[noun.bytes.clone()].starts_with(char::is_alphabetic) => {
                    (noun::singular(self.line.lower(&noun)).into_owned(), noun.bytes.end)
                }
                _ => return end,
            },
        };
        // "6.78 billion a year earlier"
        let dated = !always
            && self.line.piece(per_end).is_some_and(|next| {
                matches!(self.line.lower(&next), "earlier" | "ago" | "before" | "later" | "after" | "from" | "old")
            });
        if dated || !unit::is_period(&per) && (!always || noun::is_stop(&per)) {
            return end;
        }
        let written = self.line.text[end..per_end].trim_start_matches([' ', '-']);
        unit.phrase = format!("{} {written}", unit.phrase);
        unit.name = format!("{} per {per}", unit.name);
        unit.per = Some(per);
        per_end
    }

    /// What a number without a measured unit counts; none where it counts nothing at all.
    fn counted(&self, expression: &Expression, first: usize, start_word: usize, after: usize) -> Option<Counted> {
        let number = &expression.low.number;
        let end = expression.end();
        let bare = |kind| Some(Counted { kind, unit: None, end, verb: None });
        if expression.score {
            let group = noun::group(self.words, after, after + 1, false).filter(|_| self.lower(after).len() > 2);
            let end = group.as_ref().map_or(end, |group| self.words.bytes(group.words.clone()).end);
            let unit =
                group.map(|group| Unit { name: group.name, phrase: group.phrase, symbol: None, code: None, per: None });
            return Some(Counted { kind: Kind::Score, unit, end, verb: None });
        }
        match number.style {
            Style::Ordinal => return bare(Kind::Ordinal),
            Style::Multiple => return bare(Kind::Multiple),
            Style::Times => {
                let unit =
                    Unit { name: "time".to_owned(), phrase: "time".to_owned(), symbol: None, code: None, per: None };
                let compares = self.lower(after) == "as";
                return Some(Counted {
                    kind: if compares { Kind::Multiple } else { Kind::Occasions },
                    unit: Some(unit),
                    end,
                    verb: None,
                });
            }
            _ => {}
        }
        if let Some(aged) = self.aged(number, first, after) {
            return Some(Counted { kind: Kind::Age, unit: Some(aged), end, verb: None });
        }
        // "a 12-page report": the rest of the word is what is counted.
        if let Some(piece) = self.line.piece(end).filter(|piece| piece.gap == Gap::Hyphen) {
            let noun = self.line.lower(&piece);
            if noun == "strong" {
                return Some(Counted { kind: Kind::Count, unit: Some(person()), end: piece.bytes.end, verb: None });
            }
            if noun::is_stop(noun) || noun.len() < 2 || number.style == Style::Vague || naming::is_idiom(noun) {
                return None;
            }
            let unit = Unit {
                name: noun::singular(noun).into_owned(),
                phrase: noun.to_owned(),
                symbol: None,
                code: None,
                per: None,
            };
            return Some(Counted { kind: Kind::Count, unit: Some(unit), end: piece.bytes.end, verb: None });
        }
        let at = match (self.lower(after), number.style) {
            ("of", _) => return self.partitive(number, after, end),
            ("the" | "its" | "their" | "our" | "his" | "her" | "those" | "these", Style::Share) => after + 1,
            _ => after,
        };
        let one = number.value == 1.0 && expression.high.is_none() && number.style != Style::Vague;
        if one && number.style == Style::Words && naming::not_alone(self.lower(at)) {
            return None;
        }
        if one
            && matches!(
                self.before(first, 1),
                "no" | "any" | "every" | "each" | "the" | "this" | "that" | "which" | "another" | "same"
            )
        {
            return None;
        }
        // "went one better", "the only one refusing"
        let alone =
            one && (noun::is_adjective(self.lower(at)) || self.lower(at).ends_with("ing")) && !self.is_attributive(at);
        if alone && number.style == Style::Words {
            return None;
        }
        // "two 1,600-foot towers"
        if let (false, Some(Step::Amount(inner))) =
            (one, self.amount_at_word(at).filter(|_| self.kind(at) == Some(WordKind::Digits)))
            && inner.measure.is_some()
        {
            let from = self.word_from(inner.bytes.end);
            let group = noun::group(self.words, from, self.sentence.end, true);
            return group.map(|group| Counted {
                kind: Kind::Count,
                end,
                unit: Some(Unit { name: group.name, phrase: group.phrase, symbol: None, code: None, per: None }),
                verb: None,
            });
        }
        let group =
            noun::group(self.words, at, self.sentence.end, !one && number.style != Style::Share).or_else(|| {
                (!one && self.is_attributive(at)).then(|| noun::group(self.words, at, at + 1, false)).flatten()
            });
        let verb = self.casualties(start_word, after);
        match (group, verb) {
            (_, Some((verb, verb_end))) => Some(Counted {
                kind: Kind::Count,
                unit: Some(person()),
                end: self.words.bytes(self.sentence.start..verb_end).end.max(end),
                verb: Some(verb),
            }),
            (Some(group), None) => {
                let kind = match (number.style, group.name.as_str()) {
                    (Style::Share, _) => Kind::Share,
                    (_, "time") => self.times(group.words.end),
                    _ => Kind::Count,
                };
                let end = self.words.bytes(group.words.clone()).end;
                let mut unit = Unit { name: group.name, phrase: group.phrase, symbol: None, code: None, per: None };
                // "517 rushing yards"
                let head = self.words.get(group.words.end - 1).map_or(0, |w| w.start as usize);
                if let Some((listed, _)) =
                    unit::word_at(&self.line, head).filter(|_| group.words.len() > 1 && kind == Kind::Count)
                {
                    let listed = unit::listed(listed);
                    unit = Unit { name: listed.name.clone(), symbol: Some(&listed.symbol), code: listed.code, ..unit };
                    let kind = kind_of(listed);
                    return Some(Counted { kind, unit: Some(unit), end, verb: None });
                }
                let end = self.rate(&mut unit, end);
                Some(Counted { kind, unit: Some(unit), end, verb: None })
            }
            (None, None) if self.line.at(end).is_some_and(is_hyphen) => bare(Kind::Bare),
            (None, None)
                if number.style == Style::Words
                    && (number.value <= 1.0 || number.value <= 12.0 && self.before(start_word, 1) == "the") =>
            {
                None
            }
            // "fell to 3-9"
            (None, None)
                if expression.high.is_some()
                    && self.line.text[..end].ends_with(|c: char| c.is_ascii_digit())
                    && self.is_glued(expression) =>
            {
                bare(Kind::Score)
            }
            (None, None) => {
                let mut unit = Unit { name: String::new(), phrase: String::new(), symbol: None, code: None, per: None };
                let end = self.rate(&mut unit, end);
                let unit = unit.per.is_some().then(|| Unit {
                    name: unit.name.trim().to_owned(),
                    phrase: unit.phrase.trim().to_owned(),
                    ..unit
                });
                Some(Counted { kind: Kind::Bare, unit, end, verb: None })
            }
        }
    }

    /// Two small plain numbers with a mark between: "3-9".
    fn is_glued(&self, expression: &Expression) -> bool {
        let plain = |amount: &Amount| amount.number.style == Style::Plain && amount.number.value < 200.0;
        expression.high.as_ref().is_some_and(|high| {
            plain(high) && plain(&expression.low) && high.bytes.start == expression.low.bytes.end + 1
        })
    }

    /// "three times": how often, or how many times as much.
    fn times(&self, next: usize) -> Kind {
        let word = self.lower(next);
        let compares = matches!(word, "as" | "more" | "less" | "the" | "its" | "that" | "what" | "their")
            || word.ends_with("er") && word != "after" && word != "over";
        if compares { Kind::Multiple } else { Kind::Occasions }
    }

    /// "an 11 member panel", "a 5 speed gearbox": one singular noun that describes another.
    fn is_attributive(&self, at: usize) -> bool {
        let noun = |at: usize| {
            self.kind(at) == Some(WordKind::Letters) && !noun::is_stop(self.lower(at)) && !noun::is_name(self.words, at)
        };
        noun(at) && noun(at + 1) && super::verb::form(self.lower(at)).is_none()
    }

    /// "aged 54", "at the age of 5", "Mara Tovan, 54,".
    fn aged(&self, number: &Number, first: usize, after: usize) -> Option<Unit> {
        if number.value > 120.0 || number.style == Style::Share {
            return None;
        }
        let said = match self.before(first, 1) {
            "aged" | "age" | "ages" => true,
            "of" => self.before(first, 2) == "age",
            "than" => matches!(self.before(first, 2), "younger" | "older"),
            _ => false,
        };
        let apposed = number.style == Style::Plain
            && self.before(first, 1) == ","
            && number.value > 1.0
            && matches!(self.lower(after), "," | "." | "" | ";" | ")")
            && first >= self.sentence.start + 2
            && (noun::is_name(self.words, first - 2) && self.kind(first - 2) == Some(WordKind::Letters)
                || noun::is_person(self.before(first, 2)))
            && !self.is_month(first - 2);
        (said || apposed).then(|| Unit {
            name: "year of age".to_owned(),
            phrase: "year".to_owned(),
            symbol: None,
            code: None,
            per: None,
        })
    }

    fn is_month(&self, at: usize) -> bool {
        naming::is_month(self.lower(at).trim_end_matches('.'))
    }

    /// "dozens of workers", "17 of the passengers", "12 of 20 bridges", "one of the best".
    fn partitive(&self, number: &Number, of: usize, end: usize) -> Option<Counted> {
        let mut at = of + 1;
        while matches!(
            self.lower(at),
            "the" | "its" | "their" | "our" | "those" | "these" | "his" | "her" | "all" | "some" | "my" | "your"
        ) {
            at += 1;
        }
        let kind = if number.style == Style::Share { Kind::Share } else { Kind::Count };
        if matches!(self.words.word(at), "them" | "us" | "which" | "whom") {
            let end = self.words.bytes(of..at + 1).end;
            return Some(Counted { kind, unit: None, end, verb: None });
        }
        // "of the combined 4.3 million sales"
        if noun::is_adjective(self.lower(at)) && self.kind(at + 1) == Some(WordKind::Digits) {
            at += 1;
        }
        if let Some(Step::Amount(whole)) = self.amount_at_word(at) {
            if let Some(found) = &whole.measure {
                let listed = found.listed();
                let unit = Unit {
                    name: listed.name.clone(),
                    phrase: listed.name.clone(),
                    symbol: None,
                    code: listed.code,
                    per: None,
                };
                let money = listed.dimension == "money";
                return Some(Counted {
                    kind: if money { Kind::Money } else { Kind::Measure },
                    unit: Some(unit),
                    end,
                    verb: None,
                });
            }
            at = self.word_from(whole.bytes.end).max(at + 1);
        }
        let group = noun::group(self.words, at, self.sentence.end, true).or_else(|| {
            (number.style == Style::Share).then(|| noun::group(self.words, at, self.sentence.end, false)).flatten()
        });
        let Some(group) = group else {
            return (number.style != Style::Words).then_some(Counted {
                kind: if kind == Kind::Share { kind } else { Kind::Bare },
                unit: None,
                end,
                verb: None,
            });
        };
        let end = self.words.bytes(group.words.clone()).end;
        // "billions of dollars"
        let head = self.words.get(group.words.end - 1).map_or(0, |w| w.start as usize);
        let unit = Unit { name: group.name, phrase: group.phrase, symbol: None, code: None, per: None };
        if let Some((listed, _)) =
            unit::word_at(&self.line, head).filter(|_| group.words.len() == 1 && kind == Kind::Count)
        {
            let listed = unit::listed(listed);
            let unit = Unit { name: listed.name.clone(), symbol: Some(&listed.symbol), code: listed.code, ..unit };
            return Some(Counted { kind: kind_of(listed), unit: Some(unit), end, verb: None });
        }
        Some(Counted { kind, unit: Some(unit), end, verb: None })
    }

    /// "17 injured", "12 were killed", "killing 12": people, though nobody says so.
    fn casualties(&self, start: usize, after: usize) -> Option<(&'static str, usize)> {
        let at = if matches!(self.lower(after), "more" | "others" | "other") { after + 1 } else { after };
        if let Some(verb) = super::verb::harm(self.lower(at)) {
            let describes = noun::is_plural(self.lower(at + 1)) && !noun::is_stop(self.lower(at + 1));
            return (!describes).then_some((verb, at + 1));
        }
        let passive =
            (at..(at + 3).min(self.sentence.end)).take_while(|&i| super::verb::is_auxiliary(self.lower(i))).last();
        if let Some(verb) = passive.and_then(|last| super::verb::harm(self.lower(last + 1))) {
            return Some((verb, at));
        }
        let object = super::verb::form(self.before(start, 1)).filter(|form| super::verb::is_harm(form.lemma))?;
        let alone = noun::is_stop(self.lower(at)) || self.kind(at) != Some(WordKind::Letters);
        alone.then_some((object.lemma, at))
    }
}

fn kind_of(listed: &unit::Listed) -> Kind {
    match listed.dimension {
        "money" => Kind::Money,
        "percent" => Kind::Percent,
        "duration" => Kind::Duration,
        _ => Kind::Measure,
    }
}

fn person() -> Unit {
    Unit { name: "person".to_owned(), phrase: "people".to_owned(), symbol: None, code: None, per: None }
}

impl Amount {
    fn signed(&self) -> f64 {
        if self.negative { -self.number.value } else { self.number.value }
    }

    /// "49ers", "3D", "2nd-hand": digits that letters go on with, which are no unit.
    fn glued_to_letters(&self, line: &Line<'_>) -> bool {
        line.at(self.number.bytes.end).is_some_and(char::is_alphabetic)
    }

    /// "+0.2%" and "-1.3%" are changes.
    fn sign_change(&self, measure: Option<&Found>) -> Option<change::Change> {
        let percent = measure.is_some_and(|found| found.listed().dimension == "percent");
        let direction = match (self.plus, self.negative) {
            (true, _) => change::Direction::Up,
            (_, true) => change::Direction::Down,
            _ => return None,
        };
        percent.then_some(change::Change { direction, role: change::Role::By })
    }
}
