//! Comparing people.

use super::spelling::{Alike, Part};
use super::{Evidence, Profile, Reason, Verdict};

/// The words of a person's name.
#[derive(Debug, Clone)]
pub(super) struct PersonName {
    pub given: Vec<Part>,
    pub family: Part,
}

/// Small words that belong to the word behind them.
const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ur", "ud", "ad", "as", "ash", "az", "an", "at", "bin", "ibn", "ben", "bint", "abu", "abd", "de",
    "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le", "van", "von", "der", "den", "ter", "ten", "zu",
    "af", "y", "e", "san", "st",
];

/// Endings that are no part of the name.
const ENDINGS: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "md", "obe", "mp", "qc", "kc"];

impl PersonName {
    /// The name without particles and endings; none for a name without letters.
    pub fn of(name: &str) -> Option<Self> {
        let mut parts = words(name);
        // "Marsh, Ada" is told the other way round.
        if let Some((family, given)) = name.split_once(',')
            && !given.trim().is_empty()
            && !ENDINGS.contains(&given.trim().to_lowercase().as_str())
        {
            parts = words(given);
            parts.extend(words(family));
        }
        let family = parts.pop()?;
        Some(Self { given: parts, family })
    }

    /// The keys under which the name is found: its family name, its given names; and those under which others are that may be
    /// the same: told with the family name first, or with a second family name.
    pub fn keys(&self) -> (Vec<String>, Vec<String>) {
        let family = self.family.block();
        let given = || self.given.iter().take(4).map(Part::block);
        let mut own = vec![format!("family {family}")];
        own.extend(given().map(|given| format!("given {given}")));
        let mut others = vec![format!("family {family}"), format!("given {family}")];
        others.extend(given().map(|given| format!("family {given}")));
        (own, others)
    }

    fn all(&self) -> Vec<&Part> {
        self.given.iter().chain([&self.family]).collect()
    }

    /// All letters in a row: "Jong Un" and "Jong-un" are one.
    fn letters(&self) -> String {
        self.all().iter().map(|part| part.sound.as_str()).collect()
    }
}

fn words(name: &str) -> Vec<Part> {
    let name: String = name.chars().map(|c| if matches!(c, '’' | '‘' | '`') { '\'' } else { c }).collect();
    let mut parts = Vec::new();
    for word in name.split(|c: char| c.is_whitespace() || c == ',') {
        let lower = word.to_lowercase();
        if word.is_empty() || ENDINGS.contains(&lower.as_str()) || PARTICLES.contains(&lower.as_str()) {
            continue;
        }
        // "al-Tariq", "El-Hassan": the particle goes; "Jong-un" is one word.
        let bare = match word.split_once(['-', '‐', '‑']) {
            Some((head, rest)) if PARTICLES.contains(&head.to_lowercase().as_str()) && !rest.is_empty() => rest,
            _ => word,
        };
        let bare: String = bare.chars().filter(|c| c.is_alphanumeric() || *c == '\'').collect();
        if bare.chars().any(char::is_alphabetic) {
            parts.push(Part::of(&bare));
        }
    }
    parts
}

pub(super) fn compare(
    (a, one): (&Profile, Option<&PersonName>),
    (b, other): (&Profile, Option<&PersonName>),
) -> Verdict {
    let mut evidence = Evidence::default();
    let (Some(one), Some(other)) = (one, other) else {
        evidence.add(-4.0, Reason::OtherName);
        return evidence.verdict(2.0, 0.0);
    };
    names(one, other, &mut evidence);
    if evidence.points <= -3.0 {
        return evidence.verdict(2.0, 0.0);
    }
    if a.other_sex(b) {
        evidence.add(-4.0, Reason::OtherSex);
    }
    evidence.add_context(a, b);
    evidence.verdict(1.7, -1.2)
}

/// What the names alone say: 3 points for the same name, less for less, below zero for another.
fn names(one: &PersonName, other: &PersonName, evidence: &mut Evidence) {
    if one.letters() == other.letters() && one.given.is_empty() == other.given.is_empty() {
        let same = one.all().iter().map(|p| &p.plain).eq(other.all().iter().map(|p| &p.plain));
        let single = one.given.is_empty();
        evidence.add(if single { 0.8 } else { 3.0 }, if same { Reason::SameName } else { Reason::Spelling });
        return;
    }
    let (short, long) = if one.given.len() <= other.given.len() { (one, other) } else { (other, one) };
    if short.given.is_empty() {
        return single(short, long, evidence);
    }
    let family = short.family.compare(&long.family);
    if family == Alike::Different {
        return elsewhere(short, long, evidence);
    }
    let given = givens(&short.given, &long.given);
    match (family, given) {
        (_, Alike::Different) => evidence.add(-4.0, Reason::OtherGivenName),
        (Alike::Slip, Alike::Slip | Alike::Initial | Alike::Nickname) => evidence.add(-1.0, Reason::Slip),
        (Alike::Slip, _) | (_, Alike::Slip) => evidence.add(1.2, Reason::Slip),
        (_, Alike::Initial) => evidence.add(1.0, Reason::Initial),
        (_, Alike::Nickname) => evidence.add(1.5, Reason::Nickname),
        (Alike::Spelling, _) | (_, Alike::Spelling) => {
            evidence.add(2.6, Reason::Spelling);
            if short.given.len() < long.given.len() {
                evidence.add(-0.4, Reason::PartOfName);
            }
        }
        _ if short.given.len() < long.given.len() => evidence.add(2.4, Reason::PartOfName),
        _ => evidence.add(3.0, Reason::SameName),
    }
}

/// The given names of the shorter name in the order of the longer: as alike as the least alike of them.
fn givens(short: &[Part], long: &[Part]) -> Alike {
    let mut least = Alike::Same;
    let mut from = 0;
    for (at, part) in short.iter().enumerate() {
        let found =
            (from..long.len()).map(|to| (to, part.compare(&long[to]))).find(|(_, alike)| *alike != Alike::Different);
        match found {
            // "Ada Marsh" and "Olga Ada Marsh" may be two; "J. Ada Marsh" may not.
            Some((to, alike)) => {
                let skipped = at == 0 && to > 0 && !long[0].is_initial();
                let alike = if skipped && alike == Alike::Initial { Alike::Different } else { alike };
                if alike.worth() < least.worth() {
                    least = alike;
                }
                from = to + 1;
            }
            // A second given name that the other has not.
            None if at > 0 && part.is_initial() && long.len() <= at => {}
            None => return Alike::Different,
        }
    }
    least
}

/// A name of one word.
fn single(short: &PersonName, long: &PersonName, evidence: &mut Evidence) {
    let family = short.family.compare(&long.family);
    let given = long.given.iter().map(|given| short.family.compare(given)).find(|alike| *alike != Alike::Different);
    match (family, given) {
        (Alike::Same, _) => evidence.add(0.6, Reason::FamilyNameOnly),
        (Alike::Spelling, _) => {
            evidence.add(0.2, Reason::FamilyNameOnly);
            evidence.reasons.push(Reason::Spelling);
        }
        (_, Some(Alike::Same | Alike::Spelling)) => evidence.add(0.2, Reason::FamilyNameOnly),
        _ => evidence.add(-4.0, Reason::OtherFamilyName),
    }
}

/// The last words differ: two family names of which one is left out ("Ana Prado Vela", "Ana Prado"), or the family name first.
fn elsewhere(short: &PersonName, long: &PersonName, evidence: &mut Evidence) {
    let (few, many) = (short.all(), long.all());
    let mut used = vec![false; many.len()];
    let mut least = Alike::Same;
    let mut places = Vec::new();
    for part in &few {
        let fits = |at: &usize| !used[*at] && part.compare(many[*at]).worth() > 0.6;
        match (0..many.len()).find(fits) {
            Some(at) => {
                used[at] = true;
                places.push(at);
                let alike = part.compare(many[at]);
                if alike.worth() < least.worth() {
                    least = alike;
                }
            }
            None => return evidence.add(-4.0, Reason::OtherFamilyName),
        }
    }
    if few.len() < 2 {
        return evidence.add(-4.0, Reason::OtherFamilyName);
    }
    let in_order = places.is_sorted();
    let reason = if few.len() < many.len() { Reason::PartOfName } else { Reason::SameName };
    let points = match (in_order, few.len() < many.len()) {
        (true, _) => 2.0,
        // The family name first.
        (false, false) => 1.6,
        (false, true) => 0.3,
    };
    evidence.add(points, reason);
    if least != Alike::Same {
        evidence.add(-0.3, Reason::Spelling);
    }
}
