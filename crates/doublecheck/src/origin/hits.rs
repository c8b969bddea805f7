//! Where the fingerprints of two articles meet.

use super::tokens::Tokens;

/// A fingerprint found in two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// Token in the first article.
    pub a: u32,
    /// Token in the second.
    pub b: u32,
}

/// Where each fingerprint of one article stands: an open-addressing table, for comparing many articles with this one.
pub(super) struct Lookup {
    slots: Vec<(u32, u32)>,
    /// One bit for each of eight places a slot: nearly all fingerprints that are not here are told from it.
    filter: Vec<u64>,
}

impl Lookup {
    /// Takes in all fingerprints of an article.
    pub fn of(tokens: &Tokens<'_>) -> Self {
        let mut slots = vec![(0, 0); (tokens.len() * 2 + 1).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut filter = vec![0u64; slots.len().div_ceil(8)];
        for (token, &seed) in tokens.seeds.iter().enumerate().filter(|&(_, &seed)| seed != 0) {
            let (word, bit) = filter_place(seed, filter.len());
            filter[word] |= bit;
            let mut at = seed as usize & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (seed, token as u32);
        }
        Self { slots, filter }
    }

    /// All fingerprints that another article `a` shares with this one. Linear in `a`.
    pub fn hits(&self, a: &Tokens<'_>, hits: &mut Vec<Hit>) {
        hits.clear();
        let mask = self.slots.len() - 1;
        for (token, &seed) in a.seeds.iter().enumerate() {
            let (word, bit) = filter_place(seed, self.filter.len());
            if self.filter[word] & bit == 0 || seed == 0 {
                continue;
            }
            let mut at = seed as usize & mask;
            while self.slots[at].0 != 0 {
                if self.slots[at].0 == seed {
                    hits.push(Hit { a: token as u32, b: self.slots[at].1 });
                }
                at = (at + 1) & mask;
            }
        }
    }
}

/// The word and bit of a filter of this many words (a power of two).
fn filter_place(seed: u32, words: usize) -> (usize, u64) {
    ((seed >> 6) as usize & (words - 1), 1 << (seed & 63))
}
