//! Who copied whom, on the terminal.

use std::collections::{BTreeSet, HashMap};

use super::Copying;
use super::derivation::{self, Run, percent, phrase, runs, sign, sums};
use super::terminal::{Ink, Look, Sheet, clip, pad, tied};
use super::wording::{self, shown};
use crate::model::{Article, Direction, DirectionClue, Id, Relation, Reuse};

/// Column where the words of the head lines begin.
const HEAD: usize = 9;
/// Column where the evidence begins.
const EVIDENCE: usize = 13;
/// Widest label of an article.
const LABEL: usize = 24;
/// Widest outlet beside it.
const OUTLET: usize = 20;
/// Pairs with common ground, and problems, that are listed.
const LINES: usize = 8;
/// Letters of a bar.
const BAR: usize = 28;

/// Who copied whom: every pair of articles, with the strongest evidence for the direction; then for each article a bar
/// of where its words come from. Pairs that share common ground only are cut to a few.
///
/// Control characters of the articles are escaped; lines keep to `look.width` (at least 32).
pub fn origins(copying: &Copying, look: Look) -> String {
    let (told, copies): (Vec<&Relation>, Vec<&Relation>) =
        copying.relations.iter().filter(|r| r.is_copy()).partition(|r| r.original.is_some());
    let common: Vec<&Relation> = copying.relations.iter().filter(|r| !r.is_copy()).collect();
    let mut origins = Origins {
        copying,
        articles: copying.articles.iter().map(|article| (article.id, article)).collect(),
        reuses: copying.reuses.iter().map(|reuse| (reuse.id, reuse)).collect(),
        sheet: Sheet::new(look),
    };
    origins.head(&copies);
    for (heading, direction) in [
        ("WHO COPIED WHOM (original -> copy)", Direction::Forward),
        ("ONE SOURCE (both took the words from it; it is not among the articles)", Direction::Siblings),
        ("DIRECTION OPEN (one copied the other; the evidence does not say which)", Direction::Undecided),
    ] {
        let pairs: Vec<&Relation> = copies.iter().copied().filter(|r| r.direction == direction).collect();
        origins.pairs(heading, &pairs, pairs.len());
        if direction == Direction::Forward && !told.is_empty() {
            let pairs = wording::count(told.len(), "more pair");
            let more = format!("{pairs} not listed: both are copies of one article above");
            origins.sheet.put(1, 1, (Ink::Plain, ""), &[(Ink::Faint, &more)]);
        }
    }
    origins.pairs("COMMON GROUND (the same words without copying)", &common, shown(common.len(), LINES));
    origins.bars();
    origins.problems();
    origins.sheet.finish()
}

struct Origins<'a> {
    copying: &'a Copying,
    articles: HashMap<Id, &'a Article>,
    reuses: HashMap<Id, &'a Reuse>,
    sheet: Sheet,
}

impl Origins<'_> {
    fn label(&self, id: Id) -> String {
        self.articles.get(&id).map_or_else(|| id.to_string(), |article| clip(&article.label, LABEL))
    }

    fn head(&mut self, copies: &[&Relation]) {
        let articles = &self.copying.articles;
        let days = || articles.iter().filter_map(|a| a.published.day);
        let mut read = vec![tied(&wording::count(articles.len(), "article"))];
        read.extend(days().min().zip(days().max()).map(|(first, last)| match first == last {
            true => first.to_string(),
            false => tied(&format!("{first} .. {last}")),
        }));
        read.push(tied(&wording::count(self.copying.problems.len(), "problem")));
        self.sheet.put(0, HEAD, (Ink::Faint, "read"), &[(Ink::Plain, &read.join("   "))]);

        let passages = self.copying.reuses.iter().filter(|r| r.is_copy()).count();
        let involved: BTreeSet<Id> = copies.iter().flat_map(|r| [r.from, r.to]).collect();
        let found = match passages {
            0 => "nothing copied".to_owned(),
            n => format!(
                "{} shared by {} of {}",
                wording::count(n, "passage"),
                involved.len(),
                wording::count(articles.len(), "article")
            ),
        };
        self.sheet.put(0, HEAD, (Ink::Faint, "copied"), &[(Ink::Plain, &found)]);
    }

    fn heading(&mut self, heading: &str) {
        self.sheet.gap();
        let (name, note) = heading.split_once(" (").map_or((heading, None), |(name, note)| (name, Some(note)));
        let note = note.map_or(String::new(), |note| format!(" ({note}"));
        self.sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Strong, name), (Ink::Faint, &note)]);
    }

    /// One pair a line: who, how many words, what share of the second article, how; below it the strongest evidence.
    fn pairs(&mut self, heading: &str, pairs: &[&Relation], listed: usize) {
        if pairs.is_empty() {
            return;
        }
        self.heading(heading);
        let who: Vec<String> = pairs.iter().take(listed).map(|relation| self.who(relation)).collect();
        let widest = who.iter().map(|who| who.chars().count()).max().unwrap_or(0);
        for (relation, who) in pairs.iter().zip(who) {
            let (share, words) = (percent(relation.share), wording::count(relation.words as usize, "word"));
            let how = wording::kind(relation.kind);
            let of = self.label(relation.to);
            if self.sheet.look().is_wide() {
                let line = tied(&format!("  {words:>11}  {share:>5} of {of}  "));
                let pieces = [(Ink::Label, tied(&pad(&who, widest))), (Ink::Plain, line), (Ink::Plain, how.to_owned())];
                let pieces: Vec<_> = pieces.iter().map(|(ink, text)| (*ink, text.as_str())).collect();
                self.sheet.put(1, 3, (Ink::Plain, ""), &pieces);
            } else {
                let line = format!("{words}, {share} of {of}, {how}");
                self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Label, &who)]);
                self.sheet.put(3, 3, (Ink::Plain, ""), &[(Ink::Plain, &line)]);
            }
            if let Some((lead, words)) = self.evidence(relation) {
                self.sheet.put(5, EVIDENCE, (Ink::Faint, lead), &[(Ink::Plain, &words)]);
            }
        }
        if pairs.len() > listed {
            let more = format!("… and {} more: see --json", pairs.len() - listed);
            self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Faint, &more)]);
        }
    }

    fn who(&self, relation: &Relation) -> String {
        let sign = if relation.is_copy() { wording::arrow(relation.direction) } else { "and" };
        format!("{} {sign} {}", self.name(relation.from), self.name(relation.to))
    }

    /// Label and outlet, where both have room.
    fn name(&self, id: Id) -> String {
        let outlet = self.articles.get(&id).and_then(|article| article.outlet.as_ref());
        match outlet.filter(|_| self.sheet.look().is_wide()) {
            Some(outlet) => format!("{} {}", self.label(id), clip(&outlet.value, OUTLET)),
            None => self.label(id),
        }
    }

    /// The strongest clue of any passage, with its lead: for the direction; for siblings what names their source; where
    /// the direction is open, for either way.
    fn evidence(&self, relation: &Relation) -> Option<(&'static str, String)> {
        let reuses = relation.reuses.iter().filter_map(|id| self.reuses.get(id)).filter(|reuse| reuse.is_copy());
        // Of equal ones the first.
        let clues = reuses.flat_map(|reuse| &reuse.clues).rev();
        let strength = |clue: &&DirectionClue| match relation.direction {
            Direction::Forward => clue.weight,
            Direction::Siblings => -clue.weight.abs(),
            Direction::Undecided => clue.weight.abs(),
        };
        let clue = clues.max_by(|a, b| strength(a).total_cmp(&strength(b)))?;
        let (reason, weight) = (clue.reason.trim_end_matches('.'), wording::weight(clue.weight));
        let (from, to) = (self.label(relation.from), self.label(relation.to));
        Some(match relation.direction {
            Direction::Siblings => ("because", reason.to_owned()),
            Direction::Forward if clue.weight > 0.0 => ("because", format!("{reason} ({weight})")),
            _ if clue.weight > 0.0 => ("for", format!("{from} -> {to}: {reason} ({weight})")),
            _ => ("for", format!("{to} -> {from}: {reason} ({weight})")),
        })
    }

    // --- bars -------------------------------------------------------------------------------------------------------

    fn bars(&mut self) {
        if self.copying.mosaics.is_empty() {
            return;
        }
        self.heading("WHERE EACH ARTICLE'S WORDS COME FROM (· its own, a b c ... from elsewhere)");
        let copying = self.copying;
        let widest = copying.articles.iter().map(|a| self.label(a.id).chars().count()).max().unwrap_or(0);
        for mosaic in &copying.mosaics {
            let bar_width = if self.sheet.look().is_wide() { BAR } else { BAR / 2 };
            let (runs, words) = (runs(mosaic), mosaic.words());
            let sums = sums(&runs);
            let bar = bar(&runs, &sums, words, bar_width);
            let parts: Vec<String> = sums.iter().map(|sum| self.sum(sum, &sums, words)).collect();
            let parts = if words == 0 { "no words".to_owned() } else { parts.join("   ") };
            let lead = format!("{}  {bar}", pad(&self.label(mosaic.article), widest));
            let hang = if self.sheet.look().is_wide() { widest + bar_width + 5 } else { 3 };
            self.sheet.put(1, hang, (Ink::Label, &lead), &[(Ink::Plain, &parts)]);
        }
    }

    /// "a 38 % from 001".
    fn sum(&self, sum: &Run<'_>, sums: &[Run<'_>], words: u32) -> String {
        let whence: String = phrase(sum.derivation)
            .into_iter()
            .map(|piece| match piece {
                derivation::Piece::Text(text) | derivation::Piece::Name(text) => text.to_owned(),
                derivation::Piece::Article(id) => self.label(id),
            })
            .collect();
        let share = percent(f64::from(sum.words) / f64::from(words.max(1)));
        format!("{} {whence}", tied(&format!("{} {share}", sign(sums, sum.derivation))))
    }

    fn problems(&mut self) {
        let problems = &self.copying.problems;
        if problems.is_empty() {
            return;
        }
        self.heading("PROBLEMS (the rest was processed)");
        let listed = shown(problems.len(), LINES);
        for problem in problems.iter().take(listed) {
            self.sheet.put(1, 3, (Ink::Warning, "!"), &[(Ink::Plain, &problem.to_string())]);
        }
        if problems.len() > listed {
            let more = format!("… and {} more: see --json", problems.len() - listed);
            self.sheet.put(1, 3, (Ink::Plain, ""), &[(Ink::Faint, &more)]);
        }
    }
}

/// The article from its first to its last word: each letter stands for the words at its middle.
fn bar(runs: &[Run<'_>], sums: &[Run<'_>], words: u32, width: usize) -> String {
    let mut bar = String::with_capacity(width);
    let mut runs = runs.iter();
    let mut run = runs.next();
    let mut end = run.map_or(0, |run| u64::from(run.words));
    for letter in 0..width as u64 {
        let middle = (2 * letter + 1) * u64::from(words) / (2 * width as u64);
        while middle >= end
            && let Some(next) = runs.next()
        {
            end += u64::from(next.words);
            run = Some(next);
        }
        bar.extend(run.map(|run| sign(sums, run.derivation)));
    }
    bar
}
