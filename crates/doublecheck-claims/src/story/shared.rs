//! Why two articles are taken for one story: the words that they share.

use std::collections::BTreeMap;
use std::ops::Range;

use doublecheck_facts::{WordKind, Words};

use super::Document;
use super::digest::{Digest, Digester, TermKind, number_key, parts, word_key};

/// A word that two articles share, in any of its forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// What slot it fills; a name if it is one in either article.
    pub kind: TermKind,
    /// How rare it is in news, see [`Frequencies::rarity`](crate::Frequencies::rarity); of numbers by their length.
    pub rarity: f32,
    /// What it adds to the cosine of the two articles, from 0 to 1.
    pub weight: f32,
    /// Where the first article has it, in reading order.
    pub first: Vec<Mention>,
    /// Where the second has it.
    pub second: Vec<Mention>,
}

/// Where an article has a word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Mention {
    /// A byte range of its title.
    Title(Range<usize>),
    /// A byte range of its text.
    Text(Range<usize>),
}

/// The words by which two articles are like each other, what counts most first. Time is linear in both.
pub fn shared(first: &Document<'_>, second: &Document<'_>) -> Vec<Shared> {
    let mut digester = Digester::default();
    let (a, b) = (digester.digest(first), digester.digest(second));
    let mut found: BTreeMap<u32, Shared> = BTreeMap::new();
    for x in &a.terms {
        let Some(y) = term(&b, x.key) else { continue };
        let kind = if y.kind == TermKind::Name { y.kind } else { x.kind };
        let weight = x.weight * y.weight;
        found.insert(x.key, Shared { kind, rarity: x.rarity, weight, first: Vec::new(), second: Vec::new() });
    }
    each_word(first, |key, mention| {
        if let Some(shared) = found.get_mut(&key) {
            shared.first.push(mention);
        }
    });
    each_word(second, |key, mention| {
        if let Some(shared) = found.get_mut(&key) {
            shared.second.push(mention);
        }
    });
    let mut shared: Vec<Shared> = found.into_values().collect();
    shared.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    shared
}

fn term(digest: &Digest, key: u32) -> Option<&super::digest::Term> {
    digest.terms.binary_search_by_key(&key, |term| term.key).ok().and_then(|at| digest.terms.get(at))
}

/// Every word and number with its key.
fn each_word(document: &Document<'_>, mut met: impl FnMut(u32, Mention)) {
    let title: fn(Range<usize>) -> Mention = Mention::Title;
    for (text, mention) in [(document.title, title), (document.text, Mention::Text)] {
        let words = Words::of(text);
        for at in 0..words.len() {
            let bytes = words[at].bytes();
            match words[at].kind {
                WordKind::Digits => met(number_key(words.word(at)), mention(bytes)),
                WordKind::Letters => {
                    let lower = words.lower(at);
                    for part in parts(lower) {
                        let start = bytes.start + (part.as_ptr() as usize - lower.as_ptr() as usize);
                        met(word_key(part), mention(start..start + part.len()));
                    }
                }
                WordKind::Clitic | WordKind::Mark => {}
            }
        }
    }
}
