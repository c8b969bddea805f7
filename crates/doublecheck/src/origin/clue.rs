//! The evidence for a direction: each clue is a log-odds weight with a sentence for the analyst.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::OnceLock;

use super::antecedent::antecedent;
use super::credit::{Mention, Names, Naming};
use super::passage::Passage;
use super::timing::Dated;
use super::tokens::{Tokens, flag};
use crate::model::{DirectionClue, Evidence, Id};

/// Weights of the clues, in log-odds of one direction against the other.
///
/// Fitted by logistic regression on generated families of copies (16 sets of 500 articles; on sets held out the share of
/// right answers is the same to half a point), rounded; the rarer clues are set by hand.
pub(super) mod weight {
    /// One article credits the other's outlet.
    pub const CREDIT: f64 = 3.0;
    /// One article says that the other's outlet was told or reported it.
    pub const RELAY: f64 = 2.0;
    /// One article names the other's outlet in passing.
    pub const NAMED: f64 = 0.7;
    /// One article is the agency's own copy, with the agency's mark at its head.
    pub const OWN_COPY: f64 = 4.5;
    /// Only one article says where its text comes from.
    pub const CREDITED: f64 = 0.5;
    /// Published at an earlier hour, both stated.
    pub const EARLIER_HOUR: f64 = 4.2;
    /// Published on an earlier day, both stated.
    pub const EARLIER_DAY: f64 = 3.6;
    /// Published some days earlier: copies mostly follow within days.
    pub const DAYS_EARLIER: f64 = 1.8;
    /// Published much earlier, by dates of which one may be wrong, or which are inferred.
    pub const EARLIER_WEAK: f64 = 0.4;
    /// The person meant is named before the passage in one article only.
    pub const ANTECEDENT: f64 = 1.7;
    /// All of one article is in the other, of which it is next to nothing.
    pub const SUBSET: f64 = 3.3;
    /// All that one article shares with any other is missing in the other.
    pub const MISSING: f64 = 3.0;
    /// The passage's words occur elsewhere in one article and not in the other.
    pub const AT_HOME: f64 = 2.2;
    /// The passage is a paragraph of its own in one article and part of one in the other.
    pub const SET_APART: f64 = 0.6;
    /// Damaged or disguised words on one side only.
    pub const NOISE: f64 = 3.2;
    /// One of them is a copy of a third article, the other is not.
    pub const COPIED: f64 = 2.0;
}

/// Log-odds of a common source against a copy between two articles, fitted likewise.
pub(super) mod siblings {
    /// Before anything is known.
    pub const PRIOR: f64 = -0.4;
    /// No other article carries the text.
    pub const ALONE: f64 = -1.0;
    /// One article credits a third outlet.
    pub const THIRD_CREDITED: f64 = 0.8;
    /// Both credit one third outlet. Set by hand: both say where they took it from.
    pub const BOTH_CREDIT: f64 = 3.2;
    /// All that one article shares with any other is missing in the other.
    pub const MISSING: f64 = 2.2;
    /// Only one of two siblings is damaged as easily as not.
    pub const NOISE: f64 = 1.0;
    /// One of two siblings is the earlier, too.
    pub const EARLIER: f64 = 1.4;
    /// Both are surely copies of other articles.
    pub const BOTH_COPIED: f64 = 1.8;
    /// A third article carries the text.
    pub const THIRD: f64 = 0.8;
    /// The likeliest common source lacks words that the two share.
    pub const LACKS: f64 = -1.3;
    /// Each of the two differs from what the source and the other share.
    pub const BETWEEN: f64 = 1.7;
}

/// One of the two articles.
pub(super) struct Side<'t, 'a> {
    /// Its words.
    pub tokens: &'t Tokens<'a>,
    /// The outlets it names.
    pub mentions: &'t [Mention],
    /// All outlets and agencies.
    pub names: &'t Names,
    /// When it was published.
    pub dated: Option<&'t Dated>,
    /// Its words, sorted.
    pub vocabulary: &'t Vocabulary,
}

impl Side<'_, '_> {
    fn id(&self) -> Id {
        self.tokens.article.id
    }

    /// The article's short name.
    pub fn label(&self) -> &str {
        &self.tokens.article.label
    }

    /// The outlet that published it.
    pub fn outlet(&self) -> Option<usize> {
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

/// The clue that the dates of publication give.
pub(super) fn dates(a: &Side<'_, '_>, b: &Side<'_, '_>) -> Option<DirectionClue> {
    const HOURS: i64 = 3 * 24 * 60;
    const DAYS: i64 = 10 * 24 * 60;
    let (x, y) = (a.dated?, b.dated?);
    let minutes = y.moment.minutes_since(x.moment);
    let timed = x.moment.clock.is_some() && y.moment.clock.is_some();
    let apart = minutes.abs();
    let weight = if !(x.stated && y.stated) || apart > DAYS {
        weight::EARLIER_WEAK
    } else if apart > HOURS {
        weight::DAYS_EARLIER
    } else if timed {
        weight::EARLIER_HOUR
    } else {
        weight::EARLIER_DAY
    };
    let (one, other, first, second, weight) = match minutes.cmp(&0) {
        Ordering::Greater => (a, b, x, y, weight),
        Ordering::Less => (b, a, y, x, -weight),
        Ordering::Equal => return None,
    };
    let doubt = if apart > DAYS { ": so far apart that one may be wrong" } else { "" };
    let (p, q) = (first.moment.day, second.moment.day);
    Some(DirectionClue {
        weight,
        reason: format!("{} was published before {} ({p} and {q}){doubt}.", one.label(), other.label()),
        evidence: first.evidence.clone().map(|evidence| (one.id(), evidence)),
    })
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

/// More of `to` is in `from` than the other way round.
pub(super) fn subset(from: &Side<'_, '_>, to: &Side<'_, '_>, passages: &[&Passage], clues: &mut Vec<DirectionClue>) {
    let of_from = coverage(from.tokens, passages.iter().map(|p| &p.a));
    let of_to = coverage(to.tokens, passages.iter().map(|p| &p.b));
    if of_to > of_from + 0.02 {
        let reason = format!(
            "{:.0} % of {} is in {}, of which it is {:.0} %.",
            of_to * 100.0,
            to.label(),
            from.label(),
            of_from * 100.0
        );
        clues.push(DirectionClue { weight: weight::SUBSET * (of_to - of_from), reason, evidence: None });
    }
}

/// What one article shares with any other, and the other of the two lacks, it has not from there: shares of the two
/// articles' common text, 0 to 1.
pub(super) fn missing(a: &Side<'_, '_>, b: &Side<'_, '_>, (of_a, of_b): (f64, f64)) -> Option<DirectionClue> {
    if (of_a - of_b).abs() < 0.02 {
        return None;
    }
    let (fuller, other, share) = if of_a > of_b { (a, b, of_a) } else { (b, a, of_b) };
    Some(DirectionClue {
        weight: weight::MISSING * (of_a - of_b),
        reason: format!(
            "{} lacks {:.0} % of the words that {} shares with other articles.",
            other.label(),
            share * 100.0,
            fuller.label()
        ),
        evidence: None,
    })
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

/// The words of an article, each as often as it occurs, sorted; made when first asked for.
#[derive(Default)]
pub(super) struct Vocabulary {
    sorted: OnceLock<Vec<u32>>,
}

impl Vocabulary {
    fn words(&self, tokens: &Tokens<'_>) -> &[u32] {
        self.sorted.get_or_init(|| {
            let mut words = tokens.hashes.clone();
            words.sort_unstable();
            words
        })
    }
}

/// How often a word occurs in sorted words.
fn count(sorted: &[u32], word: u32) -> usize {
    let first = sorted.partition_point(|&w| w < word);
    sorted[first..].iter().take_while(|&&w| w == word).count()
}

/// The words of short passages occur elsewhere in `from` and hardly in `to`.
pub(super) fn at_home(from: &Side<'_, '_>, to: &Side<'_, '_>, passages: &[&Passage], clues: &mut Vec<DirectionClue>) {
    let in_from = coverage(from.tokens, passages.iter().map(|p| &p.a));
    let in_to = coverage(to.tokens, passages.iter().map(|p| &p.b));
    if in_from.max(in_to) > 0.5 {
        return;
    }
    let inside = |tokens: &Tokens<'_>, ranges: &mut dyn Iterator<Item = &Range<usize>>| {
        let mut words: Vec<u32> = ranges.flat_map(|range| tokens.hashes[range.clone()].iter().copied()).collect();
        words.sort_unstable();
        words
    };
    let (all_from, all_to) = (from.vocabulary.words(from.tokens), to.vocabulary.words(to.tokens));
    let inside_from = inside(from.tokens, &mut passages.iter().map(|p| &p.a));
    let inside_to = inside(to.tokens, &mut passages.iter().map(|p| &p.b));
    let (mut words, mut home, mut away) = (0, 0, 0);
    for (x, _) in passages.iter().flat_map(|p| p.same.iter()) {
        if from.tokens.is(x, flag::STOP) || from.tokens.lengths[x] < 4 {
            continue;
        }
        let word = from.tokens.hashes[x];
        words += 1;
        home += usize::from(count(all_from, word) > count(&inside_from, word));
        away += usize::from(count(all_to, word) > count(&inside_to, word));
    }
    // The longer article has more words of any kind.
    let around = |all: &[u32], inside: &[u32]| (all.len() - inside.len().min(all.len())).max(1) as f64;
    let size = (around(all_from, &inside_from) / around(all_to, &inside_to)).powf(0.4).clamp(0.5, 2.0);
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
