//! Bounds for articles without a date: a copy was written after its original.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar;
use crate::language::sentence_so_far;
use crate::model::{Article, DateClue, DateKind, Direction, Evidence, Id, Reuse, Span, Trust};

/// Dates articles that state none by what they copy.
///
/// An article that copies dated ones was published on the day of the latest of them or later. When it also speaks of bare
/// past weekdays ("on Wednesday") in words of its own, it was written within the week, and the first possible day is
/// suggested with low trust. Each bound comes with the copy it rests on. An article that copies nothing stays as it is.
///
/// Only stated dates bound others; a bound that contradicts what is known is noted and not used.
pub fn date(articles: &mut [Article], reuses: &[Reuse]) {
    calendar::date_by_weekday(articles);
    let mut stated: Vec<(Id, Date, String)> = articles
        .iter()
        .filter(|article| article.published.is_stated())
        .filter_map(|article| Some((article.id, article.published.day?, article.label.clone())))
        .collect();
    stated.sort_unstable();
    let mut copies: HashMap<Id, Vec<&Reuse>> = HashMap::new();
    for reuse in reuses.iter().filter(|reuse| reuse.is_copy()) {
        copies.entry(reuse.from.article).or_default().push(reuse);
        copies.entry(reuse.to.article).or_default().push(reuse);
    }
    for article in articles.iter_mut().filter(|article| needs_date(article)) {
        let Some(copied) = copies.get(&article.id) else { continue };
        let originals = copied.iter().filter(|r| r.direction == Direction::Forward && r.to.article == article.id);
        let dated = originals.filter_map(|reuse| {
            let at = stated.binary_search_by_key(&reuse.from.article, |&(id, ..)| id).ok()?;
            let (_, day, label) = &stated[at];
            Some((*day, label, *reuse))
        });
        let latest = dated.max_by(|x, y| x.0.cmp(&y.0).then_with(|| (y.2.from, y.2.to).cmp(&(x.2.from, x.2.to))));
        let Some((day, label, reuse)) = latest else { continue };
        let own = |span: Span| !copied.iter().any(|r| passage_in(r, article.id).is_some_and(|p| p.overlaps(span)));
        let weekdays: Vec<Span> = past_weekdays(article).into_iter().filter(|&span| own(span)).collect();
        bound(article, day, label, reuse, &weekdays);
    }
}

fn needs_date(article: &Article) -> bool {
    let published = &article.published;
    match published.trust {
        Trust::None => true,
        Trust::Low => published.earliest.is_none() || published.latest.is_none(),
        Trust::Medium | Trust::High => false,
    }
}

fn passage_in(reuse: &Reuse, article: Id) -> Option<Span> {
    [reuse.from, reuse.to].into_iter().find(|place| place.article == article).map(|place| place.span)
}

/// Sets the bounds that a copied passage and a weekday give.
fn bound(article: &mut Article, day: Date, label: &str, reuse: &Reuse, weekdays: &[Span]) {
    let weekday = weekdays.first().copied();
    let likeliest = |earliest: Date, latest: Option<Date>| likeliest(article, weekdays, earliest, latest);
    let published = &article.published;
    let earliest = published.earliest.map_or(day, |known| known.max(day));
    let week = weekday.and_then(|_| earliest.checked_add(6.days()).ok());
    let latest = match (published.latest, week) {
        (Some(known), Some(week)) => Some(known.min(week)),
        (known, week) => known.or(week),
    };
    let possible = latest.is_none_or(|latest| earliest <= latest);
    let likely = likeliest(earliest, latest);
    let copy = opening(article, reuse.to.span);
    let mut clues = vec![DateClue {
        kind: DateKind::Copied,
        trust: Trust::Low,
        evidence: Evidence::Words(copy),
        words: article.text.slice(copy).to_owned(),
        earliest: Some(day),
        latest: None,
        used: possible,
        reason: if possible {
            format!("Copied from {label}, which was published on {day}: this article is not older.")
        } else {
            format!("Copied from {label}, published on {day}, which is later than what else is known of this article.")
        },
    }];
    if let (Some(span), true) = (weekday, possible) {
        let name = article.text.slice(span);
        clues.push(DateClue {
            kind: DateKind::Mention,
            trust: Trust::Low,
            evidence: Evidence::Words(span),
            words: name.to_owned(),
            earliest: None,
            latest: week,
            used: true,
            reason: format!("Speaks of a past {name} without a date: written within a week of what it copies."),
        });
    }
    let published = &mut article.published;
    if possible {
        published.earliest = Some(earliest);
        published.latest = latest;
        if latest.is_some() {
            published.day = Some(published.day.map_or(likely, |known| known.max(earliest)));
            published.trust = Trust::Low;
        }
        clues.append(&mut published.clues);
        published.clues = clues;
    } else {
        published.clues.append(&mut clues);
    }
}

/// The day within the bounds to which the weekdays spoken of lie nearest: news speaks of the last days.
fn likeliest(article: &Article, weekdays: &[Span], earliest: Date, latest: Option<Date>) -> Date {
    let gap = |day: Date| {
        let gaps = weekdays.iter().filter_map(|&span| {
            let name = WEEKDAYS.iter().position(|name| *name == article.text.slice(span))?;
            let today = usize::from(day.weekday().to_monday_zero_offset() as u8);
            Some((today + 7 - name) % 7)
        });
        gaps.max().unwrap_or(0)
    };
    let days = (0..7i64).filter_map(|n| earliest.checked_add(n.days()).ok());
    days.take_while(|&day| latest.is_none_or(|latest| day <= latest)).min_by_key(|&day| gap(day)).unwrap_or(earliest)
}

/// The first words of a passage, at most a line of them.
fn opening(article: &Article, passage: Span) -> Span {
    const LINE: u32 = 80;
    if passage.len() <= LINE {
        return passage;
    }
    let line = article.text.bytes(Span { start: passage.start, end: passage.start + LINE });
    let text = &article.text.as_str()[line.clone()];
    let end = text.rfind(char::is_whitespace).filter(|&end| end > 0).unwrap_or(text.len());
    article.text.span(line.start..line.start + end)
}

const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Words before a weekday, or soon before, that make it a coming or a recurring one.
const NOT_PAST: &[&str] =
    &["next", "every", "each", "coming", "will", "would", "shall", "due", "scheduled", "until", "by", "black", "good"];

/// Weekdays in the body that stand without a date and are spoken of as past.
fn past_weekdays(article: &Article) -> Vec<Span> {
    let mut found = Vec::new();
    for block in article.body() {
        let bytes = article.text.bytes(block.span);
        let text = &article.text.as_str()[bytes.clone()];
        for (at, name) in WEEKDAYS.iter().flat_map(|name| text.match_indices(name)) {
            let (before, after) = (&text[..at], &text[at + name.len()..]);
            let sentence = sentence_so_far(before);
            let is_word = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            let mut nearby = sentence.split_whitespace().rev().take(8);
            let coming = nearby.any(|word| {
                NOT_PAST.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase().as_str())
            });
            if is_word && !coming && !has_date(after) {
                found.push(article.text.span(bytes.start + at..bytes.start + at + name.len()));
            }
        }
    }
    found.sort_unstable();
    found
}

/// "Wednesday, 7 October", "Wednesday (Oct. 7)", "Wednesday, October 7".
fn has_date(after: &str) -> bool {
    let next = after.trim_start_matches([' ', ',', '(', '\u{a0}']);
    const MONTHS: &[&str] = &["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    next.starts_with(|c: char| c.is_ascii_digit()) || MONTHS.iter().any(|month| next.starts_with(month))
}
