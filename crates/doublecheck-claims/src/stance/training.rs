//! Learning stances from pairs of a claim and a body.
//!
//! Of claims and bodies about the same matter each takes one of three sides: it says yes, it says no, or it only reports.
//! The stance of a pair follows from its two sides; so the sides can be found from the stances, and how a text shows its
//! side is learnt from texts, not from pairs, of which a few much-told stories have most.

use doublecheck_grammar::learn::Trees;
use doublecheck_grammar::learn::trees::{Growing, grow};

use super::Stance;
use super::cues::CueKind;
use super::model::{Features, Model};

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
pub(super) const FAVOUR: [f32; 4] = [1.0, 1.0, 1.0, 1.0];

impl Model {
    /// Learns from lessons; time grows with their number times that of the trees.
    pub fn learn(lessons: &[Lesson]) -> Self {
        let about: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.stance != Stance::Unrelated).collect();
        let (claims, bodies) = sides(&about);
        let claim_rows = firsts(&about, |lesson| lesson.claim);
        let shares = |of: &dyn Fn(&Lesson) -> usize| {
            let count = about.iter().map(|lesson| of(lesson) + 1).max().unwrap_or(0);
            let mut counts = vec![0u32; count];
            about.iter().for_each(|lesson| counts[of(lesson)] += 1);
            about.iter().map(|lesson| 1.0 / counts[of(lesson)] as f32).collect::<Vec<f32>>()
        };
        let body_shares = shares(&|lesson: &Lesson| lesson.body);
        let claim = |denies: bool| {
            let rows = claim_rows.iter().filter(|&&at| !denies || claims[about[at].claim] != Side::Reports);
            let wanted = if denies { Side::No } else { Side::Reports };
            let (numbers, yes): (Vec<_>, Vec<bool>) =
                rows.map(|&at| (about[at].features.claim, claims[about[at].claim] == wanted)).unzip();
            grow(&numbers, &yes, &[], CLAIM_GROWING)
        };
        let body = |denies: bool| {
            let rows = (0..about.len()).filter(|&at| !denies || bodies[about[at].body] != Side::Reports);
            let wanted = if denies { Side::No } else { Side::Reports };
            let (mut numbers, mut yes, mut weights) = (Vec::new(), Vec::new(), Vec::new());
            for at in rows {
                numbers.push(about[at].features.body);
                yes.push(bodies[about[at].body] == wanted);
                weights.push(body_shares[at]);
            }
            grow(&numbers, &yes, &weights, BODY_GROWING)
        };
        Self {
            related: Self::learn_related(lessons),
            claim_reports: claim(false),
            claim_denies: claim(true),
            body_reports: body(false),
            body_denies: body(true),
            favour: FAVOUR,
        }
    }

    /// Learns only what tells whether both are about the same.
    pub fn learn_related(lessons: &[Lesson]) -> Trees {
        let numbers: Vec<_> = lessons.iter().map(|lesson| lesson.features.relation).collect();
        let yes: Vec<bool> = lessons.iter().map(|lesson| lesson.stance != Stance::Unrelated).collect();
        grow(&numbers, &yes, &[], RELATED_GROWING)
    }

    /// The same model with other trees for whether both are about the same.
    pub fn with_related(&self, related: Trees) -> Self {
        Self { related, ..self.clone() }
    }
}

const RELATED_GROWING: Growing = Growing { trees: 60, depth: 4, step: 0.15, leaf: 20, ridge: 5.0 };
const CLAIM_GROWING: Growing = Growing { trees: 60, depth: 2, step: 0.15, leaf: 8, ridge: 3.0 };
const BODY_GROWING: Growing = Growing { trees: 80, depth: 3, step: 0.08, leaf: 60, ridge: 3.0 };

/// The first lesson of each claim or body.
fn firsts(lessons: &[&Lesson], of: impl Fn(&Lesson) -> usize) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..lessons.len()).collect();
    rows.sort_by_key(|&at| of(lessons[at]));
    rows.dedup_by_key(|at| of(lessons[*at]));
    rows
}

/// The sides of all claims and of all bodies that explain most of the stances: each in turn takes the side that explains most
/// of its pairs, until none moves. Who says yes and who says no is decided by the refuting words of the claims.
fn sides(lessons: &[&Lesson]) -> (Vec<Side>, Vec<Side>) {
    let count = |of: fn(&Lesson) -> usize| lessons.iter().map(|lesson| of(lesson) + 1).max().unwrap_or(0);
    let (claim_count, body_count) = (count(|l| l.claim), count(|l| l.body));
    let mut by_claim = vec![Vec::new(); claim_count];
    let mut by_body = vec![Vec::new(); body_count];
    let mut seems = vec![Side::Yes; claim_count];
    for (at, lesson) in lessons.iter().enumerate() {
        by_claim[lesson.claim].push(at);
        by_body[lesson.body].push(at);
        let numbers = &lesson.features.claim;
        let refuting = numbers[CueKind::Falsehood as usize] + numbers[CueKind::Denial as usize];
        if refuting % 2.0 == 1.0 {
            seems[lesson.claim] = Side::No;
        }
    }
    let discussed = |pairs: &[usize]| {
        let discussed = pairs.iter().filter(|&&at| lessons[at].stance == Stance::Discusses).count();
        discussed * 10 > pairs.len() * 9
    };
    let mut claims: Vec<Side> =
        (0..claim_count).map(|c| if discussed(&by_claim[c]) { Side::Reports } else { seems[c] }).collect();
    let mut bodies = vec![Side::Yes; body_count];
    for _ in 0..20 {
        let before = (claims.clone(), bodies.clone());
        for (body, pairs) in by_body.iter().enumerate() {
            bodies[body] = best_side(bodies[body], |side| {
                let right = |&&at: &&usize| stance_of(claims[lessons[at].claim], side) == lessons[at].stance;
                pairs.iter().filter(right).count() as f32
            });
        }
        for (claim, pairs) in by_claim.iter().enumerate() {
            claims[claim] = best_side(claims[claim], |side| {
                let right = |&&at: &&usize| stance_of(side, bodies[lessons[at].body]) == lessons[at].stance;
                pairs.iter().filter(right).count() as f32 + if side == seems[claim] { 0.2 } else { 0.0 }
            });
        }
        if before == (claims.clone(), bodies.clone()) {
            break;
        }
    }
    (claims, bodies)
}

fn best_side(now: Side, worth: impl Fn(Side) -> f32) -> Side {
    let mut best = (now, worth(now));
    for side in SIDES {
        let worth = worth(side);
        if worth > best.1 {
            best = (side, worth);
        }
    }
    best.0
}

/// How many of the lessons about the same the sides explain, of how many.
pub fn explained(lessons: &[Lesson]) -> (usize, usize) {
    let about: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.stance != Stance::Unrelated).collect();
    let (claims, bodies) = sides(&about);
    let right = |lesson: &&&Lesson| stance_of(claims[lesson.claim], bodies[lesson.body]) == lesson.stance;
    (about.iter().filter(right).count(), about.len())
}
