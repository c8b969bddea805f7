//! The postings of few articles each: an open-addressing table.

use super::index::PART_BITS;

/// Low bits of a fingerprint, which tell it from the others of its part.
const REST_BITS: u32 = 32 - PART_BITS;

/// A fingerprint of one article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting {
    /// The fingerprint.
    pub seed: u32,
    /// The article's number.
    pub article: u32,
    /// Where it stands in the article.
    pub token: u32,
}

/// How widespread a fingerprint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// In few articles.
    Few,
    /// In many, of which the earliest are mainly one text.
    Copied,
    /// In many that have nothing else in common.
    Stock,
}

/// Postings in open addressing with linear probing. A slot holds the low bits of the fingerprint, the article's number and
/// the low bits of its token; 0 is empty.
#[derive(Default)]
pub(super) struct Table {
    slots: Vec<u64>,
    used: usize,
}

const ARTICLE_BITS: u32 = 64 - REST_BITS - 16;
/// Articles that one index can number.
pub(super) const MOST_ARTICLES: u32 = (1 << ARTICLE_BITS) - 2;
/// Stands for the carriers of a widespread fingerprint, which are kept apart.
pub(super) const WIDESPREAD: u32 = MOST_ARTICLES;

fn pack(seed: u32, article: u32, token: u16) -> u64 {
    let rest = u64::from(seed & ((1 << REST_BITS) - 1));
    (rest << (ARTICLE_BITS + 16)) | (u64::from(article + 1) << 16) | u64::from(token)
}

fn rest(slot: u64) -> u32 {
    (slot >> (ARTICLE_BITS + 16)) as u32
}

fn article(slot: u64) -> u32 {
    ((slot >> 16) as u32 & ((1 << ARTICLE_BITS) - 1)).wrapping_sub(1)
}

impl Table {
    /// Bytes it takes.
    pub fn size(&self) -> usize {
        self.slots.capacity() * size_of::<u64>()
    }

    /// The slot at which the search for a fingerprint begins.
    fn home(&self, rest: u32) -> usize {
        ((u64::from(rest) * self.slots.len() as u64) >> REST_BITS) as usize
    }

    fn next(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    pub fn first_slot(&self, seed: u32) -> u64 {
        self.slots.get(self.home(seed & ((1 << REST_BITS) - 1))).copied().unwrap_or(0)
    }

    /// Adds a posting, and tells how many of its fingerprint there are now; None, and nothing is added, when it is
    /// widespread.
    pub fn insert(&mut self, posting: Posting) -> Option<usize> {
        if (self.used + 1) * 5 > self.slots.len() * 4 {
            self.grow();
        }
        let slot = pack(posting.seed, posting.article, posting.token as u16);
        let (mut at, mut same) = (self.home(rest(slot)), 1);
        while self.slots[at] != 0 {
            if rest(self.slots[at]) == rest(slot) {
                if article(self.slots[at]) == WIDESPREAD {
                    return None;
                }
                same += 1;
            }
            at = self.next(at);
        }
        self.slots[at] = slot;
        self.used += 1;
        Some(same)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 5 / 4).max(16);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        for slot in old.into_iter().filter(|&slot| slot != 0) {
            let mut at = self.home(rest(slot));
            while self.slots[at] != 0 {
                at = self.next(at);
            }
            self.slots[at] = slot;
        }
    }

    /// Visits the postings of a fingerprint; none when it is widespread.
    pub fn each(&self, seed: u32, visit: &mut impl FnMut(u32, u16)) -> Spread {
        if self.used == 0 {
            return Spread::Few;
        }
        let wanted = seed & ((1 << REST_BITS) - 1);
        let mut at = self.home(wanted);
        while self.slots[at] != 0 {
            let slot = self.slots[at];
            if rest(slot) == wanted {
                if article(slot) == WIDESPREAD {
                    return if slot as u16 == 0 { Spread::Copied } else { Spread::Stock };
                }
                visit(article(slot), slot as u16);
            }
            at = self.next(at);
        }
        Spread::Few
    }

    /// Takes all postings of a fingerprint out and leaves a mark.
    pub fn mark_widespread(&mut self, seed: u32, taken: &mut Vec<(u32, u16)>) {
        self.each(seed, &mut |article, token| taken.push((article, token)));
        self.clear(seed & ((1 << REST_BITS) - 1), |_| true);
        self.insert(Posting { seed, article: WIDESPREAD, token: 0 });
    }

    /// Says in the mark of a widespread fingerprint whether it is stock.
    pub fn set_mark(&mut self, seed: u32, stock: bool) {
        let wanted = seed & ((1 << REST_BITS) - 1);
        let mut at = self.home(wanted);
        while self.slots[at] != 0 {
            if rest(self.slots[at]) == wanted && article(self.slots[at]) == WIDESPREAD {
                self.slots[at] = pack(seed, WIDESPREAD, u16::from(stock));
                return;
            }
            at = self.next(at);
        }
    }

    pub fn remove(&mut self, seed: u32, removed: u32) {
        let wanted = seed & ((1 << REST_BITS) - 1);
        self.clear(wanted, |slot| article(slot) == removed);
    }

    /// Empties slots of a fingerprint; those that follow move up so that no search ends too early.
    fn clear(&mut self, wanted: u32, is_cleared: impl Fn(u64) -> bool) {
        if self.used == 0 {
            return;
        }
        let mut at = self.home(wanted);
        while self.slots[at] != 0 {
            if rest(self.slots[at]) == wanted && is_cleared(self.slots[at]) {
                self.close_gap(at);
                self.used -= 1;
            } else {
                at = self.next(at);
            }
        }
    }

    fn close_gap(&mut self, mut gap: usize) {
        let size = self.slots.len();
        let mut at = self.next(gap);
        while self.slots[at] != 0 {
            let home = self.home(rest(self.slots[at]));
            // The slot may move to the gap when its home does not lie between the gap and itself.
            if (at + size - home) % size >= (at + size - gap) % size {
                self.slots[gap] = self.slots[at];
                gap = at;
            }
            at = self.next(at);
        }
        self.slots[gap] = 0;
    }
}
