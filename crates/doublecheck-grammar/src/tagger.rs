//! Tags words from left to right.

use crate::learn::{Broken, Reader, Weights, Writer, key};
use crate::lexeme::Lexeme;

/// At most so many tags.
pub(crate) const TAGS: usize = 64;
/// The tag before the first word, and of words that a sentence does not have.
const NONE: u8 = 255;

pub(crate) struct Tagger {
    pub weights: Weights<TAGS>,
}

impl Tagger {
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        Ok(Self { weights: Weights::read(input)? })
    }

    pub fn write(&self, out: &mut Writer) {
        self.weights.write(out);
    }

    pub fn tag(&self, words: &[Lexeme]) -> Vec<u8> {
        let mut tags = Vec::with_capacity(words.len());
        let mut keys = Vec::with_capacity(40);
        for at in 0..words.len() {
            features(words, &tags, at, &mut keys);
            let scores = self.weights.score(&keys);
            tags.push(best(&scores));
        }
        tags
    }
}

/// The label with the highest score, the first of equals.
pub(crate) fn best<T: PartialOrd, const L: usize>(scores: &[T; L]) -> u8 {
    let mut best = 0;
    for label in 1..L {
        if scores[label] > scores[best] {
            best = label;
        }
    }
    best as u8
}

/// What the tag of a word depends on: its form and those around it, the two tags before.
pub(crate) fn features(words: &[Lexeme], tags: &[u8], at: usize, keys: &mut Vec<u32>) {
    let word = |offset: isize| at.checked_add_signed(offset).and_then(|i| words.get(i));
    let form = |offset| word(offset).map_or(1, |w| w.word);
    let shape = |offset| word(offset).map_or(1, |w| w.shape);
    let suffix = |offset| word(offset).map_or(1, |w| w.suffix3);
    let tag = |back: usize| at.checked_sub(back).map_or(NONE, |i| tags[i]);
    let this = words[at];
    let (before, two_before) = (u32::from(tag(1)), key(u32::from(tag(1)), u32::from(tag(2))));
    keys.clear();
    let mut put = |template: u32, value: u32| keys.push(key(template, value));
    put(1, 0);
    put(2, this.word);
    put(3, this.suffix3);
    put(4, this.suffix2);
    put(5, this.suffix1);
    put(6, this.prefix);
    put(7, key(this.shape, u32::from(at == 0)));
    put(8, before);
    put(9, two_before);
    put(10, key(before, this.word));
    put(11, key(before, this.suffix3));
    put(12, form(-1));
    put(13, form(1));
    put(14, form(-2));
    put(15, form(2));
    put(16, key(this.word, form(-1)));
    put(17, key(this.word, form(1)));
    put(18, key(before, form(1)));
    put(19, suffix(1));
    put(20, suffix(-1));
    put(21, key(this.suffix3, suffix(1)));
    put(22, key(shape(-1), key(this.shape, shape(1))));
    put(23, key(this.shape, this.suffix2));
    put(24, key(two_before, this.word));
    put(25, key(form(1), form(2)));
    put(26, key(form(-1), form(-2)));
    put(27, key(before, key(this.suffix2, suffix(1))));
    put(28, key(this.word, this.shape));
    put(29, key(two_before, this.suffix2));
    let cluster = |offset| word(offset).map_or(999, |w| u32::from(w.cluster.fine));
    let own = u32::from(this.cluster.fine);
    put(30, own);
    put(31, key(own, before));
    put(32, key(own, cluster(1)));
    put(33, cluster(1));
    put(34, cluster(-1));
    put(35, key(own, this.suffix2));
    put(36, key(own, two_before));
    put(37, key(cluster(-1), key(own, cluster(1))));
    put(38, key(cluster(1), cluster(2)));
}
