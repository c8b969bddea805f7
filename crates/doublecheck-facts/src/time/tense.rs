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
    classes: &'a Classes<'a>,
    before: Range<usize>,
    after: Range<usize>,
}

/// The word lists of `rules/time/tense.txt`.
pub(super) struct Classes<'a> {
    future: Option<&'a Class>,
    past: Option<&'a Class>,
    just_before: Option<&'a Class>,
    looks_ahead: Option<&'a Class>,
    until: Option<&'a Class>,
    puts_off: Option<&'a Class>,
    perfect: Option<&'a Class>,
    passive: Option<&'a Class>,
    no_verb: Option<&'a Class>,
    article: Option<&'a Class>,
    opens: Option<&'a Class>,
    closes: Option<&'a Class>,
}

impl<'a> Classes<'a> {
    pub fn of(automaton: &'a Automaton) -> Self {
        let class = |name| automaton.class(name);
        Self {
            future: class("future-verb"),
            past: class("past-verb"),
            just_before: class("just-before"),
            looks_ahead: class("looks-ahead"),
            until: class("until"),
            puts_off: class("puts-off"),
            perfect: class("perfect-verb"),
            passive: class("passive"),
            no_verb: class("no-verb"),
            article: class("article"),
            opens: class("opens-interval"),
            closes: class("closes-interval"),
        }
    }
}

impl<'a> Surroundings<'a> {
    pub fn new(classes: &'a Classes<'a>, scan: &'a Scan<'a>, words: Range<usize>, expression: Range<usize>) -> Self {
        let inside = |at: usize| scan.tokens.get(at).is_some_and(|token| words.contains(&(token.word as usize)));
        let nearest = expression.start.saturating_sub(REACH);
        let start = (nearest..expression.start).rev().take_while(|&at| inside(at)).last().unwrap_or(expression.start);
        let end = (expression.end..expression.end + REACH).take_while(|&at| inside(at)).last();
        let after = expression.end..end.map_or(expression.end, |end| end + 1);
        Self { scan, classes, before: start..expression.start, after }
    }

    /// Where the nearest verb points: first those before the expression, then those behind it.
    ///
    /// The flag is true if the verb stands close.
    pub fn direction(&self) -> Option<(Direction, bool)> {
        if let Some(last) = self.before.clone().next_back() {
            if self.is(self.classes.just_before, last) {
                return Some((Direction::Future, true));
            }
            if self.is(self.classes.looks_ahead, last) {
                return Some((self.direction_of_an_end(last), false));
            }
            if matches!(self.scan.lower(last), "to" | "through") {
                // "extended to Nov. 16": the verb tells nothing of the end.
                return None;
            }
        }
        self.verb_before().map(|(direction, at)| (direction, at + CLOSE >= self.before.end)).or_else(|| {
            let behind = self.after.clone().find_map(|at| self.verb(at, self.after.start));
            behind.map(|direction| (direction, false))
        })
    }

    /// Where "until" or "by" points.
    fn direction_of_an_end(&self, at: usize) -> Direction {
        match self.verb_before() {
            Some((Direction::Past, verb))
                if self.is(self.classes.until, at) && !self.is(self.classes.puts_off, verb) =>
            {
                Direction::Past
            }
            _ => Direction::Future,
        }
    }

    /// The direction of the nearest verb before the expression, and where it stands.
    fn verb_before(&self) -> Option<(Direction, usize)> {
        self.before.clone().rev().find_map(|at| Some((self.verb(at, self.before.start)?, at)))
    }

    /// The direction of a verb, if the token is one that tells.
    fn verb(&self, at: usize, from: usize) -> Option<Direction> {
        // "May" and "Will" are names.
        let name = at > from && self.scan.tokens.get(at).is_some_and(|token| token.capital);
        if self.is(self.classes.future, at) && !name {
            Some(Direction::Future)
        } else if self.is(self.classes.past, at) || self.is(self.classes.perfect, at) || self.ends_like_a_past(at, from)
        {
            // "will be named": the auxiliary before tells.
            let after_be = at > from && self.is(self.classes.passive, at - 1);
            (!after_be).then_some(Direction::Past)
        } else {
            // "is meeting mayors on Thursday"
            let close = at + CLOSE + 1 >= self.before.end && at < self.before.end;
            let progressive = close && self.scan.lower(at).ends_with("ing") && at > from;
            (progressive && matches!(self.scan.lower(at - 1), "is" | "are" | "'re" | "’re"))
                .then_some(Direction::Future)
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
