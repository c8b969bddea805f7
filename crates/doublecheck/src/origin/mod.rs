//! Who copied whom: passages that two articles share, their kind and their direction.
//!
//! 1. `fingerprint`, `index`: each article's words are folded (letter case, accents, look-alike letters, marks) and
//!    hashed; an inverted index tells which articles share fingerprints close together.
//! 2. `passage`: shared fingerprints of two articles are extended, chained and cut to sentences.
//! 3. `common`: a public utterance, a list, a footer or a stock sentence is common ground, not copying.
//! 4. `direction`, `clue`: scored evidence, with abstention, for which article is the original.
//! 5. `date`: an article without a date was written after what it copies.
//! 6. `mosaic`, `relation`: which part of an article comes from where, through the chain of copies; what two articles share.
//!
//! Around them: `credit` (which outlets an article names), `antecedent` (whom "he" means), `counterpart` (the same words on
//! the other side of a copy), `comparison` (a passage word by word beside its original), `family` (articles that are mainly
//! one text).
//!
//! Time is near-linear in the number of words. Memory while it runs is about 14 bytes a word for the folded words and 7 for
//! the index, 12 KB for an article of 550 words, besides the passages found.

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
mod index;
mod mosaic;
mod passage;
mod relation;

pub use comparison::{Segment, compare};
pub use counterpart::counterpart;
pub use date::date;
pub use family::families;
pub use mosaic::mosaics;
pub use relation::relations;

use rayon::prelude::*;

use crate::language::Analysis;
use crate::model::{Id, Place, Reuse};
use fingerprint::Tokens;
use index::{Hit, Index, Lookup};
use passage::Passage;

/// Two articles and the passages they share; `a` comes before `b` in the order of the run.
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
    ordered.sort_by_key(|analysis| order(analysis));
    ordered.dedup_by_key(|analysis| analysis.article.id);
    let articles: Vec<Tokens<'_>> = ordered.par_iter().map(|analysis| Tokens::of(analysis)).collect();
    let mut pairs = pairs(&articles);
    common::mark(&articles, &mut pairs);
    let verdicts = direction::verdicts(&articles, &pairs);
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

/// Oldest first as far as dates are known, then by id: the first carriers of a text stand for all of them.
fn order(analysis: &Analysis<'_>) -> (bool, Option<jiff::civil::Date>, Id) {
    let day = analysis.article.published.day;
    (day.is_none(), day, analysis.article.id)
}

/// All pairs of articles that share a passage, in order.
fn pairs(articles: &[Tokens<'_>]) -> Vec<Pair> {
    let index = Index::of(articles);
    articles
        .par_iter()
        .enumerate()
        .map_init(Vec::<Hit>::new, |hits, (b, tokens)| {
            let candidates = index.candidates(b, tokens);
            let mut found = Vec::new();
            if candidates.is_empty() {
                return found;
            }
            let lookup = Lookup::of(tokens);
            for a in candidates.into_iter().map(|a| a as usize) {
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

/// The words of a passage; a whole sentence comes with its quotation marks and full stop.
fn place(tokens: &Tokens<'_>, range: &std::ops::Range<usize>) -> Place {
    let analysis = tokens.analysis;
    let mut words = tokens.words(range.clone());
    let sentence = |word: usize| analysis.sentence_of(word).and_then(|s| analysis.sentences.get(s));
    if tokens.sentence(range.start).start == range.start
        && let Some(first) = sentence(words.start)
    {
        words.start = first.words.start;
    }
    if tokens.sentence(range.end - 1).end == range.end
        && let Some(last) = sentence(words.end - 1)
    {
        words.end = last.words.end;
    }
    Place { article: analysis.article.id, span: analysis.span(words) }
}

/// The same whichever way the text went.
fn id(one: Place, other: Place) -> Id {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let passages = [Id::at("passage", first.article, &[first.span]), Id::at("passage", second.article, &[second.span])];
    Id::of("reuse", &[passages[0].as_bytes(), passages[1].as_bytes()])
}
