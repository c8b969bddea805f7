//! Trains the finder on articles whose names are known.

use std::collections::HashMap;
use std::ops::Range;

use doublecheck_grammar::Clusters;
use doublecheck_grammar::learn::chain::{self, Example};
use doublecheck_grammar::learn::trees::{Growing, grow};
use doublecheck_grammar::learn::{Broken, Features};

use super::NameType;
use super::chains::Linker;
use super::entities::Entities;
use super::finder::{Elsewhere, Finder, LABELS, Labels, NameChain, OUTSIDE, allowed, describe, label, label_all};
use super::lists::Lists;
use super::mention::mentions;
use super::seen::Seen;
use crate::Words;

/// An article whose names are known.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its text.
    pub text: String,
    /// The bytes of each name and what it names.
    pub names: Vec<(Range<usize>, NameType)>,
}

/// How the finder is trained.
#[derive(Debug, Clone, Copy)]
pub struct Training {
    /// Both chains.
    pub chain: chain::Training,
    /// Into so many parts the articles are divided: what the second pass learns from are the labels of a first pass that has
    /// not seen the article.
    pub parts: usize,
}

impl Default for Training {
    fn default() -> Self {
        let chain = chain::Training { labels: LABELS, passes: 12, seen: 4, step: 0.08, decay: 1e-4, least: 0.18 };
        Self { chain, parts: 3 }
    }
}

/// Every so many articles one is learnt in capitals too, and one in the capitals of titles, for headlines.
const HEADLINES: usize = 24;

/// Trains the finder; the bytes are what [`Names::read`](super::Names::read) reads. The same articles give the same bytes.
pub fn train(articles: &[Article], clusters: &Clusters, training: Training) -> Vec<u8> {
    let lists = Lists::built_in();
    let plain = articles.iter().enumerate().map(|(at, article)| (at, article.text.clone()));
    let headlines = articles.iter().enumerate().filter_map(|(at, article)| match at % HEADLINES {
        0 => Some((at, article.text.to_ascii_uppercase())),
        12 => Some((at, in_titles(&article.text))),
        _ => None,
    });
    let (origins, texts): (Vec<usize>, Vec<String>) = plain.chain(headlines).unzip();
    let words: Vec<Words<'_>> = texts.iter().map(|text| Words::of(text)).collect();
    let seen: Vec<Seen<'_>> = words.iter().map(|words| Seen::of(words, &lists, clusters)).collect();
    let right: Vec<Vec<u8>> =
        words.iter().zip(&origins).map(|(words, &origin)| labels(words, &articles[origin].names)).collect();

    let first = chain(&seen, &right, None, training, |_| true);
    let mut before: Vec<Labels> = vec![Labels::default(); seen.len()];
    for part in 0..training.parts {
        let of_part = |text: usize| origins[text] % training.parts == part;
        let others = chain(&seen, &right, None, training, |text| !of_part(text));
        for text in (0..seen.len()).filter(|&text| of_part(text)) {
            before[text] = label_all(&others, &seen[text], None);
        }
    }
    let second = chain(&seen, &right, Some(&before), training, |_| true);
    Finder { clusters: clusters.clone(), first, second }.write()
}

/// The text with every word of more than three letters capitalised; no byte moves.
fn in_titles(text: &str) -> String {
    let mut titled = text.to_owned();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                if let Some(first) = titled.get_mut(from..from + 1).filter(|_| at - from > 3) {
                    first.make_ascii_uppercase();
                }
                start = None;
            }
            _ => {}
        }
    }
    titled
}

/// Weights of fewer steps are left out: a third of the file, and no difference to what is found.
const THINNED: u8 = 5;

fn chain(
    seen: &[Seen<'_>],
    right: &[Vec<u8>],
    before: Option<&[Labels]>,
    training: Training,
    uses: impl Fn(usize) -> bool,
) -> NameChain {
    let mut examples = Vec::new();
    for article in (0..seen.len()).filter(|&article| uses(article)) {
        let elsewhere = before.map(|before| Elsewhere::of(&seen[article], &before[article]));
        for (sentence, words) in seen[article].words.sentences().iter().enumerate() {
            let mut features = Features::default();
            describe(&seen[article], sentence, elsewhere.as_ref(), &mut features);
            examples.push(Example { features, labels: right[article][words.clone()].to_vec() });
        }
    }
    chain::train(&examples, training.chain, allowed).thinned(THINNED)
}

/// The right label of every word. A name that begins or ends inside a word has the whole word.
fn labels(words: &Words<'_>, names: &[(Range<usize>, NameType)]) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; words.len()];
    for (bytes, kind) in names {
        let span = words_over(words, bytes);
        for index in span.clone() {
            labels[index] =
                label(*kind, index == span.start || words.sentence_of(index) != words.sentence_of(index - 1));
        }
    }
    labels
}

/// An article whose chains are known.
#[derive(Debug, Clone)]
pub struct LinkedArticle {
    /// Its text.
    pub text: String,
    /// The bytes of each mention and the number of its chain, in text order, longer before shorter.
    pub mentions: Vec<(Range<usize>, usize)>,
}

/// From this probability on a mention joins the likeliest entity.
const THRESHOLD: f32 = 0.3;

/// How the trees of the chains are grown.
const GROWING: Growing = Growing { trees: 200, depth: 6, step: 0.12, leaf: 20, ridge: 2.0 };

/// Trains the chains with a model of names; the bytes are what [`Names::read`](super::Names::read) reads. The same articles
/// give the same bytes.
///
/// # Errors
/// When the model of names is none.
pub fn train_chains(articles: &[LinkedArticle], names: &[u8]) -> Result<Vec<u8>, Broken> {
    let (lists, finder) = (Lists::built_in(), Finder::read(names)?);
    let (mut rows, mut right) = (Vec::new(), Vec::new());
    for article in articles {
        let words = Words::of(&article.text);
        let seen = Seen::of(&words, &lists, finder.clusters());
        let spans: Vec<Range<usize>> = article.mentions.iter().map(|(bytes, _)| words_over(&words, bytes)).collect();
        let mentions = mentions(&seen, &finder.find(&seen), &spans);
        let mut entities = Entities::new(&words, &mentions);
        let mut entity_of: HashMap<usize, usize> = HashMap::new();
        for (at, (_, chain)) in article.mentions.iter().enumerate() {
            let known = entity_of.get(chain).copied();
            for candidate in entities.candidates(at) {
                rows.push(entities.numbers(at, candidate));
                right.push(known == Some(candidate.entity));
            }
            entity_of.insert(*chain, entities.join(at, known));
        }
    }
    let trees = grow(&rows, &right, &[], GROWING);
    Ok(Linker::new(trees, THRESHOLD).write())
}

/// The words that a run of bytes touches.
fn words_over(words: &Words<'_>, bytes: &Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.end as usize <= bytes.start);
    let end = words.partition_point(|word| (word.start as usize) < bytes.end);
    start..end.max(start)
}
