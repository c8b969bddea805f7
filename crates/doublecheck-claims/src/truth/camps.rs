//! Which sources speak with one voice: camps are joined and parted as long as the claims become more likely.

use std::collections::BTreeMap;

use super::model::{Fit, Model, join_cost, log_sum};
use super::table::Table;

/// Rounds of estimation between changes of the camps, and at the end.
const ROUNDS: (usize, usize) = (8, 40);
/// How often camps are joined and parted.
const CHANGES: usize = 12;
/// Two sources are compared only if they share this many items.
const SHARED: usize = 3;

/// A model with its camps, its fit and how likely both are.
pub(super) struct Found {
    pub model: Model,
    pub fit: Fit,
    pub score: f64,
    pub start: String,
}

pub(super) struct Search<'a> {
    pub table: &'a Table,
    pub known: &'a [Option<Vec<usize>>],
    /// Claims of each source.
    claims: Vec<f64>,
    /// Camps that are known and stay.
    fixed: Vec<bool>,
}

impl<'a> Search<'a> {
    pub fn new(table: &'a Table, known: &'a [Option<Vec<usize>>], fixed: Vec<bool>) -> Self {
        let mut claims = vec![0.0; table.sources.len()];
        for item in &table.items {
            for &(source, _) in &item.claims {
                claims[source] += 1.0;
            }
        }
        Self { table, known, claims, fixed }
    }

    fn scored(&self, mut model: Model, start: &str) -> Found {
        let fit = model.fit(self.table, self.known, ROUNDS.1);
        let score = fit.likelihood + model.prior(&self.claims);
        Found { model, fit, score, start: start.to_owned() }
    }

    /// Joins and parts until nothing gains.
    fn climb(&self, mut model: Model, start: &str) -> Found {
        for _ in 0..CHANGES {
            let fit = model.fit(self.table, self.known, ROUNDS.0);
            let joined = self.join(&mut model, Some(&fit));
            let parted = self.part(&mut model);
            if joined + parted == 0 {
                break;
            }
        }
        self.scored(model, start)
    }

    /// Gain of joining two camps, for every two that share items. Without beliefs, as if nothing were known of what is
    /// right but what the two say.
    fn gains(&self, model: &Model, blind: bool) -> Vec<(f64, usize, usize)> {
        let sizes = model.sizes();
        let mut gains: BTreeMap<(usize, usize), (f64, usize)> = BTreeMap::new();
        for item in &self.table.items {
            let units = model.units(item, None);
            let messages: Vec<Vec<f64>> = units
                .iter()
                .map(|(camp, claims, _)| model.message(item, claims, (sizes[*camp] > 1).then(|| model.voice(*camp))))
                .collect();
            let values = item.values.len();
            let mut sums = vec![0.0; values];
            for message in &messages {
                for (sum, part) in sums.iter_mut().zip(message) {
                    *sum += part;
                }
            }
            let total = log_sum(&sums);
            for a in 0..units.len() {
                for b in a + 1..units.len() {
                    let (one, two) = (&units[a], &units[b]);
                    let mut claims = one.1.clone();
                    claims.extend(&two.1);
                    let voice: Vec<f64> =
                        model.voice(one.0).iter().zip(model.voice(two.0)).map(|(x, y)| (x + y) / 2.0).collect();
                    let joined = model.message(item, &claims, Some(&voice));
                    let gain = if blind {
                        let apart: Vec<f64> = (0..values).map(|v| messages[a][v] + messages[b][v]).collect();
                        log_sum(&joined) - log_sum(&apart)
                    } else {
                        let with: Vec<f64> =
                            (0..values).map(|v| sums[v] - messages[a][v] - messages[b][v] + joined[v]).collect();
                        log_sum(&with) - total
                    };
                    let key = (one.0.min(two.0), one.0.max(two.0));
                    let entry = gains.entry(key).or_default();
                    entry.0 += gain;
                    entry.1 += 1;
                }
            }
        }
        let mut list: Vec<(f64, usize, usize)> = gains
            .into_iter()
            .filter(|(_, (_, shared))| *shared >= SHARED)
            .map(|((a, b), (gain, _))| {
                let cost = |camp: usize| if sizes[camp] > 1 { 0.0 } else { join_cost(self.claims[camp]) };
                (gain - cost(a) - cost(b), a, b)
            })
            .filter(|(gain, a, b)| *gain > 0.0 && !self.fixed[*a] && !self.fixed[*b])
            .collect();
        list.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        list
    }

    /// Joins the camps that gain most, each at most once.
    fn join(&self, model: &mut Model, fit: Option<&Fit>) -> usize {
        let mut touched = vec![false; model.camp.len()];
        let mut joined = 0;
        for (_, a, b) in self.gains(model, fit.is_none()) {
            if !touched[a] && !touched[b] {
                touched[a] = true;
                touched[b] = true;
                model.join(a, b);
                joined += 1;
            }
        }
        joined
    }

    /// Parts the sources that do better alone.
    fn part(&self, model: &mut Model) -> usize {
        let sizes = model.sizes();
        let mut gains = vec![0.0; model.camp.len()];
        for item in &self.table.items {
            let units = model.units(item, None);
            let messages: Vec<Vec<f64>> = units
                .iter()
                .map(|(camp, claims, _)| model.message(item, claims, (sizes[*camp] > 1).then(|| model.voice(*camp))))
                .collect();
            let values = item.values.len();
            let sums: Vec<f64> = (0..values).map(|v| messages.iter().map(|m| m[v]).sum()).collect();
            let total = log_sum(&sums);
            for (unit, message) in units.iter().zip(&messages) {
                if sizes[unit.0] < 2 || self.fixed[unit.0] {
                    continue;
                }
                for &(source, value) in &unit.1 {
                    let rest: Vec<(usize, usize)> = unit.1.iter().copied().filter(|&(other, _)| other != source).collect();
                    let alone = model.message(item, &[(source, value)], None);
                    let others = if rest.is_empty() { vec![0.0; values] } else { model.message(item, &rest, Some(model.voice(unit.0))) };
                    let parted: Vec<f64> = (0..values).map(|v| sums[v] - message[v] + alone[v] + others[v]).collect();
                    gains[source] += log_sum(&parted) - total;
                }
            }
        }
        let mut parted = vec![false; model.camp.len()];
        let mut order: Vec<usize> = (0..gains.len())
            .filter(|&s| sizes[model.camp[s]] > 1 && !self.fixed[model.camp[s]] && gains[s] + join_cost(self.claims[s]) > 0.0)
            .collect();
        order.sort_by(|&a, &b| gains[b].total_cmp(&gains[a]).then(a.cmp(&b)));
        let mut count = 0;
        for source in order {
            let camp = model.camp[source];
            if !parted[camp] {
                model.part(source);
                parted[camp] = true;
                parted[model.camp[source]] = true;
                count += 1;
            }
        }
        count
    }

    /// The likeliest of what is found from several starts.
    pub fn best(&self, camps: &[usize]) -> Vec<Found> {
        let mut found = vec![self.climb(Model::with_camps(self.table, camps), "majority")];
        let mut blind = Model::with_camps(self.table, camps);
        for _ in 0..CHANGES {
            if self.join(&mut blind, None) == 0 {
                break;
            }
        }
        let camps: Vec<usize> = blind.camp.clone();
        let start = Model::with_camps(self.table, &camps);
        found.push(self.climb(start, "blind"));
        // each large camp of those found so far believed in turn
        let mut seeds: Vec<Vec<usize>> = Vec::new();
        for model in found.iter().map(|found| &found.model).chain([&blind]) {
            let sizes = model.sizes();
            let mut order: Vec<usize> = (0..sizes.len()).filter(|&camp| sizes[camp] > 1).collect();
            order.sort_by_key(|&camp| (std::cmp::Reverse(sizes[camp]), camp));
            for camp in order.into_iter().take(4) {
                let members: Vec<usize> = (0..model.camp.len()).filter(|&s| model.camp[s] == camp).collect();
                if !seeds.contains(&members) {
                    seeds.push(members);
                }
            }
        }
        for members in seeds {
            // the others keep the camps of the blind start
            let mut model = Model::with_camps(self.table, &camps);
            for source in 0..model.camp.len() {
                model.trust(source, 0.5);
            }
            for &source in &members {
                model.part(source);
            }
            for &source in &members {
                model.trust(source, 0.95);
            }
            let name: Vec<&str> = members.iter().map(|&s| self.table.sources[s].as_str()).take(6).collect();
            found.push(self.climb(model, &name.join(",")));
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        found
    }
}
