//! The step chart of a series.

use std::collections::BTreeSet;

use jiff::civil::Date;
use maud::{Markup, html};

use super::svg::{down, line, mark, text};
use super::words::{day, number, plain, shortened};
use crate::model::Bound;

/// One figure of a series, as it is drawn.
pub(super) struct Point<'a> {
    pub day: Date,
    /// True when the day is the article's and the figure names none.
    pub inferred: bool,
    pub value: f64,
    pub upper: Option<f64>,
    /// How the value is meant: an arrow shows which way a bound is open, a whisker how far a range or estimate goes.
    pub bound: Bound,
    /// True for a vague figure that repeats a precise one: drawn, but no line leads to it.
    pub echo: bool,
    /// The value as it is meant: "at least 24".
    pub words: String,
    pub verb: Option<&'a str>,
    /// Who gives the figure; never empty.
    pub speakers: Vec<&'a str>,
}

const LEFT: f64 = 9.0;
const RIGHT: f64 = 95.0;
const TOP: f64 = 4.5;
const BOTTOM: f64 = 18.0;
const HEIGHT: f64 = 20.5;
/// Width at which labels are kept from running into each other, in characters of the chart's letters.
const CHARACTERS: f64 = 100.0;

/// Draws points, sorted by day. A line joins points of one verb only: what was destroyed is not what was attacked.
pub(super) fn step_chart(id: &str, title: &str, points: &[Point]) -> Markup {
    let verbs = verbs(points);
    let axes = Axes::of(points);
    html! {
        @if verbs.len() > 1 || verbs.iter().any(Option::is_some) { (legend(&verbs)) }
        svg.chart role="img" aria-labelledby=(format!("{id}.title {id}.desc"))
            width="100%" height=(down(HEIGHT)) {
            title id=(format!("{id}.title")) { (plain(title)) }
            desc id=(format!("{id}.desc")) { (description(points)) }
            (axes.draw(points))
            @for (kind, verb) in verbs.iter().enumerate() { (steps(&axes, points, *verb, kind)) }
            @for point in points { (whisker(&axes, point)) }
            @for point in points {
                (mark(kind_of(&verbs, point), axes.at(point), point.inferred))
            }
            (labels(&axes, points, &verbs))
        }
    }
}

/// The verbs in order of appearance.
fn verbs<'a>(points: &[Point<'a>]) -> Vec<Option<&'a str>> {
    let mut seen = BTreeSet::new();
    points.iter().map(|p| p.verb).filter(|v| seen.insert(*v)).collect()
}

fn kind_of(verbs: &[Option<&str>], point: &Point) -> usize {
    verbs.iter().position(|v| *v == point.verb).unwrap_or(0)
}

fn legend(verbs: &[Option<&str>]) -> Markup {
    html! {
        ul.legend {
            @for (kind, verb) in verbs.iter().enumerate() {
                li {
                    svg.key width="2.6em" height="1em" aria-hidden="true" {
                        (line(&format!("step k{}", kind % 4), (0.0, 0.5), (100.0, 0.5)))
                        (mark(kind, (50.0, 0.5), false))
                    }
                    " " (verb.map_or("no verb".into(), plain))
                }
            }
        }
    }
}

/// The chart in words, for those who do not see it.
fn description(points: &[Point]) -> String {
    let parts: Vec<String> = points
        .iter()
        .map(|p| {
            let verb = p.verb.map(|v| format!(" ({})", plain(v))).unwrap_or_default();
            format!("{}: {}{verb}, {}", day(p.day), p.words, plain(&p.speakers.join(", ")))
        })
        .collect();
    format!("{}. The table below holds the same.", parts.join("; "))
}

struct Axes {
    first: Date,
    days: f64,
    top: f64,
    step: f64,
}

impl Axes {
    fn of(points: &[Point]) -> Self {
        let first = points.iter().map(|p| p.day).min().unwrap_or_default();
        let last = points.iter().map(|p| p.day).max().unwrap_or_default();
        let highest = points.iter().map(|p| p.upper.unwrap_or(p.value)).fold(1.0, f64::max);
        let step = nice_step(highest / 4.0);
        Self { first, days: days_between(first, last), top: (highest / step).ceil() * step, step }
    }

    fn at(&self, point: &Point) -> (f64, f64) {
        (self.x(point.day), self.y(point.value))
    }

    fn x(&self, day: Date) -> f64 {
        let share = if self.days > 0.0 { days_between(self.first, day) / self.days } else { 0.5 };
        LEFT + 4.0 + share * (RIGHT - LEFT - 8.0)
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (value / self.top).clamp(0.0, 1.0) * (BOTTOM - TOP)
    }

    fn draw(&self, points: &[Point]) -> Markup {
        let lines = (self.top / self.step).round().clamp(1.0, 10.0) as usize;
        html! {
            @for i in 0..=lines {
                @let value = self.step * i as f64;
                (line(if i == 0 { "axis" } else { "grid" }, (LEFT, self.y(value)), (RIGHT, self.y(value))))
                (text("tick", (LEFT - 1.0, self.y(value) + 0.35), "end", &short_number(value)))
            }
            @for tick in self.ticks(points) {
                (line("axis", (self.x(tick), BOTTOM), (self.x(tick), BOTTOM + 0.4)))
                (text("tick", (self.x(tick), BOTTOM + 1.6), anchor(self.x(tick)), &day(tick)))
            }
        }
    }

    /// Days of points, from the first on, that leave each other room for their words.
    fn ticks(&self, points: &[Point]) -> Vec<Date> {
        let mut ticks: Vec<Date> = Vec::new();
        let last = points.iter().map(|p| p.day).max();
        for point in points {
            let free = |other: Date| (self.x(point.day) - self.x(other)).abs() >= 36.0 || other == point.day;
            let seen = ticks.contains(&point.day);
            if !seen && ticks.iter().copied().chain(last).all(free) {
                ticks.push(point.day);
            }
        }
        ticks
    }
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days()))
}

/// 1, 2 or 5 times a power of ten, not below `least`.
fn nice_step(least: f64) -> f64 {
    let power = 10f64.powf(least.max(f64::MIN_POSITIVE).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= least).unwrap_or(least).max(1.0)
}

/// Which end of words at a share of the width stands there, so that they stay inside.
fn anchor(x: f64) -> &'static str {
    match x {
        x if x < 20.0 => "start",
        x if x > 80.0 => "end",
        _ => "middle",
    }
}

/// Level, then up or down: the corners of the line that joins points of one verb.
fn corners(axes: &Axes, points: &[Point], verb: Option<&str>) -> Vec<(f64, f64)> {
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for point in points.iter().filter(|p| p.verb == verb && !p.echo) {
        let (x, y) = axes.at(point);
        if let Some(&(_, level)) = corners.last() {
            corners.push((x, level));
        }
        corners.push((x, y));
    }
    corners
}

fn steps(axes: &Axes, points: &[Point], verb: Option<&str>, kind: usize) -> Markup {
    let class = format!("step k{}", kind % 4);
    html! {
        @for pair in corners(axes, points, verb).windows(2) {
            @if let [from, to] = *pair { (line(&class, from, to)) }
        }
    }
}

/// The stretch of a range, of an estimate (a tenth either way); an arrow up from a least value, down from a greatest.
fn whisker(axes: &Axes, point: &Point) -> Markup {
    let (x, y) = axes.at(point);
    let arrow = |tip: f64, back: f64| {
        html! {
            (line("range open", (x, y), (x, tip)))
            (line("range open", (x, tip), (x - 0.6, tip + back)))
            (line("range open", (x, tip), (x + 0.6, tip + back)))
        }
    };
    html! {
        @match (point.bound, point.upper) {
            (Bound::Range, Some(upper)) => { (line("range", (x, y), (x, axes.y(upper)))) }
            (Bound::About, _) => { (line("range", (x, axes.y(point.value * 0.9)), (x, axes.y(point.value * 1.1)))) }
            (Bound::AtLeast, _) => { (arrow((y - 1.6).max(TOP - 2.0), 0.5)) }
            (Bound::AtMost, _) => { (arrow((y + 1.6).min(BOTTOM), -0.5)) }
            (Bound::Exact | Bound::Range, _) => {}
        }
    }
}

/// A label's room, in shares of the width and lines of text.
struct Room {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Room {
    fn overlaps(&self, other: &Room) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Value and speaker at each point, where there is room: above, below, or further off; without the speaker where there
/// is little.
fn labels(axes: &Axes, points: &[Point], verbs: &[Option<&str>]) -> Markup {
    let mut taken = rooms_of_marks(axes, points, verbs);
    let mut labels: Vec<Markup> = Vec::new();
    for point in points {
        let speaker = by(&point.speakers);
        let both = [point.words.as_str(), speaker.as_str()];
        let free = free_room(axes.at(point), &both, &taken).or_else(|| free_room(axes.at(point), &both[..1], &taken));
        if let Some((lines, room, anchor)) = free {
            labels.push(label(lines, &room, anchor));
            taken.push(room);
        }
    }
    html! { @for label in labels { (label) } }
}

/// "Mara Lindqvist", "Mara Lindqvist and 2 more".
fn by(speakers: &[&str]) -> String {
    match speakers {
        [] => String::new(),
        [one] => shortened(one, 24),
        [one, more @ ..] => format!("{} and {} more", shortened(one, 16), more.len()),
    }
}

/// A number for an axis: "9,000", "40k", "65M".
fn short_number(value: f64) -> String {
    match value {
        v if v >= 1e6 => format!("{}M", number(v / 1e6)),
        v if v >= 1e4 => format!("{}k", number(v / 1e3)),
        v => number(v),
    }
}

fn label(lines: &[&str], room: &Room, anchor: &'static str) -> Markup {
    let x = match anchor {
        "start" => room.left,
        "end" => room.right,
        _ => (room.left + room.right) / 2.0,
    };
    html! {
        @for (i, words) in lines.iter().enumerate() {
            (text(if i == 0 { "value" } else { "by" }, (x, room.top + 0.9 + 1.1 * i as f64), anchor, words))
        }
    }
}

/// What labels must keep off: the marks and the lines between them.
fn rooms_of_marks(axes: &Axes, points: &[Point], verbs: &[Option<&str>]) -> Vec<Room> {
    let mut rooms: Vec<Room> = points.iter().map(|p| around(axes.at(p), 1.0, 0.6)).collect();
    for verb in verbs {
        for pair in corners(axes, points, *verb).windows(2) {
            if let [(x1, y1), (x2, y2)] = *pair {
                rooms.push(Room { left: x1 - 0.3, right: x2 + 0.3, top: y1.min(y2) - 0.1, bottom: y1.max(y2) + 0.1 });
            }
        }
    }
    rooms
}

fn around((x, y): (f64, f64), across: f64, down: f64) -> Room {
    Room { left: x - across, right: x + across, top: y - down, bottom: y + down }
}

/// The first room around a point that holds these lines and that nothing else has taken.
fn free_room<'a, 'b>(
    (x, y): (f64, f64),
    lines: &'b [&'a str],
    taken: &[Room],
) -> Option<(&'b [&'a str], Room, &'static str)> {
    let width = lines.iter().map(|l| l.chars().count()).max().unwrap_or(0) as f64 / CHARACTERS * 100.0;
    let height = 1.1 * lines.len() as f64;
    let beside = [("start", x + 1.4, y - height / 2.0), ("end", x - 1.4 - width, y - height / 2.0)];
    let tops = [y - height - 0.7, y + 0.7, y - height - 2.9, y + 2.9, y - height - 5.1, y + 5.1];
    let level = anchor(x);
    let left = match level {
        "start" => x,
        "end" => x - width,
        _ => x - width / 2.0,
    };
    let over_and_under = tops.map(|top| (level, left, top));
    let places = over_and_under[..2].iter().chain(&beside).chain(&over_and_under[2..]);
    places
        .map(|&(anchor, left, top)| (anchor, Room { left, right: left + width, top, bottom: top + height }))
        .find(|(_, room)| {
            room.left >= LEFT
                && room.right <= 100.0
                && room.top >= 0.0
                && room.bottom <= BOTTOM - 0.2
                && taken.iter().all(|other| !room.overlaps(other))
        })
        .map(|(anchor, room)| (lines, room, anchor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grid_lines_fall_on_round_numbers() {
        assert_eq!(nice_step(28.0), 50.0);
        assert_eq!(nice_step(200.0), 200.0);
        assert_eq!(nice_step(0.25), 1.0);
    }

    #[test]
    fn points_of_different_verbs_are_not_joined() {
        let point = |d, value, verb| Point {
            day: Date::constant(2031, 5, d),
            inferred: false,
            value,
            upper: None,
            bound: Bound::Exact,
            echo: false,
            words: value.to_string(),
            verb: Some(verb),
            speakers: vec!["x"],
        };
        let steps = |points: &[Point]| step_chart("f", "t", points).into_string().matches("<line class=\"step").count();
        // One line for each verb stands in the legend.
        assert_eq!(steps(&[point(4, 3.0, "tow"), point(6, 9.0, "tow")]), 2 + 1);
        assert_eq!(steps(&[point(4, 3.0, "tow"), point(6, 9.0, "sell")]), 2);
    }
}
