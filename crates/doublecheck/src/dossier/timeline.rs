//! What was published, said and done, by day.

use std::collections::BTreeMap;

use super::{Event, EventKind};
use crate::language::Analysis;
use crate::model::{Facts, Form, Id, Place, Span, Statement, TimeExpression, TimeKind, Trust, When};
use crate::statement::Contents;

/// Stretches longer than this are no entries: "this year" dates nothing.
const LONGEST_DAYS: i32 = 92;

/// The days that the articles speak of: publication, statements with a date, and every dated time inside statements, up to a
/// quarter long.
pub fn timeline(analyses: &[Analysis<'_>], statements: &[Statement], facts: &[Facts]) -> Vec<Event> {
    let mut by_article: BTreeMap<Id, Vec<&Statement>> = BTreeMap::new();
    for statement in statements.iter().filter(|statement| statement.within.is_none()) {
        by_article.entry(statement.article).or_default().push(statement);
    }
    let mut events = Vec::new();
    for (analysis, facts) in analyses.iter().zip(facts) {
        events.extend(published(analysis));
        let statements = by_article.get(&analysis.article.id).map_or(&[][..], Vec::as_slice);
        events.extend(statements.iter().filter_map(|statement| said(statement, analysis)));
        let mut contents = Contents::of(statements.iter().copied());
        events.extend(facts.times.iter().filter_map(|time| happened(time, &mut contents, analysis)));
    }
    events.sort_by(|a, b| {
        let key = |e: &Event| (e.when.earliest, e.when.latest, e.kind, e.place);
        key(a).cmp(&key(b))
    });
    events.dedup_by(|a, b| {
        (a.kind, a.when.earliest, a.when.latest, a.place) == (b.kind, b.when.earliest, b.when.latest, b.place)
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

/// A dated time inside what is said.
fn happened(time: &TimeExpression, contents: &mut Contents<'_>, analysis: &Analysis<'_>) -> Option<Event> {
    let (earliest, latest) = (time.earliest?, time.latest?);
    let short = earliest.until(latest).is_ok_and(|span| span.get_days() < LONGEST_DAYS);
    let statement = contents.holding(time.span).min_by_key(|statement| (statement.extent(), statement.id))?;
    let place = Place { article: statement.article, span: time.span };
    (short && matches!(time.kind, TimeKind::Date | TimeKind::Time)).then(|| Event {
        when: When { earliest, latest, words: Some(place), through: time.through },
        inferred: time.read_on.is_some() && analysis.article.published.trust <= Trust::Low,
        kind: EventKind::Happened,
        place: Place { article: statement.article, span: statement.extent() },
        statement: Some(statement.id),
    })
}
