//! Which articles are on one story, what the story is called, and when it was reported.

use std::collections::{BTreeMap, BTreeSet};

use doublecheck_grammar::calendar::{MONTHS, WEEKDAYS};
use jiff::civil::Date;

use crate::language::{Analysis, WordKind};
use crate::model::{Article, Id, Reuse};

/// Words in more articles than this are left out, so that time stays near-linear.
const MOST_ARTICLES: usize = 400;
/// Names that two articles of one story share at least.
const SHARED_NAMES: u32 = 3;

/// Articles that share too few names with the others to be on their story. Empty when there is no main story:
/// fewer than three articles, or none that holds more than half of them.
///
/// Two articles are on one story when one copies the other or when they share three names (capitalised words that are
/// not capitalised by position alone).
pub fn apart(analyses: &[Analysis<'_>], reuses: &[Reuse]) -> Vec<Id> {
    if analyses.len() < 3 {
        return Vec::new();
    }
    let index: BTreeMap<Id, usize> = analyses.iter().enumerate().map(|(i, a)| (a.article.id, i)).collect();
    let mut group: Vec<usize> = (0..analyses.len()).collect();
    for reuse in reuses.iter().filter(|r| r.is_copy()) {
        if let (Some(&a), Some(&b)) = (index.get(&reuse.from.article), index.get(&reuse.to.article)) {
            join(&mut group, a, b);
        }
    }
    let mut carriers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (article, analysis) in analyses.iter().enumerate() {
        for name in names(analysis) {
            carriers.entry(name).or_default().push(article);
        }
    }
    let mut shared: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for articles in carriers.values().filter(|c| c.len() > 1 && c.len() <= MOST_ARTICLES) {
        for (i, &a) in articles.iter().enumerate() {
            for &b in &articles[i + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    for (&(a, b), &names) in &shared {
        if names >= SHARED_NAMES {
            join(&mut group, a, b);
        }
    }
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for article in 0..analyses.len() {
        *sizes.entry(find(&mut group, article)).or_default() += 1;
    }
    match sizes.iter().max_by_key(|&(root, size)| (*size, std::cmp::Reverse(*root))) {
        Some((&main, &size)) if size * 2 > analyses.len() => {
            (0..analyses.len()).filter(|&a| find(&mut group, a) != main).map(|a| analyses[a].article.id).collect()
        }
        _ => Vec::new(),
    }
}

/// Capitalised words inside sentences, lower case: what a story turns on.
pub(crate) fn names(analysis: &Analysis<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for sentence in &analysis.sentences {
        for word in sentence.words.clone().skip(1) {
            let text = analysis.word(word);
            let capital = text.starts_with(char::is_uppercase) && text.chars().count() > 2;
            if capital && analysis.words[word].kind == WordKind::Letters && !is_calendar(analysis.lower(word)) {
                names.insert(analysis.lower(word).to_owned());
            }
        }
    }
    names
}

fn is_calendar(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    MONTHS.contains(&word) || WEEKDAYS.contains(&word) || matches!(word, "sept" | "the")
}

fn find(group: &mut [usize], mut article: usize) -> usize {
    while group[article] != article {
        group[article] = group[group[article]];
        article = group[article];
    }
    article
}

fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(group, a), find(group, b));
    group[a.max(b)] = a.min(b);
}

/// The title of the article that shares most words with the other titles; empty when no article has a title.
pub fn story_title(analyses: &[Analysis<'_>], apart: &[Id]) -> String {
    let titles: Vec<&str> = analyses
        .iter()
        .filter(|a| !apart.contains(&a.article.id))
        .filter_map(|a| a.article.title.as_ref().map(|t| t.value.as_str()))
        .collect();
    let words = |title: &str| -> BTreeSet<String> {
        title.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(str::to_lowercase).collect()
    };
    let mut carriers: BTreeMap<String, usize> = BTreeMap::new();
    for word in titles.iter().flat_map(|t| words(t)) {
        *carriers.entry(word).or_default() += 1;
    }
    let score = |title: &str| {
        let words = words(title);
        let shared: usize = words.iter().filter_map(|w| carriers.get(w)).map(|n| n - 1).sum();
        // A title that lets one side speak is no title for all.
        let told = title.split_whitespace().any(|word| is_speech(&word.to_lowercase()));
        shared as f64 / (words.len() as f64).sqrt().max(1.0) * if told { 0.5 } else { 1.0 }
    };
    let best = titles.iter().map(|t| (score(t), *t)).max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    best.map_or_else(String::new, |(_, title)| title.to_owned())
}

/// Words with which a headline says who speaks.
fn is_speech(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != ':');
    let says = matches!(
        bare,
        "says" | "say" | "said" | "claims" | "denies" | "accuses" | "blames" | "warns" | "admits" | "insists" | "vows"
    );
    says || bare.ends_with(':') || word.contains(['“', '"', '‘'])
}

/// First and last day of publication of the articles on the story.
pub fn period(articles: &[Article], apart: &[Id]) -> Option<(Date, Date)> {
    let days = || articles.iter().filter(|a| !apart.contains(&a.id)).filter_map(|a| a.published.day);
    Some((days().min()?, days().max()?))
}
