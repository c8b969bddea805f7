//! A sentence and its words, as the other modules read it.

use std::ops::Range;

use super::line::Line;
use crate::{WordKind, Words};

/// A sentence: its words and, for numbers and units, its text.
pub(super) struct Sentence<'a, 'b> {
    /// All words of the text.
    pub words: &'a Words<'b>,
    /// The sentence as text.
    pub line: Line<'a>,
    /// Its words.
    pub range: Range<usize>,
}

impl<'a, 'b> Sentence<'a, 'b> {
    /// The sentence of a run of words.
    pub fn of(words: &'a Words<'b>, range: Range<usize>) -> Self {
        Self { words, line: Line::of(words, range.clone()), range }
    }

    /// The first word of the sentence that starts at this byte or later.
    pub fn word_from(&self, byte: usize) -> usize {
        let words = &self.words[self.range.clone()];
        self.range.start + words.partition_point(|w| (w.start as usize) < byte)
    }

    /// A word in lower case; empty outside the sentence.
    pub fn lower(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.words.lower(at) } else { "" }
    }

    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.lower(at))
    }

    pub fn kind(&self, at: usize) -> Option<WordKind> {
        self.words.get(at).filter(|_| self.range.contains(&at)).map(|w| w.kind)
    }
}
