//! The claims: what is in dispute first, then what only looks confirmed, then the rest; each with its evidence.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, PreEscaped, html};

use super::excerpt;
use super::limits;
use super::quote::{Quote, quote};
use super::view::View;
use super::words::{count, name, plain, words};
use crate::dossier::Dossier;
use crate::model::{Bond, Claim, Direction, Grade, Id, Merge, Opposition, Origin, Reliability, Reuse};

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
        let kind = |claim: &Claim| match claim.support.iter().all(|id| outside.contains(id)) {
            true if !claim.support.is_empty() => Kind::Apart,
            _ => Kind::Graded(claim.confirmation.grade),
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

    /// True for groups whose claims are one quotation each.
    fn is_compact(self) -> bool {
        matches!(self, Self::Apart | Self::Graded(Grade::SingleSource | Grade::Unattributed))
    }
}

/// All sections of claims.
pub(super) fn claims(view: &View) -> Markup {
    html! { @for group in &view.groups { (section(view, group)) } }
}

fn section(view: &View, group: &Group) -> Markup {
    let drawn: Vec<&Claim> = group.drawn().collect();
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
            (super::left_out(drawn.len(), group.claims.len(), "claims", "claims.csv"))
        }
    }
}

/// The claim in the words of one of its sources.
pub(super) fn gist(view: &View, claim: &Claim, limit: usize) -> Markup {
    html! {
        @if let Some(article) = view.article(claim.gist.article) {
            "“" bdi { (excerpt::bare(article, trimmed(article.text.slice(claim.gist.span), claim.gist.span), limit)) } "”"
        }
    }
}

/// The span without the quotation marks and spaces around its words: the page sets its own.
fn trimmed(text: &str, span: crate::model::Span) -> crate::model::Span {
    let outer = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    let lead = text.chars().take_while(|c| outer(*c)).count() as u32;
    let tail = text.chars().rev().take_while(|c| outer(*c) || *c == ',').count() as u32;
    let start = span.start.saturating_add(lead).min(span.end);
    crate::model::Span { start, end: span.end.saturating_sub(tail).max(start) }
}

/// The grade in plain words: "disputed: 1 origin for, 2 against".
pub(super) fn badge(claim: &Claim) -> String {
    let origins = claim.confirmation.independent_origins();
    let against = claim.confirmation.independent_against();
    let sides = || format!("{} for, {} against", count(origins, "origin", "origins"), against);
    match claim.confirmation.grade {
        Grade::Disputed => format!("disputed: {}", sides()),
        Grade::Contradicted => format!("contradicted: {}", sides()),
        Grade::OneOriginRepeated => {
            format!("one origin repeated: {}, 1 origin", count(articles(claim), "article", "articles"))
        }
        Grade::SingleSource => "single source".to_owned(),
        Grade::Confirmed => format!("confirmed by {}", count(origins, "independent origin", "independent origins")),
        Grade::Admitted => "admitted by the party it speaks against".to_owned(),
        Grade::Unattributed => "unattributed: no origin that could be counted".to_owned(),
    }
}

/// Number of articles that carry what supports the claim.
fn articles(claim: &Claim) -> usize {
    claim.confirmation.origins.iter().flat_map(|o| &o.articles).collect::<BTreeSet<_>>().len()
}

/// Name of the grade in the style sheet.
fn tone(grade: Grade) -> &'static str {
    match grade {
        Grade::Disputed | Grade::Contradicted => "clash",
        Grade::OneOriginRepeated => "echo",
        Grade::Confirmed | Grade::Admitted => "firm",
        Grade::SingleSource | Grade::Unattributed => "thin",
    }
}

fn card(view: &View, claim: &Claim) -> Markup {
    let has_other_side = !claim.against.is_empty();
    html! {
        (PreEscaped("\n"))
        article.claim.(tone(claim.confirmation.grade)) id=[view.anchor(claim.id)] {
            (heading(view, claim))
            div.sides.both[has_other_side] {
                (side(view, claim, Side::For))
                @if has_other_side { (side(view, claim, Side::Against)) }
            }
            (why(claim))
        }
    }
}

fn heading(view: &View, claim: &Claim) -> Markup {
    html! {
        header {
            p.grade {
                a.label href=[view.anchor(claim.id).map(|a| format!("#{a}"))] { (plain(&claim.label)) }
                " " span.badge { (badge(claim)) }
            }
            h3 dir="auto" { (gist(view, claim, 60)) }
        }
    }
}

/// A claim of one quotation: no columns, the evidence at once.
fn compact(view: &View, claim: &Claim) -> Markup {
    html! {
        (PreEscaped("\n"))
        li id=[view.anchor(claim.id)] {
            p.grade {
                a.label href=[view.anchor(claim.id).map(|a| format!("#{a}"))] { (plain(&claim.label)) }
                @if claim.confirmation.grade == Grade::Unattributed { " " span.badge { "unattributed" } }
            }
            div {
                ul.plain {
                    @for entry in &support(view, claim) { (quote(view, entry)) }
                }
                (why(claim))
            }
        }
    }
}

/// The quotations of all its origins, copies folded, without the origins' headings.
fn support<'a>(view: &View<'a>, claim: &'a Claim) -> Vec<Quote<'a>> {
    let origins = &claim.confirmation.origins;
    let mut quotes: Vec<Quote> =
        origins.iter().flat_map(|o| quotes(view, &o.statements, &o.merges, &BTreeMap::new())).collect();
    quotes.extend(self::quotes(view, &uncounted(&claim.support, origins), &[], &BTreeMap::new()));
    quotes.truncate(limits::QUOTES);
    quotes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

fn side(view: &View, claim: &Claim, side: Side) -> Markup {
    let objections: BTreeMap<Id, &str> = match side {
        Side::For => BTreeMap::new(),
        Side::Against => claim.against.iter().map(|a| (a.statement, a.reason.as_str())).collect(),
    };
    let (origins, counted, statements) = match side {
        Side::For => (&claim.confirmation.origins, claim.confirmation.independent_origins(), claim.support.clone()),
        Side::Against => (
            &claim.confirmation.against,
            claim.confirmation.independent_against(),
            claim.against.iter().map(|a| a.statement).collect(),
        ),
    };
    let rest = uncounted(&statements, origins);
    html! {
        div.side.(if side == Side::For { "for" } else { "against" }) {
            h4 { (side_title(claim, side)) " " span.tally { (count(counted, "origin", "origins")) } }
            @for origin in origins.iter().take(limits::ORIGINS) { (self::origin(view, origin, &objections)) }
            (super::left_out(origins.len().min(limits::ORIGINS), origins.len(), "origins", "claims.csv"))
            @if !rest.is_empty() {
                div.origin.uncounted {
                    h5 { "Without an origin" }
                    ul.plain {
                        @for entry in quotes(view, &rest, &[], &objections).iter().take(limits::QUOTES) {
                            (quote(view, entry))
                        }
                    }
                    (super::left_out(rest.len().min(limits::QUOTES), rest.len(), "statements", "statements.csv"))
                }
            }
        }
    }
}

/// "For" and "Against", with the way it stands against.
fn side_title(claim: &Claim, side: Side) -> &'static str {
    let denied = claim.against.iter().any(|a| a.opposition == Opposition::Denies);
    let contradicted = claim.against.iter().any(|a| a.opposition == Opposition::Contradicts);
    match (side, denied, contradicted) {
        (Side::For, ..) => "For",
        (Side::Against, true, false) => "Against: denied",
        (Side::Against, false, true) => "Against: contradicted",
        (Side::Against, ..) => "Against: denied and contradicted",
    }
}

/// Statements that no origin holds.
fn uncounted(statements: &[Id], origins: &[Origin]) -> Vec<Id> {
    let held: BTreeSet<Id> = origins.iter().flat_map(|o| &o.statements).copied().collect();
    statements.iter().filter(|id| !held.contains(id)).copied().collect()
}

fn origin(view: &View, origin: &Origin, objections: &BTreeMap<Id, &str>) -> Markup {
    let quotes = quotes(view, &origin.statements, &origin.merges, objections);
    html! {
        div.origin.uncounted[!origin.counts] {
            h5 {
                (name(&origin.name))
                @if !origin.counts { " " span.chip.hollowed { "not counted" } }
                @if origin.reliability != Reliability::F {
                    " " span.chip { "reliability " (letter(origin.reliability)) }
                }
            }
            ul.plain { @for entry in quotes.iter().take(limits::QUOTES) { (quote(view, entry)) } }
            (super::left_out(quotes.len().min(limits::QUOTES), quotes.len(), "statements", "statements.csv"))
            (merges(view, origin))
        }
    }
}

/// Statements in their order, those copied from another of them folded under it.
fn quotes<'a>(
    view: &View<'a>,
    statements: &[Id],
    merges: &[Merge],
    objections: &BTreeMap<Id, &'a str>,
) -> Vec<Quote<'a>> {
    let copied_from: BTreeMap<Id, Id> =
        merges.iter().filter(|m| matches!(m.bond, Bond::Copied(_))).map(|m| (m.other, m.one)).collect();
    let mut quotes: Vec<Quote> = Vec::new();
    let mut copies: BTreeMap<Id, Vec<_>> = BTreeMap::new();
    for statement in statements.iter().filter_map(|id| view.statement(*id)) {
        match source_of(statement.id, &copied_from).filter(|root| statements.contains(root)) {
            Some(root) => copies.entry(root).or_default().push(statement),
            None => {
                quotes.push(Quote { statement, copies: Vec::new(), objection: objections.get(&statement.id).copied() })
            }
        }
    }
    for quote in &mut quotes {
        quote.copies = copies.remove(&quote.statement.id).unwrap_or_default();
    }
    quotes
}

/// The first of a chain of copies that a statement belongs to; none for one that is no copy, or in a circle of them.
fn source_of(statement: Id, copied_from: &BTreeMap<Id, Id>) -> Option<Id> {
    let mut at = *copied_from.get(&statement)?;
    for _ in 0..copied_from.len() {
        match copied_from.get(&at) {
            Some(&next) => at = next,
            None => return Some(at),
        }
    }
    None
}

/// Why the statements of an origin are one voice.
fn merges(view: &View, origin: &Origin) -> Markup {
    let mut reasons: Vec<String> = Vec::new();
    for merge in &origin.merges {
        for reason in merge_reasons(view, merge) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    let articles = origin.articles.len();
    html! {
        @if !reasons.is_empty() {
            details.merges {
                summary {
                    "Why one origin: " (count(origin.statements.len(), "statement", "statements"))
                    " in " (count(articles, "article", "articles"))
                }
                ul { @for reason in reasons.iter().take(limits::REASONS) { li { (words(reason)) } } }
                (super::left_out(reasons.len().min(limits::REASONS), reasons.len(), "reasons", "dossier.json"))
            }
        }
    }
}

fn merge_reasons(view: &View, merge: &Merge) -> Vec<String> {
    let party = |id| view.party(id).map_or("one party", |p| p.name.as_str());
    match &merge.bond {
        Bond::SameParty(id) => {
            let voices = [merge.one, merge.other].map(|id| view.statement(id).map_or("a speaker", |s| view.voice(s)));
            let sentence = match voices {
                [one, other] if one == other => format!("{one} speaks for {} each time.", party(*id)),
                [one, other] => format!("{one} and {other} speak for {}.", party(*id)),
            };
            let reasons = view.party(*id).map(|p| p.reasons.clone()).unwrap_or_default();
            std::iter::once(sentence).chain(reasons).collect()
        }
        Bond::Copied(id) => view.reuse(*id).map(|r| vec![copied(view, r)]).unwrap_or_default(),
        Bond::SameAgency(agency) => vec![format!("The outlets run the same agency, {agency}.")],
        Bond::Owned(id) => vec![format!("The outlet belongs to {}.", party(*id))],
    }
}

/// A copied passage as a sentence.
fn copied(view: &View, reuse: &Reuse) -> String {
    let label = |id| view.article(id).map_or("?", |a| a.label.as_str());
    let (from, to) = (label(reuse.from.article), label(reuse.to.article));
    let how = match reuse.direction {
        Direction::Forward => format!("{to} copied them from {from}"),
        Direction::Siblings => format!("{from} and {to} took them from one text that may not be here"),
        Direction::Undecided => format!("{from} and {to} carry them; who copied is open"),
    };
    let same = (reuse.similarity.clamp(0.0, 1.0) * 100.0).floor();
    format!("{}, {same} % the same: {how}.", count(reuse.words as usize, "word", "words"))
}

/// The grade explained, with its place on the recognised scale.
fn why(claim: &Claim) -> Markup {
    let confirmation = &claim.confirmation;
    let best = confirmation.origins.iter().map(|o| o.reliability).min().unwrap_or_default();
    html! {
        details.why {
            summary {
                "Why this grade"
                span.code { " Admiralty " b { (letter(best)) (confirmation.credibility.digit()) } }
            }
            ul { @for reason in &confirmation.reasons { li { (words(reason)) } } }
            p {
                "Admiralty scale: source reliability " b { (letter(best)) } ", " (reliability(best))
                "; information credibility " b { (confirmation.credibility.digit()) } ", "
                (confirmation.credibility.name()) ". Each is graded by itself."
            }
        }
    }
}

/// The letter of a reliability.
pub(super) fn letter(reliability: Reliability) -> &'static str {
    match reliability {
        Reliability::A => "A",
        Reliability::B => "B",
        Reliability::C => "C",
        Reliability::D => "D",
        Reliability::E => "E",
        Reliability::F => "F",
    }
}

/// The scale's words for a reliability.
pub(super) fn reliability(reliability: Reliability) -> &'static str {
    match reliability {
        Reliability::A => "completely reliable",
        Reliability::B => "usually reliable",
        Reliability::C => "fairly reliable",
        Reliability::D => "not usually reliable",
        Reliability::E => "unreliable",
        Reliability::F => "cannot be judged",
    }
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
