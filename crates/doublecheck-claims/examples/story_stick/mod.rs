//! What training and prediction share.

use std::error::Error;

/// A part of the topics.
#[derive(Debug, Clone, Copy)]
pub struct Fold {
    fold: u32,
    folds: u32,
    seed: u32,
}

impl Fold {
    /// `--fold FOLD/FOLDS`, `--seed N`.
    pub fn of(arguments: &[String]) -> Result<Option<Self>, Box<dyn Error>> {
        let option = |name: &str| arguments.iter().position(|a| a == name).and_then(|at| arguments.get(at + 1));
        let seed = option("--seed").map_or(Ok(0), |seed| seed.parse())?;
        match option("--fold").and_then(|fold| fold.split_once('/')) {
            Some((fold, folds)) => Ok(Some(Self { fold: fold.parse()?, folds: folds.parse()?, seed })),
            None => Ok(None),
        }
    }

    /// True for a topic of this part.
    pub fn holds(&self, topic: &str) -> bool {
        let mix = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        let hash = topic.bytes().fold(0x811c_9dc5 ^ self.seed.wrapping_mul(0x9e37_79b9), mix);
        ((hash ^ (hash >> 15)).wrapping_mul(0x85eb_ca6b) >> 16) % self.folds == self.fold
    }
}
