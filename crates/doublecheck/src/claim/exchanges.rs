//! Offers and requests, and what became of them.

use super::Material;
use super::proposition::{Proposition, propositions};
use super::space::Space;
use crate::dossier::Exchange;
use crate::model::{Attribution, Id, Place, Stance, Statement};

/// An answer less similar to what was offered or asked than this is about something else.
const LEAST_ANSWER: f64 = 0.25;

/// Every offer and request, once, with the statement that answers it, if any.
///
/// The answer is a refusal, or a statement that speaks of refusing or agreeing, by another party and on the same matter.
pub fn exchanges(material: &Material<'_>) -> Vec<Exchange> {
    let propositions = propositions(material);
    let texts: Vec<Vec<String>> = propositions
        .iter()
        .map(|p| p.concepts.iter().map(|c| c.key.clone()).filter(|k| !is_act(k)).collect())
        .collect();
    let space = Space::of(&texts);
    let pairs = space.pairs(LEAST_ANSWER);
    let mut found: Vec<(Exchange, usize)> = Vec::new();
    for (wish, proposition) in propositions.iter().enumerate() {
        let statement = proposition.statement;
        let known = found.iter().any(|(exchange, earlier)| {
            exchange.statement == statement.id || material.copied(propositions[*earlier].statement, statement).is_some()
        });
        if !matches!(statement.stance, Stance::Offers | Stance::Asks) || known {
            continue;
        }
        let near = pairs.iter().filter_map(|&(similarity, one, other)| match (one == wish, other == wish) {
            (true, _) => Some((similarity, other)),
            (_, true) => Some((similarity, one)),
            _ => None,
        });
        let answers = near.filter(|&(_, answer)| answers(material, proposition, &propositions[answer]));
        let best = answers.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let exchange = Exchange {
            statement: statement.id,
            offer: statement.stance == Stance::Offers,
            asked: asked(statement),
            answer: best.map(|(_, answer)| propositions[answer].statement.id),
        };
        found.push((exchange, wish));
    }
    found.into_iter().map(|(exchange, _)| exchange).collect()
}

fn is_act(key: &str) -> bool {
    matches!(key, "offer" | "ask" | "refuse" | "agree" | "promise")
}

fn answers(material: &Material<'_>, wish: &Proposition<'_>, answer: &Proposition<'_>) -> bool {
    let party = |statement: &Statement| -> Option<Id> { material.speaker(statement).map(|speaker| speaker.party) };
    let other = party(wish.statement) != party(answer.statement);
    let replies = answer.concepts.iter().any(|concept| matches!(concept.key.as_str(), "refuse" | "agree"));
    match answer.statement.stance {
        Stance::Refuses => other,
        Stance::Asserts | Stance::Accuses => replies && wish.statement.id != answer.statement.id,
        Stance::Offers | Stance::Asks | Stance::Denies => false,
    }
}

/// Who is asked: the addressee, when the article names one.
fn asked(statement: &Statement) -> Option<Place> {
    let own = matches!(statement.speaker, Attribution::Outlet { .. });
    statement.addressee.filter(|_| !own).map(|span| Place { article: statement.article, span })
}
