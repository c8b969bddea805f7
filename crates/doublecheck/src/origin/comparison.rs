//! A passage beside its original, word by word.

use super::counterpart::{same, tokens};
use super::fingerprint::Tokens;
use crate::language::Analysis;
use crate::model::{Reuse, Span, Text};

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
/// first. Empty when the analyses are not those of the articles. Linear in the articles' length.
pub fn compare(reuse: &Reuse, from: &Analysis<'_>, to: &Analysis<'_>) -> Vec<Segment> {
    if reuse.from.article != from.article.id || reuse.to.article != to.article.id {
        return Vec::new();
    }
    let (a, b) = (Tokens::of(from), Tokens::of(to));
    let (in_a, in_b) = (tokens(&a, reuse.from.span), tokens(&b, reuse.to.span));
    let mut comparison = Comparison {
        texts: (&from.article.text, &to.article.text),
        segments: Vec::new(),
        from: reuse.from.span.start,
        to: reuse.to.span.start,
    };
    for (x, y) in same(&a, &b, &in_a, &in_b).iter() {
        let (one, other) = (word(&a, x), word(&b, y));
        let spelled = (from.article.text.slice(one).to_lowercase(), to.article.text.slice(other).to_lowercase());
        let inside = reuse.from.span.contains(one) && reuse.to.span.contains(other);
        // Two tokens may be pieces of one word.
        if inside && spelled.0 == spelled.1 && one.start >= comparison.from && other.start >= comparison.to {
            comparison.same(one, other);
        }
    }
    comparison.finish(reuse.from.span, reuse.to.span)
}

/// The words of a token as they stand.
fn word(tokens: &Tokens<'_>, token: usize) -> Span {
    tokens.analysis.span(tokens.words(token..token + 1))
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
