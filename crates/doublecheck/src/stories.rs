//! Articles of several stories, told apart.

use doublecheck_claims::story::{self, Document};
use jiff::civil::Date;

use crate::model::Article;

/// A set with fewer stories of so many articles is one dossier; stray articles are set apart in it.
const LEAST_ARTICLES: usize = 2;

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
    let mut stories: Vec<Vec<Article>> = vec![Vec::new(); count];
    for (article, &number) in articles.iter().zip(&numbers) {
        if let Some(story) = stories.get_mut(number) {
            story.push(article.clone());
        }
    }
    if stories.iter().filter(|story| story.len() >= LEAST_ARTICLES).count() < 2 {
        return vec![articles];
    }
    stories.sort_by_key(|story| (std::cmp::Reverse(story.len()), story.first().map(|article| article.id)));
    stories
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

fn document<'a>(article: &'a Article, text: &'a str) -> Document<'a> {
    let title = article.title.as_ref().map_or("", |title| title.value.as_str());
    Document { day: article.published.day.map(days_since_1970), title, text }
}

fn days_since_1970(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}
