//! WARC files (ISO 28500): the pages in them, record by record.
//!
//! Written here because a reader must go on after damage, take one record at a time into memory, and not believe the
//! lengths it is told.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, BufRead, Cursor, ErrorKind, Read};

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
        let length: Option<usize> = head.get("content-length").and_then(|length| length.parse().ok());
        let mut block = Vec::new();
        let length = match length {
            Some(length) if length <= PART && self.lies < LIES => length,
            // Not believed: the record ends where the next begins.
            claimed => {
                if claimed.is_none() {
                    self.problem("the record has no Content-Length", "fetch the file again if words are missing");
                }
                return self.gather(&head, block);
            }
        };
        let read = self.source.by_ref().take(length as u64).read_to_end(&mut block);
        match read {
            Err(error) => {
                // What was cut short gives what there is; what is damaged may be other words.
                if error.kind() == ErrorKind::UnexpectedEof {
                    self.take(&head, block, None);
                }
                Err(error)
            }
            Ok(_) if block.len() < length => match next_record(&block) {
                Some(at) => {
                    self.too_long(&mut block, at);
                    self.take(&head, block, None);
                    Ok(())
                }
                None => {
                    self.take(&head, block, None);
                    Err(ErrorKind::UnexpectedEof.into())
                }
            },
            Ok(_) => match self.ends_here() {
                Ok(true) => {
                    self.take(&head, block, None);
                    Ok(())
                }
                Ok(false) => {
                    if let Some(at) = next_record(&block) {
                        self.too_long(&mut block, at);
                        self.take(&head, block, None);
                        return Ok(());
                    }
                    self.problem(WRONG_LENGTH, "fetch the file again if words are missing");
                    self.gather(&head, block)
                }
                Err(error) => {
                    let own = Damage::of(&error).is_some_and(|damage| damage.before == began && !damage.cut);
                    if !own {
                        self.take(&head, block, None);
                    }
                    Err(error)
                }
            },
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
            if fresh && line.starts_with(b"WARC/") {
                break Some(at);
            }
            fresh = line.ends_with(b"\n");
            if !line.trim_ascii().is_empty() {
                strange += line.len();
            }
        };
        if strange > 0 && !self.lost && self.number > 0 {
            let what = format!("{strange} bytes after the record belong to none and were left out");
            self.problem(what, "fetch the file again if words are missing");
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
                return Ok(line.starts_with(b"WARC/"));
            }
        }
        self.source.give_back(&read);
        Ok(false)
    }

    /// Reads on to the next record; what stands before it belongs to this one.
    fn gather(&mut self, head: &Fields, mut block: Vec<u8>) -> io::Result<()> {
        let mut size = block.len();
        let mut fresh = block.is_empty() || block.ends_with(b"\n");
        let mut empty = block.is_empty();
        let read = loop {
            let line = match self.source.line() {
                Ok(line) if line.is_empty() => break Ok(()),
                Ok(line) => line,
                Err(error) => break Err(error),
            };
            if fresh && empty && line.starts_with(b"WARC/1.") {
                self.source.give_back(&line);
                break Ok(());
            }
            empty = fresh && line.trim_ascii().is_empty();
            fresh = line.ends_with(b"\n");
            size += line.len();
            if block.len() <= PART {
                block.extend(line);
            }
        };
        if read.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::UnexpectedEof) {
            let end = block.trim_ascii_end().len();
            block.truncate(end);
            self.take(head, block, Some(size).filter(|size| *size > PART + 4));
        }
        read
    }

    /// A record that claims what belongs to the next one.
    fn too_long(&mut self, block: &mut Vec<u8>, at: usize) {
        self.lies += 1;
        self.source.give_back(block.get(at..).unwrap_or_default());
        block.truncate(at);
        self.problem(WRONG_LENGTH, "fetch the file again if words are missing");
    }

    /// Keeps a record that is a page, counts another.
    fn take(&mut self, head: &Fields, block: Vec<u8>, too_large: Option<usize>) {
        match (page(head, block), too_large) {
            (Ok(_), Some(size)) => {
                let url = head.get("warc-target-uri").unwrap_or("no address");
                let what =
                    format!("the page ({url}) has {} MiB, more than the {} MiB that are read", size >> 20, PART >> 20);
                self.problem(what, "give the page as a file of its own");
            }
            (Ok(content), None) => {
                let (content, charset) = content;
                let mut entry = Entry::new(&self.path, Some(self.number), content);
                entry.envelope.url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
                entry.envelope.charset = charset;
                entry.envelope.fetched = head.get("warc-date").and_then(|date| date.parse().ok());
                self.ready.push_back(Ok(entry));
            }
            (Err(kind), _) => {
                let known = self.skipped.len() < KINDS || self.skipped.contains_key(&kind);
                *self.skipped.entry(if known { kind } else { "other".to_owned() }).or_default() += 1;
            }
        }
    }

    fn problem(&mut self, what: impl Into<String>, todo: &str) {
        let at = received(&self.path, Some(self.number).filter(|number| *number > 0));
        self.ready.push_back(Err(problem(at, what, todo)));
    }

    /// Says what broke the file off; after damage, reading goes on.
    fn fault(&mut self, error: &io::Error) {
        if error.kind() == ErrorKind::UnexpectedEof && Damage::of(error).is_none() {
            self.problem("the file is cut short in this record; what came before was read", "fetch it again");
        } else {
            let at = received(&self.path, Some(self.number).filter(|number| *number > 0));
            self.ready.push_back(Err(broken(at, error, true)));
        }
        self.lost = true;
        self.ended = error.kind() != ErrorKind::InvalidData;
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

const WRONG_LENGTH: &str = "the record's Content-Length is wrong; it was read up to the next record";

/// Where a block goes over into the next record: after an empty line.
fn next_record(block: &[u8]) -> Option<usize> {
    let mut at = 0;
    let mut empty = false;
    for line in block.split_inclusive(|byte| *byte == b'\n') {
        if empty && line.starts_with(b"WARC/1.") {
            return Some(at);
        }
        empty = matches!(line, b"\r\n" | b"\n");
        at += line.len();
    }
    None
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
