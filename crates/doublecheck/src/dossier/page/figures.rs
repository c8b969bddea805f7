//! The figures: how they moved, with the table behind each chart, and totals checked against their parts.

use maud::{Markup, PreEscaped, html};

use super::chart::{Point, step_chart};
use super::quote::linked;
use super::table::{self, table};
use super::view::{View, citation};
use super::words::{self, name, words};
use super::{excerpt, left_out, limits};
use crate::model::{self, Figure, Scope, Series, SumCheck};

/// Series and sum checks; nothing when there are none.
pub(super) fn figures(view: &View) -> Markup {
    let (series, sums) = (&view.dossier.series, &view.dossier.sums);
    html! {
        (PreEscaped("\n"))
        section #figures {
            h2 { "Figures" " " span.tally { (series.len() + sums.len()) } }
            p.lead { "Only like is compared with like. What one voice says, or one text that several carry, is one point. A line joins points of one verb; every point has its row below." }
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
    let all: Vec<Shown> = series.points.iter().filter_map(|point| Shown::of(view, point)).collect();
    let shown = &all[..all.len().min(limits::POINTS)];
    let points: Vec<Point> = shown.iter().filter_map(|point| drawn(view, point)).collect();
    let rows: Vec<Vec<Markup>> = shown.iter().map(|point| row(view, point)).collect();
    let headings = ["As of", "Figure", "Verb", "Said by", "Party", "In", "Words"];
    html! {
        (PreEscaped("\n"))
        article.series id=(format!("figure.{number}")) {
            h3 { (name(&series.name)) }
            p.soft {
                (kind(series.scope))
                @if let Some(since) = &series.since {
                    ", counted since "
                    (linked(view.place_link(since.words), &html! { time datetime=(since.day) { (words::day(since.day)) } }))
                }
            }
            @if points.len() > 1 {
                div.frame { (step_chart(&format!("chart.{number}"), &series.name, &points)) }
            }
            (remarks(series))
            (table(html! { "Figures for " (name(&series.name)) }, &headings, &rows))
            (left_out(shown.len(), all.len(), "figures", "figures.csv"))
        }
    }
}

/// Warnings by name, then what only reads the points.
fn remarks(series: &Series) -> Markup {
    html! {
        @if !series.remarks.is_empty() {
            ul.remarks {
                @for remark in &series.remarks {
                    li { @if remark.kind.is_warning() { b { "Take care: " } } (words(&remark.text)) }
                }
            }
        }
    }
}

fn kind(scope: Scope) -> &'static str {
    match scope {
        Scope::Cumulative => "Running total",
        Scope::Occasion => "One occasion at a time; never added up",
        Scope::Rate => "Rates",
    }
}

/// A point with the figures that carry it.
struct Shown<'a> {
    figure: &'a Figure,
    carriers: Vec<&'a Figure>,
    party: Option<&'a str>,
    echo: bool,
}

impl<'a> Shown<'a> {
    fn of(view: &View<'a>, point: &model::Point) -> Option<Self> {
        let carriers: Vec<&Figure> = point.figures.iter().filter_map(|id| view.lookup.figure(*id)).collect();
        let party = point.party.and_then(|id| view.lookup.party(id)).map(|party| party.name.as_str());
        Some(Self { figure: carriers.first()?, party, echo: point.echoes.is_some(), carriers })
    }

    /// All who say it, each once.
    fn speakers(&self, view: &View<'a>) -> Vec<&'a str> {
        let mut speakers: Vec<&str> = Vec::new();
        for speaker in self.carriers.iter().map(|figure| speaker(view, figure)) {
            if !speakers.contains(&speaker) {
                speakers.push(speaker);
            }
        }
        speakers
    }
}

/// The point as it is drawn. A figure without a day of its own stands at the day of its article, hollow; without either
/// it is left to the table.
fn drawn<'a>(view: &View<'a>, point: &Shown<'a>) -> Option<Point<'a>> {
    let figure = point.figure;
    let published = view.lookup.article(figure.article).and_then(|a| a.published.day);
    Some(Point {
        day: figure.as_of.or(published)?,
        inferred: figure.as_of.is_none(),
        value: figure.value,
        upper: figure.upper,
        bound: figure.bound,
        echo: point.echo,
        words: words::value(figure),
        verb: figure.verb.as_deref(),
        speakers: point.speakers(view),
    })
}

/// Who gives the figure; the outlet where it stands outside all statements.
fn speaker<'a>(view: &View<'a>, figure: &Figure) -> &'a str {
    match figure.statement.and_then(|id| view.lookup.statement(id)) {
        Some(statement) => view.voice(statement),
        None => view.lookup.article(figure.article).map_or("unknown", |a| a.outlet_name()),
    }
}

fn row(view: &View, point: &Shown) -> Vec<Markup> {
    let figure = point.figure;
    let speakers = point.speakers(view);
    vec![
        html! {
            @match figure.as_of {
                Some(day) => time datetime=(day) { (words::day(day)) },
                None => span.inferred { span.hollow aria-hidden="true" { "○" } " not stated" },
            }
        },
        html! { b.figure { (words::value(figure)) } @if point.echo { span.soft { ", an echo" } } },
        html! { @if let Some(verb) = &figure.verb { (name(verb)) } @else { (table::none()) } },
        html! { @for (i, speaker) in speakers.iter().enumerate() { @if i > 0 { ", " } (name(speaker)) } },
        html! { @if let Some(party) = point.party { (name(party)) } @else { (table::none()) } },
        html! {
            @for (i, carrier) in point.carriers.iter().take(limits::QUOTES).enumerate() {
                @if i > 0 { br; }
                (place(view, carrier))
            }
            @if point.carriers.len() > limits::QUOTES { br; "and " (point.carriers.len() - limits::QUOTES) " more" }
        },
        html! { @if let Some(article) = view.lookup.article(figure.article) {
            span.excerpt dir="auto" { (excerpt::bare(article, figure.span, 16)) }
        } },
    ]
}

/// Link to the figure's statement, or else to its paragraph.
fn place(view: &View, figure: &Figure) -> Markup {
    let Some(article) = view.lookup.article(figure.article) else { return html! {} };
    let statement = figure.statement.and_then(|id| view.lookup.statement(id));
    let link = statement
        .and_then(|s| view.statement_link(s))
        .or_else(|| view.place_link(crate::model::Place { article: figure.article, span: figure.span }));
    html! {
        (linked(link, &name(article.outlet_name()))) @if let Some(day) = article.published.day { ", " (words::day(day)) } " " span.cite { (citation(article, figure.span)) }
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
