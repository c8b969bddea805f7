//! Chains: the mentions of an article that stand for the same person, body or place.
//!
//! Mentions are read in text order. Each joins the entity that it most probably stands for, or begins one (the entity-based
//! greedy linking of Daumé and Marcu 2005); boosted trees tell the probability from what the words of the mention and of the
//! entity have in common.

use std::ops::Range;

use doublecheck_grammar::learn::{Broken, Reader, Trees, Writer};

use super::entities::{Entities, NUMBERS};
use super::mention::{Form, Mention, mentions};
use super::{Name, NameType, Names};
use crate::Words;

/// The trees that tell whether a mention stands for an entity, and from which probability on they are believed.
#[derive(Debug)]
pub(super) struct Linker {
    trees: Trees,
    threshold: f32,
}

impl Linker {
    pub fn new(trees: Trees, threshold: f32) -> Self {
        Self { trees, threshold }
    }

    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        let threshold = input.fraction()?;
        let trees = Trees::read(&mut input, NUMBERS)?;
        match input.is_done() {
            true => Ok(Self { trees, threshold }),
            false => Err(Broken("something follows its end")),
        }
    }

    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.fraction(self.threshold);
        self.trees.write(&mut out);
        out.into_bytes()
    }

    /// The entity of each mention, counted from 0 in the order of their first mentions.
    pub fn link(&self, words: &Words<'_>, mentions: &[Mention]) -> Vec<usize> {
        let mut entities = Entities::new(words, mentions);
        let mut linked = Vec::with_capacity(mentions.len());
        for at in 0..mentions.len() {
            let mut best: Option<(f32, usize)> = None;
            for candidate in entities.candidates(at) {
                // The rules know both names.
                if entities.is_alias(at, candidate) {
                    best = Some((1.0, candidate.entity));
                    break;
                }
                let least = best.map_or(self.threshold, |(probability, _)| probability);
                if let Some(probability) = self.trees.probability_above(&entities.numbers(at, candidate), least) {
                    best = Some((probability, candidate.entity));
                }
            }
            linked.push(entities.join(at, best.map(|(_, entity)| entity)));
        }
        linked
    }
}

/// A chain of mentions of one person, body or place.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// Its mentions in text order.
    pub mentions: Vec<ChainMention>,
    /// The mention whose name is the fullest, as an index into the mentions.
    pub fullest: usize,
    /// What the chain names, by most of its names; none for a chain without a name.
    pub kind: Option<NameType>,
}

/// A mention in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainMention {
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its words.
    pub words: Range<usize>,
    /// What it is made of.
    pub form: Form,
    /// The words of the name alone: without titles and roles; none for pronouns and nouns.
    pub name: Option<Range<usize>>,
}

impl Names {
    /// Chains of the people, bodies and places of an article: names, roles ("the minister") and pronouns. Chains of one mention
    /// without a name are left out. Time grows with the number of mentions.
    pub fn chains(&self, words: &Words<'_>, names: &[Name]) -> Vec<Chain> {
        let seen = self.see(words);
        let spans = super::spans::spans(&seen, names);
        let mentions = mentions(&seen, names, &spans);
        let linked = self.linker.link(words, &mentions);
        let count = linked.iter().map(|&entity| entity + 1).max().unwrap_or_default();
        let mut chains: Vec<Vec<&Mention>> = vec![Vec::new(); count];
        for (mention, entity) in mentions.iter().zip(linked) {
            chains[entity].push(mention);
        }
        chains.into_iter().filter_map(|mentions| chain(words, &mentions)).collect()
    }

    /// Says of given mentions which stand for the same: a number for each, equal numbers for equal entities, counted in the
    /// order of the first mentions. The mentions are runs of words in text order, longer before shorter; `names` are those
    /// that [`find`](Self::find) found.
    pub fn link(&self, words: &Words<'_>, names: &[Name], spans: &[Range<usize>]) -> Vec<usize> {
        let seen = self.see(words);
        let length = words.len();
        let spans: Vec<Range<usize>> =
            spans.iter().map(|span| span.start.min(length)..span.end.clamp(span.start.min(length), length)).collect();
        self.linker.link(words, &mentions(&seen, names, &spans))
    }
}

fn chain(words: &Words<'_>, mentions: &[&Mention]) -> Option<Chain> {
    let length = |mention: &Mention| mention.name.as_ref().map_or(0, |name| words.bytes(name.clone()).len());
    let fullest = (0..mentions.len()).max_by_key(|&at| (length(mentions[at]), std::cmp::Reverse(at)))?;
    let mut counts = [0usize; NameType::ALL.len()];
    mentions.iter().filter_map(|mention| mention.kind).for_each(|kind| counts[kind as usize] += 1);
    let most = counts.iter().copied().max().filter(|&count| count > 0);
    let kind = most.and_then(|most| NameType::ALL.into_iter().find(|&kind| counts[kind as usize] == most));
    if mentions.len() < 2 && kind.is_none() {
        return None;
    }
    let listed = mentions.iter().map(|mention| ChainMention {
        bytes: words.bytes(mention.words.clone()),
        words: mention.words.clone(),
        form: mention.form,
        name: mention.name.clone(),
    });
    Some(Chain { mentions: listed.collect(), fullest, kind })
}
