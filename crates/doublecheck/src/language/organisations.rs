//! Organisations that news calls by several names. The table is `organisations.txt` beside this file.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::Analysis;

/// Form as written -> the name shown.
static FORMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("organisations.txt").lines().filter(|line| !line.starts_with('#'));
    let named = lines.flat_map(|line| {
        let (name, others) = line.split_once('|').unwrap_or((line, ""));
        let name = name.trim();
        others.split(';').map(str::trim).filter(|form| !form.is_empty()).chain([name]).map(move |form| (form, name))
    });
    named.collect()
});

/// Number of words of the longest form.
const LONGEST: usize = 9;

/// The organisation named by the words that begin at `word`, the longest form first, and the words it takes up.
/// A hyphenated word counts by its first part: "UN-backed".
pub fn organisation_at(analysis: &Analysis<'_>, word: usize) -> Option<(&'static str, Range<usize>)> {
    let first = analysis.word(word);
    if !first.contains(char::is_uppercase) {
        return None;
    }
    let text = analysis.article.text.as_str();
    let end = analysis.sentence_of(word).and_then(|s| analysis.sentences.get(s)).map_or(word + 1, |s| s.words.end);
    let whole = (word + 1..=end.min(word + LONGEST)).rev().find_map(|last| {
        let name = FORMS.get(&text[analysis.bytes(word..last)])?;
        Some((*name, word..last))
    });
    whole.or_else(|| FORMS.get(first.split_once('-')?.0).map(|name| (*name, word..word + 1)))
}
