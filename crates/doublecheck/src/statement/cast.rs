//! The cast of an article: everyone who is named or speaks in it, and to whom each statement belongs.
//!
//! Names are met first (`names`). Then the statements are read in order: a source with a name is that person or body;
//! `pronouns` and `described` find whom the others stand for among those whom the `discourse` remembers. What does not
//! point clearly at one of them stays lost: no name is better than a wrong one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::body::{self, named_bodies};
use super::discourse::{Discourse, Figure};
use super::extract::Draft;
use super::names::{self, Person};
use super::part::{Part, part};
use super::people::{self, Reading};
use super::{party, pronouns, roles};
use crate::language::{Analysis, Gender, given_name};
use crate::model::{Form, SpeakerKind};

/// Someone who can speak, as one article presents them.
#[derive(Debug, Clone)]
pub(super) struct Entity {
    pub kind: SpeakerKind,
    /// The fullest form of the name, or the description.
    pub name: Range<usize>,
    /// Further persons, where two speak together.
    pub others: Vec<Range<usize>>,
    /// Phrases that state an office or affiliation; for a description, the whole phrase.
    pub roles: Vec<Range<usize>>,
    /// Every place the name or description was read.
    pub mentions: Vec<Range<usize>>,
    pub gender: Option<Gender>,
}

/// Who a draft belongs to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Who {
    /// The source names the entity.
    Named(usize),
    /// The source stands for the entity, named at these words.
    Resolved(usize, Range<usize>),
    /// The outlet's own voice.
    Outlet,
    /// Nobody in the article fits.
    Lost(String),
}

impl Who {
    pub(super) fn entity(&self) -> Option<usize> {
        match self {
            Self::Named(entity) | Self::Resolved(entity, _) => Some(*entity),
            Self::Outlet | Self::Lost(_) => None,
        }
    }
}

/// Everyone in an article, and who says what.
pub(super) struct Cast {
    pub entities: Vec<Entity>,
    /// One for each draft.
    pub who: Vec<Who>,
}

/// Finds the cast of an article and attributes its drafts.
pub(super) fn cast(analysis: &Analysis<'_>, drafts: &[Draft]) -> Cast {
    let persons = names::persons(analysis);
    let mut casting = Casting {
        analysis,
        drafts,
        discourse: Discourse::of(analysis, drafts),
        bodies: named_bodies(analysis),
        things: body::things(analysis),
        pairs: Vec::new(),
        events: Vec::new(),
        read: 0,
        cast: Cast { entities: Vec::new(), who: Vec::with_capacity(drafts.len()) },
    };
    casting.meet_all(&persons);
    let readings: Vec<Option<Reading>> =
        drafts.iter().map(|d| d.source.clone().map(|source| people::read(analysis, source))).collect();
    for (index, reading) in readings.iter().enumerate() {
        let source = drafts[index].source.clone();
        casting.read_to(source.as_ref().map_or(drafts[index].unit.start, |s| s.start));
        let who = casting.attribute(index, reading.as_ref());
        if let (Some(source), Some(entity)) = (source, who.entity()) {
            casting.discourse.speaks(Figure::Entity(entity), &source);
        }
        casting.cast.who.push(who);
    }
    casting.first_persons(&readings);
    casting.look_ahead(&readings);
    casting.cast
}

/// What is met between the statements.
enum Event {
    Mention(Figure, Part),
    Pronoun,
    /// "the mayor": a person by office alone.
    Office,
}

pub(super) struct Casting<'a> {
    pub analysis: &'a Analysis<'a>,
    pub drafts: &'a [Draft],
    pub discourse: Discourse<'a>,
    /// Bodies named in full.
    pub bodies: Vec<Range<usize>>,
    /// Bodies, acronyms and states: each place where one is named, and what it is.
    pub things: Vec<(Range<usize>, SpeakerKind)>,
    /// Two persons named together.
    pub pairs: Vec<(usize, usize)>,
    /// In text order, with the words that each covers.
    events: Vec<(Range<usize>, Event)>,
    /// How many of them have been read.
    read: usize,
    pub cast: Cast,
}

impl Casting<'_> {
    /// Everyone named in the article, and all that is mentioned in it between the statements.
    fn meet_all(&mut self, persons: &[Person]) {
        let mut last: Option<(usize, &Person)> = None;
        // Full names first: a surname alone may stand before them.
        for person in persons.iter().filter(|p| p.name.len() > 1) {
            self.meet(person);
        }
        for person in persons {
            let entity = self.meet(person);
            let words =
                person.role.as_ref().map_or(person.name.start, |r| r.start.min(person.name.start))..person.name.end;
            self.events.push((words.clone(), Event::Mention(Figure::Entity(entity), person.part)));
            if let Some((other, before)) = last
                && other != entity
                && self.joined(before.name.end, words.start)
            {
                let pair = (other.min(entity), other.max(entity));
                let known = self.pairs.iter().position(|p| *p == pair);
                let index = known.unwrap_or(self.pairs.len());
                if known.is_none() {
                    self.pairs.push(pair);
                }
                let part = part(self.analysis, &(before.name.start..words.end));
                self.events.push((before.name.start..words.end, Event::Mention(Figure::Pair(index), part)));
                self.events.push((before.name.clone(), Event::Mention(Figure::Entity(other), part)));
            }
            last = Some((entity, person));
        }
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, (thing, _)) in self.things.iter().enumerate() {
            let same = *first.entry(party::words(self.analysis, thing.clone())).or_insert(index);
            let part = part(self.analysis, thing);
            self.events.push((thing.clone(), Event::Mention(Figure::Body(same), part)));
        }
        let sources: BTreeSet<usize> = self.drafts.iter().filter_map(|d| d.source.clone()).flatten().collect();
        let in_source = |word: usize| sources.contains(&word);
        let pronouns = (0..self.analysis.words.len()).filter(|&i| {
            pronouns::is_personal(self.analysis.lower(i)) && !self.discourse.is_quoted(i) && !in_source(i)
        });
        let pronouns: Vec<_> = pronouns.map(|i| (i..i + 1, Event::Pronoun)).collect();
        let offices = (1..self.analysis.words.len()).filter(|&i| {
            let lower = self.analysis.lower(i);
            self.analysis.lower(i - 1) == "the"
                && roles::is_office(lower)
                && !roles::is_group(lower)
                && !self.discourse.is_quoted(i)
                && !in_source(i)
        });
        let offices: Vec<_> = offices.map(|i| (i - 1..i + 1, Event::Office)).collect();
        self.events.extend(pronouns);
        self.events.extend(offices);
        self.events.sort_by_key(|(words, _)| (words.start, words.end));
    }

    /// "and" alone stands between two names, or an office before the second.
    fn joined(&self, from: usize, to: usize) -> bool {
        from < to && to - from <= 1 && self.analysis.lower(from) == "and"
    }

    /// The last person whom the writer names as a subject from the first of these words on.
    pub fn last_subject(&self, words: Range<usize>) -> Option<usize> {
        let from = self.events.partition_point(|(at, _)| at.start < words.start);
        let to = self.events.partition_point(|(at, _)| at.start < words.end).max(from);
        let subject = |event: &Event| matches!(event, Event::Mention(_, Part::Subject));
        let subjects =
            || self.events[from..to].iter().filter(|(at, e)| subject(e) && !self.discourse.is_said(at.start));
        let (at, entity) = subjects().rev().find_map(|(at, event)| match event {
            Event::Mention(Figure::Entity(entity), _) => Some((at, *entity)),
            _ => None,
        })?;
        // Of two who are the subject together neither is.
        let paired = subjects().any(|(pair, e)| matches!(e, Event::Mention(Figure::Pair(_), _)) && pair.end == at.end);
        (!paired).then_some(entity)
    }

    /// Reads what is mentioned before a word.
    fn read_to(&mut self, word: usize) {
        while let Some((words, event)) = self.events.get(self.read).filter(|(words, _)| words.start < word) {
            let words = words.clone();
            self.read += 1;
            match event {
                Event::Mention(figure, part) => self.discourse.mention(*figure, &words, *part),
                Event::Office => {
                    if let Some(entity) = self.by_office(&words, words.start + 1) {
                        let part = part(self.analysis, &words);
                        self.discourse.mention(Figure::Entity(entity), &words, part);
                    }
                }
                Event::Pronoun => {
                    if let Some(figure) = self.personal(words.start) {
                        let part = pronouns::part(self.analysis, words.start);
                        self.discourse.mention(figure, &words, part);
                    }
                }
            }
        }
    }

    fn meet(&mut self, person: &Person) -> usize {
        let known = self.find_person(&person.name);
        let gender = self.gender_near(person);
        match known {
            Some(index) => {
                let entity = &mut self.cast.entities[index];
                if person.name.len() > entity.name.len() {
                    entity.name = person.name.clone();
                }
                if !entity.mentions.contains(&person.name) {
                    entity.mentions.push(person.name.clone());
                }
                entity.roles.extend(person.role.clone().filter(|r| !entity.roles.contains(r)));
                entity.gender = entity.gender.or(gender);
                index
            }
            None => {
                self.cast.entities.push(Entity {
                    kind: SpeakerKind::Person,
                    name: person.name.clone(),
                    others: Vec::new(),
                    roles: person.role.clone().into_iter().collect(),
                    mentions: vec![person.name.clone()],
                    gender,
                });
                self.cast.entities.len() - 1
            }
        }
    }

    fn gender_near(&self, person: &Person) -> Option<Gender> {
        let given = given_name(self.analysis.lower(person.name.start)).filter(|_| person.name.len() > 1);
        person.role.clone().into_iter().flatten().find_map(|i| roles::gender(self.analysis.lower(i))).or(given)
    }

    /// The person with this name: the same last name, and first names that do not differ. A name alone is of several
    /// the one named in full most often, not against a form of address.
    pub fn find_person(&self, name: &Range<usize>) -> Option<usize> {
        let last = name.end.checked_sub(1)?;
        let same = |i: usize, j: usize| same_word(self.analysis.lower(i), self.analysis.lower(j));
        let address = name.start.checked_sub(1).and_then(|i| roles::gender(self.analysis.lower(i)));
        let listed = given_name(self.analysis.lower(last)).is_some();
        let fits = |e: &Entity| {
            let agrees = name.len() > 1 || address.is_none() || e.gender.is_none() || e.gender == address;
            let surname =
                same(e.name.end - 1, last) && (e.name.len() == 1 || name.len() == 1 || same(e.name.start, name.start));
            let given = listed && name.len() == 1 && e.name.len() > 1 && same(e.name.start, last);
            e.kind == SpeakerKind::Person && agrees && (surname || given)
        };
        let in_full = |e: &Entity| e.mentions.iter().filter(|m| m.len() > 1).count();
        let addressed = |e: &Entity| address.is_some() && e.gender == address;
        let fitting: Vec<usize> = (0..self.cast.entities.len()).filter(|&e| fits(&self.cast.entities[e])).collect();
        match fitting.as_slice() {
            [only] => Some(*only),
            several => several.iter().rev().copied().max_by_key(|&e| {
                let entity = &self.cast.entities[e];
                (addressed(entity), in_full(entity))
            }),
        }
    }

    fn attribute(&mut self, index: usize, reading: Option<&Reading>) -> Who {
        let draft = &self.drafts[index];
        if draft.form == Form::Narration {
            return Who::Outlet;
        }
        let (Some(source), Some(reading)) = (draft.source.as_ref(), reading) else {
            return self.without_source(index);
        };
        if let Some(owner) = pronouns::owner(self.analysis, source) {
            return match self.personal(owner) {
                Some(figure) => self.stand_for(figure, source.start),
                None => Who::Lost(format!("\"{}\": nobody before it is clearly meant", self.analysis.word(owner))),
            };
        }
        match reading {
            Reading::Pronoun(pronoun) => self.pronoun(index, source, pronoun.as_str()),
            Reading::Person { name, role: None } if name.len() == 1 && self.names_body(name) => {
                self.unnamed(SpeakerKind::Body, name.clone(), source)
            }
            Reading::Person { name, role } => {
                let person = Person { name: name.clone(), role: role.clone(), part: Part::Subject };
                let known = self.find_person(name);
                let entity = self.meet(&person);
                match known {
                    Some(_) if name.len() < self.cast.entities[entity].name.len() => {
                        Who::Resolved(entity, self.cast.entities[entity].name.clone())
                    }
                    _ => Who::Named(entity),
                }
            }
            Reading::Joint { names } => {
                let mut entity = self.new_entity(SpeakerKind::Group, source.clone());
                entity.name = names[0].clone();
                entity.others = names[1..].to_vec();
                self.admit(entity)
            }
            Reading::Described { head, definite } => self.described(source, *head, *definite),
            Reading::Body { name } => self.body(name, source),
            Reading::State { name } => self.unnamed(SpeakerKind::State, name.clone(), source),
            Reading::Group => self.group(source),
        }
    }

    /// A body by name; or "the ministry", which the discourse or the whole article tells.
    fn body(&mut self, name: &Range<usize>, source: &Range<usize>) -> Who {
        let proper = name.clone().any(|i| self.analysis.word(i).starts_with(char::is_uppercase));
        let owned = matches!(self.analysis.lower(source.start), "his" | "her" | "their" | "its" | "our" | "my");
        if proper || owned {
            return self.unnamed(SpeakerKind::Body, name.clone(), source);
        }
        match self.body_meant(name, source) {
            Some(named) => {
                let who = self.unnamed(SpeakerKind::Body, named.clone(), source);
                let last = self.last_named(&named, source.start);
                who.entity().map_or(who, |entity| Who::Resolved(entity, last))
            }
            None => self.unnamed(SpeakerKind::Body, name.clone(), source),
        }
    }

    /// The body of that kind which is named before; of several the one in the reader's mind.
    fn body_meant(&self, name: &Range<usize>, source: &Range<usize>) -> Option<Range<usize>> {
        let word = self.analysis.lower(name.end - 1);
        let has = |body: &Range<usize>, word: &str| body.clone().any(|i| self.analysis.lower(i) == word);
        let qualified = |body: &Range<usize>| (name.start..name.end - 1).all(|i| has(body, self.analysis.lower(i)));
        let only = body::meant_by(self.analysis, word, &self.bodies).filter(qualified);
        only.or_else(|| {
            let fit = |figure: Figure| match figure {
                Figure::Body(thing) => {
                    let (body, kind) = &self.things[thing];
                    let acronym = body.len() == 1 && body::may_be_acronym(word) && *kind == SpeakerKind::Body;
                    let fits = qualified(body) && (body::is_kind(self.analysis, word, body) || acronym);
                    f64::from(u8::from(fits && *kind == SpeakerKind::Body))
                }
                _ => 0.0,
            };
            match self.discourse.meant(source.start, fit)? {
                Figure::Body(thing) => Some(self.things[thing].0.clone()),
                _ => None,
            }
        })
    }

    /// One word that is the first of a body's name in the article ("Norrand" of "Norrand Group"), and no known surname.
    fn names_body(&self, name: &Range<usize>) -> bool {
        let word = self.analysis.word(name.start);
        self.find_person(name).is_none() && self.bodies.iter().any(|body| self.analysis.word(body.start) == word)
    }

    pub fn new_entity(&self, kind: SpeakerKind, phrase: Range<usize>) -> Entity {
        Entity {
            kind,
            name: phrase.clone(),
            others: Vec::new(),
            roles: vec![phrase.clone()],
            mentions: vec![phrase],
            gender: None,
        }
    }

    pub fn admit(&mut self, entity: Entity) -> Who {
        self.cast.entities.push(entity);
        Who::Named(self.cast.entities.len() - 1)
    }

    /// A body, state or group: the same name is the same speaker.
    pub fn unnamed(&mut self, kind: SpeakerKind, name: Range<usize>, source: &Range<usize>) -> Who {
        let words = |r: &Range<usize>| r.clone().map(|i| self.analysis.lower(i)).collect::<Vec<_>>();
        let wanted = words(&name);
        let known = self.cast.entities.iter().position(|e| e.kind == kind && words(&e.name) == wanted);
        match known {
            Some(entity) => {
                self.cast.entities[entity].mentions.push(source.clone());
                Who::Named(entity)
            }
            None => {
                let mut entity = self.new_entity(kind, source.clone());
                entity.name = name;
                self.admit(entity)
            }
        }
    }

    /// A quotation that goes on, or an act whose agent is not named.
    fn without_source(&self, index: usize) -> Who {
        if self.drafts[index].continues {
            if let Some(previous) = self.previous_statement(index)
                && let Some(entity) = self.cast.who[previous].entity()
            {
                return Who::Resolved(entity, self.cast.entities[entity].name.clone());
            }
            return Who::Lost("a quotation without an attribution of its own".to_owned());
        }
        Who::Lost("the sentence does not say who".to_owned())
    }

    /// The statement before this one that somebody else than the outlet makes, not nested.
    pub fn previous_statement(&self, index: usize) -> Option<usize> {
        let before = |i: &usize| {
            let d = &self.drafts[*i];
            d.within.is_none() && d.form != Form::Narration && (d.source.is_some() || d.continues)
        };
        (0..index).rev().find(before)
    }

    /// The place before `at` where the entity was last named.
    pub fn antecedent(&self, entity: usize, at: usize) -> Range<usize> {
        let entity = &self.cast.entities[entity];
        let names = |m: &&Range<usize>| {
            let same = |i: usize, j: usize| self.analysis.lower(i) == self.analysis.lower(j);
            m.end <= at
                && (entity.kind != SpeakerKind::Person
                    || same(m.end - 1, entity.name.end - 1)
                    || m.len() == 1 && same(m.start, entity.name.start))
        };
        entity.mentions.iter().filter(names).max_by_key(|m| m.start).unwrap_or(&entity.name).clone()
    }

    /// The entity that a figure is, with the words that name it; a body or pair that has not spoken yet is admitted.
    pub fn stand_for(&mut self, figure: Figure, at: usize) -> Who {
        match figure {
            Figure::Entity(entity) => Who::Resolved(entity, self.antecedent(entity, at)),
            Figure::Body(thing) => {
                let (name, kind) = self.things[thing].clone();
                let last = self.last_named(&name, at);
                let who = self.unnamed(kind, name.clone(), &name);
                who.entity().map_or(who, |entity| Who::Resolved(entity, last))
            }
            Figure::Pair(pair) => {
                let (first, second) = self.pairs[pair];
                self.together(first, second, at)
            }
        }
    }

    /// Two persons as one speaker.
    pub fn together(&mut self, first: usize, second: usize, at: usize) -> Who {
        let names = [self.antecedent(first, at), self.antecedent(second, at)];
        let full = [first, second].map(|e| self.cast.entities[e].name.clone());
        let known = self.cast.entities.iter().position(|e| e.name == full[0] && e.others == full[1..]);
        let entity = known.unwrap_or_else(|| {
            let mut entity = self.new_entity(SpeakerKind::Group, full[0].clone());
            entity.roles = Vec::new();
            entity.others = vec![full[1].clone()];
            self.cast.entities.push(entity);
            self.cast.entities.len() - 1
        });
        self.cast.entities[entity].mentions.extend(names.clone());
        Who::Resolved(entity, names[0].clone())
    }

    fn last_named(&self, name: &Range<usize>, at: usize) -> Range<usize> {
        let words = |r: &Range<usize>| r.clone().map(|i| self.analysis.lower(i)).collect::<Vec<_>>();
        let wanted = words(name);
        let before = self.things.iter().map(|(thing, _)| thing).filter(|t| t.end <= at && words(t) == wanted);
        before.max_by_key(|t| t.start).unwrap_or(name).clone()
    }
}

/// The same word of a name, whatever its apostrophe.
fn same_word(a: &str, b: &str) -> bool {
    let plain = |c: char| if c == '’' { '\'' } else { c };
    a.chars().map(plain).eq(b.chars().map(plain))
}
