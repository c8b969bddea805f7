//! Pages saved with all their parts (MHTML, RFC 2557 on RFC 2046).
//!
//! The parts are told apart here, in one pass and at any depth.

use std::collections::HashMap;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use jiff::fmt::rfc2822;
use quoted_printable::ParseMode;

use super::http::{Fields, content_type, parameter};
use super::{Content, Entry, Found, problem, received};

/// The page of an MHTML file: its root part.
pub(super) fn page(path: &str, bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut fault = |what: &str, todo: &str| found.push(Err(problem(received(path, None), what, todo)));
    let message = Message::parse(bytes);
    let Some((part, is_page)) = message.root() else {
        fault("holds no page: no part is HTML or text", "save the page again, or give it as HTML");
        return found;
    };
    if !part.complete {
        fault("the page is cut short; what is there was read", "save the page again");
    }
    let body = part.decoded();
    let mut entry = Entry::new(path, None, if is_page { Content::Page(body) } else { Content::Text(body) });
    entry.verbatim = false;
    let address = |words: &str| {
        // A long one is folded.
        let words: String = words.split_whitespace().collect();
        words.starts_with("http").then_some(words)
    };
    entry.envelope.url = message
        .fields()
        .and_then(|fields| fields.get("snapshot-content-location"))
        .and_then(address)
        .or_else(|| part.fields.get("content-location").and_then(address));
    entry.envelope.charset = part.fields.get("content-type").and_then(|kind| content_type(kind).1);
    let date = message.fields().and_then(|fields| rfc2822::parse(fields.get("date")?).ok());
    entry.envelope.fetched = date.map(|date| date.timestamp());
    found.push(Ok(entry));
    found
}

/// A message as its parts, in order; the first is the message itself.
struct Message<'a> {
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    fields: Fields,
    body: &'a [u8],
    /// False when the file ends inside it.
    complete: bool,
}

/// Where the parser is in a message.
enum Place {
    /// In the head of a part that begins here.
    Head(usize),
    /// In the body of the last part, which begins here.
    Body(usize),
    /// Between the parts.
    Between,
}

impl<'a> Message<'a> {
    /// Tells the parts apart. Linear, whatever the parts claim.
    fn parse(bytes: &'a [u8]) -> Self {
        let mut parts: Vec<Part<'a>> = Vec::new();
        // Delimiters that may come, outermost first, and where each stands in that list.
        let mut open: Vec<Vec<u8>> = Vec::new();
        let mut depths: HashMap<Vec<u8>, usize> = HashMap::new();
        let mut place = Place::Head(0);
        let mut at = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let start = at;
            at += line.len();
            let words = line.trim_ascii_end();
            let delimiter = words.strip_prefix(b"--").and_then(|name| {
                let last = name.strip_suffix(b"--").and_then(|name| Some((*depths.get(name)?, true)));
                last.or_else(|| Some((*depths.get(name)?, false)))
            });
            if let Some((depth, is_last)) = delimiter {
                if let (Place::Body(from), Some(part)) = (&place, parts.last_mut()) {
                    part.body = without_break(bytes.get(*from..start).unwrap_or_default());
                    part.complete = true;
                }
                // What was opened inside ends with it.
                for name in open.drain((depth + usize::from(!is_last)).min(open.len())..) {
                    depths.remove(&name);
                }
                place = if is_last { Place::Between } else { Place::Head(at) };
            } else if let Place::Head(from) = place
                && words.is_empty()
            {
                let fields = Fields::parse(bytes.get(from..start).unwrap_or_default());
                let kind = fields.get("content-type").unwrap_or_default();
                let boundary = parameter(kind, "boundary").filter(|_| content_type(kind).0.starts_with("multipart/"));
                place = if boundary.is_some() { Place::Between } else { Place::Body(at) };
                if let Some(name) = boundary.map(String::into_bytes)
                    && !depths.contains_key(&name)
                {
                    depths.insert(name.clone(), open.len());
                    open.push(name);
                }
                parts.push(Part { fields, body: &[], complete: true });
            }
        }
        if let (Place::Body(from), Some(part)) = (place, parts.last_mut()) {
            part.body = bytes.get(from..).unwrap_or_default();
            part.complete = open.is_empty();
        }
        Self { parts }
    }

    /// The fields of the message itself.
    fn fields(&self) -> Option<&Fields> {
        self.parts.first().map(|part| &part.fields)
    }

    /// The part that a browser shows, and whether it is a page: the one that `start` names, or else the first page, or
    /// else the first text.
    fn root(&self) -> Option<(&Part<'a>, bool)> {
        let parts = || self.parts.iter().filter_map(|part| part.is_page().map(|is_page| (part, is_page)));
        let start = self.fields().and_then(|fields| parameter(fields.get("content-type")?, "start"));
        let named = start.and_then(|start| parts().find(|(part, _)| part.fields.get("content-id") == Some(&start)));
        named.or_else(|| parts().find(|(_, is_page)| *is_page)).or_else(|| parts().next())
    }
}

impl Part<'_> {
    /// Whether the part is a page or, if not that, a text.
    fn is_page(&self) -> Option<bool> {
        match content_type(self.fields.get("content-type")?).0.as_str() {
            "text/html" | "application/xhtml+xml" => Some(true),
            "text/plain" => Some(false),
            _ => None,
        }
    }

    /// Its bytes with the transfer encoding taken off, as far as they have it.
    fn decoded(&self) -> Vec<u8> {
        match self.fields.get("content-transfer-encoding").map(str::to_ascii_lowercase).as_deref() {
            Some("quoted-printable") => {
                quoted_printable::decode(self.body, ParseMode::Robust).unwrap_or_else(|_| self.body.to_owned())
            }
            Some("base64") => {
                let lenient = GeneralPurposeConfig::new()
                    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
                    .with_decode_allow_trailing_bits(true);
                let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
                let mut letters: Vec<u8> = self.body.iter().copied().filter(is_letter).collect();
                // A single letter is the beginning of a byte that did not come.
                if letters.len() % 4 == 1 {
                    letters.pop();
                }
                GeneralPurpose::new(&STANDARD, lenient).decode(letters).unwrap_or_default()
            }
            _ => self.body.to_owned(),
        }
    }
}

/// A body without the line break that belongs to the delimiter after it.
fn without_break(body: &[u8]) -> &[u8] {
    let body = body.strip_suffix(b"\n").unwrap_or(body);
    body.strip_suffix(b"\r").unwrap_or(body)
}
