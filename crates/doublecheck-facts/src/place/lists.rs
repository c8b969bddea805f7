//! The lists in `rules/place`: plain text that a journalist can read and add to.
//!
//! `#` prose, then one rule a line; `>` a sentence of ours and `=` what the rules make of it, which the tests run.

/// A line "form; form = target" of a list; without "=" the target is empty.
pub(crate) fn rules(text: &str) -> impl Iterator<Item = (impl Iterator<Item = &str>, &str)> {
    lines(text).map(|line| {
        let (forms, target) = line.split_once('=').unwrap_or((line, ""));
        (forms.split(';').map(str::trim).filter(|form| !form.is_empty()), target.trim())
    })
}

/// The lines of a list that are neither prose nor examples.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '>', '=']))
}

pub(crate) const ALIASES: &str = include_str!("../../rules/place/aliases.txt");
pub(crate) const DEMONYMS: &str = include_str!("../../rules/place/demonyms.txt");
pub(crate) const ABBREVIATIONS: &str = include_str!("../../rules/place/abbreviations.txt");
pub(crate) const ACTS: &str = include_str!("../../rules/place/acts.txt");
pub(crate) const HEADS: &str = include_str!("../../rules/place/heads.txt");
pub(crate) const FEATURES: &str = include_str!("../../rules/place/features.txt");
