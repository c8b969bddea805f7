//! Pages saved with all their parts (MHTML, RFC 2557).

use jiff::Timestamp;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

use super::{Content, Entry, Found, problem, received};

/// The page of an MHTML file: its root part.
pub(super) fn page(path: &str, bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut fault = |what: &str, todo: &str| found.push(Err(problem(received(path, None), what, todo)));
    let message = MessageParser::new().parse(bytes);
    let Some((message, (part, is_page))) = message.as_ref().and_then(|message| Some((message, root(message)?))) else {
        fault("holds no page: no part is HTML or text", "save the page again, or give it as HTML");
        return found;
    };
    if part.is_encoding_problem {
        fault("the page is cut short or damaged; what is there was read", "save the page again");
    }
    let body = decode(part, bytes.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default());
    let mut entry = Entry::new(path, None, if is_page { Content::Page(body) } else { Content::Text(body) });
    let address = |words: &str| Some(words.trim().to_owned()).filter(|words| words.starts_with("http"));
    entry.envelope.url = message
        .header_raw("Snapshot-Content-Location")
        .and_then(address)
        .or_else(|| part.content_location().and_then(address));
    entry.envelope.charset = part.content_type().and_then(|kind| kind.attribute("charset")).map(str::to_owned);
    let date = message.date().filter(|date| date.is_valid());
    entry.envelope.fetched = date.and_then(|date| Timestamp::from_second(date.to_timestamp()).ok());
    found.push(Ok(entry));
    found
}

/// The bytes of a part. The parser decodes no part that is cut short, and none with a single fault.
fn decode(part: &MessagePart<'_>, body: &[u8]) -> Vec<u8> {
    match part.content_transfer_encoding().map(str::to_ascii_lowercase).as_deref() {
        Some("quoted-printable") => {
            let lines = body.split_inclusive(|byte| *byte == b'\n');
            lines.flat_map(|line| quoted_printable_decode(line).unwrap_or_else(|| line.to_owned())).collect()
        }
        Some("base64") => {
            let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
            base64_decode(&body.iter().copied().filter(is_letter).collect::<Vec<u8>>()).unwrap_or_default()
        }
        _ => body.to_owned(),
    }
}

/// The part that a browser shows: the one that `start` names, or else the first page, or else the first text.
fn root<'m, 'x>(message: &'m Message<'x>) -> Option<(&'m MessagePart<'x>, bool)> {
    let parts = || message.parts.iter().filter_map(|part| is_page(part).map(|is_page| (part, is_page)));
    let start = message.parts.first().and_then(|part| part.content_type()?.attribute("start"));
    let named =
        start.and_then(|start| parts().find(|(part, _)| part.content_id().is_some_and(|id| bare(id) == bare(start))));
    named.or_else(|| parts().find(|(_, is_page)| *is_page)).or_else(|| parts().next())
}

fn bare(id: &str) -> &str {
    id.trim().trim_matches(['<', '>'])
}

/// Whether a part is a page or, if not that, a text.
fn is_page(part: &MessagePart<'_>) -> Option<bool> {
    let kind = part.content_type()?;
    match (kind.ctype().to_ascii_lowercase().as_str(), kind.subtype().map(str::to_ascii_lowercase).as_deref()) {
        ("text", Some("html")) | ("application", Some("xhtml+xml")) => Some(true),
        ("text", Some("plain")) => Some(false),
        _ => None,
    }
}
