//! The small vocabulary of time expressions, and the split of a text into it.

use jiff::civil::Weekday;

use super::Unit;

/// What a token of a text can mean in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// A month's name; `sure` when the word is no other word and no abbreviation.
    Month { number: i8, sure: bool },
    /// A weekday's name; `sure` when written out.
    Weekday { day: Weekday, sure: bool },
    /// Digits: their value (`u32::MAX` when too long) and how many.
    Number { value: u32, digits: u8 },
    /// "two", "a", "few": how many, at least and at most.
    Count { low: i32, high: i32 },
    /// "day", "weeks".
    Unit(Unit),
    /// "today" 0, "yesterday" -1, "tomorrow" 1.
    Day(i8),
    /// "last", "past", "previous" -1; "this", "current" 0; "next", "coming", "following" 1.
    Which(i8),
    /// "morning", "night": part of a day.
    PartOfDay,
    /// "ago" -1, "earlier" and "before" -1, "later" and "after" 1; `from_now` for "ago" alone.
    Side { sign: i32, from_now: bool },
    /// "st", "nd", "rd", "th".
    Ordinal,
    /// "am", "pm" (also "a.m."): true for pm.
    Noon(bool),
    /// "GMT", "EST": a time zone.
    Zone,
    /// A word that a bare year, or a month that is also another word, may follow.
    Preposition,
    /// "the".
    The,
    /// "of".
    Of,
    /// "as".
    As,
    /// "on".
    On,
    /// "at".
    At,
    /// "in".
    In,
    /// "same".
    Same,
    /// "and", "to", "or".
    And,
    /// Any other word.
    Word,
    /// A mark; dashes are all `-`, marks outside ASCII otherwise `?`.
    Mark(u8),
}

/// A token: what it may mean, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub lexeme: Lexeme,
    pub start: u32,
    pub end: u32,
    /// First letter is upper case.
    pub capital: bool,
    /// White space stands before it.
    pub spaced: bool,
    /// A line break stands before it.
    pub line: bool,
}

/// Splits a text into tokens; letters and digits never share one.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let (mut spaced, mut line) = (false, true);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let lexeme = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {
                at += run(&bytes[at..], u8::is_ascii_alphabetic);
                word(&bytes[start..at])
            }
            b'0'..=b'9' => {
                at += run(&bytes[at..], u8::is_ascii_digit);
                Lexeme::Number {
                    value: text[start..at].parse().unwrap_or(u32::MAX),
                    digits: (at - start).min(99) as u8,
                }
            }
            b'\n' | b'\r' | b' ' | b'\t' => {
                line |= byte == b'\n';
                spaced = true;
                at += 1;
                continue;
            }
            _ if byte.is_ascii() => {
                at += 1;
                Lexeme::Mark(byte)
            }
            _ => {
                let Some(c) = text[at..].chars().next() else { break };
                at += c.len_utf8();
                match c {
                    c if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}') => {
                        spaced = true;
                        continue;
                    }
                    '–' | '—' | '‑' | '‐' => Lexeme::Mark(b'-'),
                    '’' => Lexeme::Mark(b'\''),
                    // Letters of other scripts are words of which none is in the vocabulary.
                    c if c.is_alphabetic() => Lexeme::Word,
                    _ => Lexeme::Mark(b'?'),
                }
            }
        };
        let capital = byte.is_ascii_uppercase();
        tokens.push(Token { lexeme, start: start as u32, end: at as u32, capital, spaced, line });
        (spaced, line) = (false, false);
    }
    tokens
}

fn run(bytes: &[u8], of: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().position(|b| !of(b)).unwrap_or(bytes.len())
}

/// Looks a word up; the longest of the vocabulary has nine letters.
fn word(bytes: &[u8]) -> Lexeme {
    let mut buffer = [0; 9];
    let Some(lower) = buffer.get_mut(..bytes.len()) else { return Lexeme::Word };
    lower.copy_from_slice(bytes);
    lower.make_ascii_lowercase();
    let month = |number, sure| Lexeme::Month { number, sure };
    let weekday = |day, sure| Lexeme::Weekday { day, sure };
    let count = |n| Lexeme::Count { low: n, high: n };
    match &*lower {
        b"january" => month(1, true),
        b"february" => month(2, true),
        b"march" => month(3, false),
        b"april" => month(4, true),
        b"may" => month(5, false),
        b"june" => month(6, true),
        b"july" => month(7, true),
        b"august" => month(8, true),
        b"september" => month(9, true),
        b"october" => month(10, true),
        b"november" => month(11, true),
        b"december" => month(12, true),
        b"jan" => month(1, false),
        b"feb" => month(2, false),
        b"mar" => month(3, false),
        b"apr" => month(4, false),
        b"jun" => month(6, false),
        b"jul" => month(7, false),
        b"aug" => month(8, false),
        b"sep" | b"sept" => month(9, false),
        b"oct" => month(10, false),
        b"nov" => month(11, false),
        b"dec" => month(12, false),
        b"monday" => weekday(Weekday::Monday, true),
        b"tuesday" => weekday(Weekday::Tuesday, true),
        b"wednesday" => weekday(Weekday::Wednesday, true),
        b"thursday" => weekday(Weekday::Thursday, true),
        b"friday" => weekday(Weekday::Friday, true),
        b"saturday" => weekday(Weekday::Saturday, true),
        b"sunday" => weekday(Weekday::Sunday, true),
        b"mon" => weekday(Weekday::Monday, false),
        b"tue" | b"tues" => weekday(Weekday::Tuesday, false),
        b"wed" => weekday(Weekday::Wednesday, false),
        b"thu" | b"thur" | b"thurs" => weekday(Weekday::Thursday, false),
        b"fri" => weekday(Weekday::Friday, false),
        b"sat" => weekday(Weekday::Saturday, false),
        b"sun" => weekday(Weekday::Sunday, false),
        b"a" | b"an" | b"one" => count(1),
        b"two" => count(2),
        b"three" => count(3),
        b"four" => count(4),
        b"five" => count(5),
        b"six" => count(6),
        b"seven" => count(7),
        b"eight" => count(8),
        b"nine" => count(9),
        b"ten" => count(10),
        b"eleven" => count(11),
        b"twelve" => count(12),
        b"couple" => Lexeme::Count { low: 2, high: 3 },
        b"few" | b"several" => Lexeme::Count { low: 2, high: 7 },
        b"minute" | b"minutes" | b"hour" | b"hours" => Lexeme::Unit(Unit::Hour),
        b"day" | b"days" => Lexeme::Unit(Unit::Day),
        b"week" | b"weeks" => Lexeme::Unit(Unit::Week),
        b"weekend" => Lexeme::Unit(Unit::Weekend),
        b"month" | b"months" => Lexeme::Unit(Unit::Month),
        b"year" | b"years" => Lexeme::Unit(Unit::Year),
        b"today" | b"tonight" => Lexeme::Day(0),
        b"yesterday" => Lexeme::Day(-1),
        b"tomorrow" => Lexeme::Day(1),
        b"last" | b"past" | b"previous" | b"preceding" => Lexeme::Which(-1),
        b"this" | b"current" => Lexeme::Which(0),
        b"next" | b"coming" | b"following" => Lexeme::Which(1),
        b"morning" | b"afternoon" | b"evening" | b"night" => Lexeme::PartOfDay,
        b"ago" => Lexeme::Side { sign: -1, from_now: true },
        b"earlier" | b"before" => Lexeme::Side { sign: -1, from_now: false },
        b"later" | b"after" => Lexeme::Side { sign: 1, from_now: false },
        b"st" | b"nd" | b"rd" | b"th" => Lexeme::Ordinal,
        b"am" => Lexeme::Noon(false),
        b"pm" => Lexeme::Noon(true),
        b"gmt" | b"utc" | b"bst" | b"cet" | b"cest" | b"est" | b"edt" | b"et" | b"pst" | b"pdt" | b"ist" | b"msk"
        | b"jst" | b"aest" | b"eet" | b"eest" | b"sast" | b"cst" | b"cdt" | b"mst" | b"hkt" | b"z" => Lexeme::Zone,
        b"since" | b"by" | b"from" | b"until" | b"till" | b"during" | b"late" | b"early" | b"mid" | b"between"
        | b"through" | b"throughout" | b"for" | b"back" => Lexeme::Preposition,
        b"and" | b"or" | b"to" => Lexeme::And,
        b"the" => Lexeme::The,
        b"of" => Lexeme::Of,
        b"as" => Lexeme::As,
        b"on" => Lexeme::On,
        b"at" => Lexeme::At,
        b"in" => Lexeme::In,
        b"same" => Lexeme::Same,
        _ => Lexeme::Word,
    }
}
