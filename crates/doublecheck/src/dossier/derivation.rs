//! Where an article's words come from, as the forms on screen show it: runs in order, and sums by where from.

use std::collections::BTreeMap;

use crate::model::{Derivation, Id, Mosaic};

/// Parts that follow each other and come from one place, joined over the ends of blocks.
pub(super) struct Run<'m> {
    pub derivation: &'m Derivation,
    pub words: u32,
    /// First code point.
    pub start: u32,
    /// The first shared passage it rests on.
    pub reuse: Option<Id>,
}

/// The article in runs, in order.
pub(super) fn runs(mosaic: &Mosaic) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for part in mosaic.parts.iter().filter(|part| part.words > 0) {
        match runs.last_mut() {
            Some(run) if *run.derivation == part.derivation => run.words += part.words,
            _ => runs.push(Run {
                derivation: &part.derivation,
                words: part.words,
                start: part.span.start,
                reuse: part.reuses.first().copied(),
            }),
        }
    }
    runs
}

/// Runs by where they come from, each given as its first run with the words of all: own words first, then most words.
pub(super) fn sums<'m>(runs: &[Run<'m>]) -> Vec<Run<'m>> {
    let mut sums: BTreeMap<&Derivation, Run<'m>> = BTreeMap::new();
    for run in runs {
        let first = Run { words: 0, ..*run };
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

/// A piece of a phrase about where words come from.
pub(super) enum Piece<'d> {
    Text(&'static str),
    /// Words out of an article.
    Name(&'d str),
    Article(Id),
}

/// Where words come from, as a phrase.
pub(super) fn phrase(derivation: &Derivation) -> Vec<Piece<'_>> {
    use Piece::{Article, Name, Text};
    match derivation {
        Derivation::Own => vec![Text("own")],
        Derivation::Copied { original, through, agency } => {
            let mut pieces = vec![Text("from "), Article(*original)];
            pieces.extend(through.iter().flat_map(|id| [Text(" through "), Article(*id)]));
            pieces.extend(
                agency
                    .iter()
                    .flat_map(|agency| [Text(" (agency "), Name(agency), Text(", restored through the copy)")]),
            );
            pieces
        }
        Derivation::Unseen { with, agency: Some(agency) } => {
            vec![Text("from "), Name(agency), Text(", whose copy is not among the articles; also in "), Article(*with)]
        }
        Derivation::Unseen { with, agency: None } => {
            vec![Text("from a source that is not among the articles; also in "), Article(*with)]
        }
        Derivation::Undecided { with } => vec![Text("the same as in "), Article(*with), Text("; who copied is open")],
        Derivation::SameUtterance { with } => vec![Text("the same utterance reported by "), Article(*with)],
        Derivation::CommonGround { with } => vec![Text("list, footer or stock phrase, also in "), Article(*with)],
    }
}

/// "38 %"; what is there is never "0 %", and what is not all never "100 %".
pub(super) fn percent(share: f64) -> String {
    let percent = match (share * 100.0).round() {
        p if p >= 100.0 && share < 1.0 => 99.0,
        p if p < 1.0 && share > 0.0 => 1.0,
        p => p,
    };
    format!("{percent:.0} %")
}
