//! The people and organisations of an article, each with all its mentions.

use doublecheck_facts::name::{Chain, Form, NameType, Names};

use crate::language::Analysis;
use crate::model::{Entity, EntityKind, Mention, MentionForm};

pub(super) fn entities(analysis: &Analysis<'_>) -> Vec<Entity> {
    let Ok(names) = Names::built_in() else { return Vec::new() };
    let found = names.find(&analysis.words);
    let chains = names.chains(&analysis.words, &found);
    chains.iter().filter_map(|chain| entity(analysis, chain)).collect()
}

/// Chains without a name, and names of places, dates and money, are no entities.
fn entity(analysis: &Analysis<'_>, chain: &Chain) -> Option<Entity> {
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
    let mention = |mention: &doublecheck_facts::name::ChainMention| Mention {
        span: text.span(mention.bytes.clone()),
        form: match mention.form {
            Form::Name => MentionForm::Name,
            Form::Noun => MentionForm::Role,
            Form::Pronoun => MentionForm::Pronoun,
        },
    };
    let name = text.as_str().get(name)?.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Entity { name, kind, mentions: chain.mentions.iter().map(mention).collect() })
}
