//! Where: the places that a text names, what each name is used for, and which of its namesakes it stands for.
//!
//! One pass finds the names of the [`Gazetteer`] ([`Words`] cut at hyphens, names folded to keys); a chain of labels over each run
//! of capitalised words, learnt, says which runs are names of places; boosted trees choose among namesakes by what the
//! article says of its other places; and a small model tells the place from those who act for it. What was known before
//! learning stands in plain lists under `rules/place`.
//!
//! ```
//! use doublecheck_facts::{Words, place::{Gazetteer, places}};
//! let text = "ALEXANDRIA, La. (XYZ) A bridge near Pineville was closed.";
//! let gazetteer = Gazetteer::built_in();
//! let found = places(&Words::of(text), gazetteer);
//! let town = found[0].chosen().and_then(|id| gazetteer.entry(id)).map(|e| e.full_name());
//! assert_eq!(town.as_deref(), Some("Alexandria, Louisiana, US"));
//! ```

mod candidates;
mod context;
mod fold;
mod gazetteer;
mod lists;
mod matches;
mod model;
mod pieces;
mod reading;
mod resolve;
mod scene;
mod spot;
mod training;
mod why;

use std::ops::Range;
use std::sync::Arc;

use doublecheck_grammar::learn::Features;

pub use gazetteer::{
    ATTRIBUTION, Alias, Bearer, By, Entry, EntryId, Gazetteer, Kind, Row, Target, UnknownTarget, build,
};
pub use model::Model;
pub use reading::{Reading, Use};
pub use resolve::{Candidate, Hints};
pub use spot::Form;
pub use training::{Lesson, Mark};
pub use why::Reason;

use crate::Words;

/// A place that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The bytes of its name.
    pub bytes: Range<usize>,
    /// The words that its name touches; a hyphenated word may hold more than the name.
    pub words: Range<usize>,
    /// What the name is by its form.
    pub form: Form,
    /// What the name is used for.
    pub used: Use,
    /// How probable it is that the place itself is meant, and not those who act for it.
    pub literal: f32,
    /// How probable it is that this is the name of a place at all.
    pub probability: f32,
    /// What the name stands for, the same wherever it stands in the text.
    pub sense: Arc<Sense>,
}

impl Place {
    /// The place that the name most probably stands for; none when that would be a bare guess.
    pub fn chosen(&self) -> Option<EntryId> {
        self.sense.chosen
    }
}

/// What a name stands for throughout a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sense {
    /// The most probable candidate, unless that would be a bare guess.
    pub chosen: Option<EntryId>,
    /// What the name may stand for, the most probable first; at most five. Their probabilities sum to one at most: the rest is
    /// for what the gazetteer does not have.
    pub candidates: Vec<Candidate>,
    /// Why the first candidate is the first.
    pub why: Vec<Reason>,
    /// How far the place may lie from its point, in km.
    pub precision_km: f32,
}

/// All places of a text in order, by the model that is built in. Time is linear in the text.
pub fn places(words: &Words<'_>, gazetteer: &Gazetteer) -> Vec<Place> {
    places_with(words, gazetteer, Hints::default())
}

/// Like [`places`], with what the caller knows of the article.
pub fn places_with(words: &Words<'_>, gazetteer: &Gazetteer, hints: Hints) -> Vec<Place> {
    Model::built_in().map_or_else(Vec::new, |model| model.places(words, gazetteer, hints))
}

impl Model {
    /// All places of a text in order.
    pub fn places(&self, words: &Words<'_>, gazetteer: &Gazetteer, hints: Hints) -> Vec<Place> {
        let scene = scene::Scene::of(words, gazetteer);
        let spots = spot::spots(&scene, &self.spotter);
        let resolved = resolve::resolve(&scene, &spots, gazetteer, hints, Some(&self.ranker));
        let reasons = why::Reasons::of(&resolved);
        let mut features = Features::default();
        let mut places: Vec<(usize, Place)> = Vec::with_capacity(spots.len());
        for (number, group) in resolved.groups.iter().enumerate() {
            let sense = Arc::new(sense(group, reasons.why(number)));
            let best = group.best().map(|c| c.entry);
            for &at in &group.spots {
                let spot = &spots[at];
                reading::describe(&scene, spot, best.as_ref(), &mut features);
                let (used, literal) = reading::read(&self.reader, &features, spot.form);
                let place = Place {
                    bytes: scene.bytes_of(&spot.pieces),
                    words: scene.words_of(&spot.pieces),
                    form: spot.form,
                    used,
                    literal,
                    probability: spot.probability,
                    sense: sense.clone(),
                };
                places.push((at, place));
            }
        }
        places.sort_by_key(|(at, _)| *at);
        places.into_iter().map(|(_, place)| place).collect()
    }
}

/// Candidates kept for the reader.
const KEPT: usize = 5;
/// A less probable candidate is not chosen.
const LEAST: f32 = 0.05;

fn sense(group: &resolve::Group<'_>, why: Vec<Reason>) -> Sense {
    let mut candidates: Vec<Candidate> = group
        .candidates
        .iter()
        .map(|c| Candidate { entry: c.entry.id, by: c.by, probability: c.probability })
        .collect();
    candidates.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(a.entry.cmp(&b.entry)));
    candidates.truncate(KEPT);
    let chosen = candidates.first().filter(|c| c.probability >= LEAST).map(|c| c.entry);
    let precision_km = group.best().map_or(0.0, |c| c.entry.kind.reach_km());
    Sense { chosen, candidates, why, precision_km }
}
