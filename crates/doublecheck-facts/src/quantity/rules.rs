//! The rule files of this room: plain text that a journalist can read and add to.
//!
//! A file is prose (lines with `#`), sections (`[name]`) of lines or of words separated by commas, and examples: a sentence
//! behind `>` with the quantities it holds behind `=`. The examples are run as the file's test.

use std::collections::{HashMap, HashSet};

pub(super) const UNITS: Rules = Rules(include_str!("../../rules/quantity/units.txt"));
pub(super) const CURRENCIES: Rules = Rules(include_str!("../../rules/quantity/currencies.txt"));
pub(super) const NUMBER_WORDS: Rules = Rules(include_str!("../../rules/quantity/number_words.txt"));
pub(super) const VAGUE: Rules = Rules(include_str!("../../rules/quantity/vague.txt"));
pub(super) const BOUNDS: Rules = Rules(include_str!("../../rules/quantity/bounds.txt"));
pub(super) const NOT_COUNTED: Rules = Rules(include_str!("../../rules/quantity/not_counted.txt"));
pub(super) const NOUNS: Rules = Rules(include_str!("../../rules/quantity/nouns.txt"));
pub(super) const VERBS: Rules = Rules(include_str!("../../rules/quantity/verbs.txt"));
pub(super) const SCOPE: Rules = Rules(include_str!("../../rules/quantity/scope.txt"));

/// The text of a rule file.
#[derive(Clone, Copy)]
pub(super) struct Rules(&'static str);

impl Rules {
    /// The lines of a section, without comments and examples.
    pub fn lines(self, section: &str) -> impl Iterator<Item = &'static str> {
        let heading = |line: &'static str| line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        let mut inside = false;
        let lines = self.0.lines().filter(move |line| match heading(line) {
            Some(name) => {
                inside = name == section;
                false
            }
            None => inside,
        });
        lines.filter(|line| !line.is_empty() && !line.starts_with("# ") && !is_example(line))
    }

    /// The words of a section, separated by commas.
    pub fn words(self, section: &str) -> impl Iterator<Item = &'static str> {
        self.lines(section).flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty())
    }

    /// The words of a section, to be looked up.
    pub fn set(self, section: &str) -> HashSet<&'static str> {
        self.words(section).collect()
    }

    /// Lines of a word and a number.
    pub fn numbers(self, section: &str) -> HashMap<&'static str, f64> {
        self.lines(section)
            .filter_map(|line| {
                let mut fields = line.split(' ');
                Some((fields.next()?, fields.next()?.parse().ok()?))
            })
            .collect()
    }

    /// Lines of a word and another word.
    pub fn pairs(self, section: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.lines(section).filter_map(|line| line.split_once(' '))
    }
}

/// "> A sentence." and "= what it holds"; not the bounds ">" and ">=".
fn is_example(line: &str) -> bool {
    line.starts_with("= ") || line.starts_with("> ") && !line.starts_with("> :")
}

/// Phrases of several words, found by one of their words.
pub(super) struct Phrases<T> {
    by_key: HashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

impl<T> Phrases<T> {
    /// Phrases that are looked up by their last word (`from_end`) or their first; the longest is found first.
    pub fn new(phrases: impl Iterator<Item = (&'static str, T)>, from_end: bool) -> Self {
        let mut by_key: HashMap<_, Vec<(Vec<_>, T)>> = HashMap::new();
        for (phrase, meaning) in phrases {
            let words: Vec<&str> = phrase.split(' ').collect();
            let key = if from_end { words.last() } else { words.first() };
            if let Some(key) = key {
                by_key.entry(*key).or_default().push((words, meaning));
            }
        }
        by_key.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        Self { by_key }
    }

    /// The longest phrase with this key that fits.
    pub fn find(&self, key: &str, fits: impl Fn(&[&str]) -> bool) -> Option<(usize, &T)> {
        let list = self.by_key.get(key)?;
        list.iter().find(|(words, _)| fits(words)).map(|(words, meaning)| (words.len(), meaning))
    }
}
