//! When a page was fetched: it was published before that, and no more is said.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{self, TimeZone};

use crate::model::{DateClue, DateKind, Evidence, Published, Trust};

use super::fields::{Order, field_day};

/// Bounds a publication by the time at which an archive or a browser fetched the page.
pub(super) fn bound(published: &mut Published, fetched: Timestamp) {
    let latest = day(fetched);
    let known = published.latest.filter(|known| *known <= latest);
    let later = published.earliest.or(published.day).filter(|first| *first > latest);
    let reason = match (later, known) {
        (Some(_), _) => "when the page was fetched: it cannot have been published later; another clue is wrong",
        (None, Some(_)) => "when the page was fetched: it was not published later; another clue says more",
        (None, None) => "when the page was fetched, not when it was published: it was not published later",
    };
    let bounds = later.is_none() && known.is_none();
    if bounds {
        published.latest = Some(latest);
        if published.trust == Trust::None {
            published.trust = Trust::Low;
        }
        if published.day.is_some_and(|day| day > latest) {
            published.day = Some(latest);
        }
    } else if later.is_some() && published.trust > Trust::Low {
        published.trust = Trust::Low;
    }
    published.clues.push(DateClue {
        kind: DateKind::Archive,
        trust: Trust::High,
        evidence: Evidence::Field("fetched".to_owned()),
        words: fetched.to_string(),
        earliest: None,
        latest: Some(latest),
        used: bounds,
        reason: reason.to_owned(),
    });
}

/// Reads a time: with its zone, or else in UTC; a day alone ends at midnight.
pub(super) fn parse(words: &str) -> Option<Timestamp> {
    let words = words.trim();
    let in_utc = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    words.parse().ok().or_else(|| {
        let written = field_day(words, Order::DayFirst)?;
        in_utc(written.clock.map_or(written.day.at(23, 59, 59, 0), |clock| written.day.to_datetime(clock)))
    })
}

/// The day it was where the day begins first, in UTC+14: an outlet writes its own day.
fn day(fetched: Timestamp) -> Date {
    TimeZone::fixed(tz::offset(14)).to_datetime(fetched).date()
}
