//! The cues of the rule files `rules/stance/*.txt` in a text.

use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_facts::Words;
use doublecheck_grammar::inflection::stem;
use doublecheck_grammar::learn::{features::KeyMap, text_key};

/// What a cue does to what it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Calls it false: "hoax", "not true".
    Falsehood,
    /// A speaker's no: "denied", "dismissed".
    Denial,
    /// Leans to no: "no evidence", "unlikely".
    Doubt,
    /// It is only said: "reportedly", "rumour".
    Rumour,
    /// Nobody has confirmed it: "declined to comment", "not yet confirmed".
    Unverified,
    /// Names a source in place of knowledge: "according to".
    Source,
    /// A verb of saying.
    Speech,
    /// It may be: "could", "appears".
    Possibility,
    /// Somebody means to do it: "plans to", "in talks".
    Intention,
    /// Answers for it: "confirmed", "official".
    Confirmation,
    /// "not", "never".
    Negation,
}

impl CueKind {
    /// All kinds, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Falsehood,
        Self::Denial,
        Self::Doubt,
        Self::Rumour,
        Self::Unverified,
        Self::Source,
        Self::Speech,
        Self::Possibility,
        Self::Intention,
        Self::Confirmation,
        Self::Negation,
    ];

    /// The heading of its section in the rule files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Falsehood => "falsehood",
            Self::Denial => "denial",
            Self::Doubt => "doubt",
            Self::Rumour => "rumour",
            Self::Unverified => "unverified",
            Self::Source => "source",
            Self::Speech => "speech",
            Self::Possibility => "possibility",
            Self::Intention => "intention",
            Self::Confirmation => "confirmation",
            Self::Negation => "negation",
        }
    }
}

/// A cue in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// What it does.
    pub kind: CueKind,
    /// Its words.
    pub words: Range<usize>,
}

/// The cues of a text in its order, none overlapping: from each word on the longest that fits.
///
/// Time is linear in the text.
pub fn cues(words: &Words<'_>) -> Vec<Cue> {
    let stems: Vec<u32> = (0..words.len()).map(|at| stem_key(words.lower(at))).collect();
    find(&stems, words.sentences())
}

/// The key of a word's stem; an apostrophe is one, however it is written.
pub(super) fn stem_key(lower: &str) -> u32 {
    match lower.strip_prefix(['\'', '’', '\u{2bc}']) {
        Some("t") => text_key("'t"),
        _ => text_key(&stem(lower)),
    }
}

/// The cues of a text of which the keys of all words are known.
pub(super) fn find(stems: &[u32], sentences: &[Range<usize>]) -> Vec<Cue> {
    let mut found = Vec::new();
    for sentence in sentences {
        let Some(keys) = stems.get(sentence.clone()) else { continue };
        let mut at = 0;
        while let Some(key) = keys.get(at) {
            let phrases = PHRASES.get(key).map_or(&[][..], Vec::as_slice);
            let longest = phrases.iter().filter_map(|phrase| Some((phrase.fits(&keys[at + 1..])? + 1, phrase.kind)));
            match longest.max_by_key(|&(length, _)| length) {
                Some((length, kind)) => {
                    let start = sentence.start + at;
                    found.push(Cue { kind, words: start..start + length });
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Phrase {
    kind: CueKind,
    /// What follows its first word.
    rest: Vec<Step>,
}

enum Step {
    Word(u32),
    /// Up to [`GAP`] words.
    Gap,
}

const GAP: usize = 2;

impl Phrase {
    /// How many words its rest takes of those that follow its first.
    fn fits(&self, keys: &[u32]) -> Option<usize> {
        let mut at = 0;
        let mut slack = 0;
        for step in &self.rest {
            match *step {
                Step::Gap => slack = GAP,
                Step::Word(wanted) => {
                    at += 1 + keys.get(at..)?.iter().take(slack + 1).position(|&key| key == wanted)?;
                    slack = 0;
                }
            }
        }
        Some(at)
    }
}

static PHRASES: LazyLock<KeyMap<Vec<Phrase>>> = LazyLock::new(|| {
    let files = [
        include_str!("../../rules/stance/refuting.txt"),
        include_str!("../../rules/stance/hedging.txt"),
        include_str!("../../rules/stance/confirming.txt"),
    ];
    let mut phrases: KeyMap<Vec<Phrase>> = KeyMap::default();
    for file in files {
        let mut kind = None;
        for line in file.lines().filter(|line| !line.starts_with(['#', '>', '='])) {
            if let Some(heading) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                kind = CueKind::ALL.into_iter().find(|kind| kind.name() == heading);
                continue;
            }
            let Some(kind) = kind else { continue };
            for phrase in line.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                let mut steps = phrase.split(' ').map(|word| match word {
                    ".." => Step::Gap,
                    word => Step::Word(stem_key(word)),
                });
                if let Some(Step::Word(first)) = steps.next() {
                    phrases.entry(first).or_default().push(Phrase { kind, rest: steps.collect() });
                }
            }
        }
    }
    phrases
});
