//! Which earlier articles share rare words with a new one.

use doublecheck_grammar::learn::features::KeyMap;

use super::digest::Digest;

/// An article is filed under so many of its terms.
const FILED: usize = 24;
/// So many articles, the latest, are kept under a term.
const LATEST: usize = 96;

/// Articles that share less of their vectors are not alike.
const ALIKE: f32 = 0.02;

/// An inverted index over terms that keeps the latest articles of each: what a question costs does not grow.
#[derive(Debug, Default)]
pub(super) struct Index {
    postings: KeyMap<Vec<(u32, f32)>>,
    /// Of each article, the sum over shared terms; all 0 between questions.
    sums: Vec<f32>,
    touched: Vec<u32>,
    filed: Vec<(u32, f32)>,
}

impl Index {
    /// The articles most like this one, at most so many, most alike first; then files it under the next number.
    pub fn ask_and_file(&mut self, digest: &Digest, most: usize, found: &mut Vec<(u32, f32)>) {
        let article = self.sums.len() as u32;
        self.filed.clear();
        self.filed.extend(digest.terms.iter().map(|term| (term.key, term.weight)));
        if self.filed.len() > FILED {
            self.filed.select_nth_unstable_by(FILED, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            self.filed.truncate(FILED);
        }
        for &(key, weight) in &self.filed {
            let posting = self.postings.entry(key).or_default();
            for &(other, its) in posting.iter().rev().take(LATEST) {
                let Some(sum) = self.sums.get_mut(other as usize) else { continue };
                if *sum == 0.0 {
                    self.touched.push(other);
                }
                *sum += weight * its;
            }
            if posting.len() >= 2 * LATEST {
                posting.drain(..LATEST);
            }
            posting.push((article, weight));
        }
        found.clear();
        for article in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(article as usize) {
                if *sum >= ALIKE {
                    found.push((article, *sum));
                }
                *sum = 0.0;
            }
        }
        self.sums.push(0.0);
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > most {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        found.sort_unstable_by(order);
    }
}
