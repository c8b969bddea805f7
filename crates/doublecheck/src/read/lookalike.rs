//! Letters of other alphabets that look like Latin ones, inside a Latin word.
//!
//! Only letters that most fonts draw alike count (a part of Unicode's confusables, UTS 39), and only in a word that is
//! otherwise Latin: such a letter hides a word from search and from the search for copies. The table is short enough
//! to keep here; the full one would fold what nobody takes for Latin.

use crate::model::{Lookalike, Text};

/// Finds them, in order. One pass; texts in ASCII cost nothing.
pub(super) fn lookalikes(text: &Text) -> Vec<Lookalike> {
    let whole = text.as_str();
    let mut found = Vec::new();
    if whole.is_ascii() {
        return found;
    }
    let mut start = 0;
    for word in whole.split(|c: char| !c.is_alphabetic()) {
        let at = start;
        start = at + word.len() + whole.get(at + word.len()..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
        if word.is_ascii() {
            continue;
        }
        let folded = word.chars().filter(|c| latin(*c).is_some()).count();
        let plain = word.chars().filter(|c| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}')).count();
        if folded == 0 || plain <= folded || plain + folded < word.chars().count() {
            continue;
        }
        for (offset, letter) in word.char_indices() {
            if let Some(folded) = latin(letter) {
                let bytes = at + offset..at + offset + letter.len_utf8();
                found.push(Lookalike { span: text.span(bytes), letter, folded, word: word.to_owned() });
            }
        }
    }
    found
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn latin(letter: char) -> Option<char> {
    Some(match letter {
        'а' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'ӏ' => 'l',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' => 'y',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        _ => return None,
    })
}
