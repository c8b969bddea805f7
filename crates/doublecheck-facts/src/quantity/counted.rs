//! What a number counts or measures.

use super::amount::{Amount, Expression, Step};
use super::line::{Gap, is_hyphen};
use super::naming;
use super::number::{Number, Style};
use super::sentence::Sentence;
use super::unit::{self, Found};
use super::{Kind, Unit, noun, scope, verb};
use crate::WordKind;

/// What a number counts, and where the words that say it end.
pub(super) struct Counted {
    pub kind: Kind,
    pub unit: Option<Unit>,
    /// One past the last byte.
    pub end: usize,
    /// The verb, where the words themselves give it ("17 injured").
    pub verb: Option<&'static str>,
}

impl Sentence<'_, '_> {
    /// A measured unit, its rate and what sort of number it makes.
    pub(super) fn measure(&self, expression: &Expression, found: &Found, beyond: usize) -> Counted {
        let listed = found.listed();
        let mut end = expression.end();
        if beyond > self.word_from(end) {
            end = self.words.bytes(self.range.start..beyond).end;
        }
        let number =
            expression.high.as_ref().filter(|high| high.number.bytes.end <= found.end).unwrap_or(&expression.low);
        let written = self.line.text_at(number.number.bytes.end.min(found.end)..found.end).trim_matches([' ', '-']);
        // A sign of money stands before its number.
        let low = &expression.low;
        let sign =
            self.line.text_at(low.bytes.start..low.number.bytes.start).trim_matches([' ', '-', '−', '+', '\u{a0}']);
        let written = match (written.is_empty(), sign.is_empty() || sign.eq_ignore_ascii_case("minus")) {
            (true, true) => listed.symbol.as_str(),
            (true, false) => sign,
            (false, _) => written,
        };
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

    /// What a number without a measured unit counts; none where it counts nothing at all.
    pub(super) fn counted(
        &self,
        expression: &Expression,
        first: usize,
        start_word: usize,
        after: usize,
    ) -> Option<Counted> {
        let number = &expression.low.number;
        let end = expression.end();
        let bare = |kind| Some(Counted { kind, unit: None, end, verb: None });
        if expression.score {
            let group = noun::group(self.words, after, after + 1, false).filter(|_| self.lower(after).len() > 2);
            let end = group.as_ref().map_or(end, |group| self.words.bytes(group.words.clone()).end);
            let unit = group.map(|group| Unit::noun(group.name, group.phrase));
            return Some(Counted { kind: Kind::Score, unit, end, verb: None });
        }
        match number.style {
            Style::Ordinal => return bare(Kind::Ordinal),
            Style::Multiple => return bare(Kind::Multiple),
            Style::Times => {
                let unit = Unit::noun("time".to_owned(), "time".to_owned());
                let next = self.lower(after + 1);
                let compares = self.lower(after) == "as" && (next == "much" || noun::is_adjective(next))
                    || matches!(self.lower(after), "the" | "its" | "that" | "what");
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
            let unit = Unit::noun(noun::singular(noun).into_owned(), noun.to_owned());
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
            let group = noun::group(self.words, from, self.range.end, true);
            return group.map(|group| Counted {
                kind: Kind::Count,
                end,
                unit: Some(Unit::noun(group.name, group.phrase)),
                verb: None,
            });
        }
        let group = noun::group(self.words, at, self.range.end, !one && number.style != Style::Share).or_else(|| {
            (!one && self.is_attributive(at)).then(|| noun::group(self.words, at, at + 1, false)).flatten()
        });
        let verb = self.casualties(start_word, after);
        match (group, verb) {
            (_, Some((verb, verb_end))) => Some(Counted {
                kind: Kind::Count,
                unit: Some(person()),
                end: self.words.bytes(self.range.start..verb_end).end.max(end),
                verb: Some(verb),
            }),
            (Some(group), None) => {
                let kind = match (number.style, group.name.as_str()) {
                    (Style::Share, _) => Kind::Share,
                    (_, "time") => self.times(group.words.end),
                    _ => Kind::Count,
                };
                let end = self.words.bytes(group.words.clone()).end;
                let mut unit = Unit::noun(group.name, group.phrase);
                // "90 sailing miles", but "40 charging points"
                let described = group.words.len() > 1 && kind == Kind::Count;
                let head = self.words.get(group.words.end - 1).map_or(0, |w| w.start as usize);
                let listed = unit::word_at(&self.line, head).map(|(listed, _)| unit::listed(listed));
                if let Some(listed) = listed.filter(|listed| described && listed.name != "point") {
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
                    && self.line.text_at(..end).ends_with(|c: char| c.is_ascii_digit())
                    && self.is_glued(expression) =>
            {
                bare(Kind::Score)
            }
            (None, None) => {
                let mut unit = Unit::noun(String::new(), String::new());
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

    /// "year-old", "years old", "years of age", "above the age of nine".
    pub(super) fn age(&self, end: usize) -> Option<usize> {
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
    pub(super) fn rate(&self, unit: &mut Unit, end: usize) -> usize {
        let Some(piece) = self.line.piece(end) else { return end };
        let lower = self.line.lower(&piece);
        let next = self.line.piece(piece.bytes.end).map_or("", |next| self.line.lower(&next));
        let adverb = !next.starts_with(char::is_alphabetic) || noun::is_stop(next);
        if let Some(period) = scope::each(lower).filter(|_| unit.per.is_none() && piece.gap == Gap::Space && adverb) {
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
                Some(noun) if self.line.text_at(noun.bytes.clone()).starts_with(char::is_alphabetic) => {
                    (noun::singular(self.line.lower(&noun)).into_owned(), noun.bytes.end)
                }
                _ => return end,
            },
        };
        // "2 billion a year earlier"
        let dated = !always
            && self.line.piece(per_end).is_some_and(|next| {
                matches!(self.line.lower(&next), "earlier" | "ago" | "before" | "later" | "after" | "from" | "old")
            });
        if dated || !unit::is_period(&per) && (!always || noun::is_stop(&per)) {
            return end;
        }
        let written = self.line.text_at(end..per_end).trim_start_matches([' ', '-']);
        let space = if written.starts_with('/') { "" } else { " " };
        unit.phrase = format!("{}{space}{written}", unit.phrase);
        unit.name = format!("{} per {per}", unit.name);
        unit.per = Some(per);
        per_end
    }

    /// Two small plain numbers with a mark between: "3-9".
    pub(super) fn is_glued(&self, expression: &Expression) -> bool {
        let plain = |amount: &Amount| amount.number.style == Style::Plain && amount.number.value < 200.0;
        expression.high.as_ref().is_some_and(|high| {
            let gap = self.line.text_at(expression.low.bytes.end..high.bytes.start).trim();
            plain(high) && plain(&expression.low) && matches!(gap, "-" | "–" | "‑")
        })
    }

    /// "three times": how often, or how many times as much.
    pub(super) fn times(&self, next: usize) -> Kind {
        let word = self.lower(next);
        let compares = matches!(word, "as" | "more" | "less" | "the" | "its" | "that" | "what" | "their")
            || word.ends_with("er") && word != "after" && word != "over";
        if compares { Kind::Multiple } else { Kind::Occasions }
    }

    /// "a 9 member panel", "a 3 gear bicycle": one singular noun that describes another.
    pub(super) fn is_attributive(&self, at: usize) -> bool {
        let noun = |at: usize| {
            self.kind(at) == Some(WordKind::Letters) && !noun::is_stop(self.lower(at)) && !noun::is_name(self.words, at)
        };
        let ends = || {
            let next = self.lower(at + 1);
            noun::is_stop(next) || self.kind(at + 1) != Some(WordKind::Letters)
        };
        // "100 rai", "500 markkaa": a unit nobody listed.
        let word = self.lower(at);
        let unknown = || ends() && !noun::is_adjective(word) && word.len() > 2 && !naming::not_alone(word);
        noun(at) && verb::form(word).is_none() && (noun(at + 1) || unknown())
    }

    /// "aged 54", "at the age of nine", "Mara Tovan, 54,", "she was 85".
    pub(super) fn aged(&self, number: &Number, first: usize, after: usize) -> Option<Unit> {
        let small = number.value <= 120.0 && number.value.fract() == 0.0;
        if !small || !matches!(number.style, Style::Plain | Style::Words) {
            return None;
        }
        let said = match self.before(first, 1) {
            "aged" | "age" | "ages" => true,
            "of" => self.before(first, 2) == "age",
            "than" => matches!(self.before(first, 2), "younger" | "older"),
            _ => false,
        };
        (said || self.is_apposed(number, first, after) || self.is_said_of_person(first, after))
            .then(|| Unit::noun("year of age", "year"))
    }

    /// "Mara Tovan, 54,", "the driver, now 54,"
    fn is_apposed(&self, number: &Number, first: usize, after: usize) -> bool {
        let comma =
            if matches!(self.before(first, 1), "now" | "then" | "also") { first.saturating_sub(1) } else { first };
        let named = comma.checked_sub(2).filter(|&at| at >= self.range.start);
        let person = named.is_some_and(|at| {
            let closed = self.lower(after) == "," || noun::is_name(self.words, at) || noun::is_person(self.lower(at));
            self.kind(at) == Some(WordKind::Letters) && closed && !noun::is_stop(self.lower(at)) && !self.is_month(at)
        });
        person
            && number.style == Style::Plain
            && number.value > 1.0
            && self.before(comma, 1) == ","
            && matches!(self.lower(after), "," | "." | "" | ";" | ")")
    }

    /// "she was 85", "since I was about five", "he turned 40", "those who are 99 or older"
    fn is_said_of_person(&self, first: usize, after: usize) -> bool {
        let verb = if matches!(self.before(first, 1), "about" | "only" | "just" | "nearly" | "almost") { 2 } else { 1 };
        let person = matches!(self.before(first, verb + 1), "he" | "she" | "i" | "who" | "they" | "we" | "you");
        let is = matches!(self.before(first, verb), "was" | "is" | "am" | "are" | "were" | "be") && person;
        let turned = matches!(self.before(first, verb), "turned" | "turns" | "turning");
        let alone = self.kind(after) != Some(WordKind::Letters) || noun::is_stop(self.lower(after));
        (is || turned) && alone && !matches!(self.lower(after), "%" | "of" | "out" | "per" | "-" | "–" | "to")
    }

    pub(super) fn is_month(&self, at: usize) -> bool {
        naming::is_month(self.lower(at).trim_end_matches('.'))
    }

    /// "dozens of workers", "17 of the passengers", "12 of 20 bridges", "one of the best".
    pub(super) fn partitive(&self, number: &Number, of: usize, end: usize) -> Option<Counted> {
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
        // "a tenth of a second"
        if let (Style::Share, "a" | "an", Some((listed, unit_end))) =
            (number.style, self.lower(at), unit::word_at(&self.line, self.words.get(at)?.end as usize))
        {
            let listed = unit::listed(listed);
            let unit = Unit {
                symbol: Some(&listed.symbol),
                code: listed.code,
                ..Unit::noun(listed.name.clone(), listed.name.clone())
            };
            return Some(Counted { kind: kind_of(listed), unit: Some(unit), end: unit_end, verb: None });
        }
        let group = noun::group(self.words, at, self.range.end, true).or_else(|| {
            (number.style == Style::Share).then(|| noun::group(self.words, at, self.range.end, false)).flatten()
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
        let unit = Unit::noun(group.name, group.phrase);
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
    pub(super) fn casualties(&self, start: usize, after: usize) -> Option<(&'static str, usize)> {
        let at = if matches!(self.lower(after), "more" | "others" | "other") { after + 1 } else { after };
        if let Some(verb) = verb::harm(self.lower(at)) {
            let describes = noun::is_plural(self.lower(at + 1)) && !noun::is_stop(self.lower(at + 1));
            return (!describes).then_some((verb, at + 1));
        }
        let passive = (at..(at + 3).min(self.range.end)).take_while(|&i| verb::is_auxiliary(self.lower(i))).last();
        if let Some(verb) = passive.and_then(|last| verb::harm(self.lower(last + 1))) {
            return Some((verb, at));
        }
        let object = verb::form(self.before(start, 1)).filter(|form| verb::is_harm(form.lemma))?;
        let alone = noun::is_stop(self.lower(at)) || self.kind(at) != Some(WordKind::Letters);
        alone.then_some((object.lemma, at))
    }
}

/// What sort of quantity a measured unit makes.
pub(super) fn kind_of(listed: &unit::Listed) -> Kind {
    match listed.dimension {
        "money" => Kind::Money,
        "percent" => Kind::Percent,
        "duration" => Kind::Duration,
        _ => Kind::Measure,
    }
}

fn person() -> Unit {
    Unit::noun("person".to_owned(), "people".to_owned())
}
