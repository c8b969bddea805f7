//! A short text, often a post: its words, and apart from them who posted it and when.

use std::ops::Range;

use doublecheck_grammar::calendar::MONTHS;
use doublecheck_grammar::inflection::stem;

/// A word of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub stem: String,
    /// Where it stands in the text.
    pub bytes: Range<usize>,
    /// Starts with a capital, inside a sentence or not.
    pub capital: bool,
    /// Starts with a digit.
    pub number: bool,
}

/// A text taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Post {
    pub body: Vec<Token>,
    /// Name and handle of who posted it, if a line at the end says so: "— Name (@handle) date".
    pub author: Vec<Token>,
    /// Month (1 to 12) and year of that line.
    pub month: Option<(u32, u32)>,
}

impl Post {
    /// Takes a text apart, in time linear in its length.
    pub fn of(text: &str) -> Self {
        let Some((body, line)) = signature(text) else { return Self { body: tokens(text, 0), ..Self::default() } };
        let end = text.get(line..).and_then(|rest| rest.find(')')).map_or(text.len(), |at| line + at + 1);
        let date = tokens(text.get(end..).unwrap_or(""), end);
        Self {
            body: tokens(body, 0),
            author: tokens(text.get(line..end).unwrap_or(""), line),
            month: months(&date).pop(),
        }
    }
}

/// The text before the line that says who posted it, and the byte at which the line starts: the last dash that is
/// followed by a handle in brackets.
fn signature(text: &str) -> Option<(&str, usize)> {
    let handle = text.rfind("(@")?;
    let dash = text.get(..handle)?.rfind(['—', '–'])?;
    Some((text.get(..dash)?, dash))
}

/// Months with their year that tokens name: "September 2019", "September 4, 2019".
pub(super) fn months(tokens: &[Token]) -> Vec<(u32, u32)> {
    let month = |token: &Token| MONTHS.iter().position(|month| stem(month) == token.stem);
    let year = |token: &Token| token.stem.parse::<u32>().ok().filter(|year| (1900..2100).contains(year));
    tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| {
            let month = month(token)? as u32 + 1;
            let year = tokens.get(at + 1..)?.iter().take(2).find_map(year)?;
            Some((month, year))
        })
        .collect()
}

/// The words of a text without addresses; "#NoToFerries" and "@TownHall" are split at capitals. Offsets count from `base`.
pub(super) fn tokens(text: &str, base: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = address(piece).and_then(|from| piece.get(..from)).unwrap_or(piece);
        words(word, base + at, &mut tokens);
        at += piece.len();
    }
    tokens
}

/// Where in a piece of text without blanks an address starts: "http", or "pic." and the like right before a slash.
fn address(piece: &str) -> Option<usize> {
    if let Some(from) = piece.find("http://").or_else(|| piece.find("https://")) {
        return Some(from);
    }
    if let Some(from) = piece.find("pic.twitter.com").or_else(|| piece.find("www.")) {
        return Some(from);
    }
    let slash = piece.find('/')?;
    piece.get(..slash)?.contains('.').then_some(0)
}

fn words(piece: &str, base: usize, tokens: &mut Vec<Token>) {
    let tag = piece.starts_with(['#', '@']) || piece.contains("(@") || piece.starts_with(".@");
    let mut start: Option<usize> = None;
    let mut last = ' ';
    let mut chars = piece.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |next| next.1);
        let inside = (c == ',' || c == '.') && last.is_ascii_digit() && next.is_ascii_digit();
        let word = c.is_alphanumeric() || (inside && start.is_some());
        let cut = word
            && (last.is_alphabetic() && c.is_ascii_digit() && tag
                || tag && c.is_uppercase() && (last.is_lowercase() || last.is_uppercase() && next.is_lowercase()));
        if let Some(from) = start.filter(|_| !word || cut) {
            push(piece, from..at, base, tokens);
            start = None;
        }
        if word && start.is_none() {
            start = Some(at);
        }
        last = c;
    }
    if let Some(from) = start {
        push(piece, from..piece.len(), base, tokens);
    }
}

/// Longer words are cut: none is that long.
const LONGEST: usize = 48;

fn push(piece: &str, bytes: Range<usize>, base: usize, tokens: &mut Vec<Token>) {
    let Some(word) = piece.get(bytes.clone()) else { return };
    let first = word.chars().next().unwrap_or(' ');
    let lower: String = word.chars().filter(|&c| c != ',').flat_map(char::to_lowercase).take(LONGEST).collect();
    let number = first.is_ascii_digit();
    // what a word's end in "'s" leaves behind
    if matches!(lower.as_str(), "s" | "t" | "re" | "ve" | "ll" | "d" | "m") {
        return;
    }
    tokens.push(Token {
        stem: if number { lower } else { stem(&lower) },
        bytes: base + bytes.start..base + bytes.end,
        capital: first.is_uppercase(),
        number,
    });
}
