//! What two propositions are judged by, as numbers. All are symmetric: which is the first makes no difference.

use super::alignment::{Alignment, By};
use super::facts::Sort;
use super::reading::Proposition;
use super::slots::{self, Verdict};

/// Number of features.
pub const COUNT: usize = 70;
/// Place of the share of both that is aligned.
pub(super) const LIKENESS: usize = 4;

/// The features of a pair, for training.
pub fn features(one: &Proposition, other: &Proposition) -> [f32; COUNT] {
    of(one, other, &Alignment::of(one, other))
}

struct Numbers {
    all: [f32; COUNT],
    next: usize,
}

impl Numbers {
    fn add(&mut self, value: f32) {
        if let Some(place) = self.all.get_mut(self.next) {
            *place = value;
        }
        self.next += 1;
    }

    /// The lesser and the greater of two numbers.
    fn both(&mut self, one: f32, other: f32) {
        self.add(one.min(other));
        self.add(one.max(other));
    }
}

pub(super) fn of(one: &Proposition, other: &Proposition, alignment: &Alignment) -> [f32; COUNT] {
    let mut numbers = Numbers { all: [0.0; COUNT], next: 0 };
    similarity(one, other, alignment, &mut numbers);
    surface(one, other, &mut numbers);
    names(one, other, alignment, &mut numbers);
    left(one, other, alignment, &mut numbers);
    slots(one, other, alignment, &mut numbers);
    debug_assert_eq!(numbers.next, COUNT);
    numbers.all
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn similarity(one: &Proposition, other: &Proposition, alignment: &Alignment, numbers: &mut Numbers) {
    let (mut stems, mut all, mut most, mut second, mut rare) = (0.0, 0.0, 0.0f32, 0.0f32, 0.0);
    for (a, b, by) in alignment.concepts(one, other).filter(|(_, _, by)| *by != By::Opposite) {
        let product = a.weight * b.weight;
        all += product;
        if by == By::Stem {
            stems += product;
        }
        let least = a.weight.min(b.weight);
        rare += if least > RARE { 1.0 } else { 0.0 };
        second = second.max(least.min(most));
        most = most.max(least);
    }
    let norms = one.norm * other.norm;
    numbers.add(share(stems, norms));
    numbers.add(share(all, norms));
    let [a, b] = alignment.aligned(one, other);
    numbers.both(share(a, one.weight), share(b, other.weight));
    numbers.add(alignment.likeness(one, other));
    numbers.add((a + b) / 2.0);
    numbers.add(most);
    numbers.add(second);
    numbers.add(rare);
    numbers.add(one.weight.min(other.weight) / one.weight.max(other.weight).max(1.0));
    // What opens a sentence, and what ends it.
    let at = |alignment: &Alignment, i: usize| alignment.partner(i as u16).map(usize::from);
    let (n, m) = (one.concepts.len(), other.concepts.len());
    numbers.add(if n > 0 && m > 0 && at(alignment, 0) == Some(0) { 1.0 } else { 0.0 });
    numbers.add(if n > 0 && m > 0 && at(alignment, n - 1) == Some(m - 1) { 1.0 } else { 0.0 });
    let deeds = one.frames.iter().filter(|a| other.frames.iter().any(|b| a.deed == b.deed)).count();
    numbers.add(share(deeds as f32, one.frames.len().min(other.frames.len()) as f32));
    // How far aligned words stand in the same order.
    let (mut ordered, mut steps) = (0.0, 0.0);
    let mut places: Vec<(u16, u16)> = alignment.pairs.iter().map(|pair| (pair.one, pair.other)).collect();
    places.sort_unstable();
    for step in places.windows(2) {
        steps += 1.0;
        ordered += if step[0].1 < step[1].1 { 1.0 } else { 0.0 };
    }
    numbers.add(share(ordered, steps));
}

/// Rarer words tell more.
const RARE: f32 = 5.0;

fn surface(one: &Proposition, other: &Proposition, numbers: &mut Numbers) {
    let dice = |a: &[u32], b: &[u32]| share(2.0 * shared(a, b), (a.len() + b.len()) as f32);
    numbers.add(dice(&one.sorted_stems, &other.sorted_stems));
    numbers.add(dice(&one.pairs, &other.pairs));
    numbers.add(dice(&one.grams, &other.grams));
    let grams = shared(&one.grams, &other.grams);
    numbers.both(share(grams, one.grams.len() as f32), share(grams, other.grams.len() as f32));
    let run = common(&one.stems, &other.stems) as f32;
    numbers.both(share(run, one.stems.len() as f32), share(run, other.stems.len() as f32));
    let (a, b) = (one.stems.len() as f32, other.stems.len() as f32);
    numbers.add(a.min(b) / a.max(b).max(1.0));
    numbers.add((a - b).abs());
}

/// Number of keys that two sorted lists share.
fn shared(one: &[u32], other: &[u32]) -> f32 {
    let (mut i, mut j, mut count) = (0, 0, 0u32);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        count += u32::from(a == b);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    count as f32
}

/// Length of the longest common subsequence of the first 64 words, bit by bit (Hyyrö 2004).
fn common(one: &[u32], other: &[u32]) -> u32 {
    let one = one.get(..64).unwrap_or(one);
    let other = other.get(..64).unwrap_or(other);
    let mut state = u64::MAX;
    for word in other {
        let places = one.iter().enumerate().fold(0u64, |bits, (at, w)| bits | (u64::from(w == word) << at));
        let step = state & places;
        state = state.wrapping_add(step) | (state - step);
    }
    let used = if one.len() == 64 { u64::MAX } else { (1 << one.len()) - 1 };
    (!state & used).count_ones()
}

fn names(one: &Proposition, other: &Proposition, alignment: &Alignment, numbers: &mut Numbers) {
    let all = |p: &Proposition| p.concepts.iter().filter(|c| c.name).map(|c| c.weight).sum::<f32>();
    let alone = |side, p| {
        alignment
            .alone(side, p)
            .filter(|c| c.name)
            .map(|c| c.weight)
            .fold((0.0f32, 0.0f32), |(s, m), w| (s + w, m.max(w)))
    };
    let matched: f32 = alignment
        .concepts(one, other)
        .filter(|(a, b, _)| a.name || b.name)
        .map(|(a, b, _)| a.weight.min(b.weight))
        .sum();
    let ((a, most_a), (b, most_b)) = (alone(0, one), alone(1, other));
    numbers.add(matched);
    numbers.both(a, b);
    numbers.both(most_a, most_b);
    numbers.both(share(a, all(one)), share(b, all(other)));
}

/// What stays alone beside names; what is aligned beside names, and of that what the classes know: mostly what happens.
fn left(one: &Proposition, other: &Proposition, alignment: &Alignment, numbers: &mut Numbers) {
    let left = |side, p| {
        let alone = alignment.alone(side, p).filter(|c| !c.name);
        alone.fold((0.0f32, 0.0f32, 0.0f32), |(n, sum, most), c| (n + 1.0, sum + c.weight, most.max(c.weight)))
    };
    let ((n, a, most_a), (m, b, most_b)) = (left(0, one), left(1, other));
    numbers.both(n, m);
    numbers.both(a, b);
    numbers.both(most_a, most_b);
    let (mut words, mut deeds, mut most_word, mut most_deed) = (0.0, 0.0, 0.0f32, 0.0f32);
    for (a, b, _) in alignment.concepts(one, other).filter(|(a, b, by)| !a.name && !b.name && *by != By::Opposite) {
        let weight = a.weight.min(b.weight);
        words += weight;
        most_word = most_word.max(weight);
        if a.known && b.known {
            deeds += weight;
            most_deed = most_deed.max(weight);
        }
    }
    let of = |p: &Proposition, known: bool| -> f32 {
        p.concepts.iter().filter(|c| !c.name && (c.known || !known)).map(|c| c.weight).sum()
    };
    numbers.add(most_word);
    numbers.add(most_deed);
    numbers.both(share(words, of(one, false)), share(words, of(other, false)));
    numbers.both(share(deeds, of(one, true)), share(deeds, of(other, true)));
    numbers.add(words);
    let most = |side, p| alignment.alone(side, p).map(|c| c.weight).fold(0.0, f32::max);
    numbers.both(most(0, one), most(1, other));
    let unlike = most(0, one).min(most(1, other));
    numbers.add(share(unlike, one.weight.min(other.weight)));
}

fn slots(one: &Proposition, other: &Proposition, alignment: &Alignment, numbers: &mut Numbers) {
    let figures = slots::figures(one, other);
    for verdict in [Verdict::Equal, Verdict::Compatible, Verdict::OtherUnit, Verdict::Conflict, Verdict::Apart] {
        numbers.add(figures.count(verdict) as f32);
    }
    let alone = |side: usize, of: &Proposition| {
        let telling = |at: &&usize| of.figures.get(**at).is_some_and(|figure| figure.sort != Sort::Ordinal);
        figures.alone[side].iter().filter(telling).count() as f32
    };
    numbers.both(alone(0, one), alone(1, other));
    let conflict = figures.pairs.iter().filter(|(_, _, v)| *v >= Verdict::Conflict);
    let ratios = conflict.filter_map(|(i, j, _)| {
        let (a, b) = (one.figures.get(*i)?.value.abs(), other.figures.get(*j)?.value.abs());
        Some((a.min(b) / a.max(b).max(1e-9)) as f32)
    });
    numbers.add(ratios.fold(1.0, f32::min));
    let days = slots::days(one, other);
    for verdict in [Verdict::Equal, Verdict::Compatible, Verdict::Conflict] {
        numbers.add(days.count(verdict) as f32);
    }
    numbers.both(days.alone[0].len() as f32, days.alone[1].len() as f32);
    let polarity = slots::polarity(one, other, alignment);
    numbers.add(share(polarity.opposed, polarity.aligned));
    numbers.add(share(polarity.direction, polarity.aligned));
    let (a, b) = (one.negations.len(), other.negations.len());
    let odd = if slots::is_odd(one, other, alignment) { 0.7f32 } else { 0.0 };
    numbers.add(odd);
    numbers.add(a.abs_diff(b) as f32);
    let roles = slots::roles(one, other, alignment);
    numbers.add(roles.straight);
    numbers.add(roles.crossed - roles.straight);
    let [names, words] = slots::namesakes(one, other, alignment);
    numbers.add(names);
    numbers.add(words);
    let exclusions = slots::exclusions(&figures, &days, polarity, &roles);
    numbers.add(exclusions);
    numbers.add(exclusions / (one.concepts.len().min(other.concepts.len()).max(4) as f32));
    numbers.add(names.min(1.0) + exclusions.max(odd).max(slots::replaced(one, other, alignment)));
}
