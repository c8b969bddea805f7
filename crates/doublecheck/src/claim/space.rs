//! Propositions as weighted vectors: rare concepts weigh much, those of the whole story little.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

/// Propositions that the weights pretend to have seen besides, so that in a small set no word seems rare by chance.
const PRIOR: f64 = 30.0;

/// A concept in more propositions than this proposes no pairs; others still count it.
const WIDEST: usize = 96;

/// A concept in a greater share of all propositions belongs to the story and not to one claim of it.
const COMMON: f64 = 0.2;

/// Propositions with no more concepts may be alike in a single one.
const SHORT: usize = 4;

/// Concepts of one proposition, by rising weight of how common they are, that propose pairs.
const PROBES: usize = 12;

/// What sharing a concept tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A state, organisation or party: much of a story shares it.
    Name,
    /// A word that a great share of the propositions have.
    Common,
    /// Any other: two propositions that share it may be one.
    Telling,
}

/// The vectors of all propositions, each given as its concepts, sorted and unique.
#[derive(Default)]
pub(super) struct Space {
    /// Sorted by concept; each of length 1 unless empty.
    vectors: Vec<Vec<(u32, f64)>>,
    /// Their lengths before they were made 1.
    lengths: Vec<f64>,
    /// Concept number -> propositions that have it, in order.
    postings: Vec<Vec<u32>>,
    /// Weight of each concept before normalising.
    weights: Vec<f64>,
    kinds: Vec<Kind>,
    numbers: HashMap<String, u32>,
}

impl Space {
    /// Linear in the number of concepts, but for one sort.
    pub fn of<S: AsRef<str>>(texts: &[Vec<S>]) -> Self {
        // Sorted keys give numbers that do not depend on the order of the input.
        let mut seen: BTreeMap<&str, f64> = BTreeMap::new();
        // A text copied a hundred times makes its words no commoner.
        let mut distinct: Vec<Vec<&str>> = texts.iter().map(|t| t.iter().map(AsRef::as_ref).collect()).collect();
        distinct.sort();
        distinct.dedup();
        for key in distinct.iter().flatten() {
            *seen.entry(key).or_default() += 1.0;
        }
        let total = distinct.len() as f64 + PRIOR;
        let weights: Vec<f64> = seen.iter().map(|(key, n)| (total / (n + 0.5)).ln() * kind_weight(key)).collect();
        let common = (distinct.len() as f64 * COMMON).max(8.0);
        let kinds = seen.iter().map(|(key, &n)| match key.starts_with('@') {
            true => Kind::Name,
            false if n <= common => Kind::Telling,
            false => Kind::Common,
        });
        let kinds = kinds.collect();
        let numbers: HashMap<String, u32> = seen.keys().zip(0..).map(|(key, n)| ((*key).to_owned(), n)).collect();
        let mut postings = vec![Vec::new(); weights.len()];
        let mut vectors = Vec::with_capacity(texts.len());
        let mut lengths = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let mut vector: Vec<(u32, f64)> = Vec::with_capacity(text.len());
            for key in text {
                if let Some(&number) = numbers.get(key.as_ref()) {
                    vector.push((number, weights[number as usize]));
                    postings[number as usize].push(index as u32);
                }
            }
            vector.sort_by_key(|&(number, _)| number);
            let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            if length > 0.0 {
                vector.iter_mut().for_each(|(_, w)| *w /= length);
            }
            vectors.push(vector);
            lengths.push(length);
        }
        Self { vectors, lengths, postings, weights, kinds, numbers }
    }

    pub fn vector(&self, proposition: usize) -> &[(u32, f64)] {
        &self.vectors[proposition]
    }

    /// The weight of a concept.
    pub fn weight(&self, key: &str) -> f64 {
        self.numbers.get(key).and_then(|&n| self.weights.get(n as usize)).copied().unwrap_or(0.0)
    }

    /// Cosine of two propositions, 0 to 1.
    pub fn similarity(&self, one: usize, other: usize) -> f64 {
        dot(&self.vectors[one], &self.vectors[other])
    }

    /// The share of the smaller of two propositions that lies in the other, 0 to 1.
    pub fn overlap(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (self.lengths[one], self.lengths[other]);
        if a.min(b) > 0.0 { self.similarity(one, other) * a.max(b) / a.min(b) } else { 0.0 }
    }

    /// One shared word is chance, and so are words of the whole story, unless there is hardly another.
    fn is_candidate(&self, one: usize, other: usize, similarity: f64) -> bool {
        let (one, other) = (&self.vectors[one], &self.vectors[other]);
        let (mut words, mut telling) = (0, 0);
        for &(number, _) in one {
            if other.binary_search_by_key(&number, |&(n, _)| n).is_ok() {
                let kind = self.kinds.get(number as usize).copied().unwrap_or(Kind::Name);
                words += usize::from(kind != Kind::Name);
                telling += usize::from(kind == Kind::Telling);
            }
        }
        telling >= 2 || telling == 1 && similarity >= 0.6 || words >= 2 && similarity >= 0.45
    }

    /// Pairs that share a telling concept and are at least this similar: (similarity, earlier, later), in order.
    ///
    /// Each proposition looks at no more than [`PROBES`] × [`WIDEST`] others, so the work is linear in their number.
    pub fn pairs(&self, least: f64) -> Vec<(f64, usize, usize)> {
        let earlier = |one: usize| self.near(one, one, least).map(move |(similarity, other)| (similarity, other, one));
        (0..self.vectors.len()).into_par_iter().flat_map_iter(earlier).collect()
    }

    /// Propositions with a number below `end` that share a telling concept with one and are at least this similar.
    pub fn near(&self, one: usize, end: usize, least: f64) -> impl Iterator<Item = (f64, usize)> + '_ {
        let vector = &self.vectors[one];
        let mut probes: Vec<&[u32]> = vector.iter().filter_map(|&(number, _)| self.posting(number)).collect();
        probes.sort_by_key(|posting| posting.len());
        let mut found: Vec<u32> = Vec::new();
        for posting in probes.into_iter().take(PROBES) {
            found.extend(&posting[..posting.partition_point(|&other| (other as usize) < end)]);
        }
        found.sort_unstable();
        // Long propositions share more than one concept or nothing.
        let enough =
            |run: &&[u32]| run.len() > 1 || vector.len() <= SHORT || self.vectors[run[0] as usize].len() <= SHORT;
        let others: Vec<usize> = found.chunk_by(|a, b| a == b).filter(enough).map(|run| run[0] as usize).collect();
        others.into_iter().filter(move |&other| other != one).filter_map(move |other| {
            let similarity = self.similarity(other, one);
            (similarity >= least && self.is_candidate(other, one, similarity)).then_some((similarity, other))
        })
    }

    /// The propositions that have a concept; none for names and for what too many have.
    fn posting(&self, number: u32) -> Option<&[u32]> {
        let posting = self.postings.get(number as usize)?;
        let probes = posting.len() <= WIDEST && self.kinds.get(number as usize) != Some(&Kind::Name);
        probes.then_some(posting)
    }

    /// The states, organisations and parties that a proposition names.
    pub fn names(&self, one: usize) -> impl Iterator<Item = u32> + Clone + '_ {
        let is_name = |number: &u32| self.kinds.get(*number as usize) == Some(&Kind::Name);
        self.vectors[one].iter().map(|&(number, _)| number).filter(is_name)
    }
}

/// Figures and dates tell propositions apart better than words; acts of speech are shared by many.
fn kind_weight(key: &str) -> f64 {
    match key.as_bytes().first() {
        Some(b'#') => 1.25,
        _ => 1.0,
    }
}

/// Dot product of two vectors sorted by concept.
pub(super) fn dot(one: &[(u32, f64)], other: &[(u32, f64)]) -> f64 {
    let mut sum = 0.0;
    let mut others = other.iter().peekable();
    for &(number, weight) in one {
        while others.next_if(|&&(n, _)| n < number).is_some() {}
        if let Some(&(_, other)) = others.next_if(|&&(n, _)| n == number) {
            sum += weight * other;
        }
    }
    sum
}

/// Sum of two vectors sorted by concept.
pub(super) fn sum(one: &[(u32, f64)], other: &[(u32, f64)]) -> Vec<(u32, f64)> {
    let mut merged: BTreeMap<u32, f64> = one.iter().copied().collect();
    for &(number, weight) in other {
        *merged.entry(number).or_default() += weight;
    }
    merged.into_iter().collect()
}
