//! Common ground: what two articles share without one having copied the other.
//!
//! A public utterance quoted by both; a footer or stock sentence carried by many articles that have nothing else in
//! common; a list; a form filled in twice. Nothing is dropped: the passage stays, with its kind.

use std::ops::Range;

use rayon::prelude::*;

use super::Pair;
use super::index::{Partners, are_unrelated};
use super::passage::{Passage, stands_alone};
use super::tokens::{Tokens, flag};
use super::utterance::mark_utterances;
use crate::model::ReuseKind;

/// A passage in this many unrelated articles is nobody's copy: first where only much shared text relates two articles,
/// since two footers often come together; then, with the widespread out of the way, where any other copy does.
const UNRELATED: Range<usize> = 4..8;
/// Articles for which the least of these will do; one more for each doubling.
const FEW_ARTICLES: usize = 64;
/// Carriers of a passage that are looked at: enough to tell a stock text from a copied one.
const LOOKED_AT: usize = 12;
/// Fewest words of common ground worth showing.
const LEAST: usize = 6;
/// Longest passage, in words, that may be a stock text.
const STOCK: usize = 70;

/// Finds the kind of each passage, `all` articles being known; a footer at the end of a copied passage becomes a passage
/// of its own. Near-linear in the number of passages.
pub(super) fn mark(articles: &[Tokens<'_>], partners: &[Partners], all: usize, pairs: &mut [Pair]) {
    let widespread = Carriers::of(articles, partners, pairs, mainly_one_text, unrelated(all));
    pairs.par_iter_mut().for_each(|pair| {
        set_apart_stock(&articles[pair.a], &articles[pair.b], &widespread, pair);
    });
    let carriers = Carriers::of(articles, partners, pairs, related, unrelated(all));
    let entries: Vec<Entries> = pairs
        .par_iter_mut()
        .map(|pair| {
            let (a, b) = (&articles[pair.a], &articles[pair.b]);
            set_apart_stock(a, b, &carriers, pair);
            for passage in pair.passages.iter_mut().filter(|p| p.is_copy()) {
                let whole = passage.same.len() * 100 >= passage.a.len().max(passage.b.len()) * 98;
                passage.kind = if whole { ReuseKind::Verbatim } else { ReuseKind::Reworded };
            }
            let entries = Entries::of(a, b, &pair.passages);
            mark_nobodys(a, b, &carriers, pair);
            mark_utterances(a, b, pair);
            // What stood beside a strong passage goes when that turns out to be nobody's.
            if !pair.passages.iter().any(|p| p.is_copy() && stands_alone(a, b, p)) {
                pair.passages.retain(|p| !p.is_copy());
            }
            entries
        })
        .collect();
    mark_forms(articles.len(), pairs, &entries);
}

/// Marks formulas, lists and furniture, unless more than those is copied.
fn mark_nobodys(a: &Tokens<'_>, b: &Tokens<'_>, carriers: &Carriers<'_>, pair: &mut Pair) {
    const BESIDE_LISTS: usize = 25;
    const BESIDE_EDGES: usize = 10;
    let ends = (pair.a, pair.b);
    let most = |passage: &Passage| {
        if !passage.is_copy() || is_formula(a, passage) {
            usize::MAX
        } else if is_list(a, b, passage) {
            BESIDE_LISTS
        } else if is_page_edge(a, b, passage) && carriers.at_edges(ends, passage) {
            BESIDE_EDGES
        } else {
            0
        }
    };
    let most: Vec<usize> = pair.passages.iter().map(most).collect();
    let solid: usize = pair.passages.iter().zip(&most).filter(|(_, most)| **most == 0).map(|(p, _)| p.same.len()).sum();
    for (passage, _) in pair.passages.iter_mut().zip(most).filter(|(_, most)| solid < *most) {
        passage.kind = ReuseKind::CommonGround;
    }
}

/// How many unrelated articles make a passage nobody's: the more articles, the more take up one good sentence.
fn unrelated(articles: usize) -> usize {
    let doublings = (articles / FEW_ARTICLES).max(1).ilog2() as usize;
    (UNRELATED.start + doublings).min(UNRELATED.end - 1)
}

/// Marks forms filled in twice, and the passages without names of their own that most others share as part of a form.
fn mark_forms(articles: usize, pairs: &mut [Pair], entries: &[Entries]) {
    const OTHERS: usize = 3;
    let mut parts: Vec<Vec<(Range<usize>, bool)>> = vec![Vec::new(); articles];
    for (pair, entries) in pairs.iter().zip(entries) {
        for passage in pair.passages.iter().filter(|p| p.is_copy()) {
            parts[pair.a].push((passage.a.clone(), entries.is_form()));
            parts[pair.b].push((passage.b.clone(), entries.is_form()));
        }
    }
    let mostly_form = |article: usize, range: &Range<usize>| {
        let shares = |other: &Range<usize>| {
            range.end.min(other.end).saturating_sub(range.start.max(other.start)) * 2 > range.len()
        };
        let forms = parts[article].iter().filter(|(other, _)| shares(other)).map(|&(_, form)| form);
        let (forms, all) = forms.fold((0, 0), |(forms, all), form| (forms + usize::from(form), all + 1));
        forms >= OTHERS && forms * 2 > all
    };
    pairs.par_iter_mut().zip(entries).for_each(|(pair, entries)| {
        let anonymous = entries.kept < OTHERS.max(entries.changed + 1);
        let (a, b) = (pair.a, pair.b);
        for passage in pair.passages.iter_mut().filter(|p| p.is_copy()) {
            let part = anonymous && mostly_form(a, &passage.a) && mostly_form(b, &passage.b);
            if entries.is_form() || part {
                passage.kind = ReuseKind::CommonGround;
            }
        }
    });
}

/// Makes passages of their own of the paragraphs at either end of each passage that unrelated articles carry as well.
fn set_apart_stock(a: &Tokens<'_>, b: &Tokens<'_>, carriers: &Carriers<'_>, pair: &mut Pair) {
    let mut apart = Vec::new();
    let ends = (pair.a, pair.b);
    let is_stock = |in_a: &Range<usize>, in_b: &Range<usize>| carriers.unrelated(ends, in_a, in_b);
    for passage in pair.passages.iter_mut().filter(|p| p.is_copy()) {
        // From the end backwards, then from the beginning forwards.
        while let Some((x, y)) = last_paragraph(a, passage) {
            if !is_stock(&(x..passage.a.end), &(y..passage.b.end)) {
                break;
            }
            let Some(mut tail) = passage.split_off(x, y) else { break };
            tail.kind = ReuseKind::CommonGround;
            apart.push(tail);
        }
        while let Some((x, y)) = second_paragraph(a, passage) {
            if !is_stock(&(passage.a.start..x), &(passage.b.start..y)) {
                break;
            }
            let Some(tail) = passage.split_off(x, y) else { break };
            let mut head = std::mem::replace(passage, tail);
            head.kind = ReuseKind::CommonGround;
            apart.push(head);
        }
        if passage.same.len() <= STOCK && is_stock(&passage.a, &passage.b) {
            passage.kind = ReuseKind::CommonGround;
        }
    }
    let cut = !apart.is_empty();
    pair.passages.extend(apart.into_iter().filter(|p| p.same.len() >= LEAST));
    // What is left of a passage without its footer must stand by itself, or beside one that does.
    let strong = pair.passages.iter().any(|p| p.is_copy() && stands_alone(a, b, p));
    pair.passages.retain(|p| !p.is_copy() || if cut || !strong { stands_alone(a, b, p) } else { true });
    pair.passages.sort_by_key(|p| (p.b.start, p.a.start));
}

/// Where the last paragraph of a passage begins on both sides, when it has more than one.
fn last_paragraph(a: &Tokens<'_>, passage: &Passage) -> Option<(usize, usize)> {
    let start = a.paragraph(passage.a.end.checked_sub(1)?).start;
    let (_, y) = passage.same.iter().find(|&(x, _)| x >= start)?;
    (start > passage.a.start).then_some((start, y))
}

/// Where the second paragraph of a passage begins on both sides, when it has one.
fn second_paragraph(a: &Tokens<'_>, passage: &Passage) -> Option<(usize, usize)> {
    let end = a.paragraph(passage.a.start).end;
    let (_, y) = passage.same.iter().find(|&(x, _)| x >= end)?;
    (end < passage.a.end).then_some((end, y))
}

/// Who carries which part of each article.
struct Carriers<'p> {
    /// For each article, the parts that others share, and with whom.
    parts: Vec<Vec<(Range<usize>, u32)>>,
    /// For each article, the later ones that share text with it and how many words of it are copied.
    shared: Vec<Vec<(u32, u32)>>,
    lengths: Vec<usize>,
    outlets: Vec<Option<&'p str>>,
    /// Where widespread text of unrelated articles stands.
    partners: &'p [Partners],
    /// Whether the words that two articles share beside a passage, of those of the shorter, make them related.
    related: fn(usize, usize) -> bool,
    /// How many unrelated articles make a passage nobody's.
    most: usize,
}

impl<'p> Carriers<'p> {
    fn of(
        articles: &'p [Tokens<'_>],
        partners: &'p [Partners],
        pairs: &[Pair],
        related: fn(usize, usize) -> bool,
        most: usize,
    ) -> Self {
        let mut parts = vec![Vec::new(); articles.len()];
        let mut shared = vec![Vec::new(); articles.len()];
        for pair in pairs {
            for passage in &pair.passages {
                parts[pair.a].push((passage.a.clone(), pair.b as u32));
                parts[pair.b].push((passage.b.clone(), pair.a as u32));
            }
            let copied: usize = pair.passages.iter().filter(|p| p.is_copy()).map(|p| p.same.len()).sum();
            // Pairs come in order of `b`.
            shared[pair.a].push((pair.b as u32, copied as u32));
        }
        Self {
            parts,
            shared,
            lengths: articles.iter().map(Tokens::len).collect(),
            outlets: articles.iter().map(|t| t.article.outlet.as_ref().map(|o| o.value.as_str())).collect(),
            partners,
            related,
            most,
        }
    }

    /// True when a passage stands in several articles that share little beside it.
    fn unrelated(&self, (a, b): (usize, usize), in_a: &Range<usize>, in_b: &Range<usize>) -> bool {
        if self.is_widespread(a, in_a) || self.is_widespread(b, in_b) {
            return true;
        }
        let carriers = self.carriers(a, b, in_a, in_b);
        self.are_unrelated(&carriers, in_a.len(), self.most)
    }

    fn are_unrelated(&self, carriers: &[u32], passage: usize, most: usize) -> bool {
        are_unrelated(carriers, most, |one, other| self.related(one as usize, other as usize, passage))
    }

    /// True when nearly all of a passage is text that the index knows as nobody's.
    fn is_widespread(&self, article: usize, range: &Range<usize>) -> bool {
        /// Words in a fingerprint, and most words from one in the index to the next.
        const WIDTH: usize = 4;
        let stock = &self.partners[article].stock;
        let from = stock.partition_point(|&token| (token as usize) < range.start);
        let (mut covered, mut end) = (0, range.start);
        for &token in stock[from..].iter().take_while(|&&token| (token as usize) < range.end) {
            let (start, stop) = ((token as usize).max(end), (token as usize + WIDTH).min(range.end));
            covered += stop.saturating_sub(start);
            end = end.max(stop);
        }
        covered * 10 >= range.len() * 7
    }

    /// True when the furniture of one outlet, or of several, would explain a passage at the edge of two pages.
    fn at_edges(&self, (a, b): (usize, usize), passage: &Passage) -> bool {
        const SEVERAL: usize = 3;
        self.outlets[a].is_some() && self.outlets[a] == self.outlets[b]
            || self.are_unrelated(&self.carriers(a, b, &passage.a, &passage.b), passage.a.len(), SEVERAL)
    }

    /// The first articles that carry most of a passage.
    fn carriers(&self, a: usize, b: usize, in_a: &Range<usize>, in_b: &Range<usize>) -> Vec<u32> {
        let mut carriers = vec![a as u32, b as u32];
        for (article, range) in [(a, in_a), (b, in_b)] {
            for (other, partner) in &self.parts[article] {
                let inside = range.end.min(other.end).saturating_sub(range.start.max(other.start));
                if inside * 2 > range.len() && !carriers.contains(partner) {
                    carriers.push(*partner);
                    if carriers.len() == LOOKED_AT {
                        return carriers;
                    }
                }
            }
        }
        carriers
    }

    /// Two articles that share more than this passage.
    fn related(&self, one: usize, other: usize, passage: usize) -> bool {
        let (earlier, later) = (one.min(other), one.max(other));
        let shared = &self.shared[earlier];
        let Ok(at) = shared.binary_search_by_key(&(later as u32), |&(article, _)| article) else { return false };
        let smaller = self.lengths[one].min(self.lengths[other]);
        (self.related)((shared[at].1 as usize).saturating_sub(passage), smaller.saturating_sub(passage))
    }
}

/// So many words that footers alone cannot explain it.
fn mainly_one_text(words: usize, of_smaller: usize) -> bool {
    words >= 2 * STOCK || (words * 2 >= of_smaller && words > LEAST)
}

/// Another sentence.
fn related(words: usize, _: usize) -> bool {
    words >= 10
}

/// Sentences that newsrooms write without copying each other.
const FORMULAS: &[&str] = &[
    "could not be independently verified",
    "could not independently verify",
    "could not immediately be reached",
    "did not immediately respond",
    "did not respond to a request",
    "did not immediately return",
    "declined to comment",
    "on condition of anonymity",
    "not authorized to speak",
    "not authorised to speak",
    "contributed to this report",
    "this is a breaking news story",
    "this is a developing story",
    "all rights reserved",
    "privacy policy",
    "use of cookies",
    "sign up for our newsletter",
    "terms of use",
    "may not be published broadcast",
    "anyone with information",
];

/// A single sentence with a newsroom's standing formula in it.
fn is_formula(a: &Tokens<'_>, passage: &Passage) -> bool {
    if passage.a.len() > 40 {
        return false;
    }
    let words: Vec<String> = passage.a.clone().map(|token| a.word(token).to_lowercase()).collect();
    let text = words.join(" ");
    FORMULAS.iter().any(|formula| text.contains(formula))
}

/// A few words at the head of both pages, or at the foot.
fn is_page_edge(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    /// Words from the edge of the page.
    const NEAR: usize = 40;
    let small = |tokens: &Tokens<'_>, range: &Range<usize>| range.len() <= NEAR && range.len() * 2 < tokens.len();
    let head = passage.a.end.max(passage.b.end) <= NEAR;
    let foot = (passage.a.start + NEAR >= a.len()) && (passage.b.start + NEAR >= b.len());
    small(a, &passage.a) && small(b, &passage.b) && (head || foot)
}

/// Lines of a list, and the line that announces it.
fn is_list(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    let listed = |tokens: &Tokens<'_>, range: &Range<usize>| {
        let (mut at, mut listed) = (range.start, 0);
        while at < range.end {
            let line = tokens.paragraph(at);
            let inside = line.end.min(range.end) - at;
            if in_list(tokens, &line) {
                listed += inside;
            }
            at += inside.max(1);
        }
        listed * 10 >= range.len() * 6
    };
    listed(a, &passage.a) && listed(b, &passage.b)
}

/// One of several items that stand line by line, or the line with a colon before them.
fn in_list(tokens: &Tokens<'_>, line: &Range<usize>) -> bool {
    const ITEMS: usize = 3;
    let next = |line: &Range<usize>| (line.end < tokens.len()).then(|| tokens.paragraph(line.end));
    let previous = |line: &Range<usize>| (line.start > 0).then(|| tokens.paragraph(line.start - 1));
    let items = |from: Option<Range<usize>>, step: &dyn Fn(&Range<usize>) -> Option<Range<usize>>| {
        // One line between the items may be something else.
        let mut others = 0;
        let lines = std::iter::successors(from, |line| step(line)).map(|line| is_item(tokens, &line)).take(ITEMS + 1);
        let near = lines.take_while(|item| {
            others += usize::from(!item);
            others < 2
        });
        near.filter(|item| *item).count()
    };
    let after = items(next(line), &next);
    if !is_item(tokens, line) {
        let text = tokens.article.text.as_str();
        return after >= ITEMS && text[tokens.bytes(line.clone()).end..].trim_start().starts_with(':');
    }
    after + items(previous(line), &previous) + 1 >= ITEMS
}

/// Names and numbers without a sentence.
fn is_item(tokens: &Tokens<'_>, line: &Range<usize>) -> bool {
    const LONGEST: usize = 14;
    if line.len() > LONGEST || line.len() < 2 {
        return false;
    }
    let (mut names, mut function) = (0, 0);
    for token in line.clone() {
        names += usize::from(tokens.is(token, flag::CAPITAL | flag::DIGIT));
        function += usize::from(tokens.is(token, flag::STOP));
    }
    names * 3 >= line.len() * 2 && function * 5 <= line.len()
}

/// The names and numbers in the copied passages of two articles.
struct Entries {
    /// The same on both sides.
    kept: usize,
    /// One on each side between two same words, but another.
    changed: usize,
    /// Most of the other words are the same.
    same_form: bool,
}

impl Entries {
    fn of(a: &Tokens<'_>, b: &Tokens<'_>, passages: &[Passage]) -> Self {
        let is_entry = |tokens: &Tokens<'_>, token: usize| {
            let named = tokens.is(token, flag::CAPITAL) && !tokens.is(token, flag::STOP);
            tokens.is(token, flag::DIGIT) || (named && tokens.sentence(token).start != token)
        };
        let (mut kept, mut changed, mut plain, mut words) = (0, 0, 0, 0);
        for passage in passages {
            let (mut kept_here, mut changed_here) = (0, 0);
            let mut last = (passage.a.start, passage.b.start);
            for (x, y) in passage.same.iter() {
                let entries = |tokens: &Tokens<'_>, range: Range<usize>| range.filter(|&t| is_entry(tokens, t)).count();
                changed_here += entries(a, last.0..x).min(entries(b, last.1..y));
                kept_here += usize::from(is_entry(a, x));
                last = (x + 1, y + 1);
            }
            // A footer that is the same on both sides says nothing about a form.
            if passage.is_copy() || changed_here > 0 {
                (kept, changed) = (kept + kept_here, changed + changed_here);
                plain += passage.same.len() - kept_here;
                words += passage.a.clone().filter(|&t| !is_entry(a, t)).count();
            }
        }
        Self { kept, changed, same_form: plain * 10 >= words * 8 }
    }

    /// A form filled in twice: the sentences are the same, the names and numbers in them are others.
    fn is_form(&self) -> bool {
        self.changed >= 3 && self.changed > self.kept && self.same_form
    }
}
