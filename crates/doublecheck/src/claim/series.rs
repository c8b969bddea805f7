//! Figures that move: like counted with like, over time and sources.
//!
//! Points are voices, not articles: one value that one party gives for one day, or one text that several articles carry,
//! is one point with several carriers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::Material;
use super::concepts::{Bodies, Concept, concepts, counted};
use super::remarks::{is_vague, remarks};
use super::since::since;
use super::slots::{compatible, is_toll, verb_class};
use super::space::Space;
use crate::language::{Analysis, is_number_word, past};
use crate::model::{Figure, Id, Place, Point, Scope, Series};

/// Sentences less similar than this do not speak of the same count, when the count is a running one.
const LEAST_RUNNING: f64 = 0.08;

/// The same for counts on one occasion, of which there may be many.
const LEAST_OCCASION: f64 = 0.25;

/// More figures of one kind than this are not compared with each other; there is nothing to see in them.
const MOST: usize = 400;

/// The series of all articles: figures that count one thing, where two voices or two articles at least give one. Those
/// with most points come first.
///
/// Running totals, counts of one occasion and rates are never mixed. Time is linear in the figures but for those of one
/// unit and verb, which are compared with each other, at most 400 of them.
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
        let alike = like_with_like(material, &figures, least);
        found.extend(alike.iter().filter_map(|figures| shaped(material, figures, scope)));
    }
    found.sort_by_cached_key(|series| (Reverse(series.points.len()), Reverse(series.figures().count()), series.id));
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

/// The concepts of the sentence that a figure stands in, each once.
fn sentence_concepts(material: &Material<'_>, figure: &Figure) -> Vec<String> {
    let Some(analysis) = material.analysis(figure.article) else { return Vec::new() };
    let words = analysis.words_in(analysis.article.text.bytes(figure.span));
    let sentence = analysis.sentence_of(words.start).and_then(|s| analysis.sentences.get(s));
    keys(material, analysis, sentence.map_or(words, |s| s.words.clone()))
}

/// The concepts of a run of words, each once.
pub(super) fn keys(material: &Material<'_>, analysis: &Analysis<'_>, words: Range<usize>) -> Vec<String> {
    let mut keys: Vec<String> = read(material, analysis, words).into_iter().map(|concept| concept.key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The concepts of a run of words by themselves, in their order.
pub(super) fn read(material: &Material<'_>, analysis: &Analysis<'_>, words: Range<usize>) -> Vec<Concept> {
    concepts(analysis, words, &material.names, &Bodies::default(), None, &[])
}

/// Splits figures of one kind into those whose sentences speak of the same thing.
fn like_with_like<'a>(material: &Material<'a>, figures: &[&'a Figure], least: f64) -> Vec<Vec<&'a Figure>> {
    let texts: Vec<Vec<String>> = figures.iter().map(|figure| sentence_concepts(material, figure)).collect();
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

/// Who gives a figure, as far as two figures may be one voice's.
#[derive(PartialEq, Eq)]
pub(super) enum Voice {
    /// The party of the speaker who vouches for it.
    Party(Id),
    /// An outlet, or the agency it runs, in its own words.
    Outlet(String),
    /// Somebody whose name is lost.
    Lost,
}

impl Voice {
    pub fn of(material: &Material<'_>, figure: &Figure) -> Self {
        let vouched = figure.statement.and_then(|id| material.statement(id)).map(|s| material.vouched_in(s));
        match vouched.filter(|statement| !material.is_narration(statement)) {
            Some(statement) => match material.speaker(statement) {
                Some(speaker) => Self::Party(speaker.party),
                None => Self::Lost,
            },
            None => {
                let article = material.article(figure.article);
                let agency = article.and_then(|a| a.agency.as_ref()).map(|agency| agency.value.as_str());
                let outlet = agency.or(article.map(|a| a.outlet_name())).unwrap_or_default();
                Self::Outlet(outlet.to_lowercase())
            }
        }
    }
}

/// A point of a series with its figures looked up.
pub(super) struct Given<'a> {
    /// The figure that stands for all that carry it: that of the first reporter.
    pub first: &'a Figure,
    /// The figures that carry it, first reporter first.
    pub carriers: Vec<&'a Figure>,
    pub voice: Voice,
}

impl<'a> Given<'a> {
    /// The figure that stands for all carriers.
    pub fn figure(&self) -> &'a Figure {
        self.first
    }

    /// True when a figure is the same value by the same voice for the same day, or the same text.
    fn holds(&self, material: &Material<'_>, figure: &Figure, voice: &Voice) -> bool {
        let one = self.figure();
        let value = |f: &Figure| (f.value.to_bits(), f.upper.map(f64::to_bits), f.bound, verb_class(f));
        let same_voice = one.as_of == figure.as_of && *voice != Voice::Lost && self.voice == *voice;
        let copied = || self.carriers.iter().any(|carrier| is_copied(material, carrier, figure));
        value(one) == value(figure) && (same_voice || copied())
    }
}

/// True when two figures stand in one copied passage.
fn is_copied(material: &Material<'_>, one: &Figure, other: &Figure) -> bool {
    let inside = |place: Place, figure: &Figure| place.article == figure.article && place.span.contains(figure.span);
    material.copies_from(one.article).any(|reuse| {
        inside(reuse.from, one) && inside(reuse.to, other) || inside(reuse.from, other) && inside(reuse.to, one)
    })
}

/// Figures of one thing as points by day, then value.
fn points<'a>(material: &Material<'_>, figures: &[&'a Figure]) -> Vec<Given<'a>> {
    let mut figures = figures.to_vec();
    let published = |figure: &Figure| material.article(figure.article).and_then(|article| article.published.day);
    figures.sort_by_cached_key(|f| (f.as_of.is_none(), f.as_of, published(f), f.article, f.span));
    let mut points: Vec<Given<'a>> = Vec::new();
    for figure in figures {
        let voice = Voice::of(material, figure);
        match points.iter_mut().find(|point| point.holds(material, figure, &voice)) {
            Some(point) => point.carriers.push(figure),
            None => points.push(Given { first: figure, carriers: vec![figure], voice }),
        }
    }
    points.sort_by(|a, b| order(a.figure(), b.figure()));
    points
}

fn shaped(material: &Material<'_>, figures: &[&Figure], scope: Scope) -> Option<Series> {
    let given = points(material, figures);
    let articles = |point: &Given<'_>| point.carriers.iter().any(|f| f.article != point.figure().article);
    if given.len() < 2 && !given.iter().any(articles) {
        return None;
    }
    let since = if scope == Scope::Cumulative { since(material, &given) } else { None };
    let echoes = |point: &Given<'_>| is_vague(point.figure()).then(|| echoed(&given, point)).flatten();
    let points: Vec<Point> = given
        .iter()
        .map(|point| Point {
            figures: point.carriers.iter().map(|figure| figure.id).collect(),
            as_of: point.figure().as_of,
            party: if let Voice::Party(party) = point.voice { Some(party) } else { None },
            echoes: echoes(point).map(|figure| figure.id),
        })
        .collect();
    let ids: Vec<Id> = points.iter().flat_map(|point| point.figures.iter().copied()).collect();
    let parts: Vec<&[u8]> = ids.iter().map(Id::as_bytes).collect();
    let units = given.iter().map(|point| point.figure().unit.as_str());
    Some(Series {
        id: Id::of("series", &parts),
        name: name(material, &given),
        unit: units.min_by_key(|unit| (unit.len(), *unit))?.to_owned(),
        scope,
        remarks: remarks(material, &given, &points, scope, since.as_ref()),
        points,
        since,
    })
}

fn order(a: &Figure, b: &Figure) -> std::cmp::Ordering {
    let day = |f: &Figure| (f.as_of.is_none(), f.as_of);
    day(a).cmp(&day(b)).then(a.value.total_cmp(&b.value)).then(a.id.cmp(&b.id))
}

/// The precise figure that a vague one repeats: in the same article or by the same voice, and not after it.
fn echoed<'a>(given: &[Given<'a>], vague: &Given<'_>) -> Option<&'a Figure> {
    let fits = |point: &&Given<'_>| {
        let here = point.carriers.iter().any(|f| vague.carriers.iter().any(|v| v.article == f.article));
        let known = here || point.voice == vague.voice && vague.voice != Voice::Lost;
        let before = point.figure().as_of <= vague.figure().as_of;
        known && before && !is_vague(point.figure()) && compatible(point.figure(), vague.figure())
    };
    given.iter().rev().find(fits).map(Given::figure)
}

/// What is counted, in the words of the precise point that says it most fully: "IS targets"; with what happened to it
/// where all points agree on that.
fn name(material: &Material<'_>, points: &[Given<'_>]) -> String {
    let counted = |figure: &Figure| {
        let analysis = material.analysis(figure.article)?;
        let words = analysis.words_in(analysis.article.text.bytes(figure.span));
        let from = words.clone().rfind(|&at| is_number(analysis, at)).map_or(words.start, |at| at + 1);
        let text = &analysis.article.text.as_str()[analysis.bytes(from..words.end)];
        (!text.is_empty()).then(|| text.to_owned())
    };
    let longest = |vague: bool| {
        let figures = points.iter().map(Given::figure).filter(|figure| is_vague(figure) == vague);
        figures.filter_map(counted).max_by_key(|text| (text.len(), text.clone()))
    };
    let unit = points.first().map(|point| point.figure().unit.clone());
    let words = longest(false).or_else(|| longest(true)).or(unit).unwrap_or_default();
    let mut verbs = points.iter().map(|point| point.figure().verb.as_deref());
    let first = verbs.next().flatten();
    match first.filter(|_| verbs.all(|verb| verb == first)).map(past) {
        Some(verb) if !words.ends_with(verb.as_str()) => format!("{words} ({verb})"),
        _ => words,
    }
}

/// True for a word that belongs to the number and not to what is counted.
fn is_number(analysis: &Analysis<'_>, at: usize) -> bool {
    let lower = analysis.lower(at);
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
    part || is_number_word(lower) || analysis.word(at).starts_with(|c: char| c.is_numeric())
}
