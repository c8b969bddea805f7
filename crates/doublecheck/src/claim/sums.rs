//! Totals checked against the parts stated beside them.

use std::collections::BTreeMap;

use crate::language::Analysis;
use crate::model::{Bound, Figure, Id, Scope, SumCheck};

/// Checks each total that its sentence divides into parts: "a total of 112 targets, destroying 19 posts, 12 depots",
/// "17 injured: 11 workers and six passers-by", "of the 24 on the deck, three died and 21 got off".
///
/// Parts are added up against their total and never further; a remainder is named, not judged.
pub fn sums(analyses: &[Analysis<'_>], figures: &[Figure]) -> Vec<SumCheck> {
    let mut by_article: BTreeMap<Id, Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        by_article.entry(figure.article).or_default().push(figure);
    }
    let mut found = Vec::new();
    for analysis in analyses {
        let Some(figures) = by_article.get_mut(&analysis.article.id) else { continue };
        figures.sort_by_key(|figure| figure.span);
        found.extend(in_article(analysis, figures));
    }
    found.sort_by_key(|check| check.total);
    found
}

fn in_article(analysis: &Analysis<'_>, figures: &[&Figure]) -> Vec<SumCheck> {
    let sentence = |figure: &Figure| analysis.sentence_of(first_word(analysis, figure));
    let mut found = Vec::new();
    let mut at = 0;
    while at < figures.len() {
        let here = sentence(figures[at]);
        let end = figures[at..].iter().position(|f| sentence(f) != here).map_or(figures.len(), |n| at + n);
        let counts: Vec<&Figure> = figures[at..end].iter().copied().filter(|f| is_part(f)).collect();
        if let Some((total, parts)) = counts.split_first() {
            if parts.len() >= 2 && is_total(analysis, total) {
                found.push(check(total, parts));
            } else if is_share(analysis, total)
                && let Some(whole) = whole_before(&figures[..at], &counts)
            {
                found.push(check(whole, &counts));
            }
        }
        at = end;
    }
    found
}

fn first_word(analysis: &Analysis<'_>, figure: &Figure) -> usize {
    analysis.words_in(analysis.article.text.bytes(figure.span)).start
}

/// A count of things that can be added.
fn is_part(figure: &Figure) -> bool {
    figure.bound == Bound::Exact
        && figure.scope != Scope::Rate
        && figure.value.fract() == 0.0
        && !is_measure(&figure.unit)
}

fn is_measure(unit: &str) -> bool {
    matches!(
        unit,
        "percent"
            | "percentage point"
            | "km"
            | "metre"
            | "cm"
            | "mm"
            | "mile"
            | "foot"
            | "degree"
            | "km/h"
            | "mph"
            | "knot"
    )
}

/// True when the words around a figure say that parts follow.
fn is_total(analysis: &Analysis<'_>, figure: &Figure) -> bool {
    let words = analysis.words_in(analysis.article.text.bytes(figure.span));
    let before = |back: usize| words.start.checked_sub(back).map_or("", |at| analysis.lower(at));
    let sentence = analysis.sentence_of(words.start).and_then(|s| analysis.sentences.get(s));
    let end = sentence.map_or(words.end, |s| s.words.end);
    let total = before(2) == "total" && before(1) == "of";
    let of = before(1) == "of" && before(2) != "total" || before(1) == "the" && before(2) == "of";
    let opens = of && sentence.is_some_and(|s| words.start <= s.words.start + 3);
    // A colon or "including" soon after.
    let divided =
        (words.end..end.min(words.end + 6)).any(|at| matches!(analysis.lower(at), ":" | "including" | "comprising"));
    total || opens || divided
}

/// "Nine of the injured ...": the first of parts whose whole was named before.
fn is_share(analysis: &Analysis<'_>, figure: &Figure) -> bool {
    let words = analysis.words_in(analysis.article.text.bytes(figure.span));
    words.clone().any(|at| analysis.lower(at) == "of" && matches!(analysis.lower(at + 1), "the" | "them" | "those"))
}

/// The nearest figure before that counts the same and that the parts add up to exactly.
fn whole_before<'a>(before: &[&'a Figure], parts: &[&Figure]) -> Option<&'a Figure> {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let unit = &parts.first()?.unit;
    let near = |figure: &&&Figure| parts[0].span.start.saturating_sub(figure.span.end) < 1200;
    let same = parts.len() >= 2 && parts.iter().all(|part| part.unit == *unit);
    before.iter().rev().filter(near).find(|f| same && is_part(f) && f.value == sum && f.unit == *unit).copied()
}

fn check(total: &Figure, parts: &[&Figure]) -> SumCheck {
    let sum: f64 = parts.iter().map(|part| part.value).sum();
    let remainder = total.value - sum;
    let finding = match remainder {
        0.0 => format!("{sum} of {}; the parts add up", total.value),
        r if r > 0.0 => format!("{sum} of {}; {r} unexplained; no contradiction", total.value),
        r => format!("{sum} of {}; the parts exceed the total by {}", total.value, -r),
    };
    SumCheck { total: total.id, parts: parts.iter().map(|part| part.id).collect(), sum, remainder, finding }
}
