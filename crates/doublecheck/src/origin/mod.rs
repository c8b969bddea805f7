//! Who copied whom: passages that two articles share, their kind and their direction.
//!
//! 1. `tokens`, `fingerprint`: each article's words are folded (letter case, accents, look-alike letters, marks) and
//!    hashed.
//! 2. `index`: an inverted index tells which articles share fingerprints close together, and which text is nobody's.
//! 3. `hits`, `passage`, `align`: shared fingerprints of two articles are extended, chained and cut to sentences.
//! 4. `common`: a public utterance, a list, a footer or a stock sentence is common ground, not copying.
//! 5. `direction`, `clue`: scored evidence, with abstention, for which article is the original, or whether both had a
//!    common source; `stemma`, `readings` see each pair beside the other carriers of its text.
//! 6. `date`: an article without a date was written after what it copies.
//!
//! Around them: `credit` (which outlets an article names), `timing` (when it says it was published), `antecedent` (whom
//! "he" means), `counterpart` (the same words on the other side of a copy), `family` (articles that are mainly one text).
//!
//! Time is near-linear in the number of words. Memory while it runs is about 18 bytes a word for the folded words and 6 for
//! the index, besides the passages found.

mod align;
mod antecedent;
mod calendar;
mod clue;
mod common;
mod counterpart;
mod credit;
mod date;
mod direction;
mod family;
mod fingerprint;
mod hits;
mod index;
mod passage;
mod readings;
mod stemma;
mod timing;
mod tokens;

pub use counterpart::counterpart;
pub use date::date;
pub use family::families;

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::language::Analysis;
use crate::model::{Id, Place, Reuse};
use hits::{Hit, Lookup};
use index::{Age, Index, Partners};
use passage::Passage;
use tokens::Tokens;

/// Two articles and the passages they share; `a` comes before `b` in the order of age.
struct Pair {
    a: usize,
    b: usize,
    passages: Vec<Passage>,
}

/// The passages that two articles share, by article and place.
///
/// The order of the articles does not matter. Two articles with one id are one article.
pub fn reuses(analyses: &[Analysis<'_>]) -> Vec<Reuse> {
    let mut ordered: Vec<&Analysis<'_>> = analyses.iter().collect();
    ordered.sort_by_cached_key(|analysis| Age::of(analysis.article));
    ordered.dedup_by_key(|analysis| analysis.article.id);
    let articles: Vec<Tokens<'_>> = ordered.par_iter().map(|analysis| Tokens::of(analysis)).collect();
    let partners = partners(&articles);
    let pairs = pairs(&articles, &partners);
    described(&articles, &partners, pairs)
}

/// What the index tells of each article.
fn partners(articles: &[Tokens<'_>]) -> Vec<Partners> {
    let ages: Vec<Age> = articles.iter().map(|tokens| Age::of(tokens.article)).collect();
    let sampled: Vec<(u32, Vec<(u32, u32)>)> =
        (0u32..).zip(articles.par_iter().map(Tokens::sampled).collect::<Vec<_>>()).collect();
    let mut index = Index::new();
    for some in sampled.chunks(4096) {
        index.extend(some, &ages);
    }
    let seeds: Vec<OnceLock<Vec<u32>>> = articles.iter().map(|_| OnceLock::new()).collect();
    let seeds_of =
        |article: u32| seeds[article as usize].get_or_init(|| index::sorted_seeds(&sampled[article as usize].1));
    index.judge(|one, other| index::mainly_one_text(seeds_of(one), seeds_of(other)));
    sampled.par_iter().map(|(article, sampled)| index.partners(*article, sampled)).collect()
}

/// All pairs of articles that share a passage, in order.
fn pairs(articles: &[Tokens<'_>], partners: &[Partners]) -> Vec<Pair> {
    articles
        .par_iter()
        .enumerate()
        .map_init(Vec::<Hit>::new, |hits, (b, tokens)| {
            let mut earlier = partners[b].articles.iter().map(|&a| a as usize).filter(|&a| a < b).peekable();
            let mut found = Vec::new();
            if earlier.peek().is_none() {
                return found;
            }
            let lookup = Lookup::of(tokens);
            for a in earlier {
                lookup.hits(&articles[a], hits);
                let passages = passage::passages(&articles[a], tokens, hits);
                if !passages.is_empty() {
                    found.push(Pair { a, b, passages });
                }
            }
            found
        })
        .flatten_iter()
        .collect()
}

/// Kind and direction of each passage.
fn described(articles: &[Tokens<'_>], partners: &[Partners], mut pairs: Vec<Pair>) -> Vec<Reuse> {
    common::mark(articles, partners, &mut pairs);
    let verdicts = direction::verdicts(articles, &pairs);
    let mut found = Vec::new();
    for (pair, verdict) in pairs.iter().zip(verdicts) {
        for (index, passage) in pair.passages.iter().enumerate() {
            let (a, b) = (place(&articles[pair.a], &passage.a), place(&articles[pair.b], &passage.b));
            let (direction, turn, clues) = verdict.of(index, passage, a.article > b.article);
            let (from, to, words) = if turn { (b, a, passage.a.len()) } else { (a, b, passage.b.len()) };
            found.push(Reuse {
                id: id(a, b),
                from,
                to,
                words: words as u32,
                similarity: passage.similarity(),
                kind: passage.kind,
                direction,
                clues,
            });
        }
    }
    found.sort_by_key(|reuse| (reuse.from, reuse.to));
    found
}

/// The words of a passage; a whole sentence comes with its quotation marks and full stop.
fn place(tokens: &Tokens<'_>, range: &std::ops::Range<usize>) -> Place {
    Place { article: tokens.id(), span: tokens.span_with_marks(range.clone()) }
}

/// The same whichever way the text went.
fn id(one: Place, other: Place) -> Id {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let passages = [Id::at("passage", first.article, &[first.span]), Id::at("passage", second.article, &[second.span])];
    Id::of("reuse", &[passages[0].as_bytes(), passages[1].as_bytes()])
}
