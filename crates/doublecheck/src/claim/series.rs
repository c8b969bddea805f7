//! Figures that move: like counted with like, over time and sources.

use std::collections::BTreeMap;

use super::Material;
use super::concepts::{Bodies, concepts, counted};
use super::slots::{compatible, interval, is_toll, verb_class};
use super::space::Space;
use crate::language::{is_number_word, past};
use crate::model::{Bound, Figure, Id, Scope, Series};

/// Sentences less similar than this do not speak of the same count, when the count is a running one.
const LEAST_RUNNING: f64 = 0.08;

/// The same for counts on one occasion, of which there may be many.
const LEAST_OCCASION: f64 = 0.25;

/// More figures of one kind than this are not compared with each other; there is nothing to see in them.
const MOST: usize = 400;

/// The series of all articles: figures of one unit that two points at least give for different days or differently.
pub fn series(material: &Material<'_>) -> Vec<Series> {
    let mut kinds: BTreeMap<(bool, String, Option<String>, Scope), Vec<&Figure>> = BTreeMap::new();
    for figure in material.sources.figures {
        if figure.scope != Scope::Rate || figure.as_of.is_some() {
            let (unit, verb, scope) = kind(figure);
            let apart = material.is_apart(figure.article);
            kinds.entry((apart, unit, verb, scope)).or_default().push(figure);
        }
    }
    let mut found = Vec::new();
    for ((_, _, _, scope), mut figures) in kinds {
        figures.sort_by(|a, b| order(a, b));
        figures.truncate(MOST);
        let least = if scope == Scope::Cumulative { LEAST_RUNNING } else { LEAST_OCCASION };
        found.extend(like_with_like(material, &figures, least).iter().filter_map(|s| shaped(material, s)));
    }
    found.sort_by(|a, b| b.points.len().cmp(&a.points.len()).then(a.id.cmp(&b.id)));
    found
}

/// What must be equal for figures to be compared at all. Tolls of people run on whatever the tense; running totals are
/// compared whatever the verb, which is remarked; on single occasions the verb counts too.
fn kind(figure: &Figure) -> (String, Option<String>, Scope) {
    let verb = verb_class(figure);
    if is_toll(figure) {
        return ("person".to_owned(), verb, Scope::Cumulative);
    }
    let verb = verb.filter(|_| figure.scope != Scope::Cumulative);
    (counted(figure), verb, figure.scope)
}

/// Splits figures of one kind into those whose sentences speak of the same thing.
fn like_with_like<'a>(material: &Material<'a>, figures: &[&'a Figure], least: f64) -> Vec<Vec<&'a Figure>> {
    let sentence = |figure: &Figure| {
        let Some(analysis) = material.analysis(figure.article) else { return Vec::new() };
        let words = analysis.words_in(analysis.article.text.bytes(figure.span));
        let sentence = analysis.sentence_of(words.start).and_then(|s| analysis.sentences.get(s));
        let words = sentence.map_or(words, |s| s.words.clone());
        let mut keys: Vec<String> = concepts(analysis, words, &material.names, &Bodies::default(), None, &[])
            .into_iter()
            .map(|c| c.key)
            .collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let texts: Vec<Vec<String>> = figures.iter().map(|figure| sentence(figure)).collect();
    let space = Space::of(&texts);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in 0..figures.len() {
        let near = |group: &Vec<usize>| group.iter().any(|&j| space.similarity(i, j) >= least);
        let (mut joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(near);
        let mut all: Vec<usize> = joined.drain(..).flatten().collect();
        all.push(i);
        groups = apart;
        groups.push(all);
    }
    groups.iter().map(|group| group.iter().map(|&i| figures[i]).collect()).collect()
}

fn shaped(material: &Material<'_>, figures: &[&Figure]) -> Option<Series> {
    let mut points = figures.to_vec();
    points.sort_by(|a, b| order(a, b));
    let first = points.first()?;
    let running = points.iter().all(|p| p.scope == Scope::Cumulative || is_toll(p));
    let moves = points.iter().any(|p| running && p.as_of != first.as_of || interval(p) != interval(first));
    if points.len() < 2 || !moves {
        return None;
    }
    let ids: Vec<Id> = points.iter().map(|figure| figure.id).collect();
    let parts: Vec<&[u8]> = ids.iter().map(Id::as_bytes).collect();
    Some(Series {
        id: Id::of("series", &parts),
        name: name(material, &points),
        unit: points.iter().map(|p| p.unit.as_str()).min_by_key(|unit| unit.len())?.to_owned(),
        remarks: remarks(material, &points),
        points: ids,
    })
}

fn order(a: &Figure, b: &Figure) -> std::cmp::Ordering {
    a.as_of.cmp(&b.as_of).then(a.value.total_cmp(&b.value)).then(a.id.cmp(&b.id))
}

/// What is counted, in the words of the point that says it most fully: "IS targets destroyed".
fn name(material: &Material<'_>, points: &[&Figure]) -> String {
    let counted = |figure: &&Figure| {
        let analysis = material.analysis(figure.article)?;
        let words = analysis.words_in(analysis.article.text.bytes(figure.span));
        let number = |at: &usize| {
            let lower = analysis.lower(*at);
            let part = matches!(
                lower,
                "hundred"
                    | "thousand"
                    | "million"
                    | "billion"
                    | "dozen"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
                    | "of"
                    | "the"
                    | "more"
                    | "%"
            );
            part || is_number_word(lower) || analysis.word(*at).starts_with(|c: char| c.is_numeric())
        };
        let from = words.clone().rfind(number).map_or(words.start, |at| at + 1);
        let text = &analysis.article.text.as_str()[analysis.bytes(from..words.end)];
        (!text.is_empty()).then(|| text.to_owned())
    };
    let unit = points.first().map(|p| p.unit.clone()).unwrap_or_default();
    let words = points.iter().filter_map(counted).max_by_key(|text| (text.len(), text.clone())).unwrap_or(unit);
    match points.iter().rev().find_map(|p| p.verb.as_deref()).map(past) {
        Some(verb) if !words.ends_with(verb.as_str()) => format!("{words} ({verb})"),
        _ => words,
    }
}

fn remarks(material: &Material<'_>, points: &[&Figure]) -> Vec<String> {
    let mut remarks = Vec::new();
    let verbs = distinct(points.iter().filter_map(|p| p.verb.as_deref().map(past)));
    if verbs.len() > 1 {
        remarks.push(format!("Verbs differ ({}): the points are comparable only with that in mind.", verbs.join(", ")));
    }
    let units = distinct(points.iter().map(|p| p.unit.clone()).filter(|unit| unit != "person"));
    if units.len() > 1 {
        remarks.push(format!("What is counted differs ({}).", units.join(", ")));
    }
    let words = |figure: &Figure| material.article(figure.article).map_or("", |a| a.text.slice(figure.span)).to_owned();
    let precise: Vec<&&Figure> = points.iter().filter(|p| !is_vague(p)).collect();
    for vague in points.iter().filter(|p| is_vague(p)) {
        if let Some(echoed) = precise.iter().rev().find(|p| p.article == vague.article && compatible(p, vague)) {
            remarks.push(format!(
                "“{}” echoes “{}” in the same article; it is no second count.",
                words(vague),
                words(echoed)
            ));
        }
    }
    remarks.extend(precise.windows(2).filter_map(|pair| step(pair[0], pair[1], &words)));
    remarks
}

/// What changed between two points.
fn step(earlier: &Figure, later: &Figure, words: &impl Fn(&Figure) -> String) -> Option<String> {
    let change = later.value - earlier.value;
    let days = match (earlier.as_of, later.as_of) {
        (Some(from), Some(to)) => (to - from).get_days(),
        _ => return None,
    };
    if change == 0.0 {
        return None;
    }
    if days == 0 {
        let apart = !compatible(earlier, later);
        return apart.then(|| format!("On one day “{}” and “{}”.", words(earlier), words(later)));
    }
    let rate = (change.abs() / f64::from(days) * 10.0).round() / 10.0;
    let way = if change > 0.0 { "up" } else { "down" };
    let day = if days == 1 { "day" } else { "days" };
    Some(format!("From {} to {}: {way} {} in {days} {day}, {rate} a day.", earlier.value, later.value, change.abs()))
}

/// "dozens", "hundreds": a bound that no count stands behind.
fn is_vague(figure: &Figure) -> bool {
    figure.bound == Bound::AtLeast
        && matches!(figure.value as u64, 24 | 40 | 200 | 2_000 | 20_000 | 200_000 | 2_000_000)
}

fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = items.collect();
    all.sort();
    all.dedup();
    all
}
