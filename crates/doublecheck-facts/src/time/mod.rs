//! When: the time expressions of a text and the days that they mean.
//!
//! [`times`] finds expressions without knowing any date. [`TimeExpression::resolve`] reads one from the day of the article,
//! or, in a copied passage, of its original; [`resolve_all`] also lets expressions lean on earlier ones ("two days later",
//! "that year"). Types and values are those of TIMEX3 (Ferro et al. 2005; TimeML 1.2.1).
//!
//! What is found stands in the files of `rules/time`; its README says how to write one. Every file says in prose what it does
//! and has examples, which are its tests. All patterns are put together once and walked over the text in one pass.

mod automaton;
mod calendar;
mod context;
mod expression;
mod fields;
mod interval;
mod readers;
mod resolve;
mod rules;
mod tense;
mod token;
mod value;

use std::sync::LazyLock;

pub use context::resolve_all;
pub use expression::{Anchor, Bound, Direction, Edge, Modifier, Reading, Resolved, TimeExpression, TimeKind};

pub use interval::{Interval, intervals};

use crate::Words;
use automaton::{Automaton, Scan};
use rules::{Kind, Rules};

/// The rule files, in the order in which they win where two find the same words.
const FILES: &[(&str, &str)] = &[
    ("tense", include_str!("../../rules/time/tense.txt")),
    ("numbers", include_str!("../../rules/time/numbers.txt")),
    ("units", include_str!("../../rules/time/units.txt")),
    ("months", include_str!("../../rules/time/months.txt")),
    ("weekdays", include_str!("../../rules/time/weekdays.txt")),
    ("clock", include_str!("../../rules/time/clock.txt")),
    ("today", include_str!("../../rules/time/today.txt")),
    ("last-next", include_str!("../../rules/time/last-next.txt")),
    ("years", include_str!("../../rules/time/years.txt")),
    ("business", include_str!("../../rules/time/business.txt")),
    ("seasons", include_str!("../../rules/time/seasons.txt")),
    ("holidays", include_str!("../../rules/time/holidays.txt")),
    ("ago", include_str!("../../rules/time/ago.txt")),
    ("vague", include_str!("../../rules/time/vague.txt")),
    ("sets", include_str!("../../rules/time/sets.txt")),
    ("durations", include_str!("../../rules/time/durations.txt")),
];

static AUTOMATON: LazyLock<Automaton> = LazyLock::new(|| {
    let built = built_in();
    #[expect(clippy::expect_used, reason = "the files are a part of the program; a test reads them")]
    built.expect("the built-in rules are sound")
});

fn built_in() -> Result<Automaton, String> {
    let mut rules = Rules::default();
    for (name, text) in FILES {
        rules.read(name, text).map_err(|error| error.to_string())?;
    }
    Automaton::new(&rules)
}

/// The rule files by name, as they are built in.
pub fn rule_files() -> &'static [(&'static str, &'static str)] {
    FILES
}

/// Finds the time expressions of a text, in order; none overlap.
///
/// One pass: time grows with the length of the text. No date is needed or assumed.
pub fn times(words: &Words<'_>) -> Vec<TimeExpression> {
    let automaton = &*AUTOMATON;
    let tokens = token::tokens(words, &automaton.vocabulary);
    let scan = Scan { lower: words.lower_text(), tokens: &tokens };
    let classes = tense::Classes::of(automaton);
    let mut expressions = Vec::new();
    let mut open_pair = false;
    for found in automaton.search(&scan) {
        let (Some(first), Some(last)) = (tokens.get(found.start), tokens.get(found.end - 1)) else { continue };
        let bytes = first.start as usize..last.end as usize;
        let one_line = !words.text().get(bytes.clone()).unwrap_or("").contains('\n');
        if found.kind == Kind::Nothing || !one_line {
            continue;
        }
        let sentence = words.sentence_of(first.word as usize).and_then(|at| words.sentences().get(at)).cloned();
        let surroundings =
            tense::Surroundings::new(&classes, &scan, sentence.unwrap_or_default(), found.start..found.end);
        let edge = surroundings.edge(&mut open_pair);
        let direction = found.needs_direction().then(|| surroundings.direction()).flatten();
        expressions.push(TimeExpression {
            bytes,
            words: first.word as usize..last.word as usize + 1,
            as_of: surroundings.as_of(),
            edge,
            direction: direction.map(|(direction, _)| direction),
            close_verb: direction.is_some_and(|(_, close)| close),
            meaning: found.meaning(),
        });
    }
    join(&mut expressions, words.text());
    expressions
}

/// Two times with nothing but a dash, "to" or "until" between them are the edges of an interval: "2003-2006", "5 p.m. to 7 p.m."
fn join(expressions: &mut [TimeExpression], text: &str) {
    for at in 1..expressions.len() {
        let [first, second] = &mut expressions[at - 1..=at] else { continue };
        let between = text.get(first.bytes.end..second.bytes.start).unwrap_or("").trim();
        if matches!(between, "-" | "–" | "—" | "to" | "until" | "till" | "through") {
            first.edge = Some(Edge::Begin);
            second.edge = Some(Edge::End);
        }
    }
}
