//! When a statement was made: the weekday or date beside its cue, read against the article's own date.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::anchors::{Anchors, Resolved};
use crate::language::{Analysis, TimeKind, Unit, times};
use crate::model::{Attribution, Id, Place, Span, Statement, When};

/// Dates the statements. `originals` pairs each copied statement with its original, originals of originals first.
///
/// The words beside the cue decide; where they were copied, they are read against the original's date. A copied statement
/// without such words has the date that its original has. Any other is taken to belong to the same occasion as the last
/// dated one of the same speaker in the article.
pub(super) fn date(
    statements: &mut [Statement],
    analyses: &[Analysis<'_>],
    anchors: &Anchors<'_>,
    originals: &[(usize, usize)],
) {
    let articles: BTreeMap<Id, &Analysis<'_>> = analyses.iter().map(|a| (a.article.id, a)).collect();
    let mut stated = Vec::with_capacity(statements.len());
    let mut at = 0;
    while let Some(article) = statements.get(at).map(|s| s.article) {
        let end = at + statements[at..].iter().take_while(|s| s.article == article).count();
        match articles.get(&article) {
            Some(analysis) => stated.extend(date_article(&mut statements[at..end], analysis, anchors)),
            None => stated.resize(end, false),
        }
        at = end;
    }
    for &(copy, original) in originals {
        let Some(when) = statements[original].said_on.clone().filter(|when| when.words.is_some()) else { continue };
        if !stated[copy] {
            let through = Some(when.through.unwrap_or(statements[original].article));
            let same = statements[copy].said_on.as_ref().is_some_and(|own| own.day() == when.day());
            statements[copy].said_on = Some(When { through: if same { None } else { through }, ..when });
        }
    }
}

/// Dates the statements of one article; true for each that has words of its own beside its cue.
fn date_article(statements: &mut [Statement], analysis: &Analysis<'_>, anchors: &Anchors<'_>) -> Vec<bool> {
    let day = analysis.article.published.day;
    let mut last_by_speaker: BTreeMap<Id, When> = BTreeMap::new();
    let mut last_day = day;
    let mut has_words = Vec::with_capacity(statements.len());
    for statement in statements {
        has_words.push(false);
        if statement.within.is_some() || matches!(statement.speaker, Attribution::Outlet { .. }) {
            continue;
        }
        let stated = beside_cue(statement, analysis, anchors, last_day);
        if let Some(when) = &stated {
            last_day = Some(when.latest);
            has_words.pop();
            has_words.push(true);
        }
        let speaker = statement.speaker.speaker();
        let when = stated.or_else(|| last_by_speaker.get(&speaker?).cloned());
        if let (Some(speaker), Some(when)) = (speaker, &when) {
            last_by_speaker.insert(speaker, when.clone());
        }
        statement.said_on = when;
    }
    has_words
}

/// The time expression of the attribution: in the sentence, outside what is said, nearest to the cue.
fn beside_cue(
    statement: &Statement,
    analysis: &Analysis<'_>,
    anchors: &Anchors<'_>,
    spoken_of: Option<Date>,
) -> Option<When> {
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
    let place = Place { article: analysis.article.id, span };
    let resolved = match expression.kind {
        TimeKind::Distance { from_now: false, .. } => {
            let (earliest, latest) = expression.resolve(spoken_of?, true)?;
            Resolved { earliest, latest, through: None }
        }
        _ => anchors.resolve(&expression, place, analysis.article.published.day, true)?,
    };
    let Resolved { earliest, latest, through } = resolved;
    Some(When { earliest, latest, words: Some(place), through })
}
