//! Common ground: what two articles share without one having copied the other.
//!
//! A public utterance quoted by both; a footer or stock sentence carried by many articles that have nothing else in
//! common; a list; a form filled in twice. Nothing is dropped: the passage stays, with its kind.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Pair;
use super::fingerprint::{Tokens, flag};
use super::passage::Passage;
use crate::model::ReuseKind;

/// A passage in this many groups of otherwise unrelated articles is nobody's copy.
const UNRELATED: usize = 4;
/// Longest passage, in words, that may be a stock text.
const STOCK: usize = 70;

/// The kind of each passage of each pair. Near-linear in the number of passages.
pub(super) fn kinds(articles: &[Tokens<'_>], pairs: &[Pair]) -> Vec<Vec<ReuseKind>> {
    let carriers = Carriers::of(articles, pairs);
    pairs
        .iter()
        .map(|pair| {
            let (a, b) = (&articles[pair.a], &articles[pair.b]);
            let alone = pair.passages.iter().map(|p| p.same.len()).sum::<usize>();
            let kind = |passage: &Passage| {
                let rest = alone - passage.same.len();
                if passage.same.len() <= STOCK && carriers.unrelated(pair, passage) {
                    ReuseKind::CommonGround
                } else if rest < 25 && (is_formula(a, passage) || is_list(a, b, passage) || is_form(a, b, passage)) {
                    ReuseKind::CommonGround
                } else if is_utterance(a, b, pair, passage) {
                    ReuseKind::SameUtterance
                } else if passage.same.len() * 100 >= passage.a.len().max(passage.b.len()) * 98 {
                    ReuseKind::Verbatim
                } else {
                    ReuseKind::Reworded
                }
            };
            pair.passages.iter().map(kind).collect()
        })
        .collect()
}

/// Who carries which part of each article, and which articles belong together by more than a few sentences.
struct Carriers {
    /// For each article, the parts that others share: where, and the other's group.
    parts: Vec<Vec<(Range<usize>, usize)>>,
    groups: Vec<usize>,
}

impl Carriers {
    fn of(articles: &[Tokens<'_>], pairs: &[Pair]) -> Self {
        let mut groups: Vec<usize> = (0..articles.len()).collect();
        for pair in pairs.iter().filter(|pair| belong_together(articles, pair)) {
            let (x, y) = (root(&mut groups, pair.a), root(&mut groups, pair.b));
            groups[x.max(y)] = x.min(y);
        }
        for i in 0..groups.len() {
            groups[i] = root(&mut groups, i);
        }
        let mut parts = vec![Vec::new(); articles.len()];
        for pair in pairs {
            for passage in &pair.passages {
                parts[pair.a].push((passage.a.clone(), groups[pair.b]));
                parts[pair.b].push((passage.b.clone(), groups[pair.a]));
            }
        }
        Self { parts, groups }
    }

    /// True when the passage stands in several groups of articles that have nothing else in common.
    fn unrelated(&self, pair: &Pair, passage: &Passage) -> bool {
        let mut groups = BTreeSet::from([self.groups[pair.a], self.groups[pair.b]]);
        for (article, range) in [(pair.a, &passage.a), (pair.b, &passage.b)] {
            for (other, group) in &self.parts[article] {
                let shared = range.end.min(other.end).saturating_sub(range.start.max(other.start));
                if shared * 2 > range.len() {
                    groups.insert(*group);
                    if groups.len() >= UNRELATED {
                        return true;
                    }
                }
            }
        }
        false
    }
}

fn belong_together(articles: &[Tokens<'_>], pair: &Pair) -> bool {
    let words: usize = pair.passages.iter().map(|p| p.same.len()).sum();
    let smaller = articles[pair.a].len().min(articles[pair.b].len());
    let longest = pair.passages.iter().map(|p| p.same.len()).max().unwrap_or(0);
    longest > STOCK || words * 2 > smaller || words > 2 * STOCK
}

fn root(groups: &mut [usize], mut i: usize) -> usize {
    while groups[i] != i {
        groups[i] = groups[groups[i]];
        i = groups[i];
    }
    i
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
    let words: Vec<&str> = a.analysis.words[a.words(passage.a.clone())]
        .iter()
        .filter(|w| w.kind != crate::language::WordKind::Mark)
        .map(|w| &a.analysis.lower_text()[w.bytes()])
        .collect();
    let text = words.join(" ");
    FORMULAS.iter().any(|formula| text.contains(formula))
}

/// Lines of a list: names and numbers without sentences.
fn is_list(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    let listed = |tokens: &Tokens<'_>, range: &Range<usize>| {
        let (mut lines, mut items) = (0, 0);
        let mut at = range.start;
        while at < range.end {
            let line = tokens.sentence(at);
            at = line.end.max(at + 1);
            lines += 1;
            let (mut names, mut function) = (0, 0);
            for token in line.clone() {
                names += usize::from(tokens.is(token, flag::CAPITAL | flag::DIGIT));
                function += usize::from(tokens.is(token, flag::STOP));
            }
            items += usize::from(line.len() <= 14 && names * 3 >= line.len() * 2 && function * 5 <= line.len());
        }
        lines >= 4 && items * 3 >= lines * 2
    };
    listed(a, &passage.a) && listed(b, &passage.b)
}

/// A form filled in twice: the sentences are the same, the names and numbers in them are others.
fn is_form(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    let kept: BTreeMap<u32, u32> = passage.same.iter().copied().collect();
    let (mut names, mut kept_names) = (0, 0);
    for token in passage.a.clone() {
        let opens = a.sentence(token).start == token;
        if a.is(token, flag::DIGIT) || (a.is(token, flag::CAPITAL) && !opens) {
            names += 1;
            kept_names += usize::from(kept.contains_key(&(token as u32)));
        }
    }
    let mut others = 0;
    for token in passage.b.clone() {
        let opens = b.sentence(token).start == token;
        others += usize::from(b.is(token, flag::DIGIT) || (b.is(token, flag::CAPITAL) && !opens));
    }
    let similarity = passage.similarity();
    names >= 3 && others >= 3 && similarity > 0.6 && (kept_names as f64) < 0.5 * names as f64
}

/// Words in quotation marks on both sides, with nothing else shared around them, each with a speaker of its own report.
fn is_utterance(a: &Tokens<'_>, b: &Tokens<'_>, pair: &Pair, passage: &Passage) -> bool {
    let quoted = |p: &Passage| {
        p.same.iter().filter(|&&(x, y)| a.is(x as usize, flag::QUOTED) && b.is(y as usize, flag::QUOTED)).count()
    };
    let outside: usize = pair.passages.iter().map(|p| p.same.len() - quoted(p)).sum();
    let inside = quoted(passage);
    inside * 10 >= passage.same.len() * 8 && outside <= 14
}
