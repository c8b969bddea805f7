//! The averaged perceptron (Collins 2002).

use super::features::KeyMap;
use super::weights::Weights;

/// Trains weights by mistakes; the result is the average over all steps.
#[derive(Debug)]
pub struct Perceptron<const L: usize> {
    index: KeyMap<u32>,
    rows: Vec<[f32; L]>,
    /// Sum of step × change, from which the average follows.
    weighted: Vec<[f64; L]>,
    changes: Vec<u32>,
    step: f64,
}

impl<const L: usize> Default for Perceptron<L> {
    fn default() -> Self {
        Self { index: KeyMap::default(), rows: Vec::new(), weighted: Vec::new(), changes: Vec::new(), step: 1.0 }
    }
}

impl<const L: usize> Perceptron<L> {
    /// The scores of all labels.
    pub fn score(&self, keys: &[u32]) -> [f32; L] {
        let mut scores = [0.0; L];
        for key in keys {
            if let Some(&row) = self.index.get(key) {
                for (score, weight) in scores.iter_mut().zip(&self.rows[row as usize]) {
                    *score += weight;
                }
            }
        }
        scores
    }

    /// One step: moves weight from the wrong label to the right one, if they differ.
    pub fn learn(&mut self, keys: &[u32], right: usize, wrong: usize) {
        self.step += 1.0;
        if right == wrong {
            return;
        }
        for &key in keys {
            let row = *self.index.entry(key).or_insert_with(|| {
                self.rows.push([0.0; L]);
                self.weighted.push([0.0; L]);
                self.changes.push(0);
                self.rows.len() as u32 - 1
            }) as usize;
            self.rows[row][right] += 1.0;
            self.rows[row][wrong] -= 1.0;
            self.weighted[row][right] += self.step;
            self.weighted[row][wrong] -= self.step;
            self.changes[row] += 1;
        }
    }

    /// The averaged weights; features that changed fewer than `changes` times are left out.
    pub fn weights(&self, changes: u32, least: f32) -> Weights<L> {
        let mut rows: Vec<(u32, usize)> = self.index.iter().map(|(&key, &row)| (key, row as usize)).collect();
        rows.sort_unstable();
        let averaged = rows.into_iter().filter(|&(_, row)| self.changes[row] >= changes).map(|(key, row)| {
            let mut average = self.rows[row];
            for (weight, weighted) in average.iter_mut().zip(&self.weighted[row]) {
                *weight -= (weighted / self.step) as f32;
            }
            (key, average)
        });
        Weights::new(averaged, least)
    }
}
