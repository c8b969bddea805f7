//! For each article a bar of which parts come from where, and the same in words.

use std::collections::HashMap;

use maud::{Markup, html};

use super::quote::linked;
use super::view::View;
use super::words::{count, name, plain};
use super::{left_out, limits};
use crate::dossier::derivation::{Piece, Run, percent, phrase, runs, sign, sums};
use crate::model::{Article, Derivation, Id, Mosaic, Place, Span};

/// Share of an article from which its letter stands in a piece of the bar.
const LETTERED: f64 = 0.025;
/// Sources named at the head of an article.
const NAMED: usize = 4;

/// The bars of all articles on the page that share anything; those that share nothing on one line.
pub(super) fn mosaics(view: &View) -> Markup {
    let articles: HashMap<Id, &Article> = view.drawn.iter().map(|a| (a.id, *a)).collect();
    let drawn = || view.dossier.mosaics.iter().filter_map(|m| Some((articles.get(&m.article).copied()?, m)));
    let alone = |mosaic: &Mosaic| mosaic.parts.iter().all(|part| part.derivation == Derivation::Own);
    let apart: Vec<&Article> = drawn().filter(|(_, m)| alone(m)).map(|(a, _)| a).collect();
    html! {
        h3 #mosaics { "Where each article's words come from" }
        p.lead { "Each bar is an article from its first to its last word; a piece leads to the passage. Letters name the sources of one article." }
        ul.legend {
            @for (class, what) in KINDS { li { span.swatch.(class) aria-hidden="true" {} " " (what) } }
        }
        ol.mosaics { @for (article, mosaic) in drawn().filter(|(_, m)| !alone(m)) { (row(view, article, mosaic)) } }
        @if !apart.is_empty() {
            p { "Own words only: "
                @for (i, article) in apart.iter().enumerate() {
                    @if i > 0 { ", " }
                    (linked(view.anchor(article.id).map(|a| format!("#{a}")), &name(&article.label)))
                }
                "." }
        }
        (left_out(view.drawn.len(), view.dossier.articles.len(), "articles", "dossier.json"))
    }
}

const KINDS: [(&str, &str); 5] = [
    ("own", "own words"),
    ("copied-part", "from another article"),
    ("unseen-part", "from a source not among the articles"),
    ("open-part", "shared, direction open"),
    ("common-part", "common ground: same utterance, list, footer, stock phrase"),
];

/// Name of a kind in the style sheet.
fn class(derivation: &Derivation) -> &'static str {
    match derivation {
        Derivation::Own => "own",
        Derivation::Copied { .. } => "copied-part",
        Derivation::Unseen { .. } => "unseen-part",
        Derivation::Undecided { .. } => "open-part",
        Derivation::SameUtterance { .. } | Derivation::CommonGround { .. } => "common-part",
    }
}

fn row(view: &View, article: &Article, mosaic: &Mosaic) -> Markup {
    let (runs, all) = (runs(mosaic), mosaic.words());
    let sums = sums(&runs);
    let ordered = runs.len() <= limits::PIECES;
    html! {
        li id=[bar_anchor(view, article)] {
            p.grade {
                (linked(view.anchor(article.id).map(|a| format!("#{a}")), &html! { span.label { (plain(&article.label)) } }))
                @if let Some(outlet) = &article.outlet { span { (name(&outlet.value)) } }
                span.soft { (count(all as usize, "word", "words")) @if !ordered { ", drawn by source and not in order" } }
            }
            (bar(view, article, if ordered { &runs } else { &sums }, &sums, all))
            ul.whence {
                @for sum in sums.iter().take(limits::PIECES) {
                    li {
                        span.swatch.(class(sum.derivation)) aria-hidden="true" { span { (sign(&sums, sum.derivation)) } } " "
                        (linked(link(view, article, sum), &html! { (percent(share(sum, all))) })) " " (whence(view, sum.derivation))
                    }
                }
            }
            (left_out(sums.len().min(limits::PIECES), sums.len(), "sources", "dossier.json"))
        }
    }
}

fn share(run: &Run<'_>, all: u32) -> f64 {
    f64::from(run.words) / f64::from(all.max(1))
}

fn bar(view: &View, article: &Article, runs: &[Run<'_>], sums: &[Run<'_>], all: u32) -> Markup {
    html! {
        ol.bar aria-label={ "Parts of " (plain(&article.label)) " in order" } {
            @for run in runs.iter().take(limits::PIECES) {
                @let about = format!("{}: {}", count(run.words as usize, "word", "words"), described(view, run.derivation));
                li.(class(run.derivation)) style=(format!("flex-grow:{}", run.words)) {
                    a href=[link(view, article, run)] title=(about) aria-label=(about) {
                        @if share(run, all) >= LETTERED && *run.derivation != Derivation::Own {
                            span { (sign(sums, run.derivation)) }
                        }
                    }
                }
            }
        }
    }
}

/// To the passage beside its original where the page shows it, else to the paragraph.
fn link(view: &View, article: &Article, run: &Run<'_>) -> Option<String> {
    let passage = run.reuse.and_then(|reuse| view.passage_anchor(reuse)).map(|anchor| format!("#{anchor}"));
    let place = Place { article: article.id, span: Span { start: run.start, end: run.start + 1 } };
    passage.or_else(|| view.place_link(place))
}

fn bar_anchor(view: &View, article: &Article) -> Option<String> {
    view.anchor(article.id).map(|anchor| format!("{anchor}.bar"))
}

/// Where words come from, with links to the articles named.
fn whence(view: &View, derivation: &Derivation) -> Markup {
    html! {
        @for piece in phrase(derivation) {
            @match piece {
                Piece::Text(text) => { (text) }
                Piece::Name(text) => { (name(text)) }
                Piece::Article(id) => {
                    @let label = view.lookup.article(id).map_or("another article", |a| a.label.as_str());
                    (linked(view.anchor(id).map(|a| format!("#{a}")), &name(label)))
                }
            }
        }
    }
}

/// The same without markup, for labels.
fn described(view: &View, derivation: &Derivation) -> String {
    let pieces = phrase(derivation).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Name(text) => plain(text).into_owned(),
        Piece::Article(id) => {
            view.lookup.article(id).map_or("another article".into(), |a| plain(&a.label)).into_owned()
        }
    });
    pieces.collect()
}

/// One line at the head of an article that is not all its own; nothing else.
pub(super) fn made_of(view: &View, article: &Article) -> Markup {
    let Some(mosaic) = view.mosaic(article.id) else { return html! {} };
    let (runs, all) = (runs(mosaic), mosaic.words());
    let sums = sums(&runs);
    html! {
        @if sums.iter().any(|sum| *sum.derivation != Derivation::Own) {
            p.where {
                a href=[bar_anchor(view, article).map(|a| format!("#{a}"))] { "Its words" } ": "
                @for (i, sum) in sums.iter().take(NAMED).enumerate() {
                    @if i > 0 { " · " }
                    (percent(share(sum, all))) " " (whence(view, sum.derivation))
                }
                @if sums.len() > NAMED { " · and " (sums.len() - NAMED) " more" }
            }
        }
    }
}
