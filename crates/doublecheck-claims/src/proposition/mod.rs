//! Whether two clauses put forward the same proposition, and which slot tells them apart.
//!
//! Similarity proposes, slots decide. A clause is read once into a [`Proposition`]: its words as stems weighted by how rare they
//! are in news, meaning classes and scales, figures with their bounds, times, names, negation, and who does what to whom.
//! [`compare`] aligns the words of two of them, from the surest to the least sure: same stem, same class, other end of a scale,
//! same beginning. What stays alone on both sides, and slots that exclude each other, speak against; boosted trees (Friedman
//! 2001) and a logistic regression weigh it all. The word lists are in `rules/`; each has examples that are its tests.

mod alignment;
mod facts;
mod features;
mod lexicon;
mod reading;
mod slots;

use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_grammar::learn::{Broken, Reader, Trees, Writer};

use crate::linear::{Linear, logistic};

pub use facts::Facts;
pub use features::{COUNT, features};
pub use reading::Proposition;

use alignment::Alignment;

/// How two propositions stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The probability that both put forward the same, 0 to 1.
    pub same: f32,
    /// How alike they are whatever their slots say, 0 to 1: the share of their weighted words that is aligned.
    pub likeness: f32,
    /// Where they differ, in the order of the first.
    pub differs: Vec<Difference>,
}

/// A slot in which two propositions differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which slot.
    pub slot: Slot,
    /// The bytes of the first text that fill it; empty where they are missing.
    pub one: Range<usize>,
    /// The bytes of the second text.
    pub other: Range<usize>,
    /// How they differ.
    pub kind: DifferenceKind,
}

/// A slot of a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// A number.
    Figure,
    /// What is counted or measured.
    Unit,
    /// A day, month, year, time of day.
    Date,
    /// A name: of what kind is not known.
    Name,
    /// The name of a person.
    Person,
    /// The name of a place.
    Place,
    /// The name of a body.
    Body,
    /// Whether it is so or not.
    Negation,
    /// Up or down.
    Direction,
    /// Who did it to whom.
    Roles,
}

/// How two propositions differ in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// Both cannot be so: "40" and "60".
    Incompatible,
    /// Both can be so, and one says more: "more than 100" and "120", "May" and "14 May".
    MorePrecise,
    /// Only one fills it.
    Missing,
}

/// The learnt weights of the features: trees, which tell one slot from another where nearly all is worded the same, and a
/// regression, which goes further where one event is told in other words and pairs to learn from are few.
#[derive(Debug, Clone)]
pub struct Model {
    trees: Trees,
    events: Linear,
}

/// What a weight of the regression costs: the pairs are few, and of fewer topics.
const RIDGE: f32 = 1000.0;
/// How much the regression counts where two propositions share nothing.
const UNLIKE: f32 = 0.7;
/// No probability comes nearer to 0 or 1.
const EDGE: f32 = 1e-6;

static BUILT_IN: LazyLock<Option<Model>> =
    LazyLock::new(|| Model::read(include_bytes!("../../models/proposition.bin")).ok());

impl Model {
    /// The model that is part of the library; none only while it is being made.
    pub fn built_in() -> Option<&'static Self> {
        BUILT_IN.as_ref()
    }

    /// A model of trees grown on [`features`] of pairs of all kinds, and of the features of pairs of which it is known
    /// whether they tell of one event (0 to 1).
    pub fn new(trees: Trees, events: &[[f32; COUNT]], same: &[f32]) -> Self {
        let events = Linear::learn(events, same, &vec![1.0; same.len()], &[0; COUNT], RIDGE);
        Self { trees, events }
    }

    /// The probability that two propositions of these [`features`] say the same: a mean of the log-odds by both parts, in
    /// which the regression counts for more the less they share.
    pub fn probability(&self, numbers: &[f32; COUNT]) -> f32 {
        let trees = self.trees.probability(numbers).clamp(EDGE, 1.0 - EDGE);
        let share = UNLIKE * (1.0 - numbers[features::LIKENESS]);
        logistic((1.0 - share) * libm::logf(trees / (1.0 - trees)) + share * self.events.log_odds(numbers))
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such model.
    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        Ok(Self { trees: Trees::read(&mut input, COUNT)?, events: Linear::read(&mut input, COUNT)? })
    }

    /// The bytes of the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.trees.write(&mut out);
        self.events.write(&mut out);
        out.into_bytes()
    }

    /// Compares two propositions; the order of the two makes no difference but for the places told.
    pub fn compare(&self, one: &Proposition, other: &Proposition) -> Comparison {
        let alignment = Alignment::of(one, other);
        let numbers = features::of(one, other, &alignment);
        Comparison {
            same: self.probability(&numbers),
            likeness: alignment.likeness(one, other),
            differs: slots::differences(one, other, &alignment),
        }
    }

    /// The probability alone, without places: cheaper where most pairs are unlike.
    pub fn same(&self, one: &Proposition, other: &Proposition) -> f32 {
        self.probability(&features::of(one, other, &Alignment::of(one, other)))
    }
}

/// Where two propositions differ, in the order of the first; [`compare`] tells it too.
pub fn differences(one: &Proposition, other: &Proposition) -> Vec<Difference> {
    slots::differences(one, other, &Alignment::of(one, other))
}

/// Compares two propositions by the built-in model. Time is linear in their words but for what finds no partner, of which at
/// most 64 words a side are looked at.
pub fn compare(one: &Proposition, other: &Proposition) -> Comparison {
    Model::built_in()
        .map_or_else(|| Comparison { same: 0.0, likeness: 0.0, differs: Vec::new() }, |model| model.compare(one, other))
}
