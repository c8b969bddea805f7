//! The likelihood of the claims when some sources speak with one voice, and its parameters (expectation-maximisation).
//!
//! Every item has one right value. A *voice* gives it with some accuracy, or errs. Sources of one *camp* share a voice
//! that need not be among them: each repeats it, or a member before it, at its rate of copying, or else speaks for itself.
//! So a chain, in which each repeats the one before with what that one got wrong, is a camp as well.

use libm::{exp, log};

use super::table::{Item, Table};
use super::value::ERRORS;

/// Accuracy that is expected of a source before anything is known of it, and how many claims that counts for.
const ACCURACY: (f64, f64) = (0.75, 4.0);
/// Rate of copying expected of a member of a camp (Dong et al. 2009: c), and how many claims that counts for.
const COPYING: (f64, f64) = (0.8, 5.0);
/// The prior probability that a source depends on others (Dong et al. 2009: alpha).
const DEPENDENT: f64 = 0.2;
/// Shares of the kinds of error that are expected (less, more, near, other), and how many errors they count for.
const ERROR_SHARES: ([f64; ERRORS], f64) = ([0.15, 0.1, 0.15, 0.6], 40.0);
/// How often a member of a camp that copies repeats other members instead of the voice, before anything is known of it,
/// and how many claims that repeat the voice are expected.
const FROM_MEMBERS: (f64, f64) = (0.3, 3.0);
/// No probability comes nearer to 0 or 1.
const EDGE: f64 = 0.001;

/// A claim: source and value.
pub(super) type Claim = (usize, usize);

/// The claims of one camp about one item.
pub(super) struct Unit {
    pub camp: usize,
    pub claims: Vec<Claim>,
    /// Log likelihood of the claims for each value that might be right.
    pub message: Vec<f64>,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    yes: f64,
    all: f64,
}

impl Count {
    fn add(&mut self, yes: bool, weight: f64) {
        self.all += weight;
        self.yes += if yes { weight } else { 0.0 };
    }

    /// The rate, shrunk to what is expected.
    fn rate(&self, (expected, weight): (f64, f64)) -> f64 {
        ((self.yes + expected * weight) / (self.all + weight)).clamp(EDGE, 1.0 - EDGE)
    }
}

/// Which sources speak with one voice, and how well each voice and source does.
#[derive(Debug, Clone)]
pub(super) struct Model {
    /// Camp of each source: the number of its first member. A source alone in its camp is independent.
    camp: Vec<usize>,
    /// Members of each camp.
    members: Vec<usize>,
    /// Accuracy of each source when it speaks for itself.
    pub accuracy: Vec<f64>,
    /// Accuracy of each camp's voice.
    pub voice: Vec<f64>,
    /// Rate of copying of each source from its camp's voice.
    pub copying: Vec<f64>,
    /// Of what each source copies, the share that repeats each member of its camp before it, by member; the rest repeats
    /// the voice.
    repeats: Vec<Vec<(usize, f64)>>,
    errors: [f64; ERRORS],
}

/// What the claims say under a model.
pub(super) struct Fit {
    /// Belief in each value of each item.
    pub beliefs: Vec<Vec<f64>>,
    /// For each claim the probability that it repeats its camp's voice.
    pub copied: Vec<Vec<f64>>,
    /// Logarithm of the likelihood of all claims.
    pub likelihood: f64,
}

/// Logarithm of a sum of exponentials.
pub(super) fn log_sum(logs: impl Iterator<Item = f64> + Clone) -> f64 {
    let top = logs.clone().fold(f64::NEG_INFINITY, f64::max);
    if top == f64::NEG_INFINITY { top } else { top + log(logs.map(|l| exp(l - top)).sum()) }
}

/// The logarithm of a product of many factors, taken once for many of them.
#[derive(Clone, Copy)]
struct Product {
    log: f64,
    factor: f64,
}

impl Product {
    const ONE: Self = Self { log: 0.0, factor: 1.0 };

    fn times(&mut self, factor: f64) {
        self.factor *= factor;
        if !(1e-200..1e200).contains(&self.factor) {
            *self = Self { log: self.log(), factor: 1.0 };
        }
    }

    fn log(self) -> f64 {
        self.log + log(self.factor)
    }
}

impl Model {
    /// Nothing known of anybody's accuracy.
    pub fn new(camp: &[usize]) -> Self {
        let mut members = vec![0; camp.len()];
        for &camp in camp {
            members[camp] += 1;
        }
        Self {
            camp: camp.to_vec(),
            members,
            accuracy: vec![ACCURACY.0; camp.len()],
            voice: vec![ACCURACY.0; camp.len()],
            copying: vec![COPYING.0; camp.len()],
            repeats: vec![Vec::new(); camp.len()],
            errors: ERROR_SHARES.0,
        }
    }

    pub fn camps(&self) -> &[usize] {
        &self.camp
    }

    pub fn camp(&self, source: usize) -> usize {
        self.camp[source]
    }

    /// Whether a source, or the camp of its number, has others with it.
    pub fn shared(&self, source: usize) -> bool {
        self.members[self.camp[source]] > 1
    }

    pub fn members(&self, camp: usize) -> impl Iterator<Item = usize> {
        (0..self.camp.len()).filter(move |&source| self.camp[source] == camp)
    }

    /// The camps of more than one source, the largest first.
    pub fn largest(&self) -> Vec<usize> {
        let mut camps: Vec<usize> = (0..self.camp.len()).filter(|&camp| self.members[camp] > 1).collect();
        camps.sort_by_key(|&camp| (std::cmp::Reverse(self.members[camp]), camp));
        camps
    }

    /// Sets what is thought of one source and its voice.
    pub fn trust(&mut self, source: usize, accuracy: f64) {
        self.accuracy[source] = accuracy;
        self.voice[source] = accuracy;
    }

    /// Joins two camps.
    pub fn join(&mut self, a: usize, b: usize) {
        let (stays, goes) = (a.min(b), a.max(b));
        self.voice[stays] = f64::midpoint(self.voice[stays], self.voice[goes]);
        self.members[stays] += self.members[goes];
        self.members[goes] = 0;
        for camp in self.camp.iter_mut().filter(|camp| **camp == goes) {
            *camp = stays;
        }
    }

    /// Parts a source from its camp.
    pub fn part(&mut self, source: usize) {
        let old = self.camp[source];
        let (voice, count) = (self.voice[old], self.members[old]);
        let rest: Vec<usize> = self.members(old).filter(|&other| other != source).collect();
        self.members[old] = 0;
        if let Some(&first) = rest.first() {
            for other in rest {
                self.camp[other] = first;
            }
            self.voice[first] = voice;
            self.members[first] = count - 1;
        }
        self.camp[source] = source;
        self.members[source] = 1;
        self.voice[source] = self.accuracy[source];
        self.copying[source] = COPYING.0;
    }

    fn given(&self, item: &Item, value: usize, right: usize, accuracy: f64) -> f64 {
        if value == right { accuracy } else { (1.0 - accuracy) * item.wrong(value, right, &self.errors) }
    }

    /// The log likelihood of one source's claim for each value that might be right, if it speaks for itself.
    pub fn alone(&self, item: &Item, (source, value): Claim) -> Vec<f64> {
        let of = |right| log(self.given(item, value, right, self.accuracy[source]));
        (0..item.values.len()).map(of).collect()
    }

    /// The log likelihood of a camp's claims about an item for each value that might be right.
    pub fn together(&self, item: &Item, claims: &[Claim], voice: f64) -> Vec<f64> {
        let said = self.said(claims);
        let of = |right| log_sum(self.options(item, &said, voice, right).iter().map(|option| option.1));
        (0..item.values.len()).map(of).collect()
    }

    /// What the voice may have said (a value, or none of those its camp gives) and how likely that makes the claims.
    fn options(&self, item: &Item, claims: &[Said], voice: f64, right: usize) -> Vec<(Option<usize>, f64)> {
        let mut base = Product::ONE;
        let mut gains: Vec<(usize, Product)> = Vec::with_capacity(4);
        for &Said { source, value, voice, member } in claims {
            let own = self.given(item, value, right, self.accuracy[source]) * (1.0 - self.copying[source]);
            base.times(own + member);
            let gain = (own + member + voice) / (own + member);
            match gains.iter_mut().find(|(known, _)| *known == value) {
                Some((_, product)) => product.times(gain),
                None => gains.push((value, Product { log: 0.0, factor: gain })),
            }
        }
        let base = base.log();
        let mut rest = 1.0;
        let mut options: Vec<(Option<usize>, f64)> = Vec::with_capacity(gains.len() + 1);
        for (value, mut gain) in gains {
            let said = self.given(item, value, right, voice);
            rest -= said;
            gain.times(said);
            options.push((Some(value), base + gain.log()));
        }
        options.push((None, base + log(rest.max(EDGE * EDGE))));
        options
    }

    /// The claims of a camp about one item, in order, and how likely each repeats the voice or a member before it.
    fn said(&self, claims: &[Claim]) -> Vec<Said> {
        let said = |(before, &(source, value)): (usize, &Claim)| {
            let (mut voice, mut member) = (1.0, 0.0);
            for &(other, share) in &self.repeats[source] {
                if let Ok(at) = claims[..before].binary_search_by_key(&other, |claim| claim.0) {
                    voice -= share;
                    member += if claims[at].1 == value { share } else { 0.0 };
                }
            }
            let copying = self.copying[source];
            Said { source, value, voice: copying * voice, member: copying * member }
        };
        claims.iter().enumerate().map(said).collect()
    }

    /// The claims about an item by camp, with what they say of it.
    pub fn units(&self, item: &Item) -> Vec<Unit> {
        let mut claims: Vec<(usize, Claim)> = item.claims.iter().map(|&claim| (self.camp[claim.0], claim)).collect();
        claims.sort_unstable();
        claims
            .chunk_by(|a, b| a.0 == b.0)
            .map(|unit| {
                let camp = unit.first().map_or(0, |first| first.0);
                let claims: Vec<Claim> = unit.iter().map(|&(_, claim)| claim).collect();
                let message = match claims.first() {
                    Some(&claim) if self.members[camp] < 2 => self.alone(item, claim),
                    _ => self.together(item, &claims, self.voice[camp]),
                };
                Unit { camp, claims, message }
            })
            .collect()
    }

    /// Logarithm of how likely the model is before any claim: dependence is rare, voices rather accurate. `claims` is
    /// the number of claims of each source.
    pub fn prior(&self, claims: &[f64]) -> f64 {
        let voice = |rate: f64| ACCURACY.1 * (ACCURACY.0 * log(rate) + (1.0 - ACCURACY.0) * log(1.0 - rate));
        (0..self.camp.len())
            .map(|source| match self.shared(source) {
                false => voice(self.accuracy[source]),
                true if self.camp[source] == source => voice(self.voice[source]) - join_cost(claims[source]),
                true => -join_cost(claims[source]),
            })
            .sum::<f64>()
            - self.repeats.iter().map(|repeats| choice_cost(repeats)).sum::<f64>()
    }

    /// Estimates everything but the camps, at most `rounds` times over.
    pub fn fit(&mut self, table: &Table, rounds: usize) -> Fit {
        for source in 0..self.camp.len() {
            let before: Vec<usize> = self.members(self.camp[source]).take_while(|&other| other < source).collect();
            let share = FROM_MEMBERS.0 / before.len() as f64;
            self.repeats[source] = before.into_iter().map(|other| (other, share)).collect();
        }
        let mut fit = self.step(table);
        for _ in 1..rounds {
            let next = self.step(table);
            let done = (next.likelihood - fit.likelihood).abs() < 1e-3;
            fit = next;
            if done {
                break;
            }
        }
        fit
    }

    /// Beliefs under the parameters as they are, then the parameters under these beliefs.
    fn step(&mut self, table: &Table) -> Fit {
        let mut counts = Counts::new(&self.repeats);
        let mut fit = Fit { beliefs: Vec::new(), copied: Vec::new(), likelihood: 0.0 };
        for item in &table.items {
            let units = self.units(item);
            let sums = sums(&units, item.values.len());
            let total = log_sum(sums.iter().copied());
            fit.likelihood += total;
            let beliefs: Vec<f64> = sums.iter().map(|sum| exp(sum - total)).collect();
            let mut copied = vec![0.0; item.claims.len()];
            for unit in &units {
                let said = self.said(&unit.claims);
                for (right, &belief) in beliefs.iter().enumerate().filter(|(_, belief)| **belief > EDGE * EDGE) {
                    if self.members[unit.camp] < 2 {
                        for &(source, value) in &unit.claims {
                            counts.claim(item, source, value, right, belief);
                        }
                    } else {
                        self.count_camp(item, unit, &said, (right, belief), &mut counts, &mut copied);
                    }
                }
            }
            fit.beliefs.push(beliefs);
            fit.copied.push(copied);
        }
        self.accuracy = counts.accuracy.iter().map(|count| count.rate(ACCURACY)).collect();
        self.voice = counts.voice.iter().map(|count| count.rate(ACCURACY)).collect();
        self.copying = counts.copying.iter().map(|count| count.rate(COPYING)).collect();
        for (repeats, (count, voice)) in self.repeats.iter_mut().zip(counts.repeats.iter().zip(&counts.of_voice)) {
            let all = count.iter().sum::<f64>() + voice + FROM_MEMBERS.1;
            for (repeat, count) in repeats.iter_mut().zip(count) {
                repeat.1 = count / all;
            }
        }
        let all = counts.errors.iter().sum::<f64>() + ERROR_SHARES.1;
        self.errors = std::array::from_fn(|at| (counts.errors[at] + ERROR_SHARES.0[at] * ERROR_SHARES.1) / all);
        fit
    }

    fn count_camp(
        &self,
        item: &Item,
        unit: &Unit,
        claims: &[Said],
        (right, belief): (usize, f64),
        counts: &mut Counts,
        copied: &mut [f64],
    ) {
        let options = self.options(item, claims, self.voice[unit.camp], right);
        let all = log_sum(options.iter().map(|option| option.1));
        for (said, likelihood) in options {
            let weight = belief * exp(likelihood - all);
            counts.voice[unit.camp].add(said == Some(right), weight);
            match said {
                Some(said) => counts.error(item, said, right, weight),
                None => counts.errors[ERRORS - 1] += weight,
            }
            for (at, &Said { source, value, voice, member }) in claims.iter().enumerate() {
                let own = self.given(item, value, right, self.accuracy[source]) * (1.0 - self.copying[source]);
                let voice = if said == Some(value) { voice } else { 0.0 };
                let rate = (member + voice) / (member + voice + own);
                let count = &mut counts.copying[source];
                count.all += weight;
                count.yes += weight * rate;
                // a member that says nothing of the item passes the voice on
                let of_voice = said == Some(value);
                let mut rest = 1.0;
                let each = weight * self.copying[source] / (member + voice + own);
                for (&(other, share), count) in self.repeats[source].iter().zip(&mut counts.repeats[source]) {
                    rest -= share;
                    let same = claims[..at].binary_search_by_key(&other, |claim| claim.source);
                    if same.map_or(of_voice, |at| claims[at].value == value) {
                        *count += each * share;
                    }
                }
                counts.of_voice[source] += if of_voice { each * rest } else { 0.0 };
                if let Ok(at) = item.claims.binary_search(&(source, value)) {
                    copied[at] += weight * rate;
                }
                counts.claim(item, source, value, right, weight * (1.0 - rate));
            }
        }
    }
}

/// A claim of a member of a camp.
struct Said {
    source: usize,
    value: usize,
    /// Probability that it repeats the voice, whatever that says.
    voice: f64,
    /// Probability that it repeats a member before it that says the same.
    member: f64,
}

/// What all units say of each value.
pub(super) fn sums(units: &[Unit], values: usize) -> Vec<f64> {
    (0..values).map(|value| units.iter().map(|unit| unit.message[value]).sum()).collect()
}

/// Expected counts from which the parameters are estimated.
struct Counts {
    accuracy: Vec<Count>,
    voice: Vec<Count>,
    copying: Vec<Count>,
    /// What repeats each member before, and the voice.
    repeats: Vec<Vec<f64>>,
    of_voice: Vec<f64>,
    errors: [f64; ERRORS],
}

impl Counts {
    fn new(repeats: &[Vec<(usize, f64)>]) -> Self {
        let none = vec![Count::default(); repeats.len()];
        Self {
            accuracy: none.clone(),
            voice: none.clone(),
            copying: none,
            repeats: repeats.iter().map(|repeats| vec![0.0; repeats.len()]).collect(),
            of_voice: vec![0.0; repeats.len()],
            errors: [0.0; ERRORS],
        }
    }

    fn claim(&mut self, item: &Item, source: usize, value: usize, right: usize, weight: f64) {
        self.accuracy[source].add(value == right, weight);
        self.error(item, value, right, weight);
    }

    fn error(&mut self, item: &Item, value: usize, right: usize, weight: f64) {
        if let Some(error) = item.relation(value, right).error() {
            self.errors[error] += weight;
        }
    }
}

/// What it costs, in log likelihood, that a source with so many claims is a member of a camp: how rare that is, and one
/// more parameter (Schwarz 1978).
pub(super) fn join_cost(claims: f64) -> f64 {
    log((1.0 - DEPENDENT) / DEPENDENT) + 0.5 * log(claims.max(1.0))
}

/// What it costs that a source repeats members of its camp: which of them is one more thing to know.
fn choice_cost(repeats: &[(usize, f64)]) -> f64 {
    repeats.iter().map(|repeat| repeat.1).sum::<f64>() * log(repeats.len().max(1) as f64)
}
