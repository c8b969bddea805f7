//! How well a claim is confirmed: independent origins, the grade and its reasons.
//!
//! Two things make voices one: text and party (see `origins`). What is left is counted and graded by fixed rules
//! (see `grade`), with what is known only through somebody else (`hearsay`) and what is missing (`missing`); every number
//! can be traced to its statements and to what joined them. Nothing here says what is
//! true: a grade tells how many independent voices stand on each side.

mod grade;
mod hearsay;
mod missing;
mod origins;

use std::cmp::Reverse;

use hearsay::Sides;

use crate::claim::{Group, Material, Near, Opposed};
use crate::model::{Against, Claim, Confirmation, Grade, Id, NearClaim, Statement};

/// Grades groups of statements and puts them in the order of the dossier: those in dispute first, then by the number of
/// independent origins, articles and statements. Linear in the number of statements, but for the final sort.
pub fn claims(material: &Material<'_>, groups: Vec<Group>) -> Vec<Claim> {
    let sides = Sides::of(material, &groups);
    let mut claims: Vec<Claim> = groups.into_iter().map(|group| claim(material, &sides, group)).collect();
    claims.sort_by_cached_key(|claim| rank(material, claim));
    for (n, claim) in claims.iter_mut().enumerate() {
        claim.label = format!("C{}", n + 1);
    }
    claims
}

fn confirmation(material: &Material<'_>, sides: &Sides, support: &[Id], against: &[Opposed]) -> Confirmation {
    let statements = |ids: &mut dyn Iterator<Item = Id>| -> Vec<&Statement> {
        ids.filter_map(|id| material.statement(id)).collect()
    };
    let supporters = statements(&mut support.iter().copied());
    let opponents = statements(&mut against.iter().map(|opposed| opposed.statement));
    let origins = origins::origins(material, &supporters);
    let opposed = origins::origins(material, &opponents);
    grade::graded(material, (&supporters, origins), (&opponents, opposed), against, sides)
}

fn claim(material: &Material<'_>, sides: &Sides, group: Group) -> Claim {
    let confirmation = confirmation(material, sides, &group.support, &group.against);
    let against = group.against.into_iter().map(|opposed| Against {
        statement: opposed.statement,
        opposition: opposed.opposition,
        reason: opposed.reason,
    });
    Claim {
        id: group.id,
        label: String::new(),
        gist: group.gist,
        words: group.words,
        support: group.support,
        against: against.collect(),
        near: group.near.into_iter().map(near).collect(),
        confirmation,
    }
}

fn near(near: Near) -> NearClaim {
    let Near { group, bearing, slot, here, there } = near;
    NearClaim { claim: group, bearing, slot, here, there }
}

/// What the order of claims goes by; the id makes it total.
type Rank = (bool, Reverse<usize>, Reverse<usize>, Reverse<usize>, Option<jiff::civil::Date>, Id);

fn rank(material: &Material<'_>, claim: &Claim) -> Rank {
    let settled = !matches!(claim.confirmation.grade, Grade::Disputed | Grade::Contradicted);
    let origins = claim.confirmation.independent_origins() + claim.confirmation.independent_against();
    let all = claim.support.iter().copied().chain(claim.against.iter().map(|against| against.statement));
    let mut articles: Vec<Id> = all.filter_map(|id| material.statement(id)).map(|s| s.article).collect();
    let statements = articles.len();
    articles.sort_unstable();
    articles.dedup();
    let first = articles.iter().filter_map(|&id| material.article(id)?.published.day).min();
    (settled, Reverse(origins), Reverse(articles.len()), Reverse(statements), first, claim.id)
}
