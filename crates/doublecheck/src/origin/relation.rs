//! From passages to pairs of articles: who copied whom, how much of it.

use std::collections::{BTreeMap, HashMap};

use crate::model::{Direction, Id, Mosaic, Relation, Reuse, ReuseKind};

/// What every two articles share: copies first, most words first, then by ids; copying and each kind of common ground by
/// themselves. Near-linear in the reuses.
pub fn relations(reuses: &[Reuse], mosaics: &[Mosaic]) -> Vec<Relation> {
    let words: HashMap<Id, u32> = mosaics.iter().map(|mosaic| (mosaic.article, mosaic.words())).collect();
    let mut pairs: BTreeMap<(Id, Id, Sort, Direction), Vec<&Reuse>> = BTreeMap::new();
    for reuse in reuses {
        let key = (reuse.from.article, reuse.to.article, sort(reuse.kind), reuse.direction);
        pairs.entry(key).or_default().push(reuse);
    }
    let originals = originals(reuses);
    let mut found: Vec<Relation> = pairs
        .into_iter()
        .map(|((from, to, _, direction), mut passages)| {
            passages.sort_by_key(|reuse| (reuse.to, reuse.id));
            let shared: u32 = passages.iter().map(|reuse| reuse.words).fold(0, u32::saturating_add);
            let all = words.get(&to).copied().unwrap_or(0).max(shared).max(1);
            Relation {
                from,
                to,
                kind: passages.iter().map(|reuse| reuse.kind).max().unwrap_or(ReuseKind::Verbatim),
                direction,
                words: shared,
                share: f64::from(shared) / f64::from(all),
                original: if direction == Direction::Siblings { common(&originals, from, to) } else { None },
                reuses: passages.iter().map(|reuse| reuse.id).collect(),
            }
        })
        .collect();
    found.sort_by_key(|r| (sort(r.kind), r.direction, std::cmp::Reverse(r.words), r.from, r.to));
    found
}

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Copy,
    SameUtterance,
    CommonGround,
}

fn sort(kind: ReuseKind) -> Sort {
    match kind {
        ReuseKind::Verbatim | ReuseKind::Reworded => Sort::Copy,
        ReuseKind::SameUtterance => Sort::SameUtterance,
        ReuseKind::CommonGround => Sort::CommonGround,
    }
}

/// The articles that each article took words from, sorted.
fn originals(reuses: &[Reuse]) -> HashMap<Id, Vec<Id>> {
    let mut originals: HashMap<Id, Vec<Id>> = HashMap::new();
    for reuse in reuses.iter().filter(|reuse| reuse.is_copy() && reuse.direction == Direction::Forward) {
        originals.entry(reuse.to.article).or_default().push(reuse.from.article);
    }
    for list in originals.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    originals
}

/// The first article that both took words from.
fn common(originals: &HashMap<Id, Vec<Id>>, one: Id, other: Id) -> Option<Id> {
    let (one, other) = (originals.get(&one)?, originals.get(&other)?);
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().copied().find(|id| long.binary_search(id).is_ok())
}
