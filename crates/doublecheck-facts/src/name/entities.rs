//! What the mentions of an article read so far stand for, and what a new mention has in common with it.

use std::ops::Range;

use doublecheck_grammar::learn::features::KeyMap;

use super::mention::{Count, Form, Mention, Pronoun, Sex, Sort};
use crate::Words;

/// Numbers the trees look at.
pub(super) const NUMBERS: usize = 56;
pub(super) type Row = [f32; NUMBERS];

/// What the mentions read so far stand for.
pub(super) struct Entities<'a> {
    words: &'a Words<'a>,
    mentions: &'a [Mention],
    entities: Vec<Entity>,
    /// Entities by phrase, head, last word of the name and abbreviation.
    by_key: KeyMap<Vec<u32>>,
    /// Entities in the order in which they were last mentioned.
    recent: Vec<u32>,
    /// How often the article uses a head.
    heads: KeyMap<u32>,
}

/// An entity that a mention may stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub entity: usize,
    /// How many entities mentioned later would do as well.
    pub fitting: u32,
    /// How many entities mentioned later have the same head.
    pub same_head: u32,
}

#[derive(Debug, Default)]
struct Entity {
    /// Its mentions in text order.
    mentions: Vec<u32>,
    phrases: Vec<u32>,
    heads: Vec<u32>,
    content: Vec<u32>,
    letters: Vec<u32>,
    /// Family name, or only word, of each of its names; and its given names.
    last_words: Vec<u32>,
    given: Vec<u32>,
    alias: Option<u32>,
    names: u32,
    males: u32,
    females: u32,
    ones: u32,
    manies: u32,
    /// Mentions that are a person, a body, a place.
    sorts: [u32; 3],
    pronouns: [u32; 12],
}

/// So many entities mentioned last may be meant again without a word in common.
const RECENT: usize = 24;
/// So many entities with a word in common are looked at besides.
const SHARED: usize = 16;
/// So many words of an entity are remembered.
const REMEMBERED: usize = 48;

impl<'a> Entities<'a> {
    pub fn new(words: &'a Words<'a>, mentions: &'a [Mention]) -> Self {
        let mut heads: KeyMap<u32> = KeyMap::default();
        mentions.iter().for_each(|mention| *heads.entry(mention.head).or_default() += 1);
        Self { words, mentions, entities: Vec::new(), by_key: KeyMap::default(), recent: Vec::new(), heads }
    }

    /// Entities that a mention may stand for, those mentioned last first.
    pub fn candidates(&self, at: usize) -> Vec<Candidate> {
        let mention = &self.mentions[at];
        let mut found = Vec::with_capacity(RECENT + SHARED);
        let (mut fitting, mut same_head) = (0, 0);
        let mut headed = Vec::new();
        for (back, &entity) in self.recent.iter().rev().enumerate() {
            let candidate = Candidate { entity: entity as usize, fitting, same_head };
            let known = &self.entities[entity as usize];
            if back < RECENT {
                found.push(candidate);
                let alike = agreement(mention, known);
                fitting += u32::from(alike.sex >= 0.0 && alike.count >= 0.0 && alike.sort >= 0.0);
            } else {
                headed.push(candidate);
            }
            same_head += u32::from(mention.form != Form::Pronoun && known.heads.contains(&mention.head));
        }
        let shared = mention.keys.iter().filter_map(|key| self.by_key.get(key));
        for &entity in shared.flat_map(|entities| entities.iter().rev().take(SHARED)) {
            let entity = entity as usize;
            if !found.iter().any(|candidate| candidate.entity == entity) {
                let earlier = Candidate { entity, fitting, same_head };
                found.push(headed.iter().find(|candidate| candidate.entity == entity).copied().unwrap_or(earlier));
            }
        }
        found
    }

    /// True when the rules list the names of the mention and of the entity as names of the same body or state.
    pub fn is_alias(&self, at: usize, candidate: Candidate) -> bool {
        let alias = self.mentions[at].alias;
        alias.is_some() && alias == self.entities[candidate.entity].alias
    }

    /// Adds a mention to an entity, or to a new one; returns which.
    pub fn join(&mut self, at: usize, entity: Option<usize>) -> usize {
        let index = entity.unwrap_or_else(|| {
            self.entities.push(Entity::default());
            self.entities.len() - 1
        });
        let mention = &self.mentions[at];
        for &key in &mention.keys {
            let known = self.by_key.entry(key).or_default();
            if !known.iter().rev().take(SHARED).any(|&entity| entity as usize == index) {
                known.push(index as u32);
            }
        }
        self.entities[index].add(mention, at);
        self.recent.retain(|&other| other as usize != index);
        self.recent.push(index as u32);
        if self.recent.len() > 4 * RECENT {
            self.recent.drain(..2 * RECENT);
        }
        index
    }

    /// What the trees see of a mention and an entity.
    pub fn numbers(&self, at: usize, candidate: Candidate) -> Row {
        let (mention, known) = (&self.mentions[at], &self.entities[candidate.entity]);
        let before = known.mentions.last().map_or(0, |&last| last as usize);
        let last = &self.mentions[before];
        let alike = agreement(mention, known);
        let between = last.words.end..mention.words.start.max(last.words.end);
        let shared = mention.content.iter().filter(|key| known.content.contains(key)).count();
        let is_name = mention.form == Form::Name;
        let given_clash = mention.given.is_some_and(|given| !known.given.is_empty() && !known.given.contains(&given));
        [
            // What they are.
            mention.form as u8 as f32,
            known.names.min(5) as f32,
            last.form as u8 as f32,
            (mention.sentence - last.sentence.min(mention.sentence)).min(40) as f32,
            (at - before).min(60) as f32,
            known.mentions.len().min(40) as f32,
            // Words in common.
            flag(known.phrases.contains(&mention.phrase)),
            flag(known.heads.contains(&mention.head)),
            flag(mention.last_word.is_some_and(|word| known.last_words.contains(&word))),
            share(shared, mention.content.len()),
            share(shared, known.content.len()),
            (mention.content.len() - shared).min(8) as f32,
            flag(mention.letters.is_some_and(|letters| known.letters.contains(&letters))),
            alias_agreement(mention.alias, known.alias),
            // Agreement.
            alike.sex,
            alike.count,
            alike.sort,
            mention.determiner as u8 as f32,
            mention.words.len().min(20) as f32,
            // Where they stand.
            self.bridge(&between, last, mention),
            nested(mention, last),
            flag(mention.sentence == last.sentence),
            mention.pronoun as u8 as f32,
            known.pronouns[mention.pronoun as usize].min(9) as f32,
            flag(known.mentions.first().is_some_and(|&first| self.mentions[first as usize].sentence < 2)),
            candidate.fitting as f32,
            candidate.same_head.min(9) as f32,
            (mention.words.start - self.sentence_start(mention)).min(40) as f32,
            (last.words.start - self.sentence_start(last)).min(40) as f32,
            flag(mention.quoted),
            flag(last.quoted),
            (mention.line - last.line.min(mention.line)).min(20) as f32,
            // Each by itself.
            known.sex(),
            known.ones.min(9) as f32 - known.manies.min(9) as f32,
            known.sort(),
            mention.sort as u8 as f32,
            mention.sex as u8 as f32,
            mention.count as u8 as f32,
            flag(given_clash),
            self.heads.get(&mention.head).map_or(0, |&count| count).min(20) as f32,
            flag(self.by_key.contains_key(&mention.head)),
            // Standing and length.
            self.mentions_near(known, mention).min(9) as f32,
            flag(mention.governed),
            flag(last.governed),
            mention.tail.min(12) as f32,
            last.tail.min(12) as f32,
            last.determiner as u8 as f32,
            last.words.len().min(20) as f32,
            last.pronoun as u8 as f32,
            known.pronouns[Pronoun::First as usize].min(5) as f32
                + known.pronouns[Pronoun::FirstPlural as usize].min(5) as f32,
            flag(is_name && shared == mention.content.len() && shared > 0),
            flag(known.phrases.last() == Some(&mention.phrase)),
            mention.kind.map_or(-1.0, |kind| f32::from(kind as u8)),
            last.kind.map_or(-1.0, |kind| f32::from(kind as u8)),
            between.len().min(60) as f32,
            known.pronouns[Pronoun::Male as usize].min(5) as f32
                - known.pronouns[Pronoun::Female as usize].min(5) as f32,
        ]
    }

    fn sentence_start(&self, mention: &Mention) -> usize {
        self.words.sentences().get(mention.sentence).map_or(mention.words.start, |s| s.start.min(mention.words.start))
    }

    /// What stands between the mention before and this: 1 a comma or bracket (apposition), 2 nothing, 3 a form of "be", 4 "and".
    fn bridge(&self, between: &Range<usize>, last: &Mention, mention: &Mention) -> f32 {
        if last.sentence != mention.sentence || last.words.end > mention.words.start {
            return 0.0;
        }
        let word = |at: usize| self.words.lower(between.start + at);
        match between.len() {
            0 => 2.0,
            1 if matches!(word(0), "," | "(" | "-" | "–" | "—" | ":") => 1.0,
            1 if matches!(word(0), "and" | "or") => 4.0,
            1 | 2 if matches!(word(0), "is" | "was" | "are" | "were" | "became" | "'s" | "’s" | "as") => 3.0,
            _ => 0.0,
        }
    }

    fn mentions_near(&self, known: &Entity, mention: &Mention) -> usize {
        let near = known.mentions.iter().rev().take(9);
        near.filter(|&&other| self.mentions[other as usize].sentence + 3 >= mention.sentence).count()
    }
}

impl Entity {
    fn add(&mut self, mention: &Mention, at: usize) {
        self.mentions.push(at as u32);
        self.pronouns[mention.pronoun as usize] += 1;
        match mention.sex {
            Sex::Male => self.males += 1,
            Sex::Female => self.females += 1,
            Sex::Unknown => {}
        }
        match mention.count {
            Count::One => self.ones += 1,
            Count::Many => self.manies += 1,
            Count::Unknown => {}
        }
        match mention.sort {
            Sort::Person => self.sorts[0] += 1,
            Sort::Body => self.sorts[1] += 1,
            Sort::Place => self.sorts[2] += 1,
            Sort::Unknown => {}
        }
        if mention.form == Form::Pronoun {
            return;
        }
        self.names += u32::from(mention.form == Form::Name);
        remember(&mut self.phrases, Some(mention.phrase));
        remember(&mut self.heads, Some(mention.head));
        mention.content.iter().for_each(|&key| remember(&mut self.content, Some(key)));
        remember(&mut self.letters, mention.letters);
        remember(&mut self.last_words, mention.last_word);
        remember(&mut self.given, mention.given);
        self.alias = self.alias.or(mention.alias);
    }

    fn sex(&self) -> f32 {
        match (self.males, self.females) {
            (0, 0) => 0.0,
            (male, female) if male > female => 1.0,
            (male, female) if male < female => 2.0,
            _ => 3.0,
        }
    }

    fn sort(&self) -> f32 {
        let [person, body, place] = self.sorts;
        match person.max(body).max(place) {
            0 => 0.0,
            most if most == person => 1.0,
            most if most == body => 2.0,
            _ => 3.0,
        }
    }
}

/// Keeps the last word forms of an entity, each once, the newest at the end.
fn remember(keys: &mut Vec<u32>, key: Option<u32>) {
    let Some(key) = key else { return };
    keys.retain(|&known| known != key);
    keys.push(key);
    if keys.len() > REMEMBERED {
        keys.remove(0);
    }
}

/// 1 agrees, -1 does not, 0 cannot be told.
struct Agreement {
    sex: f32,
    count: f32,
    sort: f32,
}

fn agreement(mention: &Mention, known: &Entity) -> Agreement {
    let sex = match (mention.sex, known.males, known.females) {
        (Sex::Unknown, ..) | (_, 0, 0) => 0.0,
        (Sex::Male, male, female) => {
            if male >= female {
                1.0
            } else {
                -1.0
            }
        }
        (Sex::Female, male, female) => {
            if female >= male {
                1.0
            } else {
                -1.0
            }
        }
    };
    let count = match (mention.count, known.ones, known.manies) {
        (Count::Unknown, ..) | (_, 0, 0) => 0.0,
        (Count::One, one, many) => {
            if one >= many {
                1.0
            } else {
                -1.0
            }
        }
        (Count::Many, one, many) => {
            if many >= one {
                1.0
            } else {
                -1.0
            }
        }
    };
    let of = |index: usize| {
        let most = known.sorts.iter().copied().max().unwrap_or_default();
        match most {
            0 => 0.0,
            most if known.sorts[index] == most => 1.0,
            _ => -1.0,
        }
    };
    let sort = match mention.sort {
        Sort::Unknown if mention.pronoun == Pronoun::Thing => match known.sorts {
            [0, 0, 0] => 0.0,
            [person, body, place] if person > body + place => -1.0,
            _ => 1.0,
        },
        Sort::Unknown => 0.0,
        Sort::Person => of(0),
        Sort::Body => of(1),
        Sort::Place => of(2),
    };
    Agreement { sex, count, sort }
}

/// 1 inside the other, 2 around it.
fn nested(mention: &Mention, last: &Mention) -> f32 {
    if mention.words.start >= last.words.start && mention.words.end <= last.words.end {
        1.0
    } else if mention.words.start <= last.words.start && mention.words.end >= last.words.end {
        2.0
    } else {
        0.0
    }
}

fn alias_agreement(alias: Option<u32>, known: Option<u32>) -> f32 {
    match (alias, known) {
        (Some(alias), Some(known)) if alias == known => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn share(part: usize, whole: usize) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
