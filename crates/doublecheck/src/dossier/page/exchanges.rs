//! Asked and answered: offers and requests, and what became of them.

use maud::{Markup, PreEscaped, html};

use super::quote::{linked, source, speaker};
use super::view::View;
use super::words::name;
use super::{excerpt, left_out, limits};
use crate::dossier::Exchange;
use crate::model::Statement;

pub(super) fn exchanges(view: &View) -> Markup {
    let all = &view.dossier.exchanges;
    html! {
        (PreEscaped("\n"))
        section #asked {
            h2 { "Asked and answered" " " span.tally { (all.len()) } }
            p.lead { "Offers and requests, and the answer where these articles give one." }
            ol.exchanges { @for exchange in all.iter().take(limits::EXCHANGES) { (self::exchange(view, exchange)) } }
            (left_out(all.len().min(limits::EXCHANGES), all.len(), "offers and requests", "dossier.json"))
        }
    }
}

fn exchange(view: &View, exchange: &Exchange) -> Markup {
    let answer = exchange.answer.and_then(|id| view.lookup.statement(id));
    html! {
        li.answered[answer.is_some()] {
            div {
                p.role { (asked(view, exchange)) }
                @if let Some(statement) = view.lookup.statement(exchange.statement) { (turn(view, statement)) }
                @if answer.is_none() { p.note { "no answer in these articles" } }
            }
            @if let Some(answer) = answer { div { p.role { "Answered" } (turn(view, answer)) } }
        }
    }
}

fn asked(view: &View, exchange: &Exchange) -> Markup {
    let (alone, whom) = if exchange.offer { ("Offered", "Offered to ") } else { ("Asked", "Asked of ") };
    html! {
        @match exchange.asked {
            Some(asked) => { (whom) (linked(view.place_link(asked), &name(view.lookup.words(asked)))) }
            None => { (alone) }
        }
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
