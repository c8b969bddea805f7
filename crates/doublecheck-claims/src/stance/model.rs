//! What was learnt of stances.

use doublecheck_grammar::learn::{Broken, Reader, Trees, Writer};

use super::alignment::{Alignment, RELATION};
use super::manner::{self, BODY, CLAIM};
use super::{Reading, Stance};
use crate::linear::Linear;

/// How a text puts what a claim is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Manner {
    /// Probability that it only reports it and does not answer for it: "reportedly", "sources say".
    pub reports: f32,
    /// Probability that it says no, given that it takes sides.
    pub denies: f32,
}

/// What the model sees of a claim and a body: numbers only, so that lessons need not keep their texts.
#[derive(Debug, Clone)]
pub struct Features {
    pub(super) relation: [f32; RELATION],
    pub(super) claim: [f32; CLAIM],
    pub(super) body: [f32; BODY],
}

impl Features {
    /// Looks at a claim and a body.
    pub fn of(claim: &Reading<'_>, body: &Reading<'_>) -> Self {
        Self::aligned(claim, body, &Alignment::of(claim, body))
    }

    pub(super) fn aligned(claim: &Reading<'_>, body: &Reading<'_>, alignment: &Alignment) -> Self {
        let relation = alignment.relation;
        let claim = manner::of_claim(claim);
        Self { relation, claim, body: manner::of_body(&claim, body, alignment) }
    }
}

/// Boosted trees for each step of the judgement.
#[derive(Debug, Clone, Default)]
pub struct Model {
    pub(super) related: Trees,
    pub(super) claim_reports: Linear,
    pub(super) claim_denies: Linear,
    pub(super) body_reports: Linear,
    pub(super) body_denies: Linear,
    /// What each stance's probability is multiplied with before the largest is taken.
    pub(super) favour: [f32; 4],
}

impl Model {
    /// Probability that claim and body are about the same.
    pub fn related(&self, features: &Features) -> f32 {
        self.related.probability(&features.relation)
    }

    /// How the claim is put.
    pub fn claim(&self, features: &Features) -> Manner {
        let reports = self.claim_reports.probability(&features.claim);
        Manner { reports, denies: self.claim_denies.probability(&features.claim) }
    }

    /// How the body puts it.
    pub fn body(&self, features: &Features) -> Manner {
        let reports = self.body_reports.probability(&features.body);
        Manner { reports, denies: self.body_denies.probability(&features.body) }
    }

    /// The probability of each stance in the order of [`Stance::ALL`]: who takes sides on both sides agrees or disagrees as
    /// the sides say; where one side only reports, it is discussed.
    pub fn probabilities(&self, features: &Features) -> [f32; 4] {
        let related = self.related(features);
        let (claim, body) = (self.claim(features), self.body(features));
        let sides = (1.0 - claim.reports) * (1.0 - body.reports);
        let opposed = claim.denies * (1.0 - body.denies) + body.denies * (1.0 - claim.denies);
        [related * sides * (1.0 - opposed), related * sides * opposed, related * (1.0 - sides), 1.0 - related]
    }

    /// The stance to be told, given the probabilities.
    pub fn choose(&self, probabilities: &[f32; 4]) -> Stance {
        let mut best = (Stance::Unrelated, f32::MIN);
        for ((stance, probability), favour) in Stance::ALL.into_iter().zip(probabilities).zip(self.favour) {
            if probability * favour > best.1 {
                best = (stance, probability * favour);
            }
        }
        best.0
    }

    /// Writes the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.favour.iter().for_each(|&favour| out.fraction(favour));
        self.related.write(&mut out);
        for linear in [&self.claim_reports, &self.claim_denies, &self.body_reports, &self.body_denies] {
            linear.write(&mut out);
        }
        out.into_bytes()
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        let mut favour = [1.0; 4];
        for favour in &mut favour {
            *favour = input.fraction()?;
        }
        Ok(Self {
            related: Trees::read(&mut input, RELATION)?,
            claim_reports: Linear::read(&mut input, CLAIM)?,
            claim_denies: Linear::read(&mut input, CLAIM)?,
            body_reports: Linear::read(&mut input, BODY)?,
            body_denies: Linear::read(&mut input, BODY)?,
            favour,
        })
    }
}
