//! Lines that carry the date of publication, often with a credit, a byline or a button on the same line.

use std::ops::Range;

use crate::language::{TimeExpression, TimeKind, times};
use crate::model::Label;

use super::agency::agency;
use super::credit::{byline_words, is_credit, is_name};
use super::lines::{Look, lines};

/// Words that name a stamp and belong to it.
pub(super) fn is_stamp_word(word: &str) -> bool {
    matches!(
        word,
        "updated"
            | "published"
            | "posted"
            | "last"
            | "modified"
            | "created"
            | "on"
            | "at"
            | "first"
            | "date"
            | "time"
            | "edited"
            | "released"
            | "issued"
            | "uploaded"
            | "update"
            | "publication"
            | "the"
            | "and"
            | "hrs"
            | "hours"
            | "h"
            | "local"
            | "uhr"
            | "stand"
            | "dated"
            | "revised"
            | "filed"
            | "of"
            | "publish"
            | "modification"
            | "added"
    )
}

/// A line that carries the date of publication, cut into parts; None for a line that only speaks of a date.
pub(super) fn stamp(text: &str, look: &Look) -> Option<Vec<(Range<usize>, Label)>> {
    if look.words > 30 || text.len() > 240 || look.stops > 1 {
        return None;
    }
    // Few lines hold a number or a "two hours ago", and finding times costs more than asking for either.
    if !text.bytes().any(|b| b.is_ascii_digit() || !b.is_ascii()) && !text.to_ascii_lowercase().contains("ago") {
        return None;
    }
    let found = times(text);
    let dates: Vec<&TimeExpression> = found.iter().filter(|t| is_stamp_time(t)).collect();
    if dates.is_empty() {
        return None;
    }
    // The words that are no time and no label of one.
    let mut foreign = 0;
    let mut small = 0;
    let mut at = 0;
    let mut rests = Vec::new();
    for expression in &found {
        rests.push(at..expression.bytes.start);
        at = expression.bytes.end;
    }
    rests.push(at..text.len());
    for rest in &rests {
        for word in
            text.get(rest.clone()).unwrap_or_default().split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
        {
            let lower = word.to_lowercase();
            if !is_stamp_word(&lower) && !word.chars().all(char::is_numeric) && !is_zone(word) {
                foreign += 1;
                small += usize::from(word.starts_with(char::is_lowercase));
            }
        }
    }
    if foreign == 0 {
        return Some(vec![(0..text.len(), Label::Date)]);
    }
    let labelled = text.split(|c: char| !c.is_alphabetic()).next().is_some_and(|w| {
        matches!(
            w.to_lowercase().as_str(),
            "updated" | "published" | "posted" | "last" | "modified" | "created" | "released" | "uploaded"
        )
    });
    // A sentence that speaks of a date is no stamp.
    if look.ends && foreign > 4 || small > 6 || foreign > 14 || look.colon && !labelled && small > 3 || look.quoted {
        return None;
    }
    let whole_dates = dates.iter().any(|d| d.date().is_some() || matches!(d.kind, TimeKind::Either(..)));
    let credited = byline_words(text).is_some()
        || text
            .get(..dates.first().map_or(0, |d| d.bytes.start))
            .is_some_and(|t| agency(t.trim_matches([' ', ',', '-', '|', '(', ')', '–', '—', '/'])).is_some());
    // A headline may hold a date: a stamp needs its label, a credit, or little else.
    let own_field = text.split(['|', '•', '·']).filter(|field| field.len() < text.len()).any(|field| {
        let field = field.trim();
        times(field).first().is_some_and(|t| is_stamp_time(t) && t.bytes == (0..field.len()))
    });
    if !(labelled
        || credited
        || own_field && whole_dates
        || whole_dates
            && foreign <= 6
            && (foreign - small) * 3 >= small
            && text.contains([',', '|', '/', ':', '•', '·', '-', '–', '—'])
            && look.glue <= 2)
    {
        return None;
    }
    Some(cut_stamp(text, &dates))
}

/// Cuts a stamp line at its first and last date; labels of the date stay with it.
fn cut_stamp(text: &str, dates: &[&TimeExpression]) -> Vec<(Range<usize>, Label)> {
    let mut start = dates.first().map_or(0, |d| d.bytes.start);
    let end = dates.last().map_or(text.len(), |d| d.bytes.end);
    // Step back over "Updated:", "Published on".
    while let Some(before) = text.get(..start) {
        let bare = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = bare.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if word.is_empty() || !is_stamp_word(&word.to_lowercase()) {
            break;
        }
        start = bare.len() - word.len();
    }
    let mut parts = Vec::new();
    let mut push = |range: Range<usize>, label: fn(&str) -> Label| {
        let part = text.get(range.clone()).unwrap_or_default();
        let left = part.trim_start_matches(is_separator);
        let from = range.start + part.len() - left.len();
        let part = left.trim_end_matches(is_separator);
        if !part.is_empty() {
            parts.push((from..from + part.len(), label(part)));
        }
    };
    push(0..start, stamp_rest);
    push(start..end, |_| Label::Date);
    push(end..text.len(), stamp_rest);
    parts
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '–' | '—' | ';') || c == '-'
}

/// What stands beside the date of a stamp line.
fn stamp_rest(part: &str) -> Label {
    if byline_words(part).is_some_and(|names| agency(names).is_none()) {
        Label::Byline
    } else if is_credit(part)
        || part.split_whitespace().count() <= 5 && is_name(part) && lines(part).iter().all(|l| l.look.widget == 0)
    {
        Label::Credit
    } else {
        Label::Furniture
    }
}

/// Times that stamps are made of: full dates, and ages ("2 hours ago").
fn is_stamp_time(time: &TimeExpression) -> bool {
    match time.kind {
        TimeKind::Days { year: Some(_), .. } | TimeKind::Either(..) => true,
        TimeKind::Distance { from_now: true, low, high, .. } => low == high && low < 0,
        _ => false,
    }
}

fn is_zone(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
        || word == "UTC"
        || word == "am"
        || word == "pm"
}
