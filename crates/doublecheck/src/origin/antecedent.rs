//! Whom a passage means by "he" or "the spokesman": whether somebody named shortly before fits.

use std::ops::Range;
use std::sync::LazyLock;

use super::fingerprint::WordSet;
use super::tokens::{Tokens, flag};
use crate::model::Span;

/// How well somebody named before a passage fits the pronoun or role it begins with.
#[derive(Debug, Clone)]
pub(super) struct Antecedent {
    /// The pronoun or role, as it stands.
    pub anaphor: Span,
    /// 0 nobody, 1 one person who speaks just before.
    pub fit: f64,
    /// The person named before, if any.
    pub name: Option<Span>,
}

static PRONOUNS: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(["he", "she", "his", "her"]));
static SPEAKER: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(["he", "she"]));
static THE: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(["the"]));
static BEFORE_SURNAME: LazyLock<WordSet> = LazyLock::new(|| WordSet::of(["said", "to", "added"]));

static ROLES: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of([
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "minister",
        "official",
        "president",
        "ambassador",
        "envoy",
        "mayor",
        "governor",
        "general",
        "diplomat",
        "chairman",
        "chairwoman",
        "director",
        "secretary",
        "senator",
        "candidate",
        "lawyer",
        "professor",
        "commander",
        "leader",
        "chief",
        "analyst",
        "expert",
        "author",
        "officer",
        "source",
    ])
});

static SPEAKING: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of([
        "said",
        "says",
        "told",
        "added",
        "noted",
        "stated",
        "according",
        "announced",
        "claimed",
        "insisted",
        "explained",
        "confirmed",
        "denied",
        "warned",
        "argued",
        "stressed",
        "replied",
        "tweeted",
        "wrote",
        "reiterated",
        "declared",
        "continued",
        "asked",
        "called",
        "acknowledged",
        "admitted",
    ])
});

/// The pronoun or role that a passage begins with, or that speaks in its first sentence, and who fits it in this article.
/// None when the passage names its people itself.
pub(super) fn antecedent(tokens: &Tokens<'_>, start: usize, end: usize) -> Option<Antecedent> {
    let first = tokens.sentence(start);
    if start > first.start + 2 {
        return None;
    }
    let sentence = start..first.end.min(end);
    let anaphor = anaphor(tokens, sentence)?;
    let (mut fit, mut name) = (0.0, None);
    let mut before = first.start;
    for distance in 0..3 {
        if before == 0 {
            break;
        }
        let sentence = tokens.sentence(before - 1);
        before = sentence.start;
        let people = people(tokens, sentence.clone());
        let Some(person) = people.last() else { continue };
        let speaks = sentence.clone().any(|t| SPEAKING.contains(tokens.hashes[t]));
        fit = match (people.len(), speaks) {
            (1, true) => 1.0 - 0.2 * f64::from(distance),
            (1, false) => 0.6 - 0.1 * f64::from(distance),
            // "He" after two people does not say which.
            _ => 0.3,
        };
        name = Some(tokens.span(person.clone()));
        // A person that the article names again and again is whom it is about.
        let surname = tokens.hashes[person.end - 1];
        if tokens.hashes.iter().filter(|&&h| h == surname).count() >= 3 {
            fit += 0.3;
        }
        break;
    }
    let anaphor = tokens.span(anaphor..anaphor + 1);
    Some(Antecedent { anaphor, fit, name })
}

/// The token that needs an antecedent.
fn anaphor(tokens: &Tokens<'_>, sentence: Range<usize>) -> Option<usize> {
    if PRONOUNS.contains(tokens.hashes[sentence.start]) {
        return Some(sentence.start);
    }
    let role = |t: usize| {
        THE.contains(tokens.hashes[t]) && (1..=3).any(|n| t + n < sentence.end && ROLES.contains(tokens.hashes[t + n]))
    };
    let is_named = |t: usize| (t..sentence.end.min(t + 5)).any(|n| tokens.is(n, flag::CAPITAL));
    if role(sentence.start) && !is_named(sentence.start + 1) {
        return Some(sentence.start);
    }
    // "...", he said.
    sentence.clone().find(|&t| {
        SPEAKER.contains(tokens.hashes[t])
            && t + 1 < sentence.end
            && SPEAKING.contains(tokens.hashes[t + 1])
            && !tokens.is(t, flag::QUOTED)
            && people(tokens, sentence.start..t).is_empty()
    })
}

/// Runs of two to four capitalised words that are no sentence opening: names of people, mostly.
fn people(tokens: &Tokens<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut end = at;
        while end < range.end && is_name_part(tokens, end) && (end == at || !tokens.is(end, flag::APART)) {
            end += 1;
        }
        // After a verb of speaking or before one, a single capitalised word is a surname.
        let speaks = (end < range.end && SPEAKING.contains(tokens.hashes[end]))
            || (at > range.start && BEFORE_SURNAME.contains(tokens.hashes[at - 1]) && end < range.end + 1);
        if end > at + 1 && end - at <= 5 || (end == at + 1 && speaks && at > range.start) {
            found.push(at..end);
        }
        at = end.max(at + 1);
    }
    found
}

fn is_name_part(tokens: &Tokens<'_>, token: usize) -> bool {
    tokens.is(token, flag::CAPITAL) && !tokens.is(token, flag::STOP) && !tokens.is(token, flag::QUOTED)
}
