//! Gives each figure the statement it was said in and the day it holds for.

use std::collections::HashMap;

use jiff::civil::Date;

use super::slots::is_toll;
use crate::language::{Analysis, TimeKind, times};
use crate::model::{Figure, Id, Scope, Statement};

/// Sets [`Figure::statement`] and [`Figure::as_of`].
///
/// The statement is the innermost one whose content holds the figure. The day is the one that the sentence names ("as of
/// October 23"; of a single occasion, the day it happened), or else that on which the statement was made, or else the
/// article's; none when no day is known.
pub fn place_figures(figures: &mut [Figure], analyses: &[Analysis<'_>], statements: &[Statement]) {
    let by_article: HashMap<Id, &Analysis<'_>> = analyses.iter().map(|a| (a.article.id, a)).collect();
    let mut said_in: HashMap<Id, Vec<&Statement>> = HashMap::new();
    for statement in statements {
        said_in.entry(statement.article).or_default().push(statement);
    }
    for figure in figures {
        let near = said_in.get(&figure.article).map_or(&[][..], Vec::as_slice);
        let holding = near.iter().filter(|s| s.content.iter().any(|content| content.overlaps(figure.span)));
        let statement = holding.min_by_key(|s| (s.extent().len(), s.id));
        figure.statement = statement.map(|s| s.id);
        let Some(analysis) = by_article.get(&figure.article) else { continue };
        let said = statement.and_then(|s| s.said_on.as_ref()).map(|when| when.latest);
        let day = said.or(analysis.article.published.day);
        figure.as_of = day.map(|day| named_day(figure, analysis, day).unwrap_or(day));
    }
}

/// The day that the figure's sentence gives it, read against the day it was said on.
fn named_day(figure: &Figure, analysis: &Analysis<'_>, said: Date) -> Option<Date> {
    let words = analysis.words_in(analysis.article.text.bytes(figure.span));
    let sentence = analysis.sentences.get(analysis.sentence_of(words.start)?)?;
    let found = times(&analysis.article.text.as_str()[analysis.bytes(sentence.words.clone())]);
    let as_of = found.iter().find(|time| time.as_of);
    let happened = || {
        let day = |kind: &TimeKind| matches!(kind, TimeKind::Days { .. } | TimeKind::Weekday { .. });
        let occasion = figure.scope == Scope::Occasion && !is_toll(figure);
        found.iter().find(|time| occasion && day(&time.kind))
    };
    as_of.or_else(happened)?.resolve(said, true).map(|(_, last)| last)
}
