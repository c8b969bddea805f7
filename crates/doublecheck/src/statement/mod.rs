//! Who said what: source, cue and content of every statement, its speaker and the speaker's party.
//!
//! Article by article: `extract` finds statements, `cast` says who in the article makes them. Then across articles:
//! the same name is the same speaker, offices lead to parties (`party`), and a speaker that a copied passage lost
//! is restored through the copy (`restore`), like the day that its "Thursday" meant (`anchors`). Time is linear in the text.

mod act;
mod anchors;
mod body;
mod boundary;
mod cast;
mod contents;
mod cues;
mod described;
mod discourse;
mod extract;
mod find;
pub mod finder;
mod given;
mod names;
mod part;
mod party;
mod people;
mod phrase;
mod pronouns;
mod restore;
mod roles;
mod said_on;
mod transcript;
mod unit;

pub use act::{Act, act};
pub use anchors::{Anchors, Resolved};
pub use contents::Contents;
pub use given::Given;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::language::{self, Analysis};
use crate::model::{
    Article, Attribution, Form, Id, Mosaic, Party, Place, Problem, Reuse, Span, Speaker, SpeakerKind, Statement, Tables,
};
use cast::{Cast, Entity, Who};
use extract::Draft;
use party::{Context, Membership, Rank};

/// Statements from this probability on are shown unless more are asked for; a sentence in which nobody makes one is the
/// outlet's own voice.
pub const SHOWN: f32 = 0.5;

/// Everything said in a set of articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// In the order of the articles given, then of the text.
    pub statements: Vec<Statement>,
    /// Most statements first, then by name.
    pub speakers: Vec<Speaker>,
    /// Most statements first, then by name.
    pub parties: Vec<Party>,
    /// Articles that nothing was looked for in: those in another language.
    pub problems: Vec<Problem>,
}

impl Said {
    /// Leaves out statements less probable than `least`, and the outlets' own voice unless `narration`. A statement that
    /// holds another one stays with it. Speakers and parties without a statement go too.
    pub fn keep(&mut self, least: f32, narration: bool) {
        let wanted = |s: &&Statement| s.probability >= least && (narration || s.form != Form::Narration);
        let outer: BTreeMap<Id, Id> = self.statements.iter().filter_map(|s| Some((s.id, s.within?))).collect();
        let mut kept: BTreeSet<Id> = BTreeSet::new();
        for statement in self.statements.iter().filter(wanted) {
            let mut id = Some(statement.id);
            // Ends where one is kept already, so a circle cannot hold it up.
            while let Some(next) = id.filter(|&id| kept.insert(id)) {
                id = outer.get(&next).copied();
            }
        }
        self.statements.retain(|s| kept.contains(&s.id));
        let heard: BTreeSet<Id> = self.statements.iter().filter_map(|s| s.speaker.speaker()).collect();
        self.speakers.retain(|s| heard.contains(&s.id));
        let parties: BTreeSet<Id> = self.speakers.iter().map(|s| s.party).collect();
        self.parties.retain(|p| parties.contains(&p.id));
    }

    /// Who makes a statement, unless lost. Looks through the list of speakers.
    pub fn speaker_of(&self, statement: &Statement) -> Option<&Speaker> {
        let id = statement.speaker.speaker()?;
        self.speakers.iter().find(|speaker| speaker.id == id)
    }

    /// The party that the speaker of a statement speaks for, unless lost.
    pub fn party_of(&self, statement: &Statement) -> Option<&Party> {
        let party = self.speaker_of(statement)?.party;
        self.parties.iter().find(|known| known.id == party)
    }
}

/// Finds all statements of the articles and who makes them. Speakers and days that copied sentences lost are restored
/// through `reuses` and `mosaics`; without those nothing is restored. In articles
/// that are not in English nothing is looked for; a problem says so.
pub fn statements(analyses: &[Analysis<'_>], reuses: &[Reuse], mosaics: &[Mosaic], tables: &Tables) -> Said {
    let drafts = analyses
        .par_iter()
        .map(|analysis| match language::foreign(analysis) {
            Some(foreign) => (Vec::new(), Some(foreign)),
            None => (whole(transcript::with_turns(analysis, find::find(analysis))), None),
        })
        .collect();
    attributed(analyses, drafts, reuses, mosaics, tables)
}

/// Who makes statements that were found elsewhere: `given` holds those of each article of `analyses`. The result has one
/// statement for each, in the order given. Restores as [`statements`] does.
pub fn attribute(
    analyses: &[Analysis<'_>],
    given: &[Vec<Given>],
    reuses: &[Reuse],
    mosaics: &[Mosaic],
    tables: &Tables,
) -> Said {
    let none = Vec::new();
    let each = analyses.iter().zip(given.iter().chain(std::iter::repeat(&none)));
    let mut order = Vec::new();
    let mut drafts = Vec::new();
    for (analysis, given) in each {
        let before = order.len();
        let (found, places): (Vec<Draft>, Vec<usize>) = given::drafts(analysis, given).into_iter().unzip();
        order.extend(places.into_iter().map(|place| before + place));
        drafts.push((found, None));
    }
    let mut said = attributed(analyses, drafts, reuses, mosaics, tables);
    let mut placed: Vec<(usize, Statement)> = order.into_iter().zip(said.statements).collect();
    placed.sort_by_key(|(place, _)| *place);
    said.statements = placed.into_iter().map(|(_, statement)| statement).collect();
    said
}

/// The names of persons and bodies in an article, in text order.
pub fn names(analysis: &Analysis<'_>) -> Vec<Span> {
    let persons = names::persons(analysis).into_iter().map(|person| person.name);
    let mut names: Vec<Span> = persons.chain(body::named_bodies(analysis)).map(|name| analysis.span(name)).collect();
    names.sort();
    names.dedup();
    names
}

fn attributed(
    analyses: &[Analysis<'_>],
    drafts: Vec<(Vec<Draft>, Option<String>)>,
    reuses: &[Reuse],
    mosaics: &[Mosaic],
    tables: &Tables,
) -> Said {
    let read: Vec<ReadArticle<'_>> = analyses
        .par_iter()
        .zip(drafts)
        .map(|(analysis, (drafts, foreign))| {
            let cast = cast::cast(analysis, &drafts);
            ReadArticle { analysis, context: Context::of(analysis, tables), drafts, cast, foreign }
        })
        .collect();
    let voices = Voices::join(&read, tables);
    let mut statements: Vec<Statement> =
        read.par_iter().enumerate().flat_map_iter(|(index, article)| article.statements(index, &voices)).collect();
    let originals = restore::restore(&mut statements, reuses, analyses);
    said_on::date(&mut statements, analyses, &Anchors::of(analyses, mosaics, reuses), &originals);
    let (speakers, parties) = voices.ranked(&statements);
    let problems = read.iter().filter_map(ReadArticle::problem).collect();
    Said { statements, speakers, parties, problems }
}

/// Leaves out drafts without content, and parts without words: what points to nothing is not published.
fn whole(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::with_capacity(drafts.len());
    // Outer statements may come after those inside them.
    let mut number = 0;
    let moved: Vec<Option<usize>> = drafts
        .iter()
        .map(|draft| {
            let at = draft.content.iter().any(|content| !content.is_empty()).then_some(number);
            number += usize::from(at.is_some());
            at
        })
        .collect();
    for (mut draft, _) in drafts.into_iter().zip(&moved).filter(|(_, at)| at.is_some()) {
        draft.content.retain(|content| !content.is_empty());
        draft.source = draft.source.filter(|source| !source.is_empty());
        draft.cue = draft.cue.filter(|cue| !cue.is_empty());
        draft.addressee = draft.addressee.filter(|addressee| !addressee.is_empty());
        draft.within = draft.within.and_then(|outer| moved.get(outer).copied().flatten());
        kept.push(draft);
    }
    kept
}

/// One article with everything found in it before the articles are compared.
struct ReadArticle<'a> {
    analysis: &'a Analysis<'a>,
    context: Context<'a>,
    drafts: Vec<Draft>,
    cast: Cast,
    /// The language it is in, where that is not English.
    foreign: Option<String>,
}

impl ReadArticle<'_> {
    fn problem(&self) -> Option<Problem> {
        self.foreign.as_ref().map(|language| Problem {
            at: self.analysis.article.received.clone(),
            what: format!("is in {language}; who says what is found in English only"),
            todo: "read it yourself, or give a translation".to_owned(),
        })
    }

    fn statements(&self, index: usize, voices: &Voices) -> Vec<Statement> {
        let spans =
            |ranges: &[Range<usize>]| ranges.iter().map(|r| self.analysis.span(r.clone())).collect::<Vec<Span>>();
        let ids: Vec<Id> = self
            .drafts
            .iter()
            .map(|d| {
                let mut places = spans(&d.content);
                places.extend(d.cue.clone().map(|c| self.analysis.span(c)));
                Id::at("statement", self.analysis.article.id, &places)
            })
            .collect();
        self.drafts
            .iter()
            .zip(&self.cast.who)
            .zip(&ids)
            .map(|((draft, who), &id)| {
                (draft, who, id, draft.cue.clone().map_or(Act::SAID, |cue| act(self.analysis, cue)))
            })
            .map(|(draft, who, id, act)| Statement {
                id,
                article: self.analysis.article.id,
                source: draft.source.clone().map(|s| self.analysis.span(s)),
                cue: draft.cue.clone().map(|c| self.analysis.span(c)),
                content: spans(&draft.content),
                form: draft.form,
                stance: act.stance,
                manner: act.manner,
                negated: act.negated,
                // As it is written, so that what is read back is the same.
                probability: (draft.probability * 1000.0).round() / 1000.0,
                speaker: self.attribution(who, index, voices),
                said_on: None,
                addressee: draft.addressee.clone().map(|a| self.analysis.span(a)),
                within: draft.within.and_then(|w| ids.get(w).copied()),
                context: self.analysis.span(draft.unit.clone()),
            })
            .collect()
    }

    fn attribution(&self, who: &Who, index: usize, voices: &Voices) -> Attribution {
        let speaker = |entity: usize| voices.of_entity.get(&(index, entity)).copied();
        let own = |entity: &usize| self.cast.entities.get(*entity).is_some_and(|entity| self.is_own_outlet(entity));
        match who {
            Who::Outlet => Attribution::Outlet { speaker: voices.of_outlet[index] },
            Who::Named(entity) | Who::Resolved(entity, _) if own(entity) => {
                Attribution::Outlet { speaker: voices.of_outlet[index] }
            }
            Who::Lost(reason) => Attribution::Lost { reason: reason.clone() },
            Who::Named(entity) => match speaker(*entity) {
                Some(speaker) => Attribution::Named { speaker },
                None => Attribution::Lost { reason: "the source could not be read".to_owned() },
            },
            Who::Resolved(entity, antecedent) => match speaker(*entity) {
                Some(speaker) => Attribution::Resolved { speaker, antecedent: self.analysis.span(antecedent.clone()) },
                None => Attribution::Lost { reason: "the source could not be read".to_owned() },
            },
        }
    }

    /// True for the outlet's own name, whole or its end: "the Herald" in The Fennick Herald. An outlet that names itself is
    /// no second voice.
    fn is_own_outlet(&self, entity: &Entity) -> bool {
        let Some(outlet) = &self.analysis.article.outlet else { return false };
        let first = entity.name.start;
        let the = first.checked_sub(1).is_some_and(|before| self.analysis.lower(before) == "the");
        let fits = entity.kind == SpeakerKind::Body || entity.kind == SpeakerKind::Person && the;
        let is_name = fits && self.analysis.word(first).starts_with(char::is_uppercase);
        let known = self.membership(entity).is_some_and(|membership| membership.rank != Rank::Generic);
        let (outlet, name) = (outlet.value.to_lowercase(), party::words(self.analysis, entity.name.clone()));
        let begins = outlet.strip_suffix(&name).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '));
        is_name && !known && begins
    }

    /// How the entity is known across articles. Persons by full name, bodies by name and government, others by article.
    fn key(&self, entity: &Entity, surnames: &BTreeMap<String, BTreeSet<String>>) -> String {
        let name = party::words(self.analysis, entity.name.clone());
        match entity.kind {
            SpeakerKind::Person => {
                let last = name.rsplit(' ').next().unwrap_or(&name);
                match surnames.get(last).filter(|_| !name.contains(' ')) {
                    Some(full) if full.len() == 1 => format!("person {}", full.iter().next().unwrap_or(&name)),
                    _ => format!("person {name}"),
                }
            }
            SpeakerKind::Body => {
                let party = self.membership(entity).map_or_else(String::new, |m| m.party);
                format!("body {} of {party}", body_key(&name))
            }
            SpeakerKind::State => format!("state {}", self.membership(entity).map_or(name, |m| m.party)),
            SpeakerKind::Group => format!("group {name}"),
            SpeakerKind::Unnamed | SpeakerKind::Outlet => {
                format!("unnamed {} {name} {}", self.analysis.article.id, entity.name.start)
            }
        }
    }

    fn membership(&self, entity: &Entity) -> Option<Membership> {
        self.memberships(entity).into_iter().rev().max_by_key(|m| m.rank)
    }

    /// Every reading of the entity's name and offices, in text order.
    fn memberships(&self, entity: &Entity) -> Vec<Membership> {
        let named = self.context.listed(&entity.name);
        let offices = entity.roles.iter().filter_map(|role| self.context.membership(role.clone()));
        let unnamed =
            (entity.kind != SpeakerKind::Person).then(|| self.context.membership(entity.name.clone())).flatten();
        named.into_iter().chain(offices).chain(unnamed).collect()
    }
}

/// Words of a body's name that make no difference: order, "of", spelling, the state in front.
fn body_key(name: &str) -> String {
    let mut words: Vec<String> = name
        .split(' ')
        .filter(|w| !matches!(*w, "of" | "the" | "for" | "and"))
        .filter(|w| crate::language::state(&capitalise(w)).is_none())
        .filter(|w| !matches!(*w, "estimates" | "figures" | "data" | "statement" | "report" | "officials"))
        .map(|w| w.replace("defence", "defense").replace("centre", "center").replace("organisation", "organization"))
        .collect();
    words.sort();
    words.join(" ")
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Speakers and parties across all articles.
struct Voices {
    speakers: BTreeMap<Id, Speaker>,
    parties: BTreeMap<Id, Party>,
    of_entity: BTreeMap<(usize, usize), Id>,
    of_outlet: Vec<Id>,
}

/// Most reasons kept for one party.
const REASONS: usize = 12;

impl Voices {
    fn join(read: &[ReadArticle<'_>], tables: &Tables) -> Self {
        let mut surnames: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for article in read {
            for entity in article.cast.entities.iter().filter(|e| e.kind == SpeakerKind::Person && e.name.len() > 1) {
                let name = party::words(article.analysis, entity.name.clone());
                if let Some(last) = name.rsplit(' ').next() {
                    surnames.entry(last.to_owned()).or_default().insert(name.clone());
                }
            }
        }
        let mut groups: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (index, article) in read.iter().enumerate() {
            for (number, entity) in article.cast.entities.iter().enumerate() {
                groups.entry(article.key(entity, &surnames)).or_default().push((index, number));
            }
        }
        let mut voices = Self {
            speakers: BTreeMap::new(),
            parties: BTreeMap::new(),
            of_entity: BTreeMap::new(),
            of_outlet: Vec::new(),
        };
        for (key, members) in groups {
            voices.add(&key, &members, read);
        }
        for article in read {
            voices.add_outlet(article.analysis.article, tables);
        }
        voices
    }

    fn add(&mut self, key: &str, members: &[(usize, usize)], read: &[ReadArticle<'_>]) {
        let entities = || members.iter().filter_map(|&(a, e)| Some((read.get(a)?, read.get(a)?.cast.entities.get(e)?)));
        let Some((first_article, first)) = entities().next() else { return };
        let show = |article: &ReadArticle<'_>, words: &Range<usize>| article.context.quote(words);
        let full_name = |article: &ReadArticle<'_>, entity: &Entity| {
            let mut name = show(article, &entity.name);
            if entity.kind == SpeakerKind::Body && !name.contains(char::is_uppercase) {
                name = format!("the {name}");
            }
            for other in &entity.others {
                name.push_str(" and ");
                name.push_str(&show(article, other));
            }
            name
        };
        let mut names: Vec<String> = entities().map(|(a, e)| full_name(a, e)).collect();
        names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        names.dedup();
        let Some(name) = names.first().cloned() else { return };
        let state = match first.kind {
            SpeakerKind::State => {
                first_article.membership(first).and_then(|m| m.party.strip_prefix("Government of ").map(str::to_owned))
            }
            _ => None,
        };
        let name = state.unwrap_or(name);
        // Of equally sure readings the one in the earlier article; `max_by_key` would take the last.
        let memberships = entities().flat_map(|(a, e)| a.memberships(e)).collect::<Vec<_>>();
        let surest = memberships.iter().rev().max_by_key(|m| m.rank).cloned();
        let membership = surest.unwrap_or_else(|| Membership {
            party: name.clone(),
            reason: format!("nothing says for whom \"{name}\" speaks"),
            rank: Rank::Generic,
        });
        let party = self.party(&membership.party, &membership.reason);
        let role = entities()
            .filter(|(_, e)| e.kind == SpeakerKind::Person)
            .find_map(|(a, e)| e.roles.first().map(|r| show(a, r)));
        let mut mentions: Vec<Place> = entities()
            .flat_map(|(a, e)| {
                e.mentions
                    .iter()
                    .chain(&e.roles)
                    .map(|m| Place { article: a.analysis.article.id, span: a.analysis.span(m.clone()) })
            })
            .collect();
        mentions.sort();
        mentions.dedup();
        let id = match first.kind {
            SpeakerKind::Unnamed => {
                Id::at("speaker", first_article.analysis.article.id, &[first_article.analysis.span(first.name.clone())])
            }
            _ => Id::of("speaker", &[key.as_bytes()]),
        };
        for &member in members {
            self.of_entity.insert(member, id);
        }
        names.retain(|alias| *alias != name);
        self.speakers.insert(id, Speaker { id, name, role, kind: first.kind, party, aliases: sorted(names), mentions });
    }

    fn add_outlet(&mut self, article: &Article, tables: &Tables) {
        let name = article.outlet_name().to_owned();
        let id = Id::of("speaker", &[b"outlet", name.as_bytes()]);
        let owner = tables.outlets.iter().find(|o| o.name == name).and_then(|o| o.owner.clone());
        let membership = match owner {
            Some(owner) => Membership {
                reason: format!("{name} is owned by {owner} by the analyst's table"),
                party: owner,
                rank: Rank::Listed,
            },
            None => Membership { reason: format!("{name} in its own voice"), party: name.clone(), rank: Rank::Generic },
        };
        let party = self.party(&membership.party, &membership.reason);
        self.of_outlet.push(id);
        self.speakers.entry(id).or_insert_with(|| Speaker {
            id,
            name,
            role: None,
            kind: SpeakerKind::Outlet,
            party,
            aliases: Vec::new(),
            mentions: Vec::new(),
        });
    }

    fn party(&mut self, name: &str, reason: &str) -> Id {
        let id = Id::of("party", &[name.to_lowercase().as_bytes()]);
        let party = self.parties.entry(id).or_insert_with(|| Party { id, name: name.to_owned(), reasons: Vec::new() });
        if party.reasons.len() < REASONS && !party.reasons.iter().any(|r| r == reason) {
            party.reasons.push(reason.to_owned());
        }
        id
    }

    /// Those who say something, most statements first.
    fn ranked(self, statements: &[Statement]) -> (Vec<Speaker>, Vec<Party>) {
        let mut said: BTreeMap<Id, usize> = BTreeMap::new();
        for statement in statements {
            if let Some(speaker) = statement.speaker.speaker() {
                let weight = if statement.form == Form::Narration { 0 } else { 1 };
                *said.entry(speaker).or_default() += weight;
                if let Some(speaker) = self.speakers.get(&speaker) {
                    *said.entry(speaker.party).or_default() += weight;
                }
            }
        }
        let count = |id: &Id| said.get(id).copied();
        let mut speakers: Vec<Speaker> = self.speakers.into_values().filter(|s| said.contains_key(&s.id)).collect();
        speakers.sort_by(|a, b| {
            count(&b.id).cmp(&count(&a.id)).then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
        });
        let mut parties: Vec<Party> = self.parties.into_values().filter(|p| said.contains_key(&p.id)).collect();
        parties.sort_by(|a, b| count(&b.id).cmp(&count(&a.id)).then_with(|| a.name.cmp(&b.name)));
        (speakers, parties)
    }
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}
