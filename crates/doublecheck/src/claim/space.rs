//! Propositions as weighted vectors: rare concepts weigh much, those of the whole story little.

use std::collections::{BTreeMap, HashMap};

/// Propositions that the weights pretend to have seen besides, so that in a small set no word seems rare by chance.
const PRIOR: f64 = 30.0;

/// A concept in more propositions than this proposes no pairs; others still count it.
const WIDEST: usize = 96;

/// A concept in a greater share of all propositions belongs to the story and not to one claim of it.
const COMMON: f64 = 0.2;

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
pub(super) struct Space {
    /// Sorted by concept; each of length 1 unless empty.
    vectors: Vec<Vec<(u32, f64)>>,
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
        }
        Self { vectors, postings, weights, kinds, numbers }
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
        let mut pairs = Vec::new();
        let mut near: Vec<u32> = Vec::new();
        for (one, vector) in self.vectors.iter().enumerate() {
            let mut probes: Vec<u32> = vector.iter().map(|&(number, _)| number).collect();
            probes.sort_by_key(|&number| (self.postings[number as usize].len(), number));
            near.clear();
            for number in probes.into_iter().take(PROBES) {
                let posting = &self.postings[number as usize];
                if posting.len() <= WIDEST {
                    near.extend(posting.iter().filter(|&&other| (other as usize) < one));
                }
            }
            near.sort_unstable();
            near.dedup();
            for &other in &near {
                let similarity = self.similarity(other as usize, one);
                if similarity >= least && self.is_candidate(other as usize, one, similarity) {
                    pairs.push((similarity, other as usize, one));
                }
            }
        }
        pairs
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
