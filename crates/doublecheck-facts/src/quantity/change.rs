//! Which way figures moved: "rose by 5", "to 12", "up 3 percent from".

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Kind;
use super::rules::VERBS;
use super::verb::{self, Tense};
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

static PHRASAL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("phrasal"));

static WEAK: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("weak"));

/// The direction that the adverb or verb at a word says of a quantity of this sort that moved; `by` where that word follows.
fn direction(
    words: &Words<'_>,
    sentence: &Range<usize>,
    at: usize,
    kind: Kind,
    unit: &str,
    by: bool,
) -> Option<Direction> {
    let lower = words.lower(at);
    let previous = at.checked_sub(1).filter(|at| sentence.contains(at)).map_or("", |at| words.lower(at));
    let price = matches!(kind, Kind::Percent | Kind::Money | Kind::Bare) || matches!(unit, "point" | "basis point");
    let adverb = match (UP.contains(lower), DOWN.contains(lower)) {
        (true, _) => Some(Direction::Up),
        (_, true) => Some(Direction::Down),
        _ => None,
    };
    if adverb.is_some() {
        // "gave up 12", "taking up 96 percent": the word belongs to its verb.
        let of_verb = verb::form(previous).is_some_and(|form| PHRASAL.contains(form.lemma));
        return adverb.filter(|_| (price || by) && !of_verb);
    }
    let form = verb::form(lower)?;
    // "the narrow two-lane bridge": a base form is a verb behind "to" and the like.
    let infinitive = form.tense == Tense::Base
        && !matches!(previous, "to" | "will" | "would" | "could" | "can" | "may" | "might" | "must" | "should" | "not");
    let other = kind == Kind::Duration
        || infinitive && !price
        || OTHER.contains(form.lemma)
        || !price && WEAK.contains(form.lemma);
    form.direction.filter(|_| kind == Kind::Percent || by || !other)
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
    let mut role = Role::By;
    let earliest = at.saturating_sub(REACH).max(sentence.start);
    for i in (earliest..at).rev() {
        let lower = words.lower(i);
        if UP.contains(lower) || DOWN.contains(lower) || verb::form(lower).is_some_and(|form| form.direction.is_some())
        {
            let by = (i + 1..at).any(|at| words.lower(at) == "by");
            // "climbed up to 5", "went back up 3"
            if let Some(direction) = direction(words, sentence, i, kind, unit, by) {
                return Some(Change { direction, role });
            }
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
