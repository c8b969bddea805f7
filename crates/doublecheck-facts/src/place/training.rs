//! How the models of this room are learnt. Single-threaded and seeded: the same texts give the same bytes.

use std::ops::Range;

use doublecheck_grammar::learn::Features;
use doublecheck_grammar::learn::chain::{Example, Training, train};

use super::gazetteer::Gazetteer;
use super::model::Model;
use super::spot::{Form, LABELS, Scene, describe, may_follow};
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
        let training = Training { labels: LABELS, passes: 10, seen: 2, step: 0.15, decay: 2e-5, least: 0.004 };
        Self { spotter: train(&examples, training, may_follow) }
    }
}

/// The label of each piece.
fn labels(scene: &Scene<'_>, marks: &[Mark]) -> Vec<u8> {
    let mut labels = vec![0; scene.pieces.len()];
    for mark in marks {
        let first = scene.pieces.partition_point(|p| (p.end as usize) <= mark.bytes.start);
        let end = scene.pieces.partition_point(|p| (p.start as usize) < mark.bytes.end);
        let label = mark.form.first_label();
        if first < end && labels[first..end].iter().all(|&l| l == 0) {
            labels[first..end].fill(label + 1);
            labels[first] = label;
        }
    }
    labels
}
