//! Slots: what in two propositions excludes each other.

use std::ops::Range;

use doublecheck_facts::name::NameType;

use super::alignment::{Alignment, By};
use super::facts::{Day, Figure, Sort};
use super::reading::{Concept, Proposition};
use super::{Difference, DifferenceKind, Slot};

/// How two fillers of a slot stand to each other, the most agreeable first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    Equal,
    /// Both can be so.
    Compatible,
    /// The same number of other things.
    OtherUnit,
    /// They exclude each other.
    Conflict,
    /// Other numbers of other things.
    Apart,
}

/// The fillers of a slot in two propositions, paired; what stays alone on each side.
#[derive(Debug, Default)]
pub(super) struct Paired {
    pub pairs: Vec<(usize, usize, Verdict)>,
    pub alone: [Vec<usize>; 2],
}

/// So many fillers of one slot are compared.
const MOST: usize = 24;

impl Paired {
    /// Pairs fillers, the most agreeable verdicts first.
    fn of<T>(one: &[T], other: &[T], verdict: impl Fn(&T, &T) -> Option<Verdict>) -> Self {
        if one.is_empty() && other.is_empty() {
            return Self::default();
        }
        let (one, other) = (one.get(..MOST).unwrap_or(one), other.get(..MOST).unwrap_or(other));
        let mut all: Vec<(Verdict, usize, usize)> = Vec::new();
        for (i, a) in one.iter().enumerate() {
            all.extend(other.iter().enumerate().filter_map(|(j, b)| Some((verdict(a, b)?, i, j))));
        }
        all.sort_unstable();
        let (mut used, mut taken) = (0u32, 0u32);
        let mut pairs = Vec::new();
        for (verdict, i, j) in all {
            if used & (1 << i) == 0 && taken & (1 << j) == 0 {
                used |= 1 << i;
                taken |= 1 << j;
                pairs.push((i, j, verdict));
            }
        }
        let alone = |count: usize, used: u32| (0..count).filter(|at| used & (1 << at) == 0).collect();
        Self { pairs, alone: [alone(one.len(), used), alone(other.len(), taken)] }
    }

    pub fn count(&self, verdict: Verdict) -> usize {
        self.pairs.iter().filter(|(_, _, v)| *v == verdict).count()
    }
}

/// Pairs the figures of two propositions.
pub(super) fn figures(one: &Proposition, other: &Proposition) -> Paired {
    Paired::of(&one.figures, &other.figures, |a, b| figure(a, b, one, other))
}

fn figure(a: &Figure, b: &Figure, one: &Proposition, other: &Proposition) -> Option<Verdict> {
    let sorts = a.sort == b.sort || a.sort == Sort::Bare || b.sort == Sort::Bare;
    let bare = matches!((a.sort, b.sort), (Sort::Bare, Sort::Ordinal) | (Sort::Ordinal, Sort::Bare));
    let units = a.sort == Sort::Score || a.unit == b.unit || a.unit == 0 || b.unit == 0;
    let slack = if a.converted || b.converted { SLACK } else { 1e-6 };
    let agrees = a.low <= b.high * (1.0 + slack) && b.low <= a.high * (1.0 + slack);
    if agrees && sorts && !bare && (units || !names_other(a, b, one, other)) {
        let equal = (a.value - b.value).abs() <= slack * a.value.abs().max(b.value.abs());
        return Some(if equal { Verdict::Equal } else { Verdict::Compatible });
    }
    if (a.stated - b.stated).abs() < 1e-9 && !bare && a.sort != Sort::Ordinal && b.sort != Sort::Ordinal {
        return Some(Verdict::OtherUnit);
    }
    if !sorts || bare {
        return None;
    }
    Some(if units || a.sort != Sort::Count { Verdict::Conflict } else { Verdict::Apart })
}

/// Rounding of one unit into another.
const SLACK: f64 = 0.06;

/// True when what is counted is named in neither the other proposition.
fn names_other(a: &Figure, b: &Figure, one: &Proposition, other: &Proposition) -> bool {
    let has = |proposition: &Proposition, unit: u32| {
        let index = &proposition.by_class;
        index.binary_search_by_key(&unit, |(class, _)| *class).is_ok()
    };
    a.measured || b.measured || !has(one, b.unit) && !has(other, a.unit)
}

/// Pairs the times of two propositions.
pub(super) fn days(one: &Proposition, other: &Proposition) -> Paired {
    Paired::of(&one.days, &other.days, day)
}

fn day(a: &Day, b: &Day) -> Option<Verdict> {
    if a.value == b.value {
        return Some(Verdict::Equal);
    }
    if a.weekday.is_some() && a.weekday == b.weekday {
        return Some(Verdict::Equal);
    }
    if let (Some(x), Some(y)) = (a.days, b.days) {
        let clock = |day: &Day| day.value.split_once('T').map(|(_, clock)| clock.to_owned()).unwrap_or_default();
        if x == y {
            let (p, q) = (clock(a), clock(b));
            let conflict = !p.is_empty() && !q.is_empty() && !fits(&p, &q);
            return Some(if conflict { Verdict::Conflict } else { Verdict::Equal });
        }
        return Some(if x.0 <= y.1 && y.0 <= x.1 { Verdict::Compatible } else { Verdict::Conflict });
    }
    let week = |day: &Day| day.value.contains('W');
    if week(a) != week(b) || a.days.is_some() != b.days.is_some() && a.set == b.set {
        return Some(Verdict::Compatible);
    }
    Some(if fits(&a.value, &b.value) { Verdict::Compatible } else { Verdict::Conflict })
}

/// True when two TIMEX3 values agree as far as both are known.
fn fits(a: &str, b: &str) -> bool {
    a.bytes().zip(b.bytes()).all(|(x, y)| x == y || x == b'X' || y == b'X')
}

/// How much of what is aligned is negated in one only, and how much is aligned; up and down apart.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Polarity {
    pub opposed: f32,
    pub direction: f32,
    pub aligned: f32,
}

/// The sides of aligned concepts, names left out: what is denied is what happens.
pub(super) fn polarity(one: &Proposition, other: &Proposition, alignment: &Alignment) -> Polarity {
    let mut sum = Polarity::default();
    // Where both are negated, the negation only stands elsewhere: "nobody was hurt when it fell", "it fell and hurt nobody".
    let odd = is_odd(one, other, alignment);
    let both = alignment.concepts(one, other).any(|(a, b, _)| a.turned && b.turned);
    let moved = !odd && both;
    for (a, b, by) in alignment.concepts(one, other).filter(|(a, b, _)| !a.name || !b.name) {
        let weight = a.weight.min(b.weight);
        sum.aligned += weight;
        if is_opposed(a, b, by) && (by == By::Opposite || !moved) {
            match a.scale {
                Some(scale) if by == By::Opposite && scale.slot == Slot::Direction => sum.direction += weight.max(2.0),
                _ => sum.opposed += weight.max(2.0),
            }
        }
    }
    sum
}

/// True when one is negated once more than the other, opposites counted: "not safe" and "dangerous" are even.
pub(super) fn is_odd(one: &Proposition, other: &Proposition, alignment: &Alignment) -> bool {
    let ends = |(a, b, by): &(&Concept, &Concept, By)| {
        *by == By::Scale && a.scale.zip(b.scale).is_some_and(|(a, b)| a.low != b.low)
    };
    let flips = alignment.concepts(one, other).filter(ends).count();
    (one.negations.len() + other.negations.len() + flips) % 2 == 1
}

fn is_opposed(a: &Concept, b: &Concept, by: By) -> bool {
    match by {
        By::Opposite => true,
        By::Scale | By::Deed => false,
        By::Stem | By::Class | By::Prefix => a.turned != b.turned,
    }
}

/// How far the doers and those done to are the same, and how far they changed places, in the deed that both tell best; and
/// the bytes of that deed.
#[derive(Debug, Default, Clone)]
pub(super) struct Roles {
    pub straight: f32,
    pub crossed: f32,
    pub deeds: [Range<usize>; 2],
}

/// Compares who did what to whom.
pub(super) fn roles(one: &Proposition, other: &Proposition, alignment: &Alignment) -> Roles {
    let mut best = Roles::default();
    for a in &one.frames {
        // The deed of the other that fits best; where it fits both ways, nothing changed places.
        let mut own = Roles::default();
        for b in other.frames.iter().filter(|b| b.deed == a.deed) {
            let shared = |x: &Range<u16>, y: &Range<u16>| -> f32 {
                let partners = x.clone().filter(|&i| alignment.partner(i).is_some_and(|j| y.contains(&j)));
                partners.filter_map(|i| one.concepts.get(usize::from(i))).map(|c| c.weight).sum()
            };
            let straight = shared(&a.agents, &b.agents) + shared(&a.patients, &b.patients);
            let crossed = shared(&a.agents, &b.patients).min(shared(&a.patients, &b.agents)) * 2.0;
            let rank = |straight: f32, crossed: f32| (straight.max(crossed), straight);
            if rank(straight, crossed) > rank(own.straight, own.crossed) {
                own = Roles { straight, crossed, deeds: [a.bytes.clone(), b.bytes.clone()] };
            }
        }
        // A deed in which they changed places counts before those in which they did not.
        let rank = |roles: &Roles| (roles.crossed > roles.straight, roles.straight.max(roles.crossed));
        if rank(&own) > rank(&best) {
            best = own;
        }
    }
    best
}

/// How many slots exclude each other, each by how surely: what alone makes two propositions two.
pub(super) fn exclusions(figures: &Paired, days: &Paired, polarity: Polarity, roles: &Roles) -> f32 {
    let sure = |paired: &Paired, verdict, worth: f32| (paired.count(verdict) as f32 * worth).min(1.0);
    sure(figures, Verdict::Conflict, 1.0)
        + sure(figures, Verdict::OtherUnit, 1.0)
        + sure(figures, Verdict::Apart, 0.8)
        + sure(days, Verdict::Conflict, 1.0)
        + (polarity.opposed / polarity.aligned.max(1.0) * 2.0).min(1.0)
        + (polarity.direction / polarity.aligned.max(1.0) * 4.0).min(1.0)
        + if roles.crossed > roles.straight { 1.0 } else { 0.0 }
}

/// How often beside a word that both share stands a name in one and another in the other: "Nora Hallam", "Greta Hallam".
/// First of names, then of other words.
pub(super) fn namesakes(one: &Proposition, other: &Proposition, alignment: &Alignment) -> [f32; 2] {
    let is_alone = |side: usize, at: u16| alignment.alone[side].binary_search(&at).is_ok();
    let beside = |p: &Proposition, at: u16, step: i32| -> Option<(u16, bool)> {
        let next = u16::try_from(i32::from(at) + step).ok()?;
        let (a, b) = (p.concepts.get(usize::from(at))?, p.concepts.get(usize::from(next))?);
        (a.word.abs_diff(b.word) == 1).then_some((next, b.name))
    };
    let mut found = [0.0; 2];
    for pair in alignment.pairs.iter().filter(|pair| pair.by != By::Opposite) {
        for step in [-1, 1] {
            let (Some((i, a)), Some((j, b))) = (beside(one, pair.one, step), beside(other, pair.other, step)) else {
                continue;
            };
            if is_alone(0, i) && is_alone(1, j) {
                found[usize::from(!(a && b))] += 1.0;
            }
        }
    }
    found
}

/// 1 where a name stands in the place of another, 0.5 where another word does.
pub(super) fn replaced(one: &Proposition, other: &Proposition, alignment: &Alignment) -> f32 {
    let alone = |side, of, name: bool| alignment.alone(side, of).any(|concept| concept.name || !name);
    let ends = alignment.concepts(one, other).any(|(a, _, by)| {
        by == By::Opposite && a.scale.is_some_and(|scale| matches!(scale.slot, Slot::Place | Slot::Person))
    });
    if ends || alone(0, one, true) && alone(1, other, true) {
        1.0
    } else if alone(0, one, false) && alone(1, other, false) {
        0.5
    } else {
        0.0
    }
}

/// All differences, in the order of the first proposition.
pub(super) fn differences(one: &Proposition, other: &Proposition, alignment: &Alignment) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add =
        |slot, a: Range<usize>, b: Range<usize>, kind| found.push(Difference { slot, one: a, other: b, kind });
    let paired = figures(one, other);
    for (i, j, verdict) in &paired.pairs {
        let (Some(a), Some(b)) = (one.figures.get(*i), other.figures.get(*j)) else { continue };
        let same_number = (a.stated - b.stated).abs() < 1e-9;
        match verdict {
            Verdict::Equal => {}
            Verdict::Compatible if a.exact && b.exact => {}
            Verdict::Compatible => add(Slot::Figure, a.bytes.clone(), b.bytes.clone(), DifferenceKind::MorePrecise),
            Verdict::OtherUnit => add(Slot::Unit, a.bytes.clone(), b.bytes.clone(), DifferenceKind::Incompatible),
            Verdict::Conflict if same_number => {
                add(Slot::Unit, a.bytes.clone(), b.bytes.clone(), DifferenceKind::Incompatible);
            }
            Verdict::Conflict | Verdict::Apart => {
                add(Slot::Figure, a.bytes.clone(), b.bytes.clone(), DifferenceKind::Incompatible);
            }
        }
    }
    let [ones, others] = &paired.alone;
    let missing = |list: &[usize], of: &[Figure]| -> Vec<Range<usize>> {
        list.iter().filter_map(|&at| of.get(at)).map(|figure| figure.bytes.clone()).collect()
    };
    missing(ones, &one.figures).into_iter().for_each(|a| add(Slot::Figure, a, 0..0, DifferenceKind::Missing));
    missing(others, &other.figures).into_iter().for_each(|b| add(Slot::Figure, 0..0, b, DifferenceKind::Missing));
    let paired = days(one, other);
    for (i, j, verdict) in &paired.pairs {
        let (Some(a), Some(b)) = (one.days.get(*i), other.days.get(*j)) else { continue };
        let kind = match verdict {
            Verdict::Equal => continue,
            Verdict::Compatible => DifferenceKind::MorePrecise,
            _ => DifferenceKind::Incompatible,
        };
        add(Slot::Date, a.bytes.clone(), b.bytes.clone(), kind);
    }
    let [ones, others] = &paired.alone;
    ones.iter()
        .filter_map(|&at| one.days.get(at))
        .for_each(|a| add(Slot::Date, a.bytes.clone(), 0..0, DifferenceKind::Missing));
    others
        .iter()
        .filter_map(|&at| other.days.get(at))
        .for_each(|b| add(Slot::Date, 0..0, b.bytes.clone(), DifferenceKind::Missing));
    names(one, other, alignment, &mut add);
    for (a, b, by) in alignment.concepts(one, other) {
        if by == By::Opposite {
            let slot = a.scale.map_or(Slot::Negation, |scale| scale.slot);
            add(slot, a.bytes.clone(), b.bytes.clone(), DifferenceKind::Incompatible);
        }
    }
    let sides = polarity(one, other, alignment);
    if is_odd(one, other, alignment) && sides.opposed * 4.0 >= sides.aligned {
        let place = |p: &Proposition| p.negations.first().cloned().unwrap_or(0..0);
        add(Slot::Negation, place(one), place(other), DifferenceKind::Incompatible);
    }
    let roles = roles(one, other, alignment);
    if roles.crossed > roles.straight {
        let [a, b] = roles.deeds;
        add(Slot::Roles, a, b, DifferenceKind::Incompatible);
    }
    found.sort_by_key(|difference| (difference.one.start, difference.other.start, difference.slot));
    found
}

/// Names that found no partner: one against one, in their order.
fn names(
    one: &Proposition,
    other: &Proposition,
    alignment: &Alignment,
    add: &mut impl FnMut(Slot, Range<usize>, Range<usize>, DifferenceKind),
) {
    let ones = runs(alignment.alone(0, one));
    let mut others = runs(alignment.alone(1, other));
    for (a, kind) in ones {
        let like = others.iter().position(|(_, k)| *k == kind).or(if others.is_empty() { None } else { Some(0) });
        match like.map(|at| others.remove(at)) {
            Some((b, k)) => {
                let slot = if kind == Slot::Name { k } else { kind };
                add(slot, a, b, DifferenceKind::Incompatible);
            }
            None => add(kind, a, 0..0, DifferenceKind::Missing),
        }
    }
    others.into_iter().for_each(|(b, kind)| add(kind, 0..0, b, DifferenceKind::Missing));
}

/// Names side by side are one.
fn runs<'a>(names: impl Iterator<Item = &'a Concept>) -> Vec<(Range<usize>, Slot)> {
    let mut runs: Vec<(Range<usize>, Slot)> = Vec::new();
    let mut next = usize::MAX;
    for name in names.filter(|concept| concept.name) {
        let slot = match name.kind {
            Some(NameType::Person) => Slot::Person,
            Some(NameType::Location | NameType::Norp | NameType::Facility) => Slot::Place,
            Some(NameType::Organization) => Slot::Body,
            _ => Slot::Name,
        };
        match runs.last_mut() {
            Some((run, _)) if name.word == next => run.end = name.bytes.end,
            _ => runs.push((name.bytes.clone(), slot)),
        }
        next = name.word + 1;
    }
    runs
}
