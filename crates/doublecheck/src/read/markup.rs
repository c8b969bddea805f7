//! A page as a run of tags and text.
//!
//! One pass, no tree, no stack: nothing a page does can make it deep or slow here. It serves what needs no tree
//! (fields, depth, flat text); the extractor of [`super::html`] builds its own.

use crate::model::Label;

use super::lines::trim;

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

/// Elements that have no inside.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose end tag pages leave out; a parser closes them by itself.
const OPEN_ENDED: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "rp", "rt",
    "html", "head", "body",
];

/// How deep a page nests at most, and how many elements it has. Counts tags, so that it is an upper bound for pages
/// that close what they open.
pub(super) fn extent(html: &str) -> Extent {
    let (mut strict, mut loose) = (0i64, 0i64);
    let mut extent = Extent::default();
    for token in tokens(html) {
        let (name, step) = match token {
            Token::Open(name, _) => (name, 1),
            Token::Close(name) => (name, -1),
            _ => continue,
        };
        extent.elements += usize::from(step > 0);
        if is_any(name, VOID) {
            continue;
        }
        if is_any(name, OPEN_ENDED) {
            loose = (loose + step).max(0);
            extent.unclosed = extent.unclosed.max(loose as usize);
        } else {
            strict = (strict + step).max(0);
            extent.depth = extent.depth.max(strict as usize);
        }
    }
    extent
}

/// Size of a page for a parser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Extent {
    /// Depth by elements that must be closed.
    pub depth: usize,
    /// Most elements at a time that lack their optional end tag.
    pub unclosed: usize,
    /// Number of elements.
    pub elements: usize,
}

/// A block of a page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flat {
    /// Its words, white space folded, entities decoded; never empty.
    pub text: String,
    /// What the markup says it is (a caption, a heading), if it says so.
    pub label: Option<Label>,
}

/// The text of a page or of a part of it, block by block. Scripts and styles are no text.
pub(super) fn flatten(html: &str) -> Vec<Flat> {
    let mut blocks = Vec::new();
    let mut text = String::new();
    let (mut caption, mut heading, mut hidden) = (false, false, 0usize);
    for token in tokens(html) {
        match token {
            Token::Text(_) if hidden > 0 => {}
            Token::Text(words) => push_folded(&mut text, &html_escape::decode_html_entities(words)),
            Token::Raw(..) => {}
            Token::Open(name, _) | Token::Close(name) => {
                let opens = matches!(token, Token::Open(..));
                if is_any(name, &["head", "noscript", "svg", "template"]) {
                    hidden = if opens { hidden + 1 } else { hidden.saturating_sub(1) };
                } else if is_any(name, &["body", "main", "article", "p", "div"])
                    && opens
                    && hidden > 0
                    && !is_any(name, &["p", "div"])
                {
                    // An element that was never closed does not hide the page.
                    hidden = 0;
                }
                if is_inline(name) {
                    continue;
                }
                if is_any(name, &["td", "th"]) {
                    push_folded(&mut text, " ");
                    continue;
                }
                let label = if caption { Some(Label::Caption) } else { heading.then_some(Label::Subhead) };
                flush(&mut blocks, &mut text, label);
                if name.eq_ignore_ascii_case("figcaption") {
                    caption = opens;
                } else if name.len() == 2
                    && name.starts_with(['h', 'H'])
                    && name.ends_with(|c: char| ('1'..='6').contains(&c))
                {
                    heading = opens;
                }
            }
        }
    }
    flush(&mut blocks, &mut text, None);
    blocks
}

fn flush(blocks: &mut Vec<Flat>, text: &mut String, label: Option<Label>) {
    let words = trim(text);
    if !words.is_empty() {
        blocks.push(Flat { text: words.to_owned(), label });
    }
    text.clear();
}

/// Appends text with every run of white space as one space.
fn push_folded(text: &mut String, more: &str) {
    for c in more.chars() {
        if c.is_whitespace() && c != '\u{a0}' {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else {
            text.push(c);
        }
    }
}

/// Elements that stand inside a line.
fn is_inline(name: &str) -> bool {
    is_any(
        name,
        &[
            "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
            "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
            "sup", "time", "tt", "u", "var", "wbr", "input", "picture", "source", "html", "tbody",
        ],
    )
}
