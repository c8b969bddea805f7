//! When a statement was made: the weekday or date beside its cue, read against the article's own date.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::language::{Analysis, TimeKind, Unit, times};
use crate::model::{Attribution, Id, Place, Span, Statement, When};

/// Dates the statements. A copied statement has the date that its original has: `originals` pairs copy and original.
///
/// A statement without a date of its own is taken to belong to the same occasion as the last dated one of the same
/// speaker in the article.
pub(super) fn date(statements: &mut [Statement], analyses: &[Analysis<'_>], originals: &[(usize, usize)]) {
    let articles: BTreeMap<Id, &Analysis<'_>> = analyses.iter().map(|a| (a.article.id, a)).collect();
    let mut at = 0;
    while let Some(article) = statements.get(at).map(|s| s.article) {
        let end = at + statements[at..].iter().take_while(|s| s.article == article).count();
        if let Some(analysis) = articles.get(&article) {
            date_article(&mut statements[at..end], analysis);
        }
        at = end;
    }
    for &(copy, original) in originals {
        let said_on = statements[original].said_on.clone();
        if said_on.as_ref().and_then(|w| w.words).is_some() {
            statements[copy].said_on = said_on;
        }
    }
}

fn date_article(statements: &mut [Statement], analysis: &Analysis<'_>) {
    let Some(day) = analysis.article.published.day else { return };
    let mut last_by_speaker: BTreeMap<Id, When> = BTreeMap::new();
    let mut last_day = day;
    for statement in statements {
        if statement.within.is_some() || matches!(statement.speaker, Attribution::Outlet { .. }) {
            continue;
        }
        let stated = beside_cue(statement, analysis, day, last_day);
        if let Some(when) = &stated {
            last_day = when.latest;
        }
        let speaker = statement.speaker.speaker();
        let when = stated.or_else(|| last_by_speaker.get(&speaker?).cloned());
        if let (Some(speaker), Some(when)) = (speaker, &when) {
            last_by_speaker.insert(speaker, when.clone());
        }
        statement.said_on = when;
    }
}

/// The time expression of the attribution: in the sentence, outside what is said, nearest to the cue.
fn beside_cue(statement: &Statement, analysis: &Analysis<'_>, day: Date, spoken_of: Date) -> Option<When> {
    let text = &analysis.article.text;
    let context = text.bytes(statement.context);
    let cue = statement.cue.or(statement.source)?;
    let found = times(text.as_str().get(context.clone())?);
    let outside = found.into_iter().filter_map(|expression| {
        let span = text.span(context.start + expression.bytes.start..context.start + expression.bytes.end);
        (!statement.content.iter().any(|c| c.overlaps(span))).then_some((span, expression))
    });
    let is_day = |kind: &TimeKind| match kind {
        TimeKind::Years { .. } | TimeKind::Month { .. } => false,
        TimeKind::Calendar { unit, shift } => {
            *shift <= 0 && matches!(unit, Unit::Day | Unit::Hour | Unit::Week | Unit::Weekend)
        }
        TimeKind::Distance { high, unit, .. } => *high <= 0 && !matches!(unit, Unit::Year | Unit::Month),
        _ => true,
    };
    let distance =
        |span: Span| if span.start >= cue.end { span.start - cue.end } else { cue.start.saturating_sub(span.end) };
    let (span, expression) =
        outside.filter(|(_, e)| is_day(&e.kind)).min_by_key(|(span, _)| (distance(*span), span.start))?;
    let anchor = match expression.kind {
        TimeKind::Distance { from_now: false, .. } => spoken_of,
        _ => day,
    };
    let (earliest, latest) = expression.resolve(anchor, true)?;
    Some(When { earliest, latest, words: Some(Place { article: analysis.article.id, span }) })
}
