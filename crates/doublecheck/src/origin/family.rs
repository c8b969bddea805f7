//! Families: articles that are mainly one text.

use std::cmp::Reverse;
use std::ops::Range;

use rayon::prelude::*;

use crate::language::Analysis;
use crate::model::{Id, Reuse, ReuseKind, Span};

/// Share of an article's own text that must come from another for the two to be mainly one text; templates, footers and
/// other common ground are nobody's text.
const MAINLY: f64 = 0.5;
/// A part that is at least this large beside the largest may be what an article is mainly about.
const COMPARABLE: f64 = 0.5;

/// Groups of articles that are mainly one text, each sorted by id, the groups by their first id; an article that copies
/// little or nothing is alone.
///
/// A mosaic of several originals belongs to one of them, so that it does not tie its originals together: to the one that
/// gave most of it, or, of several that gave about as much, to the one it begins with, as news begins with what it is
/// about. Near-linear in the reuses.
pub fn families(analyses: &[Analysis<'_>], reuses: &[Reuse]) -> Vec<Vec<Id>> {
    let mut articles: Vec<(Id, usize)> = analyses.iter().map(|a| (a.article.id, text_length(a))).collect();
    articles.sort_unstable();
    articles.dedup_by_key(|(id, _)| *id);
    let parts = parts(&articles, reuses);
    let by_article: Vec<&[Part]> = parts.chunk_by(|x, y| x.article == y.article).collect();
    let mut main: Vec<Link> = by_article
        .par_iter()
        .flat_map_iter(|parts| parts.first().map_or_else(Vec::new, |p| main_links(parts, articles[p.article].1)))
        .collect();
    main.sort_unstable_by_key(|link| (link.article, link.partner));
    let mut groups = Groups((0..articles.len()).collect());
    for link in &main {
        let back = main.binary_search_by_key(&(link.partner, link.article), |l| (l.article, l.partner));
        if back.is_ok_and(|back| link.share.max(main[back].share) >= MAINLY) {
            groups.unite(link.article, link.partner);
        }
    }
    let mut grouped: Vec<(usize, usize)> =
        (0..articles.len()).map(|article| (groups.first(article), article)).collect();
    grouped.sort_unstable();
    let families = grouped.chunk_by(|x, y| x.0 == y.0);
    families.map(|family| family.iter().map(|&(_, article)| articles[article].0).collect()).collect()
}

/// A passage of an article that another has too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    article: usize,
    /// None for common ground.
    partner: Option<usize>,
    span: Span,
}

/// Another article that has the main part of an article, and its share of the article's own text.
#[derive(Debug, Clone, Copy)]
struct Link {
    article: usize,
    partner: usize,
    share: f64,
}

/// All passages, by article, partner and place.
fn parts(articles: &[(Id, usize)], reuses: &[Reuse]) -> Vec<Part> {
    let at = |id: Id| articles.binary_search_by_key(&id, |&(id, _)| id).ok();
    let both = |reuse: &Reuse| {
        let (from, to) = (at(reuse.from.article)?, at(reuse.to.article)?);
        let copy = matches!(reuse.kind, ReuseKind::Verbatim | ReuseKind::Reworded);
        let partner = |article: usize| copy.then_some(article);
        Some([
            Part { article: from, partner: partner(to), span: reuse.from.span },
            Part { article: to, partner: partner(from), span: reuse.to.span },
        ])
    };
    let mut parts: Vec<Part> = reuses.par_iter().filter_map(both).flatten_iter().collect();
    parts.par_sort_unstable();
    parts
}

/// Groups of articles, each known by its first one (union-find with path halving).
struct Groups(Vec<usize>);

impl Groups {
    fn first(&mut self, mut article: usize) -> usize {
        while self.0[article] != article {
            self.0[article] = self.0[self.0[article]];
            article = self.0[article];
        }
        article
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (x, y) = (self.first(one), self.first(other));
        self.0[x.max(y)] = x.min(y);
    }
}

/// Code points of the words of title and body.
fn text_length(analysis: &Analysis<'_>) -> usize {
    analysis.sentences.iter().map(|s| analysis.span(s.words.clone()).len() as usize).sum()
}

/// The partners that share the same main part of an article. `parts` are all of the article's, `length` is its own.
fn main_links(parts: &[Part], length: usize) -> Vec<Link> {
    let mut nobodys = 0;
    let mut partners: Vec<(usize, Vec<Range<u32>>)> = Vec::new();
    for group in parts.chunk_by(|x, y| x.partner == y.partner) {
        let ranges = merge(group);
        match group[0].partner {
            Some(partner) => partners.push((partner, ranges)),
            None => nobodys = size(&ranges),
        }
    }
    let Some(most) = main_part(&partners) else { return Vec::new() };
    let own = length.saturating_sub(nobodys).max(1) as f64;
    let same = partners.iter().filter(|(_, ranges)| overlap(most, ranges) * 2 >= size(ranges));
    same.map(|(partner, ranges)| Link {
        article: parts[0].article,
        partner: *partner,
        share: size(ranges) as f64 / own,
    })
    .collect()
}

/// The part of an article that it is mainly about.
fn main_part(partners: &[(usize, Vec<Range<u32>>)]) -> Option<&[Range<u32>]> {
    let (_, most) = partners.iter().max_by_key(|(partner, ranges)| (size(ranges), Reverse(*partner)))?;
    let comparable = partners.iter().filter(|(_, ranges)| size(ranges) as f64 >= COMPARABLE * size(most) as f64);
    let begins = |ranges: &[Range<u32>]| ranges.first().map(|range| range.start);
    let first = comparable.min_by_key(|(partner, ranges)| (begins(ranges), Reverse(size(ranges)), *partner));
    // Another carrier of the same part may begin a few words earlier.
    let other = first.map(|(_, ranges)| ranges).filter(|ranges| overlap(most, ranges) * 2 < size(ranges));
    Some(other.unwrap_or(most))
}

/// The ranges of sorted spans, those that touch joined.
fn merge(parts: &[Part]) -> Vec<Range<u32>> {
    let mut merged: Vec<Range<u32>> = Vec::new();
    for span in parts.iter().map(|part| part.span) {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span.start..span.end),
        }
    }
    merged
}

fn size(ranges: &[Range<u32>]) -> usize {
    ranges.iter().map(|range| (range.end - range.start) as usize).sum()
}

fn overlap(one: &[Range<u32>], other: &[Range<u32>]) -> usize {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        sum += one[i].end.min(other[j].end).saturating_sub(one[i].start.max(other[j].start)) as usize;
        if one[i].end < other[j].end { i += 1 } else { j += 1 }
    }
    sum
}
