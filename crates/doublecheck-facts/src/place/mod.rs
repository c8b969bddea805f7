//! Where: the places that a text names.

mod fold;
mod gazetteer;
mod lists;
mod matches;
mod model;
mod pieces;
mod spot;
mod training;

use std::ops::Range;

pub use gazetteer::{
    ATTRIBUTION, Alias, Bearer, By, Entry, EntryId, Gazetteer, Kind, Row, Target, UnknownTarget, build,
};
pub use model::Model;
pub use spot::Form;
pub use training::{Lesson, Mark};

use crate::Words;

/// A place that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The bytes of its name.
    pub bytes: Range<usize>,
    /// What the name is by its form.
    pub form: Form,
    /// How probable it is that this is a place at all.
    pub probability: f32,
}

/// All places of a text in order.
pub fn places_by(model: &Model, words: &Words<'_>, gazetteer: &Gazetteer) -> Vec<Place> {
    let scene = spot::Scene::of(words, gazetteer);
    let spots = spot::spots(&scene, &model.spotter);
    let place = |spot: spot::Spot| {
        let first = scene.pieces.get(spot.pieces.start)?;
        let last = scene.pieces.get(spot.pieces.end.checked_sub(1)?)?;
        Some(Place { bytes: first.start as usize..last.end as usize, form: spot.form, probability: spot.probability })
    };
    spots.into_iter().filter_map(place).collect()
}
