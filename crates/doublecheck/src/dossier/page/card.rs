//! One claim with its evidence: for and against, by origin, in exact words, and why it is graded so.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};

use super::claims::{Kind, gist};
use super::fold::fold;
use super::quote::{Quote, quote};
use super::view::View;
use super::words::{count, name, plain, words};
use super::{left_out, limits};
use crate::dossier::wording::bearing;
use crate::model::{Bond, Claim, Direction, Grade, Id, Merge, Opposition, Origin, Reliability, Reuse};

/// The grade in plain words: "disputed: 1 origin for, 2 against".
fn badge(claim: &Claim) -> String {
    let origins = claim.confirmation.independent_origins();
    let against = claim.confirmation.independent_against();
    let sides = || format!("{} for, {} against", count(origins, "origin", "origins"), against);
    match claim.confirmation.grade {
        Grade::Disputed => format!("disputed: {}", sides()),
        Grade::Contradicted => format!("contradicted: {}", sides()),
        Grade::OneOriginRepeated => {
            format!("one origin repeated: {}, 1 origin", count(articles(claim), "article", "articles"))
        }
        Grade::SingleSource => "single source".to_owned(),
        Grade::Confirmed => format!("confirmed by {}", count(origins, "independent origin", "independent origins")),
        Grade::Admitted => "admitted by the party it speaks against".to_owned(),
        Grade::Unattributed => "unattributed: no origin that could be counted".to_owned(),
    }
}

/// Number of articles that carry what supports the claim.
fn articles(claim: &Claim) -> usize {
    claim.confirmation.origins.iter().flat_map(|o| &o.articles).collect::<BTreeSet<_>>().len()
}

/// A claim with both sides.
pub(super) fn card<'a>(view: &View<'a>, claim: &'a Claim) -> Markup {
    let has_other_side = !claim.against.is_empty();
    html! {
        (PreEscaped("\n"))
        article.claim.(Kind::Graded(claim.confirmation.grade).tone()) id=[view.anchor(claim.id)] {
            (heading(view, claim))
            div.sides.both[has_other_side] {
                (side(view, claim, Side::For))
                @if has_other_side { (side(view, claim, Side::Against)) }
            }
            (near(view, claim))
            (why(claim))
        }
    }
}

/// Claims that are like it but for one slot.
fn near(view: &View, claim: &Claim) -> Markup {
    html! {
        @if !claim.near.is_empty() {
            details.near {
                summary { (count(claim.near.len(), "claim is", "claims are")) " like it but for one thing" }
                ul {
                    @for near in claim.near.iter().take(limits::REASONS) {
                        @let label = view.lookup.claim(near.claim).map_or("", |other| other.label.as_str());
                        li {
                            a.label href=[view.anchor(near.claim).map(|a| format!("#{a}"))] { (plain(label)) }
                            " " (words(&bearing(near)))
                        }
                    }
                }
                (left_out(claim.near.len().min(limits::REASONS), claim.near.len(), "claims", "dossier.json"))
            }
        }
    }
}

fn heading(view: &View, claim: &Claim) -> Markup {
    html! {
        header {
            p.grade {
                a.label href=[view.anchor(claim.id).map(|a| format!("#{a}"))] { (plain(&claim.label)) }
                " " span.badge { (badge(claim)) }
            }
            h3 dir="auto" { (gist(view, claim, 60)) }
        }
    }
}

/// A claim of one quotation: no columns, the evidence at once.
pub(super) fn compact<'a>(view: &View<'a>, claim: &'a Claim) -> Markup {
    html! {
        (PreEscaped("\n"))
        li id=[view.anchor(claim.id)] {
            p.grade {
                a.label href=[view.anchor(claim.id).map(|a| format!("#{a}"))] { (plain(&claim.label)) }
                @if claim.confirmation.grade == Grade::Unattributed { " " span.badge { "unattributed" } }
            }
            div {
                ul.plain {
                    @for entry in &support(view, claim) { (quote(view, entry)) }
                }
                (why(claim))
            }
        }
    }
}

/// The quotations of all its origins, copies folded, without the origins' headings.
fn support<'a>(view: &View<'a>, claim: &'a Claim) -> Vec<Quote<'a>> {
    let origins = &claim.confirmation.origins;
    let mut quotes: Vec<Quote> =
        origins.iter().flat_map(|o| quotes(view, &o.statements, &o.merges, &BTreeMap::new(), None)).collect();
    quotes.extend(self::quotes(view, &uncounted(&claim.support, origins), &[], &BTreeMap::new(), None));
    quotes.truncate(limits::QUOTES);
    quotes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

fn side<'a>(view: &View<'a>, claim: &'a Claim, side: Side) -> Markup {
    let objections: BTreeMap<Id, &'a str> = match side {
        Side::For => BTreeMap::new(),
        Side::Against => claim.against.iter().map(|a| (a.statement, a.reason.as_str())).collect(),
    };
    let (origins, counted, statements) = match side {
        Side::For => (&claim.confirmation.origins, claim.confirmation.independent_origins(), claim.support.clone()),
        Side::Against => (
            &claim.confirmation.against,
            claim.confirmation.independent_against(),
            claim.against.iter().map(|a| a.statement).collect(),
        ),
    };
    let rest = uncounted(&statements, origins);
    html! {
        div.side.(if side == Side::For { "for" } else { "against" }) {
            h4 { (side_title(claim, side)) " " span.tally { (count(counted, "origin", "origins")) } }
            @for origin in origins.iter().take(limits::ORIGINS) { (self::origin(view, origin, &objections)) }
            (left_out(origins.len().min(limits::ORIGINS), origins.len(), "origins", "claims.csv"))
            @if !rest.is_empty() {
                div.origin.uncounted {
                    h5 { "Without an origin" }
                    ul.plain {
                        @for entry in quotes(view, &rest, &[], &objections, None).iter().take(limits::QUOTES) {
                            (quote(view, entry))
                        }
                    }
                    (left_out(rest.len().min(limits::QUOTES), rest.len(), "statements", "statements.csv"))
                }
            }
        }
    }
}

/// "For" and "Against", with the way it stands against.
fn side_title(claim: &Claim, side: Side) -> &'static str {
    let any = |opposition| claim.against.iter().any(|a| a.opposition == opposition);
    let denied = any(Opposition::Denies);
    match (side, denied, any(Opposition::Contradicts)) {
        (Side::For, ..) => "For",
        (Side::Against, true, false) => "Against: denied",
        (Side::Against, true, true) => "Against: denied and contradicted",
        (Side::Against, false, true) => "Against: contradicted",
        (Side::Against, false, false) => "Against: doubted",
    }
}

/// Statements that no origin holds.
fn uncounted(statements: &[Id], origins: &[Origin]) -> Vec<Id> {
    let held: BTreeSet<Id> = origins.iter().flat_map(|o| &o.statements).copied().collect();
    statements.iter().filter(|id| !held.contains(id)).copied().collect()
}

fn origin<'a>(view: &View<'a>, origin: &'a Origin, objections: &BTreeMap<Id, &'a str>) -> Markup {
    let quotes = quotes(view, &origin.statements, &origin.merges, objections, Some(&origin.name));
    html! {
        div.origin.uncounted[!origin.counts] {
            h5 {
                (name(&origin.name))
                @if !origin.counts { " " span.chip.hollowed { "not counted" } }
                @if origin.reliability != Reliability::F {
                    " " span.chip { "reliability " (origin.reliability.letter()) }
                }
            }
            ul.plain { @for entry in quotes.iter().take(limits::QUOTES) { (quote(view, entry)) } }
            (left_out(quotes.len().min(limits::QUOTES), quotes.len(), "statements", "statements.csv"))
            (merges(view, origin))
        }
    }
}

/// Statements in their order, copies folded.
fn quotes<'a>(
    view: &View<'a>,
    statements: &[Id],
    merges: &[Merge],
    objections: &BTreeMap<Id, &'a str>,
    heading: Option<&'a str>,
) -> Vec<Quote<'a>> {
    fold(view, statements, merges)
        .into_iter()
        .map(|(statement, copies)| {
            let objection = objections.get(&statement.id).copied();
            Quote { statement, copies, objection, heading }
        })
        .collect()
}

/// Why the statements of an origin are one voice.
fn merges(view: &View, origin: &Origin) -> Markup {
    let mut reasons: Vec<String> = Vec::new();
    for merge in &origin.merges {
        for reason in merge_reasons(view, merge) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    let articles = origin.articles.len();
    html! {
        @if !reasons.is_empty() {
            details.merges {
                summary {
                    "Why one origin: " (count(origin.statements.len(), "statement", "statements"))
                    " in " (count(articles, "article", "articles"))
                }
                ul { @for reason in reasons.iter().take(limits::REASONS) { li { (words(reason)) } } }
                (left_out(reasons.len().min(limits::REASONS), reasons.len(), "reasons", "dossier.json"))
            }
        }
    }
}

fn merge_reasons(view: &View, merge: &Merge) -> Vec<String> {
    let party = |id| view.lookup.party(id).map_or("one party", |p| p.name.as_str());
    match &merge.bond {
        Bond::SameParty(id) => {
            let voices =
                [merge.one, merge.other].map(|id| view.lookup.statement(id).map_or("a speaker", |s| view.voice(s)));
            let sentence = match voices {
                [one, other] if one == other => format!("{one} speaks for {} each time.", party(*id)),
                [one, other] => format!("{one} and {other} speak for {}.", party(*id)),
            };
            let reasons = view.lookup.party(*id).map(|p| p.reasons.clone()).unwrap_or_default();
            std::iter::once(sentence).chain(reasons).collect()
        }
        Bond::Copied(id) => view.lookup.reuse(*id).map(|r| vec![copied(view, r)]).unwrap_or_default(),
        Bond::SameAgency(agency) => vec![format!("The outlets run the same agency, {agency}.")],
        Bond::Owned(id) => vec![format!("The outlet belongs to {}.", party(*id))],
    }
}

/// A copied passage as a sentence.
fn copied(view: &View, reuse: &Reuse) -> String {
    let label = |id| view.lookup.article(id).map_or("?", |a| a.label.as_str());
    let (from, to) = (label(reuse.from.article), label(reuse.to.article));
    let how = match reuse.direction {
        Direction::Forward => format!("{to} copied them from {from}"),
        Direction::Siblings => {
            format!("{from} and {to} took them from a shared source, which may not be among these articles")
        }
        Direction::Undecided => format!("{from} and {to} carry them; who copied is open"),
    };
    let same = (reuse.similarity.clamp(0.0, 1.0) * 100.0).floor();
    format!("{}, {same} % the same: {how}.", count(reuse.words as usize, "word", "words"))
}

/// The grade explained, with its place on the recognised scale.
fn why(claim: &Claim) -> Markup {
    let confirmation = &claim.confirmation;
    let best = confirmation.reliability();
    html! {
        details.why {
            summary {
                "Why this grade"
                span.code { " Admiralty " b { (best.letter()) (confirmation.credibility.digit()) } }
            }
            ul { @for reason in &confirmation.reasons { li { (words(reason)) } } }
            @if !confirmation.missing.is_empty() {
                p { b { "What would change the grade" } }
                ul.missing { @for missing in &confirmation.missing { li { (words(&missing.text)) } } }
            }
            p {
                "Admiralty scale: source reliability " b { (best.letter()) } ", " (best.name())
                "; information credibility " b { (confirmation.credibility.digit()) } ", "
                (confirmation.credibility.name()) ". Each is graded in isolation."
            }
        }
    }
}
