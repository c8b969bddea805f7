//! A linear-chain conditional random field (Lafferty, McCallum, Pereira 2001), eight labels wide unless it says otherwise.

#![allow(clippy::needless_range_loop, reason = "labels index several rows at once")]

use super::Shuffle;
use super::bytes::{Broken, Reader, Writer};
use super::features::{Features, KeyMap};
use super::weights::Weights;

/// Rows are eight wide where nothing else is said; a chain may use fewer labels.
pub const LABELS: usize = 8;

type Row<const L: usize> = [f32; L];

/// Scores of label pairs that must not follow each other.
const NEVER: f32 = -1e4;

/// A trained chain.
#[derive(Debug, Clone)]
pub struct Chain<const L: usize = LABELS> {
    weights: Weights<L>,
    transitions: [Row<L>; L],
    start: Row<L>,
    labels: usize,
}

/// What a chain says of a run of positions.
#[derive(Debug, Clone, Default)]
pub struct Marginals<const L: usize = LABELS> {
    /// The probability of each label at each position.
    pub at: Vec<[f32; L]>,
    /// The most probable run of labels.
    pub best: Vec<u8>,
    /// The natural logarithm of its probability.
    pub log_probability: f32,
}

impl<const L: usize> Chain<L> {
    /// Labels a run of positions. Time is linear in its length.
    pub fn label(&self, features: &Features) -> Marginals<L> {
        let scale = self.weights.scale();
        let scores: Vec<Row<L>> = (0..features.len())
            .map(|position| self.weights.score(features.at(position)).map(|s| s as f32 * scale))
            .collect();
        Lattice { scores: &scores, transitions: &self.transitions, start: &self.start, labels: self.labels }.solve()
    }

    /// The same chain without weights of fewer than `least` of the 127 steps of the largest: a smaller file that labels nearly
    /// alike.
    pub fn thinned(mut self, least: u8) -> Self {
        self.weights = self.weights.thinned(least);
        self
    }

    /// Writes the chain.
    pub fn write(&self, out: &mut Writer) {
        out.number(self.labels as u32);
        self.start.iter().chain(self.transitions.iter().flatten()).for_each(|&w| out.fraction(w));
        self.weights.write(out);
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such chain.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let labels = input.number()? as usize;
        if !(1..=L).contains(&labels) {
            return Err(Broken("a chain has no labels or too many"));
        }
        let mut start = [0.0; L];
        let mut transitions = [[0.0; L]; L];
        for weight in start.iter_mut().chain(transitions.iter_mut().flatten()) {
            *weight = input.fraction()?;
        }
        Ok(Self { weights: Weights::read(input)?, transitions, start, labels })
    }
}

struct Lattice<'a, const L: usize> {
    scores: &'a [Row<L>],
    transitions: &'a [Row<L>; L],
    start: &'a Row<L>,
    labels: usize,
}

/// Sums of a forward and a backward pass, each position scaled to sum to one.
struct Passes<const L: usize> {
    forward: Vec<Row<L>>,
    backward: Vec<Row<L>>,
    log_total: f64,
}

impl<const L: usize> Lattice<'_, L> {
    fn solve(&self) -> Marginals<L> {
        if self.scores.is_empty() {
            return Marginals { at: Vec::new(), best: Vec::new(), log_probability: 0.0 };
        }
        let (exp, highest) = self.exponentials();
        let passes = self.passes(&exp, &highest);
        let at = (0..self.scores.len()).map(|t| self.marginal(&passes, t)).collect();
        let (best, score) = self.viterbi();
        Marginals { at, best, log_probability: (f64::from(score) - passes.log_total) as f32 }
    }

    /// Each position's scores as powers of e, relative to the highest.
    fn exponentials(&self) -> (Vec<Row<L>>, Vec<f32>) {
        let highest: Vec<f32> =
            self.scores.iter().map(|row| row[..self.labels].iter().copied().fold(f32::MIN, f32::max)).collect();
        let exp = self.scores.iter().zip(&highest).map(|(row, h)| {
            let mut exp = [0.0; L];
            for y in 0..self.labels {
                exp[y] = libm::expf(row[y] - h);
            }
            exp
        });
        (exp.collect(), highest)
    }

    fn passes(&self, exp: &[Row<L>], highest: &[f32]) -> Passes<L> {
        let n = self.scores.len();
        let follow = self.transitions.map(|row| row.map(libm::expf));
        let mut forward = vec![[0.0; L]; n];
        let mut backward = vec![[0.0; L]; n];
        let mut log_total = 0f64;
        for t in 0..n {
            let mut row = [0.0; L];
            for y in 0..self.labels {
                let before = if t == 0 {
                    libm::expf(self.start[y])
                } else {
                    (0..self.labels).map(|x| forward[t - 1][x] * follow[x][y]).sum()
                };
                row[y] = before * exp[t][y];
            }
            let sum: f32 = row[..self.labels].iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|v| *v /= sum);
            forward[t] = row;
            log_total += f64::from(libm::logf(sum)) + f64::from(highest[t]);
        }
        backward[n - 1] = [1.0; L];
        for t in (0..n - 1).rev() {
            let mut row = [0.0; L];
            for x in 0..self.labels {
                row[x] = (0..self.labels).map(|y| follow[x][y] * exp[t + 1][y] * backward[t + 1][y]).sum();
            }
            let sum: f32 = row[..self.labels].iter().sum::<f32>().max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|v| *v /= sum);
            backward[t] = row;
        }
        Passes { forward, backward, log_total }
    }

    fn marginal(&self, passes: &Passes<L>, t: usize) -> Row<L> {
        let mut row = [0.0; L];
        for y in 0..self.labels {
            row[y] = passes.forward[t][y] * passes.backward[t][y];
        }
        let sum: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        row.map(|v| v / sum)
    }

    fn viterbi(&self) -> (Vec<u8>, f32) {
        let n = self.scores.len();
        let mut back = vec![[0u8; L]; n];
        let mut row = [f32::MIN; L];
        for y in 0..self.labels {
            row[y] = self.start[y] + self.scores[0][y];
        }
        for t in 1..n {
            let mut next = [f32::MIN; L];
            for y in 0..self.labels {
                for x in 0..self.labels {
                    let score = row[x] + self.transitions[x][y] + self.scores[t][y];
                    if score > next[y] {
                        next[y] = score;
                        back[t][y] = x as u8;
                    }
                }
            }
            row = next;
        }
        let mut label = 0;
        for y in 1..self.labels {
            if row[y] > row[label] {
                label = y;
            }
        }
        let score = row[label];
        let mut best = vec![0; n];
        for t in (0..n).rev() {
            best[t] = label as u8;
            label = back[t][label] as usize;
        }
        (best, score)
    }
}

/// A run of positions with the right labels.
#[derive(Debug, Clone)]
pub struct Example {
    /// What is seen.
    pub features: Features,
    /// The right label of each position.
    pub labels: Vec<u8>,
}

/// How a chain is trained.
#[derive(Debug, Clone, Copy)]
pub struct Training {
    /// Number of labels, at most the width of the chain.
    pub labels: usize,
    /// Passes over the examples.
    pub passes: usize,
    /// Features seen fewer times are not used.
    pub seen: u32,
    /// Step of AdaGrad.
    pub step: f32,
    /// Weight of the squared norm, as a share of each touched weight a step.
    pub decay: f32,
    /// Rows below this share of the largest are left out at the end.
    pub least: f32,
}

/// Trains a chain by AdaGrad (Duchi, Hazan, Singer 2011) on the likelihood; `allowed(x, y)` says whether label y may follow x
/// (x none: may begin).
pub fn train<const L: usize>(
    examples: &[Example],
    training: Training,
    allowed: impl Fn(Option<usize>, usize) -> bool,
) -> Chain<L> {
    let mut counts: KeyMap<u32> = KeyMap::default();
    for key in examples.iter().flat_map(|e| e.features.keys()) {
        *counts.entry(*key).or_default() += 1;
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, c)| **c >= training.seen).map(|(k, _)| *k).collect();
    keys.sort_unstable();
    drop(counts);
    let index: KeyMap<u32> = keys.iter().zip(0..).map(|(&key, row)| (key, row)).collect();
    let examples: Vec<(Features, &[u8])> =
        examples.iter().map(|e| (e.features.map(|k| index.get(&k).copied()), e.labels.as_slice())).collect();
    drop(index);

    let mut rows = vec![[0f32; L]; keys.len()];
    let mut squares = vec![[0f32; L]; keys.len()];
    let mut transitions = [[0f32; L]; L];
    let mut start = [0f32; L];
    for y in 0..training.labels {
        start[y] = if allowed(None, y) { 0.0 } else { NEVER };
        for x in 0..training.labels {
            transitions[x][y] = if allowed(Some(x), y) { 0.0 } else { NEVER };
        }
    }
    let mut transition_squares = [[0f32; L]; L];
    let mut start_squares = [0f32; L];
    // The result is the mean over the later passes, which forgets less of what came early.
    let mut sum = vec![[0f32; L]; rows.len()];
    let (mut start_sum, mut transitions_sum) = ([0f32; L], [[0f32; L]; L]);
    let first_summed = training.passes / 2;
    let mut shuffle = Shuffle::new(1);
    let mut scores: Vec<Row<L>> = Vec::new();
    for pass in 0..training.passes {
        let step = training.step / (1.0 + pass as f32 * 0.15);
        for e in shuffle.order(examples.len()) {
            let (features, right) = &examples[e];
            if features.is_empty() {
                continue;
            }
            scores.clear();
            scores.extend((0..features.len()).map(|t| {
                let mut row = [0.0; L];
                for &feature in features.at(t) {
                    for (score, weight) in row.iter_mut().zip(&rows[feature as usize]) {
                        *score += weight;
                    }
                }
                row
            }));
            let lattice =
                Lattice { scores: &scores, transitions: &transitions, start: &start, labels: training.labels };
            let (exp, highest) = lattice.exponentials();
            let passes = lattice.passes(&exp, &highest);
            let follow = transitions.map(|row| row.map(libm::expf));
            let mut pair_gradient = [[0f32; L]; L];
            let mut start_gradient = [0f32; L];
            for t in 0..features.len() {
                let mut gradient = lattice.marginal(&passes, t).map(|p| -p);
                gradient[right[t] as usize] += 1.0;
                if t == 0 {
                    start_gradient = gradient;
                } else {
                    let mut pairs = [[0f32; L]; L];
                    let mut sum = 0.0;
                    for x in 0..training.labels {
                        for y in 0..training.labels {
                            pairs[x][y] = passes.forward[t - 1][x] * follow[x][y] * exp[t][y] * passes.backward[t][y];
                            sum += pairs[x][y];
                        }
                    }
                    let sum = sum.max(f32::MIN_POSITIVE);
                    for x in 0..training.labels {
                        for y in 0..training.labels {
                            pair_gradient[x][y] -= pairs[x][y] / sum;
                        }
                    }
                    pair_gradient[right[t - 1] as usize][right[t] as usize] += 1.0;
                }
                if gradient.iter().all(|g| g.abs() < 1e-4) {
                    continue;
                }
                for &feature in features.at(t) {
                    let feature = feature as usize;
                    adagrad(&mut rows[feature], &mut squares[feature], &gradient, step, training.decay);
                }
            }
            adagrad(&mut start, &mut start_squares, &start_gradient, step, 0.0);
            for x in 0..training.labels {
                adagrad(&mut transitions[x], &mut transition_squares[x], &pair_gradient[x], step, 0.0);
                for y in 0..training.labels {
                    if !allowed(Some(x), y) {
                        transitions[x][y] = NEVER;
                    }
                }
            }
        }
        if pass >= first_summed {
            let share = 1.0 / (training.passes - first_summed) as f32;
            add(&mut start_sum, &start, share);
            for (sum, row) in transitions_sum.iter_mut().zip(&transitions) {
                add(sum, row, share);
            }
            for (sum, row) in sum.iter_mut().zip(&rows) {
                add(sum, row, share);
            }
        }
    }
    for y in 0..training.labels {
        if !allowed(None, y) {
            start_sum[y] = NEVER;
        }
        for x in (0..training.labels).filter(|&x| !allowed(Some(x), y)) {
            transitions_sum[x][y] = NEVER;
        }
    }
    let weights = Weights::new(keys.into_iter().zip(sum), training.least);
    Chain { weights, transitions: transitions_sum, start: start_sum, labels: training.labels }
}

fn add<const L: usize>(sum: &mut Row<L>, row: &Row<L>, share: f32) {
    sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += share * value);
}

#[inline]
fn adagrad<const L: usize>(row: &mut Row<L>, squares: &mut Row<L>, gradient: &Row<L>, step: f32, decay: f32) {
    for y in 0..L {
        let g = gradient[y] - decay * row[y];
        squares[y] += g * g;
        row[y] += step * g / (squares[y].sqrt() + 1e-3);
    }
}
