//! Families: articles that are mainly one text.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::language::Analysis;
use crate::model::{Id, Reuse, Span};

/// Share of an article that must come from another for the two to be mainly one text.
const MAINLY: f64 = 0.5;

/// Groups of articles that are mainly one text, each sorted by id, the groups by their first id; an article that copies
/// little or nothing is alone.
///
/// A mosaic of several originals belongs to the one that gave most of it, so that it does not tie its originals together.
pub fn families(analyses: &[Analysis<'_>], reuses: &[Reuse]) -> Vec<Vec<Id>> {
    let lengths: HashMap<Id, usize> = analyses.iter().map(|a| (a.article.id, text_length(a))).collect();
    let mut parts: BTreeMap<Id, BTreeMap<Id, Vec<Span>>> = BTreeMap::new();
    for reuse in reuses.iter().filter(|r| r.is_copy()) {
        for (mine, other) in [(reuse.from, reuse.to), (reuse.to, reuse.from)] {
            parts.entry(mine.article).or_default().entry(other.article).or_default().push(mine.span);
        }
    }
    let main: BTreeMap<Id, BTreeMap<Id, f64>> = parts
        .iter()
        .map(|(&id, partners)| (id, main_partners(partners, lengths.get(&id).copied().unwrap_or(0))))
        .collect();
    let mut group: BTreeMap<Id, Id> = analyses.iter().map(|a| (a.article.id, a.article.id)).collect();
    for (&one, partners) in &main {
        for (&other, &share) in partners {
            let Some(&back) = main.get(&other).and_then(|p| p.get(&one)) else { continue };
            if share.max(back) >= MAINLY {
                let (x, y) = (root(&group, one), root(&group, other));
                group.insert(x.max(y), x.min(y));
            }
        }
    }
    let mut families: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for &id in group.keys() {
        families.entry(root(&group, id)).or_default().push(id);
    }
    families.into_values().collect()
}

fn root(group: &BTreeMap<Id, Id>, mut id: Id) -> Id {
    while let Some(&next) = group.get(&id).filter(|&&next| next != id) {
        id = next;
    }
    id
}

/// Code points of the words of title and body.
fn text_length(analysis: &Analysis<'_>) -> usize {
    analysis.sentences.iter().map(|s| analysis.span(s.words.clone()).len() as usize).sum()
}

/// The partners that share the same main part of an article, with the share of the article they cover: the one that
/// covers most, and those that cover the same part.
fn main_partners(partners: &BTreeMap<Id, Vec<Span>>, length: usize) -> BTreeMap<Id, f64> {
    let merged: Vec<(Id, Vec<Range<u32>>)> = partners.iter().map(|(&id, spans)| (id, merge(spans))).collect();
    let size = |ranges: &[Range<u32>]| ranges.iter().map(|r| (r.end - r.start) as usize).sum::<usize>();
    let Some((_, most)) = merged.iter().max_by_key(|(id, ranges)| (size(ranges), std::cmp::Reverse(*id))) else {
        return BTreeMap::new();
    };
    merged
        .iter()
        .filter(|(_, ranges)| overlap(most, ranges) * 2 >= size(ranges))
        .map(|(id, ranges)| (*id, size(ranges) as f64 / length.max(1) as f64))
        .collect()
}

fn merge(spans: &[Span]) -> Vec<Range<u32>> {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    let mut merged: Vec<Range<u32>> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span.start..span.end),
        }
    }
    merged
}

fn overlap(one: &[Range<u32>], other: &[Range<u32>]) -> usize {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        sum += one[i].end.min(other[j].end).saturating_sub(one[i].start.max(other[j].start)) as usize;
        if one[i].end < other[j].end { i += 1 } else { j += 1 }
    }
    sum
}
