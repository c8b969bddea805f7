//! Reads the quantities of one sentence: amounts, how they are meant, and what they count, put together.

use std::ops::Range;

use super::amount::{Amount, Expression, Step};
use super::counted::Counted;
use super::line::is_hyphen;
use super::naming::Place;
use super::number::Style;
use super::sentence::Sentence;
use super::{Bound, Kind, Quantity, Scope, Unit, bound, change, naming, noun, scope, unit, verb};
use crate::Words;

/// Appends the quantities of a sentence.
pub(super) fn read(words: &Words<'_>, sentence: Range<usize>, found: &mut Vec<Quantity>) {
    let reader = Sentence::of(words, sentence.clone());
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
            None => match found.last().and_then(|last| reader.listed_beside(last, at)) {
                Some(one) => {
                    let end = one.words.end;
                    found.push(one);
                    end
                }
                None => at + 1,
            },
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

impl Sentence<'_, '_> {
    /// Where the web address that begins at a word ends.
    fn address_end(&self, at: usize) -> usize {
        let start = self.words.get(at).map_or(self.line.text.len(), |w| w.start as usize);
        start + self.line.text_at(start..).find(char::is_whitespace).unwrap_or(self.line.text.len() - start)
    }

    /// True where only words that join a list stand between two words, if any.
    fn only_lists(&self, from: usize, to: usize) -> bool {
        to >= from && to - from < 3 && (from..to).all(|at| matches!(self.lower(at), "," | "and" | "or" | "&" | "of"))
    }

    fn quantity(&self, expression: &Expression) -> Option<Quantity> {
        let low = &expression.low;
        let number = &low.number;
        let first = self.word_from(expression.start);
        let after = self.word_from(expression.end());
        let place =
            Place { words: self.words, sentence: &self.range, first: self.word_from(low.bytes.start), end: after };
        let measured = expression.measure();
        // "At The Millions"
        if number.style == Style::Vague
            && noun::is_name(self.words, first)
            && first > self.range.start
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
            && expression.high.as_ref().unwrap_or(low).glued_to_letters(&self.line)
        {
            return None;
        }
        let (bound_before, start_word) = match bound::before(self.words, &self.range, first) {
            Some((bound, start)) => (Some(bound), start),
            None => (None, first),
        };
        let bound_after = bound::after(self.words, &self.range, after);
        let beyond = bound_after.map_or(after, |(_, end)| end);
        let counted = match measured {
            Some(found) => self.measure(expression, found, beyond),
            None => self.counted(expression, first, start_word, beyond)?,
        };
        let counts = counted.unit.is_some() || counted.kind == Kind::Score;
        if measured.is_none() && (place.is_named(number, counts) || !counts && place.is_label(number)) {
            return None;
        }
        let bound_after = bound_after.or_else(|| bound::after(self.words, &self.range, self.word_from(counted.end)));
        let mut end = counted.end;
        if let Some((_, last)) = bound_after.filter(|&(_, last)| last <= self.range.end) {
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
            &self.range,
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
            attributive: self
                .line
                .text_at(expression.high.as_ref().unwrap_or(low).number.bytes.end..end)
                .starts_with(is_hyphen),
            definite: matches!(
                self.before(start_word, 1),
                "the" | "these" | "those" | "their" | "its" | "our" | "your" | "his" | "her" | "my" | "all" | "both"
            ),
            kind: counted.kind,
            scope: Scope { coverage: scope::Coverage::Occasion, words: None },
            of: None,
            verb: counted.verb,
            unit: counted.unit,
            change: moved.or_else(|| low.sign_change(measured)),
            whole: None,
            list: None,
            bytes,
        })
    }

    /// "two barns and an old elevator": one thing counted by its article, beside things counted by numbers.
    fn listed_beside(&self, last: &Quantity, at: usize) -> Option<Quantity> {
        let article = at + 1;
        let joined = last.kind == Kind::Count && at == last.words.end && self.lower(at) == "and";
        if !joined
            || last.unit.is_none()
            || !matches!(self.lower(article), "a" | "an")
            || !self.range.contains(&(article + 1))
        {
            return None;
        }
        if self.amount_at_word(article + 1).is_some() {
            return None;
        }
        let group = noun::group(self.words, article + 1, self.range.end, false)?;
        let next = self.lower(group.words.end);
        let clause = verb::is_auxiliary(next) || verb::form(next).is_some_and(|form| form.tense != verb::Tense::Base);
        let measured =
            unit::is_period(&group.name) || noun::is_adjective(&group.name) || naming::is_indefinite(&group.name);
        if clause || measured || noun::is_name(self.words, group.words.end - 1) {
            return None;
        }
        let words = article..group.words.end;
        Some(Quantity {
            bytes: self.words.bytes(words.clone()),
            words,
            number: self.words.bytes(article..article + 1),
            value: 1.0,
            upper: None,
            decimal: "1".to_owned(),
            spelled: true,
            definite: false,
            attributive: false,
            bound: Bound::Exact,
            kind: Kind::Count,
            unit: Some(Unit::noun(group.name, group.phrase)),
            of: None,
            verb: None,
            scope: Scope { coverage: scope::Coverage::Occasion, words: None },
            change: None,
            whole: None,
            list: None,
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
}
