//! The drawing of the copies: article to article, with the number of words.

use maud::{Markup, html};

use super::limits;
use super::svg::{down, line, text};
use super::view::View;
use super::voices::{LETTERS, ROW, node};
use super::words::{count, number, shortened};
use crate::model::{Article, Direction};

/// Words copied from one article to another.
struct Flow<'a> {
    from: &'a Article,
    to: &'a Article,
    words: u32,
    direction: Direction,
}

/// Articles in rows; each copying a line from one row to another with its number of words.
pub(super) fn copies_drawing(view: &View) -> Markup {
    let told = flows(view);
    let untold = view.relations.iter().filter(|r| r.is_copy() && r.original.is_some()).count();
    let mut drawn: Vec<&Flow> = told.iter().take(limits::DRAWN_COPIES).collect();
    let rows: Vec<&Article> =
        view.dossier.articles.iter().filter(|a| drawn.iter().any(|f| f.from.id == a.id || f.to.id == a.id)).collect();
    let row_of = |article: &Article| rows.iter().position(|a| a.id == article.id).unwrap_or(0);
    // Short ways lie inside, so that long ones cross fewer of them.
    drawn.sort_by_key(|f| (row_of(f.from).abs_diff(row_of(f.to)), row_of(f.from), row_of(f.to)));
    let title = "Who copied whom, with the number of words";
    html! {
        figure.drawing {
            div.frame.scroll role="region" aria-label=(title) tabindex="0" {
                svg.voices role="img" aria-labelledby="copies.title copies.desc" width="100%"
                    height=(down(rows.len() as f64 * ROW * 1.3)) {
                    title id="copies.title" { (title) }
                    desc id="copies.desc" { (description(&drawn)) }
                    @for (row, article) in rows.iter().enumerate() {
                        @let label = format!("{} {}", article.label, article.outlet.as_ref().map_or("", |o| &o.value));
                        (node("article", 0.0, 36.0, height(row), &shortened(label.trim(), LETTERS + 8)))
                    }
                    @for (lane, flow) in drawn.iter().enumerate() {
                        (arrow(lane, drawn.len(), height(row_of(flow.from)), height(row_of(flow.to)), flow))
                    }
                }
            }
            figcaption {
                "An arrow points to the copy; the number on it counts the words. Dashed: the direction is open, or both "
                "took the words from a shared source, which may not be among these articles."
                @if untold > 0 {
                    " " (count(untold, "pair is", "pairs are")) " not drawn: both took the words from an "
                    "article that is."
                }
                @if told.len() > drawn.len() {
                    " Of the rest, the " (drawn.len()) " of " (told.len()) " with most words are drawn; all are in copies.csv."
                }
            }
        }
    }
}

fn height(row: usize) -> f64 {
    (row as f64 + 0.5) * ROW * 1.3
}

/// Copied words by pair of articles, most first; without those between two copies of one article: the arrows from that
/// article tell it.
fn flows<'a>(view: &View<'a>) -> Vec<Flow<'a>> {
    let told = view.relations.iter().filter(|r| r.is_copy() && r.original.is_none());
    let mut flows: Vec<Flow> = told
        .filter_map(|r| {
            Some(Flow {
                from: view.lookup.article(r.from)?,
                to: view.lookup.article(r.to)?,
                words: r.words,
                direction: r.direction,
            })
        })
        .collect();
    flows.sort_by_key(|f| std::cmp::Reverse(f.words));
    flows
}

fn description(flows: &[&Flow]) -> String {
    let parts: Vec<String> = flows
        .iter()
        .map(|f| {
            let sign = if f.direction == Direction::Forward { "to" } else { "and" };
            let (from, to) = (shortened(&f.from.label, LETTERS), shortened(&f.to.label, LETTERS));
            format!("{from} {sign} {to}, {}", count(f.words as usize, "word", "words"))
        })
        .collect();
    format!("{}. The list below holds the same.", parts.join("; "))
}

/// Out of one row, down or up a lane of its own, into another.
fn arrow(lane: usize, lanes: usize, from: f64, to: f64, flow: &Flow) -> Markup {
    let x = 40.0 + 58.0 * (lane as f64 + 0.5) / lanes as f64;
    let class = if flow.direction == Direction::Forward { "flow" } else { "flow open" };
    // Out at one height, in at another, so that arrows of one article stay apart.
    let shift = 0.5 * ((lane as f64 + 0.5) / lanes as f64 - 0.5);
    let (from, to) = (from + shift, to + shift);
    html! {
        (line(class, (36.0, from), (x, from)))
        (line(class, (x, from), (x, to)))
        (line(class, (36.0, to), (x, to)))
        svg x="36%" y=(down(to)) width="1" height="1" overflow="visible" {
            path class="head" d="M1 0 L11 -5 L11 5 Z" {}
        }
        (text("count", (x, (from + to) / 2.0 + 0.35), "middle", &number(f64::from(flow.words))))
    }
}
