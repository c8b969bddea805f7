//! Dates in the data of scripts: a page that is put together in the browser states its date nowhere else.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// Names that such data have for the time of publication.
const NAMES: &[&str] = &[
    "datePublished",
    "date_published",
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publicationDate",
    "publication_date",
    "published_time",
    "publishedTime",
    "publishedDate",
    "published_date",
    "firstPublished",
    "pubDate",
    "pubdate",
    "createdAt",
    "created_at",
    "dateCreated",
];

/// Dates kept of one page.
const MOST: usize = 60;

static MATCHER: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(NAMES).ok());

/// Adds the dates of a script, each with its name. Linear.
pub(super) fn dates(script: &str, found: &mut Vec<(&'static str, String)>) {
    let Some(matcher) = MATCHER.as_ref().filter(|_| found.len() < MOST) else { return };
    for hit in matcher.find_iter(script) {
        let rest = script.get(hit.end()..).unwrap_or_default();
        let value = rest.strip_prefix(['"', '\'']).or_else(|| rest.strip_prefix("\\\"")).unwrap_or(rest).trim_start();
        let Some(value) = value.strip_prefix([':', '=']) else { continue };
        let value = value.trim_start();
        let value = value.strip_prefix(['"', '\'']).or_else(|| value.strip_prefix("\\\"")).unwrap_or(value);
        let end = value.find(['"', '\'', ',', '\\', '}', ';', '\n']).unwrap_or(value.len());
        if let (Some(name), Some(value)) = (NAMES.get(hit.pattern().as_usize()), value.get(..end))
            && (8..60).contains(&value.len())
            && value.bytes().filter(u8::is_ascii_digit).count() >= 6
            && found.len() < MOST
        {
            found.push((name, value.to_owned()));
        }
    }
}
