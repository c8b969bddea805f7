//! The inverted index of fingerprints: which articles may share a passage.
//!
//! A fingerprint that few articles carry links all of them. One that many carry links each to the earliest carriers
//! only, so that agency copy in hundreds of outlets costs n links and not n²/2; and none at all when its earliest
//! carriers have nothing else in common, since then it is a footer, a template or a turn of phrase, and nobody's.
//!
//! About 11 bytes a posting, and half a posting a word. Adding an article takes time linear in its length, however many
//! articles there are.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::model::{Article, Id};

/// A fingerprint in more articles than this is widespread.
const SPREAD: usize = 40;
/// The earliest carriers of a widespread fingerprint, which stand for all.
const HUBS: usize = 2;
/// The earliest carriers whose texts tell a footer from agency copy, and in how many unrelated ones it is a footer.
pub(super) const SAMPLE: usize = 12;
pub(super) const UNRELATED: usize = 7;

/// Oldest first as far as dates are known, then by id: the first carriers of a text stand for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Age {
    undated: bool,
    day: Option<Date>,
    id: Id,
}

impl Age {
    /// The place of an article in the order.
    pub fn of(article: &Article) -> Self {
        let day = article.published.day;
        Self { undated: day.is_none(), day, id: article.id }
    }
}

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

/// Which articles hold a fingerprint, and where.
pub(super) struct Index {
    parts: Vec<Part>,
}

/// The fingerprints with the same leading bits.
#[derive(Default)]
struct Part {
    few: Table,
    widespread: HashMap<u32, Carriers>,
}

/// The carriers of a widespread fingerprint.
struct Carriers {
    /// The earliest, oldest first, at most [`SPREAD`] and one, with their tokens.
    first: Vec<(u32, u16)>,
    /// All others, in no order.
    rest: Vec<(u32, u16)>,
    /// Whether the earliest are unrelated to each other; None until they are looked at.
    stock: Option<bool>,
}

/// Leading bits of a fingerprint that tell its part.
const PART_BITS: u32 = 12;
const REST_BITS: u32 = 32 - PART_BITS;

fn part_of(seed: u32) -> usize {
    (seed >> REST_BITS) as usize
}

/// Where a fingerprint meets another article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meeting {
    /// The other article.
    pub article: u32,
    /// Token in this article.
    pub here: u32,
    /// Low bits of the token in the other.
    pub there: u16,
}

/// What the index tells of an article.
#[derive(Default)]
pub(super) struct Partners {
    /// Articles that may share a passage with it, by number.
    pub articles: Vec<u32>,
    /// Its tokens at which a widespread fingerprint of unrelated articles begins, in order.
    pub stock: Vec<u32>,
}

impl Index {
    pub fn new() -> Self {
        Self { parts: (0..1 << PART_BITS).map(|_| Part::default()).collect() }
    }

    /// Takes in the fingerprints of one article.
    pub fn insert(&mut self, article: u32, sampled: &[(u32, u32)], ages: &[Age]) {
        for &(token, seed) in sampled {
            self.parts[part_of(seed)].insert(Posting { seed, article, token }, ages);
        }
    }

    /// Takes in the fingerprints of many articles, in parallel.
    pub fn extend(&mut self, articles: &[(u32, Vec<(u32, u32)>)], ages: &[Age]) {
        let mut by_part: Vec<Vec<Posting>> = vec![Vec::new(); self.parts.len()];
        for (article, sampled) in articles {
            for &(token, seed) in sampled {
                by_part[part_of(seed)].push(Posting { seed, article: *article, token });
            }
        }
        self.parts.par_iter_mut().zip(by_part).for_each(|(part, postings)| {
            postings.into_iter().for_each(|posting| part.insert(posting, ages));
        });
    }

    /// Forgets the fingerprints of an article.
    pub fn remove(&mut self, article: u32, sampled: &[(u32, u32)], ages: &[Age]) {
        for &(_, seed) in sampled {
            self.parts[part_of(seed)].remove(seed, article, ages);
        }
    }

    /// Decides for each widespread fingerprint whether it is anybody's. `related` tells whether two articles have so much
    /// in common that one footer, or several, cannot be all of it.
    pub fn judge(&mut self, related: impl Fn(u32, u32) -> bool + Sync) {
        self.parts.par_iter_mut().for_each(|part| {
            part.widespread.values_mut().for_each(|carriers| carriers.judge(&related));
        });
    }

    /// The same for the fingerprints of one article only.
    pub fn judge_those_of(&mut self, sampled: &[(u32, u32)], related: impl Fn(u32, u32) -> bool) {
        for &(_, seed) in sampled {
            if let Some(carriers) = self.parts[part_of(seed)].widespread.get_mut(&seed) {
                carriers.judge(&related);
            }
        }
    }

    /// The earliest carriers of each widespread fingerprint of an article, without repeats.
    pub fn samples(&self, sampled: &[(u32, u32)]) -> Vec<u32> {
        let carriers = sampled.iter().filter_map(|&(_, seed)| self.parts[part_of(seed)].widespread.get(&seed));
        let mut found: Vec<u32> = carriers.flat_map(|c| c.first.iter().take(SAMPLE).map(|c| c.0)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Articles that share two fingerprints close together and in the same order with this one. Of the articles that
    /// carry a widespread fingerprint the earliest are given, and to one of the earliest those that come next.
    pub fn partners(&self, article: u32, sampled: &[(u32, u32)]) -> Partners {
        let mut met: Vec<Meeting> = Vec::with_capacity(sampled.len() * 4);
        let mut stock = Vec::new();
        for &(token, seed) in sampled {
            let part = &self.parts[part_of(seed)];
            let mut meet = |other: u32, there: u16| {
                if other != article {
                    met.push(Meeting { article: other, here: token, there });
                }
            };
            match part.widespread.get(&seed).filter(|_| !part.widespread.is_empty()) {
                None => part.few.each(seed, &mut meet),
                Some(carriers) if carriers.stock == Some(true) => stock.push(token),
                Some(carriers) => {
                    let early = carriers.first.iter().any(|c| c.0 == article);
                    let known = if early { carriers.first.len() } else { HUBS };
                    carriers.first.iter().take(known).for_each(|&(other, there)| meet(other, there));
                }
            }
        }
        Partners { articles: close_together(met), stock }
    }
}

/// The articles met twice close together.
fn close_together(mut met: Vec<Meeting>) -> Vec<u32> {
    // Most articles are met once, by chance: they are left out before sorting.
    let mut slots = vec![(u32::MAX, 0u32); (met.len() * 2 + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    let place = |slots: &[(u32, u32)], article: u32| {
        let mut at = (article.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while slots[at].0 != u32::MAX && slots[at].0 != article {
            at = (at + 1) & mask;
        }
        at
    };
    for meeting in &met {
        let at = place(&slots, meeting.article);
        slots[at] = (meeting.article, slots[at].1 + 1);
    }
    met.retain(|meeting| slots[place(&slots, meeting.article)].1 > 1);
    met.sort_unstable();
    let several = met.chunk_by(|x, y| x.article == y.article).filter(|meetings| {
        (0..meetings.len())
            .any(|n| (1..=LOOK_AHEAD).any(|m| meetings.get(n + m).is_some_and(|next| close(meetings[n], *next))))
    });
    several.map(|meetings| meetings[0].article).collect()
}

/// How many of the next meetings are looked at for one that is close.
const LOOK_AHEAD: usize = 4;

/// Two meetings that may belong to one passage: within a long sentence, and few words more on one side than on the other.
fn close(one: Meeting, next: Meeting) -> bool {
    let in_here = i32::from(next.here.wrapping_sub(one.here) as i16);
    let in_there = i32::from(next.there.wrapping_sub(one.there) as i16);
    in_here > 0 && in_there > 0 && in_here <= 48 && (in_there - in_here).abs() <= 12
}

impl Part {
    fn insert(&mut self, posting: Posting, ages: &[Age]) {
        let at = (posting.article, posting.token as u16);
        if !self.widespread.is_empty()
            && let Some(carriers) = self.widespread.get_mut(&posting.seed)
        {
            carriers.insert(at, ages);
            return;
        }
        if self.few.insert(posting) > SPREAD {
            let mut first = Vec::with_capacity(SPREAD + 1);
            self.few.take(posting.seed, &mut first);
            first.sort_unstable_by_key(|c| (ages[c.0 as usize], c.1));
            self.widespread.insert(posting.seed, Carriers { first, rest: Vec::new(), stock: None });
        }
    }

    fn remove(&mut self, seed: u32, article: u32, ages: &[Age]) {
        let Some(carriers) = self.widespread.get_mut(&seed) else {
            self.few.remove(seed, article);
            return;
        };
        carriers.remove(article, ages);
        if carriers.rest.is_empty()
            && carriers.first.len() <= SPREAD
            && let Some(carriers) = self.widespread.remove(&seed)
        {
            for (article, token) in carriers.first {
                self.few.insert(Posting { seed, article, token: u32::from(token) });
            }
        }
    }
}

impl Carriers {
    fn insert(&mut self, at: (u32, u16), ages: &[Age]) {
        let age = |c: &(u32, u16)| (ages[c.0 as usize], c.1);
        let place = self.first.partition_point(|c| age(c) < age(&at));
        if place > SPREAD {
            self.rest.push(at);
            return;
        }
        self.first.insert(place, at);
        self.stock = self.stock.filter(|_| place >= SAMPLE);
        self.rest.extend(self.first.drain(SPREAD + 1..));
    }

    fn remove(&mut self, article: u32, ages: &[Age]) {
        self.rest.retain(|c| c.0 != article);
        self.first.retain(|c| c.0 != article);
        self.stock = None;
        while self.first.len() <= SPREAD
            && let Some(next) = (0..self.rest.len()).min_by_key(|&n| (ages[self.rest[n].0 as usize], self.rest[n].1))
        {
            self.first.push(self.rest.swap_remove(next));
        }
    }

    fn judge(&mut self, related: impl Fn(u32, u32) -> bool) {
        if self.stock.is_some() {
            return;
        }
        let mut sample: Vec<u32> = Vec::with_capacity(SAMPLE);
        for &(article, _) in &self.first {
            if sample.len() < SAMPLE && !sample.contains(&article) {
                sample.push(article);
            }
        }
        self.stock = Some(unrelated_groups(&sample, related) >= UNRELATED);
    }
}

/// The fingerprints of an article in order, for comparing many articles with each other.
pub(super) fn sorted_seeds(sampled: &[(u32, u32)]) -> Vec<u32> {
    let mut seeds: Vec<u32> = sampled.iter().map(|&(_, seed)| seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    seeds
}

/// Two articles that have more in common than footers: half of the shorter one, or [`MUCH`] fingerprints.
pub(super) fn mainly_one_text(one: &[u32], other: &[u32]) -> bool {
    /// About 140 words.
    const MUCH: usize = 70;
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    shared >= MUCH || shared * 2 >= one.len().min(other.len())
}

/// Into how many groups the articles fall when related ones are put together.
pub(super) fn unrelated_groups(articles: &[u32], related: impl Fn(u32, u32) -> bool) -> usize {
    let mut groups: Vec<usize> = (0..articles.len()).collect();
    for i in 0..articles.len() {
        for j in i + 1..articles.len() {
            let (x, y) = (root(&groups, i), root(&groups, j));
            if x != y && related(articles[i], articles[j]) {
                groups[x.max(y)] = x.min(y);
            }
        }
    }
    (0..groups.len()).filter(|&i| groups[i] == i).count()
}

fn root(groups: &[usize], mut i: usize) -> usize {
    while groups[i] != i {
        i = groups[i];
    }
    i
}

/// Postings in open addressing with linear probing. A slot holds the low bits of the fingerprint, the article's number and
/// the low bits of its token; 0 is empty.
#[derive(Default)]
struct Table {
    slots: Vec<u64>,
    used: usize,
}

const ARTICLE_BITS: u32 = 64 - REST_BITS - 16;
/// Articles that one index can number.
pub(super) const MOST_ARTICLES: u32 = (1 << ARTICLE_BITS) - 1;

fn pack(seed: u32, article: u32, token: u16) -> u64 {
    let rest = u64::from(seed & ((1 << REST_BITS) - 1));
    (rest << (ARTICLE_BITS + 16)) | (u64::from(article + 1) << 16) | u64::from(token)
}

fn rest(slot: u64) -> u32 {
    (slot >> (ARTICLE_BITS + 16)) as u32
}

fn article(slot: u64) -> u32 {
    ((slot >> 16) as u32 & MOST_ARTICLES).wrapping_sub(1)
}

impl Table {
    /// The slot at which the search for a fingerprint begins.
    fn home(&self, rest: u32) -> usize {
        ((u64::from(rest) * self.slots.len() as u64) >> REST_BITS) as usize
    }

    fn next(&self, at: usize) -> usize {
        if at + 1 == self.slots.len() { 0 } else { at + 1 }
    }

    /// Adds a posting, and tells how many of its fingerprint there are now.
    fn insert(&mut self, posting: Posting) -> usize {
        if (self.used + 1) * 5 > self.slots.len() * 4 {
            self.grow();
        }
        self.used += 1;
        self.place(pack(posting.seed, posting.article, posting.token as u16))
    }

    fn place(&mut self, slot: u64) -> usize {
        let (mut at, mut same) = (self.home(rest(slot)), 1);
        while self.slots[at] != 0 {
            same += usize::from(rest(self.slots[at]) == rest(slot));
            at = self.next(at);
        }
        self.slots[at] = slot;
        same
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 5 / 4).max(16);
        let old = std::mem::replace(&mut self.slots, vec![0; size]);
        old.into_iter().filter(|&slot| slot != 0).for_each(|slot| {
            self.place(slot);
        });
    }

    /// Visits the postings of a fingerprint.
    fn each(&self, seed: u32, visit: &mut impl FnMut(u32, u16)) {
        if self.used == 0 {
            return;
        }
        let wanted = seed & ((1 << REST_BITS) - 1);
        let mut at = self.home(wanted);
        while self.slots[at] != 0 {
            if rest(self.slots[at]) == wanted {
                visit(article(self.slots[at]), self.slots[at] as u16);
            }
            at = self.next(at);
        }
    }

    /// Takes all postings of a fingerprint out.
    fn take(&mut self, seed: u32, taken: &mut Vec<(u32, u16)>) {
        self.each(seed, &mut |article, token| taken.push((article, token)));
        let wanted = seed & ((1 << REST_BITS) - 1);
        self.clear(wanted, |_| true);
    }

    fn remove(&mut self, seed: u32, removed: u32) {
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
