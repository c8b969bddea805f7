//! Word clusters: words that stand in the same surroundings, learnt from unlabelled text, so that models can
//! treat a word they were never taught like those they were.
//!
//! Each word is a row of positive pointwise mutual information with the words one and two places to its left and right
//! (Bullinaria and Levy 2007), reduced to its main directions and cut into clusters by k-means, coarsely and finely.

use crate::learn::features::KeyMap;
use crate::learn::{Broken, Reader, Shuffle, Writer};

/// The clusters of a word; 0 is "not known".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cluster {
    /// One of some sixty.
    pub coarse: u8,
    /// One of some five hundred.
    pub fine: u16,
}

/// The cluster of every word seen often enough.
#[derive(Debug, Clone, Default)]
pub struct Clusters(KeyMap<Cluster>);

const COARSE: usize = 63;
const FINE: usize = 500;
/// Words seen less often have no cluster.
const LEAST: u32 = 8;
/// So many of the most frequent words count as surroundings.
const SURROUNDINGS: usize = 3000;
const DIRECTIONS: usize = 72;

impl Clusters {
    /// The clusters of a word by its key.
    pub fn of(&self, word: u32) -> Cluster {
        self.0.get(&word).copied().unwrap_or_default()
    }

    /// Writes the clusters.
    pub fn write(&self, out: &mut Writer) {
        let mut words: Vec<(u32, Cluster)> = self.0.iter().map(|(&word, &cluster)| (word, cluster)).collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        out.number(words.len() as u32);
        for (word, cluster) in words {
            out.number(word);
            out.byte(cluster.coarse);
            out.byte((cluster.fine & 255) as u8);
            out.byte((cluster.fine >> 8) as u8);
        }
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// When the bytes are no such clusters.
    pub fn read(input: &mut Reader<'_>) -> Result<Self, Broken> {
        let count = input.number()?;
        let words = (0..count).map(|_| {
            let (word, coarse) = (input.number()?, input.byte()?);
            let fine = u16::from(input.byte()?) | (u16::from(input.byte()?) << 8);
            Ok((word, Cluster { coarse, fine }))
        });
        words.collect::<Result<_, Broken>>().map(Self)
    }

    /// Learns clusters from sentences of word keys. Time is linear in the text.
    pub fn learn(sentences: &[Vec<u32>]) -> Self {
        let mut counts: KeyMap<u32> = KeyMap::default();
        sentences.iter().flatten().for_each(|&word| *counts.entry(word).or_default() += 1);
        let mut words: Vec<(u32, u32)> = counts.into_iter().filter(|(_, count)| *count >= LEAST).collect();
        words.sort_unstable_by_key(|&(word, count)| (std::cmp::Reverse(count), word));
        let index: KeyMap<u32> = words.iter().zip(0..).map(|(&(word, _), at)| (word, at)).collect();

        let rows = surroundings(sentences, &index, words.len());
        let vectors = reduce(&rows);
        let coarse = k_means(&vectors, COARSE);
        let fine = k_means(&vectors, FINE);
        let clusters = words
            .iter()
            .zip(coarse.iter().zip(&fine))
            .map(|(&(word, _), (&coarse, &fine))| (word, Cluster { coarse: coarse as u8 + 1, fine: fine as u16 + 1 }));
        Self(clusters.collect())
    }
}

/// For each word, how often which surroundings; a surrounding is a place and a word.
fn surroundings(sentences: &[Vec<u32>], index: &KeyMap<u32>, words: usize) -> Vec<Vec<(u32, f32)>> {
    let mut pairs: Vec<u64> = Vec::new();
    for sentence in sentences {
        let known: Vec<Option<u32>> = sentence.iter().map(|word| index.get(word).copied()).collect();
        for (at, word) in known.iter().enumerate().filter_map(|(at, word)| word.map(|w| (at, w))) {
            for (place, offset) in [-2isize, -1, 1, 2].into_iter().enumerate() {
                let other = match at.checked_add_signed(offset) {
                    Some(i) if i < known.len() => known[i].filter(|&o| (o as usize) < SURROUNDINGS),
                    _ => Some(SURROUNDINGS as u32),
                };
                if let Some(other) = other {
                    let surrounding = other * 4 + place as u32;
                    pairs.push((u64::from(word) << 32) | u64::from(surrounding));
                }
            }
        }
    }
    pairs.sort_unstable();
    let total = pairs.len() as f64;
    let mut by_surrounding = vec![0f64; (SURROUNDINGS + 1) * 4];
    let mut by_word = vec![0f64; words];
    for &pair in &pairs {
        by_surrounding[(pair & 0xffff_ffff) as usize] += 1.0;
        by_word[(pair >> 32) as usize] += 1.0;
    }
    let mut rows: Vec<Vec<(u32, f32)>> = vec![Vec::new(); words];
    for run in pairs.chunk_by(|a, b| a == b) {
        let (word, surrounding) = ((run[0] >> 32) as usize, (run[0] & 0xffff_ffff) as u32);
        // Frequent surroundings count for less than they would (context distribution smoothing, Levy et al. 2015).
        let expected =
            by_word[word] * libm::pow(by_surrounding[surrounding as usize], 0.85) * libm::pow(total, 0.15) / total;
        let information = libm::log(run.len() as f64 / expected);
        if information > 0.0 {
            rows[word].push((surrounding, information as f32));
        }
    }
    rows
}

/// The rows along their main directions, each direction weighted by the root of its strength: a truncated singular value
/// decomposition by subspace iteration.
fn reduce(rows: &[Vec<(u32, f32)>]) -> Vec<f32> {
    let mut shuffle = Shuffle::new(3);
    let columns = (SURROUNDINGS + 1) * 4;
    let mut right: Vec<f32> = (0..columns * DIRECTIONS).map(|_| shuffle.fraction() as f32 - 0.5).collect();
    let mut left = Vec::new();
    for _ in 0..8 {
        orthogonalise(&mut right);
        left = vec![0f32; rows.len() * DIRECTIONS];
        for (row, out) in rows.iter().zip(left.chunks_mut(DIRECTIONS)) {
            for &(column, value) in row {
                let from = &right[column as usize * DIRECTIONS..][..DIRECTIONS];
                out.iter_mut().zip(from).for_each(|(o, f)| *o += value * f);
            }
        }
        let mut turned = left.clone();
        orthogonalise(&mut turned);
        right.fill(0.0);
        for (row, from) in rows.iter().zip(turned.chunks(DIRECTIONS)) {
            for &(column, value) in row {
                let out = &mut right[column as usize * DIRECTIONS..][..DIRECTIONS];
                out.iter_mut().zip(from).for_each(|(o, f)| *o += value * f);
            }
        }
    }
    let mut strengths = vec![0f32; DIRECTIONS];
    for row in left.chunks(DIRECTIONS) {
        strengths.iter_mut().zip(row).for_each(|(s, v)| *s += v * v);
    }
    for row in left.chunks_mut(DIRECTIONS) {
        row.iter_mut().zip(&strengths).for_each(|(v, s)| *v /= s.sqrt().sqrt().max(f32::MIN_POSITIVE));
        normalise(row);
    }
    left
}

/// Makes the columns of a matrix with `DIRECTIONS` columns orthogonal and of length one (Gram and Schmidt).
fn orthogonalise(matrix: &mut [f32]) {
    for own in 0..DIRECTIONS {
        let mut shared = [0f64; DIRECTIONS];
        for row in matrix.chunks(DIRECTIONS) {
            for other in 0..own {
                shared[other] += f64::from(row[other]) * f64::from(row[own]);
            }
        }
        let mut length = 0f64;
        for row in matrix.chunks_mut(DIRECTIONS) {
            let taken: f64 = (0..own).map(|other| shared[other] * f64::from(row[other])).sum();
            row[own] -= taken as f32;
            length += f64::from(row[own]) * f64::from(row[own]);
        }
        let length = length.sqrt().max(f64::MIN_POSITIVE) as f32;
        matrix.chunks_mut(DIRECTIONS).for_each(|row| row[own] /= length);
    }
}

fn normalise(row: &mut [f32]) {
    let length = row.iter().map(|v| v * v).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    row.iter_mut().for_each(|v| *v /= length);
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Spherical k-means, started from the most frequent words.
fn k_means(vectors: &[f32], count: usize) -> Vec<usize> {
    let mut centres: Vec<f32> = vectors[..(count * DIRECTIONS).min(vectors.len())].to_vec();
    let mut assigned = vec![0; vectors.len() / DIRECTIONS];
    for _ in 0..20 {
        for (own, vector) in assigned.iter_mut().zip(vectors.chunks(DIRECTIONS)) {
            let mut best = f32::MIN;
            for (centre, row) in centres.chunks(DIRECTIONS).enumerate() {
                let near = dot(row, vector);
                if near > best {
                    best = near;
                    *own = centre;
                }
            }
        }
        centres.fill(0.0);
        for (&own, vector) in assigned.iter().zip(vectors.chunks(DIRECTIONS)) {
            centres[own * DIRECTIONS..][..DIRECTIONS].iter_mut().zip(vector).for_each(|(c, v)| *c += v);
        }
        centres.chunks_mut(DIRECTIONS).for_each(normalise);
    }
    assigned
}
