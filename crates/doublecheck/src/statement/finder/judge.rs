//! Third step: how probable it is that a candidate is a statement with the right parts, by boosted trees.

use std::ops::Range;

use super::parts::{self, CONTENT_BEGINS, CONTENT_GOES_ON, Parts, SOURCE_BEGINS, SOURCE_GOES_ON};
use super::spot::{self, Spotted};
use super::view::{Quoted, Relation, View};

/// A statement that may be one.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub cue: Range<usize>,
    pub parts: Parts,
    /// The cue is one on the best path of the first step.
    pub on_path: bool,
    pub proposed: Proposed,
}

/// What patterns say of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposed {
    /// Nothing.
    No,
    /// They propose its cue with other parts.
    Cue,
    /// They propose the same.
    Same,
    /// It is their proposal.
    Here,
}

/// Number of features of a candidate.
pub const FEATURES: usize = 55;

/// What is known of a candidate, as numbers.
pub type Numbers = [f32; FEATURES];

/// Describes the candidates of an article.
pub fn describe(view: &View<'_>, spotted: &Spotted, candidates: &[Candidate]) -> Vec<Numbers> {
    let strength: Vec<f32> = candidates.iter().map(|c| strength(spotted, &c.cue)).collect();
    let mut covered: Vec<f32> = vec![0.0; view.lexemes.len()];
    let mut as_cue: Vec<f32> = vec![0.0; view.lexemes.len()];
    for (candidate, &s) in candidates.iter().zip(&strength) {
        for at in candidate.parts.content.iter().cloned().flatten() {
            covered[at] = covered[at].max(s);
        }
        candidate.cue.clone().for_each(|at| as_cue[at] = as_cue[at].max(s));
    }
    let numbers = |candidate: &Candidate, own: f32| one(view, spotted, candidate, own, &covered, &as_cue);
    candidates.iter().zip(&strength).map(|(candidate, &own)| numbers(candidate, own)).collect()
}

fn strength(spotted: &Spotted, cue: &Range<usize>) -> f32 {
    cue.clone().map(|at| spotted.cue(at)).fold(0.0, f32::max)
}

fn one(
    view: &View<'_>,
    spotted: &Spotted,
    candidate: &Candidate,
    own: f32,
    covered: &[f32],
    as_cue: &[f32],
) -> Numbers {
    let Candidate { cue, parts, on_path, proposed } = candidate;
    let head = parts::head_of(view, cue);
    let cues: Vec<f32> = cue.clone().map(|at| spotted.cue(at)).collect();
    let mean = |values: &[f32]| if values.is_empty() { 0.0 } else { values.iter().sum::<f32>() / values.len() as f32 };
    let least = |values: &[f32]| values.iter().copied().fold(1.0, f32::min);
    let label = |at: usize, labels: [usize; 2]| {
        let row = &parts.marginals.at[at - parts.window.start];
        row[labels[0]] + row[labels[1]]
    };
    let content_words: Vec<usize> = parts.content.iter().cloned().flatten().collect();
    let content: Vec<f32> = content_words.iter().map(|&at| label(at, [CONTENT_BEGINS, CONTENT_GOES_ON])).collect();
    let content_start =
        parts.content.first().map_or(0.0, |c| parts.marginals.at[c.start - parts.window.start][CONTENT_BEGINS]);
    let content_end = parts.content.last().map_or(0.0, |c| {
        let after = (c.end < parts.window.end).then(|| parts.marginals.at[c.end - parts.window.start][CONTENT_GOES_ON]);
        1.0 - after.unwrap_or(0.0)
    });
    let source_words: Vec<usize> = parts.source.iter().cloned().flatten().collect();
    let source: Vec<f32> = source_words.iter().map(|&at| label(at, [SOURCE_BEGINS, SOURCE_GOES_ON])).collect();
    let source_anywhere: f32 = parts.marginals.at.iter().map(|row| row[SOURCE_BEGINS]).sum();
    let first_content: Vec<f32> = content_words
        .iter()
        .map(|&at| spotted.at[at][spot::CONTENT_BEGINS] + spotted.at[at][spot::CONTENT_GOES_ON])
        .collect();
    let first_source: Vec<f32> = source_words
        .iter()
        .map(|&at| spotted.at[at][spot::SOURCE_BEGINS] + spotted.at[at][spot::SOURCE_GOES_ON])
        .collect();
    let content_on_cue: f32 = mean(
        &cue.clone()
            .map(|at| spotted.at[at][spot::CONTENT_BEGINS] + spotted.at[at][spot::CONTENT_GOES_ON])
            .collect::<Vec<_>>(),
    );
    let quoted = content_words.iter().filter(|&&at| view.quoted[at] != Quoted::Outside).count();
    let stronger_content = content_words.iter().filter(|&&at| covered[at] > own).count();
    let gap = |words: &Range<usize>| {
        if words.end <= cue.start { (cue.start - words.end) as f32 } else { words.start.saturating_sub(cue.end) as f32 }
    };
    let nearest = parts.content.iter().map(&gap).fold(99.0, f32::min);
    let side = |words: &Range<usize>| if words.end <= cue.start { -1.0 } else { 1.0 };
    let source_head = parts.source.as_ref().map(|s| parts::head_of_phrase(view, s));
    let sentence = &view.sentences[view.sentence[head] as usize];
    let flag = |yes: bool| f32::from(u8::from(yes));
    let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f32 / of as f32 };
    let has = |relation: Relation| flag(view.child(head, relation).is_some());
    let block = view.block[cue.start] as usize;
    let children: Vec<&str> = view.children(head).iter().map(|&c| view.lower(c as usize)).collect();
    [
        own,
        mean(&cues),
        least(&cues),
        cues.first().copied().unwrap_or(0.0),
        cue.len() as f32,
        f32::from(view.bins[head]),
        cue.clone().map(|at| f32::from(view.bins[at])).fold(0.0, f32::max),
        flag(*on_path),
        flag(cue.clone().any(|at| matches!(spotted.best[at] as usize, spot::CUE_BEGINS | spot::CUE_GOES_ON))),
        parts.marginals.log_probability,
        parts.marginals.log_probability / parts.window.len().max(1) as f32,
        mean(&content),
        least(&content),
        mean(&source),
        least(&source),
        source_anywhere,
        mean(&first_content),
        least(&first_content),
        mean(&first_source),
        content_on_cue,
        content_words.len() as f32,
        source_words.len() as f32,
        parts.source.as_ref().map_or(99.0, &gap),
        nearest,
        parts.source.as_ref().map_or(0.0, side),
        parts.content.first().map_or(0.0, side),
        parts.content.len() as f32,
        flag(parts.rescued),
        source_head.map_or(-1.0, |h| f32::from(view.classes[h] as u8)),
        source_head.map_or(-1.0, |h| f32::from(view.relations[h] as u8)),
        share(quoted, content_words.len()),
        f32::from(view.quoted[head] as u8),
        share(stronger_content, content_words.len()),
        covered[head],
        f32::from(view.classes[head] as u8),
        f32::from(view.relations[head] as u8),
        f32::from(view.tags[head]),
        has(Relation::Subject),
        has(Relation::PassiveSubject),
        has(Relation::ClausalComplement) + 2.0 * has(Relation::OpenComplement),
        has(Relation::Object),
        flag(children.iter().any(|w| matches!(*w, "not" | "n't" | "'t" | "’t" | "never"))),
        flag(children.iter().any(|w| matches!(*w, "would" | "could" | "might" | "may" | "should" | "can" | "must"))),
        flag(children.contains(&"to")),
        (head - sentence.start).min(40) as f32,
        (sentence.end - head).min(40) as f32,
        block as f32,
        share(block, view.blocks.len()),
        flag(cue.clone().all(|at| view.is_mark(at))),
        cue.clone().map(|at| as_cue[at]).fold(0.0, f32::max) - own,
        content_start,
        content_end,
        f32::from(view.kin[head]),
        f32::from(view.lexemes[head].cluster.coarse),
        f32::from(*proposed as u8),
    ]
}
