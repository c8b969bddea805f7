//! The strings of a text that a reader of whole strings is offered.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDateTime;

use crate::Mention;

/// The kind and the value of a string that is a time.
pub type Phrase = fn(&str, NaiveDateTime) -> Option<(&'static str, String)>;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
const DAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const NAMED: &[&str] = &["now", "today", "tomorrow", "tonight", "yesterday", "noon", "midnight", "weekend"];
const UNITS: &[&str] = &["second", "minute", "hour", "day", "week", "month", "year"];
const AROUND: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "last", "next", "this", "ago",
    "earlier", "later", "am", "pm", "a.m", "p.m", "a", "the",
];
/// Words that stand only between others.
const BETWEEN: &[&str] = &["of", "the", "at", "in", "on", "from", "and"];
const LONGEST: usize = 6;

/// Runs of at most six words made of numbers, names of months and days, units of time, words such as "last" or "ago" and
/// the small words between them, one of them naming a time by itself; the longest run that the crate reads is taken,
/// from left to right.
pub fn times(text: &str, now: NaiveDateTime, read: Phrase) -> Vec<Mention> {
    let words = words(text);
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = (at + 1..=words.len().min(at + LONGEST)).rev().find_map(|end| {
            let bytes = words[at].start..words[end - 1].end;
            let run: Vec<&str> = words[at..end].iter().map(|word| &text[word.clone()]).collect();
            let read = || read(&text[bytes.clone()], now);
            let time = is_run(&run).then(|| catch_unwind(AssertUnwindSafe(read)).ok().flatten()).flatten()?;
            Some((end, Mention::time(bytes, time)))
        });
        at = match found {
            Some((end, mention)) => {
                mentions.push(mention);
                end
            }
            None => at + 1,
        };
    }
    mentions
}

/// Words without the punctuation around them.
fn words(text: &str) -> Vec<Range<usize>> {
    let inner = |c: char| c.is_alphanumeric();
    text.split_whitespace()
        .filter_map(|word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let first = word.find(inner)?;
            let (last, c) = word.char_indices().rfind(|(_, c)| inner(*c))?;
            Some(start + first..start + last + c.len_utf8())
        })
        .collect()
}

fn is_run(run: &[&str]) -> bool {
    let outer = |word: &&str| names_time(word) || is_number(word) || AROUND.contains(&lower(word).as_str());
    let inner = |word: &&str| outer(word) || BETWEEN.contains(&lower(word).as_str());
    run.first().is_some_and(outer)
        && run.last().is_some_and(outer)
        && run.iter().all(inner)
        && run.iter().any(|word| names_time(word))
        // "year" or "days" by itself is a time to some crates and to no annotator.
        && !matches!(run, [word] if is_any_unit(word))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// A month, a day, a unit, a word such as "today", a year of four digits, or numbers joined as in "12/3" and "10:30".
fn names_time(word: &str) -> bool {
    let low = lower(word);
    is_month(word)
        || DAYS.contains(&low.as_str())
        || NAMED.contains(&low.as_str())
        || is_any_unit(word)
        || is_year(word)
        || is_number(word) && word.contains(['-', '/', ':'])
}

pub fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && MONTHS.contains(&lower(word).as_str())
}

pub fn is_any_unit(word: &str) -> bool {
    UNITS.contains(&lower(word).trim_end_matches('s'))
}

pub fn is_unit(word: &str, unit: &str) -> bool {
    lower(word).trim_end_matches('s') == unit
}

pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u32| (1800..2100).contains(&year))
}

pub fn lower(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
