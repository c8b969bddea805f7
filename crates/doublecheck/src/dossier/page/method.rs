//! How the counts were made, how to check them, and what the dossier is made of.

use maud::{Markup, PreEscaped, html};

use super::table::table;
use super::view::View;
use super::words::{name, number, plain};
use super::{left_out, limits};
use crate::model::{Credibility, Reliability};

const CREDIBILITY: [Credibility; 6] = [
    Credibility::Confirmed,
    Credibility::ProbablyTrue,
    Credibility::PossiblyTrue,
    Credibility::Doubtful,
    Credibility::Improbable,
    Credibility::CannotBeJudged,
];

const RELIABILITY: [Reliability; 6] =
    [Reliability::A, Reliability::B, Reliability::C, Reliability::D, Reliability::E, Reliability::F];

pub(super) fn method(view: &View) -> Markup {
    html! {
        (PreEscaped("\n"))
        section #method {
            h2 { "Method, and how to check it" }
            p.creed { "It says who claims and who denies; it gives no verdict on truth." }
            (steps())
            (scale())
            (identifiers(view))
        }
    }
}

fn steps() -> Markup {
    html! {
        ol.method {
            li { b { "Read. " } "Each article is split into what it says and what belongs to its page. Nothing is deleted." }
            li { b { "Statements. " } "Every “X said that Y” is kept with the exact words of source, verb and content." }
            li { b { "Origins. " }
                "Statements count as one voice when their speakers belong to one party or their words were copied. A "
                "public quotation that two outlets carry independently is no copying." }
            li { b { "Claims. " }
                "Statements that put forward the same are one claim; those that deny it or cannot stand beside it are "
                "set against it. Two that differ in a number are two claims." }
            li { b { "Grades. " } "A grade counts the origins that are left. Its reasons are under each claim." }
        }
        p {
            "To check a quotation, follow its link to the place in the article. "
            span.cite { "001:312–345" }
            " names an article and the characters in its text as received (Unicode code points from 0, end exclusive). "
            "The tables beside this page hold everything: claims.csv, statements.csv, figures.csv, copies.csv, "
            "facts.csv, exchanges.csv, dossier.json. To see a grade taken apart, run " code { "doublecheck why C1" } " on this folder."
        }
        p {
            "The dossier is for checking news. It is no tool for choosing or tracking anything to be attacked."
        }
    }
}

fn scale() -> Markup {
    let rows: Vec<Vec<Markup>> = RELIABILITY
        .into_iter()
        .zip(CREDIBILITY)
        .map(|(r, c)| {
            vec![html! { b { (r.letter()) } }, html! { (r.name()) }, html! { b { (c.digit()) } }, html! { (c.name()) }]
        })
        .collect();
    html! {
        details #scale {
            summary { "The Admiralty scale" }
            p { "The letter is the reliability of the source, set by you in parties.toml and outlets.toml, F where you set none; the "
                "digit is how far other information supports the claim. The words are the scale's own." }
            (table("Admiralty scale (NATO AJP-2.1)", &["Letter", "Source", "Digit", "Information"], &rows))
        }
    }
}

fn identifiers(view: &View) -> Markup {
    let all = &view.dossier.articles;
    let shown = all.len().min(limits::IDENTIFIERS);
    let rows: Vec<Vec<Markup>> = all
        .iter()
        .take(shown)
        .map(|a| {
            vec![
                html! { (name(&a.label)) },
                html! { span.cite { (plain(&a.received.to_string())) } },
                html! { (number(f64::from(a.text.len()))) },
                html! { code { (a.id) } },
            ]
        })
        .collect();
    html! {
        details #identifiers {
            summary { "Identifiers of the articles" }
            p { "Each is a hash of outlet, address and text: the same article has the same identifier everywhere. Form: "
                (plain(&view.dossier.format)) "." }
            (table("Articles by identifier", &["Article", "Read from", "Characters", "Identifier"], &rows))
            (left_out(shown, all.len(), "articles", "dossier.json"))
        }
    }
}
