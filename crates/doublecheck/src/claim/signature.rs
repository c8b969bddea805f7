//! What of a proposition decides whether it is the same as another: small, and free of the texts, so that the propositions
//! of a hundred thousand articles fit in memory.
//!
//! A signature is a function of its own article and the analyst's tables. Words are weighed by how rare they are in news
//! at large, and by how often the article itself repeats them: what an article says in every paragraph is what the story
//! is about, and tells none of its claims apart. So no other article can change it.

use std::collections::{HashMap, HashSet};

use doublecheck_grammar::learn::text_key;
use jiff::civil::{Date, DateTime};

use super::Material;
use super::concepts::{class_of, counted, rarity};
use super::proposition::Proposition;
use super::reading::{clarity, standing_alone};
use super::slots::{interval, is_toll, verb_class};
use crate::language::stem;
use crate::model::{Facts, Figure, Id, Manner, Place, Scope, Span, Stance, ToponymUsage};

/// One proposition, ready to be compared.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The statement it is part of.
    pub statement: Id,
    /// The statement that this one is made inside of.
    pub(super) within: Option<Id>,
    /// Its words.
    pub(super) place: Place,
    /// Its words, or those around them that can stand alone.
    pub(super) gist: Place,
    /// How hard the gist is to understand alone; 0 is best.
    pub(super) unclear: f64,
    /// Its concepts, by key.
    pub(super) concepts: Box<[Weighted]>,
    /// Length of the vector of their weights.
    pub(super) length: f64,
    /// The figures in it.
    pub(super) figures: Box<[Count]>,
    /// The days it names, each first and last.
    pub(super) days: Box<[Days]>,
    /// Where it says something happened.
    pub(super) places: Box<[Located]>,
    /// -1 when the speaker says it is not so.
    pub(super) side: i8,
    /// Whether any concept is negated.
    pub(super) negated: bool,
    /// True when its article belongs to another story than most; it is compared with its like only.
    pub(super) apart: bool,
    /// True when it says too little to be a claim alone.
    pub(super) trivial: bool,
    pub(super) stance: Stance,
    pub(super) manner: Manner,
    /// The party of the speaker.
    pub(super) party: Option<Id>,
    /// The party of the one who vouches for it.
    pub(super) voice: Option<Id>,
    /// The speaker's name.
    pub(super) speaker: Option<Box<str>>,
    /// Its place in the order of the dossier.
    pub(super) order: Order,
}

/// Date, article and place in the text; the id makes it total.
pub(super) type Order = (Option<Date>, Option<DateTime>, Box<str>, Span, Id);

/// A concept of a proposition.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Weighted {
    /// Hash of its key.
    pub key: u32,
    /// How much it tells; in parts of the proposition's length.
    pub weight: f32,
    /// Whether it stands in the reach of a "not".
    pub negated: bool,
    pub kind: Kind,
}

/// What sharing a concept tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A state, organisation or party: much of a story shares it.
    Name,
    /// A word of the name of a person, place or thing: it tells who, where or what, not what happens.
    Proper,
    /// A number with what it counts.
    Number,
    /// A word that the article repeats, or that all news uses.
    Common,
    /// Any other: two propositions that share it may be one.
    Telling,
}

/// A figure, and what makes two of them comparable.
#[derive(Debug, Clone)]
pub(super) struct Count {
    /// What is counted and what befell it.
    pub kind: u32,
    /// The least and greatest value that it allows.
    pub interval: (f64, f64),
    /// Whether it is a running total, or counts people harmed, who become more with the hours.
    pub grows: bool,
    /// The day it holds for.
    pub as_of: Option<Date>,
    /// Its words.
    pub words: Box<str>,
}

/// Days that a proposition names.
#[derive(Debug, Clone)]
pub(super) struct Days {
    pub first: Date,
    pub last: Date,
    pub words: Box<str>,
}

/// A place where a proposition says something happened.
#[derive(Debug, Clone)]
pub(super) struct Located {
    /// The word before its name: "in", "near".
    pub preposition: u32,
    /// Its name with the units that it lies in, innermost first.
    pub name: Box<str>,
    pub words: Box<str>,
}

/// Propositions that each article is taken to have besides, so that in a short one no word seems repeated by chance.
const PRIOR: f64 = 4.0;

/// A word in a greater share of an article's propositions, and in so many at least, belongs to the story.
const COMMON: (f64, u32) = (0.25, 4);

/// Words less rare than this (in one of seven texts) belong to all news.
const EVERYDAY: f32 = 2.0;

/// A proposition with fewer concepts is no claim alone.
const LEAST_CONCEPTS: usize = 3;

/// The signatures of the propositions of one article, given with their concepts' keys.
pub(super) fn signatures<'a>(
    material: &Material<'a>,
    propositions: &[Proposition<'a>],
    facts: Option<&Facts>,
) -> Vec<Signature> {
    let mut carriers: HashMap<&str, u32> = HashMap::new();
    for concept in propositions.iter().flat_map(|p| &p.concepts) {
        *carriers.entry(concept.key.as_str()).or_default() += 1;
    }
    let all = propositions.len() as f64;
    let proper = facts.map(|facts| proper(material, facts)).unwrap_or_default();
    let weighted = |key: &str, negated: bool| {
        let count = carriers.get(key).copied().unwrap_or(1);
        let spread = |count: f64| libm::log((all + PRIOR) / (count + 0.5));
        let rarity = rarity(key);
        // In coarse steps, so that the same words look the same in articles of other lengths.
        let telling = ((spread(f64::from(count)) / spread(1.0)).max(0.0).sqrt() * 4.0).round().max(1.0) / 4.0;
        let weight = f64::from(rarity) * telling;
        let repeated = count >= COMMON.1 && f64::from(count) > all * COMMON.0;
        let kind = match key.as_bytes().first() {
            Some(b'@') => Kind::Name,
            Some(b'#') => Kind::Number,
            _ if proper.contains(key) => Kind::Proper,
            _ if repeated || rarity < EVERYDAY => Kind::Common,
            _ => Kind::Telling,
        };
        Weighted { key: text_key(key), weight: weight as f32, negated, kind }
    };
    propositions.iter().map(|p| signature(material, p, facts, &weighted)).collect()
}

/// The words of the names that an article mentions, as concepts; without those that it writes in small letters as well.
fn proper(material: &Material<'_>, facts: &Facts) -> HashSet<String> {
    let Some(analysis) = material.analysis(facts.article) else { return HashSet::new() };
    let words = (0..analysis.words.len()).map(|at| analysis.word(at));
    let small: HashSet<&str> = words.filter(|word| word.starts_with(char::is_lowercase)).collect();
    let entities = facts.entities.iter().map(|entity| entity.name.as_str());
    let toponyms = facts.toponyms.iter();
    let toponyms = toponyms.map(|toponym| material.words(Place { article: facts.article, span: toponym.span }));
    let words = entities.chain(toponyms).flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let capital = words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_lowercase);
    capital.filter(|word| !small.contains(word.as_str())).map(|word| class_of(&stem(&word)).to_owned()).collect()
}

fn signature<'a>(
    material: &Material<'a>,
    proposition: &Proposition<'a>,
    facts: Option<&Facts>,
    weighted: &dyn Fn(&str, bool) -> Weighted,
) -> Signature {
    let (statement, place) = (proposition.statement, proposition.place);
    let mut concepts: Vec<Weighted> = proposition.concepts.iter().map(|c| weighted(&c.key, c.negated)).collect();
    concepts.sort_by_key(|concept| concept.key);
    concepts.dedup_by_key(|concept| concept.key);
    let length = concepts.iter().map(|c| f64::from(c.weight) * f64::from(c.weight)).sum::<f64>().sqrt();
    if length > 0.0 {
        concepts.iter_mut().for_each(|concept| concept.weight = (f64::from(concept.weight) / length) as f32);
    }
    let party = |statement| material.speaker(statement).map(|speaker| speaker.party);
    Signature {
        statement: statement.id,
        within: statement.within,
        place,
        gist: standing_alone(material, proposition),
        unclear: clarity(material, proposition),
        length,
        figures: proposition.figures.iter().map(|figure| count(material, figure)).collect(),
        days: facts.map_or_else(Box::default, |facts| days(material, place, facts)),
        places: facts.map_or_else(Box::default, |facts| places(material, place, facts)),
        side: proposition.side,
        negated: concepts.iter().any(|concept| concept.negated),
        apart: material.is_apart(place.article),
        trivial: proposition.points_back || concepts.len() < LEAST_CONCEPTS,
        concepts: concepts.into(),
        stance: statement.stance,
        manner: statement.manner,
        party: party(statement),
        voice: party(material.vouched_in(statement)),
        speaker: material.speaker(statement).map(|speaker| speaker.name.as_str().into()),
        order: order(material, proposition),
    }
}

fn count(material: &Material<'_>, figure: &Figure) -> Count {
    let befell = verb_class(figure).unwrap_or_default();
    Count {
        kind: text_key(&format!("{} {befell}", counted(figure))),
        interval: interval(figure),
        grows: figure.scope == Scope::Cumulative || is_toll(figure),
        as_of: figure.as_of,
        words: material.words(Place { article: figure.article, span: figure.span }).into(),
    }
}

/// The days, to the day, that the words of a proposition name.
fn days(material: &Material<'_>, place: Place, facts: &Facts) -> Box<[Days]> {
    let named = facts.times.iter().filter(|time| place.span.contains(time.span) && time.edge.is_none());
    let resolved = named.filter_map(|time| Some((time.span, time.earliest?, time.latest?)));
    let day = |(span, first, last)| Days { first, last, words: material.words(Place { span, ..place }).into() };
    resolved.map(day).collect()
}

/// The places, below states, that the words of a proposition put something in.
fn places(material: &Material<'_>, place: Place, facts: &Facts) -> Box<[Located]> {
    let Some(analysis) = material.analysis(place.article) else { return Box::default() };
    let located = |span: Span| {
        let first = analysis.words_in(analysis.article.text.bytes(span)).start;
        let before = analysis.lower(first.checked_sub(1)?);
        matches!(before, "in" | "at" | "near" | "from" | "to" | "on" | "off").then(|| text_key(before))
    };
    let named = facts.toponyms.iter().filter(|t| place.span.contains(t.span) && t.usage == ToponymUsage::Place);
    let found = named.filter_map(|toponym| {
        let location = toponym.location.as_ref().filter(|location| location.name.contains(','))?;
        let words = material.words(Place { span: toponym.span, ..place }).into();
        Some(Located { preposition: located(toponym.span)?, name: location.name.as_str().into(), words })
    });
    found.collect()
}

fn order(material: &Material<'_>, proposition: &Proposition<'_>) -> Order {
    let statement = proposition.statement;
    let article = material.article(statement.article);
    let said = statement.said_on.as_ref().map(|when| when.latest);
    let day = said.or(article.and_then(|article| article.published.day));
    let time = article.and_then(|article| article.published.time);
    let label = article.map_or("", |article| &article.label);
    (day, time, label.into(), statement.extent(), statement.id)
}

impl Kind {
    /// True for what happens; false for who, where and how many.
    pub fn happens(self) -> bool {
        matches!(self, Self::Common | Self::Telling)
    }
}

impl Signature {
    /// The article that it stands in.
    pub fn article(&self) -> Id {
        self.place.article
    }

    /// Cosine of two propositions, 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        self.shared(other).map(|(a, b)| f64::from(a.weight) * f64::from(b.weight)).sum()
    }

    /// The share of the smaller of two propositions that lies in the other, 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f64 {
        let (a, b) = (self.length, other.length);
        if a.min(b) > 0.0 { self.likeness(other) * a.max(b) / a.min(b) } else { 0.0 }
    }

    /// The concepts that two propositions share.
    pub(super) fn shared<'s>(&'s self, other: &'s Self) -> impl Iterator<Item = (&'s Weighted, &'s Weighted)> {
        let mut others = other.concepts.iter().peekable();
        self.concepts.iter().filter_map(move |concept| {
            while others.next_if(|c| c.key < concept.key).is_some() {}
            others.next_if(|c| c.key == concept.key).map(|same| (concept, same))
        })
    }

    /// The states, organisations and parties that it names.
    pub(super) fn names(&self) -> impl Iterator<Item = u32> + Clone + '_ {
        self.concepts.iter().filter(|concept| concept.kind == Kind::Name).map(|concept| concept.key)
    }

    pub(super) fn has(&self, concept: &str) -> bool {
        self.concepts.binary_search_by_key(&text_key(concept), |c| c.key).is_ok()
    }
}
