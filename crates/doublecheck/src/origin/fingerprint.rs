//! Fingerprints of a text: folded letters and the hashes over them.
//!
//! A fingerprint is the hash of the [`SEED`] letters that follow the start of a word, with spaces and marks left out.
//! Leaving them out makes "U.S.-led" and "US-led", a soft hyphen, a line break inside a word and a missing space all
//! alike; starting at words only keeps one fingerprint a word. (Stamatatos 2011 and the text-reuse tool passim use word
//! n-grams; letters of a squeezed text survive spelling and scanning errors better.)

use unicode_normalization::UnicodeNormalization;

/// Letters in a fingerprint: about three words.
pub(super) const SEED: usize = 14;

/// Places of one fingerprint that count in one article.
const REPEATS: u8 = 3;

/// Of this many fingerprints in a row at least one goes into the index.
const WINDOW: usize = 3;

/// Fingerprints of the letters that follow each word start (Karp-Rabin: prefix hashes make each one constant time);
/// 0 at the end of the text, and where a fingerprint has stood [`REPEATS`] times before: one repeated word must not
/// blow up.
pub(super) fn seeds(letters: &[char], starts: &[usize]) -> Vec<u32> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let power = (0..SEED).fold(1u64, |p, _| p.wrapping_mul(BASE));
    let mut prefix = Vec::with_capacity(letters.len() + 1);
    let mut last = 0u64;
    prefix.push(last);
    prefix.extend(letters.iter().map(|&letter| {
        last = last.wrapping_mul(BASE).wrapping_add(u64::from(letter as u32) + 1);
        last
    }));
    let seed = |&start: &usize| match prefix.get(start + SEED) {
        Some(&end) => mix(end.wrapping_sub(prefix[start].wrapping_mul(power))).max(1),
        None => 0,
    };
    let mut seeds: Vec<u32> = starts.iter().map(seed).collect();
    forget_repeats(&mut seeds);
    seeds
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
/// Schleimer, Wilkerson and Aiken 2003), about half. Two articles that share a stretch keep the same ones of it.
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

/// Hash of a word's folded letters.
pub(super) fn hash_letters(letters: &[char]) -> u32 {
    mix(letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &c| (hash ^ c as u64).wrapping_mul(0x0100_0000_01b3)))
}

/// A set of words, asked for by the hash of their folded letters.
pub(super) struct WordSet {
    /// Open addressing; 0 is empty.
    slots: Vec<u32>,
}

impl WordSet {
    /// Folds and hashes the words.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let hashes: Vec<u32> = words
            .into_iter()
            .map(|word| {
                let mut letters = Vec::new();
                fold(word, &mut letters);
                hash_letters(&letters)
            })
            .collect();
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
pub(super) fn fold(word: &str, letters: &mut Vec<char>) {
    if word.is_ascii() {
        letters.extend(word.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in word.nfkd().filter(|c| c.is_alphanumeric()) {
        match latin(c) {
            Some(l) => letters.push(l),
            None => letters.extend(c.to_lowercase()),
        }
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
        let mut letters = Vec::new();
        fold(word, &mut letters);
        letters.into_iter().collect()
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
