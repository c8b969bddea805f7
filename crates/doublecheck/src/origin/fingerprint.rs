//! Articles as sequences of folded words, with a fingerprint at each.
//!
//! A fingerprint is the hash of the [`SEED`] letters that follow the start of a word, with spaces and marks left out.
//! Leaving them out makes "U.S.-led" and "US-led", a soft hyphen, a line break inside a word and a missing space all
//! alike; starting at words only keeps one fingerprint a word. (Stamatatos 2011 and the text-reuse tool passim use word
//! n-grams; letters of a squeezed text survive spelling and scanning errors better.)

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use crate::language::{Analysis, WordKind};
use crate::model::Label;

/// Letters in a fingerprint: about three words.
pub(super) const SEED: usize = 14;

/// Places of one fingerprint that count in one article.
const REPEATS: u8 = 3;

/// What a token is.
pub(super) mod flag {
    /// A function word.
    pub const STOP: u8 = 1;
    /// Starts with a capital.
    pub const CAPITAL: u8 = 2;
    /// Starts with a digit.
    pub const DIGIT: u8 = 4;
    /// Inside quotation marks.
    pub const QUOTED: u8 = 8;
    /// In the headline.
    pub const TITLE: u8 = 16;
    /// The fingerprint that starts here ends in another paragraph, or there is none.
    pub const ACROSS: u8 = 32;
}

/// The words of an article as they are compared: folded, without marks and possessive endings. 14 bytes a word.
pub(super) struct Tokens<'a> {
    /// Where they come from.
    pub analysis: &'a Analysis<'a>,
    /// Index of the first word of each token in the analysis; one more at the end. A token is one word, or the pieces of
    /// a word that invisible characters cut apart.
    words: Vec<u32>,
    /// Hash of the folded letters.
    pub hashes: Vec<u32>,
    /// Fingerprint that starts here; 0 at the end of the text, and where it has stood [`REPEATS`] times before.
    pub seeds: Vec<u32>,
    /// Number of folded letters.
    pub lengths: Vec<u8>,
    /// See [`flag`].
    pub flags: Vec<u8>,
    /// First token of each sentence; one more at the end.
    sentences: Vec<u32>,
}

impl<'a> Tokens<'a> {
    /// Folds the words of an article. Linear.
    pub fn of(analysis: &'a Analysis<'a>) -> Self {
        let mut tokens = Self {
            analysis,
            words: Vec::new(),
            hashes: Vec::new(),
            seeds: Vec::new(),
            lengths: Vec::new(),
            flags: Vec::new(),
            sentences: vec![0],
        };
        let mut letters: Vec<char> = Vec::with_capacity(analysis.words.len() * 5);
        let mut starts: Vec<usize> = Vec::with_capacity(analysis.words.len());
        // Block, end and start of each sentence in tokens.
        let mut paragraphs: Vec<(usize, usize, usize)> = Vec::with_capacity(analysis.sentences.len());
        for sentence in &analysis.sentences {
            let title = analysis.article.blocks[sentence.block].label == Label::Title;
            let from = starts.len();
            tokens.push_sentence(sentence.words.clone(), title, &mut letters, &mut starts);
            paragraphs.push((sentence.block, starts.len(), from));
        }
        tokens.mark_quotations();
        tokens.words.push(analysis.words.len() as u32);
        starts.push(letters.len());
        for pair in starts.windows(2) {
            let folded = &letters[pair[0]..pair[1]];
            let hash = hash_letters(folded);
            let last = tokens.hashes.len();
            tokens.hashes.push(hash);
            tokens.lengths.push(folded.len().min(255) as u8);
            if FUNCTION_HASHES.binary_search(&hash).is_ok() {
                tokens.flags[last] |= flag::STOP;
            }
        }
        starts.pop();
        tokens.seeds = seeds(&letters, &starts);
        forget_repeats(&mut tokens.seeds);
        for paragraph in paragraphs.chunk_by(|x, y| x.0 == y.0) {
            let end = paragraph[paragraph.len() - 1].1;
            let end = starts.get(end).copied().unwrap_or(letters.len());
            for token in (paragraph[0].2..paragraph[paragraph.len() - 1].1).rev() {
                if starts[token] + SEED <= end {
                    break;
                }
                tokens.flags[token] |= flag::ACROSS;
            }
        }
        tokens
    }

    fn push_sentence(
        &mut self,
        words: std::ops::Range<usize>,
        title: bool,
        letters: &mut Vec<char>,
        starts: &mut Vec<usize>,
    ) {
        let before = starts.len();
        let mut end_of_last = None;
        for index in words {
            let word = self.analysis.words[index];
            let kind = match word.kind {
                WordKind::Letters => 0,
                WordKind::Digits => flag::DIGIT,
                WordKind::Clitic | WordKind::Mark => continue,
            };
            let text = self.analysis.word(index);
            let continued = starts.len() > before
                && end_of_last.is_some_and(|end: u32| {
                    let between = &self.analysis.article.text.as_str()[end as usize..word.start as usize];
                    !between.is_empty() && between.chars().all(is_invisible)
                });
            end_of_last = Some(word.end);
            let from = letters.len();
            fold(text, letters);
            if continued || letters.len() == from {
                continue;
            }
            starts.push(from);
            self.words.push(index as u32);
            let capital = if text.starts_with(char::is_uppercase) { flag::CAPITAL } else { 0 };
            self.flags.push(kind | capital | if title { flag::TITLE } else { 0 });
        }
        if starts.len() > before {
            self.sentences.push(starts.len() as u32);
        }
    }

    /// Marks the tokens between quotation marks; a quotation left open ends with its block.
    fn mark_quotations(&mut self) {
        let mut token = 0;
        let (mut open, mut inner, mut block) = (false, false, usize::MAX);
        for sentence in &self.analysis.sentences {
            if sentence.block != block {
                (open, inner, block) = (false, false, sentence.block);
            }
            for index in sentence.words.clone() {
                if self.words.get(token).is_some_and(|&w| w as usize == index) {
                    if open {
                        self.flags[token] |= flag::QUOTED;
                    }
                    token += 1;
                    continue;
                }
                match self.analysis.word(index) {
                    "\"" => (open, inner) = (!open, false),
                    "“" | "«" | "„" => open = true,
                    "”" | "»" => (open, inner) = (false, false),
                    // Two single marks may stand for a double one, or for a title inside a quotation.
                    "''" | "``" if !open => (open, inner) = (true, true),
                    "''" | "``" if inner => (open, inner) = (false, false),
                    _ => {}
                }
            }
        }
    }

    /// The fingerprints that go into the index, with their tokens: every other one (modulo sampling, Manber 1994), by its
    /// hash, so that both articles keep the same ones; and none across two paragraphs, so that the order of a page's
    /// footers makes no rare fingerprints. Articles that share some are then compared by all of theirs.
    pub fn sampled(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let all = self.seeds.iter().zip(&self.flags).zip(0u32..);
        all.filter(|&((seed, flags), _)| seed & 1 == 1 && flags & flag::ACROSS == 0)
            .map(|((&seed, _), token)| (token, seed))
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// True when the token has a flag.
    pub fn is(&self, token: usize, flag: u8) -> bool {
        self.flags.get(token).is_some_and(|f| f & flag != 0)
    }

    /// How much a shared token says: little for a function word.
    pub fn weight(&self, token: usize) -> f32 {
        if self.is(token, flag::STOP) { 0.3 } else { 1.0 }
    }

    /// The tokens of the sentence that a token is in.
    pub fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        let next = self.sentences.partition_point(|&start| start as usize <= token);
        let start = self.sentences.get(next.wrapping_sub(1)).copied().unwrap_or(0);
        let end = self.sentences.get(next).copied().unwrap_or(self.len() as u32);
        start as usize..end as usize
    }

    /// The tokens of the paragraph that a token is in.
    pub fn paragraph(&self, token: usize) -> std::ops::Range<usize> {
        let block = |token: usize| {
            let sentence = self.analysis.sentence_of(self.words(token..token + 1).start)?;
            self.analysis.sentences.get(sentence).map(|s| s.block)
        };
        let here = block(token);
        let mut range = self.sentence(token);
        while range.start > 0 && block(range.start - 1) == here {
            range.start = self.sentence(range.start - 1).start;
        }
        while range.end < self.len() && block(range.end) == here {
            range.end = self.sentence(range.end).end;
        }
        range
    }

    /// The words of the analysis that a range of tokens covers.
    pub fn words(&self, tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let word = |token: usize| self.words.get(token).map_or(self.analysis.words.len(), |&w| w as usize);
        if tokens.is_empty() {
            return word(tokens.start)..word(tokens.start);
        }
        // The last token's word and the pieces and possessive endings after it, not the marks.
        let mut end = word(tokens.end).min(self.analysis.words.len());
        while end > word(tokens.end - 1) + 1 && self.analysis.words[end - 1].kind == WordKind::Mark {
            end -= 1;
        }
        word(tokens.start)..end
    }

    /// The tokens whose first word lies in a byte range of the article.
    pub fn tokens_in(&self, bytes: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let words = self.analysis.words_in(bytes);
        let start = self.words.partition_point(|&w| (w as usize) < words.start);
        let end = self.words.partition_point(|&w| (w as usize) < words.end).min(self.len());
        start.min(end)..end
    }

    /// The folded letters of a token.
    pub fn letters(&self, token: usize) -> Vec<char> {
        let mut letters = Vec::new();
        for word in self.words(token..token + 1) {
            if matches!(self.analysis.words[word].kind, WordKind::Letters | WordKind::Digits) {
                fold(self.analysis.word(word), &mut letters);
            }
        }
        letters
    }
}

/// Fingerprints of the letters that follow each word start (Karp-Rabin: prefix hashes make each one constant time).
fn seeds(letters: &[char], starts: &[usize]) -> Vec<u32> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let power = (0..SEED).fold(1u64, |p, _| p.wrapping_mul(BASE));
    let mut prefix = Vec::with_capacity(letters.len() + 1);
    prefix.push(0u64);
    for &letter in letters {
        let last = prefix[prefix.len() - 1];
        prefix.push(last.wrapping_mul(BASE).wrapping_add(u64::from(letter as u32) + 1));
    }
    starts
        .iter()
        .map(|&start| match prefix.get(start + SEED) {
            Some(&end) => mix(end.wrapping_sub(prefix[start].wrapping_mul(power))).max(1),
            None => 0,
        })
        .collect()
}

/// Clears the fingerprints that have stood several times before in the text: one repeated word must not blow up.
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

fn mix(mut hash: u64) -> u32 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (hash >> 32) as u32
}

fn hash_letters(letters: &[char]) -> u32 {
    mix(letters.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &c| (hash ^ c as u64).wrapping_mul(0x0100_0000_01b3)))
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

/// Zero-width characters and soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

static FUNCTION_HASHES: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut hashes: Vec<u32> =
        FUNCTION_WORDS.split_whitespace().map(|word| hash_letters(&word.chars().collect::<Vec<_>>())).collect();
    hashes.sort_unstable();
    hashes
});

/// English words that every text shares with every other.
const FUNCTION_WORDS: &str = "a about after again against all also am an and any are aren as at be because been before \
    being between both but by can could did do does during each even few for from further had has have he her here \
    hers him his how i if in into is it its just like many may me might more most much must my no nor not now of off on \
    one only or other our out over own re said same say says she should since so some such than that the their them \
    then there these they this those through to told too two under until up upon us very was we were what when where \
    which while who whom whose why will with within without would year years you your";

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
