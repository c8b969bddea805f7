//! Where a text speaks of what a claim speaks of.

use std::ops::Range;

use super::Reading;

/// A claim's terms in a body.
pub(super) struct Alignment {
    /// Words of the body that are terms of the claim, in text order, each with the number of its term.
    pub hits: Vec<(usize, usize)>,
    /// Share of the claim's terms, weighed by their rarity, which each sentence of the body has.
    pub shares: Vec<f32>,
    /// The number of the sentence with the largest share; the first of equals.
    pub best: usize,
    /// What decides whether both are about the same.
    pub relation: [f32; RELATION],
}

/// Number of features of [`Alignment::relation`].
pub(super) const RELATION: usize = 16;

/// Sentences that make up a body's lead.
pub(super) const LEAD: usize = 3;

/// Rarity from which on a term says what a text is about.
const TELLING: f32 = 3.0;

impl Alignment {
    /// Sets a claim against a body: time is that of the body's words times the logarithm of the claim's.
    pub fn of(claim: &Reading<'_>, body: &Reading<'_>) -> Self {
        let mut terms: Vec<(u32, f32)> = Vec::with_capacity(claim.stems.len());
        terms.extend(claim.stems.iter().copied().zip(claim.rarities.iter().copied()).filter(|term| term.1 > 1.0));
        terms.sort_unstable_by_key(|term| term.0);
        terms.dedup_by_key(|term| term.0);
        let total: f32 = terms.iter().map(|term| term.1).sum::<f32>().max(1.0);
        let number = |key: u32| terms.binary_search_by_key(&key, |term| term.0).ok();
        let hits: Vec<(usize, usize)> =
            body.stems.iter().enumerate().filter_map(|(at, &key)| Some((at, number(key)?))).collect();

        let mut times = vec![0u32; terms.len()];
        hits.iter().for_each(|&(_, term)| times[term] += 1);
        let sentences = body.words().sentences();
        let lead_end = sentences.get(LEAD - 1).or(sentences.last()).map_or(0, |s| s.end);
        let share = |hits: &[(usize, usize)]| {
            let mut seen: Vec<usize> = hits.iter().map(|hit| hit.1).collect();
            seen.sort_unstable();
            seen.dedup();
            seen.into_iter().map(|term| terms[term].1).sum::<f32>() / total
        };
        let within = |words: &Range<usize>| {
            let start = hits.partition_point(|hit| hit.0 < words.start);
            let end = hits.partition_point(|hit| hit.0 < words.end);
            &hits[start..end]
        };
        let shares: Vec<f32> = sentences.iter().map(|sentence| share(within(sentence))).collect();
        let mut best = 0;
        let mut top = [0.0f32; 3];
        for (at, &share) in shares.iter().enumerate() {
            if share > shares[best] {
                best = at;
            }
            let place = top.partition_point(|&t| t >= share);
            if place < top.len() {
                top[place..].rotate_right(1);
                top[place] = share;
            }
        }

        let telling = |term: &&(u32, f32)| term.1 >= TELLING;
        let found = |(at, _): &(usize, &(u32, f32))| times[*at] > 0;
        let matched: f32 = terms.iter().enumerate().filter(found).map(|(_, term)| term.1).sum();
        let frequent: f32 = terms.iter().zip(&times).map(|(term, &n)| term.1 * libm::logf(1.0 + n as f32)).sum();
        let mut rarest: Vec<(f32, bool)> = terms.iter().zip(&times).map(|(term, &n)| (term.1, n > 0)).collect();
        rarest.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
        let of_rarest = |n: usize| {
            let n = n.min(rarest.len()).max(1);
            rarest.iter().take(n).filter(|term| term.1).count() as f32 / n as f32
        };
        let (pairs, pairs_found) = neighbours(claim, &hits, &number);
        let telling_terms = terms.iter().filter(telling).count() as f32;
        let telling_found = terms.iter().enumerate().filter(found).filter(|(_, t)| t.1 >= TELLING).count() as f32;
        let relation = [
            matched / total,
            share(within(&(0..lead_end))),
            top[0],
            top[1],
            top[2],
            matched,
            total,
            frequent / total,
            telling_found,
            telling_found / telling_terms.max(1.0),
            of_rarest(1),
            of_rarest(3),
            pairs_found / pairs.max(1.0),
            pairs_found,
            libm::logf(1.0 + body.stems.len() as f32),
            rarest.iter().find(|term| term.1).map_or(0.0, |term| term.0),
        ];
        Self { hits, shares, best, relation }
    }
}

impl Alignment {
    /// Which sentences are about the claim: those whose share is near that of the best.
    pub fn about(&self) -> Vec<bool> {
        let top = self.shares.get(self.best).copied().unwrap_or(0.0);
        self.shares.iter().map(|&share| top > 0.0 && share >= ABOUT * top).collect()
    }
}

/// A sentence is about the claim when its share is this much of the best one's.
const ABOUT: f32 = 0.6;

/// How many pairs of neighbouring terms the claim has, and how many of them stand near each other in the body.
fn neighbours(claim: &Reading<'_>, hits: &[(usize, usize)], number: &impl Fn(u32) -> Option<usize>) -> (f32, f32) {
    let in_order: Vec<usize> = claim.stems.iter().filter_map(|&key| number(key)).collect();
    let mut wanted: Vec<(usize, usize)> = in_order.windows(2).map(|pair| (pair[0], pair[1])).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for pair in hits.windows(2) {
        if pair[1].0 - pair[0].0 <= 3 && wanted.binary_search(&(pair[0].1, pair[1].1)).is_ok() {
            found.push((pair[0].1, pair[1].1));
        }
    }
    found.sort_unstable();
    found.dedup();
    (wanted.len() as f32, found.len() as f32)
}
