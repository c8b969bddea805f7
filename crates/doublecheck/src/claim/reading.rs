//! Which words of a statement a reader understands without those around them.

use super::Material;
use super::proposition::Proposition;
use crate::language::{Tense, verb};
use crate::model::{Place, Span};

/// The words of a proposition; those that are no clause ("to resign", "ignoring a warning") with who says so.
pub(super) fn standing_alone(material: &Material<'_>, proposition: &Proposition<'_>) -> Place {
    let (statement, mut place) = (proposition.statement, proposition.place);
    if is_clause(material, proposition) {
        return place;
    }
    let before = |span: &Span| span.end <= place.span.start && statement.context.contains(*span);
    for span in [statement.source, statement.cue].into_iter().flatten().filter(before).collect::<Vec<_>>() {
        place.span = place.span.cover(span);
    }
    place
}

/// How hard the words of a proposition are to understand alone, 0 for a full clause of some fourteen words that begins with
/// a name.
pub(super) fn clarity(material: &Material<'_>, proposition: &Proposition<'_>) -> f64 {
    let Some(analysis) = material.analysis(proposition.place.article) else { return f64::MAX };
    let words = analysis.words_in(analysis.article.text.bytes(proposition.place.span));
    let count = words.len() as f64;
    let pronouns = words.clone().filter(|&at| is_pronoun(analysis.lower(at))).count() as f64;
    let starts_with_name = analysis.word(words.start).starts_with(char::is_uppercase);
    let bad_start = if starts_with_name { 0.0 } else { 0.3 };
    let verbless = if is_clause(material, proposition) { 0.0 } else { 2.0 };
    let points_back = if proposition.points_back { 3.0 } else { 0.0 };
    (count - 14.0).abs() * 0.06 + pronouns * 0.7 + verbless + bad_start + points_back
}

/// True when the words can stand alone: a verb in them, and neither a bare verb nor an "-ing" at their head.
fn is_clause(material: &Material<'_>, proposition: &Proposition<'_>) -> bool {
    let Some(analysis) = material.analysis(proposition.place.article) else { return false };
    let words = analysis.words_in(analysis.article.text.bytes(proposition.place.span));
    let auxiliary = |at: usize| {
        matches!(analysis.lower(at), "is" | "are" | "was" | "were" | "has" | "have" | "had" | "will" | "would" | "can")
    };
    let acts = words.clone().any(|at| verb(analysis.lower(at)).is_some() || auxiliary(at));
    let opens = analysis.lower(words.start);
    let gerund = verb(opens).is_some_and(|form| form.tense == Tense::Gerund);
    acts && !gerund && !matches!(opens, "to" | "for" | "of") && !proposition.points_back
}

#[rustfmt::skip]
fn is_pronoun(lower: &str) -> bool {
    matches!(
        lower,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "him" | "her" | "them" | "us" | "me" | "his" | "its"
            | "their" | "our" | "my" | "this" | "these" | "those"
    )
}
