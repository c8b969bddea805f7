//! Fingerprints of a text: folded letters and the hashes over them.
//!
//! A fingerprint is the hash of the [`SEED`] letters that follow the start of a word, with spaces and marks left out.
//! Leaving them out makes "U.S.-led" and "US-led", a soft hyphen, a line break inside a word and a missing space all
//! alike; starting at words only keeps one fingerprint a word. (Stamatatos 2011 and the text-reuse tool passim use word
//! n-grams; letters of a squeezed text survive spelling and scanning errors better.)

use std::collections::VecDeque;

use unicode_normalization::char::decompose_compatible;

/// Letters in a fingerprint: about three words.
pub(super) const SEED: usize = 14;

/// Places of one fingerprint that count in one article.
const REPEATS: u8 = 3;

/// Of this many fingerprints in a row at least one goes into the index.
const WINDOW: usize = 4;

/// Hashes words and fingerprints in one pass over the letters (Karp-Rabin: a rolling hash makes each fingerprint constant
/// time).
pub(super) struct Hasher {
    /// Hash of each word's folded letters.
    pub words: Vec<u32>,
    /// Number of folded letters of each word.
    pub lengths: Vec<u8>,
    /// Fingerprint that starts at each word; 0 when the text ends within.
    seeds: Vec<u32>,
    word: u64,
    length: usize,
    rolling: u64,
    letters: usize,
    /// Words whose fingerprints wait for more letters: word, letters before it, and the rolling hash there.
    waiting: VecDeque<(usize, usize, u64)>,
    /// Number of letters at which the first of them is complete.
    due: usize,
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
const LEADING: u64 = {
    let (mut power, mut n) = (1u64, 0);
    while n < SEED {
        power = power.wrapping_mul(BASE);
        n += 1;
    }
    power
};
const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

impl Hasher {
    /// Room for so many words.
    pub fn with_capacity(words: usize) -> Self {
        Self {
            words: Vec::with_capacity(words),
            lengths: Vec::with_capacity(words),
            seeds: Vec::with_capacity(words),
            word: FNV_OFFSET,
            length: 0,
            rolling: 0,
            letters: 0,
            waiting: VecDeque::with_capacity(2 * SEED),
            due: usize::MAX,
        }
    }

    /// Begins a word.
    pub fn begin(&mut self) {
        self.end();
        self.waiting.push_back((self.seeds.len(), self.letters, self.rolling));
        self.due = self.due.min(self.letters + SEED);
        self.seeds.push(0);
    }

    /// The next letters of the word, as they stand in the text.
    pub fn letters(&mut self, piece: &str) {
        if piece.is_ascii() {
            for byte in piece.bytes().filter(u8::is_ascii_alphanumeric) {
                self.letter(u32::from(byte.to_ascii_lowercase()));
            }
        } else {
            fold_each(piece, |letter| self.letter(letter as u32));
        }
    }

    #[inline]
    fn letter(&mut self, letter: u32) {
        self.rolling = self.rolling.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1);
        self.word = (self.word ^ u64::from(letter)).wrapping_mul(FNV_PRIME);
        self.length += 1;
        self.letters += 1;
        if self.letters == self.due {
            self.complete();
        }
    }

    fn complete(&mut self) {
        while let Some(&(word, before, rolling)) = self.waiting.front() {
            if before + SEED > self.letters {
                self.due = before + SEED;
                return;
            }
            self.seeds[word] = mix(self.rolling.wrapping_sub(rolling.wrapping_mul(LEADING))).max(1);
            self.waiting.pop_front();
        }
        self.due = usize::MAX;
    }

    fn end(&mut self) {
        if self.words.len() < self.seeds.len() {
            self.words.push(mix(self.word));
            self.lengths.push(self.length.min(255) as u8);
        }
        (self.word, self.length) = (FNV_OFFSET, 0);
    }

    /// The hash and number of letters of each word, and its fingerprint: 0 at the end of the text, and where it has stood
    /// [`REPEATS`] times before: one repeated word must not blow up.
    pub fn finish(mut self) -> (Vec<u32>, Vec<u8>, Vec<u32>) {
        self.end();
        forget_repeats(&mut self.seeds);
        (self.words, self.lengths, self.seeds)
    }
}

fn forget_repeats(seeds: &mut [u32]) {
    let mut slots = vec![(0u32, 0u8); (seeds.len() * 2 + 1).next_power_of_two()];
    let mask = slots.len() - 1;
    for seed in seeds.iter_mut().filter(|seed| **seed != 0) {
        let mut at = *seed as usize & mask;
        while slots[at].0 != 0 && slots[at].0 != *seed {
            at = (at + 1) & mask;
        }
        slots[at].0 = *seed;
        if slots[at].1 == REPEATS {
            *seed = 0;
        } else {
            slots[at].1 += 1;
        }
    }
}

/// Which of the fingerprints of a stretch of text go into the index: the least of each [`WINDOW`] in a row (winnowing,
/// Schleimer, Wilkerson and Aiken 2003), about two in five. Two articles that share a stretch keep the same ones of it.
pub(super) fn winnow(stretch: &[u32], first: u32, kept: &mut Vec<(u32, u32)>) {
    let rank = |seed: u32| if seed == 0 { u32::MAX } else { seed.wrapping_mul(0x9e37_79b1) >> 1 };
    let mut last = None;
    for start in 0..(stretch.len() + 1).saturating_sub(WINDOW).max(usize::from(!stretch.is_empty())) {
        let window = start..(start + WINDOW).min(stretch.len());
        let least = window.rev().min_by_key(|&i| rank(stretch[i]));
        if least != last
            && let Some(i) = least
            && stretch[i] != 0
        {
            kept.push((first + i as u32, stretch[i]));
        }
        last = least;
    }
}

fn mix(mut hash: u64) -> u32 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (hash >> 32) as u32
}

/// Hash of a word's folded letters, as [`Hasher`] gives it.
pub(super) fn hash_word(word: &str) -> u32 {
    let mut hash = FNV_OFFSET;
    fold_each(word, |letter| hash = (hash ^ letter as u64).wrapping_mul(FNV_PRIME));
    mix(hash)
}

/// A set of words, asked for by the hash of their folded letters.
pub(super) struct WordSet {
    /// Open addressing; 0 is empty.
    slots: Vec<u32>,
}

impl WordSet {
    /// Folds and hashes the words.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let hashes: Vec<u32> = words.into_iter().map(hash_word).collect();
        let mut slots = vec![0; (hashes.len() * 4 + 1).next_power_of_two()];
        let mask = slots.len() - 1;
        for hash in hashes {
            let mut at = hash as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = hash;
        }
        Self { slots }
    }

    /// True when a word with this hash is in the set.
    pub fn contains(&self, hash: u32) -> bool {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 {
            if self.slots[at] == hash {
                return true;
            }
            at = (at + 1) & mask;
        }
        false
    }
}

/// Lower case, without accents and marks, look-alike letters as Latin ones.
pub(super) fn fold_each(word: &str, mut letter: impl FnMut(char)) {
    for c in word.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                letter(c.to_ascii_lowercase());
            }
            continue;
        }
        decompose_compatible(c, |part| match latin(part) {
            Some(l) => letter(l),
            None if part.is_alphanumeric() => part.to_lowercase().for_each(&mut letter),
            None => {}
        });
    }
}

/// The Latin letter that a Cyrillic or Greek one looks like (Unicode Technical Standard 39, the common ones).
///
/// Whole words of those alphabets are folded as well: alike in both articles, so that no match is lost.
fn latin(c: char) -> Option<char> {
    Some(match c {
        'а' | 'А' | 'α' | 'Α' => 'a',
        'в' | 'В' | 'Β' => 'b',
        'с' | 'С' => 'c',
        'ԁ' => 'd',
        'е' | 'Е' | 'ε' | 'Ε' => 'e',
        'н' | 'Н' | 'Η' | 'һ' => 'h',
        'і' | 'І' | 'ι' | 'Ι' => 'i',
        'ј' | 'Ј' => 'j',
        'к' | 'К' | 'κ' | 'Κ' => 'k',
        'м' | 'М' | 'Μ' => 'm',
        'Ν' => 'n',
        'о' | 'О' | 'ο' | 'Ο' => 'o',
        'р' | 'Р' | 'ρ' | 'Ρ' => 'p',
        'ѕ' | 'Ѕ' => 's',
        'т' | 'Т' | 'τ' | 'Τ' => 't',
        'ν' => 'v',
        'х' | 'Х' | 'χ' | 'Χ' => 'x',
        'у' | 'У' | 'Υ' => 'y',
        'Ζ' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut letters = String::new();
        fold_each(word, |letter| letters.push(letter));
        letters
    }

    #[test]
    fn spelling_variants_of_layout_fold_alike() {
        for (one, other) in
            [("U.S.-led", "US-led"), ("café", "cafe\u{301}"), ("Ｎｏ１２", "no12"), ("Сentre", "centre")]
        {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("centre"), folded("center"));
    }
}
