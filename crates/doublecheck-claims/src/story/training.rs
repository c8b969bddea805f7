//! Trains the judge on articles of known stories.

use doublecheck_grammar::learn::trees::{Growing, grow};

use super::Document;
use super::digest::{Digest, Digester};
use super::judge::{Judge, LEAST};
use super::pair::features;

/// An article of a known story.
#[derive(Debug, Clone, Copy)]
pub struct Labelled<'a> {
    /// The article.
    pub document: Document<'a>,
    /// The number of its story.
    pub story: usize,
}

/// Trains on the pairs of articles within each set. The same sets give the same judge; time is quadratic in a set.
pub fn train(sets: &[Vec<Labelled<'_>>]) -> Judge {
    let mut digester = Digester::default();
    let (mut numbers, mut same) = (Vec::new(), Vec::new());
    for set in sets {
        let digests: Vec<Digest> = set.iter().map(|labelled| digester.digest(&labelled.document)).collect();
        for (later, a) in digests.iter().enumerate() {
            for (earlier, b) in digests.iter().enumerate().take(later) {
                let row = features(a, b);
                if row[0] >= LEAST {
                    numbers.push(row);
                    same.push(set[later].story == set[earlier].story);
                }
            }
        }
    }
    Judge::new(grow(&numbers, &same, &[], GROWING))
}

const GROWING: Growing = Growing { trees: 60, depth: 4, step: 0.2, leaf: 20, ridge: 5.0 };
