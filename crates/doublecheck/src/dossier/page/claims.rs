//! The claims: what is in dispute first, then what only looks confirmed, then the rest; each with its evidence.

use std::collections::BTreeSet;

use maud::{Markup, PreEscaped, html};

use super::card::{card, compact};
use super::view::View;
use super::{excerpt, left_out, limits};
use crate::dossier::Dossier;
use crate::model::{Claim, Grade, Id, Origin, Span};

/// Claims that are shown together.
pub(super) struct Group<'a> {
    pub kind: Kind,
    /// All of them, those beyond [`Group::drawn`] too.
    pub claims: Vec<&'a Claim>,
}

/// What the claims of a group have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Graded(Grade),
    /// All that supports them stands in articles on something else.
    Apart,
}

/// The order on the page: what an editor needs first comes first.
const ORDER: [Kind; 8] = [
    Kind::Graded(Grade::Disputed),
    Kind::Graded(Grade::Contradicted),
    Kind::Graded(Grade::OneOriginRepeated),
    Kind::Graded(Grade::SingleSource),
    Kind::Graded(Grade::Confirmed),
    Kind::Graded(Grade::Admitted),
    Kind::Graded(Grade::Unattributed),
    Kind::Apart,
];

impl<'a> Group<'a> {
    /// Every group that has claims, in the order of the page.
    pub fn all(dossier: &'a Dossier) -> Vec<Self> {
        let apart: BTreeSet<Id> = dossier.apart.iter().copied().collect();
        let outside: BTreeSet<Id> =
            dossier.statements.iter().filter(|s| apart.contains(&s.article)).map(|s| s.id).collect();
        let kind = |claim: &Claim| {
            let mut all = claim.support.iter().chain(claim.against.iter().map(|against| &against.statement));
            if all.all(|id| outside.contains(id)) { Kind::Apart } else { Kind::Graded(claim.confirmation.grade) }
        };
        ORDER
            .into_iter()
            .map(|wanted| Group { kind: wanted, claims: dossier.claims.iter().filter(|c| kind(c) == wanted).collect() })
            .filter(|group| !group.claims.is_empty())
            .collect()
    }

    /// The claims that are drawn.
    pub fn drawn(&self) -> impl Iterator<Item = &'a Claim> + '_ {
        let limit = if self.kind.is_compact() { limits::COMPACT_CLAIMS } else { limits::CLAIMS };
        self.claims.iter().take(limit).copied()
    }
}

impl Kind {
    /// Anchor of the group's section.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Graded(Grade::Disputed) => "disputed",
            Self::Graded(Grade::Contradicted) => "contradicted",
            Self::Graded(Grade::OneOriginRepeated) => "repeated",
            Self::Graded(Grade::SingleSource) => "single",
            Self::Graded(Grade::Confirmed) => "confirmed",
            Self::Graded(Grade::Admitted) => "admitted",
            Self::Graded(Grade::Unattributed) => "unattributed",
            Self::Apart => "elsewhere",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Graded(Grade::Disputed) => "In dispute",
            Self::Graded(Grade::Contradicted) => "Contradicted",
            Self::Graded(Grade::OneOriginRepeated) => "One origin repeated",
            Self::Graded(Grade::SingleSource) => "Single source",
            Self::Graded(Grade::Confirmed) => "More than one origin",
            Self::Graded(Grade::Admitted) => "Admitted",
            Self::Graded(Grade::Unattributed) => "Unattributed",
            Self::Apart => "In articles on something else",
        }
    }

    /// What the group means, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Graded(Grade::Disputed) => "Someone says it, and someone denies it.",
            Self::Graded(Grade::Contradicted) => "Someone else says what cannot stand beside it.",
            Self::Graded(Grade::OneOriginRepeated) => {
                "Several articles or speakers, but one voice: this looks confirmed and is not."
            }
            Self::Graded(Grade::SingleSource) => "Said once, by one origin; nobody else in these articles answers it.",
            Self::Graded(Grade::Confirmed) => "Origins that do not depend on each other say the same.",
            Self::Graded(Grade::Admitted) => "The party that it speaks against says so itself.",
            Self::Graded(Grade::Unattributed) => "No origin that could be counted stands behind it.",
            Self::Apart => "These articles share too little with the others; their claims are kept apart.",
        }
    }

    /// Name of its tone in the style sheet.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Graded(Grade::Disputed | Grade::Contradicted) => "clash",
            Self::Graded(Grade::OneOriginRepeated) => "echo",
            Self::Graded(Grade::Confirmed | Grade::Admitted) => "firm",
            Self::Graded(Grade::SingleSource | Grade::Unattributed) | Self::Apart => "thin",
        }
    }

    /// True for groups whose claims are one quotation each.
    fn is_compact(self) -> bool {
        matches!(self, Self::Apart | Self::Graded(Grade::SingleSource | Grade::Unattributed))
    }
}

/// All sections of claims.
pub(super) fn claims(view: &View) -> Markup {
    html! { @for group in &view.groups { (section(view, group)) } }
}

fn section<'a>(view: &View<'a>, group: &Group<'a>) -> Markup {
    let drawn: Vec<&'a Claim> = group.drawn().collect();
    html! {
        (PreEscaped("\n"))
        section #(group.kind.anchor()) {
            h2 { (group.kind.title()) " " span.tally { (group.claims.len()) } }
            p.lead { (group.kind.meaning()) }
            @if group.kind.is_compact() {
                ol.compact { @for claim in &drawn { (compact(view, claim)) } }
            } @else {
                @for claim in &drawn { (card(view, claim)) }
            }
            (left_out(drawn.len(), group.claims.len(), "claims", "claims.csv"))
        }
    }
}

/// The claim in the words of one of its sources.
pub(super) fn gist(view: &View, claim: &Claim, limit: usize) -> Markup {
    html! {
        @if let Some(article) = view.lookup.article(claim.gist.article) {
            "“" bdi { (excerpt::bare(article, trimmed(article.text.slice(claim.gist.span), claim.gist.span), limit)) } "”"
        }
    }
}

/// The span without the quotation marks and spaces around its words: the page sets its own.
fn trimmed(text: &str, span: Span) -> Span {
    let outer = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let lead = text.chars().take_while(|c| outer(*c)).count() as u32;
    let tail = text.chars().rev().take_while(|c| outer(*c) || *c == ',').count() as u32;
    let start = span.start.saturating_add(lead).min(span.end);
    Span { start, end: span.end.saturating_sub(tail).max(start) }
}

/// Names of the counted origins of one side, for a line of an overview.
pub(super) fn names(origins: &[Origin]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for origin in origins.iter().filter(|o| o.counts) {
        if !names.contains(&origin.name.as_str()) {
            names.push(&origin.name);
        }
    }
    names
}
