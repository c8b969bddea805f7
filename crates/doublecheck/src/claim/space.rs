//! Texts as weighted vectors, compared among themselves: rare concepts weigh much, those that most have little.

use std::collections::BTreeMap;

/// Texts that the weights pretend to have seen besides, so that in a small set no word seems rare by chance.
const PRIOR: f64 = 30.0;

/// The vectors of some texts, each given as its concepts, sorted and unique.
pub(super) struct Space {
    /// Sorted by concept; each of length 1 unless empty.
    vectors: Vec<Vec<(u32, f64)>>,
}

impl Space {
    /// Linear in the number of concepts, but for one sort.
    pub fn of<S: AsRef<str>>(texts: &[Vec<S>]) -> Self {
        let mut seen: BTreeMap<&str, f64> = BTreeMap::new();
        // A text copied a hundred times makes its words no commoner.
        let mut distinct: Vec<Vec<&str>> = texts.iter().map(|t| t.iter().map(AsRef::as_ref).collect()).collect();
        distinct.sort();
        distinct.dedup();
        for key in distinct.iter().flatten() {
            *seen.entry(key).or_default() += 1.0;
        }
        let total = distinct.len() as f64 + PRIOR;
        let weight = |(number, (key, count)): (u32, (&&str, &f64))| {
            (key.to_string(), (number, libm::log(total / (count + 0.5)) * kind_weight(key)))
        };
        // Sorted keys give numbers that do not depend on the order of the input.
        let weights: BTreeMap<String, (u32, f64)> = (0..).zip(&seen).map(weight).collect();
        let vector = |text: &Vec<S>| {
            let mut vector: Vec<(u32, f64)> =
                text.iter().filter_map(|key| weights.get(key.as_ref()).copied()).collect();
            vector.sort_by_key(|&(number, _)| number);
            let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            if length > 0.0 {
                vector.iter_mut().for_each(|(_, w)| *w /= length);
            }
            vector
        };
        Self { vectors: texts.iter().map(vector).collect() }
    }

    /// Cosine of two texts, 0 to 1.
    pub fn similarity(&self, one: usize, other: usize) -> f64 {
        let mut others = self.vectors[other].iter().peekable();
        let mut sum = 0.0;
        for &(number, weight) in &self.vectors[one] {
            while others.next_if(|&&(n, _)| n < number).is_some() {}
            sum += others.next_if(|&&(n, _)| n == number).map_or(0.0, |&(_, other)| weight * other);
        }
        sum
    }
}

/// Figures tell texts apart better than words.
fn kind_weight(key: &str) -> f64 {
    if key.starts_with('#') { 1.25 } else { 1.0 }
}
