//! A passage beside its original, word by word.

use super::counterpart::same;
use super::tokens::Tokens;
use crate::language::Analysis;
use crate::model::{Article, Block, Label, Reuse, Span, Text};

/// A stretch of a passage compared with its other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Segment {
    /// The same words on both sides, marks and letter case aside.
    Same {
        /// In the `from` passage.
        from: Span,
        /// In the `to` passage.
        to: Span,
    },
    /// Words that only the `from` passage has.
    OnlyFrom(Span),
    /// Words that only the `to` passage has.
    OnlyTo(Span),
}

/// Compares the two passages of a reuse: segments in the order of both, which together are exactly both passages.
///
/// A word that is spelled in another way differs. Of words put in the place of others, those of the `from` passage come
/// first. Empty when the articles are not those of the passages. Linear in the length of the passages.
pub fn compare(reuse: &Reuse, from: &Article, to: &Article) -> Vec<Segment> {
    if reuse.from.article != from.id || reuse.to.article != to.id {
        return Vec::new();
    }
    let (excerpt_a, excerpt_b) = (excerpt(from, reuse.from.span), excerpt(to, reuse.to.span));
    let (analysis_a, analysis_b) = (Analysis::of(&excerpt_a), Analysis::of(&excerpt_b));
    let (a, b) = (Tokens::of(&analysis_a), Tokens::of(&analysis_b));
    let mut comparison = Comparison { texts: (&excerpt_a.text, &excerpt_b.text), segments: Vec::new(), from: 0, to: 0 };
    for (x, y) in same(&a, &b, &(0..a.len()), &(0..b.len())).iter() {
        let (one, other) = (word(&a, x), word(&b, y));
        let spelled = (excerpt_a.text.slice(one).to_lowercase(), excerpt_b.text.slice(other).to_lowercase());
        // Two tokens may be pieces of one word.
        if spelled.0 == spelled.1 && one.start >= comparison.from && other.start >= comparison.to {
            comparison.same(one, other);
        }
    }
    let whole = |text: &Text| Span { start: 0, end: text.len() };
    let (start_a, start_b) = (reuse.from.span.start, reuse.to.span.start);
    let there = |span: Span, start: u32| Span { start: span.start + start, end: span.end + start };
    let segments = comparison.finish(whole(&excerpt_a.text), whole(&excerpt_b.text));
    let placed = segments.into_iter().map(|segment| match segment {
        Segment::Same { from, to } => Segment::Same { from: there(from, start_a), to: there(to, start_b) },
        Segment::OnlyFrom(span) => Segment::OnlyFrom(there(span, start_a)),
        Segment::OnlyTo(span) => Segment::OnlyTo(there(span, start_b)),
    });
    placed.collect()
}

/// A passage as an article of its own, so that a short passage of a long article costs little.
fn excerpt(article: &Article, span: Span) -> Article {
    let text = Text::from(article.text.slice(span));
    // What is no title or body is no part of what was copied; it stays as it is, between the words.
    let own = article.blocks.iter().filter(|b| (b.label == Label::Title || b.label.is_body()) && b.span.overlaps(span));
    let clipped = own
        .map(|b| Span { start: b.span.start.max(span.start) - span.start, end: b.span.end.min(span.end) - span.start });
    let blocks = clipped.map(|span| Block { span, label: Label::Body, received: None }).collect();
    Article::bare(article.id, &article.label, article.received.clone(), text, blocks)
}

/// The words of a token as they stand.
fn word(tokens: &Tokens<'_>, token: usize) -> Span {
    tokens.span(token..token + 1)
}

/// Segments in the making, and how far they reach on either side.
struct Comparison<'t> {
    texts: (&'t Text, &'t Text),
    segments: Vec<Segment>,
    from: u32,
    to: u32,
}

impl Comparison<'_> {
    /// Adds a pair of the same words, and before it what stands since the last.
    fn same(&mut self, from: Span, to: Span) {
        self.gap(from.start, to.start);
        match self.segments.last_mut() {
            Some(Segment::Same { from: one, to: other }) if one.end == self.from && other.end == self.to => {
                (one.end, other.end) = (from.end, to.end);
            }
            _ => self.segments.push(Segment::Same {
                from: Span { start: self.from, end: from.end },
                to: Span { start: self.to, end: to.end },
            }),
        }
        (self.from, self.to) = (from.end, to.end);
    }

    /// Adds what stands up to these points unless it is marks and blanks only: those are left to the same words beside it.
    fn gap(&mut self, from: u32, to: u32) {
        let (one, other) = (Span { start: self.from, end: from }, Span { start: self.to, end: to });
        let (a, b) = (self.texts.0.slice(one), self.texts.1.slice(other));
        let has_words = |text: &str| text.contains(char::is_alphanumeric);
        if !(has_words(a) || has_words(b)) {
            return;
        }
        let blanks = |text: &str| text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let (blanks_a, blanks_b) = (blanks(a), blanks(b));
        if let Some(Segment::Same { from: before, to: beside }) = self.segments.last_mut()
            && blanks_a > 0
            && blanks_b > 0
        {
            (before.end, beside.end) = (one.start + blanks_a, other.start + blanks_b);
            (self.from, self.to) = (before.end, beside.end);
        }
        // The marks and blanks that end both go with the same words after them.
        let backwards = a.chars().rev().zip(b.chars().rev());
        let most = (from - self.from).min(to - self.to) as usize;
        let alike = backwards.take(most).take_while(|(x, y)| x == y && !x.is_alphanumeric()).count() as u32;
        let (end_a, end_b) = (from - alike, to - alike);
        if self.from < end_a {
            self.segments.push(Segment::OnlyFrom(Span { start: self.from, end: end_a }));
        }
        if self.to < end_b {
            self.segments.push(Segment::OnlyTo(Span { start: self.to, end: end_b }));
        }
        (self.from, self.to) = (end_a, end_b);
    }

    fn finish(mut self, from: Span, to: Span) -> Vec<Segment> {
        self.gap(from.end, to.end);
        let rest = (Span { start: self.from, ..from }, Span { start: self.to, ..to });
        match self.segments.last_mut() {
            Some(Segment::Same { from: one, to: other }) => (one.end, other.end) = (from.end, to.end),
            _ if !rest.0.is_empty() && !rest.1.is_empty() => {
                self.segments.push(Segment::Same { from: rest.0, to: rest.1 });
            }
            _ if !rest.0.is_empty() => self.segments.push(Segment::OnlyFrom(rest.0)),
            _ if !rest.1.is_empty() => self.segments.push(Segment::OnlyTo(rest.1)),
            _ => {}
        }
        self.segments
    }
}
