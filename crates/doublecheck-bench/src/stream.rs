//! An endless stream of made articles: most stand alone, many copy another, all carry some furniture.
//!
//! Their words come from a chain over the words of real documents (each follows the one before as it does somewhere there),
//! so that chance repeats three and four words as often as it does in news. The same stream every time.

use std::collections::VecDeque;

use crate::document::Document;

/// Originals that may still be copied: news is copied while it is new.
const FRESH: usize = 400;
/// Paragraphs of an article.
const PARAGRAPHS: std::ops::Range<usize> = 2..6;

/// Makes articles one after another.
pub struct Stream {
    random: Random,
    words: Vec<String>,
    /// For each word, those that follow it somewhere.
    next: Vec<Vec<u32>>,
    starts: Vec<u32>,
    fresh: VecDeque<Vec<String>>,
    made: u64,
}

impl Stream {
    /// Learns which word follows which.
    pub fn of(documents: &[Document]) -> Self {
        let mut numbers = std::collections::HashMap::new();
        let (mut words, mut next, mut starts): (Vec<String>, Vec<Vec<u32>>, Vec<u32>) = Default::default();
        for paragraph in documents.iter().flat_map(|document| document.text.split('\n')) {
            let mut last = None;
            for word in paragraph.split_whitespace() {
                let number = *numbers.entry(word).or_insert_with(|| {
                    words.push(word.to_owned());
                    next.push(Vec::new());
                    words.len() as u32 - 1
                });
                match last {
                    Some(last) => next[last as usize].push(number),
                    None => starts.push(number),
                }
                last = Some(number);
            }
        }
        Self { random: Random(7), words, next, starts, fresh: VecDeque::new(), made: 0 }
    }

    fn article(&mut self) -> Vec<String> {
        let paragraphs = self.random.within(PARAGRAPHS);
        (0..paragraphs).map(|_| self.paragraph()).collect()
    }

    fn paragraph(&mut self) -> String {
        let sentences = self.random.within(1..4);
        (0..sentences).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self) -> String {
        let length = self.random.within(10..26);
        let mut sentence = String::new();
        let mut word = self.starts[self.random.below(self.starts.len())];
        for _ in 0..length {
            if !sentence.is_empty() {
                sentence.push(' ');
            }
            sentence.push_str(&self.words[word as usize]);
            let next = &self.next[word as usize];
            if next.is_empty() {
                break;
            }
            word = next[self.random.below(next.len())];
        }
        if !sentence.ends_with(['.', '!', '?']) {
            sentence.push('.');
        }
        sentence
    }

    /// Another article's text, whole or in part, or some of its sentences among words of its own.
    fn copy(&mut self) -> Vec<String> {
        let original = self.fresh[self.random.below(self.fresh.len())].clone();
        match self.random.below(10) {
            0..4 => original,
            4..6 => {
                let kept = self.random.within(1..original.len() + 1);
                original.into_iter().take(kept).collect()
            }
            _ => {
                let mut own = self.article();
                for _ in 0..self.random.within(1..3) {
                    let paragraph = &original[self.random.below(original.len())];
                    let place = self.random.below(own.len() + 1);
                    own.insert(place, paragraph.clone());
                }
                own
            }
        }
    }
}

impl Iterator for Stream {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        let copies = !self.fresh.is_empty() && self.random.below(100) < 40;
        let mut text = if copies { self.copy() } else { self.article() };
        if !copies {
            self.fresh.push_back(text.clone());
            if self.fresh.len() > FRESH {
                self.fresh.pop_front();
            }
        }
        let outlet = OUTLETS[self.random.below(OUTLETS.len())];
        if self.random.below(100) < 60 {
            text.insert(0, format!("{outlet}\nSections Archive Weather Puzzles Classifieds Letters to the desk"));
        }
        if self.random.below(100) < 35 {
            text.push(STOCK[self.random.below(STOCK.len())].to_owned());
        }
        if self.random.below(100) < 60 {
            text.push(format!(
                "{outlet} is printed on Tuesdays and Fridays. Ask your newsagent to keep {outlet} for you."
            ));
        }
        for footer in FOOTERS {
            if self.random.below(100) < 20 {
                text.push((*footer).to_owned());
            }
        }
        let number = self.made;
        self.made += 1;
        // A thousand articles a day.
        let day = jiff::civil::Date::constant(2020, 1, 1).checked_add(jiff::Span::new().days((number / 1000) as i64));
        Some(Document {
            id: format!("made-{number}"),
            text: text.join("\n\n"),
            outlet: Some(outlet.to_owned()),
            published: day.ok().map(|day| day.to_string()),
        })
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    fn within(&mut self, range: std::ops::Range<usize>) -> usize {
        range.start + self.below(range.len())
    }
}

const OUTLETS: &[&str] = &[
    "The Saltmarsh Messenger",
    "Fenland Observer",
    "Quarry Hill Post",
    "The Weir Gazette",
    "Lantern News",
    "Ferryman's Daily",
    "The Upland Register",
    "Causeway Tribune",
    "Mill Street Journal",
    "The Breakwater",
    "Orchard Valley Times",
    "Signal Box Online",
];

const STOCK: &[&str] = &[
    "The ministry had not answered written questions by the time this page went to press.",
    "Neither side's account could be checked by this newspaper on the ground.",
    "The council meets again in the old assembly rooms on the first Monday of next month.",
    "Figures are rounded to the nearest ten unless the text says otherwise.",
    "Two people familiar with the talks asked not to be named because they are private.",
    "Trading in the shares was light and the price hardly changed before the close.",
    "The valley has been without a regular train since the winter floods four years ago.",
    "Readers who saw what happened are asked to ring the duty sergeant at the county station.",
];

const FOOTERS: &[&str] = &[
    "No part of this page may be stored, printed or passed on without leave of Lowland Press Holdings.",
    "This site keeps small files on your machine. By reading on you agree to our rules on keeping them.",
    "Letters to the editor should not run to more than three hundred words and must bear a full address.",
];
