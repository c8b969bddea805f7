//! How a text stands to a claim: it agrees, disagrees, discusses it, or is about something else.
//!
//! Whether both are about the same is judged by boosted trees over shared words. Then claim and text are judged apart: each
//! says yes, says no, or only reports; the stance follows from the two sides (as in the making of Emergent, Ferreira and
//! Vlachos 2016, from which the Fake News Challenge took its pairs). How a text shows its side is a logistic regression over
//! cues and where they stand, each weight with the sign it must have; sides are not annotated, and are found from the stances
//! of pairs by expectation and maximisation. One sentence against another has judges of its own ([`sentence_stance`]).
//!
//! It fails where a side is shown without cues: by irony, by facts that exclude the claim, or by opinion.

mod alignment;
mod cues;

mod manner;
mod model;
mod reading;
mod sentence;
mod training;

use std::ops::Range;
use std::sync::LazyLock;

use alignment::Alignment;
pub use cues::{Cue, CueKind, cues};
pub use model::{Features, Manner, Model};
pub use reading::Reading;
pub use sentence::{
    SentenceFeatures, SentenceJudgement, SentenceLesson, SentenceModel, SentenceStance, sentence_stance,
};
pub use training::{Lesson, Related};

/// How a text stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says the same, as its own.
    Agrees,
    /// Says that it is not so.
    Disagrees,
    /// One of the two only reports it: neither yes nor no.
    Discusses,
    /// Is about something else.
    Unrelated,
}

impl Stance {
    /// All stances, in the order of [`Judgement::probabilities`].
    pub const ALL: [Self; 4] = [Self::Agrees, Self::Disagrees, Self::Discusses, Self::Unrelated];
}

/// How a text stands to a claim, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The stance to be told. Not always the most probable: rare stances are favoured, so that the mean F1 of all four is
    /// largest.
    pub stance: Stance,
    /// The probability of each stance in the order of [`Stance::ALL`]; they sum to 1.
    pub probabilities: [f32; 4],
    /// How the claim is put: a headline may itself deny, or only report.
    pub claim: Manner,
    /// How the text puts it.
    pub text: Manner,
    /// What it rests on, in text order; none for what is unrelated.
    pub evidence: Vec<Evidence>,
}

/// A sentence that a judgement rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The bytes of the sentence.
    pub sentence: Range<usize>,
    /// Cues in it that speak for the stance, as bytes of the text.
    pub cues: Vec<(CueKind, Range<usize>)>,
}

/// Sentences shown at most.
const SHOWN: usize = 4;

/// How a text stands to a claim. Time is linear in the text; reading both before takes most of it, so read a text once and
/// ask for all claims.
pub fn stance(claim: &Reading<'_>, text: &Reading<'_>) -> Judgement {
    let alignment = Alignment::of(claim, text);
    let features = Features::aligned(claim, text, &alignment);
    let probabilities = MODEL.probabilities(&features);
    let stance = if alignment.hits.is_empty() { Stance::Unrelated } else { MODEL.choose(&probabilities) };
    let evidence = evidence(text, &alignment, stance);
    Judgement { stance, probabilities, claim: MODEL.claim(&features), text: MODEL.body(&features), evidence }
}

static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../models/stance.bin")).unwrap_or_default());

/// The sentences that speak of the claim, and those beside them with cues for the stance: the nearest to the claim first come,
/// told in text order.
fn evidence(text: &Reading<'_>, alignment: &Alignment, stance: Stance) -> Vec<Evidence> {
    if stance == Stance::Unrelated {
        return Vec::new();
    }
    let words = text.words();
    let cues = |at: usize| -> Vec<(CueKind, Range<usize>)> {
        let Some(sentence) = words.sentences().get(at) else { return Vec::new() };
        let speaking = text.cues_in(sentence.clone()).iter().filter(|cue| speaks_for(cue.kind, stance));
        speaking.map(|cue| (cue.kind, words.bytes(cue.words.clone()))).collect()
    };
    let about = alignment.about();
    let mut ranked: Vec<(f32, usize)> = Vec::new();
    for (at, &share) in alignment.shares.iter().enumerate() {
        let is_about = |at: usize| about.get(at).copied().unwrap_or(false);
        let beside = at > 0 && is_about(at - 1) || is_about(at + 1);
        let found = !is_about(at) && !beside || cues(at).is_empty();
        match (is_about(at), found) {
            (true, true) => ranked.push((share, at)),
            (true, false) => ranked.push((share + 1.0, at)),
            (false, false) => ranked.push((share, at)),
            (false, true) => {}
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut shown: Vec<usize> = ranked.into_iter().take(SHOWN).map(|(_, at)| at).collect();
    shown.sort_unstable();
    let bytes = |at: usize| words.sentences().get(at).map_or(0..0, |sentence| words.bytes(sentence.clone()));
    shown.into_iter().map(|at| Evidence { sentence: bytes(at), cues: cues(at) }).collect()
}

fn speaks_for(cue: CueKind, stance: Stance) -> bool {
    use CueKind::{
        Confirmation, Denial, Doubt, Falsehood, Intention, Negation, Possibility, Rumour, Source, Speech, Unverified,
    };
    match cue {
        Falsehood | Denial | Negation => stance == Stance::Disagrees,
        Doubt => matches!(stance, Stance::Disagrees | Stance::Discusses),
        Rumour | Unverified | Source | Speech | Possibility | Intention => stance == Stance::Discusses,
        Confirmation => stance == Stance::Agrees,
    }
}
