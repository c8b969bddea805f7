//! The timeline: what was published, said, and said to have happened, by day.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

use super::quote::{linked, restored_day};
use super::strip::strip;
use super::svg::{line, mark};
use super::view::{View, citation};
use super::words::{count, days, name};
use super::{excerpt, left_out, limits};
use crate::dossier::{Event, EventKind};

/// Words shown of an entry.
const WORDS: usize = 26;

pub(super) fn timeline(view: &View) -> Markup {
    let mut events: Vec<&Event> = view.dossier.timeline.iter().collect();
    events.sort_by_key(|e| (e.when.earliest, e.when.latest));
    let shown = &events[..events.len().min(limits::EVENTS)];
    html! {
        (PreEscaped("\n"))
        section #timeline {
            h2 { "Timeline" " " span.tally { (events.len()) } }
            p.lead {
                "Three kinds of entry, never mixed: when an article was published, when something was said, and when, "
                "according to the words, it happened."
            }
            (legend())
            div.frame { (strip(&events, view.dossier.period)) }
            ol.days { @for (span, entries) in by_day(shown) { (day(view, span, &entries)) } }
            (left_out(shown.len(), events.len(), "entries", "dossier.json"))
        }
    }
}

/// The number of an entry's mark.
pub(super) fn mark_of(kind: EventKind) -> usize {
    match kind {
        EventKind::Said => 0,
        EventKind::Published => 1,
        EventKind::Happened => 2,
    }
}

pub(super) fn kind_name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Published => "published",
        EventKind::Said => "said",
        EventKind::Happened => "happened",
    }
}

fn legend() -> Markup {
    html! {
        ul.legend {
            @for kind in [EventKind::Published, EventKind::Said, EventKind::Happened] {
                li { (key(kind, false)) " " (kind_name(kind)) }
            }
            li { (key(EventKind::Said, true)) " date inferred" }
            li { (bar()) " date known within days" }
        }
    }
}

fn key(kind: EventKind, hollow: bool) -> Markup {
    html! { svg.key width="1em" height="1em" aria-hidden="true" { (mark(mark_of(kind), (50.0, 0.5), hollow)) } }
}

fn bar() -> Markup {
    html! {
        svg.key width="1em" height="1em" aria-hidden="true" {
            (line("interval", (0.0, 0.5), (100.0, 0.5)))
            (line("end", (0.0, 0.15), (0.0, 0.85)))
            (line("end", (100.0, 0.15), (100.0, 0.85)))
        }
    }
}

fn by_day<'a>(events: &[&'a Event]) -> BTreeMap<(Date, Date), Vec<&'a Event>> {
    let mut days: BTreeMap<(Date, Date), Vec<&Event>> = BTreeMap::new();
    for event in events {
        days.entry((event.when.earliest, event.when.latest)).or_default().push(event);
    }
    days
}

fn day(view: &View, (from, to): (Date, Date), entries: &[&Event]) -> Markup {
    html! {
        li.day {
            h3 {
                @if from == to { time datetime=(from) { (days(from, to)) } }
                @else { (days(from, to)) span.soft { " within these days" } }
            }
            ul {
                @for kind in [EventKind::Published, EventKind::Happened, EventKind::Said] {
                    @for same in same_words(view, entries, kind) { (entry(view, &same)) }
                }
            }
        }
    }
}

/// Entries of one kind; those of the same words are one entry, so that a copied report is read once.
fn same_words<'a>(view: &View, entries: &[&'a Event], kind: EventKind) -> Vec<Vec<&'a Event>> {
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut groups: Vec<Vec<&Event>> = Vec::new();
    for event in entries.iter().copied().filter(|e| e.kind == kind) {
        let words = view.lookup.words(event.place).to_lowercase();
        let at = *place.entry(words).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) if kind != EventKind::Published => group.push(event),
            _ => groups.push(vec![event]),
        }
    }
    groups
}

fn entry(view: &View, same: &[&Event]) -> Markup {
    let Some((event, others)) = same.split_first() else { return html! {} };
    let Some(article) = view.lookup.article(event.place.article) else { return html! {} };
    let statement = event.statement.and_then(|id| view.lookup.statement(id));
    html! {
        li.event {
            @if event.when.day().is_some() { (key(event.kind, event.inferred)) } @else { (bar()) }
            " "
            span.kind { (kind_name(event.kind)) @if event.inferred { ", inferred" } } " "
            p {
                @if event.kind == EventKind::Published {
                    (outlet(view, event)) ": "
                    span.excerpt dir="auto" { (excerpt::bare(article, event.place.span, WORDS)) }
                } @else {
                    @if let Some(statement) = statement { b { (name(view.voice(statement))) } ": " }
                    span.excerpt dir="auto" { (excerpt::bare(article, event.place.span, WORDS)) }
                    " " span.where {
                        (outlet(view, event)) " " span.cite { (citation(article, event.place.span)) }
                        @for (i, other) in others.iter().take(limits::LINKS).enumerate() {
                            (if i == 0 { "; the same in " } else { ", " }) (outlet(view, other))
                        }
                        @if others.len() > limits::LINKS { " and " (others.len() - limits::LINKS) " more" }
                        (restored_day(view, &event.when))
                    }
                }
            }
        }
    }
}

/// The outlet of an entry, linked to its words.
fn outlet(view: &View, event: &Event) -> Markup {
    let statement = event.statement.and_then(|id| view.lookup.statement(id));
    let link = statement.and_then(|s| view.statement_link(s)).or_else(|| view.place_link(event.place));
    linked(link, &name(view.lookup.article(event.place.article).map_or("?", |a| a.outlet_name())))
}

/// How many entries lie outside the strip's days, as a remark under it.
pub(super) fn outside(n: usize) -> Markup {
    html! { @if n > 0 { p.soft { (count(n, "entry lies", "entries lie")) " outside these days; see the list." } } }
}
