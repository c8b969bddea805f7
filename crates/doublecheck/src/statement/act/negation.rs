//! Whether an act took place: "did not say", "no one said", "declined to say".

use super::Clause;
use super::lexicon::absence_ending_at;

/// Whether and how an act is said not to have taken place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absence {
    /// It took place.
    None,
    /// It did not.
    Absent,
    /// The subject would not speak: "declined to say", "would not say".
    Refused,
}

/// A word that says that there is none of what follows.
pub(super) fn is_none_word(word: &str) -> bool {
    matches!(word, "no" | "not" | "never" | "neither" | "zero" | "little" | "nothing")
}

/// Whether the act whose deciding word is `head` took place. `speaks` where it is an act of speech.
pub(super) fn absence(clause: &Clause<'_>, head: usize, speaks: bool) -> Absence {
    match before(clause, head, speaks) {
        Absence::None if opens_with_none(clause, head) => Absence::Absent,
        found => found,
    }
}

/// Left of the word through what may stand between a negation and its verb.
fn before(clause: &Clause<'_>, head: usize, speaks: bool) -> Absence {
    let mut at = head;
    while at > clause.words.start {
        let word = clause.lower(at - 1);
        let next = clause.lower(at);
        if let Some((start, refusing)) = absence_ending_at(clause, at - 1) {
            // "not only", "not just", "not surprisingly": no negation.
            let emphasis =
                word == "not" && (matches!(next, "only" | "just" | "merely" | "simply") || next.ends_with("ingly"));
            if !emphasis {
                let will = speaks && start > clause.words.start && at == head && would(clause, start);
                return if speaks && refusing || will { Absence::Refused } else { Absence::Absent };
            }
        }
        if word == "or" {
            return if joined_to_absent(clause, at - 1) { Absence::Absent } else { Absence::None };
        }
        let before_to = next == "to" && LEADING.contains(&word);
        if !(before_to || TRANSPARENT.contains(&word) || word.ends_with("ly") && word.len() > 4) {
            break;
        }
        at -= 1;
    }
    Absence::None
}

/// "would not", "will not", "wouldn't": the negation stands at `at`.
fn would(clause: &Clause<'_>, at: usize) -> bool {
    matches!(clause.lower(at - 1), "would" | "will" | "wo" | "wouldn" | "won")
}

/// Auxiliaries and adverbs between a negation and its verb.
const TRANSPARENT: &[&str] = &[
    "has",
    "have",
    "had",
    "having",
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "will",
    "would",
    "can",
    "could",
    "may",
    "might",
    "shall",
    "should",
    "must",
    "'ve",
    "’ve",
    "'d",
    "’d",
    "'ll",
    "’ll",
    "to",
    "also",
    "ever",
    "even",
    "yet",
    "still",
    "so",
    "far",
    "as",
    "much",
    "either",
    "once",
    "again",
    "at",
    "all",
    "n",
    "go",
    "immediate",
    "official",
    "further",
    "independent",
    "formal",
    "public",
    "such",
    "gone",
    "come",
    "out",
    "any",
    "very",
    "too",
    "particularly",
    "the",
    "a",
    "an",
];

/// Verbs between a negation and an infinitive: "did not WANT to say".
const LEADING: &[&str] = &[
    "want",
    "wants",
    "wanted",
    "wanting",
    "able",
    "dare",
    "dared",
    "care",
    "cared",
    "bother",
    "bothered",
    "going",
    "try",
    "tried",
    "seem",
    "seemed",
    "appear",
    "appeared",
    "wish",
    "wished",
    "used",
    "begin",
    "began",
    "willing",
    "ready",
    "prepared",
    "authorized",
    "authorised",
    "allowed",
    "permitted",
    "supposed",
];

/// "did not confirm OR deny": the first of two joined verbs is negated.
fn joined_to_absent(clause: &Clause<'_>, or: usize) -> bool {
    (clause.words.start..or)
        .rev()
        .take(6)
        .take_while(|&at| !clause.is_mark(at) && !is_boundary(clause.lower(at)))
        .any(|at| matches!(clause.lower(at), "not" | "never" | "neither" | "cannot" | "'t" | "’t" | "without"))
}

fn is_boundary(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "that"
            | "because"
            | "while"
            | "when"
            | "if"
            | "whether"
            | "as"
            | "although"
            | "though"
            | "which"
            | "who"
            | "after"
            | "before"
            | "until"
            | "since"
            | "where"
            | "so"
    )
}

/// Words that may open a clause before its subject.
fn is_opening(word: &str) -> bool {
    matches!(word, "yet" | "still" | "however" | "today" | "or" | "then" | "meanwhile")
        || word.ends_with("ly") && !matches!(word, "hardly" | "scarcely" | "barely")
}

/// "No one at the port said", "Neither side has confirmed", "Nor did the council say".
fn opens_with_none(clause: &Clause<'_>, head: usize) -> bool {
    let first = (clause.words.start..head)
        .rev()
        .find(|&at| clause.is_mark(at) || is_boundary(clause.lower(at)))
        .map_or(clause.words.start, |edge| edge + 1);
    let Some(first) = (first..head).find(|&at| !is_opening(clause.lower(at))) else { return false };
    let second = clause.lower(first + 1);
    match clause.lower(first) {
        "nobody" | "none" | "neither" | "nor" | "nothing" | "never" | "no-one" => true,
        "no" => !matches!(second, "doubt" | "matter" | "wonder" | "sooner" | "less" | "longer") && first + 1 < head,
        "not" => matches!(second, "one" | "a" | "all" | "every" | "everyone" | "everybody" | "any" | "even"),
        "hardly" | "scarcely" | "barely" => second.starts_with("any"),
        "at" | "on" | "under" | "in" | "by" => second == "no",
        _ => false,
    }
}
