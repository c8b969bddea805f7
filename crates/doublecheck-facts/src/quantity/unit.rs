//! Units of measurement and money: `rules/quantity/units.txt` and `currencies.txt`, compiled once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::line::{Gap, Line};
use super::rules::{CURRENCIES, UNITS};

/// A unit of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Name in the singular: "kilometre", "australian dollar".
    pub name: String,
    /// "km", "$"; empty when it has none.
    pub symbol: String,
    /// ISO 4217 code of a currency.
    pub code: Option<&'static str>,
    /// "length", "money" ...
    pub dimension: &'static str,
}

/// A unit found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Index into the lists.
    pub unit: usize,
    /// One past its last byte.
    pub end: usize,
    /// Joined to the number by a hyphen or written into it: "40-metre".
    pub attributive: bool,
}

impl Found {
    /// The entry of the lists.
    pub fn listed(&self) -> &'static Listed {
        listed(self.unit)
    }
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::compile);

struct Tables {
    units: Vec<Listed>,
    /// Symbols by their first character, longest first.
    symbols: HashMap<char, Vec<(String, usize)>>,
    /// Signs of money that may stand before a number, by their last character, longest first.
    prefixes: HashMap<char, Vec<(&'static str, usize)>>,
    /// Words by their first: the words after it, longest first.
    words: HashMap<String, Vec<(Vec<String>, usize)>>,
    periods: HashSet<&'static str>,
}

impl Tables {
    fn compile() -> Self {
        let mut tables = Self {
            units: Vec::new(),
            symbols: HashMap::new(),
            prefixes: HashMap::new(),
            words: HashMap::new(),
            periods: UNITS.words("periods").collect(),
        };
        let prefixes: Vec<(&str, &str)> = UNITS.pairs("prefixes").collect();
        for line in UNITS.lines("units") {
            let [name, symbols, words, dimension, takes] = fields(line);
            tables.add("", "", [name, symbols, words, dimension]);
            for taken in takes.split_whitespace() {
                let Some(&(symbol, prefix)) = prefixes.iter().find(|(symbol, _)| *symbol == taken) else { continue };
                tables.add(symbol, prefix, [name, symbols, words, dimension]);
            }
        }
        for line in CURRENCIES.lines("currencies") {
            let [name, code, signs, words, _] = fields(line);
            let own = Some(code).filter(|code| !code.is_empty());
            let unit = tables.put(name, signs.split(' ').next().unwrap_or(code), own, "money");
            for sign in signs.split_whitespace().chain([code]).filter(|sign| !sign.is_empty()) {
                let last = sign.chars().next_back().unwrap_or(' ');
                tables.prefixes.entry(last).or_default().push((sign, unit));
                // "PS" behind a number is horsepower.
                if sign != "PS" {
                    tables.symbol(sign.to_owned(), unit);
                }
            }
            words.split(',').for_each(|word| tables.word(&word.trim().to_lowercase(), unit));
        }
        for line in CURRENCIES.lines("parts") {
            let [name, signs, words, ..] = fields(line);
            let unit = tables.put(name, signs, None, "money");
            signs.split_whitespace().for_each(|sign| tables.symbol(sign.to_owned(), unit));
            words.split(',').chain([name]).for_each(|word| tables.word(word.trim(), unit));
        }
        tables.symbols.values_mut().for_each(|list| list.sort_by_key(|(s, _)| std::cmp::Reverse(s.len())));
        tables.prefixes.values_mut().for_each(|list| list.sort_by_key(|(s, _)| std::cmp::Reverse(s.len())));
        tables.words.values_mut().for_each(|list| list.sort_by_key(|(w, _)| std::cmp::Reverse(w.len())));
        tables
    }

    fn add(&mut self, symbol: &str, prefix: &str, [name, symbols, words, dimension]: [&'static str; 4]) {
        let mut signs = symbols.split_whitespace();
        let shown = signs.clone().next().map_or(String::new(), |sign| format!("{symbol}{sign}"));
        let unit = self.put(&format!("{prefix}{name}"), &shown, None, dimension);
        // Only the first symbol takes prefixes.
        let taken = if prefix.is_empty() { usize::MAX } else { 1 };
        signs.by_ref().take(taken).for_each(|sign| self.symbol(format!("{symbol}{sign}"), unit));
        if symbol == "µ" {
            self.symbol(format!("μ{}", shown.trim_start_matches('µ')), unit);
        }
        for word in words.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            self.word(&format!("{prefix}{word}"), unit);
        }
    }

    fn put(&mut self, name: &str, symbol: &str, code: Option<&'static str>, dimension: &'static str) -> usize {
        self.units.push(Listed { name: name.to_owned(), symbol: symbol.to_owned(), code, dimension });
        self.units.len() - 1
    }

    fn symbol(&mut self, symbol: String, unit: usize) {
        let Some(first) = symbol.chars().next() else { return };
        self.symbols.entry(first).or_default().push((symbol, unit));
    }

    /// A word or several, with the plural of the last.
    fn word(&mut self, words: &str, unit: usize) {
        let plural = match words {
            _ if words.ends_with('s') || words.ends_with("feet") => None,
            _ if words.ends_with("inch") => Some(format!("{words}es")),
            _ if words.ends_with("degree celsius") => None,
            _ => Some(format!("{words}s")),
        };
        for words in [Some(words.to_owned()), plural].into_iter().flatten() {
            let mut parts = words.split([' ', '-']).map(str::to_owned);
            let Some(first) = parts.next().filter(|first| !first.is_empty()) else { continue };
            self.words.entry(first).or_default().push((parts.collect(), unit));
        }
    }
}

/// The five fields of a line; missing ones are empty.
fn fields(line: &'static str) -> [&'static str; 5] {
    let mut fields = line.split('|').map(str::trim);
    std::array::from_fn(|_| fields.next().unwrap_or_default())
}

/// A unit of the lists, by its index.
pub(super) fn listed(unit: usize) -> &'static Listed {
    &TABLES.units[unit]
}

/// The unit that begins behind the number that ends at byte `at`; money signs and words included.
pub(super) fn after(line: &Line<'_>, at: usize) -> Option<Found> {
    let piece = line.piece(at)?;
    let (start, gap) = (piece.bytes.start, piece.gap);
    let glued = gap == Gap::None;
    if let Some((unit, end)) = word_at(line, at).filter(|&(_, end)| !is_part_of_name(line, at, end)) {
        return Some(Found { unit, end, attributive: gap == Gap::Hyphen });
    }
    let first = line.at(start)?;
    // Feet and inches by plain quotation marks, where nothing was quoted before.
    if let ('\'' | '"', true, false) = (first, glued, line.text_at(line.start..at).contains(first)) {
        let name = if first == '"' { "inch" } else { "foot" };
        let unit = TABLES.units.iter().position(|listed| listed.name == name)?;
        let ends = line.at(start + 1).is_none_or(|c| !c.is_alphabetic());
        return ends.then_some(Found { unit, end: start + 1, attributive: false });
    }
    let symbols = TABLES.symbols.get(&first)?;
    let (symbol, unit) = symbols.iter().find(|(symbol, _)| is_symbol(line, at, start, symbol))?;
    let mut end = start + symbol.len();
    // "R$" begins no number's unit, and a sign before the next number belongs to that one.
    let money = TABLES.units[*unit].dimension == "money" && !symbol.ends_with(char::is_alphabetic);
    if money && line.at(end).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    if symbol.ends_with('.') && line.piece(end).is_none() {
        end -= 1;
    }
    Some(Found { unit: *unit, end, attributive: gap == Gap::Hyphen })
}

/// "12 second-half points", "2019 year-end": a word that looks like a unit and belongs to what follows.
fn is_part_of_name(line: &Line<'_>, number: usize, end: usize) -> bool {
    let word = line.lower_at(number..end).trim_start_matches([' ', '-']);
    let next = line.piece(end).map(|piece| line.lower(&piece));
    match word {
        "second" => matches!(
            next,
            Some("half" | "quarter" | "round" | "period" | "set" | "place" | "leg" | "team" | "straight")
        ),
        "year" => {
            let digits = line.text_at(line.start..number).bytes().rev().take_while(u8::is_ascii_digit).count();
            let figure: u32 = line.text_at(number - digits..number).parse().unwrap_or_default();
            digits == 4 && (1900..2100).contains(&figure) || matches!(next, Some("end" | "on" | "over"))
        }
        "point" => next == Some("guard"),
        "quarter" | "quarters" => next == Some("finals"),
        _ => false,
    }
}

/// Whether a symbol stands at byte `start`, behind the number that ends at byte `number`.
fn is_symbol(line: &Line<'_>, number: usize, start: usize, symbol: &str) -> bool {
    let end = start + symbol.len();
    if !line.text_at(start..).starts_with(symbol) {
        return false;
    }
    let single = symbol.chars().count() == 1;
    if symbol.ends_with(char::is_alphanumeric) {
        // "3 p.m." is no pence.
        let initial = single && line.at(end) == Some('.') && {
            // "197 N. Main Street"
            let street =
                line.text_at(end + 1..).strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
            line.at(end + 1).is_some_and(char::is_alphabetic) || street && matches!(symbol, "N" | "S" | "E" | "W")
        };
        if initial || !line.ends_at(end) {
            return false;
        }
    }
    let glued = start == number;
    match symbol {
        "in" => glued,
        "s" => glued && (is_decimal(line, number) || line.text_at(..number).ends_with('/')),
        // The rows of a screen: "1080p".
        "p" => !["480", "720", "1080", "1440", "2160"].iter().any(|rows| line.text_at(..number).ends_with(rows)),
        // A quotation mark that closes a quotation is no inch.
        "”" => !line.text_at(line.start..start).contains('“'),
        _ => glued || !single || symbol.chars().all(stands_apart),
    }
}

/// One-letter symbols that may stand apart from their number.
fn stands_apart(symbol: char) -> bool {
    !symbol.is_alphabetic()
        || matches!(
            symbol,
            'W' | 'V' | 'F' | 'N' | 'J' | 'R' | 'm' | 'g' | 'L' | 'l' | 'b' | 'p' | 'C' | 't' | 'h' | 'Ω'
        )
}

/// "10.2s" are seconds; "the 737s" are none.
fn is_decimal(line: &Line<'_>, end: usize) -> bool {
    let number = line.text_at(line.start..end).trim_end_matches(|c: char| c.is_ascii_digit());
    number.len() < end - line.start && number.ends_with('.')
}

/// The unit written out in words behind byte `at`, and where it ends.
pub(super) fn word_at(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    let first = line.piece(at)?;
    let list = TABLES.words.get(line.lower(&first))?;
    list.iter().find_map(|(rest, unit)| {
        let mut end = first.bytes.end;
        for word in rest {
            let piece = line.piece(end).filter(|piece| line.lower(piece) == word)?;
            end = piece.bytes.end;
        }
        line.ends_at(end).then_some((*unit, end))
    })
}

/// True for words that a rate may be per: "day", "share".
pub(super) fn is_period(lower: &str) -> bool {
    TABLES.periods.contains(lower)
}

/// The sign or code of money that ends where the number begins, and where the sign begins.
pub(super) fn before(line: &Line<'_>, at: usize) -> Option<(usize, usize)> {
    // The full stop of "Rs. 5" ends no sentence.
    let rupees = at == line.start && line.text_at(..at).ends_with("Rs. ");
    let from = if rupees { at - "Rs. ".len() } else { line.start };
    let trimmed = line.text_at(from..at).trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let end = from + trimmed.len();
    let apart = at - end;
    if apart > 2 {
        return None;
    }
    let signs = TABLES.prefixes.get(&trimmed.chars().next_back()?)?;
    let (sign, unit) = signs.iter().find(|(sign, _)| {
        let lettered = sign.starts_with(char::is_alphabetic);
        let written_apart = sign.len() > 1 && *sign != "PS" || !sign.ends_with(char::is_alphabetic);
        trimmed.ends_with(sign)
            && !(lettered && line.before(end - sign.len()).is_some_and(char::is_alphanumeric))
            && (apart == 0 || written_apart)
    })?;
    let start = end - sign.len();
    // "US $84", "HK $3.7"
    if *sign == "$" {
        let country = line.lower_at(line.start..start).trim_end_matches(' ');
        const COUNTRIES: &[(&str, &str)] = &[
            ("us", "USD"),
            ("u.s.", "USD"),
            ("hk", "HKD"),
            ("nz", "NZD"),
            ("au", "AUD"),
            ("ca", "CAD"),
            ("usd", "USD"),
            ("aud", "AUD"),
            ("cad", "CAD"),
            ("mxn", "MXN"),
            ("sgd", "SGD"),
        ];
        for (name, code) in COUNTRIES {
            let from = line.start + country.len() - name.len().min(country.len());
            if country.ends_with(name) && !line.before(from).is_some_and(char::is_alphanumeric) {
                let unit = TABLES.units.iter().position(|listed| listed.code == Some(code)).unwrap_or(*unit);
                return Some((unit, from));
            }
        }
    }
    Some((*unit, start))
}
