//! The word lists of the rules, looked up word by word.

use doublecheck_grammar::learn::features::KeyMap;
use doublecheck_grammar::learn::{key, text_key};

use super::fold::fold;
use crate::Words;

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Given,
    Family,
    Town,
    State,
    Demonym,
    Group,
    Title,
    Role,
    OrganisationWord,
    Organisation,
    FacilityWord,
    PlaceWord,
    EventWord,
    Particle,
    Calendar,
    Currency,
    Abbreviation,
    Male,
    Female,
}

impl Class {
    /// The bit of this class in a [`Marks`] mask.
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The classes before [`Class::Male`] tell what a word names, and the finder looks at them.
pub(super) const CLASSES: u32 = Class::Male as u32;

const GIVEN_NAMES_MALE: &str = include_str!("../../rules/name/given_names_male.txt");
const GIVEN_NAMES_FEMALE: &str = include_str!("../../rules/name/given_names_female.txt");

const FILES: &[(Class, &str)] = &[
    (Class::Given, include_str!("../../rules/name/given_names.txt")),
    (Class::Given, GIVEN_NAMES_MALE),
    (Class::Given, GIVEN_NAMES_FEMALE),
    (Class::Male, GIVEN_NAMES_MALE),
    (Class::Female, GIVEN_NAMES_FEMALE),
    (Class::Male, include_str!("../../rules/name/male_words.txt")),
    (Class::Female, include_str!("../../rules/name/female_words.txt")),
    (Class::Family, include_str!("../../rules/name/family_names.txt")),
    (Class::Town, include_str!("../../rules/name/towns.txt")),
    (Class::State, include_str!("../../rules/name/states.txt")),
    (Class::Demonym, include_str!("../../rules/name/demonyms.txt")),
    (Class::Group, include_str!("../../rules/name/groups.txt")),
    (Class::Title, include_str!("../../rules/name/titles.txt")),
    (Class::Role, include_str!("../../rules/name/roles.txt")),
    (Class::OrganisationWord, include_str!("../../rules/name/organisation_words.txt")),
    (Class::Organisation, include_str!("../../rules/name/organisations.txt")),
    (Class::FacilityWord, include_str!("../../rules/name/facility_words.txt")),
    (Class::PlaceWord, include_str!("../../rules/name/place_words.txt")),
    (Class::EventWord, include_str!("../../rules/name/event_words.txt")),
    (Class::Particle, include_str!("../../rules/name/particles.txt")),
    (Class::Calendar, include_str!("../../rules/name/calendar.txt")),
    (Class::Currency, include_str!("../../rules/name/currencies.txt")),
    (Class::Abbreviation, include_str!("../../rules/name/abbreviations.txt")),
];

/// The lines of a rule file that are neither prose nor examples, each as its entries; what follows an arrow is no entry.
pub(super) fn entries(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '>', '='])).map(|line| {
        line.split(" ->").next().unwrap_or(line).split(';').map(str::trim).filter(|entry| !entry.is_empty()).collect()
    })
}

/// All lists as one table from the words of an entry to the lists it is in.
#[derive(Debug)]
pub(super) struct Lists(KeyMap<Found>);

#[derive(Debug, Clone, Copy, Default)]
struct Found {
    /// Lists that have an entry that ends here.
    classes: u32,
    /// True when an entry goes on after this word.
    goes_on: bool,
}

/// The lists a word of a text stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// Lists of which an entry begins here.
    pub begins: u32,
    /// Lists of which an entry goes on here.
    pub inside: u32,
}

impl Marks {
    /// Lists that tell what a word names of which an entry begins or goes on here.
    pub fn any(self) -> u32 {
        (self.begins | self.inside) & ((1 << CLASSES) - 1)
    }

    /// True when the word is part of an entry of a list.
    pub fn has(self, class: Class) -> bool {
        (self.begins | self.inside) & class.bit() != 0
    }
}

/// Entries of more words are cut.
const LONGEST_ENTRY: usize = 6;

impl Lists {
    pub fn built_in() -> Self {
        let mut table: KeyMap<Found> = KeyMap::default();
        for (class, file) in FILES {
            for entry in entries(file).flatten() {
                let entry = entry.trim_start_matches("+ ");
                let mut prefix = 0;
                let words = Words::of(entry);
                let count = words.len().min(LONGEST_ENTRY);
                for at in 0..count {
                    prefix = key(prefix, word_key(words.lower(at)));
                    let found = table.entry(prefix).or_default();
                    match at + 1 == count {
                        true => found.classes |= class.bit(),
                        false => found.goes_on = true,
                    }
                }
            }
        }
        Self(table)
    }

    /// Whether a word is an entry of a list.
    pub fn has(&self, lower: &str, class: Class) -> bool {
        self.0.get(&key(0, word_key(lower))).is_some_and(|found| found.classes & class.bit() != 0)
    }

    /// The marks of all words of a text, from the keys of their words; the longest entry of a list wins.
    pub fn mark(&self, keys: &[u32]) -> Vec<Marks> {
        let mut marks = vec![Marks::default(); keys.len()];
        for start in 0..keys.len() {
            let mut prefix = 0;
            for at in start..keys.len().min(start + LONGEST_ENTRY) {
                prefix = key(prefix, keys[at]);
                let Some(found) = self.0.get(&prefix) else { break };
                if found.classes != 0 {
                    marks[start].begins |= found.classes;
                    marks[start + 1..=at].iter_mut().for_each(|mark| mark.inside |= found.classes);
                }
                if !found.goes_on {
                    break;
                }
            }
        }
        marks
    }
}

/// The key of a word in small letters as the lists know it.
pub(super) fn word_key(lower: &str) -> u32 {
    text_key(&fold(lower))
}
