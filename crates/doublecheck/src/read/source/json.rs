//! Articles in JSON: lines, one object, a list of them, or a JSON Feed (<https://www.jsonfeed.org/version/1.1/>).

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::super::record::{Field, Record};
use super::feed::{Body, Feed, Item};
use super::{Content, Entry, Found, PART, WHOLE, broken, problem, received};

/// One article a line. Lines are parted by line feeds only: texts may hold other separators.
pub(super) fn lines<'a>(path: &str, source: impl BufRead + 'a) -> impl Iterator<Item = Found> + 'a {
    Lines { path: path.to_owned(), source, number: 0, ended: false }
}

struct Lines<R> {
    path: String,
    source: R,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            let mut line = Vec::new();
            self.number += 1;
            let at = received(&self.path, Some(self.number));
            match self.source.by_ref().take(PART as u64 + 1).read_until(b'\n', &mut line) {
                Ok(0) => self.ended = true,
                Ok(_) if line.len() > PART && !line.ends_with(b"\n") => {
                    let size = match self.skip_line() {
                        Ok(skipped) => line.len() as u64 + skipped,
                        Err(error) => {
                            self.ended = true;
                            return Some(Err(broken(at, &error, true)));
                        }
                    };
                    let what =
                        format!("the line has {} MiB, more than the {} MiB that are read", size >> 20, PART >> 20);
                    return Some(Err(problem(at, what, "split the record, or give the article as a file of its own")));
                }
                Ok(_) => {
                    if self.number == 1 && line.starts_with(b"\xef\xbb\xbf") {
                        line.drain(..3);
                    }
                    if !line.trim_ascii().is_empty() {
                        return Some(Ok(Entry::new(&self.path, Some(self.number), Content::Record(line))));
                    }
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(broken(at, &error, true)));
                }
            }
        }
        None
    }
}

impl<R: BufRead> Lines<R> {
    /// Reads on to the end of the line and keeps nothing of it; how long it was.
    fn skip_line(&mut self) -> io::Result<u64> {
        let mut skipped = 0;
        loop {
            let buffer = self.source.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            self.source.consume(used);
            skipped += used as u64;
            if end.is_some() || used == 0 {
                return Ok(skipped);
            }
        }
    }
}

/// The articles of a file with one JSON value.
pub(super) fn file(path: &str, bytes: &[u8]) -> Vec<Found> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut value = File::default();
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let read = (&mut value).deserialize(&mut deserializer);
    if read.is_ok() && deserializer.end().is_err() {
        // Several values after all.
        return lines(path, text).collect();
    }
    let mut found: Vec<Found> = match value.form {
        Form::Object => {
            let record = text.to_owned();
            return vec![Ok(Entry::new(path, None, Content::Record(record)))];
        }
        Form::List => {
            let record = |(n, item): (usize, &&RawValue)| {
                Ok(Entry::new(path, Some(n as u64 + 1), Content::Record(item.get().as_bytes().to_owned())))
            };
            value.items.iter().enumerate().map(record).collect()
        }
        Form::Feed => {
            let mut feed = Feed::new(path);
            feed.outlet = value.title;
            let mut found: Vec<Found> = value.items.iter().filter_map(|item| feed.json(item.get())).collect();
            found.extend(feed.close().map(Err));
            found
        }
    };
    if let Err(error) = read {
        let (line, column) = (error.line(), error.column());
        let what =
            format!("the JSON breaks off or is broken (line {line}, column {column}); what came before was read");
        found.push(Err(problem(received(path, None), what, "fetch it again, or mend that place")));
    }
    found
}

/// True when a JSON file holds an article, a list of articles or a feed.
pub(super) fn holds_articles(source: impl Read) -> bool {
    let mut bytes = Vec::new();
    // What cannot be read on says so when it is read.
    let _ = source.take(WHOLE).read_to_end(&mut bytes);
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut value = File::default();
    // As far as it can be read.
    let _ = (&mut value).deserialize(&mut serde_json::Deserializer::from_slice(text));
    match value.form {
        Form::Object => value.has_text,
        Form::List => value.items.iter().take(8).any(|item| Record::parse(item.get().as_bytes()).is_ok()),
        Form::Feed => true,
    }
}

/// A JSON file, as far as it could be read: what comes before a fault is kept.
#[derive(Default)]
struct File<'a> {
    form: Form,
    items: Vec<&'a RawValue>,
    title: Option<String>,
    has_text: bool,
}

#[derive(Default, PartialEq, Eq)]
enum Form {
    #[default]
    Object,
    List,
    Feed,
}

impl<'de> DeserializeSeed<'de> for &mut File<'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut File<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an article, a list of articles, or a feed")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        if self.form == Form::Object {
            self.form = Form::List;
        }
        while let Some(item) = seq.next_element()? {
            self.items.push(item);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "items" if self.form == Form::Object => {
                    self.form = Form::Feed;
                    map.next_value_seed(&mut *self)?;
                }
                "title" => self.title = map.next_value::<Field>()?.words().ok().flatten(),
                other => {
                    self.has_text |= matches!(other, "text" | "html");
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// An item of a JSON Feed.
#[derive(Deserialize)]
struct JsonItem {
    title: Option<Field>,
    url: Option<Field>,
    external_url: Option<Field>,
    content_html: Option<Field>,
    content_text: Option<Field>,
    summary: Option<Field>,
    date_published: Option<Field>,
    date_modified: Option<Field>,
    authors: Option<Field>,
    author: Option<Field>,
}

impl Feed {
    /// Takes an item of a JSON Feed.
    fn json(&mut self, item: &str) -> Option<Found> {
        let item: JsonItem = match serde_json::from_str(item) {
            Ok(item) => item,
            Err(_) => return Some(self.fault("the item is no JSON object", "write each item as an object")),
        };
        let words = |field: Option<Field>| field.and_then(|field| field.words().ok().flatten());
        let text = match (item.content_html, item.content_text) {
            (Some(Field::Words(html)), _) => Some(Body::Html(html)),
            (_, Some(Field::Words(text))) => Some(Body::Text(text)),
            (Some(Field::Other(kind)), _) | (_, Some(Field::Other(kind))) if item.summary.is_none() => {
                let what = format!("the item's content is {kind}, not a string");
                return Some(self.fault(what, "put the words in quotation marks"));
            }
            _ => None,
        };
        self.take(Item {
            title: words(item.title),
            url: words(item.url).or(words(item.external_url)),
            content: text,
            teaser: words(item.summary).map(Body::of),
            authors: match item.authors.or(item.author) {
                Some(Field::List(names)) => names,
                field => words(field).into_iter().collect(),
            },
            published: words(item.date_published),
            updated: words(item.date_modified),
            outlet: None,
        })
    }
}
