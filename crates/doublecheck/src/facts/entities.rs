//! The people and organisations of an article with all their mentions, and the same ones across articles.

use std::collections::BTreeSet;
use std::ops::Range;

use doublecheck_facts::name::identity::{Profile, identities as gathered};
use doublecheck_facts::name::{Chain, ChainMention, Form, NameType, Names};

use crate::language::Analysis;
use crate::model::{Alternative, Entity, EntityKind, Facts, Id, Identity, Member, Mention, MentionForm};

/// An entity, and what its article tells of it.
pub(super) struct Described {
    pub entity: Entity,
    pub profile: Option<Profile>,
}

/// The entities of an article, and the bytes of all names of people, without titles, in order: no place is named there.
pub(super) fn entities(analysis: &Analysis<'_>) -> (Vec<Described>, Vec<Range<usize>>) {
    let Ok(names) = Names::built_in() else { return Default::default() };
    let words = &analysis.words;
    let found = names.find(words);
    let chains = names.chains(words, &found);
    let described = chains.iter().filter_map(|chain| {
        let profile = Profile::of(words, &found, chain).map(|profile| as_matched(analysis, profile));
        let entity = entity(analysis, chain, profile.as_ref())?;
        let compared = matches!(entity.kind, EntityKind::Person | EntityKind::Organisation);
        Some(Described { entity, profile: profile.filter(|_| compared) })
    });
    let people = chains.iter().filter(|chain| chain.kind == Some(NameType::Person));
    let people = people.flat_map(|chain| &chain.mentions).filter_map(|mention| mention.name.clone());
    let mut people: Vec<Range<usize>> = people.map(|name| analysis.bytes(name)).collect();
    people.sort_by_key(|name| (name.start, name.end));
    (described.collect(), people)
}

/// A profile in the letters that the article is matched by: a Cyrillic "о" in "Norrand" makes no other company of it.
fn as_matched(analysis: &Analysis<'_>, mut profile: Profile) -> Profile {
    for lookalike in &analysis.article.lookalikes {
        if profile.name.contains(lookalike.letter) {
            profile.name = profile.name.replace(lookalike.letter, lookalike.folded.encode_utf8(&mut [0; 4]));
        }
    }
    profile
}

/// Chains without a name, and names of places, dates and money, are no entities.
fn entity(analysis: &Analysis<'_>, chain: &Chain, profile: Option<&Profile>) -> Option<Entity> {
    let kind = match chain.kind? {
        NameType::Person => EntityKind::Person,
        NameType::Organization => EntityKind::Organisation,
        NameType::Norp => EntityKind::Group,
        NameType::Facility => EntityKind::Facility,
        NameType::Product => EntityKind::Product,
        NameType::Misc => EntityKind::Other,
        NameType::Location | NameType::Date | NameType::Money => return None,
    };
    let text = &analysis.article.text;
    let fullest = chain.mentions.get(chain.fullest)?;
    let name = analysis.bytes(fullest.name.clone().unwrap_or_else(|| fullest.words.clone()));
    let mention = |mention: &ChainMention| Mention {
        span: text.span(mention.bytes.clone()),
        form: match mention.form {
            Form::Name => MentionForm::Name,
            Form::Noun => MentionForm::Role,
            Form::Pronoun => MentionForm::Pronoun,
        },
    };
    Some(Entity {
        name: text.as_str().get(name)?.split_whitespace().collect::<Vec<_>>().join(" "),
        kind,
        roles: profile.map(|profile| profile.roles.clone()).unwrap_or_default(),
        affiliations: profile.map(|profile| profile.affiliations.clone()).unwrap_or_default(),
        mentions: chain.mentions.iter().map(mention).collect(),
    })
}

/// The people and organisations that several articles name, or that may be the same as another one.
///
/// `profiles` are those of the entities of each article, in the order of the articles. Time grows nearly in line with their
/// number.
pub(super) fn identities(facts: &[Facts], profiles: Vec<Vec<Option<Profile>>>) -> Vec<Identity> {
    let mut members: Vec<(Id, u32, &Entity)> = Vec::new();
    let mut known: Vec<Profile> = Vec::new();
    for (facts, profiles) in facts.iter().zip(profiles) {
        for ((at, entity), profile) in (0..).zip(&facts.entities).zip(profiles) {
            if let Some(profile) = profile {
                members.push((facts.article, at, entity));
                known.push(profile);
            }
        }
    }
    let gathered = gathered(&known);
    let ids: Vec<Id> = gathered
        .iter()
        .map(|identity| {
            let parts = identity.members.iter().map(|&at| format!("{} {}", members[at].0, members[at].1));
            Id::of("identity", &[parts.collect::<Vec<_>>().join(" ").as_bytes()])
        })
        .collect();
    let identity = |(at, identity): (usize, &doublecheck_facts::name::identity::Identity)| {
        let own: Vec<&(Id, u32, &Entity)> = identity.members.iter().map(|&at| &members[at]).collect();
        let articles: BTreeSet<Id> = own.iter().map(|(article, ..)| *article).collect();
        let fullest = own.iter().max_by_key(|(_, _, entity)| (entity.name.len(), std::cmp::Reverse(&entity.name)))?;
        let alternatives = identity.alternatives.iter().map(|other| Alternative {
            identity: ids[other.identity],
            reasons: other.verdict.reasons.iter().map(ToString::to_string).collect(),
        });
        let told = articles.len() > 1 || !identity.alternatives.is_empty();
        told.then(|| Identity {
            id: ids[at],
            name: fullest.2.name.clone(),
            kind: fullest.2.kind,
            members: own.iter().map(|(article, entity, _)| Member { article: *article, entity: *entity }).collect(),
            alternatives: alternatives.collect(),
        })
    };
    gathered.iter().enumerate().filter_map(identity).collect()
}
