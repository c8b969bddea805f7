//! The inverted index of fingerprints: which articles may share a passage, and where their fingerprints meet.

use rayon::prelude::*;

use super::fingerprint::Tokens;

/// A fingerprint in more articles than this links each carrier to the first [`HUBS`] carriers only, so that a footer
/// in every article costs n links and not n²/2, and agency copy carried by hundreds is still found.
const SPREAD: usize = 40;
const HUBS: usize = 2;

/// How many of the next hits are looked at for one that is close.
const LOOK_AHEAD: usize = 4;

/// Two hits that may belong to one passage: within a long sentence, and few words more on one side than on the other.
fn close(one: Hit, next: Hit) -> bool {
    let (in_a, in_b) = (i64::from(next.a) - i64::from(one.a), i64::from(next.b) - i64::from(one.b));
    in_b > 0 && in_a > 0 && in_b <= 48 && (in_a - in_b).abs() <= 12
}

/// A fingerprint and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    seed: u32,
    article: u32,
    token: u32,
}

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

/// Which articles hold a fingerprint, and where. About 7 bytes a word.
pub(super) struct Index {
    postings: Vec<Posting>,
    /// Where the postings with each leading part of a fingerprint begin.
    buckets: Vec<u32>,
    shift: u32,
}

impl Index {
    /// Sorts the fingerprints of all articles.
    pub fn of(articles: &[Tokens<'_>]) -> Self {
        let mut postings = Vec::with_capacity(articles.iter().map(|tokens| tokens.sampled().count()).sum());
        for (article, tokens) in articles.iter().enumerate() {
            let article = article as u32;
            postings.extend(tokens.sampled().map(|(token, seed)| Posting { seed, article, token }));
        }
        postings.par_sort_unstable();
        let bits = (postings.len() / 4 + 2).ilog2().min(24);
        let shift = 32 - bits;
        let mut buckets = vec![0u32; (1 << bits) + 1];
        for posting in &postings {
            buckets[(posting.seed >> shift) as usize + 1] += 1;
        }
        for i in 1..buckets.len() {
            buckets[i] += buckets[i - 1];
        }
        Self { postings, buckets, shift }
    }

    /// Earlier articles that share two sampled fingerprints close together and in the same order with article `b`.
    pub fn candidates(&self, b: usize, tokens: &Tokens<'_>) -> Vec<u32> {
        let mut sharing: Vec<(u32, Hit)> = Vec::new();
        for (token, seed) in tokens.sampled() {
            let group = self.group(seed);
            let hubs = if group.len() > SPREAD { HUBS } else { usize::MAX };
            let (mut carriers, mut last) = (0, u32::MAX);
            for posting in group.iter().take_while(|p| (p.article as usize) < b) {
                if posting.article != last {
                    (last, carriers) = (posting.article, carriers + 1);
                    if carriers > hubs {
                        break;
                    }
                }
                sharing.push((posting.article, Hit { a: posting.token, b: token }));
            }
        }
        sharing.sort_unstable_by_key(|&(article, hit)| (article, hit.b, hit.a));
        let found = sharing.chunk_by(|x, y| x.0 == y.0).filter(|hits| {
            let near =
                |n: usize| (1..=LOOK_AHEAD).any(|m| hits.get(n + m).is_some_and(|next| close(hits[n].1, next.1)));
            (0..hits.len()).any(near)
        });
        found.map(|hits| hits[0].0).collect()
    }

    fn group(&self, seed: u32) -> &[Posting] {
        let bucket = (seed >> self.shift) as usize;
        let (start, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        let bucket = &self.postings[start..end];
        let start = bucket.partition_point(|p| p.seed < seed);
        let len = bucket[start..].partition_point(|p| p.seed == seed);
        &bucket[start..start + len]
    }
}
