//! A text as this room sees it.

use std::ops::Range;

use doublecheck_facts::{WordKind, Words};
use doublecheck_grammar::inflection::stem;

use super::cues::{self, Cue, CueKind};
use crate::Frequencies;

/// A text read for its stance, once for all claims it is set against.
///
/// Time and memory are linear in the text.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    words: &'a Words<'a>,
    /// The key of each word's stem.
    pub(super) stems: Vec<u32>,
    /// How rare each word is; 0 for marks and endings.
    pub(super) rarities: Vec<f32>,
    cues: Vec<Cue>,
}

impl<'a> Reading<'a> {
    /// Reads a text.
    pub fn of(words: &'a Words<'a>) -> Self {
        let known = Frequencies::built_in();
        let (mut stems, mut rarities) = (Vec::with_capacity(words.len()), Vec::with_capacity(words.len()));
        for (at, word) in words.iter().enumerate() {
            let lower = words.lower(at);
            stems.push(cues::stem_key(lower));
            rarities.push(match word.kind {
                WordKind::Letters => known.rarity(&stem(lower)),
                WordKind::Digits => NUMBER,
                WordKind::Clitic | WordKind::Mark => 0.0,
            });
        }
        let cues = cues::find(&stems, words.sentences());
        Self { words, stems, rarities, cues }
    }

    /// The words it was read from.
    pub fn words(&self) -> &'a Words<'a> {
        self.words
    }

    /// Its cues in text order.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The cues that begin in a run of words.
    pub(super) fn cues_in(&self, words: Range<usize>) -> &[Cue] {
        let start = self.cues.partition_point(|cue| cue.words.start < words.start);
        let end = self.cues.partition_point(|cue| cue.words.start < words.end);
        self.cues.get(start..end).unwrap_or_default()
    }

    /// How many cues of each kind begin in a run of words.
    pub(super) fn counts(&self, words: Range<usize>) -> [f32; KINDS] {
        let mut counts = [0.0; KINDS];
        self.cues_in(words).iter().for_each(|cue| counts[cue.kind as usize] += 1.0);
        counts
    }
}

/// Number of kinds of cues.
pub(super) const KINDS: usize = CueKind::ALL.len();

/// Numbers are as rare as a word that one text in four hundred has.
const NUMBER: f32 = 6.0;
