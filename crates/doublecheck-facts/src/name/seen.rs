//! What the finder sees of an article before it decides anything: each word's keys and lists, runs of capitalised words, and
//! how the article writes the same word elsewhere.

use std::ops::Range;

use doublecheck_grammar::learn::features::KeyMap;
use doublecheck_grammar::learn::text_key;
use doublecheck_grammar::{Clusters, Lexeme};

use super::lists::{Class, Lists, Marks, word_key};
use crate::{WordKind, Words};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// "river"
    Lower,
    /// "River"
    Capital,
    /// "UNHCR"
    Capitals,
    /// "J."
    Initial,
    /// "McNeil", "al-Tariq", "iPhone"
    Mixed,
    /// "1998"
    Digits,
    /// ","
    Mark,
}

/// How a sentence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Names are capitalised.
    Plain,
    /// ALL IS IN CAPITALS
    Capitals,
    /// Most Words Are Capitalised
    Titles,
}

fn style(words: &[Seeing]) -> Style {
    let count = |case: Case| words.iter().filter(|word| word.case == case).count();
    let (capitals, titles, small) = (count(Case::Capitals), count(Case::Capital), count(Case::Lower));
    let short_words = words.iter().filter(|word| word.case == Case::Lower && word.short).count();
    if capitals > 3 && (small + titles) * 4 < capitals {
        Style::Capitals
    } else if titles > 3 && (small - short_words) * 4 < titles {
        Style::Titles
    } else {
        Style::Plain
    }
}

/// A word as the finder sees it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seeing {
    pub lexeme: Lexeme,
    /// Key of the word as written.
    pub form: u32,
    /// Key of the word as the lists know it.
    pub plain: u32,
    pub suffix4: u32,
    pub prefix3: u32,
    pub prefix4: u32,
    pub case: Case,
    /// Up to four letters: such words often stay small in titles.
    pub short: bool,
    pub marks: Marks,
    /// True for the first word of a sentence, behind opening quotation marks.
    pub opens: bool,
    /// The run of capitalised words around this word.
    pub run: Option<u32>,
    /// The group of capitalised words of this article that are the same word.
    pub group: Option<u32>,
}

impl Seeing {
    /// True when capital letters say that the word may be part of a name.
    pub fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Capitals | Case::Initial | Case::Mixed)
    }
}

/// Capitalised words in a row; `wide` also joins runs over "of", "and", "de".
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub words: Range<usize>,
    pub wide: Range<usize>,
}

/// All capitalised occurrences of a word in an article.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// Where, in text order.
    pub at: Vec<u32>,
    /// How often the article writes the word in small letters.
    pub lower: u32,
    /// How often it is capitalised where no sentence begins.
    pub inside: u32,
    /// The full name whose initials these are, as a run.
    pub long_form: Option<u32>,
}

/// An article as the finder sees it.
pub(super) struct Seen<'a> {
    lists: &'a Lists,
    pub words: &'a Words<'a>,
    pub at: Vec<Seeing>,
    pub runs: Vec<Run>,
    pub groups: Vec<Group>,
    /// How each sentence is written.
    pub styles: Vec<Style>,
}

impl<'a> Seen<'a> {
    /// One pass; time is linear in the text.
    pub fn of(words: &'a Words<'a>, lists: &'a Lists, clusters: &Clusters) -> Self {
        let mut at: Vec<Seeing> = (0..words.len()).map(|index| seeing(words, index, clusters)).collect();
        let keys: Vec<u32> = at.iter().map(|word| word.plain).collect();
        for (word, marks) in at.iter_mut().zip(lists.mark(&keys)) {
            word.marks = marks;
        }
        let mut styles = Vec::with_capacity(words.sentences().len());
        for sentence in words.sentences() {
            if let Some(first) = sentence.clone().find(|&index| at[index].case != Case::Mark) {
                at[first].opens = true;
            }
            styles.push(style(&at[sentence.clone()]));
        }
        let mut seen = Self { lists, words, at, runs: Vec::new(), groups: Vec::new(), styles };
        seen.find_runs();
        seen.find_groups();
        seen
    }

    /// Whether a word in the singular stands in a list.
    pub fn plural_of(&self, single: &str, class: Class) -> bool {
        self.lists.has(single, class)
    }

    fn find_runs(&mut self) {
        for sentence in self.words.sentences() {
            let first_run = self.runs.len();
            let mut index = sentence.start;
            while index < sentence.end {
                let only_opens = self.at[index].opens && OPENERS.contains(&self.words.lower(index));
                if only_opens || !self.at[index].is_capitalised() {
                    index += 1;
                    continue;
                }
                let start = index;
                while index < sentence.end && self.at[index].is_capitalised() {
                    self.at[index].run = Some(self.runs.len() as u32);
                    index += 1;
                }
                self.runs.push(Run { words: start..index, wide: start..index });
            }
            // Runs that a small word or two join.
            let mut start = first_run;
            for run in first_run..self.runs.len() {
                let joined =
                    self.runs.get(run + 1).is_some_and(|next| self.joins(self.runs[run].words.end..next.words.start));
                if !joined {
                    let wide = self.runs[start].words.start..self.runs[run].words.end;
                    self.runs[start..=run].iter_mut().for_each(|run| run.wide = wide.clone());
                    start = run + 1;
                }
            }
        }
    }

    fn joins(&self, gap: Range<usize>) -> bool {
        (1..=2).contains(&gap.len()) && gap.clone().all(|index| JOINTS.contains(&self.words.lower(index)))
    }

    fn find_groups(&mut self) {
        let mut index: KeyMap<u32> = KeyMap::default();
        for at in 0..self.at.len() {
            if !self.at[at].is_capitalised() {
                continue;
            }
            let groups = &mut self.groups;
            let group = *index.entry(self.at[at].plain).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() as u32 - 1
            });
            let known = &mut self.groups[group as usize];
            known.at.push(at as u32);
            known.inside += u32::from(!self.at[at].opens);
            self.at[at].group = Some(group);
        }
        for word in &self.at {
            if word.case == Case::Lower
                && let Some(&group) = index.get(&word.plain)
            {
                self.groups[group as usize].lower += 1;
            }
        }
        // "Lantern Workers Union" says what "LWU" is.
        let mut long_forms: KeyMap<u32> = KeyMap::default();
        let mut initials = String::new();
        for (number, run) in self.runs.iter().enumerate().rev() {
            if run.words.start != run.wide.start {
                continue;
            }
            for small_too in [true, false] {
                initials.clear();
                let words = run.wide.clone().filter(|&index| small_too || self.at[index].is_capitalised());
                initials.extend(words.filter_map(|index| self.words.lower(index).chars().next()));
                if initials.chars().count() > 1 {
                    long_forms.insert(text_key(&initials), number as u32);
                }
            }
        }
        for group in &mut self.groups {
            let first = group.at.first().map_or(0, |&at| at as usize);
            if self.at[first].case == Case::Capitals {
                let letters: String = self.words.lower(first).chars().filter(|c| c.is_alphanumeric()).collect();
                group.long_form = long_forms.get(&text_key(&letters)).copied();
            }
        }
    }
}

/// Words that are capitalised only because they begin a sentence.
const OPENERS: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "of",
    "for",
    "from",
    "to",
    "with",
    "by",
    "as",
    "but",
    "and",
    "or",
    "if",
    "when",
    "while",
    "after",
    "before",
    "since",
    "during",
    "this",
    "that",
    "these",
    "those",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "his",
    "her",
    "its",
    "their",
    "our",
    "my",
    "there",
    "here",
    "what",
    "who",
    "why",
    "how",
    "where",
    "which",
    "however",
    "meanwhile",
    "although",
    "though",
    "because",
    "so",
    "yet",
    "not",
    "no",
    "all",
    "some",
    "many",
    "most",
    "both",
    "one",
    "two",
    "also",
    "even",
    "now",
    "then",
    "according",
    "despite",
    "until",
    "under",
    "over",
    "about",
    "among",
];

/// Small words inside long names.
const JOINTS: &[&str] = &[
    "of", "the", "for", "and", "&", "de", "del", "la", "las", "los", "do", "da", "dos", "des", "du", "al", "bin",
    "van", "von", "der", "y", "e", "'s", "’s", "-",
];

fn seeing(words: &Words<'_>, index: usize, clusters: &Clusters) -> Seeing {
    let (form, lower) = (words.word(index), words.lower(index));
    let kind = words[index].kind;
    let lexeme = Lexeme::of(form, lower, clusters);
    let head = |count: usize| lower.char_indices().nth(count).map_or(lower, |(at, _)| &lower[..at]);
    let tail = lower.char_indices().rev().nth(3).map_or(lower, |(at, _)| &lower[at..]);
    Seeing {
        lexeme,
        form: text_key(form),
        plain: word_key(lower),
        suffix4: text_key(tail),
        prefix3: text_key(head(3)),
        prefix4: text_key(head(4)),
        case: case(form, kind),
        short: form.chars().count() <= 4,
        marks: Marks::default(),
        opens: false,
        run: None,
        group: None,
    }
}

fn case(form: &str, kind: WordKind) -> Case {
    match kind {
        WordKind::Digits => return Case::Digits,
        WordKind::Clitic | WordKind::Mark => return Case::Mark,
        WordKind::Letters => {}
    }
    let (mut upper, mut lower) = (0, 0);
    for c in form.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let first = form.starts_with(char::is_uppercase);
    match (upper, lower) {
        (0, _) => Case::Lower,
        (1, 0) if matches!(form, "A" | "I") => Case::Lower,
        (1, 0) => Case::Initial,
        (_, 0) => Case::Capitals,
        (1, _) if first => Case::Capital,
        (2, _) if first && form.contains(['-', '‐', '‑']) => Case::Capital,
        _ => Case::Mixed,
    }
}
