//! Which part of an article comes from where, through the chain of copies.
//!
//! 1. `cover`: where passages overlap, the best one stands for the words: known direction first, then the longest, then
//!    the earliest other article, then the id.
//! 2. `follow`: words copied from a copy are followed to the article that had them first. Articles are settled after
//!    those they copy; a circle of copies (contradicting evidence) ends where it would close.
//! 3. `parts`: what is left are the article's own words; everything is cut at the ends of blocks.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::index::Age;
use crate::language::{Analysis, WordKind};
use crate::model::{Article, Derivation, Direction, Evidence, Id, Label, Mosaic, Part, Reuse, ReuseKind, Span};

/// Cuts each article into parts by where its words come from, in the order of the articles given.
///
/// The order of articles and reuses does not matter for the parts. Time is linear in the text and the reuses, but for
/// sorting. Reuses of articles that are not given are left out.
pub fn mosaics(analyses: &[Analysis<'_>], reuses: &[Reuse]) -> Vec<Mosaic> {
    let index: HashMap<Id, usize> = analyses.iter().enumerate().map(|(at, a)| (a.article.id, at)).collect();
    let mut ages: Vec<usize> = (0..analyses.len()).collect();
    ages.sort_by_key(|&at| analyses.get(at).map(|analysis| Age::of(analysis.article)));
    let mut age = vec![0; analyses.len()];
    for (rank, &at) in ages.iter().enumerate() {
        age[at] = rank;
    }
    let mut shares: Vec<Vec<Share<'_>>> = analyses.iter().map(|_| Vec::new()).collect();
    for reuse in reuses {
        let (Some(&from), Some(&to)) = (index.get(&reuse.from.article), index.get(&reuse.to.article)) else { continue };
        let (a, b) = (analyses[from].article, analyses[to].article);
        let tier = tier(reuse, a, b);
        shares[to].push(Share {
            here: reuse.to.span,
            there: reuse.from.span,
            other: from,
            age: age[from],
            tier,
            reuse,
        });
        if tier != Tier::Copied {
            let (here, there) = (reuse.from.span, reuse.to.span);
            shares[from].push(Share { here, there, other: to, age: age[to], tier, reuse });
        }
    }
    let covers: Vec<Vec<Piece<'_, '_>>> = shares.iter().map(|shares| cover(shares)).collect();
    let settled = follow(analyses, &covers, &ages);
    analyses.iter().zip(settled).map(|(analysis, pieces)| parts(analysis, &pieces)).collect()
}

/// A passage seen from one of its two articles.
struct Share<'r> {
    here: Span,
    there: Span,
    /// The other article.
    other: usize,
    age: usize,
    tier: Tier,
    reuse: &'r Reuse,
}

/// What a passage says about where its words come from, most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// Copied from the other article.
    Copied,
    /// From an agency that a credit names.
    Agency,
    /// One copied the other.
    Undecided,
    /// From a source that nobody names: the one that both share it with may be among the articles.
    Unseen,
    SameUtterance,
    CommonGround,
}

fn tier(reuse: &Reuse, a: &Article, b: &Article) -> Tier {
    match (reuse.kind, reuse.direction) {
        (ReuseKind::SameUtterance, _) => Tier::SameUtterance,
        (ReuseKind::CommonGround, _) => Tier::CommonGround,
        (_, Direction::Forward) => Tier::Copied,
        (_, Direction::Undecided) => Tier::Undecided,
        (_, Direction::Siblings) if common_agency(reuse, a, b).is_some() => Tier::Agency,
        (_, Direction::Siblings) => Tier::Unseen,
    }
}

/// The agency that siblings have their words from: the one that both, or the only one of them that credits any, credit;
/// else the one in a credit line that a clue points to.
fn common_agency(reuse: &Reuse, a: &Article, b: &Article) -> Option<String> {
    match (agency(a), agency(b)) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other).then(|| one.min(other).to_owned()),
        (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
        (None, None) => reuse.clues.iter().find_map(|clue| match &clue.evidence {
            Some((id, Evidence::Words(span))) => {
                let article = [a, b].into_iter().find(|article| article.id == *id)?;
                let in_credit = |label, block: Span| label == Label::Credit && block.contains(*span);
                let credited = article.blocks.iter().any(|block| in_credit(block.label, block.span));
                credited.then(|| article.text.slice(*span).to_owned())
            }
            _ => None,
        }),
    }
}

fn agency(article: &Article) -> Option<&str> {
    article.agency.as_ref().map(|stated| stated.value.as_str())
}

/// A stretch of an article that one passage stands for.
struct Piece<'s, 'r> {
    span: Span,
    share: &'s Share<'r>,
}

/// The best passage for each stretch that any covers, in order; nothing overlaps.
fn cover<'s, 'r>(shares: &'s [Share<'r>]) -> Vec<Piece<'s, 'r>> {
    let rank = |share: &Share<'_>| (share.tier, Reverse(share.here.len()), share.age, share.reuse.id);
    let mut waiting: Vec<&Share<'r>> = shares.iter().filter(|share| !share.here.is_empty()).collect();
    waiting.sort_by_key(|share| (share.here.start, rank(share)));
    let mut waiting = waiting.into_iter().enumerate().peekable();
    let mut open = BinaryHeap::new();
    let mut begun: Vec<&Share<'r>> = Vec::new();
    let mut pieces: Vec<Piece<'_, '_>> = Vec::new();
    let mut at = 0;
    loop {
        while let Some((number, share)) = waiting.next_if(|(_, share)| share.here.start <= at) {
            open.push(Reverse((rank(share), number)));
            begun.push(share);
        }
        let best = open.peek().and_then(|Reverse((_, number))| begun.get(*number)).copied();
        let next = waiting.peek().map(|(_, share)| share.here.start);
        match (best, next) {
            (Some(share), _) if share.here.end <= at => {
                open.pop();
            }
            (Some(share), next) => {
                let end = next.map_or(share.here.end, |next| next.min(share.here.end));
                match pieces.last_mut() {
                    Some(last) if last.span.end == at && std::ptr::eq(last.share, share) => last.span.end = end,
                    _ => pieces.push(Piece { span: Span { start: at, end }, share }),
                }
                at = end;
            }
            (None, Some(next)) => at = next,
            (None, None) => return pieces,
        }
    }
}

/// A stretch of an article whose derivation is known.
struct Settled {
    span: Span,
    derivation: Derivation,
    /// For copied words, the article that had them first.
    original: Option<usize>,
    reuse: Id,
}

/// Follows every copied stretch to the article that had its words first.
fn follow(analyses: &[Analysis<'_>], covers: &[Vec<Piece<'_, '_>>], ages: &[usize]) -> Vec<Vec<Settled>> {
    let edges: Vec<Vec<u32>> = analyses.iter().map(edges).collect();
    let mut settled: Vec<Option<Vec<Settled>>> = analyses.iter().map(|_| None).collect();
    let mut seen = vec![false; analyses.len()];
    // A stack instead of recursion: chains of copies can be long.
    for &first in ages {
        let mut stack = vec![(first, false)];
        while let Some((at, sources_done)) = stack.pop() {
            if sources_done {
                let pieces = covers[at].iter();
                let chain = Chain { analyses, edges: &edges, settled: &settled, at };
                settled[at] = Some(pieces.flat_map(|piece| chain.settle(piece)).collect());
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                let copied = covers[at].iter().filter(|piece| piece.share.tier == Tier::Copied);
                stack.extend(copied.map(|piece| (piece.share.other, false)));
            }
        }
    }
    settled.into_iter().map(Option::unwrap_or_default).collect()
}

/// Where sentences begin and end, in order.
fn edges(analysis: &Analysis<'_>) -> Vec<u32> {
    let spans = analysis.sentences.iter().map(|sentence| analysis.span(sentence.words.clone()));
    spans.flat_map(|span| [span.start, span.end]).collect()
}

/// One article seen with what is known of the others.
struct Chain<'c, 'a> {
    analyses: &'c [Analysis<'a>],
    edges: &'c [Vec<u32>],
    settled: &'c [Option<Vec<Settled>>],
    at: usize,
}

impl Chain<'_, '_> {
    fn settle(&self, piece: &Piece<'_, '_>) -> Vec<Settled> {
        let share = piece.share;
        let with = self.analyses[share.other].article.id;
        let derivation = match share.tier {
            Tier::Copied => return self.copied(piece),
            Tier::Agency | Tier::Unseen => {
                let (here, there) = (self.analyses[self.at].article, self.analyses[share.other].article);
                Derivation::Unseen { with, agency: common_agency(share.reuse, here, there) }
            }
            Tier::Undecided => Derivation::Undecided { with },
            Tier::SameUtterance => Derivation::SameUtterance { with },
            Tier::CommonGround => Derivation::CommonGround { with },
        };
        vec![Settled { span: piece.span, derivation, original: None, reuse: share.reuse.id }]
    }

    /// A copied stretch, cut where its source took its words from different articles.
    fn copied(&self, piece: &Piece<'_, '_>) -> Vec<Settled> {
        let share = piece.share;
        let there = Span {
            start: scaled(piece.span.start, share.here, share.there),
            end: scaled(piece.span.end, share.here, share.there),
        };
        let known = self.settled[share.other].as_deref().unwrap_or_default();
        let first = known.partition_point(|known| known.span.end <= there.start);
        let mut cut = Vec::new();
        let mut at = piece.span.start;
        let mut put = |end: u32, original: usize| {
            if at < end {
                let (span, derivation) = (Span { start: at, end }, self.derivation(share.other, original));
                cut.push(Settled { span, derivation, original: Some(original), reuse: share.reuse.id });
                at = end;
            }
        };
        for known in known[first..].iter().take_while(|known| known.span.start < there.end) {
            // In a circle of copies an article would become its own original.
            if let Some(original) = known.original.filter(|&original| original != self.at) {
                put(self.counterpart(known.span.start, piece), share.other);
                put(self.counterpart(known.span.end, piece), original);
            }
        }
        put(piece.span.end, share.other);
        cut
    }

    /// Words copied from one article that has them from another, or first.
    fn derivation(&self, source: usize, original: usize) -> Derivation {
        let (copy, between, first) =
            (self.analyses[self.at].article, self.analyses[source].article, self.analyses[original].article);
        let own = copy.outlet.as_ref().map(|outlet| outlet.value.as_str());
        let is_lost =
            |name: &&str| agency(copy).is_none() && own.is_none_or(|outlet| !outlet.eq_ignore_ascii_case(name));
        Derivation::Copied {
            original: first.id,
            through: (original != source).then_some(between.id),
            agency: agency(first).or_else(|| agency(between)).filter(is_lost).map(str::to_owned),
        }
    }

    /// Where a point of the source falls in the copy: at the same share of the passage, and there at the nearest edge of
    /// a sentence, or of a word when it lies inside a sentence.
    fn counterpart(&self, point: u32, piece: &Piece<'_, '_>) -> u32 {
        let share = piece.share;
        let near = scaled(point, share.there, share.here).clamp(piece.span.start, piece.span.end);
        let analysis = &self.analyses[self.at];
        let candidates = if self.edges[share.other].binary_search(&point).is_ok() {
            let edges = &self.edges[self.at];
            let after = edges.partition_point(|&edge| edge < near);
            [after.checked_sub(1).and_then(|n| edges.get(n)).copied(), edges.get(after).copied()]
        } else {
            let text = &analysis.article.text;
            let byte = text.bytes(Span { start: near, end: near }).start;
            let after = analysis.words.partition_point(|word| (word.start as usize) < byte);
            [analysis.words.get(after).map(|word| text.span(word.start as usize..word.end as usize).start), None]
        };
        let ends = [Some(piece.span.start), Some(piece.span.end)];
        let inside = candidates.into_iter().chain(ends).flatten();
        let inside = inside.filter(|edge| (piece.span.start..=piece.span.end).contains(edge));
        inside.min_by_key(|edge| (edge.abs_diff(near), *edge)).unwrap_or(near)
    }
}

/// A point of one span at the same share of another.
fn scaled(point: u32, from: Span, to: Span) -> u32 {
    let inside = u64::from(point.clamp(from.start, from.end.max(from.start)) - from.start);
    to.start + (inside * u64::from(to.len()) / u64::from(from.len().max(1))) as u32
}

/// All parts of an article: the settled stretches and, between them, its own words, cut at the ends of blocks.
fn parts(analysis: &Analysis<'_>, settled: &[Settled]) -> Mosaic {
    let article = analysis.article;
    let mut counted = 0;
    let mut counts = vec![0u32];
    for word in analysis.words.iter() {
        counted += u32::from(matches!(word.kind, WordKind::Letters | WordKind::Digits));
        counts.push(counted);
    }
    let before = |point: u32| {
        let byte = article.text.bytes(Span { start: point, end: point }).start;
        counts[analysis.words.partition_point(|word| (word.start as usize) < byte)]
    };
    let mut parts = Vec::new();
    let mut next = 0;
    for block in article.blocks.iter().filter(|block| block.label == Label::Title || block.label.is_body()) {
        let first = parts.len();
        let mut at = block.span.start;
        let mut put = |end: u32, settled: Option<&Settled>| {
            if at < end {
                let span = Span { start: at, end };
                let derivation = settled.map_or(Derivation::Own, |settled| settled.derivation.clone());
                let reuses = settled.map(|settled| settled.reuse).into_iter().collect();
                join(&mut parts, first, Part { span, words: before(end) - before(at), derivation, reuses });
                at = end;
            }
        };
        while let Some(piece) = settled.get(next).filter(|piece| piece.span.start < block.span.end) {
            put(piece.span.start, None);
            put(piece.span.end.min(block.span.end), Some(piece));
            if piece.span.end > block.span.end {
                break;
            }
            next += 1;
        }
        put(block.span.end, None);
    }
    keep_lost_agencies(article, &mut parts);
    Mosaic { article: article.id, parts }
}

/// An agency that the article names anywhere was not lost.
fn keep_lost_agencies(article: &Article, parts: &mut [Part]) {
    let mut named: BTreeMap<String, bool> = BTreeMap::new();
    for part in parts {
        if let Derivation::Copied { agency, .. } = &mut part.derivation {
            *agency = agency.take().filter(|name| {
                !*named.entry(name.clone()).or_insert_with_key(|name| article.text.as_str().contains(name.as_str()))
            });
        }
    }
}

/// Adds a part after the others of its block, which begin at `first`. Blanks and marks between two parts go with the part
/// before them.
fn join(parts: &mut Vec<Part>, first: usize, mut part: Part) {
    if let Some(last) = parts.get_mut(first..).and_then(<[Part]>::last_mut) {
        if last.words == 0 {
            part.span.start = last.span.start;
            parts.pop();
            return join(parts, first, part);
        }
        if part.words == 0 || part.derivation == last.derivation {
            last.span.end = part.span.end;
            last.words += part.words;
            for reuse in part.reuses {
                if part.words > 0 && !last.reuses.contains(&reuse) {
                    last.reuses.push(reuse);
                }
            }
            return;
        }
    }
    parts.push(part);
}
