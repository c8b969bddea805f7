//! Trains the comparer of propositions: `train_same STICK NEAR_MISSES OUT`, or `train_same STICK NEAR_MISSES cv` to cross-validate
//! by topic. Figures go to standard error. Of the near misses half A is trained on; half B only scored, as a whole.

#![allow(clippy::print_stderr)]

use std::error::Error;

use doublecheck_claims::proposition::{COUNT, Model, features};
use doublecheck_grammar::learn::trees::{Growing, grow};

#[path = "same/pairs.rs"]
mod pairs;

use pairs::Pair;

/// How much a set counts as a whole.
fn share(set: &str) -> f32 {
    match set {
        "ecb+" | "mrpc" => 1.0,
        "sts-headlines" => 0.6,
        _ => 1.3,
    }
}

const GROWING: Growing = Growing { trees: 180, depth: 4, step: 0.07, leaf: 10, ridge: 4.0 };
const FOLDS: u32 = 5;

struct Row {
    set: String,
    fold: u32,
    label: bool,
    numbers: [f32; COUNT],
}

fn rows(pairs: &[Pair]) -> Vec<Row> {
    let row = |pair: &Pair| {
        let fold = pair.group.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) / 8 % FOLDS;
        Some(Row { set: pair.set.clone(), fold, label: pair.label?, numbers: features(&pair.one, &pair.other) })
    };
    pairs.iter().filter_map(row).collect()
}

fn train(rows: &[&Row]) -> Model {
    let numbers: Vec<[f32; COUNT]> = rows.iter().map(|row| row.numbers).collect();
    let labels: Vec<bool> = rows.iter().map(|row| row.label).collect();
    let count = |set: &str| rows.iter().filter(|row| row.set == set).count() as f32;
    let mean = rows.len() as f32 / 3.5;
    let weights: Vec<f32> = rows.iter().map(|row| share(&row.set) * mean / count(&row.set)).collect();
    let events: Vec<&&Row> = rows.iter().filter(|row| row.set == "ecb+").collect();
    let numbers_of: Vec<[f32; COUNT]> = events.iter().map(|row| row.numbers).collect();
    let same: Vec<f32> = events.iter().map(|row| f32::from(u8::from(row.label))).collect();
    Model::new(grow(&numbers, &labels, &weights, GROWING), &numbers_of, &same)
}

/// Probability that a pair that is the same scores above one that is not.
fn auc(scored: &[(f32, bool)]) -> f64 {
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut sum, mut below) = (0.0, 0.0);
    for run in sorted.chunk_by(|a, b| a.0 == b.0) {
        let yes = run.iter().filter(|(_, label)| *label).count() as f64;
        let no = run.len() as f64 - yes;
        sum += yes * (below + no / 2.0);
        below += no;
    }
    let yes = scored.iter().filter(|(_, label)| *label).count() as f64;
    sum / (yes * (scored.len() as f64 - yes))
}

const SETS: [&str; 5] = ["ecb+", "mrpc", "sts-headlines", "half A", "half B"];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, stick, near, out] = arguments.as_slice() else {
        return Err("train_same STICK NEAR_MISSES OUT|cv|errors".into());
    };
    let mut all = rows(&pairs::stick(stick)?);
    let near = pairs::near_misses(near)?;
    let texts: Vec<_> = near.iter().map(|(_, slot, texts)| (slot.clone(), texts.clone())).collect();
    let near: Vec<Pair> = near.into_iter().map(|(pair, _, _)| pair).collect();
    let crossed = rows(&pairs::crossed(&near));
    let first = all.len();
    all.extend(rows(&near));
    let learnt = |row: &&Row| row.set != "half B";
    if !matches!(out.as_str(), "cv" | "errors") {
        let rows: Vec<&Row> = all.iter().chain(&crossed).filter(learnt).collect();
        let model = train(&rows);
        let check = all.iter().filter(|row| row.set == "half B");
        let check: Vec<(f32, bool)> = check.map(|row| (model.probability(&row.numbers), row.label)).collect();
        eprintln!("half B, never seen: AUC {:.4}", auc(&check));
        std::fs::write(out, model.write())?;
        return Ok(());
    }
    let mut scored: Vec<(usize, f32)> = Vec::new();
    for fold in 0..FOLDS {
        let rows: Vec<&Row> = all.iter().chain(&crossed).filter(learnt).filter(|row| row.fold != fold).collect();
        let model = train(&rows);
        // Half B is scored by folds as well: every model has seen four fifths of the rest.
        let held = all.iter().enumerate().filter(|(_, row)| row.fold == fold);
        scored.extend(held.map(|(at, row)| (at, model.probability(&row.numbers))));
    }
    for set in SETS {
        let of_set: Vec<(f32, bool)> =
            scored.iter().filter(|(at, _)| all[*at].set == set).map(|&(at, p)| (p, all[at].label)).collect();
        let brier =
            of_set.iter().map(|(p, y)| (p - f32::from(u8::from(*y))).powi(2)).sum::<f32>() / of_set.len() as f32;
        eprintln!("{set}: {} pairs, AUC {:.4}, Brier {brier:.3}", of_set.len(), auc(&of_set));
    }
    let kinds = pairs::kinds(stick)?;
    for kind in ["same-story-other-event", "look-alike-story"] {
        let of_kind: Vec<(f32, bool)> = scored
            .iter()
            .filter(|(at, _)| kinds.get(*at).is_some_and(|k| k == kind || k == "same-event"))
            .map(|&(at, p)| (p, all[at].label))
            .collect();
        eprintln!("  {kind}: AUC {:.4}", auc(&of_kind));
    }
    if out == "errors" {
        let mut wrong: Vec<(f32, usize)> = scored
            .iter()
            .filter(|(at, _)| all[*at].set == "half A")
            .map(|&(at, p)| (if all[at].label { 1.0 - p } else { p }, at))
            .collect();
        wrong.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (error, at) in wrong.into_iter().take(60) {
            let (slot, [one, other]) = &texts[at - first];
            let pair = &near[at - first];
            let differs: Vec<String> = doublecheck_claims::proposition::differences(&pair.one, &pair.other)
                .into_iter()
                .map(|d| format!("{:?} {:?} {:?}/{:?}", d.slot, d.kind, one.get(d.one), other.get(d.other)))
                .collect();
            eprintln!("{error:.2} {slot} {}\n  {one}\n  {other}\n  {}", all[at].label, differs.join("; "));
        }
    }
    Ok(())
}
