//! Boosted regression trees on the logistic loss (Friedman 2001), with features cut into bins.

use super::bytes::{Broken, Reader, Writer};

/// A choice between yes and no with a probability.
#[derive(Debug, Clone, Default)]
pub struct Trees {
    base: f32,
    nodes: Vec<Node>,
    roots: Vec<u32>,
    /// The most that each tree and those after it can add.
    most_from: Vec<f32>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    /// Goes left when the feature is at most the cut.
    Split {
        feature: u8,
        cut: f32,
        left: u32,
        right: u32,
    },
    Leaf(f32),
}

/// How trees are grown.
#[derive(Debug, Clone, Copy)]
pub struct Growing {
    /// Number of trees.
    pub trees: usize,
    /// Questions from the root to a leaf.
    pub depth: usize,
    /// Share of each tree's answer that is used.
    pub step: f32,
    /// Least number of examples in a leaf.
    pub leaf: usize,
    /// Added to the curvature of a leaf.
    pub ridge: f32,
}

/// Bins a feature is cut into.
const BINS: usize = 48;

/// More than rounding can add to the log-odds of many trees.
const ROUNDING: f32 = 1e-3;

impl Trees {
    /// Trees with these roots; the children of a node come after it.
    fn new(base: f32, nodes: Vec<Node>, roots: Vec<u32>) -> Self {
        let mut most = vec![0.0; nodes.len()];
        for (at, node) in nodes.iter().enumerate().rev() {
            most[at] = match *node {
                Node::Leaf(value) => value,
                Node::Split { left, right, .. } => f32::max(most[left as usize], most[right as usize]),
            };
        }
        let mut most_from: Vec<f32> = roots.iter().map(|&root| most[root as usize]).collect();
        for at in (1..most_from.len()).rev() {
            most_from[at - 1] += most_from[at];
        }
        Self { base, nodes, roots, most_from }
    }

    /// What a tree adds to the log-odds of yes.
    fn leaf(&self, root: u32, numbers: &[f32]) -> f32 {
        let mut at = root;
        loop {
            match self.nodes[at as usize] {
                Node::Leaf(value) => return value,
                Node::Split { feature, cut, left, right } => {
                    at = if numbers[feature as usize] <= cut { left } else { right };
                }
            }
        }
    }

    /// The probability of yes.
    pub fn probability(&self, numbers: &[f32]) -> f32 {
        let log_odds = self.roots.iter().fold(self.base, |sum, &root| sum + self.leaf(root, numbers));
        logistic(log_odds)
    }

    /// The probability of yes if it is above the least; much faster where it is far from it, since the trees that can no
    /// longer change that are not asked.
    pub fn probability_above(&self, numbers: &[f32], least: f32) -> Option<f32> {
        let needed = libm::logf(least / (1.0 - least)) - ROUNDING;
        let mut log_odds = self.base;
        for (&root, most) in self.roots.iter().zip(&self.most_from) {
            if log_odds + most < needed {
                return None;
            }
            log_odds += self.leaf(root, numbers);
        }
        Some(logistic(log_odds)).filter(|&probability| probability > least)
    }

    /// Writes the trees.
    pub fn write(&self, out: &mut Writer) {
        out.fraction(self.base);
        out.number(self.roots.len() as u32);
        self.roots.iter().for_each(|&root| out.number(root));
        out.number(self.nodes.len() as u32);
        for node in &self.nodes {
            match *node {
                Node::Leaf(value) => {
                    out.byte(255);
                    out.fraction(value);
                }
                Node::Split { feature, cut, left, right } => {
                    out.byte(feature);
                    out.fraction(cut);
                    out.number(left);
                    out.number(right);
                }
            }
        }
    }

    /// Reads what [`write`](Self::write) wrote, for candidates of so many features.
    ///
    /// # Errors
    /// When the bytes are no such trees.
    pub fn read(input: &mut Reader<'_>, features: usize) -> Result<Self, Broken> {
        let base = input.fraction()?;
        let roots = (0..input.number()?).map(|_| input.number()).collect::<Result<Vec<_>, _>>()?;
        let count = input.number()?;
        let nodes = (0..count)
            .map(|at| match input.byte()? {
                255 => Ok(Node::Leaf(input.fraction()?)),
                feature => {
                    let split =
                        Node::Split { feature, cut: input.fraction()?, left: input.number()?, right: input.number()? };
                    // Children come after their parent, so that every walk ends.
                    match split {
                        Node::Split { left, right, .. }
                            if (feature as usize) < features
                                && (at + 1..count).contains(&left)
                                && (at + 1..count).contains(&right) =>
                        {
                            Ok(split)
                        }
                        _ => Err(Broken("a tree is not one")),
                    }
                }
            })
            .collect::<Result<Vec<_>, _>>()?;
        match roots.iter().all(|&root| root < count) {
            true => Ok(Self::new(base, nodes, roots)),
            false => Err(Broken("a tree has no root")),
        }
    }
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}

/// Grows trees on examples: `numbers` row by row, and whether each is a yes; `weights` says how much each counts, all the
/// same when empty.
pub fn grow<const F: usize>(numbers: &[[f32; F]], yes: &[bool], weights: &[f32], growing: Growing) -> Trees {
    let cuts: Vec<Vec<f32>> = (0..F).map(|f| cuts(numbers.iter().map(|row| row[f]))).collect();
    let binned: Vec<[u8; F]> = numbers
        .iter()
        .map(|row| {
            let mut bins = [0; F];
            for f in 0..F {
                bins[f] = cuts[f].partition_point(|&cut| cut < row[f]) as u8;
            }
            bins
        })
        .collect();
    let share = (yes.iter().filter(|y| **y).count() as f32 / yes.len().max(1) as f32).clamp(0.01, 0.99);
    let base = libm::logf(share / (1.0 - share));
    let (mut nodes, mut roots) = (Vec::new(), Vec::new());
    let mut odds = vec![base; yes.len()];
    for _ in 0..growing.trees {
        let slopes: Vec<(f32, f32)> = odds
            .iter()
            .zip(yes)
            .enumerate()
            .map(|(at, (&o, &y))| {
                let p = logistic(o);
                let weight = weights.get(at).copied().unwrap_or(1.0);
                ((f32::from(u8::from(y)) - p) * weight, (p * (1.0 - p)).max(1e-6) * weight)
            })
            .collect();
        let mut grower = Grower { binned: &binned, cuts: &cuts, slopes: &slopes, growing, nodes: &mut nodes };
        let root = grower.node((0..yes.len() as u32).collect(), growing.depth, &mut odds);
        roots.push(root);
    }
    Trees::new(base, nodes, roots)
}

/// Values that cut a feature into bins of about the same size.
fn cuts(values: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let mut cuts: Vec<f32> = (1..BINS).filter_map(|b| values.get(b * values.len() / BINS).copied()).collect();
    cuts.dedup();
    cuts
}

struct Grower<'a, const F: usize> {
    binned: &'a [[u8; F]],
    cuts: &'a [Vec<f32>],
    slopes: &'a [(f32, f32)],
    growing: Growing,
    nodes: &'a mut Vec<Node>,
}

impl<const F: usize> Grower<'_, F> {
    fn node(&mut self, examples: Vec<u32>, depth: usize, odds: &mut [f32]) -> u32 {
        let at = self.nodes.len() as u32;
        let (slope, curvature) = examples.iter().fold((0f64, 0f64), |(s, c), &e| {
            let (slope, curvature) = self.slopes[e as usize];
            (s + f64::from(slope), c + f64::from(curvature))
        });
        let split = if depth == 0 { None } else { self.best_split(&examples, slope, curvature) };
        let Some((feature, bin)) = split else {
            let value = (slope / (curvature + f64::from(self.growing.ridge))) as f32 * self.growing.step;
            examples.iter().for_each(|&e| odds[e as usize] += value);
            self.nodes.push(Node::Leaf(value));
            return at;
        };
        self.nodes.push(Node::Leaf(0.0));
        let (low, high): (Vec<u32>, Vec<u32>) =
            examples.into_iter().partition(|&e| self.binned[e as usize][feature] as usize <= bin);
        let left = self.node(low, depth - 1, odds);
        let right = self.node(high, depth - 1, odds);
        self.nodes[at as usize] = Node::Split { feature: feature as u8, cut: self.cuts[feature][bin], left, right };
        at
    }

    fn best_split(&self, examples: &[u32], slope: f64, curvature: f64) -> Option<(usize, usize)> {
        let ridge = f64::from(self.growing.ridge);
        let worth = |s: f64, c: f64| s * s / (c + ridge);
        let whole = worth(slope, curvature);
        let mut best = None;
        let mut gain = 1e-3;
        // All features at once: an example's bins lie side by side.
        let mut sums = vec![[(0f64, 0f64, 0usize); BINS + 1]; F];
        for &e in examples {
            let (s, c) = self.slopes[e as usize];
            for (sums, &bin) in sums.iter_mut().zip(&self.binned[e as usize]) {
                let sum = &mut sums[bin as usize];
                *sum = (sum.0 + f64::from(s), sum.1 + f64::from(c), sum.2 + 1);
            }
        }
        for (feature, sums) in sums.iter().enumerate() {
            let (mut s, mut c, mut n) = (0.0, 0.0, 0);
            for (bin, sum) in sums.iter().enumerate().take(self.cuts[feature].len()) {
                s += sum.0;
                c += sum.1;
                n += sum.2;
                if n < self.growing.leaf || examples.len() - n < self.growing.leaf {
                    continue;
                }
                let better = worth(s, c) + worth(slope - s, curvature - c) - whole;
                if better > gain {
                    gain = better;
                    best = Some((feature, bin));
                }
            }
        }
        best
    }
}
