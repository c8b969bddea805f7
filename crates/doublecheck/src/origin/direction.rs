//! Which way a text went: scored evidence, with abstention.
//!
//! Each clue is a log-odds weight with a sentence for the analyst. The clues of two articles are added up (naive Bayes);
//! then each pair is seen beside the other carriers of the same passages, as in textual criticism: when a third article
//! is the likelier original of both, the two are siblings.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use super::Pair;
use super::clue::{Side, at_home, credits, dates, lost_antecedent, noise, set_apart, subset, weight};
use super::credit::{Mention, Names};
use super::passage::Passage;
use super::tokens::Tokens;
use crate::model::{Direction, DirectionClue};

/// Log-odds from which a direction is named: about four to one.
const DECIDED: f64 = 1.4;

/// What was found about the direction between two articles.
pub(super) struct Verdict {
    direction: Direction,
    /// Sum of the clues, for `a -> b`.
    score: f64,
    /// Clues for all passages, weights for `a -> b`.
    clues: Vec<DirectionClue>,
    /// Clues of one passage, by its index.
    own: BTreeMap<usize, Vec<DirectionClue>>,
    /// Both credit one agency that is neither's own: a common source is more likely than a copy between them.
    one_agency: bool,
}

impl Verdict {
    /// Direction of one passage, whether `b` is the original, and the clues in favour of the original, strongest first.
    /// Where the direction is not known, `from` is the article with the smaller id (`smaller_is_b`).
    pub fn of(&self, index: usize, passage: &Passage, smaller_is_b: bool) -> (Direction, bool, Vec<DirectionClue>) {
        if !passage.is_copy() {
            return (Direction::Undecided, smaller_is_b, Vec::new());
        }
        let turn = if self.direction == Direction::Forward { self.score < 0.0 } else { smaller_is_b };
        let mut clues: Vec<DirectionClue> =
            self.clues.iter().chain(self.own.get(&index).into_iter().flatten()).cloned().collect();
        if turn {
            clues.iter_mut().for_each(|clue| clue.weight = -clue.weight);
        }
        clues.sort_by(|x, y| y.weight.abs().total_cmp(&x.weight.abs()).then_with(|| x.reason.cmp(&y.reason)));
        (self.direction, turn, clues)
    }
}

/// The direction of each pair, in the order of the pairs.
pub(super) fn verdicts(articles: &[Tokens<'_>], pairs: &[Pair], names: &Names) -> Vec<Verdict> {
    let mut involved: Vec<usize> = pairs.iter().flat_map(|p| [p.a, p.b]).collect();
    involved.sort_unstable();
    involved.dedup();
    let mentions: HashMap<usize, Vec<Mention>> =
        involved.par_iter().map(|&i| (i, names.mentions(articles[i].article))).collect();
    let none = Vec::new();
    let of = |article: usize| mentions.get(&article).unwrap_or(&none).as_slice();
    let mut verdicts: Vec<Verdict> = pairs
        .par_iter()
        .map(|pair| {
            let a = Side { tokens: &articles[pair.a], mentions: of(pair.a), names };
            let b = Side { tokens: &articles[pair.b], mentions: of(pair.b), names };
            clues(&a, &b, pair)
        })
        .collect();
    decide(articles, pairs, &mut verdicts);
    verdicts
}

/// Collects the clues about one pair.
fn clues(a: &Side<'_, '_>, b: &Side<'_, '_>, pair: &Pair) -> Verdict {
    let copied: Vec<(usize, &Passage)> = pair.passages.iter().enumerate().filter(|(_, p)| p.is_copy()).collect();
    let mut verdict = Verdict {
        direction: Direction::Undecided,
        score: 0.0,
        clues: Vec::new(),
        own: BTreeMap::new(),
        one_agency: false,
    };
    if copied.is_empty() {
        return verdict;
    }
    let turned: Vec<Passage> = copied.iter().map(|(_, p)| p.turned()).collect();
    for (sign, from, to) in [(1.0, a, b), (-1.0, b, a)] {
        let mut found = Vec::new();
        credits(from, to, &mut found);
        let passages: Vec<&Passage> =
            if sign > 0.0 { copied.iter().map(|(_, p)| *p).collect() } else { turned.iter().collect() };
        subset(from, to, &passages, &mut found);
        noise(from, to, &passages, &mut found);
        at_home(from, to, &passages, &mut found);
        set_apart(from, to, &passages, &mut found);
        verdict.clues.extend(found.into_iter().map(|clue| DirectionClue { weight: sign * clue.weight, ..clue }));
    }
    if let (Some(one), Some(other)) = (a.credit(), b.credit())
        && one.name == other.name
    {
        verdict.one_agency = true;
        let agency = &a.names.names[one.name];
        let reason = format!("Both {} and {} credit {agency}.", a.label(), b.label());
        verdict.clues.push(DirectionClue { weight: 0.0, reason, evidence: b.evidence(other) });
    }
    dates(a, b, &mut verdict.clues);
    let mut strongest = 0f64;
    for (index, passage) in &copied {
        if let Some(clue) = lost_antecedent(a, b, passage) {
            if clue.weight.abs() > strongest.abs() {
                strongest = clue.weight;
            }
            verdict.own.entry(*index).or_default().push(clue);
        }
    }
    verdict.score = verdict.clues.iter().map(|clue| clue.weight).sum::<f64>() + strongest;
    verdict
}

/// Turns scores into directions, seeing each pair beside the other carriers of its passages.
fn decide(articles: &[Tokens<'_>], pairs: &[Pair], verdicts: &mut [Verdict]) {
    let mut partners: Vec<Vec<(usize, usize)>> = vec![Vec::new(); articles.len()];
    for (index, pair) in pairs.iter().enumerate() {
        if pair.passages.iter().any(Passage::is_copy) {
            partners[pair.a].push((pair.b, index));
            partners[pair.b].push((pair.a, index));
        }
    }
    partners.iter_mut().for_each(|list| list.sort_unstable());
    let scores: Vec<f64> = verdicts.iter().map(|v| v.score).collect();
    let one_agency: Vec<bool> = verdicts.iter().map(|v| v.one_agency).collect();
    let family = Family { pairs, partners: &partners, scores: &scores, one_agency: &one_agency };
    let decisions: Vec<(Direction, f64, Option<usize>)> =
        (0..pairs.len()).into_par_iter().map(|i| family.decide(i)).collect();
    for (verdict, (direction, score, third)) in verdicts.iter_mut().zip(decisions) {
        verdict.direction = direction;
        verdict.score = score;
        if let (Direction::Siblings, Some(third)) = (direction, third) {
            let article = articles[third].article;
            verdict.clues.push(DirectionClue {
                weight: 0.0,
                reason: format!("Both share the text with {}, the likelier original.", article.label),
                evidence: None,
            });
        }
    }
}

/// All pairs seen together.
struct Family<'p> {
    pairs: &'p [Pair],
    partners: &'p [Vec<(usize, usize)>],
    scores: &'p [f64],
    one_agency: &'p [bool],
}

impl Family<'_> {
    /// Score in favour of `from -> to`, in the pair with this index.
    fn score(&self, index: usize, from: usize) -> f64 {
        if self.pairs[index].a == from { self.scores[index] } else { -self.scores[index] }
    }

    /// Direction of a pair, its score for `a -> b`, and the third article that explains siblings.
    fn decide(&self, index: usize) -> (Direction, f64, Option<usize>) {
        let pair = &self.pairs[index];
        let own = self.scores[index];
        let mut best: Option<(f64, usize)> = None;
        for (third, to_a, to_b) in self.common_partners(pair) {
            if !self.carries(to_a, to_b, pair) {
                continue;
            }
            let strength = self.score(to_a, third).min(self.score(to_b, third));
            if best.is_none_or(|(s, _)| strength > s) {
                best = Some((strength, third));
            }
        }
        if let Some((strength, third)) = best
            && strength >= 0.5
            && own.abs() < strength + 2.0
        {
            return (Direction::Siblings, own, Some(third));
        }
        if self.one_agency[index] && own.abs() < weight::RELAY {
            return (Direction::Siblings, own, None);
        }
        let direction = if own.abs() >= DECIDED { Direction::Forward } else { Direction::Undecided };
        (direction, own, None)
    }

    /// Articles that share passages with both, with the indexes of those pairs.
    fn common_partners(&self, pair: &Pair) -> Vec<(usize, usize, usize)> {
        let (of_a, of_b) = (&self.partners[pair.a], &self.partners[pair.b]);
        let (short, long) = if of_a.len() <= of_b.len() { (of_a, of_b) } else { (of_b, of_a) };
        let found = short.iter().filter_map(|&(third, first)| {
            let at = long.binary_search_by_key(&third, |&(t, _)| t).ok()?;
            let second = long[at].1;
            Some(if of_a.len() <= of_b.len() { (third, first, second) } else { (third, second, first) })
        });
        found.collect()
    }

    /// True when a third article shares most of what the two share.
    fn carries(&self, to_a: usize, to_b: usize, pair: &Pair) -> bool {
        let part = |index: usize, article: usize| -> Vec<Range<usize>> {
            let other = &self.pairs[index];
            let ranges = other.passages.iter().map(|p| if other.a == article { p.a.clone() } else { p.b.clone() });
            ranges.collect()
        };
        let shared = |mine: &mut dyn Iterator<Item = Range<usize>>, theirs: &[Range<usize>]| {
            let (mut all, mut both) = (0, 0);
            for range in mine {
                all += range.len();
                both +=
                    theirs.iter().map(|t| range.end.min(t.end).saturating_sub(range.start.max(t.start))).sum::<usize>();
            }
            both as f64 / all.max(1) as f64
        };
        shared(&mut pair.passages.iter().map(|p| p.a.clone()), &part(to_a, pair.a)) >= 0.6
            && shared(&mut pair.passages.iter().map(|p| p.b.clone()), &part(to_b, pair.b)) >= 0.6
    }
}
