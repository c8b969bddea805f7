//! Who copied whom: passages that two articles share, their kind and their direction.
//!
//! 1. `tokens`, `fingerprint`: each article's words are folded (letter case, accents, look-alike letters, marks) and
//!    hashed.
//! 2. `index`, `table`: an inverted index tells which articles share fingerprints close together, and which text is nobody's.
//! 3. `hits`, `passage`, `align`, `reworded`: shared fingerprints of two articles are extended, chained and cut to
//!    sentences; sentences reworded beyond that are found beside them.
//! 4. `common`, `utterance`: a list, a footer, a stock sentence or a public utterance is common ground, not copying.
//! 5. `direction`, `clue`: scored evidence, with abstention, for which article is the original, or whether both had a
//!    common source; `stemma`, `readings` see each pair beside the other carriers of its text.
//! 6. `date`: an article without a date was written after what it copies.
//! 7. `mosaic`, `relation`: which part of an article comes from where, through the chain of copies; what two articles share.
//!
//! Around them: `credit` (which outlets an article names), `timing` (when it says it was published), `antecedent` (whom
//! "he" means), `counterpart` (the same words on the other side of a copy), `comparison` (a passage word by word beside its
//! original), `family` (articles that are mainly one text).
//!
//! Time is near-linear in the number of words. Memory while it runs is about 18 bytes a word for the folded words and 4 for
//! the index, besides the passages found.

mod align;
mod antecedent;
mod calendar;
mod clue;
mod common;
mod comparison;
mod counterpart;
mod credit;
mod date;
mod direction;
mod family;
mod fingerprint;
mod hits;
mod index;
mod library;
mod mosaic;
mod passage;
mod readings;
mod relation;
mod reworded;
mod stemma;
mod table;
mod timing;
mod tokens;
mod utterance;

pub use comparison::{Segment, compare};
pub use counterpart::counterpart;
pub use date::date;
pub use family::families;
pub use library::{Full, Library};
pub use mosaic::mosaics;
pub use relation::relations;

use rayon::prelude::*;

use crate::language::Analysis;
use crate::model::{Id, Place, Reuse};
use credit::Names;
use direction::Verdict;
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
    let sampled: Vec<_> = articles.par_iter().map(|tokens| (Age::of(tokens.article), tokens.sampled())).collect();
    let mut index = Index::default();
    index.fill(&sampled);
    let number = |at: usize| at as u32;
    let partners: Vec<Partners> =
        sampled.par_iter().enumerate().map(|(at, (_, sampled))| index.partners(number(at), sampled)).collect();
    drop((sampled, index));
    let names = Names::of(articles.iter().map(|tokens| tokens.article));
    found(&articles, &partners, &Known { articles: articles.len(), names: &names })
}

/// What is known of all articles, whichever of them are looked at.
struct Known<'n> {
    /// How many there are.
    articles: usize,
    /// Their outlets and agencies.
    names: &'n Names,
}

/// The passages that articles share with each other, oldest article first in both lists.
fn found(articles: &[Tokens<'_>], partners: &[Partners], known: &Known<'_>) -> Vec<Reuse> {
    let mut pairs = pairs(articles, partners);
    common::mark(articles, partners, known.articles, &mut pairs);
    let verdicts = direction::verdicts(articles, &pairs, known.names);
    described(articles, &pairs, verdicts)
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

fn described(articles: &[Tokens<'_>], pairs: &[Pair], verdicts: Vec<Verdict>) -> Vec<Reuse> {
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
