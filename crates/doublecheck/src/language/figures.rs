//! Figures: numbers with what they count, read from closed word lists, word forms and position.
//!
//! Precision goes before recall: a number becomes a figure only when what it counts or measures is plain. Ages, years,
//! dates, clock times, durations, ordinals, counters and numbers inside names are none; see `tests/figures`.

use std::ops::Range;

use super::inflection::{self, Tense};
use super::lexicon::*;
use super::numbers::{Number, Style, measure, number_at};
use super::{Analysis, WordKind};
use crate::model::{Bound, Figure, Id, Scope};

/// The figures of an article's body, in text order.
///
/// `as_of` and `statement` stay empty: they need dates and statements, see [`place_figures`](crate::claim::place_figures).
/// Time is linear in the text.
pub fn figures(analysis: &Analysis<'_>) -> Vec<Figure> {
    let blocks = &analysis.article.blocks;
    let body = analysis.sentences.iter().filter(|s| blocks.get(s.block).is_some_and(|b| b.label.is_body()));
    let mut found = Vec::new();
    for sentence in body {
        Reader { analysis, sentence: sentence.words.clone() }.read(&mut found);
    }
    let figure = |found: Found| {
        let span = analysis.span(found.words);
        Figure {
            id: Id::at("figure", analysis.article.id, &[span]),
            article: analysis.article.id,
            span,
            value: found.value,
            upper: found.upper,
            bound: found.bound,
            unit: found.unit,
            verb: found.verb,
            scope: found.scope,
            as_of: None,
            statement: None,
        }
    };
    found.into_iter().map(figure).collect()
}

/// A figure in words of the analysis.
struct Found {
    words: Range<usize>,
    value: f64,
    upper: Option<f64>,
    bound: Bound,
    unit: String,
    verb: Option<String>,
    scope: Scope,
    /// Whether things are counted, not measured.
    counts: bool,
}

/// What a number counts or measures.
struct Counted {
    unit: String,
    /// One past its last word.
    end: usize,
    /// The verb, when the words themselves give it ("17 injured").
    verb: Option<&'static str>,
    counts: bool,
}

impl Counted {
    fn measured(unit: impl Into<String>, end: usize) -> Option<Self> {
        Some(Self { unit: unit.into(), end, verb: None, counts: false })
    }

    fn things(unit: impl Into<String>, end: usize) -> Option<Self> {
        Some(Self { unit: unit.into(), end, verb: None, counts: true })
    }
}

/// Reads the figures of one sentence.
struct Reader<'a, 'b> {
    analysis: &'a Analysis<'b>,
    sentence: Range<usize>,
}

impl Reader<'_, '_> {
    /// Appends the sentence's figures to those of the sentences before it.
    fn read(&self, found: &mut Vec<Found>) {
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            let number = number_at(self.analysis, at, self.sentence.end);
            let figure = match &number {
                Some(number) => self.figure(number, found.last()),
                None => found.last().and_then(|last| self.listed_beside(last, at)),
            };
            at = figure.as_ref().map(|f| f.words.end).or(number.map(|n| n.words.end)).unwrap_or(at + 1);
            found.extend(figure);
        }
    }

    fn lower(&self, at: usize) -> &str {
        if self.sentence.contains(&at) { self.analysis.lower(at) } else { "" }
    }

    /// The word `back` places before `at`.
    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    fn kind(&self, at: usize) -> Option<WordKind> {
        self.analysis.words.get(at).filter(|_| self.sentence.contains(&at)).map(|w| w.kind)
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.sentence.contains(&at) && self.analysis.word(at).starts_with(char::is_uppercase)
    }

    fn figure(&self, number: &Number, last: Option<&Found>) -> Option<Found> {
        if self.is_name_or_time(number) {
            return None;
        }
        let (bound, start) = self.bound(number);
        let counted = self.counted(number, start).or_else(|| self.unnamed(number, start, last?))?;
        if self.points_back(number, &counted, start) {
            return None;
        }
        let verb = counted.verb.or_else(|| self.verb(start, counted.end).filter(|_| !self.is_whole(start)));
        let verb = verb.map(str::to_owned);
        Some(Found {
            value: number.value,
            upper: number.upper,
            bound,
            scope: self.scope(counted.end),
            verb,
            words: start..counted.end,
            unit: counted.unit,
            counts: counted.counts,
        })
    }

    /// "Of the 24 on the deck, three died": what befell the parts did not befall the whole.
    fn is_whole(&self, start: usize) -> bool {
        let of = if self.before(start, 1) == "the" { 2 } else { 1 };
        self.before(start, of) == "of" && start == self.sentence.start + of
    }

    /// "two tanks and an armoured carrier": one thing counted by its article, beside things counted by numbers.
    fn listed_beside(&self, last: &Found, at: usize) -> Option<Found> {
        let article = at + 1;
        let joined = last.counts && at == last.words.end && matches!(self.lower(at), "and" | ",");
        if !joined || !matches!(self.lower(article), "a" | "an") {
            return None;
        }
        let (unit, end) = self.single_noun(article + 1)?;
        let starts_clause = is_auxiliary(self.lower(end)) || is_verb_after_subject(self.lower(end));
        (!starts_clause).then(|| Found {
            words: article..end,
            value: 1.0,
            upper: None,
            bound: Bound::Exact,
            unit,
            verb: last.verb.clone(),
            scope: last.scope,
            counts: true,
        })
    }

    /// True for numbers inside names, dates, clock times, years, ages, scores and codes.
    fn is_name_or_time(&self, number: &Number) -> bool {
        let (start, end) = (number.words.start, number.words.end);
        let previous = self.before(start, 1);
        let next = self.lower(end);
        let inside = start > self.sentence.start;
        // "Channel Six", "the Five": a number word in capitals inside a sentence is part of a name.
        let opens = !inside || matches!(previous, "\"" | "“" | "‘" | "'" | ":" | "(" | "—" | "–" | "-" | "--");
        let named = matches!(number.style, Style::Words | Style::Vague) && self.is_capitalised(start) && !opens;
        let designated = inside && DESIGNATORS.contains(&previous.trim_end_matches('.'));
        let dated = MONTHS.iter().any(|m| *m == previous.trim_end_matches('.') || *m == next.trim_end_matches('.'))
            || next == "of" && MONTHS.contains(&self.lower(end + 1));
        let clock = CLOCKS.contains(&next);
        let plain_digits = number.style == Style::Digits
            && end == start + 1
            && self.analysis.word(start).len() == 4
            && self.analysis.word(start).bytes().all(|b| b.is_ascii_digit());
        let year = plain_digits && (1900.0..=2100.0).contains(&number.value) && YEAR_OPENERS.contains(&previous);
        let aged = matches!(previous, "aged" | "age" | "#" | "+");
        named || designated || dated || clock || year || aged
    }

    /// How the number is meant, and the first word that says so.
    fn bound(&self, number: &Number) -> (Bound, usize) {
        let start = number.words.start;
        let stated = BOUNDS.iter().find(|(words, _)| {
            let enough = start >= self.sentence.start + words.len();
            enough && words.iter().rev().enumerate().all(|(i, word)| self.before(start, i + 1) == *word)
        });
        let from = stated.map_or(start, |(words, _)| start - words.len());
        if number.upper.is_some() {
            let between = usize::from(self.before(start, 1) == "between");
            return (Bound::Range, start - between);
        }
        let end = number.words.end;
        let after = match (self.lower(end), self.lower(end + 1)) {
            ("+", _) | ("or", "more") => Some(Bound::AtLeast),
            ("or", "so") => Some(Bound::About),
            ("or", "fewer" | "less") => Some(Bound::AtMost),
            _ => None,
        };
        let plain = if number.style == Style::Vague { Bound::AtLeast } else { Bound::Exact };
        (stated.map(|&(_, bound)| bound).or(after).unwrap_or(plain), from)
    }

    fn counted(&self, number: &Number, start: usize) -> Option<Counted> {
        let mut after = number.words.end;
        match (self.lower(after), self.lower(after + 1)) {
            ("or", "more" | "so" | "fewer" | "less") => after += 2,
            ("+", _) => after += 1,
            _ => {}
        }
        if let Some(unit) = number.unit {
            // "a 20mm gun": a measure glued to its number that describes a thing.
            let describes = unit == "mm" && self.kind(after) == Some(WordKind::Letters) && !is_stop(self.lower(after));
            return if describes { None } else { self.measured(number, unit, after) };
        }
        if let Some((unit, end)) = self.measure_at(after) {
            return self.measured(number, unit, end);
        }
        self.partitive(number, after)
            .or_else(|| self.noun_group(after, number))
            .or_else(|| self.casualties(number, start, after))
            .or_else(|| self.toll(start, after))
    }

    /// "km", "per cent", "square metres", "percentage points", and one past the last word.
    fn measure_at(&self, at: usize) -> Option<(String, usize)> {
        match (self.lower(at), self.lower(at + 1)) {
            ("per", "cent") => Some(("percent".to_owned(), at + 2)),
            ("percentage", "points" | "point") => Some(("percentage point".to_owned(), at + 2)),
            (power @ ("square" | "cubic"), unit) => measure(unit).map(|unit| (format!("{power} {unit}"), at + 2)),
            (unit, _) => measure(unit).map(|unit| (unit.to_owned(), at + 1)),
        }
    }

    fn measured(&self, number: &Number, unit: impl Into<String>, end: usize) -> Option<Counted> {
        let unit = unit.into();
        // "100 percent sure" measures nothing.
        let rhetorical = unit == "percent"
            && number.value == 100.0
            && self.kind(end) == Some(WordKind::Letters)
            && !is_preposition(self.lower(end));
        if rhetorical { None } else { Counted::measured(unit, end) }
    }

    /// "dozens of workers", "17 of the passengers", "12 of 20 bridges".
    fn partitive(&self, number: &Number, after: usize) -> Option<Counted> {
        if self.lower(after) != "of" {
            return None;
        }
        let mut at = after + 1;
        let determined = matches!(self.lower(at), "the" | "its" | "their" | "our" | "those" | "these" | "his" | "her");
        if determined {
            at += 1;
        }
        let whole = number_at(self.analysis, at, self.sentence.end);
        if let Some(whole) = &whole {
            at = whole.words.end;
        }
        // "one of the bridges" is a way to say "a bridge".
        let plain_one = number.value == 1.0;
        if plain_one || !(determined || whole.is_some() || number.style == Style::Vague) {
            return None;
        }
        // "nine of the injured"
        if harm(self.lower(at)).is_some() && !inflection::is_plural(self.lower(at + 1)) {
            return Counted::things("person", at + 1);
        }
        let (unit, end) = self.plural_noun(at)?;
        Counted::things(unit, end)
    }

    fn noun_group(&self, after: usize, number: &Number) -> Option<Counted> {
        if number.value != 1.0 {
            let (unit, end) = self.plural_noun(after)?;
            let verb = self.verb(number.words.start, end);
            return match unit.as_str() {
                "other" if verb.is_some_and(|v| HARMS.iter().any(|(_, lemma)| *lemma == v)) => {
                    Counted::things("person", end)
                }
                "other" => None,
                _ => Counted::things(unit, end),
            };
        }
        // "one" and "1" count only what is plainly counted: people that something befell, or things in a list of counts.
        let (unit, end) = self.single_noun(after)?;
        let next = if is_auxiliary(self.lower(end)) { self.lower(end + 1) } else { self.lower(end) };
        let befell = PERSONS.contains(&last_word(&unit))
            && (harm(next).is_some() || self.verb_before(number.words.start).is_some_and(is_harm));
        let listed = self.lower(end) == "and" && number_at(self.analysis, end + 1, self.sentence.end).is_some();
        (befell || listed).then(|| Counted::things(unit, end))?
    }

    /// The noun group with a plural head that begins at `at`: its unit and one past its last word.
    fn plural_noun(&self, at: usize) -> Option<(String, usize)> {
        let mut head = None;
        for i in at..(at + 8).min(self.sentence.end) {
            let word = self.lower(i);
            let quote = matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'");
            if quote && head.is_none() {
                continue;
            }
            // "IS" and "US" are names, whatever they spell in lower case.
            let acronym = word.len() > 1 && !self.analysis.word(i).contains(char::is_lowercase);
            if self.kind(i) != Some(WordKind::Letters) || is_stop(word) && !acronym {
                break;
            }
            let plural = !acronym && inflection::is_plural(word) && !NOT_COUNTED_PLURALS.contains(&word);
            match (plural, head) {
                (true, _) => head = Some(i),
                (false, Some(_)) => break,
                (false, None) => {}
            }
        }
        let head = head?;
        // "two nations' aircraft" counts nations, but says nothing of how many aircraft.
        let possessed = self.kind(head + 1) == Some(WordKind::Clitic) && self.kind(head + 2) == Some(WordKind::Letters);
        let single = inflection::singular(self.lower(head));
        (!possessed && !UNCOUNTED.contains(&single.as_str())).then(|| (self.unit(at, head, single), head + 1))
    }

    /// The noun group with a singular head that begins at `at`.
    fn single_noun(&self, at: usize) -> Option<(String, usize)> {
        let run = (at..(at + 6).min(self.sentence.end))
            .take_while(|&i| {
                let word = self.lower(i);
                let verbal = i > at && inflection::verb(word).is_some_and(|v| v.tense == Tense::Past);
                self.kind(i) == Some(WordKind::Letters) && !is_stop(word) && !verbal
            })
            .last()?;
        let word = self.lower(run);
        let countable = !UNCOUNTED.contains(&word)
            && !NO_SINGLES.contains(&word)
            && !NO_SINGLES.contains(&self.lower(at))
            && !inflection::is_plural(word)
            && !is_adjective(word)
            && !self.is_capitalised(run);
        countable.then(|| (self.unit(at, run, word.to_owned()), run + 1))
    }

    /// The head with the lower-case nouns before it: "command post", not "large command post".
    fn unit(&self, from: usize, head: usize, single: String) -> String {
        let is_noun = |&i: &usize| {
            let word = self.lower(i);
            self.kind(i) == Some(WordKind::Letters) && !self.is_capitalised(i) && !is_adjective(word)
        };
        let first = (from..head).rev().take_while(is_noun).last().unwrap_or(head);
        let mut unit = String::new();
        for i in first..head {
            unit.push_str(self.lower(i));
            unit.push(' ');
        }
        unit + &single
    }

    /// "17 injured", "12 were killed", "killing 12": people, though nobody says so.
    fn casualties(&self, number: &Number, start: usize, after: usize) -> Option<Counted> {
        let at = if matches!(self.lower(after), "more" | "others" | "other") { after + 1 } else { after };
        let next = self.lower(at);
        if let Some(verb) = harm(next).filter(|_| !(next == "hurt" && number.value == 1.0)) {
            return Some(Counted { verb: Some(verb), ..Counted::things("person", at + 1)? });
        }
        if next == "missing" {
            return Counted::things("missing person", at + 1);
        }
        let passive = (at..(at + 3).min(self.sentence.end)).take_while(|&i| is_auxiliary(self.lower(i))).last();
        if let Some(verb) = passive.and_then(|last| harm(self.lower(last + 1))) {
            return Some(Counted { verb: Some(verb), ..Counted::things("person", at)? });
        }
        let object = self.verb_at(start.checked_sub(1)?).filter(|(_, t)| matches!(t, Tense::Past | Tense::Gerund));
        let (verb, _) = object.filter(|&(v, _)| is_harm(v))?;
        let stands_alone = is_stop(self.lower(at)) || self.kind(at) != Some(WordKind::Letters);
        stands_alone.then_some(Counted { verb: Some(verb), ..Counted::things("person", at)? })
    }

    /// "Two of them", "four climbed down", "the 40 million": what is counted was named with the figure before.
    fn unnamed(&self, number: &Number, start: usize, last: &Found) -> Option<Counted> {
        let after = number.words.end;
        let gap = start.checked_sub(last.words.end).filter(|&gap| gap < 40)?;
        if last.counts && self.lower(after) == "of" && self.lower(after + 1) == "them" {
            return Counted::things(last.unit.clone(), after + 2);
        }
        let acts = is_auxiliary(self.lower(after)) || inflection::verb(self.lower(after)).is_some();
        let listed = matches!(self.before(start, 1), "," | "and" | "while" | ";" | "but");
        if last.counts && acts && listed && self.sentence.contains(&last.words.start) && gap < 20 {
            return Counted::things(last.unit.clone(), after);
        }
        let million = matches!(self.before(after, 1), "million" | "billion" | "trillion");
        (million && !last.counts && last.value >= 1e6).then(|| Counted::measured(last.unit.clone(), after))?
    }

    /// "The death toll rose to 17", "the number of displaced families stands at 40".
    fn toll(&self, start: usize, after: usize) -> Option<Counted> {
        let ends = self.kind(after) != Some(WordKind::Letters)
            || is_stop(self.lower(after))
            || matches!(self.lower(after), "overnight" | "again" | "already");
        let earliest = start.saturating_sub(16).max(self.sentence.start);
        let reaches = (earliest..start).rev().take(4).any(|i| TOLL_VERBS.contains(&self.lower(i)));
        // Of "from 12 to 17" only the second is so now.
        let past = self.before(start, 1) == "from";
        if !ends || !reaches || past {
            return None;
        }
        let toll = (earliest..start).rev().find(|&i| self.lower(i) == "toll" || self.lower(i) == "number")?;
        match (self.before(toll, 1), self.lower(toll), self.lower(toll + 1)) {
            ("death", "toll", _) => Some(Counted { verb: Some("die"), ..Counted::things("person", after)? }),
            (_, "toll", _) => Counted::things("person", after),
            (_, _, "of") => {
                let of = toll + 2 + usize::from(self.lower(toll + 2) == "the");
                if let Some(verb) = harm(self.lower(of)).filter(|_| is_stop(self.lower(of + 1))) {
                    return Some(Counted { verb: Some(verb), ..Counted::things("person", after)? });
                }
                self.plural_noun(of).and_then(|(unit, _)| Counted::things(unit, after))
            }
            _ => None,
        }
    }

    /// True when the number only refers to what was named before: "the two countries", "these three men".
    fn points_back(&self, number: &Number, counted: &Counted, start: usize) -> bool {
        let definite = matches!(
            self.before(start, 1),
            "the" | "these" | "those" | "their" | "its" | "our" | "your" | "his" | "her" | "my" | "all" | "other"
        );
        let few = number.style == Style::Words && number.value <= 12.0 && counted.counts;
        definite && few && PARTIES.contains(&last_word(&counted.unit))
    }

    /// What happens to the counted things: the verb whose subject or object they are.
    fn verb(&self, start: usize, end: usize) -> Option<&'static str> {
        let is_subject = is_auxiliary(self.lower(end)) || inflection::verb(self.lower(end)).is_some();
        if is_subject && let Some(verb) = self.verb_after(end) {
            return Some(verb);
        }
        self.verb_before(start).or_else(|| self.verb_after(end))
    }

    /// The nearest verb before `at` in the same sentence, parts of a list passed over.
    fn verb_before(&self, at: usize) -> Option<&'static str> {
        let earliest = at.saturating_sub(40).max(self.sentence.start);
        let spoken = |verb| matches!(verb, "say" | "tell" | "report" | "announce" | "add" | "claim" | "warn");
        let mut verbs = (earliest..at).rev().filter_map(|i| self.verb_at(i));
        let (verb, _) = verbs.find(|(_, tense)| matches!(tense, Tense::Past | Tense::Gerund | Tense::Base))?;
        (!spoken(verb)).then_some(verb)
    }

    /// The main verb after `at`: the last of "were able to destroy", "have fled".
    fn verb_after(&self, at: usize) -> Option<&'static str> {
        let last = (at + 14).min(self.sentence.end);
        // Directly after its subject even a bare form is a verb: "people live".
        if let Some(form) = inflection::verb(self.lower(at)) {
            return Some(form.lemma);
        }
        let mut verbs = (at..last).filter_map(|i| self.verb_at(i));
        verbs.find(|(_, tense)| *tense == Tense::Past || *tense == Tense::Base).map(|(verb, _)| verb)
    }

    /// The verb at a word, when its form and what stands before it make it one.
    fn verb_at(&self, at: usize) -> Option<(&'static str, Tense)> {
        if !self.sentence.contains(&at) || self.is_capitalised(at) && at > self.sentence.start {
            return None;
        }
        let form = inflection::verb(self.lower(at))?;
        let previous = self.before(at, 1);
        let verbal = match form.tense {
            Tense::Past => {
                !matches!(previous, "a" | "an" | "the" | "its" | "their" | "of") || form.lemma == self.lower(at)
            }
            Tense::Gerund => !matches!(previous, "a" | "an" | "the" | "of"),
            Tense::Base => {
                matches!(previous, "to" | "will" | "would" | "could" | "can" | "may" | "might" | "must" | "did" | "not")
            }
            Tense::Present => false,
        };
        // "the attack", "a strike", "air strikes": a form that is a noun as well needs no determiner before it.
        let noun = form.lemma == self.lower(at)
            && (matches!(previous, "a" | "an" | "the" | "this" | "that" | "its" | "their" | "of" | "in" | "air"));
        (verbal && !noun).then_some((form.lemma, form.tense))
    }

    fn scope(&self, end: usize) -> Scope {
        let period = |at: usize| PERIODS.contains(&self.lower(at));
        let rate = matches!(self.lower(end), "a" | "an" | "per" | "each" | "every") && period(end + 1)
            || matches!(self.lower(end), "daily" | "hourly" | "weekly" | "monthly" | "annually" | "yearly");
        if rate {
            return Scope::Rate;
        }
        let words = || self.sentence.clone();
        let perfect = words().any(|i| {
            let participle = |at: usize| inflection::verb(self.lower(at)).is_some_and(|v| v.tense == Tense::Past);
            matches!(self.lower(i), "has" | "have")
                && (participle(i + 1) || self.lower(i + 1) == "been" && participle(i + 2) || participle(i + 2))
        });
        let running = words().any(|i| {
            matches!(
                (self.lower(i), self.lower(i + 1)),
                ("so", "far")
                    | ("to", "date")
                    | ("total", "of")
                    | ("as", "of")
                    | ("in", "total" | "all")
                    | ("altogether" | "toll", _)
                    | ("since", _)
            )
        });
        if perfect || running { Scope::Cumulative } else { Scope::Occasion }
    }
}

/// The last word of a unit: what its modifiers modify.
pub fn last_word(unit: &str) -> &str {
    unit.rsplit(' ').next().unwrap_or(unit)
}

fn is_verb_after_subject(lower: &str) -> bool {
    inflection::verb(lower).is_some_and(|v| matches!(v.tense, Tense::Past | Tense::Present))
        && !inflection::is_plural(lower)
}

/// The verb of a word that says that people came to harm.
fn harm(lower: &str) -> Option<&'static str> {
    HARMS.iter().find(|(word, _)| *word == lower).map(|&(_, lemma)| lemma)
}

fn is_harm(lemma: &str) -> bool {
    HARMS.iter().any(|(_, harm)| *harm == lemma)
}

fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "was"
            | "were"
            | "is"
            | "are"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "do"
            | "does"
            | "reportedly"
            | "also"
            | "later"
    )
}

fn is_preposition(lower: &str) -> bool {
    PREPOSITIONS.contains(&lower)
}

/// Words that end a noun group.
fn is_stop(lower: &str) -> bool {
    lower.is_empty() || is_preposition(lower) || is_auxiliary(lower) || STOPS.contains(&lower)
}

/// Words that describe a noun and are none, by ending or from a list.
fn is_adjective(lower: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "ed", "ous", "ful", "less", "able", "ible", "ish", "ive", "ical", "ional", "eal", "tal", "ary", "ory", "est",
        "ly",
    ];
    ADJECTIVES.contains(&lower)
        || lower.len() > 5
            && ENDINGS.iter().any(|ending| lower.ends_with(ending))
            && !NOUNS_LIKE_ADJECTIVES.contains(&lower)
}
