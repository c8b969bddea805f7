//! From shared fingerprints to passages: anchors, chains, and the sentences they fill.
//!
//! Seed, extend and filter, as in the text-alignment tasks of PAN (Potthast et al. 2014): shared fingerprints are
//! extended to runs of equal words (anchors); anchors in the same order on both sides are chained when the words between
//! them are few, or as many on one side as on the other (dynamic programming as in genome alignment, Li 2018); the words
//! between anchors are compared one by one; a passage grows to the sentence when most of the sentence is in it.

use std::ops::Range;

use super::align::{Same, same_words};
use super::fingerprint::SEED;
use super::hits::Hit;
use super::reworded::add_reworded;
use super::tokens::{Tokens, flag};
use crate::model::ReuseKind;

/// Words that may stand between two anchors of one passage when the other side has none there (about 60 letters).
const INSERTED: usize = 12;
/// Words between two anchors that may all be reworded.
const REWORDED: usize = 24;

/// A passage that two articles share, in tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    /// In the first article.
    pub a: Range<usize>,
    /// In the second article.
    pub b: Range<usize>,
    /// Pairs of the same words, in order.
    pub same: Same,
    /// Copying, until [`super::common`] has seen it beside the others.
    pub kind: ReuseKind,
}

impl Passage {
    /// A copied passage.
    pub fn new(a: Range<usize>, b: Range<usize>, same: Same) -> Self {
        Self { a, b, same, kind: ReuseKind::Reworded }
    }

    /// True when the passage counts as copying.
    pub fn is_copy(&self) -> bool {
        matches!(self.kind, ReuseKind::Verbatim | ReuseKind::Reworded)
    }

    /// Takes off the part from these tokens on, and returns it; None when nothing the same would be left on a side.
    pub fn split_off(&mut self, a: usize, b: usize) -> Option<Self> {
        let (head, tail): (Vec<_>, Vec<_>) = self.same.iter().partition(|&(x, y)| x < a && y < b);
        let (&(x, y), &(u, v)) = (head.last()?, tail.first()?);
        let rest = Self::new(a.clamp(x + 1, u)..self.a.end, b.clamp(y + 1, v)..self.b.end, tail.into_iter().collect());
        *self = Self::new(self.a.start..rest.a.start, self.b.start..rest.b.start, head.into_iter().collect());
        Some(rest)
    }

    /// Share of the words that are the same, 0 to 1 (Dice).
    pub fn similarity(&self) -> f64 {
        2.0 * self.same.len() as f64 / (self.a.len() + self.b.len()).max(1) as f64
    }

    /// The same passage seen from the other article.
    pub fn turned(&self) -> Self {
        Self { a: self.b.clone(), b: self.a.clone(), same: self.same.turned(), kind: self.kind }
    }
}

/// A run of equal words.
#[derive(Debug, Clone)]
struct Anchor {
    a: Range<usize>,
    b: Range<usize>,
}

/// The passages that two articles share, by place in `b`. Near-linear in the number of hits.
pub(super) fn passages(a: &Tokens<'_>, b: &Tokens<'_>, hits: &[Hit]) -> Vec<Passage> {
    let anchors = anchors(a, b, hits);
    let mut found: Vec<Passage> = chains(a, &anchors)
        .into_iter()
        .flat_map(|chain| fill(a, b, &chain))
        .map(|passage| to_sentences(a, b, passage))
        .collect();
    found.sort_by_key(|p| (p.b.start, p.a.start));
    let mut found = joined(a, b, found);
    let long = found.iter().any(|p| stands_alone(a, b, p));
    found.retain(|p| stands_alone(a, b, p) || (long && stands_beside(a, b, p)));
    let mut found = without_overlaps(found);
    if add_reworded(a, b, &mut found) {
        found.sort_by_key(|p| (p.b.start, p.a.start));
        found = joined(a, b, found);
    }
    found
}

/// The same words of two stretches that are known to be one passage.
pub(super) fn align(a: &Tokens<'_>, b: &Tokens<'_>, in_a: Range<usize>, in_b: Range<usize>, hits: &[Hit]) -> Same {
    let inside = |hit: &&Hit| in_a.contains(&(hit.a as usize)) && in_b.contains(&(hit.b as usize));
    let hits: Vec<Hit> = hits.iter().filter(inside).copied().collect();
    let clipped = |anchor: Anchor| {
        let before = in_a.start.saturating_sub(anchor.a.start).max(in_b.start.saturating_sub(anchor.b.start));
        let after = anchor.a.end.saturating_sub(in_a.end).max(anchor.b.end.saturating_sub(in_b.end));
        (before + after < anchor.a.len().min(anchor.b.len())).then(|| Anchor {
            a: anchor.a.start + before..anchor.a.end - after,
            b: anchor.b.start + before..anchor.b.end - after,
        })
    };
    let anchors: Vec<Anchor> = anchors(a, b, &hits).into_iter().filter_map(clipped).collect();
    let mut same = Same::default();
    let (mut at_a, mut at_b) = (in_a.start, in_b.start);
    for piece in chains(a, &anchors).first().map(|chain| fill(a, b, chain)).unwrap_or_default() {
        same_words(a, b, at_a..piece.a.start, at_b..piece.b.start, &mut same);
        same.extend(piece.same.iter());
        (at_a, at_b) = (piece.a.end, piece.b.end);
    }
    same_words(a, b, at_a..in_a.end, at_b..in_b.end, &mut same);
    same
}

/// Extends each hit to the whole run of equal words around it.
fn anchors(a: &Tokens<'_>, b: &Tokens<'_>, hits: &[Hit]) -> Vec<Anchor> {
    let mut hits: Vec<Hit> = hits.to_vec();
    hits.sort_unstable_by_key(|h| (i64::from(h.b) - i64::from(h.a), h.b));
    let mut anchors: Vec<Anchor> = Vec::new();
    let (mut diagonal, mut covered) = (i64::MAX, 0);
    for hit in hits {
        let (i, j) = (hit.a as usize, hit.b as usize);
        if diagonal != i64::from(hit.b) - i64::from(hit.a) {
            (diagonal, covered) = (i64::from(hit.b) - i64::from(hit.a), 0);
        }
        if j < covered {
            continue;
        }
        let ahead = (0..).take_while(|&n| i + n < a.len() && j + n < b.len() && a.hashes[i + n] == b.hashes[j + n]);
        let ahead = ahead.count();
        let back = (1..=i.min(j - covered)).take_while(|&n| a.hashes[i - n] == b.hashes[j - n]).count();
        // The letters are the same even where the words are cut apart differently.
        let (whole_a, whole_b) = (tokens_of_seed(a, i), tokens_of_seed(b, j));
        let anchor = if ahead >= whole_a.min(whole_b) {
            Anchor { a: i - back..i + ahead, b: j - back..j + ahead }
        } else {
            Anchor { a: i - back..i + whole_a, b: j - back..j + whole_b }
        };
        covered = anchor.b.end;
        anchors.push(anchor);
    }
    anchors.sort_unstable_by_key(|n| (n.b.start, n.a.start, n.b.end));
    anchors
}

/// How many whole tokens the fingerprint at a token spans, at least one.
fn tokens_of_seed(tokens: &Tokens<'_>, from: usize) -> usize {
    let mut letters = 0;
    let whole = tokens.lengths[from..].iter().take_while(|&&len| {
        letters += usize::from(len);
        letters <= SEED
    });
    whole.count().max(1)
}

/// Best chains of anchors, best first; each anchor is in at most one.
fn chains(a: &Tokens<'_>, anchors: &[Anchor]) -> Vec<Vec<Anchor>> {
    const NONE: usize = usize::MAX;
    let mut score: Vec<f32> = Vec::with_capacity(anchors.len());
    let mut previous = vec![NONE; anchors.len()];
    let mut first = 0;
    for (i, anchor) in anchors.iter().enumerate() {
        let own: f32 = anchor.a.clone().map(|token| a.weight(token)).sum();
        score.push(own);
        while anchors[first].b.start + 400 < anchor.b.start {
            first += 1;
        }
        for j in (first.max(i.saturating_sub(64))..i).rev() {
            let Some(cost) = gap_cost(&anchors[j], anchor) else { continue };
            let joined = score[j] + own - cost;
            if cost < score[j] && joined > score[i] {
                (score[i], previous[i]) = (joined, j);
            }
        }
    }
    let mut order: Vec<usize> = (0..anchors.len()).collect();
    order.sort_by(|&i, &j| score[j].total_cmp(&score[i]).then(i.cmp(&j)));
    let mut used = vec![false; anchors.len()];
    let mut found = Vec::new();
    for end in order {
        let mut chain = Vec::new();
        let mut at = end;
        while at != NONE && !used[at] {
            used[at] = true;
            chain.push(anchors[at].clone());
            at = previous[at];
        }
        chain.reverse();
        if chain.iter().map(|n| n.a.len()).sum::<usize>() >= 3 {
            found.push(chain);
        }
    }
    found
}

/// What it costs to join two anchors; None when they cannot be neighbours in one passage.
fn gap_cost(left: &Anchor, right: &Anchor) -> Option<f32> {
    if right.a.start <= left.a.start || right.a.end <= left.a.end || right.b.end <= left.b.end {
        return None;
    }
    let overlap = left.a.end.saturating_sub(right.a.start).max(left.b.end.saturating_sub(right.b.start));
    if overlap >= right.a.len().min(right.b.len()) {
        return None;
    }
    let (in_a, in_b) = (right.a.start.saturating_sub(left.a.end), right.b.start.saturating_sub(left.b.end));
    let (more, less) = (in_a.max(in_b), in_a.min(in_b));
    (more - less <= INSERTED && less <= REWORDED)
        .then_some(0.1 * less as f32 + 0.2 * (more - less) as f32 + overlap as f32)
}

/// The passages of a chain: its anchors, and the same words between them. Where many words stand between two anchors and
/// next to none are the same, one passage ends and another begins.
fn fill(a: &Tokens<'_>, b: &Tokens<'_>, chain: &[Anchor]) -> Vec<Passage> {
    let mut filled: Vec<Passage> = Vec::new();
    for anchor in chain {
        let passage = match filled.last_mut() {
            Some(last) => {
                let gap_a = last.a.end..anchor.a.start.max(last.a.end);
                let gap_b = last.b.end..anchor.b.start.max(last.b.end);
                let narrow = gap_a.len().min(gap_b.len());
                let mut between = Same::default();
                same_words(a, b, gap_a, gap_b, &mut between);
                if narrow > INSERTED && between.len() * 4 < narrow {
                    filled.push(Passage::new(
                        anchor.a.start..anchor.a.start,
                        anchor.b.start..anchor.b.start,
                        Same::default(),
                    ));
                } else {
                    last.same.extend(between.iter());
                }
                filled.last_mut()
            }
            None => {
                filled.push(Passage::new(
                    anchor.a.start..anchor.a.start,
                    anchor.b.start..anchor.b.start,
                    Same::default(),
                ));
                filled.last_mut()
            }
        };
        let Some(passage) = passage else { continue };
        let (mut x, mut y) = (anchor.a.start.max(passage.a.end), anchor.b.start.max(passage.b.end));
        if anchor.a.len() == anchor.b.len() {
            // Anchors may overlap; the words of one run stay side by side.
            let skipped = (x - anchor.a.start).max(y - anchor.b.start);
            (x, y) = (anchor.a.start + skipped, anchor.b.start + skipped);
        }
        passage.same.extend((x..anchor.a.end).zip(y..anchor.b.end));
        (passage.a.end, passage.b.end) = (anchor.a.end.max(passage.a.end), anchor.b.end.max(passage.b.end));
    }
    filled
}

/// Lets a passage grow to whole sentences where most of the sentence is in it, and lets go of a few words of a sentence
/// that it only touches.
fn to_sentences(a: &Tokens<'_>, b: &Tokens<'_>, mut passage: Passage) -> Passage {
    let_go(a, b, &mut passage);
    // Beginning.
    let (sa, sb) = (a.sentence(passage.a.start), b.sentence(passage.b.start));
    let (da, db) = (passage.a.start - sa.start, passage.b.start - sb.start);
    if (da > 0 || db > 0) && grows(da, db, covered(&sa, &passage.a), covered(&sb, &passage.b)) {
        let mut same = Same::default();
        same_words(a, b, sa.start..passage.a.start, sb.start..passage.b.start, &mut same);
        same.extend(passage.same.iter());
        passage.same = same;
        (passage.a.start, passage.b.start) = (sa.start, sb.start);
    }
    // End.
    let (sa, sb) = (a.sentence(passage.a.end - 1), b.sentence(passage.b.end - 1));
    let (da, db) = (sa.end - passage.a.end, sb.end - passage.b.end);
    if (da > 0 || db > 0) && grows(da, db, covered(&sa, &passage.a), covered(&sb, &passage.b)) {
        same_words(a, b, passage.a.end..sa.end, passage.b.end..sb.end, &mut passage.same);
        (passage.a.end, passage.b.end) = (sa.end, sb.end);
    }
    passage
}

/// Share of a sentence that lies in a passage.
fn covered(sentence: &Range<usize>, passage: &Range<usize>) -> f64 {
    let inside = sentence.end.min(passage.end).saturating_sub(sentence.start.max(passage.start));
    inside as f64 / sentence.len().max(1) as f64
}

/// Whether the rest of the sentences, `da` and `db` words, belongs to the passage.
fn grows(da: usize, db: usize, in_a: f64, in_b: f64) -> bool {
    let few = da <= INSERTED && db <= INSERTED && da.abs_diff(db) <= INSERTED / 2;
    few && in_a.max(in_b) >= 0.5 && in_a.min(in_b) >= 0.4
}

/// Takes away the beginning of the passage when it is the last few words of a sentence that is otherwise different, and
/// likewise its end.
fn let_go(a: &Tokens<'_>, b: &Tokens<'_>, passage: &mut Passage) {
    const TOUCHED: usize = 5;
    let (sa, sb) = (a.sentence(passage.a.end - 1), b.sentence(passage.b.end - 1));
    if sa.start > passage.a.start && sb.start > passage.b.start {
        let inside = passage.same.iter().filter(|&(x, y)| x >= sa.start || y >= sb.start).count();
        if inside <= TOUCHED && covered(&sa, &passage.a) < 0.4 && covered(&sb, &passage.b) < 0.4 {
            passage.same = passage.same.iter().filter(|&(x, y)| x < sa.start && y < sb.start).collect();
            if let Some((x, y)) = passage.same.iter().next_back() {
                (passage.a.end, passage.b.end) = (x + 1, y + 1);
            }
        }
    }
    let (sa, sb) = (a.sentence(passage.a.start), b.sentence(passage.b.start));
    if sa.end < passage.a.end && sb.end < passage.b.end {
        let inside = passage.same.iter().filter(|&(x, y)| x < sa.end || y < sb.end).count();
        if inside <= TOUCHED && covered(&sa, &passage.a) < 0.4 && covered(&sb, &passage.b) < 0.4 {
            passage.same = passage.same.iter().filter(|&(x, y)| x >= sa.end && y >= sb.end).collect();
            if let Some((x, y)) = passage.same.iter().next() {
                (passage.a.start, passage.b.start) = (x, y);
            }
        }
    }
}

/// Joins passages that follow each other on both sides.
fn joined(a: &Tokens<'_>, b: &Tokens<'_>, found: Vec<Passage>) -> Vec<Passage> {
    let mut kept: Vec<Passage> = Vec::with_capacity(found.len());
    for next in found {
        if let Some(last) = kept.last_mut() {
            let follows = next.a.start >= last.a.end && next.b.start >= last.b.end;
            if follows && next.a.start - last.a.end <= INSERTED && next.b.start - last.b.end <= INSERTED {
                same_words(a, b, last.a.end..next.a.start, last.b.end..next.b.start, &mut last.same);
                last.same.extend(next.same.iter());
                (last.a.end, last.b.end) = (next.a.end, next.b.end);
                continue;
            }
        }
        kept.push(next);
    }
    kept
}

/// How a passage compares: what acceptance rests on.
struct Measure {
    same: usize,
    content: usize,
    similarity: f64,
    longest: usize,
    title: bool,
    whole: f64,
}

fn measure(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> Measure {
    let content = passage.same.iter().filter(|&(x, _)| !a.is(x, flag::STOP | flag::DIGIT)).count();
    let whole = |tokens: &Tokens<'_>, range: &Range<usize>| {
        let (first, last) = (tokens.sentence(range.start), tokens.sentence(range.end - 1));
        range.len() as f64 / (last.end - first.start).max(1) as f64
    };
    Measure {
        same: passage.same.len(),
        content,
        similarity: passage.similarity(),
        longest: passage.same.longest_run(),
        title: a.is(passage.a.start, flag::TITLE) || b.is(passage.b.start, flag::TITLE),
        whole: whole(a, &passage.a).min(whole(b, &passage.b)),
    }
}

/// Whether a passage by itself shows that one text was copied: long, or nearly a whole sentence or headline.
/// A stock phrase inside two different sentences never does.
pub(super) fn stands_alone(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    let m = measure(a, b, passage);
    if m.title {
        return m.whole >= 0.8 && m.same >= 5 && m.content >= 4 && m.similarity >= 0.6;
    }
    if m.same >= 6 && m.content >= 3 && (is_quotation(a, &passage.a, m.same) || is_quotation(b, &passage.b, m.same)) {
        return true;
    }
    let sentence = m.whole >= 0.7 && m.same >= 8 && m.content >= 4 && m.similarity >= 0.6;
    let long = m.same >= 14 && m.content >= 6 && m.similarity >= 0.45 && m.longest >= 4;
    sentence || long
}

/// True when the passage is a whole quotation, word for word, and no title.
fn is_quotation(tokens: &Tokens<'_>, range: &Range<usize>, same: usize) -> bool {
    let quoted = |token: usize| tokens.is(token, flag::QUOTED);
    range.len() == same
        && range.clone().filter(|&token| !tokens.is(token, flag::CAPITAL | flag::STOP)).count() >= 2
        && range.clone().all(quoted)
        && !(range.start > 0 && quoted(range.start - 1))
        && !quoted(range.end)
}

/// Whether a weaker passage is worth keeping beside a strong one of the same two articles.
fn stands_beside(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    let m = measure(a, b, passage);
    m.same >= 6 && m.content >= 3 && m.similarity >= 0.4 && m.whole >= 0.5
}

/// Keeps the better of two passages that claim the same words; a sentence that stands twice on one side is a copy both
/// times.
fn without_overlaps(mut found: Vec<Passage>) -> Vec<Passage> {
    found.sort_by_key(|p| (std::cmp::Reverse(p.same.len()), p.b.start, p.a.start));
    let mut kept: Vec<Passage> = Vec::with_capacity(found.len());
    for passage in found {
        let clash = |one: &Range<usize>, other: &Range<usize>| {
            let shared = one.end.min(other.end).saturating_sub(one.start.max(other.start));
            shared * 2 >= one.len().min(other.len())
        };
        let in_a = kept.iter().any(|k| clash(&k.a, &passage.a));
        let in_b = kept.iter().any(|k| clash(&k.b, &passage.b));
        let twice = in_a != in_b && passage.same.len() >= 8 && passage.similarity() >= 0.8;
        if twice || !(in_a || in_b) {
            kept.push(passage);
        }
    }
    kept.sort_by_key(|p| (p.b.start, p.a.start));
    kept
}
