//! Learning which lines are the article.

use rayon::prelude::*;

use doublecheck_grammar::learn::chain::{self, Example};
use doublecheck_grammar::learn::{Chain, Trees, text_key, trees};

use super::view::View;
use super::{Chooser, Steps, best, spot, spotted, weigh};
use crate::model::Label;
use crate::read::fields::Fields;
use crate::read::form::{Form, form};
use crate::read::lines::{Line, lines};
use crate::read::page::Page;

/// A page or text to learn from.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// What was received.
    pub source: Source,
    /// For each of its lines ([`lines_of`]), whether it belongs to the article.
    pub article: Vec<bool>,
    /// Articles of one group (site) are learnt from together or not at all.
    pub group: u32,
}

/// What was received, decoded.
#[derive(Debug, Clone)]
pub enum Source {
    /// A page in HTML, and the headline that it states.
    Html(String),
    /// Plain text.
    Plain(String),
}

/// A source taken apart.
enum Parsed {
    Html(Box<Page>, Option<String>),
    Plain(String),
}

impl Parsed {
    fn of(source: &Source) -> Self {
        match source {
            Source::Html(html) => {
                let page = Page::of(html);
                let headline = Fields::of(&page, None).title.map(|(title, _)| title);
                Self::Html(Box::new(page), headline)
            }
            Source::Plain(text) => Self::Plain(text.clone()),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Html(page, _) => &page.text,
            Self::Plain(text) => text,
        }
    }

    fn view<'a>(&'a self, lines: &'a [Line<'a>], forms: &'a [Option<Form>]) -> View<'a> {
        match self {
            Self::Html(page, headline) => View::of(lines, forms, Some(page), headline.as_deref()),
            Self::Plain(_) => View::of(lines, forms, None, None),
        }
    }
}

/// The lines of a source, as they are labelled.
pub fn lines_of(source: &Source) -> Vec<String> {
    let parsed = Parsed::of(source);
    lines(parsed.text()).into_iter().map(|line| line.text.to_owned()).collect()
}

fn forms_of(lines: &[Line<'_>]) -> Vec<Option<Form>> {
    lines.iter().map(form).collect()
}

/// So many parts take turns: the second step learns from what the first says of pages that it has not seen.
const FOLDS: usize = 5;

const CHAIN: chain::Training =
    chain::Training { labels: spot::LABELS, passes: 20, seen: 4, step: 0.01, decay: 1e-4, least: 0.02 };

const TREES: trees::Growing = trees::Growing { trees: 120, depth: 6, step: 0.08, leaf: 25, ridge: 4.0 };

/// A page of which no text is given, only pieces at most: what the models are sure of on it teaches them.
#[derive(Debug, Clone)]
pub struct Unlabelled {
    /// The page.
    pub html: String,
    /// Words that are in the article.
    pub with: Vec<String>,
    /// Words that are not.
    pub without: Vec<String>,
    /// As [`Labelled::group`].
    pub group: u32,
}

/// Trains both ways, that of pages and that of plain text. With it come the probabilities of all lines of `labelled`, each
/// given by steps that have seen nothing of its group.
///
/// What the first way makes of the pages `more`, as far as it is sure and right about their pieces, teaches both (self-training,
/// Yarowsky 1995).
pub fn train(labelled: &[Labelled], more: &[Unlabelled], progress: &(dyn Fn(&str) + Sync)) -> (Chooser, Vec<Vec<f32>>) {
    let is_html = |l: &&Labelled| matches!(l.source, Source::Html(_));
    let html: Vec<&Labelled> = labelled.iter().filter(is_html).collect();
    let (first, _) = steps(&html, progress);
    let taught: Vec<(Labelled, Labelled)> = more.par_iter().filter_map(|page| taught(page, &first)).collect();
    progress(&format!("{} pages without labels teach", taught.len()));
    let (of_pages, of_texts): (Vec<Labelled>, Vec<Labelled>) = taught.into_iter().unzip();
    let html: Vec<&Labelled> = html.into_iter().chain(&of_pages).collect();
    let (marked_up, of_html) = steps(&html, progress);
    let plain: Vec<&Labelled> = labelled.iter().filter(|l| !is_html(l)).chain(&of_texts).collect();
    let copied: Vec<Labelled> = plain.par_iter().filter_map(|whole| copied(whole)).collect();
    let plain: Vec<&Labelled> = plain.into_iter().chain(&copied).collect();
    let (plain, of_plain) = steps(&plain, progress);
    let (mut of_html, mut of_plain) = (of_html.into_iter(), of_plain.into_iter());
    let unseen = labelled
        .iter()
        .map(|l| if is_html(&l) { of_html.next() } else { of_plain.next() }.unwrap_or_default())
        .collect();
    (Chooser { marked_up, plain }, unseen)
}

/// A page labelled by the models, and the same as plain text; none when they are not sure of it.
fn taught(page: &Unlabelled, steps: &Steps) -> Option<(Labelled, Labelled)> {
    let source = Source::Html(page.html.clone());
    let parsed = Parsed::of(&source);
    let lines = lines(parsed.text());
    let mut probabilities = steps.probabilities(&parsed.view(&lines, &forms_of(&lines)));
    for (line, probability) in lines.iter().zip(&mut probabilities) {
        let holds = |pieces: &[String]| pieces.iter().any(|piece| line.text.contains(piece.trim()));
        match (holds(&page.with), holds(&page.without)) {
            (true, false) => *probability = 1.0,
            (false, true) => *probability = 0.0,
            _ => {}
        }
    }
    let article = best(&lines, &probabilities);
    let words = |at: usize| lines[at].look.words as f32;
    let sum = |of: &dyn Fn(usize) -> f32| (0..lines.len()).map(of).sum::<f32>();
    let taken = sum(&|at| if article[at] { words(at) } else { 0.0 });
    let right = sum(&|at| if article[at] { words(at) * probabilities[at] } else { 0.0 });
    let all = sum(&|at| words(at) * probabilities[at]);
    let sure = taken > 80.0 && 2.0 * right / (taken + all) > SURE;
    let plain = Source::Plain(parsed.text().to_owned());
    let labelled = |source| Labelled { source, article: article.clone(), group: page.group };
    sure.then(|| (labelled(source), labelled(plain)))
}

/// What people copy by hand out of a page: the article, and a few lines before and after it. Of these, what has the form of
/// furniture is furniture, even where it stands amid the text.
fn copied(whole: &Labelled) -> Option<Labelled> {
    let Source::Plain(text) = &whole.source else { return None };
    let lines = lines(text);
    let first = whole.article.iter().position(|&a| a)?;
    let last = whole.article.iter().rposition(|&a| a)?;
    // More before than after, and not always as many.
    let salt = text_key(lines.get(first)?.text) as usize;
    let kept = first.saturating_sub(salt % 7)..(last + 1 + salt / 7 % 5).min(lines.len());
    let furniture = |line: &Line<'_>| match form(line) {
        Some(Form::Stamp(_)) => true,
        Some(Form::Whole(label)) => label != Label::Caption,
        None => false,
    };
    let article =
        kept.clone().map(|at| whole.article[at] && !lines.get(at).is_some_and(furniture)).collect::<Vec<bool>>();
    let source = lines.get(kept)?.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    Some(Labelled { source: Source::Plain(source), article, group: whole.group })
}

/// Expected F1 from which on a page teaches.
const SURE: f32 = 0.85;

fn steps(pages: &[&Labelled], progress: &(dyn Fn(&str) + Sync)) -> (Steps, Vec<Vec<f32>>) {
    let parsed: Vec<Parsed> = pages.par_iter().map(|page| Parsed::of(&page.source)).collect();
    let rows: Vec<Vec<Line<'_>>> = parsed.par_iter().map(|parsed| lines(parsed.text())).collect();
    let forms: Vec<Vec<Option<Form>>> = rows.par_iter().map(|lines| forms_of(lines)).collect();
    let views: Vec<View<'_>> = (0..pages.len()).map(|at| parsed[at].view(&rows[at], &forms[at])).collect();
    let examples: Vec<Example> = views
        .par_iter()
        .zip(pages)
        .map(|(view, page)| Example {
            features: spot::describe(view),
            labels: page.article.iter().map(|&a| u8::from(a)).collect(),
        })
        .collect();
    progress(&format!("{} pages described", pages.len()));
    let fold_of = |at: usize| pages[at].group as usize % FOLDS;
    let without = |fold: usize| -> Vec<usize> { (0..pages.len()).filter(|&at| fold_of(at) != fold).collect() };
    let chains: Vec<Chain> = (0..=FOLDS)
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<Example> = without(fold).into_iter().map(|at| examples[at].clone()).collect();
            chain::train(&seen, CHAIN, |_, _| true)
        })
        .collect();
    progress("the first step trained");
    let described: Vec<(Vec<usize>, Vec<weigh::Numbers>)> = views
        .par_iter()
        .enumerate()
        .map(|(at, view)| {
            let spotted = spotted(&chains[fold_of(at)], view);
            let asked = weigh::asked(&spotted);
            let numbers = weigh::describe(view, &spotted, &asked);
            (asked, numbers)
        })
        .collect();
    let rows_of = &rows;
    let grow = |pages_seen: &[usize]| -> Trees {
        let (mut numbers, mut yes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
        for &at in pages_seen {
            let (asked, rows) = &described[at];
            numbers.extend_from_slice(rows);
            yes.extend(asked.iter().map(|&line| pages[at].article[line]));
            weights.extend(weights_of(&rows_of[at], &pages[at].article, asked));
        }
        trees::grow(&numbers, &yes, &weights, TREES)
    };
    let grown: Vec<Trees> = (0..=FOLDS).into_par_iter().map(|fold| grow(&without(fold))).collect();
    progress("the second step trained");
    let unseen = (0..pages.len())
        .map(|at| {
            let mut probabilities = vec![0.0; pages[at].article.len()];
            let (asked, numbers) = &described[at];
            for (&line, numbers) in asked.iter().zip(numbers) {
                probabilities[line] = grown[fold_of(at)].probability(numbers);
            }
            probabilities
        })
        .collect();
    let chain = chains.into_iter().next_back();
    let trees = grown.into_iter().next_back();
    let chain = chain.unwrap_or_else(|| chain::train(&[], CHAIN, |_, _| true));
    (Steps { chain, trees: trees.unwrap_or_default() }, unseen)
}

/// What a line counts: by its words, as a share of the article's, so that pages count alike.
fn weights_of(lines: &[Line<'_>], article: &[bool], asked: &[usize]) -> Vec<f32> {
    let words = |at: usize| (lines[at].look.words as f32).max(1.0);
    let all: f32 = (0..lines.len()).filter(|&at| article[at]).map(words).sum();
    asked.iter().map(|&at| 0.2 + 40.0 * (words(at) + 3.0) / all.max(100.0)).collect()
}
