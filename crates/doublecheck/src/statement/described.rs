//! Whom a description stands for: "the spokesman", "the Green candidate", "both mayors", "a ministry official".

use std::ops::Range;

use super::cast::{Casting, Entity, Who};
use super::discourse::Figure;
use super::people::Reading;
use super::roles;
use crate::language::{Analysis, Gender, Naming, WordKind, state_at};
use crate::model::SpeakerKind;

/// Share of salience that each trait of a description gives or takes.
const SAME_OFFICE: f64 = 6.0;
const SAME_CREED: f64 = 2.0;
const SAME_WORD: f64 = 1.5;
const UNKNOWN_WORD: f64 = 0.7;
const UNKNOWN_NOUN: f64 = 0.05;
const DEPUTY: f64 = 0.15;
/// Salience that someone must have whom the description fits only because nothing speaks against it.
const PROMINENT: f64 = 0.7;
/// How near the second such person may come.
const CLEARLY: f64 = 0.35;
/// Blocks at the head of an article in which "an official" may be named only afterwards.
const HEAD_BLOCKS: usize = 3;

impl Casting<'_> {
    pub(super) fn described(&mut self, source: &Range<usize>, head: usize, definite: bool) -> Who {
        let owned = matches!(self.analysis.lower(source.start), "his" | "her" | "their" | "its" | "our" | "my");
        if definite
            && !owned
            && let Some(entity) = self.by_office(source, head)
        {
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
        entity.gender = roles::gender(self.analysis.lower(head));
        self.admit(entity)
    }

    /// The person of that office who is in the reader's mind, else the one met last; without an office, the one
    /// person whom the text is about.
    pub(super) fn by_office(&self, source: &Range<usize>, head: usize) -> Option<usize> {
        let traits = Traits::of(self.analysis, source, head);
        let entity_fit = |figure: Figure, needs_office: bool| match figure {
            Figure::Entity(entity) => {
                let entity = &self.cast.entities[entity];
                let office = self.has_office(&traits, entity);
                if office || !needs_office { self.fit(&traits, entity, source, head) } else { 0.0 }
            }
            _ => 0.0,
        };
        if let Some(Figure::Entity(entity)) = self.discourse.meant(source.start, |f| entity_fit(f, true)) {
            return Some(entity);
        }
        let holders: Vec<usize> = (0..self.cast.entities.len())
            .filter(|&e| {
                let entity = &self.cast.entities[e];
                self.has_office(&traits, entity) && self.fit(&traits, entity, source, head) > UNKNOWN_NOUN
            })
            .collect();
        let last_met = |e: usize| {
            let starts = self.cast.entities[e].mentions.iter().map(|m| m.start);
            starts.filter(|&m| m < source.start).max().map(|at| (at, e))
        };
        let last = holders.iter().filter_map(|&e| last_met(e)).max();
        if let Some((_, entity)) = last
            && (holders.len() == 1 || self.discourse.salient(source.start, |f| entity_fit(f, true)).is_empty())
        {
            return Some(entity);
        }
        let plain = source.len() < 3 && traits.gender.is_none();
        let governs = source.clone().any(|i| matches!(state_at(self.analysis, i), Some((_, Naming::Body, _))));
        if !holders.is_empty() || plain || governs || !traits.nouns.is_empty() || head + 1 != source.end {
            return None;
        }
        // Nobody is known to have that office: the one person whom the text is about, if nothing speaks against it.
        let ranked = self.discourse.salient(source.start, |figure| match figure {
            Figure::Entity(entity) => {
                let entity = &self.cast.entities[entity];
                let named = f64::from(u8::from(entity.kind == SpeakerKind::Person));
                named * self.fit(&traits, entity, source, head).min(1.0).ceil()
            }
            _ => 0.0,
        });
        let (first, worth) = *ranked.first()?;
        let second = ranked.get(1).map_or(0.0, |(_, worth)| *worth);
        match first {
            Figure::Entity(entity) if worth >= PROMINENT && second <= worth * CLEARLY => Some(entity),
            _ => None,
        }
    }

    fn has_office(&self, traits: &Traits<'_>, entity: &Entity) -> bool {
        let same = |i: usize| roles::role_class(self.analysis.lower(i)) == traits.class;
        entity.roles.iter().any(|role| role.clone().any(same))
    }

    /// How well the description fits a person, as a factor; zero when something speaks against it.
    fn fit(&self, traits: &Traits<'_>, entity: &Entity, source: &Range<usize>, head: usize) -> f64 {
        let person = matches!(entity.kind, SpeakerKind::Person | SpeakerKind::Unnamed) && entity.others.is_empty();
        let sex = traits.gender.is_none() || entity.gender.is_none() || traits.gender == entity.gender;
        let office = self.has_office(traits, entity);
        if !person || !sex || entity.kind == SpeakerKind::Unnamed && !self.compatible(source, head, entity) {
            return 0.0;
        }
        let known = self.creeds(entity);
        let creed = match traits.creed {
            Some(creed) if known.contains(&creed) => SAME_CREED,
            Some(_) if !known.is_empty() => return 0.0,
            _ => 1.0,
        };
        if self.other_state(source, entity) {
            return 0.0;
        }
        let has =
            |word: &str| entity.roles.iter().flat_map(Clone::clone).any(|i| same_word(self.analysis.lower(i), word));
        let words = traits.words.iter().map(|word| if has(word) { SAME_WORD } else { UNKNOWN_WORD }).product::<f64>();
        let nouns = traits.nouns.iter().map(|word| if has(word) { SAME_WORD } else { UNKNOWN_NOUN }).product::<f64>();
        let deputy = entity.roles.iter().flat_map(Clone::clone).any(|i| is_deputy(self.analysis.lower(i)));
        let rank =
            if office && deputy && !source.clone().any(|i| is_deputy(self.analysis.lower(i))) { DEPUTY } else { 1.0 };
        words * nouns * rank * creed * if office { SAME_OFFICE } else { 1.0 }
    }

    /// Parties and creeds that stand beside the person's names: "Democrat Ines Calder", "Ines Calder (D)".
    fn creeds(&self, entity: &Entity) -> Vec<&str> {
        let mut found = Vec::new();
        for mention in entity.mentions.iter().chain(&entity.roles) {
            let before = mention.start.saturating_sub(1)..mention.start;
            let behind = if matches!(self.analysis.lower(mention.end), "(" | ",") {
                mention.end + 1..mention.end + 2
            } else {
                0..0
            };
            for i in before.chain(mention.clone()).chain(behind) {
                let word = self.analysis.lower(i);
                let letter = word.split('-').next().unwrap_or(word);
                let capital = self.analysis.word(i).starts_with(char::is_uppercase);
                found.extend(roles::creed(letter).filter(|_| capital));
            }
        }
        found
    }

    fn states<'s>(&'s self, words: &Range<usize>) -> impl Iterator<Item = &'static str> + use<'s> {
        let words = words.clone();
        words.clone().filter_map(move |i| {
            let (state, _, at) = state_at(self.analysis, i)?;
            (at.end <= words.end && !follows_to(self.analysis, at.start)).then_some(state.name)
        })
    }

    /// Another state is named beside the person's office than in the description.
    fn other_state(&self, source: &Range<usize>, entity: &Entity) -> bool {
        let wanted: Vec<&str> = self.states(source).collect();
        let known: Vec<&str> = entity.roles.iter().flat_map(|role| self.states(role)).collect();
        !wanted.is_empty() && !known.is_empty() && !wanted.iter().any(|state| known.contains(state))
    }

    /// Words of the description (states, bodies, names) must not contradict what is known of the person.
    fn compatible(&self, source: &Range<usize>, head: usize, entity: &Entity) -> bool {
        if self.other_state(source, entity) {
            return false;
        }
        // "the Iraqi official" is nobody of whom no state is known; "the ministry spokesman" needs a ministry.
        let states = |words: &Range<usize>| self.states(words).next().is_some();
        if states(source) && !entity.roles.iter().any(states) && entity.kind == SpeakerKind::Unnamed {
            return false;
        }
        let named = |i: usize| {
            let word = self.analysis.lower(i);
            (roles::is_body_word(word) || self.analysis.word(i).starts_with(char::is_uppercase))
                && state_at(self.analysis, i).is_none()
                && i != head
                && i != source.start
        };
        source.clone().filter(|&i| named(i)).all(|i| {
            let mut words = entity.roles.iter().flat_map(Clone::clone);
            words.any(|j| same_word(self.analysis.lower(j), self.analysis.lower(i)))
        })
    }

    /// "both mayors", "the two candidates", "residents".
    pub(super) fn group(&mut self, source: &Range<usize>) -> Who {
        let counted = source.clone().take(3).any(|i| matches!(self.analysis.lower(i), "both" | "two" | "pair"));
        let determined = matches!(self.analysis.lower(source.start), "the" | "both" | "these");
        let head = source.clone().rev().find(|&i| roles::is_office(self.analysis.lower(i)) || self.is_person_plural(i));
        if let Some(head) = head.filter(|_| counted || determined)
            && let Some((first, second)) = self.two(source, head, counted)
        {
            return self.together(first, second, source.start);
        }
        self.unnamed(SpeakerKind::Group, source.clone(), source)
    }

    fn is_person_plural(&self, word: usize) -> bool {
        matches!(self.analysis.lower(word), "men" | "women" | "candidates" | "nominees" | "rivals" | "opponents")
    }

    /// The two persons who are far more salient than all others and of whom nothing speaks against the description.
    fn two(&self, source: &Range<usize>, head: usize, counted: bool) -> Option<(usize, usize)> {
        let traits = Traits::of(self.analysis, source, head);
        let plain = self.is_person_plural(head);
        // "Odo Brandt asked the candidates": who asks is none of them.
        let sentence =
            self.analysis.sentence_of(source.start).map_or(source.start, |s| self.analysis.sentences[s].words.start);
        let clause =
            (sentence..source.start).rev().find(|&i| matches!(self.analysis.lower(i), "," | ";" | "that" | "who"));
        let subject = self.last_subject(clause.unwrap_or(sentence)..source.start);
        let ranked = self.discourse.salient(source.start, |figure| match figure {
            Figure::Entity(entity) if subject == Some(entity) => 0.0,
            Figure::Entity(entity) if self.cast.entities[entity].kind == SpeakerKind::Person => {
                let entity = &self.cast.entities[entity];
                let office = self.has_office(&traits, entity);
                if office || plain || counted { self.fit(&traits, entity, source, head) } else { 0.0 }
            }
            _ => 0.0,
        });
        let [(Figure::Entity(first), _), (Figure::Entity(second), worth), rest @ ..] = ranked.as_slice() else {
            return None;
        };
        let third = rest.first().map_or(0.0, |(_, worth)| *worth);
        (third <= worth * 0.5).then_some((*first.min(second), *first.max(second)))
    }

    /// "A ministry official said ..." at the head of an article, named in the next statement.
    pub(super) fn look_ahead(&mut self, readings: &[Option<Reading>]) {
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
            let roles: Vec<&str> =
                person.roles.iter().flat_map(Clone::clone).map(|i| roles::role_class(self.analysis.lower(i))).collect();
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

/// What a description tells of a person.
struct Traits<'a> {
    class: &'a str,
    gender: Option<Gender>,
    creed: Option<&'a str>,
    /// Names and bodies beside the office.
    words: Vec<&'a str>,
    /// Other nouns before it: "the band leader".
    nouns: Vec<&'a str>,
}

impl<'a> Traits<'a> {
    fn of(analysis: &'a Analysis<'_>, source: &Range<usize>, head: usize) -> Self {
        let lower = |i: usize| analysis.lower(i);
        let qualifies = |&i: &usize| {
            i != head
                && i != source.start
                && roles::creed(lower(i)).is_none()
                && state_at(analysis, i).is_none()
                && (roles::is_body_word(lower(i)) || analysis.word(i).starts_with(char::is_uppercase))
        };
        Self {
            class: roles::role_class(lower(head)),
            gender: roles::gender(lower(head)),
            creed: source.clone().filter(|&i| i != head).find_map(|i| roles::creed(lower(i))),
            words: source.clone().filter(qualifies).map(lower).collect(),
            nouns: (source.start + 1..head)
                .filter(|i| !qualifies(i) && roles::creed(lower(*i)).is_none() && state_at(analysis, *i).is_none())
                .filter(|&i| analysis.words[i].kind == WordKind::Letters && !is_plain_adjective(lower(i)))
                .map(lower)
                .collect(),
        }
    }
}

fn is_deputy(word: &str) -> bool {
    matches!(word, "vice" | "deputy" | "assistant" | "vice-president")
}

/// Words before an office that tell nobody from anybody.
fn is_plain_adjective(word: &str) -> bool {
    roles::is_role_word(word)
        || word.ends_with("ly")
        || word.contains("year-old")
        || matches!(
            word,
            "former"
                | "new"
                | "old"
                | "young"
                | "senior"
                | "top"
                | "current"
                | "then"
                | "late"
                | "outgoing"
                | "acting"
                | "presidential"
                | "vice"
                | "prime"
                | "first"
                | "second"
                | "same"
                | "longtime"
                | "veteran"
                | "two"
                | "three"
                | "incoming"
                | "interim"
                | "chief"
                | "controversial"
                | "popular"
                | "beleaguered"
                | "and"
                | "of"
                | "the"
                | "embattled"
                | "famous"
                | "real"
                | "estate"
                | "u.s"
        )
}

fn same_word(a: &str, b: &str) -> bool {
    let stem = |word: &str| word.trim_end_matches('s').replace("defence", "defense");
    stem(a) == stem(b)
}

/// "envoy to the UK": the state that the envoy is sent to is not the one he speaks for.
pub(super) fn follows_to(analysis: &Analysis<'_>, word: usize) -> bool {
    let before = |n: usize| word.checked_sub(n).map_or("", |i| analysis.lower(i));
    matches!(before(1), "to" | "in" | "with" | "against")
        || before(1) == "the" && matches!(before(2), "to" | "in" | "with" | "against")
}
