//! An HTML page as lines of text, each with the elements it stands in and its place in the source.
//!
//! The tokenizer is the standard's; of tree building only what lines need is done: end tags that pages leave out are
//! supplied, stray ones ignored. Elements are kept in a flat list, parents before children, so that a page of any depth
//! costs time and memory in proportion to its length.

mod builder;
mod script;
mod tag;
mod tokens;

use std::ops::Range;

pub(super) use tag::Tag;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The text of the lines, parted by line feeds; white space inside them folded, entities decoded.
    pub text: String,
    /// The lines of `text`, none of them empty.
    pub rows: Vec<Row>,
    /// Elements with text in or under them; the first is the page itself.
    pub elements: Vec<Element>,
    /// Named elements inside lines: links, spans, times.
    pub inlines: Vec<Inline>,
    /// Names and attribute values, see [`Page::names`].
    names: String,
    /// `meta` elements: name in small letters, content.
    pub metas: Vec<(String, String)>,
    /// The `title` element of the head.
    pub title: Option<String>,
    /// The canonical address.
    pub canonical: Option<String>,
    /// The language the page says it is in.
    pub language: Option<String>,
    /// Scripts of type JSON-LD, as they stand.
    pub linked_data: Vec<String>,
    /// Dates that scripts give names of publication: the name, the value.
    pub script_dates: Vec<(&'static str, String)>,
    /// What elements state for machines beside their text: times, and other properties.
    pub values: Vec<Value>,
}

/// A value that an element states for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    pub words: String,
    pub element: u32,
    /// Where the element begins, in bytes of the page's text.
    pub at: usize,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands in the page's text, in bytes.
    pub bytes: Range<usize>,
    /// Where it stands in the source, in bytes.
    pub source: Range<usize>,
    /// The innermost block element that holds it.
    pub element: u32,
    /// Bytes of it inside links.
    pub linked: u32,
    /// Bytes of it in bold.
    pub bold: u32,
    /// Inline elements that begin in it.
    pub inlines: Range<u32>,
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub tag: Tag,
    /// Its parent; the first element is its own.
    pub parent: u32,
    /// True when the page hides it until something is clicked, or for good; also for what stands in a hidden one.
    pub hidden: bool,
    /// How many elements it stands in.
    depth: u32,
    /// The elements from its own place up to here are it and those inside it.
    end: u32,
    names: Range<u32>,
}

/// An element inside a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inline {
    pub element: u32,
    /// Its text, in bytes of the page's text.
    pub bytes: Range<usize>,
}

impl Page {
    /// Reads a page. Linear in its length.
    pub fn of(html: &str) -> Self {
        builder::build(html)
    }

    /// Class, id, role, itemprop, rel and address of an element, in small letters, parted by spaces.
    pub fn names(&self, element: u32) -> &str {
        self.elements
            .get(element as usize)
            .and_then(|e| self.names.get(e.names.start as usize..e.names.end as usize))
            .unwrap_or_default()
    }

    /// The words of a line.
    pub fn words(&self, row: &Row) -> &str {
        self.text.get(row.bytes.clone()).unwrap_or_default()
    }

    /// The element and those around it, inside out, without the page itself.
    pub fn around(&self, element: u32) -> impl Iterator<Item = u32> + '_ {
        let up = move |&at: &u32| self.elements.get(at as usize).map(|e| e.parent).filter(|&p| p != at);
        std::iter::successors(Some(element), up).take_while(|&at| at != 0)
    }

    /// How many levels up from an element another stands around it: 0 for itself, none when it does not. Takes constant
    /// time, so that deep pages cost no more than flat ones.
    pub fn levels(&self, element: u32, outer: u32) -> Option<u32> {
        let (own, around) = (self.elements.get(element as usize)?, self.elements.get(outer as usize)?);
        (outer..around.end).contains(&element).then(|| own.depth - around.depth)
    }
}
