//! When an article was published: every clue, weighed by what kind of words it is.
//!
//! Of a page, the kinds of evidence that name a day are added up ([`super::fields`]). Of a text: fields of the record,
//! then stamps in the text, then the address, then what the text lets one infer. A caption's date, an event's date, an age
//! ("9 years ago") and the clock of the page are no publication dates; they are kept as clues, with the reason.

use jiff::civil::{Date, DateTime};

use crate::language::{TimeExpression, TimeKind, times};
use crate::model::{DateClue, DateKind, Evidence, Label, Moment, Published, Text, Trust};

use super::credit::dateline;
use super::fields::{PageDate, weigh};
use super::label::Piece;
use super::mention::Mentions;

/// Weighs all clues. `dates` are those that the page or record states; `of_page` tells that lines of the page are among
/// them.
pub(super) fn published(text: &Text, pieces: &[Piece], dates: &[PageDate], of_page: bool) -> Published {
    let mentions = Mentions::of(text, pieces);
    let clocks: Vec<DateClue> = pieces
        .iter()
        .filter(|p| p.label == Label::PageClock)
        .filter_map(|piece| clock_clue(text, piece, &mentions))
        .collect();
    let stamps = if of_page { of_page_dates(text, dates) } else { of_record(text, pieces, dates) };
    let mut published = Published { updated: updated(&stamps), ..Published::unknown() };
    published.page_clock = clocks.iter().filter_map(|clue| clue.latest).min();
    match stamps.first().filter(|best| best.trust > Trust::Low).cloned() {
        Some(best) => {
            let update = best.kind == DateKind::Updated;
            published.day = Some(best.first);
            published.time = best.time;
            published.zone = best.zone.clone();
            published.trust = best.trust;
            // An update stamp bounds the publication from above only.
            published.earliest = (!update).then_some(best.first);
            published.latest = Some(best.last);
            for (index, stamp) in stamps.into_iter().enumerate() {
                published.clues.push(stamp.clue(index == 0, Some(best.first)));
            }
            published.clues.extend(clocks);
        }
        None => {
            let inferred = mentions.infer();
            published.clues.extend(inferred.clues);
            published.clues.extend(stamps.into_iter().map(|stamp| stamp.clue(false, None)));
            published.clues.extend(clocks);
            (published.day, published.earliest, published.latest) = (inferred.day, inferred.earliest, inferred.latest);
            if published.latest.is_none() {
                // A page cannot have been fetched before it was published.
                let within = |day: &Date| published.earliest.is_none_or(|earliest| earliest <= *day);
                published.latest = published.page_clock.filter(within);
            }
            if published.day.is_some() || published.earliest.is_some() || published.latest.is_some() {
                published.trust = Trust::Low;
            }
        }
    }
    published
}

/// Classes of clues of a text, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Field,
    UpdateField,
    TextStamp,
    UpdateStamp,
    Dateline,
    Address,
    LateStamp,
}

/// A date stated for publication or change.
#[derive(Debug, Clone)]
struct Stamp {
    rank: Rank,
    kind: DateKind,
    evidence: Evidence,
    words: String,
    first: Date,
    last: Date,
    time: Option<DateTime>,
    zone: Option<String>,
    trust: Trust,
    what: String,
}

impl Stamp {
    fn of(date: &PageDate, day: Date, rank: Rank, trust: Trust, text: &Text) -> Self {
        let line = date.line.as_deref().and_then(|line| {
            let start = text.as_str().find(line)?;
            let inside = line.find(&date.words)?;
            Some(text.span(start + inside..start + inside + date.words.len()))
        });
        Self {
            rank,
            kind: date.kind,
            evidence: line.map_or_else(|| Evidence::Field(date.field.clone()), Evidence::Words),
            words: date.words.clone(),
            first: day,
            last: day,
            time: date.clock.map(|clock| day.to_datetime(clock)),
            zone: date.zone.clone(),
            trust,
            what: date.what.to_owned(),
        }
    }

    fn clue(self, used: bool, day: Option<Date>) -> DateClue {
        let reason = match day {
            _ if used => format!("{}: taken as the date of publication", self.what),
            Some(day) if self.first <= day && day <= self.last => format!("{}: agrees", self.what),
            Some(_) if self.kind == DateKind::Updated => format!("{}: not older than the publication", self.what),
            Some(_) => format!("{}: another day; a better clue was used", self.what),
            None => format!("{}: too weak to be taken as the date of publication", self.what),
        };
        let earliest = (self.kind != DateKind::Updated).then_some(self.first);
        let (kind, trust, latest) = (self.kind, self.trust, Some(self.last));
        DateClue { kind, trust, evidence: self.evidence, words: self.words, earliest, latest, used, reason }
    }
}

/// The last change that is stated, the earliest of those that agree best with the first of the stamps.
fn updated(stamps: &[Stamp]) -> Option<Moment> {
    let published = stamps.first()?;
    let change = stamps.iter().filter(|s| s.kind == DateKind::Updated && s.trust > Trust::None);
    let change = change.filter(|s| s.first >= published.first).min_by_key(|s| s.rank)?;
    Some(Moment { day: change.first, time: change.time, zone: change.zone.clone() })
}

/// The dates of a page, the one that is taken first.
fn of_page_dates(text: &Text, dates: &[PageDate]) -> Vec<Stamp> {
    let weighed = weigh(dates);
    let mut stamps: Vec<Stamp> = weighed
        .iter()
        .filter_map(|w| {
            let date = dates.get(w.index)?;
            let rank = match date.kind {
                DateKind::Updated => Rank::UpdateField,
                _ => Rank::Field,
            };
            Some(Stamp::of(date, w.day, rank, w.trust, text))
        })
        .collect();
    // A page that lists hundreds of dates is not evidence for hundreds.
    stamps.truncate(20);
    stamps
}

/// The dates of a record and its text, best first.
fn of_record(text: &Text, pieces: &[Piece], dates: &[PageDate]) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = dates
        .iter()
        .map(|date| {
            let (rank, trust) = match date.field.as_str() {
                "address" => (Rank::Address, Trust::Medium),
                _ => (Rank::Field, Trust::High),
            };
            Stamp::of(date, date.day, rank, trust, text)
        })
        .collect();
    stamps.extend(text_stamps(text, pieces));
    stamps.sort_by_key(|s| (s.rank, std::cmp::Reverse(s.trust), u8::from(s.kind == DateKind::Updated)));
    stamps
}

/// Date lines and datelines of the text.
fn text_stamps(text: &Text, pieces: &[Piece]) -> Vec<Stamp> {
    let whole = text.as_str();
    let first_body = pieces.iter().position(|p| p.label.is_body());
    let last_body = pieces.iter().rposition(|p| p.label.is_body());
    let title = pieces.iter().position(|p| p.label == Label::Title);
    let mut stamps = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let words = whole.get(piece.bytes.clone()).unwrap_or_default();
        let stamp = |time: &TimeExpression, rank, update, trust, what: &str| {
            let (first, last) = stated_days(time)?;
            let bytes = piece.bytes.start + time.bytes.start..piece.bytes.start + time.bytes.end;
            Some(Stamp {
                rank,
                kind: if update { DateKind::Updated } else { DateKind::Published },
                evidence: Evidence::Words(text.span(bytes)),
                words: words.get(time.bytes.clone()).unwrap_or_default().to_owned(),
                first,
                last,
                time: time.clock.filter(|_| first == last).map(|clock| first.to_datetime(clock)),
                zone: None,
                trust: if first == last { trust } else { Trust::Medium },
                what: what.to_owned(),
            })
        };
        match piece.label {
            Label::Date => {
                let late = first_body.is_some_and(|f| index > f);
                // Dates of other articles: among the headlines under the last paragraph.
                let foreign = last_body.is_some_and(|l| index > l + 4)
                    || index.checked_sub(1).and_then(|i| pieces.get(i)).is_some_and(|p| p.label == Label::Related)
                        && late;
                for time in times(words) {
                    let update = is_update(words.get(..time.bytes.start).unwrap_or_default());
                    let (rank, trust, what) = match (late, update) {
                        (true, _) if foreign => (Rank::LateStamp, Trust::Low, "date beside other articles"),
                        (true, _) => (Rank::LateStamp, Trust::Medium, "date line after the article's beginning"),
                        (false, true) => (Rank::UpdateStamp, Trust::High, "line that tells the last change"),
                        (false, false) => (Rank::TextStamp, Trust::High, "date line at the head of the article"),
                    };
                    // Before the headline stand dates of the page, too.
                    let trust = if !late && title.is_some_and(|t| index + 3 < t) { Trust::Medium } else { trust };
                    if !foreign {
                        stamps.extend(stamp(&time, rank, update, trust, what));
                    }
                }
            }
            Label::Body if Some(index) == first_body => {
                if let Some(time) = dateline(words).and_then(|d| d.date) {
                    stamps.extend(stamp(&time, Rank::Dateline, false, Trust::Medium, "date of the dateline"));
                }
            }
            _ => {}
        }
    }
    stamps
}

/// True when the words before a date tell of a change.
fn is_update(before: &str) -> bool {
    let lower = before.to_lowercase();
    let word = lower.rsplit(['/', '|']).next().unwrap_or(&lower);
    ["updat", "modified", "revised", "edited"].iter().any(|w| word.contains(w))
        && !["publish", "posted"].iter().any(|w| word.rfind(w) > word.rfind("updat"))
}

/// The days that a complete date can mean.
fn stated_days(time: &TimeExpression) -> Option<(Date, Date)> {
    match time.kind {
        TimeKind::Days { year: Some(year), month, first, last } => {
            let (first, last) = (Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
            Some((first, last))
        }
        TimeKind::Either(one, other) => Some((one.min(other), one.max(other))),
        _ => None,
    }
    .filter(|(first, _)| first.year() >= 1900)
}

/// The clock of the page as a clue that is not used for the day.
fn clock_clue(text: &Text, piece: &Piece, mentions: &Mentions) -> Option<DateClue> {
    let words = text.as_str().get(piece.bytes.clone())?;
    let day = times(words).iter().find_map(TimeExpression::date)?;
    let reason = match mentions.latest_year() {
        Some(year) if day.year() > year + 1 => {
            format!("clock of the page, when it was fetched: the text speaks of {year} and of nothing later")
        }
        _ => "clock of the page, when it was fetched, not when the article was published: it was not published later"
            .to_owned(),
    };
    Some(DateClue {
        kind: DateKind::PageClock,
        trust: Trust::Medium,
        evidence: Evidence::Words(text.span(piece.bytes.clone())),
        words: words.to_owned(),
        earliest: None,
        latest: Some(day),
        used: false,
        reason,
    })
}
