//! All statements of an article: what was learnt and what the patterns say, brought together.
//!
//! Patterns propose, the [`Finder`] judges their proposals beside its own. What is said inside another's words the finder
//! was not taught: there the patterns are followed. Sentences that nobody else is made to say are the outlet's own voice.

use std::ops::Range;

use super::SHOWN;
use super::extract::{Draft, Extracted, RULES, extract};
use super::finder::{Finder, Found, Proposal};
use super::given::{enclose, of_parts, position, quoted_words};
use super::unit::Unit;
use crate::language::{Analysis, Quotation};

/// Less probable statements are not kept at all.
const KEPT: f32 = 0.2;
/// A sentence has hardly more statements.
const NEAR: usize = 40;

/// The statements of an article in text order, the outlet's own among them.
pub(super) fn find(analysis: &Analysis<'_>) -> Vec<Draft> {
    let Extracted { drafts: patterns, narration } = extract(analysis);
    let proposals: Vec<Proposal> = patterns.iter().filter_map(proposal).collect();
    let mut drafts = match Finder::built_in() {
        Some(finder) => judged(analysis, &finder.find(analysis, &proposals, KEPT), patterns),
        None => patterns,
    };
    let said = Said::of(analysis, &drafts);
    drafts.extend(narration.into_iter().filter(|own| said.words(own, SHOWN) == 0));
    drafts.sort_by_key(|draft| (position(draft), draft.cue.is_none()));
    enclose(&mut drafts);
    drafts
}

/// What the finder found, and of the patterns what it was not taught to judge.
fn judged(analysis: &Analysis<'_>, found: &[Found], patterns: Vec<Draft>) -> Vec<Draft> {
    let quoted = quoted_words(analysis);
    let mut drafts: Vec<Draft> = found.iter().filter_map(|found| draft(analysis, found, &patterns, &quoted)).collect();
    let said = Said::of(analysis, &drafts);
    let (going_on, others): (Vec<Draft>, Vec<Draft>) = patterns.into_iter().partition(|p| p.continues);
    let inside: Vec<Draft> = others.iter().filter_map(|pattern| inside(pattern, &drafts, &said)).collect();
    drafts.extend(inside);
    drafts.extend(going_on.into_iter().filter(|p| 2 * said.words(p, KEPT) < p.content.iter().map(Range::len).sum()));
    drafts
}

/// Which words are part of a statement, and of which.
struct Said {
    probability: Vec<f32>,
    content_of: Vec<Option<usize>>,
}

impl Said {
    fn of(analysis: &Analysis<'_>, drafts: &[Draft]) -> Self {
        let count = analysis.words.len();
        let mut said = Self { probability: vec![0.0; count], content_of: vec![None; count] };
        for (number, draft) in drafts.iter().enumerate() {
            for word in draft.content.iter().chain(&draft.cue).chain(&draft.source).cloned().flatten() {
                said.probability[word] = said.probability[word].max(draft.probability);
            }
            draft.content.iter().cloned().flatten().for_each(|word| said.content_of[word] = Some(number));
        }
        said
    }

    /// How many words of a draft's content are part of a statement at least so probable.
    fn words(&self, draft: &Draft, least: f32) -> usize {
        draft.content.iter().cloned().flatten().filter(|&word| self.probability[word] >= least).count()
    }
}

/// What the patterns propose to the finder.
pub(super) fn proposals(analysis: &Analysis<'_>) -> Vec<Proposal> {
    extract(analysis).drafts.iter().filter_map(proposal).collect()
}

/// What the finder judges of a pattern: a statement that is not made inside another one.
fn proposal(pattern: &Draft) -> Option<Proposal> {
    let cue = pattern.cue.clone().filter(|cue| pattern.within.is_none() && !cue.is_empty())?;
    let source = pattern.source.clone().filter(|source| !source.is_empty());
    let content: Vec<Range<usize>> = pattern.content.iter().filter(|c| !c.is_empty()).cloned().collect();
    (!content.is_empty()).then_some(Proposal { source, cue, content })
}

/// `None` for what says nothing: "asked not to be named".
fn draft(analysis: &Analysis<'_>, found: &Found, patterns: &[Draft], quoted: &[Quotation]) -> Option<Draft> {
    let Found { source, cue, content, probability } = found.clone();
    // Patterns are in the order of their sentences.
    let last = patterns.partition_point(|p| p.unit.start < cue.end);
    let mut near = patterns[..last].iter().rev().take(NEAR);
    let overlaps = |p: &&Draft| p.cue.as_ref().is_some_and(|c| c.start < cue.end && cue.start < c.end);
    let addressee = near.find(overlaps).and_then(|p| p.addressee.clone()).filter(|to| {
        let apart = |piece: &Range<usize>| piece.end <= to.start || to.end <= piece.start;
        source.iter().all(apart) && content.iter().all(apart)
    });
    let draft = of_parts(analysis, source, Some(cue), content, quoted);
    // Quotation marks and commas around the words are the writer's.
    let first = quoted.partition_point(|q| q.marked.end <= draft.unit.start);
    let last = quoted.partition_point(|q| q.marked.start < draft.unit.end);
    let quotations = quoted.get(first..last).unwrap_or_default();
    let unit = Unit { analysis, words: draft.unit.clone(), quotations, block: draft.block };
    let content: Vec<Range<usize>> =
        draft.content.iter().map(|c| unit.trim(c.clone())).filter(|c| !c.is_empty()).collect();
    let source = draft.source.clone().map(|source| unit.trim(source)).filter(|source| !source.is_empty());
    let says = content.first().is_some_and(|first| !unit.keeps_name(first.start));
    says.then_some(Draft { source, content, addressee, probability, ..draft })
}

/// A pattern whose cue stands in the words of a statement: what the speaker says that others said.
fn inside(pattern: &Draft, found: &[Draft], said: &Said) -> Option<Draft> {
    let cue = pattern.cue.as_ref()?;
    let outer = &found[said.content_of.get(cue.start).copied().flatten()?];
    let piece = outer.content.iter().find(|piece| piece.contains(&cue.start))?;
    let within = |part: &Range<usize>| part.start.clamp(piece.start, piece.end)..part.end.clamp(piece.start, piece.end);
    let content: Vec<Range<usize>> = pattern.content.iter().map(within).filter(|c| !c.is_empty()).collect();
    // If most of it lies outside, the pattern read the whole sentence another way.
    let source = pattern.source.as_ref().is_none_or(|s| piece.start <= s.start && s.end <= piece.end);
    let whole =
        source && content.iter().map(Range::len).sum::<usize>() * 2 > pattern.content.iter().map(Range::len).sum();
    (whole && !content.is_empty()).then(|| Draft { content, probability: RULES * outer.probability, ..pattern.clone() })
}
