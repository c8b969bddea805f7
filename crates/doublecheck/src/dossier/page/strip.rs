//! The timeline at a glance: one lane for each kind of entry.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::svg::{across, down, line, mark, text};
use super::timeline::{kind_name, mark_of, outside};
use super::words::day;
use crate::dossier::{Event, EventKind};

const LANES: [EventKind; 3] = [EventKind::Published, EventKind::Said, EventKind::Happened];
const LANE: f64 = 3.4;
/// Days shown before the first and after the last publication; what happened long before is left to the list.
const MARGIN: i32 = 14;

/// Marks closer than this share of the width leave no room for a number between them.
const CLOSE: f64 = 4.5;

/// Draws events as marks along their days.
pub(super) fn strip(events: &[&Event], period: Option<(Date, Date)>) -> Markup {
    let Some(scale) = Scale::of(events, period) else { return html! {} };
    let inside: Vec<&Event> = events.iter().copied().filter(|e| scale.holds(e)).collect();
    let bottom = LANE * LANES.len() as f64;
    html! {
        svg.chart role="img" aria-labelledby="strip.title strip.desc" width="100%" height=(down(bottom + 2.0)) {
            title id="strip.title" { "Entries by day" }
            desc id="strip.desc" { (description(&inside, &scale)) }
            @for (i, kind) in LANES.into_iter().enumerate() {
                (lane(&scale, kind, &inside, LANE * i as f64))
            }
            @for (at, anchor) in [(scale.first, "start"), (scale.middle(), "middle"), (scale.last, "end")] {
                @if anchor != "middle" || scale.days >= 4.0 {
                    (line("axis", (scale.x(at), bottom), (scale.x(at), bottom + 0.4)))
                    (text("tick", (scale.x(at), bottom + 1.6), anchor, &day(at)))
                }
            }
        }
        (outside(events.len() - inside.len()))
    }
}

fn description(inside: &[&Event], scale: &Scale) -> String {
    let parts: Vec<String> = LANES
        .into_iter()
        .map(|kind| format!("{} {}", inside.iter().filter(|e| e.kind == kind).count(), kind_name(kind)))
        .collect();
    format!("{} to {}: {}. The list below holds the same.", day(scale.first), day(scale.last), parts.join(", "))
}

fn lane(scale: &Scale, kind: EventKind, events: &[&Event], top: f64) -> Markup {
    let (middle, below) = (top + 1.9, top + 2.8);
    let mut marks: BTreeMap<(Date, bool), usize> = BTreeMap::new();
    let mut bars: BTreeMap<(Date, Date), usize> = BTreeMap::new();
    for event in events.iter().filter(|e| e.kind == kind) {
        match event.when.day() {
            Some(day) => *marks.entry((day, event.inferred)).or_default() += 1,
            None => *bars.entry((event.when.earliest, event.when.latest)).or_default() += 1,
        }
    }
    html! {
        (text("lane", (0.0, top + 1.0), "start", kind_name(kind)))
        (line("axis", (0.0, top + LANE), (100.0, top + LANE)))
        @for (from, to) in bars.keys() {
            (line("interval", (scale.x(*from), below), (scale.x(*to), below)))
            (line("end", (scale.x(*from), below - 0.3), (scale.x(*from), below + 0.3)))
            (line("end", (scale.x(*to), below - 0.3), (scale.x(*to), below + 0.3)))
        }
        @for (day, inferred) in marks.keys() { (mark(mark_of(kind), (scale.x(*day), middle), *inferred)) }
        @for ((day, inferred), n) in &marks {
            // Between days that lie close, a number has no room beside its mark.
            @let next = marks.keys().find(|other| **other > (*day, *inferred)).map(|(next, _)| scale.x(*next));
            @let close = next.is_some_and(|next| next - scale.x(*day) < CLOSE);
            @if *n > 1 {
                @if close {
                    text.count x=(across(scale.x(*day))) y=(down(middle - 0.6)) text-anchor="middle" { (n) }
                } @else {
                    text.count x=(across(scale.x(*day))) y=(down(middle + 0.35)) dx="9" { (n) }
                }
            }
        }
    }
}

/// The days drawn.
struct Scale {
    first: Date,
    last: Date,
    days: f64,
}

impl Scale {
    fn of(events: &[&Event], period: Option<(Date, Date)>) -> Option<Self> {
        let mut first = events.iter().map(|e| e.when.earliest).min()?;
        let mut last = events.iter().map(|e| e.when.latest).max()?;
        if let Some((from, to)) = period {
            first = first.max(from.checked_sub(MARGIN.days()).unwrap_or(from)).min(from);
            last = last.min(to.checked_add(MARGIN.days()).unwrap_or(to)).max(to);
        }
        let days = first.until(last).map_or(0.0, |span| f64::from(span.get_days()));
        (days > 0.0).then_some(Self { first, last, days })
    }

    fn holds(&self, event: &Event) -> bool {
        self.first <= event.when.earliest && event.when.latest <= self.last
    }

    fn x(&self, day: Date) -> f64 {
        2.0 + self.first.until(day).map_or(0.0, |span| f64::from(span.get_days())) / self.days * 96.0
    }

    fn middle(&self) -> Date {
        self.first.checked_add(((self.days / 2.0) as i32).days()).unwrap_or(self.first)
    }
}
