//! Copies that are known: one vote for each origin.

use std::collections::{BTreeMap, BTreeSet};

/// One source is known to have a claim, or all that they share, from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownCopy<'a> {
    /// Who repeats.
    pub copier: &'a str,
    /// Whom; need not be among the sources.
    pub original: &'a str,
    /// Object and attribute of the claim that was copied; none if the copier is known to copy wherever both say the same.
    pub item: Option<(&'a str, &'a str)>,
}

/// Who copies whom, by item and everywhere.
pub(super) struct Known<'a> {
    everywhere: BTreeMap<&'a str, BTreeSet<&'a str>>,
    items: BTreeMap<(&'a str, &'a str), BTreeMap<&'a str, BTreeSet<&'a str>>>,
}

impl<'a> Known<'a> {
    pub fn new(copies: &[KnownCopy<'a>]) -> Self {
        let mut known = Self { everywhere: BTreeMap::new(), items: BTreeMap::new() };
        for copy in copies {
            let of = match copy.item {
                Some(item) => known.items.entry(item).or_default(),
                None => &mut known.everywhere,
            };
            of.entry(copy.copier).or_default().insert(copy.original);
        }
        known
    }

    /// For each of the sources that give one value of an item: which of them it repeats, none if it has it from nobody
    /// that is known. Two that copy a third which does not give the value itself have it from one origin: the first of
    /// them counts.
    pub fn repeats(&self, item: (&str, &str), sources: &[&str]) -> Vec<Option<usize>> {
        let here = self.items.get(&item);
        let mut first_to_reach: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, source) in sources.iter().enumerate() {
            first_to_reach.insert(source, at);
        }
        let given: BTreeSet<&str> = sources.iter().copied().collect();
        let mut repeats = vec![None; sources.len()];
        for (at, &source) in sources.iter().enumerate() {
            let mut seen = BTreeSet::from([source]);
            let mut open = vec![source];
            while let (Some(copier), None) = (open.pop(), repeats[at]) {
                let originals = [self.everywhere.get(copier), here.and_then(|here| here.get(copier))];
                for &original in originals.into_iter().flatten().flatten() {
                    if !seen.insert(original) {
                        continue;
                    }
                    match first_to_reach.get(original) {
                        // never in a circle: of two that copy each other the first counts
                        Some(&known) if known != at && !leads(&repeats, known, at) => {
                            repeats[at] = Some(known);
                            break;
                        }
                        Some(_) => {}
                        None => {
                            first_to_reach.insert(original, at);
                            if !given.contains(original) {
                                open.push(original);
                            }
                        }
                    }
                }
            }
        }
        repeats
    }
}

/// Whether one claim repeats another, through any number of others.
fn leads(repeats: &[Option<usize>], mut from: usize, to: usize) -> bool {
    while let Some(Some(next)) = repeats.get(from) {
        if *next == to {
            return true;
        }
        from = *next;
    }
    false
}
