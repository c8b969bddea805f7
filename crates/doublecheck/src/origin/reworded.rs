//! Sentences that were reworded so much that no fingerprint is left of them.
//!
//! Between two articles of which one is mainly the text of the other, a sentence on one side that is like no other but one
//! on the other side is its rewording: it is enough that they have about half of their telling words in common. Between
//! other articles it would not be: two reports of one event, and a demand and its refusal, are as alike.

use std::ops::Range;

use super::align::{Same, same_words};
use super::passage::Passage;
use super::tokens::{Tokens, flag};

/// Words that two articles must share before their other sentences are compared, and the share of the shorter one that must
/// lie in passages.
const CERTAIN: usize = 30;
const MAINLY: f64 = 0.4;
/// A word in more sentences than this tells nothing.
const COMMON: usize = 6;

/// Adds the reworded sentences to the passages found by fingerprints; true when there are any. Near-linear in the words
/// that are in no passage.
pub(super) fn add_reworded(a: &Tokens<'_>, b: &Tokens<'_>, found: &mut Vec<Passage>) -> bool {
    let shared = found.iter().map(|p| p.same.len()).sum::<usize>();
    let covered = found.iter().map(|p| p.a.len().min(p.b.len())).sum::<usize>();
    if shared < CERTAIN || (covered as f64) < MAINLY * a.len().min(b.len()) as f64 {
        return false;
    }
    let of_a = open_sentences(a, found.iter().map(|p| &p.a));
    let of_b = open_sentences(b, found.iter().map(|p| &p.b));
    if of_a.is_empty() || of_b.is_empty() {
        return false;
    }
    let mut telling: Vec<(u32, u32)> = Vec::new();
    for (n, sentence) in (0u32..).zip(&of_a) {
        telling.extend(sentence.clone().filter(|&t| !a.is(t, flag::STOP)).map(|t| (a.hashes[t], n)));
    }
    telling.sort_unstable();
    telling.dedup();
    let mut candidates: Vec<(f32, usize, usize, Same)> = Vec::new();
    let mut votes: Vec<u32> = Vec::new();
    for (m, sentence) in of_b.iter().enumerate() {
        votes.clear();
        let mut words = 0;
        for token in sentence.clone().filter(|&t| !b.is(t, flag::STOP)) {
            words += 1;
            let from = telling.partition_point(|&(hash, _)| hash < b.hashes[token]);
            let same = telling[from..].iter().take_while(|&&(hash, _)| hash == b.hashes[token]);
            if same.clone().count() <= COMMON {
                votes.extend(same.map(|&(_, n)| n));
            }
        }
        votes.sort_unstable();
        let most = votes.chunk_by(|x, y| x == y).max_by_key(|same| (same.len(), std::cmp::Reverse(same[0])));
        // Fewer could not make up half of the telling words, whatever their spelling.
        let enough = |same: &&[u32]| same.len() >= 2 && same.len() * 4 >= words;
        let Some(n) = most.filter(enough).map(|same| same[0] as usize) else { continue };
        let mut same = Same::default();
        same_words(a, b, of_a[n].clone(), sentence.clone(), &mut same);
        if let Some(score) = likeness(a, b, &of_a[n], sentence, &same) {
            candidates.push((score, n, m, same));
        }
    }
    candidates.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut taken = vec![false; of_a.len()];
    let before = found.len();
    for (_, n, m, same) in candidates {
        if !std::mem::replace(&mut taken[n], true) {
            found.push(Passage::new(of_a[n].clone(), of_b[m].clone(), same));
        }
    }
    found.len() > before
}

/// Sentences of the body of four words or more that are in no passage. Headlines of one event are alike in any case.
fn open_sentences<'p>(tokens: &Tokens<'_>, passages: impl Iterator<Item = &'p Range<usize>>) -> Vec<Range<usize>> {
    let mut covered = vec![false; tokens.len()];
    passages.for_each(|range| covered[range.clone()].fill(true));
    let mut open = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let sentence = tokens.sentence(at);
        at = sentence.end.max(at + 1);
        let inside = covered[sentence.clone()].contains(&true);
        if !inside && sentence.len() >= 4 && !tokens.is(sentence.start, flag::TITLE) {
            open.push(sentence);
        }
    }
    open
}

/// Share of the telling words that are the same, when it is enough.
fn likeness(a: &Tokens<'_>, b: &Tokens<'_>, in_a: &Range<usize>, in_b: &Range<usize>, same: &Same) -> Option<f32> {
    let weight = |tokens: &Tokens<'_>, range: &Range<usize>| range.clone().map(|t| tokens.weight(t)).sum::<f32>();
    let telling = same.iter().filter(|&(x, _)| !a.is(x, flag::STOP)).count();
    let shared: f32 = same.iter().map(|(x, _)| a.weight(x)).sum();
    let likeness = 2.0 * shared / (weight(a, in_a) + weight(b, in_b)).max(1.0);
    let enough = (telling >= 3 && likeness >= 0.45) || (telling >= 2 && likeness >= 0.65);
    enough.then_some(likeness)
}
