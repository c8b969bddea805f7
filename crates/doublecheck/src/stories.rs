//! Articles of several stories, told apart.

use std::collections::{BTreeMap, BTreeSet};

use doublecheck_claims::story::{self, Document};
use rayon::prelude::*;

use crate::dossier::names;
use crate::language::Analysis;
use crate::model::Article;

/// A set with fewer stories of so many articles is one dossier; stray articles are set apart in it.
const LEAST_ARTICLES: usize = 2;

/// Stories that share so many names, and so great a share of those of the smaller one, are one.
const SHARED_NAMES: usize = 4;
const SHARED_SHARE: f64 = 0.4;

/// A name in more stories than this joins none.
const MOST_STORIES: usize = 100;

/// Separates articles into stories, each to be checked by itself; the largest first, then by title.
///
/// Only where two stories at least have two articles or more; else all stay together, as one story with perhaps a stray
/// article, which [`check`](crate::check) sets apart. The result is a function of the set. Time is near-linear in the text.
pub fn stories(mut articles: Vec<Article>) -> Vec<Vec<Article>> {
    articles.sort_by_key(|article| article.id);
    let bodies: Vec<String> = articles.iter().map(body).collect();
    let documents: Vec<Document<'_>> =
        articles.iter().zip(&bodies).map(|(article, text)| document(article, text)).collect();
    let Ok(numbers) = story::stories(&documents) else { return vec![articles] };
    let count = numbers.iter().max().map_or(0, |&last| last + 1);
    let mut found: Vec<Vec<Article>> = vec![Vec::new(); count];
    for (article, &number) in articles.iter().zip(&numbers) {
        if let Some(story) = found.get_mut(number) {
            story.push(article.clone());
        }
    }
    let mut stories = joined(found);
    if stories.iter().filter(|story| story.len() >= LEAST_ARTICLES).count() < 2 {
        return vec![articles];
    }
    stories.sort_by_key(|story| (std::cmp::Reverse(story.len()), story.first().map(|article| article.id)));
    stories
}

/// Joins stories that turn on the same names: so many, and so great a share of the smaller one's. What an analyst puts into one
/// folder belongs together more often than not; a story may go on for months in other words, about the same people and places.
fn joined(stories: Vec<Vec<Article>>) -> Vec<Vec<Article>> {
    let names: Vec<BTreeSet<String>> = stories.par_iter().map(|story| names_of(story)).collect();
    let mut carriers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (story, names) in names.iter().enumerate() {
        names.iter().for_each(|name| carriers.entry(name).or_default().push(story));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for stories in carriers.values().filter(|stories| stories.len() <= MOST_STORIES) {
        for (i, &one) in stories.iter().enumerate() {
            stories[i + 1..].iter().for_each(|&other| *shared.entry((one, other)).or_default() += 1);
        }
    }
    let mut home: Vec<usize> = (0..stories.len()).collect();
    for ((one, other), count) in shared {
        let least = names[one].len().min(names[other].len());
        if count >= SHARED_NAMES && count as f64 >= SHARED_SHARE * least as f64 {
            let (from, to) = (home[one].max(home[other]), home[one].min(home[other]));
            home.iter_mut().filter(|home| **home == from).for_each(|home| *home = to);
        }
    }
    let mut joined: BTreeMap<usize, Vec<Article>> = BTreeMap::new();
    for (story, home) in stories.into_iter().zip(home) {
        joined.entry(home).or_default().extend(story);
    }
    joined.into_values().collect()
}

/// The names that half of a story's articles give at least.
fn names_of(story: &[Article]) -> BTreeSet<String> {
    let mut articles: BTreeMap<String, usize> = BTreeMap::new();
    for article in story {
        names(&Analysis::of(article)).into_iter().for_each(|name| *articles.entry(name).or_default() += 1);
    }
    articles.into_iter().filter(|&(_, count)| count * 2 >= story.len()).map(|(name, _)| name).collect()
}

/// The words of an article without what stands around it on its page.
fn body(article: &Article) -> String {
    let text = article.text.as_str();
    let mut body = String::with_capacity(text.len());
    let mut from = 0;
    for block in article.furniture() {
        let bytes = article.text.bytes(block.span);
        body.push_str(text.get(from..bytes.start).unwrap_or_default());
        from = bytes.end.max(from);
    }
    body.push_str(text.get(from..).unwrap_or_default());
    body
}

/// Without its day: a story may go on for months.
fn document<'a>(article: &'a Article, text: &'a str) -> Document<'a> {
    Document { day: None, title: article.title.as_ref().map_or("", |title| title.value.as_str()), text }
}
