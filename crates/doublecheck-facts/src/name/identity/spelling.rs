//! When two spellings are the same name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::fold::fold;
use super::super::lists::entries;

/// How alike two words of names are, and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Alike {
    /// The same letters, accents aside.
    Same,
    /// Another spelling of the same sound, or the same name in another language.
    Spelling,
    /// A short form: "Bob".
    Nickname,
    /// "J." and "John".
    Initial,
    /// One letter differs.
    Slip,
    /// Different words.
    Different,
}

impl Alike {
    /// From 0 for different words to 1 for the same.
    pub fn worth(self) -> f32 {
        match self {
            Self::Same => 1.0,
            Self::Spelling => 0.95,
            Self::Nickname => 0.8,
            Self::Initial => 0.6,
            Self::Slip => 0.5,
            Self::Different => 0.0,
        }
    }
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Small letters without accents.
    pub plain: String,
    /// The same for all spellings of its sound.
    pub sound: String,
    /// The lines of the rules that list it.
    lines: Vec<u32>,
    short: Vec<u32>,
}

impl Part {
    pub fn of(word: &str) -> Self {
        let plain = fold(&word.to_lowercase()).into_owned();
        let sound = sound(&plain);
        let lines = SAME_NAMES.get(&plain).or_else(|| SAME_SOUNDS.get(&sound)).cloned().unwrap_or_default();
        let short = NICKNAMES.get(&plain).cloned().unwrap_or_default();
        Self { sound, lines, short, plain }
    }

    pub fn is_initial(&self) -> bool {
        self.plain.chars().filter(|c| c.is_alphabetic()).count() == 1
    }

    /// What all spellings of the part have in common: the first line of the rules that lists it, else its sound.
    pub fn block(&self) -> String {
        self.lines.first().map_or_else(|| self.sound.clone(), |line| format!("#{line}"))
    }

    pub fn compare(&self, other: &Self) -> Alike {
        if self.plain == other.plain {
            return Alike::Same;
        }
        if self.is_initial() || other.is_initial() {
            return match self.plain.chars().next() == other.plain.chars().next() {
                true => Alike::Initial,
                false => Alike::Different,
            };
        }
        let shared = |a: &[u32], b: &[u32]| a.iter().any(|line| b.contains(line));
        if self.sound == other.sound || shared(&self.lines, &other.lines) {
            Alike::Spelling
        } else if shared(&self.short, &other.short) {
            Alike::Nickname
        } else if self.plain.chars().count().min(other.plain.chars().count()) > 5 && one_slip(&self.plain, &other.plain)
        {
            Alike::Slip
        } else {
            Alike::Different
        }
    }
}

/// A rule of `spelling.txt`.
struct Rewriting {
    from: &'static str,
    to: &'static str,
    at_start: bool,
    at_end: bool,
}

static REWRITINGS: LazyLock<Vec<Rewriting>> = LazyLock::new(|| {
    let file = include_str!("../../../rules/name/spelling.txt");
    let lines = file.lines().filter(|line| !line.starts_with(['#', '>', '=']));
    lines
        .filter_map(|line| line.split_once("->"))
        .map(|(from, to)| {
            let from = from.trim();
            let at_start = from.starts_with('^');
            let at_end = from.ends_with('$');
            Rewriting { from: from.trim_matches(['^', '$']), to: to.trim(), at_start, at_end }
        })
        .filter(|rule| !rule.from.is_empty())
        .collect()
});

type Lines = HashMap<String, Vec<u32>>;

fn lines(file: &'static str, key: impl Fn(&str) -> String) -> Lines {
    let mut table = Lines::new();
    for (number, line) in entries(file).enumerate() {
        for entry in line {
            let known = table.entry(key(entry)).or_default();
            if !known.contains(&(number as u32)) {
                known.push(number as u32);
            }
        }
    }
    table
}

const SAME_NAMES_FILE: &str = include_str!("../../../rules/name/same_names.txt");

static SAME_NAMES: LazyLock<Lines> = LazyLock::new(|| lines(SAME_NAMES_FILE, plain));
static SAME_SOUNDS: LazyLock<Lines> = LazyLock::new(|| lines(SAME_NAMES_FILE, |entry| sound(&plain(entry))));
static NICKNAMES: LazyLock<Lines> = LazyLock::new(|| lines(include_str!("../../../rules/name/nicknames.txt"), plain));

fn plain(entry: &str) -> String {
    fold(&entry.to_lowercase()).into_owned()
}

/// The word with all rules of `spelling.txt` applied and double letters made one. Linear in the word for each rule.
fn sound(plain: &str) -> String {
    let mut sound = plain.to_owned();
    for rule in REWRITINGS.iter() {
        if !sound.contains(rule.from) {
            continue;
        }
        if rule.at_start {
            if let Some(rest) = sound.strip_prefix(rule.from) {
                sound = format!("{}{rest}", rule.to);
            }
        } else if rule.at_end {
            // A word of two letters keeps its end.
            if let Some(rest) = sound.strip_suffix(rule.from).filter(|rest| rest.chars().count() > 1) {
                sound = format!("{rest}{}", rule.to);
            }
        } else {
            sound = sound.replace(rule.from, rule.to);
        }
    }
    let mut last = None;
    sound.retain(|c| last.replace(c) != Some(c));
    sound
}

/// Whether two words differ by one letter put in, left out, replaced, or two that changed places.
fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail.min(a.len())], &b[..b.len() - tail.min(b.len())]);
    match (a, b) {
        ([_], [_] | []) | ([], [_]) => true,
        ([w, x], [y, z]) => w == z && x == y,
        _ => false,
    }
}
