//! One public utterance, reported by both: common ground, and no copying between them.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Pair;
use super::fingerprint::WordSet;
use super::passage::Passage;
use super::tokens::{Tokens, flag};
use crate::model::ReuseKind;

/// Marks quotations that each side reports for itself, and who spoke.
pub(super) fn mark_utterances(a: &Tokens<'_>, b: &Tokens<'_>, pair: &mut Pair) {
    /// Words copied beside an attribution.
    const BESIDE: usize = 6;
    let uttered: Vec<bool> = pair.passages.iter().map(|p| p.is_copy() && is_utterance(a, b, pair, p)).collect();
    for (passage, _) in pair.passages.iter_mut().zip(&uttered).filter(|(_, uttered)| **uttered) {
        passage.kind = ReuseKind::SameUtterance;
    }
    let copied: usize = pair.passages.iter().filter(|p| p.is_copy()).map(|p| p.same.len()).sum();
    let any = uttered.contains(&true);
    for passage in pair.passages.iter_mut().filter(|p| p.is_copy()) {
        if (any || copied - passage.same.len() < BESIDE) && is_attribution(a, b, passage) {
            passage.kind = ReuseKind::SameUtterance;
        }
    }
}

/// Words of public speech: many could hear it.
static PUBLIC: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "reporters journalists conference televised television statement briefing speech address parliament tweeted \
         twitter rally interview communique podium hearing"
            .split_whitespace(),
    )
});

/// Words in quotation marks on both sides, with nothing else shared around them, each reported for itself.
///
/// The same speaker named on both sides, most of all introduced in full, or a public occasion, speaks for two reports of one
/// utterance; a speaker that one side has lost, "was quoted as saying", or the same "Lee said" after it, for a copied
/// quotation.
fn is_utterance(a: &Tokens<'_>, b: &Tokens<'_>, pair: &Pair, passage: &Passage) -> bool {
    let quoted = |x: usize, y: usize| a.is(x, flag::QUOTED) && b.is(y, flag::QUOTED);
    let inside: Vec<(usize, usize)> = passage.same.iter().filter(|&(x, y)| quoted(x, y)).collect();
    let (Some(&first), Some(&last)) = (inside.first(), inside.last()) else { return false };
    // Beside the quotation nothing is shared but who said it, and where.
    let beside = passage.same.len() - inside.len();
    let others = pair.passages.iter().filter(|p| p.is_copy() && *p != passage);
    let outside: usize = others.map(|p| p.same.iter().filter(|&(x, y)| !quoted(x, y)).count()).sum();
    if inside.len() < 5 || beside > inside.len().min(ATTRIBUTION) || outside > ATTRIBUTION {
        return false;
    }
    let frame_a = Frame::of(a, b, first.0..last.0 + 1);
    let frame_b = Frame::of(b, a, first.1..last.1 + 1);
    let names = frame_a.names.intersection(&frame_b.names).count();
    let mut score = if names > 0 { 2.0 } else { 0.0 };
    // The words that say who spoke are the same as well, or each side introduces the speaker in its own.
    score += match (beside, names) {
        (2.., 0..2) => -1.25,
        (0..2, 2..) => 1.0,
        _ => 0.0,
    };
    score += if frame_a.public { 0.75 } else { 0.0 } + if frame_b.public { 0.75 } else { 0.0 };
    for relay in [frame_a.relay, frame_b.relay] {
        score += match relay {
            Relay::None => 0.0,
            Relay::Possible => -2.0,
            Relay::ThirdOutlet => 1.0,
        };
    }
    score -= if frame_a.names.is_empty() != frame_b.names.is_empty() { 1.0 } else { 0.0 };
    score > 1.0
}

/// Who spoke and where, beside a quotation on both sides that is not the same, or that each reports for itself.
fn is_attribution(a: &Tokens<'_>, b: &Tokens<'_>, passage: &Passage) -> bool {
    let beside_quotation = |tokens: &Tokens<'_>, range: &Range<usize>| {
        let paragraph = tokens.paragraph(range.start);
        let near = range.start.saturating_sub(2).max(paragraph.start)..(range.end + 2).min(paragraph.end);
        !range.clone().any(|t| tokens.is(t, flag::QUOTED)) && near.clone().any(|t| tokens.is(t, flag::QUOTED))
    };
    let named = passage.a.clone().any(|t| a.is(t, flag::CAPITAL) && !a.is(t, flag::STOP));
    passage.a.len().max(passage.b.len()) <= ATTRIBUTION
        && named
        && beside_quotation(a, &passage.a)
        && beside_quotation(b, &passage.b)
}

/// Most words that an attribution takes: "the governor, Ann Lee, told reporters at the dam on Friday evening".
const ATTRIBUTION: usize = 14;

/// What stands around a quotation.
struct Frame {
    names: BTreeSet<u32>,
    public: bool,
    relay: Relay,
}

/// Whether the words around a quotation say that it was taken from elsewhere.
#[derive(Clone, Copy)]
enum Relay {
    None,
    /// From somewhere, or from the outlet on the other side.
    Possible,
    /// From an outlet that is not the one on the other side.
    ThirdOutlet,
}

impl Frame {
    /// The rest of the paragraph, and the sentence before it; `other` is the article on the other side.
    fn of(tokens: &Tokens<'_>, other: &Tokens<'_>, quotation: Range<usize>) -> Self {
        let paragraph = tokens.paragraph(quotation.start);
        // What is shared may be a part of the quotation.
        let quoted = |token: usize| tokens.is(token, flag::QUOTED);
        let opening = (paragraph.start..quotation.start).rev().take_while(|&t| quoted(t)).count();
        let closing = (quotation.end..tokens.len()).take_while(|&t| quoted(t)).count();
        let last = quotation.end - 1 + closing;
        let end = tokens.paragraph(last).end.min(last + 1 + 30);
        let start = paragraph.start.max((quotation.start - opening).saturating_sub(40));
        let start = if start > 0 { tokens.sentence(start - 1).start } else { 0 };
        let around = || (start..quotation.start).chain(quotation.end..end).filter(|&t| !quoted(t));
        let names =
            around().filter(|&t| tokens.is(t, flag::CAPITAL) && !tokens.is(t, flag::STOP)).map(|t| tokens.hashes[t]);
        Self {
            names: names.collect(),
            public: around().any(|t| PUBLIC.contains(tokens.hashes[t])),
            relay: relay(&around().map(|t| tokens.word(t).to_lowercase()).collect::<Vec<_>>(), other),
        }
    }
}

fn relay(words: &[String], other: &Tokens<'_>) -> Relay {
    let cue =
        |pair: &[String]| matches!((pair[0].as_str(), pair[1].as_str()), ("quoted", "as" | "by") | ("cited", "by"));
    let Some(at) = words.windows(2).position(cue) else { return Relay::None };
    let Some(by) = words[at..].iter().take(6).position(|word| word == "by") else { return Relay::Possible };
    let Some(outlet) = &other.article.outlet else { return Relay::Possible };
    let outlet = outlet.value.to_lowercase();
    let named = words[at + by + 1..].iter().take(8);
    let is_other = outlet.split_whitespace().all(|part| named.clone().any(|word| word == part));
    if is_other { Relay::Possible } else { Relay::ThirdOutlet }
}
