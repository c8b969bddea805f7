//! The figures and times of a text, read once for all propositions in it.

use std::ops::Range;

use doublecheck_facts::Words;
use doublecheck_facts::name::{Name, NameType};
use doublecheck_facts::quantity::{Bound, Direction, Kind, Quantity, quantities};
use doublecheck_facts::time::{Anchor, Resolved, TimeExpression, TimeKind, resolve_all, times};
use doublecheck_grammar::inflection::stem;
use doublecheck_grammar::learn::text_key;

use super::lexicon::Lexicon;

/// The facts of a text that propositions are compared by.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    pub(super) figures: Vec<Figure>,
    pub(super) dates: Vec<Day>,
    pub(super) names: Option<Vec<Name>>,
}

/// A number as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// The words of the number and all that belongs to it.
    pub words: Range<usize>,
    pub bytes: Range<usize>,
    /// The words of the number alone.
    pub number: Range<usize>,
    pub sort: Sort,
    pub value: f64,
    pub low: f64,
    pub high: f64,
    /// The value is only near the number, or a bound.
    pub exact: bool,
    /// The number as written, before its unit was converted.
    pub stated: f64,
    /// Its unit was converted to the base unit of what it measures.
    pub converted: bool,
    /// Key of the class of what is counted, or of the base unit; 0 for none.
    pub unit: u32,
    /// Stated measure or currency, which has no synonyms.
    pub measured: bool,
    pub change: Option<Direction>,
}

/// Numbers are compared with those of their sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Count,
    Measure,
    Money,
    Part,
    Duration,
    Age,
    Ordinal,
    Score,
    Bare,
    Multiple,
}

/// A time as it is compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Day {
    pub words: Range<usize>,
    pub bytes: Range<usize>,
    pub set: bool,
    /// Only a day of the week is said, counted from Monday.
    pub weekday: Option<usize>,
    /// Numbers that grow with the first and last day, where known.
    pub days: Option<(i32, i32)>,
    /// The TIMEX3 value, where something is not known "X".
    pub value: String,
}

impl Facts {
    /// Reads the times and quantities of a text. `anchor` is the day of publication, from which "Tuesday" is read; without
    /// it times are compared by what they say. Linear in the text.
    pub fn of(words: &Words<'_>, anchor: Option<Anchor>) -> Self {
        let expressions = times(words);
        let resolved = resolve_all(&expressions, anchor);
        let dates: Vec<Day> = expressions.iter().zip(resolved).filter_map(|(e, r)| day(words, e, r)).collect();
        let figures = quantities(words).iter().filter_map(|quantity| figure(words, quantity)).collect();
        Self { figures, dates, names: None }
    }

    /// With the names of the text (see [`doublecheck_facts::name::Names::find`]), which tell people, places and bodies apart.
    /// Without them capital letters tell what is a name.
    #[must_use]
    pub fn with_names(mut self, names: Vec<Name>) -> Self {
        self.names = Some(names);
        self
    }

    /// What a word is a name of: found by bisection.
    pub(super) fn name_at(&self, word: usize) -> Option<NameType> {
        let names = self.names.as_deref()?;
        let next = names.partition_point(|name| name.words.end <= word);
        names.get(next).filter(|name| name.words.contains(&word)).map(|name| name.kind)
    }
}

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn day(words: &Words<'_>, expression: &TimeExpression, resolved: Resolved) -> Option<Day> {
    let set = resolved.kind == TimeKind::Set;
    // "every year" and "daily" name no part of the calendar.
    let bare = set && resolved.value.starts_with('P');
    if bare || resolved.kind == TimeKind::Duration || resolved.value.ends_with("_REF") || resolved.value.is_empty() {
        return None;
    }
    let text = words.lower_text().get(expression.bytes.clone()).unwrap_or_default();
    Some(Day {
        weekday: WEEKDAYS.iter().position(|day| text.starts_with(day)).filter(|_| expression.words.len() == 1),
        words: expression.words.clone(),
        bytes: expression.bytes.clone(),
        set,
        days: resolved.first.zip(resolved.last).filter(|_| !set).map(|(first, last)| {
            let number =
                |year: i16, month: i8, day: i8| (i32::from(year) * 12 + i32::from(month)) * 31 + i32::from(day);
            (number(first.year(), first.month(), first.day()), number(last.year(), last.month(), last.day()))
        }),
        value: resolved.value,
    })
}

/// "about 40" may be so much more or less.
const ABOUT: f64 = 0.12;
/// "more than 100" is no more than so many times as much.
const MORE: f64 = 1.9;

/// Units that are converted: the factor to the base unit.
const BASES: &[(&str, f64, &str)] = &[
    ("second", 1.0 / 86_400.0, "day"),
    ("minute", 1.0 / 1440.0, "day"),
    ("hour", 1.0 / 24.0, "day"),
    ("day", 1.0, "day"),
    ("week", 7.0, "day"),
    ("month", 30.4, "day"),
    ("year", 365.0, "day"),
    ("decade", 3650.0, "day"),
    ("century", 36_500.0, "day"),
    ("millimetre", 0.001, "metre"),
    ("centimetre", 0.01, "metre"),
    ("metre", 1.0, "metre"),
    ("kilometre", 1000.0, "metre"),
    ("inch", 0.0254, "metre"),
    ("foot", 0.3048, "metre"),
    ("yard", 0.9144, "metre"),
    ("mile", 1609.3, "metre"),
    ("gram", 0.001, "kilogram"),
    ("kilogram", 1.0, "kilogram"),
    ("tonne", 1000.0, "kilogram"),
    ("ton", 1000.0, "kilogram"),
];

fn figure(words: &Words<'_>, quantity: &Quantity) -> Option<Figure> {
    let sort = match quantity.kind {
        Kind::Count => Sort::Count,
        Kind::Measure => Sort::Measure,
        Kind::Money => Sort::Money,
        Kind::Percent | Kind::Share => Sort::Part,
        Kind::Duration => Sort::Duration,
        Kind::Age => Sort::Age,
        Kind::Ordinal => Sort::Ordinal,
        Kind::Score => Sort::Score,
        Kind::Bare => Sort::Bare,
        Kind::Occasions | Kind::Multiple => Sort::Multiple,
    };
    let score = quantity.upper.filter(|upper| sort == Sort::Score || *upper < quantity.value);
    let sort = if score.is_some() { Sort::Score } else { sort };
    // "one of them", "a litre": no figure that another could contradict.
    if quantity.spelled && quantity.value == 1.0 && !matches!(sort, Sort::Money | Sort::Part) {
        return None;
    }
    // "pounds" weigh or pay; so many pay.
    let pounds = sort == Sort::Measure && quantity.unit.as_ref().is_some_and(|unit| unit.base() == "pound");
    let sort = if pounds && quantity.value >= 10_000.0 { Sort::Money } else { sort };
    let name = quantity.unit.as_ref().map_or("", |unit| unit.base());
    let base = BASES.iter().find(|(unit, _, _)| *unit == name && matches!(sort, Sort::Measure | Sort::Duration));
    let share = quantity.kind == Kind::Share && quantity.value <= 1.0;
    let scale = base.map_or(if share { 100.0 } else { 1.0 }, |(_, factor, _)| *factor);
    let value = quantity.value * scale;
    let upper = quantity.upper.map_or(value, |upper| upper * scale);
    let value = score.map_or(value, |second| value * 1000.0 + second);
    let (low, high) = match quantity.bound {
        _ if sort == Sort::Score => (value, value),
        Bound::Exact => (value, upper),
        Bound::About => (value * (1.0 - ABOUT), upper * (1.0 + ABOUT)),
        Bound::AtLeast | Bound::MoreThan => (value, value * MORE),
        Bound::AtMost | Bound::LessThan => (value / MORE, value),
        Bound::Range => (value, upper),
        Bound::Vague => (value * 0.5, value * 5.0),
    };
    let measured = quantity.unit.as_ref().is_some_and(|unit| unit.symbol.is_some() || unit.code.is_some());
    let head = name.rsplit(' ').next().unwrap_or_default();
    let unit = match base {
        _ if name.is_empty() || sort == Sort::Part => 0,
        Some((_, _, base)) => text_key(base),
        None if pounds && sort == Sort::Money => text_key("GBP"),
        None if measured => text_key(quantity.unit.as_ref().and_then(|unit| unit.code).unwrap_or(name)),
        None => {
            let own = text_key(&stem(head));
            Lexicon::built_in().meaning(&[own], 0).0.map_or(own, |meaning| meaning.class)
        }
    };
    Some(Figure {
        words: quantity.words.clone(),
        bytes: quantity.bytes.clone(),
        number: words.words_in(quantity.number.clone()),
        sort,
        value,
        low,
        high,
        exact: matches!(quantity.bound, Bound::Exact),
        stated: quantity.value * if share { 100.0 } else { 1.0 },
        converted: base.is_some(),
        unit,
        measured,
        change: quantity.change.map(|change| change.direction),
    })
}
