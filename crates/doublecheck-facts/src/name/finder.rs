//! The two chains that find names, and what they see.

use std::ops::Range;

use doublecheck_grammar::Clusters;
use doublecheck_grammar::learn::chain::Marginals;
use doublecheck_grammar::learn::{Broken, Chain, Features, Reader, Writer, key};

use super::lists::{CLASSES, Class};
use super::seen::{Case, Seeing, Seen, Style};
use super::{Name, NameType};

/// No name, and for each type the first word of a name and those behind it.
pub(super) const LABELS: usize = 1 + 2 * NameType::ALL.len();
/// The label of a word that is in no name.
pub(super) const OUTSIDE: u8 = 0;

pub(super) type NameChain = Chain<LABELS>;

/// The label of a word of a name.
pub(super) fn label(kind: NameType, first: bool) -> u8 {
    1 + 2 * kind as u8 + u8::from(!first)
}

/// The type that a label tells, and whether it is that of a first word.
fn meaning(label: u8) -> Option<(NameType, bool)> {
    let label = usize::from(label.checked_sub(1)?);
    NameType::ALL.get(label / 2).map(|&kind| (kind, label % 2 == 0))
}

/// Whether a label may follow another; none: may begin a sentence.
pub(super) fn allowed(before: Option<usize>, after: usize) -> bool {
    match meaning(after as u8) {
        Some((kind, false)) => {
            before.and_then(|before| meaning(before as u8)).is_some_and(|(kind_before, _)| kind_before == kind)
        }
        _ => true,
    }
}

/// What a pass says of an article: a label and its probability for each word.
#[derive(Debug, Clone, Default)]
pub(super) struct Labels {
    pub best: Vec<u8>,
    pub probability: Vec<f32>,
}

#[derive(Debug)]
pub(super) struct Finder {
    pub clusters: Clusters,
    pub first: NameChain,
    pub second: NameChain,
}

impl Finder {
    pub fn read(bytes: &[u8]) -> Result<Self, Broken> {
        let mut input = Reader::new(bytes);
        let finder = Self {
            clusters: Clusters::read(&mut input)?,
            first: Chain::read(&mut input)?,
            second: Chain::read(&mut input)?,
        };
        match input.is_done() {
            true => Ok(finder),
            false => Err(Broken("something follows its end")),
        }
    }

    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.clusters.write(&mut out);
        self.first.write(&mut out);
        self.second.write(&mut out);
        out.into_bytes()
    }

    pub fn clusters(&self) -> &Clusters {
        &self.clusters
    }

    pub fn find(&self, seen: &Seen<'_>) -> Vec<Name> {
        let first = label_all(&self.first, seen, None);
        let second = label_all(&self.second, seen, Some(&first));
        let mut found = names(seen, &second);
        let abbreviations = abbreviations(seen, &second, &found);
        found.extend(abbreviations);
        found.sort_by_key(|name| name.words.start);
        found
    }
}

/// Labels all sentences of an article.
pub(super) fn label_all(chain: &NameChain, seen: &Seen<'_>, before: Option<&Labels>) -> Labels {
    let elsewhere = before.map(|labels| Elsewhere::of(seen, labels));
    let mut labels = Labels::default();
    let mut features = Features::default();
    for sentence in 0..seen.words.sentences().len() {
        features.clear();
        describe(seen, sentence, elsewhere.as_ref(), &mut features);
        let Marginals { at, best, .. } = chain.label(&features);
        labels.probability.extend(at.iter().zip(&best).map(|(row, &label)| row[label as usize]));
        labels.best.extend(best);
    }
    labels
}

/// Abbreviations of bodies that the chains passed over: those the rules list, as "ISIS", and those the article introduces, as
/// "Lantern Workers Union (LWU)".
fn abbreviations(seen: &Seen<'_>, labels: &Labels, found: &[Name]) -> Vec<Name> {
    let mut introduced = vec![false; seen.groups.len()];
    for name in found.iter().filter(|name| name.kind == NameType::Organization) {
        let group = seen.at.get(name.words.end + 1).and_then(|word| word.group).map(|group| group as usize);
        let Some(group) = group.filter(|_| seen.words.word(name.words.end) == "(") else { continue };
        let long_form = seen.groups[group].long_form.map(|run| seen.runs[run as usize].wide.end);
        introduced[group] |= long_form == Some(name.words.end);
    }
    let sentences = seen.words.sentences().iter().zip(&seen.styles).filter(|(_, style)| **style == Style::Plain);
    let words = sentences.flat_map(|(words, _)| words.clone());
    let missed = words.filter(|&index| {
        let word = &seen.at[index];
        let listed = word.marks.begins & Class::Organisation.bit() != 0 && seen.words.word(index).len() > 2;
        let introduced = word.group.is_some_and(|group| introduced[group as usize]);
        labels.best[index] == OUTSIDE && word.case == Case::Capitals && (listed || introduced)
    });
    missed
        .map(|index| Name {
            bytes: seen.words.bytes(index..index + 1),
            words: index..index + 1,
            kind: NameType::Organization,
            probability: 1.0 - labels.probability[index],
        })
        .collect()
}

/// The names that labels tell.
fn names(seen: &Seen<'_>, labels: &Labels) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (index, &label) in labels.best.iter().enumerate() {
        let Some((kind, first)) = meaning(label) else { continue };
        let probability = labels.probability[index];
        match names.last_mut() {
            Some(name) if !first && name.words.end == index => {
                name.words.end += 1;
                name.probability = name.probability.min(probability);
            }
            _ => names.push(Name { bytes: 0..0, words: index..index + 1, kind, probability }),
        }
    }
    for name in &mut names {
        name.bytes = seen.words.bytes(name.words.clone());
    }
    names
}

/// What the pass before made of the words of an article.
pub(super) struct Elsewhere<'a> {
    labels: &'a Labels,
    /// For each group of words how often it has which label.
    counts: Vec<[u16; LABELS]>,
    /// For each group: as the last word of longer names of each type; as their first.
    last: Vec<[u16; NameType::ALL.len()]>,
    first: Vec<[u16; NameType::ALL.len()]>,
}

impl<'a> Elsewhere<'a> {
    pub fn of(seen: &Seen<'_>, labels: &'a Labels) -> Self {
        let groups = seen.groups.len();
        let mut elsewhere = Self {
            labels,
            counts: vec![[0; LABELS]; groups],
            last: vec![[0; NameType::ALL.len()]; groups],
            first: vec![[0; NameType::ALL.len()]; groups],
        };
        for (index, &label) in labels.best.iter().enumerate() {
            if let Some(group) = seen.at[index].group {
                let count = &mut elsewhere.counts[group as usize][label as usize];
                *count = count.saturating_add(1);
            }
        }
        for name in names(seen, labels) {
            if name.words.len() > 1 {
                let kind = name.kind as usize;
                if let Some(group) = seen.at[name.words.start].group {
                    let count = &mut elsewhere.first[group as usize][kind];
                    *count = count.saturating_add(1);
                }
                if let Some(group) = seen.at[name.words.end - 1].group {
                    let count = &mut elsewhere.last[group as usize][kind];
                    *count = count.saturating_add(1);
                }
            }
        }
        elsewhere
    }

    fn describe(&self, seen: &Seen<'_>, index: usize, sentence: &Range<usize>, put: &mut impl FnMut(u32, u32)) {
        let at = |offset: isize| {
            index
                .checked_add_signed(offset)
                .filter(|i| sentence.contains(i))
                .map_or(99, |i| u32::from(self.labels.best[i]))
        };
        let own = at(0);
        let sure = (self.labels.probability[index] * 5.0) as u32;
        put(200, key(own, sure));
        put(201, at(-1));
        put(202, at(1));
        put(203, key(at(-1), key(own, at(1))));
        put(204, key(at(1), at(2)));
        put(205, key(own, seen.at[index].lexeme.shape));
        let Some(group) = seen.at[index].group else { return };
        let counts = &self.counts[group as usize];
        // Its own label counts for the others too, but not for itself.
        let mut others = *counts;
        others[own.min(LABELS as u32 - 1) as usize] = others[own.min(LABELS as u32 - 1) as usize].saturating_sub(1);
        let total: u16 = others.iter().fold(0, |sum, &count| sum.saturating_add(count));
        if total == 0 {
            put(206, 0);
        } else {
            let best = (0..LABELS).max_by_key(|&label| (others[label], std::cmp::Reverse(label))).unwrap_or(0);
            let share = u32::from(others[best]) * 4 / u32::from(total);
            put(207, key(best as u32, share));
            put(208, key(best as u32, key(share, own)));
            put(209, key(best as u32, u32::from(total.min(4))));
            let mut types = [0u32; NameType::ALL.len() + 1];
            for (label, &count) in others.iter().enumerate() {
                types[label.div_ceil(2)] += u32::from(count);
            }
            for (kind, count) in types.iter().enumerate().filter(|(_, count)| **count > 0) {
                put(210, key(kind as u32, count * 4 / u32::from(total)));
            }
        }
        for (template, table) in [(220, &self.last), (221, &self.first)] {
            for (kind, &count) in table[group as usize].iter().enumerate().filter(|(_, count)| **count > 0) {
                put(template, key(kind as u32, u32::from(count.min(2))));
            }
        }
        if let Some(run) = seen.groups[group as usize].long_form {
            let wide = &seen.runs[run as usize].wide;
            put(222, u32::from(self.labels.best[wide.end - 1]));
        }
    }
}

/// Describes the words of a sentence.
pub(super) fn describe(seen: &Seen<'_>, sentence: usize, elsewhere: Option<&Elsewhere<'_>>, features: &mut Features) {
    let words = &seen.words.sentences()[sentence];
    let style = seen.styles[sentence];
    for index in words.clone() {
        let mut put = |template: u32, value: u32| {
            if elsewhere.is_some() || !SECOND_PASS_ONLY.contains(&template) {
                features.push(key(template, value));
            }
        };
        near(seen, words, index, &mut put);
        lists(seen, words, index, &mut put);
        run(seen, index, &mut put);
        article(seen, index, style, &mut put);
        if let Some(elsewhere) = elsewhere {
            elsewhere.describe(seen, index, words, &mut put);
        }
        features.end_position();
    }
}

/// What the first pass does not look at: rare pairs of words take half of its file, and the second pass sees them.
const SECOND_PASS_ONLY: &[u32] = &[22, 23, 27, 28, 39, 40, 45, 46, 47, 88];

/// The word and its neighbours.
fn near(seen: &Seen<'_>, sentence: &Range<usize>, index: usize, put: &mut impl FnMut(u32, u32)) {
    let word = |offset: isize| index.checked_add_signed(offset).filter(|i| sentence.contains(i)).map(|i| &seen.at[i]);
    let form = |offset| word(offset).map_or(1, |w| w.lexeme.word);
    let shape = |offset| word(offset).map_or(1, |w| w.lexeme.shape);
    let fine = |offset| word(offset).map_or(999, |w| u32::from(w.lexeme.cluster.fine));
    let coarse = |offset| word(offset).map_or(999, |w| u32::from(w.lexeme.cluster.coarse));
    let this = &seen.at[index];
    put(1, 0);
    put(2, this.lexeme.word);
    put(3, form(-1));
    put(4, form(1));
    put(5, form(-2));
    put(6, form(2));
    put(7, key(form(-1), this.lexeme.word));
    put(8, key(this.lexeme.word, form(1)));
    put(9, key(form(-1), form(1)));
    put(10, this.form);
    put(11, this.lexeme.suffix3);
    put(12, this.lexeme.suffix2);
    put(13, this.lexeme.suffix1);
    put(14, this.suffix4);
    put(15, this.lexeme.prefix);
    put(16, this.prefix3);
    put(17, this.prefix4);
    put(18, key(this.lexeme.shape, u32::from(this.opens)));
    put(19, key(shape(-1), this.lexeme.shape));
    put(20, key(this.lexeme.shape, shape(1)));
    put(21, key(shape(-1), key(this.lexeme.shape, shape(1))));
    put(22, key(this.lexeme.shape, key(shape(1), shape(2))));
    put(23, key(shape(-2), key(shape(-1), this.lexeme.shape)));
    put(24, key(this.lexeme.shape, this.lexeme.suffix3));
    put(25, key(form(-1), this.lexeme.shape));
    put(26, key(this.lexeme.shape, form(1)));
    put(27, key(form(-2), form(-1)));
    put(28, key(form(1), form(2)));
    put(29, fine(0));
    put(30, fine(-1));
    put(31, fine(1));
    put(32, key(fine(-1), fine(0)));
    put(33, key(fine(0), fine(1)));
    put(34, key(coarse(-1), key(coarse(0), coarse(1))));
    put(35, key(fine(-1), this.lexeme.shape));
    put(36, key(this.lexeme.shape, fine(1)));
    put(37, fine(-2));
    put(38, fine(2));
    put(39, key(fine(-2), fine(-1)));
    put(40, key(fine(1), fine(2)));
    put(41, coarse(0));
    put(42, key(fine(0), this.lexeme.shape));
    put(43, word(1).map_or(1, |w| w.lexeme.suffix3));
    put(44, word(-1).map_or(1, |w| w.lexeme.suffix3));
    put(45, form(-3));
    put(46, form(3));
    put(47, key(this.lexeme.suffix3, word(1).map_or(1, |w| w.lexeme.suffix3)));
}

/// The lists the word and its neighbours stand in.
fn lists(seen: &Seen<'_>, sentence: &Range<usize>, index: usize, put: &mut impl FnMut(u32, u32)) {
    let mask = |offset: isize| {
        index.checked_add_signed(offset).filter(|i| sentence.contains(i)).map_or(0, |i| seen.at[i].marks.any())
    };
    let this = &seen.at[index];
    let capitalised = u32::from(this.is_capitalised());
    for class in 0..CLASSES {
        let bit = 1 << class;
        let place = u32::from(this.marks.begins & bit != 0) + 2 * u32::from(this.marks.inside & bit != 0);
        if place != 0 {
            put(60, key(class, key(place, capitalised)));
        }
        if mask(-1) & bit != 0 {
            put(61, key(class, capitalised));
        }
        if mask(1) & bit != 0 {
            put(62, key(class, capitalised));
        }
    }
    put(63, key(mask(0), capitalised));
    put(64, key(mask(-1), mask(0)));
    put(65, key(mask(0), mask(1)));
    if capitalised == 1 {
        put(66, key(mask(-1), key(mask(0), mask(1))));
        put(67, key(mask(0), this.lexeme.shape));
    }
}

/// The run of capitalised words the word is in.
fn run(seen: &Seen<'_>, index: usize, put: &mut impl FnMut(u32, u32)) {
    let wide = match seen.at[index].run {
        Some(run) => {
            let run = &seen.runs[run as usize];
            let (left, right) = (index - run.words.start, run.words.end - 1 - index);
            put(80, key(left.min(4) as u32, right.min(4) as u32));
            let outside = |i: Option<usize>| i.and_then(|i| seen.at.get(i)).map_or(1, |w| w.lexeme.word);
            put(81, outside(run.words.start.checked_sub(1)));
            put(82, outside(Some(run.words.end)));
            let last = &seen.at[run.words.end - 1];
            let first = &seen.at[run.words.start];
            put(83, key(last.lexeme.word, u32::from(right == 0)));
            put(84, key(first.lexeme.word, u32::from(left == 0)));
            put(85, key(last.marks.any(), u32::from(right == 0)));
            put(86, key(first.marks.any(), u32::from(left == 0)));
            put(87, key(first.marks.any(), key(last.marks.any(), run.words.len().min(5) as u32)));
            put(88, key(outside(run.words.start.checked_sub(1)), outside(Some(run.words.end))));
            let fine =
                |i: Option<usize>| i.and_then(|i| seen.at.get(i)).map_or(999, |w| u32::from(w.lexeme.cluster.fine));
            put(89, key(fine(run.words.start.checked_sub(1)), run.words.len().min(4) as u32));
            put(90, key(fine(Some(run.words.end)), run.words.len().min(4) as u32));
            let whole = run.words.clone().fold(0, |whole, i| key(whole, seen.at[i].lexeme.word));
            put(91, whole);
            &run.wide
        }
        None => {
            // A small word between two runs.
            let before = index.checked_sub(1).or(Some(0)).and_then(|i| seen.at[i].run);
            let before = before.or_else(|| index.checked_sub(2).and_then(|i| seen.at[i].run));
            match before.map(|run| &seen.runs[run as usize].wide) {
                Some(wide) if wide.contains(&index) => wide,
                _ => return,
            }
        }
    };
    let (first, last) = (&seen.at[wide.start], &seen.at[wide.end - 1]);
    let place = key((index - wide.start).min(3) as u32, (wide.end - 1 - index).min(3) as u32);
    put(100, place);
    put(101, first.lexeme.word);
    put(102, last.lexeme.word);
    put(103, key(first.marks.any(), place));
    put(104, key(last.marks.any(), place));
    put(105, wide.clone().fold(0, |mask, i| mask | seen.at[i].marks.begins & KINDS_OF_NAME));
    put(106, key(first.lexeme.cluster.fine.into(), last.lexeme.cluster.fine.into()));
}

/// Lists that tell what a long name names by one of its words.
const KINDS_OF_NAME: u32 = Class::OrganisationWord.bit()
    | Class::FacilityWord.bit()
    | Class::PlaceWord.bit()
    | Class::EventWord.bit()
    | Class::Title.bit()
    | Class::Given.bit();

/// How the article writes the word elsewhere.
fn article(seen: &Seen<'_>, index: usize, style: Style, put: &mut impl FnMut(u32, u32)) {
    let this = &seen.at[index];
    put(120, key(style as u32, this.case as u32));
    if style != Style::Plain {
        // Capitals tell nothing here.
        put(123, key(style as u32, this.lexeme.cluster.fine.into()));
        put(124, key(style as u32, this.lexeme.word));
        put(125, key(style as u32, this.marks.any()));
    }
    let Some(group) = this.group else { return };
    let group = &seen.groups[group as usize];
    let bucket = |count: u32| match count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        _ => 3,
    };
    let (lower, inside) = (bucket(group.lower), bucket(group.inside));
    put(121, key(u32::from(this.opens), key(lower, inside)));
    put(122, bucket(group.at.len() as u32));
    let mut told = 0;
    for &other in group.at.iter().filter(|&&other| other as usize != index).take(OTHERS) {
        let other = other as usize;
        let near = |i: Option<usize>| i.and_then(|i| seen.at.get(i));
        if let Some(run) = seen.at[other].run {
            let run = &seen.runs[run as usize].words;
            let before = near(run.start.checked_sub(1));
            let after = near(Some(run.end));
            put(130, before.map_or(1, |w| w.lexeme.word));
            put(131, after.map_or(1, |w| w.lexeme.word));
            let (first, last) = (&seen.at[run.start], &seen.at[run.end - 1]);
            let place = key((other - run.start).min(2) as u32, (run.end - 1 - other).min(2) as u32);
            put(132, key(place, first.marks.any()));
            put(133, key(place, last.marks.any()));
            put(134, key(place, last.lexeme.word));
            told |= first.marks.any() & KINDS_OF_NAME;
            told |= before.map_or(0, |w| w.marks.any() & (Class::Title.bit() | Class::Role.bit()));
        }
        put(135, near(other.checked_sub(1)).map_or(1, |w| w.lexeme.word));
        put(136, near(Some(other + 1)).map_or(1, |w| w.lexeme.word));
    }
    put(137, key(told, u32::from(this.case == Case::Capitals)));
    if let Some(run) = group.long_form {
        let wide = &seen.runs[run as usize].wide;
        let (first, last): (&Seeing, &Seeing) = (&seen.at[wide.start], &seen.at[wide.end - 1]);
        put(140, first.lexeme.word);
        put(141, last.lexeme.word);
        put(142, wide.clone().fold(0, |mask, i| mask | seen.at[i].marks.begins & KINDS_OF_NAME));
    }
}

/// So many other places of the same word are looked at.
const OTHERS: usize = 4;
