//! The first step: a chain over the lines, by what each looks like, where it stands and what stands beside it.

use doublecheck_grammar::learn::{Features, key, text_key};

use super::view::{KINDS, LEVELS, View};
use crate::read::form::Form;
use crate::read::page::Page;

/// Labels of the chain: page and article.
pub(super) const LABELS: usize = 2;
/// The label of a line of the article.
pub(super) const ARTICLE: usize = 1;

/// Describes all lines.
pub(super) fn describe(view: &View<'_>) -> Features {
    let mut features = Features::default();
    let words = view.page.map(|page| Names::of(page, view));
    let total = view.lines.len();
    for line in 0..total {
        let mut sink = Sink { features: &mut features, template: 0 };
        look(view, line, &mut sink);
        wording(view, line, &mut sink);
        neighbours(view, line, &mut sink);
        place(view, line, total, &mut sink);
        if let (Some(page), Some(words)) = (view.page, &words) {
            elements(view, page, words, line, &mut sink);
        }
        features.end_position();
    }
    features
}

struct Sink<'a> {
    features: &'a mut Features,
    template: u32,
}

impl Sink<'_> {
    /// The next kind of feature, with a value.
    fn put(&mut self, value: u32) {
        self.template += 1;
        self.features.push(key(self.template, value));
    }

    /// Features of one kind with many values.
    fn bag(&mut self, values: impl Iterator<Item = u32>) {
        self.template += 1;
        for value in values {
            self.features.push(key(self.template, value));
        }
    }
}

/// Few steps for a count: 0, 1, 2, 3, 4-5, 6-8, 9-12, ...
pub(super) fn steps(count: usize) -> u32 {
    match count {
        0..=3 => count as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=12 => 6,
        13..=18 => 7,
        19..=28 => 8,
        29..=45 => 9,
        46..=80 => 10,
        81..=150 => 11,
        _ => 12,
    }
}

/// Six steps for a share: none, little, ..., all.
fn fifths(share: f32) -> u32 {
    if share <= 0.0 { 0 } else { 1 + (share * 5.0).min(5.0) as u32 }
}

fn outline(view: &View<'_>, line: usize) -> u32 {
    let Some(it) = view.lines.get(line) else { return 9999 };
    let look = &it.look;
    steps(look.words) * 32 + u32::from(look.ends) * 16 + fifths(view.link_share(line))
}

fn look(view: &View<'_>, line: usize, sink: &mut Sink<'_>) {
    let look = &view.lines[line].look;
    let (words, linked) = (steps(look.words), fifths(view.link_share(line)));
    sink.put(0);
    sink.put(words);
    sink.put(words * 8 + linked);
    sink.put(linked * 2 + u32::from(look.ends));
    sink.put(fifths(look.share(look.glue)) * 16 + words);
    sink.put(fifths(look.share(look.widget)));
    sink.put(fifths(look.share(look.capital)) * 2 + u32::from(look.ends));
    sink.put(fifths(look.share(look.upper)));
    sink.put(fifths(look.share(look.digits)) * 16 + words);
    sink.put(steps(look.stops) * 2 + u32::from(look.ends));
    sink.put(steps(look.commas));
    sink.put(u32::from(look.quoted) * 4 + u32::from(look.colon) * 2 + u32::from(look.address));
    sink.put(steps(look.bars));
    sink.put(look.repeats.min(4) as u32);
    sink.put(form_of(view, line));
}

/// What a line's form tells, as a number.
pub(super) fn form_of(view: &View<'_>, line: usize) -> u32 {
    match view.forms.get(line).and_then(Option::as_ref) {
        None => 0,
        Some(Form::Stamp(_)) => 1,
        Some(Form::Whole(label)) => 2 + *label as u32,
    }
}

fn wording(view: &View<'_>, line: usize, sink: &mut Sink<'_>) {
    let text = view.lines[line].text;
    let mut first = [0u32; 3];
    let mut last = 0;
    let mut count = 0usize;
    let mut whole = 0u32;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let folded = small(word);
        if let Some(slot) = first.get_mut(count) {
            *slot = folded;
        }
        if count < 6 {
            whole = key(whole, folded);
        }
        last = folded;
        count += 1;
        // Of long lines the end is found from behind.
        if count == 6 && text.len() > 200 {
            let tail = text.rsplit(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty());
            last = tail.map_or(0, small);
            count = 99;
            break;
        }
    }
    sink.put(first[0]);
    sink.put(key(first[0], first[1]));
    sink.put(key(key(first[0], first[1]), first[2]));
    sink.put(last);
    sink.put(if count <= 6 { whole } else { 0 });
    sink.bag(
        (count <= 12 && count > 1)
            .then(|| text.split(|c: char| !c.is_alphanumeric()))
            .into_iter()
            .flatten()
            .filter(|w| !w.is_empty())
            .map(small),
    );
}

/// The key of a word in small letters.
pub(super) fn small(word: &str) -> u32 {
    let mut buffer = [0u8; 32];
    if word.len() <= buffer.len() && word.is_ascii() {
        for (slot, byte) in buffer.iter_mut().zip(word.bytes()) {
            *slot = byte.to_ascii_lowercase();
        }
        return std::str::from_utf8(&buffer[..word.len()]).map_or(0, text_key);
    }
    text_key(&word.to_lowercase())
}

fn neighbours(view: &View<'_>, line: usize, sink: &mut Sink<'_>) {
    let own = outline(view, line);
    for step in [-1isize, 1, -2, 2, -3, 3] {
        sink.put(line.checked_add_signed(step).map_or(9998, |at| outline(view, at)));
    }
    let near = |step: isize| line.checked_add_signed(step).map_or(9998, |at| outline(view, at));
    sink.put(key(near(-1), own));
    sink.put(key(near(1), own));
    for step in [-1isize, 1] {
        let other = line.checked_add_signed(step).filter(|&at| at < view.lines.len());
        sink.put(other.map_or(99, |at| form_of(view, at)));
        let same = |level: usize| {
            other.is_some_and(|at| {
                view.around.get(at).zip(view.around.get(line)).is_some_and(|(a, b)| a[level] == b[level])
            })
        };
        sink.put(u32::from(same(0)) * 4 + u32::from(same(1)) * 2 + u32::from(same(2)));
        sink.put(other.map_or(99, |at| view.tag(at, 0) as u32));
    }
    let prose = |steps: &mut dyn Iterator<Item = usize>| {
        steps.take(5).filter(|&at| view.lines.get(at).is_some_and(|l| l.look.is_prose())).count() as u32
    };
    let before = prose(&mut (0..line).rev());
    let after = prose(&mut (line + 1..view.lines.len()));
    sink.put(before * 8 + after);
    sink.put(before * 16 + steps(view.lines[line].look.words));
}

fn place(view: &View<'_>, line: usize, total: usize, sink: &mut Sink<'_>) {
    sink.put((line * 10 / total.max(1)) as u32);
    sink.put(steps(line));
    sink.put(steps(total - line));
    let from_headline =
        view.headline.map_or(999, |at| if line >= at { steps(line - at) } else { 100 + steps(at - line) });
    sink.put(from_headline);
    sink.put(key(from_headline, steps(view.lines[line].look.words)));
    let (text, summary) = view.stated[line];
    sink.put(if view.states_text { 1 + fifths(text) } else { 0 });
    sink.put(fifths(summary));
}

fn elements(view: &View<'_>, page: &Page, names: &Names, line: usize, sink: &mut Sink<'_>) {
    let around = view.around[line];
    let tag = |level: usize| view.tag(line, level) as u32;
    let words = steps(view.lines[line].look.words);
    sink.put(tag(0));
    sink.put(tag(0) * 256 + tag(1));
    sink.put(key(tag(0) * 256 + tag(1), tag(2)));
    sink.put(tag(0) * 256 + words);
    let kinds = view.kinds_of(line);
    sink.bag((0..KINDS as u32).filter(|bit| kinds & (1 << bit) != 0));
    for &element in around.iter().take(4) {
        sink.bag(names.words(element).iter().copied());
    }
    sink.bag(around.iter().skip(4).flat_map(|&e| names.words(e).iter().copied()));
    let row = &page.rows[line];
    let inlines = page.inlines.get(row.inlines.start as usize..row.inlines.end as usize).unwrap_or_default();
    sink.bag(inlines.iter().take(4).flat_map(|inline| names.words(inline.element).iter().copied()));
    sink.put(fifths(view.bold_share(line)) * 16 + words);
    for &element in around.iter().take(4).skip(1) {
        let under = view.under[element as usize];
        sink.put(fifths(under.prose as f32 / view.under[0].prose.max(1) as f32));
        sink.put(fifths(under.link_share()) * 16 + steps(under.lines as usize));
    }
    let top = around.iter().position(|&e| e == view.top);
    sink.put(top.map_or(99, |level| level as u32));
    let in_top = view.top != 0 && page.levels(row.element, view.top).is_some();
    sink.put(u32::from(in_top) * 16 + words);
}

/// The words in the names of each element.
struct Names {
    keys: Vec<u32>,
    ends: Vec<u32>,
}

/// Words kept of an element's names.
const WORDS: usize = 10;

impl Names {
    /// Of the elements that lines stand closely in.
    fn of(page: &Page, view: &View<'_>) -> Self {
        let mut wanted = vec![false; page.elements.len()];
        view.around.iter().flatten().for_each(|&e| wanted[e as usize] = true);
        page.inlines.iter().for_each(|inline| wanted[inline.element as usize] = true);
        let mut names = Self { keys: Vec::new(), ends: Vec::with_capacity(wanted.len()) };
        for (element, wanted) in wanted.into_iter().enumerate() {
            if wanted && element > 0 {
                let own = page.names(element as u32);
                let words = own.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 1).take(WORDS);
                names.keys.extend(words.map(text_key));
            }
            names.ends.push(names.keys.len() as u32);
        }
        names
    }

    fn words(&self, element: u32) -> &[u32] {
        let at = element as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.keys.get(start as usize..end as usize).unwrap_or_default()
    }
}

const _: () = assert!(LEVELS >= 5, "names are read on four levels and above");
