//! The drawing of the voices: party, speaker, article.

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, html};

use super::limits;
use super::svg::{across, down, text};
use super::view::View;
use super::words::{count, shortened};
use crate::model::{Article, Attribution, Id, Party, Speaker, SpeakerKind};

/// Height of a row, in lines of text.
pub(super) const ROW: f64 = 1.9;
/// Letters that fit into a column.
pub(super) const LETTERS: usize = 26;

/// Parties, speakers and articles in three columns; an edge for every pair that statements join.
pub(super) fn voices_drawing(view: &View) -> Markup {
    let speakers = Speakers::of(view);
    if speakers.shown.is_empty() {
        return html! {};
    }
    let articles = speakers.articles(view);
    let rows = speakers.shown.len().max(articles.len()) as f64;
    let title = "Parties, their speakers, and the articles that carry them";
    html! {
        figure.drawing {
            div.frame.scroll role="region" aria-label=(title) tabindex="0" {
                svg.voices role="img" aria-labelledby="voices.title voices.desc" width="100%" height=(down((rows + 1.2) * ROW)) {
                    title id="voices.title" { (title) }
                    desc id="voices.desc" { (speakers.description(view, articles.len())) }
                    (text("column", (0.0, 1.0), "start", "Party"))
                    (text("column", (36.0, 1.0), "start", "Speaker"))
                    (text("column", (74.0, 1.0), "start", "Article"))
                    svg y=(down(1.2 * ROW)) width="100%" height=(down(rows * ROW)) {
                        (speakers.draw(view, &articles, rows))
                    }
                }
            }
            figcaption { (speakers.caption(view, articles.len())) }
        }
    }
}

/// The speakers that are drawn, grouped by party. Outlets speaking for themselves are not: they add no edge that is
/// not plain.
struct Speakers<'a> {
    shown: Vec<&'a Speaker>,
    /// Statements of each speaker in each article, and whether all of them were restored through a copy.
    said: BTreeMap<Id, BTreeMap<Id, (usize, bool)>>,
    all: usize,
    /// Number of statements whose speaker is lost.
    lost: usize,
}

impl<'a> Speakers<'a> {
    fn of(view: &View<'a>) -> Self {
        let mut said: BTreeMap<Id, BTreeMap<Id, (usize, bool)>> = BTreeMap::new();
        let mut lost = 0;
        for statement in &view.dossier.statements {
            if let Some(speaker) = statement.speaker.speaker() {
                let restored = matches!(statement.speaker, Attribution::Restored { .. });
                let edge = said.entry(speaker).or_default().entry(statement.article).or_insert((0, true));
                *edge = (edge.0 + 1, edge.1 && restored);
            } else {
                lost += 1;
            }
        }
        let has_a_say = |s: &&Speaker| s.kind != SpeakerKind::Outlet && said.contains_key(&s.id);
        let mut shown: Vec<&Speaker> = view.dossier.speakers.iter().filter(has_a_say).collect();
        let all = shown.len();
        let total = |s: &Speaker| said.get(&s.id).map_or(0, |by| by.values().map(|(n, _)| n).sum::<usize>());
        shown.sort_by_key(|s| std::cmp::Reverse(total(s)));
        shown.truncate(limits::DRAWN_SPEAKERS);
        let rank: HashMap<Id, usize> = view.dossier.parties.iter().enumerate().map(|(i, p)| (p.id, i)).collect();
        shown.sort_by_key(|s| rank.get(&s.party).copied().unwrap_or(usize::MAX));
        Self { shown, said, all, lost }
    }

    /// The articles that carry the drawn speakers; those with most statements when there are too many.
    fn articles(&self, view: &View<'a>) -> Vec<&'a Article> {
        let mut carried: HashMap<Id, usize> = HashMap::new();
        for (article, (n, _)) in self.shown.iter().filter_map(|s| self.said.get(&s.id)).flatten() {
            *carried.entry(*article).or_default() += n;
        }
        let mut articles: Vec<(usize, &Article)> =
            view.dossier.articles.iter().enumerate().filter(|(_, a)| carried.contains_key(&a.id)).collect();
        articles.sort_by_key(|(i, a)| (std::cmp::Reverse(carried.get(&a.id).copied()), *i));
        articles.truncate(limits::DRAWN_ARTICLES);
        articles.sort_by_key(|(i, _)| *i);
        articles.into_iter().map(|(_, a)| a).collect()
    }

    /// Runs of speakers of one party: party, first row, number of rows.
    fn parties(&self, view: &View<'a>) -> Vec<(Option<&'a Party>, usize, usize)> {
        let mut runs: Vec<(Id, usize, usize)> = Vec::new();
        for (row, speaker) in self.shown.iter().enumerate() {
            match runs.last_mut() {
                Some((party, _, n)) if *party == speaker.party => *n += 1,
                _ => runs.push((speaker.party, row, 1)),
            }
        }
        runs.into_iter().map(|(party, first, n)| (view.lookup.party(party), first, n)).collect()
    }

    fn draw(&self, view: &View, articles: &[&Article], rows: f64) -> Markup {
        let pitch = |n: usize| rows / n.max(1) as f64;
        let speaker_y = |row: f64| (row + 0.5) * pitch(self.shown.len());
        let article_y = |row: usize| (row as f64 + 0.5) * pitch(articles.len());
        html! {
            svg x="27%" width="9%" height="100%" viewBox=(format!("0 0 100 {rows}")) preserveAspectRatio="none" {
                @for (_, first, n) in self.parties(view) {
                    @for row in first..first + n {
                        (curve("edge", speaker_y(first as f64 + (n - 1) as f64 / 2.0), speaker_y(row as f64), 1))
                    }
                }
            }
            svg x="63%" width="10%" height="100%" viewBox=(format!("0 0 100 {rows}")) preserveAspectRatio="none" {
                @for (row, speaker) in self.shown.iter().enumerate() {
                    @for (column, article) in articles.iter().enumerate() {
                        @if let Some((n, restored)) = self.said.get(&speaker.id).and_then(|by| by.get(&article.id)) {
                            (curve(if *restored { "edge restored" } else { "edge" },
                                speaker_y(row as f64), article_y(column), *n))
                        }
                    }
                }
            }
            @for (party, first, n) in self.parties(view) {
                @let y = speaker_y(first as f64 + (n - 1) as f64 / 2.0) * ROW;
                (node("party", 0.0, 27.0, y, &shortened(party.map_or("?", |p| &p.name), LETTERS - 2)))
            }
            @for (row, speaker) in self.shown.iter().enumerate() {
                (node("speaker", 36.0, 27.0, speaker_y(row as f64) * ROW, &shortened(&speaker.name, LETTERS)))
            }
            @for (row, article) in articles.iter().enumerate() {
                @let label = format!("{} {}", article.label, article.outlet.as_ref().map_or("", |o| &o.value));
                (node("article", 73.0, 27.0, article_y(row) * ROW, &shortened(label.trim(), LETTERS)))
            }
        }
    }

    fn description(&self, view: &View, articles: usize) -> String {
        format!(
            "{} of {} in {}. The tables below and under Who spoke hold the same.",
            count(self.shown.len(), "speaker", "speakers"),
            count(self.parties(view).len(), "party", "parties"),
            count(articles, "article", "articles"),
        )
    }

    fn caption(&self, view: &View, articles: usize) -> Markup {
        html! {
            (count(self.shown.len(), "speaker runs", "speakers run")) " into "
            (count(self.parties(view).len(), "party", "parties")) ". Thicker lines carry more statements; "
            "a dashed line is a name restored through a copy. Outlets speaking in their own voice are not drawn."
            @if self.lost > 0 {
                " " a href="#unresolved" { (count(self.lost, "statement", "statements")) " without a speaker" }
                (if self.lost == 1 { " is" } else { " are" }) " not drawn."
            }
            @if self.all > self.shown.len() {
                " Drawn are the " (self.shown.len()) " of " (self.all) " speakers with most statements, in "
                (count(articles, "article", "articles")) "; all in statements.csv."
            }
        }
    }
}

/// A curve across a gap, from one height to another; `n` statements make it thick.
fn curve(class: &str, from: f64, to: f64, n: usize) -> Markup {
    let width = (1.0 + (n as f64).ln()).min(5.0);
    html! {
        path class=(class) d=(format!("M0 {from:.3} C50 {from:.3} 50 {to:.3} 100 {to:.3}"))
            stroke-width=(format!("{width:.1}")) {}
    }
}

/// A box with a name, centred at a height.
pub(super) fn node(class: &str, x: f64, width: f64, y: f64, name: &str) -> Markup {
    html! {
        rect class=(class) x=(across(x)) y=(down(y - 0.75)) width=(across(width)) height="1.5em" rx="3" {}
        text class=(class) x=(across(x + 1.0)) y=(down(y + 0.33)) { (name) }
    }
}
