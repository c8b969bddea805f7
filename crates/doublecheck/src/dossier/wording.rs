//! The words in which the forms on screen name what the model holds.

use super::{ExchangeKind, Outcome};
use crate::model::{
    Credibility, Direction, Form, Gap, Grade, Manner, Moment, Opposition, Published, Reliability, ReuseKind, Stance,
    Trust,
};

/// "1 article", "3 articles".
pub(super) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {}", plural(one)) }
}

fn plural(one: &str) -> String {
    match one.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{one}s"),
    }
}

/// How many of a list to show: up to `most`, but a last single one is shown rather than counted.
pub(super) fn shown(all: usize, most: usize) -> usize {
    if all == most + 1 { all } else { all.min(most) }
}

/// Words without the quotation marks around them and the comma inside those, to be set in a line.
pub(super) fn bare(words: &str) -> &str {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | ',');
    let bare = words.trim_matches(is_edge);
    // Not where that would leave half a pair: `"Stop," he said, "now"`.
    if bare.contains(['"', '“', '”', '„', '«', '»']) { words.trim() } else { bare }
}

/// Words in quotation marks, unless they bring their own.
pub(super) fn quoted(words: &str) -> String {
    if words.starts_with(['"', '“', '„', '«']) { words.to_owned() } else { format!("“{words}”") }
}

pub(super) fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Disputed => "disputed",
        Grade::Contradicted => "contradicted",
        Grade::Admitted => "admitted by the party it speaks against",
        Grade::Confirmed => "more than one independent origin",
        Grade::OneOriginRepeated => "one origin repeated",
        Grade::SingleSource => "single source",
        Grade::Unattributed => "no origin that could be counted",
    }
}

/// The digit of the Admiralty scale with its words.
pub(super) fn credibility(credibility: Credibility) -> String {
    format!("{} ({})", credibility.digit(), credibility.name())
}

/// The letter of the Admiralty scale with its words.
pub(super) fn reliability(reliability: Reliability) -> String {
    format!("{} ({})", reliability.letter(), reliability.name())
}

pub(super) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies",
        Stance::Accuses => "accuses",
        Stance::Confirms => "confirms",
        Stance::Offers => "offers",
        Stance::Asks => "asks",
        Stance::Refuses => "refuses",
        Stance::Warns => "warns",
    }
}

/// What is not said but thought or intended.
pub(super) fn manner(manner: Manner) -> Option<&'static str> {
    match manner {
        Manner::Speech => None,
        Manner::Attitude => Some("attitude"),
        Manner::Intention => Some("intention"),
    }
}

pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "quoted",
        Form::Indirect => "reported",
        Form::Mixed => "mixed",
        Form::Narration => "in the outlet's own voice",
    }
}

pub(super) fn opposition(opposition: Opposition) -> &'static str {
    match opposition {
        Opposition::Denies => "denies",
        Opposition::Contradicts => "contradicts",
    }
}

/// What would fill a gap behind a claim.
pub(super) fn settled_by(gap: Gap) -> &'static str {
    match gap {
        Gap::Speaker => "An article that names who says it, or the original of the passage.",
        Gap::NamedAccuser => "An accuser with a name: a person or a body.",
        Gap::OutsideVoice => "A voice outside the one party, with words of its own.",
        Gap::OwnWords => "The words of those who are only quoted by another, from themselves.",
        Gap::OtherSide => "What the party that it is said of answers.",
        Gap::Original => "The text that the articles took the words from.",
        Gap::Day => "A day on which it is said to have happened (and a place, where none is named).",
        Gap::Place => "A place where it is said to have happened.",
    }
}

/// What an exchange begins with.
pub(super) fn exchange(kind: ExchangeKind) -> &'static str {
    match kind {
        ExchangeKind::Offer => "offered",
        ExchangeKind::Request => "asked",
        ExchangeKind::Refusal => "refused, and nobody here asks for it",
    }
}

/// What became of an offer or request.
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted => "accepted",
        Outcome::Refused => "refused",
        Outcome::Answered => "answered, neither yes nor no",
        Outcome::Open => "no answer in these articles",
    }
}

/// " (by X's account only)" where one party alone tells it; " (by the accounts of X and Y)".
pub(super) fn account(parties: &[String]) -> String {
    match parties {
        [] => String::new(),
        [one] => format!(" (by the account of {one} only)"),
        [others @ .., last] => format!(" (by the accounts of {} and {last})", others.join(", ")),
    }
}

/// How a copy went from one article to the other: goes between their labels.
pub(super) fn arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::Forward => "->",
        Direction::Siblings => "= one source =",
        Direction::Undecided => "-?-",
    }
}

pub(super) fn trust(trust: Trust) -> &'static str {
    match trust {
        Trust::None => "nothing known",
        Trust::Low => "low trust",
        Trust::Medium => "medium trust",
        Trust::High => "high trust",
    }
}

/// A day with its time of day and zone, as far as stated.
pub(super) fn moment(moment: &Moment) -> String {
    let clock = moment.time.map(|time| format!(" {:02}:{:02}", time.hour(), time.minute())).unwrap_or_default();
    let zone = moment.zone.as_deref().map(|zone| format!(" {zone}")).unwrap_or_default();
    format!("{}{clock}{zone}", moment.day)
}

/// "2015-10-08 (low trust; between 2015-10-07 and 2015-10-13)".
pub(super) fn published(published: &Published) -> String {
    let day = match (published.time, published.day) {
        (Some(time), Some(day)) => format!("{day} {:02}:{:02}", time.hour(), time.minute()),
        (None, Some(day)) => day.to_string(),
        (_, None) => "unknown".to_owned(),
    };
    let bounds = match (published.earliest, published.latest) {
        (Some(first), Some(last)) if first == last => None,
        (Some(first), Some(last)) => Some(format!("between {first} and {last}")),
        (Some(first), None) => Some(format!("not before {first}")),
        (None, Some(last)) => Some(format!("not after {last}")),
        (None, None) => None,
    };
    let notes: Vec<String> =
        [(published.day.is_some()).then(|| trust(published.trust).to_owned()), bounds].into_iter().flatten().collect();
    if notes.is_empty() { day } else { format!("{day} ({})", notes.join("; ")) }
}

/// What two passages share.
pub(super) fn kind(kind: ReuseKind) -> &'static str {
    match kind {
        ReuseKind::Verbatim => "word for word",
        ReuseKind::Reworded => "reworded",
        ReuseKind::SameUtterance => "same utterance",
        ReuseKind::CommonGround => "list, footer or stock phrase",
    }
}

/// How much a clue says about a direction: log-odds in words. From about twenty to one it decides by itself.
pub(super) fn weight(weight: f64) -> &'static str {
    match weight.abs() {
        w if w >= 3.0 => "decisive",
        w if w >= 1.4 => "strong",
        w if w >= 0.6 => "fair",
        w if w > 0.0 => "slight",
        _ => "no weight",
    }
}
