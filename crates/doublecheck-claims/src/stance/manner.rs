//! How a claim is put, and how a text puts it: what tells whether they answer for it, deny it, or only report it.

use super::alignment::{Alignment, LEAD};
use super::cues::CueKind;
use super::reading::{KINDS, Reading};

/// Number of features of a claim.
pub(super) const CLAIM: usize = 2 * KINDS + 22;

/// What tells how a claim is put.
pub(super) fn of_claim(claim: &Reading<'_>) -> [f32; CLAIM] {
    let words = claim.words();
    let len = words.len();
    let counts = claim.counts(0..len);
    let mut first = [1.0; KINDS];
    for cue in claim.cues().iter().rev() {
        first[cue.kind as usize] = cue.words.start as f32 / len.max(1) as f32;
    }
    let has = |wanted: &[&str]| (0..len).filter(|&at| wanted.contains(&words.lower(at))).count() as f32;
    let starts = |wanted: &[&str]| f32::from(u8::from(wanted.contains(&words.lower(0))));
    let colon = (0..len).find(|&at| words.lower(at) == ":" || words.lower(at) == "--" || words.lower(at) == "–");
    let before = colon.map_or(0, |at| at);
    let after = colon.map_or(0, |at| len - at - 1);
    let refuting = counts[CueKind::Falsehood as usize] + counts[CueKind::Denial as usize];
    let turns = refuting + counts[CueKind::Negation as usize];
    let quotes = has(&["'", "‘", "’", "\"", "“", "”", "``", "''"]);
    let near_colon = |kind: CueKind| {
        let beside = |at: usize| {
            claim.cues().iter().any(|cue| cue.kind == kind && (cue.words.end == at || cue.words.start == at + 1))
        };
        f32::from(u8::from(colon.is_some_and(beside)))
    };
    let capitals =
        (0..len).filter(|&at| words.word(at).len() > 1 && !words.word(at).contains(char::is_lowercase)).count();
    let extra = [
        has(&["?"]),
        quotes,
        f32::from(u8::from(quotes >= 2.0)),
        f32::from(u8::from(before > 0 && before <= 3)),
        f32::from(u8::from(after > 0 && after <= 3)),
        near_colon(CueKind::Source),
        near_colon(CueKind::Speech),
        before as f32,
        after as f32,
        has(&["(", "["]),
        has(&["!"]),
        len as f32,
        refuting,
        refuting % 2.0,
        turns % 2.0,
        has(&["to"]),
        has(&["will", "'ll", "’ll"]),
        has(&["you", "we", "i", "your", "our", "my"]),
        starts(&["how", "why", "what", "who", "when", "where"]),
        starts(&["is", "are", "was", "were", "did", "does", "do", "has", "have", "will", "can", "could", "should"]),
        capitals as f32 / len.max(1) as f32,
        has(&["this", "these", "here"]),
    ];
    let mut numbers = [0.0; CLAIM];
    let values = counts.into_iter().chain(first).chain(extra);
    numbers.iter_mut().zip(values).for_each(|(number, value)| *number = value);
    numbers
}

/// Number of features of a body.
pub(super) const BODY: usize = 7 * KINDS + 18;

/// A sentence is about the claim when its share is this much of the best one's.
pub(super) const ABOUT: f32 = 0.6;

/// Words from a match to a cue beyond which it no longer matters how far it is.
const FAR: usize = 20;

/// What tells how a body puts what a claim says.
pub(super) fn of_body(body: &Reading<'_>, alignment: &Alignment) -> [f32; BODY] {
    let words = body.words();
    let len = words.len();
    let sentences = words.sentences();
    let per_hundred = 100.0 / (len.max(30) as f32);
    let top = alignment.shares.get(alignment.best).copied().unwrap_or(0.0);
    let lead_end = sentences.get(LEAD - 1).or(sentences.last()).map_or(0, |s| s.end);
    let first_end = sentences.first().map_or(0, |s| s.end);
    let whole = body.counts(0..len);
    let first = body.counts(0..first_end);
    let lead = body.counts(0..lead_end);
    let late = body.counts(len - len / 3..len);
    let mut about = [0.0; KINDS];
    let mut beside = [0.0; KINDS];
    let mut abouts = 0.0f32;
    for (at, sentence) in sentences.iter().enumerate() {
        let is_about = |at: usize| top > 0.0 && alignment.shares.get(at).is_some_and(|&share| share >= ABOUT * top);
        let add = |sums: &mut [f32; KINDS]| {
            sums.iter_mut().zip(body.counts(sentence.clone())).for_each(|(sum, count)| *sum += count);
        };
        if is_about(at) {
            add(&mut about);
            abouts += 1.0;
        } else if at > 0 && is_about(at - 1) || is_about(at + 1) {
            add(&mut beside);
        }
    }
    about.iter_mut().for_each(|count| *count /= abouts.max(1.0));
    let mut nearest = [FAR as f32; KINDS];
    for cue in body.cues() {
        let next = alignment.hits.partition_point(|hit| hit.0 < cue.words.start);
        let after = alignment.hits.get(next).map_or(FAR, |hit| hit.0.saturating_sub(cue.words.end));
        let before =
            next.checked_sub(1).and_then(|at| alignment.hits.get(at)).map_or(FAR, |hit| cue.words.start - hit.0);
        let least = &mut nearest[cue.kind as usize];
        *least = least.min(before.min(after) as f32);
    }
    let count = |range: std::ops::Range<usize>, wanted: &[&str]| {
        range.filter(|&at| wanted.contains(&words.lower(at))).count() as f32
    };
    let refuting = |counts: &[f32; KINDS]| counts[0] + counts[1] + counts[2];
    let hedging = |counts: &[f32; KINDS]| counts[3] + counts[4] + counts[5] + counts[7];
    let first_refuting = body.cues().iter().find(|cue| (cue.kind as usize) < 2).map_or(len, |cue| cue.words.start);
    let extra = [
        count(0..lead_end, &["?"]),
        count(0..len, &["?"]) * per_hundred,
        count(0..len, &["\"", "“", "”", "``", "''"]) * per_hundred,
        count(0..lead_end, &["\"", "“", "”", "‘", "'", "``", "''"]),
        count(0..len, &["i", "we", "you"]) * per_hundred,
        libm::logf(1.0 + len as f32),
        sentences.len() as f32,
        refuting(&whole) * per_hundred,
        refuting(&lead),
        refuting(&about),
        refuting(&beside),
        hedging(&whole) * per_hundred,
        hedging(&lead),
        hedging(&about),
        first_refuting as f32 / len.max(1) as f32,
        alignment.best as f32,
        top,
        count(0..len, &["!"]) * per_hundred,
    ];
    let mut numbers = [0.0; BODY];
    let dense = whole.map(|count| count * per_hundred);
    let late = late.map(|count| count * per_hundred * 3.0);
    let values = [first, lead, about, beside, dense, late, nearest].into_iter().flatten().chain(extra);
    numbers.iter_mut().zip(values).for_each(|(number, value)| *number = value);
    numbers
}
