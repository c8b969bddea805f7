//! Who spoke: each speaker with role, party, and the outlets that carry what they say.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};

use super::quote::linked;
use super::table::{self, table};
use super::view::View;
use super::words::{name, words};
use super::{left_out, limits};
use crate::model::{Id, Speaker, SpeakerKind, Statement};

pub(super) fn speakers(view: &View) -> Markup {
    let mut said: BTreeMap<Id, Vec<&Statement>> = BTreeMap::new();
    for statement in &view.dossier.statements {
        if let Some(speaker) = statement.speaker.speaker() {
            said.entry(speaker).or_default().push(statement);
        }
    }
    let speaking: Vec<&Speaker> = view.dossier.speakers.iter().filter(|s| said.contains_key(&s.id)).collect();
    let shown = speaking.len().min(limits::SPEAKERS);
    let rows: Vec<Vec<Markup>> =
        speaking.iter().take(shown).map(|s| row(view, s, said.get(&s.id).map_or(&[], Vec::as_slice))).collect();
    let headings = ["Speaker", "Role", "Speaks for", "Statements", "Through"];
    html! {
        (PreEscaped("\n"))
        section #speakers {
            h2 { "Who spoke" " " span.tally { (speaking.len()) } }
            p.lead { "Everyone who speaks for one party counts as one voice, however many there are." }
            (table("Speakers, most statements first", &headings, &rows))
            (left_out(shown, speaking.len(), "speakers", "statements.csv"))
            (parties(view))
        }
    }
}

fn row(view: &View, speaker: &Speaker, said: &[&Statement]) -> Vec<Markup> {
    vec![
        html! { b { (name(&speaker.name)) } @if let Some(kind) = kind(speaker.kind) { span.soft { " " (kind) } } },
        html! { @match &speaker.role { Some(role) => (name(role)), None => (table::none()) } },
        html! { (name(view.lookup.party(speaker.party).map_or("–", |p| p.name.as_str()))) },
        html! {
            b.figure { (said.len()) }
            span.soft {
                @for (i, statement) in said.iter().take(limits::LINKS).enumerate() {
                    @let first = i == 0 || said.get(i - 1).is_none_or(|before| before.article != statement.article);
                    @if first { (if i == 0 { ": " } else { "; " }) (name(label(view, statement))) } @else { "," }
                    "\u{a0}"
                    (linked(view.statement_link(statement), &html! { (view.number_of(statement.id)) }))
                }
                @if said.len() > limits::LINKS { " and more in statements.csv" }
            }
        },
        through(view, said),
    ]
}

fn label<'a>(view: &View<'a>, statement: &Statement) -> &'a str {
    view.lookup.article(statement.article).map_or("?", |a| a.label.as_str())
}

/// The outlets that carry the statements.
fn through(view: &View, said: &[&Statement]) -> Markup {
    let outlets: BTreeSet<&str> =
        said.iter().filter_map(|s| view.lookup.article(s.article)).map(|a| a.outlet_name()).collect();
    html! {
        @for (i, outlet) in outlets.iter().take(limits::LINKS).enumerate() {
            @if i > 0 { ", " }
            (name(outlet))
        }
        @if outlets.len() > limits::LINKS { ", and " (outlets.len() - limits::LINKS) " more" }
    }
}

fn kind(kind: SpeakerKind) -> Option<&'static str> {
    match kind {
        SpeakerKind::Person => None,
        SpeakerKind::Body => Some("organisation"),
        SpeakerKind::State => Some("state"),
        SpeakerKind::Group => Some("group"),
        SpeakerKind::Unnamed => Some("not named"),
        SpeakerKind::Outlet => Some("outlet"),
    }
}

/// How speakers were joined to parties.
fn parties(view: &View) -> Markup {
    let joined: Vec<_> = view.dossier.parties.iter().filter(|p| !p.reasons.is_empty()).collect();
    let shown = joined.len().min(limits::PARTIES);
    html! {
        @if !joined.is_empty() {
            details #parties {
                summary { "How speakers were joined to parties" }
                dl {
                    @for party in joined.iter().take(shown) {
                        dt { (name(&party.name)) }
                        @for reason in party.reasons.iter().take(limits::REASONS) { dd { (words(reason)) } }
                    }
                }
                (left_out(shown, joined.len(), "parties", "dossier.json"))
            }
        }
    }
}
