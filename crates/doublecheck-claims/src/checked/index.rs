//! Claims by the words they have.

use std::collections::HashMap;

use libm::logf;

use super::post::{self, Token};

/// One of the two texts of a checked claim.
#[derive(Debug, Clone, Default)]
pub(super) struct Side {
    /// Terms in the order of the text.
    pub terms: Vec<u32>,
    /// Terms sorted, without doubles.
    pub distinct: Vec<u32>,
    /// Those of them, sorted, that are capitalised, or numbers.
    pub names: Vec<u32>,
    pub numbers: Vec<u32>,
    /// Hashes of the runs of four letters, sorted, without doubles.
    pub grams: Vec<u32>,
    pub months: Vec<(u32, u32)>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub id: String,
    pub claim: String,
    pub title: String,
    pub sides: [Side; 2],
}

/// All claims, and where each term occurs.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub entries: Vec<Entry>,
    terms: HashMap<String, u32>,
    /// For each term the entries that have it, with how often in claim and title.
    postings: Vec<Vec<(u32, [u8; 2])>>,
    /// Inverse document frequency of each term, and of a term that no claim has.
    rarities: Vec<f32>,
    rarest: f32,
    /// Mean number of terms of claims and of titles.
    lengths: [f32; 2],
}

/// BM25 (Robertson & Zaragoza 2009): saturation, and how much length counts.
const SATURATION: f32 = 0.9;
const LENGTH: f32 = 0.4;

impl Index {
    pub fn new<'a>(claims: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        let mut index = Self::default();
        for (id, claim, title) in claims {
            let sides = [claim, title].map(|text| index.side(text));
            let at = index.entries.len() as u32;
            for (which, side) in sides.iter().enumerate() {
                for &term in &side.terms {
                    let posting = &mut index.postings[term as usize];
                    match posting.last_mut().filter(|last| last.0 == at) {
                        Some(last) => last.1[which] = last.1[which].saturating_add(1),
                        None => posting.push((at, std::array::from_fn(|side| u8::from(side == which)))),
                    }
                }
                index.lengths[which] += side.terms.len() as f32;
            }
            index.entries.push(Entry { id: id.to_owned(), claim: claim.to_owned(), title: title.to_owned(), sides });
        }
        let count = index.entries.len().max(1) as f32;
        index.lengths = index.lengths.map(|sum| (sum / count).max(1.0));
        let rarity = |with: usize| {
            let (all, with) = (index.entries.len() as f32, with as f32);
            logf(1.0 + (all - with + 0.5) / (with + 0.5))
        };
        index.rarities = index.postings.iter().map(|posting| rarity(posting.len())).collect();
        index.rarest = rarity(0);
        index
    }

    fn side(&mut self, text: &str) -> Side {
        let tokens = post::tokens(text, 0);
        let terms: Vec<u32> = tokens.iter().map(|token| self.intern(&token.stem)).collect();
        let those = |of: fn(&Token) -> bool| {
            let mut list: Vec<u32> = tokens.iter().zip(&terms).filter(|pair| of(pair.0)).map(|pair| *pair.1).collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        Side {
            distinct: those(|_| true),
            names: those(|token| token.capital),
            numbers: those(|token| token.number),
            grams: grams(&tokens),
            months: post::months(&tokens),
            terms,
        }
    }

    fn intern(&mut self, stem: &str) -> u32 {
        if let Some(&term) = self.terms.get(stem) {
            return term;
        }
        let term = self.postings.len() as u32;
        self.terms.insert(stem.to_owned(), term);
        self.postings.push(Vec::new());
        term
    }

    /// The term of a stem, if any claim has it.
    pub fn term(&self, stem: &str) -> Option<u32> {
        self.terms.get(stem).copied()
    }

    /// Inverse document frequency of a term; that of a term which no claim has if none.
    pub fn rarity(&self, term: Option<u32>) -> f32 {
        term.and_then(|term| self.rarities.get(term as usize)).copied().unwrap_or(self.rarest)
    }

    /// BM25 of every claim that has one of the terms, for claim and title: entry and scores, by entry. Terms count once.
    pub fn scores(&self, terms: &[(u32, f32)]) -> Vec<(u32, [f32; 2])> {
        let mut sums = vec![[0.0_f32; 2]; self.entries.len()];
        let mut touched: Vec<u32> = Vec::new();
        for &(term, weight) in terms {
            let rarity = self.rarity(Some(term)) * weight;
            for &(at, counts) in self.postings.get(term as usize).map_or(&[][..], Vec::as_slice) {
                let (Some(sum), Some(entry)) = (sums.get_mut(at as usize), self.entries.get(at as usize)) else {
                    continue;
                };
                if *sum == [0.0; 2] {
                    touched.push(at);
                }
                for side in 0..2 {
                    let count = f32::from(counts[side]);
                    let length = entry.sides[side].terms.len() as f32 / self.lengths[side];
                    sum[side] +=
                        rarity * count * (SATURATION + 1.0) / (count + SATURATION * (1.0 - LENGTH + LENGTH * length));
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        touched.into_iter().filter_map(|at| Some((at, *sums.get(at as usize)?))).collect()
    }
}

/// Hashes of the runs of four letters of words, each word with its edges.
pub(super) fn grams(tokens: &[Token]) -> Vec<u32> {
    let mut grams: Vec<u32> = Vec::new();
    for token in tokens {
        let letters: Vec<u32> = " ".chars().chain(token.stem.chars()).chain(" ".chars()).map(u32::from).collect();
        grams.extend(
            letters
                .windows(4)
                .map(|run| run.iter().fold(17, |hash: u32, &c| (hash ^ c).wrapping_mul(0x9E37_79B1).rotate_left(11))),
        );
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}
