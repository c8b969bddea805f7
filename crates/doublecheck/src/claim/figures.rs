//! Gives each figure the statement it was said in and the day it holds for.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::language::Analysis;
use crate::model::{Figure, Id, Statement};

/// Sets [`Figure::statement`] and [`Figure::as_of`].
///
/// The statement is the innermost one whose content holds the figure. The day is that on which the statement was made,
/// or else the article's; none when neither is known.
pub fn place_figures(figures: &mut [Figure], analyses: &[Analysis<'_>], statements: &[Statement]) {
    let days: HashMap<Id, Option<Date>> =
        analyses.iter().map(|analysis| (analysis.article.id, analysis.article.published.day)).collect();
    let mut by_article: HashMap<Id, Vec<&Statement>> = HashMap::new();
    for statement in statements {
        by_article.entry(statement.article).or_default().push(statement);
    }
    for figure in figures {
        let near = by_article.get(&figure.article).map_or(&[][..], Vec::as_slice);
        let holding = near.iter().filter(|s| s.content.iter().any(|content| content.overlaps(figure.span)));
        let statement = holding.min_by_key(|s| (s.extent().len(), s.id));
        figure.statement = statement.map(|s| s.id);
        let said = statement.and_then(|s| s.said_on.as_ref()).map(|when| when.latest);
        figure.as_of = said.or(days.get(&figure.article).copied().flatten());
    }
}
