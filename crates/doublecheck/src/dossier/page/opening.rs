//! The first screen: what this is about, and what to know before reading on.

use maud::{Markup, PreEscaped, html};

use super::claims::{Group, Kind, gist, names};
use super::origins::{number_of_copies, number_of_origins};
use super::view::View;
use super::words::{count, days, name, number, plain, words};
use crate::model::{Claim, Grade, Origin};

/// Claims named in the overview, of each group that is named there.
const NAMED: usize = 5;

pub(super) fn head(view: &View) -> Markup {
    let dossier = view.dossier;
    let warnings = dossier.warnings.len();
    html! {
        header.head {
            p.kicker { "doublecheck dossier" }
            h1 dir="auto" { @if dossier.title.is_empty() { "Dossier" } @else { (words(&dossier.title)) } }
            ul.facts {
                @if let Some((from, to)) = dossier.period { li { a href="#timeline" { (days(from, to)) } } }
                li { a href="#articles" { (count(dossier.articles.len(), "article", "articles")) } }
                li { a href="#voices" { (count(number_of_origins(view), "distinct origin", "distinct origins")) } }
                li { a href="#copies" { (count(number_of_copies(view), "copied passage", "copied passages")) } }
                li { a href="#unresolved" { (count(warnings, "warning", "warnings")) } }
                @if !dossier.problems.is_empty() {
                    li { a href="#problems" { (count(dossier.problems.len(), "input not used", "inputs not used")) } }
                }
            }
        }
    }
}

pub(super) fn know(view: &View) -> Markup {
    html! {
        (PreEscaped("\n"))
        section #know {
            h2 { "What to know" }
            @if view.groups.is_empty() { p { "No claims were found in these articles." } }
            ul.counts {
                @for group in &view.groups {
                    li.(group.kind.tone()) {
                        a href=(format!("#{}", group.kind.anchor())) {
                            b { (number(group.claims.len() as f64)) } " " span { (group.kind.title()) }
                        }
                    }
                }
            }
            @for group in view.groups.iter().filter(|g| is_named(g.kind)) { (overview(view, group)) }
        }
    }
}

/// Groups whose first claims are named in the overview: where counting outlets would mislead, and what stands firm.
fn is_named(kind: Kind) -> bool {
    matches!(kind, Kind::Graded(Grade::Disputed | Grade::Contradicted | Grade::OneOriginRepeated | Grade::Confirmed))
}

fn overview(view: &View, group: &Group) -> Markup {
    let shown = group.claims.len().min(NAMED);
    html! {
        div.overview {
            h3 { (group.kind.title()) }
            ol { @for claim in group.claims.iter().take(shown) { (line(view, claim)) } }
            @if group.claims.len() > shown {
                p.left-out { a href=(format!("#{}", group.kind.anchor())) { "and " (group.claims.len() - shown) " more" } }
            }
        }
    }
}

/// One claim in one line: what is said, by whom, against whom.
fn line(view: &View, claim: &Claim) -> Markup {
    let confirmation = &claim.confirmation;
    html! {
        li {
            a.label href=[view.anchor(claim.id).map(|a| format!("#{a}"))] { (plain(&claim.label)) }
            span.claim-gist { (gist(view, claim, 24)) }
            span.origins {
                (side("for", &confirmation.origins))
                @if !claim.against.is_empty() { (side("against", &confirmation.against)) }
            }
        }
    }
}

fn side(what: &str, origins: &[Origin]) -> Markup {
    let names = names(origins);
    let counted = origins.iter().filter(|o| o.counts).count();
    html! {
        span.(what) {
            b { (counted) " " (what) @if !names.is_empty() { ":" } }
            @for (i, origin) in names.iter().take(3).enumerate() {
                @if i == 0 { " " } @else { ", " }
                (name(origin))
            }
            @if names.len() > 3 { " and " (names.len() - 3) " more" }
        }
    }
}
