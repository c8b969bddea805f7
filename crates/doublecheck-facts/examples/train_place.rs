//! Trains the models of places on the measuring stick, or measures them by cross-validation over its documents.
//!
//! cargo run --release -p doublecheck-facts --example train_place -- STICK model crates/doublecheck-facts/models/place.bin
//! cargo run --release -p doublecheck-facts --example train_place -- STICK cross predictions.jsonl
//!
//! STICK is a folder with `places.jsonl` and `names.jsonl`.

#[path = "place_sticks/stick.rs"]
mod stick;

use doublecheck_facts::Words;
use doublecheck_facts::place::{Gazetteer, Hints, Lesson, Mark, Model};

const FOLDS: usize = 4;

fn main() -> Result<(), String> {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, what, out] = args.as_slice() else {
        return Err("usage: train_place STICK model|cross OUT".into());
    };
    let documents = stick::read(folder)?;
    let gazetteer = Gazetteer::built_in();
    let words: Vec<Words<'_>> = documents.iter().map(|d| Words::of(d.body())).collect();
    let marks: Vec<Vec<Mark>> = documents.iter().zip(&words).map(|(d, w)| stick::marks(d, w, gazetteer)).collect();
    let lesson = |at: usize| Lesson { words: &words[at], marks: marks[at].clone() };
    let learn = |left_out: Option<usize>| {
        let kept =
            (0..documents.len()).filter(|&at| left_out.is_none_or(|fold| documents[at].fold(FOLDS) != Some(fold)));
        Model::learn(&kept.map(lesson).collect::<Vec<_>>(), gazetteer)
    };
    if what == "model" {
        let bytes = learn(None).write();
        eprintln!("{} bytes", bytes.len());
        return std::fs::write(out, bytes).map_err(|e| format!("{out}: {e}"));
    }
    let mut lines = vec![String::new(); documents.len()];
    for fold in 0..FOLDS {
        let model = learn(Some(fold));
        eprintln!("fold {fold}: {} bytes", model.write().len());
        for (at, document) in documents.iter().enumerate().filter(|(_, d)| d.fold(FOLDS) == Some(fold)) {
            lines[at] = stick::prediction(document, &model.places(&words[at], gazetteer, Hints::default()), gazetteer);
        }
    }
    lines.retain(|line| !line.is_empty());
    std::fs::write(out, lines.join("\n")).map_err(|e| format!("{out}: {e}"))
}
