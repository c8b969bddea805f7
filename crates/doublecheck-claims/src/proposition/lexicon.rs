//! The word lists of `rules/`, by stem: meaning classes, opposites, negation, deeds told from both ends.

use std::collections::HashSet;
use std::sync::LazyLock;

use doublecheck_grammar::inflection::stem;
use doublecheck_grammar::learn::features::KeyMap;
use doublecheck_grammar::learn::{key, text_key};

use super::Slot;

/// What the lists say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Key of its class.
    pub class: u32,
    /// The scale it stands on, if any.
    pub scale: Option<Scale>,
    /// Always a name: a country or its people.
    pub country: bool,
}

/// A place on a scale with two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    /// Key of the scale.
    pub key: u32,
    /// At its second end.
    pub low: bool,
    /// The slot that differs between its ends.
    pub slot: Slot,
}

/// A deed that a verb names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed {
    /// Key of the deed.
    pub key: u32,
    /// It befalls the verb's subject.
    pub turned: bool,
    /// Key of the preposition of the other party; none for its object.
    pub preposition: Option<u32>,
}

/// All lists.
pub(super) struct Lexicon {
    words: KeyMap<Meaning>,
    /// By the stem of the first word: the stems that follow, longest first.
    phrases: KeyMap<Vec<(Vec<u32>, Meaning)>>,
    weak: HashSet<&'static str>,
    turns: HashSet<&'static str>,
    ends: HashSet<&'static str>,
    /// By the stem of the first word.
    negative: KeyMap<Vec<Vec<u32>>>,
    idle: KeyMap<Vec<Vec<u32>>>,
    deeds: KeyMap<Vec<Deed>>,
}

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// How far a particle may stand behind its verb: "turned the offer down".
const PARTICLE_REACH: usize = 4;

impl Lexicon {
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read() -> Self {
        let mut entries: Vec<(Vec<u32>, Meaning)> = Vec::new();
        let mut known: KeyMap<usize> = KeyMap::default();
        let enter = |entries: &mut Vec<(Vec<u32>, Meaning)>, known: &mut KeyMap<usize>, stems: Vec<u32>, class: u32| {
            *known.entry(joined(&stems)).or_insert_with(|| {
                entries.push((stems, Meaning { class, scale: None, country: false }));
                entries.len() - 1
            })
        };
        let mut country = false;
        let mut inflected: Vec<(&str, u32)> = Vec::new();
        for (number, line) in CLASSES.lines().enumerate() {
            country = country && !line.starts_with("# ---") || line.starts_with("# --- countries");
            if line.starts_with(['#', '>', '|', '=']) {
                continue;
            }
            for word in line.split_whitespace() {
                let at = enter(&mut entries, &mut known, stems(word.split('_')), key(7, number as u32));
                if let Some((_, meaning)) = entries.get_mut(at) {
                    meaning.country |= country;
                }
            }
            inflected.extend(line.split_whitespace().map(|word| (word, key(7, number as u32))));
        }
        // Forms come behind all words themselves, which win.
        for (word, class) in inflected {
            let (first, rest) = word.split_once('_').map_or((word, None), |(first, rest)| (first, Some(rest)));
            for form in forms(first) {
                let phrase =
                    std::iter::once(form).chain(rest.into_iter().flat_map(|rest| stems(rest.split('_')))).collect();
                enter(&mut entries, &mut known, phrase, class);
            }
        }
        let mut scales: KeyMap<Scale> = KeyMap::default();
        let mut slot = Slot::Direction;
        for (number, line) in lines(include_str!("../../rules/opposites.txt")).enumerate() {
            let Some((high, low)) = line.split_once('|') else {
                slot = match line {
                    "[direction]" => Slot::Direction,
                    "[place]" => Slot::Place,
                    "[person]" => Slot::Person,
                    _ => Slot::Negation,
                };
                continue;
            };
            for (side, low) in [(high, false), (low, true)] {
                for word in side.split_whitespace() {
                    let stems = stems(word.split('_'));
                    let own = joined(&stems);
                    let at = enter(&mut entries, &mut known, stems, own);
                    let class = entries.get(at).map_or(own, |(_, meaning)| meaning.class);
                    scales.entry(class).or_insert(Scale { key: key(8, number as u32), low, slot });
                }
            }
        }
        let mut lexicon = Self {
            words: KeyMap::default(),
            phrases: KeyMap::default(),
            weak: words(include_str!("../../rules/weak.txt"), None).collect(),
            turns: words(NEGATION, Some("[turns]")).collect(),
            ends: words(NEGATION, Some("[ends]")).collect(),
            negative: phrases("[verbs]"),
            idle: phrases("[idle]"),
            deeds: deeds(),
        };
        for (stems, mut meaning) in entries {
            meaning.scale = scales.get(&meaning.class).copied();
            match stems.as_slice() {
                [one] => {
                    lexicon.words.entry(*one).or_insert(meaning);
                }
                [first, rest @ ..] => lexicon.phrases.entry(*first).or_default().push((rest.to_vec(), meaning)),
                [] => {}
            }
        }
        lexicon.phrases.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        lexicon
    }

    /// What is known of the word at a place among the stems of a text, and how many words it takes in.
    pub fn meaning(&self, stems: &[u32], at: usize) -> (Option<Meaning>, usize) {
        let Some((first, rest)) = stems.get(at..).and_then(<[u32]>::split_first) else { return (None, 1) };
        for (phrase, meaning) in self.phrases.get(first).into_iter().flatten() {
            if rest.starts_with(phrase) {
                return (Some(*meaning), phrase.len() + 1);
            }
            // "turned the offer down"
            if let ([particle], Some(near)) = (phrase.as_slice(), rest.get(..PARTICLE_REACH.min(rest.len())))
                && PARTICLES.contains(particle)
                && near.contains(particle)
            {
                return (Some(*meaning), 1);
            }
        }
        (self.words.get(first).copied(), 1)
    }

    pub fn is_weak(&self, lower: &str) -> bool {
        self.weak.contains(lower)
    }

    /// How many words a negation at this place takes in; none where there is none.
    pub fn negation(&self, lower: &str, stems: &[u32], at: usize) -> Option<usize> {
        let (first, rest) = stems.get(at..)?.split_first()?;
        let longest = |list: &KeyMap<Vec<Vec<u32>>>| {
            let fitting = list.get(first)?.iter().filter(|phrase| rest.starts_with(phrase));
            fitting.map(|phrase| phrase.len() + 1).max()
        };
        let lower = lower.trim_start_matches(['\'', '’']);
        if let Some(len) = longest(&self.negative) {
            return Some(len);
        }
        (self.turns.contains(lower) && longest(&self.idle).is_none()).then_some(1)
    }

    /// True for a word where the reach of a negation ends.
    pub fn ends_reach(&self, lower: &str) -> bool {
        self.ends.contains(lower)
    }

    /// The deeds that a verb may name.
    pub fn deeds(&self, stem: u32) -> &[Deed] {
        self.deeds.get(&stem).map_or(&[], Vec::as_slice)
    }
}

static PARTICLES: LazyLock<Vec<u32>> =
    LazyLock::new(|| ["down", "up", "out", "off", "away", "back", "over"].map(|word| text_key(&stem(word))).to_vec());

const CLASSES: &str = include_str!("../../rules/classes.txt");
const NEGATION: &str = include_str!("../../rules/negation.txt");

/// The lines of a rule file without comments and examples.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '>', '=']) && !line.starts_with("| "))
}

/// The lines of a section, or of the whole file.
fn section(file: &'static str, name: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    let mut inside = name.is_none();
    lines(file).filter(move |line| {
        if line.starts_with('[') {
            inside = name == Some(*line);
            return false;
        }
        inside
    })
}

fn words(file: &'static str, name: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    section(file, name).flat_map(|line| line.split([' ', ','])).filter(|word| !word.is_empty())
}

fn stems<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u32> {
    words.map(|word| text_key(&stem(word))).collect()
}

/// The stems of a word's forms: those of a verb that is in no list of verbs differ ("rule", "ruled").
fn forms(word: &str) -> Vec<u32> {
    let root = word.strip_suffix('e').unwrap_or(word);
    let mut found = stems([word, &format!("{root}ed"), &format!("{root}ing"), &format!("{word}s")].into_iter());
    found.sort_unstable();
    found.dedup();
    found
}

fn joined(stems: &[u32]) -> u32 {
    stems.iter().copied().reduce(key).unwrap_or_default()
}

/// Phrases separated by commas, by their first stem.
fn phrases(name: &'static str) -> KeyMap<Vec<Vec<u32>>> {
    let mut found: KeyMap<Vec<Vec<u32>>> = KeyMap::default();
    for phrase in section(NEGATION, Some(name)).flat_map(|line| line.split(',')) {
        let mut words = phrase.split_whitespace();
        let Some(first) = words.next() else { continue };
        let rest = stems(words);
        forms(first).into_iter().for_each(|form| found.entry(form).or_default().push(rest.clone()));
    }
    found
}

fn deeds() -> KeyMap<Vec<Deed>> {
    let mut found: KeyMap<Vec<Deed>> = KeyMap::default();
    for (number, line) in lines(include_str!("../../rules/roles.txt")).enumerate() {
        for (side, turned) in line.split('|').zip([false, true]) {
            for verb in side.split(',') {
                let mut words = verb.split_whitespace();
                let Some(first) = words.next() else { continue };
                let deed = Deed { key: key(9, number as u32), turned, preposition: stems(words).last().copied() };
                forms(first).into_iter().for_each(|form| found.entry(form).or_default().push(deed));
            }
        }
    }
    found
}
