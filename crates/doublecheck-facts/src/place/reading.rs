//! Whether a name means the place or those who act for it: "in Moscow", "Moscow said". Learnt on types as Gritta, Pilehvar
//! and Collier (2019) distinguish them.

use std::sync::LazyLock;

use doublecheck_grammar::learn::features::KeyMap;
use doublecheck_grammar::learn::{Chain, Features, key, text_key};

use super::gazetteer::{Entry, Kind};
use super::lists;
use super::pieces::Shape;
use super::scene::{Head, Scene};
use super::spot::{Form, Spot};

/// What the name of a place is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// The place itself: "in Moscow", "the Lisbon suburbs".
    Literal,
    /// Those who act for it, live or play there: "Moscow said". An actor, not a place.
    Actor,
    /// Tells whose or what something is: "the Peruvian envoy", "U.S. policy".
    Modifier,
    /// Part of the name of something else: "Lagos Police".
    Embedded,
    /// People or a language: "the Chileans", "in French".
    People,
}

impl Use {
    /// True when the place itself is meant.
    pub fn is_literal(self) -> bool {
        self == Self::Literal
    }
}

/// What the chain of one position tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// "in Moscow"
    Literal,
    /// "the Lisbon suburbs"
    LiteralModifier,
    /// "Moscow said"
    Metonymic,
    /// "U.S. policy"
    Modifier,
    /// "Lagos Police"
    Embedded,
    /// "the Andes Conference": a name whose place is where it is.
    EmbeddedLiteral,
    /// "the Chileans"
    Demonym,
    /// A language, or a namesake that is no place.
    Other,
}

/// Number of readings.
pub(crate) const READINGS: usize = 8;

impl Reading {
    const ALL: [Self; READINGS] = [
        Self::Literal,
        Self::LiteralModifier,
        Self::Metonymic,
        Self::Modifier,
        Self::Embedded,
        Self::EmbeddedLiteral,
        Self::Demonym,
        Self::Other,
    ];

    fn is_literal(self) -> bool {
        matches!(self, Self::Literal | Self::LiteralModifier | Self::EmbeddedLiteral)
    }
}

/// What a name is used for, and how probable it is that the place itself is meant.
pub(crate) fn read(chain: &Chain, features: &Features, form: Form) -> (Use, f32) {
    let said = chain.label(features);
    let Some(row) = said.at.first() else { return (Use::Literal, 1.0) };
    let literal: f32 = Reading::ALL.iter().filter(|r| r.is_literal()).map(|&r| row[r as usize]).sum();
    let best = |readings: &[Reading]| {
        let mut best = readings[0];
        for &reading in readings {
            if row[reading as usize] > row[best as usize] {
                best = reading;
            }
        }
        best
    };
    let used = match form {
        Form::Embedded => Use::Embedded,
        _ if literal >= 0.5 => Use::Literal,
        _ => {
            match best(&[Reading::Metonymic, Reading::Modifier, Reading::Embedded, Reading::Demonym, Reading::Other]) {
                Reading::Metonymic => Use::Actor,
                Reading::Embedded => Use::Embedded,
                Reading::Demonym => Use::People,
                Reading::Other if form == Form::Demonym => Use::People,
                _ => Use::Modifier,
            }
        }
    };
    (used, literal)
}

static ACTS: LazyLock<KeyMap<u32>> = LazyLock::new(|| {
    let mut acts: KeyMap<u32> = KeyMap::default();
    for line in lists::lines(lists::ACTS) {
        let Some((kind, stems)) = line.split_once(':') else { continue };
        let bit = match kind {
            "says" => 1,
            "does" => 2,
            _ => 4,
        };
        for stem in stems.split(';').map(str::trim) {
            let short = stem.strip_suffix('e').unwrap_or(stem);
            for form in
                [stem.to_owned(), format!("{stem}s"), format!("{stem}es"), format!("{short}ed"), format!("{short}ing")]
            {
                *acts.entry(text_key(&form)).or_default() |= bit;
            }
        }
    }
    acts
});

fn act(word: u32) -> u32 {
    ACTS.get(&word).copied().unwrap_or(0)
}

/// Describes a name in its surroundings: one position.
pub(crate) fn describe(scene: &Scene<'_>, spot: &Spot, entry: Option<&Entry<'_>>, features: &mut Features) {
    features.clear();
    let sentence = scene.pieces.get(spot.pieces.start).map_or(0, |p| p.sentence);
    let at = |i: Option<usize>| scene.key_at(i, sentence);
    let shape = |i: Option<usize>| {
        i.and_then(|i| scene.pieces.get(i)).filter(|p| p.sentence == sentence).map_or(15, |p| p.shape as u32)
    };
    let (start, end) = (spot.pieces.start, spot.pieces.end);
    let kind = entry.map_or(0, |e| match e.kind {
        Kind::Continent | Kind::Region => 1,
        Kind::Country => 2,
        Kind::First => 3,
        Kind::Capital => 4,
        kind if kind.is_town() => 5,
        Kind::Second | Kind::Lower => 6,
        _ => 7,
    });
    let form = spot.form as u32;
    let sort = form << 3 | kind;
    let (b1, b2, b3) = (at(start.checked_sub(1)), at(start.checked_sub(2)), at(start.checked_sub(3)));
    let possessive = shape(Some(end)) == Shape::Clitic as u32;
    let after = if possessive { end + 1 } else { end };
    let (n1, n2, n3) = (at(Some(after)), at(Some(after + 1)), at(Some(after + 2)));
    let next = scene.text(after).to_lowercase();
    let next_end = ending(&next);
    // Adverbs and other names in a list stand between a name and its verb: "Moscow and Washington have".
    let verb = verb_after(scene, after, sentence);
    let owner = u32::from(possessive);
    let name = key(scene.pieces.get(start).map_or(0, |p| p.key), end as u32 - start as u32);
    let heads = |word: u32| {
        let head = Head::of(word);
        u32::from(head.place) | u32::from(head.body) << 1 | u32::from(head.person) << 2 | u32::from(head.near) << 3
    };
    let shapes = shape(start.checked_sub(1)) << 4 | shape(Some(after));
    let ends = u32::from(at(Some(end)) == 1);
    let begins = u32::from(at(start.checked_sub(1)) == 1);
    let mut push = |template: u32, value: u32| {
        features.push(key(template, value));
        features.push(key(template + 100, key(value, sort)));
    };
    push(1, 0);
    push(2, b1);
    push(3, b2);
    push(4, key(b1, b2));
    push(5, n1);
    push(6, n2);
    push(7, key(n1, n2));
    push(8, next_end);
    push(9, owner);
    push(10, key(b1, n1));
    push(11, shapes);
    push(12, key(b1, shapes));
    push(13, act(n1) | owner << 4);
    push(14, act(verb.0) << 4 | verb.1);
    push(15, heads(b1));
    push(16, heads(n1) | owner << 4);
    push(17, key(heads(b1), heads(n1) << 8 | act(n1)));
    push(18, name);
    push(19, begins | ends << 1);
    push(20, key(begins, act(verb.0)));
    push(21, key(b1, act(verb.0)));
    push(22, key(owner, n1));
    push(23, b3);
    push(24, n3);
    push(25, key(next_end, shapes << 1 | owner));
    push(26, key(verb.0, verb.1));
    push(27, key(b2, key(b1, n1)));
    features.end_position();
}

/// The first verb of the list within the next words, and how far off it is; other words are passed over up to a mark.
fn verb_after(scene: &Scene<'_>, from: usize, sentence: u32) -> (u32, u32) {
    for far in 0..5 {
        let Some(piece) = scene.pieces.get(from + far).filter(|p| p.sentence == sentence) else { break };
        if act(piece.key) > 0 && !piece.is_name() {
            return (piece.key, far.min(3) as u32);
        }
        if piece.shape == Shape::Mark && scene.text(from + far) != "," {
            break;
        }
    }
    (0, 15)
}

/// The last three letters of a word in lower case.
fn ending(word: &str) -> u32 {
    let from = word.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    text_key(&word[from..])
}
