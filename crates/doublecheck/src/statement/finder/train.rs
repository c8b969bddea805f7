//! Trains the three steps on articles in which people marked the statements.

use std::ops::Range;

use rayon::prelude::*;

use super::judge::{self, Candidate, Numbers};
use super::lexicon::{Counts, Lexicon};
use super::spot::{self, Spotted};
use super::view::{Inventory, Quoted, View};
use super::{Finder, Proposal, best_cues, candidates, parts};
use crate::language::Analysis;
use doublecheck_grammar::Grammar;
use doublecheck_grammar::learn::chain::{self, Example};
use doublecheck_grammar::learn::{Chain, Features, Trees, trees};

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
    for fold in 0..=training.folds {
        look_up(&mut views, &lexicons[fold], &counts, without(fold));
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
    for fold in 0..=training.folds {
        look_up(&mut views, &lexicons[fold], &counts, without(fold));
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
        trees::grow(&numbers, &right, training.judge)
    };
    let halves = [grow(&|a| a / training.folds % 2 == 1), grow(&|a| a / training.folds % 2 == 0)];
    report(&views, &marks, &judged, |article| &halves[article / training.folds % 2], progress);
    let judge = grow(&|_| true);
    progress("the third step");
    drop(views);
    let last = "one more than folds";
    let (Some(spotter), Some(labeller)) = (spotters.pop(), labellers.pop()) else { unreachable!("{last}") };
    let lexicon = lexicon_of(&all, &counts);
    Finder { inventory, grammar, lexicon, spotter, labeller, judge }
}

/// The candidates of an article by models that did not see it.
struct Judged {
    article: usize,
    candidates: Vec<Candidate>,
    numbers: Vec<Numbers>,
    right: Vec<bool>,
}

/// Prints how well articles are read by models that did not see them.
fn report<'t>(
    views: &[View<'_>],
    marks: &[&[Marked]],
    judged: &[Judged],
    judge: impl Fn(usize) -> &'t Trees,
    progress: &(dyn Fn(&str) + Sync),
) {
    for least in [0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 0.9] {
        let mut sum = Agreement::default();
        for j in judged {
            let probabilities: Vec<f32> = j.numbers.iter().map(|n| judge(j.article).probability(n)).collect();
            let found = super::select(&views[j.article], &j.candidates, &probabilities, least);
            sum.add(&views[j.article], &found, marks[j.article]);
        }
        progress(&format!("from {least}: {}", sum.line()));
    }
}

/// How far found and marked statements agree, summed over articles.
#[derive(Default)]
struct Agreement {
    found: usize,
    marked: usize,
    whole: usize,
    quoted: [usize; 3],
    content: usize,
    cue: usize,
    source: [usize; 3],
    expected: f64,
}

impl Agreement {
    fn add(&mut self, view: &View<'_>, found: &[super::Found], marks: &[Marked]) {
        let words = |pieces: &[Range<usize>]| -> Vec<usize> {
            pieces.iter().cloned().flatten().filter(|&at| !view.is_mark(at)).collect()
        };
        let direct =
            |content: &[usize]| !content.is_empty() && content.iter().all(|&at| view.quoted[at] != Quoted::Outside);
        let mut used = vec![false; marks.len()];
        self.found += found.len();
        self.marked += marks.len();
        self.quoted[1] += found.iter().filter(|f| direct(&words(&f.content))).count();
        self.quoted[2] += marks.iter().filter(|m| direct(&words(&m.content))).count();
        self.source[1] += found.iter().filter(|f| f.source.is_some()).count();
        self.source[2] += marks.iter().filter(|m| !m.source.is_empty()).count();
        for f in found {
            self.expected += f64::from(f.probability);
            let (content, cue) = (words(&f.content), words(std::slice::from_ref(&f.cue)));
            let source = words(f.source.as_slice());
            self.content += usize::from(marks.iter().any(|m| words(&m.content) == content));
            self.cue += usize::from(marks.iter().any(|m| words(&m.cue) == cue));
            self.source[0] += usize::from(!source.is_empty() && marks.iter().any(|m| words(&m.source) == source));
            let right = (0..marks.len())
                .find(|&m| !used[m] && is_right(view, &f.cue, f.source.as_ref(), &f.content, &marks[m]));
            if let Some(m) = right {
                used[m] = true;
                self.whole += 1;
                self.quoted[0] += usize::from(direct(&words(&marks[m].content)));
            }
        }
    }

    fn line(&self) -> String {
        let f1 = |hit: usize, found: usize, marked: usize| 200.0 * hit as f64 / (found + marked).max(1) as f64;
        let share = |hit: usize, of: usize| 100.0 * hit as f64 / of.max(1) as f64;
        format!(
            "whole {:.2} ({:.1} / {:.1}, expected {:.1}), direct {:.1}, content {:.2}, cue {:.2}, source {:.2}",
            f1(self.whole, self.found, self.marked),
            share(self.whole, self.found),
            share(self.whole, self.marked),
            100.0 * self.expected / self.found.max(1) as f64,
            f1(self.quoted[0], self.quoted[1], self.quoted[2]),
            f1(self.content, self.found, self.marked),
            f1(self.cue, self.found, self.marked),
            f1(self.source[0], self.source[1], self.source[2]),
        )
    }
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

/// Content half the same, a word of the cue shared, the source's head shared: what a reader would call found.
fn is_right(
    view: &View<'_>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
    content: &[Range<usize>],
    mark: &Marked,
) -> bool {
    if !mark.cue.iter().cloned().flatten().any(|at| cue.contains(&at)) {
        return false;
    }
    let words = |pieces: &[Range<usize>]| -> Vec<usize> {
        pieces.iter().cloned().flatten().filter(|&at| !view.is_mark(at)).collect()
    };
    let (content, marked) = (words(content), words(&mark.content));
    let shared = content.iter().filter(|at| marked.contains(at)).count();
    let source = match (source, mark.source.as_slice()) {
        (None, []) => true,
        (None, _) | (_, []) => false,
        (Some(found), marked) => {
            let head = source_head(view, &marked[0]);
            found.contains(&head) || marked.iter().any(|m| m.contains(&source_head(view, found)))
        }
    };
    2 * 2 * shared >= content.len() + marked.len() && shared > 0 && source
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
