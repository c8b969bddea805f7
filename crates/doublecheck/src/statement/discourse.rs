//! Who is in the reader's mind at a place of the text: the candidates for a pronoun or description, by salience.
//!
//! A mention counts by its part in the sentence and fades with every sentence since, as in Lappin and Leass, "An
//! Algorithm for Pronominal Anaphora Resolution" (1994). Two things are particular to news: who has just been quoted
//! counts most, and what stands inside a quotation counts little, since the writer's "he" seldom means someone whom
//! only the quoted speaker has named. A sentence that is quotation throughout does not let anything fade.

use std::collections::BTreeMap;
use std::ops::Range;

use super::extract::Draft;
use super::names::is_headline;
use super::part::Part;
use crate::language::{Analysis, Quotation, quotations};
use crate::model::Form;

/// Someone or something that is talked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Figure {
    /// An entity of the cast.
    Entity(usize),
    /// A body or state, as an index into the casting's bodies.
    Body(usize),
    /// Two persons named together, as an index into the casting's pairs.
    Pair(usize),
}

/// What a mention is worth, by the part it plays. Fitted by hand on the `tune` half of the labelled sources.
const WORTH: [(Part, f64); 5] =
    [(Part::Subject, 1.0), (Part::Object, 0.6), (Part::Oblique, 0.4), (Part::Owner, 0.5), (Part::Modifier, 0.2)];
/// The source of a statement.
const SPEAKER: f64 = 1.3;
/// Share that a mention keeps inside a quotation, inside what somebody is reported to say, in a headline, and with each sentence and each paragraph since.
const IN_QUOTATION: f64 = 0.25;
const IN_CONTENT: f64 = 0.7;
const IN_HEADLINE: f64 = 0.5;
const PER_SENTENCE: f64 = 0.6;
const PER_BLOCK: f64 = 0.85;
/// What a mention gains in the sentence of the pronoun itself.
const SAME_SENTENCE: f64 = 1.25;
/// Sentences after which nobody is remembered.
const REACH: usize = 7;
/// The same with all quotations counted.
const FARTHEST: usize = 50;
/// The least salience with which somebody can be meant.
const FLOOR: f64 = 0.1;
/// How near the second candidate may come, as a share of the first.
const RIVAL: f64 = 0.85;

/// One mention.
#[derive(Debug, Clone, Copy)]
struct Mention {
    at: usize,
    sentence: usize,
    figure: Figure,
    worth: f64,
}

pub(super) struct Discourse<'a> {
    analysis: &'a Analysis<'a>,
    quoted: Vec<Quotation>,
    /// What is said, in text order.
    content: Vec<Range<usize>>,
    /// For each sentence, how many sentences before it are not quotation throughout.
    turn: Vec<usize>,
    /// In text order.
    mentions: Vec<Mention>,
}

impl<'a> Discourse<'a> {
    pub fn of(analysis: &'a Analysis<'a>, drafts: &[Draft]) -> Self {
        let mut quoted = Vec::new();
        for block in analysis.sentences.chunk_by(|a, b| a.block == b.block) {
            if let (Some(first), Some(last)) = (block.first(), block.last()) {
                quoted.extend(quotations(analysis, first.words.start..last.words.end));
            }
        }
        let spoken = drafts.iter().filter(|d| d.form != Form::Narration && d.source.is_some());
        let content = disjoint(spoken.flat_map(|d| d.content.iter().cloned()).collect());
        let mut discourse = Self { analysis, quoted, content, turn: Vec::new(), mentions: Vec::new() };
        let mut turn = 0;
        for sentence in &analysis.sentences {
            discourse.turn.push(turn);
            turn += usize::from(!sentence.words.clone().all(|word| discourse.is_quoted(word)));
        }
        discourse
    }

    pub fn is_quoted(&self, word: usize) -> bool {
        let after = self.quoted.partition_point(|q| q.marked.end <= word);
        self.quoted.get(after).is_some_and(|q| q.marked.contains(&word))
    }

    /// True inside what somebody is reported to say.
    pub fn is_said(&self, word: usize) -> bool {
        let after = self.content.partition_point(|c| c.end <= word);
        self.is_quoted(word) || self.content.get(after).is_some_and(|c| c.contains(&word))
    }

    /// Somebody is mentioned, playing this part.
    pub fn mention(&mut self, figure: Figure, words: &Range<usize>, part: Part) {
        let worth = WORTH.iter().find(|(p, _)| *p == part).map_or(0.0, |(_, worth)| *worth);
        self.add(figure, words, worth);
    }

    /// Somebody makes a statement.
    pub fn speaks(&mut self, figure: Figure, words: &Range<usize>) {
        self.add(figure, words, SPEAKER);
    }

    fn add(&mut self, figure: Figure, words: &Range<usize>, worth: f64) {
        let Some(sentence) = self.analysis.sentence_of(words.start) else { return };
        let quoted = match (self.is_quoted(words.start), self.is_said(words.start)) {
            (true, _) => IN_QUOTATION,
            (_, true) => IN_CONTENT,
            _ => 1.0,
        };
        let headline =
            if is_headline(self.analysis, &self.analysis.sentences[sentence].words) { IN_HEADLINE } else { 1.0 };
        let mention = Mention { at: words.start, sentence, figure, worth: worth * quoted * headline };
        let place = self.mentions.partition_point(|m| m.at <= mention.at);
        self.mentions.insert(place, mention);
    }

    /// Everyone remembered at a word, most salient first. `fit` weighs each; zero rules one out.
    pub fn salient(&self, at: usize, fit: impl Fn(Figure) -> f64) -> Vec<(Figure, f64)> {
        let Some(here) = self.analysis.sentence_of(at) else { return Vec::new() };
        let block = self.analysis.sentences[here].block;
        let mut best: BTreeMap<(Figure, usize), f64> = BTreeMap::new();
        let before = self.mentions.partition_point(|m| m.at < at);
        for mention in self.mentions[..before].iter().rev() {
            if self.turn[mention.sentence] + REACH < self.turn[here] || mention.sentence + FARTHEST < here {
                break;
            }
            let worth = best.entry((mention.figure, mention.sentence)).or_default();
            *worth = worth.max(mention.worth);
        }
        let mut salience: BTreeMap<Figure, f64> = BTreeMap::new();
        for ((figure, sentence), worth) in best {
            let turns = (self.turn[here] - self.turn[sentence]) as i32;
            let blocks = (block - self.analysis.sentences[sentence].block) as i32;
            let same = if sentence == here { SAME_SENTENCE } else { 1.0 };
            *salience.entry(figure).or_default() += worth * same * PER_SENTENCE.powi(turns) * PER_BLOCK.powi(blocks);
        }
        let weighed = salience.into_iter().map(|(figure, worth)| (figure, worth * fit(figure)));
        let mut ranked: Vec<(Figure, f64)> = weighed.filter(|(_, worth)| *worth > 0.0).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        ranked
    }

    /// The one figure that is meant, if no other comes near.
    pub fn meant(&self, at: usize, fit: impl Fn(Figure) -> f64) -> Option<Figure> {
        let ranked = self.salient(at, fit);
        let (first, worth) = *ranked.first()?;
        let second = ranked.get(1).map_or(0.0, |(_, worth)| *worth);
        (worth >= FLOOR && second <= worth * RIVAL).then_some(first)
    }
}

/// Ranges in order, those that overlap made one.
fn disjoint(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut disjoint: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match disjoint.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => disjoint.push(range),
        }
    }
    disjoint
}
