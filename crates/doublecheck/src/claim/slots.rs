//! Slots: figures and polarity, which decide whether similar propositions are the same, opposed or apart.

use super::Material;
use super::concepts::{class_of, counted};
use super::proposition::Proposition;
use crate::language::stem;
use crate::model::{Bound, Figure, Scope, Stance, Statement};

/// A "not" sets two propositions against each other only when they overlap so much; else it tells them apart.
const LEAST_OPPOSED: f64 = 0.5;

/// A "not" opposes only propositions that share at least so many concepts, unless they are hardly anything else.
const LEAST_SHARED: usize = 3;

/// The same for one who says that he denies.
const LEAST_DENIED: f64 = 0.45;

/// True when two propositions cannot be one claim: they give different figures for one thing, or are wishes or deeds of
/// different parties.
pub(super) fn forbid(material: &Material<'_>, i: usize, j: usize) -> bool {
    let (one, other) = (&material.propositions[i], &material.propositions[j]);
    other_actors(material, i, j)
        || conflict(one, other).is_some()
        || other_wish(material, one.statement, other.statement)
        || !wish_fits(one, other)
        || !wish_fits(other, one)
}

/// How much two propositions must overlap to stand against each other; none when they do not.
pub(super) fn least_opposed(material: &Material<'_>, i: usize, j: usize) -> Option<f64> {
    let (one, other) = (&material.propositions[i], &material.propositions[j]);
    let not = negation(material, i, j) < 0;
    if !not && one.side == other.side {
        return None;
    }
    let party = |p: &Proposition<'_>| material.speaker(p.statement).map(|speaker| speaker.party);
    let own_side = party(one).is_some() && party(one) == party(other);
    let wish = is_wish(one.statement.stance) || is_wish(other.statement.stance);
    Some(if not && wish {
        // "to resign" and "he will not resign": a wish and its answer, no dispute.
        f64::INFINITY
    } else if own_side || not && shared(one, other) < LEAST_SHARED {
        LEAST_OPPOSED + 0.15
    } else if one.side < 0 || other.side < 0 {
        LEAST_DENIED
    } else {
        LEAST_OPPOSED
    })
}

fn is_wish(stance: Stance) -> bool {
    matches!(stance, Stance::Offers | Stance::Asks | Stance::Refuses)
}

/// True for an offer and a request, or two offers of different parties.
fn other_wish(material: &Material<'_>, one: &Statement, other: &Statement) -> bool {
    let party = |statement: &Statement| material.speaker(statement).map(|speaker| speaker.party);
    let both = is_wish(one.stance) && is_wish(other.stance);
    both && (one.stance != other.stance || party(one).zip(party(other)).is_some_and(|(a, b)| a != b))
}

/// True when both name states or parties and none in common: the same done by others is another claim.
fn other_actors(material: &Material<'_>, i: usize, j: usize) -> bool {
    let (one, other) = (material.space.names(i), material.space.names(j));
    let named = one.clone().next().is_some() && other.clone().next().is_some();
    named && !one.into_iter().any(|name| other.clone().any(|n| n == name))
}

/// An offer or request is one claim with a statement only if that speaks of offering or asking.
fn wish_fits(wish: &Proposition<'_>, other: &Proposition<'_>) -> bool {
    let act = match wish.statement.stance {
        Stance::Offers => "offer",
        Stance::Asks => "ask",
        _ => return true,
    };
    wish.statement.stance == other.statement.stance || other.concepts.iter().any(|concept| concept.key == act)
}

/// Number of concepts that two propositions share.
fn shared(one: &Proposition<'_>, other: &Proposition<'_>) -> usize {
    one.concepts.iter().filter(|c| other.concepts.iter().any(|o| o.key == c.key)).count()
}

/// 1 when two propositions face the same way, -1 when one says what the other denies.
pub(super) fn facing(material: &Material<'_>, i: usize, j: usize) -> i8 {
    negation(material, i, j) * material.propositions[i].side * material.propositions[j].side
}

/// -1 when what two propositions share is negated in one of them only. A statement and one made inside it do not oppose
/// each other so: "he does not believe that they need it" holds "they need it".
pub(super) fn negation(material: &Material<'_>, i: usize, j: usize) -> i8 {
    let (one, other) = (&material.propositions[i], &material.propositions[j]);
    if !one.negated && !other.negated {
        return 1;
    }
    if one.statement.within == Some(other.statement.id) || other.statement.within == Some(one.statement.id) {
        return 1;
    }
    let (mut shared, mut opposed) = (0.0, 0.0);
    let mut others = other.concepts.iter().peekable();
    for concept in &one.concepts {
        while others.next_if(|c| c.key < concept.key).is_some() {}
        let Some(same) = others.next_if(|c| c.key == concept.key) else { continue };
        // What is denied is what happens, not who or how many.
        if !concept.key.starts_with(['@', '#']) {
            let weight = material.space.weight(&concept.key);
            shared += weight;
            opposed += if same.negated == concept.negated { 0.0 } else { weight };
        }
    }
    if opposed * 2.0 > shared { -1 } else { 1 }
}

/// The figures of two propositions that count the same thing and cannot both be right.
fn conflict<'a>(one: &Proposition<'a>, other: &Proposition<'a>) -> Option<(&'a Figure, &'a Figure)> {
    let mut found = None;
    if other.figures.is_empty() {
        return None;
    }
    for &figure in &one.figures {
        let alike: Vec<&&Figure> = other.figures.iter().filter(|f| count_alike(figure, f)).collect();
        if alike.iter().any(|f| compatible(figure, f)) {
            continue;
        }
        found = found.or(alike.first().map(|f| (figure, **f)));
    }
    found
}

/// True when two figures count the same kind of thing and the same befell it.
pub(super) fn count_alike(one: &Figure, other: &Figure) -> bool {
    counted(one) == counted(other) && verb_class(one) == verb_class(other)
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
    let (a, b) = (interval(one), interval(other));
    a.0 <= b.1 && b.0 <= a.1
}

/// True when two propositions of different parties give figures for the same time that exclude each other.
///
/// A count that grew from one day to the next is no contradiction: that is a series.
pub(super) fn contradict(material: &Material<'_>, i: usize, j: usize) -> bool {
    let (one, other) = (&material.propositions[i], &material.propositions[j]);
    let Some((figure, rival)) = conflict(one, other) else { return false };
    let party = |p: &Proposition<'_>| material.speaker(material.vouched_in(p.statement)).map(|speaker| speaker.party);
    let voices = party(one).zip(party(other)).is_some_and(|(a, b)| a != b);
    let growing = figure.scope == Scope::Cumulative || rival.scope == Scope::Cumulative || is_toll(figure);
    let same_time = figure.as_of.is_some() && figure.as_of == rival.as_of;
    voices && (same_time || !growing)
}

/// Counts of people harmed or found grow with the hours, whatever tense reports them.
pub(super) fn is_toll(figure: &Figure) -> bool {
    let harm = ["kill", "injure", "missing", "escape", "rescue", "arrest"];
    counted(figure) == "person" && verb_class(figure).is_some_and(|class| harm.contains(&class.as_str()))
}

/// How the figures of proposition `i` differ from those of `j`, as a sentence.
pub(super) fn difference(material: &Material<'_>, i: usize, j: usize) -> String {
    let (one, other) = (&material.propositions[i], &material.propositions[j]);
    let words = |figure: &Figure| material.article(figure.article).map_or("", |a| a.text.slice(figure.span));
    match conflict(one, other) {
        Some((figure, rival)) => {
            format!("It says “{}” where the claim says “{}”; both cannot be so.", words(figure), words(rival))
        }
        None => "Its figures exclude those of the claim.".to_owned(),
    }
}
