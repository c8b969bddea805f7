//! One sentence against another: does the first say what the second says, the opposite, or neither.

use std::sync::LazyLock;

use doublecheck_grammar::learn::trees::{Growing, grow};
use doublecheck_grammar::learn::{Broken, Reader, Trees, Writer};

use super::Reading;
use super::cues::CueKind;

/// How a sentence stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceStance {
    /// If the first is so, so is the second.
    Entails,
    /// Both cannot be so.
    Contradicts,
    /// Neither.
    Neutral,
}

impl SentenceStance {
    /// All of them, in the order of [`SentenceJudgement::probabilities`].
    pub const ALL: [Self; 3] = [Self::Entails, Self::Contradicts, Self::Neutral];
}

/// How a sentence stands to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SentenceJudgement {
    /// The most probable.
    pub stance: SentenceStance,
    /// The probability of each in the order of [`SentenceStance::ALL`]; they sum to 1.
    pub probabilities: [f32; 3],
}

/// How the first of two sentences stands to the second; of longer texts all words are taken together. Time is that of their
/// words, sorted.
pub fn sentence_stance(first: &Reading<'_>, second: &Reading<'_>) -> SentenceJudgement {
    MODEL.judge(&SentenceFeatures::of(first, second))
}

static MODEL: LazyLock<SentenceModel> =
    LazyLock::new(|| SentenceModel::read(include_bytes!("../../models/sentence_stance.bin")).unwrap_or_default());

const NUMBERS: usize = 24;

/// What the model sees of two sentences.
#[derive(Debug, Clone)]
pub struct SentenceFeatures([f32; NUMBERS]);

/// Two sentences whose stance is known.
#[derive(Debug, Clone)]
pub struct SentenceLesson {
    /// What is seen of them.
    pub features: SentenceFeatures,
    /// How the first stands to the second.
    pub stance: SentenceStance,
}

/// Words that say that there is none, or that it is not done, beside those of the rule files.
const NEGATIONS: [CueKind; 2] = [CueKind::Negation, CueKind::Falsehood];

impl SentenceFeatures {
    /// Looks at two sentences.
    pub fn of(first: &Reading<'_>, second: &Reading<'_>) -> Self {
        let terms = |reading: &Reading<'_>| {
            let pairs = reading.stems.iter().copied().zip(reading.rarities.iter().copied());
            let mut terms: Vec<(u32, f32)> = pairs.filter(|term| term.1 > 1.2).collect();
            terms.sort_unstable_by_key(|term| term.0);
            terms.dedup_by_key(|term| term.0);
            terms
        };
        let (a, b) = (terms(first), terms(second));
        let has = |terms: &[(u32, f32)], key: u32| terms.binary_search_by_key(&key, |term| term.0).is_ok();
        let sum = |terms: &[(u32, f32)]| terms.iter().map(|term| term.1).sum::<f32>();
        let only = |these: &[(u32, f32)], those: &[(u32, f32)]| -> Vec<(u32, f32)> {
            these.iter().copied().filter(|term| !has(those, term.0)).collect()
        };
        let (only_a, only_b) = (only(&a, &b), only(&b, &a));
        let share = |only: &[(u32, f32)], all: &[(u32, f32)]| 1.0 - sum(only) / sum(all).max(1.0);
        let negations =
            |reading: &Reading<'_>| reading.cues().iter().filter(|cue| NEGATIONS.contains(&cue.kind)).count() as f32;
        let (no_a, no_b) = (negations(first), negations(second));
        let begins = |reading: &Reading<'_>| {
            let words = reading.words();
            f32::from(u8::from(words.lower(0) == "there"))
                + 2.0 * f32::from(u8::from(reading.cues_in(0..3).iter().any(|c| NEGATIONS.contains(&c.kind))))
        };
        let pairs = |reading: &Reading<'_>| {
            let content: Vec<u32> =
                reading.stems.iter().zip(&reading.rarities).filter(|(_, r)| **r > 1.2).map(|(s, _)| *s).collect();
            let mut pairs: Vec<(u32, u32)> = content.windows(2).map(|pair| (pair[0], pair[1])).collect();
            pairs.sort_unstable();
            pairs.dedup();
            (pairs, content)
        };
        let ((pairs_a, content_a), (pairs_b, content_b)) = (pairs(first), pairs(second));
        let shared = pairs_b.iter().filter(|pair| pairs_a.binary_search(pair).is_ok()).count() as f32;
        let all_words = |reading: &Reading<'_>| {
            let mut all = reading.stems.clone();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (all_a, all_b) = (all_words(first), all_words(second));
        let missing =
            |these: &[u32], those: &[u32]| these.iter().filter(|key| those.binary_search(key).is_err()).count() as f32;
        let rarest = |terms: &[(u32, f32)]| terms.iter().map(|term| term.1).fold(0.0, f32::max);
        let same_at = |x: Option<&u32>, y: Option<&u32>| f32::from(u8::from(x.is_some() && x == y));
        let parity = f32::from(u8::from((no_a > 0.0) != (no_b > 0.0)));
        Self([
            share(&only_b, &b),
            share(&only_a, &a),
            only_a.len() as f32,
            only_b.len() as f32,
            sum(&only_a),
            sum(&only_b),
            rarest(&only_a),
            rarest(&only_b),
            no_a.min(3.0),
            no_b.min(3.0),
            parity,
            begins(first),
            begins(second),
            shared / (pairs_b.len().max(1) as f32),
            shared / (pairs_a.len().max(1) as f32),
            missing(&all_a, &all_b),
            missing(&all_b, &all_a),
            first.stems.len() as f32 - second.stems.len() as f32,
            second.stems.len() as f32,
            same_at(content_a.first(), content_b.first()),
            same_at(content_a.last(), content_b.last()),
            same_at(content_a.get(1), content_b.get(1)),
            parity * share(&only_b, &b),
            parity * share(&only_a, &a),
        ])
    }
}

/// What was learnt of sentences.
#[derive(Debug, Clone, Default)]
pub struct SentenceModel {
    /// One for each stance.
    trees: [Trees; 3],
}

const GROWING: Growing = Growing { trees: 90, depth: 4, step: 0.1, leaf: 15, ridge: 3.0 };

impl SentenceModel {
    /// Learns from lessons.
    pub fn learn(lessons: &[SentenceLesson]) -> Self {
        let numbers: Vec<[f32; NUMBERS]> = lessons.iter().map(|lesson| lesson.features.0).collect();
        let trees = SentenceStance::ALL.map(|stance| {
            let yes: Vec<bool> = lessons.iter().map(|lesson| lesson.stance == stance).collect();
            grow(&numbers, &yes, &[], GROWING)
        });
        Self { trees }
    }

    /// Judges two sentences.
    pub fn judge(&self, features: &SentenceFeatures) -> SentenceJudgement {
        let raw = [0, 1, 2].map(|at: usize| self.trees[at].probability(&features.0).max(1e-6));
        let sum: f32 = raw.iter().sum();
        let probabilities = raw.map(|value| value / sum);
        let mut best = (SentenceStance::Neutral, f32::MIN);
        for (stance, probability) in SentenceStance::ALL.into_iter().zip(probabilities) {
            if probability > best.1 {
                best = (stance, probability);
            }
        }
        SentenceJudgement { stance: best.0, probabilities }
    }

    /// Writes the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.trees.iter().for_each(|trees| trees.write(&mut out));
        out.into_bytes()
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        let mut trees: [Trees; 3] = Default::default();
        for trees in &mut trees {
            *trees = Trees::read(&mut input, NUMBERS)?;
        }
        Ok(Self { trees })
    }
}
