//! What the quantities of a sentence have to do with each other: units, bounds and changes they share, totals and parts.

use std::ops::Range;

use super::change::{Change, Direction, Role};
use super::scope::Coverage;
use super::{Bound, Kind, Quantity, Unit, noun, predicate, scope, verb};
use crate::Words;

/// Connects the quantities of one sentence: those from place `first` on.
pub(super) fn connect(words: &Words<'_>, sentence: &Range<usize>, found: &mut [Quantity], first: usize) {
    if found.len() == first {
        return;
    }
    let running = scope::cumulative(words, sentence);
    for i in first..found.len() {
        let (before, rest) = found.split_at_mut(i);
        let Some((quantity, after)) = rest.split_first_mut() else { return };
        let (earlier, before) = (&*before, &before[first..]);
        if quantity.unit.is_none() && matches!(quantity.kind, Kind::Bare | Kind::Count | Kind::Share) {
            inherit_unit(words, quantity, before, after);
            them(words, quantity, earlier);
        }
        // "aged 15 and 17"
        if let (Kind::Bare, Some(last)) = (quantity.kind, before.last())
            && last.kind == Kind::Age
            && matches!(between(words, last, quantity), "and" | "or" | "," | ", and")
            && quantity.value < 120.0
        {
            (quantity.kind, quantity.unit) = (Kind::Age, last.unit.clone());
        }
        if quantity.unit.is_none() && quantity.kind == Kind::Bare {
            toll(words, sentence, quantity);
        }
        if let Some(last) = before.last() {
            share_with_last(words, quantity, last);
        }
        let happens = matches!(quantity.kind, Kind::Count | Kind::Measure | Kind::Money | Kind::Percent | Kind::Share);
        if quantity.verb.is_none() && happens && quantity.unit.is_some() {
            quantity.verb = predicate::verb(words, sentence, quantity);
        }
        if matches!(quantity.kind, Kind::Measure | Kind::Money | Kind::Percent | Kind::Duration) {
            quantity.of = measured_thing(words, sentence, quantity.words.end);
        }
        quantity.scope.coverage = match (quantity.unit.as_ref().and_then(|unit| unit.per.clone()), &running) {
            (Some(per), _) => Coverage::Each(per),
            (None, Some(_)) => Coverage::Cumulative,
            (None, None) => Coverage::Occasion,
        };
        if quantity.scope.coverage == Coverage::Cumulative {
            quantity.scope.words = running.clone();
        }
    }
    for i in first..found.len() {
        path(words, found, i);
        (found[i].whole, found[i].list) = (whole(words, found, first, i), list(words, found, first, i));
        // Parts share the fate of their total, what is listed that of the first.
        if let Some(whole) = found[i].whole.or(found[i].list.filter(|_| found[i].verb.is_none())) {
            found[i].verb = found[whole].verb;
        }
    }
}

/// "30 percent of the voters", "40 tonnes of crude oil": what is measured, as a singular noun.
fn measured_thing(words: &Words<'_>, sentence: &Range<usize>, of: usize) -> Option<String> {
    if of >= sentence.end || words.lower(of) != "of" {
        return None;
    }
    let determined = |at: &usize| matches!(words.lower(*at), "the" | "all" | "its" | "their" | "our" | "his" | "her");
    let start = (of + 1..sentence.end).find(|at| !determined(at))?;
    let group =
        noun::group(words, start, sentence.end, true).or_else(|| noun::group(words, start, sentence.end, false))?;
    Some(group.name)
}

/// The words between two quantities.
fn between<'a>(words: &'a Words<'_>, one: &Quantity, other: &Quantity) -> &'a str {
    words.lower_text().get(one.bytes.end..other.bytes.start).unwrap_or_default().trim()
}

/// No quantity takes its unit from further away, in words.
const REACH: usize = 25;

/// "two- and three-deck", "84.5 crowns, the lowest 71.2", "9 million trees including 2 million in the valley".
fn inherit_unit(words: &Words<'_>, quantity: &mut Quantity, before: &[Quantity], after: &[Quantity]) {
    let suspended = words.text().get(quantity.number.end..).unwrap_or_default().starts_with(['-', '‐']);
    if suspended {
        // The list is read from its end: the next may be suspended as well.
        if let Some(next) = after.iter().take(4).find(|next| next.unit.is_some()) {
            (quantity.unit, quantity.kind) = (next.unit.clone(), next.kind);
        }
        return;
    }
    let Some(last) = before.iter().rev().find(|last| last.unit.is_some() && last.kind != Kind::Duration) else {
        return;
    };
    if quantity.words.start.saturating_sub(last.words.end) > REACH {
        return;
    }
    let Some(unit) = last.unit.as_ref().filter(|unit| unit.per.is_none()) else { return };
    let gap = between(words, last, quantity);
    let decimal = quantity.decimal.contains('.') && last.decimal.contains('.');
    let large = quantity.value >= 1000.0 && last.value >= 1000.0;
    let next = words.lower(quantity.words.end);
    let of_them = words.lower(quantity.words.end.wrapping_sub(1)) == "them";
    let part = gap.ends_with("including") || gap.ends_with("of which") || gap.ends_with("of whom");
    let alike = match last.kind {
        Kind::Money => decimal || large && unit.code.is_some(),
        Kind::Measure => decimal || unit.name == "point" && quantity.value > 100.0,
        // "three died, 17 were injured and four climbed down"
        Kind::Count => {
            let acts = verb::is_auxiliary(next) || verb::form(next).is_some();
            of_them
                || part
                || quantity.kind == Kind::Bare
                    && acts
                    && (gap.ends_with("and") || gap.ends_with(',') || gap.ends_with("while"))
        }
        _ => false,
    };
    if alike {
        quantity.unit = Some(Unit { phrase: unit.name.clone(), ..unit.clone() });
        quantity.kind = last.kind;
    }
}

/// Verbs that stand between a toll and its number.
const TOLL_VERBS: &[&str] = &[
    "is", "was", "rise", "fall", "stand", "reach", "climb", "grow", "increase", "jump", "come", "pass", "exceed",
    "drop", "top", "bring", "put",
];

/// "The death toll rose to 17", "she put the number of tickets sold at 40": what is counted stands before the verb.
fn toll(words: &Words<'_>, sentence: &Range<usize>, quantity: &mut Quantity) {
    let start = quantity.words.start;
    let earliest = start.saturating_sub(16).max(sentence.start);
    let spoken = |at: usize| verb::form(words.lower(at)).map_or(words.lower(at), |form| form.lemma);
    let population =
        start.checked_sub(2).is_some_and(|at| words.lower(at) == "population" && words.lower(at + 1) == "of");
    // "three more than on Monday" is no toll but how much it grew.
    let (last, next) = (words.lower(quantity.words.end.saturating_sub(1)), words.lower(quantity.words.end));
    if [last, next].iter().any(|word| matches!(*word, "more" | "fewer" | "less" | "higher" | "lower")) {
        return;
    }
    if !population && !(earliest..start).any(|at| TOLL_VERBS.contains(&spoken(at))) {
        return;
    }
    let Some(at) =
        (earliest..start).rev().find(|&at| matches!(words.lower(at), "toll" | "number" | "tally" | "population"))
    else {
        return;
    };
    let previous = at.checked_sub(1).map_or("", |at| words.lower(at));
    let person = || Unit::noun("person", "people");
    let of = at + 2 + usize::from(words.lower(at + 2) == "the");
    let (unit, verb) = match (previous, words.lower(at), words.lower(at + 1)) {
        ("death", "toll" | "tally", _) => (person(), Some("die")),
        (_, "toll" | "population", _) => (person(), None),
        (_, "number", harm) if verb::harm(harm).is_some() => (person(), verb::harm(harm)),
        (_, _, "of") => match (noun::group(words, of, start, true), verb::harm(words.lower(of))) {
            (Some(group), harm) => {
                let done = || verb::form(words.lower(group.words.end)).filter(|form| form.tense == verb::Tense::Past);
                let verb = harm.or_else(|| done().map(|form| form.lemma));
                (Unit::noun(group.name, group.phrase), verb)
            }
            (None, Some(harm)) => (person(), Some(harm)),
            (None, None) => return,
        },
        _ => return,
    };
    (quantity.unit, quantity.verb, quantity.kind) = (Some(unit), verb, Kind::Count);
}

/// "They treated 17 walkers. Two of them stayed": what was counted last, be it a sentence before.
fn them(words: &Words<'_>, quantity: &mut Quantity, earlier: &[Quantity]) {
    let of_them = words.lower(quantity.words.end.wrapping_sub(1)) == "them";
    let last = earlier.iter().rev().take(4).find(|last| last.kind == Kind::Count && last.unit.is_some());
    if let Some(last) = last.filter(|last| of_them && quantity.words.start < last.words.end + 2 * REACH) {
        quantity.unit = quantity.unit.take().or_else(|| last.unit.clone());
    }
}

/// "240 points, or 2%" moved the same way; "just under 310 miles (499 km)" is meant the same way.
fn share_with_last(words: &Words<'_>, quantity: &mut Quantity, last: &Quantity) {
    let gap = between(words, last, quantity);
    let converted = matches!(gap, "(" | "/" | "or" | ", or" | "(or" | "(about");
    let measured = matches!(quantity.kind, Kind::Money | Kind::Measure);
    if converted
        && (gap != ", or" || measured)
        && quantity.bound == Bound::Exact
        && !matches!(last.bound, Bound::Range | Bound::Vague)
        && quantity.kind == last.kind
    {
        quantity.bound = last.bound;
    }
    if quantity.change.is_some() {
        return;
    }
    let Some(change) = last.change else { return };
    if matches!(gap, "or" | ", or" | "(" | "and" | ", and") && change.role == Role::By {
        quantity.change = Some(change);
    }
    // "rose 4 cents to 7.20", "lost 2% to end at 905.4", "up 3 percent from 9"
    let short = gap.split(' ').count() <= 5 && !gap.contains([',', ';', '.']);
    if change.role == Role::By && short {
        let role = match gap {
            _ if gap.starts_with("to") || gap.ends_with(" to") || gap == "at" => Role::To,
            _ if gap.starts_with("from") => Role::From,
            _ => return,
        };
        quantity.change = Some(Change { role, ..change });
    }
    if change.role == Role::To && short && gap.starts_with("from") {
        quantity.change = Some(Change { role: Role::From, ..change });
    }
}

/// "from 400 on Monday to 350": the two ends of one change.
fn path(words: &Words<'_>, found: &mut [Quantity], i: usize) {
    let Some([from, to]) = found.get_mut(i..i + 2) else { return };
    // "to just 9", "from around 5"
    let preceded = |quantity: &Quantity, by: &str| {
        let start = quantity.words.start;
        (1..=2).filter_map(|back| start.checked_sub(back)).any(|at| words.lower(at) == by)
    };
    let name = |quantity: &Quantity| quantity.unit.as_ref().map(|unit| unit.name.clone());
    let same = name(from) == name(to) || from.kind == Kind::Bare && from.unit.is_none();
    let near = to.words.start < from.words.end + 14 && !between(words, from, to).contains([';', ',']);
    if !same || !near || !preceded(from, "from") || !preceded(to, "to") || from.upper.is_some() {
        return;
    }
    if from.unit.is_none() {
        (from.unit, from.kind) = (to.unit.clone(), to.kind);
    }
    let direction = if to.value >= from.value { Direction::Up } else { Direction::Down };
    from.change = Some(Change { direction, role: Role::From });
    to.change = Some(Change { direction, role: Role::To });
}

/// The total that a quantity is a part of.
fn whole(words: &Words<'_>, found: &[Quantity], first: usize, i: usize) -> Option<usize> {
    let last = i.checked_sub(1).filter(|&last| last >= first)?;
    let gap = between(words, &found[last], &found[i]);
    let opens = [", including", "including", ", among them", "of which", ", of which", ", of whom", ":"].contains(&gap);
    let smaller = found[i].value <= found[last].upper.unwrap_or(found[last].value) && found[i].kind == Kind::Count;
    if opens && smaller && found[last].kind == Kind::Count {
        return Some(last);
    }
    // The next parts follow as a list.
    let whole = found[last].whole?;
    (is_enumeration(gap) && found[i].kind == Kind::Count && found[i].value <= found[whole].value).then_some(whole)
}

/// The first of the enumeration that a quantity continues.
fn list(words: &Words<'_>, found: &[Quantity], first: usize, i: usize) -> Option<usize> {
    let last = i.checked_sub(1).filter(|&last| last >= first)?;
    let same = found[last].kind == found[i].kind && matches!(found[i].kind, Kind::Count | Kind::Money | Kind::Measure);
    (same && is_enumeration(between(words, &found[last], &found[i]))).then(|| found[last].list.unwrap_or(last))
}

fn is_enumeration(gap: &str) -> bool {
    matches!(gap, "," | "and" | ", and" | "as well as" | ", as well as" | "plus" | ";" | "; and")
}
