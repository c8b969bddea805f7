//! Trains the three steps on articles in which people marked the statements.

use std::ops::Range;

use rayon::prelude::*;

use super::judge::{self, Candidate, Numbers};
use super::lexicon::{Counts, Lexicon};
use super::spot::{self, Spotted};
use super::view::{Inventory, Quoted, View};
use super::{Finder, best_cues, candidates, parts};
use crate::language::Analysis;
use crate::learn::chain::{self, Example};
use crate::learn::{Chain, Features, trees};
use crate::syntax::Grammar;

/// A statement that people marked, in words of the analysis.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    /// Pieces of the source; none when there is no source.
    pub source: Vec<Range<usize>>,
    /// Pieces of the cue.
    pub cue: Vec<Range<usize>>,
    /// Pieces of the content.
    pub content: Vec<Range<usize>>,
}

/// How the finder is trained.
#[derive(Debug, Clone, Copy)]
pub struct Training {
    /// Each step learns from what the step before said of articles it had not seen: so many parts take turns.
    pub folds: usize,
    /// The first chain.
    pub spotter: chain::Training,
    /// The second chain.
    pub labeller: chain::Training,
    /// The last step.
    pub judge: trees::Growing,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            folds: 3,
            spotter: chain::Training {
                labels: spot::LABELS,
                passes: 8,
                seen: 3,
                step: 0.05,
                decay: 1e-5,
                least: 0.01,
            },
            labeller: chain::Training {
                labels: parts::LABELS,
                passes: 6,
                seen: 3,
                step: 0.05,
                decay: 1e-5,
                least: 0.01,
            },
            judge: trees::Growing { trees: 250, depth: 5, step: 0.05, leaf: 20, ridge: 4.0 },
        }
    }
}

/// Trains a finder on articles with their marks.
pub fn train(
    articles: &[(Analysis<'_>, Vec<Marked>)],
    grammar: Grammar,
    training: Training,
    progress: &(dyn Fn(&str) + Sync),
) -> Finder {
    let inventory = Inventory::of(&grammar);
    let mut views: Vec<View<'_>> =
        articles.par_iter().map(|(analysis, _)| View::of(analysis, &grammar, &inventory)).collect();
    progress("articles parsed");
    let marks: Vec<&[Marked]> = articles.iter().map(|(_, marks)| marks.as_slice()).collect();
    let counts: Vec<Counts> = views.iter().zip(&marks).map(|(view, marks)| count(view, marks)).collect();
    let fold_of = |article: usize| article % training.folds;

    // What the first step says of articles that it did not see.
    let mut spotted: Vec<Option<Spotted>> = (0..views.len()).map(|_| None).collect();
    let mut fold_spotters = Vec::new();
    for fold in 0..training.folds {
        let inside: Vec<usize> = (0..views.len()).filter(|&a| fold_of(a) != fold).collect();
        let lexicon = lexicon_of(&inside, &counts);
        look_up(&mut views, &lexicon, |article| (fold_of(article) != fold).then(|| &counts[article]));
        let examples = spot_examples(&views, &marks, &inside);
        let spotter = chain::train(&examples, training.spotter, spot::allowed);
        drop(examples);
        let seen: Vec<(usize, Spotted)> = (0..views.len())
            .into_par_iter()
            .filter(|&a| fold_of(a) == fold)
            .map(|a| (a, spot::spot(&views[a], &spotter)))
            .collect();
        for (article, words) in seen {
            spotted[article] = Some(words);
        }
        fold_spotters.push(lexicon);
        progress("a fold of the first step");
    }
    let spotted: Vec<Spotted> = spotted.into_iter().flatten().collect();

    // The second step, and what it says of articles that it did not see.
    let mut judged: Vec<Vec<(Numbers, bool)>> = vec![Vec::new(); views.len()];
    for fold in 0..training.folds {
        look_up(&mut views, &fold_spotters[fold], |article| (fold_of(article) != fold).then(|| &counts[article]));
        let inside: Vec<usize> = (0..views.len()).filter(|&a| fold_of(a) != fold).collect();
        let labeller = train_labeller(&views, &marks, &spotted, &inside, training.labeller);
        let numbers: Vec<(usize, Vec<(Numbers, bool)>)> = (0..views.len())
            .into_par_iter()
            .filter(|&a| fold_of(a) == fold)
            .map(|a| (a, judge_examples(&views[a], marks[a], &spotted[a], &labeller)))
            .collect();
        for (article, examples) in numbers {
            judged[article] = examples;
        }
        progress("a fold of the second step");
    }
    let (numbers, right): (Vec<Numbers>, Vec<bool>) = judged.into_iter().flatten().unzip();
    let judge = trees::grow(&numbers, &right, training.judge);
    progress("the third step");

    // At last everything from all articles.
    let all: Vec<usize> = (0..views.len()).collect();
    let lexicon = lexicon_of(&all, &counts);
    look_up(&mut views, &lexicon, |article| Some(&counts[article]));
    let labeller = train_labeller(&views, &marks, &spotted, &all, training.labeller);
    let examples = spot_examples(&views, &marks, &all);
    let spotter = chain::train(&examples, training.spotter, spot::allowed);
    progress("the first and second step on all");
    drop(views);
    Finder { inventory, grammar, lexicon, spotter, labeller, judge }
}

fn count(view: &View<'_>, marks: &[Marked]) -> Counts {
    let mut in_cue = vec![false; view.lexemes.len()];
    marks.iter().flat_map(|m| m.cue.iter().cloned().flatten()).for_each(|at| in_cue[at] = true);
    let mut counts = Counts::default();
    for at in view.blocks.iter().cloned().flatten() {
        if in_cue[at] || view.quoted[at] == Quoted::Outside {
            counts.add(view.lexical(at), in_cue[at]);
        }
    }
    counts
}

fn lexicon_of(articles: &[usize], counts: &[Counts]) -> Lexicon {
    let mut sum = Counts::default();
    articles.iter().for_each(|&article| sum.extend(&counts[article]));
    Lexicon::new(sum)
}

fn look_up<'c>(views: &mut [View<'_>], lexicon: &Lexicon, without: impl Fn(usize) -> Option<&'c Counts> + Sync) {
    views.par_iter_mut().enumerate().for_each(|(article, view)| view.look_up(lexicon, without(article)));
}

fn spot_examples(views: &[View<'_>], marks: &[&[Marked]], articles: &[usize]) -> Vec<Example> {
    articles
        .par_iter()
        .flat_map_iter(|&article| {
            let (view, marks) = (&views[article], marks[article]);
            let labels = spot_labels(view, marks);
            view.blocks.iter().map(move |block| {
                let mut features = Features::default();
                spot::describe(view, block.clone(), &mut features);
                Example { features, labels: labels[block.clone()].to_vec() }
            })
        })
        .collect()
}

fn spot_labels(view: &View<'_>, marks: &[Marked]) -> Vec<u8> {
    let mut labels = vec![spot::OUTSIDE as u8; view.lexemes.len()];
    let mut put = |pieces: &[Range<usize>], begins: usize| {
        for piece in pieces {
            for at in piece.clone() {
                labels[at] = (if at == piece.start { begins } else { begins + 1 }) as u8;
            }
        }
    };
    marks.iter().for_each(|m| put(&m.content, spot::CONTENT_BEGINS));
    marks.iter().for_each(|m| put(&m.source, spot::SOURCE_BEGINS));
    marks.iter().for_each(|m| put(&m.cue, spot::CUE_BEGINS));
    repair(labels, spot::allowed)
}

/// A label that goes on where something else was cut in begins anew.
fn repair(mut labels: Vec<u8>, allowed: impl Fn(Option<usize>, usize) -> bool) -> Vec<u8> {
    let mut before = None;
    for label in &mut labels {
        if !allowed(before, *label as usize) {
            *label -= 1;
        }
        before = Some(*label as usize);
    }
    labels
}

fn train_labeller(
    views: &[View<'_>],
    marks: &[&[Marked]],
    spotted: &[Spotted],
    articles: &[usize],
    training: chain::Training,
) -> Chain {
    let examples: Vec<Example> = articles
        .par_iter()
        .flat_map_iter(|&article| {
            let (view, others) = (&views[article], best_cues(&views[article], &spotted[article]));
            marks[article].iter().filter_map(move |mark| labeller_example(view, mark, &others))
        })
        .collect();
    chain::train(&examples, training, parts::allowed)
}

fn labeller_example(view: &View<'_>, mark: &Marked, others: &[Range<usize>]) -> Option<Example> {
    let cue = mark.cue.first()?.clone();
    let mut features = Features::default();
    let window = parts::describe(view, &cue, others, &mut features);
    let mut labels = vec![parts::OUTSIDE as u8; window.len()];
    let mut put = |pieces: &[Range<usize>], begins: usize, goes_on: usize| {
        for piece in pieces {
            for at in piece.clone().filter(|at| window.contains(at)) {
                labels[at - window.start] = (if at == piece.start { begins } else { goes_on }) as u8;
            }
        }
    };
    put(&mark.content, parts::CONTENT_BEGINS, parts::CONTENT_GOES_ON);
    put(&mark.source, parts::SOURCE_BEGINS, parts::SOURCE_GOES_ON);
    put(std::slice::from_ref(&cue), parts::CUE, parts::CUE);
    Some(Example { features, labels: repair(labels, parts::allowed) })
}

fn judge_examples(
    view: &View<'_>,
    marks: &[Marked],
    spotted: &Spotted,
    labeller: &Chain,
) -> Vec<(Numbers, bool)> {
    let candidates = candidates(view, spotted, labeller);
    let numbers = judge::describe(view, spotted, &candidates);
    let right = candidates.iter().map(|candidate| marks.iter().any(|mark| is_right(view, candidate, mark)));
    numbers.into_iter().zip(right.collect::<Vec<_>>()).collect()
}

/// Content half the same, a word of the cue shared, the source's head shared: what a reader would call found.
fn is_right(view: &View<'_>, candidate: &Candidate, mark: &Marked) -> bool {
    let words = |pieces: &[Range<usize>]| -> Vec<usize> {
        pieces.iter().cloned().flatten().filter(|&at| !view.is_mark(at)).collect()
    };
    let (content, marked) = (words(&candidate.parts.content), words(&mark.content));
    let shared = content.iter().filter(|at| marked.contains(at)).count();
    let cue = mark.cue.iter().cloned().flatten().any(|at| candidate.cue.contains(&at));
    let source = match (&candidate.parts.source, mark.source.as_slice()) {
        (None, []) => true,
        (None, _) | (_, []) => false,
        (Some(found), marked) => {
            let head = source_head(view, &marked[0]);
            found.contains(&head) || marked.iter().any(|m| m.contains(&source_head(view, found)))
        }
    };
    2 * shared >= content.len() + marked.len() && shared > 0 && cue && source
}

/// The last word before the first comma, bracket, dash, preposition or relative word.
fn source_head(view: &View<'_>, source: &Range<usize>) -> usize {
    const STOPS: &[&str] = &[
        "of", "for", "from", "in", "at", "on", "with", "who", "whom", "whose", "which", "that", "to", "by", "as", ",",
        ";", ":", "(", ")", "[", "]", "-", "–", "—",
    ];
    let mut last = None;
    for at in source.clone() {
        if last.is_some() && STOPS.contains(&view.lower(at)) {
            break;
        }
        if !view.is_mark(at) {
            last = Some(at);
        }
    }
    last.unwrap_or(source.end - 1)
}
