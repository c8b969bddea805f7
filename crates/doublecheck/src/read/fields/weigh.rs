//! Which of the dates of a page is that of the article's publication.
//!
//! Each kind of evidence has a weight, in log-odds; a day has the sum of the kinds that name it, each counted once. A kind
//! that names several days is divided among them: one of them at most is the day. Dates of changes count only where nothing tells the publication: most pages were changed later, if at all.

use jiff::civil::Date;

use super::dates::PageDate;
use crate::model::{DateKind, Trust};

/// A date of a page with how far it can be trusted.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Weighed {
    /// Its place in the list.
    pub index: usize,
    /// The day it means, of two possible ones.
    pub day: Date,
    pub trust: Trust,
}

/// The least sum of weights for a day to be taken at all, and to be trusted highly.
const LEAST: f32 = 1.0;
const HIGH: f32 = 2.4;

/// What it adds that no other day of a page has evidence of any weight.
const ONLY: f32 = 0.8;

/// The share that is left of a day's sum when the page states for machines that it is the day of a change.
const CHANGE: f32 = 0.5;

/// Weights fitted to pages of which people noted the day of publication, by softmax over the days of a page with
/// quadratic shrinkage, and rounded. What is not listed weighs nothing.
const WEIGHTS: &[(&str, f32)] = &[
    ("record: published", 20.0),
    // Stated for machines.
    ("meta: published", 2.2),
    ("meta: date", 1.7),
    ("JSON-LD: published, of the article", 2.0),
    ("JSON-LD: published, of the page", 1.3),
    ("time element at the headline, of the publication", 1.3),
    ("time element at the headline", 1.2),
    ("time element in the article", 0.9),
    ("time element in the article, of the publication", 0.9),
    ("time element elsewhere, of the publication", 0.8),
    ("time element elsewhere", 0.6),
    ("time element among links, comments or frame", 1.2),
    ("JSON-LD: created, of the article", 0.5),
    ("JSON-LD: published, of one of several articles", 0.5),
    ("meta: created", 0.8),
    ("script: published", 1.3),
    ("script: created", 0.6),
    ("script: one of several dates", 0.0),
    // The address.
    ("address", 2.2),
    ("address: eight digits", 1.5),
    ("title: first or last words", 1.1),
    // Shown to readers.
    ("text below the headline, of the publication", 2.5),
    ("text below the headline, in a date element", 2.5),
    ("text below the headline, a date line", 2.6),
    ("text below the headline, short year", 2.0),
    ("text below the headline", 1.3),
    ("text above the headline, of the publication", 1.9),
    ("text above the headline, in a date element", 2.4),
    ("text above the headline, a date line", 1.4),
    ("text above the headline", 1.2),
    ("text among other things, at the headline", 1.5),
    ("text: clock of the page", 0.3),
    ("text: first words of the article", 1.3),
    ("text in the article, of the publication", 1.0),
    ("text in the article, in a date element", 0.6),
    ("text in the article, a date line", 0.6),
    ("text below the article, of the publication", 1.8),
    ("text below the article, in a date element", 1.3),
    ("text below the article, a date line", 1.2),
    ("text elsewhere, of the publication", 1.2),
    ("text elsewhere, in a date element", 0.6),
    ("text elsewhere, a date line", 0.5),
    ("text among links, comments or frame", -0.3),
    // Changes, among themselves.
    ("record: updated", 10.0),
    ("JSON-LD: modified, of the article", 1.4),
    ("JSON-LD: modified, of the page", 1.2),
    ("meta: modified", 1.2),
    ("text at the headline, of the update", 1.6),
    ("time element at the headline, of the update", 1.5),
    ("text elsewhere, of the update", 1.0),
    ("time element elsewhere, of the update", 1.0),
];

fn weight(what: &str) -> f32 {
    WEIGHTS.iter().find(|(name, _)| *name == what).map_or(0.0, |(_, weight)| *weight)
}

/// The dates, those of the day that is taken first, then the others as far as they are evidence at all. Linear in the
/// dates times the different days.
pub(in crate::read) fn weigh(dates: &[PageDate]) -> Vec<Weighed> {
    let days = meant(dates);
    let mut published = sums(dates, &days, false);
    for (day, sum) in &mut published {
        if is_change(*day, dates, &days) {
            *sum *= CHANGE;
        }
    }
    let mut evident = published.iter_mut().filter(|(day, _)| {
        dates.iter().zip(&days).any(|(d, other)| other == day && d.kind != DateKind::Updated && weight(d.what) > 0.0)
    });
    if let (Some((_, sum)), None) = (evident.next(), evident.next()) {
        *sum += ONLY;
    }
    let changed = sums(dates, &days, true);
    let best = |sums: &[(Date, f32)]| sums.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let taken = best(&published).filter(|(_, sum)| *sum >= LEAST).map(|best| (best, false));
    let taken = taken.or_else(|| best(&changed).filter(|(_, sum)| *sum >= LEAST).map(|best| (best, true)));
    let trust = match taken {
        Some(((_, sum), false)) if sum >= HIGH => Trust::High,
        Some(_) => Trust::Medium,
        None => Trust::Low,
    };
    let mut weighed: Vec<(Weighed, bool, f32)> = Vec::new();
    for (index, (date, &day)) in dates.iter().zip(&days).enumerate() {
        let weight = weight(date.what);
        let first = taken.is_some_and(|((best, _), change)| day == best && (date.kind == DateKind::Updated) == change);
        if weight > 0.0 || first {
            weighed.push((Weighed { index, day, trust: if first { trust } else { Trust::Low } }, first, weight));
        }
    }
    weighed.sort_by(|a, b| b.1.cmp(&a.1).then(b.2.total_cmp(&a.2)).then(a.0.index.cmp(&b.0.index)));
    weighed.into_iter().map(|(weighed, ..)| weighed).collect()
}

/// True for a day that machines are told to be that of a change, and an earlier one that of the publication: what readers
/// are shown there is the change.
fn is_change(day: Date, dates: &[PageDate], days: &[Date]) -> bool {
    let stated = |kind: DateKind, test: &dyn Fn(Date) -> bool| {
        dates.iter().zip(days).any(|(d, &day)| {
            d.kind == kind
                && test(day)
                && (d.what.starts_with("meta: ") || d.what.starts_with("JSON-LD: "))
                && weight(d.what) >= 1.2
        })
    };
    stated(DateKind::Updated, &|d| d == day)
        && !stated(DateKind::Published, &|d| d == day)
        && stated(DateKind::Published, &|d| d < day)
}

/// The day each date means: where day and month can be exchanged, the one that other dates name.
fn meant(dates: &[PageDate]) -> Vec<Date> {
    let named = |day: Date, index: usize| {
        dates.iter().enumerate().filter(|(i, d)| *i != index && d.day == day && d.other.is_none()).count()
    };
    dates
        .iter()
        .enumerate()
        .map(|(index, date)| match date.other {
            Some(other) if named(other, index) > named(date.day, index) => other,
            _ => date.day,
        })
        .collect()
}

/// The sum of weights of each day, of publications or of changes.
fn sums(dates: &[PageDate], days: &[Date], changes: bool) -> Vec<(Date, f32)> {
    // Each kind with each of its days once.
    let mut named: Vec<(&str, Date)> = dates
        .iter()
        .zip(days)
        .filter(|(date, _)| (date.kind == DateKind::Updated) == changes)
        .map(|(date, &day)| (date.what, day))
        .collect();
    named.sort_unstable();
    named.dedup();
    let mut sums: Vec<(Date, f32)> = Vec::new();
    for kind in named.chunk_by(|a, b| a.0 == b.0) {
        let weight = kind.first().map_or(0.0, |(what, _)| weight(what));
        let weight = if weight > 0.0 { weight / kind.len() as f32 } else { weight };
        sums.extend(kind.iter().map(|(_, day)| (*day, weight)));
    }
    sums.sort_by_key(|(day, _)| *day);
    sums.chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, weight)| weight).sum())))
        .collect()
}
