//! Asked and answered: offers and requests, and what became of them.

use maud::{Markup, PreEscaped, html};

use super::quote::{linked, source, speaker};
use super::view::View;
use super::words::{count, name, words};
use super::{excerpt, left_out, limits};
use crate::dossier::{Exchange, ExchangeKind, wording};
use crate::model::Statement;

pub(super) fn exchanges(view: &View) -> Markup {
    let all = &view.dossier.exchanges;
    html! {
        (PreEscaped("\n"))
        section #asked {
            h2 { "Asked and answered" " " span.tally { (all.len()) } }
            p.lead { "Who asked or offered whom what, what became of it as far as these articles say, and by whose account." }
            ol.exchanges { @for exchange in all.iter().take(limits::EXCHANGES) { (self::exchange(view, exchange)) } }
            (left_out(all.len().min(limits::EXCHANGES), all.len(), "offers and requests", "exchanges.csv"))
        }
    }
}

fn exchange(view: &View, exchange: &Exchange) -> Markup {
    let answer = exchange.answer.filter(|id| *id != exchange.statement).and_then(|id| view.lookup.statement(id));
    html! {
        li.answered[answer.is_some()] {
            div {
                p.role { (asked(view, exchange)) }
                @if let Some(statement) = view.lookup.statement(exchange.statement) { (turn(view, statement)) }
                (again(view, exchange))
                @if answer.is_none() { (outcome(view, exchange)) }
            }
            @if let Some(answer) = answer {
                div { p.role { "Answer" } (turn(view, answer)) (outcome(view, exchange)) }
            }
        }
    }
}

fn asked(view: &View, exchange: &Exchange) -> Markup {
    let (alone, whom) = match exchange.kind {
        ExchangeKind::Offer => ("Offered", "Offered to "),
        ExchangeKind::Request => ("Asked", "Asked of "),
        ExchangeKind::Refusal => ("Refused; nobody here asks for it", "Refused; asked for by "),
    };
    html! {
        @match exchange.other {
            Some(other) => { (whom) (linked(view.place_link(other), &name(view.lookup.words(other)))) }
            None => { (alone) }
        }
    }
}

/// Where else the same is offered, asked for or refused.
fn again(view: &View, exchange: &Exchange) -> Markup {
    let repeats: Vec<&Statement> = exchange.repeats.iter().filter_map(|id| view.lookup.statement(*id)).collect();
    html! {
        @if !repeats.is_empty() {
            details.copies {
                summary { "said " (count(repeats.len() + 1, "time", "times")) }
                ul { @for statement in repeats.iter().take(limits::QUOTES) { li { (turn(view, statement)) } } }
                (left_out(repeats.len().min(limits::QUOTES), repeats.len(), "statements", "exchanges.csv"))
            }
        }
    }
}

/// "Refused, by the account of X only".
fn outcome(view: &View, exchange: &Exchange) -> Markup {
    let parties: Vec<String> = exchange.known_from.iter().map(|id| view.lookup.party_name(*id)).collect();
    html! {
        p.note { span.chip { (wording::outcome(exchange.outcome)) } (words(&wording::account(&parties))) }
    }
}

fn turn(view: &View, statement: &Statement) -> Markup {
    let Some(article) = view.lookup.article(statement.article) else { return html! {} };
    html! {
        blockquote dir="auto" { (excerpt::in_context(article, statement)) }
        p.who { (speaker(view, article, statement)) }
        p.where { (source(view, article, statement)) }
    }
}
