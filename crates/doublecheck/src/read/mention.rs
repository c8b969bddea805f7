//! The days a text speaks of, as far as they bound its publication.

use jiff::ToSpan;
use jiff::civil::Date;

use super::label::Piece;
use crate::language::{TimeKind, sentence_so_far, times};
use crate::model::{DateClue, DateKind, Evidence, Label, Text, Trust};

/// A date that the text speaks of.
struct Mention {
    evidence: Evidence,
    words: String,
    kind: TimeKind,
}

/// The dates a text speaks of, as far as they bound its publication.
pub(super) struct Mentions {
    /// Complete dates and months of what has happened.
    past: Vec<(Mention, Date)>,
    /// Years.
    years: Vec<(Mention, i16)>,
    /// Days of a month without a year.
    yearless: Vec<(Mention, i8, i8)>,
}

/// What the mentions say about publication.
#[derive(Default)]
pub(super) struct Inferred {
    pub day: Option<Date>,
    pub earliest: Option<Date>,
    pub latest: Option<Date>,
    pub clues: Vec<DateClue>,
}

impl Mentions {
    pub fn of(text: &Text, pieces: &[Piece]) -> Self {
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

    pub fn latest_year(&self) -> Option<i16> {
        self.years.iter().map(|(_, year)| *year).chain(self.past.iter().map(|(_, day)| day.year())).max()
    }

    /// Bounds from what the text speaks of as past. Complete dates and years bound from below; a day of a month without
    /// its year lies within the year before publication, in the latest year the text names.
    /// What the mentions say.
    pub fn infer(&self) -> Inferred {
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
            kind: DateKind::Mention,
            trust: Trust::Low,
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
    let sentence = sentence_so_far(text.get(..at).unwrap_or_default());
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
