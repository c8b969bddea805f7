//! Which word of one proposition stands for which of the other.
//!
//! A greedy one-to-one alignment from the surest kind of likeness to the least sure (after Sultan et al. 2014, without their
//! parser).

use super::reading::{Concept, Proposition};

/// By what two words are taken for the same, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Stem,
    Class,
    Prefix,
    /// They name one deed from its two ends.
    Deed,
    /// They say the same on one scale: "rose" and "up", "safe" and "not dangerous".
    Scale,
    /// They say the contrary on one scale: "rose" and "fell".
    Opposite,
}

impl By {
    /// How much such an alignment counts.
    fn worth(self) -> f32 {
        match self {
            Self::Stem => 1.0,
            Self::Class => 0.9,
            Self::Prefix | Self::Deed | Self::Scale => 0.7,
            Self::Opposite => 0.3,
        }
    }
}

/// One aligned pair of concepts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub one: u16,
    pub other: u16,
    pub by: By,
}

/// The aligned concepts of two propositions, and those that stay alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Alignment {
    pub pairs: Vec<Pair>,
    /// Sorted.
    pub alone: [Vec<u16>; 2],
}

/// So many words a side are compared letter by letter.
const LEFT: usize = 64;

impl Alignment {
    pub fn of(one: &Proposition, other: &Proposition) -> Self {
        let mut free = [vec![true; one.concepts.len()], vec![true; other.concepts.len()]];
        let mut pairs = Vec::with_capacity(one.concepts.len().min(other.concepts.len()));
        merge(&one.by_stem, &other.by_stem, By::Stem, &mut free, &mut pairs);
        merge(&one.by_class, &other.by_class, By::Class, &mut free, &mut pairs);
        let left = |free: &[bool]| -> Vec<u16> {
            free.iter().zip(0u16..).filter(|(free, _)| **free).map(|(_, at)| at).take(LEFT).collect()
        };
        let mut alone = [left(&free[0]), left(&free[1])];
        for by in [By::Prefix, By::Deed, By::Scale, By::Opposite] {
            let [ones, others] = &mut alone;
            ones.retain(|&i| {
                let Some(concept) = one.concepts.get(usize::from(i)) else { return false };
                let fits = |&j: &u16| other.concepts.get(usize::from(j)).is_some_and(|c| fits(concept, c, by));
                let Some(at) = others.iter().position(fits) else { return true };
                pairs.push(Pair { one: i, other: others.remove(at), by });
                false
            });
        }
        Self { pairs, alone }
    }

    /// The concepts of each pair.
    pub fn concepts<'a>(
        &'a self,
        one: &'a Proposition,
        other: &'a Proposition,
    ) -> impl Iterator<Item = (&'a Concept, &'a Concept, By)> {
        self.pairs.iter().filter_map(|pair| {
            Some((one.concepts.get(usize::from(pair.one))?, other.concepts.get(usize::from(pair.other))?, pair.by))
        })
    }

    /// Concepts of a side that found no partner.
    pub fn alone<'a>(&'a self, side: usize, of: &'a Proposition) -> impl Iterator<Item = &'a Concept> {
        self.alone[side & 1].iter().filter_map(|&at| of.concepts.get(usize::from(at)))
    }

    /// Weight that is aligned, of each side.
    pub fn aligned(&self, one: &Proposition, other: &Proposition) -> [f32; 2] {
        self.concepts(one, other)
            .fold([0.0; 2], |[a, b], (x, y, by)| [a + x.weight * by.worth(), b + y.weight * by.worth()])
    }

    /// Share of the weight of both that is aligned.
    pub fn likeness(&self, one: &Proposition, other: &Proposition) -> f32 {
        let [a, b] = self.aligned(one, other);
        (a + b) / (one.weight + other.weight).max(f32::MIN_POSITIVE)
    }

    /// The concept of the second that is aligned with one of the first.
    pub fn partner(&self, one: u16) -> Option<u16> {
        self.pairs.iter().find(|pair| pair.one == one && pair.by != By::Opposite).map(|pair| pair.other)
    }
}

fn fits(one: &Concept, other: &Concept, by: By) -> bool {
    match by {
        By::Prefix => one.prefix != 0 && one.prefix == other.prefix,
        By::Deed => one.deed != 0 && one.deed == other.deed,
        _ => one.scale.zip(other.scale).is_some_and(|(a, b)| {
            a.key == b.key && (by == By::Opposite || (a.low == b.low) == (one.turned == other.turned))
        }),
    }
}

/// Pairs what has the same key in both lists, in the order of the text.
fn merge(one: &[(u32, u16)], other: &[(u32, u16)], by: By, free: &mut [Vec<bool>; 2], pairs: &mut Vec<Pair>) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&(a, x)), Some(&(b, y))) = (one.get(i), other.get(j)) {
        let is_free = |side: usize, at: u16| free[side].get(usize::from(at)).copied().unwrap_or(false);
        if !is_free(0, x) {
            i += 1;
        } else if !is_free(1, y) {
            j += 1;
        } else if a < b {
            i += 1;
        } else if b < a {
            j += 1;
        } else {
            free[0][usize::from(x)] = false;
            free[1][usize::from(y)] = false;
            pairs.push(Pair { one: x, other: y, by });
            i += 1;
            j += 1;
        }
    }
}
