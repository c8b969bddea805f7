//! The same words on the other side of a copy: what a copied sentence lost is found again in its original.

use std::ops::Range;

use super::align::Same;
use super::hits::Lookup;
use super::passage::align;
use super::tokens::Tokens;
use crate::language::Analysis;
use crate::model::{Place, Reuse, Span};

/// The words of the other article that correspond to a place inside a shared passage.
///
/// `mine` is the article of `place`, `other` the article on the other side of the passage; either may be the original.
/// Where the words were changed, what stands between the same words around them is given; without any same words, the
/// stretch at the same share of the passage. None when the place lies outside the passage, or the articles are not those
/// of the passage. Linear in the articles' length.
pub fn counterpart(reuse: &Reuse, place: Place, mine: &Analysis<'_>, other: &Analysis<'_>) -> Option<Place> {
    let (here, there) = if reuse.to.article == place.article { (reuse.to, reuse.from) } else { (reuse.from, reuse.to) };
    if place.article != mine.article.id || here.article != place.article || there.article != other.article.id {
        return None;
    }
    let span = Span { start: place.span.start.max(here.span.start), end: place.span.end.min(here.span.end) };
    if span.is_empty() {
        return None;
    }
    let (a, b) = (Tokens::of(mine), Tokens::of(other));
    let (in_a, in_b) = (a.tokens_in(here.span), b.tokens_in(there.span));
    let wanted = a.tokens_in(span);
    if wanted.is_empty() || in_b.is_empty() {
        return None;
    }
    let found = corresponding(&a, &b, &in_a, &in_b, &wanted);
    Some(Place { article: there.article, span: b.span(found) })
}

/// The pairs of the same words of two passages that are known to be one text.
pub(super) fn same(a: &Tokens<'_>, b: &Tokens<'_>, in_a: &Range<usize>, in_b: &Range<usize>) -> Same {
    let mut hits = Vec::new();
    Lookup::of(b).hits(a, &mut hits);
    align(a, b, in_a.clone(), in_b.clone(), &hits)
}

fn corresponding(
    a: &Tokens<'_>,
    b: &Tokens<'_>,
    in_a: &Range<usize>,
    in_b: &Range<usize>,
    wanted: &Range<usize>,
) -> Range<usize> {
    let same = same(a, b, in_a, in_b);
    let (mut start, mut end) = (None, None);
    for (x, y) in same.iter() {
        if x <= wanted.start {
            // The same word, or what follows the last same word before.
            start = Some(if x == wanted.start { y } else { y + 1 });
        }
        if x + 1 >= wanted.end && end.is_none() {
            end = Some(if x + 1 == wanted.end { y + 1 } else { y });
        }
    }
    let (start, end) = (start.unwrap_or(in_b.start), end.unwrap_or(in_b.end));
    if same.len() > 0 && start < end {
        return start..end;
    }
    // By proportion, at least one word.
    let at = |token: usize| in_b.start + (token - in_a.start) * in_b.len() / in_a.len().max(1);
    let start = at(wanted.start).min(in_b.end - 1);
    start..at(wanted.end).clamp(start + 1, in_b.end)
}
