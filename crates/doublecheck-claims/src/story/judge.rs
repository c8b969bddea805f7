//! The probability that two articles tell one story.

use std::sync::LazyLock;

use doublecheck_grammar::learn::{Broken, Reader, Trees, Writer};

use super::digest::Digest;
use super::pair::{FEATURES, features};

/// Articles with a smaller cosine are never of one story.
pub(super) const LEAST: f32 = 0.06;

/// Days apart up to which time says nothing.
const NEAR: f32 = 30.0;

/// Boosted trees over what two articles share.
#[derive(Debug, Clone)]
pub struct Judge {
    trees: Trees,
}

static BUILT_IN: LazyLock<Result<Judge, Broken>> =
    LazyLock::new(|| Judge::read(include_bytes!("../../models/story.bin")));

impl Judge {
    /// The judge that is part of the library.
    ///
    /// # Errors
    /// When the built-in model is broken, which is a fault of the build.
    pub fn built_in() -> Result<&'static Self, Broken> {
        BUILT_IN.as_ref().map_err(Clone::clone)
    }

    /// Reads a trained judge.
    ///
    /// # Errors
    /// When the bytes are none.
    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        let judge = Self { trees: Trees::read(&mut input, FEATURES)? };
        if input.is_done() { Ok(judge) } else { Err(Broken("more than a judge")) }
    }

    /// The bytes that [`read`](Self::read) reads.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.trees.write(&mut out);
        out.into_bytes()
    }

    pub(super) fn new(trees: Trees) -> Self {
        Self { trees }
    }

    /// The probability that two articles tell one story.
    pub(super) fn probability(&self, a: &Digest, b: &Digest) -> f32 {
        let numbers = features(a, b);
        if numbers[0] < LEAST {
            return 0.0;
        }
        let probability = self.trees.probability(&numbers);
        match (a.day, b.day) {
            (Some(a), Some(b)) => later(probability, a.abs_diff(b) as f32),
            _ => probability,
        }
    }
}

/// The probability when so many days lie between: the odds fall with the square root of the time beyond a month. Set by
/// hand, since no labelled stories show how long stories last.
fn later(probability: f32, days: f32) -> f32 {
    if days <= NEAR {
        return probability;
    }
    let kept = libm::sqrtf(NEAR / days);
    probability * kept / (1.0 - probability + probability * kept)
}
