//! Gives a copied sentence back the speaker it lost on the way.
//!
//! "He said ..." at the head of a copied passage refers to whom the *original* named, not to whoever happens to stand
//! before it in the mosaic. Restored through the copy, shown as restored, and only where the original is sure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::language::Analysis;
use crate::model::{Attribution, Direction, Id, Place, Reuse, Span, Statement};

/// A statement whose words were copied, seen from the copy.
struct Link<'r> {
    /// The same statement in the other article; none where only the words around it are known there.
    original: Option<usize>,
    reuse: &'r Reuse,
    /// The passage in the copy, and on the other side.
    here: Span,
    there: Place,
}

impl Link<'_> {
    fn is_forward(&self) -> bool {
        self.reuse.direction == Direction::Forward
    }
}

/// Restores speakers in statements whose words were copied while the antecedent of their source was not. A statement
/// copied from a copy is restored after that one, so that a wrong neighbour is not handed on.
///
/// Returns the statements that were copied, each with its original, as indexes; originals of originals come first.
pub(super) fn restore(
    statements: &mut [Statement],
    reuses: &[Reuse],
    analyses: &[Analysis<'_>],
) -> Vec<(usize, usize)> {
    let articles: BTreeMap<Id, &Analysis<'_>> = analyses.iter().map(|a| (a.article.id, a)).collect();
    let links = links(statements, reuses, &articles);
    let mut vocabularies = Vocabularies { articles: &articles, words: BTreeMap::new() };
    let mut originals = Vec::new();
    for copy in originals_first(&links) {
        for link in links.get(&copy).into_iter().flatten() {
            if let Some(original) = link.original.filter(|_| link.is_forward()) {
                originals.push((copy, original));
            }
            if may_have_lost(&statements[copy], link)
                && let Some(attribution) = through(statements, copy, link, &mut vocabularies)
            {
                statements[copy].speaker = attribution;
                break;
            }
        }
    }
    originals
}

/// What each statement was copied from, best first: a known direction, then the longest passage, then the id.
fn links<'r>(
    statements: &[Statement],
    reuses: &'r [Reuse],
    articles: &BTreeMap<Id, &Analysis<'_>>,
) -> BTreeMap<usize, Vec<Link<'r>>> {
    let mut by_article: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (index, statement) in statements.iter().enumerate() {
        by_article.entry(statement.article).or_default().push(index);
    }
    let mut links: BTreeMap<usize, Vec<Link<'r>>> = BTreeMap::new();
    for reuse in reuses.iter().filter(|r| r.is_copy()) {
        let mut ways = vec![(reuse.from, reuse.to)];
        if reuse.direction != Direction::Forward {
            ways.push((reuse.to, reuse.from));
        }
        for (there, to) in ways {
            for &copy in by_article.get(&to.article).into_iter().flatten() {
                let statement = &statements[copy];
                // Where the direction is open, only what is plainly lost is taken from the other side.
                let lost = matches!(statement.speaker, Attribution::Lost { .. });
                if !to.span.overlaps(statement.extent()) || !(lost || reuse.direction == Direction::Forward) {
                    continue;
                }
                let candidates = by_article.get(&there.article).map_or(&[][..], Vec::as_slice);
                let near = near(statements, candidates, statement.extent().start, to.span, there.span);
                let original = near.into_iter().find(|&o| same_words(&statements[o], statement, there.span, articles));
                links.entry(copy).or_default().push(Link { original, reuse, here: to.span, there });
            }
        }
    }
    for list in links.values_mut() {
        list.sort_by_key(|link| (!link.is_forward(), Reverse(link.here.len()), link.reuse.id));
    }
    links
}

/// Statements around the point of the other passage that corresponds to a point of this one, nearest first: few, so that
/// long articles that copy each other whole cost no more than their length.
fn near(statements: &[Statement], candidates: &[usize], point: u32, here: Span, there: Span) -> Vec<usize> {
    const AROUND: usize = 12;
    let inside = u64::from(point.saturating_sub(here.start));
    let expected = there.start + (inside * u64::from(there.len()) / u64::from(here.len().max(1))) as u32;
    let start = |index: &usize| statements[*index].extent().start;
    let at = candidates.partition_point(|index| start(index) < expected);
    let window = at.saturating_sub(AROUND)..(at + AROUND).min(candidates.len());
    let mut near: Vec<usize> = candidates[window].to_vec();
    near.sort_by_key(|index| (start(index).abs_diff(expected), *index));
    near
}

/// The copied statements, each after those it was copied from; a circle ends where it would close.
fn originals_first(links: &BTreeMap<usize, Vec<Link<'_>>>) -> Vec<usize> {
    let mut order = Vec::with_capacity(links.len());
    let mut seen = BTreeSet::new();
    for &first in links.keys() {
        // A stack instead of recursion: chains of copies can be long.
        let mut stack = vec![(first, false)];
        while let Some((at, sources_done)) = stack.pop() {
            if sources_done {
                order.push(at);
            } else if seen.insert(at) {
                stack.push((at, true));
                let sources = links.get(&at).into_iter().flatten().filter_map(|link| link.original);
                stack.extend(sources.filter(|original| links.contains_key(original)).map(|original| (original, false)));
            }
        }
    }
    order
}

/// Its source was copied, and what the source stands for was not (or is not in this article at all).
fn may_have_lost(statement: &Statement, link: &Link<'_>) -> bool {
    let passage = link.here;
    let Some(source) = statement.source.filter(|s| passage.contains(*s)) else { return false };
    match &statement.speaker {
        Attribution::Lost { .. } => true,
        Attribution::Resolved { antecedent, .. } => *antecedent != source && !passage.contains(*antecedent),
        _ => false,
    }
}

fn same_words(original: &Statement, copy: &Statement, passage: Span, articles: &BTreeMap<Id, &Analysis<'_>>) -> bool {
    passage.overlaps(original.extent()) && {
        let words = |s: &Statement| -> Vec<String> {
            articles.get(&s.article).map_or_else(Vec::new, |a| {
                let content = a.article.text.slice(s.extent()).to_lowercase();
                content.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
            })
        };
        let (a, b) = (words(original), words(copy));
        let shared = b.iter().filter(|w| a.contains(w)).count();
        !b.is_empty() && shared * 10 >= b.len() * 8 && a.len() <= b.len() * 2
    }
}

/// Who the original says it was; nobody where the name that stands before the words here is unknown to the original.
fn through(
    statements: &[Statement],
    copy: usize,
    link: &Link<'_>,
    vocabularies: &mut Vocabularies<'_, '_>,
) -> Option<Attribution> {
    let copied = &statements[copy];
    let original = link.original.map(|original| &statements[original]);
    let here = |original: &Statement, span| Place { article: original.article, span };
    let known = original.and_then(|original| match &original.speaker {
        Attribution::Named { speaker } => Some((*speaker, here(original, original.source?))),
        Attribution::Resolved { speaker, antecedent } => Some((*speaker, here(original, *antecedent))),
        Attribution::Restored { speaker, antecedent, .. } => Some((*speaker, *antecedent)),
        Attribution::Outlet { .. } | Attribution::Lost { .. } => None,
    });
    match (known, &copied.speaker) {
        (Some((speaker, antecedent)), own) => (own.speaker() != Some(speaker)).then_some(Attribution::Restored {
            speaker,
            reuse: link.reuse.id,
            antecedent,
        }),
        (None, Attribution::Resolved { antecedent, .. }) if link.is_forward() => {
            vocabularies.wrong_neighbour(copied, *antecedent, link)
        }
        (None, _) => None,
    }
}

/// The words that articles use, each article's collected once.
struct Vocabularies<'v, 'a> {
    articles: &'v BTreeMap<Id, &'v Analysis<'a>>,
    words: BTreeMap<Id, HashSet<&'v str>>,
}

impl Vocabularies<'_, '_> {
    /// Words copied from an article that nowhere speaks of the person named before them here are not that person's.
    fn wrong_neighbour(&mut self, copied: &Statement, antecedent: Span, link: &Link<'_>) -> Option<Attribution> {
        let (mine, other) = (*self.articles.get(&copied.article)?, *self.articles.get(&link.there.article)?);
        let text = &mine.article.text;
        let name = text.slice(antecedent).to_lowercase();
        let last = name.split(|c: char| !c.is_alphanumeric()).rfind(|word| word.chars().count() > 1)?;
        let known = self
            .words
            .entry(other.article.id)
            .or_insert_with(|| other.lower_text().split(|c: char| !c.is_alphanumeric()).collect());
        let (source, label) = (text.slice(copied.source?), &other.article.label);
        (!known.contains(last)).then(|| Attribution::Lost {
            reason: format!("“{source}” was copied from {label}, which does not name {}", text.slice(antecedent)),
        })
    }
}
