//! When an article was published, by its record and by the date line printed in its text.

use jiff::civil::{Date, DateTime, Time};

use crate::language::{TimeKind, times};
use crate::model::{Article, Evidence, Span};

/// A day, with the time of day where it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// The day.
    pub day: Date,
    /// The time of day.
    pub clock: Option<Time>,
}

impl Moment {
    /// Minutes from another moment to this one; days are compared as days when either has no time of day, and on the same
    /// day nothing is known then (0).
    pub fn minutes_since(self, other: Self) -> i64 {
        let (here, there) = match (self.clock, other.clock) {
            (Some(x), Some(y)) => (self.day.to_datetime(x), other.day.to_datetime(y)),
            _ => (self.day.to_datetime(Time::midnight()), other.day.to_datetime(Time::midnight())),
        };
        minutes(here, there)
    }
}

fn minutes(later: DateTime, earlier: DateTime) -> i64 {
    later.duration_since(earlier).as_mins()
}

/// What an article says of its publication.
#[derive(Debug, Clone, Default)]
pub(super) struct Timing {
    /// By its record or page, as read, and whether that was stated and not inferred from what the text speaks of.
    stated: Option<(Moment, bool)>,
    /// By a line of its text that is nothing but a date.
    printed: Option<Printed>,
}

/// A date line in the text.
#[derive(Debug, Clone, Copy)]
struct Printed {
    moment: Moment,
    line: Span,
    /// It tells of a change, not of the publication.
    update: bool,
}

/// The moment that an article is taken to be from.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    /// The moment.
    pub moment: Moment,
    /// Stated, not inferred.
    pub stated: bool,
    /// Where it stands.
    pub evidence: Option<Evidence>,
}

/// Lines at the beginning of a text among which a date line is looked for.
const HEAD: usize = 8;
/// A longer line is no date line, in bytes.
const LINE: usize = 80;
/// Two dates of one article that are further apart contradict each other.
const DAY: i64 = 24 * 60;

impl Timing {
    /// Reads the dates of an article. Looks at the first lines only.
    pub fn of(article: &Article) -> Self {
        let published = &article.published;
        let stated = published.day.map(|day| {
            let clock = published.time.filter(|time| time.date() == day).map(DateTime::time);
            (Moment { day, clock }, published.is_stated())
        });
        Self { stated, printed: printed(article) }
    }

    /// The moment an article is taken to be from. Where its record and the date line of its text contradict each other, the
    /// one that lies nearer to the dates of the articles it shares text with: copies follow each other within days.
    pub fn dated<'t>(&self, article: &Article, partners: impl Iterator<Item = &'t Self>) -> Option<Dated> {
        let stated = |(moment, stated): (Moment, bool)| {
            let clue = article.published.clues.iter().find(|clue| clue.used);
            Dated { moment, stated, evidence: clue.map(|clue| clue.evidence.clone()) }
        };
        let printed = |p: Printed| Dated { moment: p.moment, stated: true, evidence: Some(Evidence::Words(p.line)) };
        let (known, line) = match (self.stated, self.printed) {
            (Some(known), Some(line)) => (known, line),
            (known, line) => return known.map(stated).or(line.map(printed)),
        };
        if line.moment.minutes_since(known.0).abs() <= DAY {
            let finer = known.0.clock.is_none() && line.moment.day == known.0.day;
            return Some(if finer { printed(line) } else { stated(known) });
        }
        if line.update && known.1 {
            return Some(stated(known));
        }
        let others: Vec<Moment> = partners.flat_map(Self::moments).collect();
        let nearest = |moment: Moment| others.iter().map(|o| moment.minutes_since(*o).abs()).min().unwrap_or(0);
        Some(if nearest(line.moment) < nearest(known.0) { printed(line) } else { stated(known) })
    }

    fn moments(&self) -> impl Iterator<Item = Moment> {
        self.stated.map(|(moment, _)| moment).into_iter().chain(self.printed.map(|p| p.moment))
    }
}

/// The date line at the head of the text: a short line that begins with a date.
fn printed(article: &Article) -> Option<Printed> {
    article.blocks.iter().take(HEAD).find_map(|block| {
        let line = &article.text.as_str()[article.text.bytes(block.span)];
        if line.len() > LINE || line.bytes().filter(u8::is_ascii_digit).count() < 5 {
            return None;
        }
        let time = times(line).into_iter().next()?;
        let TimeKind::Days { year: Some(year), month, first, last } = time.kind else { return None };
        let before = line.get(..time.bytes.start)?.to_lowercase();
        if first != last || before.split_whitespace().count() > 2 {
            return None;
        }
        let day = Date::new(year, month, first).ok().filter(|day| day.year() >= 1900)?;
        let update = ["updat", "modif", "revis", "edit"].iter().any(|word| before.contains(word));
        Some(Printed { moment: Moment { day, clock: time.clock }, line: block.span, update })
    })
}
