//! WARC files (ISO 28500): the pages in them, record by record.
//!
//! Written here because a reader must go on after damage, take one record at a time into memory, and not believe the
//! lengths it is told.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, Cursor, ErrorKind, Read};

use crate::model::Received;

use super::http::{Fields, Head, content_type};
use super::sniff::{Format, by_content};
use super::unfold::Damage;
use super::{Content, Entry, Found, PART, broken, problem, received};

/// Longest head of a record: 64 KiB.
const HEAD: usize = 1 << 16;
/// Kinds of records that are counted apart.
const KINDS: usize = 40;
/// Lengths that were too long before no other is believed: what lies behind a record is read twice then.
const LIES: u32 = 16;

/// The entries of a WARC file.
pub(super) fn records<'a>(path: &str, source: impl BufRead + 'a) -> impl Iterator<Item = Found> + 'a {
    Records {
        path: path.to_owned(),
        source: Returned { returned: Cursor::default(), source, position: 0 },
        number: 0,
        skipped: BTreeMap::new(),
        ready: VecDeque::new(),
        lies: 0,
        lost: false,
        ended: false,
    }
}

struct Records<R> {
    path: String,
    source: Returned<R>,
    /// The record being read, from 1.
    number: u64,
    /// Records that are no pages, by kind.
    skipped: BTreeMap<String, u64>,
    /// What was found and not yet handed out.
    ready: VecDeque<Found>,
    /// Lengths that were too long.
    lies: u32,
    /// True after a fault, until the next record is found.
    lost: bool,
    ended: bool,
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(found);
            }
            if self.ended {
                return None;
            }
            if let Err(error) = self.record() {
                self.fault(&error);
            }
            if self.ended {
                self.close();
            }
        }
    }
}

impl<R: BufRead> Records<R> {
    /// Reads the next record.
    fn record(&mut self) -> io::Result<()> {
        let Some(began) = self.start()? else {
            self.ended = true;
            return Ok(());
        };
        self.number += 1;
        self.lost = false;
        let Some(head) = self.head()? else {
            self.lost = true;
            let what = format!("the head of the record is longer than {} KiB", HEAD >> 10);
            self.problem(what, "fetch the file again, or leave the record out");
            return Ok(());
        };
        let claimed: Option<usize> = head.get("content-length").and_then(|length| length.parse().ok());
        let mut block = Vec::new();
        let read = match claimed {
            Some(length) if length <= PART && self.lies < LIES => self.block(length, &mut block),
            // Not believed: the record ends where the next begins.
            Some(_) => self.gather(&mut block),
            None => {
                self.problem("the record has no Content-Length; it was read up to the next record", MISSED);
                self.gather(&mut block)
            }
        };
        match read {
            Ok(size) => self.take(&head, block, size),
            Err(stop) => {
                let keep = match stop.error.kind() {
                    // What was cut short gives what there is.
                    ErrorKind::UnexpectedEof => true,
                    // What is damaged may be other words.
                    ErrorKind::InvalidData => {
                        stop.complete && Damage::of(&stop.error).is_some_and(|damage| damage.before != began)
                    }
                    _ => stop.complete,
                };
                if keep {
                    let size = block.len();
                    self.take(&head, block, size);
                }
                return Err(stop.error);
            }
        }
        Ok(())
    }

    /// Reads a block that claims this length; how long it is.
    fn block(&mut self, length: usize, block: &mut Vec<u8>) -> Result<usize, Stop> {
        let read = self.source.by_ref().take(length as u64).read_to_end(block);
        read.map_err(|error| Stop { error, complete: false })?;
        if block.len() < length {
            return match self.too_long(block) {
                true => Ok(block.len()),
                false => Err(Stop { error: ErrorKind::UnexpectedEof.into(), complete: false }),
            };
        }
        let whole = |error| Stop { error, complete: true };
        if self.ends_here().map_err(whole)? {
            return Ok(length);
        }
        // The length may lead into the first line of the next record.
        block.extend(self.source.line().map_err(whole)?);
        if self.too_long(block) {
            return Ok(block.len());
        }
        match self.gather(block) {
            Err(stop) if stop.error.kind() == ErrorKind::InvalidData => {
                block.truncate(length);
                Err(Stop { complete: true, ..stop })
            }
            read => {
                self.problem(WRONG_LENGTH, MISSED);
                read
            }
        }
    }

    /// Goes to the next record; where it begins in the unfolded file.
    fn start(&mut self) -> io::Result<Option<u64>> {
        let mut strange = 0;
        let mut fresh = true;
        let began = loop {
            let at = self.source.position;
            let line = self.source.line()?;
            if line.is_empty() {
                break None;
            }
            if fresh && is_start(&line) {
                break Some(at);
            }
            fresh = line.ends_with(b"\n");
            if !line.trim_ascii().is_empty() {
                strange += line.len();
            }
        };
        if strange > 0 && !self.lost && self.number > 0 {
            let what = format!("{strange} bytes after the record belong to none and were left out");
            self.problem(what, MISSED);
        }
        Ok(began)
    }

    /// The named fields of the record; None when they are too long.
    fn head(&mut self) -> io::Result<Option<Fields>> {
        let mut head = Vec::new();
        loop {
            let line = self.source.line()?;
            if line.is_empty() {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if line.trim_ascii().is_empty() {
                return Ok(Some(Fields::parse(&head)));
            }
            head.extend(line);
            if head.len() > HEAD {
                return Ok(None);
            }
        }
    }

    /// True when the next record or the end of the file comes next.
    fn ends_here(&mut self) -> io::Result<bool> {
        let mut read = Vec::new();
        // Two empty lines; some write fewer.
        for _ in 0..4 {
            let line = match self.source.line() {
                Ok(line) => line,
                Err(error) => {
                    self.source.give_back(&read);
                    return Err(error);
                }
            };
            read.extend_from_slice(&line);
            if line.is_empty() {
                return Ok(true);
            }
            if !line.trim_ascii().is_empty() {
                self.source.give_back(&read);
                return Ok(is_start(&line));
            }
        }
        self.source.give_back(&read);
        Ok(false)
    }

    /// Reads on to the next record and adds what stands before it, as far as records are read; how long that was.
    fn gather(&mut self, block: &mut Vec<u8>) -> Result<usize, Stop> {
        let mut size = block.len();
        let mut fresh = block.is_empty() || block.ends_with(b"\n");
        loop {
            let line = self.source.line().map_err(|error| Stop { error, complete: false })?;
            if line.is_empty() {
                break;
            }
            if fresh && is_start(&line) {
                self.source.give_back(&line);
                break;
            }
            fresh = line.ends_with(b"\n");
            size += line.len();
            if block.len() <= PART {
                block.extend(line);
            }
        }
        if block.len() == size {
            block.truncate(block.trim_ascii_end().len());
            size = block.len();
        }
        Ok(size)
    }

    /// Gives back what a block has of the next record, if it has something.
    fn too_long(&mut self, block: &mut Vec<u8>) -> bool {
        let Some(at) = next_record(block) else { return false };
        self.lies += 1;
        self.source.give_back(block.get(at..).unwrap_or_default());
        block.truncate(at);
        self.problem(WRONG_LENGTH, MISSED);
        true
    }

    /// Keeps a record that is a page, counts another.
    fn take(&mut self, head: &Fields, block: Vec<u8>, size: usize) {
        match page(head, block) {
            Ok(_) if size > PART => {
                let url = head.get("warc-target-uri").unwrap_or("no address");
                let (size, most) = (size >> 20, PART >> 20);
                let what = format!("the page ({url}) has {size} MiB, more than the {most} MiB that are read");
                self.problem(what, "give the page as a file of its own");
            }
            Ok((content, charset)) => {
                let mut entry = Entry::new(&self.path, Some(self.number), content);
                entry.envelope.url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
                entry.envelope.charset = charset;
                entry.envelope.fetched = head.get("warc-date").and_then(|date| date.parse().ok());
                self.ready.push_back(Ok(entry));
            }
            Err(kind) => {
                let known = self.skipped.len() < KINDS || self.skipped.contains_key(&kind);
                *self.skipped.entry(if known { kind } else { "other".to_owned() }).or_default() += 1;
            }
        }
    }

    fn problem(&mut self, what: impl Into<String>, todo: &str) {
        let at = self.at();
        self.ready.push_back(Err(problem(at, what, todo)));
    }

    fn at(&self) -> Received {
        received(&self.path, Some(self.number).filter(|number| *number > 0))
    }

    /// Says what was wrong with the file; after damage, reading goes on.
    fn fault(&mut self, error: &io::Error) {
        // A source that fails by itself would fail for ever.
        self.ended = error.kind() != ErrorKind::InvalidData || Damage::of(error).is_none();
        self.lost = true;
        match Damage::of(error) {
            Some(damage) if !self.ended => {
                self.problem(format!("{damage}; the other records were read"), "fetch it again")
            }
            None if error.kind() == ErrorKind::UnexpectedEof => {
                self.problem("the file is cut short in this record; what came before was read", "fetch it again");
            }
            _ => {
                let at = self.at();
                self.ready.push_back(Err(broken(at, error, true)));
            }
        }
    }

    /// Says which records were no pages.
    fn close(&mut self) {
        let at = received(&self.path, None);
        if self.number == 0 && self.ready.is_empty() {
            let todo = "check that it is a WARC file";
            self.ready.push_back(Err(problem(at, "holds no WARC record", todo)));
            return;
        }
        let count: u64 = self.skipped.values().sum();
        if count == 0 {
            return;
        }
        let mut kinds: Vec<(&String, &u64)> = self.skipped.iter().collect();
        kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), *kind));
        let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let records =
            if count == 1 { "1 record is no page and was" } else { &format!("{count} records are no pages and were") };
        let what = format!("{records} left out ({})", kinds.join(", "));
        self.ready.push_back(Err(problem(at, what, "nothing, unless you miss an article")));
    }
}

/// What stopped the reading of a block, and whether the block itself is complete.
struct Stop {
    error: io::Error,
    complete: bool,
}

const MISSED: &str = "fetch the file again if words are missing";
const WRONG_LENGTH: &str = "the record's Content-Length is wrong; it was read up to the next record";

/// Where a block goes over into the next record.
fn next_record(block: &[u8]) -> Option<usize> {
    let mut at = 0;
    for line in block.split_inclusive(|byte| *byte == b'\n') {
        if is_start(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// True for the line that a record begins with: "WARC/1.0".
fn is_start(line: &[u8]) -> bool {
    line.strip_prefix(b"WARC/").is_some_and(|version| {
        let version = version.trim_ascii_end();
        (3..=5).contains(&version.len()) && version.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
    })
}

/// The page of a record, and the character set that came with it; or else what kind of record it is.
fn page(head: &Fields, mut block: Vec<u8>) -> Result<(Content, Option<String>), String> {
    let kind = clean(head.get("warc-type").unwrap_or("untyped"));
    let declared = head.get("content-type").unwrap_or_default();
    let (stated, codings) = match kind.as_str() {
        "response" if block.starts_with(b"HTTP/") => {
            let head = Head::parse(&block).ok_or("broken response")?;
            if head.status != 200 {
                return Err(format!("status {}", head.status));
            }
            block.drain(..head.length);
            (head.fields.get("content-type").unwrap_or_default().to_owned(), head.codings())
        }
        "response" if declared.starts_with("application/http") => return Err("broken response".to_owned()),
        "response" | "resource" | "conversion" => (declared.to_owned(), Vec::new()),
        _ => return Err(kind),
    };
    let (name, charset) = content_type(&stated);
    let is_page = match name.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        "" if codings.is_empty() && by_content(&block, None) == Format::Html => true,
        "" => return Err("without a type".to_owned()),
        other => return Err(clean(other)),
    };
    Ok((Content::Sent { bytes: block, codings, is_page }, charset))
}

/// A name out of the file, as it can be shown.
fn clean(name: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || "/+.-_".contains(*c);
    name.chars().filter(is_plain).take(40).collect::<String>().to_ascii_lowercase()
}

/// A source to which bytes can be given back.
struct Returned<R> {
    returned: Cursor<Vec<u8>>,
    source: R,
    /// Bytes taken and not given back.
    position: u64,
}

impl<R: BufRead> Returned<R> {
    /// The next line with its end, or as much of it as a head may have; empty at the end of the file.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        let read = self.by_ref().take(HEAD as u64).read_until(b'\n', &mut line);
        match read {
            // What was read before the fault is no line.
            Err(error) => Err(error),
            Ok(_) => Ok(line),
        }
    }

    fn give_back(&mut self, bytes: &[u8]) {
        self.position -= bytes.len() as u64;
        let rest = self.returned.get_ref().get(self.returned.position() as usize..).unwrap_or_default();
        self.returned = Cursor::new([bytes, rest].concat());
    }
}

impl<R: BufRead> BufRead for Returned<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if (self.returned.position() as usize) < self.returned.get_ref().len() {
            self.returned.fill_buf()
        } else {
            self.source.fill_buf()
        }
    }

    fn consume(&mut self, amount: usize) {
        self.position += amount as u64;
        if (self.returned.position() as usize) < self.returned.get_ref().len() {
            self.returned.consume(amount);
        } else {
            self.source.consume(amount);
        }
    }
}

impl<R: BufRead> Read for Returned<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
