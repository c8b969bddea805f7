//! Bytes to articles: plain text with its furniture, HTML pages, JSON lines, each also gzipped.
//!
//! What is received is kept: nothing is deleted or repaired, lines are only labelled. What
//! cannot be read becomes a [`Problem`]; everything else is read.

mod agency;
mod body;
mod charset;
mod credit;
mod date;
mod fields;
mod form;
mod html;
mod label;
mod language;
mod lines;
mod lookalike;
mod markup;
mod mention;
mod name;
mod page;
mod record;
mod stamp;

use std::borrow::Cow;

use crate::model::{Article, Block, Evidence, Id, Label, Problem, Received, Stated, Tables, Text};

use charset::{GzipFault, decode, is_binary, is_gzip, unfold};
use fields::{Order, PageDate, field_day};
pub use name::{label, unique};
use record::Record;

/// Reads one file: its articles, and what kept parts of it from being used.
///
/// `path` is the file's name as the user gave it, `-` for standard input. The format is told by the name (`.txt`,
/// `.html`, `.htm`, `.jsonl`, `.ndjson`, each also with `.gz`) or else by the content. One text or page is one
/// article; of JSON lines, each line is one. Labels are left empty: see [`label`](fn@label).
///
/// Time and memory are linear in the unfolded bytes, of which at most 512 MiB are read.
pub fn read(path: &str, bytes: &[u8], tables: &Tables) -> (Vec<Article>, Vec<Problem>) {
    let mut reader = Reader { path, tables, articles: Vec::new(), problems: Vec::new() };
    reader.file(bytes);
    (reader.articles, reader.problems)
}

/// Reads one line of JSON lines: its article, if it has one, and what kept it or parts of it from being used. For streams
/// that do not fit into memory; `line` counts from 1.
pub fn read_line(path: &str, line: u64, bytes: &[u8], tables: &Tables) -> (Option<Article>, Vec<Problem>) {
    let mut reader = Reader { path, tables, articles: Vec::new(), problems: Vec::new() };
    reader.json_line(line, bytes);
    (reader.articles.pop(), reader.problems)
}

/// Reads one HTML page that came from an address.
pub fn read_page(path: &str, bytes: &[u8], url: Option<&str>, tables: &Tables) -> (Option<Article>, Vec<Problem>) {
    let mut reader = Reader { path, tables, articles: Vec::new(), problems: Vec::new() };
    let decoded = decode(bytes);
    let mut draft = reader.page(None, &decoded.text, url);
    draft.url = url.map(str::to_owned).or(draft.url);
    reader.article(None, draft);
    (reader.articles.pop(), reader.problems)
}

/// Formats of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Html,
    JsonLines,
}

/// True when a file's name says that articles can be read from it; gzipped ones end in `.gz` besides.
pub fn is_article_name(path: &str) -> bool {
    format_by_name(path).is_some()
}

/// The format that a file's name tells.
fn format_by_name(path: &str) -> Option<Format> {
    let lower = path.to_ascii_lowercase();
    let stem = lower.strip_suffix(".gz").unwrap_or(&lower);
    match stem.rsplit_once('.')?.1 {
        "txt" | "text" => Some(Format::Text),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        _ => None,
    }
}

/// The format that the first characters tell.
fn format_by_content(text: &str) -> Format {
    let start = lines::trim(text.get(..4096).unwrap_or(text)).to_ascii_lowercase();
    let markup =
        ["<!doctype html", "<html", "<head", "<body", "<!--", "<?xml", "<meta", "<article", "<div", "<title", "<p>"];
    if start.starts_with('{') {
        Format::JsonLines
    } else if markup.iter().any(|tag| start.starts_with(tag)) {
        Format::Html
    } else {
        Format::Text
    }
}

struct Reader<'a> {
    path: &'a str,
    tables: &'a Tables,
    articles: Vec<Article>,
    problems: Vec<Problem>,
}

/// What is known of an article before its text is labelled.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    /// What the markup says of each line.
    hints: Vec<Option<Label>>,
    /// True for text that an extractor has already freed of its furniture.
    extracted: bool,
    title: Option<Stated>,
    outlet: Option<Stated>,
    authors: Option<Stated>,
    desk: Option<Stated>,
    url: Option<String>,
    dates: Vec<PageDate>,
    /// The language that the page says it is in.
    language: Option<String>,
    /// True when lines of a page are among the dates.
    of_page: bool,
}

impl Reader<'_> {
    fn problem(&mut self, line: Option<u64>, what: impl Into<String>, todo: impl Into<String>) {
        let at = Received { path: self.path.to_owned(), line };
        self.problems.push(Problem { at, what: what.into(), todo: todo.into() });
    }

    fn file(&mut self, bytes: &[u8]) {
        let bytes = if is_gzip(bytes) {
            let unfolded = unfold(bytes);
            match unfolded.fault {
                Some(GzipFault::TooLarge) => {
                    return self.problem(
                        None,
                        "unfolds to more than 512 MiB",
                        "unpack it and split it into smaller files",
                    );
                }
                Some(GzipFault::Damaged) if unfolded.bytes.is_empty() || is_binary(&unfolded.bytes) => {
                    return self.problem(None, "is a damaged gzip file", "fetch it again");
                }
                Some(GzipFault::Damaged) => {
                    self.problem(
                        None,
                        "is a gzip file that is damaged or cut short; what came before was read",
                        "fetch it again",
                    );
                }
                None => {}
            }
            Cow::Owned(unfolded.bytes)
        } else {
            Cow::Borrowed(bytes)
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return self.problem(None, "is empty", "leave it out, or fetch the article again");
        }
        let named = format_by_name(self.path);
        if named != Some(Format::JsonLines) && is_binary(&bytes) {
            let todo = "give the article as plain text, HTML or JSON lines";
            return self.problem(None, "is no text (a picture, document or program)", todo);
        }
        if named == Some(Format::JsonLines) {
            return self.json_lines(&bytes);
        }
        let decoded = decode(&bytes);
        match named.unwrap_or_else(|| format_by_content(&decoded.text)) {
            Format::JsonLines => self.json_lines(&bytes),
            format => {
                if decoded.replaced > 0 {
                    let n = decoded.replaced;
                    let s = if n == 1 { "" } else { "s" };
                    self.problem(
                        None,
                        format!("has {n} broken character{s} ({}), read as U+FFFD", decoded.charset),
                        "check names and figures there, or save the file as UTF-8",
                    );
                }
                let draft = match format {
                    Format::Html => self.page(None, &decoded.text, None),
                    _ => Draft { text: decoded.text.into_owned(), ..Draft::default() },
                };
                self.article(None, draft);
            }
        }
    }

    /// One article a line. Lines are parted by line feeds only: texts may hold other separators.
    fn json_lines(&mut self, bytes: &[u8]) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for (index, line) in bytes.split(|b| *b == b'\n').enumerate() {
            self.json_line(index as u64 + 1, line);
        }
    }

    fn json_line(&mut self, number: u64, line: &[u8]) {
        if line.iter().all(u8::is_ascii_whitespace) {
            return;
        }
        match Record::parse(line) {
            Ok(record) => {
                let draft = self.record(Some(number), record);
                self.article(Some(number), draft);
            }
            Err(fault) => self.problem(Some(number), fault.what, fault.todo),
        }
    }

    /// A record's own fields win over those of the page it carries.
    fn record(&mut self, line: Option<u64>, record: Record) -> Draft {
        let mut draft = match record.html {
            Some(html) => self.page(line, &html, record.url.as_deref()),
            None => Draft { text: record.text.unwrap_or_default(), ..Draft::default() },
        };
        let field = |value: Option<String>, name: &str| {
            value
                .map(|v| lines::trim(&v).to_owned())
                .filter(|v| !v.is_empty())
                .map(|value| Stated { value, evidence: Evidence::Field(format!("json {name}")) })
        };
        draft.title = field(record.title, "title").or(draft.title);
        draft.outlet = field(record.outlet, "outlet").or(draft.outlet);
        draft.url = field(record.url, "url").map(|u| u.value).or(draft.url);
        if let Some(words) = record.published {
            match field_day(&words, Order::DayFirst) {
                Some(written) => draft.dates.insert(0, PageDate::of_record("json published", &words, written)),
                None => self.problem(
                    line,
                    format!("has a date that cannot be read: {:?}", words.chars().take(40).collect::<String>()),
                    "write \"published\" as 2015-10-07 or 2015-10-07T09:14:00Z",
                ),
            }
        }
        draft
    }

    fn page(&mut self, line: Option<u64>, html: &str, url: Option<&str>) -> Draft {
        let page = html::page(html, url);
        if let Some(size) = &page.too_large {
            self.problem(
                line,
                format!("is an uncommonly large or deep page ({size}), read as flat text"),
                "check that all of the article was found",
            );
        }
        let (text, hints) = html::text(&page);
        let stated = |value: Option<(String, &'static str)>| {
            value.map(|(value, field)| Stated { value, evidence: Evidence::Field(field.to_owned()) })
        };
        let (people, others) = page.authors.map_or((None, None), |authors| {
            let list = |names: Vec<String>| (!names.is_empty()).then(|| (names.join(", "), authors.field));
            (stated(list(authors.people)), stated(list(authors.others)))
        });
        Draft {
            text,
            hints,
            extracted: page.extracted,
            title: stated(page.title),
            outlet: stated(page.outlet),
            authors: people,
            desk: others,
            url: page.url,
            dates: page.dates,
            language: page.language,
            of_page: true,
        }
    }

    /// Labels the text and puts the article together.
    fn article(&mut self, line: Option<u64>, draft: Draft) {
        let text = Text::new(draft.text);
        let whole = text.as_str();
        let pieces = label::label(whole, &draft.hints, draft.extracted, draft.title.as_ref().map(|t| t.value.as_str()));
        if !pieces.iter().any(|p| p.label == Label::Body) {
            return self.problem(
                line,
                "no article found: no paragraph of running text",
                "leave it out, or give the article's own page or text",
            );
        }
        let mut dates = draft.dates;
        if !draft.of_page {
            dates.extend(draft.url.as_deref().and_then(fields::address_day));
        }
        let published = date::published(&text, &pieces, &dates, draft.of_page);
        let credits = credit::credits(&text, &pieces);
        let (language, foreign) = language::languages(&text, &pieces, draft.language.as_deref());
        let in_text = pieces.iter().find(|p| p.label == Label::Title).and_then(|p| {
            let value = whole.get(p.bytes.clone())?.to_owned();
            Some(Stated { value, evidence: Evidence::Words(text.span(p.bytes.clone())) })
        });
        let title = in_text.or(draft.title);
        // A masthead: a line of the page that is an outlet's name.
        let masthead = pieces.iter().filter(|p| p.label == Label::Furniture).filter_map(|p| whole.get(p.bytes.clone()));
        let outlet = self.outlet(draft.outlet, draft.url.as_deref(), &title, &credits, masthead);
        let received = Received { path: self.path.to_owned(), line };
        let id = Id::of(
            "article",
            &[
                outlet.as_ref().map_or("", |o| &o.value).as_bytes(),
                draft.url.as_deref().unwrap_or_default().as_bytes(),
                whole.as_bytes(),
            ],
        );
        let blocks = pieces.iter().map(|p| Block { span: text.span(p.bytes.clone()), label: p.label }).collect();
        let lookalikes = lookalike::lookalikes(&text);
        self.articles.push(Article {
            id,
            label: String::new(),
            received,
            blocks,
            title,
            outlet,
            agency: credits.agency,
            byline: draft.authors.or(credits.byline),
            desk: draft.desk,
            dateline: credits.dateline,
            relay: credits.relay,
            language,
            foreign,
            url: draft.url,
            published,
            lookalikes,
            text,
        });
    }

    /// The outlet: as the record or page names it (under the name of the analyst's table), or by that table.
    fn outlet<'m>(
        &self,
        stated: Option<Stated>,
        url: Option<&str>,
        title: &Option<Stated>,
        credits: &credit::Credits,
        masthead: impl Iterator<Item = &'m str>,
    ) -> Option<Stated> {
        let suffix = title.as_ref().and_then(|t| t.value.rsplit([':', '|', '-', '–', '—']).next());
        let of = |stated: &Option<Stated>| stated.as_ref().map(|s| s.value.clone());
        let masthead: Vec<&str> = masthead.collect();
        let names = [of(&stated), of(&credits.agency), of(&credits.byline), suffix.map(str::to_owned)];
        let named: Vec<&str> = names.iter().flatten().map(String::as_str).chain(masthead.iter().copied()).collect();
        match (credit::tabled_outlet(self.tables, url, self.path, &named), stated) {
            (Some((entry, _)), Some(stated)) => Some(Stated { value: entry.name.clone(), evidence: stated.evidence }),
            (Some((entry, by)), None) => {
                Some(Stated { value: entry.name.clone(), evidence: Evidence::Table(format!("outlets.toml, by {by}")) })
            }
            (None, stated) => stated,
        }
    }
}
