//! What could not be resolved, and what was not looked for.

use maud::{Markup, PreEscaped, html};

use super::quote::linked;
use super::table::table;
use super::view::{View, citation};
use super::words::{name, plain, words};
use super::{left_out, limits};
use crate::dossier::{Warning, WarningKind};
use crate::model::Problem;

const KINDS: [(WarningKind, &str); 8] = [
    (WarningKind::LostSpeaker, "Speakers lost"),
    (WarningKind::RestoredSpeaker, "Speakers restored through a copy"),
    (WarningKind::RestoredDay, "Days restored through a copy"),
    (WarningKind::Date, "Dates inferred, contradicted or missing"),
    (WarningKind::Mosaic, "Articles put together from others"),
    (WarningKind::Apart, "Articles on something else"),
    (WarningKind::Title, "Articles without a title"),
    (WarningKind::Lookalike, "Letters of another alphabet"),
];

pub(super) fn unresolved(view: &View) -> Markup {
    html! {
        (PreEscaped("\n"))
        section #unresolved {
            h2 { "What could not be resolved" " " span.tally { (view.dossier.warnings.len()) } }
            p.lead { "Read these before relying on a count: each may change one." }
            @if view.dossier.warnings.is_empty() { p { "Nothing was left open." } }
            @for (kind, title) in KINDS { (warnings(view, kind, title)) }
            (problems(&view.dossier.problems))
            (not_looked_for())
        }
    }
}

fn warnings(view: &View, kind: WarningKind, title: &str) -> Markup {
    let all: Vec<&Warning> = view.dossier.warnings.iter().filter(|w| w.kind == kind).collect();
    let shown = all.len().min(limits::WARNINGS);
    html! {
        @if !all.is_empty() {
            h3 { (title) " " span.tally { (all.len()) } }
            ul.warnings { @for warning in all.iter().take(shown) { (self::warning(view, warning)) } }
            (left_out(shown, all.len(), "entries", "dossier.json"))
        }
    }
}

fn warning(view: &View, warning: &Warning) -> Markup {
    let article = view.lookup.article(warning.place.article);
    html! {
        li {
            @if let Some(article) = article {
                (linked(view.place_link(warning.place), &name(&article.label))) " "
            }
            (words(&warning.text))
            @if let Some(article) = article.filter(|_| !warning.place.span.is_empty()) {
                " " span.cite { (citation(article, warning.place.span)) }
            }
        }
    }
}

fn problems(problems: &[Problem]) -> Markup {
    let shown = problems.len().min(limits::WARNINGS);
    let rows: Vec<Vec<Markup>> = problems
        .iter()
        .take(shown)
        .map(|p| {
            vec![
                html! { span.cite { (plain(&p.at.to_string())) } },
                html! { (words(&p.what)) },
                html! { (words(&p.todo)) },
            ]
        })
        .collect();
    html! {
        @if !problems.is_empty() {
            h3 #problems { "Inputs that could not be used" " " span.tally { (problems.len()) } }
            (table("Inputs that could not be used", &["Where", "What was wrong", "What to do"], &rows))
            (left_out(shown, problems.len(), "problems", "dossier.json"))
        }
    }
}

fn not_looked_for() -> Markup {
    html! {
        h3 { "What was not looked for" }
        ul {
            li { "Statements in languages other than English." }
            li { "Pictures, sound and film, and words inside them." }
            li { "Anything outside these articles: nothing was fetched, and no outside knowledge decides a grade." }
        }
    }
}
