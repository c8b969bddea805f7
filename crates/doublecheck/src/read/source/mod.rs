//! What is received, one article at a time: files of every format become entries.
//!
//! An entry is what one article can be read from: its bytes, and the envelope they came in. Finding the entries of a
//! file needs little time and constant memory; reading them is the work, and can be done in any order.

mod feed;
mod http;
mod json;
mod marked;
mod mhtml;
mod sniff;
mod unfold;
mod warc;

use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};

use jiff::Timestamp;

use crate::model::{Article, Evidence, Problem, Received, Stated, Tables};

use super::Reader;
use super::charset::is_binary;
use super::fields::PageDate;
pub(super) use http::{BodyFault, Coding, body};
pub use sniff::is_article_name;
use sniff::{Format, by_content, by_name};
use unfold::{Damage, Folding, Members};

/// Largest text, page, MHTML file, feed or JSON file that is read: 128 MiB. WARC files and JSON lines have no limit.
const WHOLE: u64 = 128 << 20;
/// Largest record of a WARC file and longest line of JSON: 16 MiB.
const PART: usize = 16 << 20;
/// How much of a file is looked at to tell what it is.
const SAMPLE: usize = 1 << 16;

/// What one article can be read from, as [`entries`] finds it.
///
/// Its own bytes are in memory, nothing else of the file is.
#[derive(Debug, Clone)]
pub struct Entry {
    pub(super) at: Received,
    pub(super) content: Content,
    pub(super) envelope: Envelope,
    /// True when the content's bytes stand in the file or record as they are.
    pub(super) verbatim: bool,
}

/// The bytes of an entry, by what they are.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// Plain text.
    Text(Vec<u8>),
    /// A page in HTML.
    Page(Vec<u8>),
    /// An article as a JSON object.
    Record(Vec<u8>),
    /// A page or text as a server sent it.
    Sent { bytes: Vec<u8>, codings: Vec<Coding>, is_page: bool },
}

/// What came with the bytes and is not in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Envelope {
    /// Address that it was fetched from or that a feed names.
    pub url: Option<String>,
    /// Character set that the transport declares.
    pub charset: Option<String>,
    /// When it was fetched: never the date of publication, which cannot be later.
    pub fetched: Option<Timestamp>,
    pub title: Option<Stated>,
    pub outlet: Option<Stated>,
    pub authors: Option<Stated>,
    pub dates: Vec<PageDate>,
}

impl Entry {
    fn new(path: &str, number: Option<u64>, content: Content) -> Self {
        let verbatim = !matches!(content, Content::Record(_));
        Self { at: received(path, number), content, envelope: Envelope::default(), verbatim }
    }

    /// A page that came from an address.
    pub(super) fn page(path: &str, bytes: &[u8], url: Option<&str>) -> Self {
        let mut entry = Self::new(path, None, Content::Page(bytes.to_owned()));
        entry.envelope.url = url.map(str::to_owned);
        entry
    }

    /// Where it was received.
    pub fn at(&self) -> &Received {
        &self.at
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match &self.content {
            Content::Text(bytes) | Content::Page(bytes) | Content::Record(bytes) => bytes.len(),
            Content::Sent { bytes, .. } => bytes.len(),
        }
    }

    /// Reads the entry: its article, if it has one, and what kept it or parts of it from being used. Linear in its
    /// bytes. Labels are left empty: see [`label`](fn@super::label).
    pub fn read(&self, tables: &Tables) -> (Vec<Article>, Vec<Problem>) {
        let mut reader = Reader { at: &self.at, tables, articles: Vec::new(), problems: Vec::new() };
        reader.entry(self);
        (reader.articles, reader.problems)
    }
}

/// The entries of a file, in order, with what kept parts of it from being used; see [`entries`].
pub struct Entries<'a> {
    found: Box<dyn Iterator<Item = Found> + 'a>,
}

/// An entry, or what kept a part of the file from being one.
type Found = Result<Entry, Problem>;

impl Iterator for Entries<'_> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        self.found.next()
    }
}

/// The entries of a file or stream of any format that is read: plain text, HTML, MHTML, JSON, JSON lines, RSS, Atom, JSON
/// Feed and WARC, each also compressed by gzip or Zstandard.
///
/// `path` is the file's name as the user gave it, `-` for standard input. The format is told by the name or else by the
/// content. WARC files and JSON lines may be of any size: they take constant memory (a record or line, and for
/// compressed ones a window). Other files are read whole, up to 128 MiB. Nothing that stands before a fault is lost.
pub fn entries<'a>(path: &str, source: impl BufRead + 'a) -> Entries<'a> {
    let found: Box<dyn Iterator<Item = Found> + 'a> = match open(path, source) {
        Ok((format, source)) => match format {
            Format::JsonLines => Box::new(json::lines(path, source)),
            Format::Warc => Box::new(warc::records(path, source)),
            format => Box::new(whole(path, format, source).into_iter()),
        },
        Err(problem) => Box::new(std::iter::once(Err(problem))),
    };
    Entries { found }
}

/// True for a file that articles can be read from: by its name, and where that says little (`.json`, `.xml`) by what it
/// holds. For folders in which other files lie beside the articles.
pub fn holds_articles(path: &str, source: impl BufRead) -> bool {
    match by_name(path) {
        None => false,
        Some(Format::Json) => open(path, source).map_or(true, |(_, source)| json::holds_articles(source)),
        Some(Format::Xml) => match open(path, source) {
            Ok((Format::Html, source)) => sniff::is_html(source.sample()),
            _ => true,
        },
        Some(_) => true,
    }
}

/// A file with its compression taken off.
type Unfolded<'a> = Sampled<Box<dyn BufRead + 'a>>;

/// Looks at the beginning of a file: how it is compressed, and what its format is.
fn open<'a>(path: &str, source: impl BufRead + 'a) -> Result<(Format, Unfolded<'a>), Problem> {
    let name = by_name(path);
    let source = Sampled::new(source, 8);
    let unfolded: Box<dyn BufRead + 'a> = match Folding::of(source.sample()) {
        Some(folding) => {
            // Only in WARC files does a member stand for itself.
            let resume: Option<&'static [u8]> = match name {
                Some(Format::Warc) | None => Some(b"WARC/"),
                Some(_) => None,
            };
            Box::new(BufReader::with_capacity(SAMPLE, Members::new(source, folding, resume)))
        }
        None => Box::new(source),
    };
    let mut unfolded = Sampled::new(unfolded, SAMPLE);
    let sample = unfolded.sample();
    let goes_on =
        name == Some(Format::Warc) && unfolded.error.as_ref().is_some_and(|e| e.kind() == ErrorKind::InvalidData);
    if sample.len() < SAMPLE && sample.iter().all(u8::is_ascii_whitespace) && !goes_on {
        return Err(match unfolded.error.take() {
            Some(error) => broken(received(path, None), &error, false),
            None => problem(received(path, None), "is empty", "leave it out, or fetch the article again"),
        });
    }
    let format = match name {
        Some(Format::Xml | Format::Json) | None => by_content(sample, name),
        Some(format) => format,
    };
    Ok((format, unfolded))
}

/// The entries of a file that is read whole.
fn whole(path: &str, format: Format, mut source: Unfolded<'_>) -> Vec<Found> {
    let at = || received(path, None);
    let mut bytes = Vec::new();
    let read = source.by_ref().take(WHOLE + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > WHOLE {
        let what = format!("is larger than {} MiB", WHOLE >> 20);
        return vec![Err(problem(at(), what, "split it into smaller files"))];
    }
    let is_text = format == Format::Mhtml || !is_binary(&bytes);
    let mut found: Vec<Found> = read.err().map(|error| Err(broken(at(), &error, is_text))).into_iter().collect();
    match format {
        _ if !is_text && found.is_empty() => {
            let todo = "give the article as plain text, HTML, MHTML, a feed, JSON or WARC";
            found.push(Err(problem(at(), "is no text (a picture, document or program)", todo)));
        }
        _ if !is_text => {}
        Format::Mhtml => found.extend(mhtml::page(path, &bytes)),
        Format::Xml => found.extend(feed::items(path, &bytes)),
        Format::Json => found.extend(json::file(path, &bytes)),
        Format::Html => found.push(Ok(Entry::new(path, None, Content::Page(bytes)))),
        Format::Text | Format::JsonLines | Format::Warc => {
            found.push(Ok(Entry::new(path, None, Content::Text(bytes))));
        }
    }
    found
}

fn received(path: &str, line: Option<u64>) -> Received {
    Received { path: path.to_owned(), line }
}

fn problem(at: Received, what: impl Into<String>, todo: impl Into<String>) -> Problem {
    Problem { at, what: what.into(), todo: todo.into() }
}

/// A file that cannot be read on.
fn broken(at: Received, error: &io::Error, some: bool) -> Problem {
    let before = if some { "; what came before was read" } else { "" };
    match Damage::of(error) {
        Some(damage) if some => problem(at, format!("{damage}{before}"), "fetch it again"),
        Some(damage) => problem(at, format!("is a damaged {} file: {damage}", damage.folding()), "fetch it again"),
        None => {
            let words = error.to_string();
            // Without the system's number.
            let words = words.split(" (os error").next().unwrap_or_default().to_lowercase();
            problem(at, format!("cannot be read on: {words}{before}"), "check the file")
        }
    }
}

/// A value that came with an entry.
fn stated(value: &str, field: &str) -> Option<Stated> {
    let value: Vec<&str> = value.split_whitespace().collect();
    (!value.is_empty()).then(|| Stated { value: value.join(" "), evidence: Evidence::Field(field.to_owned()) })
}

/// A source whose beginning was looked at.
struct Sampled<R> {
    sample: Cursor<Vec<u8>>,
    /// What the source said after the sample.
    error: Option<io::Error>,
    source: R,
}

impl<R: BufRead> Sampled<R> {
    fn new(mut source: R, length: usize) -> Self {
        let mut sample = Vec::new();
        let error = source.by_ref().take(length as u64).read_to_end(&mut sample).err();
        Self { sample: Cursor::new(sample), error, source }
    }

    fn sample(&self) -> &[u8] {
        self.sample.get_ref()
    }
}

impl<R: BufRead> BufRead for Sampled<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let read = self.sample.position() as usize;
        if read < self.sample.get_ref().len() {
            return self.sample.fill_buf();
        }
        match self.error.take() {
            Some(error) => Err(error),
            None => self.source.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        if (self.sample.position() as usize) < self.sample.get_ref().len() {
            self.sample.consume(amount);
        } else {
            self.source.consume(amount);
        }
    }
}

impl<R: BufRead> Read for Sampled<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
