//! What can be seen of the lines of a page: their words, the elements they stand in, what the page states elsewhere.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use doublecheck_grammar::learn::features::KeyHasher;
use doublecheck_grammar::learn::{key, text_key};

use crate::read::form::Form;
use crate::read::lines::Line;
use crate::read::page::{Page, Tag};

/// Elements around a line that are looked at, inside out.
pub(super) const LEVELS: usize = 6;

/// The lines of a page or plain text with all that is known of each.
pub(super) struct View<'a> {
    pub lines: &'a [Line<'a>],
    /// The page of which they are the rows; none for plain text.
    pub page: Option<&'a Page>,
    /// For each line, the elements around it, inside out; 0 where there are no more.
    pub around: Vec<[u32; LEVELS]>,
    /// For each element, what is under it.
    pub under: Vec<Under>,
    /// For each element, the kinds of elements that it stands in or is: bits of [`Kind`].
    pub kinds: Vec<u32>,
    /// The element that most running text stands under, closely.
    pub top: u32,
    /// The line that repeats the headline that the page states.
    pub headline: Option<usize>,
    /// For each line, the share of it that the page's data give as the article's text, and as its summary.
    pub stated: Vec<(f32, f32)>,
    /// For each line, what its form alone tells.
    pub forms: &'a [Option<Form>],
    /// True when the page's data give the article's text.
    pub states_text: bool,
}

/// What stands under an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Under {
    pub words: u32,
    pub linked: u32,
    pub prose: u32,
    pub lines: u32,
}

impl Under {
    /// Share of the words that are links.
    pub fn link_share(&self) -> f32 {
        self.linked as f32 / self.words.max(1) as f32
    }
}

/// Kinds of elements that tell what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Article,
    Main,
    Nav,
    Header,
    Footer,
    Aside,
    Form,
    Figure,
    List,
    Table,
    Quote,
    Button,
    Hidden,
    Dialog,
    Link,
    Section,
}

/// Number of [`Kind`]s.
pub(super) const KINDS: usize = 16;

impl Kind {
    fn of(tag: Tag) -> Option<Self> {
        Some(match tag {
            Tag::Article => Self::Article,
            Tag::Main => Self::Main,
            Tag::Nav | Tag::Menu => Self::Nav,
            Tag::Header => Self::Header,
            Tag::Footer => Self::Footer,
            Tag::Aside => Self::Aside,
            Tag::Form | Tag::Fieldset => Self::Form,
            Tag::Figure | Tag::Figcaption => Self::Figure,
            Tag::Ul | Tag::Ol | Tag::Dl => Self::List,
            Tag::Table => Self::Table,
            Tag::Blockquote => Self::Quote,
            Tag::Button => Self::Button,
            Tag::Dialog => Self::Dialog,
            Tag::A => Self::Link,
            Tag::Section => Self::Section,
            _ => return None,
        })
    }

    pub fn bit(self) -> u32 {
        1 << self as u32
    }
}

impl<'a> View<'a> {
    /// Looks at the lines, of which `forms` are the forms. `page` is the page whose rows they are. `headline` is the headline
    /// that a field states.
    pub fn of(
        lines: &'a [Line<'a>],
        forms: &'a [Option<Form>],
        page: Option<&'a Page>,
        headline: Option<&str>,
    ) -> Self {
        let mut view = Self {
            lines,
            page,
            around: Vec::new(),
            under: Vec::new(),
            kinds: Vec::new(),
            top: 0,
            headline: headline.and_then(|headline| first_like(lines, headline)),
            stated: vec![(0.0, 0.0); lines.len()],
            forms,
            states_text: false,
        };
        if let Some(page) = page {
            view.elements(page);
            view.stated(page);
        }
        view
    }

    /// Share of a line's letters that are links.
    pub fn link_share(&self, line: usize) -> f32 {
        let Some(row) = self.page.and_then(|page| page.rows.get(line)) else { return 0.0 };
        row.linked as f32 / row.bytes.len().max(1) as f32
    }

    /// Share of a line's letters that are bold.
    pub fn bold_share(&self, line: usize) -> f32 {
        let Some(row) = self.page.and_then(|page| page.rows.get(line)) else { return 0.0 };
        row.bold as f32 / row.bytes.len().max(1) as f32
    }

    /// The tag of an element around a line.
    pub fn tag(&self, line: usize, level: usize) -> Tag {
        let element = self.around.get(line).map_or(0, |around| around[level]);
        self.page.and_then(|page| page.elements.get(element as usize)).map_or(Tag::Other, |e| e.tag)
    }

    /// The kinds of elements that a line stands in.
    pub fn kinds_of(&self, line: usize) -> u32 {
        self.around.get(line).and_then(|around| self.kinds.get(around[0] as usize)).copied().unwrap_or(0)
    }

    fn elements(&mut self, page: &Page) {
        self.kinds = Vec::with_capacity(page.elements.len());
        for element in &page.elements {
            let above = self.kinds.get(element.parent as usize).copied().unwrap_or(0);
            let hidden = if element.hidden { Kind::Hidden.bit() } else { 0 };
            self.kinds.push(above | hidden | Kind::of(element.tag).map_or(0, Kind::bit));
        }
        self.under = vec![Under::default(); page.elements.len()];
        let mut points = vec![0f32; page.elements.len()];
        for (row, line) in page.rows.iter().zip(self.lines) {
            let mut around = [0; LEVELS];
            for (slot, element) in around.iter_mut().zip(page.around(row.element)) {
                *slot = element;
            }
            let link_share = row.linked as f32 / row.bytes.len().max(1) as f32;
            let look = &line.look;
            let words = look.words as u32;
            if let Some(under) = self.under.get_mut(row.element as usize) {
                under.words += words;
                under.linked += (words as f32 * link_share) as u32;
                under.prose += if look.is_prose() && link_share < 0.5 { words } else { 0 };
                under.lines += 1;
            }
            if look.is_prose() {
                // As in Readability: a paragraph speaks for what holds it, less for what holds that.
                let inside = usize::from(matches!(self.page_tag(page, around[0]), Tag::P | Tag::Li | Tag::Td));
                let point = look.words.min(80) as f32 * (1.0 - link_share);
                for (level, share) in [(inside, 1.0), (inside + 1, 0.5), (inside + 2, 0.33)] {
                    if let Some(sum) = around.get(level).and_then(|&e| points.get_mut(e as usize)) {
                        *sum += point * share;
                    }
                }
            }
            self.around.push(around);
        }
        for at in (1..page.elements.len()).rev() {
            let own = self.under[at];
            if let Some(above) = page.elements.get(at).and_then(|e| self.under.get_mut(e.parent as usize)) {
                above.words += own.words;
                above.linked += own.linked;
                above.prose += own.prose;
                above.lines += own.lines;
            }
        }
        let score = |at: usize| points[at] * (1.0 - self.under[at].link_share());
        let with_points = (1..points.len()).filter(|&at| points[at] > 0.0);
        let top = with_points.fold(0, |top, at| if top == 0 || score(at) > score(top) { at } else { top });
        self.top = top as u32;
    }

    fn page_tag(&self, page: &Page, element: u32) -> Tag {
        page.elements.get(element as usize).map_or(Tag::Other, |e| e.tag)
    }

    /// Compares the lines with what the page's data give as text and summary.
    fn stated(&mut self, page: &Page) {
        let mut text = Grams::default();
        for script in &page.linked_data {
            if let Some(body) = article_body(script) {
                text.add(&body);
            }
        }
        let mut summary = Grams::default();
        for (name, content) in &page.metas {
            if matches!(name.as_str(), "og:description" | "description" | "twitter:description") {
                summary.add(content);
            }
        }
        self.states_text = text.0.len() > 50;
        if text.0.is_empty() && summary.0.is_empty() {
            return;
        }
        for (line, stated) in self.lines.iter().zip(&mut self.stated) {
            *stated = (text.share(line.text), summary.share(line.text));
        }
    }
}

/// The first line that is the headline, marks aside.
fn first_like(lines: &[Line<'_>], headline: &str) -> Option<usize> {
    let fold =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    let wanted = fold(headline);
    if wanted.is_empty() {
        return None;
    }
    lines.iter().position(|line| line.text.len().abs_diff(headline.len()) <= 12 && fold(line.text) == wanted)
}

/// The text of the article in a JSON-LD script, tags and all.
fn article_body(script: &str) -> Option<String> {
    let at = script.find("\"articleBody\"")?;
    let rest = script.get(at + "\"articleBody\"".len()..)?.trim_start().strip_prefix(':')?;
    serde_json::Deserializer::from_str(rest).into_iter::<String>().next()?.ok()
}

/// Runs of three words of a text.
#[derive(Default)]
struct Grams(HashSet<u32, BuildHasherDefault<KeyHasher>>);

impl Grams {
    fn add(&mut self, text: &str) {
        self.0.extend(grams(text));
    }

    /// Share of the runs of a text that are there.
    fn share(&self, text: &str) -> f32 {
        let (mut all, mut there) = (0, 0);
        for gram in grams(text) {
            all += 1;
            there += usize::from(self.0.contains(&gram));
        }
        there as f32 / all.max(1) as f32
    }
}

fn grams(text: &str) -> impl Iterator<Item = u32> + '_ {
    let mut last = [0u32; 2];
    let mut count = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).filter_map(move |word| {
        let word = text_key(word);
        let gram = key(key(last[0], last[1]), word);
        last = [last[1], word];
        count += 1;
        (count >= 3).then_some(gram)
    })
}
