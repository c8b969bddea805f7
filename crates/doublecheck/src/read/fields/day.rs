//! Dates as pages write them, in any of some thirty languages: complete ones only, with their time of day and zone.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::months::month;

/// Which number of "03/04/2019" is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Order {
    DayFirst,
    MonthFirst,
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum Style {
    /// "2019-03-12", "2019年3月12日".
    YearFirst,
    /// "12 March 2019".
    Named,
    /// "12.03.2019".
    Numbers,
    /// "12.03.19", "12 Mar 19".
    ShortYear,
    /// "20190312".
    Compact,
}

/// A date as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct WrittenDay {
    /// Where it stands, with its time of day if that stands behind it.
    pub bytes: Range<usize>,
    pub day: Date,
    /// The day in the other order of day and month, where both are possible.
    pub other: Option<Date>,
    pub clock: Option<Time>,
    /// Offset from UTC or name of the zone, as it stands.
    pub zone: Option<String>,
    pub style: Style,
}

/// Finds complete dates, in order, not overlapping. Linear in the text.
pub(in crate::read) fn written_days(text: &str, order: Order) -> Vec<WrittenDay> {
    if text.chars().filter(|c| c.is_numeric()).nth(3).is_none() {
        return Vec::new();
    }
    let tokens = tokens(text);
    let reader = Reader { text, tokens: &tokens, order };
    let mut found: Vec<WrittenDay> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.date(at) {
            Some((mut day, end)) => {
                let before = found.last().map_or(0, |d| d.bytes.end);
                let end = reader.clock_behind(&mut day, end);
                if day.clock.is_none() {
                    reader.clock_before(&mut day, at, before);
                }
                found.push(day);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number {
        value: u32,
        digits: u8,
    },
    Month(i8),
    /// A word or mark that may stand between the parts of a date: "de", "of", "th".
    Between,
    /// Between day, month and year in Vietnamese.
    MonthNext,
    Noon(bool),
    Word,
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        '०'..='९' => Some(c as u32 - '०' as u32),
        '০'..='৯' => Some(c as u32 - '০' as u32),
        _ => None,
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut chars = text.char_indices().peekable();
    let mut lower = String::new();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut digits) = (first, 1u8);
            while let Some((at, d)) = chars.peek().and_then(|&(at, c)| Some((at + c.len_utf8(), digit(c)?))) {
                (value, digits, end) = (value.saturating_mul(10).saturating_add(d), digits.saturating_add(1), at);
                chars.next();
            }
            Kind::Number { value, digits }
        } else if is_cjk_unit(c) {
            Kind::Mark(c)
        } else if is_letter(c) {
            lower.clear();
            lower.extend(c.to_lowercase());
            while let Some(&(at, c)) = chars.peek().filter(|&&(_, c)| is_letter(c) && !is_cjk_unit(c)) {
                lower.extend(c.to_lowercase());
                end = at + c.len_utf8();
                chars.next();
            }
            word(&lower)
        } else if c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}') {
            continue;
        } else {
            Kind::Mark(match c {
                '–' | '—' | '‑' | '‐' | '−' => '-',
                '’' | '‘' | '`' => '\'',
                '：' => ':',
                '／' => '/',
                '．' => '.',
                '，' | '،' => ',',
                c => c,
            })
        };
        tokens.push(Token { kind, start, end });
    }
    tokens
}

/// Letters, with the vowel signs of Indian scripts and of Thai.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{0900}'..='\u{0e7f}') && !c.is_numeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_cjk_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '년' | '월' | '일' | '時' | '时' | '分' | '시' | '분')
}

fn word(lower: &str) -> Kind {
    if let Some(number) = month(lower) {
        return Kind::Month(number);
    }
    match lower {
        "st" | "nd" | "rd" | "th" | "er" | "de" | "del" | "of" | "the" | "a" | "º" | "ª" | "di" | "d" | "la" | "le"
        | "г" | "року" | "à" | "den" | "ng" | "e" => Kind::Between,
        "tháng" | "thg" | "năm" => Kind::MonthNext,
        "am" => Kind::Noon(false),
        "pm" => Kind::Noon(true),
        _ => Kind::Word,
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    order: Order,
}

impl Reader<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            Kind::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// A number of at most so many digits.
    fn number(&self, at: usize, most: u8) -> Option<(u32, u8)> {
        match self.kind(at)? {
            Kind::Number { value, digits } if digits <= most => Some((value, digits)),
            _ => None,
        }
    }

    fn small(&self, at: usize, most: u32) -> Option<i8> {
        self.number(at, 2).filter(|&(value, _)| (1..=most).contains(&value)).map(|(value, _)| value as i8)
    }

    fn year(&self, at: usize) -> Option<i16> {
        match self.number(at, 4)? {
            (value, 4) if (1900..2100).contains(&value) => Some(value as i16),
            // The Buddhist era.
            (value, 4) if (2500..2600).contains(&value) => Some(value as i16 - 543),
            _ => None,
        }
    }

    fn short_year(&self, at: usize) -> Option<i16> {
        match self.number(at, 2)? {
            (value, 2) if value < 60 => Some(2000 + value as i16),
            (value, 2) if value > 90 => Some(1900 + value as i16),
            _ => None,
        }
    }

    /// True when two tokens stand without a blank between them.
    fn joined(&self, at: usize) -> bool {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(next)) => one.end == next.start,
            _ => false,
        }
    }

    fn written(&self, from: usize, end: usize, day: Date, style: Style) -> Option<(WrittenDay, usize)> {
        let bytes = self.tokens.get(from)?.start..self.tokens.get(end.checked_sub(1)?)?.end;
        Some((WrittenDay { bytes, day, other: None, clock: None, zone: None, style }, end))
    }

    /// A date that begins at a token, and the token behind it.
    fn date(&self, at: usize) -> Option<(WrittenDay, usize)> {
        match self.kind(at)? {
            Kind::Number { digits: 8, .. } => self.compact(at),
            // A number of more than two digits before a mark and joined to it is an article's number or a version.
            Kind::Number { digits: 4, .. } => self.year_first(at),
            Kind::Number { digits: 1 | 2, .. } => self.day_month_name(at).or_else(|| self.numbers(at)),
            Kind::Month(number) => self.month_name_day(at, number),
            _ => None,
        }
    }

    fn compact(&self, at: usize) -> Option<(WrittenDay, usize)> {
        let (value, _) = self.number(at, 8)?;
        let year = (value / 10_000) as i16;
        let day = Date::new(year, (value / 100 % 100) as i8, (value % 100) as i8).ok()?;
        (1990..2100).contains(&year).then(|| self.written(at, at + 1, day, Style::Compact)).flatten()
    }

    fn year_first(&self, at: usize) -> Option<(WrittenDay, usize)> {
        let year = self.year(at)?;
        let mut next = at + 1;
        // "2019. március 12.", "2019 March 12".
        while matches!(self.kind(next), Some(Kind::Between | Kind::Mark('.' | ',' | '-'))) {
            next += 1;
        }
        if let Some(Kind::Month(month)) = self.kind(next) {
            let mut next = next + 1;
            while matches!(self.kind(next), Some(Kind::Between | Kind::Mark('.' | ',' | '-'))) {
                next += 1;
            }
            let day = self.small(next, 31)?;
            return self.written(at, next + 1, Date::new(year, month, day).ok()?, Style::YearFirst);
        }
        let mark = self.mark(at + 1).filter(|c| matches!(c, '-' | '/' | '.' | '年' | '년' | '_'))?;
        let month = self.small(at + 2, 12)?;
        let second = self.mark(at + 3)?;
        let same = second == mark || matches!((mark, second), ('年', '月') | ('년', '월'));
        let day = self.small(at + 4, 31).filter(|_| same)?;
        let mut end = at + 5;
        if matches!(self.mark(end), Some('日' | '일')) {
            end += 1;
        }
        self.written(at, end, Date::new(year, month, day).ok()?, Style::YearFirst)
    }

    /// "12 March 2019", "12. März 2019", "12 de marzo de 2019", "12-Mar-19", "12 tháng 3 năm 2019".
    fn day_month_name(&self, at: usize) -> Option<(WrittenDay, usize)> {
        let day = self.small(at, 31)?;
        let mut next = at + 1;
        while next < at + 4
            && matches!(self.kind(next), Some(Kind::Between | Kind::Mark('.' | ',' | '-' | '/' | '\'' | '°')))
        {
            next += 1;
        }
        let month = match self.kind(next)? {
            Kind::Month(number) => number,
            Kind::MonthNext => {
                next += 1;
                self.small(next, 12)?
            }
            _ => return None,
        };
        next += 1;
        // "aprile/maggio" and other second names of a month.
        if matches!(self.kind(next), Some(Kind::Month(_))) {
            next += 1;
        }
        let first = next;
        let mut quoted = false;
        while next < first + 3
            && let Some(kind) = self.kind(next)
            && matches!(kind, Kind::Between | Kind::MonthNext | Kind::Mark('.' | ',' | '-' | '/' | '\'' | '|'))
        {
            quoted |= matches!(kind, Kind::Mark('\'' | '-' | '/'));
            next += 1;
        }
        if let Some(year) = self.year(next) {
            return self.written(at, next + 1, Date::new(year, month, day).ok()?, Style::Named);
        }
        let alone = self.mark(next + 1) != Some(':') && !matches!(self.mark(next + 1), Some('.')) || quoted;
        let year = self.short_year(next).filter(|_| alone)?;
        self.written(at, next + 1, Date::new(year, month, day).ok()?, Style::ShortYear)
    }

    /// "March 12, 2019", "Mar. 12th 2019", "Mar 12 10:20:30 CET 2019".
    fn month_name_day(&self, at: usize, month: i8) -> Option<(WrittenDay, usize)> {
        let mut next = at + 1;
        while next < at + 3 && matches!(self.kind(next), Some(Kind::Between | Kind::Mark('.' | ',' | '-' | '/'))) {
            next += 1;
        }
        let day = self.small(next, 31)?;
        next += 1;
        let mut quoted = false;
        let first = next;
        while next < first + 3
            && let Some(kind) = self.kind(next)
            && matches!(kind, Kind::Between | Kind::Mark('.' | ',' | '-' | '/' | '\'' | '|'))
        {
            quoted |= matches!(kind, Kind::Mark('\''));
            next += 1;
        }
        if let Some(year) = self.year(next) {
            return self.written(at, next + 1, Date::new(year, month, day).ok()?, Style::Named);
        }
        if let Some((clock, zone, mut end)) = self.clock(next) {
            if matches!(self.kind(end), Some(Kind::Word)) {
                end += 1;
            }
            if matches!(self.kind(end), Some(Kind::Mark(','))) {
                end += 1;
            }
            let year = self.year(end)?;
            let (mut found, end) = self.written(at, end + 1, Date::new(year, month, day).ok()?, Style::Named)?;
            (found.clock, found.zone) = (Some(clock), zone);
            return Some((found, end));
        }
        let year = self
            .short_year(next)
            .filter(|_| quoted || self.mark(next - 1) == Some(',') && self.kind(next + 1).is_none())?;
        self.written(at, next + 1, Date::new(year, month, day).ok()?, Style::ShortYear)
    }

    /// "12.03.2019", "12/03/19".
    fn numbers(&self, at: usize) -> Option<(WrittenDay, usize)> {
        let mark = self.mark(at + 1).filter(|c| matches!(c, '.' | '/' | '-'))?;
        let chained = at > 0
            && self.joined(at - 1)
            && matches!(self.kind(at - 1), Some(Kind::Mark('.' | '-' | '/' | ':' | '$' | '€' | '+')));
        if chained || self.mark(at + 3) != Some(mark) {
            return None;
        }
        let (one, two) = (self.small(at, 31)?, self.small(at + 2, 31)?);
        let (year, style) = match self.year(at + 4) {
            // "12-03-2019-55" is a telephone number.
            Some(_)
                if self.joined(at + 4)
                    && self.joined(at + 5)
                    && self.mark(at + 5) == Some(mark)
                    && self.number(at + 6, 9).is_some() =>
            {
                return None;
            }
            Some(year) => (year, Style::Numbers),
            None => {
                // Without blanks only, and nothing joined behind: versions, scores and telephone numbers look like this.
                let close = (0..4).all(|i| self.joined(at + i));
                let more = self.joined(at + 4) && matches!(self.kind(at + 5), Some(Kind::Mark('-' | '/')));
                (self.short_year(at + 4).filter(|_| close && !more)?, Style::ShortYear)
            }
        };
        let end = at + 5;
        let (day_first, month_first) = (Date::new(year, two, one).ok(), Date::new(year, one, two).ok());
        let (day, other) = match (self.order, day_first, month_first) {
            (Order::MonthFirst, other, Some(day)) if mark != '.' => (day, other),
            (_, Some(day), other) => (day, other),
            (_, None, Some(day)) => (day, None),
            (_, None, None) => return None,
        };
        let (mut found, end) = self.written(at, end, day, style)?;
        found.other = other.filter(|&o| o != day);
        Some((found, end))
    }

    /// A time of day: itself, its zone and the token behind.
    fn clock(&self, at: usize) -> Option<(Time, Option<String>, usize)> {
        let (hour, _) = self.number(at, 2)?;
        let mut next = at + 1;
        let mut minute = 0;
        let mut second = 0;
        let hours_word = matches!(self.kind(next), Some(Kind::Word))
            && self
                .tokens
                .get(next)
                .and_then(|t| self.text.get(t.start..t.end))
                .is_some_and(|w| matches!(w, "h" | "H" | "u"));
        match self.kind(next)? {
            Kind::Mark(':' | '時' | '时' | '시') => {
                minute = self.number(next + 1, 2)?.0;
                next += 2;
            }
            Kind::Mark('.')
                if self.joined(at) && self.joined(next) && self.number(next + 1, 2).is_some_and(|(_, d)| d == 2) =>
            {
                minute = self.number(next + 1, 2)?.0;
                next += 2;
            }
            Kind::Word if hours_word => {
                next += 1;
                if let Some((value, 2)) = self.number(next, 2) {
                    minute = value;
                    next += 1;
                }
            }
            Kind::Noon(_) => {}
            _ => return None,
        }
        if matches!(self.mark(next), Some('分' | '분')) {
            next += 1;
        } else if self.mark(next) == Some(':') {
            second = self.number(next + 1, 2)?.0;
            next += 2;
            if self.mark(next) == Some('.') && matches!(self.kind(next + 1), Some(Kind::Number { .. })) {
                next += 2;
            }
        }
        let mut hour = hour;
        let noon = match self.kind(next) {
            Some(Kind::Noon(pm)) => Some((pm, next + 1)),
            _ => self.spelt_noon(next),
        };
        if let Some((pm, end)) = noon {
            hour = hour % 12 + if pm { 12 } else { 0 };
            next = end;
        }
        let clock =
            Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()?;
        let (zone, end) = self.zone(next);
        Some((clock, zone, end))
    }

    /// "a.m.", "p. m.".
    fn spelt_noon(&self, at: usize) -> Option<(bool, usize)> {
        let letter = |at: usize| self.tokens.get(at).and_then(|t| self.text.get(t.start..t.end));
        let pm = match letter(at)? {
            "a" | "A" => false,
            "p" | "P" => true,
            _ => return None,
        };
        let stop = self.mark(at + 1) == Some('.') && matches!(letter(at + 2), Some("m" | "M"));
        stop.then(|| (pm, at + 3 + usize::from(self.mark(at + 3) == Some('.'))))
    }

    /// A zone at a token, and the token behind.
    fn zone(&self, at: usize) -> (Option<String>, usize) {
        let word = self.tokens.get(at).and_then(|t| self.text.get(t.start..t.end)).unwrap_or_default();
        let sign = self.mark(at).filter(|c| matches!(c, '+' | '-'));
        if let Some(sign) = sign {
            if let (Some((hour, _)), Some(':'), Some((minute, 2))) =
                (self.number(at + 1, 2), self.mark(at + 2), self.number(at + 3, 2))
                && hour <= 14
            {
                return (Some(format!("{sign}{hour:02}:{minute:02}")), at + 4);
            }
            if let Some((value, 4)) = self.number(at + 1, 4).filter(|&(v, _)| v <= 1_400) {
                return (Some(format!("{sign}{:02}:{:02}", value / 100, value % 100)), at + 2);
            }
        }
        let known = matches!(
            word,
            "Z" | "z"
                | "UTC"
                | "GMT"
                | "BST"
                | "CET"
                | "CEST"
                | "MEZ"
                | "MESZ"
                | "EST"
                | "EDT"
                | "ET"
                | "CST"
                | "CDT"
                | "CT"
                | "MST"
                | "MDT"
                | "PST"
                | "PDT"
                | "PT"
                | "IST"
                | "MSK"
                | "JST"
                | "KST"
                | "AEST"
                | "AEDT"
                | "EET"
                | "EEST"
                | "SAST"
                | "HKT"
                | "SGT"
                | "PKT"
                | "WIB"
                | "WAT"
                | "EAT"
        );
        if known {
            return (Some(word.to_uppercase()), at + 1);
        }
        (None, at)
    }

    /// A time of day behind the date: "12 March 2019, 10:20", "... at 3 p.m.", "...T10:20:30Z". Gives the token behind.
    fn clock_behind(&self, day: &mut WrittenDay, end: usize) -> usize {
        for next in end..end + 4 {
            if let Some((clock, zone, after)) = self.clock(next) {
                (day.clock, day.zone) = (Some(clock), zone);
                day.bytes.end = self.tokens.get(after - 1).map_or(day.bytes.end, |t| t.end);
                return after;
            }
            if !matches!(
                self.kind(next),
                Some(Kind::Mark(',' | '-' | '|' | '·' | '•' | '@' | '(' | '/' | '.') | Kind::Between | Kind::Word)
            ) {
                break;
            }
        }
        end
    }

    /// A time of day right before the date: "09:42 GMT, 21 January 2021".
    fn clock_before(&self, day: &mut WrittenDay, at: usize, from: usize) {
        for start in at.saturating_sub(8)..at {
            let behind = self.tokens.get(start).is_some_and(|t| t.start >= from);
            if let Some((clock, zone, end)) = self.clock(start).filter(|_| behind) {
                let near = (end..at).all(|i| matches!(self.kind(i), Some(Kind::Mark(_) | Kind::Between | Kind::Word)))
                    && at - end.min(at) <= 3;
                if near && end <= at {
                    (day.clock, day.zone) = (Some(clock), zone);
                    return;
                }
            }
        }
    }
}
