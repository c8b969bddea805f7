//! A page as a run of tags and text.
//!
//! One pass, no tree, no stack: nothing a page does can make it deep or slow here. It serves what needs no tree
//! (fields, depth, flat text); the extractor of [`super::html`] builds its own.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, entities not yet decoded.
    Text(&'a str),
    /// A tag that opens an element: name as written, and its attributes.
    Open(&'a str, &'a str),
    /// A tag that closes an element.
    Close(&'a str),
    /// The inside of an element that holds no markup (script, style, title, textarea), after its `Open`.
    Raw(&'a str, &'a str),
}

/// The pieces of a page, in order. Linear.
pub(super) struct Tokens<'a> {
    html: &'a str,
    at: usize,
    /// The element whose raw text comes next.
    raw: Option<&'a str>,
    /// Quotation marks that are known not to occur any more: `"` and `'`.
    gone: [bool; 2],
}

pub(super) fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, raw: None, gone: [false; 2] }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            let start = self.at;
            self.at = self.raw_end(name);
            return Some(Token::Raw(name, self.html.get(start..self.at)?));
        }
        loop {
            let rest = self.html.get(self.at..)?;
            if rest.is_empty() {
                return None;
            }
            let Some(inner) = rest.strip_prefix('<') else {
                return Some(self.text(rest));
            };
            if let Some(comment) = inner.strip_prefix("!--") {
                self.at += comment.find("-->").map_or(rest.len(), |i| i + 7);
            } else if inner.starts_with(['!', '?']) {
                self.at += rest.find('>').map_or(rest.len(), |i| i + 1);
            } else if let Some(close) = inner.strip_prefix('/') {
                let end = close.find('>').unwrap_or(close.len());
                self.at += (end + 3).min(rest.len());
                let name = close.get(..end)?;
                return Some(Token::Close(name.split(char::is_whitespace).next().unwrap_or(name)));
            } else if inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
                let end = self.tag_end(inner);
                self.at += (end + 2).min(rest.len());
                let tag = inner.get(..end)?.trim_end_matches('/');
                let name_end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
                let (name, attributes) = tag.split_at(name_end);
                if is_any(name, &["script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp"]) {
                    self.raw = Some(name);
                }
                return Some(Token::Open(name, attributes));
            } else {
                return Some(self.text(rest));
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// Text up to the next `<` after the first character (which may be a lone `<`).
    fn text(&mut self, rest: &'a str) -> Token<'a> {
        let end = rest.char_indices().skip(1).find(|(_, c)| *c == '<').map_or(rest.len(), |(i, _)| i);
        self.at += end;
        Token::Text(rest.get(..end).unwrap_or_default())
    }

    /// Where a tag ends: the first `>` outside quotation marks. A quotation mark that is never closed does not count.
    fn tag_end(&mut self, inner: &str) -> usize {
        let mut at = 0;
        while let Some(step) = inner.get(at..).and_then(|r| r.find(['>', '"', '\''])) {
            at += step;
            let mark = inner.as_bytes().get(at).copied().unwrap_or(b'>');
            if mark == b'>' {
                return at;
            }
            let slot = usize::from(mark == b'\'');
            // Only after "=" does a quotation mark open a value.
            let opens = inner.get(..at).is_some_and(|before| before.trim_end().ends_with('='));
            let closed =
                if self.gone[slot] || !opens { None } else { inner.get(at + 1..).and_then(|r| r.find(mark as char)) };
            match closed {
                Some(length) => at += length + 2,
                None => {
                    self.gone[slot] |= opens;
                    at += 1;
                }
            }
        }
        inner.len()
    }

    fn raw_end(&self, name: &str) -> usize {
        let mut at = self.at;
        while let Some(step) = self.html.get(at..).and_then(|r| r.find("</")) {
            at += step;
            if self.html.get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
                return at;
            }
            at += 2;
        }
        self.html.len()
    }
}

/// True when a tag's name is one of these.
pub(super) fn is_any(name: &str, names: &[&str]) -> bool {
    names.iter().any(|n| n.eq_ignore_ascii_case(name))
}

/// The value of an attribute, entities decoded.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if end == 0 && rest.is_empty() {
            return None;
        }
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            if after.is_empty() {
                return None;
            }
            rest = after;
            continue;
        };
        let value = value.trim_start();
        let (value, next) = match value.strip_prefix(['"', '\'']) {
            Some(inner) => inner.split_once(value.get(..1)?).unwrap_or((inner, "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(html_escape::decode_html_entities(value));
        }
        rest = next;
    }
}
