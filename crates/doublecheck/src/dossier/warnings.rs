//! What the analyst should look at with care.

use std::collections::{BTreeMap, BTreeSet};

use super::{Warning, WarningKind};
use crate::language::Analysis;
use crate::model::{Article, Attribution, Id, Mosaic, Place, Span, Statement, Trust};
use crate::statement::Said;

/// A mosaic takes passages from at least this many families of articles, or loses at least this many speakers.
const PIECES: usize = 2;
const LOST: usize = 2;

/// All warnings, by article and place.
pub fn warnings(analyses: &[Analysis<'_>], said: &Said, mosaics: &[Mosaic], apart: &[Id]) -> Vec<Warning> {
    let mut statements: BTreeMap<Id, Vec<&Statement>> = BTreeMap::new();
    for statement in &said.statements {
        statements.entry(statement.article).or_default().push(statement);
    }
    let mosaics: BTreeMap<Id, &Mosaic> = mosaics.iter().map(|m| (m.article, m)).collect();
    let names: BTreeMap<Id, &str> = said.speakers.iter().map(|s| (s.id, s.name.as_str())).collect();
    let labels: BTreeMap<Id, &str> = analyses.iter().map(|a| (a.article.id, a.article.label.as_str())).collect();
    let mut found = Vec::new();
    for analysis in analyses {
        let article = analysis.article;
        let own = statements.get(&article.id).map(Vec::as_slice).unwrap_or_default();
        found.extend(date(article));
        found.extend(title(article));
        found.extend(own.iter().filter_map(|s| speaker(article, s, &names, &labels)));
        found.extend(own.iter().filter_map(|s| day(article, s, &labels)));
        found.extend(article.lookalikes.iter().map(|letter| {
            let code = u32::from(letter.letter);
            let text = format!(
                "letter U+{code:04X} inside \"{}\" at {} read as \"{}\" for matching only",
                letter.word, letter.span.start, letter.folded
            );
            warning(WarningKind::Lookalike, article, letter.span, text)
        }));
        found.extend(mosaics.get(&article.id).and_then(|parts| mosaic(article, own, parts, &labels)));
        if apart.contains(&article.id) {
            let text =
                "shares too little with the other articles to be on their story; its claims are kept apart".to_owned();
            found.push(warning(WarningKind::Apart, article, head(article), text));
        }
    }
    found
}

fn warning(kind: WarningKind, article: &Article, span: Span, text: String) -> Warning {
    Warning { kind, place: Place { article: article.id, span }, text }
}

/// Where the article begins: its title or first paragraph.
fn head(article: &Article) -> Span {
    let first = article.blocks.iter().find(|b| b.label == crate::Label::Title || b.label.is_body());
    first.map_or(Span { start: 0, end: 0 }, |b| b.span)
}

fn date(article: &Article) -> Option<Warning> {
    let published = &article.published;
    if published.trust > Trust::Low {
        return None;
    }
    let reasons: Vec<&str> = published.clues.iter().map(|c| c.reason.as_str()).take(2).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join("; ")) };
    let text = match (published.day, published.earliest, published.latest) {
        (Some(day), Some(earliest), Some(latest)) => {
            format!("no date stated; taken as {day}, between {earliest} and {latest}{because}")
        }
        (Some(day), ..) => format!("no date stated; taken as {day}{because}"),
        (None, Some(earliest), _) => format!("no date stated; not before {earliest}{because}"),
        (None, _, Some(latest)) => format!("no date stated; not after {latest}{because}"),
        _ => format!("no date found{because}"),
    };
    Some(warning(WarningKind::Date, article, head(article), text))
}

fn title(article: &Article) -> Option<Warning> {
    article.title.is_none().then(|| warning(WarningKind::Title, article, head(article), "no title found".to_owned()))
}

fn speaker(
    article: &Article,
    statement: &Statement,
    names: &BTreeMap<Id, &str>,
    labels: &BTreeMap<Id, &str>,
) -> Option<Warning> {
    match &statement.speaker {
        // An agentless passive inside another's words loses nobody: nobody was ever named.
        Attribution::Lost { reason } if statement.source.is_some() || statement.within.is_none() => {
            let span = statement.source.or(statement.cue).unwrap_or(statement.extent());
            Some(warning(WarningKind::LostSpeaker, article, span, format!("speaker not known: {reason}")))
        }
        Attribution::Restored { speaker, antecedent, .. } => {
            let name = names.get(speaker).copied().unwrap_or_default();
            let span = statement.source.unwrap_or(statement.extent());
            let words = article.text.slice(span);
            let through = labels.get(&antecedent.article).copied().unwrap_or_default();
            let text = format!("\"{words}\" is {name}, restored through the copied passage of {through}");
            Some(warning(WarningKind::RestoredSpeaker, article, span, text))
        }
        _ => None,
    }
}

fn day(article: &Article, statement: &Statement, labels: &BTreeMap<Id, &str>) -> Option<Warning> {
    let when = statement.said_on.as_ref()?;
    let through = labels.get(&when.through?).copied().unwrap_or_default();
    let days = match when.day() {
        Some(day) => format!("on {day}"),
        None => format!("between {} and {}", when.earliest, when.latest),
    };
    let own = when.words.filter(|words| words.article == article.id);
    let (span, what) = match own {
        Some(place) => (place.span, format!("\"{}\" was copied from it", article.text.slice(place.span))),
        None => (statement.extent(), "the words were copied from it, and their day stayed behind".to_owned()),
    };
    let text = format!("said {days}, by the date of {through}: {what}");
    Some(warning(WarningKind::RestoredDay, article, span, text))
}

fn mosaic(
    article: &Article,
    statements: &[&Statement],
    mosaic: &Mosaic,
    labels: &BTreeMap<Id, &str>,
) -> Option<Warning> {
    let copied = || mosaic.parts.iter().filter(|part| part.derivation.is_copied());
    let origins: BTreeSet<Id> = copied().filter_map(|part| part.derivation.article()).collect();
    let words: u32 = copied().map(|part| part.words).sum();
    let lost = statements
        .iter()
        .filter(|s| s.source.is_some() && matches!(s.speaker, Attribution::Lost { .. } | Attribution::Restored { .. }))
        .count();
    let partly = !origins.is_empty() && words * 2 < mosaic.words();
    if !(partly && (origins.len() >= PIECES || lost >= LOST) || lost > LOST) {
        return None;
    }
    let from: Vec<&str> = origins.iter().filter_map(|o| labels.get(o).copied()).collect();
    let copied = if from.is_empty() { String::new() } else { format!("passages from {}, ", from.join(", ")) };
    let text = format!(
        "put together from several texts: {copied}{lost} {} lost on the way",
        if lost == 1 { "speaker" } else { "speakers" }
    );
    Some(warning(WarningKind::Mosaic, article, head(article), text))
}
