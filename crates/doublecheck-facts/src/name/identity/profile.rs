//! What an article tells of a person or organisation.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::chains::Chain;
use super::super::fold::fold;
use super::super::lists::entries;
use super::super::{Name, NameType};
use crate::Words;

/// What an article tells of a person or organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The fullest name, without titles.
    pub name: String,
    /// What it names: a person, or else it is compared like a body.
    pub kind: NameType,
    /// Titles and roles in small letters: "foreign minister".
    pub roles: Vec<String>,
    /// Bodies it belongs to.
    pub affiliations: Vec<String>,
    /// States, by their first names in `rules/name/states.txt`.
    pub countries: Vec<String>,
}

impl Profile {
    /// A profile of a name alone.
    pub fn new(name: &str, kind: NameType) -> Self {
        Self { name: name.trim().to_owned(), kind, roles: Vec::new(), affiliations: Vec::new(), countries: Vec::new() }
    }

    /// The same profile with what stands beside the name: "Norwegian foreign minister", "a striker for Halden United". Roles
    /// and states are taken from the lists of the rules.
    pub fn with_description(mut self, description: &str) -> Self {
        let words = Words::of(description);
        let lower: Vec<String> = (0..words.len()).map(|at| fold(words.lower(at)).into_owned()).collect();
        let mut at = 0;
        while at < lower.len() {
            let longest = (1..=4).rev().filter(|length| at + length <= lower.len());
            let found =
                longest.map(|length| (length, lower[at..at + length].join(" "))).find_map(|(length, phrase)| {
                    let country = COUNTRIES.get(&phrase).filter(|_| words.word(at).starts_with(char::is_uppercase));
                    match (country, FIELDS.contains_key(&phrase)) {
                        (Some(country), _) => Some((length, Some(country.clone()), None)),
                        (None, true) => Some((length, None, Some(phrase))),
                        (None, false) => None,
                    }
                });
            let Some((length, country, role)) = found else {
                at += 1;
                continue;
            };
            if let Some(country) = country {
                add(&mut self.countries, country);
            }
            if let Some(role) = role {
                // "defence minister", "deputy mayor": the word before tells which.
                let before =
                    at.checked_sub(1).map(|before| lower[before].as_str()).filter(|before| QUALIFIERS.contains(before));
                add(&mut self.roles, before.map_or_else(|| role.clone(), |before| format!("{before} {role}")));
            }
            at += length;
        }
        self
    }

    /// The same profile with a body it belongs to.
    pub fn with_affiliation(mut self, body: &str) -> Self {
        add(&mut self.affiliations, body.trim().to_owned());
        self
    }

    /// The profile of a chain of an article; none when the chain has no name of a person or body. `names` are those of the
    /// article.
    pub fn of(words: &Words<'_>, names: &[Name], chain: &Chain) -> Option<Self> {
        let kind =
            chain.kind.filter(|kind| matches!(kind, NameType::Person | NameType::Organization | NameType::Facility))?;
        let text = |range: std::ops::Range<usize>| &words.text()[words.bytes(range)];
        let fullest = chain.mentions.get(chain.fullest)?.name.clone()?;
        let mut profile = Self::new(text(fullest), kind);
        for mention in &chain.mentions {
            let Some(name) = &mention.name else { continue };
            let sentence = words.sentence_of(name.start).and_then(|at| words.sentences().get(at));
            let end = sentence.map_or(name.end, |sentence| sentence.end);
            let mut behind = name.end;
            if matches!(words.lower(name.end), "," | "(") {
                behind = (name.end + 1..end.min(name.end + 14))
                    .find(|&at| matches!(words.lower(at), "," | ")" | "." | ";" | "who" | "said" | "told" | "which"))
                    .unwrap_or(name.end);
            }
            for beside in [mention.words.start..name.start, name.end..behind] {
                profile = profile.with_description(text(beside.clone()));
                for body in
                    super::super::mention::inside(names, &beside).iter().filter(|n| n.kind == NameType::Organization)
                {
                    profile = profile.with_affiliation(text(body.words.clone()));
                }
            }
        }
        Some(profile)
    }

    pub(super) fn shares_role(&self, other: &Self) -> bool {
        self.roles.iter().any(|role| other.roles.contains(role))
    }

    /// True when both have roles, and all of different fields of work.
    pub(super) fn other_field(&self, other: &Self) -> bool {
        let fields =
            |profile: &Self| -> Vec<u32> { profile.roles.iter().flat_map(|role| fields(role)).copied().collect() };
        let (one, two) = (fields(self), fields(other));
        !one.is_empty() && !two.is_empty() && !one.iter().any(|field| two.contains(field))
    }

    pub(super) fn shares_affiliation(&self, other: &Self) -> bool {
        let same = |a: &String, b: &String| {
            let as_body = |name: &str| Self::new(name, NameType::Organization);
            super::compare(&as_body(a), &as_body(b)).points > 1.0
        };
        self.affiliations.iter().any(|a| other.affiliations.iter().any(|b| same(a, b)))
    }

    pub(super) fn other_sex(&self, other: &Self) -> bool {
        let sex = |profile: &Self| {
            let is = |words: &[&str]| profile.roles.iter().any(|role| words.contains(&role.as_str()));
            match (is(MALE), is(FEMALE)) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        };
        matches!((sex(self), sex(other)), (Some(one), Some(two)) if one != two)
    }
}

const MALE: &[&str] =
    &["spokesman", "chairman", "congressman", "businessman", "policeman", "actor", "king", "prince", "mr", "mr."];
const FEMALE: &[&str] = &[
    "spokeswoman",
    "chairwoman",
    "congresswoman",
    "businesswoman",
    "policewoman",
    "actress",
    "queen",
    "princess",
    "mrs",
    "ms",
    "mrs.",
    "ms.",
];

/// Words that tell which minister, which secretary.
const QUALIFIERS: &[&str] = &[
    "foreign",
    "defence",
    "defense",
    "finance",
    "interior",
    "health",
    "education",
    "justice",
    "trade",
    "energy",
    "environment",
    "agriculture",
    "transport",
    "culture",
    "labour",
    "labor",
    "deputy",
    "vice",
    "prime",
    "chief",
    "former",
    "acting",
    "state",
    "home",
    "general",
    "police",
    "army",
    "assistant",
    "executive",
    "supreme",
];

fn add(list: &mut Vec<String>, item: String) {
    if !item.is_empty() && !list.contains(&item) {
        list.push(item);
    }
}

/// Numbers of the fields of work of a role.
fn fields(role: &str) -> &'static [u32] {
    let of = |role: &str| FIELDS.get(role).map(Vec::as_slice);
    of(role).or_else(|| role.split_once(' ').and_then(|(_, last)| of(last))).unwrap_or_default()
}

static FIELDS: LazyLock<HashMap<String, Vec<u32>>> = LazyLock::new(|| {
    let mut fields: HashMap<String, Vec<u32>> = HashMap::new();
    for (number, line) in entries(include_str!("../../../rules/name/role_fields.txt")).enumerate() {
        for role in line {
            let role = role.split_once(": ").map_or(role, |(_, first)| first);
            fields.entry(role.to_owned()).or_default().push(number as u32);
        }
    }
    // Titles tell the sex, if no field.
    for title in ["mr", "mr.", "mrs", "mrs.", "ms", "ms."] {
        fields.entry(title.to_owned()).or_default();
    }
    fields
});

/// Names, adjectives and nouns of states in small letters, and the first name of the state.
static COUNTRIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut countries = HashMap::new();
    let spaced = |name: &str| {
        let words = Words::of(name);
        (0..words.len()).map(|at| fold(words.lower(at)).into_owned()).collect::<Vec<_>>().join(" ")
    };
    for line in entries(include_str!("../../../rules/name/states.txt")) {
        let Some(first) = line.first() else { continue };
        for name in &line {
            countries.entry(spaced(name)).or_insert_with(|| (*first).to_owned());
        }
    }
    for line in
        include_str!("../../../rules/name/demonyms.txt").lines().filter(|line| !line.starts_with(['#', '>', '=']))
    {
        if let Some((names, state)) = line.split_once(" -> ") {
            for name in names.split(';') {
                countries.entry(spaced(name.trim())).or_insert_with(|| state.trim().to_owned());
            }
        }
    }
    countries
});
