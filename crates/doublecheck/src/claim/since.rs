//! The day from which a running total counts, where the articles name it: "since it began on 3 May".

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Material;
use super::series::{Given, keys};
use crate::language::{Analysis, Sentence, TimeKind, times};
use crate::model::{Id, Place, Since};

/// Words that say that something started; the day stands after them.
const STARTS: &[&str] = &["since", "began", "begun", "started", "launched", "opened", "start", "beginning", "outbreak"];

/// Words between such a word and its day.
const REACH: usize = 10;

/// The start of what a series counts: a day that a sentence of its articles names as a start, on the same matter as the
/// figures. Where articles name different days, that which most name; none when as many name another.
pub(super) fn since(material: &Material<'_>, given: &[Given<'_>]) -> Option<Since> {
    let first = given.iter().filter_map(|point| point.figure().as_of).min()?;
    let mut articles: Vec<Id> = given.iter().flat_map(|p| &p.carriers).map(|figure| figure.article).collect();
    articles.sort_unstable();
    articles.dedup();
    let matter = matter(material, given);
    // By day: the articles that name it, and where the first does.
    let mut named: BTreeMap<Date, (usize, Place)> = BTreeMap::new();
    for analysis in articles.iter().filter_map(|&id| material.analysis(id)) {
        let mut days: Vec<(Date, Place)> = Vec::new();
        for sentence in &analysis.sentences {
            let start = start_in(material, analysis, sentence, &matter);
            days.extend(start.filter(|(day, _)| *day < first && days.iter().all(|(known, _)| known != day)));
        }
        for (day, place) in days {
            named.entry(day).or_insert((0, place)).0 += 1;
        }
    }
    let most = named.values().map(|(articles, _)| *articles).max()?;
    let mut best = named.iter().filter(|(_, (articles, _))| *articles == most);
    let (&day, &(_, words)) = best.next()?;
    best.next().is_none().then_some(Since { day, words })
}

/// What the sentences of all figures have in common, or name: states and parties count by themselves.
fn matter(material: &Material<'_>, given: &[Given<'_>]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for figure in given.iter().map(Given::figure) {
        let Some(analysis) = material.analysis(figure.article) else { continue };
        let words = analysis.words_in(analysis.article.text.bytes(figure.span));
        let sentence = analysis.sentence_of(words.start).and_then(|s| analysis.sentences.get(s));
        all.extend(sentence.map(|s| keys(material, analysis, s.words.clone())).unwrap_or_default());
    }
    all.sort();
    all.dedup();
    all
}

/// The day that a sentence names as a start, if it speaks of the matter.
fn start_in(
    material: &Material<'_>,
    analysis: &Analysis<'_>,
    sentence: &Sentence,
    matter: &[String],
) -> Option<(Date, Place)> {
    let words = sentence.words.clone();
    words.clone().find(|&at| STARTS.contains(&analysis.lower(at)))?;
    let bytes = analysis.bytes(words.clone());
    let text = analysis.article.text.as_str().get(bytes.clone())?;
    let said = analysis.article.published.day?;
    let found = times(text).into_iter().find_map(|time| {
        let is_day = matches!(time.kind, TimeKind::Days { .. });
        let at = analysis.words_in(bytes.start + time.bytes.start..bytes.start + time.bytes.end);
        let before = at.start.saturating_sub(REACH).max(words.start)..at.start;
        let starts = before.into_iter().any(|at| STARTS.contains(&analysis.lower(at)));
        let (day, _) = time.resolve(said, true).filter(|_| is_day && starts)?;
        Some((day, Place { article: analysis.article.id, span: analysis.span(at) }))
    })?;
    let shared: Vec<String> =
        keys(material, analysis, words).into_iter().filter(|key| matter.binary_search(key).is_ok()).collect();
    let names = shared.iter().filter(|key| key.starts_with('@')).count();
    (names > 0 || shared.len() >= 2).then_some(found)
}
