//! A sentence read piece by piece: runs of letters, digits and single marks, whatever words they were split into.

use std::ops::Range;
use std::slice::SliceIndex;

use super::numeral::digit;
use crate::Words;

/// A sentence of a text, as bytes; what is read never goes beyond it.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The text up to the end of the sentence.
    pub text: &'a str,
    /// The same in lower case, byte for byte.
    pub lower: &'a str,
    /// Where the sentence begins.
    pub start: usize,
}

/// What stands between a piece and what was read before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// One or more spaces.
    Space,
    /// A hyphen.
    Hyphen,
}

/// A run of letters, or one other character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// What stands before it.
    pub gap: Gap,
}

impl<'a> Line<'a> {
    /// The sentence of a run of words.
    pub fn of(words: &'a Words<'_>, sentence: Range<usize>) -> Self {
        let bytes = words.bytes(sentence);
        Self { text: &words.text()[..bytes.end], lower: &words.lower_text()[..bytes.end], start: bytes.start }
    }

    /// A part of the text; nothing where the bytes are none of it. A number may begin before its line: "Rs. 500" is cut in two.
    pub fn text_at(&self, bytes: impl SliceIndex<str, Output = str>) -> &'a str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The same in small letters.
    pub fn lower_at(&self, bytes: impl SliceIndex<str, Output = str>) -> &'a str {
        self.lower.get(bytes).unwrap_or_default()
    }

    /// The run of letters, or the one other character, that follows byte `at`.
    pub fn piece(&self, at: usize) -> Option<Piece> {
        let rest = self.text.get(at..)?;
        let trimmed = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{2009}']);
        let mut start = self.text.len() - trimmed.len();
        let mut gap = if start > at { Gap::Space } else { Gap::None };
        let mut chars = trimmed.chars();
        let mut first = chars.next()?;
        if gap == Gap::None && is_hyphen(first) {
            let next = chars.next().filter(|c| c.is_alphabetic())?;
            start += first.len_utf8();
            first = next;
            gap = Gap::Hyphen;
        }
        if first == '\n' {
            return None;
        }
        let len = match first.is_alphabetic() {
            true => letters(&self.text[start..]),
            false => first.len_utf8(),
        };
        Some(Piece { bytes: start..start + len, gap })
    }

    /// A piece in lower case.
    pub fn lower(&self, piece: &Piece) -> &'a str {
        &self.lower[piece.bytes.clone()]
    }

    /// The character that ends before byte `at`, inside the sentence.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.start..at)?.chars().next_back()
    }

    /// The character at byte `at`.
    pub fn at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// True where no letter or digit goes on.
    pub fn ends_at(&self, at: usize) -> bool {
        !self.at(at).is_some_and(char::is_alphanumeric)
    }
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn letters(text: &str) -> usize {
    let other = text.find(|c: char| !c.is_alphabetic() || digit(c).is_some());
    other.unwrap_or(text.len())
}
