//! Word against word: which words of two passages are the same.

use std::ops::Range;

use super::tokens::{Tokens, flag};

/// Pairs of the same words of two articles, in order, kept as runs: a verbatim copy is one run.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Same {
    runs: Vec<Run>,
}

/// Words `a`, `a + 1`, ... and `b`, `b + 1`, ...
#[derive(Debug, Clone, Copy, PartialEq)]
struct Run {
    a: u32,
    b: u32,
    len: u32,
}

impl Same {
    /// Adds a pair after all others.
    pub fn push(&mut self, a: usize, b: usize) {
        let (a, b) = (a as u32, b as u32);
        match self.runs.last_mut() {
            Some(run) if run.a + run.len == a && run.b + run.len == b => run.len += 1,
            _ => self.runs.push(Run { a, b, len: 1 }),
        }
    }

    /// The pairs.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
        self.runs.iter().flat_map(|run| (0..run.len).map(|n| ((run.a + n) as usize, (run.b + n) as usize)))
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.runs.iter().map(|run| run.len as usize).sum()
    }

    /// Length of the longest run.
    pub fn longest_run(&self) -> usize {
        self.runs.iter().map(|run| run.len as usize).max().unwrap_or(0)
    }

    /// The same pairs seen from the other article.
    pub fn turned(&self) -> Self {
        Self { runs: self.runs.iter().map(|run| Run { a: run.b, b: run.a, len: run.len }).collect() }
    }
}

impl FromIterator<(usize, usize)> for Same {
    fn from_iter<T: IntoIterator<Item = (usize, usize)>>(pairs: T) -> Self {
        let mut same = Self::default();
        same.extend(pairs);
        same
    }
}

impl Extend<(usize, usize)> for Same {
    fn extend<T: IntoIterator<Item = (usize, usize)>>(&mut self, pairs: T) {
        pairs.into_iter().for_each(|(a, b)| self.push(a, b));
    }
}

/// Largest stretch that is compared word by word with every word of the other side.
const WIDEST: usize = 64;

/// The longest common subsequence of two short stretches, weighted by what a word says; spelling variants count as
/// the same word. Pairs come in order. Stretches longer than [`WIDEST`] are cut there.
pub(super) fn same_words(a: &Tokens<'_>, b: &Tokens<'_>, in_a: Range<usize>, in_b: Range<usize>, same: &mut Same) {
    let (la, lb) = (in_a.len().min(WIDEST), in_b.len().min(WIDEST));
    if la == 0 || lb == 0 {
        return;
    }
    let wide = lb + 1;
    let spelled_a = spellings(a, in_a.start..in_a.start + la, b, in_b.start..in_b.start + lb);
    let spelled_b = spellings(b, in_b.start..in_b.start + lb, a, in_a.start..in_a.start + la);
    let mut best = vec![0f32; (la + 1) * wide];
    let mut alike = vec![false; la * lb];
    for i in (0..la).rev() {
        for j in (0..lb).rev() {
            let (x, y) = (in_a.start + i, in_b.start + j);
            let equal = a.hashes[x] == b.hashes[y] || near(&spelled_a[i], &spelled_b[j]);
            alike[i * lb + j] = equal;
            let skip = best[(i + 1) * wide + j].max(best[i * wide + j + 1]);
            let take = if equal { best[(i + 1) * wide + j + 1] + a.weight(x) } else { 0.0 };
            best[i * wide + j] = skip.max(take);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < la && j < lb {
        let here = best[i * wide + j];
        if alike[i * lb + j] && here == best[(i + 1) * wide + j + 1] + a.weight(in_a.start + i) {
            same.push(in_a.start + i, in_b.start + j);
            (i, j) = (i + 1, j + 1);
        } else if here == best[(i + 1) * wide + j] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// The letters of the words that may be spelled in another way on the other side: of those that are not there as they are;
/// none for short words and numbers, where one letter or digit more is another word.
fn spellings(tokens: &Tokens<'_>, range: Range<usize>, other: &Tokens<'_>, there: Range<usize>) -> Vec<Vec<char>> {
    let there = &other.hashes[there];
    let spelling = |token: usize| {
        let fixed = tokens.lengths[token] < 5 || tokens.is(token, flag::DIGIT);
        if fixed || there.contains(&tokens.hashes[token]) { Vec::new() } else { tokens.letters(token) }
    };
    range.map(spelling).collect()
}

/// Two spellings of one word: about one letter in six differs, or the ending of a long word.
fn near(p: &[char], q: &[char]) -> bool {
    let shorter = p.len().min(q.len());
    if shorter < 5 || p.len().abs_diff(q.len()) > 3 {
        return false;
    }
    let common = p.iter().zip(q).take_while(|(c, d)| c == d).count();
    common >= 5 && common * 5 >= shorter * 4 || within(p, q, 1 + shorter / 6)
}

/// True when at most `most` letters must be changed, added or dropped (Levenshtein, banded).
fn within(p: &[char], q: &[char], most: usize) -> bool {
    if p.len().abs_diff(q.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=q.len()).collect();
    for (i, c) in p.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        let mut least = row[0];
        for (j, d) in q.iter().enumerate() {
            let cost = if c == d { diagonal } else { 1 + diagonal.min(row[j]).min(row[j + 1]) };
            diagonal = row[j + 1];
            row[j + 1] = cost;
            least = least.min(cost);
        }
        if least > most {
            return false;
        }
    }
    row[q.len()] <= most
}
