//! A word as models see it: keys of its form, ending and shape.

use crate::clusters::{Cluster, Clusters};
use crate::learn::{key, text_key};

/// Keys of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme {
    /// The word in lower case, digits as 0.
    pub word: u32,
    /// Its last three letters.
    pub suffix3: u32,
    /// Its last two letters.
    pub suffix2: u32,
    /// Its last letter.
    pub suffix1: u32,
    /// Its first two letters.
    pub prefix: u32,
    /// The order of capitals, small letters, digits and marks, runs shortened: "Xx", "X.X.", "00".
    pub shape: u32,
    /// Its clusters.
    pub cluster: Cluster,
}

impl Lexeme {
    /// The keys of a word and its lower case.
    pub fn of(word: &str, lower: &str, clusters: &Clusters) -> Self {
        let normal = normal(lower);
        let normal = normal.as_deref().unwrap_or(lower);
        let last = |count: usize| {
            let at = normal.char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
            text_key(&normal[at..])
        };
        let first = normal.char_indices().nth(2).map_or(normal, |(at, _)| &normal[..at]);
        let form = text_key(normal);
        Self {
            word: form,
            suffix3: last(3),
            suffix2: last(2),
            suffix1: last(1),
            prefix: text_key(first),
            shape: shape(word),
            cluster: clusters.of(form),
        }
    }
}

/// Digits as 0 and curly marks as straight ones, where there are any.
fn normal(lower: &str) -> Option<String> {
    let replaced = |c: char| match c {
        '0'..='9' => '0',
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '―' => '-',
        c => c,
    };
    lower.contains(|c| replaced(c) != c).then(|| lower.chars().map(replaced).collect())
}

fn shape(word: &str) -> u32 {
    let mut shape = 0u32;
    let mut last = 0u32;
    for c in word.chars().take(24) {
        let class = match c {
            c if c.is_uppercase() => 1,
            c if c.is_alphabetic() => 2,
            c if c.is_numeric() => 3,
            '-' => 4,
            '.' => 5,
            _ => 6,
        };
        if class != last {
            shape = key(shape, class);
            last = class;
        }
    }
    key(shape, u32::from(word.chars().nth(1).is_none()))
}
