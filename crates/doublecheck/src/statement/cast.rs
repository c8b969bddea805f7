//! The cast of an article: everyone who is named or speaks in it, and to whom each statement belongs.

use std::ops::Range;

use super::extract::Draft;
use super::names::{self, Part, Person};
use super::people::{self, Reading};
use super::roles;
use crate::language::{Analysis, Gender, given_name, state_at};
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

/// How many blocks back a pronoun may look for its speaker.
const REACH: usize = 4;
/// Blocks at the head of an article in which "an official" may be named only afterwards.
const HEAD_BLOCKS: usize = 3;

/// Finds the cast of an article and attributes its drafts.
pub(super) fn cast(analysis: &Analysis<'_>, drafts: &[Draft]) -> Cast {
    let persons = names::persons(analysis);
    let mut casting = Casting {
        analysis,
        drafts,
        bodies: super::body::named_bodies(analysis),
        cast: Cast { entities: Vec::new(), who: Vec::with_capacity(drafts.len()) },
    };
    for person in &persons {
        casting.meet(person);
    }
    let readings: Vec<Option<Reading>> =
        drafts.iter().map(|d| d.source.clone().map(|source| people::read(analysis, source))).collect();
    for (index, reading) in readings.iter().enumerate() {
        let who = casting.attribute(index, reading.as_ref(), &persons);
        casting.cast.who.push(who);
    }
    casting.look_ahead(&readings);
    casting.cast
}

struct Casting<'a> {
    analysis: &'a Analysis<'a>,
    drafts: &'a [Draft],
    /// Bodies named in full.
    bodies: Vec<Range<usize>>,
    cast: Cast,
}

impl Casting<'_> {
    fn meet(&mut self, person: &Person) -> usize {
        let known = self.find_person(&person.name);
        let gender = self.gender_near(person);
        match known {
            Some(index) => {
                let entity = &mut self.cast.entities[index];
                if person.name.len() > entity.name.len() {
                    entity.name = person.name.clone();
                }
                entity.mentions.push(person.name.clone());
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
        let given = (person.name.len() > 1).then(|| given_name(self.analysis.lower(person.name.start))).flatten();
        person.role.clone().into_iter().flatten().find_map(|i| roles::gender(self.analysis.lower(i))).or(given)
    }

    /// The person with this name: the same last name, and first names that do not differ.
    fn find_person(&self, name: &Range<usize>) -> Option<usize> {
        let lower = |i| self.analysis.lower(i);
        let last = lower(name.end.checked_sub(1)?);
        self.cast.entities.iter().position(|e| {
            e.kind == SpeakerKind::Person
                && lower(e.name.end - 1) == last
                && (e.name.len() == 1 || name.len() == 1 || lower(e.name.start) == lower(name.start))
        })
    }

    fn attribute(&mut self, index: usize, reading: Option<&Reading>, persons: &[Person]) -> Who {
        let draft = &self.drafts[index];
        if draft.form == Form::Narration {
            return Who::Outlet;
        }
        let (Some(source), Some(reading)) = (draft.source.as_ref(), reading) else {
            return self.without_source(index);
        };
        match reading {
            Reading::Pronoun(pronoun) => self.pronoun(index, source, pronoun.as_str(), persons),
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
            Reading::Body { name } => {
                let name = self.body_in_full(name);
                self.unnamed(SpeakerKind::Body, name, source)
            }
            Reading::State { name } => self.unnamed(SpeakerKind::State, name.clone(), source),
            Reading::Group => self.unnamed(SpeakerKind::Group, source.clone(), source),
        }
    }

    /// "the ministry": the one body of the article that is named so in full, if there is one.
    fn body_in_full(&self, name: &Range<usize>) -> Range<usize> {
        let proper = name.clone().any(|i| self.analysis.word(i).starts_with(char::is_uppercase));
        if proper {
            return name.clone();
        }
        let noun = self.analysis.lower(name.end - 1);
        super::body::meant_by(self.analysis, noun, &self.bodies).unwrap_or_else(|| name.clone())
    }

    /// One word that is the first of a body's name in the article ("Norrand" of "Norrand Group"), and no known surname.
    fn names_body(&self, name: &Range<usize>) -> bool {
        let word = self.analysis.word(name.start);
        self.find_person(name).is_none() && self.bodies.iter().any(|body| self.analysis.word(body.start) == word)
    }

    fn new_entity(&self, kind: SpeakerKind, phrase: Range<usize>) -> Entity {
        Entity {
            kind,
            name: phrase.clone(),
            others: Vec::new(),
            roles: vec![phrase.clone()],
            mentions: vec![phrase],
            gender: None,
        }
    }

    fn admit(&mut self, entity: Entity) -> Who {
        self.cast.entities.push(entity);
        Who::Named(self.cast.entities.len() - 1)
    }

    /// A body, state or group: the same name is the same speaker.
    fn unnamed(&mut self, kind: SpeakerKind, name: Range<usize>, source: &Range<usize>) -> Who {
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
    fn previous_statement(&self, index: usize) -> Option<usize> {
        let before = |i: &usize| {
            let d = &self.drafts[*i];
            d.within.is_none() && d.form != Form::Narration && (d.source.is_some() || d.continues)
        };
        (0..index).rev().find(before)
    }

    /// The same, passing over what states do ("Moscow proposed ..."): no "he" means a state.
    fn previous_speech(&self, index: usize) -> Option<usize> {
        let state = |i: usize| {
            let entity = self.cast.who[i].entity();
            entity.is_some_and(|e| self.cast.entities[e].kind == SpeakerKind::State)
        };
        let mut previous = self.previous_statement(index)?;
        while state(previous) {
            previous = self.previous_statement(previous)?;
        }
        Some(previous)
    }

    fn pronoun(&self, index: usize, source: &Range<usize>, pronoun: &str, persons: &[Person]) -> Who {
        let draft = &self.drafts[index];
        if let Some(outer) = draft.within.filter(|_| matches!(pronoun, "we" | "i")) {
            // "We asked ...", inside a quotation: the speaker of the quotation.
            if let Some(entity) = self.cast.who.get(outer).and_then(Who::entity) {
                return Who::Resolved(entity, self.cast.entities[entity].name.clone());
            }
        }
        let wanted = roles::gender(pronoun);
        let previous = self.previous_statement(index).filter(|&p| self.drafts[p].block + REACH >= draft.block);
        if wanted.is_none() {
            let plural_or_body = previous.and_then(|p| self.cast.who[p].entity()).filter(|&e| {
                matches!(self.cast.entities[e].kind, SpeakerKind::Body | SpeakerKind::State | SpeakerKind::Group)
            });
            return match plural_or_body {
                Some(entity) => Who::Resolved(entity, self.cast.entities[entity].mentions[0].clone()),
                None => Who::Lost(format!(
                    "\"{}\" has no antecedent among the speakers before it",
                    self.analysis.word(source.start)
                )),
            };
        }
        let previous = self.previous_speech(index).filter(|&p| self.drafts[p].block + REACH >= draft.block);
        let lost = |why: &str| Who::Lost(format!("\"{}\": {why}", self.analysis.word(source.start)));
        // A person who has become the subject since the last statement.
        let since = previous.map_or(0, |p| self.drafts[p].source.as_ref().map_or(self.drafts[p].unit.start, |s| s.end));
        let subject = persons.iter().rev().find(|p| {
            p.name.end <= source.start && p.name.start >= since && p.part == Part::Subject && self.near(p.name.start, draft.block)
        });
        if let Some(person) = subject
            && let Some(entity) = self.find_person(&person.name).filter(|&e| self.agrees(e, wanted))
        {
            return Who::Resolved(entity, person.name.clone());
        }
        let Some(previous) = previous else {
            return lost("no speaker stands before it");
        };
        match self.cast.who[previous].entity() {
            Some(entity) if !self.cast.entities[entity].others.is_empty() => lost("two speakers stand before it"),
            Some(entity) if matches!(self.cast.entities[entity].kind, SpeakerKind::Person | SpeakerKind::Unnamed) => {
                if self.agrees(entity, wanted) {
                    return Who::Resolved(entity, self.antecedent(entity, source.start));
                }
                match self.earlier_speaker(previous, wanted, draft.block) {
                    Some(entity) => Who::Resolved(entity, self.antecedent(entity, source.start)),
                    None => lost("the speaker before it is of the other sex"),
                }
            }
            Some(_) => lost("the speaker before it is no person"),
            None => lost("the speaker before it is not known either"),
        }
    }

    /// The place before `at` where the entity was last named.
    fn antecedent(&self, entity: usize, at: usize) -> Range<usize> {
        let entity = &self.cast.entities[entity];
        entity.mentions.iter().rfind(|m| m.end <= at).unwrap_or(&entity.name).clone()
    }

    fn near(&self, word: usize, block: usize) -> bool {
        self.block_of(word).is_some_and(|b| b + 1 >= block)
    }

    fn block_of(&self, word: usize) -> Option<usize> {
        self.analysis.sentence_of(word).map(|s| self.analysis.sentences[s].block)
    }

    /// A pronoun fits a person whose sex is not known to differ.
    fn agrees(&self, entity: usize, wanted: Option<Gender>) -> bool {
        match (self.cast.entities[entity].gender, wanted) {
            (Some(known), Some(wanted)) => known == wanted,
            _ => true,
        }
    }

    fn earlier_speaker(&self, before: usize, wanted: Option<Gender>, block: usize) -> Option<usize> {
        (0..before).rev().take_while(|&i| self.drafts[i].block + REACH >= block).find_map(|i| {
            let entity = self.cast.who[i].entity()?;
            let fits = self.drafts[i].within.is_none()
                && self.cast.entities[entity].kind == SpeakerKind::Person
                && self.agrees(entity, wanted);
            fits.then_some(entity)
        })
    }

    /// "the spokesman", "the Russian ambassador", "a ministry official".
    fn described(&mut self, source: &Range<usize>, head: usize, definite: bool) -> Who {
        let class = roles::role_class(self.analysis.lower(head));
        let gender = roles::gender(self.analysis.lower(head));
        let fits = |e: &&usize| {
            let entity = &self.cast.entities[**e];
            matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Unnamed)
                && (entity.gender.is_none() || gender.is_none() || entity.gender == gender)
                && entity.roles.iter().any(|r| r.clone().any(|i| roles::role_class(self.analysis.lower(i)) == class))
                && self.compatible(source, head, entity)
        };
        let all: Vec<usize> = (0..self.cast.entities.len()).collect();
        // The one met last before these words.
        let before = all.iter().filter(fits).filter_map(|&e| {
            let last = self.cast.entities[e].mentions.iter().map(|m| m.start).filter(|&m| m < source.start).max()?;
            Some((last, e))
        });
        if definite && let Some((_, entity)) = before.max() {
            let antecedent = self.antecedent(entity, source.start);
            self.cast.entities[entity].mentions.push(source.clone());
            return Who::Resolved(entity, antecedent);
        }
        let bare = source.len() <= 2 && definite && self.analysis.lower(source.start) == "the";
        if bare {
            return Who::Lost(format!(
                "\"{}\" is not introduced before",
                &self.analysis.article.text.as_str()[self.analysis.bytes(source.clone())]
            ));
        }
        let mut entity = self.new_entity(SpeakerKind::Unnamed, source.clone());
        entity.gender = gender;
        self.admit(entity)
    }

    /// Words of the description (states, bodies, names) must not contradict what is known of the person.
    fn compatible(&self, source: &Range<usize>, head: usize, entity: &Entity) -> bool {
        let states = |r: &Range<usize>| -> Vec<&str> {
            r.clone()
                .filter_map(|i| state_at(self.analysis, i))
                .filter(|(_, _, w)| w.end <= r.end && !follows_to(self.analysis, w.start))
                .map(|(s, ..)| s.name)
                .collect()
        };
        let wanted = states(source);
        let known: Vec<&str> = entity.roles.iter().flat_map(states).collect();
        if !wanted.is_empty() && !known.is_empty() && !wanted.iter().any(|w| known.contains(w)) {
            return false;
        }
        // "the Iraqi official" is nobody of whom no state is known; "the ministry spokesman" needs a ministry.
        if !wanted.is_empty() && known.is_empty() && entity.kind == SpeakerKind::Unnamed {
            return false;
        }
        let named = |i: usize| {
            let word = self.analysis.lower(i);
            (roles::is_body_word(word) || self.analysis.word(i).starts_with(char::is_uppercase))
                && state_at(self.analysis, i).is_none()
                && i != head
                && i != source.start
        };
        let stem = |word: &str| word.trim_end_matches('s').replace("defence", "defense");
        source.clone().filter(|&i| named(i)).all(|i| {
            let word = stem(self.analysis.lower(i));
            entity.roles.iter().flat_map(|r| r.clone()).any(|j| stem(self.analysis.lower(j)) == word)
        })
    }

    /// "A ministry official said ..." at the head of an article, named in the next statement.
    fn look_ahead(&mut self, readings: &[Option<Reading>]) {
        let first_block = self.drafts.first().map_or(0, |d| d.block);
        for index in 0..self.drafts.len() {
            let draft = &self.drafts[index];
            let Some(Reading::Described { head, definite: false }) = readings[index] else { continue };
            if draft.block > first_block + HEAD_BLOCKS * 2 || draft.within.is_some() {
                continue;
            }
            let Some(source) = &draft.source else { continue };
            let next = (index + 1..self.drafts.len()).take(3).find(|&i| {
                let later = &self.drafts[i];
                later.within.is_none() && matches!(readings[i], Some(Reading::Person { .. }))
            });
            let Some(entity) = next.and_then(|n| self.cast.who[n].entity()) else { continue };
            let class = roles::role_class(self.analysis.lower(head));
            let person = &self.cast.entities[entity];
            let roles: Vec<&str> = person
                .roles
                .iter()
                .flat_map(|r| r.clone())
                .map(|i| roles::role_class(self.analysis.lower(i)))
                .collect();
            let generic = matches!(class, "official" | "source" | "officer" | "representative");
            let same_office = roles.contains(&class) || generic && roles.iter().any(|r| roles::is_role_word(r));
            if same_office && self.compatible_ahead(source, head, entity, generic) {
                self.cast.who[index] = Who::Resolved(entity, person.name.clone());
            }
        }
    }

    fn compatible_ahead(&self, source: &Range<usize>, head: usize, entity: usize, generic: bool) -> bool {
        let entity = &self.cast.entities[entity];
        if generic {
            let only_states = source.clone().all(|i| {
                i == head
                    || i == source.start
                    || state_at(self.analysis, i).is_some()
                    || matches!(self.analysis.lower(i), "senior" | "top" | "high-ranking" | "government")
            });
            return only_states || self.compatible(source, head, entity);
        }
        self.compatible(source, head, entity)
    }
}

/// "envoy to the UK": the state that the envoy is sent to is not the one he speaks for.
pub(super) fn follows_to(analysis: &Analysis<'_>, word: usize) -> bool {
    let before = |n: usize| word.checked_sub(n).map_or("", |i| analysis.lower(i));
    matches!(before(1), "to" | "in" | "with" | "against")
        || before(1) == "the" && matches!(before(2), "to" | "in" | "with" | "against")
}
