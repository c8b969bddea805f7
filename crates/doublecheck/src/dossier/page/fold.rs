//! Copies folded under what they were copied from, so that one voice is read once.

use std::collections::BTreeMap;

use super::view::View;
use crate::model::{Bond, Direction, Id, Merge, Place, Reuse, Span, Statement};

/// A statement and its copies, in their order.
pub(super) type Folded<'a> = (&'a Statement, Vec<&'a Statement>);

/// Folds statements of one origin. A statement is a copy of another when a copied passage holds both, or when they
/// were merged for that reason.
pub(super) fn fold<'a>(view: &View<'a>, statements: &[Id], merges: &[Merge]) -> Vec<Folded<'a>> {
    let listed: Vec<&Statement> = statements.iter().filter_map(|id| view.lookup.statement(*id)).collect();
    let sources = Sources::of(view, &listed, merges);
    let mut folded: BTreeMap<usize, Vec<&Statement>> = BTreeMap::new();
    for (i, statement) in listed.iter().enumerate() {
        let copies = folded.entry(sources.root(i)).or_default();
        if sources.root(i) != i {
            copies.push(statement);
        }
    }
    folded.into_iter().filter_map(|(i, copies)| Some((*listed.get(i)?, copies))).collect()
}

/// From a copy to what it was copied from, as places in the list. Never a circle.
#[derive(Default)]
struct Sources(BTreeMap<usize, usize>);

impl Sources {
    fn of(view: &View, listed: &[&Statement], merges: &[Merge]) -> Self {
        let mut in_article: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
        for (i, statement) in listed.iter().enumerate() {
            in_article.entry(statement.article).or_default().push(i);
        }
        let mut known = Self::default();
        let mut open = Vec::new();
        for (i, statement) in listed.iter().enumerate() {
            for reuse in view.copies_into(statement.article).filter(|r| holds(r.to.span, statement.extent())) {
                let candidates = in_article.get(&reuse.from.article).map_or(&[][..], Vec::as_slice);
                match (counterpart(listed, candidates, i, reuse), reuse.direction) {
                    (Some(source), Direction::Forward) => known.add(i, source),
                    (Some(other), _) => open.push((i.max(other), i.min(other))),
                    (None, _) => {}
                }
            }
        }
        let place = |id: Id| listed.iter().position(|s| s.id == id);
        let merged = merges.iter().filter(|m| matches!(m.bond, Bond::Copied(_)));
        open.extend(merged.filter_map(|m| Some((place(m.other)?, place(m.one)?))));
        for (copy, source) in open {
            known.add(copy, source);
        }
        known
    }

    fn add(&mut self, copy: usize, source: usize) {
        if !self.0.contains_key(&copy) && self.root(source) != copy {
            self.0.insert(copy, source);
        }
    }

    fn root(&self, mut at: usize) -> usize {
        while let Some(&source) = self.0.get(&at) {
            at = source;
        }
        at
    }
}

/// The statement at the same depth of the original passage.
fn counterpart(listed: &[&Statement], candidates: &[usize], copy: usize, reuse: &Reuse) -> Option<usize> {
    let depth = |statement: &Statement, place: Place| i64::from(statement.extent().start) - i64::from(place.span.start);
    let wanted = depth(listed.get(copy)?, reuse.to);
    candidates
        .iter()
        .copied()
        .filter_map(|i| Some((i, *listed.get(i)?)))
        .filter(|(i, s)| *i != copy && holds(reuse.from.span, s.extent()))
        .min_by_key(|(_, s)| (depth(s, reuse.from) - wanted).abs())
        .map(|(i, _)| i)
}

/// True when a passage holds at least half of a statement.
fn holds(passage: Span, statement: Span) -> bool {
    let shared = passage.end.min(statement.end).saturating_sub(passage.start.max(statement.start));
    !statement.is_empty() && shared.saturating_mul(2) >= statement.len()
}
