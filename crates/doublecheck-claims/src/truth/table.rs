//! Claims by item: who gives which of the rival values.

use std::collections::BTreeMap;

use super::Record;
use super::known::Known;
use super::value::{self, ERRORS, Form, Kind, Relation};

/// The claims, sorted so that the order in which they came does not matter.
pub(super) struct Table {
    pub sources: Vec<String>,
    pub attributes: Vec<(String, Kind)>,
    pub items: Vec<Item>,
}

/// One attribute of one object, and what is said of it.
pub(super) struct Item {
    pub object: String,
    pub attribute: usize,
    /// The rival values, as the most sources write them.
    pub values: Vec<String>,
    /// Source and value, by source, of those that are not known to repeat others.
    pub claims: Vec<(usize, usize)>,
    /// Source, value, and the source it is known to repeat.
    pub repeats: Vec<(usize, usize, usize)>,
    /// Relation of each value (row) to each value taken as right (column).
    relations: Vec<Relation>,
    /// For each value taken as right: among how many wrong values of each relation an error is shared out.
    shares: Vec<[f64; ERRORS]>,
}

/// How many wrong values there are that have nothing in common with the right one, seen or not (Dong et al. 2009: n).
const WRONG: f64 = 10.0;
/// Of more rival values than this those that fewest sources give are left out.
const VALUES: usize = 64;

impl Item {
    pub fn relation(&self, given: usize, right: usize) -> Relation {
        self.relations.get(given * self.values.len() + right).copied().unwrap_or(Relation::Other)
    }

    /// Probability of giving a value by error, given the right one and the share of each kind of error.
    pub fn wrong(&self, given: usize, right: usize, errors: &[f64; ERRORS]) -> f64 {
        let Some(error) = self.relation(given, right).error() else { return 0.0 };
        errors[error] / self.shares.get(right).map_or(WRONG, |shares| shares[error])
    }
}

impl Table {
    pub fn new(records: &[Record], known: &Known) -> Self {
        let mut sources: Vec<&str> = records.iter().map(|record| record.source).collect();
        sources.sort_unstable();
        sources.dedup();
        let mut attributes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut items: BTreeMap<(&str, &str), Vec<&Record>> = BTreeMap::new();
        for record in records {
            attributes.entry(record.attribute).or_default().push(record.value);
            items.entry((record.object, record.attribute)).or_default().push(record);
        }
        let attributes: Vec<(String, Kind)> =
            attributes.into_iter().map(|(name, values)| (name.to_owned(), value::kind(values.into_iter()))).collect();
        let items = items
            .into_iter()
            .filter_map(|((object, attribute), records)| {
                let attribute = attributes.binary_search_by(|(name, _)| name.as_str().cmp(attribute)).ok()?;
                let claims = records
                    .iter()
                    .filter_map(|record| Some((sources.binary_search(&record.source).ok()?, record.value)));
                let mut item = Item::new(object, attribute, attributes.get(attribute)?.1, claims)?;
                item.part_repeats(known, &attributes.get(attribute)?.0, &sources);
                Some(item)
            })
            .collect();
        Self { sources: sources.into_iter().map(str::to_owned).collect(), attributes, items }
    }
}

impl Item {
    /// None if no claim says anything of the attribute's kind.
    fn new<'a>(
        object: &str,
        attribute: usize,
        kind: Kind,
        claims: impl Iterator<Item = (usize, &'a str)>,
    ) -> Option<Self> {
        let mut texts: Vec<(&str, Form, usize)> = Vec::new(); // text, form, how many
        let mut given: Vec<(usize, usize)> = Vec::new(); // source, text
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (source, text) in claims {
            let at = match known.get(text) {
                Some(&at) => at,
                None => {
                    let Some(form) = value::form(text, kind) else { continue };
                    known.insert(text, texts.len());
                    texts.push((text, form, 0));
                    texts.len() - 1
                }
            };
            given.push((source, at));
        }
        given.sort_unstable();
        given.dedup();
        for &(_, text) in &given {
            texts[text].2 += 1;
        }
        // the most used first; of equals the plainest, which is the shortest
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by(|&a, &b| {
            let key = |at: usize| (std::cmp::Reverse(texts[at].2), texts[at].0.len(), texts[at].0);
            key(a).cmp(&key(b))
        });
        // a value is as often given as all its forms
        let mut values: Vec<(&str, &Form, usize)> = Vec::new();
        let mut value_of = vec![0; texts.len()];
        for at in order {
            let (text, form, count) = &texts[at];
            let same = values.iter().position(|(_, known, _)| *known == form);
            value_of[at] = same.unwrap_or(values.len());
            match same.and_then(|same| values.get_mut(same)) {
                Some(value) => value.2 += count,
                None => values.push((text, form, *count)),
            }
        }
        // of several values of one source the one that most others give
        let mut chosen: Vec<(usize, usize)> = Vec::new();
        for (source, text) in given {
            let value = value_of[text];
            match chosen.last_mut().filter(|last| last.0 == source) {
                Some(last) => {
                    let rank = |value: usize| (std::cmp::Reverse(values[value].2), values[value].0);
                    if rank(value) < rank(last.1) {
                        last.1 = value;
                    }
                }
                None => chosen.push((source, value)),
            }
        }
        if values.is_empty() {
            return None;
        }
        values.truncate(VALUES);
        chosen.retain(|claim| claim.1 < VALUES);
        let relations: Vec<Relation> = values
            .iter()
            .flat_map(|(_, given, _)| values.iter().map(|(_, right, _)| value::relation(given, right)))
            .collect();
        let shares = (0..values.len())
            .map(|right| {
                let mut shares = [0.0_f64; ERRORS];
                for given in 0..values.len() {
                    if let Some(error) = relations[given * values.len() + right].error() {
                        shares[error] += 1.0;
                    }
                }
                let other = shares[ERRORS - 1].max(WRONG);
                shares = shares.map(|share: f64| share.max(1.0));
                shares[ERRORS - 1] = other;
                shares
            })
            .collect();
        let values = values.iter().map(|(text, _, _)| (*text).to_owned()).collect();
        Some(Self {
            object: object.to_owned(),
            attribute,
            values,
            claims: chosen,
            repeats: Vec::new(),
            relations,
            shares,
        })
    }

    /// Takes the claims that are known to repeat others out of those that count.
    fn part_repeats(&mut self, known: &Known, attribute: &str, sources: &[&str]) {
        for value in 0..self.values.len() {
            let given: Vec<usize> = self.claims.iter().filter(|claim| claim.1 == value).map(|claim| claim.0).collect();
            let names: Vec<&str> = given.iter().filter_map(|&source| sources.get(source).copied()).collect();
            let repeats = known.repeats((&self.object, attribute), &names);
            for (&source, of) in given.iter().zip(repeats) {
                if let Some(&of) = of.and_then(|of| given.get(of)) {
                    self.repeats.push((source, value, of));
                }
            }
        }
        let repeats: Vec<(usize, usize)> = self.repeats.iter().map(|&(source, value, _)| (source, value)).collect();
        self.claims.retain(|claim| !repeats.contains(claim));
    }
}
