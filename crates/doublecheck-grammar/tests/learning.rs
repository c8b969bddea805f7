//! What the models learn from a handful of made examples, and that their files give back what was written.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use doublecheck_grammar::learn::chain::{self, Example};
use doublecheck_grammar::learn::{Chain, Features, Reader, Trees, Writer, text_key, trees};
use doublecheck_grammar::{Clusters, Grammar, Lexeme, Training, Tree, train};

/// Of so few sentences every feature counts.
const TRAINING: Training = Training { tagger_passes: 8, parser_passes: 12, folds: 5, changes: 0 };

/// "the dog saw a cat ." with other words, again and again.
fn treebank() -> Vec<Tree> {
    let clusters = Clusters::default();
    let nouns = ["dog", "cat", "port", "mayor", "lock"];
    let verbs = ["saw", "met", "heard", "closed"];
    let mut trees = Vec::new();
    for (n, noun) in nouns.iter().enumerate() {
        for verb in verbs {
            let words = ["the", noun, verb, "a", nouns[(n + 2) % nouns.len()], "."];
            let heads = [Some(1), Some(2), None, Some(4), Some(2), Some(2)];
            let relations = ["det", "nsubj", "root", "det", "obj", "punct"];
            let tags = ["DET|DT", "NOUN|NN", "VERB|VBD", "DET|DT", "NOUN|NN", "PUNCT|."];
            trees.push(Tree {
                words: words.iter().map(|word| Lexeme::of(word, word, &clusters)).collect(),
                tags: tags.map(str::to_owned).to_vec(),
                heads: heads.to_vec(),
                relations: relations.map(str::to_owned).to_vec(),
            });
        }
    }
    trees
}

fn bytes(grammar: &Grammar) -> Vec<u8> {
    let mut out = Writer::default();
    grammar.write(&mut out);
    out.into_bytes()
}

#[test]
fn a_grammar_parses_sentences_like_those_it_learnt() {
    let trees = treebank();
    let grammar = train(&trees, Clusters::default(), TRAINING);
    let tree = &trees[7];
    let parsed = grammar.parse(&tree.words);
    assert_eq!(parsed.heads, tree.heads);
    let tags: Vec<&str> = parsed.tags.iter().map(|&tag| grammar.tag(tag)).collect();
    assert_eq!(tags, tree.tags);
    let relations: Vec<&str> = parsed.relations.iter().map(|&relation| grammar.relation(relation)).collect();
    assert_eq!(relations, tree.relations);
}

#[test]
fn a_grammar_is_the_same_every_time_and_after_its_file() {
    let trees = treebank();
    let first = bytes(&train(&trees, Clusters::default(), TRAINING));
    assert_eq!(first, bytes(&train(&trees, Clusters::default(), TRAINING)));
    assert_eq!(first, bytes(&Grammar::read(&mut Reader::new(&first)).unwrap()));
}

#[test]
fn every_word_has_a_head_or_is_a_root_however_long_the_sentence() {
    let grammar = train(&treebank(), Clusters::default(), TRAINING);
    let word = Lexeme::of("dog", "dog", &Clusters::default());
    for len in [0, 1, 2, 249, 250, 251, 1000] {
        let parsed = grammar.parse(&vec![word; len]);
        assert_eq!((parsed.tags.len(), parsed.heads.len(), parsed.relations.len()), (len, len, len));
        assert!(parsed.heads.iter().flatten().all(|&head| (head as usize) < len));
        // Going up from any word ends at a root.
        for mut word in 0..len {
            for _ in 0..=len {
                match parsed.heads[word] {
                    Some(head) => word = head as usize,
                    None => break,
                }
            }
            assert!(parsed.heads[word].is_none());
        }
    }
}

#[test]
fn a_damaged_grammar_is_refused() {
    let whole = bytes(&train(&treebank(), Clusters::default(), TRAINING));
    for end in 0..whole.len() {
        assert!(Grammar::read(&mut Reader::new(&whole[..end])).is_err(), "{end} of {} bytes", whole.len());
    }
}

/// Position 0 says "a" or "b"; the label after it is the same again.
fn runs() -> Vec<Example> {
    let run = |first: &str, label: u8| {
        let mut features = Features::default();
        features.push(text_key(first));
        features.end_position();
        features.push(text_key("anything"));
        features.end_position();
        Example { features, labels: vec![label, label] }
    };
    (0..40).flat_map(|_| [run("a", 0), run("b", 1)]).collect()
}

const CHAIN: chain::Training = chain::Training { labels: 2, passes: 10, seen: 1, step: 0.1, decay: 0.0, least: 0.0 };

#[test]
fn a_chain_carries_a_label_on_and_its_probabilities_add_up() {
    let chain: Chain = chain::train(&runs(), CHAIN, |_, _| true);
    for example in &runs()[..2] {
        let labelled = chain.label(&example.features);
        assert_eq!(labelled.best, example.labels);
        for (row, &label) in labelled.at.iter().zip(&example.labels) {
            assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-4);
            assert!(row[label as usize] > 0.8);
        }
        assert!(labelled.log_probability <= 1e-4);
    }
    assert!(chain.label(&Features::default()).best.is_empty());
}

#[test]
fn a_chain_never_uses_a_forbidden_step() {
    let chain: Chain = chain::train(&runs(), CHAIN, |before, label| before.is_none() || before != Some(label));
    for example in &runs()[..2] {
        let best = chain.label(&example.features).best;
        assert_ne!(best[0], best[1]);
    }
}

#[test]
fn a_chain_is_the_same_after_its_file() {
    let chain: Chain = chain::train(&runs(), CHAIN, |_, _| true);
    let mut out = Writer::default();
    chain.write(&mut out);
    let read: Chain = Chain::read(&mut Reader::new(&out.into_bytes())).unwrap();
    for example in &runs()[..2] {
        assert_eq!(chain.label(&example.features).at, read.label(&example.features).at);
    }
}

#[test]
fn trees_learn_that_two_numbers_must_differ() {
    let numbers: Vec<[f32; 2]> = (0..400).map(|n| [(n % 2) as f32, (n / 2 % 2) as f32]).collect();
    let differ: Vec<bool> = numbers.iter().map(|[a, b]| a != b).collect();
    let growing = trees::Growing { trees: 60, depth: 2, step: 0.3, leaf: 5, ridge: 1.0 };
    // Of equal shares neither number alone says anything: a slight lean lets the first cut happen.
    let (numbers, differ) = (&numbers[..397], &differ[..397]);
    let trees = trees::grow(numbers, differ, &[], growing);
    let mut out = Writer::default();
    trees.write(&mut out);
    let bytes = out.into_bytes();
    let read = Trees::read(&mut Reader::new(&bytes), 2).unwrap();
    for (row, &yes) in numbers.iter().zip(differ) {
        assert_eq!(trees.probability(row) > 0.5, yes, "{row:?}");
        assert_eq!(trees.probability(row), read.probability(row));
    }
    assert!(Trees::read(&mut Reader::new(&bytes), 1).is_err(), "a feature that candidates do not have");
}

#[test]
fn a_wide_chain_is_the_same_after_its_file() {
    let training = chain::Training { labels: 19, ..CHAIN };
    let chain: Chain<19> = chain::train(&runs(), training, |_, _| true);
    let mut out = Writer::default();
    chain.write(&mut out);
    let read: Chain<19> = Chain::read(&mut Reader::new(&out.into_bytes())).unwrap();
    for example in &runs()[..2] {
        assert_eq!(chain.label(&example.features).best, example.labels);
        assert_eq!(chain.label(&example.features).at, read.label(&example.features).at);
    }
}
