//! Days that only one year can have: "Tuesday, 10 March".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::language::{TimeExpression, TimeKind, times};
use crate::model::{Article, DateClue, DateKind, Evidence, Trust};

/// A bare weekday means a day within a week.
const WEEK: i64 = 6;
/// Days after a dated event on which "on Wednesday" still counts from it.
const NEAR: i64 = 3;

/// Dates articles that name a day with its weekday but without its year.
///
/// It lies in the year, nearest to the dated articles, in which that day has that weekday; the article is not older.
/// Where it also speaks in bare weekdays, it was written within a week of the latest bound. Trust is low.
pub(super) fn date_by_weekday(articles: &mut [Article]) {
    let mut days: Vec<Date> =
        articles.iter().filter(|a| a.published.is_stated()).filter_map(|a| a.published.day).collect();
    days.sort();
    let Some(middle) = days.get(days.len() / 2).copied() else { return };
    for article in articles.iter_mut().filter(|a| a.published.day.is_none()) {
        if let Some(clues) = spoken_of(article, middle) {
            bound(article, clues);
        }
    }
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
        kind: DateKind::Mention,
        trust: Trust::Low,
        evidence: Evidence::Words(article.text.span(at..at + words.len())),
        words: words.to_owned(),
        earliest: Some(earliest),
        latest: None,
        used: true,
        reason,
    };
    let mut clues = vec![clue(
        at,
        words,
        day,
        format!("a day that falls on its weekday in {} only, of the years near the other articles", day.year()),
    )];
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

fn bound(article: &mut Article, mut clues: Vec<DateClue>) {
    let Some(earliest) = clues.iter().filter_map(|c| c.earliest).chain(article.published.earliest).max() else {
        return;
    };
    if article.published.latest.is_some_and(|latest| latest < earliest) {
        return;
    }
    let weekly = mentions(article).iter().any(|(_, _, t)| matches!(t.kind, TimeKind::Weekday { .. }));
    let within = weekly.then(|| earliest.checked_add(WEEK.days()).ok()).flatten();
    let published = &mut article.published;
    published.day = Some(earliest);
    published.earliest = Some(earliest);
    published.latest = [published.latest, within].into_iter().flatten().min();
    published.trust = Trust::Low;
    clues.append(&mut published.clues);
    published.clues = clues;
}
