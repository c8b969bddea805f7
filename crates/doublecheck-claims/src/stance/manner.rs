//! How a claim is put, and how a text puts it: what tells whether they answer for it, deny it, or only report it.

use super::alignment::{Alignment, LEAD};
use super::cues::CueKind;
use super::reading::{KINDS, Reading};

/// Which way the cues of each kind point, in the order of [`CueKind::ALL`].
const REPORTS: [i8; KINDS] = [0, 0, 1, 1, 1, 1, 1, 1, 1, -1, 0];
const DENIES: [i8; KINDS] = [1, 1, 1, 0, 0, 0, 0, 0, -1, -1, 1];

/// Number of features of a claim.
pub(super) const CLAIM: usize = KINDS + CLAIM_EXTRA.len();

/// The features of a claim beside its cues, and which way they point: to reporting, to denial.
const CLAIM_EXTRA: [(i8, i8); 11] = [
    (1, 0),  // a question mark
    (1, 0),  // share of words in quotation marks
    (1, 0),  // a source before a colon
    (1, 0),  // a source at the end, after a colon, dash or bracket
    (1, 0),  // begins as a question is
    (1, -1), // is put as a rumour or possibility
    (0, 1),  // an odd number of refuting words
    (0, 1),  // an odd number of refuting words and negations
    (0, 1),  // begins with a refuting word or negation
    (0, 1),  // refutes a rumour: "slams rumours"
    (0, -1), // refutes a refutation: "denies hoax claims", "not fake"
];

/// Places of features of a claim that a body's are set against.
const CLAIM_SOURCED: usize = KINDS + 2;
const CLAIM_HEDGED: usize = KINDS + 5;
const CLAIM_DENIES: usize = KINDS + 6;

/// Which way the features of a claim point.
pub(super) fn claim_signs(denies: bool) -> [i8; CLAIM] {
    let cues = if denies { DENIES } else { REPORTS };
    let extra = CLAIM_EXTRA.map(|(reports, denying)| if denies { denying } else { reports });
    filled(cues.into_iter().chain(extra))
}

/// What tells how a claim is put.
pub(super) fn of_claim(claim: &Reading<'_>) -> [f32; CLAIM] {
    let words = claim.words();
    let len = words.len();
    let counts = claim.counts(0..len);
    let number = |yes: bool| f32::from(u8::from(yes));
    let count = |kind: CueKind| counts[kind as usize];
    let is_source = |cue: &super::Cue| matches!(cue.kind, CueKind::Source | CueKind::Speech | CueKind::Rumour);
    let sourced = |range: std::ops::Range<usize>| {
        let named = range.len() <= 2 && range.clone().any(|at| is_initials(words.word(at)));
        named || claim.cues_in(range).iter().any(is_source)
    };
    let breaks = |at: &usize| matches!(words.lower(*at), ":" | "-" | "--" | "–" | "—" | "(" | "[");
    let first_break = (0..len.min(5)).find(breaks).unwrap_or(0);
    let last_break = (len.saturating_sub(6)..len).rev().find(breaks).map_or(len, |at| at + 1);
    let refuting = count(CueKind::Falsehood) + count(CueKind::Denial);
    let turns = refuting + count(CueKind::Negation) + count(CueKind::Doubt);
    let opens = ["is", "are", "was", "were", "did", "does", "do", "has", "have", "will", "can", "could"];
    let against = |cue: &super::Cue| matches!(cue.kind, CueKind::Falsehood | CueKind::Denial | CueKind::Negation);
    let extra = [
        number((0..len).any(|at| words.lower(at) == "?")),
        quoted(claim) / len.max(1) as f32,
        number(first_break > 0 && sourced(0..first_break)),
        number(last_break < len && sourced(last_break..len)),
        number(opens.contains(&words.lower(0))),
        number(count(CueKind::Rumour) + count(CueKind::Possibility) > 0.0),
        refuting % 2.0,
        turns % 2.0,
        number(claim.cues_in(0..2).iter().any(against)),
        number(refuting > 0.0 && count(CueKind::Rumour) > 0.0),
        number(turns >= 2.0 && turns % 2.0 == 0.0),
    ];
    filled(counts.map(|count| count.min(2.0)).into_iter().chain(extra))
}

/// "CNN", "WSJ", "U.N.": what stands for a source at a headline's end.
fn is_initials(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

/// Number of words inside quotation marks, single ones too.
fn quoted(claim: &Reading<'_>) -> f32 {
    let words = claim.words();
    let mut inside = None;
    let mut sum = 0;
    for (at, word) in words.iter().enumerate() {
        if !matches!(words.lower(at), "'" | "‘" | "’" | "\"" | "“" | "”" | "``" | "''") {
            continue;
        }
        let glued = |one: Option<u32>, other: Option<u32>| one.is_some() && one == other;
        let after = glued(at.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.end), Some(word.start));
        let before = glued(words.get(at + 1).map(|word| word.start), Some(word.end));
        match inside {
            None if before && !after => inside = Some(at),
            Some(start) if after => {
                sum += at - start - 1;
                inside = None;
            }
            _ => {}
        }
    }
    sum as f32
}

fn filled<T: Copy + Default, const F: usize>(values: impl Iterator<Item = T>) -> [T; F] {
    let mut array = [T::default(); F];
    array.iter_mut().zip(values).for_each(|(place, value)| *place = value);
    array
}

/// Zones of a body in which cues are counted.
const ZONES: usize = 7;

/// The features of a body beside its cues, and which way they point: to reporting, to denial.
const BODY_EXTRA: [(i8, i8); 12] = [
    (1, 0), // questions in the lead
    (1, 0), // questions
    (1, 1), // refuting words near the claim's
    (0, 1), // refuting words
    (0, 1), // a refuting word early
    (1, 0), // hedging words in the lead
    (1, 0), // hedging words near the claim's
    (0, 0), // length
    (0, 1), // the claim denies: others who speak of it do so as well
    (0, 1), // the claim denies and so do words near its own
    (1, 0), // the claim is put as a rumour or possibility
    (1, 0), // the claim names a source in place of answering for it
];

/// Number of features of a body.
pub(super) const BODY: usize = ZONES * KINDS + BODY_EXTRA.len();

/// Which way the features of a body point.
pub(super) fn body_signs(denies: bool) -> [i8; BODY] {
    let cues = if denies { DENIES } else { REPORTS };
    let extra = BODY_EXTRA.map(|(reports, denying)| if denies { denying } else { reports });
    filled(std::iter::repeat_n(cues, ZONES).flatten().chain(extra))
}

/// Words from a match to a cue beyond which it no longer matters how far it is.
const FAR: usize = 20;

/// What tells how a body puts what a claim says.
pub(super) fn of_body(claim: &[f32; CLAIM], body: &Reading<'_>, alignment: &Alignment) -> [f32; BODY] {
    let words = body.words();
    let len = words.len();
    let sentences = words.sentences();
    let per_hundred = 100.0 / (len.max(60) as f32);
    let on_claim = alignment.about();
    let is_about = |at: usize| on_claim.get(at).copied().unwrap_or(false);
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
        let near = at > 0 && is_about(at - 1) || is_about(at + 1);
        let sums = match is_about(at) {
            true => &mut about,
            false if near => &mut beside,
            false => continue,
        };
        abouts += number_of(is_about(at));
        sums.iter_mut().zip(body.counts(sentence.clone())).for_each(|(sum, count)| *sum += count);
    }
    about.iter_mut().chain(&mut beside).for_each(|count| *count /= abouts.max(1.0));
    let mut nearest = [FAR; KINDS];
    for cue in body.cues() {
        let next = alignment.hits.partition_point(|hit| hit.0 < cue.words.start);
        let hit = |at: Option<usize>| at.and_then(|at| alignment.hits.get(at)).map(|hit| hit.0);
        let after = hit(Some(next)).map_or(FAR, |hit| hit.saturating_sub(cue.words.end));
        let before = hit(next.checked_sub(1)).map_or(FAR, |hit| cue.words.start - hit);
        let least = &mut nearest[cue.kind as usize];
        *least = (*least).min(before).min(after);
    }
    let questions = |range: std::ops::Range<usize>| range.filter(|&at| words.lower(at) == "?").count() as f32;
    let refuting = |counts: &[f32; KINDS]| counts[..3].iter().sum::<f32>();
    let hedging = |counts: &[f32; KINDS]| counts[3..6].iter().sum::<f32>() + counts[CueKind::Possibility as usize];
    let first_refuting = body.cues().iter().find(|cue| (cue.kind as usize) < 2).map_or(len, |cue| cue.words.start);
    let denied = claim[CLAIM_DENIES];
    let extra = [
        questions(0..lead_end),
        questions(0..len) * per_hundred,
        refuting(&about) + refuting(&beside),
        refuting(&whole) * per_hundred,
        1.0 - (first_refuting as f32 / 300.0).min(1.0),
        hedging(&lead),
        hedging(&about),
        len as f32 / 100.0,
        denied,
        denied * (refuting(&about) + refuting(&beside)),
        claim[CLAIM_HEDGED],
        claim[CLAIM_SOURCED].max(claim[CLAIM_SOURCED + 1]),
    ];
    let damped = |counts: [f32; KINDS]| counts.map(|count| libm::logf(1.0 + count));
    let close = nearest.map(|words| 1.0 - words.min(FAR) as f32 / FAR as f32);
    let dense = damped(whole.map(|count| count * per_hundred));
    let late = damped(late.map(|count| count * per_hundred * 3.0));
    let zones = [damped(first), damped(lead), damped(about), damped(beside), dense, late, close];
    filled(zones.into_iter().flatten().chain(extra.map(|number| libm::logf(1.0 + number))))
}

fn number_of(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}
