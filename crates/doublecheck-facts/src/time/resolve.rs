//! Sets expressions against a date.

use jiff::civil::{Date, Weekday};

use super::calendar::{Grain, Stretch, add, add_days, date, days_between, holiday, weekday_until, written_year};
use super::context::{Context, NEAR};
use super::expression::{Anchor, Bound, Direction, Meaning, Modifier, Reading, Resolved, TimeExpression, TimeKind};
use super::fields::{Field, ONE, PARTS, QUANTS, REFERENCES, SEASONS, UNITS, VAGUE};
use super::rules::Kind;
use super::value::{name, period, unknown};

impl TimeExpression {
    /// What the expression means when it is read on the day of the anchor; without one, what it says by itself.
    pub fn resolve(&self, anchor: Option<Anchor>) -> Resolved {
        resolve(self, anchor, &Context::default())
    }
}

/// Reads one expression.
pub(super) fn resolve(expression: &TimeExpression, anchor: Option<Anchor>, context: &Context) -> Resolved {
    let meaning = &expression.meaning;
    let (direction, close_verb) = (expression.direction, expression.close_verb);
    let reading = Against { meaning, direction, close_verb, anchor, context, at: expression.words.start };
    let mut resolved = match meaning.kind {
        Kind::Reference => reading.reference(),
        Kind::Duration => reading.duration(),
        Kind::Set => reading.set(),
        Kind::Ago => reading.offset(-1, reading.anchor_day()),
        Kind::Within if expression.direction == Some(Direction::Future) => reading.offset(1, reading.anchor_day()),
        Kind::Within => reading.duration(),
        Kind::Hence => reading.offset(1, reading.anchor_day()),
        Kind::Earlier => reading.beside(-1),
        Kind::Later => reading.led_to(),
        Kind::Date | Kind::Nothing => reading.date(),
    };
    resolved.modifier = match (meaning.kind, meaning.modifier()) {
        // What is more than two years ago was before that.
        (Kind::Ago | Kind::Earlier, Some(Modifier::MoreThan | Modifier::EqualOrMore)) => Some(Modifier::Before),
        (Kind::Ago | Kind::Earlier, Some(Modifier::LessThan | Modifier::EqualOrLess)) => Some(Modifier::After),
        (_, modifier) => modifier,
    };
    resolved.zone = meaning.get(Field::Zone).and_then(|zone| i16::try_from(zone).ok());
    resolved
}

/// One expression and what it is read against.
struct Against<'a> {
    meaning: &'a Meaning,
    direction: Option<Direction>,
    close_verb: bool,
    anchor: Option<Anchor>,
    context: &'a Context,
    /// The word at which it stands.
    at: usize,
}

impl Against<'_> {
    fn get(&self, field: Field) -> Option<i64> {
        self.meaning.get(field)
    }

    fn anchor_day(&self) -> Option<Date> {
        self.anchor.map(|anchor| anchor.day)
    }

    fn plain(kind: TimeKind, value: String) -> Resolved {
        Resolved {
            kind,
            value,
            upper: None,
            modifier: None,
            quant: None,
            freq: None,
            first: None,
            last: None,
            bound: None,
            zone: None,
            alternatives: Vec::new(),
        }
    }

    /// "recently", "now", "soon".
    fn reference(&self) -> Resolved {
        let number = self.get(Field::Reference).unwrap_or(1);
        let mut resolved = Self::plain(TimeKind::Date, name(REFERENCES, number).to_owned());
        match number {
            0 => resolved.bound = Some(Bound::UntilArticle),
            2 => resolved.bound = Some(Bound::FromArticle),
            _ => resolved.first = self.anchor_day(),
        }
        resolved.last = resolved.first;
        resolved
    }

    fn duration(&self) -> Resolved {
        let unit = self.get(Field::Unit);
        let upper = self.get(Field::Upper).map(|count| period(count, unit));
        Resolved { upper, ..Self::plain(TimeKind::Duration, period(self.get(Field::Count).unwrap_or(VAGUE), unit)) }
    }

    fn set(&self) -> Resolved {
        let named = self.get(Field::Weekday).or(self.get(Field::Month)).or(self.get(Field::Season));
        let value = match named {
            Some(_) => self.written_without_year(),
            None => {
                let mut value = period(self.get(Field::Count).unwrap_or(ONE), self.get(Field::Unit));
                if let Some(part) = self.get(Field::Part) {
                    value = format!("XXXX-XX-XXT{}", name(PARTS, part));
                }
                value
            }
        };
        Resolved {
            quant: self.get(Field::Quant).map(|quant| name(QUANTS, quant)),
            freq: self.get(Field::Freq).map(|times| format!("{times}X")),
            ..Self::plain(TimeKind::Set, value)
        }
    }

    /// "three days later": a length, and the days to which it leads from what the text spoke of last.
    fn led_to(&self) -> Resolved {
        let shifted = |last: Stretch| {
            let grain = Grain::of_unit(self.get(Field::Unit)?)?;
            let count = self.get(Field::Count).filter(|count| *count >= 0 && count % ONE == 0)? / ONE;
            let by = self.get(Field::Shift)?.checked_mul(count)?;
            // Weeks and months after a day lead to a day.
            if last.grain == Grain::Day && grain < Grain::Quarter {
                return Stretch::around(Grain::Day, add(last.start, grain, by)?);
            }
            Stretch::around(grain, last.start)?.shift(by)
        };
        let days = self.context.last.and_then(shifted);
        Resolved { first: days.map(|days| days.start), last: days.map(Stretch::last), ..self.duration() }
    }

    /// So many units from a day.
    fn offset(&self, sign: i64, from: Option<Date>) -> Resolved {
        let count = self.get(Field::Count).unwrap_or(VAGUE);
        let unit = self.get(Field::Unit).unwrap_or_default();
        let bound = if sign < 0 { Bound::UntilArticle } else { Bound::FromArticle };
        if count == VAGUE {
            let reference = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return Resolved { bound: Some(bound), ..Self::plain(TimeKind::Date, reference.to_owned()) };
        }
        let Some(grain) = Grain::of_unit(unit) else { return self.hours(sign, count, unit) };
        let (grain, steps) = if count % ONE == 0 {
            (grain, Some(count / ONE))
        } else {
            // "two and a half years ago" is so many months.
            match grain {
                Grain::Year => (Grain::Month, Some(count * 12 / ONE)),
                Grain::Week => (Grain::Day, Some(count * 7 / ONE)),
                Grain::Decade => (Grain::Year, Some(count * 10 / ONE)),
                grain => (grain, Some(count / ONE)),
            }
        };
        let stretch = steps.and_then(|steps| Stretch::around(grain, from?)?.shift(sign.checked_mul(steps)?));
        match stretch {
            Some(stretch) => self.on(stretch),
            None => Resolved { bound: Some(bound), ..Self::plain(TimeKind::Date, unknown(grain).to_owned()) },
        }
    }

    /// So many hours or minutes from the anchor.
    fn hours(&self, sign: i64, count: i64, unit: i64) -> Resolved {
        let seconds = match name(UNITS, unit) {
            "hour" => 3600,
            "minute" => 60,
            _ => 1,
        };
        let moment = self.anchor.and_then(|anchor| Some((anchor.day, anchor.time?)));
        let shifted = moment.and_then(|(day, time)| {
            let step = jiff::SignedDuration::from_secs(sign.checked_mul(count.checked_mul(seconds)? / ONE)?);
            day.to_datetime(time).checked_add(step).ok()
        });
        match (shifted, self.anchor_day()) {
            (Some(moment), _) => {
                let day = Stretch { grain: Grain::Day, start: moment.date() };
                let value = format!("{}T{:02}:{:02}", day.value(), moment.hour(), moment.minute());
                Resolved { kind: TimeKind::Time, value, ..self.on(day) }
            }
            (None, Some(day)) if count / ONE * seconds < 86_400 => {
                let day = Stretch { grain: Grain::Day, start: day };
                Resolved { kind: TimeKind::Time, value: format!("{}TXX", day.value()), ..self.on(day) }
            }
            _ => {
                let bound = if sign < 0 { Bound::UntilArticle } else { Bound::FromArticle };
                Resolved { bound: Some(bound), ..Self::plain(TimeKind::Time, "XXXX-XX-XXTXX".to_owned()) }
            }
        }
    }

    /// So many units from what the text spoke of last: "a year earlier".
    fn beside(&self, sign: i64) -> Resolved {
        let unit = self.get(Field::Unit).and_then(Grain::of_unit);
        let quarter = self.context.quarter.filter(|_| unit == Some(Grain::Year));
        let years = self.get(Field::Count).filter(|count| count % ONE == 0).map(|count| count / ONE);
        if let (Some(quarter), Some(years)) = (quarter, years)
            && let Some(shifted) = quarter.shift(sign * years * 4)
        {
            return self.on(shifted);
        }
        let named = self
            .context
            .last
            .filter(|last| Some(last.grain) == unit && Some(i64::from(last.start.year())) == self.context.year);
        self.offset(sign, named.map(|last| last.start).or(self.anchor_day()))
    }

    /// A part of the calendar.
    fn date(&self) -> Resolved {
        match self.stretch() {
            Some(stretch) => {
                let mut resolved = self.on(stretch);
                resolved.alternatives = self.day_first();
                resolved
            }
            None => {
                let mut resolved = Self::plain(self.kind(), self.with_clock(self.written_without_year()));
                resolved.bound = match (self.get(Field::Shift), self.direction) {
                    (Some(..=-1), _) | (None, Some(Direction::Past)) => Some(Bound::UntilArticle),
                    (Some(1..), _) | (None, Some(Direction::Future)) => Some(Bound::FromArticle),
                    _ => None,
                };
                resolved
            }
        }
    }

    /// The other reading of "10/07/2015".
    fn day_first(&self) -> Vec<Reading> {
        let parts = (self.get(Field::Other), self.get(Field::Year), self.get(Field::Month), self.get(Field::Day));
        let (Some(1), Some(year), Some(day), Some(month)) = parts else { return Vec::new() };
        let other = date(year, month, day);
        other
            .map(|day| Reading { value: Stretch { grain: Grain::Day, start: day }.value(), first: day, last: day })
            .into_iter()
            .collect()
    }

    fn kind(&self) -> TimeKind {
        let timed = self.get(Field::Part).is_some() || self.get(Field::Hour).is_some();
        if timed { TimeKind::Time } else { TimeKind::Date }
    }

    /// A resolved stretch.
    fn on(&self, stretch: Stretch) -> Resolved {
        Resolved {
            first: Some(stretch.start),
            last: Some(stretch.last()),
            ..Self::plain(self.kind(), self.with_clock(stretch.value()))
        }
    }

    /// Adds the time of day to a value.
    fn with_clock(&self, value: String) -> String {
        if let Some(hour) = self.get(Field::Hour) {
            let half = self.get(Field::Meridiem);
            let hour = match (hour, half) {
                (12, Some(0)) => 0,
                (1..=11, Some(1)) => hour + 12,
                (hour, _) => hour,
            };
            let minute = self.get(Field::Minute).unwrap_or(0);
            let second = self.get(Field::Second).map_or(String::new(), |second| format!(":{second:02}"));
            return format!("{value}T{hour:02}:{minute:02}{second}");
        }
        match self.get(Field::Part) {
            Some(part) => format!("{value}T{}", name(PARTS, part)),
            None => value,
        }
    }

    /// The stretch of the calendar, if all that it takes is known.
    fn stretch(&self) -> Option<Stretch> {
        let (shift, anchor) = (self.get(Field::Shift), self.anchor_day());
        let recurs = [Field::Month, Field::Season, Field::Quarter, Field::Half, Field::Holiday];
        let recurs = recurs.into_iter().any(|field| self.get(field).is_some());
        if let Some(grain) = self.get(Field::Unit).and_then(Grain::of_unit) {
            if grain == Grain::Year && recurs {
                return self.of_year(i64::from(anchor?.year()) + shift.unwrap_or(0));
            }
            if let (Grain::Quarter, Some(year)) = (grain, self.get(Field::Year)) {
                // "the 1988 period": the quarter the text is about, a year before.
                let quarter = self.context.quarter.and_then(|quarter| date(year, quarter.start.month().into(), 1));
                return match quarter {
                    Some(start) => Some(Stretch { grain, start }),
                    None => self.of_year(year),
                };
            }
            if let (Grain::Week, Some(weekday)) = (grain, self.get(Field::Weekday)) {
                let week = Stretch::around(grain, anchor?)?.shift(shift.unwrap_or(0))?;
                return Some(Stretch { grain: Grain::Day, start: add_days(week.start, weekday - 1)? });
            }
            if grain == Grain::Weekend && shift == Some(0) {
                return self.weekend();
            }
            if self.get(Field::Near).is_some() {
                return self.near(grain, shift.unwrap_or(0));
            }
            let year = self.get(Field::Year).and_then(|year| date(year, 1, 1));
            return Stretch::around(grain, year.or(anchor)?)?.shift(shift.unwrap_or(0));
        }
        if let Some(decade) = self.get(Field::Decade) {
            return Stretch::around(Grain::Decade, date(decade.checked_mul(10)?, 1, 1)?);
        }
        if let Some(century) = self.get(Field::Nth) {
            return Stretch::around(Grain::Century, date((century - 1).checked_mul(100)?, 1, 1)?);
        }
        if let Some(year) = self.get(Field::Year) {
            return self.of_year(year);
        }
        if let Some(shift) = shift {
            return self.shifted(shift);
        }
        if let Some(weekday) = self.get(Field::Weekday).filter(|_| self.get(Field::Month).is_none()) {
            return self.weekday(weekday);
        }
        if self.get(Field::Day).is_some() && self.get(Field::Month).is_none() {
            return self.day_of_near_month();
        }
        if recurs {
            return self.inferred(|year| self.of_year(year));
        }
        if self.kind() == TimeKind::Time {
            // A time of day without a day: that of the sentence, or of the article.
            let before = self.context.day.filter(|(_, at)| self.at < at + NEAR).map(|(day, _)| day);
            return Some(Stretch { grain: Grain::Day, start: self.context.day_behind.or(before).or(anchor)? });
        }
        None
    }

    /// What the fields name in a year.
    fn of_year(&self, year: i64) -> Option<Stretch> {
        let year = if self.get(Field::Era) == Some(1) { 1 - year } else { year };
        let on = |grain, month: i64, day: i64| Some(Stretch { grain, start: date(year, month, day)? });
        match (self.get(Field::Month), self.get(Field::Day)) {
            (Some(month), Some(day)) => return on(Grain::Day, month, day),
            (Some(month), None) => return on(Grain::Month, month, 1),
            _ => {}
        }
        if let Some(day) = self.get(Field::Holiday) {
            return holiday(day, year).map(|start| Stretch { grain: Grain::Day, start });
        }
        if let Some(season) = self.get(Field::Season) {
            return on(Grain::Season, season * 3 + 3, 1);
        }
        if let Some(quarter) = self.get(Field::Quarter) {
            return on(Grain::Quarter, quarter * 3 - 2, 1);
        }
        match self.get(Field::Half) {
            Some(half) => on(Grain::Half, half * 6 - 5, 1),
            None => on(Grain::Year, 1, 1),
        }
    }

    /// "last March", "next Friday", "this summer".
    fn shifted(&self, shift: i64) -> Option<Stretch> {
        let near = self.get(Field::Near).and(self.context.day).map(|(day, _)| day);
        let anchor = near.or(self.anchor_day())?;
        if let Some(weekday) = self.get(Field::Weekday) {
            let start = match shift {
                ..0 => weekday_until(add_days(anchor, -1)?, weekday)?,
                0 => self.weekday(weekday)?.start,
                _ => add_days(weekday_until(anchor, weekday)?, 7)?,
            };
            return Some(Stretch { grain: Grain::Day, start });
        }
        let year = i64::from(anchor.year());
        let around: Vec<Stretch> = (year - 1..=year + 1).filter_map(|year| self.of_year(year)).collect();
        match shift {
            ..0 => around.into_iter().rev().find(|stretch| stretch.last() < anchor),
            0 => self.of_year(year),
            _ => around.into_iter().find(|stretch| stretch.start > anchor),
        }
    }

    /// "Friday": the last one with a past verb, the coming one with a future verb; today counts for both.
    fn weekday(&self, weekday: i64) -> Option<Stretch> {
        let anchor = self.anchor_day()?;
        let before = weekday_until(anchor, weekday)?;
        let start =
            if before != anchor && self.direction == Some(Direction::Future) { add_days(before, 7)? } else { before };
        Some(Stretch { grain: Grain::Day, start })
    }

    /// "the weekend", "this weekend": that of this week, unless the verb is past and it is still to come.
    fn weekend(&self) -> Option<Stretch> {
        let weekend = Stretch::around(Grain::Weekend, self.anchor_day()?)?;
        let monday = self.anchor_day()?.weekday() == Weekday::Monday;
        let over = match self.direction {
            Some(Direction::Past) => weekend.start > self.anchor_day()?,
            Some(Direction::Future) => false,
            None => monday,
        };
        if over { weekend.shift(-1) } else { Some(weekend) }
    }

    /// "the 23rd".
    fn day_of_near_month(&self) -> Option<Stretch> {
        let month = self.context.month.map(|month| month.start).or(self.anchor_day())?;
        let day = self.get(Field::Day)?;
        Some(Stretch { grain: Grain::Day, start: date(month.year().into(), month.month().into(), day)? })
    }

    /// The year nearest to the anchor in the direction of the verb.
    fn inferred(&self, of_year: impl Fn(i64) -> Option<Stretch>) -> Option<Stretch> {
        let anchor = self.anchor_day()?;
        let year = i64::from(anchor.year());
        let told = self.context.story.filter(|(told, at)| self.at < at + STORY && *told < year - 1);
        if let (Some((told, _)), Some(_), false) =
            (told, self.get(Field::Month), self.direction == Some(Direction::Future))
        {
            return of_year(told);
        }
        let cost = |stretch: &Stretch| {
            let (until, since) = (days_between(anchor, stretch.start), days_between(stretch.last(), anchor));
            // Quarters are reported when they are over.
            let wrong_way = if self.close_verb { WRONG_WAY_OF_CLOSE_VERB } else { WRONG_WAY };
            let quarter = self.get(Field::Quarter).is_some();
            let direction = self.direction.or(quarter.then_some(Direction::Past));
            match direction {
                _ if until <= 0 && since <= 0 => 0,
                Some(Direction::Past) if until > 0 => until * wrong_way,
                Some(Direction::Future) if since > 0 => since * if quarter { 3 } else { wrong_way },
                _ => until.max(since),
            }
        };
        // "Friday, Oct. 23" is only in years where the 23rd is a Friday; a wrong weekday does not hide the date.
        let fits = |stretch: &Stretch| match self.get(Field::Weekday) {
            Some(weekday) => i64::from(stretch.start.weekday().to_monday_one_offset()) == weekday,
            None => true,
        };
        (year - 1..=year + 1).filter_map(of_year).min_by_key(|stretch| (!fits(stretch), cost(stretch)))
    }

    /// "that year", "the quarter": what the text spoke of, or what lies next to the article.
    fn near(&self, grain: Grain, shift: i64) -> Option<Stretch> {
        let told = match grain {
            Grain::Quarter => self.context.quarter,
            Grain::Day if self.get(Field::Near) == Some(NEWS_DAY) => {
                let day = self.context.news_day.or(self.anchor_day());
                day.map(|start| Stretch { grain, start })
            }
            Grain::Day => self.context.day.map(|(day, _)| Stretch { grain: Grain::Day, start: day }),
            grain => {
                self.context.last.filter(|last| last.grain <= grain).and_then(|last| Stretch::around(grain, last.start))
            }
        };
        let beside = || Stretch::around(grain, self.anchor_day()?)?.shift(if grain == Grain::Quarter { -1 } else { 0 });
        told.or_else(beside)?.shift(shift)
    }

    /// What an expression says by itself: "XXXX-08-07", "XXXX-WXX-4".
    fn written_without_year(&self) -> String {
        let year = self.get(Field::Year).map_or("XXXX".to_owned(), written_year);
        let get = |field| self.get(field);
        let value = match (get(Field::Month), get(Field::Day), get(Field::Weekday)) {
            (Some(month), Some(day), _) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None, _) => format!("{year}-{month:02}"),
            (None, Some(day), _) => format!("{year}-XX-{day:02}"),
            (None, None, Some(weekday)) => format!("{year}-WXX-{weekday}"),
            _ => match (get(Field::Season), get(Field::Quarter), get(Field::Half)) {
                (Some(season), ..) => format!("{year}-{}", name(SEASONS, season)),
                (_, Some(quarter), _) => format!("{year}-Q{quarter}"),
                (.., Some(half)) => format!("{year}-H{half}"),
                _ => get(Field::Unit).and_then(Grain::of_unit).map_or("XXXX-XX-XX", unknown).to_owned(),
            },
        };
        match self.get(Field::Part).filter(|_| self.meaning.kind == Kind::Set) {
            Some(part) => format!("{value}T{}", name(PARTS, part)),
            None => value,
        }
    }
}

/// In the field `near`: the day of the article's news, not the one spoken of last.
const NEWS_DAY: i64 = 2;

/// A day on the wrong side of the verb's tense weighs so many days on the right one.
const WRONG_WAY: i64 = 5;
/// The same for a verb that stands close to the expression.
const WRONG_WAY_OF_CLOSE_VERB: i64 = 30;

/// A year that was named so many words before is that of a month: "In 1832 ... in May".
const STORY: usize = 25;
