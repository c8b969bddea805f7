//! When an article was published: every clue, weighed by what kind of words it is.
//!
//! Fields of the page or record, then stamps in the text, then the address, then what the text lets one infer. A
//! caption's date, an event's date, an age ("9 years ago") and the clock of the page are no publication dates; they
//! are kept as clues, with the reason.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::language::{TimeExpression, TimeKind, times};
use crate::model::{DateClue, Evidence, Label, Published, Text, Trust};

use super::credit::dateline;
use super::label::Piece;

/// A date that a page or record states outside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FieldDate {
    /// The field ("json published", "meta article:published_time").
    pub field: String,
    /// Its value as it stands.
    pub words: String,
    /// True when the field tells of a change and not of the publication.
    pub update: bool,
}

/// Weighs all clues. `fields` come best first.
pub(super) fn published(text: &Text, pieces: &mut [Piece], fields: &[FieldDate], url: Option<&str>) -> Published {
    let mut stated: Vec<Stamp> = fields.iter().filter_map(field_stamp).collect();
    stated.extend(text_stamps(text, pieces));
    stated.extend(url.and_then(url_stamp));
    let mentions = Mentions::of(text, pieces);
    let mut clocks = Vec::new();
    for piece in pieces.iter().filter(|p| p.label == Label::PageClock) {
        clocks.extend(clock_clue(text, piece, &mentions));
    }

    let order = |s: &Stamp| (s.rank, std::cmp::Reverse(s.trust), u8::from(s.update));
    let mut published = Published::unknown();
    stated.sort_by_key(order);
    if let Some(best) = stated.first().cloned() {
        published.day = Some(best.first);
        published.time = best.time;
        published.trust = best.trust;
        // An update stamp bounds the publication from above only.
        published.earliest = if best.update { None } else { Some(best.first) };
        published.latest = Some(best.last);
        for (index, stamp) in stated.into_iter().enumerate() {
            published.clues.push(stamp.clue(index == 0, best.first));
        }
        published.clues.extend(clocks);
        return published;
    }
    let inferred = mentions.infer();
    published.clues.extend(inferred.clues);
    published.clues.extend(clocks);
    (published.day, published.earliest, published.latest) = (inferred.day, inferred.earliest, inferred.latest);
    if published.latest.is_none() {
        // A page cannot have been fetched before it was published.
        published.latest = published.clues.iter().filter_map(|c| c.latest).min();
    }
    if published.day.is_some() || published.earliest.is_some() || published.latest.is_some() {
        published.trust = Trust::Low;
    }
    published
}

/// Classes of clues, best first.
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

/// A date stated for publication.
#[derive(Debug, Clone)]
struct Stamp {
    rank: Rank,
    evidence: Evidence,
    words: String,
    first: Date,
    last: Date,
    time: Option<DateTime>,
    update: bool,
    trust: Trust,
    what: String,
}

impl Stamp {
    fn clue(self, used: bool, day: Date) -> DateClue {
        let reason = if used {
            format!("{}: taken as the date of publication", self.what)
        } else if self.first <= day && day <= self.last {
            format!("{}: agrees", self.what)
        } else {
            format!("{}: another day; a better clue was used", self.what)
        };
        let earliest = (!self.update).then_some(self.first);
        DateClue { evidence: self.evidence, words: self.words, earliest, latest: Some(self.last), used, reason }
    }
}

fn field_stamp(field: &FieldDate) -> Option<Stamp> {
    let (day, time) = parse_date(&field.words)?;
    let rank = if field.update { Rank::UpdateField } else { Rank::Field };
    let what = if field.update {
        "date of the last change given by the page"
    } else {
        "date of publication given by the page or record"
    };
    Some(Stamp {
        rank,
        evidence: Evidence::Field(field.field.clone()),
        words: field.words.clone(),
        first: day,
        last: day,
        time,
        update: field.update,
        trust: Trust::High,
        what: what.to_owned(),
    })
}

/// Reads the date of a field: ISO 8601, RFC 3339, RFC 2822, or a date as people write it.
pub(super) fn parse_date(words: &str) -> Option<(Date, Option<DateTime>)> {
    let words = words.trim();
    if words.len() > 80 {
        return None;
    }
    let found = times(words).into_iter().find(|t| t.date().is_some())?;
    let day = found.date()?;
    // Only the date: "on 7 October 2015 the council met" in a field is no date field.
    let rest = words.len() - found.bytes.len();
    (rest <= 24 && (1900..2200).contains(&day.year())).then(|| (day, found.clock.map(|clock| day.to_datetime(clock))))
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
                evidence: Evidence::Words(text.span(bytes)),
                words: words.get(time.bytes.clone()).unwrap_or_default().to_owned(),
                first,
                last,
                time: time.clock.filter(|_| first == last).map(|clock| first.to_datetime(clock)),
                update,
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

/// A date in an address: "/2015/10/07/", "/2015-10-07-", "/20151007", "/2015-10/07/".
fn url_stamp(url: &str) -> Option<Stamp> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let numbers: Vec<(usize, &str)> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| (part.as_ptr() as usize - path.as_ptr() as usize, part))
        .collect();
    let valid = |year: &str, month: &str, day: &str| {
        let (year, month, day) = (year.parse::<i16>().ok()?, month.parse::<i8>().ok()?, day.parse::<i8>().ok()?);
        Date::new(year, month, day).ok().filter(|_| (1990..2100).contains(&year))
    };
    let found = numbers.windows(3).find_map(|w| match w {
        [(a, year), (b, month), (c, day)]
            if year.len() == 4 && month.len() <= 2 && day.len() <= 2 && *b == a + 5 && *c == b + month.len() + 1 =>
        {
            valid(year, month, day).map(|d| (*a..c + day.len(), d))
        }
        _ => None,
    });
    // Eight digits or more that begin with a date: an article's number by date.
    let (range, day) = found.or_else(|| {
        numbers.iter().find_map(|(at, part)| {
            let date = valid(part.get(..4)?, part.get(4..6)?, part.get(6..8)?)?;
            Some((*at..at + 8, date))
        })
    })?;
    Some(Stamp {
        rank: Rank::Address,
        evidence: Evidence::Field("address".to_owned()),
        words: path.get(range)?.to_owned(),
        first: day,
        last: day,
        time: None,
        update: false,
        trust: Trust::Medium,
        what: "date in the address".to_owned(),
    })
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
        evidence: Evidence::Words(text.span(piece.bytes.clone())),
        words: words.to_owned(),
        earliest: None,
        latest: Some(day),
        used: false,
        reason,
    })
}

/// A date that the text speaks of.
struct Mention {
    evidence: Evidence,
    words: String,
    kind: TimeKind,
}

/// The dates a text speaks of, as far as they bound its publication.
struct Mentions {
    /// Complete dates and months of what has happened.
    past: Vec<(Mention, Date)>,
    /// Years.
    years: Vec<(Mention, i16)>,
    /// Days of a month without a year.
    yearless: Vec<(Mention, i8, i8)>,
}

/// What the mentions say about publication.
#[derive(Default)]
struct Inferred {
    day: Option<Date>,
    earliest: Option<Date>,
    latest: Option<Date>,
    clues: Vec<DateClue>,
}

impl Mentions {
    fn of(text: &Text, pieces: &[Piece]) -> Self {
        let mut found = Self { past: Vec::new(), years: Vec::new(), yearless: Vec::new() };
        let whole = text.as_str();
        for piece in pieces {
            if !matches!(
                piece.label,
                Label::Title
                    | Label::Body
                    | Label::Subhead
                    | Label::Caption
                    | Label::Related
                    | Label::Tags
                    | Label::TitleRepeat
            ) {
                continue;
            }
            let words = whole.get(piece.bytes.clone()).unwrap_or_default();
            for time in times(words) {
                if is_future(words, time.bytes.start) {
                    continue;
                }
                let bytes = piece.bytes.start + time.bytes.start..piece.bytes.start + time.bytes.end;
                let mention = Mention {
                    evidence: Evidence::Words(text.span(bytes)),
                    words: words.get(time.bytes.clone()).unwrap_or_default().to_owned(),
                    kind: time.kind.clone(),
                };
                match time.kind {
                    TimeKind::Days { year: Some(year), month, last, .. } => {
                        if let Ok(day) = Date::new(year, month, last) {
                            found.past.push((mention, day));
                        }
                    }
                    TimeKind::Month { year: Some(year), month } => {
                        if let Ok(day) = Date::new(year, month, 1) {
                            found.past.push((mention, day));
                        }
                    }
                    TimeKind::Years { first, last } if first == last => found.years.push((mention, first)),
                    // A headline under the article is another day's: its yearless date says nothing here.
                    TimeKind::Days { year: None, month, last, .. } if piece.label.is_body() => {
                        found.yearless.push((mention, month, last))
                    }
                    _ => {}
                }
            }
        }
        found
    }

    fn latest_year(&self) -> Option<i16> {
        self.years.iter().map(|(_, year)| *year).chain(self.past.iter().map(|(_, day)| day.year())).max()
    }

    /// Bounds from what the text speaks of as past. Complete dates and years bound from below; a day of a month without
    /// its year lies within the year before publication, in the latest year the text names.
    fn infer(&self) -> Inferred {
        let mut inferred = Inferred::default();
        let Some(year) = self.latest_year() else { return inferred };
        let named = self.years.iter().find(|(_, y)| *y == year).map(|(m, _)| m);
        let known = self.past.iter().max_by_key(|(_, day)| *day);
        if let Some((mention, day)) = known {
            inferred.earliest = Some(*day);
            inferred.clues.push(mention.clue(
                Some(*day),
                None,
                true,
                "the text speaks of this day as past: not published before it",
            ));
        }
        if let Some(mention) = named {
            let first = Date::new(year, 1, 1).ok();
            inferred.earliest = inferred.earliest.max(first);
            inferred.clues.push(mention.clue(
                first,
                None,
                true,
                "the latest year that the text speaks of: not published before it",
            ));
        }
        let mut days: Vec<(&Mention, Date)> =
            self.yearless.iter().filter_map(|(m, month, day)| Some((m, Date::new(year, *month, *day).ok()?))).collect();
        days.sort_by_key(|(_, day)| *day);
        let Some((mention, day)) = days.last() else { return inferred };
        // Within a year: the same day a year on would need its year. The day after the event at the earliest, unless
        // the article is of that day.
        let latest = day.checked_add(1.years()).ok().and_then(|d| d.checked_sub(1.days()).ok());
        let after = day.checked_add(1.days()).ok();
        inferred.earliest = inferred.earliest.max(after);
        inferred.latest = latest.filter(|l| inferred.earliest.is_none_or(|e| e <= *l));
        inferred.clues.push(mention.clue(
            after,
            latest,
            true,
            "a day without its year lies within the year before publication; the year is the latest that the text names",
        ));
        // The likeliest day: writers who name a year are in it or just past it, so the middle of what is left of it.
        if let (Some(earliest), Some(latest)) = (inferred.earliest, inferred.latest) {
            let end = Date::new(year, 12, 31).ok().filter(|d| *d >= earliest).unwrap_or(latest).min(latest);
            let half = earliest.until(end).map_or(0, |span| span.get_days()) / 2;
            inferred.day = earliest.checked_add(half.days()).ok();
        }
        inferred
    }
}

impl Mention {
    fn clue(&self, earliest: Option<Date>, latest: Option<Date>, used: bool, reason: &str) -> DateClue {
        debug_assert!(!matches!(self.kind, TimeKind::Weekday { .. }));
        DateClue {
            evidence: self.evidence.clone(),
            words: self.words.clone(),
            earliest,
            latest,
            used,
            reason: reason.to_owned(),
        }
    }
}

/// True when the words before a date put it into the future: "by 2030", "will open on 3 May".
fn is_future(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let sentence = before.rsplit(['.', '!', '?', ';']).next().unwrap_or(before);
    let mut words =
        sentence.split_whitespace().rev().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    let first = words.next().unwrap_or_default();
    if matches!(first.as_str(), "by" | "until" | "till" | "before") {
        return true;
    }
    words.take(12).chain([first]).any(|w| {
        matches!(
            w.as_str(),
            "will" | "would" | "scheduled" | "planned" | "expected" | "due" | "shall" | "next" | "plans"
        )
    })
}
