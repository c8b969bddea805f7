//! Words and sentences of a text.

use std::ops::{Deref, Range};

/// A word, number or mark of punctuation. Byte offsets into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: WordKind,
}

impl Word {
    /// The bytes it covers.
    pub fn bytes(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What a word is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// Starts with a letter: "Russia", "U.S.", "well-known", "AFP". A possessive "'s" is a word of its own.
    Letters,
    /// Starts with a digit: "1,500", "3.5", "2015-10-09", "20mm".
    Digits,
    /// A possessive or contracted ending: "'s", "’s", "'", "n't".
    Clitic,
    /// One mark.
    Mark,
}

/// The words and sentences of a text, found once and shared by every room.
///
/// Time and memory are linear in the text: about 12 bytes a word.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    lower: String,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
}

impl<'a> Words<'a> {
    /// The words of a whole text; no sentence reaches over the end of a line.
    pub fn of(text: &'a str) -> Self {
        let mut words = Self::in_text(text);
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            words.add(from..from + line.len());
            from += line.len();
        }
        words
    }

    /// No words yet: those of the text's parts come by [`add`](Self::add).
    pub fn in_text(text: &'a str) -> Self {
        let words = Vec::with_capacity(text.len() / 5);
        Self { text, lower: lower_in_place(text), words, sentences: Vec::new() }
    }

    /// Adds the words of a part of the text behind those that are there; the part ends a sentence.
    pub fn add(&mut self, bytes: Range<usize>) {
        let from = self.words.len();
        split_words(self.text, bytes, &mut self.words);
        self.split_sentences(from);
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The whole text in lower case, byte for byte in step with the text.
    pub fn lower_text(&self) -> &str {
        &self.lower
    }

    /// The sentences in text order, as runs of words; every word is in exactly one.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// A word as it stands; empty beyond the last.
    pub fn word(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |w| &self.text[w.bytes()])
    }

    /// A word in lower case; empty beyond the last.
    pub fn lower(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |w| &self.lower[w.bytes()])
    }

    /// The bytes from the first to the last word of a run of words; `0..0` for an empty run.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        match (self.words.get(words.start), self.words.get(words.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if words.start < words.end => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The words that lie wholly inside a byte range.
    pub fn words_in(&self, bytes: Range<usize>) -> Range<usize> {
        let start = self.words.partition_point(|w| (w.start as usize) < bytes.start);
        let end = self.words.partition_point(|w| (w.end as usize) <= bytes.end);
        start..end.max(start)
    }

    /// The sentence a word is in, as an index into the sentences.
    pub fn sentence_of(&self, word: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.end <= word);
        self.sentences.get(index).filter(|s| s.contains(&word)).map(|_| index)
    }

    fn split_sentences(&mut self, from: usize) {
        let mut start = from;
        let mut i = from;
        while i < self.words.len() {
            i += 1;
            let ends = self.ends_sentence(i - 1);
            if ends {
                // Closing quotation marks and brackets belong to the sentence they close.
                while i < self.words.len() && i - start < LONGEST_SENTENCE && self.closes(i) {
                    i += 1;
                }
            }
            let ends = ends && (i >= self.words.len() || self.may_start_sentence(i));
            if ends || i - start >= LONGEST_SENTENCE {
                self.sentences.push(start..i);
                start = i;
            }
        }
        if start < self.words.len() {
            self.sentences.push(start..self.words.len());
        }
    }

    fn ends_sentence(&self, word: usize) -> bool {
        let text = self.word(word);
        // Nearly no word ends with a full stop.
        if text.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric) {
            return false;
        }
        match text {
            "!" | "?" | "…" | "。" => true,
            "." => true,
            abbreviation if abbreviation.ends_with('.') => {
                // "U.S. The", "a.m. The": an abbreviation ends a sentence only before a clear beginning.
                let next = self.word(word + 1);
                SENTENCE_OPENERS.contains(&next) && !TITLES.contains(&abbreviation)
            }
            _ => false,
        }
    }

    fn closes(&self, word: usize) -> bool {
        let glued = self.words[word].start == self.words[word - 1].end;
        match self.word(word) {
            "”" | "’" | "»" | ")" | "]" | "." => true,
            "\"" | "'" => glued,
            _ => false,
        }
    }

    fn may_start_sentence(&self, word: usize) -> bool {
        let first = self.word(word).chars().next();
        let apart = self.words[word].start > self.words[word - 1].end;
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || (apart && !c.is_lowercase()) || !c.is_ascii())
            && (apart || !first.is_some_and(char::is_numeric))
            && !first.is_some_and(|c| matches!(c, ',' | ';' | ':' | ')' | '—' | '–' | '-'))
    }
}

impl Deref for Words<'_> {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.words
    }
}

/// A run of so many words without an end is cut: no sentence is so long, and what reads sentences may take time that grows
/// faster than they do.
const LONGEST_SENTENCE: usize = 400;

/// Lower case without moving a byte: letters whose lower case has another length stay as they are.
fn lower_in_place(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut lower = text.to_ascii_lowercase();
    // Few letters are beyond ASCII and have another lower case: the rest is right already.
    let mut rest = 0;
    while let Some(at) = lower.as_bytes()[rest..].iter().position(|byte| !byte.is_ascii()).map(|n| rest + n) {
        let Some(c) = lower[at..].chars().next() else { break };
        rest = at + c.len_utf8();
        let mut folded = c.to_lowercase();
        if let (Some(l), None) = (folded.next(), folded.next())
            && l != c
            && l.len_utf8() == c.len_utf8()
        {
            lower.replace_range(at..rest, l.encode_utf8(&mut [0; 4]));
        }
    }
    lower
}

/// Words that open a sentence after an abbreviation.
const SENTENCE_OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "In",
    "On",
    "At",
    "But",
    "And",
    "This",
    "That",
    "These",
    "Those",
    "However",
    "Meanwhile",
    "According",
    "His",
    "Her",
    "Their",
    "There",
    "Some",
    "Many",
    "When",
    "While",
    "After",
    "Before",
    "Earlier",
    "Later",
    "Both",
    "As",
    "If",
    "Its",
    "\"",
    "“",
];

/// Abbreviations that stand before a name.
const TITLES: &[&str] = &[
    "Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Col.", "Lt.", "Capt.", "Sgt.", "Maj.", "Sen.", "Rep.", "Gov.", "St.", "Prof.",
];

/// Abbreviations written with one full stop at the end.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "gen", "col", "lt", "capt", "sgt", "maj", "cmdr", "adm", "sen", "rep", "gov", "st",
    "prof", "rev", "hon", "jr", "sr", "inc", "ltd", "corp", "co", "bros", "no", "vs", "etc", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "ave", "blvd", "dept", "fig", "approx", "est", "al", "op", "ph",
];

fn split_words(text: &str, bytes: Range<usize>, words: &mut Vec<Word>) {
    let mut at = bytes.start;
    while at < bytes.end {
        let rest = &text[at..bytes.end];
        let Some(first) = rest.chars().next() else { break };
        let (len, kind) = if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        } else if first.is_alphabetic() {
            (letters(rest), WordKind::Letters)
        } else if first.is_numeric() {
            (digits(rest), WordKind::Digits)
        } else if is_apostrophe(first)
            && at > bytes.start
            && clitic(rest) > 0
            && text[..at].ends_with(char::is_alphanumeric)
        {
            (clitic(rest), WordKind::Clitic)
        } else if rest.starts_with("''") || rest.starts_with("``") || rest.starts_with("--") {
            (2, WordKind::Mark)
        } else {
            (first.len_utf8(), WordKind::Mark)
        };
        words.push(Word { start: at as u32, end: (at + len) as u32, kind });
        at += len;
    }
}

/// Zero-width characters and soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{2bc}')
}

/// Length of the word that starts here with a letter.
fn letters(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    // Most words end here; the rest have a mark inside, or a letter beyond ASCII.
    if bytes.get(end).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'-' | b'&' | b'\'' | b'.')) {
        return end;
    }
    end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let inside = match c {
            c if c.is_alphanumeric() || is_combining(c) => true,
            // Inside a word: "well-known", "O'Neill", "U.S", "AT&T", "and/or" is two words.
            '-' | '‐' | '‑' | '&' => next.is_some_and(char::is_alphanumeric),
            c if is_apostrophe(c) => next.is_some_and(char::is_alphabetic) && clitic(&rest[i..]) == 0,
            '.' => next.is_some_and(char::is_alphabetic) && is_initial(&rest[..i]),
            _ => false,
        };
        if !inside {
            break;
        }
        end = i + c.len_utf8();
    }
    // The full stop of an abbreviation belongs to it: "U.S.", "Mr.", "Sept.", the "J." of "John J. Smith".
    let word = &rest[..end];
    if rest[end..].starts_with('.')
        && (is_initial(word) && rest[end + 1..].starts_with([' ', ',', '\'', '’', '-', '\u{a0}'])
            || word.contains('.')
            || is_abbreviation(word, &rest[end + 1..]))
    {
        end += 1;
    }
    end
}

/// True for one letter, or letters each followed by a full stop.
fn is_initial(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let mut chars = last.chars();
    chars.next().is_some_and(char::is_alphabetic)
        && chars.next().is_none()
        && word.split('.').all(|part| part.chars().count() == 1)
}

fn is_abbreviation(word: &str, after: &str) -> bool {
    word.len() <= 6
        && ABBREVIATIONS.contains(&word.to_ascii_lowercase().as_str())
        && after.starts_with([' ', '\u{a0}'])
        // "No. 5" but "he said no."; "Mar. 3" but "the mar."
        && after.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && word.starts_with(char::is_uppercase)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Length of a possessive or contracted ending that starts here with an apostrophe; 0 if it is none.
fn clitic(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, quote)) = chars.next() else { return 0 };
    let letters: String = chars.clone().map(|(_, c)| c).take_while(|c| c.is_alphanumeric()).take(4).collect();
    match letters.to_ascii_lowercase().as_str() {
        "s" | "ll" | "re" | "ve" | "d" | "m" | "t" => quote.len_utf8() + letters.len(),
        _ => 0,
    }
}

/// Length of the number that starts here with a digit.
fn digits(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let inside = c.is_alphanumeric()
            || (matches!(c, ',' | '.' | ':' | '/' | '-' | '\u{2009}' | '\u{202f}')
                && next.is_some_and(|n| n.is_ascii_digit())
                && rest[..i].ends_with(|p: char| p.is_ascii_digit()))
            || (c == '-' && next.is_some_and(char::is_alphabetic));
        if !inside {
            break;
        }
        end = i + c.len_utf8();
    }
    end
}
