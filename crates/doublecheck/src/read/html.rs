//! HTML pages: the article's text, and what the page states about it.
//!
//! `dom_smoothie` (a port of Readability) finds the article. It parses into a tree, so pages that would make a tree
//! deep or huge are kept from it and read flat, as plain text with its furniture.

use dom_smoothie::{Config, Readability};

use crate::model::Label;

use super::fields::{Authors, Fields, PageDate};
use super::markup::{Flat, extent, flatten};

/// Deepest nesting that is parsed into a tree. Pages of news stay below 100.
const DEPTH: usize = 400;
/// Most elements left open without their end tag.
const UNCLOSED: usize = 5_000;
/// Most elements parsed into a tree.
const ELEMENTS: usize = 40_000;
/// Largest page parsed into a tree.
const BYTES: usize = 6 << 20;

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The headline.
    pub title: Option<(String, &'static str)>,
    /// Blocks of text, without the headline.
    pub blocks: Vec<Flat>,
    /// True when the blocks are the article as an extractor found it, false for the whole page.
    pub extracted: bool,
    /// The outlet, and the field that names it.
    pub outlet: Option<(String, &'static str)>,
    /// Who wrote it.
    pub authors: Option<Authors>,
    /// Address that the page gives as its own.
    pub url: Option<String>,
    /// Dates it states.
    pub dates: Vec<PageDate>,
    /// The language it says it is in.
    pub language: Option<String>,
    /// Why it was read flat, if so.
    pub too_large: Option<String>,
}

/// Reads a page. Linear for hostile pages; at most a few milliseconds per 100 kB for others.
pub(super) fn page(html: &str, url: Option<&str>) -> Page {
    let fields = Fields::of(&super::page::Page::of(html), url);
    let size = extent(html);
    let mut page = Page {
        title: fields.title,
        outlet: fields.outlet,
        authors: fields.authors,
        url: fields.url,
        dates: fields.dates,
        language: fields.language,
        ..Page::default()
    };
    if size.depth > DEPTH || size.unclosed > UNCLOSED || size.elements > ELEMENTS || html.len() > BYTES {
        page.too_large =
            Some(format!("{} elements, nested up to {} deep", size.elements, size.depth.max(size.unclosed)));
    } else if let Some(blocks) = extract(html) {
        page.blocks = blocks;
        page.extracted = true;
    }
    if page.blocks.is_empty() {
        page.blocks = flatten(html);
        page.extracted = false;
    }
    if let Some((title, _)) = &page.title {
        page.blocks.retain(|block| block.text != *title);
    }
    page
}

fn extract(html: &str) -> Option<Vec<Flat>> {
    let config = Config { max_elements_to_parse: ELEMENTS * 2, disable_json_ld: true, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    let blocks = flatten(&article.content);
    (!blocks.is_empty()).then_some(blocks)
}

/// The text of a page as published by the model: headline, then blocks, parted by blank lines; and what the markup
/// says each line is.
pub(super) fn text(page: &Page) -> (String, Vec<Option<Label>>) {
    let mut text = String::new();
    let mut labels = Vec::new();
    if let Some((title, _)) = &page.title {
        text.push_str(title);
        labels.push(Some(Label::Title));
    }
    for block in &page.blocks {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&block.text);
        labels.push(block.label);
    }
    (text, labels)
}
