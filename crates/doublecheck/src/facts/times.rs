//! Times, read on the day that their words were written.

use doublecheck_facts::time;

use crate::language::Analysis;
use crate::model::{Edge, Place, TimeBound, TimeExpression, TimeKind};
use crate::statement::Anchors;

pub(super) fn times(analysis: &Analysis<'_>, anchors: &Anchors<'_>) -> Vec<TimeExpression> {
    let article = analysis.article;
    let found = time::times(&analysis.words);
    let published = article.published.day.map(time::Anchor::from);
    let here = time::resolve_all(&found, published);
    let nowhere = time::resolve_all(&found, None);
    let resolved = found.iter().zip(here).zip(nowhere);
    let expression = |((found, here), nowhere): ((&time::TimeExpression, time::Resolved), time::Resolved)| {
        let span = article.text.span(found.bytes.clone());
        let original = anchors.original(Place { article: article.id, span });
        let there = original.map(|(day, id)| (found.resolve(Some(day.into())), day, id)).filter(|(r, ..)| *r != here);
        let depends = here != nowhere;
        let (resolved, read_on, through) = match there {
            Some((there, day, id)) => (there, Some(day), Some(id)),
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

fn kind(kind: time::TimeKind) -> TimeKind {
    match kind {
        time::TimeKind::Date => TimeKind::Date,
        time::TimeKind::Time => TimeKind::Time,
        time::TimeKind::Duration => TimeKind::Duration,
        time::TimeKind::Set => TimeKind::Set,
    }
}
