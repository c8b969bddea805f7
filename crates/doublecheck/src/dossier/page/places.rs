//! The places that the articles name: a small map, and the table behind it.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::outlines::{Area, Point, outlines};
use super::quote::linked;
use super::table::{none, table};
use super::view::View;
use super::words::{count, name, plain, words};
use super::{left_out, limits};
use crate::model::{Id, Location, Place, ToponymUsage};

/// Width of the map in units of its drawing; its height follows the places.
const WIDTH: f64 = 1000.0;
/// The least and the greatest height.
const HEIGHTS: (f64, f64) = (320.0, 500.0);
/// A map never shows less than so many degrees from south to north.
const LEAST: f64 = 3.0;

/// A place with all its names.
struct Site<'a> {
    location: &'a Location,
    /// Where it is named, by use.
    named: Vec<(Id, &'a crate::model::Toponym)>,
}

impl Site<'_> {
    fn at(&self) -> Point {
        (self.location.longitude, self.location.latitude)
    }

    /// A point on the map stands for what lies within it: a continent has none.
    fn is_drawn(&self) -> bool {
        self.location.precision_km < 1000.0 && self.named.iter().any(|(_, toponym)| is_place(toponym.usage))
    }

    fn articles(&self) -> usize {
        let mut articles: Vec<Id> = self.named.iter().map(|(article, _)| *article).collect();
        articles.dedup();
        articles.len()
    }
}

fn is_place(usage: ToponymUsage) -> bool {
    usage == ToponymUsage::Place
}

/// True when there is anything to show.
pub(super) fn any(view: &View) -> bool {
    view.dossier.facts.iter().any(|facts| facts.toponyms.iter().any(|toponym| toponym.location.is_some()))
}

/// The section.
pub(super) fn places(view: &View) -> Markup {
    let sites = sites(view);
    let drawn: Vec<(usize, &Site)> =
        sites.iter().enumerate().filter(|(_, site)| site.is_drawn()).take(limits::DRAWN_PLACES).collect();
    let shown = &sites[..sites.len().min(limits::PLACES)];
    let rows: Vec<Vec<Markup>> = shown.iter().enumerate().map(|(n, site)| row(view, n + 1, site)).collect();
    html! {
        (PreEscaped("\n"))
        section #places {
            h2 { "Places" " " span.tally { (sites.len()) } }
            p.lead {
                "Where the words point to. A capital or country that speaks or acts is an actor and not on the map; "
                "a name that several places bear stands for the one that fits the other places of its article."
            }
            @if !drawn.is_empty() { (map(&drawn)) }
            (table("Places", &["Place", "What it is", "Coordinates", "Named", "Why this one"], &rows))
            (left_out(shown.len(), sites.len(), "places", "facts.csv"))
            p.soft { (words(crate::facts::ATTRIBUTION)) ". Outlines: Natural Earth, public domain." }
        }
    }
}

/// Places by the number of articles that name them, then of mentions.
fn sites<'a>(view: &View<'a>) -> Vec<Site<'a>> {
    let mut by_name: BTreeMap<(&str, &str), Site<'a>> = BTreeMap::new();
    for facts in &view.dossier.facts {
        for toponym in &facts.toponyms {
            let Some(location) = &toponym.location else { continue };
            let site =
                by_name.entry((&location.name, &location.kind)).or_insert_with(|| Site { location, named: Vec::new() });
            site.named.push((facts.article, toponym));
        }
    }
    let mut sites: Vec<Site> = by_name.into_values().collect();
    sites.sort_by_key(|site| std::cmp::Reverse((site.articles(), site.named.len())));
    sites
}

fn row(view: &View, number: usize, site: &Site) -> Vec<Markup> {
    let location = site.location;
    let degrees = |value: f64, positive: &str, negative: &str| {
        format!("{:.2}° {}", value.abs(), if value < 0.0 { negative } else { positive })
    };
    let coordinates = html! {
        (degrees(location.latitude, "N", "S")) ", " (degrees(location.longitude, "E", "W"))
        span.soft { " ± " (location.precision_km) " km" }
    };
    let uses = [
        (ToponymUsage::Place, "as a place"),
        (ToponymUsage::Actor, "as an actor"),
        (ToponymUsage::Modifier, "telling whose something is"),
        (ToponymUsage::People, "its people"),
        (ToponymUsage::Embedded, "inside another name"),
    ];
    let named = html! {
        ul.plain {
            @for (usage, what) in uses {
                @let all: Vec<_> = site.named.iter().filter(|(_, toponym)| toponym.usage == usage).collect();
                @if !all.is_empty() {
                    li {
                        (what) " ×" (all.len()) ": "
                        @for (n, (article, toponym)) in first_of_each(&all).into_iter().take(limits::LINKS).enumerate() {
                            @if n > 0 { ", " }
                            (outlet(view, article, toponym.span))
                        }
                    }
                }
            }
        }
    };
    let reason = site.named.iter().map(|(_, toponym)| &toponym.reason).find(|reason| !reason.is_empty());
    let others = site.named.iter().map(|(_, toponym)| &toponym.others).find(|others| !others.is_empty());
    let why = html! {
        @if let Some(reason) = reason { (words(reason)) }
        @if let Some(others) = others {
            " " span.soft { "Others of this name: " @for (n, other) in others.iter().take(3).enumerate() { @if n > 0 { "; " } (words(other)) } }
        }
        @if reason.is_none() && others.is_none() { (none()) }
    };
    vec![
        html! { span.number id=(format!("place.{number}")) { (number) } " " (name(&location.name)) },
        html! { (location.kind) },
        coordinates,
        named,
        why,
    ]
}

fn first_of_each<'a, 't>(all: &[&'a (Id, &'t crate::model::Toponym)]) -> Vec<(Id, &'t crate::model::Toponym)> {
    let mut first: Vec<(Id, &'t crate::model::Toponym)> = Vec::new();
    for (article, toponym) in all {
        if first.iter().all(|(known, _)| known != article) {
            first.push((*article, *toponym));
        }
    }
    first
}

fn outlet(view: &View, article: Id, span: crate::model::Span) -> Markup {
    let link = view.place_link(Place { article, span });
    linked(link, &name(view.lookup.article(article).map_or("?", |a| a.outlet_name())))
}

/// The map: land with borders, a numbered mark for each place, names where there is room.
fn map(drawn: &[(usize, &Site)]) -> Markup {
    let Some(frame) = Frame::around(drawn.iter().map(|(_, site)| site.at())) else { return html! {} };
    let land = outlines(&frame.area, frame.area.width() / WIDTH * 1.5);
    let labels = labels(drawn, &frame);
    html! {
        div.frame {
            svg.map role="img" aria-labelledby="map.title map.desc" viewBox=(format!("0 0 {WIDTH} {:.0}", frame.height)) {
                title id="map.title" { "Map of the places" }
                desc id="map.desc" { (count(drawn.len(), "place", "places")) "; the table below lists each with its coordinates." }
                rect.sea width=(WIDTH) height=(format!("{:.0}", frame.height)) {}
                @for ring in &land { path.land d=(frame.path(ring)) {} }
                @for (number, site) in drawn {
                    @let (x, y) = frame.at(site.at());
                    a href=(format!("#place.{}", number + 1)) {
                        circle.site cx=(tenth(x)) cy=(tenth(y)) r=(tenth(4.0 + (site.articles() as f64).sqrt() * 2.0)) {
                            title { (plain(&site.location.name)) }
                        }
                    }
                }
                @for ((x, y), words) in &labels { text.site-name x=(tenth(*x)) y=(tenth(*y)) { (plain(words)) } }
            }
        }
    }
}

/// Names beside marks, the most named first, where none runs into another name or out of the map.
fn labels(drawn: &[(usize, &Site)], frame: &Frame) -> Vec<(Point, String)> {
    const LETTER: f64 = 11.0;
    const LINE: f64 = 24.0;
    let mut taken: Vec<(f64, f64, f64, f64)> = Vec::new();
    let mut labels = Vec::new();
    for (number, site) in drawn {
        let (x, y) = frame.at(site.at());
        let short = site.location.name.split(',').next().unwrap_or_default();
        let label = format!("{} {short}", number + 1);
        let width = label.chars().count() as f64 * LETTER;
        let place = [
            (x + 10.0, y + 7.0),
            (x - 10.0 - width, y + 7.0),
            (x - width / 2.0, y - 12.0),
            (x - width / 2.0, y + 28.0),
        ]
        .into_iter()
        .find(|&(left, base)| {
            let own = (left, base - LINE + 5.0, left + width, base + 5.0);
            let inside = own.0 >= 0.0 && own.2 <= WIDTH && own.1 >= 0.0 && own.3 <= frame.height;
            inside && taken.iter().all(|t| own.2 < t.0 || t.2 < own.0 || own.3 < t.1 || t.3 < own.1)
        });
        if let Some((left, base)) = place {
            taken.push((left, base - LINE + 5.0, left + width, base + 5.0));
            labels.push(((left, base), label));
        }
    }
    labels
}

/// The part of the world that is drawn, and how: parallels and meridians are straight, and distances true at the middle
/// (equirectangular).
struct Frame {
    area: Area,
    height: f64,
}

impl Frame {
    /// The area around points, with room at the edges.
    fn around(points: impl Iterator<Item = Point>) -> Option<Self> {
        let tight = Area::around(points)?;
        let middle = (tight.south + tight.north) / 2.0;
        let shrink = middle.to_radians().cos().max(0.2);
        let tall = ((tight.north - tight.south) * 1.3).max(LEAST);
        let wide = ((tight.east - tight.west) * 1.3 * shrink).max(LEAST);
        // The shape keeps within the two heights: what is missing is added at the sides or at top and bottom.
        let wide = wide.max(tall * WIDTH / HEIGHTS.1);
        let tall = tall.max(wide * HEIGHTS.0 / WIDTH);
        let (half, up) = (wide / shrink / 2.0, tall / 2.0);
        let centre = (tight.west + tight.east) / 2.0;
        let area = Area { west: centre - half, south: middle - up, east: centre + half, north: middle + up };
        Some(Self { area, height: WIDTH * tall / wide })
    }

    fn at(&self, (longitude, latitude): Point) -> Point {
        let area = &self.area;
        let x = (longitude - area.west) / area.width() * WIDTH;
        (x, (area.north - latitude) / (area.north - area.south) * self.height)
    }

    fn path(&self, ring: &[Point]) -> String {
        let mut path = String::new();
        for (n, point) in ring.iter().enumerate() {
            let (x, y) = self.at(*point);
            path.push_str(&format!("{}{} {}", if n == 0 { "M" } else { "L" }, tenth(x), tenth(y)));
        }
        path + "Z"
    }
}

fn tenth(value: f64) -> f64 {
    let value = (value * 10.0).round() / 10.0;
    if value == 0.0 { 0.0 } else { value }
}
