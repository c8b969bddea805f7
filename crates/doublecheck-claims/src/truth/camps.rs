//! Which sources speak with one voice: camps are joined and parted as long as the claims become more likely.

use std::collections::BTreeMap;

use libm::exp;

use super::model::{Claim, Fit, Model, Unit, join_cost, log_sum, sums};
use super::table::{Item, Table};

/// Rounds of estimation between changes of the camps, and at the end.
const ROUNDS: (usize, usize) = (4, 20);
/// How often camps are joined and parted: from every start, and from where the likeliest of these lead.
const FIRST_CHANGES: usize = 4;
const CHANGES: usize = 12;
/// How many of the starts are followed to the end.
const FOLLOWED: usize = 2;
/// Two camps are compared only if they share this many items and say the same of at least half of them.
const SHARED: usize = 3;
/// How many camps are believed in turn.
const BELIEVED: usize = 5;

/// A model with its camps, its fit and how likely both are.
pub(super) struct Found {
    pub model: Model,
    pub fit: Fit,
    /// Logarithm of the likelihood of claims and model.
    pub score: f64,
}

pub(super) struct Search<'a> {
    table: &'a Table,
    /// Number of claims of each source.
    claims: Vec<f64>,
}

impl<'a> Search<'a> {
    pub fn new(table: &'a Table) -> Self {
        let mut claims = vec![0.0; table.sources.len()];
        for item in &table.items {
            for &(source, _) in &item.claims {
                claims[source] += 1.0;
            }
        }
        Self { table, claims }
    }

    /// The likeliest of what is found from several starts: all sources independent; sources that say the same together,
    /// whatever is right; and each of the largest camps of these taken for independent and believed in turn, all
    /// others doubted as they stand.
    pub fn best(&self) -> Found {
        let independent: Vec<usize> = (0..self.claims.len()).collect();
        let mut blind = Model::new(&independent);
        for _ in 0..CHANGES {
            if self.join(&mut blind, false) == 0 {
                break;
            }
        }
        let mut found = vec![self.climb(Model::new(&independent), FIRST_CHANGES)];
        found.push(self.climb(Model::new(blind.camps()), FIRST_CHANGES));
        let mut believed: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for model in [&blind].into_iter().chain(found.iter().rev().map(|found| &found.model)) {
            for camp in model.largest().into_iter().take(BELIEVED / 2) {
                let members = model.members(camp).collect();
                if believed.len() < BELIEVED && believed.iter().all(|known| known.0 != members) {
                    believed.push((members, model.camps().to_vec()));
                }
            }
        }
        for (members, camps) in believed {
            let mut model = Model::new(&camps);
            (0..self.claims.len()).for_each(|source| model.trust(source, 0.5));
            members.iter().for_each(|&source| model.part(source));
            members.iter().for_each(|&source| model.trust(source, 0.95));
            found.push(self.climb(model, FIRST_CHANGES));
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut best: Option<Found> = None;
        for found in found.into_iter().take(FOLLOWED) {
            let found = self.climb(found.model, CHANGES);
            if best.as_ref().is_none_or(|best| found.score > best.score) {
                best = Some(found);
            }
        }
        best.unwrap_or_else(|| self.climb(blind, 0))
    }

    /// Joins and parts until nothing gains, at most so many times.
    fn climb(&self, mut model: Model, changes: usize) -> Found {
        for _ in 0..changes {
            model.fit(self.table, ROUNDS.0);
            if self.join(&mut model, true) + self.part(&mut model) == 0 {
                break;
            }
        }
        let fit = model.fit(self.table, ROUNDS.1);
        let score = fit.likelihood + model.prior(&self.claims);
        Found { model, fit, score }
    }

    /// Joins the camps that gain most, each at most once. If not `informed`, nothing is known of what is right but what
    /// the two camps say.
    fn join(&self, model: &mut Model, informed: bool) -> usize {
        let mut gains: Vec<(f64, usize, usize)> = Vec::new();
        for ((a, b), gain) in self.gains(model, informed) {
            let cost = |camp: usize| if model.shared(camp) { 0.0 } else { join_cost(self.claims[camp]) };
            let gain = gain - cost(a) - cost(b);
            if gain > 0.0 {
                gains.push((gain, a, b));
            }
        }
        gains.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let mut touched = vec![false; self.claims.len()];
        let mut joined = 0;
        for (_, a, b) in gains {
            if !touched[a] && !touched[b] {
                (touched[a], touched[b]) = (true, true);
                model.join(a, b);
                joined += 1;
            }
        }
        joined
    }

    /// By how much the claims become likelier if two camps are joined, for every two that say much the same.
    fn gains(&self, model: &Model, informed: bool) -> BTreeMap<(usize, usize), f64> {
        let units: Vec<Vec<Unit>> = self.table.items.iter().map(|item| model.units(item)).collect();
        let mut pairs: BTreeMap<(usize, usize), (usize, usize)> = BTreeMap::new();
        for units in &units {
            for (at, one) in units.iter().enumerate() {
                for two in units.iter().skip(at + 1) {
                    let same = one.claims.iter().any(|a| two.claims.iter().any(|b| a.1 == b.1));
                    let count = pairs.entry((one.camp, two.camp)).or_default();
                    count.0 += 1;
                    count.1 += usize::from(same);
                }
            }
        }
        let mut gains: BTreeMap<(usize, usize), f64> = pairs
            .into_iter()
            .filter(|(_, (shared, same))| *shared >= SHARED && same * 2 >= *shared)
            .map(|(pair, _)| (pair, 0.0))
            .collect();
        for (item, units) in self.table.items.iter().zip(&units) {
            let sums = sums(units, item.values.len());
            for (at, one) in units.iter().enumerate() {
                for two in units.iter().skip(at + 1) {
                    if let Some(gain) = gains.get_mut(&(one.camp, two.camp)) {
                        *gain += gain_of(model, item, one, two, informed.then_some(&sums));
                    }
                }
            }
        }
        gains
    }

    /// Parts the sources that do better alone, one of a camp at a time.
    fn part(&self, model: &mut Model) -> usize {
        let gains = self.membership(model);
        let mut order: Vec<(f64, usize)> = (0..gains.len())
            .filter(|&source| model.shared(source))
            .map(|source| (gains[source], source))
            .filter(|(gain, _)| *gain < 0.0)
            .collect();
        order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut touched: Vec<usize> = Vec::new();
        let mut parted = 0;
        for (_, source) in order {
            let camp = model.camp(source);
            if !touched.contains(&camp) {
                let rest = model.members(camp).find(|&other| other != source);
                touched.extend([camp, source]);
                touched.extend(rest);
                model.part(source);
                parted += 1;
            }
        }
        parted
    }

    /// By how much the claims are likelier with each source in its camp than alone, less what that costs; 0 for those
    /// that are alone.
    fn membership(&self, model: &Model) -> Vec<f64> {
        let mut gains = vec![0.0; self.claims.len()];
        for item in &self.table.items {
            let units = model.units(item);
            let sums = sums(&units, item.values.len());
            let total = log_sum(sums.iter().copied());
            for unit in units.iter().filter(|unit| model.shared(unit.camp)) {
                for &(source, value) in &unit.claims {
                    let rest: Vec<Claim> = unit.claims.iter().copied().filter(|claim| claim.0 != source).collect();
                    let alone = model.alone(item, (source, value));
                    let others = model.together(item, &rest, model.voice[unit.camp]);
                    let parted = (0..sums.len()).map(|v| sums[v] - unit.message[v] + alone[v] + others[v]);
                    gains[source] += total - log_sum(parted);
                }
            }
        }
        for (source, gain) in gains.iter_mut().enumerate().filter(|(source, _)| model.shared(*source)) {
            *gain -= join_cost(self.claims[source]);
        }
        gains
    }

    /// Probability that each source depends on others of its camp.
    pub fn dependence(&self, model: &Model) -> Vec<f64> {
        let gains = self.membership(model);
        (0..gains.len()).map(|at| if model.shared(at) { 1.0 / (1.0 + exp(-gains[at])) } else { 0.0 }).collect()
    }
}

/// By how much the claims about one item become likelier if two camps are joined.
fn gain_of(model: &Model, item: &Item, one: &Unit, two: &Unit, sums: Option<&Vec<f64>>) -> f64 {
    let claims: Vec<Claim> = one.claims.iter().chain(&two.claims).copied().collect();
    let joined = model.together(item, &claims, f64::midpoint(model.voice[one.camp], model.voice[two.camp]));
    let apart = |v: usize| one.message[v] + two.message[v];
    match sums {
        Some(sums) => {
            let with = (0..joined.len()).map(|v| sums[v] - apart(v) + joined[v]);
            log_sum(with) - log_sum(sums.iter().copied())
        }
        None => log_sum(joined.iter().copied()) - log_sum((0..joined.len()).map(apart)),
    }
}
