//! Numbers: digits with what multiplies them, numbers in words, fractions and vague plurals.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::line::{Gap, Line, Piece};
use super::numeral::{self, Shape, digit, fraction_sign, shifted};
use super::rules::{NUMBER_WORDS, VAGUE};

/// A number as written, before anything is known of what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// The value.
    pub value: f64,
    /// The value as decimal text: exact when the number was written as a decimal.
    pub decimal: String,
    /// The bytes it takes up, scales such as "million" included.
    pub bytes: Range<usize>,
    /// How it is written.
    pub style: Style,
    /// The product of its scales: a million for "2.5 million".
    pub scale: f64,
    /// The larger reading, when what looks like decimals may be thousands ("1.500").
    pub as_thousands: Option<f64>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// "26": digits and nothing else
    Plain,
    /// "1,500", "3.5 million", "2½"
    Digits,
    /// "three", "half a million"
    Words,
    /// "dozens", "several hundred": a lower bound
    Vague,
    /// "half", "a third", "two-thirds"
    Share,
    /// "third", "21st"
    Ordinal,
    /// "tenfold"
    Multiple,
    /// "twice"
    Times,
}

/// What stands at the place of a number.
pub(super) enum Read {
    /// A number.
    Number(Number),
    /// Digits that are none, up to this byte.
    Code(usize),
}

/// What a number word says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Word {
    Small(f64),
    Tens(f64),
    Scale(f64),
    Ordinal(f64),
    Vague(f64),
    Few(f64),
    Half,
    Article,
}

pub(super) static WORDS: LazyLock<HashMap<&'static str, Word>> = LazyLock::new(|| {
    let list = |section, word: fn(f64) -> Word| {
        NUMBER_WORDS.numbers(section).into_iter().map(move |(key, value)| (key, word(value)))
    };
    let vague =
        |section, word: fn(f64) -> Word| VAGUE.numbers(section).into_iter().map(move |(key, value)| (key, word(value)));
    list("ordinals", Word::Ordinal)
        .chain(list("small", Word::Small))
        .chain(list("tens", Word::Tens))
        .chain(list("scales", Word::Scale))
        .chain(vague("plurals", Word::Vague))
        .chain(vague("few", Word::Few))
        .chain([("half", Word::Half), ("a", Word::Article), ("an", Word::Article)])
        .collect()
});

static MULTIPLES: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| NUMBER_WORDS.numbers("multiples"));

pub(super) static PARTS: LazyLock<HashMap<&'static str, f64>> = LazyLock::new(|| NUMBER_WORDS.numbers("parts"));

/// Scales glued to digits: the factor, and whether only money has it.
static SHORT_SCALES: LazyLock<HashMap<&'static str, (f64, bool)>> = LazyLock::new(|| {
    let entry = |line: &'static str| {
        let mut fields = line.split(' ');
        Some((fields.next()?, (fields.next()?.parse().ok()?, fields.next() == Some("money"))))
    };
    NUMBER_WORDS.lines("short scales").filter_map(entry).collect()
});

/// Words that can begin a number.
static OPENERS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| WORDS.iter().filter(|(_, w)| !matches!(w, Word::Scale(_))).map(|(&key, _)| key).collect());

/// True when a number in words may begin with this word, its first part in lower case.
pub(super) fn may_begin(lower: &str) -> bool {
    OPENERS.contains(lower) || lower == "twice" || multiple(lower).is_some()
}

/// "doubled", "tenfold"
pub(super) fn multiple(lower: &str) -> Option<f64> {
    if let Some(times) = MULTIPLES.get(lower) {
        return Some(*times);
    }
    match WORDS.get(lower.strip_suffix("fold")?) {
        Some(Word::Small(times) | Word::Tens(times) | Word::Scale(times)) => Some(*times),
        _ => None,
    }
}

/// Reads the digits at byte `at`; `money` when a sign of money stands before them.
pub(super) fn digits(line: &Line<'_>, at: usize, money: bool, spaced: bool) -> Option<Read> {
    // ".25"
    let dotted = line.before(at) == Some('.') && !line.before(at - 1).is_some_and(char::is_alphanumeric);
    if dotted {
        let len = line.text_at(at..).bytes().take_while(u8::is_ascii_digit).count();
        let decimal = format!("0.{}", line.text_at(at..at + len));
        let number = Number::new(decimal, at - 1..at + len, Style::Digits);
        return (len > 0 && len < 9).then_some(number).flatten().map(|n| scaled(line, n, money)).map(Read::Number);
    }
    let first = line.at(at)?;
    if let Some(value) = fraction_sign(first) {
        let number = Number::of(value, at..at + first.len_utf8(), Style::Share);
        return Some(Read::Number(number));
    }
    let numeral = match numeral::read(line.text, at, spaced)? {
        Shape::Code(end) => return Some(Read::Code(end)),
        Shape::Number(numeral) => numeral,
    };
    let style = if numeral.plain { Style::Plain } else { Style::Digits };
    let thousands = numeral.perhaps_thousands.then(|| numeral.decimal.replace('.', "").parse().ok()).flatten();
    let Some(mut number) = Number::new(numeral.decimal, at..numeral.end, style) else {
        return Some(Read::Code(numeral.end));
    };
    number.as_thousands = thousands;
    if let Some((part, end)) = and_part(line, &number) {
        let number = Number::of(number.value + part, number.bytes.start..end, Style::Digits);
        return Some(Read::Number(scaled(line, number, money)));
    }
    Some(match fraction(line, &number) {
        Some(read) => read,
        None => Read::Number(scaled(line, exponent(line, number), money)),
    })
}

/// "1/2", "2 1/2", "2½" and what only looks like it.
fn fraction(line: &Line<'_>, number: &Number) -> Option<Read> {
    let end = number.bytes.end;
    let bytes = |end| number.bytes.start..end;
    let next = line.at(end)?;
    if let Some(part) = fraction_sign(next) {
        let number = Number::of(number.value + part, bytes(end + next.len_utf8()), Style::Digits);
        return Some(Read::Number(scaled(line, number, false)));
    }
    let plain = |at: usize| match numeral::read(line.text, at, false) {
        Some(Shape::Number(numeral)) if numeral.plain => Some((numeral.decimal.parse::<f64>().ok()?, numeral.end)),
        _ => None,
    };
    let ratio = |at: usize| {
        let (over, slash) = plain(at)?;
        let (under, end) = plain(slash + 1).filter(|_| line.at(slash) == Some('/'))?;
        let usual = (2.0..=10.0).contains(&under) || [12.0, 16.0, 20.0, 32.0, 64.0, 100.0].contains(&under);
        (over < under && usual && line.ends_at(end) && line.at(end) != Some('/')).then_some((over / under, end))
    };
    if next == '/' && number.style == Style::Plain && digit(line.at(end + 1)?).is_some() {
        return Some(match ratio(number.bytes.start) {
            Some((value, end)) if (number.value, value) != (9.0, 9.0 / 11.0) => {
                Read::Number(scaled(line, Number::of(value, bytes(end), Style::Share), false))
            }
            _ => Read::Code(plain(end + 1).map_or(end + 1, |(_, end)| end)),
        });
    }
    if next == ' '
        && number.style == Style::Plain
        && let Some((part, end)) = ratio(end + 1)
    {
        return Some(Read::Number(scaled(line, Number::of(number.value + part, bytes(end), Style::Digits), false)));
    }
    None
}

/// "5 and a half", "2 and 1/2": what is added, and where it ends.
fn and_part(line: &Line<'_>, number: &Number) -> Option<(f64, usize)> {
    let and = line.piece(number.bytes.end).filter(|piece| line.lower(piece) == "and")?;
    let rest = line.lower_at(and.bytes.end..).trim_start_matches(' ');
    let parts =
        [("a half", 0.5), ("1/2", 0.5), ("1/4", 0.25), ("3/4", 0.75), ("a quarter", 0.25), ("a third", 1.0 / 3.0)];
    let (words, part) = parts.into_iter().find(|(words, _)| rest.starts_with(words))?;
    let end = line.text.len() - rest.len() + words.len();
    let of = line.piece(end).is_some_and(|piece| line.lower(&piece) == "of");
    (number.style == Style::Plain && line.ends_at(end) && line.at(end) != Some('/') && !of).then_some((part, end))
}

/// "×10^6", "×10⁶", "e6".
fn exponent(line: &Line<'_>, mut number: Number) -> Number {
    let end = number.bytes.end;
    let rest = line.text_at(end..);
    let times =
        rest.trim_start_matches(' ').strip_prefix(['×', 'x', '*', '·']).map(|rest| rest.trim_start_matches(' '));
    // "10^3" is a power itself; "5×10^3" multiplies.
    let base = number.value == 10.0 && (rest.starts_with('^') || rest.starts_with(|c| superscript(c).is_some()));
    if base {
        number = Number { value: 1.0, decimal: "1".to_owned(), ..number };
    }
    let power = match times.and_then(|rest| rest.strip_prefix("10")).or(base.then_some(rest)) {
        Some(rest) => rest.strip_prefix('^').or(rest.starts_with(|c| superscript(c).is_some()).then_some(rest)),
        None => rest
            .strip_prefix(['e', 'E'])
            .filter(|rest| rest.trim_start_matches(['+', '-']).starts_with(|c: char| c.is_ascii_digit())),
    };
    let Some(power) = power else { return number };
    let mut value: i32 = 0;
    let mut signed = 1;
    let mut len = 0;
    for (i, c) in power.chars().enumerate() {
        match (c, c.to_digit(10).or(superscript(c))) {
            (_, Some(digit)) if value < 100 => value = value * 10 + digit as i32,
            ('-' | '−' | '⁻', _) if i == 0 => signed = -1,
            ('+' | '⁺', _) if i == 0 => {}
            _ => break,
        }
        len += c.len_utf8();
    }
    let scaled = number.value * 10f64.powi(signed * value);
    if len > 0 && scaled.is_finite() {
        number.bytes.end = line.text.len() - power.len() + len;
        number.decimal = match usize::try_from(signed * value) {
            Ok(power) if power <= 40 => shifted(&number.decimal, power),
            _ => format!("{scaled}"),
        };
        number.value = scaled;
        number.style = Style::Digits;
    }
    number
}

fn superscript(c: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|sign| sign == c).map(|at| at as u32)
}

/// "1.7M", "20m of its", "2.5 million", "4 hundred million", "21st", "tenfold".
pub(super) fn scaled(line: &Line<'_>, mut number: Number, money: bool) -> Number {
    if let Some(piece) = line.piece(number.bytes.end).filter(|piece| piece.gap == Gap::None) {
        let glued = line.text_at(piece.bytes.clone());
        let ends = line.ends_at(piece.bytes.end);
        match SHORT_SCALES.get(glued) {
            Some(&(times, only_money)) if ends && (!only_money || money || scales_count(line, &piece)) => {
                number.times(times, piece.bytes.end);
            }
            _ if ends && matches!(line.lower(&piece), "st" | "nd" | "rd" | "th") && number.style == Style::Plain => {
                number.style = Style::Ordinal;
                number.bytes.end = piece.bytes.end;
            }
            _ if ends && matches!(line.lower(&piece), "x" | "fold") => {
                number.style = Style::Multiple;
                number.bytes.end = piece.bytes.end;
            }
            _ => {}
        }
    }
    if let Some(piece) =
        line.piece(number.bytes.end).filter(|piece| piece.gap == Gap::Hyphen && line.lower(piece) == "fold")
    {
        number.style = Style::Multiple;
        number.bytes.end = piece.bytes.end;
        return number;
    }
    while let Some(piece) = line.piece(number.bytes.end).filter(|piece| piece.gap != Gap::None) {
        let times = match WORDS.get(line.lower(&piece)) {
            Some(&Word::Scale(times)) if times != 20.0 => times,
            _ => match SHORT_SCALES.get(line.text_at(piece.bytes.clone())) {
                Some(&(times, false)) if piece.bytes.len() > 1 && line.lower(&piece) != "mil" => times,
                Some(&(times, true)) if money && piece.bytes.len() == 1 && number.style != Style::Ordinal => times,
                _ => break,
            },
        };
        if !line.ends_at(piece.bytes.end) {
            break;
        }
        number.times(times, piece.bytes.end);
    }
    number
}

/// "2.5m tonnes", "20m of its readers": the letter is a scale, for something else is counted.
fn scales_count(line: &Line<'_>, letter: &Piece) -> bool {
    let Some(next) = line.piece(letter.bytes.end).filter(|next| next.gap == Gap::Space) else { return false };
    let after = || line.piece(next.bytes.end).map(|piece| line.lower(&piece));
    match line.lower(&next) {
        "of" => after().is_some_and(|after| matches!(after, "its" | "their" | "the" | "our" | "his" | "her" | "them")),
        word => super::noun::is_plural(word) && !super::noun::is_stop(word),
    }
}

impl Number {
    pub fn new(decimal: String, bytes: Range<usize>, style: Style) -> Option<Self> {
        let value: f64 = decimal.parse().ok()?;
        value.is_finite().then_some(Self { value, decimal, bytes, style, scale: 1.0, as_thousands: None })
    }

    pub fn of(value: f64, bytes: Range<usize>, style: Style) -> Self {
        Self { value, decimal: format!("{value}"), bytes, style, scale: 1.0, as_thousands: None }
    }

    /// The share of a whole that it is; the words reach to byte `end`.
    pub fn part_of(&self, whole: f64, end: usize) -> Self {
        Self::of(self.value / whole, self.bytes.start..end, Style::Share)
    }

    /// Multiplies it by a scale whose last byte ends at `end`; decimal text stays exact.
    pub fn times(&mut self, times: f64, end: usize) {
        self.bytes.end = end;
        if self.value > 1e30 {
            return;
        }
        self.value *= times;
        self.scale *= times;
        self.decimal = match times.log10() {
            power if power.fract() == 0.0 && !self.decimal.contains('-') => shifted(&self.decimal, power as usize),
            _ => format!("{}", self.value),
        };
        // Scales keep their decimal value: "4.3" million is 4300000, not 4299999.9999.
        self.value = self.decimal.parse().unwrap_or(self.value);
        self.as_thousands = None;
        if self.style == Style::Plain || self.style == Style::Share {
            self.style = Style::Digits;
        }
    }
}
