//! People and organisations that several articles name, and those that may be one and the same.

use maud::{Markup, PreEscaped, html};

use super::quote::linked;
use super::table::{none, table};
use super::view::View;
use super::words::{name, words};
use super::{left_out, limits};
use crate::dossier::facts::kind;
use crate::model::{Entity, Id, Identity, Member, Place};

/// The section; the caller leaves it out where nobody is named twice.
pub(super) fn named(view: &View) -> Markup {
    let all = &view.dossier.identities;
    let shown = &all[..all.len().min(limits::NAMED)];
    let rows: Vec<Vec<Markup>> = shown.iter().map(|identity| row(view, identity)).collect();
    html! {
        (PreEscaped("\n"))
        section #named {
            h2 { "People and organisations" " " span.tally { (all.len()) } }
            p.lead {
                "Named by several articles, whatever the spelling; where it cannot be told whether two are the same, both are "
                "listed with what speaks for and against."
            }
            (table("People and organisations", &["Name", "What", "Role", "Named in", "Perhaps the same as"], &rows))
            (left_out(shown.len(), all.len(), "names", "dossier.json"))
        }
    }
}

fn row(view: &View, identity: &Identity) -> Vec<Markup> {
    let entities: Vec<(Id, &Entity)> = identity.members.iter().filter_map(|member| entity(view, member)).collect();
    let mut roles: Vec<&str> = entities.iter().flat_map(|(_, e)| e.roles.iter().map(String::as_str)).collect();
    roles.sort_unstable();
    roles.dedup();
    let named = html! {
        @for (n, (article, entity)) in entities.iter().take(limits::LINKS).enumerate() {
            @if n > 0 { ", " }
            @let link = entity.mentions.first().and_then(|m| view.place_link(Place { article: *article, span: m.span }));
            (linked(link, &name(view.lookup.article(*article).map_or("?", |a| a.outlet_name()))))
            @if entity.mentions.len() > 1 { " ×" (entity.mentions.len()) }
        }
    };
    let others = html! {
        @if identity.alternatives.is_empty() { (none()) }
        ul.plain {
            @for other in &identity.alternatives {
                @let known = view.dossier.identities.iter().find(|identity| identity.id == other.identity);
                li { (name(known.map_or("?", |known| &known.name))) ": " (words(&other.reasons.join(", "))) }
            }
        }
    };
    let roles = html! { @if roles.is_empty() { (none()) } @else { (words(&roles.join(", "))) } };
    vec![name(&identity.name), html! { (kind(identity.kind)) }, roles, named, others]
}

fn entity<'a>(view: &View<'a>, member: &Member) -> Option<(Id, &'a Entity)> {
    let facts = view.dossier.facts.iter().find(|facts| facts.article == member.article)?;
    Some((member.article, facts.entities.get(member.entity as usize)?))
}
