//! The grade of a claim, its credibility on the Admiralty scale, and the reasons for both.
//!
//! | grade | when |
//! |---|---|
//! | disputed | somebody denies it |
//! | contradicted | somebody says what cannot stand beside it |
//! | admitted | a party that it speaks against says it itself |
//! | confirmed | two origins or more count |
//! | one origin repeated | one origin counts; two articles or speakers have it |
//! | single source | one origin counts |
//! | unattributed | none counts |
//!
//! | credibility | when |
//! |---|---|
//! | 1 confirmed by other sources | two origins or more, none against |
//! | 2 probably true | two origins or more; against it only voices that do not count |
//! | 3 possibly true | one origin, none against; or more origins for than against |
//! | 4 doubtful | as many origins against as for, or one more |
//! | 5 improbable | one origin for, two or more against |
//! | 6 cannot be judged | no origin for it counts |

use super::hearsay::{Sides, admission, relayed};
use super::missing::missing;
use crate::claim::{Material, Opposed};
use crate::model::{
    Admission, Bond, Confirmation, Credibility, Grade, Id, Opposition, Origin, Relay, Reliability, Statement,
};

/// Puts a confirmation together.
pub(super) fn graded(
    material: &Material<'_>,
    (supporters, origins): (&[&Statement], Vec<Origin>),
    (opponents, against): (&[&Statement], Vec<Origin>),
    opposed: &[Opposed],
    sides: &Sides,
) -> Confirmation {
    let count = |origins: &[Origin]| origins.iter().filter(|origin| origin.counts).count();
    let (n, m) = (count(&origins), count(&against));
    let admission = admission(material, supporters);
    let grade = if opposed.iter().any(|o| o.opposition != Opposition::Contradicts) {
        Grade::Disputed
    } else if !opposed.is_empty() {
        Grade::Contradicted
    } else if admission.is_some() {
        Grade::Admitted
    } else {
        match n {
            0 => Grade::Unattributed,
            1 if is_repeated(supporters) => Grade::OneOriginRepeated,
            1 => Grade::SingleSource,
            _ => Grade::Confirmed,
        }
    };
    let credibility = credibility(n, m, !opposed.is_empty());
    let mut reasons = Vec::new();
    reasons.extend(counted(&origins, n));
    for origin in &origins {
        reasons.extend(collapse(material, origin));
        reasons.extend(uncounted(material, origin));
    }
    let relayed = relayed(material, supporters, sides);
    reasons.extend(relayed.iter().filter_map(|relay| relay_reason(material, relay)));
    reasons.extend(admission.as_ref().and_then(|admission| admission_reason(material, admission)));
    reasons.extend(opposition(opposed, &against, m));
    reasons.push(format!(
        "Credibility {} ({}) on the Admiralty scale: {}.",
        credibility.digit(),
        credibility.name(),
        why(n, m, !opposed.is_empty())
    ));
    let missing = missing(material, supporters, opponents, &origins, &relayed);
    let confirmation = Confirmation { grade, credibility, origins, against, reasons, admission, relayed, missing };
    with_rating(confirmation)
}

/// More than one article or speaker has it.
fn is_repeated(supporters: &[&Statement]) -> bool {
    let mut articles: Vec<Id> = supporters.iter().map(|s| s.article).collect();
    let mut speakers: Vec<Id> = supporters.iter().filter_map(|s| s.speaker.speaker()).collect();
    articles.sort_unstable();
    articles.dedup();
    speakers.sort_unstable();
    speakers.dedup();
    articles.len() > 1 || speakers.len() > 1
}

fn credibility(n: usize, m: usize, opposed: bool) -> Credibility {
    match (n, m) {
        (0, _) => Credibility::CannotBeJudged,
        (1, 2..) => Credibility::Improbable,
        (1, 0) => Credibility::PossiblyTrue,
        (_, 0) if opposed => Credibility::ProbablyTrue,
        (_, 0) => Credibility::Confirmed,
        _ if n > m => Credibility::PossiblyTrue,
        _ => Credibility::Doubtful,
    }
}

fn why(n: usize, m: usize, opposed: bool) -> String {
    match (n, m) {
        (0, _) => "no origin for it can be counted".to_owned(),
        (1, 0) if opposed => "one origin for it, and only voices that do not count against it".to_owned(),
        (1, 0) => "one origin, and none against it among these articles".to_owned(),
        (_, 0) if opposed => format!("{n} independent origins for it, and only voices that do not count against it"),
        (_, 0) => format!("{n} independent origins and none against it among these articles"),
        _ => format!("{} for it and {} against it", origins_word(n), origins_word(m)),
    }
}

fn origins_word(n: usize) -> String {
    if n == 1 { "1 origin".to_owned() } else { format!("{n} origins") }
}

fn counted(origins: &[Origin], n: usize) -> Option<String> {
    let names: Vec<&str> = origins.iter().filter(|o| o.counts).map(|o| o.name.as_str()).collect();
    match n {
        0 => (!origins.is_empty()).then(|| "No origin for it can be counted.".to_owned()),
        1 => Some(format!("1 origin: {}.", names.join(""))),
        _ => Some(format!("{n} origins that share no party, text, agency or owner: {}.", names.join("; "))),
    }
}

/// "3 articles collapse to 1 origin because all speakers belong to ..."
fn collapse(material: &Material<'_>, origin: &Origin) -> Vec<String> {
    let (articles, statements) = (origin.articles.len(), origin.statements.len());
    let what = if articles > 1 { format!("{articles} articles") } else { format!("{statements} statements") };
    let mut reasons = Vec::new();
    let joined = |wanted: fn(&Bond) -> bool| origin.merges.iter().filter(|m| wanted(&m.bond)).count();
    if joined(|bond| matches!(bond, Bond::SameParty(_))) > 0 {
        reasons.push(format!("{what} collapse to 1 origin because all speakers belong to {}.", origin.name));
    }
    let copies = joined(|bond| matches!(bond, Bond::Copied(_)));
    if copies > 0 {
        let voices = if copies == 1 {
            "1 statement is a copy and adds".to_owned()
        } else {
            format!("{copies} statements are copies and add")
        };
        reasons.push(format!("{voices} no voice to {}.", origin.name));
    }
    for merge in &origin.merges {
        match &merge.bond {
            Bond::SameAgency(agency) => {
                reasons.push(format!("Outlets that run {agency} tell it in their own words: 1 origin."));
            }
            Bond::Owned(party) => {
                let owner =
                    material.sources.parties.iter().find(|p| p.id == *party).map_or("its owner", |p| p.name.as_str());
                reasons.push(format!("An outlet that belongs to {owner} adds no voice to {owner}."));
            }
            Bond::SameParty(_) | Bond::Copied(_) => {}
        }
    }
    reasons.sort();
    reasons.dedup();
    reasons
}

fn uncounted(material: &Material<'_>, origin: &Origin) -> Option<String> {
    if origin.counts {
        return None;
    }
    let first = origin.statements.first().and_then(|&id| material.statement(id))?;
    Some(if material.is_narration(material.vouched_in(first)) {
        format!(
            "{} tells it in its own words and may have it from a speaker who says the same; it does not count.",
            origin.name
        )
    } else {
        let label = material.article(first.article).map_or("an article", |article| article.label.as_str());
        format!("Who says it in {label} is lost; it does not count.")
    })
}

/// The letter of the Admiralty rating, apart from the digit.
fn with_rating(mut confirmation: Confirmation) -> Confirmation {
    let best = confirmation.reliability();
    let rated = confirmation.origins.iter().find(|o| o.counts && o.reliability == best);
    let why = match rated {
        Some(origin) if best != Reliability::F => format!("the tables rate {} so", origin.name),
        Some(_) => "the tables rate none of its origins".to_owned(),
        None => "no origin for it can be counted".to_owned(),
    };
    let letter = best.letter();
    confirmation.reasons.push(format!(
        "Reliability {letter} ({}) on the Admiralty scale: {why}. Credibility and reliability are graded apart.",
        best.name()
    ));
    confirmation
}

/// What one says that another said is known from the one only.
fn relay_reason(material: &Material<'_>, relay: &Relay) -> Option<String> {
    let name = |id: Id| material.sources.speakers.iter().find(|s| s.id == id).map(|s| s.name.as_str());
    let (inner, outer) = (name(relay.speaker)?, name(relay.through)?);
    Some(if relay.by_the_other_side {
        format!(
            "Relayed by the other side: what {inner} said is known only from {outer}, who stands against {inner} here; it counts for {outer}."
        )
    } else {
        format!("What {inner} said is known only from {outer}, and counts for {outer}.")
    })
}

/// A party that a supporter speaks against says it itself.
fn admission_reason(material: &Material<'_>, admission: &Admission) -> Option<String> {
    let party = material.sources.parties.iter().find(|party| party.id == admission.party)?;
    let speaker = material.speaker(material.statement(admission.statement)?)?;
    Some(format!(
        "Admission against interest: {}, against which it speaks, says it itself ({}).",
        party.name, speaker.name
    ))
}

fn opposition(opposed: &[Opposed], against: &[Origin], m: usize) -> Vec<String> {
    let mut reasons: Vec<String> = Vec::new();
    for reason in opposed.iter().map(|opposed| &opposed.reason) {
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }
    if !against.is_empty() {
        let names: Vec<&str> = against.iter().map(|origin| origin.name.as_str()).collect();
        reasons.push(format!("Against it: {} ({}).", origins_word(m), names.join("; ")));
    }
    reasons
}
