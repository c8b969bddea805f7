//! Times, read on the day that their words were written.

use doublecheck_facts::time;
use jiff::civil::Date;

use crate::language::Analysis;
use crate::model::{Edge, Id, Place, Span, Statement, TimeBound, TimeExpression, TimeKind};
use crate::statement::{Anchors, Contents};

/// Each time is read on the day that its words were said, where that is told; else on the day of publication of the article
/// that had the words first; else on the article's own. `said` are the statements of the article.
pub(super) fn times(analysis: &Analysis<'_>, said: &[&Statement], anchors: &Anchors<'_>) -> Vec<TimeExpression> {
    let article = analysis.article;
    let found = time::times(&analysis.words);
    let published = article.published.day.map(time::Anchor::from);
    let here = time::resolve_all(&found, published);
    let nowhere = time::resolve_all(&found, None);
    let mut said = Contents::of(said.iter().copied());
    let resolved = found.iter().zip(here).zip(nowhere);
    let expression = |((found, here), nowhere): ((&time::TimeExpression, time::Resolved), time::Resolved)| {
        let span = article.text.span(found.bytes.clone());
        let original = || anchors.original(Place { article: article.id, span }).map(|(day, id)| (day, Some(id)));
        let other = said_on(&mut said, span).or_else(original);
        let other = other.map(|(day, through)| (found.resolve(Some(day.into())), day, through));
        let depends = here != nowhere;
        let (resolved, read_on, through) = match other.filter(|(there, ..)| *there != here) {
            Some((there, day, through)) => (there, Some(day), through),
            None => (here, article.published.day.filter(|_| depends), None),
        };
        TimeExpression {
            span,
            kind: kind(resolved.kind),
            value: resolved.value,
            modifier: resolved.modifier.map(|modifier| modifier.name().to_owned()),
            earliest: resolved.first,
            latest: resolved.last,
            bound: resolved.bound.map(|bound| match bound {
                time::Bound::UntilArticle => TimeBound::UntilPublished,
                time::Bound::FromArticle => TimeBound::FromPublished,
            }),
            edge: found.edge.map(|edge| match edge {
                time::Edge::Begin => Edge::Begin,
                time::Edge::End => Edge::End,
            }),
            as_of: found.as_of,
            alternatives: resolved.alternatives.into_iter().map(|reading| reading.value).collect(),
            read_on,
            through,
        }
    };
    resolved.map(expression).collect()
}

/// The day on which the words at a place were said, by the innermost statement that tells one, and the article through which
/// it is known.
fn said_on(said: &mut Contents<'_>, span: Span) -> Option<(Date, Option<Id>)> {
    let dated = said.holding(span).filter_map(|s| s.said_on.as_ref().map(|when| (s.extent().len(), s.id, when)));
    dated.min_by_key(|(length, id, _)| (*length, *id)).map(|(_, _, when)| (when.latest, when.through))
}

fn kind(kind: time::TimeKind) -> TimeKind {
    match kind {
        time::TimeKind::Date => TimeKind::Date,
        time::TimeKind::Time => TimeKind::Time,
        time::TimeKind::Duration => TimeKind::Duration,
        time::TimeKind::Set => TimeKind::Set,
    }
}
