//! From tokens to time expressions.

use jiff::civil::{Date, Time};

use super::lexeme::{Lexeme, Token};
use super::{TimeExpression, TimeKind, Unit};

/// Reads expressions off tokens. Methods that read return what they read and the token after it.
pub(super) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub text: &'a str,
}

impl Reader<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// What a token means, unless a line break parts it from the one before.
    fn inner(&self, at: usize) -> Option<Lexeme> {
        self.token(at).filter(|t| !t.line).map(|t| t.lexeme)
    }

    fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|i| self.token(i))
    }

    fn is_mark(&self, at: usize, marks: &[u8]) -> bool {
        matches!(self.inner(at), Some(Lexeme::Mark(m)) if marks.contains(&m))
    }

    fn skip_mark(&self, at: usize, marks: &[u8]) -> usize {
        at + usize::from(self.is_mark(at, marks))
    }

    /// True when nothing but a gap stands between this token and the one before.
    fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| !t.spaced && !t.line)
    }

    /// The expression that begins at a token, and the token after it.
    pub fn expression(&self, at: usize) -> Option<(TimeExpression, usize)> {
        let token = self.token(at)?;
        let (start, as_of) = match token.lexeme {
            Lexeme::As if self.inner(at + 1) == Some(Lexeme::Of) => (at + 2, true),
            _ => (at, false),
        };
        let (kind, clock, end) = match self.token(start)?.lexeme {
            Lexeme::Number { .. } => self.numbered(start),
            Lexeme::Month { .. } => self.dated(start),
            Lexeme::Weekday { .. } => self.dated(start).or_else(|| self.weekday(start, None)),
            Lexeme::Day(shift) => Some((TimeKind::Calendar { unit: Unit::Day, shift: shift.into() }, None, start + 1)),
            Lexeme::Which(which) => self.which(start, which),
            Lexeme::Count { low, high } => self.counted(start, low, high),
            Lexeme::Side { from_now: false, .. } => self.in_the_day(start),
            Lexeme::The => self.the(start),
            _ => None,
        }?;
        let bytes = self.token(start)?.start as usize..self.before(end)?.end as usize;
        Some((TimeExpression { bytes, kind, clock, as_of }, end))
    }

    /// An expression that begins with digits: a date, a clock and a date, a year, or a distance.
    fn numbered(&self, at: usize) -> Option<(TimeKind, Option<Time>, usize)> {
        if let Some((clock, next)) = self.clock(at) {
            let next = self.skip_mark(next, b",|-");
            let next = next + usize::from(self.inner(next) == Some(Lexeme::On));
            let (kind, _, end) = self.dated(next).filter(|(kind, ..)| kind.is_day())?;
            return Some((kind, Some(clock), end));
        }
        if let Some(found) = self.dated(at) {
            return Some(found);
        }
        let Lexeme::Number { value, digits } = self.token(at)?.lexeme else { return None };
        if digits <= 3
            && !self.is_mark(at + 1, b".,")
            && let Some(found) = self.counted(at, value as i32, value as i32)
        {
            return Some(found);
        }
        self.year(at).map(|(kind, end)| (kind, None, end))
    }

    /// A date of any form, with its weekday before and its time of day after it.
    fn dated(&self, at: usize) -> Option<(TimeKind, Option<Time>, usize)> {
        let mut start = at;
        if let Lexeme::Weekday { .. } = self.token(at)?.lexeme {
            start = self.skip_mark(at + 1, b".");
            start = self.skip_mark(start, b",");
            start += usize::from(self.inner(start) == Some(Lexeme::The));
            self.inner(start)?;
        }
        let (kind, end) = self
            .iso(start)
            .or_else(|| self.slashed(start))
            .or_else(|| self.day_month(start))
            .or_else(|| self.month_day(start))?;
        if start > at && !kind.is_day() {
            return None;
        }
        if !kind.is_day() {
            return Some((kind, None, end));
        }
        // "2015-10-07T09:14Z", "25 Oct, 2015 14:21", "October 7, 2015 at 9:14 am", "7 Oct 2015, 09:14", "... - 09:14".
        let mut next = end;
        if self.text.get(self.token(end).map_or(0..0, |t| t.start as usize..t.end as usize)) == Some("T") {
            next += 1;
        } else {
            next = self.skip_mark(next, b",|-/");
            next += usize::from(matches!(self.inner(next), Some(Lexeme::At)));
        }
        match self.inner(next).and_then(|_| self.clock(next)) {
            Some((clock, end)) => Some((kind, Some(clock), end)),
            None => Some((kind, None, end)),
        }
    }

    /// "2015-10-07", "2015/10/07", "2015.10.07".
    fn iso(&self, at: usize) -> Option<(TimeKind, usize)> {
        let (year, _) = self.four_digits(at)?;
        let (month, day) = self.separated(at, b"-/.")?;
        let date = date(year, month.0, day.0)?;
        (month.1 <= 2 && day.1 <= 2 && month.1 >= 1).then_some((TimeKind::day(date), at + 5))
    }

    /// "07/10/2015", "07.10.2015", "7-10-2015".
    fn slashed(&self, at: usize) -> Option<(TimeKind, usize)> {
        let Some(Lexeme::Number { value: first, digits: 1..=2 }) = self.token(at).map(|t| t.lexeme) else {
            return None;
        };
        let (second, year) = self.separated(at, b"/.-")?;
        if year.1 != 4 || second.1 > 2 {
            return None;
        }
        let year = i16::try_from(year.0).ok().filter(|y| (1800..2100).contains(y))?;
        let day_first = date(year, second.0, first);
        let month_first = if self.is_mark(at + 1, b".") { None } else { date(year, first, second.0) };
        let kind = match (day_first, month_first) {
            (Some(one), Some(other)) if one != other => TimeKind::Either(one, other),
            (one, other) => TimeKind::day(one.or(other)?),
        };
        Some((kind, at + 5))
    }

    /// The two numbers after a number, with the same mark between and no gaps, and no further one glued on.
    fn separated(&self, at: usize, marks: &[u8]) -> Option<((u32, u8), (u32, u8))> {
        let mark = self.inner(at + 1)?;
        if !self.is_mark(at + 1, marks) || self.inner(at + 3) != Some(mark) || (1..5).any(|i| !self.glued(at + i)) {
            return None;
        }
        let number = |i| match self.inner(i) {
            Some(Lexeme::Number { value, digits }) => Some((value, digits)),
            _ => None,
        };
        Some((number(at + 2)?, number(at + 4)?))
    }

    /// "7 October 2015", "7th of October", "7-9 Oct.".
    fn day_month(&self, at: usize) -> Option<(TimeKind, usize)> {
        let (first, last, mut next) = self.days(at)?;
        // "GMT21 January" but not "A7 May".
        if self.glued(at)
            && self.before(at).is_some_and(|t| {
                !matches!(
                    t.lexeme,
                    Lexeme::Zone | Lexeme::Mark(b'(' | b'[' | b',' | b'|' | b'"' | b':' | b'-' | b'?' | b'/')
                )
            })
        {
            return None;
        }
        next += usize::from(self.inner(next) == Some(Lexeme::Of));
        next = self.skip_mark(next, b"-/");
        let Lexeme::Month { number: month, sure } = self.inner(next)? else { return None };
        let capital = self.token(next)?.capital;
        next = self.skip_mark(next + 1, b".");
        let (year, end) = self.trailing_year(next);
        if !(capital || sure || year.is_some()) {
            return None;
        }
        days(year, month, first, last).map(|kind| (kind, end))
    }

    /// "October 7, 2015", "Oct. 7", "October 2015", "in May".
    fn month_day(&self, at: usize) -> Option<(TimeKind, usize)> {
        let token = self.token(at)?;
        let Lexeme::Month { number: month, sure } = token.lexeme else { return None };
        let abbreviated = token.end - token.start <= 4 && month != 5 && !sure;
        let mut next = self.skip_mark(at + 1, b".");
        let dotted = next > at + 1;
        if dotted && !abbreviated {
            next = at + 1;
        }
        next += usize::from(self.inner(next) == Some(Lexeme::The));
        if let Some((first, last, after)) = self.inner(next).and_then(|_| self.days(next)) {
            let (year, end) = self.trailing_year(after);
            if (token.capital || sure || year.is_some())
                && let Some(kind) = days(year, month, first, last)
            {
                return Some((kind, end));
            }
        }
        if let (Some(year), end) = self.trailing_year(next)
            && (token.capital || sure)
        {
            return Some((TimeKind::Month { year: Some(year), month }, end));
        }
        let placed = self.before(at).is_some_and(|t| {
            matches!(t.lexeme, Lexeme::Preposition | Lexeme::In | Lexeme::Of | Lexeme::Which(_) | Lexeme::Month { .. })
                || (t.lexeme == Lexeme::And
                    && self.before(at - 1).is_some_and(|t| matches!(t.lexeme, Lexeme::Month { .. })))
        });
        // A month alone: "in May", "last March", "by Dec."; "August" needs no company but a capital.
        let alone = token.capital && if sure { true } else { placed && (!abbreviated || dotted) };
        alone.then_some((TimeKind::Month { year: None, month }, if dotted && abbreviated { at + 2 } else { at + 1 }))
    }

    /// A day of a month, or a run of them: "7", "7th", "7-9", "7 and 8" is two.
    fn days(&self, at: usize) -> Option<(i8, i8, usize)> {
        let day = |at: usize| match self.token(at)?.lexeme {
            Lexeme::Number { value: value @ 1..=31, digits: 1..=2 } => {
                let ordinal = self.inner(at + 1) == Some(Lexeme::Ordinal) && self.glued(at + 1);
                Some((value as i8, at + 1 + usize::from(ordinal)))
            }
            _ => None,
        };
        let (first, next) = day(at)?;
        // "7:30", "7,500", "7.5" and "7%" are no days.
        if self.is_mark(next, b":%") || (self.is_mark(next, b",.") && self.glued(next + 1) && self.is_number(next + 1))
        {
            return None;
        }
        if self.is_mark(next, b"-")
            && self.inner(next + 1).is_some()
            && let Some((last, end)) = day(next + 1)
            && last > first
        {
            return Some((first, last, end));
        }
        Some((first, first, next))
    }

    fn is_number(&self, at: usize) -> bool {
        matches!(self.inner(at), Some(Lexeme::Number { .. }))
    }

    fn four_digits(&self, at: usize) -> Option<(i16, usize)> {
        match self.token(at)?.lexeme {
            Lexeme::Number { value: value @ 1800..2100, digits: 4 } => Some((value as i16, at + 1)),
            _ => None,
        }
    }

    /// A year after a day or month, with or without a comma.
    fn trailing_year(&self, at: usize) -> (Option<i16>, usize) {
        let next = self.skip_mark(at, b",-/");
        let thousands =
            self.is_mark(next + 1, b",.") && self.glued(next + 1) && self.is_number(next + 2) && self.glued(next + 2);
        match self.inner(next).and_then(|_| self.four_digits(next)) {
            Some((year, end)) if !thousands => (Some(year), end),
            _ => (None, at),
        }
    }

    /// "14:21", "09:14:33", "2:21 p.m. EST", "9 am", with the zone.
    fn clock(&self, at: usize) -> Option<(Time, usize)> {
        let Lexeme::Number { value: hour @ 0..=23, digits: 1..=2 } = self.token(at)?.lexeme else { return None };
        let pair = |at: usize| match (self.inner(at + 1), self.glued(at), self.glued(at + 1)) {
            (Some(Lexeme::Number { value: value @ 0..=59, digits: 2 }), true, true) if self.is_mark(at, b":") => {
                Some(value)
            }
            _ => None,
        };
        let mut end = at + 1;
        let (mut minute, mut second) = (None, 0);
        if let Some(value) = pair(end) {
            minute = Some(value);
            end += 2;
            if let Some(value) = pair(end) {
                second = value;
                end += 2;
                // Fractions of a second.
                if self.is_mark(end, b".") && self.glued(end) && self.is_number(end + 1) && self.glued(end + 1) {
                    end += 2;
                }
            }
        }
        let (noon, next) = self.noon(end);
        if minute.is_none() && noon.is_none() {
            return None;
        }
        end = next;
        let hour = match noon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        if self.inner(end) == Some(Lexeme::Zone) {
            end += 1;
        }
        // "+0300", "+03:00"; but not the "- 7" of a list.
        if self.is_mark(end, b"+-") && self.glued(end) && self.is_number(end + 1) && self.glued(end + 1) {
            end += 2;
            if self.is_mark(end, b":") && self.is_number(end + 1) {
                end += 2;
            }
        }
        let time = Time::new(hour as i8, minute.unwrap_or(0) as i8, second as i8, 0).ok()?;
        Some((time, end))
    }

    /// "am", "p.m.": true for the afternoon.
    fn noon(&self, at: usize) -> (Option<bool>, usize) {
        if let Some(Lexeme::Noon(pm)) = self.inner(at) {
            return (Some(pm), at + 1);
        }
        let word =
            |i: usize| self.token(i).filter(|t| !t.line).and_then(|t| self.text.get(t.start as usize..t.end as usize));
        let pm = match word(at) {
            Some("p" | "P") => true,
            Some("a" | "A") => false,
            _ => return (None, at),
        };
        if self.is_mark(at + 1, b".") && matches!(word(at + 2), Some("m" | "M")) {
            return (Some(pm), self.skip_mark(at + 3, b"."));
        }
        (None, at)
    }

    /// A year by itself, where no count could stand: "in 2015", "(2015)", "the 2015 election", "the 1990s".
    fn year(&self, at: usize) -> Option<(TimeKind, usize)> {
        let (year, next) = self.four_digits(at)?;
        if self.glued(at)
            && !self
                .before(at)
                .is_some_and(|t| matches!(t.lexeme, Lexeme::Mark(b'(' | b'[' | b'-' | b'?' | b'"' | b'\'')))
        {
            return None;
        }
        let joined =
            self.is_mark(next, b",.:/%") && self.glued(next) && self.glued(next + 1) && self.is_number(next + 1);
        if joined {
            return None;
        }
        let decade = self.glued(next)
            && self.text.get(self.token(next).map_or(0..0, |t| t.start as usize..t.end as usize)) == Some("s");
        if decade && year % 10 == 0 {
            return Some((
                TimeKind::Years { first: year, last: year + if year % 100 == 0 { 99 } else { 9 } },
                next + 1,
            ));
        }
        if self.glued(next) && matches!(self.inner(next), Some(l) if !matches!(l, Lexeme::Mark(_))) {
            return None;
        }
        let led = self.before(at).is_some_and(|t| {
            matches!(
                t.lexeme,
                Lexeme::Preposition
                    | Lexeme::In
                    | Lexeme::Of
                    | Lexeme::And
                    | Lexeme::The
                    | Lexeme::Side { .. }
                    | Lexeme::Which(_)
                    | Lexeme::Mark(b'(' | b'-')
            )
        });
        let counted = matches!(self.inner(next), Some(Lexeme::Word | Lexeme::Unit(_) | Lexeme::Of))
            && self.token(next).is_some_and(|t| !t.capital);
        (1900..2100).contains(&year).then_some(())?;
        ((led && !self.counts_things(next)) || (!counted && !self.valued(at)))
            .then_some((TimeKind::Years { first: year, last: year }, next))
    }

    /// True when the next word is a plural in small letters, so that the number before it counts.
    fn counts_things(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| {
            let word = self.text.get(t.start as usize..t.end as usize).unwrap_or_default();
            !t.line
                && !t.capital
                && (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss")
                    || matches!(word, "people" | "km" | "men"))
        })
    }

    /// True when a currency sign or a word of measure stands before a number.
    fn valued(&self, at: usize) -> bool {
        self.before(at).is_some_and(|t| matches!(t.lexeme, Lexeme::Mark(b'$' | b'?' | b'#')) && !t.line)
    }

    /// A weekday; `which` when "last", "this" or "next" stood before it.
    fn weekday(&self, at: usize, which: Option<i8>) -> Option<(TimeKind, Option<Time>, usize)> {
        let token = self.token(at)?;
        let Lexeme::Weekday { day, sure: true } = token.lexeme else { return None };
        let word =
            |i: usize| self.token(i).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or_default();
        // "Black Friday", "Bloody Sunday", "the Sunday Times" are names.
        let named = at > 0
            && matches!(
                word(at - 1),
                "Black" | "Good" | "Bloody" | "Ash" | "Super" | "Palm" | "Maundy" | "Cyber" | "Easter"
            )
            || matches!(
                word(at + 1),
                "Times" | "Telegraph" | "Mirror" | "Mail" | "Express" | "Herald" | "Post" | "Tribune"
            );
        if !token.capital || named {
            return None;
        }
        let end = at + 1 + usize::from(self.inner(at + 1) == Some(Lexeme::PartOfDay));
        Some((TimeKind::Weekday { day, which }, None, end))
    }

    /// After "last", "this", "next": a weekday, a unit, a part of the day, a month, or a count of units.
    fn which(&self, at: usize, which: i8) -> Option<(TimeKind, Option<Time>, usize)> {
        let calendar = |unit| Some((TimeKind::Calendar { unit, shift: which.into() }, None, at + 2));
        match self.inner(at + 1)? {
            Lexeme::Weekday { .. } => self.weekday(at + 1, Some(which)),
            // "the last day", "this hour" say no date by themselves; "the previous day" counts from the text.
            Lexeme::Unit(Unit::Day) => {
                let word = self.token(at)?;
                let counted = self.text.get(word.start as usize..word.end as usize).unwrap_or_default();
                let kind =
                    TimeKind::Distance { unit: Unit::Day, low: which.into(), high: which.into(), from_now: false };
                (which != 0 && !counted.eq_ignore_ascii_case("last") && !counted.eq_ignore_ascii_case("past"))
                    .then_some((kind, None, at + 2))
            }
            Lexeme::Unit(Unit::Hour) => None,
            Lexeme::Unit(unit) => calendar(unit),
            Lexeme::PartOfDay => Some((TimeKind::Calendar { unit: Unit::Day, shift: which.into() }, None, at + 2)),
            Lexeme::Month { .. } => self.month_day(at + 1).map(|(kind, end)| (kind, None, end)),
            Lexeme::Count { .. } | Lexeme::Number { .. } if which != 0 => {
                let (low, high, next) = self.count(at + 1)?;
                let Lexeme::Unit(unit) = self.inner(next)? else { return None };
                let (low, high) = if which < 0 { (-high, 0.min(-low + low)) } else { (1.min(low), high) };
                Some((TimeKind::Distance { unit, low, high, from_now: true }, None, next + 1))
            }
            _ => None,
        }
    }

    /// A count: "two", "a few", "a couple of", "10".
    fn count(&self, at: usize) -> Option<(i32, i32, usize)> {
        match self.token(at)?.lexeme {
            Lexeme::Number { value: value @ 0..=999, .. } => Some((value as i32, value as i32, at + 1)),
            Lexeme::Count { low: 1, high: 1 } => match self.inner(at + 1) {
                Some(Lexeme::Count { low, high }) if low > 1 => {
                    Some((low, high, at + 2 + usize::from(self.inner(at + 2) == Some(Lexeme::Of))))
                }
                _ => Some((1, 1, at + 1)),
            },
            Lexeme::Count { low, high } => Some((low, high, at + 1)),
            _ => None,
        }
    }

    /// "two weeks ago", "a few days later", "10 years before".
    fn counted(&self, at: usize, _low: i32, _high: i32) -> Option<(TimeKind, Option<Time>, usize)> {
        let (low, high, next) = self.count(at)?;
        let Lexeme::Unit(unit) = self.inner(next)? else { return None };
        let Lexeme::Side { sign, from_now } = self.inner(next + 1)? else { return None };
        let (low, high) = if sign < 0 { (-high, -low) } else { (low, high) };
        Some((TimeKind::Distance { unit, low, high, from_now }, None, next + 2))
    }

    /// "earlier in the day", "earlier this week", "later on Monday" leaves the Monday.
    fn in_the_day(&self, at: usize) -> Option<(TimeKind, Option<Time>, usize)> {
        match (self.inner(at + 1)?, self.inner(at + 2)?, self.inner(at + 3)) {
            (Lexeme::In, Lexeme::The, Some(Lexeme::Unit(Unit::Day))) => {
                Some((TimeKind::Distance { unit: Unit::Day, low: 0, high: 0, from_now: false }, None, at + 4))
            }
            (Lexeme::Which(0), Lexeme::Unit(unit), _) if unit != Unit::Hour => {
                Some((TimeKind::Calendar { unit, shift: 0 }, None, at + 3))
            }
            _ => None,
        }
    }

    /// "the day before", "the same day", "the night after".
    fn the(&self, at: usize) -> Option<(TimeKind, Option<Time>, usize)> {
        let day = |shift| TimeKind::Distance { unit: Unit::Day, low: shift, high: shift, from_now: false };
        match (self.inner(at + 1)?, self.inner(at + 2)?) {
            (Lexeme::Unit(Unit::Day), Lexeme::Side { sign, from_now: false }) => {
                let yesterday = self.inner(at + 3).and_then(|l| if let Lexeme::Day(d) = l { Some(d) } else { None });
                match yesterday {
                    // "the day before yesterday", "the day after tomorrow"
                    Some(d) => Some((TimeKind::Calendar { unit: Unit::Day, shift: i32::from(d) + sign }, None, at + 4)),
                    None => Some((day(sign), None, at + 3)),
                }
            }
            (Lexeme::Same, Lexeme::Unit(Unit::Day)) => Some((day(0), None, at + 3)),
            _ => None,
        }
    }
}

fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days of a month that has them (29 February without a year counts).
fn days(year: Option<i16>, month: i8, first: i8, last: i8) -> Option<TimeKind> {
    Date::new(year.unwrap_or(2000), month, last).ok()?;
    Some(TimeKind::Days { year, month, first, last })
}
