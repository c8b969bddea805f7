//! Whom a passage means by "he" or "the spokesman": whether somebody named shortly before fits.

use super::fingerprint::{Tokens, flag};
use crate::language::WordKind;
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

const PRONOUNS: &[&str] = &["he", "she", "his", "her"];

const ROLES: &[&str] = &[
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
];

const SPEAKING: &[&str] = &[
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
];

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
        let speaks = sentence.clone().any(|t| SPEAKING.contains(&word(tokens, t)));
        fit = match (people.len(), speaks) {
            (1, true) => 1.0 - 0.2 * f64::from(distance),
            (1, false) => 0.6 - 0.1 * f64::from(distance),
            // "He" after two people does not say which.
            _ => 0.3,
        };
        name = Some(tokens.analysis.span(tokens.words(person.clone())));
        // A person that the article names again and again is whom it is about.
        let surname = tokens.hashes[person.end - 1];
        if tokens.hashes.iter().filter(|&&h| h == surname).count() >= 3 {
            fit += 0.3;
        }
        break;
    }
    let anaphor = tokens.analysis.span(tokens.words(anaphor..anaphor + 1));
    Some(Antecedent { anaphor, fit, name })
}

fn word<'t>(tokens: &'t Tokens<'_>, token: usize) -> &'t str {
    tokens.analysis.lower(tokens.words(token..token + 1).start)
}

/// The token that needs an antecedent.
fn anaphor(tokens: &Tokens<'_>, sentence: std::ops::Range<usize>) -> Option<usize> {
    let opening = word(tokens, sentence.start);
    if PRONOUNS.contains(&opening) {
        return Some(sentence.start);
    }
    let role = |t: usize| {
        word(tokens, t) == "the" && (1..=3).any(|n| t + n < sentence.end && ROLES.contains(&word(tokens, t + n)))
    };
    let is_named = |t: usize| (t..sentence.end.min(t + 5)).any(|n| tokens.is(n, flag::CAPITAL));
    if role(sentence.start) && !is_named(sentence.start + 1) {
        return Some(sentence.start);
    }
    // "...", he said.
    sentence.clone().find(|&t| {
        let next = if t + 1 < sentence.end { word(tokens, t + 1) } else { "" };
        matches!(word(tokens, t), "he" | "she")
            && SPEAKING.contains(&next)
            && !tokens.is(t, flag::QUOTED)
            && people(tokens, sentence.start..t).is_empty()
    })
}

/// Runs of two to four capitalised words that are no sentence opening: names of people, mostly.
fn people(tokens: &Tokens<'_>, range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let mut end = at;
        while end < range.end && is_name_part(tokens, end) && (end == at || adjacent(tokens, end)) {
            end += 1;
        }
        // After a verb of speaking or before one, a single capitalised word is a surname.
        let speaks = (end < range.end && SPEAKING.contains(&word(tokens, end)))
            || (at > range.start && matches!(word(tokens, at - 1), "said" | "to" | "added") && end < range.end + 1);
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

/// True when nothing but white space stands between a token and the one before.
fn adjacent(tokens: &Tokens<'_>, token: usize) -> bool {
    let (before, here) = (tokens.words(token - 1..token).start, tokens.words(token..token + 1).start);
    (before + 1..here)
        .all(|w| tokens.analysis.words[w].kind != WordKind::Mark && tokens.analysis.words[w].kind != WordKind::Clitic)
}
