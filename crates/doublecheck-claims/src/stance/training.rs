//! Learning stances from pairs of a claim and a body.
//!
//! Of claims and bodies about the same matter each takes one of three sides: it says yes, it says no, or it only reports.
//! The stance of a pair follows from its two sides; so the sides can be found from the stances, and how a text shows its
//! side is learnt from texts, not from pairs, of which a few much-told stories have most.

use doublecheck_grammar::learn::Trees;
use doublecheck_grammar::learn::trees::{Growing, grow};

use super::Stance;
use super::cues::CueKind;
use super::manner::{body_signs, claim_signs};
use super::model::{Features, Model};
use crate::linear::Linear;

/// What tells whether claim and body are about the same.
#[derive(Debug, Clone)]
pub struct Related(Trees);

/// A claim and a body whose stance is known.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Which claim; the same number for the same claim.
    pub claim: usize,
    /// Which body.
    pub body: usize,
    /// What is seen of them.
    pub features: Features,
    /// How the body stands to the claim.
    pub stance: Stance,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Yes,
    No,
    Reports,
}

const SIDES: [Side; 3] = [Side::Yes, Side::No, Side::Reports];

fn stance_of(claim: Side, body: Side) -> Stance {
    match (claim, body) {
        (Side::Reports, _) | (_, Side::Reports) => Stance::Discusses,
        (claim, body) if claim == body => Stance::Agrees,
        _ => Stance::Disagrees,
    }
}

/// Favours that made the mean F1 of the stances largest in cross-validation over topics.
pub(super) const FAVOUR: [f32; 4] = [1.2, 2.5, 1.0, 1.0];

impl Model {
    /// Learns from lessons; time grows with their number times that of the trees.
    pub fn learn(lessons: &[Lesson]) -> Self {
        let about: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.stance != Stance::Unrelated).collect();
        let matters = matters(&about);
        let claim_rows = firsts(&about, |lesson| lesson.claim);
        let claim_weights = weights(&claim_rows, &matters);
        let body_firsts = firsts(&about, |lesson| lesson.body);
        let body_weights = weights(&body_firsts, &matters);
        let mut pairs = vec![0u32; about.iter().map(|lesson| lesson.body + 1).max().unwrap_or(0)];
        about.iter().for_each(|lesson| pairs[lesson.body] += 1);
        let mut of_body = vec![0.0; pairs.len()];
        body_firsts.iter().zip(body_weights).for_each(|(&at, weight)| of_body[about[at].body] = weight);
        let pair_weights: Vec<f32> =
            about.iter().map(|lesson| of_body[lesson.body] / pairs[lesson.body] as f32).collect();
        let all_rows: Vec<usize> = (0..about.len()).collect();
        let mut beliefs = Beliefs::new(&about);
        let mut manners: [Linear; 4] = Default::default();
        for _ in 0..ROUNDS {
            beliefs.settle(&about);
            let claim = |at: usize| (about[at].features.claim, beliefs.claims[about[at].claim]);
            let body = |at: usize| (about[at].features.body, beliefs.bodies[about[at].body]);
            manners = [
                manner(&claim_rows, &claim_weights, claim, false, &claim_signs(false), CLAIM_RIDGE),
                manner(&claim_rows, &claim_weights, claim, true, &claim_signs(true), CLAIM_RIDGE),
                manner(&all_rows, &pair_weights, body, false, &body_signs(false), BODY_RIDGE),
                manner(&all_rows, &pair_weights, body, true, &body_signs(true), BODY_RIDGE),
            ];
            beliefs.expect(&about, &manners);
        }
        let [claim_reports, claim_denies, body_reports, body_denies] = manners;
        let Related(related) = Self::learn_related(lessons);
        Self { related, claim_reports, claim_denies, body_reports, body_denies, favour: FAVOUR }
    }

    /// Learns only what tells whether both are about the same.
    pub fn learn_related(lessons: &[Lesson]) -> Related {
        let numbers: Vec<_> = lessons.iter().map(|lesson| lesson.features.relation).collect();
        let yes: Vec<bool> = lessons.iter().map(|lesson| lesson.stance != Stance::Unrelated).collect();
        Related(grow(&numbers, &yes, &[], RELATED_GROWING))
    }

    /// The same model with other trees for whether both are about the same.
    pub fn with_related(&self, Related(related): Related) -> Self {
        Self { related, ..self.clone() }
    }
}

const RELATED_GROWING: Growing = Growing { trees: 60, depth: 4, step: 0.15, leaf: 20, ridge: 5.0 };

/// What a weight costs; bodies have more features.
const CLAIM_RIDGE: f32 = 2.0;
const BODY_RIDGE: f32 = 4.0;

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 10;

/// Learns one choice of a claim's or a body's manner.
fn manner<const F: usize>(
    rows: &[usize],
    weights: &[f32],
    seen: impl Fn(usize) -> ([f32; F], [f32; 3]),
    denies: bool,
    signs: &[i8; F],
    ridge: f32,
) -> Linear {
    let (mut numbers, mut yes, mut counts) = (Vec::new(), Vec::new(), Vec::new());
    for (&at, &weight) in rows.iter().zip(weights) {
        let (row, [says_yes, says_no, reports]) = seen(at);
        let sided = says_yes + says_no;
        if denies && sided < 0.05 {
            continue;
        }
        numbers.push(row);
        yes.push(if denies { says_no / sided } else { reports });
        counts.push(if denies { weight * sided } else { weight });
    }
    Linear::learn(&numbers, &yes, &counts, signs, ridge)
}

/// How likely each claim and each body takes each side, in the order of [`SIDES`].
struct Beliefs {
    /// Before its pairs are looked at.
    claims_before: Vec<[f32; 3]>,
    bodies_before: Vec<[f32; 3]>,
    claims: Vec<[f32; 3]>,
    bodies: Vec<[f32; 3]>,
}

/// How likely a stance is other than the sides say.
const NOISE: f32 = 0.02;

impl Beliefs {
    /// Where nothing is learnt yet, refuting and hedging words of claims are believed a little.
    fn new(lessons: &[&Lesson]) -> Self {
        let count = |of: fn(&Lesson) -> usize| lessons.iter().map(|lesson| of(lesson) + 1).max().unwrap_or(0);
        let mut claims = vec![[0.6, 0.05, 0.35]; count(|l| l.claim)];
        for lesson in lessons {
            let numbers = &lesson.features.claim;
            let has = |kind: CueKind| numbers[kind as usize] > 0.0;
            if has(CueKind::Falsehood) || has(CueKind::Denial) {
                claims[lesson.claim] = [0.25, 0.5, 0.25];
            } else if has(CueKind::Rumour) || has(CueKind::Source) || has(CueKind::Possibility) {
                claims[lesson.claim] = [0.28, 0.02, 0.7];
            }
        }
        let bodies = vec![[0.45, 0.15, 0.4]; count(|l| l.body)];
        Self { claims_before: claims.clone(), bodies_before: bodies.clone(), claims, bodies }
    }

    /// Lets claims and bodies settle on the sides that explain their pairs (mean field).
    fn settle(&mut self, lessons: &[&Lesson]) {
        self.claims.clone_from(&self.claims_before);
        self.bodies.clone_from(&self.bodies_before);
        for _ in 0..15 {
            let mut logs: Vec<[f32; 3]> = self.bodies_before.iter().map(|b| b.map(libm::logf)).collect();
            for lesson in lessons {
                let other = self.claims[lesson.claim];
                logs[lesson.body]
                    .iter_mut()
                    .zip(SIDES)
                    .for_each(|(log, side)| *log += fit(side, &other, lesson.stance));
            }
            self.bodies = logs.into_iter().map(softmax).collect();
            let mut logs: Vec<[f32; 3]> = self.claims_before.iter().map(|b| b.map(libm::logf)).collect();
            for lesson in lessons {
                let other = self.bodies[lesson.body];
                logs[lesson.claim]
                    .iter_mut()
                    .zip(SIDES)
                    .for_each(|(log, side)| *log += fit(side, &other, lesson.stance));
            }
            self.claims = logs.into_iter().map(softmax).collect();
        }
    }

    /// What is believed before the pairs are looked at, by what was learnt.
    fn expect(&mut self, lessons: &[&Lesson], manners: &[Linear; 4]) {
        let sides = |reports: f32, denies: f32| {
            let (reports, denies) = (reports.clamp(0.03, 0.97), denies.clamp(0.03, 0.97));
            [(1.0 - reports) * (1.0 - denies), (1.0 - reports) * denies, reports]
        };
        let mut seen = vec![0.0f32; self.bodies.len()];
        let mut sums = vec![[0.0f32; 2]; self.bodies.len()];
        for lesson in lessons {
            let Features { claim, body, .. } = &lesson.features;
            self.claims_before[lesson.claim] = sides(manners[0].probability(claim), manners[1].probability(claim));
            seen[lesson.body] += 1.0;
            sums[lesson.body][0] += manners[2].probability(body);
            sums[lesson.body][1] += manners[3].probability(body);
        }
        for ((before, sum), seen) in self.bodies_before.iter_mut().zip(sums).zip(seen) {
            if seen > 0.0 {
                *before = sides(sum[0] / seen, sum[1] / seen);
            }
        }
    }
}

/// Logarithm of how well a side explains a stance, given what is believed of the other's.
fn fit(side: Side, other: &[f32; 3], stance: Stance) -> f32 {
    let right: f32 = SIDES.into_iter().zip(other).filter(|(o, _)| stance_of(side, *o) == stance).map(|(_, p)| p).sum();
    libm::logf(NOISE + (1.0 - NOISE) * right)
}

fn softmax(logs: [f32; 3]) -> [f32; 3] {
    let most = logs.into_iter().fold(f32::MIN, f32::max);
    let raised = logs.map(|log| libm::expf(log - most));
    let sum: f32 = raised.iter().sum();
    raised.map(|value| value / sum)
}

/// Which matter each lesson is about: lessons that share a claim or a body are about the same.
fn matters(lessons: &[&Lesson]) -> Vec<usize> {
    let bodies = lessons.iter().map(|lesson| lesson.body + 1).max().unwrap_or(0);
    let claims = lessons.iter().map(|lesson| lesson.claim + 1).max().unwrap_or(0);
    let mut parent: Vec<usize> = (0..bodies + claims).collect();
    fn root(parent: &mut [usize], mut at: usize) -> usize {
        while parent[at] != at {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        at
    }
    for lesson in lessons {
        let (a, b) = (root(&mut parent, lesson.body), root(&mut parent, bodies + lesson.claim));
        parent[a.max(b)] = a.min(b);
    }
    lessons.iter().map(|lesson| root(&mut parent, lesson.body)).collect()
}

/// What each row counts: a matter counts as the square root of the number of its rows.
fn weights(rows: &[usize], matters: &[usize]) -> Vec<f32> {
    let mut counts = vec![0u32; matters.iter().max().map_or(0, |&most| most + 1)];
    rows.iter().for_each(|&at| counts[matters[at]] += 1);
    rows.iter().map(|&at| 1.0 / (counts[matters[at]] as f32).sqrt()).collect()
}

/// The first lesson of each claim or body.
fn firsts(lessons: &[&Lesson], of: impl Fn(&Lesson) -> usize) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..lessons.len()).collect();
    rows.sort_by_key(|&at| of(lessons[at]));
    rows.dedup_by_key(|at| of(lessons[*at]));
    rows
}
