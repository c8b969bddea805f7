//! Which way figures moved: "rose by 5", "to 12", "up 3 percent from".

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::rules::VERBS;
use super::{Kind, verb};
use crate::Words;

/// A movement of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// What the quantity is in it.
    pub role: Role,
}

/// Which way a figure moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It grew.
    Up,
    /// It fell.
    Down,
}

/// What a quantity is in a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// By so much: "rose 5 percent".
    By,
    /// To so much: "rose to 12".
    To,
    /// From so much: "up from 9".
    From,
}

static UP: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("up"));

static DOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("down"));

static OTHER: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("other sense"));

static WEAK: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("weak"));

/// The direction that an adverb or verb says.
fn direction(lower: &str) -> Option<Direction> {
    match verb::form(lower) {
        Some(form) => form.direction,
        None if UP.contains(lower) => Some(Direction::Up),
        None if DOWN.contains(lower) => Some(Direction::Down),
        None => None,
    }
}

/// True for verbs that say of percentages, money and points only that a figure moved ("added 40 users", "raised 5 million"), and for "up" and
/// "down" where they belong to a verb ("gave up 12").
fn is_other(words: &Words<'_>, sentence: &Range<usize>, at: usize, tick: bool) -> bool {
    match verb::form(words.lower(at)) {
        Some(form) => OTHER.contains(form.lemma) || !tick && WEAK.contains(form.lemma),
        None => at > sentence.start && verb::form(words.lower(at - 1)).is_some_and(|form| form.direction.is_none()),
    }
}

/// Words between the verb and how far the figure moved.
const BETWEEN: &[&str] = &[
    "by", "another", "a", "an", "as", "much", "further", "just", "only", "even", "more", "than", "some", "it", "back",
    "up", "down", "out",
];

/// How far the verb may be before the number.
const REACH: usize = 4;

/// The change whose verb or adverb stands right before word `at`, where the expression begins.
pub(super) fn before(words: &Words<'_>, sentence: &Range<usize>, at: usize, kind: Kind, unit: &str) -> Option<Change> {
    let tick = kind == Kind::Money || matches!(unit, "point" | "basis point");
    let mut role = Role::By;
    let earliest = at.saturating_sub(REACH).max(sentence.start);
    for i in (earliest..at).rev() {
        let lower = words.lower(i);
        if let Some(direction) = direction(lower) {
            let by = (i + 1..at).any(|at| words.lower(at) == "by");
            let sure = kind == Kind::Percent || by || kind != Kind::Duration && !is_other(words, sentence, i, tick);
            return sure.then_some(Change { direction, role });
        }
        match lower {
            "to" | "at" if role == Role::By => role = Role::To,
            "from" if role == Role::By => role = Role::From,
            _ if BETWEEN.contains(&lower) || lower.ends_with("ly") => {}
            _ => return None,
        }
    }
    None
}
