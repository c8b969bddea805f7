//! Short names for articles, and articles that came twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Article, Problem};

/// Gives every article a short label that no other has: the shortest run of segments from the beginning of its file's
/// name that tells it apart (`000_ac1c84.txt` is `000`), with the line where a file holds many. Does not depend on the
/// order of the articles.
pub fn label(articles: &mut [Article]) {
    let names: Vec<Vec<String>> = articles.iter().map(segments).collect();
    // How many articles begin with each run of segments; articles of one file share theirs.
    let mut owners: BTreeMap<&[String], BTreeSet<&str>> = BTreeMap::new();
    for (article, name) in articles.iter().zip(&names) {
        for length in 1..=name.len() {
            owners.entry(&name[..length]).or_default().insert(&article.received.path);
        }
    }
    let mut labels: Vec<String> = articles
        .iter()
        .zip(&names)
        .map(|(article, name)| {
            let alone = |length: &usize| owners.get(&name[..*length]).is_some_and(|o| o.len() == 1);
            let length = (1..=name.len()).find(alone).unwrap_or(name.len());
            let stem = name[..length].join("_");
            match article.received.line {
                Some(line) => format!("{stem}:{line}"),
                None => stem,
            }
        })
        .collect();
    // Names that differ only in folder or marks: numbered by path.
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, label) in labels.iter().enumerate() {
        groups.entry(label.clone()).or_default().push(index);
    }
    let taken: BTreeSet<String> = groups.keys().cloned().collect();
    for (label, mut group) in groups {
        if group.len() < 2 {
            continue;
        }
        group.sort_by_key(|&i| (&articles[i].received, articles[i].id));
        let mut number = 1;
        for index in group {
            let mut numbered = format!("{label}-{number}");
            while taken.contains(&numbered) {
                number += 1;
                numbered = format!("{label}-{number}");
            }
            labels[index] = numbered;
            number += 1;
        }
    }
    for (article, label) in articles.iter_mut().zip(labels) {
        article.label = label;
    }
}

/// Endings of files that articles are read from, outermost first.
const ENDINGS: &[&str] = &[
    ".gz", ".zst", ".txt", ".text", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".jsonl", ".ndjson", ".json", ".rss",
    ".atom", ".xml", ".warc",
];

/// Runs of letters and digits of the file's name without its endings; never empty.
fn segments(article: &Article) -> Vec<String> {
    let file = article.received.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut stem = file;
    for ending in ENDINGS {
        let cut = stem.len().saturating_sub(ending.len());
        if cut > 0 && stem.get(cut..).is_some_and(|e| e.eq_ignore_ascii_case(ending)) {
            stem = stem.get(..cut).unwrap_or(stem);
        }
    }
    let found: Vec<String> =
        stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|s| !s.is_empty()).map(str::to_owned).collect();
    if !found.is_empty() {
        found
    } else if file == "-" {
        vec!["stdin".to_owned()]
    } else {
        vec![format!("a{}", article.id.to_string().get(..6).unwrap_or_default())]
    }
}

/// Keeps the first of articles with the same id, by path and line, and reports the others.
pub fn unique(mut articles: Vec<Article>, problems: &mut Vec<Problem>) -> Vec<Article> {
    articles.sort_by(|a, b| a.received.cmp(&b.received));
    let mut first = BTreeMap::new();
    articles.retain(|article| match first.get(&article.id) {
        None => {
            first.insert(article.id, article.received.clone());
            true
        }
        Some(kept) => {
            problems.push(Problem {
                at: article.received.clone(),
                what: format!("is the same article as {kept}"),
                todo: "nothing: it was counted once".to_owned(),
            });
            false
        }
    });
    articles
}
