//! What was published, said and done, by day.

use std::collections::BTreeMap;

use super::{Event, EventKind};
use crate::language::{Analysis, TimeKind, times};
use crate::model::{Form, Id, Mosaic, Place, Reuse, Span, Statement, Trust, When};
use crate::statement::{Anchors, Resolved};

/// The days that the articles speak of: publication, statements with a date, and dated events inside statements.
///
/// Days inside copied words are read against the date of the article that had them first.
pub fn timeline(
    analyses: &[Analysis<'_>],
    statements: &[Statement],
    mosaics: &[Mosaic],
    reuses: &[Reuse],
) -> Vec<Event> {
    let anchors = Anchors::of(analyses, mosaics, reuses);
    let mut by_article: BTreeMap<Id, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        by_article.entry(statement.article).or_default().push(statement);
    }
    let mut events = Vec::new();
    for analysis in analyses {
        events.extend(published(analysis));
        for statement in by_article.get(&analysis.article.id).into_iter().flatten() {
            if statement.within.is_none() {
                events.extend(said(statement, analysis));
                events.extend(happened(statement, analysis, &anchors));
            }
        }
    }
    events.sort_by(|a, b| {
        let key = |e: &Event| (e.when.earliest, e.when.latest, e.kind, e.place);
        key(a).cmp(&key(b))
    });
    events
}

fn published(analysis: &Analysis<'_>) -> Option<Event> {
    let article = analysis.article;
    let published = &article.published;
    let day = published.day?;
    let whole = Span { start: 0, end: article.text.len() };
    let place =
        article.blocks.iter().find(|b| b.label == crate::Label::Title || b.label.is_body()).map_or(whole, |b| b.span);
    let (earliest, latest) = match published.trust {
        Trust::Low => (published.earliest.unwrap_or(day), published.latest.unwrap_or(day)),
        _ => (day, day),
    };
    Some(Event {
        when: When { earliest, latest, words: None, through: None },
        inferred: published.trust <= Trust::Low,
        kind: EventKind::Published,
        place: Place { article: article.id, span: place },
        statement: None,
    })
}

fn said(statement: &Statement, analysis: &Analysis<'_>) -> Option<Event> {
    let when = statement.said_on.clone().filter(|_| statement.form != Form::Narration)?;
    Some(Event {
        when,
        inferred: analysis.article.published.trust <= Trust::Low,
        kind: EventKind::Said,
        place: Place { article: statement.article, span: statement.extent() },
        statement: Some(statement.id),
    })
}

/// Days named inside what is said: at most a week long, and only the first of a statement.
fn happened(statement: &Statement, analysis: &Analysis<'_>, anchors: &Anchors<'_>) -> Option<Event> {
    let article = analysis.article;
    statement.content.iter().find_map(|&content| {
        let bytes = article.text.bytes(content);
        times(article.text.slice(content)).into_iter().find_map(|expression| {
            let day_like = matches!(
                expression.kind,
                TimeKind::Days { .. }
                    | TimeKind::Weekday { .. }
                    | TimeKind::Calendar { .. }
                    | TimeKind::Distance { .. }
            );
            let ahead = matches!(expression.kind, TimeKind::Calendar { shift, .. } if shift > 0)
                || matches!(expression.kind, TimeKind::Distance { low, .. } if low >= 0)
                || matches!(expression.kind, TimeKind::Weekday { which: Some(1), .. });
            let span = article.text.span(bytes.start + expression.bytes.start..bytes.start + expression.bytes.end);
            let place = Place { article: article.id, span };
            let Resolved { earliest, latest, through } = match &statement.said_on {
                Some(said) => {
                    let (earliest, latest) = expression.resolve(said.latest, !ahead)?;
                    Resolved { earliest, latest, through: said.through }
                }
                None => anchors.resolve(&expression, place, article.published.day, !ahead)?,
            };
            let short = earliest.until(latest).is_ok_and(|span| span.get_days() <= 7);
            (short && day_like).then(|| Event {
                when: When { earliest, latest, words: Some(place), through },
                inferred: article.published.trust <= Trust::Low,
                kind: EventKind::Happened,
                place: Place { article: article.id, span: statement.extent() },
                statement: Some(statement.id),
            })
        })
    })
}
