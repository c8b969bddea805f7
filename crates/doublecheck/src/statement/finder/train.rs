//! Trains the three steps on articles in which people marked the statements.

use std::ops::Range;

use rayon::prelude::*;

use super::agreement::{Judged, is_right, report};
use super::judge::{self, Numbers};
use super::lexicon::{Counts, Lexicon};
use super::spot::{self, Spotted};
use super::view::{Inventory, Quoted, View};
use super::{Finder, Proposal, best_cues, candidates, parts};
use crate::language::Analysis;
use doublecheck_grammar::Grammar;
use doublecheck_grammar::learn::chain::{self, Example};
use doublecheck_grammar::learn::{Chain, Features, trees};

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
            folds: 5,
            spotter: chain::Training {
                labels: spot::LABELS,
                passes: 12,
                seen: 5,
                step: 0.012,
                decay: 1e-5,
                least: 0.01,
            },
            labeller: chain::Training {
                labels: parts::LABELS,
                passes: 9,
                seen: 5,
                step: 0.012,
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
    let proposals: Vec<Vec<Proposal>> =
        articles.par_iter().map(|(analysis, _)| crate::statement::find::proposals(analysis)).collect();
    progress("articles parsed");
    let marks: Vec<&[Marked]> = articles.iter().map(|(_, marks)| marks.as_slice()).collect();
    let counts: Vec<Counts> = views.iter().zip(&marks).map(|(view, marks)| count(view, marks)).collect();
    let fold_of = |article: usize| article % training.folds;

    // What the first step says of articles that it did not see; the last fold sees all.
    let all: Vec<usize> = (0..views.len()).collect();
    let inside = |fold: usize| all.iter().copied().filter(|&a| fold_of(a) != fold).collect::<Vec<_>>();
    let lexicons: Vec<Lexicon> = (0..=training.folds).map(|fold| lexicon_of(&inside(fold), &counts)).collect();
    let without = |fold: usize| move |article: usize| (fold_of(article) != fold).then_some(article);
    let mut examples = Vec::new();
    for (fold, lexicon) in lexicons.iter().enumerate() {
        look_up(&mut views, lexicon, &counts, without(fold));
        examples.push(spot_examples(&views, &marks, &inside(fold)));
    }
    progress("the first step described");
    let mut spotters: Vec<Chain> =
        examples.into_par_iter().map(|examples| chain::train(&examples, training.spotter, spot::allowed)).collect();
    progress("the first step trained");
    let mut spotted: Vec<Option<Spotted>> = (0..views.len()).map(|_| None).collect();
    for fold in 0..training.folds {
        look_up(&mut views, &lexicons[fold], &counts, without(fold));
        let seen: Vec<(usize, Spotted)> = (0..views.len())
            .into_par_iter()
            .filter(|&a| fold_of(a) == fold)
            .map(|a| (a, spot::spot(&views[a], &spotters[fold])))
            .collect();
        for (article, words) in seen {
            spotted[article] = Some(words);
        }
    }
    let spotted: Vec<Spotted> = spotted.into_iter().flatten().collect();

    // The second step likewise, and what it says of articles that it did not see.
    let mut examples = Vec::new();
    for (fold, lexicon) in lexicons.iter().enumerate() {
        look_up(&mut views, lexicon, &counts, without(fold));
        examples.push(labeller_examples(&views, &marks, &spotted, &inside(fold)));
    }
    let mut labellers: Vec<Chain> =
        examples.into_par_iter().map(|examples| chain::train(&examples, training.labeller, parts::allowed)).collect();
    progress("the second step trained");
    let mut judged: Vec<Judged> = Vec::new();
    for fold in 0..training.folds {
        look_up(&mut views, &lexicons[fold], &counts, without(fold));
        let seen: Vec<Judged> = (0..views.len())
            .into_par_iter()
            .filter(|&a| fold_of(a) == fold)
            .map(|a| judge_examples(a, &views[a], marks[a], &spotted[a], &labellers[fold], &proposals[a]))
            .collect();
        judged.extend(seen);
    }
    judged.sort_by_key(|j| j.article);
    progress("candidates for the third step");
    let grow = |articles: &dyn Fn(usize) -> bool| {
        let (numbers, right): (Vec<Numbers>, Vec<bool>) = judged
            .iter()
            .filter(|j| articles(j.article))
            .flat_map(|j| j.numbers.iter().copied().zip(j.right.iter().copied()))
            .unzip();
        trees::grow(&numbers, &right, &[], training.judge)
    };
    // Articles of one half are judged by trees grown on the other.
    let half = |article: usize| article / training.folds % 2;
    let halves = [grow(&|a| half(a) == 1), grow(&|a| half(a) == 0)];
    report(&views, &marks, &judged, |article| &halves[half(article)], progress);
    let judge = grow(&|_| true);
    progress("the third step");
    // The last fold saw all.
    let (spotter, labeller) = (spotters.swap_remove(training.folds), labellers.swap_remove(training.folds));
    let lexicon = lexicon_of(&all, &counts);
    Finder { inventory, grammar, lexicon, spotter, labeller, judge }
}

fn count(view: &View<'_>, marks: &[Marked]) -> Counts {
    let mut in_cue = vec![false; view.lexemes.len()];
    marks.iter().flat_map(|m| m.cue.iter().cloned().flatten()).for_each(|at| in_cue[at] = true);
    let mut counts = Counts::default();
    for at in view.blocks.iter().cloned().flatten() {
        if in_cue[at] || view.quoted[at] == Quoted::Outside {
            counts.add(view.lexical(at), in_cue[at]);
            counts.add(view.kindred(at), in_cue[at]);
        }
    }
    counts
}

fn lexicon_of(articles: &[usize], counts: &[Counts]) -> Lexicon {
    let mut sum = Counts::default();
    articles.iter().for_each(|&article| sum.extend(&counts[article]));
    Lexicon::new(sum)
}

fn look_up(
    views: &mut [View<'_>],
    lexicon: &Lexicon,
    counts: &[Counts],
    without: impl Fn(usize) -> Option<usize> + Sync,
) {
    let own = |article| without(article).map(|a| &counts[a]);
    views.par_iter_mut().enumerate().for_each(|(article, view)| view.look_up(lexicon, own(article)));
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

fn labeller_examples(views: &[View<'_>], marks: &[&[Marked]], spotted: &[Spotted], articles: &[usize]) -> Vec<Example> {
    articles
        .par_iter()
        .flat_map_iter(|&article| {
            let (view, others) = (&views[article], best_cues(&views[article], &spotted[article]));
            marks[article].iter().filter_map(move |mark| labeller_example(view, mark, &others, &spotted[article]))
        })
        .collect()
}

fn labeller_example(view: &View<'_>, mark: &Marked, others: &[Range<usize>], spotted: &Spotted) -> Option<Example> {
    let cue = mark.cue.first()?.clone();
    let mut features = Features::default();
    let window = parts::describe(view, &cue, others, spotted, &mut features);
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
    article: usize,
    view: &View<'_>,
    marks: &[Marked],
    spotted: &Spotted,
    labeller: &Chain,
    proposals: &[Proposal],
) -> Judged {
    let candidates = candidates(view, spotted, labeller, proposals);
    let numbers = judge::describe(view, spotted, &candidates);
    let right = candidates
        .iter()
        .map(|c| marks.iter().any(|m| is_right(view, &c.cue, c.parts.source.as_ref(), &c.parts.content, m)))
        .collect();
    Judged { article, candidates, numbers, right }
}
