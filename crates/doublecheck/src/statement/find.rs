//! All statements of an article: what was learnt and what the patterns say, brought together.
//!
//! Patterns propose, the [`Finder`] judges their proposals beside its own. What is said inside another's words the finder
//! was not taught: there the patterns are followed. Sentences that nobody else is made to say are the outlet's own voice.

use std::ops::Range;

use super::extract::{Draft, Extracted, RULES, extract};
use super::finder::{Finder, Found, Proposal};
use super::given::{enclose, of_parts, position, quoted_words};
use super::unit::Unit;
use crate::language::{Analysis, Quotation};

/// Less probable statements are not kept at all.
const KEPT: f32 = 0.2;
/// From this probability on a sentence is somebody's statement and not the outlet's own.
const SAID: f32 = 0.5;

/// The statements of an article in text order, the outlet's own among them.
pub(super) fn find(analysis: &Analysis<'_>) -> Vec<Draft> {
    let Extracted { drafts: patterns, narration } = extract(analysis);
    let proposals: Vec<Proposal> = patterns.iter().filter_map(proposal).collect();
    let found = Finder::built_in().map(|finder| finder.find(analysis, &proposals, KEPT)).unwrap_or_default();
    let quoted = quoted_words(analysis);
    let mut drafts: Vec<Draft> = found.iter().map(|found| draft(analysis, found, &patterns, &quoted)).collect();
    let inside: Vec<Draft> = patterns.iter().filter_map(|pattern| inside(pattern, &drafts)).collect();
    let going_on: Vec<Draft> =
        patterns.into_iter().filter(|p| p.continues && !is_said(p, &drafts, KEPT)).collect();
    drafts.extend(inside);
    drafts.extend(going_on);
    let own: Vec<Draft> = narration.into_iter().filter(|n| !is_said(n, &drafts, SAID)).collect();
    drafts.extend(own);
    drafts.sort_by_key(|draft| (position(draft), draft.cue.is_none()));
    enclose(&mut drafts);
    drafts
}

/// What the patterns propose to the finder.
pub fn proposals(analysis: &Analysis<'_>) -> Vec<Proposal> {
    extract(analysis).drafts.iter().filter_map(proposal).collect()
}

/// What the finder judges of a pattern: a statement that is not made inside another one.
fn proposal(pattern: &Draft) -> Option<Proposal> {
    let cue = pattern.cue.clone().filter(|_| pattern.within.is_none())?;
    Some(Proposal { source: pattern.source.clone(), cue, content: pattern.content.clone() })
}

fn draft(analysis: &Analysis<'_>, found: &Found, patterns: &[Draft], quoted: &[Quotation]) -> Draft {
    let Found { source, cue, content, probability } = found.clone();
    let same = patterns.iter().find(|p| p.cue.as_ref().is_some_and(|c| c.start < cue.end && cue.start < c.end));
    let addressee = same.and_then(|p| p.addressee.clone()).filter(|to| {
        let apart = |piece: &Range<usize>| piece.end <= to.start || to.end <= piece.start;
        source.iter().all(apart) && content.iter().all(apart)
    });
    let draft = of_parts(analysis, source, Some(cue), content, quoted);
    // Quotation marks and commas around the words are the writer's.
    let unit = Unit { analysis, words: draft.unit.clone(), quotations: quoted, block: draft.block };
    let content: Vec<Range<usize>> =
        draft.content.iter().map(|c| unit.trim(c.clone())).filter(|c| !c.is_empty()).collect();
    Draft { content, addressee, probability, ..draft }
}

/// A pattern whose cue stands in the words of a statement: what the speaker says that others said.
fn inside(pattern: &Draft, found: &[Draft]) -> Option<Draft> {
    let cue = pattern.cue.as_ref()?;
    let (outer, piece) = found
        .iter()
        .flat_map(|outer| outer.content.iter().map(move |piece| (outer, piece)))
        .filter(|(_, piece)| piece.contains(&cue.start))
        .min_by_key(|(_, piece)| piece.len())?;
    let within = |part: &Range<usize>| part.start.clamp(piece.start, piece.end)..part.end.clamp(piece.start, piece.end);
    let content: Vec<Range<usize>> = pattern.content.iter().map(within).filter(|c| !c.is_empty()).collect();
    // The pattern read the whole sentence another way.
    let whole = content.iter().map(Range::len).sum::<usize>() * 2 > pattern.content.iter().map(Range::len).sum();
    (whole && !content.is_empty())
        .then(|| Draft { content, probability: RULES * outer.probability, ..pattern.clone() })
}

/// At least half of the words are said by somebody, in statements at least so probable.
fn is_said(draft: &Draft, found: &[Draft], least: f32) -> bool {
    let words = || draft.content.iter().cloned().flatten();
    let said = |word: &usize| {
        let parts = |f: &Draft| {
            f.content.iter().chain(&f.cue).chain(&f.source).any(|part| part.contains(word))
        };
        found.iter().any(|f| f.probability >= least && parts(f))
    };
    let many = words().filter(said).count();
    many > 0 && (draft.cue.is_none() && !draft.continues || 2 * many >= words().count())
}
