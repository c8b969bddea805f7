//! Which words of an article another has too: the readings on which textual criticism rests.
//!
//! Of three articles of one text, the one from which no two others differ together stands between them (Maas 1927; in
//! the form of distances, Buneman 1971).

use std::ops::Range;

use super::Pair;
use super::tokens::Tokens;

/// The words that two articles share, in runs of tokens, sorted and apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared {
    /// In the first article.
    pub a: Vec<Range<u32>>,
    /// In the second.
    pub b: Vec<Range<u32>>,
}

impl Shared {
    /// The words that stand letter for letter in both, in the copied passages of a pair.
    pub fn of(a: &Tokens<'_>, b: &Tokens<'_>, pair: &Pair) -> Self {
        let mut shared = Self::default();
        for (x, y) in pair.passages.iter().filter(|p| p.is_copy()).flat_map(|p| p.same.iter()) {
            if a.hashes[x] == b.hashes[y] {
                push(&mut shared.a, x as u32);
                push(&mut shared.b, y as u32);
            }
        }
        tidy(&mut shared.a);
        tidy(&mut shared.b);
        shared
    }
}

fn push(runs: &mut Vec<Range<u32>>, token: u32) {
    match runs.last_mut() {
        Some(last) if last.end == token => last.end += 1,
        _ => runs.push(token..token + 1),
    }
}

fn tidy(runs: &mut Vec<Range<u32>>) {
    if runs.is_sorted_by(|x, y| x.end <= y.start) {
        return;
    }
    runs.sort_unstable_by_key(|run| (run.start, run.end));
    let mut tidied: Vec<Range<u32>> = Vec::with_capacity(runs.len());
    for run in runs.drain(..) {
        match tidied.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => tidied.push(run),
        }
    }
    *runs = tidied;
}

/// Number of tokens in some runs.
pub(super) fn size(runs: &[Range<u32>]) -> u32 {
    runs.iter().map(|run| run.end - run.start).sum()
}

/// Number of tokens that two lists of runs have in common.
pub(super) fn common(one: &[Range<u32>], other: &[Range<u32>]) -> u32 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        sum += one[i].end.min(other[j].end).saturating_sub(one[i].start.max(other[j].start));
        if one[i].end < other[j].end { i += 1 } else { j += 1 }
    }
    sum
}

/// Tokens of an article that any of several pairs share, sorted and apart.
pub(super) fn union<'r>(lists: impl Iterator<Item = &'r [Range<u32>]>) -> Vec<Range<u32>> {
    let mut all: Vec<Range<u32>> = lists.flat_map(<[_]>::iter).cloned().collect();
    tidy(&mut all);
    all
}
