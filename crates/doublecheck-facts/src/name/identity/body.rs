//! Comparing organisations.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::lists::entries;
use super::spelling::{Alike, Part};
use super::{Evidence, Profile, Reason, Verdict};

/// Words that tell nothing of which body is meant.
const EMPTY: &[&str] = &[
    "the",
    "of",
    "and",
    "&",
    "for",
    "in",
    "on",
    "de",
    "del",
    "la",
    "a",
    "an",
    "inc",
    "inc.",
    "ltd",
    "ltd.",
    "limited",
    "plc",
    "llc",
    "corp",
    "corp.",
    "corporation",
    "co",
    "co.",
    "company",
    "group",
    "holdings",
    "holding",
    "gmbh",
    "ag",
    "sa",
    "s.a.",
    "spa",
    "nv",
    "ab",
    "'s",
    "s",
];

/// British and American spellings of words in names of bodies.
const VARIANTS: &[(&str, &str)] = &[
    ("defense", "defence"),
    ("labor", "labour"),
    ("center", "centre"),
    ("organization", "organisation"),
    ("program", "programme"),
    ("harbor", "harbour"),
    ("theater", "theatre"),
    ("intl", "international"),
    ("int'l", "international"),
    ("dept", "department"),
    ("univ", "university"),
    ("govt", "government"),
    ("ministries", "ministry"),
    ("department", "ministry"),
];

/// The name of a body.
pub(super) struct BodyName {
    words: Vec<Part>,
    alias: Option<u32>,
    abbreviation: Option<String>,
    initials: Vec<String>,
}

impl BodyName {
    pub fn of(name: &str) -> Self {
        Self { words: words(name), alias: alias(name), abbreviation: abbreviation(name), initials: initials(name) }
    }

    /// The keys under which names of the same body are found.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.words.iter().take(4).map(|word| format!("word {}", word.block())).collect();
        keys.extend(self.alias.map(|line| format!("alias {line}")));
        keys.extend(self.abbreviation.iter().chain(&self.initials).map(|letters| format!("letters {letters}")));
        keys
    }

    fn is_short_for(&self, long: &Self) -> bool {
        self.abbreviation.as_ref().is_some_and(|letters| long.initials.contains(letters))
    }
}

/// The words of the name of a body that tell which it is.
fn words(name: &str) -> Vec<Part> {
    let lower = name.to_lowercase().replace(['’', '‘'], "'").replace("'s", " ");
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '-' | '/' | '"' | '“' | '”'));
    words
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .map(|word| {
            let word = word.trim_matches(['.', '\'']);
            let variant = VARIANTS.iter().find(|(variant, _)| *variant == word);
            Part::of(variant.map_or(word, |(_, usual)| usual))
        })
        .filter(|part| !part.plain.is_empty())
        .collect()
}

/// The line of the rules that lists a body.
fn alias(name: &str) -> Option<u32> {
    ALIASES.get(&bare(name)).copied()
}

static ALIASES: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut aliases = HashMap::new();
    for (number, line) in entries(include_str!("../../../rules/name/organisations.txt")).enumerate() {
        if !line.first().is_some_and(|name| name.starts_with('+')) {
            line.iter().for_each(|name| {
                aliases.entry(bare(name)).or_insert(number as u32);
            });
        }
    }
    aliases
});

fn bare(name: &str) -> String {
    let lower = name.to_lowercase().replace('.', "");
    lower.trim().strip_prefix("the ").unwrap_or(lower.trim()).to_owned()
}

/// The letters of an abbreviation; none when the name is none.
fn abbreviation(name: &str) -> Option<String> {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let capitals = name.split_whitespace().count() == 1 && letters.chars().filter(|c| c.is_uppercase()).count() > 1;
    let mostly = letters.chars().filter(|c| c.is_uppercase()).count() * 2 > letters.chars().count();
    (capitals && mostly).then(|| letters.to_lowercase())
}

/// The initials of a name with and without its small words.
fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty()).collect();
    let of = |keep: &dyn Fn(&str) -> bool| -> String {
        words.iter().filter(|word| keep(word)).filter_map(|word| word.to_lowercase().chars().next()).collect()
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let named = |word: &str| capital(word) && !EMPTY.contains(&word.to_lowercase().as_str());
    let mut all = vec![of(&capital), of(&|_| true), of(&named)];
    all.retain(|letters| letters.chars().count() > 1);
    all.dedup();
    all
}

pub(super) fn compare((a, one): (&Profile, &BodyName), (b, other): (&Profile, &BodyName)) -> Verdict {
    let mut evidence = Evidence::default();
    if let (Some(x), Some(y)) = (one.alias, other.alias) {
        match x == y {
            true => evidence.add(4.0, Reason::Alias),
            false => evidence.add(-4.0, Reason::OtherName),
        }
        return evidence.verdict(2.0, 0.0);
    }
    if one.words.is_empty() || other.words.is_empty() {
        evidence.add(-4.0, Reason::OtherName);
    } else if one.is_short_for(other) || other.is_short_for(one) {
        evidence.add(1.8, Reason::Abbreviation);
    } else {
        names(&one.words, &other.words, &mut evidence);
    }
    if evidence.points > -3.0 {
        evidence.add_context(a, b);
        // Every state has its ministries.
        if evidence.reasons.contains(&Reason::OtherCountry) {
            evidence.points -= 2.0;
        }
    }
    evidence.verdict(1.7, -0.5)
}

fn names(one: &[Part], other: &[Part], evidence: &mut Evidence) {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut used = vec![false; long.len()];
    let mut least = Alike::Same;
    for part in short {
        let alike = |at: usize| if used[at] { Alike::Different } else { part.compare(&long[at]) };
        let best = (0..long.len()).max_by(|&x, &y| alike(x).worth().total_cmp(&alike(y).worth()).then(y.cmp(&x)));
        match best.map(|at| (at, alike(at))) {
            Some((at, found)) if found.worth() > 0.6 || found == Alike::Slip => {
                used[at] = true;
                if found.worth() < least.worth() {
                    least = found;
                }
            }
            _ => return evidence.add(-4.0, Reason::OtherName),
        }
    }
    let missing = long.len() - short.len();
    match (missing, least) {
        (0, Alike::Same) => evidence.add(2.6, Reason::SameName),
        (0, Alike::Slip) => evidence.add(1.0, Reason::Slip),
        (0, _) => evidence.add(2.2, Reason::Spelling),
        // "Halden Bank" and "Halden Development Bank": the same last word and more before it.
        (1, _) if short.len() > 1 => evidence.add(0.2, Reason::PartOfName),
        (_, _) if short.len() == 1 => evidence.add(0.3, Reason::PartOfName),
        _ => evidence.add(-1.0, Reason::PartOfName),
    }
}
