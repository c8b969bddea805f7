//! Numbers in words, as `text2num` finds them.

use std::borrow::Cow;
use std::ops::Range;

use text2num::lang::{BasicAnnotate, English, LangInterpreter};
use text2num::{Token, find_numbers};

use crate::Mention;

/// A word or a mark of punctuation.
struct Piece {
    text: String,
    lowercase: String,
    /// A word that could be a number and here is none.
    is_no_number: bool,
    bytes: Range<usize>,
}

impl Token for &Piece {
    fn text(&self) -> Cow<'_, str> {
        self.text.as_str().into()
    }

    fn text_lowercase(&self) -> Cow<'_, str> {
        self.lowercase.as_str().into()
    }

    fn not_a_number_part(&self) -> bool {
        self.is_no_number
    }
}

impl BasicAnnotate for Piece {
    fn text_lowercase(&self) -> &str {
        &self.lowercase
    }

    fn set_nan(&mut self, is_no_number: bool) {
        self.is_no_number = is_no_number;
    }
}

pub fn quantities(text: &str, english: &English) -> Vec<Mention> {
    let mut pieces: Vec<Piece> = pieces(text).collect();
    // As the crate itself does before it replaces the numbers of a text.
    english.basic_annotate(&mut pieces);
    let found = find_numbers(pieces.iter(), english, 0.0);
    let cardinals = found.into_iter().filter(|number| !number.is_ordinal);
    cardinals
        .filter_map(|number| {
            let bytes = pieces.get(number.start)?.bytes.start..pieces.get(number.end.checked_sub(1)?)?.bytes.end;
            Some(Mention::quantity(bytes, number.value.to_string(), Some("-".into()), "="))
        })
        .collect()
}

/// Words, hyphens and apostrophes within, and what stands between words: as the crate itself cuts a text.
fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let from = text.len() - rest.len();
        let is_word = rest.chars().next()?.is_alphanumeric();
        let ends = |c: char| if is_word { !(c.is_alphanumeric() || "-'".contains(c)) } else { c.is_alphanumeric() };
        let (piece, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        rest = after;
        let bytes = from..from + piece.len();
        Some(Piece { text: piece.to_owned(), lowercase: piece.to_lowercase(), is_no_number: false, bytes })
    })
}
