//! Which way a text went: scored evidence, with abstention.
//!
//! Each clue is a log-odds weight with a sentence for the analyst. The clues of two articles are added up; then each pair
//! is seen beside the other carriers of its text ([`super::stemma`]). A copy one way, a copy the other way and a common
//! source are weighed against each other, and one of them is named when it is likely enough.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::Pair;
use super::clue::{
    Side, Vocabulary, at_home, credits, dates, lost_antecedent, missing, noise, set_apart, siblings, subset, weight,
};
use super::credit::{Mention, Names};
use super::passage::Passage;
use super::stemma::{Place, Stemma};
use super::timing::{Dated, Timing};
use super::tokens::Tokens;
use crate::model::{Direction, DirectionClue};

/// Probability from which a direction is named.
const DECIDED: f64 = 0.755;

/// What was found about the direction between two articles.
pub(super) struct Verdict {
    direction: Direction,
    /// Sum of the clues, for `a -> b`.
    score: f64,
    /// Clues for all passages, weights for `a -> b`.
    clues: Vec<DirectionClue>,
    /// Clues of one passage, by its index.
    own: BTreeMap<usize, Vec<DirectionClue>>,
    /// Log-odds of a common source, against either direction when nothing speaks for it.
    siblings: f64,
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

/// What the clues need to know of an article.
struct Facts {
    mentions: Vec<Mention>,
    timing: Timing,
    dated: Option<Dated>,
    vocabulary: Vocabulary,
}

/// The direction of each pair, in the order of the pairs.
pub(super) fn verdicts(articles: &[Tokens<'_>], pairs: &[Pair], names: &Names) -> Vec<Verdict> {
    let stemma = Stemma::of(articles, pairs);
    let facts = facts(articles, pairs, names, &stemma);
    let none =
        Facts { mentions: Vec::new(), timing: Timing::default(), dated: None, vocabulary: Vocabulary::default() };
    let side = |article: usize| {
        let facts = facts.get(&article).unwrap_or(&none);
        Side {
            tokens: &articles[article],
            mentions: &facts.mentions,
            names,
            dated: facts.dated.as_ref(),
            vocabulary: &facts.vocabulary,
        }
    };
    let mut verdicts: Vec<Verdict> = pairs
        .par_iter()
        .enumerate()
        .map(|(index, pair)| clues(&side(pair.a), &side(pair.b), pair, index, &stemma))
        .collect();
    let scores: Vec<f64> = verdicts.iter().map(|v| v.score).collect();
    let places = stemma.places(&scores);
    verdicts.par_iter_mut().zip(pairs).zip(places).for_each(|((verdict, pair), place)| {
        verdict.decide(articles, pair, &place);
    });
    verdicts
}

/// The facts of the articles that share text.
fn facts(articles: &[Tokens<'_>], pairs: &[Pair], names: &Names, stemma: &Stemma<'_>) -> HashMap<usize, Facts> {
    let mut involved: Vec<usize> = pairs.iter().flat_map(|p| [p.a, p.b]).collect();
    involved.sort_unstable();
    involved.dedup();
    let mut facts: HashMap<usize, Facts> = involved
        .par_iter()
        .map(|&i| {
            let article = articles[i].article;
            let (mentions, timing) = (names.mentions(article), Timing::of(article));
            (i, Facts { mentions, timing, dated: None, vocabulary: Vocabulary::default() })
        })
        .collect();
    let dated: Vec<(usize, Option<Dated>)> = involved
        .par_iter()
        .filter_map(|i| {
            let partners = stemma.partners(*i).filter_map(|partner| facts.get(&partner)).map(|facts| &facts.timing);
            Some((*i, facts.get(i)?.timing.dated(articles[*i].article, partners)))
        })
        .collect();
    for (article, dated) in dated {
        if let Some(facts) = facts.get_mut(&article) {
            facts.dated = dated;
        }
    }
    facts
}

/// Collects the clues about one pair.
fn clues(a: &Side<'_, '_>, b: &Side<'_, '_>, pair: &Pair, index: usize, stemma: &Stemma<'_>) -> Verdict {
    let copied: Vec<(usize, &Passage)> = pair.passages.iter().enumerate().filter(|(_, p)| p.is_copy()).collect();
    let mut verdict = Verdict {
        direction: Direction::Undecided,
        score: 0.0,
        siblings: siblings::PRIOR,
        clues: Vec::new(),
        own: BTreeMap::new(),
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
        let before = found.len();
        noise(from, to, &passages, &mut found);
        if found.len() > before {
            verdict.siblings += siblings::NOISE;
        }
        at_home(from, to, &passages, &mut found);
        set_apart(from, to, &passages, &mut found);
        verdict.clues.extend(found.into_iter().map(|clue| DirectionClue { weight: sign * clue.weight, ..clue }));
    }
    verdict.siblings += common_credit(a, b, &mut verdict.clues);
    if let Some(clue) = dates(a, b) {
        verdict.siblings += siblings::EARLIER * (clue.weight.abs() / weight::EARLIER_DAY).min(1.0);
        verdict.clues.push(clue);
    }
    let (of_a, of_b) = stemma.missing(index);
    verdict.clues.extend(missing(a, b, (of_a, of_b)));
    verdict.siblings += siblings::MISSING * of_a.max(of_b);
    if stemma.is_alone(pair) {
        verdict.siblings += siblings::ALONE;
    }
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

/// What credits to a third outlet say for a common source.
fn common_credit(a: &Side<'_, '_>, b: &Side<'_, '_>, clues: &mut Vec<DirectionClue>) -> f64 {
    match (a.credit(), b.credit()) {
        (Some(one), Some(other)) if one.name == other.name => {
            let agency = &a.names.names[one.name];
            let reason = format!("Both {} and {} credit {agency}.", a.label(), b.label());
            clues.push(DirectionClue { weight: 0.0, reason, evidence: b.evidence(other) });
            siblings::BOTH_CREDIT
        }
        (Some(one), None) if b.outlet() != Some(one.name) => siblings::THIRD_CREDITED,
        (None, Some(other)) if a.outlet() != Some(other.name) => siblings::THIRD_CREDITED,
        _ => 0.0,
    }
}

impl Verdict {
    /// Turns the score into a direction, seeing the pair beside the other carriers of its text.
    fn decide(&mut self, articles: &[Tokens<'_>], pair: &Pair, place: &Place) {
        if !pair.passages.iter().any(Passage::is_copy) {
            return;
        }
        let label = |article: usize| articles[article].article.label.as_str();
        if let Some(third) = place.likelier.filter(|_| place.copied_elsewhere.abs() >= 0.05) {
            let copy = if place.copied_elsewhere > 0.0 { pair.b } else { pair.a };
            let weight = weight::COPIED * place.copied_elsewhere;
            let reason = format!("{} is likelier than the other to be a copy of {}.", label(copy), label(third));
            self.clues.push(DirectionClue { weight, reason, evidence: None });
            self.score += weight;
        }
        self.siblings += siblings::BOTH_COPIED * place.both_copied;
        if let Some(source) = place.source {
            self.siblings += siblings::THIRD + siblings::LACKS * source.lacks + siblings::BETWEEN * source.between;
        }
        // The three cases side by side, as in multinomial logistic regression.
        let half = self.score.abs() / 2.0;
        let most = half.max(self.siblings);
        let (copy, turned, common) = ((half - most).exp(), (-half - most).exp(), (self.siblings - most).exp());
        let all = copy + turned + common;
        if common / all >= DECIDED {
            self.direction = Direction::Siblings;
            if let Some(source) = place.source.filter(|_| place.both_copied > 0.0) {
                let reason = format!("Both share the text with {}, the likelier original.", label(source.article));
                self.clues.push(DirectionClue { weight: 0.0, reason, evidence: None });
            }
        } else if copy / all >= DECIDED {
            self.direction = Direction::Forward;
        }
    }
}
