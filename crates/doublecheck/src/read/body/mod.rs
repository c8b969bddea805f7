//! Which lines are the article.
//!
//! Two steps learnt from pages whose text people marked. A chain over the lines (`spot`) reads their words, looks, elements
//! and neighbours; boosted trees (`weigh`) then look at each line that is left together with what the chain says of its
//! surroundings: the lines near it, those in the same elements and those of the same make. Plain text takes the same way
//! with weights of its own; there is just less to see.

mod spot;
mod train;
mod view;
mod weigh;

use std::sync::LazyLock;

use doublecheck_grammar::learn::{Broken, Chain, Reader, Trees, Writer};

use super::form::Form;
use super::lines::Line;
use super::page::Page;
use view::View;

pub use train::{Labelled, Source, Unlabelled, lines_of, train};

/// What was learnt about lines: of pages with markup, and of plain text.
#[derive(Debug)]
pub struct Chooser {
    marked_up: Steps,
    plain: Steps,
}

/// The two steps.
#[derive(Debug)]
struct Steps {
    chain: Chain,
    trees: Trees,
}

/// For each line, whether it belongs to the article; `forms` are their forms. `page` is the page whose rows they are, for
/// plain text none; `headline` the headline that a field states.
pub(super) fn choose(
    lines: &[Line<'_>],
    forms: &[Option<Form>],
    page: Option<&Page>,
    headline: Option<&str>,
) -> Vec<bool> {
    static CHOOSER: LazyLock<Option<Chooser>> = LazyLock::new(|| {
        let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/reading.bin"));
        Chooser::read(&mut Reader::new(bytes)).ok()
    });
    let view = View::of(lines, forms, page, headline);
    let chosen = CHOOSER.as_ref().map(|chooser| best(lines, &chooser.steps(&view).probabilities(&view)));
    chosen.filter(|article| article.contains(&true)).unwrap_or_else(|| prose(&view))
}

/// What is left when a page looks like nothing known: its longest stretch of running text.
fn prose(view: &View<'_>) -> Vec<bool> {
    let is_prose = |at: usize| view.lines[at].look.is_prose() && view.link_share(at) < 0.3;
    let mut best = (0, 0..0);
    let mut at = 0;
    while at < view.lines.len() {
        let end = (at..view.lines.len()).find(|&line| !is_prose(line)).unwrap_or(view.lines.len());
        let words: usize = view.lines[at..end].iter().map(|line| line.look.words).sum();
        if words > best.0 {
            best = (words, at..end);
        }
        at = end + 1;
    }
    let (words, stretch) = best;
    (0..view.lines.len()).map(|at| words >= LEAST_PROSE && stretch.contains(&at)).collect()
}

/// Fewer words of running text are a notice and no article.
const LEAST_PROSE: usize = 60;

/// The lines that make the best article: those from the probability on at which the expected F1, by words, is largest
/// (Lewis 1995).
fn best(lines: &[Line<'_>], probabilities: &[f32]) -> Vec<bool> {
    let words = |at: usize| lines[at].look.words as f32;
    let all: f32 = (0..lines.len()).map(|at| words(at) * probabilities[at]).sum();
    let mut order: Vec<usize> = (0..lines.len()).filter(|&at| probabilities[at] >= FLOOR).collect();
    order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]).then(a.cmp(&b)));
    let (mut right, mut taken, mut best) = (0.0, 0.0, (0.0, HIGH));
    for at in order {
        right += words(at) * probabilities[at];
        taken += words(at);
        let f1 = 2.0 * right / (taken + all).max(1.0);
        if f1 > best.0 {
            best = (f1, probabilities[at]);
        }
    }
    probabilities.iter().map(|&p| p >= best.1.min(HIGH)).collect()
}

/// Lines from this probability on always belong to the article.
const HIGH: f32 = 0.5;
/// Lines below never do.
const FLOOR: f32 = 0.05;

impl Steps {
    /// For each line, the probability that it belongs to the article.
    fn probabilities(&self, view: &View<'_>) -> Vec<f32> {
        let spotted = spotted(&self.chain, view);
        let asked = weigh::asked(&spotted);
        let mut probabilities = vec![0.0; spotted.len()];
        for (&line, numbers) in asked.iter().zip(weigh::describe(view, &spotted, &asked)) {
            probabilities[line] = self.trees.probability(&numbers);
        }
        probabilities
    }
}

impl Chooser {
    fn steps(&self, view: &View<'_>) -> &Steps {
        if view.page.is_some() { &self.marked_up } else { &self.plain }
    }

    /// Writes what was learnt.
    pub fn write(&self, out: &mut Writer) {
        for steps in [&self.marked_up, &self.plain] {
            steps.chain.write(out);
            steps.trees.write(out);
        }
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are nothing of the kind.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let mut steps = || Ok(Steps { chain: Chain::read(input)?, trees: Trees::read(input, weigh::NUMBERS)? });
        Ok(Self { marked_up: steps()?, plain: steps()? })
    }
}

/// What the first step says of each line.
fn spotted(chain: &Chain, view: &View<'_>) -> Vec<f32> {
    chain.label(&spot::describe(view)).at.iter().map(|row| row[spot::ARTICLE]).collect()
}
