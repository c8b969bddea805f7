//! Models: weights by hashed feature, a chain of labels, a perceptron, boosted trees.
//!
//! Features are 32-bit keys made by [`key`]; a linear model is a table from key to one small row of weights, quantised to a
//! byte each. Training is single-threaded and seeded, so the same data give the same bytes.

mod bytes;
pub mod chain;
pub mod features;
mod perceptron;
pub mod trees;
mod weights;

pub use bytes::{Broken, Reader, Writer};
pub use chain::Chain;
pub use features::{Features, key, text_key};
pub(crate) use perceptron::Perceptron;
pub use trees::Trees;
pub(crate) use weights::Weights;

/// A small generator of pseudo-random numbers (splitmix64), for shuffling training data the same way every time.
#[derive(Debug, Clone)]
pub struct Shuffle(u64);

impl Shuffle {
    /// Starts at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1, exclusive.
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// The numbers below `count` in a new order.
    pub fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for i in (1..count).rev() {
            order.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
        order
    }
}
