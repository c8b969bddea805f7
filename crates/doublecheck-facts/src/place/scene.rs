//! A text as spotting sees it: pieces, names of the gazetteer, and how each word is used throughout.

use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_grammar::learn::features::KeyMap;
use doublecheck_grammar::learn::text_key;

use super::gazetteer::Gazetteer;
use super::lists;
use super::matches::{Match, matches};
use super::pieces::{Piece, Shape, pieces, ties};
use crate::Words;

/// A text with all that spotting looks at.
pub(crate) struct Scene<'a> {
    pub words: &'a Words<'a>,
    pub pieces: Vec<Piece>,
    pub matches: Vec<Match>,
    /// For each piece the match it is in.
    match_at: Vec<u32>,
    /// What the text as a whole tells of each word, by its key.
    pub habits: KeyMap<Habit>,
}

const NO_MATCH: u32 = u32::MAX;

/// How a word is used in the whole text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Habit {
    pub capital: u8,
    pub lower: u8,
    /// Times behind a word such as "in".
    pub near: u8,
    /// Times behind a title or a capitalised word that is no place.
    pub after_name: u8,
}

static HEADS: LazyLock<KeyMap<Head>> = LazyLock::new(|| {
    let mut heads: KeyMap<Head> = KeyMap::default();
    for line in lists::lines(lists::HEADS) {
        let Some((kind, words)) = line.split_once(':') else { continue };
        for word in words.split(';').map(str::trim) {
            let head = heads.entry(text_key(word)).or_default();
            match kind {
                "place" => head.place = true,
                "body" => head.body = true,
                "person" => head.person = true,
                "near" => head.near = true,
                "road" => head.road = true,
                _ => {}
            }
        }
    }
    heads
});

/// What a word says of the name beside it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Head {
    pub place: bool,
    pub body: bool,
    pub person: bool,
    pub near: bool,
    pub road: bool,
}

impl Head {
    pub fn of(key: u32) -> Self {
        HEADS.get(&key).copied().unwrap_or_default()
    }

    /// As a number below 16.
    pub fn code(self) -> u32 {
        u32::from(self.place) | u32::from(self.body) << 1 | u32::from(self.person) << 2 | u32::from(self.near) << 3
    }
}

impl<'a> Scene<'a> {
    pub fn of(words: &'a Words<'a>, gazetteer: &Gazetteer) -> Self {
        let pieces = pieces(words);
        let matches = matches(words.text(), &pieces, gazetteer);
        let mut match_at = vec![NO_MATCH; pieces.len()];
        for (m, number) in matches.iter().zip(0..) {
            match_at[m.start as usize..m.end as usize].fill(number);
        }
        let habits = habits(&pieces, &match_at);
        Self { words, pieces, matches, match_at, habits }
    }

    pub fn match_of(&self, piece: usize) -> Option<&Match> {
        self.match_at.get(piece).and_then(|&at| self.matches.get(at as usize))
    }

    pub fn text(&self, piece: usize) -> &'a str {
        self.pieces.get(piece).map_or("", |p| &self.words.text()[p.bytes()])
    }

    /// The pieces that a range of bytes touches.
    pub fn pieces_in(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.pieces.partition_point(|p| (p.end as usize) <= bytes.start);
        let end = self.pieces.partition_point(|p| (p.start as usize) < bytes.end);
        start..end.max(start)
    }

    /// The bytes of a run of pieces.
    pub fn bytes_of(&self, pieces: &Range<usize>) -> Range<usize> {
        let last = pieces.end.checked_sub(1).and_then(|at| self.pieces.get(at));
        match (self.pieces.get(pieces.start), last) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The words that a run of pieces touches.
    pub fn words_of(&self, pieces: &Range<usize>) -> Range<usize> {
        let last = pieces.end.checked_sub(1).and_then(|at| self.pieces.get(at));
        match (self.pieces.get(pieces.start), last) {
            (Some(first), Some(last)) => first.word as usize..last.word as usize + 1,
            _ => 0..0,
        }
    }

    /// Key of a piece of the same sentence; 1 beyond it.
    pub fn key_at(&self, piece: Option<usize>, sentence: u32) -> u32 {
        piece.and_then(|at| self.pieces.get(at)).filter(|p| p.sentence == sentence).map_or(1, |p| p.key)
    }

    /// True for small words that do not end a run of names, and for what a hyphen ties to the next word: "Deir ez-Zor".
    fn links(&self, piece: usize) -> bool {
        LINKS.contains(&self.text(piece)) || ties(&self.pieces, self.words.text(), piece)
    }

    /// Runs of pieces that may hold names: from one capitalised word to the last, with small words and marks between.
    pub fn runs(&self) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut at = 0;
        while at < self.pieces.len() {
            if !self.pieces[at].is_name() {
                at += 1;
                continue;
            }
            let start = at;
            let mut end = at + 1;
            let mut look = end;
            while let Some(piece) = self.pieces.get(look) {
                if piece.sentence != self.pieces[start].sentence || look - end > 2 || end - start > LONGEST_RUN {
                    break;
                }
                if piece.is_name() {
                    end = look + 1;
                } else if piece.shape == Shape::Lower && !self.links(look) {
                    break;
                }
                look += 1;
            }
            // The full stop of "La." belongs to the name.
            if self.match_of(end - 1).is_some_and(|m| m.end as usize == end + 1) {
                end += 1;
            }
            runs.push(start..end);
            at = end;
        }
        runs
    }
}

const LONGEST_RUN: usize = 60;

/// Small words that do not end a run of names.
const LINKS: &[&str] =
    &["of", "the", "and", "de", "la", "del", "al", "el", "on", "upon", "in", "for", "du", "y", "di", "da"];

fn habits(pieces: &[Piece], match_at: &[u32]) -> KeyMap<Habit> {
    let mut habits: KeyMap<Habit> = KeyMap::default();
    let mut wanted: Vec<u32> = pieces.iter().filter(|p| p.is_name()).map(|p| p.key).collect();
    wanted.sort_unstable();
    wanted.dedup();
    habits.extend(wanted.into_iter().map(|key| (key, Habit::default())));
    for (at, piece) in pieces.iter().enumerate() {
        if !(piece.is_name() || piece.shape == Shape::Lower) {
            continue;
        }
        let Some(habit) = habits.get_mut(&piece.key) else { continue };
        if !piece.is_name() {
            habit.lower = habit.lower.saturating_add(1);
            continue;
        }
        habit.capital = habit.capital.saturating_add(1);
        let Some(before) = at.checked_sub(1).and_then(|at| pieces.get(at)) else { continue };
        if before.sentence != piece.sentence {
            continue;
        }
        let head = Head::of(before.key);
        if head.near && !before.is_name() {
            habit.near = habit.near.saturating_add(1);
        }
        if head.person || (before.is_name() && match_at[at - 1] == NO_MATCH) {
            habit.after_name = habit.after_name.saturating_add(1);
        }
    }
    habits
}
