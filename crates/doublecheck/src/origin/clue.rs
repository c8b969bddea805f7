//! The evidence for a direction: each clue is a log-odds weight with a sentence for the analyst.

use std::collections::HashSet;
use std::ops::Range;

use super::antecedent::antecedent;
use super::credit::{Mention, Names, Naming};
use super::passage::Passage;
use super::tokens::{Tokens, flag};
use crate::model::{DirectionClue, Evidence, Id, Published};

/// Weights of the clues, in log-odds.
pub(super) mod weight {
    /// One article credits the other's outlet.
    pub const CREDIT: f64 = 4.0;
    /// One article says that the other's outlet was told or reported it.
    pub const RELAY: f64 = 3.0;
    /// One article names the other's outlet in passing.
    pub const NAMED: f64 = 0.7;
    /// One article is the agency's own copy, with the agency's mark at its head.
    pub const OWN_COPY: f64 = 2.0;
    /// Only one article says where its text comes from.
    pub const CREDITED: f64 = 0.8;
    /// Published on an earlier day or at an earlier hour, both stated.
    pub const EARLIER: f64 = 1.8;
    /// The same when a date is inferred, or lies months apart and may be wrong.
    pub const EARLIER_WEAK: f64 = 0.7;
    /// Only one of them has a date.
    pub const DATED: f64 = 0.3;
    /// The person meant is named before the passage in one article only.
    pub const ANTECEDENT: f64 = 2.0;
    /// Nearly all of one article is in the other, which has more.
    pub const SUBSET: f64 = 1.0;
    /// The passage's words occur elsewhere in one article and not in the other.
    pub const AT_HOME: f64 = 2.0;
    /// The passage is a paragraph of its own in one article and part of one in the other.
    pub const SET_APART: f64 = 0.6;
    /// Damaged or disguised words on one side only.
    pub const NOISE: f64 = 2.2;
}

/// One of the two articles.
pub(super) struct Side<'t, 'a> {
    /// Its words.
    pub tokens: &'t Tokens<'a>,
    /// The outlets it names.
    pub mentions: &'t [Mention],
    /// All outlets and agencies.
    pub names: &'t Names,
}

impl Side<'_, '_> {
    fn id(&self) -> Id {
        self.tokens.article.id
    }

    /// The article's short name.
    pub fn label(&self) -> &str {
        &self.tokens.article.label
    }

    fn outlet(&self) -> Option<usize> {
        self.names.index(self.tokens.article.outlet.as_ref().map(|o| o.value.as_str()))
    }

    /// How this article names the outlet of another.
    fn names(&self, other: &Side<'_, '_>) -> Option<&Mention> {
        let outlet = other.outlet()?;
        if self.outlet() == Some(outlet) {
            return None;
        }
        self.mentions.iter().find(|m| m.name == outlet)
    }

    /// The mark of the agency whose own copy this is.
    fn own_mark(&self) -> Option<&Mention> {
        let outlet = self.outlet()?;
        self.mentions.iter().find(|m| m.name == outlet && m.naming == Naming::Dateline)
    }

    /// The agency or outlet that this article credits, other than itself.
    pub fn credit(&self) -> Option<&Mention> {
        let outlet = self.outlet();
        self.mentions.iter().find(|m| m.naming >= Naming::Credit && Some(m.name) != outlet)
    }

    /// Where it names an outlet.
    pub fn evidence(&self, mention: &Mention) -> Option<(Id, Evidence)> {
        let evidence = match &mention.bytes {
            Some(bytes) => Evidence::Words(self.tokens.article.text.span(bytes.clone())),
            None => self.tokens.article.agency.as_ref()?.evidence.clone(),
        };
        Some((self.id(), evidence))
    }
}

/// Clues that `to` says it has its text from `from`.
pub(super) fn credits(from: &Side<'_, '_>, to: &Side<'_, '_>, clues: &mut Vec<DirectionClue>) {
    if let Some(mention) = to.names(from) {
        let outlet = &from.names.names[mention.name];
        let (weight, how) = match mention.naming {
            Naming::Credit | Naming::Dateline => (weight::CREDIT, "credits"),
            Naming::Relay => (weight::RELAY, "gives as its source"),
            Naming::Passing => (weight::NAMED, "names"),
        };
        let reason = format!("{} {how} {outlet}, the outlet of {}.", to.label(), from.label());
        clues.push(DirectionClue { weight, reason, evidence: to.evidence(mention) });
    }
    if let (Some(mark), None) = (from.own_mark(), to.own_mark()) {
        let reason = format!("{} is the agency's own copy: its mark stands at the head.", from.label());
        clues.push(DirectionClue { weight: weight::OWN_COPY, reason, evidence: from.evidence(mark) });
    }
    if let (Some(credit), None) = (from.credit(), to.credit()) {
        let agency = &from.names.names[credit.name];
        if to.outlet() != Some(credit.name) {
            let reason = format!("{} credits {agency}; {} credits nobody.", from.label(), to.label());
            clues.push(DirectionClue { weight: weight::CREDITED, reason, evidence: from.evidence(credit) });
        }
    }
}

/// Clues from the dates of publication.
pub(super) fn dates(a: &Side<'_, '_>, b: &Side<'_, '_>, clues: &mut Vec<DirectionClue>) {
    let (p, q) = (&a.tokens.article.published, &b.tokens.article.published);
    let evidence = |side: &Side<'_, '_>, published: &Published| {
        published.clues.iter().find(|clue| clue.used).map(|clue| (side.id(), clue.evidence.clone()))
    };
    match (p.day, q.day) {
        (Some(x), Some(y)) => {
            let earlier = match (p.time, q.time) {
                (Some(s), Some(t)) => s.cmp(&t),
                _ => x.cmp(&y),
            };
            let days = x.until(y).map_or(0, |span| span.get_days().abs());
            let weight =
                if p.is_stated() && q.is_stated() && days <= 60 { weight::EARLIER } else { weight::EARLIER_WEAK };
            let clue = |one: &Side<'_, '_>, other: &Side<'_, '_>, weight, evidence| DirectionClue {
                weight,
                reason: format!("{} was published before {} ({x} and {y}).", one.label(), other.label()),
                evidence,
            };
            match earlier {
                std::cmp::Ordering::Less => clues.push(clue(a, b, weight, evidence(a, p))),
                std::cmp::Ordering::Greater => clues.push(clue(b, a, -weight, evidence(b, q))),
                std::cmp::Ordering::Equal => {}
            }
        }
        (Some(_), None) => clues.push(DirectionClue {
            weight: weight::DATED,
            reason: format!("{} states its date; {} does not.", a.label(), b.label()),
            evidence: evidence(a, p),
        }),
        (None, Some(_)) => clues.push(DirectionClue {
            weight: -weight::DATED,
            reason: format!("{} states its date; {} does not.", b.label(), a.label()),
            evidence: evidence(b, q),
        }),
        (None, None) => {}
    }
}

/// The person whom a passage calls "he" is named before it on one side only.
pub(super) fn lost_antecedent(a: &Side<'_, '_>, b: &Side<'_, '_>, passage: &Passage) -> Option<DirectionClue> {
    let in_a = antecedent(a.tokens, passage.a.start, passage.a.end)?;
    let in_b = antecedent(b.tokens, passage.b.start, passage.b.end)?;
    let weight = weight::ANTECEDENT * (in_a.fit - in_b.fit).clamp(-1.0, 1.0);
    if weight.abs() < 0.3 {
        return None;
    }
    let (home, other, found) = if weight > 0.0 { (a, b, &in_a) } else { (b, a, &in_b) };
    let text = &home.tokens.article.text;
    let name = found.name.map_or("", |name| text.slice(name));
    let reason = format!(
        "“{}” is {name}, named just before the passage in {}; {} names nobody who fits as well.",
        text.slice(found.anaphor),
        home.label(),
        other.label()
    );
    Some(DirectionClue { weight, reason, evidence: found.name.map(|name| (home.id(), Evidence::Words(name))) })
}

/// Share of an article's tokens that lie in the passages.
fn coverage<'p>(tokens: &Tokens<'_>, ranges: impl Iterator<Item = &'p Range<usize>>) -> f64 {
    ranges.map(ExactSizeIterator::len).sum::<usize>() as f64 / tokens.len().max(1) as f64
}

/// `to` is nearly all in `from`, which has more.
pub(super) fn subset(from: &Side<'_, '_>, to: &Side<'_, '_>, passages: &[&Passage], clues: &mut Vec<DirectionClue>) {
    let of_from = coverage(from.tokens, passages.iter().map(|p| &p.a));
    let of_to = coverage(to.tokens, passages.iter().map(|p| &p.b));
    if of_to >= 0.6 && of_from + 0.15 < of_to {
        let reason = format!(
            "{:.0} % of {} is in {}, of which it is {:.0} %.",
            of_to * 100.0,
            to.label(),
            from.label(),
            of_from * 100.0
        );
        clues.push(DirectionClue { weight: weight::SUBSET, reason, evidence: None });
    }
}

/// Damaged or disguised words in `to` where `from` has the plain ones.
pub(super) fn noise(from: &Side<'_, '_>, to: &Side<'_, '_>, passages: &[&Passage], clues: &mut Vec<DirectionClue>) {
    let (mut damaged, mut clean) = (Vec::new(), 0);
    for (x, y) in passages.iter().flat_map(|p| p.same.iter()) {
        match (from.tokens.is(x, flag::ODD), to.tokens.is(y, flag::ODD)) {
            (false, true) => damaged.push(y),
            (true, false) => clean += 1,
            _ => {}
        }
    }
    if damaged.len() >= 2 && damaged.len() >= 4 * clean {
        let first = to.tokens.span(damaged[0]..damaged[0] + 1);
        let reason = format!(
            "{} words of the passage are damaged or disguised in {} and plain in {}.",
            damaged.len(),
            to.label(),
            from.label()
        );
        clues.push(DirectionClue { weight: weight::NOISE, reason, evidence: Some((to.id(), Evidence::Words(first))) });
    }
}

/// The words of short passages occur elsewhere in `from` and hardly in `to`.
pub(super) fn at_home(from: &Side<'_, '_>, to: &Side<'_, '_>, passages: &[&Passage], clues: &mut Vec<DirectionClue>) {
    let in_from = coverage(from.tokens, passages.iter().map(|p| &p.a));
    let in_to = coverage(to.tokens, passages.iter().map(|p| &p.b));
    if in_from.max(in_to) > 0.5 {
        return;
    }
    let elsewhere = |tokens: &Tokens<'_>, inside: &mut dyn Iterator<Item = Range<usize>>| {
        let mut out = vec![true; tokens.len()];
        inside.for_each(|range| out[range].fill(false));
        (0..tokens.len()).filter(|&t| out[t]).map(|t| tokens.hashes[t]).collect::<HashSet<u32>>()
    };
    let around_from = elsewhere(from.tokens, &mut passages.iter().map(|p| p.a.clone()));
    let around_to = elsewhere(to.tokens, &mut passages.iter().map(|p| p.b.clone()));
    let (mut words, mut home, mut away) = (0, 0, 0);
    for (x, _) in passages.iter().flat_map(|p| p.same.iter()) {
        if from.tokens.is(x, flag::STOP) || from.tokens.lengths[x] < 4 {
            continue;
        }
        words += 1;
        home += usize::from(around_from.contains(&from.tokens.hashes[x]));
        away += usize::from(around_to.contains(&from.tokens.hashes[x]));
    }
    // The longer article has more words of any kind.
    let size = (around_from.len().max(1) as f64 / around_to.len().max(1) as f64).sqrt().clamp(0.5, 2.0);
    let (home, away) = (home as f64 / size / f64::from(words.max(1)), away as f64 / f64::from(words.max(1)));
    if home - away > 0.1 {
        let reason = format!("The words of the passage occur elsewhere in {}, hardly in {}.", from.label(), to.label());
        clues.push(DirectionClue {
            weight: (weight::AT_HOME * (home - away) * 2.0).min(weight::AT_HOME),
            reason,
            evidence: None,
        });
    }
}

/// A passage is a paragraph of its own in `to` and part of a paragraph in `from`.
pub(super) fn set_apart(from: &Side<'_, '_>, to: &Side<'_, '_>, passages: &[&Passage], clues: &mut Vec<DirectionClue>) {
    let [passage] = passages else { return };
    let whole = |tokens: &Tokens<'_>, range: &Range<usize>| {
        range.len() as f64 / tokens.paragraph(range.start).len().max(1) as f64
    };
    let (in_from, in_to) = (whole(from.tokens, &passage.a), whole(to.tokens, &passage.b));
    if in_to >= 0.9 && in_from <= 0.7 {
        let reason =
            format!("The passage stands by itself in {} and inside a paragraph in {}.", to.label(), from.label());
        clues.push(DirectionClue { weight: weight::SET_APART, reason, evidence: None });
    }
}
