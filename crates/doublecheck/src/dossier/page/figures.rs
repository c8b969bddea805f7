//! The figures: how they moved, with the table behind each chart, and totals checked against their parts.

use maud::{Markup, PreEscaped, html};

use super::chart::{Point, step_chart};
use super::quote::linked;
use super::table::{self, table};
use super::view::{View, citation};
use super::words::{self, name, words};
use super::{excerpt, left_out, limits};
use crate::model::{Figure, Scope, Series, SumCheck};

/// Series and sum checks; nothing when there are none.
pub(super) fn figures(view: &View) -> Markup {
    let (series, sums) = (&view.dossier.series, &view.dossier.sums);
    html! {
        (PreEscaped("\n"))
        section #figures {
            h2 { "Figures" " " span.tally { (series.len() + sums.len()) } }
            p.lead { "Only like is compared with like. A line joins points of one verb; every point has its row below." }
            @for (i, one) in series.iter().take(limits::SERIES).enumerate() { (self::series(view, one, i + 1)) }
            (left_out(series.len().min(limits::SERIES), series.len(), "series", "figures.csv"))
            @if !sums.is_empty() {
                h3 { "Totals and their parts" }
                ul.sums { @for sum in sums.iter().take(limits::SUMS) { (sum_check(view, sum)) } }
                (left_out(sums.len().min(limits::SUMS), sums.len(), "sum checks", "dossier.json"))
            }
        }
    }
}

/// True when there is anything to show.
pub(super) fn any(view: &View) -> bool {
    !view.dossier.series.is_empty() || !view.dossier.sums.is_empty()
}

fn series(view: &View, series: &Series, number: usize) -> Markup {
    let all: Vec<&Figure> = series.points.iter().filter_map(|id| view.lookup.figure(*id)).collect();
    let figures = &all[..all.len().min(limits::POINTS)];
    let points = points(view, figures);
    let rows: Vec<Vec<Markup>> = figures.iter().map(|f| row(view, f)).collect();
    let headings = ["As of", "Figure", "Verb", "Said by", "In", "Words"];
    html! {
        (PreEscaped("\n"))
        article.series id=(format!("figure.{number}")) {
            h3 { (name(&series.name)) }
            @if points.len() > 1 {
                div.frame { (step_chart(&format!("chart.{number}"), &series.name, &points)) }
            }
            @if !series.remarks.is_empty() {
                ul.remarks { @for remark in &series.remarks { li { (words(remark)) } } }
            }
            (table(html! { "Figures for " (name(&series.name)) }, &headings, &rows))
            (left_out(figures.len(), all.len(), "figures", "figures.csv"))
        }
    }
}

/// The figures as points, by day; those that fall on one another are one point. A figure without a day of its own
/// stands at the day of its article, hollow; without either it is left to the table.
fn points<'a>(view: &View<'a>, figures: &[&'a Figure]) -> Vec<Point<'a>> {
    let mut points: Vec<Point> = Vec::new();
    for figure in figures {
        let published = view.lookup.article(figure.article).and_then(|a| a.published.day);
        let Some(day) = figure.as_of.or(published) else { continue };
        let (words, verb, speaker) = (words::value(figure), figure.verb.as_deref(), speaker(view, figure));
        match points.iter_mut().find(|p| p.day == day && p.words == words && p.verb == verb) {
            Some(point) => {
                point.inferred &= figure.as_of.is_none();
                if !point.speakers.contains(&speaker) {
                    point.speakers.push(speaker);
                }
            }
            None => points.push(Point {
                day,
                inferred: figure.as_of.is_none(),
                value: figure.value,
                upper: figure.upper,
                words,
                verb,
                speakers: vec![speaker],
            }),
        }
    }
    points.sort_by_key(|p| p.day);
    points
}

/// Who gives the figure; the outlet where it stands outside all statements.
fn speaker<'a>(view: &View<'a>, figure: &Figure) -> &'a str {
    match figure.statement.and_then(|id| view.lookup.statement(id)) {
        Some(statement) => view.voice(statement),
        None => view.lookup.article(figure.article).map_or("unknown", |a| a.outlet_name()),
    }
}

fn row(view: &View, figure: &Figure) -> Vec<Markup> {
    vec![
        html! {
            @match figure.as_of {
                Some(day) => time datetime=(day) { (words::day(day)) },
                None => span.inferred { span.hollow aria-hidden="true" { "○" } " not stated" },
            }
        },
        html! { b.figure { (words::value(figure)) } span.soft { (scope(figure.scope)) } },
        html! { @if let Some(verb) = &figure.verb { (name(verb)) } @else { (table::none()) } },
        html! { (name(speaker(view, figure))) },
        place(view, figure),
        html! { @if let Some(article) = view.lookup.article(figure.article) {
            span.excerpt dir="auto" { (excerpt::bare(article, figure.span, 16)) }
        } },
    ]
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Occasion => "",
        Scope::Cumulative => ", in all",
        Scope::Rate => ", as a rate",
    }
}

/// Link to the figure's statement, or else to its paragraph.
fn place(view: &View, figure: &Figure) -> Markup {
    let Some(article) = view.lookup.article(figure.article) else { return html! {} };
    let statement = figure.statement.and_then(|id| view.lookup.statement(id));
    let link = statement
        .and_then(|s| view.statement_link(s))
        .or_else(|| view.place_link(crate::model::Place { article: figure.article, span: figure.span }));
    html! {
        (linked(link, &name(article.outlet_name()))) " " span.cite { (citation(article, figure.span)) }
    }
}

fn sum_check(view: &View, sum: &SumCheck) -> Markup {
    let parts: Vec<&Figure> = sum.parts.iter().filter_map(|id| view.lookup.figure(*id)).collect();
    html! {
        li {
            p.sum {
                @for (i, part) in parts.iter().enumerate() {
                    @if i > 0 { " + " }
                    (words::value(part))
                }
                " = " b { (words::number(sum.sum)) }
                @if let Some(total) = view.lookup.figure(sum.total) { " of " b { (words::value(total)) } }
            }
            p.soft {
                @for part in &parts { (quoted(view, part)) ", " }
                @if let Some(total) = view.lookup.figure(sum.total) { "of " (quoted(view, total)) }
            }
            p { (words(&sum.finding)) }
            @if let Some(total) = view.lookup.figure(sum.total) {
                p.where { (name(speaker(view, total))) ", " (place(view, total)) }
            }
        }
    }
}

/// The words of a figure, in quotation marks.
fn quoted(view: &View, figure: &Figure) -> Markup {
    let article = view.lookup.article(figure.article);
    html! {
        @if let Some(article) = article { "“" bdi.excerpt { (excerpt::bare(article, figure.span, 16)) } "”" }
    }
}
