//! Slots: figures, days, places, parties and "not", which decide whether similar propositions are the same, opposed or apart.

use super::concepts::{class_of, counted};
use super::signature::{Count, Days, Located, Signature};
use crate::language::stem;
use crate::model::{Bound, Figure, Id, Slot, Stance};

/// A "not" sets two propositions against each other only when they overlap so much; else it tells them apart.
const LEAST_OPPOSED: f64 = 0.5;

/// A "not" opposes only propositions that share at least so many concepts, unless they are hardly anything else.
const LEAST_SHARED: usize = 3;

/// Propositions that share so much of the smaller, names and numbers aside, speak of the same happening.
const LEAST_SAME: f64 = 0.65;

/// And this much of the larger: "they are safe" is not all of "she knew for a week that they are safe and told nobody".
const LEAST_OF_LARGER: f64 = 0.3;

/// One voice that says so much of the smaller, names and numbers aside, in both may say one thing in other words.
const LEAST_THEME: f64 = 0.4;

/// What one denies in so many words may overlap less with what he denies.
const LEAST_DENIED: f64 = 0.45;

/// True when two propositions cannot be one claim: they fill one slot differently, or are wishes or deeds of different
/// parties.
pub(super) fn forbid(one: &Signature, other: &Signature) -> bool {
    other_actors(one, other)
        || conflict(one, other).is_some()
        || other_day(one, other).is_some()
        || other_place(one, other).is_some()
        || other_wish(one, other)
        || !wish_fits(one, other)
        || !wish_fits(other, one)
}

/// How much two propositions must overlap to stand against each other; none when they do not.
pub(super) fn least_opposed(one: &Signature, other: &Signature) -> Option<f64> {
    let not = negation(one, other) < 0;
    if !not && one.side == other.side {
        return None;
    }
    let own_side = own_side(one, other);
    let wish = is_wish(one.stance) || is_wish(other.stance);
    Some(if not && wish || own_side && one.place.article == other.place.article {
        // "to resign" and "he will not resign": a wish and its answer, no dispute; nor does one gainsay himself in a breath.
        f64::INFINITY
    } else if not && !same_matter(one, other) {
        f64::INFINITY
    } else if own_side || not && one.shared(other).count() < LEAST_SHARED {
        LEAST_OPPOSED + 0.15
    } else if one.side < 0 || other.side < 0 {
        LEAST_DENIED
    } else {
        LEAST_OPPOSED
    })
}

/// True when one party stands behind both.
pub(super) fn own_side(one: &Signature, other: &Signature) -> bool {
    let same = |one: Option<Id>, other: Option<Id>| one.is_some() && one == other;
    same(one.party, other.party) || same(one.voice, other.voice)
}

/// True when two propositions say the same of what happens, whoever, wherever and how many they name. To share a single
/// word of it is to say the same only where neither says much more.
pub(super) fn same_matter(one: &Signature, other: &Signature) -> bool {
    let core = Core::of(one, other);
    let single = core.words < 2;
    core.of_smaller >= LEAST_SAME && core.of_larger >= if single { LEAST_SAME } else { LEAST_OF_LARGER }
}

/// True when two propositions have enough in common for one voice to mean the same by them.
pub(super) fn one_theme(one: &Signature, other: &Signature) -> bool {
    Core::of(one, other).of_smaller >= LEAST_THEME
}

/// What two propositions share of what happens.
struct Core {
    /// The share of the smaller that lies in the other, 0 to 1.
    of_smaller: f64,
    /// The share of the one that has more besides, 0 to 1; each by its own weights.
    of_larger: f64,
    /// How many concepts they share.
    words: usize,
}

impl Core {
    fn of(one: &Signature, other: &Signature) -> Self {
        let weight = |signature: &Signature, weight: f32| f64::from(weight) * signature.length;
        let all = |signature: &Signature| {
            let own = signature.concepts.iter().filter(|concept| concept.kind.happens());
            own.map(|concept| weight(signature, concept.weight)).sum::<f64>()
        };
        let (mut shared, mut own, mut words) = (0.0, [0.0; 2], 0);
        for (a, b) in one.shared(other).filter(|(a, b)| a.kind.happens() && b.kind.happens()) {
            let weights = [weight(one, a.weight), weight(other, b.weight)];
            shared += weights[0].min(weights[1]);
            own = [own[0] + weights[0], own[1] + weights[1]];
            words += 1;
        }
        let whole = [all(one), all(other)];
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Self {
            of_smaller: share(shared, whole[0].min(whole[1])),
            of_larger: share(own[0], whole[0]).min(share(own[1], whole[1])),
            words,
        }
    }
}

pub(super) fn is_wish(stance: Stance) -> bool {
    matches!(stance, Stance::Offers | Stance::Asks | Stance::Refuses)
}

/// True for an offer and a request, or two offers of different parties.
fn other_wish(one: &Signature, other: &Signature) -> bool {
    let both = is_wish(one.stance) && is_wish(other.stance);
    both && (one.stance != other.stance || one.party.zip(other.party).is_some_and(|(a, b)| a != b))
}

/// True when both name states or parties and none in common: the same done by others is another claim.
pub(super) fn other_actors(one: &Signature, other: &Signature) -> bool {
    let named = one.names().next().is_some() && other.names().next().is_some();
    named && !one.names().any(|name| other.names().any(|n| n == name))
}

/// An offer or request is one claim with a statement only if that speaks of offering or asking.
fn wish_fits(wish: &Signature, other: &Signature) -> bool {
    let act = match wish.stance {
        Stance::Offers => "offer",
        Stance::Asks => "ask",
        _ => return true,
    };
    wish.stance == other.stance || other.has(act)
}

/// 1 when two propositions face the same way, -1 when one says what the other denies.
pub(super) fn facing(one: &Signature, other: &Signature) -> i8 {
    negation(one, other) * one.side * other.side
}

/// -1 when what two propositions share is negated in one of them only. A statement and one made inside it do not oppose
/// each other so: "he does not believe that they need it" holds "they need it".
pub(super) fn negation(one: &Signature, other: &Signature) -> i8 {
    if !one.negated && !other.negated || one.within == Some(other.statement) || other.within == Some(one.statement) {
        return 1;
    }
    let (mut shared, mut opposed) = (0.0, 0.0);
    // What is denied is what happens, not who or how many.
    for (concept, same) in one.shared(other).filter(|(concept, _)| concept.kind.happens()) {
        let weight = f64::from(concept.weight) * one.length + f64::from(same.weight) * other.length;
        shared += weight;
        opposed += if same.negated == concept.negated { 0.0 } else { weight };
    }
    if opposed * 2.0 > shared { -1 } else { 1 }
}

/// The figures of two propositions that count the same thing and cannot both be right.
fn conflict<'s>(one: &'s Signature, other: &'s Signature) -> Option<(&'s Count, &'s Count)> {
    let compatible = |a: &Count, b: &Count| overlap(a.interval, b.interval);
    one.figures.iter().find_map(|figure| {
        let mut alike = other.figures.iter().filter(|rival| rival.kind == figure.kind).peekable();
        let first = *alike.peek()?;
        (!alike.any(|rival| compatible(figure, rival))).then_some((figure, first))
    })
}

/// The days of two propositions that both name days, none of which can be the same.
fn other_day<'s>(one: &'s Signature, other: &'s Signature) -> Option<(&'s Days, &'s Days)> {
    let (first, second) = (one.days.first()?, other.days.first()?);
    let exact = |days: &[Days]| days.iter().any(|day| day.first == day.last);
    let meet = |a: &Days| other.days.iter().any(|b| a.first <= b.last && b.first <= a.last);
    (exact(&one.days) && exact(&other.days) && !one.days.iter().any(meet)).then_some((first, second))
}

/// The places in which two propositions put the same, none of which lies in another.
fn other_place<'s>(one: &'s Signature, other: &'s Signature) -> Option<(&'s Located, &'s Located)> {
    let inside = |a: &str, b: &str| a == b || a.ends_with(b) && a[..a.len() - b.len()].ends_with(", ");
    let meet = |a: &Located, b: &Located| inside(&a.name, &b.name) || inside(&b.name, &a.name);
    one.places.iter().find_map(|place| {
        let mut alike = other.places.iter().filter(|rival| rival.preposition == place.preposition).peekable();
        let first = *alike.peek()?;
        (!alike.any(|rival| meet(place, rival))).then_some((place, first))
    })
}

/// The one slot that tells two propositions apart, with the words that fill it in each.
pub(super) fn difference<'s>(one: &'s Signature, other: &'s Signature) -> Option<(Slot, &'s str, &'s str)> {
    let figure = conflict(one, other).map(|(a, b)| (Slot::Figure, &*a.words, &*b.words));
    let day = || other_day(one, other).map(|(a, b)| (Slot::Day, &*a.words, &*b.words));
    let place = || other_place(one, other).map(|(a, b)| (Slot::Place, &*a.words, &*b.words));
    figure.or_else(day).or_else(place)
}

/// True when two propositions of different parties give figures for the same time that exclude each other.
///
/// A count that grew from one day to the next is no contradiction: that is a series.
pub(super) fn contradict(one: &Signature, other: &Signature) -> bool {
    let Some((figure, rival)) = conflict(one, other) else { return false };
    let voices = one.voice.zip(other.voice).is_some_and(|(a, b)| a != b);
    voices && !grew(figure, rival)
}

/// True when two figures count what grows, on different days or on days that are not known.
fn grew(figure: &Count, rival: &Count) -> bool {
    let same_time = figure.as_of.is_some() && figure.as_of == rival.as_of;
    !same_time && (figure.grows || rival.grows)
}

/// True when what tells two propositions apart is a count that grew.
pub(super) fn moved(one: &Signature, other: &Signature) -> bool {
    conflict(one, other).is_some_and(|(figure, rival)| grew(figure, rival))
}

/// The meaning class of what befell it.
pub(super) fn verb_class(figure: &Figure) -> Option<String> {
    figure.verb.as_ref().map(|verb| class_of(&stem(verb)).to_owned())
}

/// The least and the greatest value a figure allows.
pub(super) fn interval(figure: &Figure) -> (f64, f64) {
    match figure.bound {
        Bound::Exact => (figure.value, figure.value),
        Bound::About => (figure.value * 0.9, figure.value * 1.1),
        Bound::AtLeast => (figure.value, f64::INFINITY),
        Bound::AtMost => (0.0, figure.value),
        Bound::Range => (figure.value, figure.upper.unwrap_or(figure.value)),
    }
}

/// True when both figures can be right at once.
pub(super) fn compatible(one: &Figure, other: &Figure) -> bool {
    overlap(interval(one), interval(other))
}

fn overlap(one: (f64, f64), other: (f64, f64)) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// Counts of people harmed or found grow with the hours, whatever tense reports them.
pub(super) fn is_toll(figure: &Figure) -> bool {
    let harm = ["kill", "injure", "missing", "escape", "rescue", "arrest"];
    counted(figure) == "person" && verb_class(figure).is_some_and(|class| harm.contains(&class.as_str()))
}
