//! Verbs: which happened to what is counted, and which way figures moved: `rules/quantity/verbs.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::change::Direction;
use super::rules::VERBS;

/// A form of a listed verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    /// "destroy"
    pub lemma: &'static str,
    /// Which form it is; where forms coincide ("hit"), the past.
    pub tense: Tense,
    /// Which way figures move with it.
    pub direction: Option<Direction>,
}

/// Which form of a verb a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// "destroyed", "struck"
    Past,
    /// "destroying"
    Gerund,
    /// "destroys", which may be a plural noun as well
    Present,
    /// "destroy", which may be a noun as well
    Base,
}

static FORMS: LazyLock<HashMap<String, Form>> = LazyLock::new(|| {
    let sections = [("rise", Some(Direction::Up)), ("fall", Some(Direction::Down)), ("verbs", None)];
    let mut forms = HashMap::new();
    // Past forms first: where two verbs share a form ("found", "left"), the past of one is what news means.
    for past in [true, false] {
        for (section, direction) in sections {
            for line in VERBS.lines(section) {
                for (form, tense) in conjugated(line).into_iter().filter(|(_, t)| (*t == Tense::Past) == past) {
                    let lemma = line.split(' ').next().unwrap_or(line);
                    forms.entry(form).or_insert(Form { lemma, tense, direction });
                }
            }
        }
    }
    forms
});

/// All forms of a verb of the list: "drop +", "strike struck stricken".
fn conjugated(line: &str) -> Vec<(String, Tense)> {
    let mut fields = line.split(' ');
    let Some(lemma) = fields.next() else { return Vec::new() };
    let doubles = line.ends_with('+') || DOUBLE_ANYWAY.contains(&lemma);
    let irregular: Vec<&str> = fields.filter(|&field| field != "+").collect();
    let mut forms: Vec<_> = irregular.iter().map(|&past| (past.to_owned(), Tense::Past)).collect();
    if irregular.is_empty() {
        forms.push((with_ending(lemma, "ed", doubles), Tense::Past));
    }
    forms.push((with_ending(lemma, "ing", doubles), Tense::Gerund));
    forms.push((with_ending(lemma, "s", false), Tense::Present));
    forms.push((lemma.to_owned(), Tense::Base));
    forms
}

/// Irregular verbs that double their last letter before "-ing".
const DOUBLE_ANYWAY: &[&str] = &[
    "hit", "cut", "set", "shut", "let", "run", "win", "swim", "sit", "split", "quit", "dig", "begin", "get", "shed",
    "forbid",
];

fn with_ending(lemma: &str, ending: &str, doubles: bool) -> String {
    let vowel_y = ["ay", "ey", "oy", "uy"].iter().any(|ending| lemma.ends_with(ending));
    let consonant_y = lemma.ends_with('y') && !vowel_y;
    let stem = &lemma[..lemma.len().saturating_sub(1)];
    match ending {
        "s" if consonant_y => format!("{stem}ies"),
        "s" if ["s", "x", "z", "o", "sh", "ch"].iter().any(|e| lemma.ends_with(e)) => format!("{lemma}es"),
        "s" => format!("{lemma}s"),
        "ing" if lemma.ends_with("ie") => format!("{}ying", &lemma[..lemma.len() - 2]),
        "ing" if lemma.ends_with('e') && !lemma.ends_with("ee") => format!("{stem}ing"),
        "ed" if lemma.ends_with('e') => format!("{lemma}d"),
        "ed" if consonant_y => format!("{stem}ied"),
        _ if doubles => format!("{lemma}{}{ending}", &lemma[lemma.len() - 1..]),
        _ => format!("{lemma}{ending}"),
    }
}

static HARMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| VERBS.pairs("harm").collect());

static SPEECH: LazyLock<HashSet<&'static str>> = LazyLock::new(|| VERBS.set("speech"));

/// The verb that a lower-case word is a form of, if it is listed.
pub(super) fn form(lower: &str) -> Option<Form> {
    FORMS.get(lower).copied()
}

/// The verb of a word that says that people came to harm: "dead" is "die".
pub(super) fn harm(lower: &str) -> Option<&'static str> {
    HARMS.get(lower).copied()
}

/// True for the lemma of a verb that says that people came to harm.
pub(super) fn is_harm(lemma: &str) -> bool {
    HARMS.values().any(|&harm| harm == lemma)
}

/// True for verbs that say something and never happen to what is counted.
pub(super) fn is_speech(lemma: &str) -> bool {
    SPEECH.contains(lemma)
}

/// Words that help a verb, and adverbs that stand between.
pub(super) fn is_auxiliary(lower: &str) -> bool {
    matches!(
        lower,
        "was"
            | "were"
            | "is"
            | "are"
            | "be"
            | "been"
            | "being"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "do"
            | "does"
            | "reportedly"
            | "also"
            | "later"
    )
}
