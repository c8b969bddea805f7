//! What stands around an expression: the tense of the nearest verb, and words that make it an edge.

use std::ops::Range;

use super::automaton::{Automaton, Class, Scan};
use super::expression::{Direction, Edge};

/// So many tokens to each side are looked at.
const REACH: usize = 30;
/// A verb so many tokens before an expression is close.
const CLOSE: usize = 3;

/// The tokens of the sentence around an expression.
pub(super) struct Surroundings<'a> {
    scan: &'a Scan<'a>,
    classes: Classes<'a>,
    before: Range<usize>,
    after: Range<usize>,
}

struct Classes<'a> {
    future: Option<&'a Class>,
    past: Option<&'a Class>,
    just_before: Option<&'a Class>,
    perfect: Option<&'a Class>,
    passive: Option<&'a Class>,
    no_verb: Option<&'a Class>,
    article: Option<&'a Class>,
    opens: Option<&'a Class>,
    closes: Option<&'a Class>,
}

impl<'a> Surroundings<'a> {
    pub fn new(automaton: &'a Automaton, scan: &'a Scan<'a>, words: Range<usize>, expression: Range<usize>) -> Self {
        let inside = |at: usize| scan.tokens.get(at).is_some_and(|token| words.contains(&(token.word as usize)));
        let nearest = expression.start.saturating_sub(REACH);
        let start = (nearest..expression.start).rev().take_while(|&at| inside(at)).last().unwrap_or(expression.start);
        let end = (expression.end..expression.end + REACH).take_while(|&at| inside(at)).last();
        let class = |name| automaton.class(name);
        Self {
            scan,
            classes: Classes {
                future: class("future-verb"),
                past: class("past-verb"),
                just_before: class("just-before"),
                perfect: class("perfect-verb"),
                passive: class("passive"),
                no_verb: class("no-verb"),
                article: class("article"),
                opens: class("opens-interval"),
                closes: class("closes-interval"),
            },
            before: start..expression.start,
            after: expression.end..end.map_or(expression.end, |end| end + 1),
        }
    }

    /// Where the nearest verb points: first those before the expression, then those behind it.
    ///
    /// The flag is true if the verb stands close.
    pub fn direction(&self) -> Option<(Direction, bool)> {
        let just_before = self.before.clone().next_back().is_some_and(|at| self.is(self.classes.just_before, at));
        if just_before {
            return Some((Direction::Future, true));
        }
        if self.before.clone().next_back().is_some_and(|at| matches!(self.scan.lower(at), "to" | "through")) {
            // "extended to Nov. 16": the verb tells nothing of the end.
            return None;
        }
        let mut before = self.before.clone().rev();
        let before = before.find_map(|at| Some((self.verb(at, self.before.start)?, at + CLOSE >= self.before.end)));
        before.or_else(|| self.after.clone().find_map(|at| Some((self.verb(at, self.after.start)?, false))))
    }

    /// The direction of a verb, if the token is one that tells.
    fn verb(&self, at: usize, from: usize) -> Option<Direction> {
        if self.is(self.classes.future, at) {
            Some(Direction::Future)
        } else if self.is(self.classes.past, at) || self.is(self.classes.perfect, at) || self.ends_like_a_past(at, from)
        {
            // "will be named": the auxiliary before tells.
            let after_be = at > from && self.is(self.classes.passive, at - 1);
            (!after_be).then_some(Direction::Past)
        } else {
            None
        }
    }

    fn is(&self, class: Option<&Class>, at: usize) -> bool {
        class.is_some_and(|class| class.has(self.scan.symbol(at)) && class.member(self.scan, at).is_some())
    }

    fn ends_like_a_past(&self, at: usize, from: usize) -> bool {
        let word = self.scan.lower(at);
        word.len() > 3
            && word.ends_with("ed")
            && !word.starts_with("un")
            && !(at > from && self.is(self.classes.article, at - 1))
            && !self.classes.no_verb.is_some_and(|class| class.has(self.scan.symbol(at)))
    }

    /// The edge of an interval that the expression is. `open_pair` stands between calls for "between" without its "and".
    pub fn edge(&self, open_pair: &mut bool) -> Option<Edge> {
        let at = self.before.clone().next_back()?;
        let word = self.scan.lower(at);
        if *open_pair && matches!(word, "and" | "-" | "–") {
            *open_pair = false;
            return Some(Edge::End);
        }
        *open_pair = word == "between";
        if self.is(self.classes.opens, at) {
            Some(Edge::Begin)
        } else if self.is(self.classes.closes, at) {
            Some(Edge::End)
        } else {
            None
        }
    }

    /// True after "as of".
    pub fn as_of(&self) -> bool {
        let mut before = self.before.clone().rev();
        let of = before.next().is_some_and(|at| self.scan.lower(at) == "of");
        of && before.next().is_some_and(|at| self.scan.lower(at) == "as")
    }
}
