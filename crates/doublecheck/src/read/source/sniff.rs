//! The format of a file, by its name or by how it begins.

use super::super::charset::decode;
use super::super::lines::trim;

/// Formats of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Html,
    Mhtml,
    /// A feed, RSS or Atom.
    Xml,
    /// One JSON value: an article, a list of articles, or a JSON Feed.
    Json,
    JsonLines,
    Warc,
}

/// True when a file's name says that articles can be read from it.
pub fn is_article_name(path: &str) -> bool {
    by_name(path).is_some()
}

/// The format that a file's name tells. Compressed files have a second ending.
pub(super) fn by_name(path: &str) -> Option<Format> {
    let lower = path.to_ascii_lowercase();
    let folded = [".gz", ".zst"].iter().find_map(|ending| lower.strip_suffix(ending));
    match folded.unwrap_or(&lower).rsplit_once('.')?.1 {
        "txt" | "text" => Some(Format::Text),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "mhtml" | "mht" => Some(Format::Mhtml),
        "rss" | "atom" | "xml" => Some(Format::Xml),
        "json" => Some(Format::Json),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "warc" => Some(Format::Warc),
        _ => None,
    }
}

/// The format that the first characters tell; of one that has several forms (XML, JSON), which.
pub(super) fn by_content(sample: &[u8], name: Option<Format>) -> Format {
    let decoded = decode(sample.get(..4096).unwrap_or(sample), None);
    let start = trim(&decoded.text).to_ascii_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| start.starts_with(word));
    if begins(&["warc/"]) {
        Format::Warc
    } else if begins(&["{"]) || start.strip_prefix('[').is_some_and(|rest| trim(rest).starts_with(['{', ']'])) {
        json(&start, name)
    } else if begins(&["<?xml", "<rss", "<feed", "<rdf", "<!--"]) && is_feed(&start) {
        Format::Xml
    } else if begins(&[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<!--",
        "<?xml",
        "<meta",
        "<article",
        "<div",
        "<title",
        "<p>",
    ]) {
        Format::Html
    } else if is_mhtml(&start) {
        Format::Mhtml
    } else {
        match name {
            Some(Format::Xml) => Format::Html,
            Some(format) => format,
            None => Format::Text,
        }
    }
}

/// JSON lines have a whole value on the first line; one value is often spread over many.
fn json(start: &str, name: Option<Format>) -> Format {
    let first = trim(start.lines().next().unwrap_or_default());
    let rest = start.lines().skip(1).any(|line| !trim(line).is_empty());
    let is_open = first.ends_with(['{', '[', ',']);
    let is_one = first.starts_with('[') || is_open || start.contains("jsonfeed.org/version");
    if is_one || (name == Some(Format::Json) && !rest) { Format::Json } else { Format::JsonLines }
}

/// True when the first element is that of a feed.
fn is_feed(start: &str) -> bool {
    let root = start.split('<').find(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())).unwrap_or_default();
    let name = root.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    matches!(name.rsplit(':').next(), Some("rss" | "feed" | "rdf"))
}

/// True when a page is HTML and not another kind of XML.
pub(super) fn is_html(sample: &[u8]) -> bool {
    decode(sample, None).text.to_ascii_lowercase().contains("<html")
}

/// True for the head of a MIME message.
fn is_mhtml(start: &str) -> bool {
    let head = start.split("\n\n").next().unwrap_or_default().split("\r\n\r\n").next().unwrap_or_default();
    let is_field = |line: &str| {
        line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
    };
    head.lines().next().is_some_and(is_field)
        && head
            .lines()
            .any(|line| line.starts_with("mime-version:") || line.starts_with("content-type: multipart/related"))
}
