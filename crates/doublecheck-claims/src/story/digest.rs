//! What an article is compared by: its rarest words, each with its kind and weight.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use doublecheck_facts::{WordKind, Words};
use doublecheck_grammar::calendar;
use doublecheck_grammar::inflection::stem;
use doublecheck_grammar::learn::text_key;

use super::Document;
use crate::Frequencies;

/// So many words of an article are read: news says first what it is about, and no article costs more than this.
const READ: usize = 700;
/// So many terms are kept, the weightiest.
const KEPT: usize = 96;
/// So many of the first words are the lead.
const LEAD: usize = 60;
/// Words that more than one in e^1.5 news texts have tell nothing.
const COMMON: f32 = 1.5;

/// What kind of slot a word fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TermKind {
    /// A word written small: what happens.
    Word,
    /// A word written with a capital inside a sentence: who and where.
    Name,
    /// A number in figures.
    Number,
    /// A month or a day of the week.
    Time,
}

/// Kinds of terms.
pub(super) const KINDS: usize = 4;

/// A term of an article.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub key: u32,
    /// Its part of a vector of length 1.
    pub weight: f32,
    /// How rare it is in news, see [`Frequencies::rarity`].
    pub rarity: f32,
    pub kind: TermKind,
    /// Stands in the title or among the first words.
    pub lead: bool,
}

/// The terms of an article in the order of their keys, and their sums.
#[derive(Debug, Clone, Default)]
pub(super) struct Digest {
    /// The keys of the terms, side by side: most comparisons of two articles look at nothing else.
    pub keys: Vec<u32>,
    pub terms: Vec<Term>,
    pub day: Option<i32>,
    /// Squared length of each kind's part of the vector.
    pub squares: [f32; KINDS],
    /// Squared length of the lead's part.
    pub lead_square: f32,
    /// Rarities of all names together.
    pub name_rarity: f32,
    /// Number of terms of each kind.
    pub counts: [u32; KINDS],
}

/// Turns articles into digests; remembers the forms of words it has met, up to a bound.
#[derive(Debug, Default)]
pub(super) struct Digester {
    /// Hash of a lower-case form -> its stem's place in `stems`.
    forms: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    /// Key of a stem -> its place.
    places: HashMap<u64, u32, BuildHasherDefault<Hashed>>,
    stems: Vec<Stem>,
    /// Places of the stems that the present article has, in the order of their first mention.
    met: Vec<u32>,
}

/// Forms that are remembered at most.
const FORMS: usize = 1 << 18;

/// What is known of a stem, and how the present article has it.
#[derive(Debug, Clone, Copy)]
struct Stem {
    key: u32,
    rarity: f32,
    kind: TermKind,
    times: u32,
    /// Times with a capital inside a sentence.
    capital: u32,
    /// Times without one.
    small: u32,
    lead: bool,
}

/// Keys that are hashes already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.0 = (self.0 << 8) | u64::from(byte));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

impl Digester {
    /// The digest of an article. Time is linear in its length up to a bound.
    pub fn digest(&mut self, document: &Document<'_>) -> Digest {
        if self.forms.len() >= FORMS {
            *self = Self::default();
        }
        let title = document.title.trim();
        let mut read = 0;
        // A text that repeats its title says it once.
        if !title.is_empty() && !document.text.trim_start().starts_with(title) {
            read = self.read(title, 0, LEAD);
        }
        self.read(document.text, read, READ);
        let terms = self.terms();
        let mut digest = Digest { day: document.day, ..Digest::default() };
        for term in &terms {
            let square = term.weight * term.weight;
            digest.squares[term.kind as usize] += square;
            digest.counts[term.kind as usize] += 1;
            if term.lead {
                digest.lead_square += square;
            }
            if term.kind == TermKind::Name {
                digest.name_rarity += term.rarity;
            }
        }
        digest.keys = terms.iter().map(|term| term.key).collect();
        digest.terms = terms;
        digest
    }

    /// Counts the words of a text, when so many are read already and no more than so many shall be; how many are read now.
    fn read(&mut self, text: &str, mut read: usize, most: usize) -> usize {
        // News has about six bytes a word.
        let words = Words::of(start_of(text, (most - read.min(most)) * 8));
        for sentence in words.sentences() {
            let headline = is_headline(&words, sentence.clone());
            for at in sentence.clone() {
                let lead = read < LEAD;
                match words[at].kind {
                    WordKind::Letters => {
                        let capital = is_capital(words.word(at));
                        let inside = at > sentence.start && !headline;
                        for part in parts(words.lower(at)) {
                            self.mention(part, capital, inside, lead);
                        }
                    }
                    WordKind::Digits => self.number(words.word(at), lead),
                    WordKind::Clitic | WordKind::Mark => continue,
                }
                read += 1;
                if read >= most {
                    return read;
                }
            }
        }
        read
    }

    fn mention(&mut self, lower: &str, capital: bool, inside: bool, lead: bool) {
        let hash = hash64(lower);
        let place = match self.forms.get(&hash) {
            Some(&place) => place,
            None => {
                let stem = stem(lower);
                let time = is_time(lower.trim_end_matches('.'));
                let kind = if time { TermKind::Time } else { TermKind::Word };
                let place = self.place(text_key(&stem), Frequencies::built_in().rarity(&stem), kind);
                self.forms.insert(hash, place);
                place
            }
        };
        self.count(place, capital, inside, lead);
    }

    fn number(&mut self, text: &str, lead: bool) {
        // Days, counts and small sums are everywhere; years and long numbers less so.
        let rarity = if text.bytes().filter(|&byte| byte != b',').count() < 3 { 3.0 } else { 5.0 };
        let place = self.place(number_key(text), rarity, TermKind::Number);
        self.count(place, false, false, lead);
    }

    fn place(&mut self, key: u32, rarity: f32, kind: TermKind) -> u32 {
        let stems = &mut self.stems;
        *self.places.entry(spread(key)).or_insert_with(|| {
            stems.push(Stem { key, rarity, kind, times: 0, capital: 0, small: 0, lead: false });
            (stems.len() - 1) as u32
        })
    }

    fn count(&mut self, place: u32, capital: bool, inside: bool, lead: bool) {
        let Some(stem) = self.stems.get_mut(place as usize) else { return };
        if stem.rarity < COMMON {
            return;
        }
        if stem.times == 0 {
            self.met.push(place);
        }
        stem.times += 1;
        stem.capital += u32::from(capital && inside);
        stem.small += u32::from(!capital);
        stem.lead |= lead;
    }

    /// The terms of the present article, which is forgotten.
    fn terms(&mut self) -> Vec<Term> {
        let mut terms = Vec::with_capacity(self.met.len());
        for place in self.met.drain(..) {
            let Some(stem) = self.stems.get_mut(place as usize) else { continue };
            let kind = match stem.kind {
                TermKind::Word if stem.capital > stem.small => TermKind::Name,
                kind => kind,
            };
            let times = LOGARITHMS.get(stem.times as usize).copied().unwrap_or_else(|| libm::logf(stem.times as f32));
            let weight = (1.0 + times) * stem.rarity;
            terms.push(Term { key: stem.key, weight, rarity: stem.rarity, kind, lead: stem.lead });
            *stem = Stem { times: 0, capital: 0, small: 0, lead: false, ..*stem };
        }
        if terms.len() > KEPT {
            terms.select_nth_unstable_by(KEPT, |a, b| b.weight.total_cmp(&a.weight).then(a.key.cmp(&b.key)));
            terms.truncate(KEPT);
        }
        terms.sort_unstable_by_key(|term| term.key);
        let length = libm::sqrtf(terms.iter().map(|term| term.weight * term.weight).sum());
        terms.iter_mut().for_each(|term| term.weight /= length.max(f32::MIN_POSITIVE));
        terms
    }
}

/// Natural logarithms of small counts.
const LOGARITHMS: [f32; 6] = [0.0, 0.0, std::f32::consts::LN_2, 1.098_612_3, 1.386_294_4, 1.609_438];

/// True when most longer words of a sentence have capitals, which then tell no names.
pub(super) fn is_headline(words: &Words<'_>, sentence: Range<usize>) -> bool {
    let mut long = 0;
    let mut capital = 0;
    for at in sentence {
        if words[at].kind == WordKind::Letters && words[at].bytes().len() > 3 {
            long += 1;
            capital += usize::from(is_capital(words.word(at)));
        }
    }
    capital * 10 > long * 7
}

pub(super) fn is_capital(word: &str) -> bool {
    match word.as_bytes().first() {
        Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
        _ => word.starts_with(char::is_uppercase),
    }
}

/// The text up to so many bytes, cut between words.
pub(super) fn start_of(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let cut = (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = &text[..cut];
    head.rfind(char::is_whitespace).map_or(head, |space| &head[..space])
}

/// The parts of a compound that count as words of their own: "T-Mobile" is also written "T - Mobile".
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split('-').filter(|part| part.len() > 1)
}

/// The key of a word.
pub(super) fn word_key(lower: &str) -> u32 {
    text_key(&stem(lower))
}

/// The key of a number in figures, however its thousands are parted.
pub(super) fn number_key(text: &str) -> u32 {
    match text.contains(',') {
        true => text_key(&text.replace(',', "")),
        false => text_key(text),
    }
}

/// A hash of a form, eight bytes at a time, of which every bit matters.
fn hash64(text: &str) -> u64 {
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mix = |hash: u64, eight: [u8; 8]| {
        let mixed = (hash ^ u64::from_le_bytes(eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ (mixed >> 32)
    };
    let hash = eights.iter().fold(text.len() as u64, |hash, &eight| mix(hash, eight));
    mix(hash, last).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// Spreads a key over 64 bits.
fn spread(key: u32) -> u64 {
    (u64::from(key) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Months and days of the week; "may" is mostly no month.
fn is_time(lower: &str) -> bool {
    lower != "may" && calendar::month(lower).is_some() || calendar::weekday(lower).is_some()
}
