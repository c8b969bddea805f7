//! Numbers in running text: digits, words, ranges and vague plurals, with the words they take up.

use std::ops::Range;

use super::{Analysis, WordKind};

/// A number as read, before anything is known of what it counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// The value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The words it takes up, currency sign and multiplier included.
    pub words: Range<usize>,
    /// How it is written.
    pub style: Style,
    /// A unit written into the number: "$", "%", "km" of "5km".
    pub unit: Option<&'static str>,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// "1,500", "26", "3.5 million"
    Digits,
    /// "three", "twenty-one", "half a million"
    Words,
    /// "dozens", "several hundred": a lower bound
    Vague,
    /// "40-metre": stands before the noun it describes
    Compound,
}

/// Units of measurement: the forms of each, then the form shown.
const MEASURES: &[(&[&str], &str)] = &[
    (&["%", "percent", "pct"], "percent"),
    (&["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"], "km"),
    (&["m", "metre", "metres", "meter", "meters"], "metre"),
    (&["cm", "centimetre", "centimetres", "centimeter", "centimeters"], "cm"),
    (&["mm", "millimetre", "millimetres", "millimeter", "millimeters"], "mm"),
    (&["mile", "miles"], "mile"),
    (&["foot", "feet", "ft"], "foot"),
    (&["inch", "inches"], "inch"),
    (&["yard", "yards"], "yard"),
    (&["tonne", "tonnes", "ton", "tons"], "tonne"),
    (&["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"], "kg"),
    (&["gram", "grams", "gramme", "grammes"], "gram"),
    (&["pound", "pounds"], "pound"),
    (&["litre", "litres", "liter", "liters"], "litre"),
    (&["gallon", "gallons"], "gallon"),
    (&["barrel", "barrels"], "barrel"),
    (&["hectare", "hectares", "ha"], "hectare"),
    (&["acre", "acres"], "acre"),
    (&["degree", "degrees"], "degree"),
    (&["kw", "kilowatt", "kilowatts"], "kW"),
    (&["mw", "megawatt", "megawatts"], "MW"),
    (&["gw", "gigawatt", "gigawatts"], "GW"),
    (&["mph"], "mph"),
    (&["km/h", "kph", "kmh"], "km/h"),
    (&["knot", "knots"], "knot"),
    (&["dollar", "dollars", "usd"], "dollar"),
    (&["euro", "euros", "eur"], "euro"),
    (&["sterling", "gbp"], "pound"),
    (&["yen", "jpy"], "yen"),
    (&["yuan", "renminbi", "rmb"], "yuan"),
    (&["rouble", "roubles", "ruble", "rubles"], "rouble"),
    (&["rupee", "rupees"], "rupee"),
    (&["franc", "francs"], "franc"),
    (&["crown", "crowns", "krona", "kronor", "krone", "kroner"], "crown"),
    (&["lira", "liras"], "lira"),
    (&["peso", "pesos"], "peso"),
    (&["zloty", "zlotys"], "zloty"),
    (&["hryvnia", "hryvnias"], "hryvnia"),
    (&["shilling", "shillings"], "shilling"),
    (&["dinar", "dinars"], "dinar"),
    (&["riyal", "riyals"], "riyal"),
    (&["dirham", "dirhams"], "dirham"),
    (&["cent", "cents"], "cent"),
];

/// The unit of measurement that a lower-case word names.
pub(super) fn measure(lower: &str) -> Option<&'static str> {
    MEASURES.iter().find(|(forms, _)| forms.contains(&lower)).map(|&(_, unit)| unit)
}

fn currency(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "$" => "dollar",
        "€" => "euro",
        "£" => "pound",
        "¥" => "yen",
        "₽" => "rouble",
        "₹" => "rupee",
        "₴" => "hryvnia",
        "₺" => "lira",
        "₩" => "won",
        _ => return None,
    })
}

fn small(word: &str) -> Option<f64> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let units = WORDS.iter().position(|w| *w == word).map(|n| n as f64);
    units.or_else(|| TENS.iter().position(|w| *w == word).map(|n| (n + 2) as f64 * 10.0))
}

/// True for a word that is a number: "three", "twenty-one".
pub fn is_number_word(lower: &str) -> bool {
    number_word(lower).is_some()
}

/// A number word, hyphenated ones included: "twenty-one".
fn number_word(word: &str) -> Option<f64> {
    small(word).or_else(|| {
        let (tens, unit) = word.split_once('-')?;
        let (tens, unit) = (small(tens)?, small(unit)?);
        (tens >= 20.0 && (1.0..10.0).contains(&unit)).then_some(tens + unit)
    })
}

fn multiplier(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mln" => 1e6,
        "billion" | "bln" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// The least that a vague plural can mean.
fn vague(word: &str) -> Option<f64> {
    Some(match word {
        "dozens" => 24.0,
        "scores" => 40.0,
        "hundreds" => 200.0,
        "thousands" => 2e3,
        "millions" => 2e6,
        "billions" => 2e9,
        _ => return None,
    })
}

/// Reads the number that begins at word `at` and ends before word `end`.
pub(super) fn number_at(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<Number> {
    let first = first_number(analysis, at, end)?;
    Some(range(analysis, &first, end).unwrap_or(first))
}

fn first_number(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<Number> {
    if let Some((unit, from)) = currency_sign(analysis, at, end) {
        let number = digits(analysis, from, end, true)?;
        return Some(Number { words: at..number.words.end, unit: Some(unit), ..number });
    }
    let word = analysis.words.get(at).filter(|_| at < end)?;
    match word.kind {
        WordKind::Digits => digits(analysis, at, end, false),
        WordKind::Letters => {
            vague_number(analysis, at, end).or_else(|| compound(analysis, at)).or_else(|| worded(analysis, at, end))
        }
        _ => None,
    }
}

/// "$", "US$", "€" and where the digits begin.
fn currency_sign(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<(&'static str, usize)> {
    let sign = |i: usize| (i < end).then(|| currency(analysis.word(i))).flatten();
    if let Some(unit) = sign(at) {
        return Some((unit, at + 1));
    }
    let glued = analysis.words.get(at)?.end == analysis.words.get(at + 1)?.start;
    let prefix = matches!(analysis.word(at), "US" | "A" | "C" | "NZ" | "HK" | "AU" | "CA");
    (glued && prefix).then(|| sign(at + 1).map(|unit| (unit, at + 2)))?
}

/// "5 to 7", "5–7", "between 5 and 7": the second number, when it is the larger.
fn range(analysis: &Analysis<'_>, first: &Number, end: usize) -> Option<Number> {
    let joint = first.words.end;
    let between = first.words.start > 0 && analysis.lower(first.words.start - 1) == "between";
    let joined = match analysis.lower(joint) {
        "to" | "–" | "-" | "—" => first.upper.is_none(),
        "and" => between,
        _ => false,
    };
    if !joined || joint + 1 >= end || matches!(first.style, Style::Vague | Style::Compound) {
        return None;
    }
    let second = first_number(analysis, joint + 1, end)?;
    let scale = if first.value < 1e3 && second.value >= 1e6 { second_scale(&second, analysis) } else { 1.0 };
    let value = first.value * scale;
    let same = second.style == first.style && second.upper.is_none() && second.value > value;
    // "rose from 12 to 17" is a change, not a range; its two figures stand apart.
    let change = first.words.start > 0 && analysis.lower(first.words.start - 1) == "from";
    (same && !change).then(|| Number {
        value,
        upper: Some(second.value),
        words: first.words.start..second.words.end,
        style: first.style,
        unit: second.unit.or(first.unit),
    })
}

/// In "3 to 5 million", the million belongs to both.
fn second_scale(second: &Number, analysis: &Analysis<'_>) -> f64 {
    multiplier(analysis.lower(second.words.end - 1)).unwrap_or(1.0)
}

fn digits(analysis: &Analysis<'_>, at: usize, end: usize, money: bool) -> Option<Number> {
    if at >= end || analysis.words.get(at)?.kind != WordKind::Digits {
        return None;
    }
    let lower = analysis.lower(at);
    let numeric = lower.find(|c: char| c.is_alphabetic()).unwrap_or(lower.len());
    let (number, suffix) = lower.split_at(numeric);
    let (number, compound) = match number.strip_suffix('-') {
        Some(number) => (number, true),
        None => (number, false),
    };
    let (mut value, mut upper) = match number.split_once('-') {
        Some((low, high)) => (parse(low)?, Some(parse(high)?)),
        None => (parse(number)?, None),
    };
    if upper.is_some_and(|upper| upper <= value) {
        return None;
    }
    let mut next = at + 1;
    // "3 000" with a no-break space.
    while upper.is_none() && value >= 1.0 && next < end && spaced_thousands(analysis, next) {
        value = value * 1e3 + analysis.word(next).parse::<f64>().ok()?;
        next += 1;
    }
    let mut scale = 1.0;
    let mut unit = None;
    match suffix {
        "" => {}
        "k" => scale = 1e3,
        "bn" | "b" if money || suffix == "bn" => scale = 1e9,
        "m" if money => scale = 1e6,
        "mn" | "mln" => scale = 1e6,
        "tn" => scale = 1e12,
        suffix => unit = Some(measure(suffix)?),
    }
    if suffix.is_empty() && next < end {
        let word = analysis.lower(next);
        let short = money && next < end && matches!(word, "m" | "bn");
        if let Some(times) = multiplier(word).or(short.then(|| if word == "m" { 1e6 } else { 1e9 })) {
            scale = times;
            next += 1;
        }
    }
    value *= scale;
    upper = upper.map(|upper| upper * scale);
    let style = if compound { Style::Compound } else { Style::Digits };
    (value.is_finite() && value < 1e15).then_some(Number { value, upper, words: at..next, style, unit })
}

fn spaced_thousands(analysis: &Analysis<'_>, at: usize) -> bool {
    let (Some(before), Some(word)) = (analysis.words.get(at - 1), analysis.words.get(at)) else { return false };
    let gap = &analysis.article.text.as_str()[before.end as usize..word.start as usize];
    matches!(gap, "\u{a0}" | "\u{2009}" | "\u{202f}")
        && word.kind == WordKind::Digits
        && analysis.word(at).len() == 3
        && analysis.word(at).bytes().all(|b| b.is_ascii_digit())
}

/// "1,500", "3.5", "1.234.567"; none for dates, clock times, fractions and anything else.
fn parse(number: &str) -> Option<f64> {
    let number = number.trim_end_matches(['\u{2009}', '\u{202f}']);
    if number.is_empty() || number.len() > 24 {
        return None;
    }
    let grouped = |separator: char| {
        let mut groups = number.split(separator);
        let first = groups.next()?;
        let whole = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
        whole.then(|| number.replace(separator, ""))
    };
    let (whole, decimals) = match number.rsplit_once('.') {
        Some((whole, decimals)) if !whole.contains('.') => (whole, Some(decimals)),
        Some(_) => return grouped('.')?.parse().ok(),
        None => (number, None),
    };
    let whole = if let Some(separator) = whole.chars().find(|c| matches!(c, ',' | '\u{2009}' | '\u{202f}')) {
        let mut groups = whole.split(separator);
        let first = groups.next()?;
        let sound = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
        sound.then(|| whole.replace(separator, ""))?
    } else {
        whole.to_owned()
    };
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    // "007" and "0900" are codes.
    let code = whole.len() > 1 && whole.starts_with('0');
    if !plain(&whole) || code || !decimals.is_none_or(plain) {
        return None;
    }
    match decimals {
        Some(decimals) => format!("{whole}.{decimals}").parse().ok(),
        None => whole.parse().ok(),
    }
}

/// "dozens", "hundreds of thousands", "several hundred", "a few dozen".
fn vague_number(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<Number> {
    let lower = |i: usize| if i < end { analysis.lower(i) } else { "" };
    let number = |value, words| Number { value, upper: None, words, style: Style::Vague, unit: None };
    if matches!(lower(at), "several" | "few") {
        return multiplier(lower(at + 1)).map(|times| number(2.0 * times, at..at + 2));
    }
    let (base, next) = match lower(at) {
        "tens" => (20.0, at + 1),
        word => (vague(word)?, at + 1),
    };
    let larger = (lower(next) == "of").then(|| vague(lower(next + 1))).flatten().filter(|&v| v >= 2e3);
    match larger {
        Some(larger) => Some(number(base * larger / 2.0, at..next + 2)),
        None if lower(at) == "tens" => None,
        None => Some(number(base, at..next)),
    }
}

/// "three-metre", "six-kilometre".
fn compound(analysis: &Analysis<'_>, at: usize) -> Option<Number> {
    let (number, unit) = analysis.lower(at).rsplit_once('-')?;
    let (value, unit) = (number_word(number)?, measure(unit)?);
    Some(Number { value, upper: None, words: at..at + 1, style: Style::Compound, unit: Some(unit) })
}

/// "three", "two hundred and fifty", "three dozen", "half a million", "a hundred".
fn worded(analysis: &Analysis<'_>, at: usize, end: usize) -> Option<Number> {
    let lower = |i: usize| if i < end { analysis.lower(i) } else { "" };
    let number = |value, words| Some(Number { value, upper: None, words, style: Style::Words, unit: None });
    match lower(at) {
        "half" if matches!(lower(at + 1), "a" | "an") => {
            return multiplier(lower(at + 2)).and_then(|times| number(times / 2.0, at..at + 3));
        }
        "a" | "an" => return multiplier(lower(at + 1)).and_then(|times| number(times, at..at + 2)),
        _ => {}
    }
    let mut total = 0.0;
    let mut current = number_word(lower(at))?;
    let mut next = at + 1;
    while next < end {
        let word = lower(next);
        if let Some(times) = multiplier(word) {
            if times > 100.0 {
                total += current * times;
                current = 0.0;
            } else {
                current *= times;
            }
            next += 1;
        } else if word == "and" && is_multiplied(lower(next - 1)) && number_word(lower(next + 1)).is_some() {
            current += number_word(lower(next + 1))?;
            next += 2;
        } else if let Some(more) = number_word(word).filter(|&m| m < 100.0 && is_multiplied(lower(next - 1))) {
            current += more;
            next += 1;
        } else {
            break;
        }
    }
    number(total + current, at..next)
}

fn is_multiplied(word: &str) -> bool {
    matches!(word, "hundred" | "thousand" | "million" | "billion")
}
