//! Which lines are the article.
//!
//! A chain with two states, article and page, over the lines: each line votes by how it looks, neighbours tend to be
//! alike, and the best path through all lines decides (Viterbi, 1967). Linear in the lines.

use super::lines::{Line, Look};

/// For each line, whether it belongs to the article. `sure` holds what is known of a line beforehand.
/// `extracted` tells that an extractor has found most of the lines to be the article.
pub(super) fn body(lines: &[Line<'_>], sure: &[Option<bool>], extracted: bool) -> Vec<bool> {
    let prior = if extracted { EXTRACTED } else { 0.0 };
    let mut page = 0.0f32;
    let mut article = -STEP;
    let mut from: Vec<(bool, bool)> = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        let vote = match sure.get(index).copied().flatten() {
            Some(true) => SURE,
            Some(false) => -SURE,
            None => vote(&line.look) + prior,
        };
        let into_page = article - STEP > page;
        let into_article = article >= page - STEP;
        from.push((into_page, into_article));
        (page, article) =
            (if into_page { article - STEP } else { page }, if into_article { article } else { page - STEP } + vote);
    }
    let mut state = article > page;
    let mut states = vec![false; lines.len()];
    for (slot, (into_page, into_article)) in states.iter_mut().zip(from).rev() {
        *slot = state;
        state = if state { into_article } else { into_page };
    }
    states
}

/// What a change between article and page costs.
const STEP: f32 = 1.5;
/// What an extractor's choice adds to a line's vote.
const EXTRACTED: f32 = 2.5;
/// The vote of a line that is known.
const SURE: f32 = 30.0;

/// Evidence that a line is a paragraph of an article, as log-odds.
fn vote(look: &Look) -> f32 {
    let mut odds = -1.8;
    odds += look.words.min(40) as f32 * 0.08;
    odds += if look.ends && look.words >= 4 { 2.0 } else { -0.8 };
    odds += look.stops.min(3) as f32 * 0.6;
    odds += (look.share(look.glue) * 6.0).min(1.8);
    odds -= look.share(look.widget) * 5.0;
    odds -= if look.repeats > 1 { 2.0 } else { 0.0 };
    if look.words >= 3 && look.share(look.capital) > 0.65 {
        odds -= 1.5;
    }
    odds -= look.bars.min(3) as f32 * 0.7;
    odds
}
