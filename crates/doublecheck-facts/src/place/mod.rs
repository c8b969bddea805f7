//! Where: the places that a text names.

mod fold;
mod gazetteer;
mod lists;
mod matches;
mod model;
mod pieces;
mod reading;
mod resolve;
mod spot;
mod training;

use std::ops::Range;

pub use gazetteer::{
    ATTRIBUTION, Alias, Bearer, By, Entry, EntryId, Gazetteer, Kind, Row, Target, UnknownTarget, build,
};
pub use model::Model;
pub use reading::{Reading, Use};
pub use resolve::{Candidate, Hints};
pub use spot::Form;
pub use training::{Lesson, Mark};

use doublecheck_grammar::learn::Features;

use crate::Words;

/// A place that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The bytes of its name.
    pub bytes: Range<usize>,
    /// What the name is by its form.
    pub form: Form,
    /// What the name is used for.
    pub used: Use,
    /// How probable it is that the place itself is meant.
    pub literal: f32,
    /// How probable it is that this is a place at all.
    pub probability: f32,
    /// The place that the name most probably stands for; none when that would be a bare guess.
    pub entry: Option<EntryId>,
    /// What the name may stand for, the most probable first; at most five.
    pub candidates: Vec<Candidate>,
}

/// All places of a text in order.
pub fn places_by(model: &Model, words: &Words<'_>, gazetteer: &Gazetteer, hints: Hints) -> Vec<Place> {
    let scene = spot::Scene::of(words, gazetteer);
    let spots = spot::spots(&scene, &model.spotter);
    let groups = resolve::resolve(&scene, &spots, gazetteer, hints, Some(&model.ranker));
    let mut features = Features::default();
    let mut places: Vec<(usize, Place)> = Vec::with_capacity(spots.len());
    for group in &groups {
        let mut candidates: Vec<Candidate> = group
            .candidates
            .iter()
            .map(|c| Candidate { entry: c.entry.id, by: c.by, probability: c.probability })
            .collect();
        candidates.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.entry.cmp(&b.entry)));
        candidates.truncate(5);
        let entry = candidates.first().filter(|c| c.probability >= LEAST).map(|c| c.entry);
        let best = group.best().map(|c| c.entry);
        for &at in &group.spots {
            let spot = &spots[at];
            reading::describe(&scene, spot, best.as_ref(), &mut features);
            let (used, literal) = reading::read(&model.reader, &features, spot.form);
            let place = Place {
                bytes: scene.bytes_of(&spot.pieces),
                form: spot.form,
                used,
                literal,
                probability: spot.probability,
                entry,
                candidates: candidates.clone(),
            };
            places.push((at, place));
        }
    }
    places.sort_by_key(|(at, _)| *at);
    places.into_iter().map(|(_, place)| place).collect()
}

/// A less probable candidate is not chosen.
const LEAST: f32 = 0.05;

/// stub
pub fn places(_: &Words<'_>, _: &Gazetteer, _: Hints) -> Vec<Place> {
    Vec::new()
}
