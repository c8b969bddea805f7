//! The inverted index of fingerprints: which articles may share a passage.
//!
//! A fingerprint that few articles carry links all of them. One that many carry links each to the earliest carriers
//! only, so that agency copy in hundreds of outlets costs n links and not n²/2; and none at all when its earliest
//! carriers have nothing else in common, since then it is a footer, a template or a turn of phrase, and nobody's.
//!
//! About 9 bytes a posting, and two postings for five words. Adding an article takes time linear in its length, however many
//! articles there are.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use jiff::civil::Date;
use rayon::prelude::*;

use super::table::{Posting, Spread, Table, WIDESPREAD};
use crate::model::{Article, Id};

/// A fingerprint in more articles than this is widespread.
const SPREAD: usize = 16;
/// The earliest carriers of a widespread fingerprint, which stand for all.
const HUBS: usize = 2;
/// The earliest carriers whose texts tell a footer from agency copy, and in how many unrelated ones it is a footer.
const SAMPLE: usize = 12;
const UNRELATED: usize = 7;

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

/// Which articles hold a fingerprint, and where.
pub(super) struct Index {
    parts: Vec<Part>,
    /// Of each article, by its number.
    entries: Entries,
}

/// What the index keeps of each article.
#[derive(Default)]
struct Entries {
    ages: Vec<Age>,
    sketches: Vec<Box<[u32]>>,
}

/// The fingerprints with the same leading bits.
#[derive(Default)]
struct Part {
    few: Table,
    widespread: HashMap<u32, Carriers, BuildHasherDefault<SeedHasher>>,
}

/// A fingerprint is a hash already.
#[derive(Default)]
struct SeedHasher(u64);

impl Hasher for SeedHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = (self.0 << 8) | u64::from(byte));
    }

    fn write_u32(&mut self, seed: u32) {
        self.0 = u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// The carriers of a widespread fingerprint.
struct Carriers {
    /// The earliest, oldest first, at most [`SPREAD`] and one, with their tokens.
    first: Vec<(u32, u16)>,
    /// All others, in no order.
    rest: Rest,
    /// Whether the mark in the table tells if they are unrelated to each other.
    judged: bool,
}

/// Carriers and their tokens, packed: most postings of a large index are here.
#[derive(Default)]
struct Rest {
    articles: Vec<u32>,
    tokens: Vec<u16>,
}

/// Leading bits of a fingerprint that tell its part.
pub(super) const PART_BITS: u32 = 12;

fn part_of(seed: u32) -> usize {
    (seed >> (32 - PART_BITS)) as usize
}

/// Where a fingerprint meets another article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meeting {
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

impl Default for Index {
    fn default() -> Self {
        Self { parts: (0..1 << PART_BITS).map(|_| Part::default()).collect(), entries: Entries::default() }
    }
}

impl Index {
    /// Takes in an article under a number that is free: one of an article that was removed, or the next.
    pub fn insert(&mut self, article: u32, age: Age, sampled: &[(u32, u32)]) {
        self.entries.set(article, age, sketch(sampled));
        for &(token, seed) in sampled {
            self.parts[part_of(seed)].insert(Posting { seed, article, token }, &self.entries);
        }
        self.judge_those_of(sampled);
    }

    /// Takes in articles numbered from 0, in parallel; the index must be empty.
    pub fn fill(&mut self, articles: &[(Age, Vec<(u32, u32)>)]) {
        const AT_ONCE: usize = 4096;
        self.entries.ages = articles.iter().map(|(age, _)| *age).collect();
        self.entries.sketches = articles.par_iter().map(|(_, sampled)| sketch(sampled)).collect();
        let entries = &self.entries;
        for (some, first) in articles.chunks(AT_ONCE).zip((0u32..).step_by(AT_ONCE)) {
            let mut by_part: Vec<Vec<Posting>> = vec![Vec::new(); self.parts.len()];
            for ((_, sampled), article) in some.iter().zip(first..) {
                for &(token, seed) in sampled {
                    by_part[part_of(seed)].push(Posting { seed, article, token });
                }
            }
            self.parts.par_iter_mut().zip(by_part).for_each(|(part, postings)| {
                postings.into_iter().for_each(|posting| part.insert(posting, entries));
            });
        }
        self.parts.par_iter_mut().for_each(|part| {
            let Part { few, widespread } = part;
            widespread.iter_mut().for_each(|(&seed, carriers)| carriers.judge(seed, few, entries));
        });
    }

    /// Forgets an article.
    pub fn remove(&mut self, article: u32, sampled: &[(u32, u32)]) {
        for &(_, seed) in sampled {
            self.parts[part_of(seed)].remove(seed, article, &self.entries);
        }
        self.judge_those_of(sampled);
    }

    /// Decides for the widespread fingerprints of an article whether they are anybody's.
    fn judge_those_of(&mut self, sampled: &[(u32, u32)]) {
        for &(_, seed) in sampled {
            let Part { few, widespread } = &mut self.parts[part_of(seed)];
            if let Some(carriers) = widespread.get_mut(&seed) {
                carriers.judge(seed, few, &self.entries);
            }
        }
    }

    /// The age of an article.
    pub fn age(&self, article: u32) -> Age {
        self.entries.age(article)
    }

    /// Bytes that the index takes, besides a little that does not grow.
    pub fn size(&self) -> usize {
        let entry = size_of::<Age>() + size_of::<Box<[u32]>>();
        let sketches: usize = self.entries.sketches.iter().map(|sketch| size_of_val(&**sketch)).sum();
        let carriers =
            |c: &Carriers| size_of::<(u32, Carriers)>() + c.first.capacity() * 8 + c.rest.articles.capacity() * 6;
        let parts =
            self.parts.iter().map(|part| part.few.size() + part.widespread.values().map(carriers).sum::<usize>());
        parts.sum::<usize>() + sketches + self.entries.ages.capacity() * entry
    }

    /// Articles that share two fingerprints close together and in the same order with this one. Of the articles that
    /// carry a widespread fingerprint the earliest are given, and to one of the earliest those that come next.
    pub fn partners(&self, article: u32, sampled: &[(u32, u32)]) -> Partners {
        self.fetch(sampled);
        let mut met: Vec<Meeting> = Vec::with_capacity(sampled.len() * 4);
        let mut stock = Vec::new();
        for &(token, seed) in sampled {
            let part = &self.parts[part_of(seed)];
            let mut meet = |other: u32, there: u16| {
                if other != article {
                    met.push(Meeting { article: other, here: token, there });
                }
            };
            match part.few.each(seed, &mut meet) {
                Spread::Few => {}
                Spread::Stock => stock.push(token),
                Spread::Copied => {
                    let Some(carriers) = part.widespread.get(&seed) else { continue };
                    let early = carriers.first.iter().any(|c| c.0 == article);
                    let known = if early { carriers.first.len() } else { HUBS };
                    carriers.first.iter().take(known).for_each(|&(other, there)| meet(other, there));
                }
            }
        }
        Partners { articles: close_together(met), stock }
    }

    /// Reads the slots at which the searches begin, all at once: each is far from the others in memory, and waiting for
    /// one after the other would take most of the time.
    fn fetch(&self, sampled: &[(u32, u32)]) {
        let first = |&(_, seed): &(u32, u32)| self.parts[part_of(seed)].few.first_slot(seed);
        std::hint::black_box(sampled.iter().map(first).fold(0, |all, slot| all ^ slot));
    }
}

/// The articles met twice close together.
fn close_together(mut met: Vec<Meeting>) -> Vec<u32> {
    // Most articles are met once, by chance: nearly all of those are left out before sorting.
    let mut met_before = vec![0u8; (met.len() * 4 + 1).next_power_of_two()];
    let mask = met_before.len() - 1;
    let place = |article: u32| (article.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
    for meeting in &met {
        let times = &mut met_before[place(meeting.article)];
        *times = times.saturating_add(1);
    }
    met.retain(|meeting| met_before[place(meeting.article)] > 1);
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

impl Entries {
    fn set(&mut self, article: u32, age: Age, sketch: Box<[u32]>) {
        let at = article as usize;
        if at == self.ages.len() {
            self.ages.push(age);
            self.sketches.push(sketch);
        } else {
            (self.ages[at], self.sketches[at]) = (age, sketch);
        }
    }

    fn age(&self, article: u32) -> Age {
        self.ages[article as usize]
    }

    /// Where a carrier stands among the others.
    fn order(&self, (article, token): (u32, u16)) -> (Age, u16) {
        (self.age(article), token)
    }

    fn sketch(&self, article: u32) -> &[u32] {
        &self.sketches[article as usize]
    }
}

impl Part {
    fn insert(&mut self, posting: Posting, entries: &Entries) {
        match self.few.insert(posting) {
            Some(carriers) if carriers <= SPREAD => {}
            Some(_) => {
                let mut first = Vec::with_capacity(SPREAD + 1);
                self.few.mark_widespread(posting.seed, &mut first);
                first.sort_unstable_by_key(|&carrier| entries.order(carrier));
                self.widespread.insert(posting.seed, Carriers { first, rest: Rest::default(), judged: false });
            }
            None => {
                if let Some(carriers) = self.widespread.get_mut(&posting.seed) {
                    carriers.insert((posting.article, posting.token as u16), entries);
                }
            }
        }
    }

    fn remove(&mut self, seed: u32, article: u32, entries: &Entries) {
        let Some(carriers) = self.widespread.get_mut(&seed) else {
            self.few.remove(seed, article);
            return;
        };
        carriers.remove(article, entries);
        if carriers.rest.articles.is_empty()
            && carriers.first.len() <= SPREAD
            && let Some(carriers) = self.widespread.remove(&seed)
        {
            self.few.remove(seed, WIDESPREAD);
            for (article, token) in carriers.first {
                self.few.insert(Posting { seed, article, token: u32::from(token) });
            }
        }
    }
}

impl Carriers {
    fn insert(&mut self, carrier: (u32, u16), entries: &Entries) {
        let order = entries.order(carrier);
        let place = self.first.partition_point(|&other| entries.order(other) < order);
        if place > SPREAD {
            self.rest.push(carrier);
            return;
        }
        self.first.insert(place, carrier);
        self.judged = false;
        self.first.drain(SPREAD + 1..).for_each(|carrier| self.rest.push(carrier));
    }

    fn remove(&mut self, article: u32, entries: &Entries) {
        self.rest.remove(article);
        self.first.retain(|carrier| carrier.0 != article);
        self.judged = false;
        while self.first.len() <= SPREAD
            && let Some(next) = self.rest.take_least(|carrier| entries.order(carrier))
        {
            self.first.push(next);
        }
    }

    fn judge(&mut self, seed: u32, table: &mut Table, entries: &Entries) {
        if self.judged {
            return;
        }
        let mut sample: Vec<u32> = Vec::with_capacity(SAMPLE);
        for &(article, _) in &self.first {
            if sample.len() < SAMPLE && !sample.contains(&article) {
                sample.push(article);
            }
        }
        let related = |one, other| mainly_one_text(entries.sketch(one), entries.sketch(other));
        table.set_mark(seed, are_unrelated(&sample, UNRELATED, related));
        self.judged = true;
    }
}

/// The least fingerprints of an article in order, which are as good as any others: for comparing many articles with each
/// other (bottom sketch, Broder 1997).
fn sketch(sampled: &[(u32, u32)]) -> Box<[u32]> {
    const SIZE: usize = 48;
    let mut seeds: Vec<u32> = sampled.iter().map(|&(_, seed)| seed).collect();
    if seeds.len() > SIZE {
        seeds.select_nth_unstable(SIZE);
        seeds.truncate(SIZE);
    }
    seeds.sort_unstable();
    seeds.dedup();
    seeds.into_boxed_slice()
}

/// Two articles that have more in common than footers: about half of the shorter one, told from their sketches.
fn mainly_one_text(one: &[u32], other: &[u32]) -> bool {
    let (Some(&last), Some(&other_last)) = (one.last(), other.last()) else { return false };
    let bound = last.min(other_last);
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < one.len() && j < other.len() && one[i] <= bound && other[j] <= bound {
        let (x, y) = (one[i], other[j]);
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let below = |sketch: &[u32]| sketch.partition_point(|&seed| seed <= bound);
    shared * 2 >= below(one).min(below(other))
}

impl Rest {
    fn push(&mut self, (article, token): (u32, u16)) {
        // Little room to spare: doubling would waste a third of it.
        if self.articles.len() == self.articles.capacity() {
            self.articles.reserve_exact(self.articles.len() / 8 + 4);
            self.tokens.reserve_exact(self.articles.len() / 8 + 4);
        }
        self.articles.push(article);
        self.tokens.push(token);
    }

    fn remove(&mut self, article: u32) {
        let mut at = 0;
        while at < self.articles.len() {
            if self.articles[at] == article {
                self.swap_remove(at);
            } else {
                at += 1;
            }
        }
    }

    fn take_least<K: Ord>(&mut self, key: impl Fn((u32, u16)) -> K) -> Option<(u32, u16)> {
        let least = (0..self.articles.len()).min_by_key(|&at| key((self.articles[at], self.tokens[at])))?;
        Some(self.swap_remove(least))
    }

    fn swap_remove(&mut self, at: usize) -> (u32, u16) {
        (self.articles.swap_remove(at), self.tokens.swap_remove(at))
    }
}

/// True when this many of the articles, taken in order, are related to none of those before.
pub(super) fn are_unrelated(articles: &[u32], most: usize, related: impl Fn(u32, u32) -> bool) -> bool {
    let mut apart: Vec<u32> = Vec::with_capacity(most);
    for (n, &article) in articles.iter().enumerate() {
        if apart.len() + articles.len() - n < most {
            return false;
        }
        if !apart.iter().any(|&other| related(other, article)) {
            apart.push(article);
            if apart.len() == most {
                return true;
            }
        }
    }
    false
}
