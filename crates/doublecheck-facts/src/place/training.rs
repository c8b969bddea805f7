//! How the models of this room are learnt. Single-threaded and seeded: the same texts give the same bytes.

use std::ops::Range;

use doublecheck_grammar::learn::chain::{Example, Training, train};
use doublecheck_grammar::learn::trees::{Growing, grow};
use doublecheck_grammar::learn::{Chain, Features, Trees};

use super::gazetteer::Gazetteer;
use super::model::Model;
use super::reading::{self, READINGS, Reading};
use super::resolve::{Hints, after_first, resolve};
use super::scene::Scene;
use super::spot::{Form, LABELS, Spot, describe, may_follow};
use crate::Words;

/// A text whose places are known.
#[derive(Debug, Clone)]
pub struct Lesson<'a> {
    /// The text.
    pub words: &'a Words<'a>,
    /// The places in it.
    pub marks: Vec<Mark>,
}

/// A place that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// What it is by its form.
    pub form: Form,
    /// Degrees north and east, where they are known.
    pub point: Option<(f32, f32)>,
    /// What it is used for, where that is known.
    pub reading: Option<Reading>,
}

impl Model {
    /// Learns to spot places.
    pub fn learn(lessons: &[Lesson<'_>], gazetteer: &Gazetteer) -> Self {
        let mut examples = Vec::new();
        for lesson in lessons {
            let scene = Scene::of(lesson.words, gazetteer);
            let labels = labels(&scene, &lesson.marks);
            for run in scene.runs() {
                let mut features = Features::default();
                describe(&scene, &run, &mut features);
                examples.push(Example { features, labels: labels[run].to_vec() });
            }
        }
        let training = Training { labels: LABELS, passes: 10, seen: 2, step: 0.03, decay: 2e-5, least: 0.004 };
        let ranker = rankers(lessons, gazetteer);
        let reader = reader(lessons, gazetteer, &ranker);
        Self { spotter: train(&examples, training, may_follow), ranker, reader }
    }
}

/// The trees of both rounds.
fn rankers(lessons: &[Lesson<'_>], gazetteer: &Gazetteer) -> [Trees; 2] {
    let growing = Growing { trees: 250, depth: 4, step: 0.12, leaf: 12, ridge: 1.0 };
    let round = |first: Option<&Trees>| {
        let (mut numbers, mut yes) = (Vec::new(), Vec::new());
        for lesson in lessons.iter().filter(|l| l.marks.iter().any(|m| m.point.is_some())) {
            let scene = Scene::of(lesson.words, gazetteer);
            let spots: Vec<Spot> = lesson.marks.iter().filter_map(|mark| spot_of(&scene, mark)).collect();
            let groups = match first {
                Some(trees) => after_first(&scene, &spots, gazetteer, trees),
                None => resolve(&scene, &spots, gazetteer, Hints::default(), None).groups,
            };
            for group in groups {
                let places = group.spots.iter().map(|&at| scene.bytes_of(&spots[at].pieces));
                let marked = |bytes: Range<usize>| lesson.marks.iter().find(|m| m.bytes.start == bytes.start)?.point;
                let Some(point) = places.filter_map(marked).next() else { continue };
                let far: Vec<f32> = group.candidates.iter().map(|c| c.entry.km_to(point.0, point.1)).collect();
                let nearest = far.iter().copied().fold(f32::MAX, f32::min);
                for (candidate, far) in group.candidates.iter().zip(far) {
                    let right = far <= RIGHT_KM && far <= nearest + SAME_KM;
                    // A county around its town is no mistake, and not what was asked for.
                    if right || far > nearest + NEAR_KM || far > RIGHT_KM {
                        numbers.push(candidate.numbers);
                        yes.push(right);
                    }
                }
            }
        }
        grow(&numbers, &yes, &[], growing)
    };
    let first = round(None);
    let second = round(Some(&first));
    [first, second]
}

/// The chain of one position that tells readings apart.
fn reader(lessons: &[Lesson<'_>], gazetteer: &Gazetteer, ranker: &[Trees; 2]) -> Chain {
    let mut examples = Vec::new();
    for lesson in lessons.iter().filter(|l| l.marks.iter().any(|m| m.reading.is_some())) {
        let scene = Scene::of(lesson.words, gazetteer);
        let marks: Vec<&Mark> = lesson.marks.iter().filter(|m| spot_of(&scene, m).is_some()).collect();
        let spots: Vec<Spot> = marks.iter().filter_map(|mark| spot_of(&scene, mark)).collect();
        for group in resolve(&scene, &spots, gazetteer, Hints::default(), Some(ranker)).groups {
            let entry = group.best().map(|c| c.entry);
            for &at in &group.spots {
                let Some(reading) = marks[at].reading else { continue };
                let mut features = Features::default();
                reading::describe(&scene, &spots[at], entry.as_ref(), &mut features);
                examples.push(Example { features, labels: vec![reading as u8] });
            }
        }
    }
    let training = Training { labels: READINGS, passes: 14, seen: 2, step: 0.015, decay: 1e-4, least: 0.004 };
    train(&examples, training, |_, _| true)
}

/// A candidate so near to the known point is right.
const RIGHT_KM: f32 = 161.0;
/// Points so near to each other are one place.
const SAME_KM: f32 = 3.0;
/// Candidates so much farther off than the nearest are neither right nor wrong.
const NEAR_KM: f32 = 25.0;

/// The spot that a mark would be, if it was found.
fn spot_of(scene: &Scene<'_>, mark: &Mark) -> Option<Spot> {
    let pieces = scene.pieces_in(&mark.bytes);
    (!pieces.is_empty()).then_some(Spot { pieces, form: mark.form, probability: 1.0 })
}

/// The label of each piece.
fn labels(scene: &Scene<'_>, marks: &[Mark]) -> Vec<u8> {
    let mut labels = vec![0; scene.pieces.len()];
    for mark in marks {
        let Range { start: first, end } = scene.pieces_in(&mark.bytes);
        let label = mark.form.first_label();
        if first < end && labels[first..end].iter().all(|&l| l == 0) {
            labels[first..end].fill(label + 1);
            labels[first] = label;
        }
    }
    labels
}
