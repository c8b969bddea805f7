//! Offers and requests, and what became of them.

use std::collections::BTreeSet;

use super::Material;
use super::proposition::Proposition;
use super::slots::negation;
use crate::dossier::Exchange;
use crate::model::{Attribution, Id, Place, Stance, Statement};

/// An answer less similar to what was offered or asked than this is about something else.
const LEAST_ANSWER: f64 = 0.25;

/// Every offer and request, once, with the statement that answers it, if any.
///
/// The answer is a refusal, or a statement that speaks of refusing or agreeing, by another party and on the same matter.
pub fn exchanges(material: &Material<'_>) -> Vec<Exchange> {
    let propositions = &material.propositions;
    let mut found: Vec<Exchange> = Vec::new();
    let mut seen: BTreeSet<Id> = BTreeSet::new();
    for (wish, proposition) in propositions.iter().enumerate() {
        let statement = proposition.statement;
        if !matches!(statement.stance, Stance::Offers | Stance::Asks) || !seen.insert(statement.id) {
            continue;
        }
        let near = material.library.near(wish, LEAST_ANSWER).into_iter();
        let near: Vec<(f64, usize)> = near
            .filter(|&(_, other)| material.same_story(statement.article, propositions[other].place.article))
            .collect();
        // A copy asks nothing anew.
        let copy_of = |other: &Statement| {
            other.id != statement.id && seen.contains(&other.id) && material.copied(other, statement).is_some()
        };
        if near.iter().any(|&(_, other)| copy_of(propositions[other].statement)) {
            continue;
        }
        let answers = near.iter().filter_map(|&(similarity, answer)| {
            Some((similarity + answers(material, similarity, wish, answer)?, answer))
        });
        let best = answers.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, answer)| answer);
        found.push(Exchange {
            statement: statement.id,
            offer: statement.stance == Stance::Offers,
            asked: asked(statement),
            answer: best.or_else(|| takes_up(propositions, wish)).map(|i| propositions[i].statement.id),
        });
    }
    found
}

/// How well a statement answers a wish, besides being similar: best a refusal told as such; none when it is no answer.
fn answers(material: &Material<'_>, similarity: f64, i: usize, j: usize) -> Option<f64> {
    let (wish, answer) = (&material.propositions[i], &material.propositions[j]);
    let party = |statement: &Statement| material.speaker(statement).map(|speaker| speaker.party);
    let other = party(wish.statement).is_none() || party(wish.statement) != party(answer.statement);
    let speaks_of = |keys: &[&str]| answer.concepts.iter().any(|concept| keys.contains(&concept.key.as_str()));
    match answer.statement.stance {
        Stance::Refuses => other.then_some(1.0),
        Stance::Asserts | Stance::Accuses | Stance::Confirms | Stance::Warns
            if wish.statement.id == answer.statement.id =>
        {
            None
        }
        Stance::Asserts | Stance::Accuses | Stance::Confirms | Stance::Warns if speaks_of(&["refuse", "accept"]) => {
            Some(0.0)
        }
        // "Will he resign?" – "He will not."
        Stance::Asserts | Stance::Confirms | Stance::Warns if other && similarity >= 0.4 && denied(material, i, j) => {
            Some(-0.2)
        }
        _ => None,
    }
}

/// True when one proposition says no to what the other says.
fn denied(material: &Material<'_>, i: usize, j: usize) -> bool {
    let both = material.library.signature(i).zip(material.library.signature(j));
    both.is_some_and(|(one, other)| negation(one, other) < 0)
}

/// "The service had accepted the offer": the statement soon after that names the wish by what it is.
fn takes_up(propositions: &[Proposition<'_>], wish: usize) -> Option<usize> {
    let asked = propositions.get(wish)?;
    let act = if asked.statement.stance == Stance::Offers { "offer" } else { "ask" };
    let replies = |p: &Proposition<'_>| {
        let speaks_of = |key: &str| p.concepts.iter().any(|concept| concept.key == key);
        let later = p.statement.article == asked.statement.article && p.statement.id != asked.statement.id;
        later && p.statement.puts_forward() && speaks_of(act) && (speaks_of("accept") || speaks_of("refuse"))
    };
    (wish + 1..(wish + 4).min(propositions.len())).find(|&i| replies(&propositions[i]))
}

/// Who is asked: the addressee, when the article names one.
fn asked(statement: &Statement) -> Option<Place> {
    let own = matches!(statement.speaker, Attribution::Outlet { .. });
    statement.addressee.filter(|_| !own).map(|span| Place { article: statement.article, span })
}
