//! Reads a clause into what is compared.

use std::ops::Range;

use doublecheck_facts::name::NameType;
use doublecheck_facts::{WordKind, Words};
use doublecheck_grammar::inflection::{Tense, stem, verb};
use doublecheck_grammar::learn::{key, text_key};

use super::facts::{Day, Facts, Figure};
use super::lexicon::{Lexicon, Scale};
use crate::Frequencies;

/// What one clause or sentence puts forward, read once to be compared with many.
///
/// Memory is about 50 bytes a word.
#[derive(Debug, Clone)]
pub struct Proposition {
    pub(super) concepts: Vec<Concept>,
    /// Keys of the concepts' stems in order, each with its concept.
    pub(super) by_stem: Vec<(u32, u16)>,
    pub(super) by_class: Vec<(u32, u16)>,
    /// Sum of the concepts' weights.
    pub(super) weight: f32,
    /// Length of the vector of the concepts' weights.
    pub(super) norm: f32,
    /// The stems of all words in text order, figures and little words included.
    pub(super) stems: Vec<u32>,
    /// The same in the order of their keys; pairs of neighbours; runs of three letters.
    pub(super) sorted_stems: Vec<u32>,
    pub(super) pairs: Vec<u32>,
    pub(super) grams: Vec<u32>,
    pub(super) figures: Vec<Figure>,
    pub(super) days: Vec<Day>,
    /// The bytes of the words that turn it into its contrary.
    pub(super) negations: Vec<Range<usize>>,
    pub(super) frames: Vec<Frame>,
}

/// A word that carries meaning.
#[derive(Debug, Clone)]
pub(super) struct Concept {
    pub stem: u32,
    pub class: u32,
    /// Key of its first letters; 0 for short words.
    pub prefix: u32,
    pub scale: Option<Scale>,
    /// Stands in the reach of a negation.
    pub turned: bool,
    /// The list of meaning classes has it.
    pub known: bool,
    /// Key of a deed that is told from both ends; 0 for none.
    pub deed: u32,
    /// How much it tells: its rarity in news.
    pub weight: f32,
    pub name: bool,
    pub kind: Option<NameType>,
    pub bytes: Range<usize>,
    pub word: usize,
}

/// Who does what to whom; ranges of concepts.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub deed: u32,
    pub agents: Range<u16>,
    pub patients: Range<u16>,
    pub bytes: Range<usize>,
}

/// More words are not read: no sentence is so long.
const LONGEST: usize = 400;
/// Letters that words derived from one another share.
const PREFIX: usize = 5;
/// A name in a headline that capitalises every word is at least so rare.
const RARE: f32 = 6.5;
/// Weight of a word that only has a place on a scale: "more".
const LITTLE: f32 = 0.5;

impl Proposition {
    /// Reads the words of a clause, given the facts of the text that it is part of. Linear in the clause; of what is longer
    /// than 400 words the beginning is read.
    pub fn of(words: &Words<'_>, facts: &Facts, clause: Range<usize>) -> Self {
        Self::of_all(words, facts, std::slice::from_ref(&clause))
    }

    /// Reads a clause that stands in several pieces, as a quotation with its speaker in the middle.
    pub fn of_all(words: &Words<'_>, facts: &Facts, pieces: &[Range<usize>]) -> Self {
        let places: Vec<usize> =
            pieces.iter().cloned().flatten().filter(|&at| at < words.len()).take(LONGEST).collect();
        let within = |range: &Range<usize>| pieces.iter().any(|p| p.start <= range.start && range.start < p.end);
        let figures: Vec<Figure> = facts.figures.iter().filter(|figure| within(&figure.words)).cloned().collect();
        let days: Vec<Day> = facts.dates.iter().filter(|day| within(&day.words)).cloned().collect();
        let stems: Vec<(String, u32)> = places
            .iter()
            .map(|&at| stem(words.lower(at)))
            .map(|stem| (text_key(&stem), stem))
            .map(|(key, stem)| (stem, key))
            .collect();
        let mut reader = Reader {
            words,
            facts,
            places: &places,
            keys: stems.iter().map(|(_, key)| *key).collect(),
            stems: stems.into_iter().map(|(stem, _)| stem).collect(),
            taken: taken(&places, &figures, &days),
            headline: is_headline(words, &places),
            concepts: Vec::new(),
            negations: Vec::new(),
            frames: Vec::new(),
        };
        reader.concepts();
        reader.frames();
        let Reader { concepts, negations, frames, keys, .. } = reader;
        let index = |of: fn(&Concept) -> u32| {
            let mut index: Vec<(u32, u16)> = concepts.iter().zip(0u16..).map(|(c, at)| (of(c), at)).collect();
            index.sort_unstable();
            index
        };
        let (by_stem, by_class) = (index(|c| c.stem), index(|c| c.class));
        let lettered = |at: &usize| words.get(*at).is_some_and(|word| word.kind != WordKind::Mark);
        let stems: Vec<u32> = places.iter().zip(keys).filter(|(at, _)| lettered(at)).map(|(_, key)| key).collect();
        let mut pairs: Vec<u32> = stems.windows(2).filter_map(|w| w.iter().copied().reduce(key)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut sorted_stems = stems.clone();
        sorted_stems.sort_unstable();
        sorted_stems.dedup();
        Self {
            weight: concepts.iter().map(|c| c.weight).sum(),
            norm: concepts.iter().map(|c| c.weight * c.weight).sum::<f32>().sqrt(),
            grams: grams(words, &places),
            by_stem,
            by_class,
            concepts,
            sorted_stems,
            pairs,
            stems,
            figures,
            days,
            negations,
            frames,
        }
    }
}

/// What each word belongs to: a number or time, which are no concepts.
fn taken(places: &[usize], figures: &[Figure], days: &[Day]) -> Vec<bool> {
    let mut taken = vec![false; places.len()];
    let numbers = figures.iter().map(|figure| if figure.measured { &figure.words } else { &figure.number });
    for range in numbers.chain(days.iter().map(|day| &day.words)) {
        let from = places.partition_point(|&at| at < range.start);
        let to = places.partition_point(|&at| at < range.end);
        taken.iter_mut().take(to).skip(from).for_each(|taken| *taken = true);
    }
    taken
}

/// True where nearly every word is capitalised, so that capitals tell nothing.
fn is_headline(words: &Words<'_>, places: &[usize]) -> bool {
    let long = places.iter().skip(1).map(|&at| words.word(at)).filter(|word| word.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in long.filter(|word| word.starts_with(char::is_alphabetic)) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    all > 2 && capital * 10 >= all * 7
}

/// Runs of three letters within words, their ends included.
fn grams(words: &Words<'_>, places: &[usize]) -> Vec<u32> {
    let mut grams = Vec::new();
    for &at in places {
        if words.get(at).is_some_and(|word| word.kind == WordKind::Mark) {
            continue;
        }
        let bytes = words.lower(at).as_bytes();
        let letter = |i: usize| i.checked_sub(1).and_then(|i| bytes.get(i)).map_or(0, |&b| u32::from(b));
        grams.extend((0..bytes.len()).map(|i| (letter(i) << 16) | (letter(i + 1) << 8) | letter(i + 2)));
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

struct Reader<'a, 'b> {
    words: &'a Words<'b>,
    facts: &'a Facts,
    places: &'a [usize],
    keys: Vec<u32>,
    stems: Vec<String>,
    taken: Vec<bool>,
    headline: bool,
    concepts: Vec<Concept>,
    negations: Vec<Range<usize>>,
    frames: Vec<Frame>,
}

impl Reader<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        self.places.get(at).map_or("", |&at| self.words.lower(at))
    }

    fn kind(&self, at: usize) -> Option<WordKind> {
        self.places.get(at).and_then(|&at| self.words.get(at)).map(|word| word.kind)
    }

    fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let place = |at: usize| self.places.get(at).copied();
        match (place(from), place(to.saturating_sub(1))) {
            (Some(first), Some(last)) => self.words.bytes(first..last + 1),
            _ => 0..0,
        }
    }

    fn is_boundary(&self, at: usize) -> bool {
        self.kind(at) == Some(WordKind::Mark)
            && matches!(self.lower(at), "," | ";" | ":" | "." | "!" | "?" | "—" | "–" | "--" | "\"" | "“" | "”")
    }

    fn concepts(&mut self) {
        let lexicon = Lexicon::built_in();
        let frequencies = Frequencies::built_in();
        let mut turned = false;
        let mut at = 0;
        while at < self.places.len() {
            if self.is_boundary(at) || lexicon.ends_reach(self.lower(at)) {
                turned = false;
            }
            if let Some(len) = lexicon.negation(self.lower(at), &self.keys, at) {
                turned = !turned;
                self.negations.push(self.bytes(at, at + len));
                at += len;
                continue;
            }
            let lettered = self.kind(at) == Some(WordKind::Letters);
            if !lettered || self.taken.get(at).copied().unwrap_or(true) {
                at += 1;
                continue;
            }
            let (meaning, len) = lexicon.meaning(&self.keys, at);
            let lower = self.lower(at);
            let weak = len == 1 && lexicon.is_weak(lower) && !self.is_country(at);
            let compared = self.lower(at + 1) == "than";
            let scale = meaning.and_then(|m| m.scale).filter(|_| !compared);
            if weak && (scale.is_none() || meaning.is_none()) {
                at += 1;
                continue;
            }
            let (Some(&own), Some(spelled)) = (self.keys.get(at), self.stems.get(at)) else { break };
            let rarity = frequencies.rarity(spelled);
            let place = self.places.get(at).copied().unwrap_or_default();
            let (name, kind) = self.name(at, place, rarity, meaning.map(|m| m.country));
            let prefix = match lower.char_indices().nth(if name { PREFIX - 1 } else { PREFIX }) {
                Some((end, _)) => text_key(&lower[..end]),
                None => 0,
            };
            let concept = Concept {
                stem: if len > 1 { meaning.map_or(own, |m| m.class) } else { own },
                class: meaning.map_or(own, |m| m.class),
                prefix,
                scale,
                turned,
                known: meaning.is_some(),
                deed: lexicon.deeds(own).first().map_or(0, |deed| deed.key),
                weight: if weak { LITTLE } else { rarity },
                name,
                kind,
                bytes: self.bytes(at, at + len),
                word: at,
            };
            self.concepts.push(concept);
            at += len;
        }
    }

    /// "US" is no "us".
    fn is_country(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|&at| matches!(self.words.word(at), "US" | "U.S."))
    }

    /// Whether a word is (part of) a name, and what of, if the names of the text are known.
    fn name(&self, at: usize, place: usize, rarity: f32, country: Option<bool>) -> (bool, Option<NameType>) {
        let named = |kind: &NameType| !matches!(kind, NameType::Date | NameType::Money);
        if let Some(kind) = self.facts.name_at(place).filter(named) {
            return (true, Some(kind));
        }
        let word = self.words.word(place);
        if !word.starts_with(char::is_uppercase) {
            return (false, None);
        }
        if country == Some(true) {
            return (true, Some(NameType::Location));
        }
        let known = country.is_some();
        let first = at == 0 || self.is_boundary(at - 1) && self.lower(at - 1) != ",";
        let next = self.places.get(at + 1).is_some_and(|&at| self.words.word(at).starts_with(char::is_uppercase));
        let all_capitals = word.len() > 1 && !word.contains(char::is_lowercase);
        let name = if self.headline {
            !known && (rarity >= RARE || all_capitals)
        } else if first {
            !known && (rarity >= RARE || next)
        } else {
            true
        };
        (name, None)
    }

    fn concepts_in(&self, from: usize, to: usize) -> Range<u16> {
        let start = self.concepts.partition_point(|c| c.word < from);
        let end = self.concepts.partition_point(|c| c.word < to).max(start);
        start as u16..end as u16
    }

    /// The end of the run of words from here that a noun phrase may take up.
    fn phrase_end(&self, from: usize) -> usize {
        let stop =
            |&at: &usize| at >= self.places.len() || self.is_boundary(at) || PREPOSITIONS.contains(&self.lower(at));
        (from..from + REACH).find(stop).unwrap_or(from + REACH)
    }

    /// The next of a word in the clause.
    fn find(&self, from: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        (from..self.places.len().min(from + 2 * REACH)).take_while(|&at| !self.is_boundary(at)).find(|&at| fits(at))
    }

    fn frames(&mut self) {
        let mut frames = Vec::new();
        for concept in &self.concepts {
            let lower = self.lower(concept.word);
            let form = verb(lower).map(|form| form.tense);
            let participle = form == Some(Tense::Past) || form.is_none() && lower.ends_with("ed");
            let own = Lexicon::built_in().deeds(concept.stem);
            let before = concept.word.checked_sub(1).map_or("", |at| self.lower(at));
            let base = form == Some(Tense::Base) && !AUXILIARIES.contains(&before);
            // "the unfinished tower"
            let adjective = participle && ARTICLES.contains(&before);
            if concept.name || adjective || !participle && (form.is_none() || base) && own.is_empty() {
                continue;
            }
            frames.extend(self.frame(concept, participle));
        }
        self.frames = frames;
    }

    fn frame(&self, concept: &Concept, participle: bool) -> Option<Frame> {
        let at = concept.word;
        let start = (0..at).rev().find(|&at| self.is_boundary(at)).map_or(0, |mark| mark + 1);
        let be = |at: usize| matches!(self.lower(at), "was" | "were" | "is" | "are" | "been" | "be" | "being");
        let passive = participle && (at.saturating_sub(3).max(start)..at).any(be);
        let subject = self.concepts_in(start.max(at.saturating_sub(REACH)), at);
        let by = self.find(at + 1, |at| self.lower(at) == "by");
        // The deed whose preposition follows, else the one whose other party is the object.
        let deeds = Lexicon::built_in().deeds(concept.stem);
        let with = deeds.iter().find_map(|deed| {
            let preposition = deed.preposition?;
            let to = self.find(at + 1, |at| self.keys.get(at) == Some(&preposition))?;
            Some((deed.key, deed.turned, Some(to)))
        });
        let plain = || deeds.iter().find(|deed| deed.preposition.is_none()).map(|deed| (deed.key, deed.turned, None));
        let (deed, turned, to) = with.or_else(plain).unwrap_or((concept.class, false, None));
        let behind = |at: usize| self.concepts_in(at + 1, self.phrase_end(at + 1));
        let doer = if passive { by.map(behind)? } else { subject.clone() };
        let other = match to {
            Some(to) => behind(to),
            None if passive => subject,
            None => behind(at),
        };
        if doer.is_empty() || other.is_empty() {
            return None;
        }
        let (agents, patients) = if turned { (other, doer) } else { (doer, other) };
        Some(Frame { deed, agents, patients, bytes: concept.bytes.clone() })
    }
}

/// So many words a noun phrase may reach.
const REACH: usize = 8;

/// A participle behind these describes.
const ARTICLES: &[&str] = &["the", "a", "an", "its", "their", "his", "her"];

/// A base form is a verb behind these.
const AUXILIARIES: &[&str] =
    &["to", "will", "would", "could", "can", "may", "might", "must", "should", "not", "did", "does", "do"];

const PREPOSITIONS: &[&str] = &[
    "in", "on", "at", "to", "for", "from", "with", "by", "of", "about", "over", "after", "before", "as", "during",
    "into", "against", "and", "but", "that", "which", "who", "because", "when", "while", "than", "through", "off",
    "near",
];
