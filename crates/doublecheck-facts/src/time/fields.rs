//! What the patterns of rules put together: fields with small whole numbers.

/// A count that nobody named: "several", "the past years".
pub(super) const VAGUE: i64 = -1;
/// Counts are in thousandths, so that halves and quarters are exact.
pub(super) const ONE: i64 = 1000;

macro_rules! fields {
    ($($name:ident $text:literal,)*) => {
        /// A place in the meaning of an expression.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Field { $($name,)* }

        impl Field {
            pub const COUNT: usize = [$($text,)*].len();

            /// A field by its name in rules.
            pub fn named(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

fields! {
    Year "year", Month "month", Day "day", Weekday "weekday", Season "season", Quarter "quarter",
    Half "half", Decade "decade", Part "part", Hour "hour", Minute "minute", Second "second",
    Meridiem "meridiem", Zone "zone", Unit "unit", Count "count", Upper "upper", Shift "shift", Mod "mod",
    Quant "quant", Freq "freq", Holiday "holiday", Reference "ref", Nth "nth", Era "era", Other "other", Near "near",
}

/// The fields of one expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fields([Option<i64>; Field::COUNT]);

impl Default for Fields {
    fn default() -> Self {
        Self([None; Field::COUNT])
    }
}

impl Fields {
    pub fn get(&self, field: Field) -> Option<i64> {
        self.0[field as usize]
    }

    pub fn set(&mut self, field: Field, value: Option<i64>) {
        self.0[field as usize] = value;
    }

    pub fn has(&self, field: Field) -> bool {
        self.get(field).is_some()
    }
}

/// A value in a rule: a whole number, or a name.
pub(super) fn value(field: Field, text: &str) -> Option<i64> {
    if let Ok(number) = text.parse::<i64>() {
        return Some(if matches!(field, Field::Count | Field::Upper) { number * ONE } else { number });
    }
    let names: &[&str] = match field {
        Field::Count | Field::Upper if text == "X" => return Some(VAGUE),
        Field::Count | Field::Upper if text == "half" => return Some(ONE / 2),
        Field::Unit => UNITS,
        Field::Mod => MODS,
        Field::Part => PARTS,
        Field::Season => SEASONS,
        Field::Reference => REFERENCES,
        Field::Quant => QUANTS,
        Field::Holiday => HOLIDAYS,
        Field::Meridiem => &["AM", "PM"],
        Field::Era => &["AD", "BC"],
        Field::Zone => return Some(zone(text)),
        _ => return None,
    };
    names.iter().position(|name| *name == text).map(|at| at as i64)
}

/// Minutes east of Greenwich of "+5:30", "-8".
fn zone(text: &str) -> i64 {
    let (hours, minutes) = text.split_once(':').unwrap_or((text, "0"));
    let (hours, minutes): (i64, i64) = (hours.parse().unwrap_or(0), minutes.parse().unwrap_or(0));
    hours * 60 + if hours < 0 { -minutes } else { minutes }
}

pub(super) const UNITS: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "decade",
    "century",
    "millennium",
];
/// The place of "weekend" in [`UNITS`].
pub(super) const WEEKEND: i64 = 5;
pub(super) const MODS: &[&str] =
    &["START", "MID", "END", "APPROX", "BEFORE", "AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"];
pub(super) const PARTS: &[&str] = &["MO", "MI", "AF", "EV", "NI", "DT"];
pub(super) const SEASONS: &[&str] = &["SP", "SU", "FA", "WI"];
pub(super) const REFERENCES: &[&str] = &["PAST_REF", "PRESENT_REF", "FUTURE_REF"];
pub(super) const QUANTS: &[&str] = &["EVERY", "EACH"];
pub(super) const HOLIDAYS: &[&str] = &[
    "new-year",
    "new-year-eve",
    "king-day",
    "valentine",
    "presidents",
    "st-patrick",
    "april-fools",
    "good-friday",
    "easter",
    "easter-monday",
    "mothers",
    "memorial",
    "fathers",
    "independence",
    "labor",
    "columbus",
    "halloween",
    "veterans",
    "thanksgiving",
    "christmas-eve",
    "christmas",
    "boxing",
    "may-day",
    "earth",
    "election",
];
