//! The second step: boosted trees over numbers, among them what the first step says of the line, of those near it and of
//! all that stand in the same elements.

use std::collections::{HashMap, HashSet};

use doublecheck_grammar::learn::features::KeyMap;

use super::spot::{form_of, small};
use super::view::{KINDS, Kind, View};
use crate::read::page::Tag;

/// Number of numbers of a line.
pub(super) const NUMBERS: usize = 100;

/// What the trees are asked about a line.
pub(super) type Numbers = [f32; NUMBERS];

/// Below this, and with nothing better close by, a line is page without further questions.
const SURELY_PAGE: f32 = 0.004;
/// So many lines are close by.
const CLOSE: usize = 4;

/// The lines that are worth a question: those that the first step does not rule out.
pub(super) fn asked(spotted: &[f32]) -> Vec<usize> {
    let likely = |at: usize| {
        let near = &spotted[at.saturating_sub(CLOSE)..(at + CLOSE + 1).min(spotted.len())];
        spotted[at] >= SURELY_PAGE || near.iter().any(|&p| p > 0.2)
    };
    (0..spotted.len()).filter(|&at| likely(at)).collect()
}

/// Sums over a group of lines.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    lines: f32,
    words: f32,
    article: f32,
}

impl Sum {
    fn add(&mut self, words: f32, probability: f32) {
        self.lines += 1.0;
        self.words += words;
        self.article += words * probability;
    }

    fn share(&self) -> f32 {
        self.article / self.words.max(1.0)
    }
}

/// Describes the lines `asked` by numbers.
pub(super) fn describe(view: &View<'_>, spotted: &[f32], asked: &[usize]) -> Vec<Numbers> {
    let page = Page::of(view, spotted);
    let vocabulary = Vocabulary::of(view, spotted, asked);
    asked.iter().map(|&line| page.numbers(line, &vocabulary)).collect()
}

/// The longer words of the lines asked about, and how much of the likely article holds each.
struct Vocabulary {
    /// By word: the sum of the probabilities of the lines that hold it.
    weights: KeyMap<f32>,
    headline: HashSet<u32>,
}

/// Shorter words say little of what a text is about.
const LONG: usize = 5;

fn long_words(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() >= LONG).take(60).map(small)
}

impl Vocabulary {
    fn of(view: &View<'_>, spotted: &[f32], asked: &[usize]) -> Self {
        let mut weights: KeyMap<f32> = KeyMap::default();
        for &line in asked.iter().filter(|&&line| spotted[line] > 0.1) {
            for word in long_words(view.lines[line].text) {
                *weights.entry(word).or_default() += spotted[line];
            }
        }
        let headline = view.headline.map(|at| long_words(view.lines[at].text).collect()).unwrap_or_default();
        Self { weights, headline }
    }

    /// Share of a line's words that the rest of the likely article has, and how many of them the headline has.
    fn shared(&self, text: &str, own: f32) -> (f32, f32) {
        let own = if own > 0.1 { own } else { 0.0 };
        let (mut all, mut there, mut head) = (0.0, 0.0, 0.0);
        for word in long_words(text) {
            all += 1.0;
            there += flag(self.weights.get(&word).is_some_and(|w| w - own > 0.5));
            head += flag(self.headline.contains(&word));
        }
        (if all > 0.0 { there / all } else { -1.0 }, head)
    }
}

/// A stretch of lines most of which are likely, with gaps of few lines.
#[derive(Debug, Clone, Copy, Default)]
struct Stretch {
    first: usize,
    last: usize,
    article: f32,
}

/// So many unlikely lines do not part a stretch.
const GAP: usize = 3;

fn stretches(spotted: &[f32], words: &[f32]) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for at in (0..spotted.len()).filter(|&at| spotted[at] > 0.3) {
        let article = spotted[at] * words[at];
        match stretches.last_mut() {
            Some(last) if at - last.last <= GAP + 1 => {
                last.last = at;
                last.article += article;
            }
            _ => stretches.push(Stretch { first: at, last: at, article }),
        }
    }
    stretches
}

/// A page with what the first step says of it.
struct Page<'a> {
    view: &'a View<'a>,
    spotted: &'a [f32],
    words: Vec<f32>,
    /// Words of article before each line, and in all.
    before: Vec<f32>,
    all: f32,
    /// By element: sums over the lines under it.
    under: Vec<Sum>,
    /// Lines of the same make: same tags and names.
    alike: Vec<Sum>,
    make: Vec<usize>,
    /// The innermost element with nine tenths of the article, and with six tenths.
    cores: [u32; 2],
    last_likely: Vec<usize>,
    next_likely: Vec<usize>,
    stretches: Vec<Stretch>,
    /// The stretch with most of the article.
    main: Stretch,
}

impl<'a> Page<'a> {
    fn of(view: &'a View<'a>, spotted: &'a [f32]) -> Self {
        let count = spotted.len();
        let words: Vec<f32> = view.lines.iter().map(|l| l.look.words as f32).collect();
        let mut before = Vec::with_capacity(count);
        let mut all = 0.0;
        for at in 0..count {
            before.push(all);
            all += words[at] * spotted[at];
        }
        let mut page = Self {
            view,
            spotted,
            words,
            before,
            all,
            under: Vec::new(),
            alike: Vec::new(),
            make: vec![0; count],
            cores: [0; 2],
            last_likely: Vec::with_capacity(count),
            next_likely: vec![count; count],
            stretches: Vec::new(),
            main: Stretch::default(),
        };
        page.stretches = stretches(spotted, &page.words);
        page.main =
            page.stretches.iter().copied().fold(Stretch::default(), |a, b| if b.article > a.article { b } else { a });
        let mut last = usize::MAX;
        for (at, &probability) in spotted.iter().enumerate() {
            page.last_likely.push(last);
            if probability > 0.5 {
                last = at;
            }
        }
        let mut next = count;
        for at in (0..count).rev() {
            page.next_likely[at] = next;
            if spotted[at] > 0.5 {
                next = at;
            }
        }
        page.elements();
        page.makes();
        page
    }

    fn elements(&mut self) {
        let Some(page) = self.view.page else { return };
        self.under = vec![Sum::default(); page.elements.len()];
        for (at, row) in page.rows.iter().enumerate() {
            self.under[row.element as usize].add(self.words[at], self.spotted[at]);
        }
        for at in (1..page.elements.len()).rev() {
            let own = self.under[at];
            let above = &mut self.under[page.elements[at].parent as usize];
            above.lines += own.lines;
            above.words += own.words;
            above.article += own.article;
        }
        // Children come after their parents: the last element with enough is the innermost.
        for (core, share) in self.cores.iter_mut().zip([0.9, 0.6]) {
            let least = self.all * share;
            let inner = self.under.iter().rposition(|sum| self.all > 0.0 && sum.article >= least);
            *core = inner.unwrap_or(0) as u32;
        }
    }

    fn makes(&mut self) {
        let mut known: HashMap<(u32, u32), usize> = HashMap::new();
        for at in 0..self.spotted.len() {
            let make = match self.view.page {
                Some(page) => {
                    let around = &self.view.around[at];
                    let own = doublecheck_grammar::learn::text_key(page.names(around[0]));
                    let above = doublecheck_grammar::learn::text_key(page.names(around[1]));
                    let tags = self.view.tag(at, 0) as u32 * 256 + self.view.tag(at, 1) as u32;
                    (tags, doublecheck_grammar::learn::key(own, above))
                }
                None => (super::spot::steps(self.view.lines[at].look.words), u32::from(self.view.lines[at].look.ends)),
            };
            let next = known.len();
            let make = *known.entry(make).or_insert(next);
            if make == self.alike.len() {
                self.alike.push(Sum::default());
            }
            self.alike[make].add(self.words[at], self.spotted[at]);
            self.make[at] = make;
        }
    }

    fn near(&self, line: usize, step: isize) -> f32 {
        line.checked_add_signed(step).and_then(|at| self.spotted.get(at)).copied().unwrap_or(-0.1)
    }

    fn numbers(&self, line: usize, vocabulary: &Vocabulary) -> Numbers {
        let view = self.view;
        let look = &view.lines[line].look;
        let mut row = Row { numbers: [0.0; NUMBERS], filled: 0 };
        let count = self.spotted.len();
        // What the first step says.
        row.put(self.spotted[line]);
        for step in [-1, 1, -2, 2, -3, 3] {
            row.put(self.near(line, step));
        }
        for window in [4usize, 12] {
            let mut sum = Sum::default();
            let mut behind = Sum::default();
            for at in line.saturating_sub(window)..line {
                sum.add(self.words[at], self.spotted[at]);
            }
            for at in line + 1..(line + 1 + window).min(count) {
                behind.add(self.words[at], self.spotted[at]);
            }
            row.put(sum.share());
            row.put(behind.share());
            row.put(sum.article);
            row.put(behind.article);
        }
        row.put(self.before[line] / self.all.max(1.0));
        row.put((self.all - self.before[line] - self.words[line] * self.spotted[line]) / self.all.max(1.0));
        row.put(self.all);
        let last = self.last_likely[line];
        row.put(if last == usize::MAX { 99.0 } else { (line - last) as f32 });
        row.put((self.next_likely[line].saturating_sub(line) as f32).min(99.0));
        let same = self.alike[self.make[line]];
        row.put(same.share());
        row.put(same.lines);
        row.put(same.article / self.all.max(1.0));
        let own = self.stretches.partition_point(|s| s.last < line);
        let own = self.stretches.get(own).filter(|s| s.first <= line).copied().unwrap_or_default();
        row.put(own.article / self.all.max(1.0));
        row.put(own.article / self.main.article.max(1.0));
        row.put(if line < self.main.first {
            line as f32 - self.main.first as f32
        } else {
            line.saturating_sub(self.main.last) as f32
        });
        row.put(self.main.article / self.all.max(1.0));
        let (shared, of_headline) = vocabulary.shared(view.lines[line].text, self.spotted[line]);
        row.put(shared);
        row.put(of_headline);
        let short =
            |lines: &mut dyn Iterator<Item = usize>| lines.take(6).filter(|&at| self.words[at] < 6.0).count() as f32;
        row.put(short(&mut (0..line).rev()));
        row.put(short(&mut (line + 1..count)));
        // Its own looks.
        row.put(look.words as f32);
        row.put(view.lines[line].text.len() as f32 / look.words.max(1) as f32);
        row.put(view.link_share(line));
        row.put(view.bold_share(line));
        for share in [look.glue, look.widget, look.digits, look.upper, look.capital] {
            row.put(look.share(share));
        }
        row.put(look.commas as f32);
        row.put(look.stops as f32);
        row.put(flag(look.ends));
        row.put(flag(look.colon));
        row.put(flag(look.quoted));
        row.put(flag(look.address));
        row.put(look.bars as f32);
        row.put(look.repeats as f32);
        row.put(form_of(view, line) as f32);
        // Its neighbours' looks.
        for step in [-1isize, 1, -2, 2] {
            let other = line.checked_add_signed(step).filter(|&at| at < count);
            row.put(other.map_or(-1.0, |at| self.words[at]));
            row.put(other.map_or(-1.0, |at| view.link_share(at)));
            row.put(other.map_or(-1.0, |at| flag(view.lines[at].look.ends)));
        }
        // Its place.
        row.put(line as f32);
        row.put(line as f32 / count.max(1) as f32);
        row.put(count as f32);
        row.put(view.headline.map_or(-999.0, |at| line as f32 - at as f32));
        let (text, summary) = view.stated[line];
        row.put(if view.states_text { text } else { -1.0 });
        row.put(summary);
        // Its elements.
        let around = view.around.get(line).copied().unwrap_or_default();
        for (level, &element) in around.iter().enumerate().take(4) {
            let under = self.under.get(element as usize).copied().unwrap_or_default();
            row.put(under.share());
            row.put(under.article / self.all.max(1.0));
            if level > 0 {
                row.put(under.lines);
                row.put(view.under.get(element as usize).map_or(0.0, |u| u.link_share()));
            }
        }
        for core in self.cores {
            let depth = view.page.map(|page| page.levels(around[0], core).filter(|_| core != 0));
            row.put(match depth {
                None => -2.0,
                Some(None) => {
                    if core == 0 {
                        20.0
                    } else {
                        -1.0
                    }
                }
                Some(Some(depth)) => depth as f32,
            });
        }
        let kinds = view.kinds_of(line);
        row.put(flag(kinds & (Kind::Article.bit() | Kind::Main.bit()) != 0));
        row.put(flag(kinds & (Kind::Nav.bit() | Kind::Footer.bit() | Kind::Aside.bit()) != 0));
        row.put(flag(kinds & (Kind::Figure.bit()) != 0));
        row.put(flag(kinds & (Kind::Form.bit() | Kind::Button.bit() | Kind::Dialog.bit()) != 0));
        row.put(flag(kinds & (Kind::List.bit()) != 0));
        row.put(flag(kinds & (Kind::Table.bit()) != 0));
        row.put(flag(kinds & (Kind::Quote.bit()) != 0));
        row.put(flag(kinds & Kind::Hidden.bit() != 0));
        row.put(flag(kinds & (Kind::Header.bit()) != 0));
        let tag = view.tag(line, 0);
        row.put(match tag {
            Tag::P => 1.0,
            Tag::Li => 2.0,
            tag if tag.is_heading() => 3.0 + (tag as u8 - Tag::H1 as u8) as f32,
            Tag::Td | Tag::Th => 10.0,
            Tag::Figcaption => 11.0,
            Tag::Div => 12.0,
            _ => 0.0,
        });
        row.numbers
    }
}

const _: () = assert!(KINDS <= 32, "kinds are bits of a number");

struct Row {
    numbers: Numbers,
    filled: usize,
}

impl Row {
    fn put(&mut self, number: f32) {
        self.numbers[self.filled] = number;
        self.filled += 1;
    }
}

fn flag(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}
