//! Which of many short texts that were checked before a text repeats.
//!
//! Claims that share rare words with the text are found by BM25 (Robertson & Zaragoza, "The probabilistic relevance
//! framework", 2009) and ranked again by boosted trees (Friedman 2001) over what they share: words and rare words, names,
//! numbers, neighbours, runs of letters, how much of each the other covers, who posted the text and when, and how far a
//! claim stands out from the others. The trees were grown on texts with and without the claim that fits them, so their
//! answer is a probability and nothing need be shown where nothing fits.
//!
//! It fails where a text and the claim share no rare word: a picture nobody describes, a nickname, another language.

mod features;
mod index;
mod post;

use std::ops::Range;
use std::sync::LazyLock;

use doublecheck_grammar::learn::{Reader, Trees};

pub use features::FEATURES;
use index::Index;
use post::Post;

static BUILT_IN: LazyLock<Trees> = LazyLock::new(|| {
    let read = Trees::read(&mut Reader::new(include_bytes!("../../models/checked.bin")), FEATURES);
    read.unwrap_or_default()
});

/// Claims that were checked before.
#[derive(Debug)]
pub struct Checked {
    index: Index,
}

/// A checked claim that a text may repeat.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<'a> {
    /// The claim's name.
    pub id: &'a str,
    /// The claim.
    pub claim: &'a str,
    /// The title of the check.
    pub title: &'a str,
    /// Probability that the text makes the claim, or is what the claim is about: 0 to 1.
    pub probability: f32,
    /// Words of the text that are in claim or title as well, most texts' words apart: bytes of the text, in order.
    pub shared: Vec<Range<usize>>,
}

/// A claim that is looked at, for training.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<'a> {
    /// The claim's name.
    pub id: &'a str,
    /// What speaks for it.
    pub numbers: [f32; FEATURES],
}

/// A shared word is shown if fewer than one in e^2.5 (twelve) of the claims have it.
const SHOWN: f32 = 2.5;

impl Checked {
    /// Takes claims in: their names, the claims, and the titles of the checks (empty if there are none). Linear in the
    /// texts.
    pub fn new<'a>(claims: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Self {
        Self { index: Index::new(claims) }
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.index.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.index.entries.is_empty()
    }

    /// The claims that a text most likely repeats, the likeliest first, at most `count`. Words of a text that no claim
    /// has cost nothing; the others the number of claims that have them.
    ///
    /// ```
    /// use doublecheck_claims::checked::Checked;
    /// let checked = Checked::new([
    ///     ("1", "The ferry to Ostrand sank in the harbour.", "Did the Ostrand ferry sink?"),
    ///     ("2", "A heron stole the mayor's chain.", "Did a heron steal a chain?"),
    /// ]);
    /// let best = checked.best("unbelievable!! our ostrand ferry has SUNK in the harbour", 1);
    /// assert_eq!(best[0].id, "1");
    /// ```
    pub fn best(&self, text: &str, count: usize) -> Vec<Match<'_>> {
        self.best_by(&BUILT_IN, text, count)
    }

    /// As [`best`](Self::best), by trees other than the built-in ones.
    pub fn best_by(&self, trees: &Trees, text: &str, count: usize) -> Vec<Match<'_>> {
        let post = Post::of(text);
        let mut ranked: Vec<(f32, usize)> = features::candidates(&self.index, &post, None)
            .into_iter()
            .map(|candidate| (trees.probability(&candidate.numbers), candidate.entry))
            .collect();
        // equals stay in the order of BM25
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.truncate(count);
        ranked.into_iter().filter_map(|(probability, entry)| self.matched(&post, entry, probability)).collect()
    }

    fn matched(&self, post: &Post, entry: usize, probability: f32) -> Option<Match<'_>> {
        let entry = self.index.entries.get(entry)?;
        let shared = post.body.iter().filter(|token| {
            let term = self.index.term(&token.stem);
            let known = term.is_some_and(|term| entry.sides.iter().any(|side| side.terms.contains(&term)));
            known && self.index.rarity(term) >= SHOWN
        });
        let shared = shared.map(|token| token.bytes.clone()).collect();
        Some(Match { id: &entry.id, claim: &entry.claim, title: &entry.title, probability, shared })
    }

    /// The claims that are looked at for a text, for training; without the claim of one name, as if it had not been
    /// checked.
    pub fn candidates(&self, text: &str, without: Option<&str>) -> Vec<Candidate<'_>> {
        let without = without.and_then(|id| self.index.entries.iter().position(|entry| entry.id == id));
        let named = |candidate: features::Candidate| {
            let entry = self.index.entries.get(candidate.entry)?;
            Some(Candidate { id: &entry.id, numbers: candidate.numbers })
        };
        features::candidates(&self.index, &Post::of(text), without).into_iter().filter_map(named).collect()
    }
}
