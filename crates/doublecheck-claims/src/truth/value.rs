//! What values say: which of them are the same, and how a wrong value stands to the right one.

/// What the values of an attribute are, told from the values themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Times of day: "7:22 a.m.", "19:05".
    Time,
    /// Plain numbers: "1,250", "3.5".
    Number,
    /// Several things, parted by ";".
    Set,
    /// Anything else.
    Name,
}

/// How a value stands to the one that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// The same.
    Same,
    /// Says less: an author is left out, only the country is given.
    Less,
    /// Says more.
    More,
    /// Not the same but close: minutes apart, another spelling, some of the same members.
    Near,
    /// Nothing in common.
    Other,
}

/// Relations that are errors.
pub(super) const ERRORS: usize = 4;

impl Relation {
    /// Place among the errors; none for what is right.
    pub(super) fn error(self) -> Option<usize> {
        match self {
            Self::Same => None,
            Self::Less => Some(0),
            Self::More => Some(1),
            Self::Near => Some(2),
            Self::Other => Some(3),
        }
    }
}

/// A value in the form in which it is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Form {
    /// Minutes after midnight.
    Time(u32),
    /// A number.
    Number(f64),
    /// Sorted members without doubles.
    Set(Vec<String>),
    /// Words in lower case.
    Name(String),
}

/// The kind of most of the values; `Name` where no kind has most. Sets need only be some of the values, because one
/// member alone is a set too.
pub(super) fn kind<'a>(values: impl Iterator<Item = &'a str>) -> Kind {
    let (mut all, mut times, mut numbers, mut sets) = (0_usize, 0_usize, 0_usize, 0_usize);
    for value in values {
        all += 1;
        times += usize::from(time(value).is_some());
        numbers += usize::from(number(value).is_some());
        sets += usize::from(value.contains(';'));
    }
    if times * 2 > all {
        Kind::Time
    } else if numbers * 2 > all {
        Kind::Number
    } else if sets * 10 > all {
        Kind::Set
    } else {
        Kind::Name
    }
}

/// The value as one of its kind; none if it says nothing of that kind ("not available" among times).
pub(super) fn form(value: &str, kind: Kind) -> Option<Form> {
    let lower = value.to_lowercase();
    match kind {
        Kind::Time => time(value).map(Form::Time),
        Kind::Number => number(value).map(Form::Number),
        Kind::Set => {
            let mut members: Vec<String> = lower.split(';').map(words).filter(|part| !part.is_empty()).collect();
            members.sort();
            members.dedup();
            (!members.is_empty()).then_some(Form::Set(members))
        }
        Kind::Name => Some(words(&lower)).filter(|name| !name.is_empty()).map(Form::Name),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first time of day in a text, in minutes after midnight: two numbers parted by a colon, "a" or "p" after them.
fn time(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    let colon = (1..bytes.len()).find(|&at| {
        bytes[at] == b':' && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    })?;
    let before = text.get(..colon)?;
    let hour_at = before
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let hour: u32 = before.get(hour_at..)?.parse().ok()?;
    let after = text.get(colon + 1..)?;
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let minute: u32 = after.get(..digits)?.parse().ok()?;
    let half = after.get(digits..)?.trim_start().bytes().next().map(|byte| byte.to_ascii_lowercase());
    if hour > 24 || minute > 59 {
        return None;
    }
    let hour = match half {
        Some(b'p') if hour < 12 => hour + 12,
        Some(b'a') if hour == 12 => 0,
        _ => hour % 24,
    };
    Some(hour * 60 + minute)
}

fn number(text: &str) -> Option<f64> {
    let plain: String = text.trim().chars().filter(|&c| c != ',').collect();
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Times this many minutes apart or fewer are near: a rounding, another clock, door or wheels.
const NEAR_MINUTES: u32 = 15;
/// Numbers this part of the larger one apart or less are near: a rounding.
const NEAR_SHARE: f64 = 0.02;

/// How `given` stands to what is `right`.
pub(super) fn relation(given: &Form, right: &Form) -> Relation {
    if given == right {
        return Relation::Same;
    }
    let near = |yes: bool| if yes { Relation::Near } else { Relation::Other };
    match (given, right) {
        (Form::Time(a), Form::Time(b)) => {
            let apart = a.abs_diff(*b);
            near(apart.min(24 * 60 - apart.min(24 * 60)) <= NEAR_MINUTES)
        }
        (Form::Number(a), Form::Number(b)) => near((a - b).abs() <= NEAR_SHARE * a.abs().max(b.abs())),
        (Form::Set(a), Form::Set(b)) => parts(a, b),
        (Form::Name(a), Form::Name(b)) => {
            let split = |name: &str| name.split(' ').map(str::to_owned).collect::<Vec<_>>();
            match parts(&split(a), &split(b)) {
                Relation::Near if !alike(a, b) => Relation::Other,
                relation => relation,
            }
        }
        _ => Relation::Other,
    }
}

/// How one list of members stands to another; members are the same where one holds the other ("annaberg", "berg").
fn parts(given: &[String], right: &[String]) -> Relation {
    let held = |of: &[String], by: &[String]| of.iter().filter(|a| by.iter().any(|b| a == &b)).count();
    let common = held(given, right);
    if common == given.len() {
        return Relation::Less;
    }
    if common == right.len() {
        return Relation::More;
    }
    let alike = given.iter().any(|a| right.iter().any(|b| alike(a, b)));
    if alike { Relation::Near } else { Relation::Other }
}

/// Whether one of two words holds the other, or they share most of their letters' pairs.
fn alike(a: &str, b: &str) -> bool {
    const HELD: usize = 4;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= HELD && long.contains(short)
}
