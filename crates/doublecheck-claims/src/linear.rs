//! Logistic regression whose weights keep to the signs that their features must have.
//!
//! Where texts are few and their topics fewer, it matters more that a word of doubt can never speak for agreement than that
//! its weight is exact.

use doublecheck_grammar::learn::{Broken, Reader, Writer};

/// A choice between yes and no by a weighted sum.
#[derive(Debug, Clone, Default)]
pub(crate) struct Linear {
    bias: f32,
    weights: Vec<f32>,
}

/// Rounds over all weights; they hardly move after half of them.
const ROUNDS: usize = 40;

impl Linear {
    /// The log-odds of yes.
    pub fn log_odds(&self, numbers: &[f32]) -> f32 {
        self.bias + self.weights.iter().zip(numbers).map(|(weight, number)| weight * number).sum::<f32>()
    }

    /// The probability of yes.
    pub fn probability(&self, numbers: &[f32]) -> f32 {
        logistic(self.log_odds(numbers))
    }

    /// Learns by Newton steps along one weight after the other; `yes` is 0 to 1; `signs` says which way each may point: up, down or (0) both.
    /// `ridge` is what a weight costs in units of its feature's spread.
    pub fn learn<const F: usize>(rows: &[[f32; F]], yes: &[f32], counts: &[f32], signs: &[i8; F], ridge: f32) -> Self {
        let total: f32 = counts.iter().sum::<f32>().max(1e-6);
        let spreads: Vec<f32> = (0..F)
            .map(|f| {
                let mean = rows.iter().zip(counts).map(|(row, count)| row[f] * count).sum::<f32>() / total;
                let square = |(row, count): (&[f32; F], &f32)| (row[f] - mean) * (row[f] - mean) * count;
                (rows.iter().zip(counts).map(square).sum::<f32>() / total).sqrt()
            })
            .collect();
        let mut linear = Self { bias: 0.0, weights: vec![0.0; F] };
        let mut odds = vec![0.0f32; rows.len()];
        for _ in 0..ROUNDS {
            // The bias is a feature that is always 1 and costs nothing.
            for (f, spread) in spreads.iter().copied().map(Some).chain([None]).enumerate() {
                let number = |row: &[f32; F]| row.get(f).copied().unwrap_or(1.0);
                if spread.is_some_and(|spread| spread < 1e-6) {
                    continue;
                }
                let (mut slope, mut curvature) = (0.0f32, 1e-6f32);
                for (((row, &yes), &count), &odd) in rows.iter().zip(yes).zip(counts).zip(&odds) {
                    let x = number(row);
                    if x != 0.0 {
                        let p = logistic(odd);
                        slope += count * x * (yes - p);
                        curvature += count * x * x * (p * (1.0 - p)).max(0.05);
                    }
                }
                let old = if f < F { linear.weights[f] } else { linear.bias };
                let cost = spread.map_or(0.0, |spread| ridge * spread * spread);
                let mut new = old + (slope - cost * old) / (curvature + cost);
                match signs.get(f) {
                    Some(1) => new = new.max(0.0),
                    Some(-1) => new = new.min(0.0),
                    _ => {}
                }
                if new != old {
                    odds.iter_mut().zip(rows).for_each(|(odd, row)| *odd += (new - old) * number(row));
                    *(if f < F { &mut linear.weights[f] } else { &mut linear.bias }) = new;
                }
            }
        }
        linear
    }

    pub fn write(&self, out: &mut Writer) {
        out.fraction(self.bias);
        self.weights.iter().for_each(|&weight| out.fraction(weight));
    }

    pub fn read(input: &mut Reader<'_>, features: usize) -> Result<Self, Broken> {
        let bias = input.fraction()?;
        Ok(Self { bias, weights: (0..features).map(|_| input.fraction()).collect::<Result<_, _>>()? })
    }
}

pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}
