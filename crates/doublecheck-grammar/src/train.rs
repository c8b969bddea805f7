//! Trains tagger and parser on a treebank.

use std::collections::BTreeMap;

use crate::learn::{Perceptron, Shuffle};
use crate::lexeme::Lexeme;
use crate::parser::{self, NOBODY, Parser, Sight, State};
use crate::tagger::{self, Tagger, best};
use crate::{Clusters, Grammar, LONGEST};

/// A sentence of a treebank.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Its words.
    pub words: Vec<Lexeme>,
    /// The tag of each word.
    pub tags: Vec<String>,
    /// The word each word depends on; `None` for the root.
    pub heads: Vec<Option<u16>>,
    /// The relation to it.
    pub relations: Vec<String>,
}

/// How a grammar is trained.
#[derive(Debug, Clone, Copy)]
pub struct Training {
    /// Passes over the treebank for the tagger.
    pub tagger_passes: usize,
    /// Passes over the treebank for the parser.
    pub parser_passes: usize,
    /// The parser learns from tags that a tagger gave to sentences that it had not seen: so many parts take turns.
    pub folds: usize,
    /// Features of which the training changed the weights fewer times are left out.
    pub changes: u32,
}

impl Default for Training {
    fn default() -> Self {
        Self { tagger_passes: 8, parser_passes: 12, folds: 5, changes: 3 }
    }
}

/// Trains a grammar. Tags and relations that are too rare to be learnt become the most frequent of their kind.
pub fn train(trees: &[Tree], clusters: Clusters, training: Training) -> Grammar {
    let tags = names(trees.iter().flat_map(|t| &t.tags), tagger::TAGS, None);
    let relations = names(trees.iter().flat_map(|t| &t.relations), parser::RELATIONS, Some("root"));
    let coded: Vec<Coded<'_>> = trees
        .iter()
        .filter(|t| (1..=LONGEST).contains(&t.words.len()))
        .map(|tree| Coded {
            words: &tree.words,
            tags: tree.tags.iter().map(|tag| number(&tags, tag)).collect(),
            heads: tree.heads.iter().map(|h| h.unwrap_or(NOBODY)).collect(),
            relations: tree.relations.iter().map(|r| number(&relations, r)).collect(),
        })
        .collect();
    let mut seen: Vec<Vec<u8>> = vec![Vec::new(); coded.len()];
    for fold in 0..training.folds {
        let others: Vec<&Coded<'_>> =
            coded.iter().enumerate().filter(|(n, _)| n % training.folds != fold).map(|(_, c)| c).collect();
        let tagger = train_tagger(&others, training.tagger_passes.min(5), training.changes);
        for (n, sentence) in coded.iter().enumerate().filter(|(n, _)| n % training.folds == fold) {
            seen[n] = tagger.tag(sentence.words);
        }
    }
    let all: Vec<&Coded<'_>> = coded.iter().collect();
    Grammar {
        tagger: train_tagger(&all, training.tagger_passes, training.changes),
        parser: train_parser(&coded, &seen, training),
        tags,
        relations,
        clusters,
    }
}

struct Coded<'a> {
    words: &'a [Lexeme],
    tags: Vec<u8>,
    heads: Vec<u16>,
    relations: Vec<u8>,
}

/// The most frequent names, sorted; `first` goes first.
fn names<'a>(all: impl Iterator<Item = &'a String>, most: usize, first: Option<&str>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in all {
        *counts.entry(name).or_default() += 1;
    }
    let mut counted: Vec<(&str, usize)> = counts.into_iter().collect();
    counted.sort_by_key(|&(name, count)| (std::cmp::Reverse(count), name));
    counted.truncate(most);
    let mut names: Vec<String> = counted.into_iter().map(|(name, _)| name.to_owned()).collect();
    names.sort_by_key(|name| (Some(name.as_str()) != first, name.clone()));
    names
}

/// The number of a name; of one that is left out, the number of the first name of the same kind (up to the mark).
fn number(names: &[String], name: &str) -> u8 {
    let kind = |n: &str| n.split(['|', ':']).next().map(str::to_owned);
    let exact = names.iter().position(|n| n == name);
    let near = || names.iter().position(|n| kind(n) == kind(name));
    exact.or_else(near).unwrap_or(0) as u8
}

fn train_tagger(sentences: &[&Coded<'_>], passes: usize, changes: u32) -> Tagger {
    let mut perceptron = Perceptron::<{ tagger::TAGS }>::default();
    let mut shuffle = Shuffle::new(7);
    let mut keys = Vec::new();
    for _ in 0..passes {
        for n in shuffle.order(sentences.len()) {
            let sentence = sentences[n];
            let mut tags: Vec<u8> = Vec::with_capacity(sentence.words.len());
            for at in 0..sentence.words.len() {
                tagger::features(sentence.words, &tags, at, &mut keys);
                let guess = best(&perceptron.score(&keys));
                perceptron.learn(&keys, sentence.tags[at] as usize, guess as usize);
                tags.push(guess);
            }
        }
    }
    Tagger { weights: perceptron.weights(changes, 0.02) }
}

/// Passes before the parser follows its own mistakes, and how often it does.
const GUIDED_PASSES: usize = 1;
const OWN_WAY: f64 = 0.9;

fn train_parser(sentences: &[Coded<'_>], tags: &[Vec<u8>], training: Training) -> Parser {
    let mut actions = Perceptron::<{ parser::ACTIONS }>::default();
    let mut relations = Perceptron::<{ parser::RELATIONS }>::default();
    let mut shuffle = Shuffle::new(11);
    let mut keys = Vec::new();
    for pass in 0..training.parser_passes {
        for n in shuffle.order(sentences.len()) {
            let sentence = &sentences[n];
            let mut state = State::new(sentence.words.len());
            while !state.is_done() {
                let costs = state.costs(&sentence.heads);
                let sight = Sight { words: sentence.words, tags: &tags[n], state: &state };
                sight.action_features(&mut keys);
                let scores = actions.score(&keys);
                let highest = |allowed: &dyn Fn(usize) -> bool| {
                    (0..3).filter(|&a| allowed(a)).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a)))
                };
                let least = costs.iter().copied().min().unwrap_or(usize::MAX);
                let guess = highest(&|a| costs[a] < usize::MAX).unwrap_or(0);
                let right = highest(&|a| costs[a] == least).unwrap_or(0);
                let right = if costs[guess] == least { guess } else { right };
                actions.learn(&keys, right, guess);
                let follow = if pass >= GUIDED_PASSES && shuffle.fraction() < OWN_WAY { guess } else { right };
                let mut relation = 0;
                if let Some((head, word)) = state.arc(follow) {
                    sight.relation_features(head, word, &mut keys);
                    let guess = best(&relations.score(&keys));
                    if sentence.heads[word as usize] == head {
                        relations.learn(&keys, sentence.relations[word as usize] as usize, guess as usize);
                    }
                    relation = guess;
                }
                state.apply(follow, relation);
            }
        }
    }
    Parser {
        actions: actions.weights(training.changes + 1, 0.01),
        relations: relations.weights(training.changes, 0.02),
    }
}
