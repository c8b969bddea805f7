//! Trains the stance model on the measuring stick, or measures it by cross-validation over topics.
//!
//! train_stance STICK model OUT | train_stance STICK cross OUT

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};

use doublecheck_claims::stance::{Features, Lesson, Model, Reading, Stance};
use doublecheck_facts::Words;
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
    let [_, folder, what, out] = args.as_slice() else { return Err("usage: train_stance STICK model|cross OUT".into()) };
    let records = records(&format!("{folder}/stance.jsonl"))?;
    let pairs = pairs(&records, &format!("{folder}/stance_bodies.jsonl"))?;
    if what == "model" {
        let lessons: Vec<Lesson> = pairs.into_iter().map(|pair| pair.lesson).collect();
        let bytes = Model::learn(&lessons).write();
        eprintln!("{} bytes", bytes.len());
        return Ok(std::fs::write(out, bytes)?);
    }
    let all: Vec<Lesson> = pairs.iter().map(|pair| pair.lesson.clone()).collect();
    let scored = cross(&pairs);
    report(&scored);
    let (claims, bodies) = doublecheck_claims::stance::sides_of(&all);
    let by_line: HashMap<usize, &Pair> = pairs.iter().map(|p| (p.line, p)).collect();
    let mut seen: BTreeMap<(u8, usize), (u8, f32, f32, usize)> = BTreeMap::new();
    for s in scored.iter().filter(|s| s.gold != Stance::Unrelated) {
        let l = &by_line[&s.line].lesson;
        seen.entry((0, l.claim)).or_insert((claims[l.claim], s.claim.0, s.claim.1, s.line));
        seen.entry((1, l.body)).or_insert((bodies[l.body], s.body.0, s.body.1, s.line));
    }
    let mut dump = String::new();
    for (which, name) in ["claim", "body"].into_iter().enumerate() {
        let rows: Vec<_> = seen.iter().filter(|(k, _)| k.0 as usize == which).map(|(k, v)| (k.1, *v)).collect();
        let count = |side| rows.iter().filter(|r| r.1.0 == side).count();
        println!("{name}: yes {} no {} reports {}", count(0), count(1), count(2));
        auc(&format!("{name} reports"), rows.iter().filter(|r| r.1.0 != 3).map(|r| (r.1.1, r.1.0 == 2)).collect());
        auc(&format!("{name} denies"), rows.iter().filter(|r| r.1.0 < 2).map(|r| (r.1.2, r.1.0 == 1)).collect());
        for (_, (side, reports, denies, line)) in rows {
            let r = &records[line];
            let text = if which == 0 { r["headline"].as_str() } else { r["body_id"].as_str() };
            dump += &format!("{name} {} {reports:.2} {denies:.2} {} {}\n", ["yes", "no", "reports", "open"][side as usize], r["topic"].as_str().unwrap_or(""), text.unwrap_or(""));
        }
    }
    std::fs::write(out, dump)?;
    Ok(())
}

fn records(path: &str) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let lines = BufReader::new(File::open(path)?).lines();
    lines.map(|line| Ok(serde_json::from_str(&line?)?)).collect()
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
    let mut claims: HashMap<String, ()> = HashMap::new();
    claims.clear();
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
        println!("{name}: macro {:.3} agree {:.3} disagree {:.3} discuss {:.3} unrelated {:.3}", f.iter().sum::<f32>() / 4.0, f[0], f[1], f[2], f[3]);
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
    auc("discuss", related.iter().map(|s| (1.0 - (1.0 - s.claim.0) * (1.0 - s.body.0), s.gold == Stance::Discusses)).collect());
    let sided: Vec<_> = related.iter().filter(|s| s.gold != Stance::Discusses).collect();
    auc("disagree", sided.iter().map(|s| (s.claim.1 * (1.0 - s.body.1) + s.body.1 * (1.0 - s.claim.1), s.gold == Stance::Disagrees)).collect());
}

fn auc(name: &str, mut pairs: Vec<(f32, bool)>) {
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    let yes = pairs.iter().filter(|p| p.1).count() as f64;
    let no = pairs.len() as f64 - yes;
    let ranks: f64 = pairs.iter().enumerate().filter(|(_, p)| p.1).map(|(rank, _)| rank as f64 + 1.0).sum();
    println!("auc {name} {:.3}", (ranks - yes * (yes + 1.0) / 2.0) / (yes * no));
}
