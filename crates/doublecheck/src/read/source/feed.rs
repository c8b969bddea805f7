//! Feeds: RSS 0.9 to 2.0, Atom (RFC 4287), and what they share with JSON Feed.
//!
//! Read as a run of tags by `quick-xml`: an item that is broken costs no other item, dates are kept as they are written,
//! with their zone, and entities that a document defines for itself are never expanded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::{DateKind, Tables};

use super::super::charset::decode;
use super::super::fields::{Order, PageDate, field_day};
use super::{Content, Entry, Found, problem, received, stated};

/// Texts from this length on are no teasers: characters.
const LONG: usize = 2000;
/// Broken items after which a feed is given up.
const BROKEN: usize = 100;

/// A feed while its items are taken.
pub(super) struct Feed {
    path: String,
    pub outlet: Option<String>,
    number: u64,
    /// Items that have no text of their own.
    without_text: u64,
}

/// What a feed states of an article.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub title: Option<String>,
    pub url: Option<String>,
    pub content: Option<Body>,
    pub teaser: Option<Body>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub updated: Option<String>,
    /// The outlet that the item itself names.
    pub outlet: Option<String>,
}

/// The words of an item.
#[derive(Debug)]
pub(super) enum Body {
    Text(String),
    Html(String),
}

impl Body {
    /// Words of which a feed does not say whether they are markup.
    pub fn of(words: String) -> Self {
        if words.contains(['<', '&']) { Self::Html(words) } else { Self::Text(words) }
    }

    fn words(&self) -> &str {
        match self {
            Self::Text(words) | Self::Html(words) => words,
        }
    }
}

impl Feed {
    pub fn new(path: &str) -> Self {
        Self { path: path.to_owned(), outlet: None, number: 0, without_text: 0 }
    }

    /// Takes the next item; None when it has no text of its own.
    pub fn take(&mut self, item: Item) -> Option<Found> {
        self.number += 1;
        let words = |body: &Option<Body>| body.as_ref().map_or(0, |body| body.words().trim().chars().count());
        let teaser = words(&item.teaser) > words(&item.content);
        let length = words(&item.content).max(words(&item.teaser));
        let content = match if teaser { item.teaser } else { item.content } {
            Some(Body::Text(words)) => Content::Text(words.into_bytes()),
            Some(Body::Html(words)) => Content::Page(words.into_bytes()),
            None => Content::Text(Vec::new()),
        };
        let mut entry = Entry::new(&self.path, Some(self.number), content);
        entry.verbatim = false;
        let date = |words: Option<String>, field: &str, kind| {
            let words = words?;
            let written = field_day(&words, Order::DayFirst)?;
            Some(PageDate::of_record(kind, field, words.trim(), written))
        };
        entry.envelope.title = item.title.and_then(|title| stated(&plain(&title), "feed title"));
        entry.envelope.outlet = match &item.outlet {
            Some(outlet) => stated(&plain(outlet), "feed source"),
            None => self.outlet.as_ref().and_then(|outlet| stated(&plain(outlet), "feed name")),
        };
        entry.envelope.authors = stated(&plain(&item.authors.join(", ")), "feed author");
        entry.envelope.url = item.url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty());
        entry.envelope.dates = date(item.published, "feed published", DateKind::Published)
            .into_iter()
            .chain(date(item.updated, "feed updated", DateKind::Updated))
            .collect();
        // A teaser is an article when it has a running paragraph.
        if length < LONG && entry.read(&Tables::default()).0.is_empty() {
            self.without_text += 1;
            return None;
        }
        Some(Ok(entry))
    }

    /// An item that cannot be taken.
    pub fn fault(&mut self, what: impl Into<String>, todo: &str) -> Found {
        self.number += 1;
        Err(problem(received(&self.path, Some(self.number)), what, todo))
    }

    /// Says which items were left out.
    pub fn close(self) -> Option<crate::model::Problem> {
        let at = received(&self.path, None);
        match (self.number, self.without_text) {
            (0, _) => Some(problem(at, "is a feed without items", "leave it out, or fetch it again")),
            (_, 0) => None,
            (_, n) => {
                let items = if n == 1 { "1 item has" } else { &format!("{n} items have") };
                let what = format!("{items} no text of their own, only a title or a few words, and were left out");
                let what = if n == 1 { what.replace("their", "its").replace("were", "was") } else { what };
                Some(problem(at, what, "fetch the pages that the feed links to"))
            }
        }
    }
}

/// Words without markup: titles and names are often escaped twice.
fn plain(words: &str) -> String {
    let flat = crate::read::page::Page::of(words).text;
    flat.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The entries of an RSS or Atom file.
pub(super) fn items(path: &str, bytes: &[u8]) -> Vec<Found> {
    let decoded = decode(bytes, None);
    let mut feed = Feed::new(path);
    let mut found = Vec::new();
    let mut rest: &str = &decoded.text;
    let mut parse = Parse::default();
    let mut broken = 0;
    loop {
        match parse.run(rest, &mut feed, &mut found) {
            Ok(()) => break,
            Err(at) => {
                broken += 1;
                let inside = parse.item.take().is_some();
                parse.open = None;
                let what = if inside { "the item is broken XML" } else { "is broken XML" };
                let todo = "fetch it again, or mend that place; the other items were read";
                if inside {
                    found.push(feed.fault(what, todo));
                } else {
                    found.push(Err(problem(received(path, None), what, todo)));
                }
                let next = rest.get(at..).and_then(next_item).map(|next| at + next);
                match next.and_then(|next| rest.get(next..)) {
                    Some(next) if broken < BROKEN => rest = next,
                    _ => break,
                }
            }
        }
    }
    if parse.item.is_some() {
        found.push(feed.fault("the feed breaks off in this item; what came before was read", "fetch it again"));
    }
    found.extend(feed.close().map(Err));
    found
}

/// Where the next item begins.
fn next_item(text: &str) -> Option<usize> {
    let is_item = |at: &usize| {
        ["<item", "<entry"].iter().any(|tag| {
            text.get(*at..)
                .and_then(|rest| rest.strip_prefix(tag))
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>'))
        })
    };
    text.match_indices('<').map(|(at, _)| at).find(is_item)
}

/// Where the parser is in a feed.
#[derive(Default)]
struct Parse {
    item: Option<Item>,
    open: Option<Open>,
}

/// The element whose words are collected.
struct Open {
    /// Its name, without a prefix that only says that it is of the feed.
    name: String,
    /// What it says of its content (`html`, `xhtml`, `text`).
    form: String,
    words: String,
    /// Elements of the same name inside it.
    depth: usize,
}

/// Elements of an item whose words are wanted.
const FIELDS: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "description",
    "summary",
    "content:encoded",
    "content",
    "author",
    "dc:creator",
    "pubDate",
    "published",
    "issued",
    "dc:date",
    "updated",
    "modified",
    "dcterms:modified",
    "source",
    "feedburner:origLink",
];

impl Parse {
    /// Reads on to the end; an error says where the XML is broken.
    fn run(&mut self, text: &str, feed: &mut Feed, found: &mut Vec<Found>) -> Result<(), usize> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        config.check_end_names = false;
        loop {
            let event = reader.read_event();
            let position = usize::try_from(reader.buffer_position().max(reader.error_position())).unwrap_or(text.len());
            match event {
                Ok(Event::Eof) => return Ok(()),
                Ok(Event::Start(tag)) => self.start(&tag, false, feed),
                Ok(Event::Empty(tag)) => self.start(&tag, true, feed),
                Ok(Event::End(tag)) => {
                    let name = own_name(tag.name().into_inner());
                    if matches!(name, "item" | "entry")
                        && let Some(item) = self.item.take()
                    {
                        self.open = None;
                        found.extend(feed.take(item));
                    } else {
                        self.end(name, tag.name().into_inner(), feed);
                    }
                }
                Ok(Event::Text(words)) => self.words(&words),
                Ok(Event::CData(words)) => self.words(&words),
                Ok(Event::GeneralRef(name)) => self.reference(&name),
                Ok(_) => {}
                Err(_) => return Err(position),
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool, feed: &Feed) {
        let written = tag.name().into_inner();
        let name = own_name(written);
        if let Some(open) = &mut self.open {
            // Markup inside a field belongs to its words.
            open.depth += usize::from(open.name == name && !is_empty);
            let end = if is_empty { "/>" } else { ">" };
            open.words.extend(["<", written, tag.attributes_raw(), end]);
            return;
        }
        if matches!(name, "item" | "entry") {
            if !is_empty {
                self.item = Some(Item::default());
            }
            return;
        }
        let attribute = |wanted: &str| {
            let raw = tag.html_attributes().flatten().find(|a| a.key.into_inner() == wanted);
            raw.map(|a| html_escape::decode_html_entities(&a.value).into_owned())
        };
        let Some(item) = &mut self.item else {
            if name == "title" && feed.outlet.is_none() && !is_empty {
                self.open = Some(Open::new(name, attribute("type")));
            }
            return;
        };
        if name == "link"
            && let Some(address) = attribute("href")
        {
            if attribute("rel").is_none_or(|rel| rel == "alternate") {
                item.url = Some(address);
            }
            return;
        }
        let is_permanent = name != "guid" || attribute("isPermaLink").is_none_or(|is| is == "true");
        if FIELDS.contains(&name) && !is_empty && is_permanent {
            self.open = Some(Open::new(name, attribute("type")));
        }
    }

    fn end(&mut self, name: &str, written: &str, feed: &mut Feed) {
        let Some(open) = &mut self.open else { return };
        if open.name != name || open.depth > 0 {
            open.depth -= usize::from(open.name == name);
            open.words.extend(["</", written, ">"]);
            return;
        }
        let Some(open) = self.open.take() else { return };
        if open.words.trim().is_empty() {
            return;
        }
        match &mut self.item {
            Some(item) => item.set(open),
            None => feed.outlet = Some(open.words),
        }
    }

    fn words(&mut self, words: &str) {
        if let Some(open) = &mut self.open {
            open.words.push_str(words);
        }
    }

    fn reference(&mut self, name: &str) {
        let Some(open) = &mut self.open else { return };
        let written = format!("&{name};");
        if open.form == "xhtml" {
            // Markup in its own right: the page reader resolves it.
            open.words.push_str(&written);
        } else {
            open.words.push_str(&html_escape::decode_html_entities(&written));
        }
    }
}

impl Open {
    fn new(name: &str, form: Option<String>) -> Self {
        Self { name: name.to_owned(), form: form.unwrap_or_default(), words: String::new(), depth: 0 }
    }

    fn body(self) -> Body {
        match self.form.as_str() {
            "text" | "text/plain" => Body::Text(self.words),
            "" => Body::of(self.words),
            _ => Body::Html(self.words),
        }
    }
}

impl Item {
    fn set(&mut self, open: Open) {
        let inner = |element: &str| inner(&open.words, element).unwrap_or(&open.words).trim().to_owned();
        let address = || Some(open.words.trim().to_owned()).filter(|words| words.contains("://"));
        match open.name.as_str() {
            "title" => self.title = self.title.take().or(Some(open.words)),
            "link" => self.url = address().or(self.url.take()),
            "guid" | "id" => self.url = self.url.take().or(address()),
            "feedburner:origLink" => self.url = address().or(self.url.take()),
            "description" | "summary" => self.teaser = Some(open.body()),
            "content:encoded" | "content" => self.content = Some(open.body()),
            "author" => self.authors.extend(person(&inner("name"))),
            "dc:creator" => self.authors.extend(person(&open.words)),
            "pubDate" | "published" | "issued" | "dc:date" => self.published = Some(open.words),
            "updated" | "modified" | "dcterms:modified" => self.updated = Some(open.words),
            "source" => self.outlet = Some(inner("title")).filter(|name| !name.contains("://")),
            _ => {}
        }
    }
}

/// The words of an element inside a field.
fn inner<'a>(words: &'a str, element: &str) -> Option<&'a str> {
    let (_, rest) = words.split_once(&format!("<{element}"))?;
    let (_, rest) = rest.split_once('>')?;
    rest.split_once("</").map(|(words, _)| words)
}

/// The name in "desk@gazette.example (Ida Roth)"; an address alone is nobody.
fn person(words: &str) -> Option<String> {
    let words = words.trim();
    let name = match words.split_once('@').and_then(|_| words.split_once('(')) {
        Some((_, name)) => name.trim_end().trim_end_matches(')'),
        None => words,
    };
    Some(name.trim().to_owned()).filter(|name| !name.is_empty() && !name.contains('@'))
}

/// A name without a prefix that says no more than that it is of the feed.
fn own_name(name: &str) -> &str {
    ["atom:", "atom10:", "a10:", "rss:"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}
