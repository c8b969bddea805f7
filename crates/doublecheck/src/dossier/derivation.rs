//! Where an article's words come from, as the forms on screen show it: runs in order, and sums by where from.

use crate::model::{Derivation, Id, Mosaic};

/// Parts that follow each other and come from one place, joined over the ends of blocks.
pub(super) struct Run<'m> {
    pub derivation: &'m Derivation,
    pub words: u32,
    /// First code point.
    pub start: u32,
}

/// The article in runs, in order.
pub(super) fn runs(mosaic: &Mosaic) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for part in mosaic.parts.iter().filter(|part| part.words > 0) {
        match runs.last_mut() {
            Some(run) if *run.derivation == part.derivation => run.words += part.words,
            _ => runs.push(Run { derivation: &part.derivation, words: part.words, start: part.span.start }),
        }
    }
    runs
}

/// Runs by where they come from, each given as its first run with the words of all: own words first, then most words.
pub(super) fn sums<'m>(runs: &[Run<'m>]) -> Vec<Run<'m>> {
    let mut sums: std::collections::BTreeMap<&Derivation, Run<'m>> = std::collections::BTreeMap::new();
    for run in runs {
        let first = Run { derivation: run.derivation, words: 0, start: run.start };
        sums.entry(run.derivation).or_insert(first).words += run.words;
    }
    let mut sums: Vec<Run<'m>> = sums.into_values().collect();
    sums.sort_by_key(|sum| (*sum.derivation != Derivation::Own, std::cmp::Reverse(sum.words), sum.start));
    sums
}

/// What stands for the words' source in a bar: a dot for own words, letters for the sums of all others.
pub(super) fn sign(sums: &[Run<'_>], derivation: &Derivation) -> char {
    let others = sums.iter().filter(|sum| *sum.derivation != Derivation::Own);
    match others.zip('a'..='z').find(|(sum, _)| sum.derivation == derivation) {
        Some((_, letter)) => letter,
        None if *derivation == Derivation::Own => '·',
        None => '+',
    }
}

/// Where words come from, for a line; `name` names an article.
pub(super) fn words(derivation: &Derivation, name: impl Fn(Id) -> String) -> String {
    match derivation {
        Derivation::Own => "own words".to_owned(),
        Derivation::Copied { original, through, agency } => {
            let through = through.map_or(String::new(), |id| format!(" through {}", name(id)));
            let agency = agency.as_ref().map_or(String::new(), |a| format!(" (agency {a}, restored through the copy)"));
            format!("from {}{through}{agency}", name(*original))
        }
        Derivation::Unseen { with, agency: Some(agency) } => {
            format!("from {agency}, whose copy is not among the articles; also in {}", name(*with))
        }
        Derivation::Unseen { with, agency: None } => {
            format!("from a source that is not among the articles; also in {}", name(*with))
        }
        Derivation::Undecided { with } => format!("the same as in {}; who copied is open", name(*with)),
        Derivation::SameUtterance { with } => format!("the same utterance reported by {}", name(*with)),
        Derivation::CommonGround { with } => format!("list, footer or stock phrase, also in {}", name(*with)),
    }
}
