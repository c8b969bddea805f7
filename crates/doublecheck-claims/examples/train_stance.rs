//! Trains the stance model on the measuring stick, or measures it by cross-validation over topics.
//!
//! `train_stance STICK model FOLDER` writes the models into a folder, `train_stance STICK cross -` shows the figures.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};

use doublecheck_claims::stance::{
    Features, Lesson, Model, Reading, SentenceFeatures, SentenceLesson, SentenceModel, SentenceStance, Stance,
};
use doublecheck_facts::Words;
use doublecheck_grammar::learn::text_key;
use serde_json::Value;

const FOLDS: usize = 5;

struct Pair {
    /// The line of the stick.
    line: usize,
    lesson: Lesson,
    /// Fold of the headline's topic and of the body's; none for pairs that are only learnt from.
    folds: Option<(usize, usize)>,
    topic: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, folder, what, out] = args.as_slice() else {
        return Err("usage: train_stance STICK model FOLDER | train_stance STICK cross -".into());
    };
    let records = records(&format!("{folder}/stance.jsonl"))?;
    let pairs = pairs(&records, &format!("{folder}/stance_bodies.jsonl"))?;
    if what == "model" {
        let lessons: Vec<Lesson> = pairs.into_iter().map(|pair| pair.lesson).collect();
        let bytes = Model::learn(&lessons).write();
        let sentences = SentenceModel::learn(&sentences(&records).into_iter().map(|s| s.1).collect::<Vec<_>>()).write();
        eprintln!("{} and {} bytes", bytes.len(), sentences.len());
        std::fs::write(format!("{out}/stance.bin"), bytes)?;
        return Ok(std::fs::write(format!("{out}/sentence_stance.bin"), sentences)?);
    }
    let scored = cross(&pairs);
    report(&scored);
    report_sentences(&sentences(&records));

    Ok(())
}

fn records(path: &str) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let lines = BufReader::new(File::open(path)?).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// The pairs of sentences, each with the fold of its topic.
fn sentences(records: &[Value]) -> Vec<(usize, SentenceLesson)> {
    let text = |record: &Value, name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for record in records.iter().filter(|record| record["set"] == "sick") {
        let (a, b) = (text(record, "a"), text(record, "b"));
        let (a, b) = (Words::of(&a), Words::of(&b));
        let features = SentenceFeatures::of(&Reading::of(&a), &Reading::of(&b));
        let stance = match record["stance"].as_str() {
            Some("agree") => SentenceStance::Entails,
            Some("disagree") => SentenceStance::Contradicts,
            _ => SentenceStance::Neutral,
        };
        found.push((text_key(&text(record, "topic")) as usize % FOLDS, SentenceLesson { features, stance }));
    }
    found
}

fn report_sentences(lessons: &[(usize, SentenceLesson)]) {
    let mut table = [[0f32; 3]; 3];
    for fold in 0..FOLDS {
        let kept: Vec<SentenceLesson> = lessons.iter().filter(|l| l.0 != fold).map(|l| l.1.clone()).collect();
        let model = SentenceModel::learn(&kept);
        for (_, lesson) in lessons.iter().filter(|l| l.0 == fold) {
            table[lesson.stance as usize][model.judge(&lesson.features).stance as usize] += 1.0;
        }
    }
    let right: f32 = (0..3).map(|at| table[at][at]).sum();
    let f: [f32; 3] = std::array::from_fn(|at| {
        let told: f32 = table.iter().map(|row| row[at]).sum();
        2.0 * table[at][at] / (table[at].iter().sum::<f32>() + told).max(1.0)
    });
    println!(
        "sentences: accuracy {:.3} macro {:.3} {f:.3?}",
        right / lessons.len() as f32,
        f.iter().sum::<f32>() / 3.0
    );
}

fn stance(record: &Value) -> Stance {
    match record["stance"].as_str() {
        Some("agree") => Stance::Agrees,
        Some("disagree") => Stance::Disagrees,
        Some("discuss") => Stance::Discusses,
        _ => Stance::Unrelated,
    }
}

fn pairs(records: &[Value], bodies: &str) -> Result<Vec<Pair>, Box<dyn std::error::Error>> {
    let texts = self::records(bodies)?;
    let field = |record: &Value, name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let texts: Vec<(String, String)> = texts.iter().map(|r| (field(r, "id"), field(r, "text"))).collect();
    let words: Vec<Words<'_>> = texts.iter().map(|(_, text)| Words::of(text)).collect();
    let readings: Vec<Reading<'_>> = words.iter().map(Reading::of).collect();
    let body_number: HashMap<&str, usize> = texts.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for record in records.iter().filter(|r| r["set"] == "fnc-test") {
        *sizes.entry(field(record, "topic")).or_default() += usize::from(stance(record) != Stance::Unrelated);
        sizes.entry(field(record, "headline_topic")).or_default();
    }
    let mut order: Vec<(usize, String)> = sizes.into_iter().map(|(topic, size)| (size, topic)).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut loads = [0; FOLDS];
    let mut folds: HashMap<String, usize> = HashMap::new();
    for (size, topic) in order {
        let least = (0..FOLDS).min_by_key(|&fold| (loads[fold], fold)).unwrap_or(0);
        loads[least] += size + 1;
        folds.insert(topic, least);
    }
    let mut claim_number: HashMap<String, usize> = HashMap::new();
    let mut pairs = Vec::new();
    for (line, record) in records.iter().enumerate() {
        let Some(&body) = record["body_id"].as_str().and_then(|id| body_number.get(id)) else { continue };
        let headline = field(record, "headline");
        let count = claim_number.len();
        let claim = *claim_number.entry(headline.clone()).or_insert(count);
        let words = Words::of(&headline);
        let features = Features::of(&Reading::of(&words), &readings[body]);
        let fold = |name: &str| folds.get(&field(record, name)).copied();
        let folds = match record["set"] == "fnc-test" {
            true => fold("headline_topic").zip(fold("topic")),
            false => None,
        };
        let lesson = Lesson { claim, body, features, stance: stance(record) };
        pairs.push(Pair { line, lesson, folds, topic: field(record, "topic") });
    }
    Ok(pairs)
}

struct Scored {
    gold: Stance,
    probabilities: [f32; 4],
    fold: usize,
    topic: String,
    claim: (f32, f32),
    body: (f32, f32),
    line: usize,
}

fn cross(pairs: &[Pair]) -> Vec<Scored> {
    let without = |a: usize, b: usize| -> Vec<Lesson> {
        let kept = |pair: &&Pair| pair.folds.is_none_or(|(h, t)| ![a, b].contains(&h) && ![a, b].contains(&t));
        pairs.iter().filter(kept).map(|pair| pair.lesson.clone()).collect()
    };
    let mut scored = Vec::new();
    for a in 0..FOLDS {
        let model = Model::learn(&without(a, a));
        for b in a..FOLDS {
            let model = if a == b { model.clone() } else { model.with_related(Model::learn_related(&without(a, b))) };
            for pair in pairs {
                if pair.folds.is_some_and(|(h, t)| (h.min(t), h.max(t)) == (a, b)) {
                    let features = &pair.lesson.features;
                    let (claim, body) = (model.claim(features), model.body(features));
                    scored.push(Scored {
                        gold: pair.lesson.stance,
                        probabilities: model.probabilities(features),
                        fold: a,
                        topic: pair.topic.clone(),
                        claim: (claim.reports, claim.denies),
                        body: (body.reports, body.denies),
                        line: pair.line,
                    });
                }
            }
        }
    }
    scored.sort_by_key(|s| s.line);
    scored
}

/// F1 of each stance.
fn f1(scored: &[&Scored], favour: [f32; 4]) -> [f32; 4] {
    let mut table = [[0f32; 4]; 4];
    for s in scored {
        let mut best = 0;
        for at in 1..4 {
            if s.probabilities[at] * favour[at] > s.probabilities[best] * favour[best] {
                best = at;
            }
        }
        table[s.gold as usize][best] += 1.0;
    }
    std::array::from_fn(|at| {
        let gold: f32 = table[at].iter().sum();
        let told: f32 = table.iter().map(|row| row[at]).sum();
        2.0 * table[at][at] / (gold + told).max(1.0)
    })
}

fn tune(scored: &[&Scored]) -> [f32; 4] {
    let steps = [0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0];
    let mut best = ([1.0; 4], 0.0);
    for agree in steps {
        for disagree in steps {
            let favour = [agree, disagree, 1.0, 1.0];
            let mean = f1(scored, favour).iter().sum::<f32>() / 4.0;
            if mean > best.1 {
                best = (favour, mean);
            }
        }
    }
    best.0
}

fn report(scored: &[Scored]) {
    let all: Vec<&Scored> = scored.iter().collect();
    let show = |name: &str, f: [f32; 4]| {
        println!(
            "{name}: macro {:.3} agree {:.3} disagree {:.3} discuss {:.3} unrelated {:.3}",
            f.iter().sum::<f32>() / 4.0,
            f[0],
            f[1],
            f[2],
            f[3]
        );
    };
    show("plain", f1(&all, [1.0; 4]));
    let favour = tune(&all);
    show(&format!("tuned on all {favour:?}"), f1(&all, favour));
    // Favour chosen on the other folds.
    let mut nested: Vec<Scored> = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Scored> = scored.iter().filter(|s| s.fold != fold).collect();
        let favour = tune(&others);
        for s in scored.iter().filter(|s| s.fold == fold) {
            let probabilities = std::array::from_fn(|at| s.probabilities[at] * favour[at]);
            nested.push(Scored { probabilities, topic: s.topic.clone(), ..*s });
        }
    }
    let nested: Vec<&Scored> = nested.iter().collect();
    show("tuned on other folds", f1(&nested, [1.0; 4]));
    let related: Vec<&&Scored> = all.iter().filter(|s| s.gold != Stance::Unrelated).collect();
    auc(
        "discuss",
        related.iter().map(|s| (1.0 - (1.0 - s.claim.0) * (1.0 - s.body.0), s.gold == Stance::Discusses)).collect(),
    );
    let sided: Vec<_> = related.iter().filter(|s| s.gold != Stance::Discusses).collect();
    auc(
        "disagree",
        sided
            .iter()
            .map(|s| (s.claim.1 * (1.0 - s.body.1) + s.body.1 * (1.0 - s.claim.1), s.gold == Stance::Disagrees))
            .collect(),
    );
}

fn auc(name: &str, mut pairs: Vec<(f32, bool)>) {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let yes = pairs.iter().filter(|p| p.1).count() as f64;
    let no = pairs.len() as f64 - yes;
    let ranks: f64 = pairs.iter().enumerate().filter(|(_, p)| p.1).map(|(rank, _)| rank as f64 + 1.0).sum();
    println!("auc {name} {:.3}", (ranks - yes * (yes + 1.0) / 2.0) / (yes * no));
}
