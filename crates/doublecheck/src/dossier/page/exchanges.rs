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
    html! {
        li {
            div.turn {
                p.role {
                    (if exchange.offer { "Offered" } else { "Asked" })
                    @if let Some(asked) = exchange.asked { (if exchange.offer { " to " } else { " of " }) (linked(view.place_link(asked), &name(view.words_at(asked)))) }
                }
                @if let Some(statement) = view.statement(exchange.statement) { (turn(view, statement)) }
            }
            div.turn {
                @match exchange.answer.and_then(|id| view.statement(id)) {
                    Some(answer) => { p.role { "Answered" } (turn(view, answer)) }
                    None => { p.role { "No answer in these articles" } }
                }
            }
        }
    }
}

fn turn(view: &View, statement: &Statement) -> Markup {
    let Some(article) = view.article(statement.article) else { return html! {} };
    html! {
        blockquote dir="auto" { (excerpt::in_context(article, statement)) }
        p.who { (speaker(view, article, statement)) }
        p.where { (source(view, article, statement)) }
    }
}
