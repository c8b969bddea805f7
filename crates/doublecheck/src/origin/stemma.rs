//! The articles of one text seen together, as textual criticism sees the copies of a lost book (stemmatics).
//!
//! A pair by itself says little of whether both copied a third. The other carriers of the text say more: an article that
//! shares words with a third which the second lacks did not get them from the second; and a third from which the two never
//! differ together stands between them.

use std::ops::Range;

use rayon::prelude::*;

use super::Pair;
use super::passage::Passage;
use super::readings::{Shared, common, size, union};
use super::tokens::Tokens;

/// Likely sources of an article that are tried as the common source of it and another.
const SOURCES: usize = 8;

/// Another article that one shares text with.
#[derive(Debug, Clone, Copy)]
struct Partner {
    article: usize,
    /// Index of the pair.
    pair: usize,
}

/// All pairs of articles that copied, and the words they share.
pub(super) struct Stemma<'p> {
    pairs: &'p [Pair],
    shared: Vec<Shared>,
    /// The partners of each article, sorted.
    partners: Vec<Vec<Partner>>,
    /// Words of each article that any other has.
    family_text: Vec<Vec<Range<u32>>>,
}

/// What the other carriers of a text say about two of them, once each pair has a score.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Place {
    /// How much likelier the second is a copy of another article than the first, -2 to 2.
    pub copied_elsewhere: f64,
    /// The article that this copy is likeliest of.
    pub likelier: Option<usize>,
    /// How sure both are copies of other articles than each other, -1 to 1.
    pub both_copied: f64,
    /// The article that is likeliest to be the source of both.
    pub source: Option<Source>,
}

/// A third article as the source of two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Source {
    /// The article.
    pub article: usize,
    /// How surely it lacks words that the two share, 0 to 1.
    pub lacks: f64,
    /// How surely each of the two differs from it in words of its own, 0 to 1.
    pub between: f64,
}

impl<'p> Stemma<'p> {
    /// Gathers the words that each pair shares. Linear in the passages.
    pub fn of(articles: &[Tokens<'_>], pairs: &'p [Pair]) -> Self {
        let shared: Vec<Shared> =
            pairs.par_iter().map(|pair| Shared::of(&articles[pair.a], &articles[pair.b], pair)).collect();
        let mut partners: Vec<Vec<Partner>> = vec![Vec::new(); articles.len()];
        for (index, pair) in pairs.iter().enumerate() {
            if pair.passages.iter().any(Passage::is_copy) {
                partners[pair.a].push(Partner { article: pair.b, pair: index });
                partners[pair.b].push(Partner { article: pair.a, pair: index });
            }
        }
        let mut stemma = Self { pairs, shared, partners, family_text: Vec::new() };
        stemma.partners.iter_mut().for_each(|list| list.sort_unstable_by_key(|p| p.article));
        stemma.family_text = (0..articles.len())
            .into_par_iter()
            .map(|article| union(stemma.partners[article].iter().map(|p| stemma.readings(p.pair, article))))
            .collect();
        stemma
    }

    /// The articles that an article shares text with, in order.
    pub fn partners(&self, article: usize) -> impl Iterator<Item = usize> + '_ {
        self.partners[article].iter().map(|partner| partner.article)
    }

    /// True when neither article of a pair shares text with any other.
    pub fn is_alone(&self, pair: &Pair) -> bool {
        self.partners[pair.a].len() <= 1 && self.partners[pair.b].len() <= 1
    }

    /// Shares of the text that an article has in common with any other which the other article of the pair lacks: of the
    /// first, and of the second.
    pub fn missing(&self, pair: usize) -> (f64, f64) {
        let part = |article: usize| {
            let all = &self.family_text[article];
            let whole = size(all);
            f64::from(whole - common(all, self.readings(pair, article))) / f64::from(whole.max(1))
        };
        (part(self.pairs[pair].a), part(self.pairs[pair].b))
    }

    /// The words of an article that the other one of a pair has.
    fn readings(&self, pair: usize, article: usize) -> &[Range<u32>] {
        if self.pairs[pair].a == article { &self.shared[pair].a } else { &self.shared[pair].b }
    }

    /// The place of each pair among the other carriers, by the scores of the pairs (log-odds of `a -> b`).
    /// Linear in the pairs.
    pub fn places(&self, scores: &[f64]) -> Vec<Place> {
        let sources: Vec<Vec<(f64, Partner)>> =
            (0..self.partners.len()).into_par_iter().map(|article| self.sources(article, scores)).collect();
        (0..self.pairs.len()).into_par_iter().map(|pair| self.place(pair, &sources)).collect()
    }

    /// The likeliest sources of an article, best first, with the score of each.
    fn sources(&self, article: usize, scores: &[f64]) -> Vec<(f64, Partner)> {
        let score = |p: &Partner| if self.pairs[p.pair].b == article { scores[p.pair] } else { -scores[p.pair] };
        let mut found: Vec<(f64, Partner)> = self.partners[article].iter().map(|p| (score(p), *p)).collect();
        let order = |x: &(f64, Partner), y: &(f64, Partner)| y.0.total_cmp(&x.0).then(x.1.article.cmp(&y.1.article));
        if found.len() > SOURCES {
            found.select_nth_unstable_by(SOURCES, order);
            found.truncate(SOURCES);
        }
        found.sort_unstable_by(order);
        found
    }

    fn place(&self, index: usize, sources: &[Vec<(f64, Partner)>]) -> Place {
        let pair = &self.pairs[index];
        let (of_a, of_b) = (&sources[pair.a], &sources[pair.b]);
        // How surely an article is a copy of any but the other one.
        let copied = |of: &[(f64, Partner)]| {
            of.iter().find(|(_, p)| p.pair != index).map_or(0.0, |(score, _)| (score / 4.0).tanh())
        };
        let (copied_a, copied_b) = (copied(of_a), copied(of_b));
        let mut best: Option<(f64, Source)> = None;
        for (to_a, third) in of_a {
            let Some((to_b, other)) = of_b.iter().find(|(_, p)| p.article == third.article) else { continue };
            let (lacks, between, share) = self.third(index, third, other);
            let rank = to_a.min(*to_b) / 2.0 - 4.0 * share;
            if best.is_none_or(|(r, s)| rank > r || (rank == r && third.article < s.article)) {
                best = Some((rank, Source { article: third.article, lacks, between }));
            }
        }
        Place {
            copied_elsewhere: copied_b - copied_a,
            both_copied: copied_a.min(copied_b),
            likelier: if copied_a > copied_b { of_a } else { of_b }
                .iter()
                .find(|(_, p)| p.pair != index)
                .map(|(_, p)| p.article),
            source: best.map(|(_, source)| source),
        }
    }

    /// A third article beside a pair: how surely it lacks words that the two share, how surely each of the two differs
    /// from what the third and the other share, and the share of the words of the two that it lacks.
    fn third(&self, index: usize, to_a: &Partner, to_b: &Partner) -> (f64, f64, f64) {
        let pair = &self.pairs[index];
        let (both_a, both_b) = (self.readings(index, pair.a), self.readings(index, pair.b));
        let (third_a, third_b) = (self.readings(to_a.pair, pair.a), self.readings(to_b.pair, pair.b));
        let beyond = |of: &[Range<u32>], other: &[Range<u32>]| size(of) - common(of, other);
        let lacks = beyond(both_a, third_a).max(beyond(both_b, third_b));
        let (b_alone, a_alone) = (beyond(third_a, both_a), beyond(third_b, both_b));
        // One word may be chance; four are not.
        let surely = |words: u32| (f64::from(words.saturating_sub(1)) / 3.0).min(1.0);
        let share = f64::from(lacks) / f64::from(size(both_b).max(1));
        (surely(lacks), surely(a_alone) * surely(b_alone), share)
    }
}
