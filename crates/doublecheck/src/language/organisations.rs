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

/// First word of a form -> most words that a form which begins so may take up.
static LONGEST_BY_FIRST: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let mut longest: HashMap<&str, usize> = HashMap::new();
    for form in FORMS.keys() {
        let words = form.split(' ').count() + form.matches(['\'', '.']).count();
        let most = longest.entry(form.split(' ').next().unwrap_or(form)).or_default();
        *most = words.max(*most);
    }
    longest
});

/// The organisation named by the words that begin at `word`, the longest form first, and the words it takes up.
/// A hyphenated word counts by its first part: "UN-backed".
pub fn organisation_at(analysis: &Analysis<'_>, word: usize) -> Option<(&'static str, Range<usize>)> {
    let first = analysis.word(word);
    if !first.contains(char::is_uppercase) {
        return None;
    }
    let text = analysis.article.text.as_str();
    let end = analysis.sentence_of(word).and_then(|s| analysis.sentences.get(s)).map_or(word + 1, |s| s.words.end);
    let longest = LONGEST_BY_FIRST.get(first).copied().unwrap_or(0);
    let whole = (word + 1..=end.min(word + longest)).rev().find_map(|last| {
        let name = FORMS.get(&text[analysis.bytes(word..last)])?;
        Some((*name, word..last))
    });
    whole.or_else(|| FORMS.get(first.split_once('-')?.0).map(|name| (*name, word..word + 1)))
}
