//! Where things stand on a page: the headline, the article's paragraphs, and what the elements around a line call
//! themselves.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::same_words;
use crate::read::page::{Page, Row, Tag};

/// What the names of an element speak of, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Names(u16);

impl Names {
    pub const DATE: Self = Self(1);
    pub const PUBLISHED: Self = Self(1 << 1);
    pub const UPDATED: Self = Self(1 << 2);
    pub const AUTHOR: Self = Self(1 << 3);
    pub const HEAD: Self = Self(1 << 4);
    pub const OTHERS: Self = Self(1 << 5);
    pub const COMMENT: Self = Self(1 << 6);
    pub const FRAME: Self = Self(1 << 7);
    pub const CLOCK: Self = Self(1 << 8);
    pub const EVENT: Self = Self(1 << 9);
    pub const PHOTO: Self = Self(1 << 10);

    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn add(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Parts of class names and ids, and what they speak of. The longest wins: "candidate" is no "date".
const PARTS: &[(&str, Names)] = &[
    ("candidate", Names(0)),
    ("validate", Names(0)),
    ("mandate", Names(0)),
    ("sometime", Names(0)),
    ("timeline", Names(0)),
    ("authoring", Names(0)),
    ("date", Names::DATE),
    ("datum", Names::DATE),
    ("fecha", Names::DATE),
    ("tarih", Names::DATE),
    ("datetime", Names::DATE),
    ("timestamp", Names::DATE),
    ("time", Names::DATE),
    ("dateline", Names(Names::DATE.0 | Names::HEAD.0)),
    ("datepublished", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("publish", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("pubdate", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("pub-date", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("posted", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("issued", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("created", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("entry-date", Names(Names::DATE.0 | Names::PUBLISHED.0)),
    ("update", Names(Names::DATE.0 | Names::UPDATED.0)),
    ("modified", Names(Names::DATE.0 | Names::UPDATED.0)),
    ("revised", Names(Names::DATE.0 | Names::UPDATED.0)),
    ("lastmod", Names(Names::DATE.0 | Names::UPDATED.0)),
    ("author", Names::AUTHOR),
    ("autor", Names::AUTHOR),
    ("auteur", Names::AUTHOR),
    ("byline", Names(Names::AUTHOR.0 | Names::HEAD.0)),
    ("writer", Names::AUTHOR),
    ("journalist", Names::AUTHOR),
    ("reporter", Names::AUTHOR),
    ("contributor", Names::AUTHOR),
    ("creator", Names::AUTHOR),
    ("vcard", Names::AUTHOR),
    ("credit", Names::PHOTO),
    ("photo", Names::PHOTO),
    ("caption", Names::PHOTO),
    ("image", Names::PHOTO),
    ("copyright", Names::FRAME),
    ("header", Names::HEAD),
    ("headline", Names::HEAD),
    ("title", Names::HEAD),
    ("kicker", Names::HEAD),
    ("meta", Names::HEAD),
    ("article-info", Names::HEAD),
    ("articleinfo", Names::HEAD),
    ("post-info", Names::HEAD),
    ("publication", Names::HEAD),
    ("related", Names::OTHERS),
    ("recommend", Names::OTHERS),
    ("teaser", Names::OTHERS),
    ("sidebar", Names::OTHERS),
    ("widget", Names::OTHERS),
    ("latest", Names::OTHERS),
    ("popular", Names::OTHERS),
    ("trending", Names::OTHERS),
    ("most-read", Names::OTHERS),
    ("mostread", Names::OTHERS),
    ("recent", Names::OTHERS),
    ("more-", Names::OTHERS),
    ("read-more", Names::OTHERS),
    ("readmore", Names::OTHERS),
    ("carousel", Names::OTHERS),
    ("slider", Names::OTHERS),
    ("promo", Names::OTHERS),
    ("card", Names::OTHERS),
    ("next", Names::OTHERS),
    ("prev", Names::OTHERS),
    ("similar", Names::OTHERS),
    ("archive", Names::OTHERS),
    ("newsletter", Names::OTHERS),
    ("tweet", Names::OTHERS),
    ("twitter", Names::OTHERS),
    ("embed", Names::OTHERS),
    ("comment", Names::COMMENT),
    ("disqus", Names::COMMENT),
    ("reply", Names::COMMENT),
    ("replies", Names::COMMENT),
    ("respond", Names::COMMENT),
    ("footer", Names::FRAME),
    ("footnote", Names(0)),
    ("nav", Names::FRAME),
    ("menu", Names::FRAME),
    ("cookie", Names::FRAME),
    ("breadcrumb", Names::FRAME),
    ("clock", Names::CLOCK),
    ("today", Names::CLOCK),
    ("current", Names::CLOCK),
    ("topbar", Names::CLOCK),
    ("top-bar", Names::CLOCK),
    ("masthead", Names::CLOCK),
    ("weather", Names::CLOCK),
    ("site-header", Names::CLOCK),
    ("event", Names::EVENT),
    ("calendar", Names::EVENT),
    ("veranstaltung", Names::EVENT),
    ("start-date", Names::EVENT),
    ("end-date", Names::EVENT),
    ("deadline", Names::EVENT),
    ("prevent", Names(0)),
];

static MATCHER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let builder = &mut AhoCorasick::builder();
    builder
        .kind(Some(AhoCorasickKind::DFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(PARTS.iter().map(|(part, _)| part))
        .ok()
});

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    /// Long before the headline.
    Before,
    /// Right above the headline.
    Above,
    /// The headline, and between it and the first paragraph.
    Head,
    /// Among the paragraphs.
    Body,
    /// Right below the last paragraph.
    Below,
    /// Long after.
    After,
}

/// The places of a page.
pub(super) struct Places<'a> {
    page: &'a Page,
    /// The line that is the headline.
    pub headline: Option<usize>,
    /// The lines from the first paragraph of the article to the last.
    pub paragraphs: Range<usize>,
    /// The elements around the headline: what they call themselves says nothing.
    around: Vec<u32>,
    names: RefCell<Vec<Option<Names>>>,
}

impl<'a> Places<'a> {
    /// Finds the headline among the lines by what the page gives as its title, `stated`, best first.
    pub fn of(page: &'a Page, stated: &[&str]) -> Self {
        let headline = headline(page, stated);
        let paragraphs = paragraphs(page, headline.unwrap_or(0));
        let near = headline.or(Some(paragraphs.start)).and_then(|at| page.rows.get(at)).map_or(0, |row| row.element);
        let mut around: Vec<u32> = page.around(near).collect();
        around.sort_unstable();
        Self { page, headline, paragraphs, around, names: RefCell::new(vec![None; page.elements.len()]) }
    }

    /// The line that holds a byte of the page's text.
    pub fn row_at(&self, at: usize) -> usize {
        self.page.rows.partition_point(|row| row.bytes.end <= at)
    }

    pub fn zone(&self, row: usize) -> Zone {
        let head = self.headline.unwrap_or(self.paragraphs.start);
        if row < head {
            if row + 10 >= head { Zone::Above } else { Zone::Before }
        } else if row < self.paragraphs.start {
            Zone::Head
        } else if row < self.paragraphs.end {
            Zone::Body
        } else if row < self.paragraphs.end + 8 {
            Zone::Below
        } else {
            Zone::After
        }
    }

    /// What an element itself calls itself.
    pub fn own(&self, element: u32) -> Names {
        if let Some(&Some(known)) = self.names.borrow().get(element as usize) {
            return known;
        }
        let names = self.page.names(element);
        let names = names.split(" href=").next().unwrap_or_default();
        let mut found = Names::default();
        if let (Some(matcher), false) = (MATCHER.as_ref(), names.is_empty()) {
            for hit in matcher.find_iter(names) {
                found = PARTS.get(hit.pattern().as_usize()).map_or(found, |(_, names)| found.add(*names));
            }
        }
        found = match self.page.elements.get(element as usize).map(|e| e.tag) {
            Some(Tag::Time) => found.add(Names::DATE),
            Some(Tag::Aside) => found.add(Names::OTHERS),
            Some(Tag::Nav | Tag::Footer) => found.add(Names::FRAME),
            Some(Tag::Figure | Tag::Figcaption) => found.add(Names::PHOTO),
            _ => found,
        };
        if let Some(slot) = self.names.borrow_mut().get_mut(element as usize) {
            *slot = Some(found);
        }
        found
    }

    /// What an element and those around it call themselves, as far as they do not hold the headline as well.
    pub fn around(&self, element: u32) -> Names {
        self.within(element, 12)
    }

    /// The same, of the innermost three.
    pub fn close(&self, element: u32) -> Names {
        self.within(element, 3)
    }

    fn within(&self, element: u32, levels: usize) -> Names {
        let around = self.page.around(element).take(levels).take_while(|e| self.around.binary_search(e).is_err());
        around.fold(Names::default(), |names, e| names.add(self.own(e)))
    }

    /// True for what the page hides, unless it hides the headline as well: then scripts show it.
    pub fn is_hidden(&self, element: u32) -> bool {
        let hidden = |e: u32| self.page.elements.get(e as usize).is_some_and(|e| e.hidden);
        hidden(element) && !self.around.last().is_some_and(|&innermost| hidden(innermost))
    }
}

/// True when a line is a heading of the first level.
pub(super) fn is_first_heading(page: &Page, row: &Row) -> bool {
    page.around(row.element).take(4).any(|e| page.elements.get(e as usize).is_some_and(|e| e.tag == Tag::H1))
}

fn headline(page: &Page, stated: &[&str]) -> Option<usize> {
    let hidden = |row: &Row| page.elements.get(row.element as usize).is_some_and(|e| e.hidden);
    let first_headings: Vec<usize> = page
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.bytes.len() < 400 && is_first_heading(page, row))
        .map(|(at, _)| at)
        .take(20)
        .collect();
    let said = |at: &usize| {
        page.rows.get(*at).is_some_and(|row| stated.iter().any(|title| super::alike(page.words(row), title)))
    };
    first_headings
        .iter()
        .find(|at| said(at))
        .copied()
        .or_else(|| {
            let of_title = |row: &Row| stated.iter().any(|title| same_words(page.words(row), title));
            let linked = |row: &Row| row.linked as usize * 2 > row.bytes.len();
            let found = |free: bool| {
                page.rows
                    .iter()
                    .position(|row| row.bytes.len() < 400 && !hidden(row) && !(free && linked(row)) && of_title(row))
            };
            found(true).or_else(|| found(false))
        })
        .or_else(|| {
            first_headings
                .iter()
                .find(|&&at| {
                    page.rows.get(at).is_some_and(|row| !hidden(row) && page.words(row).split_whitespace().count() > 2)
                })
                .or(first_headings.first())
                .copied()
        })
}

/// From the first line of running text behind the headline to the last that stands in the same part of the page.
fn paragraphs(page: &Page, headline: usize) -> Range<usize> {
    let is_caption = |row: &Row| {
        page.around(row.element)
            .take(4)
            .any(|e| page.elements.get(e as usize).is_some_and(|e| matches!(e.tag, Tag::Figure | Tag::Figcaption)))
    };
    let is_prose = |row: &Row, least: usize| {
        row.bytes.len() >= least
            && !is_caption(row)
            && (row.linked as usize) * 2 < row.bytes.len()
            && page.elements.get(row.element as usize).is_some_and(|e| !e.hidden)
    };
    let find = |least: usize| {
        page.rows.iter().enumerate().skip(headline + 1).find(|(_, row)| is_prose(row, least)).map(|(at, _)| at)
    };
    let Some(first) = find(140).or_else(|| find(80)) else {
        let end = (headline + 1).min(page.rows.len());
        return end..end;
    };
    let parent = |row: &Row| page.around(row.element).nth(1).unwrap_or(0);
    let home = page.rows.get(first).map_or(0, parent);
    let mut last = first;
    for (at, row) in page.rows.iter().enumerate().skip(first).filter(|(_, row)| is_prose(row, 80)) {
        let inside = page.around(row.element).take(5).any(|e| e == home);
        if inside {
            last = at;
        } else if at > last + 60 {
            break;
        }
    }
    first..last + 1
}
