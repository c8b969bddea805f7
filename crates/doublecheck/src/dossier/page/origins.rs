//! Origins: how many speakers run into few parties, and who copied whom; each drawing with the table behind it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};

use super::copying::copies_drawing;
use super::mosaic::mosaics;
use super::passages::passages;
use super::quote::{article_link, linked};
use super::table::{self, table};
use super::view::View;
use super::voices::voices_drawing;
use super::words::{count, name};
use super::{excerpt, left_out, limits};
use crate::model::{Id, Origin, Reuse, ReuseKind};

/// Words shown of a copied passage.
const WORDS: usize = 22;

pub(super) fn origins(view: &View) -> Markup {
    html! {
        (PreEscaped("\n"))
        section #origins {
            h2 { "Origins" }
            p.lead {
                "Two things make many voices one: they speak for one party, or their words were copied. "
                "From left to right: parties, their speakers, the articles that carry them."
            }
            (voices_drawing(view))
            (voices(view))
            (copies(view))
            (common_ground(view))
            (mosaics(view))
        }
    }
}

/// One origin over all claims: what a name stands for in them.
#[derive(Default)]
struct Voice<'a> {
    supports: BTreeSet<&'a str>,
    opposes: BTreeSet<&'a str>,
    statements: BTreeSet<Id>,
    articles: BTreeSet<Id>,
}

/// The distinct origins that count in any claim, by name.
fn distinct<'a>(view: &View<'a>) -> BTreeMap<&'a str, Voice<'a>> {
    let mut voices: BTreeMap<&str, Voice> = BTreeMap::new();
    let mut add = |origin: &'a Origin, label: &'a str, supports: bool| {
        let voice = voices.entry(&origin.name).or_default();
        if supports { &mut voice.supports } else { &mut voice.opposes }.insert(label);
        voice.statements.extend(&origin.statements);
        voice.articles.extend(&origin.articles);
    };
    for claim in &view.dossier.claims {
        for origin in claim.confirmation.origins.iter().filter(|o| o.counts) {
            add(origin, &claim.label, true);
        }
        for origin in claim.confirmation.against.iter().filter(|o| o.counts) {
            add(origin, &claim.label, false);
        }
    }
    voices
}

/// How many distinct origins stand behind or against the claims.
pub(super) fn number_of_origins(view: &View) -> usize {
    distinct(view).len()
}

fn voices(view: &View) -> Markup {
    let mut voices: Vec<(&str, Voice)> = distinct(view).into_iter().collect();
    voices.sort_by_key(|(name, v)| (std::cmp::Reverse(v.statements.len()), *name));
    let shown = voices.len().min(limits::PARTIES);
    let rows: Vec<Vec<Markup>> = voices
        .iter()
        .take(shown)
        .map(|(origin, voice)| {
            vec![
                html! { b { (name(origin)) } },
                html! { b.figure { (voice.statements.len()) } },
                html! { (article_list(view, &voice.articles)) },
                html! { (claim_list(view, &voice.supports)) },
                html! { (claim_list(view, &voice.opposes)) },
            ]
        })
        .collect();
    let headings = ["Origin", "Statements", "Articles", "For", "Against"];
    html! {
        h3 #voices { "Distinct origins" " " span.tally { (voices.len()) } }
        (table("Origins that count in a claim, most statements first", &headings, &rows))
        (left_out(shown, voices.len(), "origins", "claims.csv"))
    }
}

fn article_list(view: &View, articles: &BTreeSet<Id>) -> Markup {
    let in_order = view.dossier.articles.iter().filter(|a| articles.contains(&a.id));
    html! {
        @for (i, article) in in_order.take(limits::LINKS).enumerate() {
            @if i > 0 { ", " }
            (linked(view.anchor(article.id).map(|a| format!("#{a}")), &name(&article.label)))
        }
        @if articles.len() > limits::LINKS { ", and " (articles.len() - limits::LINKS) " more" }
    }
}

fn claim_list(view: &View, labels: &BTreeSet<&str>) -> Markup {
    let claims: Vec<_> = view.dossier.claims.iter().filter(|c| labels.contains(c.label.as_str())).collect();
    html! {
        @if claims.is_empty() { (table::none()) }
        @for (i, claim) in claims.iter().take(limits::LINKS).enumerate() {
            @if i > 0 { ", " }
            (linked(view.anchor(claim.id).map(|a| format!("#{a}")), &name(&claim.label)))
        }
        @if claims.len() > limits::LINKS { ", and " (claims.len() - limits::LINKS) " more" }
    }
}

fn longest_first<'a>(reuses: impl Iterator<Item = &'a Reuse>) -> Vec<&'a Reuse> {
    let mut reuses: Vec<&Reuse> = reuses.collect();
    reuses.sort_by_key(|r| (std::cmp::Reverse(r.words), r.id));
    reuses
}

/// How many passages were copied.
pub(super) fn number_of_copies(view: &View) -> usize {
    view.dossier.reuses.iter().filter(|r| r.is_copy()).count()
}

fn copies(view: &View) -> Markup {
    let (all, told) = (number_of_copies(view), view.passages.len());
    html! {
        h3 #copies { "Copied passages" " " span.tally { (all) } }
        @if all == 0 {
            p { "No passage of these articles was found in another of them." }
        } @else {
            (copies_drawing(view))
            (passages(view))
            @if all > told {
                p.left-out {
                    (count(all - told, "passage is", "passages are")) " not listed: two copies share them because both took "
                    "them from an article that is. They are in copies.csv."
                }
            }
        }
    }
}

/// What two passages share, in words.
pub(super) fn kind(reuse: &Reuse) -> String {
    match reuse.kind {
        ReuseKind::Verbatim => "word for word".to_owned(),
        ReuseKind::Reworded => {
            let same = (reuse.similarity.clamp(0.0, 1.0) * 100.0).floor();
            format!("reworded, {same} % the same")
        }
        ReuseKind::SameUtterance => "same utterance reported by both".to_owned(),
        ReuseKind::CommonGround => "list, footer or stock phrase".to_owned(),
    }
}

/// Same words that are no copying.
fn common_ground(view: &View) -> Markup {
    let shared = longest_first(view.dossier.reuses.iter().filter(|r| !r.is_copy()));
    let shown = shared.len().min(limits::COMMON);
    let rows: Vec<Vec<Markup>> = shared
        .iter()
        .take(shown)
        .map(|r| {
            vec![
                html! { (article_link(view, r.from)) ", " (article_link(view, r.to)) },
                html! { b.figure { (r.words) } },
                html! { (kind(r)) },
                html! { @if let Some(to) = view.lookup.article(r.to.article) {
                    span.excerpt dir="auto" { (excerpt::bare(to, r.to.span, WORDS)) }
                } },
            ]
        })
        .collect();
    html! {
        @if !shared.is_empty() {
            details #common {
                summary { (count(shared.len(), "passage is", "passages are")) " the same without copying" }
                (table("Common ground: not counted as copying", &["Articles", "Words", "What it is", "The words"], &rows))
                (left_out(shown, shared.len(), "passages", "copies.csv"))
            }
        }
    }
}
