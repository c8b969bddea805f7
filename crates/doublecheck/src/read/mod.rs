//! Bytes to articles: plain text with its furniture, HTML pages, MHTML, feeds, JSON and JSON lines, WARC files, each also
//! compressed.
//!
//! Two layers: [`entries`] finds what articles can be read from, in constant memory; [`Entry::read`] reads one.
//!
//! What is received is kept: nothing is deleted or repaired, lines are only labelled. What
//! cannot be read becomes a [`Problem`]; everything else is read.

mod agency;
pub mod body;
mod charset;
mod credit;
mod date;
mod fetched;
mod fields;
mod form;
mod label;
mod language;
mod leads;
mod lines;
mod lookalike;
mod mention;
mod name;
mod page;
mod record;
mod source;
mod stamp;

use std::ops::Range;

use jiff::Timestamp;

use crate::model::{Article, Block, DateKind, Evidence, Id, Label, Problem, Received, Stated, Tables, Text};

use charset::{decode, is_binary};
use fields::{Fields, Order, PageDate, domain, field_day};
pub use name::{label, unique};

use page::Page;
use record::Record;
use source::{BodyFault, Content, Envelope};
pub use source::{Entries, Entry, entries, holds_articles, is_article_name};

/// Reads one file: its articles, and what kept parts of it from being used.
///
/// `path` is the file's name as the user gave it, `-` for standard input; [`entries`] says how the format is told. One
/// text or page is one article; of files that hold many, each line, item or record is one. Labels are left empty: see
/// [`label`](fn@label).
///
/// Time is linear in the unfolded bytes. For files that do not fit into memory there is [`entries`].
pub fn read(path: &str, bytes: &[u8], tables: &Tables) -> (Vec<Article>, Vec<Problem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for entry in entries(path, bytes) {
        match entry {
            Ok(entry) => {
                let (found, faults) = entry.read(tables);
                articles.extend(found);
                problems.extend(faults);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (articles, problems)
}

/// Reads one HTML page that came from an address.
pub fn read_page(path: &str, bytes: &[u8], url: Option<&str>, tables: &Tables) -> (Option<Article>, Vec<Problem>) {
    let (mut articles, problems) = Entry::page(path, bytes, url).read(tables);
    (articles.pop(), problems)
}

/// The characters of a page or text, decoded as [`read`](fn@read) does.
pub fn text_of(bytes: &[u8]) -> String {
    decode(bytes, None).text.into_owned()
}

struct Reader<'a> {
    at: &'a Received,
    tables: &'a Tables,
    articles: Vec<Article>,
    problems: Vec<Problem>,
}

/// What is known of an article before its text is labelled.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    /// The page whose text it is.
    page: Option<Page>,
    /// For each line that is not blank, where it stands in the text and which bytes received it comes from.
    rows: Vec<(Range<usize>, Range<u64>)>,
    title: Option<Stated>,
    outlet: Option<Stated>,
    authors: Option<Stated>,
    desk: Option<Stated>,
    url: Option<String>,
    dates: Vec<PageDate>,
    /// When it was fetched: an upper bound, never the date of publication.
    fetched: Option<Timestamp>,
    /// The language that the page says it is in.
    language: Option<String>,
}

impl Reader<'_> {
    fn problem(&mut self, what: impl Into<String>, todo: impl Into<String>) {
        self.problems.push(Problem { at: self.at.clone(), what: what.into(), todo: todo.into() });
    }

    /// Reads an entry. What came with it wins over what it says itself.
    fn entry(&mut self, entry: &Entry) {
        let sent = &entry.envelope;
        let (draft, envelope) = match &entry.content {
            Content::Text(bytes) => (self.bytes(bytes, entry, false), sent.clone()),
            Content::Page(bytes) => (self.bytes(bytes, entry, true), sent.clone()),
            Content::Sent { bytes, codings, is_page } => {
                let (body, fault) = source::body(bytes, codings);
                if let Some(fault) = fault {
                    let what = match fault {
                        BodyFault::TooLarge => "the page unfolds to more than is read",
                        BodyFault::Damaged => "the compressed page is damaged or cut short; what came before was read",
                    };
                    self.problem(what, "fetch the page again");
                }
                if fault.is_some() && body.is_empty() {
                    return;
                }
                (self.bytes(&body, entry, *is_page), sent.clone())
            }
            Content::Record(bytes) => match Record::parse(bytes) {
                Ok(record) => {
                    let (draft, envelope) = self.record(record);
                    (Some(draft), envelope)
                }
                Err(fault) => return self.problem(fault.what, fault.todo),
            },
        };
        let Some(mut draft) = draft else { return };
        draft.title = envelope.title.or(draft.title);
        draft.outlet = envelope.outlet.or(draft.outlet);
        draft.authors = envelope.authors.or(draft.authors);
        draft.url = envelope.url.or(draft.url);
        draft.fetched = envelope.fetched;
        draft.dates.splice(0..0, envelope.dates);
        self.article(draft);
    }

    /// A text or page as bytes, if it is one.
    fn bytes(&mut self, bytes: &[u8], entry: &Entry, is_page: bool) -> Option<Draft> {
        let (charset, url) = (entry.envelope.charset.as_deref(), entry.envelope.url.as_deref());
        if is_binary(bytes) {
            self.problem("is no text (a picture, document or program)", "leave it out, or give the article's own page");
            return None;
        }
        let decoded = decode(bytes, charset);
        if decoded.replaced > 0 {
            let n = decoded.replaced;
            let s = if n == 1 { "" } else { "s" };
            self.problem(
                format!("has {n} broken character{s} ({}), read as U+FFFD", decoded.charset),
                "check names and figures there, or save the file as UTF-8",
            );
        }
        let mut draft = match is_page {
            true => Self::page(&decoded.text, url),
            false => Draft { text: decoded.text.clone().into_owned(), ..Draft::default() },
        };
        if entry.verbatim {
            draft.rows = rows(&draft, &decoded);
        }
        Some(draft)
    }

    /// A record's draft, and its own fields.
    fn record(&mut self, record: Record) -> (Draft, Envelope) {
        let draft = match record.html {
            Some(html) => Self::page(&html, record.url.as_deref()),
            None => Draft { text: record.text.unwrap_or_default(), ..Draft::default() },
        };
        let field = |value: Option<String>, name: &str| {
            value
                .map(|v| lines::trim(&v).to_owned())
                .filter(|v| !v.is_empty())
                .map(|value| Stated { value, evidence: Evidence::Field(format!("json {name}")) })
        };
        let mut envelope = Envelope {
            title: field(record.title, "title"),
            outlet: field(record.outlet, "outlet"),
            authors: field(record.authors, "authors"),
            url: field(record.url, "url").map(|u| u.value),
            ..Envelope::default()
        };
        let mut unreadable = |words: &str, name: &str| {
            self.problem(
                format!("has a date that cannot be read: {:?}", words.chars().take(40).collect::<String>()),
                format!("write \"{name}\" as 2015-10-07 or 2015-10-07T09:14:00Z"),
            );
        };
        if let Some(words) = record.published {
            match field_day(&words, Order::DayFirst) {
                Some(written) => {
                    envelope.dates.push(PageDate::of_record(DateKind::Published, "json published", &words, written))
                }
                None => unreadable(&words, "published"),
            }
        }
        if let Some(words) = record.fetched {
            envelope.fetched = fetched::parse(&words);
            if envelope.fetched.is_none() {
                unreadable(&words, "fetched");
            }
        }
        (draft, envelope)
    }

    fn page(html: &str, url: Option<&str>) -> Draft {
        let page = Page::of(html);
        let fields = Fields::of(&page, url);
        let stated = |value: Option<(String, &'static str)>| {
            value.map(|(value, field)| Stated { value, evidence: Evidence::Field(field.to_owned()) })
        };
        let (people, others) = fields.authors.map_or((None, None), |authors| {
            let list = |names: Vec<String>| (!names.is_empty()).then(|| (names.join(", "), authors.field));
            (stated(list(authors.people)), stated(list(authors.others)))
        });
        Draft {
            text: String::new(),
            title: stated(fields.title),
            outlet: stated(fields.outlet),
            authors: people,
            desk: others,
            url: fields.url,
            dates: fields.dates,
            fetched: None,
            language: fields.language,
            page: Some(page),
            rows: Vec::new(),
        }
    }

    /// Labels the text and puts the article together.
    fn article(&mut self, mut draft: Draft) {
        if let Some(page) = &draft.page {
            draft.text = page.text.clone();
        }
        let text = Text::new(draft.text);
        let whole = text.as_str();
        let headline = draft.title.as_ref().map(|t| t.value.as_str());
        let pieces = label::label(whole, draft.page.as_ref(), headline);
        if !pieces.iter().any(|p| p.label.is_body() && p.label != Label::Subhead) {
            return self.problem(
                "no article found: no paragraph of running text",
                "leave it out, or give the article's own page or text",
            );
        }
        let of_page = draft.page.is_some();
        let mut dates = draft.dates;
        if !of_page {
            dates.extend(draft.url.as_deref().and_then(fields::address_day));
        }
        let mut published = date::published(&text, &pieces, &dates, of_page);
        if let Some(fetched) = draft.fetched {
            fetched::bound(&mut published, fetched);
        }
        let own = draft.outlet.as_ref().map(|outlet| outlet.value.as_str());
        let credits = credit::credits(&text, &pieces, own);
        // An agency is no author, whatever a page says.
        let is_agency = |name: &Stated| credits.agency.as_ref().is_some_and(|agency| agency.value == name.value);
        let stated = draft.authors.into_iter().chain(credits.byline.clone());
        let (agencies, authors): (Vec<Stated>, Vec<Stated>) = stated.partition(is_agency);

        let (language, foreign) = language::languages(&text, &pieces, draft.language.as_deref());
        let in_text = pieces.iter().find(|p| p.label == Label::Title).and_then(|p| {
            let value = whole.get(p.bytes.clone())?.to_owned();
            Some(Stated { value, evidence: Evidence::Words(text.span(p.bytes.clone())) })
        });
        let title = in_text.or(draft.title);
        // A masthead: a line of the page that is an outlet's name.
        let masthead = pieces.iter().filter(|p| p.label == Label::Furniture).filter_map(|p| whole.get(p.bytes.clone()));
        let outlet = self.outlet(draft.outlet, draft.url.as_deref(), &title, &credits, masthead);
        let id = Id::of(
            "article",
            &[
                outlet.as_ref().map_or("", |o| &o.value).as_bytes(),
                draft.url.as_deref().unwrap_or_default().as_bytes(),
                whole.as_bytes(),
            ],
        );
        let received = |piece: &label::Piece| {
            let row = draft.rows.partition_point(|(line, _)| line.start <= piece.bytes.start).checked_sub(1)?;
            let (line, bytes) = draft.rows.get(row)?;
            // A piece of a line has a place of its own where the bytes are the text's.
            let same = draft.page.is_none() && line.len() as u64 == bytes.end - bytes.start;
            let at = |place: usize| bytes.start + (place - line.start) as u64;
            Some(if same { at(piece.bytes.start)..at(piece.bytes.end) } else { bytes.clone() })
        };
        let blocks = pieces
            .iter()
            .map(|p| Block { span: text.span(p.bytes.clone()), label: p.label, received: received(p) })
            .collect();
        let lookalikes = lookalike::lookalikes(&text);
        self.articles.push(Article {
            id,
            label: String::new(),
            received: self.at.clone(),
            blocks,
            title,
            outlet,
            agency: credits.agency,
            byline: authors.into_iter().next(),
            desk: draft.desk.or(agencies.into_iter().next()),
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
        match (credit::tabled_outlet(self.tables, url, &self.at.path, &named), stated) {
            (Some((entry, _)), Some(stated)) => Some(Stated { value: entry.name.clone(), evidence: stated.evidence }),
            (Some((entry, by)), None) => {
                Some(Stated { value: entry.name.clone(), evidence: Evidence::Table(format!("outlets.toml, by {by}")) })
            }
            (None, Some(stated)) => Some(stated),
            (None, None) => {
                url.and_then(domain).map(|value| Stated { value, evidence: Evidence::Field("address".to_owned()) })
            }
        }
    }
}

/// Where the lines of a draft stand in the text and in the bytes that it was decoded from.
fn rows(draft: &Draft, decoded: &charset::Decoded<'_>) -> Vec<(Range<usize>, Range<u64>)> {
    let rows: Vec<(Range<usize>, Range<usize>)> = match &draft.page {
        Some(page) => page.rows.iter().map(|row| (row.bytes.clone(), row.source.clone())).collect(),
        None => lines::lines(&draft.text).into_iter().map(|line| (line.bytes.clone(), line.bytes)).collect(),
    };
    // Starts ascend, and so do ends, but an end may lie beyond the next start.
    let starts: Vec<usize> = rows.iter().map(|(_, source)| source.start).collect();
    let ends: Vec<usize> = rows.iter().map(|(_, source)| source.end).collect();
    let sources = decoded.sources(&starts).into_iter().zip(decoded.sources(&ends));
    rows.into_iter().zip(sources).map(|((line, _), (s, e))| (line, s as u64..e.max(s) as u64)).collect()
}
