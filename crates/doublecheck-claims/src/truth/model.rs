//! The likelihood of the claims when some sources speak with one voice, and its parameters (expectation-maximisation).
//!
//! Every item has one right value. A *voice* gives it with the accuracy of its source, or errs. Sources of one *camp*
//! share a voice that need not be among them: each repeats it with its rate of copying, or else speaks for itself.

use libm::{exp, log};

use super::table::{Item, Table};
use super::value::ERRORS;

/// Accuracy that is expected of a source before anything is known of it, and how many claims that counts for.
const ACCURACY: (f64, f64) = (0.75, 4.0);
/// How many claims the accuracy of a source counts for its accuracy in one attribute.
const ACCURACY_OF_ATTRIBUTE: f64 = 8.0;
/// Rate of copying expected of a member of a camp (Dong et al. 2009: c), and how many claims that counts for.
const COPYING: (f64, f64) = (0.8, 5.0);
/// Shares of the kinds of error that are expected (less, more, near, other), and how many errors they count for.
const ERROR_SHARES: ([f64; ERRORS], f64) = ([0.15, 0.1, 0.15, 0.6], 40.0);
/// No probability comes nearer to 0 or 1.
const EDGE: f64 = 0.001;

/// Right and all, for the accuracy of one voice in one attribute.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    right: f64,
    all: f64,
}

/// Which sources speak with one voice, and how well each voice and source does.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Camp of each source, and of each claim where it is known apart; a source alone in its camp is independent.
    pub camp: Vec<usize>,
    /// Accuracy of each source by attribute when it speaks for itself.
    accuracy: Vec<Vec<f64>>,
    /// Accuracy of each camp's voice by attribute.
    voice: Vec<Vec<f64>>,
    /// Rate of copying of each source from its camp's voice.
    pub copying: Vec<f64>,
    errors: [f64; ERRORS],
}

/// The claims of one camp about one item: source and value.
type Unit<'a> = (usize, Vec<(usize, usize)>, &'a Item);

/// What the claims say under a model.
pub(super) struct Fit {
    /// Belief in each value of each item.
    pub beliefs: Vec<Vec<f64>>,
    /// Logarithm of the likelihood of all claims.
    pub likelihood: f64,
}

fn clamp(p: f64) -> f64 {
    p.clamp(EDGE, 1.0 - EDGE)
}

/// Logarithm of a sum of exponentials.
pub(super) fn log_sum(logs: &[f64]) -> f64 {
    let top = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if top == f64::NEG_INFINITY { top } else { top + log(logs.iter().map(|&l| exp(l - top)).sum()) }
}

impl Model {
    /// Every source for itself, all equally accurate.
    pub fn independent(table: &Table) -> Self {
        let sources = table.sources.len();
        let flat = vec![vec![ACCURACY.0; table.attributes.len()]; sources];
        Self {
            camp: (0..sources).collect(),
            accuracy: flat.clone(),
            voice: flat,
            copying: vec![COPYING.0; sources],
            errors: ERROR_SHARES.0,
        }
    }

    /// The same camps, nothing known of anybody's accuracy.
    pub fn with_camps(table: &Table, camp: &[usize]) -> Self {
        Self { camp: camp.to_vec(), ..Self::independent(table) }
    }

    /// Sets what is thought of one source.
    pub fn trust(&mut self, source: usize, accuracy: f64) {
        self.accuracy[source].fill(accuracy);
        self.voice[source].fill(accuracy);
    }

    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.camp.len()];
        for &camp in &self.camp {
            sizes[camp] += 1;
        }
        sizes
    }

    /// Joins two camps; the one with the smaller number stays.
    pub fn join(&mut self, a: usize, b: usize) {
        let (stays, goes) = (a.min(b), a.max(b));
        for at in 0..self.voice[stays].len() {
            self.voice[stays][at] = (self.voice[stays][at] + self.voice[goes][at]) / 2.0;
        }
        for source in 0..self.camp.len() {
            if self.camp[source] == goes {
                self.camp[source] = stays;
            }
        }
    }

    /// Parts a source from its camp. Camps are numbered by their first source, so numbers may change.
    pub fn part(&mut self, source: usize) {
        let old = self.camp[source];
        let voice = self.voice[old].clone();
        let rest: Vec<usize> = (0..self.camp.len()).filter(|&s| s != source && self.camp[s] == old).collect();
        if let Some(&first) = rest.first() {
            for other in rest {
                self.camp[other] = first;
            }
            self.voice[first] = voice;
        }
        self.camp[source] = source;
        self.voice[source] = self.accuracy[source].clone();
        self.copying[source] = COPYING.0;
    }

    fn given(&self, item: &Item, value: usize, right: usize, accuracy: f64) -> f64 {
        if value == right { accuracy } else { (1.0 - accuracy) * item.wrong(value, right, &self.errors) }
    }

    /// How accurate a source is by itself, the mean of its attributes.
    pub fn accuracy(&self, source: usize) -> &[f64] {
        &self.accuracy[source]
    }

    pub fn voice(&self, camp: usize) -> &[f64] {
        &self.voice[camp]
    }

    /// The log likelihood of a camp's claims about an item for each value that might be right. `voice` is the camp's
    /// accuracy; none if the only source speaks for itself.
    pub fn message(&self, item: &Item, claims: &[(usize, usize)], voice: Option<&[f64]>) -> Vec<f64> {
        (0..item.values.len())
            .map(|right| match voice {
                None => claims
                    .iter()
                    .map(|&(source, value)| log(self.given(item, value, right, self.accuracy[source][item.attribute])))
                    .sum(),
                Some(voice) => {
                    let options = self.options(item, claims, voice[item.attribute], right);
                    log_sum(&options.iter().map(|option| option.1).collect::<Vec<_>>())
                }
            })
            .collect()
    }

    /// What the voice may have said (a value, or none of those its camp gives) and how likely that makes the claims.
    fn options(&self, item: &Item, claims: &[(usize, usize)], voice: f64, right: usize) -> Vec<(Option<usize>, f64)> {
        let mut base = 0.0;
        let mut gains: Vec<(usize, f64)> = Vec::new();
        for &(source, value) in claims {
            let own = self.given(item, value, right, self.accuracy[source][item.attribute]) * (1.0 - self.copying[source]);
            base += log(own);
            let gain = log((self.copying[source] + own) / own);
            match gains.iter_mut().find(|(known, _)| *known == value) {
                Some((_, sum)) => *sum += gain,
                None => gains.push((value, gain)),
            }
        }
        let mut rest = 1.0;
        let mut options: Vec<(Option<usize>, f64)> = gains
            .into_iter()
            .map(|(value, gain)| {
                let said = self.given(item, value, right, voice);
                rest -= said;
                (Some(value), base + gain + log(said))
            })
            .collect();
        options.push((None, base + log(rest.max(EDGE * EDGE))));
        options
    }

    /// The claims about an item by camp.
    pub fn units<'a>(&self, item: &'a Item, known: Option<&[usize]>) -> Vec<Unit<'a>> {
        let mut units: Vec<Unit> = Vec::new();
        for (at, &(source, value)) in item.claims.iter().enumerate() {
            let camp = known.and_then(|known| known.get(at)).copied().unwrap_or(self.camp[source]);
            match units.iter_mut().find(|unit| unit.0 == camp) {
                Some(unit) => unit.1.push((source, value)),
                None => units.push((camp, vec![(source, value)], item)),
            }
        }
        units
    }
}

/// The prior probability that a source depends on others (Dong et al. 2009: alpha), with what one more parameter costs.
const DEPENDENT: f64 = 0.2;

impl Model {
    /// Logarithm of how likely the model itself is before any claim: dependence is rare, sources rather accurate.
    pub fn prior(&self, claims: &[f64]) -> f64 {
        let sizes = self.sizes();
        let mut sum = 0.0;
        for (source, &camp) in self.camp.iter().enumerate() {
            if sizes[camp] > 1 {
                sum -= join_cost(claims[source]);
            }
            let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len().max(1) as f64;
            let accuracy = if sizes[camp] > 1 { mean(&self.voice[camp]) / sizes[camp] as f64 } else { mean(&self.accuracy[source]) };
            let _ = accuracy;
            if sizes[camp] == 1 || camp == source {
                let a = if sizes[camp] == 1 { mean(&self.accuracy[source]) } else { mean(&self.voice[camp]) };
                sum += ACCURACY.1 * (ACCURACY.0 * log(a) + (1.0 - ACCURACY.0) * log(1.0 - a));
            }
        }
        sum
    }

    /// Estimates everything but the camps, `rounds` times over.
    pub fn fit(&mut self, table: &Table, known: &[Option<Vec<usize>>], rounds: usize) -> Fit {
        let mut fit = self.step(table, known, rounds > 0);
        for _ in 1..rounds {
            let next = self.step(table, known, true);
            let done = (next.likelihood - fit.likelihood).abs() < 1e-3;
            fit = next;
            if done {
                break;
            }
        }
        fit
    }

    fn step(&mut self, table: &Table, known: &[Option<Vec<usize>>], learn: bool) -> Fit {
        let sizes = self.sizes();
        let attributes = table.attributes.len();
        let mut own = vec![vec![Count::default(); attributes]; table.sources.len()];
        let mut voices = own.clone();
        let mut copied = vec![Count::default(); table.sources.len()];
        let mut errors = [0.0; ERRORS];
        let mut likelihood = 0.0;
        let mut beliefs = Vec::with_capacity(table.items.len());
        for (at, item) in table.items.iter().enumerate() {
            let units = self.units(item, known.get(at).and_then(|known| known.as_deref()));
            let values = item.values.len();
            let mut sums = vec![0.0; values];
            for (camp, claims, item) in &units {
                let voice = (sizes[*camp] > 1).then(|| self.voice[*camp].as_slice());
                for (sum, message) in sums.iter_mut().zip(self.message(item, claims, voice)) {
                    *sum += message;
                }
            }
            let total = log_sum(&sums);
            likelihood += total;
            let belief: Vec<f64> = sums.iter().map(|sum| exp(sum - total)).collect();
            if learn {
                for (camp, claims, item) in &units {
                    let shared = sizes[*camp] > 1;
                    for (right, &belief) in belief.iter().enumerate().filter(|(_, belief)| **belief > 1e-6) {
                        if !shared {
                            for &(source, value) in claims {
                                let count = &mut own[source][item.attribute];
                                count.all += belief;
                                match item.relation(value, right).error() {
                                    None => count.right += belief,
                                    Some(error) => errors[error] += belief,
                                }
                            }
                            continue;
                        }
                        let options = self.options(item, claims, self.voice[*camp][item.attribute], right);
                        let all = log_sum(&options.iter().map(|option| option.1).collect::<Vec<_>>());
                        for (said, log_part) in options {
                            let part = belief * exp(log_part - all);
                            let count = &mut voices[*camp][item.attribute];
                            count.all += part;
                            if said == Some(right) {
                                count.right += part;
                            } else {
                                let error = said.and_then(|said| item.relation(said, right).error());
                                errors[error.unwrap_or(ERRORS - 1)] += part;
                            }
                            for &(source, value) in claims {
                                let accuracy = self.accuracy[source][item.attribute];
                                let alone = self.given(item, value, right, accuracy) * (1.0 - self.copying[source]);
                                let rate = if said == Some(value) { self.copying[source] / (self.copying[source] + alone) } else { 0.0 };
                                copied[source].all += part;
                                copied[source].right += part * rate;
                                let count = &mut own[source][item.attribute];
                                count.all += part * (1.0 - rate);
                                match item.relation(value, right).error() {
                                    None => count.right += part * (1.0 - rate),
                                    Some(error) => errors[error] += part * (1.0 - rate),
                                }
                            }
                        }
                    }
                }
            }
            beliefs.push(belief);
        }
        if learn {
            self.accuracy = own.iter().map(|counts| rates(counts)).collect();
            self.voice = voices.iter().map(|counts| rates(counts)).collect();
            let shrunk = |count: &Count| clamp((count.right + COPYING.0 * COPYING.1) / (count.all + COPYING.1));
            self.copying = copied.iter().map(shrunk).collect();
            let all: f64 = errors.iter().sum::<f64>() + ERROR_SHARES.1;
            self.errors = std::array::from_fn(|at| (errors[at] + ERROR_SHARES.0[at] * ERROR_SHARES.1) / all);
        }
        Fit { beliefs, likelihood }
    }
}

/// What it costs, in log likelihood, that a source with so many claims is a member of a camp.
pub(super) fn join_cost(claims: f64) -> f64 {
    log((1.0 - DEPENDENT) / DEPENDENT) + 0.5 * log(claims.max(1.0))
}

/// Accuracy by attribute: shrunk to the accuracy over all attributes, which is shrunk to what is expected.
fn rates(counts: &[Count]) -> Vec<f64> {
    let right: f64 = counts.iter().map(|count| count.right).sum();
    let all: f64 = counts.iter().map(|count| count.all).sum();
    let whole = (right + ACCURACY.0 * ACCURACY.1) / (all + ACCURACY.1);
    let one = |count: &Count| clamp((count.right + whole * ACCURACY_OF_ATTRIBUTE) / (count.all + ACCURACY_OF_ATTRIBUTE));
    counts.iter().map(one).collect()
}
