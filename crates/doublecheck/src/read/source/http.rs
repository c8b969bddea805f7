//! What a server sent (RFC 9112): the head, and the body with its codings taken off.
//!
//! Archives keep what came over the wire, and sometimes a head that no longer fits the body: a coding that the body does
//! not have is passed over.

use std::borrow::Cow;
use std::io::Read;

use ruzstd::decoding::StreamingDecoder;

use super::PART;

/// Named fields of a head, names in lower case.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads lines of the form `Name: value`; a line that begins with white space goes on with the one before.
    pub fn parse(head: &[u8]) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in String::from_utf8_lossy(head).lines() {
            match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (_, _, Some((name, value))) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {}
            }
        }
        Self(fields)
    }

    /// The first field of this name that is not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, value)| n == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }
}

/// The head of a response.
pub(super) struct Head {
    pub status: u16,
    pub fields: Fields,
    /// Where the body begins.
    pub length: usize,
}

impl Head {
    /// The head that a response begins with.
    pub fn parse(response: &[u8]) -> Option<Self> {
        let rest = response.strip_prefix(b"HTTP/")?;
        let first = rest.split(|byte| *byte == b'\n').next()?;
        let status =
            std::str::from_utf8(first.get(..first.len().min(64))?).ok()?.split_whitespace().nth(1)?.parse().ok()?;
        // The first empty line ends the head.
        let mut length = 0;
        for line in response.split_inclusive(|byte| *byte == b'\n') {
            length += line.len();
            if matches!(line, b"\r\n" | b"\n") {
                break;
            }
        }
        let fields = Fields::parse(response.get(..length)?);
        Some(Self { status, fields, length })
    }

    /// The codings of the body, in the order in which they are taken off.
    pub fn codings(&self) -> Vec<Coding> {
        ["transfer-encoding", "content-encoding"]
            .iter()
            .filter_map(|name| self.fields.get(name))
            .flat_map(|value| value.split(',').rev().filter_map(Coding::named).collect::<Vec<_>>())
            .take(4)
            .collect()
    }
}

/// The type of a body ("text/html"), and its character set, out of a Content-Type.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let name = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    (name, parameter(value, "charset"))
}

/// A parameter of a Content-Type.
pub(super) fn parameter(value: &str, wanted: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case(wanted) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// How a body is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Coding {
    Chunked,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// What kept a body from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum BodyFault {
    TooLarge,
    Damaged,
}

impl Coding {
    fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "chunked" => Some(Self::Chunked),
            "gzip" | "x-gzip" => Some(Self::Gzip),
            "deflate" => Some(Self::Deflate),
            "br" => Some(Self::Brotli),
            "zstd" => Some(Self::Zstd),
            _ => None,
        }
    }

    /// Takes the coding off. A body that does not have it is left as it is; of one that breaks off, what came before is
    /// kept, with the fault.
    fn decode<'a>(self, body: Cow<'a, [u8]>) -> (Cow<'a, [u8]>, Option<BodyFault>) {
        let bytes: &[u8] = &body;
        let unfolded = match self {
            Self::Chunked => match dechunk(bytes) {
                Some(whole) => return (whole.into(), None),
                None => None,
            },
            Self::Gzip if bytes.starts_with(&[0x1f, 0x8b]) => Some(unfold(flate2::read::MultiGzDecoder::new(bytes))),
            // With its zlib head, as the standard has it, or without, as some servers do.
            Self::Deflate => match unfold(flate2::read::ZlibDecoder::new(bytes)) {
                (found, Some(BodyFault::Damaged)) if found.is_empty() => {
                    Some(unfold(flate2::read::DeflateDecoder::new(bytes))).filter(|(_, fault)| fault.is_none())
                }
                found => Some(found),
            },
            // It has no magic number: what decodes was coded.
            Self::Brotli => Some(unfold(brotli_decompressor::Decompressor::new(bytes, 1 << 12)))
                .filter(|(found, _)| !found.is_empty()),
            Self::Zstd if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => StreamingDecoder::new(bytes).ok().map(unfold),
            Self::Gzip | Self::Zstd => None,
        };
        match unfolded {
            Some((bytes, fault)) => (bytes.into(), fault),
            None => (body, None),
        }
    }
}

/// A body with its codings taken off.
pub(in super::super) fn body<'a>(bytes: &'a [u8], codings: &[Coding]) -> (Cow<'a, [u8]>, Option<BodyFault>) {
    let mut body = Cow::Borrowed(bytes);
    let mut fault = None;
    for coding in codings {
        let found;
        (body, found) = coding.decode(body);
        fault = fault.or(found);
    }
    (body, fault)
}

fn unfold(reader: impl Read) -> (Vec<u8>, Option<BodyFault>) {
    let mut bytes = Vec::new();
    let read = reader.take(PART as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > PART {
        // Of a bomb, nothing is worth keeping.
        return (Vec::new(), Some(BodyFault::TooLarge));
    }
    (bytes, read.err().map(|_| BodyFault::Damaged))
}

/// Puts chunks together. None for a body that does not begin with a chunk; one that breaks off gives what came before.
fn dechunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let Some((size, after)) = chunk_size(rest) else {
            return Some(whole).filter(|w| !w.is_empty());
        };
        let Some(chunk) = after.get(..size) else {
            // Cut short, or no chunk at all: a first line that happens to be a number.
            whole.extend_from_slice(after);
            return Some(whole);
        };
        if size == 0 {
            return Some(whole);
        }
        let end = after.get(size..).unwrap_or_default();
        let Some(next) = end.strip_prefix(b"\r\n").or(end.strip_prefix(b"\n")).or(end.is_empty().then_some(end)) else {
            return Some(whole).filter(|w| !w.is_empty());
        };
        whole.extend_from_slice(chunk);
        rest = next;
    }
}

/// The size line of a chunk, and what comes after it.
fn chunk_size(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(256).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let digits = line.split(';').next()?.trim();
    let size = usize::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    Some((size, bytes.get(end + 1..)?))
}
