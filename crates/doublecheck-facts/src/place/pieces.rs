//! Words cut at hyphens: "U.S.-led" names a place in its first half.

use std::ops::Range;

use doublecheck_grammar::learn::text_key;

use crate::{WordKind, Words};

/// A word, or what stands on one side of a hyphen in it, or the hyphen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub start: u32,
    pub end: u32,
    /// The word it belongs to.
    pub word: u32,
    /// Number of its sentence.
    pub sentence: u32,
    /// Key of its lower case.
    pub key: u32,
    pub shape: Shape,
    /// True when no space stands before it.
    pub glued: bool,
}

impl Piece {
    pub fn bytes(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn is_name(self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Initial | Shape::Mixed)
    }
}

/// What a piece looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// "said"
    Lower,
    /// "Moscow"
    Capital,
    /// "MOSCOW", "US"
    Capitals,
    /// "U.S.", "J."
    Initial,
    /// "McAllen", "eBay"
    Mixed,
    /// "1,500"
    Digits,
    /// "'s"
    Clitic,
    /// ","
    Mark,
}

fn shape(kind: WordKind, text: &str) -> Shape {
    match kind {
        WordKind::Digits => Shape::Digits,
        WordKind::Clitic => Shape::Clitic,
        WordKind::Mark => Shape::Mark,
        WordKind::Letters => {
            let bytes = text.as_bytes();
            // Most words are plain lower case.
            if bytes.iter().all(u8::is_ascii_lowercase) {
                return Shape::Lower;
            }
            if text.ends_with('.') && bytes.len() <= 8 && (text.matches('.').count() > 1 || bytes.len() == 2) {
                return Shape::Initial;
            }
            let mut chars = text.chars().filter(|c| c.is_alphabetic());
            let first = chars.next().is_some_and(char::is_uppercase);
            let (mut upper, mut lower) = (false, false);
            chars.for_each(|c| if c.is_uppercase() { upper = true } else { lower = true });
            match (first, upper, lower) {
                (true, false, true) => Shape::Capital,
                (true, true, false) => Shape::Capitals,
                (true, false, false) => Shape::Initial,
                (true, true, true) | (false, true, _) => Shape::Mixed,
                (false, false, _) => Shape::Lower,
            }
        }
    }
}

/// The pieces of a text in order.
pub(crate) fn pieces(words: &Words<'_>) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(words.len() + words.len() / 16);
    let (text, lower) = (words.text(), words.lower_text());
    let mut last_end = 0u32;
    for (number, sentence) in words.sentences().iter().enumerate() {
        for at in sentence.clone() {
            let Some(word) = words.get(at) else { continue };
            let whole = &text[word.bytes()];
            let mut add = |from: usize, to: usize, kind: WordKind| {
                let (start, end) = (word.start + from as u32, word.start + to as u32);
                let range = start as usize..end as usize;
                pieces.push(Piece {
                    start,
                    end,
                    word: at as u32,
                    sentence: number as u32,
                    key: text_key(&lower[range.clone()]),
                    shape: shape(kind, &text[range]),
                    glued: start == last_end,
                });
                last_end = end;
            };
            if word.kind != WordKind::Letters || !whole.contains(is_hyphen) {
                add(0, whole.len(), word.kind);
                continue;
            }
            let mut from = 0;
            for (hyphen, c) in whole.char_indices().filter(|&(_, c)| is_hyphen(c)) {
                if hyphen > from {
                    add(from, hyphen, WordKind::Letters);
                }
                add(hyphen, hyphen + c.len_utf8(), WordKind::Mark);
                from = hyphen + c.len_utf8();
            }
            if from < whole.len() {
                add(from, whole.len(), WordKind::Letters);
            }
        }
    }
    pieces
}

pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// True for a small word that a hyphen ties to the next: the "ez" of "Deir ez-Zor".
pub(crate) fn ties(pieces: &[Piece], text: &str, at: usize) -> bool {
    let hyphen = pieces.get(at + 1).filter(|p| p.glued && text[p.bytes()].starts_with(is_hyphen));
    hyphen.is_some() && pieces.get(at + 2).is_some_and(|p| p.glued && p.is_name())
}
