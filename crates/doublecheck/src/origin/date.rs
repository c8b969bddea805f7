//! Bounds for articles without a date: what they copy, and days that only one year can have.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::language::{TimeExpression, TimeKind, times};
use crate::model::{Article, DateClue, Direction, Evidence, Id, Published, Reuse, Trust};

/// A bare weekday means a day within a week.
const WEEK: i64 = 6;
/// Days after a dated event on which "on Wednesday" still counts from it.
const NEAR: i64 = 3;

/// Gives articles without a stated date bounds, with the evidence.
///
/// An article was published no earlier than what it copies. A day named with its weekday but without its year
/// ("Tuesday, 10 March") lies in the year, nearest to the other articles, in which that day has that weekday. Where the
/// article speaks in bare weekdays, publication lies within a week of the latest bound. Trust is always low.
pub fn date(articles: &mut [Article], reuses: &[Reuse]) {
    let stated: BTreeMap<Id, (Date, String)> = articles
        .iter()
        .filter(|a| a.published.is_stated())
        .filter_map(|a| Some((a.id, (a.published.day?, a.label.clone()))))
        .collect();
    let mut days: Vec<Date> = stated.values().map(|(day, _)| *day).collect();
    days.sort();
    let middle = days.get(days.len() / 2).copied();
    for article in articles.iter_mut().filter(|a| a.published.day.is_none()) {
        let copied = copied(article, reuses, &stated);
        let spoken = middle.and_then(|middle| spoken_of(article, middle));
        bound(article, copied.into_iter().chain(spoken.into_iter().flatten()).collect());
    }
}

/// The latest dated original that the article copies from.
fn copied(article: &Article, reuses: &[Reuse], stated: &BTreeMap<Id, (Date, String)>) -> Option<DateClue> {
    let copies = reuses.iter().filter(|r| r.is_copy() && r.direction == Direction::Forward && r.to.article == article.id);
    let (reuse, (day, label)) =
        copies.filter_map(|r| Some((r, stated.get(&r.from.article)?))).max_by_key(|(r, (day, _))| (*day, r.to.span))?;
    Some(DateClue {
        evidence: Evidence::Words(reuse.to.span),
        words: opening(article.text.slice(reuse.to.span)),
        earliest: Some(*day),
        latest: None,
        used: true,
        reason: format!("copied from article {label} of {day}: not published before it"),
    })
}

/// The first words of a passage, for showing.
fn opening(passage: &str) -> String {
    let words: Vec<&str> = passage.split_whitespace().collect();
    let more = if words.len() > 8 { " …" } else { "" };
    words.iter().take(8).copied().collect::<Vec<_>>().join(" ") + more
}

/// The latest day that the text names with weekday and month, and the weekday after it on which somebody spoke.
fn spoken_of(article: &Article, middle: Date) -> Option<Vec<DateClue>> {
    let mentions = mentions(article);
    let dated = mentions.iter().filter_map(|(at, words, time)| {
        let TimeKind::Days { year: None, month, last, .. } = time.kind else { return None };
        let weekday = weekday_beside(article, *at, words.len())?;
        Some((nearest_with_weekday(middle, month, last, weekday)?, *at, words))
    });
    let (day, at, words) = dated.max_by_key(|(day, at, _)| (*day, *at))?;
    let clue = |at: usize, words: &str, earliest: Date, reason: String| DateClue {
        evidence: Evidence::Words(article.text.span(at..at + words.len())),
        words: words.to_owned(),
        earliest: Some(earliest),
        latest: None,
        used: true,
        reason,
    };
    let mut clues = vec![clue(at, words, day, format!("a day that falls on its weekday in {} only, of the years near the other articles", day.year()))];
    let later = mentions.iter().filter_map(|(at, words, time)| {
        let TimeKind::Weekday { day: weekday, which: None } = time.kind else { return None };
        let next = (1..=NEAR).filter_map(|n| day.checked_add(n.days()).ok()).find(|d| d.weekday() == weekday)?;
        Some((next, *at, words))
    });
    if let Some((next, at, words)) = later.min_by_key(|(next, at, _)| (*next, *at)) {
        clues.push(clue(at, words, next, format!("the first such day after {day}")));
    }
    Some(clues)
}

/// Time expressions of the body, each with its place in bytes and its words.
fn mentions(article: &Article) -> Vec<(usize, String, TimeExpression)> {
    let mut found = Vec::new();
    for block in article.body() {
        let start = article.text.bytes(block.span).start;
        let words = article.text.slice(block.span);
        found.extend(times(words).into_iter().map(|time| {
            let slice = words.get(time.bytes.clone()).unwrap_or_default().to_owned();
            (start + time.bytes.start, slice, time)
        }));
    }
    found
}

/// "Tuesday, 10 March": the weekday inside or just before the expression.
fn weekday_beside(article: &Article, at: usize, len: usize) -> Option<Weekday> {
    let text = article.text.as_str();
    let before = text.get(..at)?.trim_end().trim_end_matches([',', '(']);
    let inside = text.get(at..at + len)?;
    let words = before.rsplit(char::is_whitespace).next().into_iter().chain(inside.split(|c: char| !c.is_alphabetic()));
    words.into_iter().find_map(weekday)
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.to_lowercase().as_str() {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// A weekday returns to its date after five, six or eleven years: the year within two of the middle, if there is one.
fn nearest_with_weekday(middle: Date, month: i8, day: i8, weekday: Weekday) -> Option<Date> {
    [0, -1, 1, -2, 2].into_iter().find_map(|shift| {
        let date = Date::new(middle.year() + shift, month, day).ok()?;
        (date.weekday() == weekday).then_some(date)
    })
}

fn bound(article: &mut Article, clues: Vec<DateClue>) {
    let Some(earliest) = clues.iter().filter_map(|c| c.earliest).chain(article.published.earliest).max() else { return };
    if clues.is_empty() || article.published.latest.is_some_and(|latest| latest < earliest) {
        return;
    }
    let weekly = mentions(article).iter().any(|(_, _, t)| matches!(t.kind, TimeKind::Weekday { .. }));
    let within = weekly.then(|| earliest.checked_add(WEEK.days()).ok()).flatten();
    let published = std::mem::replace(&mut article.published, Published::unknown());
    let latest = [published.latest, within].into_iter().flatten().min();
    let clues = clues.into_iter().chain(published.clues).collect();
    article.published =
        Published { day: Some(earliest), time: None, earliest: Some(earliest), latest, trust: Trust::Low, clues };
}
