//! Which lines are the article.
//!
//! A linear chain with two states, article and page, over the lines: each line votes by how it and its neighbours
//! look, a change of state has a cost, and the best path through all lines decides (Viterbi, 1967). Linear in the
//! lines.

use super::lines::Line;

/// For each line, whether it belongs to the article. `known` marks lines that are known to be something else.
/// `extracted` tells that an extractor has found most of the lines to be the article.
pub(super) fn body(lines: &[Line<'_>], known: &[bool], extracted: bool) -> Vec<bool> {
    let prior = if extracted { EXTRACTED } else { 0.0 };
    let (mut page, mut article) = (0.0f32, -STEP);
    let mut from: Vec<(bool, bool)> = Vec::with_capacity(lines.len());
    for (index, known) in known.iter().enumerate() {
        // A line that is known takes no part: a link inside an article does not end it.
        let vote = if *known {
            from.push((false, true));
            continue;
        } else {
            vote(lines, index) + prior
        };
        let into_page = article - STEP > page;
        let into_article = article >= page - STEP;
        from.push((into_page, into_article));
        (page, article) =
            (if into_page { article - STEP } else { page }, if into_article { article } else { page - STEP } + vote);
    }
    let mut state = article > page;
    let mut states = vec![false; lines.len()];
    for ((slot, known), (into_page, into_article)) in states.iter_mut().zip(known).zip(from).rev() {
        *slot = state && !known;
        state = if state { into_article } else { into_page };
    }
    states
}

/// What an extractor's choice adds to a line's vote.
const EXTRACTED: f32 = 4.5;
/// The vote of a line of which nothing speaks for the article.
const BASE: f32 = -3.2;
/// What prose on all of the five lines before or after adds.
const NEAR: f32 = 1.2;
/// The cost of a change between page and article.
const STEP: f32 = 1.5;

/// Evidence that a line is a paragraph of an article, as log-odds. Set by hand: weights fitted to labelled pages were
/// no better on pages of other kinds.
fn vote(lines: &[Line<'_>], index: usize) -> f32 {
    let Some(line) = lines.get(index) else { return 0.0 };
    let look = &line.look;
    let mut odds = BASE;
    odds += look.words.min(40) as f32 * 0.08;
    odds += if look.ends && look.words >= 4 { 2.0 } else { -0.8 };
    odds += look.stops.min(3) as f32 * 0.6;
    odds += (look.share(look.glue) * 6.0).min(1.8);
    odds -= look.share(look.widget) * 5.0;
    odds -= if look.repeats > 1 { 2.0 } else { 0.0 };
    odds -= if look.words >= 3 && look.share(look.capital) > 0.65 { 1.5 } else { 0.0 };
    odds -= look.bars.min(3) as f32 * 0.7;
    odds + NEAR * (prose(lines, index, -1) + prose(lines, index, 1))
}

/// Share of prose among the five lines before or after.
fn prose(lines: &[Line<'_>], index: usize, step: isize) -> f32 {
    let near = (1..=5).filter_map(|i| index.checked_add_signed(step * i)).filter_map(|i| lines.get(i));
    near.filter(|line| line.look.is_prose()).count() as f32 / 5.0
}
