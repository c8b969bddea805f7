//! The same proposition in many mouths: statements grouped into claims, with those that deny or contradict them;
//! figures that move, totals and their parts, offers and their answers.
//!
//! Similarity proposes, slots decide. Each part of a statement becomes a bag of concepts (stems, meaning classes, states,
//! organisations and parties, figures, dates); parts that share rare concepts are compared, and joined unless a slot
//! forbids it: two figures for one thing, another day or place, the same act with another actor. Denial and negation give
//! a part its side. What a slot keeps apart stands near: in dispute, in tension, as a series or as another version.

mod concepts;
mod exchanges;
mod figures;
mod group;
mod library;
mod material;
mod proposition;
mod reading;
mod relate;
mod remarks;
mod series;
mod signature;
mod since;
mod slots;
mod space;
mod sums;

pub(crate) use concepts::party_concept;
pub use exchanges::exchanges;
pub use figures::place_figures;
pub use group::{Group, Near, Opposed};
pub use library::Library;
pub(crate) use material::covers_most;
pub use material::{Material, Sources};
pub use series::series;
pub use signature::Signature;
pub use sums::sums;
