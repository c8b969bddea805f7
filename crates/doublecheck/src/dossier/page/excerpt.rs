//! The exact words of a statement with some words of their paragraph around them.

use std::ops::Range;

use maud::{Markup, html};

use super::words::words;
use crate::model::{Article, Span, Statement};

/// Words shown on each side of a statement.
const AROUND: usize = 20;
/// Words shown of a statement; what is longer is cut, the whole stands in the article.
const INSIDE: usize = 90;

/// A statement in context: its content marked, the words around it plain, cuts shown by an ellipsis.
pub(super) fn in_context(article: &Article, statement: &Statement) -> Markup {
    passage(article, &statement.content, AROUND, INSIDE)
}

/// The content alone, at most `limit` words of it.
pub(super) fn content(article: &Article, statement: &Statement, limit: usize) -> Markup {
    passage(article, &statement.content, 0, limit)
}

/// The words of one span, at most `limit` of them, without mark.
pub(super) fn bare(article: &Article, span: Span, limit: usize) -> Markup {
    let text = article.text.slice(span);
    let end = after_words(text, limit);
    html! { (words(text[..end].trim_end())) @if end < text.trim_end().len() { " …" } }
}

fn passage(article: &Article, spans: &[Span], around: usize, inside: usize) -> Markup {
    let text = article.text.as_str();
    let mut marks: Vec<Range<usize>> = spans.iter().map(|s| article.text.bytes(*s)).filter(|r| !r.is_empty()).collect();
    marks.sort_by_key(|r| r.start);
    let (Some(first), Some(last)) = (marks.first().cloned(), marks.iter().map(|r| r.end).max()) else {
        return html! {};
    };
    let paragraph = paragraph(article, first.start..last);
    let start = before_words(&text[paragraph.start..first.start], around) + paragraph.start;
    let cut = after_words(&text[first.start..last], inside) + first.start;
    let end = if cut < last { cut } else { after_words(&text[last..paragraph.end], around) + last };
    html! {
        @if around > 0 && start > paragraph.start { "… " }
        (pieces(text, start..end, &marks))
        @if cut < last || (around > 0 && end < paragraph.end) { " …" }
    }
}

/// The text of `shown`, with what lies in `marks` marked.
fn pieces(text: &str, shown: Range<usize>, marks: &[Range<usize>]) -> Markup {
    let mut pieces = Vec::with_capacity(marks.len() * 2 + 1);
    let mut at = shown.start;
    for mark in marks {
        let from = mark.start.clamp(at, shown.end);
        let to = mark.end.clamp(from, shown.end);
        pieces.extend([(at..from, false), (from..to, true)]);
        at = to;
    }
    pieces.push((at..shown.end, false));
    html! {
        @for (piece, is_marked) in pieces.into_iter().filter(|(piece, _)| !piece.is_empty()) {
            @if is_marked { mark { (words(&text[piece])) } } @else { (words(&text[piece])) }
        }
    }
}

/// Bytes of the blocks, or else the lines, that hold a byte range.
fn paragraph(article: &Article, range: Range<usize>) -> Range<usize> {
    let text = article.text.as_str();
    let block =
        |at: usize| article.blocks.iter().map(|b| article.text.bytes(b.span)).find(|b| b.start <= at && at <= b.end);
    let start = block(range.start).map_or_else(|| text[..range.start].rfind('\n').map_or(0, |n| n + 1), |b| b.start);
    let end =
        block(range.end).map_or_else(|| text[range.end..].find('\n').map_or(text.len(), |n| range.end + n), |b| b.end);
    start..end
}

/// Byte offset in `text` of its last `limit` words.
fn before_words(text: &str, limit: usize) -> usize {
    if limit == 0 {
        return text.len();
    }
    let starts = word_starts(text);
    starts.len().checked_sub(limit).map_or(0, |skip| starts.get(skip).copied().unwrap_or(0))
}

/// Byte offset in `text` after its first `limit` words: the start of the next, so that a cut keeps its space out.
fn after_words(text: &str, limit: usize) -> usize {
    match word_starts(text).get(limit) {
        Some(&next) => text[..next].trim_end().len(),
        None => text.len(),
    }
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut inside = false;
    text.char_indices()
        .filter_map(|(i, c)| {
            let starts = !c.is_whitespace() && !inside;
            inside = !c.is_whitespace();
            starts.then_some(i)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_from_either_side() {
        assert_eq!(&"one two  three"[before_words("one two  three", 2)..], "two  three");
        assert_eq!(before_words("one", 5), 0);
        assert_eq!(&"one two  three"[..after_words("one two  three", 2)], "one two");
        assert_eq!(after_words("one two", 9), 7);
        assert_eq!(after_words(" one", 0), 0);
    }
}
