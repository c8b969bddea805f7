//! Tokens to lines.

use std::borrow::Cow;

use html5gum::Span;
use html5gum::emitters::callback::CallbackEvent;

use super::tokens::tokens;
use super::{Element, Inline, Page, Row, Tag, Value, script};

/// Names kept of one attribute, in bytes.
const NAME: usize = 160;
/// Open elements looked through for the one that a tag ends. Pages of news nest less than a hundred deep.
const REACH: usize = 256;
/// Elements described; what comes beyond counts to the element around it.
const ELEMENTS: usize = 400_000;
/// Content of a `meta` element, and how many of them.
const META: (usize, usize) = (5_000, 500);
/// Values kept of elements.
const VALUES: usize = 400;
/// JSON-LD of one script, in bytes, and how many of them.
const LINKED: (usize, usize) = (2 << 20, 40);

pub(super) fn build(html: &str) -> Page {
    let mut builder = Builder::new();
    tokens(html, |event, place| builder.event(event, place));
    builder.line_ends();
    let mut page = builder.page;
    // Elements stand in the order in which they open: those inside one follow it without a gap.
    for at in (1..page.elements.len()).rev() {
        let (parent, end) = (page.elements[at].parent as usize, page.elements[at].end);
        page.elements[parent].end = page.elements[parent].end.max(end);
    }
    page
}

/// The tokenizer hands on bytes of what was valid text: they nearly always still are.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The first so many characters.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// Appends a text in small letters, white space as spaces.
fn push_small(names: &mut String, text: &str) {
    let from = names.len();
    if text.contains(|c: char| c.is_whitespace() && c != ' ') {
        names.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    } else {
        names.push_str(text);
    }
    names[from..].make_ascii_lowercase();
}

struct Builder {
    page: Page,
    /// Open elements: tag, and its place in the list.
    open: Vec<Open>,
    /// How many of the open elements are links, bold, silent.
    linked: usize,
    bold: usize,
    silent: usize,
    /// The tag being read.
    tag: Tag,
    attribute: Vec<u8>,
    seen: Seen,
    line: Line,
    /// White space stands between what was read last and what comes.
    space: bool,
    /// What the raw text being read is.
    raw: Raw,
}

#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    element: u32,
    /// Where its text begins, for those inside a line that have a name.
    from: Option<usize>,
}

/// The line being read.
#[derive(Default)]
struct Line {
    start: usize,
    source: Option<(usize, usize)>,
    element: u32,
    linked: u32,
    bold: u32,
    inlines: u32,
}

/// Attributes of the tag being read.
#[derive(Default)]
struct Seen {
    names: String,
    name: Option<String>,
    content: Option<String>,
    address: Option<String>,
    /// A time or property stated for machines.
    value: Option<String>,
    language: Option<String>,
    canonical: bool,
    linked_data: bool,
    hidden: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Raw {
    No,
    LinkedData,
    Title,
}

impl Builder {
    fn new() -> Self {
        let mut page = Page::default();
        page.elements.push(Element { tag: Tag::Other, parent: 0, hidden: false, depth: 0, end: 1, names: 0..0 });
        Self {
            page,
            open: Vec::new(),
            linked: 0,
            bold: 0,
            silent: 0,
            tag: Tag::Other,
            attribute: Vec::new(),
            seen: Seen::default(),
            line: Line::default(),
            space: false,
            raw: Raw::No,
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>, place: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::of(name);
                self.seen = Seen { names: std::mem::take(&mut self.seen.names), ..Seen::default() };
                self.seen.names.clear();
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.seen.hidden |= name == b"hidden";
            }
            CallbackEvent::AttributeValue { value } => self.attribute_value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.opens(self_closing),
            CallbackEvent::EndTag { name } => self.closes(Tag::of(name)),
            CallbackEvent::String { value } => self.text(&decoded(value), place),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn attribute_value(&mut self, value: &[u8]) {
        let value = decoded(value);
        let seen = &mut self.seen;
        let owned = |limit: usize| Some(cut(&value, limit).to_owned());
        match self.attribute.as_slice() {
            b"class" | b"id" | b"role" | b"itemprop" | b"rel" | b"data-testid" | b"data-component" | b"property"
                if !(self.tag == Tag::Meta && self.attribute == b"property") =>
            {
                if self.attribute == b"rel" && self.tag == Tag::Link {
                    seen.canonical = value.eq_ignore_ascii_case("canonical");
                }
                if self.attribute == b"itemprop" && self.tag == Tag::Meta {
                    seen.name = seen.name.take().or(owned(100));
                }
                if !seen.names.is_empty() {
                    seen.names.push(' ');
                }
                push_small(&mut seen.names, cut(&value, NAME));
            }
            b"property" | b"name" if self.tag == Tag::Meta => seen.name = seen.name.take().or(owned(100)),
            b"content" if self.tag == Tag::Meta => seen.content = owned(META.0),
            b"href" if matches!(self.tag, Tag::Link | Tag::A) => seen.address = owned(2_000),
            b"datetime" => seen.value = owned(100),
            b"content" | b"data-datetime" | b"data-timestamp" | b"data-time" | b"data-date" | b"data-published"
            | b"data-publish-date" => {
                seen.value = seen.value.take().or(owned(100));
            }
            b"title" if matches!(self.tag, Tag::Abbr | Tag::Time | Tag::Span) => {
                seen.value = seen.value.take().or(owned(100));
            }
            b"type" => seen.linked_data = value.to_ascii_lowercase().contains("ld+json"),
            b"lang" if self.tag == Tag::Html => seen.language = owned(40),
            b"style" => {
                let style: String =
                    value.chars().filter(|c| !c.is_whitespace()).take(500).collect::<String>().to_ascii_lowercase();
                seen.hidden |= style.contains("display:none") || style.contains("visibility:hidden");
            }
            b"aria-hidden" => seen.hidden |= value.eq_ignore_ascii_case("true"),
            _ => {}
        }
    }

    fn opens(&mut self, self_closing: bool) {
        let tag = self.tag;
        match tag {
            Tag::Meta => self.meta(),
            Tag::Link if self.seen.canonical => {
                let address = self.seen.address.take().map(|a| a.trim().to_owned()).filter(|a| a.contains("://"));
                self.page.canonical = self.page.canonical.take().or(address);
            }
            Tag::Html if self.page.language.is_none() => self.page.language = self.seen.language.take(),
            _ => {}
        }
        // A page that forgot to close its head has ended it where something else begins.
        if !tag.is_of_head() && self.open.last().is_some_and(|open| open.tag == Tag::Head) {
            self.end_from(self.open.len() - 1);
        }
        // Nothing is read inside a drawing or a form's choices, so that only their own kind matters.
        if self.silent > 0 && !tag.is_silent() {
            return;
        }
        self.end_open_ones(tag);
        match tag {
            Tag::Br | Tag::Hr => self.line_ends(),
            Tag::Wbr => {}
            Tag::Img | Tag::Input => self.space = true,
            _ if tag.is_cell() => {}
            _ if !tag.is_inline() => self.line_ends(),
            // Links side by side are parted by the style of a page.
            Tag::A if self.page.text.len() > self.line.start => {
                self.space |= self.page.inlines.last().is_some_and(|last| {
                    last.bytes.end == self.page.text.len()
                        && self.page.elements.get(last.element as usize).is_some_and(|e| e.tag == Tag::A)
                });
            }
            _ => {}
        }
        if tag.is_void() || self_closing && matches!(tag, Tag::Svg | Tag::Other) {
            return;
        }
        self.push(tag);
        self.raw = match tag {
            Tag::Script if self.seen.linked_data && self.page.linked_data.len() < LINKED.1 => Raw::LinkedData,
            Tag::Title if self.page.title.is_none() && !self.open.iter().any(|o| o.tag == Tag::Svg) => Raw::Title,
            _ => Raw::No,
        };
    }

    fn push(&mut self, tag: Tag) {
        let parent = self.open.last().map_or(0, |open| open.element);
        let value = self.seen.value.take().filter(|v| v.bytes().any(|b| b.is_ascii_digit()));
        let plain =
            tag.is_inline() && self.seen.names.is_empty() && !matches!(tag, Tag::A | Tag::Time) && value.is_none();
        let element = if plain || self.page.elements.len() >= ELEMENTS {
            parent
        } else {
            let start = self.page.names.len() as u32;
            self.page.names.push_str(&self.seen.names);
            if let Some(address) = self.seen.address.take().filter(|_| tag == Tag::A) {
                self.page.names.push_str(" href=");
                push_small(&mut self.page.names, cut(&address, NAME));
            }
            let names = start..self.page.names.len() as u32;
            let (hidden, depth) = self.page.elements.get(parent as usize).map_or((false, 0), |e| (e.hidden, e.depth));
            let element = self.page.elements.len() as u32;
            let hidden = hidden || self.seen.hidden;
            self.page.elements.push(Element { tag, parent, hidden, depth: depth + 1, end: element + 1, names });
            element
        };
        if let Some(words) = value.filter(|_| self.page.values.len() < VALUES) {
            self.page.values.push(Value { words, element, at: self.page.text.len() });
        }
        self.linked += usize::from(tag == Tag::A);
        self.bold += usize::from(matches!(tag, Tag::B | Tag::Strong));
        self.silent += usize::from(tag.is_silent());
        let from = (tag.is_inline() && element != parent).then_some(self.page.text.len());
        self.open.push(Open { tag, element, from });
        if tag.is_cell() {
            self.cell();
        }
    }

    /// Ends the elements whose end tags a page may leave out.
    fn end_open_ones(&mut self, next: Tag) {
        let mut end = None;
        for (index, open) in self.open.iter().enumerate().rev().take(REACH) {
            match open.tag.ends_before(next) {
                Some(true) => end = Some(index),
                Some(false) => break,
                None => {}
            }
            // A paragraph or link is the only thing of its kind that is open.
            if end.is_some() && !matches!(next, Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot) {
                break;
            }
        }
        if let Some(end) = end {
            self.end_from(end);
        }
    }

    fn closes(&mut self, tag: Tag) {
        if self.silent > 0 && !tag.is_silent() {
            return;
        }
        if tag == Tag::Br || tag == Tag::P && !self.open.iter().rev().take(REACH).any(|o| o.tag == Tag::P) {
            return self.line_ends();
        }
        let within = |open: &&Open| !tag.is_inline() || open.tag.is_inline();
        let barrier =
            |open: &Open| open.tag.is_cell() && !matches!(tag, Tag::Td | Tag::Th | Tag::Tr | Tag::Table | Tag::Body);
        let mut found = None;
        for (index, open) in self.open.iter().enumerate().rev().take(REACH).take_while(|(_, o)| within(o)) {
            if open.tag == tag || tag.is_heading() && open.tag.is_heading() {
                found = Some(index);
                break;
            }
            if barrier(open) {
                break;
            }
        }
        if let Some(index) = found {
            self.end_from(index);
        }
    }

    fn end_from(&mut self, first: usize) {
        let mut block = false;
        for open in self.open.drain(first..).rev() {
            self.linked -= usize::from(open.tag == Tag::A);
            self.bold -= usize::from(matches!(open.tag, Tag::B | Tag::Strong));
            self.silent -= usize::from(open.tag.is_silent());
            block |= !open.tag.is_inline() && !open.tag.is_cell();
            let from = open.from.map(|from| from.max(self.line.start));
            if let Some(from) = from.filter(|&from| from < self.page.text.len()) {
                self.page.inlines.push(Inline { element: open.element, bytes: from..self.page.text.len() });
            }
            self.raw = Raw::No;
        }
        if block {
            self.line_ends();
        }
    }

    fn meta(&mut self) {
        if let (Some(name), Some(content)) = (self.seen.name.take(), self.seen.content.take())
            && self.page.metas.len() < META.1
        {
            let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
            if !content.is_empty() {
                self.page.metas.push((name.trim().to_ascii_lowercase(), content));
            }
        }
    }

    /// A cell begins. Cells of few words share the line of their row; longer ones have lines of their own.
    fn cell(&mut self) {
        if self.page.text.len() - self.line.start > 80 {
            self.line_ends();
        }
        self.space |= self.page.text.len() > self.line.start;
    }

    fn text(&mut self, text: &str, place: Span<usize>) {
        match self.raw {
            Raw::LinkedData if text.len() <= LINKED.0 => return self.page.linked_data.push(text.to_owned()),
            Raw::Title => {
                let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.page.title = Some(title).filter(|t| !t.is_empty());
                return;
            }
            _ => {}
        }
        if self.silent > 0 {
            if self.open.last().is_some_and(|open| open.tag == Tag::Script) {
                script::dates(text, &mut self.page.script_dates);
            }
            return;
        }
        let preformatted = self.open.iter().rev().take(4).any(|o| o.tag == Tag::Pre);
        for (index, words) in text.split('\n').enumerate() {
            if index > 0 {
                if preformatted {
                    self.line_ends();
                } else {
                    self.space = true;
                }
            }
            self.words(words, &place);
        }
    }

    fn words(&mut self, text: &str, place: &Span<usize>) {
        for (index, word) in text.split(|c: char| c.is_whitespace() && c != '\u{a0}').enumerate() {
            self.space |= index > 0;
            if word.is_empty() {
                continue;
            }
            let before = self.page.text.len();
            if before == self.line.start {
                self.line.element = self.block();
                self.line.inlines = self.page.inlines.len() as u32;
            } else if self.space {
                self.page.text.push(' ');
            }
            self.space = false;
            self.page.text.push_str(word);
            let added = (self.page.text.len() - before) as u32;
            self.line.linked += if self.linked > 0 { added } else { 0 };
            self.line.bold += if self.bold > 0 { added } else { 0 };
            let start = self.line.source.map_or(place.start, |(start, _)| start);
            self.line.source = Some((start, place.end));
        }
    }

    /// The innermost open block.
    fn block(&self) -> u32 {
        self.open.iter().rev().take(REACH).find(|open| !open.tag.is_inline()).map_or(0, |open| open.element)
    }

    fn line_ends(&mut self) {
        self.space = false;
        let line = std::mem::take(&mut self.line);
        let kept = super::super::lines::trim(&self.page.text[line.start..]);
        let start = kept.as_ptr() as usize - self.page.text.as_ptr() as usize;
        let bytes = start..start + kept.len();
        if bytes.is_empty() {
            self.page.text.truncate(line.start);
        } else {
            self.page.text.truncate(bytes.end);
            let (from, to) = line.source.unwrap_or_default();
            self.page.rows.push(Row {
                bytes,
                source: from..to,
                element: line.element,
                linked: line.linked,
                bold: line.bold,
                inlines: line.inlines..self.page.inlines.len() as u32,
            });
            self.page.text.push('\n');
        }
        self.line.start = self.page.text.len();
    }
}
