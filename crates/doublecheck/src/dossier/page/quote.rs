//! One statement as evidence: its words in context, who says them, where they stand, and its copies folded under it.

use maud::{Markup, html};

use super::excerpt;
use super::view::{View, citation};
use super::words::{self, count, name, words};
use crate::dossier::wording;
use crate::model::{Article, Attribution, Form, Place, Speaker, SpeakerKind, Stance, Statement, When};

/// A statement with the statements that were copied from it.
pub(super) struct Quote<'a> {
    pub statement: &'a Statement,
    pub copies: Vec<&'a Statement>,
    /// Why it stands against a claim, if it does.
    pub objection: Option<&'a str>,
    /// The name above it: the party it need not repeat.
    pub heading: Option<&'a str>,
}

/// The statement as an entry of a list.
pub(super) fn quote(view: &View, quote: &Quote) -> Markup {
    let statement = quote.statement;
    let Some(article) = view.lookup.article(statement.article) else { return html! {} };
    html! {
        li.quote {
            blockquote dir="auto" { (excerpt::in_context(article, statement)) }
            p.who { (speaker_under(view, article, statement, quote.heading)) }
            p.where { (source(view, article, statement)) }
            @if let Some(reason) = quote.objection { p.note { (words(reason)) } }
            (copies(view, &quote.copies))
        }
    }
}

fn copies(view: &View, copies: &[&Statement]) -> Markup {
    html! {
        @if !copies.is_empty() {
            details.copies {
                summary { "+" (count(copies.len(), "copy", "copies")) ", not counted" }
                ul {
                    @for copy in copies {
                        @if let Some(article) = view.lookup.article(copy.article) {
                            li {
                                p.excerpt dir="auto" { (excerpt::content(article, copy, 24)) }
                                p.who { (speaker(view, article, copy)) }
                                p.where { (source(view, article, copy)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Who speaks, in what office, for whom; and how that is known where the article does not say it.
pub(super) fn speaker(view: &View, article: &Article, statement: &Statement) -> Markup {
    speaker_under(view, article, statement, None)
}

fn speaker_under(view: &View, article: &Article, statement: &Statement, heading: Option<&str>) -> Markup {
    html! {
        @match (view.lookup.speaker_of(statement), &statement.speaker) {
            (Some(speaker), Attribution::Outlet { .. }) => { b { (name(&speaker.name)) } ", in its own voice" }
            (Some(speaker), _) => {
                b { (name(&speaker.name)) }
                (office(view, speaker, heading))
            }
            (None, Attribution::Lost { reason }) => {
                span.lost { b { "Speaker lost" } }
                @if let Some(source) = statement.source { ": “" (name(article.text.slice(source))) "”" }
                " — " (words(reason))
            }
            (None, _) => { span.lost { b { "Speaker unknown" } } }
        }
        (how_known(view, article, statement))
    }
}

/// Role and party, as far as they add to the name.
fn office(view: &View, speaker: &Speaker, heading: Option<&str>) -> Markup {
    let party = view.lookup.party(speaker.party).map(|p| p.name.as_str());
    let party = party.filter(|p| *p != speaker.name && Some(*p) != heading);
    html! {
        @if let Some(role) = &speaker.role { ", " (name(role)) }
        @if speaker.kind == SpeakerKind::Unnamed && speaker.role.is_none() { ", not named" }
        @if let Some(party) = party { " · " span.party { (name(party)) } }
    }
}

fn how_known(view: &View, article: &Article, statement: &Statement) -> Markup {
    let source = statement.source.map(|s| article.text.slice(s));
    html! {
        @match &statement.speaker {
            Attribution::Resolved { .. } => @if let Some(source) = source.filter(|s| !view.voice(statement).contains(s)) {
                span.how { " (here “" (name(source)) "”)" }
            },
            Attribution::Restored { antecedent, .. } => span.how {
                " (here "
                @match source { Some(source) => { "“" (name(source)) "”" } None => "no name" }
                "; name restored through the copy from " (article_link(view, *antecedent)) ")"
            },
            _ => {}
        }
    }
}

/// A link to a place, named by its article's label.
pub(super) fn article_link(view: &View, place: Place) -> Markup {
    let label = view.lookup.article(place.article).map_or("another article", |a| a.label.as_str());
    linked(view.place_link(place), &name(label))
}

/// Words behind a link, if there is one.
pub(super) fn linked(link: Option<String>, content: &Markup) -> Markup {
    html! {
        @match link {
            Some(link) => a href=(link) { (content) },
            None => { (content) }
        }
    }
}

/// Outlet, date and the place to quote; what is done with the words, and when they were said.
pub(super) fn source(view: &View, article: &Article, statement: &Statement) -> Markup {
    let outlet = html! { (name(article.outlet_name())) };
    html! {
        (linked(view.statement_link(statement), &outlet))
        ", " (words::published(&article.published))
        " " span.cite { (citation(article, statement.extent())) }
        " " span.chip { (form(statement.form)) }
        @for act in act(statement) { " " span.chip { (act) } }
        @if let Some(said) = &statement.said_on {
            @if said.day() != article.published.day || said.through.is_some() {
                " " span.chip { "said " (words::when(said)) (restored_day(view, said)) }
            }
        }
    }
}

/// Through which copy a day was restored, if it was.
pub(super) fn restored_day(view: &View, said: &When) -> Markup {
    let through = said.through.and_then(|id| view.lookup.article(id));
    html! {
        @if let Some(article) = through {
            @let link = view.anchor(article.id).map(|a| format!("#{a}"));
            ", day restored through the copy from " (linked(link, &name(&article.label)))
        }
    }
}

/// How the words are given.
pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "quoted",
        Form::Indirect => "reported",
        Form::Mixed => "partly quoted",
        Form::Narration => "own voice",
    }
}

/// What is done with the words, where it is more than saying them; "not said" where they say that it did not happen.
pub(super) fn act(statement: &Statement) -> Vec<&'static str> {
    let stance = Some(wording::stance(statement.stance)).filter(|_| statement.stance != Stance::Asserts);
    let negated = statement.negated.then_some("not said");
    stance.into_iter().chain(wording::manner(statement.manner)).chain(negated).collect()
}
