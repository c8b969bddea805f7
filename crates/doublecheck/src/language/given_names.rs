//! Given names that tell the sex of a person. The table is `given_names.txt` beside this file.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The sex that a word about a person tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

static NAMES: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let lines = include_str!("given_names.txt").lines().filter_map(|line| line.split_once(' '));
    let listed = lines.filter_map(|(sex, names)| match sex {
        "m" => Some((Gender::Male, names)),
        "f" => Some((Gender::Female, names)),
        _ => None,
    });
    listed.flat_map(|(gender, names)| names.split(' ').map(move |name| (name, gender))).collect()
});

/// The sex of those who bear this given name (lower case); None when the name is not listed or both bear it.
pub fn given_name(lower: &str) -> Option<Gender> {
    NAMES.get(lower).copied()
}
