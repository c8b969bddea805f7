//! How a text stands to a headline: it agrees, disagrees, discusses it, or is about something else.

mod alignment;
mod cues;
mod linear;
mod manner;
mod model;
mod reading;
mod training;

pub use cues::{Cue, CueKind, cues};
pub use model::{Features, Manner, Model};
pub use reading::Reading;
pub use training::{Lesson, sides_of};

/// How a text stands to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says the same, as its own.
    Agrees,
    /// Says that it is not so.
    Disagrees,
    /// Reports it, or one of them only reports: neither yes nor no.
    Discusses,
    /// Is about something else.
    Unrelated,
}

impl Stance {
    /// All stances, in the order of [`Judgement::probabilities`].
    pub const ALL: [Self; 4] = [Self::Agrees, Self::Disagrees, Self::Discusses, Self::Unrelated];
}
