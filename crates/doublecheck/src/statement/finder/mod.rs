//! Finds statements by three learnt steps.
//!
//! 1. `spot`: a chain over each block says for every word how probable it is that it is part of a cue, a source or a content.
//! 2. `parts`: for each cue that is probable enough, a second chain over the words around it says which words are *its*
//!    source and content.
//! 3. `judge`: boosted trees over some fifty numbers say how probable it is that the whole is right; the best that do
//!    not contradict each other are kept.
//!
//! All steps see words, tags and trees of the [`Grammar`]. How they were trained and what else was tried stands in
//! `docs/statements.md`.

mod agreement;
mod judge;
mod lexicon;
mod parts;
mod spot;
mod train;
mod view;

use std::ops::Range;
use std::sync::LazyLock;

pub use train::{Marked, Training, train};
pub use view::lexemes;

use crate::language::Analysis;
use doublecheck_grammar::Grammar;
use doublecheck_grammar::learn::{Broken, Chain, Reader, Trees, Writer};
use judge::{Candidate, Proposed};
use lexicon::Lexicon;
use spot::Spotted;
use view::{Inventory, View};

/// Everything learnt about statements, and the grammar it was learnt with.
pub struct Finder {
    grammar: Grammar,
    inventory: Inventory,
    lexicon: Lexicon,
    spotter: Chain,
    labeller: Chain,
    judge: Trees,
}

/// A statement found, in words of the analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The words that name who speaks.
    pub source: Option<Range<usize>>,
    /// The words that say that something is said.
    pub cue: Range<usize>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// The probability that people would mark the same.
    pub probability: f32,
}

/// A statement that something else than the finder proposes; it is judged like the finder's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The words that name who speaks.
    pub source: Option<Range<usize>>,
    /// The words that say that something is said.
    pub cue: Range<usize>,
    /// What is said.
    pub content: Vec<Range<usize>>,
}

static BUILT_IN: LazyLock<Option<Finder>> = LazyLock::new(|| {
    let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/statements.bin"));
    Finder::read(&mut Reader::new(bytes)).ok()
});

/// A run of words is a candidate from this probability of being a cue on.
const CANDIDATE: f32 = 0.06;

impl Finder {
    /// The finder that comes with the program; `None` if its file was damaged before the program was built.
    pub fn built_in() -> Option<&'static Self> {
        BUILT_IN.as_ref()
    }

    /// The grammar that the finder reads articles with.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// Reads a trained finder.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let grammar = Grammar::read(input)?;
        let finder = Self {
            inventory: Inventory::of(&grammar),
            grammar,
            lexicon: Lexicon::read(input)?,
            spotter: Chain::read(input)?,
            labeller: Chain::read(input)?,
            judge: Trees::read(input, judge::FEATURES)?,
        };
        if input.is_done() { Ok(finder) } else { Err(Broken("it goes on after its end")) }
    }

    /// Writes the finder.
    pub fn write(&self, out: &mut Writer) {
        self.grammar.write(out);
        self.lexicon.write(out);
        self.spotter.write(out);
        self.labeller.write(out);
        self.judge.write(out);
    }

    /// The statements of an article that are at least so probable, in text order of their cues.
    pub fn find(&self, analysis: &Analysis<'_>, proposals: &[Proposal], least: f32) -> Vec<Found> {
        let mut view = View::of(analysis, &self.grammar, &self.inventory);
        view.look_up(&self.lexicon, None);
        let spotted = spot::spot(&view, &self.spotter);
        let candidates = candidates(&view, &spotted, &self.labeller, proposals);
        let numbers = judge::describe(&view, &spotted, &candidates);
        let probabilities: Vec<f32> = numbers.iter().map(|n| self.judge.probability(n)).collect();
        select(&view, &candidates, &probabilities, least)
    }
}

/// The candidates of an article with their parts, in text order.
fn candidates(view: &View<'_>, spotted: &Spotted, labeller: &Chain, proposals: &[Proposal]) -> Vec<Candidate> {
    let best = best_cues(view, spotted);
    let mut cues: Vec<(Range<usize>, bool)> = best.iter().map(|cue| (cue.clone(), true)).collect();
    for block in &view.blocks {
        let mut at = block.start;
        while at < block.end {
            if spotted.cue(at) < CANDIDATE {
                at += 1;
                continue;
            }
            let end = (at..block.end).find(|&i| spotted.cue(i) < CANDIDATE).unwrap_or(block.end);
            let peak = (at..end).map(|i| spotted.cue(i)).fold(0.0, f32::max);
            let strong = |&i: &usize| spotted.cue(i) >= peak / 2.0;
            if let (Some(first), Some(last)) = ((at..end).find(strong), (at..end).rev().find(strong)) {
                cues.push((first..last + 1, false));
            }
            at = end;
        }
    }
    cues.sort_by_key(|(cue, on_path)| (cue.start, cue.end, !on_path));
    cues.dedup_by(|later, earlier| later.0 == earlier.0);
    let mut candidates: Vec<Candidate> = cues
        .into_iter()
        .map(|(cue, on_path)| {
            let parts = parts::parts(view, labeller, &cue, &best, spotted);
            Candidate { cue, parts, on_path, proposed: Proposed::No }
        })
        .filter(|candidate| !candidate.parts.content.is_empty())
        .collect();
    let more: Vec<Candidate> = proposals
        .iter()
        .filter_map(|proposal| join(view, labeller, &best, spotted, proposal, &mut candidates))
        .collect();
    candidates.extend(more);
    candidates.sort_by_key(|c| (c.cue.start, c.cue.end));
    candidates
}

/// Longer cues are not compared with proposals that begin so many words behind them.
const LONGEST_CUE: usize = 40;

/// Makes a candidate of a proposal, unless it is one of the candidates (which are in text order) already.
fn join(
    view: &View<'_>,
    labeller: &Chain,
    best: &[Range<usize>],
    spotted: &Spotted,
    proposal: &Proposal,
    candidates: &mut [Candidate],
) -> Option<Candidate> {
    let Proposal { source, cue, content } = proposal;
    let wanted = view.words(content);
    let mut known = false;
    let first = candidates.partition_point(|c| c.cue.start + LONGEST_CUE < cue.start);
    let near = candidates[first..].iter_mut().take_while(|c| c.cue.start < cue.end);
    for candidate in near.filter(|c| cue.start < c.cue.end) {
        let same = candidate.parts.source == *source && view.words(&candidate.parts.content) == wanted;
        known |= same;
        match candidate.proposed {
            _ if same => candidate.proposed = Proposed::Same,
            Proposed::No => candidate.proposed = Proposed::Cue,
            _ => {}
        }
    }
    if known {
        return None;
    }
    let mut parts = parts::parts(view, labeller, cue, best, spotted);
    let seen = |piece: &Range<usize>| parts.window.contains(&piece.start) && piece.end <= parts.window.end;
    if !source.iter().chain(content).all(seen) {
        return None;
    }
    parts.source.clone_from(source);
    parts.content.clone_from(content);
    parts.rescued = false;
    Some(Candidate { cue: cue.clone(), parts, on_path: false, proposed: Proposed::Here })
}

/// The cues on the best path of the first step.
fn best_cues(view: &View<'_>, spotted: &Spotted) -> Vec<Range<usize>> {
    let mut cues: Vec<Range<usize>> = Vec::new();
    for at in view.blocks.iter().cloned().flatten() {
        match spotted.best[at] as usize {
            spot::CUE_BEGINS => cues.push(at..at + 1),
            spot::CUE_GOES_ON => {
                if let Some(cue) = cues.last_mut() {
                    cue.end = at + 1;
                }
            }
            _ => {}
        }
    }
    cues
}

/// Takes candidates by falling probability as long as they do not contradict those taken.
fn select(view: &View<'_>, candidates: &[Candidate], probabilities: &[f32], least: f32) -> Vec<Found> {
    let mut order: Vec<usize> = (0..candidates.len()).filter(|&c| probabilities[c] >= least).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    let mut taken = vec![false; view.lexemes.len()];
    let mut found: Vec<Found> = Vec::new();
    for index in order {
        let candidate = &candidates[index];
        if candidate.cue.clone().any(|at| taken[at]) {
            continue;
        }
        let words = candidate.parts.content.iter().cloned().flatten();
        let (free, lost): (Vec<usize>, Vec<usize>) = words.partition(|&at| !taken[at]);
        if free.len() <= lost.len() {
            continue;
        }
        let content = runs(&free);
        free.iter().copied().chain(candidate.cue.clone()).for_each(|at| taken[at] = true);
        found.push(Found {
            source: candidate.parts.source.clone(),
            cue: candidate.cue.clone(),
            content,
            probability: probabilities[index],
        });
    }
    found.sort_by_key(|f| (f.cue.start, f.cue.end));
    found
}

/// Runs of neighbouring words.
fn runs(words: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for &at in words {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
