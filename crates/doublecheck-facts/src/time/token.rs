//! The text as the time rules see it: words in parts, each with its number in the rules' vocabulary.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::{WordKind, Words};

/// Number of a word in the [`Vocabulary`].
pub(super) type Symbol = u16;

/// A word that no rule names.
pub(super) const UNKNOWN: Symbol = 0;
/// A word that starts with a digit.
pub(super) const DIGITS: Symbol = 1;

/// A word, or a part of a word with hyphens ("five-year" is three).
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    /// The word it is a part of.
    pub word: u32,
    pub symbol: Symbol,
    /// True where the text before and this are one: no space between.
    pub glued: bool,
    pub capital: bool,
}

/// The words that the rules name.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Box<str>, Symbol, BuildHasherDefault<WordHasher>>,
    /// For each first byte, the lengths that words have; most words of a text are out at once.
    lengths: Vec<u32>,
}

impl Vocabulary {
    /// The number of a word of a rule; it gets one if it has none.
    pub fn add(&mut self, word: &str) -> Symbol {
        let word = plain(word);
        let next = self.numbers.len() as Symbol + DIGITS + 1;
        self.lengths.resize(256, 0);
        if let Some(lengths) = word.bytes().next().and_then(|first| self.lengths.get_mut(usize::from(first))) {
            *lengths |= 1 << word.len().min(31);
        }
        *self.numbers.entry(word.into()).or_insert(next)
    }

    pub fn get(&self, lower: &str) -> Symbol {
        let word = plain(lower);
        let lengths = word.bytes().next().and_then(|first| self.lengths.get(usize::from(first)));
        if lengths.is_none_or(|lengths| lengths >> word.len().min(31) & 1 == 0) {
            return UNKNOWN;
        }
        self.numbers.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// One more than the highest number.
    pub fn len(&self) -> usize {
        self.numbers.len() + usize::from(DIGITS) + 1
    }
}

/// A word without what its writing adds: the full stop of an abbreviation, curly marks.
fn plain(word: &str) -> &str {
    match word.as_bytes() {
        [b'a'..=b'z', .., last] if *last != b'.' => word,
        [_, .., b'.'] => &word[..word.len() - 1],
        [HYPHEN_START, ..] => match word {
            "’s" => "'s",
            "’" | "‘" => "'",
            "–" | "‐" | "‑" => "-",
            word => word,
        },
        _ => word,
    }
}

/// FNV-1a: words are short.
#[derive(Default)]
pub(super) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        self.0 ^= self.0 >> 29;
    }
}

/// All tokens of a text, in order.
pub(super) fn tokens(words: &Words<'_>, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(words.len() + words.len() / 16);
    let text = words.text().as_bytes();
    let mut end_before = u32::MAX;
    for (index, word) in words.iter().enumerate() {
        let lower = words.lower(index);
        let token = Token {
            start: word.start,
            end: word.end,
            word: index as u32,
            symbol: UNKNOWN,
            glued: end_before == word.start,
            capital: text.get(word.start as usize).is_some_and(|&b| b.is_ascii_uppercase()),
        };
        end_before = word.end;
        match word.kind {
            WordKind::Digits if lower.contains('-') && !is_calendar_date(lower) => {
                split(lower, token, vocabulary, text, &mut tokens);
            }
            WordKind::Digits => tokens.push(Token { symbol: DIGITS, ..token }),
            _ => match vocabulary.get(lower) {
                UNKNOWN if lower.len() > 2 && lower.bytes().any(|b| b == b'-' || b == HYPHEN_START) => {
                    split(lower, token, vocabulary, text, &mut tokens);
                }
                symbol => tokens.push(Token { symbol, ..token }),
            },
        }
    }
    tokens
}

/// The first byte of the hyphens and dashes beyond ASCII.
const HYPHEN_START: u8 = 0xE2;

/// Splits a word at its hyphens.
fn split(lower: &str, whole: Token, vocabulary: &Vocabulary, text: &[u8], tokens: &mut Vec<Token>) {
    let mut at = 0;
    for part in lower.split_inclusive(['-', '‑', '–']) {
        let hyphen = part.chars().next_back().filter(|c| matches!(c, '-' | '‑' | '–')).map_or(0, char::len_utf8);
        let body = &part[..part.len() - hyphen];
        let mut push = |from: usize, part: &str, symbol: Symbol| {
            let start = whole.start + from as u32;
            tokens.push(Token {
                start,
                end: start + part.len() as u32,
                symbol,
                glued: from > 0 || whole.glued,
                capital: text.get(start as usize).is_some_and(u8::is_ascii_uppercase),
                ..whole
            });
        };
        if !body.is_empty() {
            let digits = body.starts_with(|c: char| c.is_ascii_digit());
            push(at, body, if digits { DIGITS } else { vocabulary.get(body) });
        }
        if hyphen > 0 {
            push(at + body.len(), &part[body.len()..], vocabulary.get("-"));
        }
        at += part.len();
    }
}

/// True for "2015-10-09", with a time of day or without, and "09-10-2015".
fn is_calendar_date(word: &str) -> bool {
    let digits = |part: Option<&str>| part.map_or(0, |p| p.bytes().take_while(u8::is_ascii_digit).count());
    let mut parts = word.split('-');
    let lengths = (digits(parts.next()), digits(parts.next()), digits(parts.next()));
    matches!(lengths, (4, 1..=2, 1..=2) | (1..=2, 1..=2, 4)) && parts.next().is_none()
}
