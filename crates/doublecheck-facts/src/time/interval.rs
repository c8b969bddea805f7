//! Intervals: pairs of expressions that say when something began and ended.

use jiff::civil::Date;

use super::expression::{Edge, Resolved, TimeExpression};

/// An interval between two expressions: "from Monday to Thursday", "between 5 and 9 October", "2003-2006".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The expression that begins it, as an index into those of the text.
    pub begin: usize,
    /// The expression that ends it.
    pub end: usize,
    /// The first day, if known.
    pub first: Option<Date>,
    /// The last day, if known; not before the first.
    pub last: Option<Date>,
}

/// So many words may stand between the two.
const BETWEEN: usize = 3;

/// The intervals of a text, in order. `resolved` holds the meaning of each expression.
pub fn intervals(expressions: &[TimeExpression], resolved: &[Resolved]) -> Vec<Interval> {
    let mut intervals = Vec::new();
    for (begin, (pair, meanings)) in expressions.windows(2).zip(resolved.windows(2)).enumerate() {
        let ([from, to], [first, last]) = (pair, meanings) else { continue };
        if joined(from, to) {
            let last = last.last.filter(|last| first.first.is_none_or(|first| first <= *last));
            intervals.push(Interval { begin, end: begin + 1, first: first.first, last });
        }
    }
    intervals
}

/// True for two expressions, one after the other, that are the edges of one interval.
pub(super) fn joined(from: &TimeExpression, to: &TimeExpression) -> bool {
    from.edge == Some(Edge::Begin) && to.edge == Some(Edge::End) && to.words.start <= from.words.end + BETWEEN
}
