//! Which way figures moved: "rose by 5", "to 12", "up 3 percent from".

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::rules::VERBS;
use super::verb;
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

/// The direction that an adverb or verb says.
fn direction(lower: &str) -> Option<Direction> {
    match verb::form(lower) {
        Some(form) => form.direction,
        None if UP.contains(lower) => Some(Direction::Up),
        None if DOWN.contains(lower) => Some(Direction::Down),
        None => None,
    }
}

/// Words between the verb and how far the figure moved.
const BETWEEN: &[&str] =
    &["by", "another", "a", "an", "as", "much", "further", "just", "only", "even", "more", "than", "some", "it", "back", "up", "down", "out"];

/// How far the verb may be before the number.
const REACH: usize = 4;

/// The change whose verb or adverb stands right before word `at`, where the expression begins.
pub(super) fn before(words: &Words<'_>, sentence: &Range<usize>, at: usize) -> Option<(Change, usize)> {
    let mut role = Role::By;
    let earliest = at.saturating_sub(REACH).max(sentence.start);
    for i in (earliest..at).rev() {
        let lower = words.lower(i);
        if let Some(direction) = direction(lower) {
            return Some((Change { direction, role }, i));
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

/// The change that an adverb right behind the quantity gives: "0.68 percent lower".
pub(super) fn after(words: &Words<'_>, at: usize) -> Option<Direction> {
    match words.lower(at) {
        "higher" | "up" => Some(Direction::Up),
        "lower" | "down" => Some(Direction::Down),
        _ => None,
    }
}
