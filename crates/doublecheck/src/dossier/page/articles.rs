//! The articles: the text as received, with what was found in it marked, and notes beside each paragraph.

use std::collections::BTreeMap;
use std::ops::Range;

use maud::{Markup, PreEscaped, html};

use super::marked::{Mark, MarkKind, form_class, marked};
use super::mosaic::made_of;
use super::quote::{act, article_link, form, linked};
use super::view::{View, citation};
use super::words::{self, count, days, name, plain, web_address, words};
use super::{left_out, limits};
use crate::dossier::{Warning, WarningKind};
use crate::model::{
    Article, Attribution, Claim, DateClue, Direction, Evidence, Form, Id, Label, Lookalike, Place, Reuse, ReuseKind,
    Span, Stated, Statement,
};

/// What is laid over an article's text.
struct Layers<'a> {
    statements: Vec<&'a Statement>,
    reuses: Vec<&'a Reuse>,
    warnings: Vec<&'a Warning>,
    marks: Vec<Mark>,
}

pub(super) fn articles(view: &View) -> Markup {
    let mut layers = layers(view);
    let all = view.dossier.articles.len();
    html! {
        (PreEscaped("\n"))
        section #articles {
            h2 { "Articles" " " span.tally { (all) } }
            p.lead {
                "Each text as it was received. Nothing is deleted or repaired; what belongs to the page and not to the "
                "article is grey and labelled."
            }
            (legend())
            ol.contents {
                @for article in &view.drawn {
                    li {
                        a href=[view.anchor(article.id).map(|a| format!("#{a}"))] { (name(&article.label)) } " "
                        @if let Some(outlet) = &article.outlet { (name(&outlet.value)) ", " }
                        span.soft { (words::published(&article.published)) }
                    }
                }
            }
            @for article in &view.drawn {
                @if let Some(layers) = layers.remove(&article.id) { (self::article(view, article, &layers)) }
            }
            (left_out(view.drawn.len(), all, "articles", "dossier.json"))
        }
    }
}

fn legend() -> Markup {
    html! {
        ul.legend {
            @for form in [Form::Direct, Form::Indirect, Form::Mixed, Form::Narration] {
                li { span.said.(form_class(form)) { (self::form(form)) } }
            }
            li { span.copied { "copied words" } }
            li { span.common { "common ground" } }
            li { span.furniture { span.tag { "footer" } " not the article" } }
            li { "odd letter: " span.odd { "U+202E" } }
        }
    }
}

/// The layers of every article on the page.
fn layers<'a>(view: &View<'a>) -> BTreeMap<Id, Layers<'a>> {
    let mut layers: BTreeMap<Id, Layers> = view
        .drawn
        .iter()
        .map(|a| (a.id, Layers { statements: vec![], reuses: vec![], warnings: vec![], marks: vec![] }))
        .collect();
    for statement in &view.dossier.statements {
        if let Some(layer) = layers.get_mut(&statement.article) {
            layer.statements.push(statement);
        }
    }
    for reuse in &view.dossier.reuses {
        for article in [reuse.from.article, reuse.to.article] {
            if let Some(layer) = layers.get_mut(&article) {
                layer.reuses.push(reuse);
            }
        }
    }
    for warning in &view.dossier.warnings {
        if let Some(layer) = layers.get_mut(&warning.place.article) {
            layer.warnings.push(warning);
        }
    }
    for article in &view.drawn {
        if let Some(layer) = layers.get_mut(&article.id) {
            layer.marks = marks(view, article, layer);
        }
    }
    layers
}

fn marks(view: &View, article: &Article, layers: &Layers) -> Vec<Mark> {
    let text = &article.text;
    let mut marks = Vec::new();
    for statement in &layers.statements {
        for span in &statement.content {
            let begins = *span == first_span(statement);
            let kind = MarkKind::Statement {
                number: view.number_of(statement.id),
                form: statement.form,
                anchor: if begins { view.statement_anchor(statement) } else { None },
            };
            marks.push(Mark { bytes: text.bytes(*span), kind });
        }
    }
    for part in view.mosaic(article.id).into_iter().flat_map(|mosaic| &mosaic.parts) {
        let kind = match &part.derivation {
            derivation if derivation.is_copied() => MarkKind::Copied,
            derivation if derivation.is_common_ground() => MarkKind::Common,
            _ => continue,
        };
        // The blank before the next part stays unmarked.
        let bytes = text.bytes(part.span);
        let end = bytes.start + text.slice(part.span).trim_end().len();
        marks.push(Mark { bytes: bytes.start..end, kind });
    }
    marks.extend(article.lookalikes.iter().map(|l| Mark { bytes: text.bytes(l.span), kind: MarkKind::Lookalike }));
    marks
}

fn first_span(statement: &Statement) -> Span {
    statement.content.iter().copied().min().unwrap_or(Span { start: 0, end: 0 })
}

/// The passage of a reuse that lies in the article.
fn here(article: &Article, reuse: &Reuse) -> Place {
    if reuse.to.article == article.id { reuse.to } else { reuse.from }
}

/// So many lines of the page in a row are folded away: menus are long, and the article is what is read.
const FOLDED: usize = 5;

/// Lines of the page that are not the article, one click away.
fn folded(view: &View, article: &Article, layers: &Layers, run: &[Stretch]) -> Markup {
    html! {
        details.folded {
            summary { (count(run.len(), "line", "lines")) " of the page, not the article" }
            @for block in run { (paragraph(view, article, layers, block)) }
        }
    }
}

fn article(view: &View, article: &Article, layers: &Layers) -> Markup {
    let blocks = blocks(article);
    html! {
        (PreEscaped("\n"))
        article.text id=[view.anchor(article.id)] {
            (head(view, article))
            (banner(view, article, layers))
            @for run in blocks.chunk_by(|a, b| a.is_furniture() && b.is_furniture()) {
                @if run.len() >= FOLDED { (folded(view, article, layers, run)) }
                @else { @for block in run { (paragraph(view, article, layers, block)) } }
            }
            (cut(article))
            (anchors_without_text(view, layers, &blocks))
        }
    }
}

fn head(view: &View, article: &Article) -> Markup {
    html! {
        header {
            p.grade {
                span.label { (plain(&article.label)) } " "
                span {
                    @if let Some(outlet) = &article.outlet { b { (name(&outlet.value)) } ", " }
                    (words::published(&article.published))
                }
            }
            h3 dir="auto" {
                @match &article.title { Some(title) => (words(&title.value)), None => span.soft { "No title" } }
            }
            p.where {
                (credits(article))
                "read from " span.cite { (plain(&article.received.to_string())) }
                @if let Some(url) = &article.url {
                    " · "
                    @match web_address(url) {
                        Some(address) => a href=(address) rel="noopener noreferrer nofollow" { (plain(address)) },
                        None => span.cite { (plain(url)) },
                    }
                }
            }
            (made_of(view, article))
        }
    }
}

fn credits(article: &Article) -> Markup {
    let parts: [(&str, &Option<Stated>); 6] = [
        ("credited to ", &article.agency),
        ("taken from ", &article.relay),
        ("by ", &article.byline),
        ("by ", &article.desk),
        ("filed from ", &article.dateline),
        ("in ", &article.language),
    ];
    let published = &article.published;
    html! {
        @for (what, stated) in parts {
            @if let Some(stated) = stated {
                span title=(plain(&evidence(article, &stated.evidence))) { (what) (name(&stated.value)) } " · "
            }
        }
        @if let Some(updated) = &published.updated { "updated " (words::day(updated.day)) " · " }
        @if let Some(day) = published.page_clock { "page clock " (words::day(day)) " · " }
    }
}

/// What a value rests on, in words.
fn evidence(article: &Article, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Words(span) => citation(article, *span),
        Evidence::Field(source) | Evidence::Table(source) => source.clone(),
    }
}

/// Warnings about the article as a whole, and the evidence for its date.
fn banner(view: &View, article: &Article, layers: &Layers) -> Markup {
    let of_the_whole = [WarningKind::Date, WarningKind::Title, WarningKind::Mosaic];
    let warnings: Vec<&Warning> = layers.warnings.iter().copied().filter(|w| of_the_whole.contains(&w.kind)).collect();
    let apart = view.dossier.apart.contains(&article.id);
    html! {
        @if apart || !warnings.is_empty() {
            ul.banner {
                @if apart { li { "It shares too little with the other articles; its claims are kept apart." } }
                @for warning in warnings { li { (words(&warning.text)) } }
            }
        }
        @if !article.published.clues.is_empty() { (date_evidence(article)) }
    }
}

fn date_evidence(article: &Article) -> Markup {
    let clues = &article.published.clues;
    html! {
        details open[!article.published.is_stated()] {
            summary { "Evidence for the date: " (count(clues.len(), "clue", "clues")) }
            ul { @for clue in clues.iter().take(limits::CLUES) { li { (self::clue(article, clue)) } } }
            (left_out(clues.len().min(limits::CLUES), clues.len(), "clues", "dossier.json"))
        }
    }
}

fn clue(article: &Article, clue: &DateClue) -> Markup {
    html! {
        (clue.kind.name()) ": “" bdi { (words(&clue.words)) } "” "
        span.chip { (if clue.used { "used" } else { "not used" }) } " "
        (words(&clue.reason))
        @match (clue.earliest, clue.latest) {
            (Some(from), Some(to)) => span.soft { " (" (days(from, to)) ")" },
            (Some(from), None) => span.soft { " (not before " (words::day(from)) ")" },
            (None, Some(to)) => span.soft { " (not after " (words::day(to)) ")" },
            (None, None) => {}
        }
        @match &clue.evidence {
            Evidence::Words(span) => { " " span.cite { (citation(article, *span)) } }
            Evidence::Field(source) | Evidence::Table(source) => { " " span.cite { (plain(source)) } }
        }
    }
}

/// A stretch of the text: a block, or letters that no block holds.
struct Stretch {
    span: Span,
    /// What it is, and the block's number, from 1.
    block: Option<(Label, usize)>,
}

impl Stretch {
    /// True for what belongs to the page: the title and the text do not.
    fn is_furniture(&self) -> bool {
        self.block.is_some_and(|(label, _)| label.is_furniture())
    }
}

/// The text from its first to its last shown character: blocks, and what stands between them unless it is white.
fn blocks(article: &Article) -> Vec<Stretch> {
    let end = article.text.len().min(limits::ARTICLE_CHARACTERS);
    let mut stretches = Vec::new();
    let mut at = 0;
    for (i, block) in article.blocks.iter().enumerate() {
        let span = Span { start: block.span.start.clamp(at, end), end: block.span.end.clamp(at, end) };
        push_gap(article, &mut stretches, Span { start: at, end: span.start });
        if !span.is_empty() {
            stretches.push(Stretch { span, block: Some((block.label, i + 1)) });
        }
        at = span.end;
    }
    push_gap(article, &mut stretches, Span { start: at, end });
    stretches
}

fn push_gap(article: &Article, stretches: &mut Vec<Stretch>, span: Span) {
    if !article.text.slice(span).trim().is_empty() {
        stretches.push(Stretch { span, block: None });
    }
}

/// One stretch, with the notes on what it holds beside it.
fn paragraph(view: &View, article: &Article, layers: &Layers, stretch: &Stretch) -> Markup {
    let bytes = article.text.bytes(stretch.span);
    let text = marked(article.text.as_str(), bytes.clone(), &layers.marks);
    let anchor = stretch.block.and_then(|(_, n)| view.anchor(article.id).map(|a| format!("{a}.p{n}")));
    let label = stretch.block.map(|(label, _)| label);
    let notes = notes(view, article, layers, stretch.span);
    let class = match label {
        Some(Label::Title) => "headline",
        Some(Label::Subhead) => "subhead",
        Some(label) if label.is_furniture() => "furniture",
        _ => "body",
    };
    let is_copied = layers.marks.iter().any(|m| matches!(m.kind, MarkKind::Copied) && overlap(&m.bytes, &bytes));
    html! {
        (PreEscaped("\n"))
        div.line {
            p.(class).from-copy[is_copied] id=[anchor] dir="auto" {
                @if let Some(label) = label.filter(|l| *l != Label::Body) { span.tag { (label.name()) } " " }
                (text)
            }
            @if let Some(notes) = notes { aside { (notes) } }
        }
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Copies, statements and odd letters that begin in a stretch, in that order.
fn notes(view: &View, article: &Article, layers: &Layers, span: Span) -> Option<Markup> {
    let begins = |at: u32| span.start <= at && at < span.end;
    let copies: Vec<&Reuse> = layers
        .reuses
        .iter()
        .copied()
        .filter(|r| begins(here(article, r).span.start) && !is_told(article, layers, r))
        .collect();
    let statements: Vec<&Statement> =
        layers.statements.iter().copied().filter(|s| begins(first_span(s).start)).collect();
    let letters: Vec<&Lookalike> = article.lookalikes.iter().filter(|l| begins(l.span.start)).collect();
    if copies.is_empty() && statements.is_empty() && letters.is_empty() {
        return None;
    }
    Some(html! {
        ul.notes {
            @for reuse in copies.iter().take(limits::NOTES) { (copy_note(view, article, reuse)) }
            @for statement in &statements { (card(view, article, statement)) }
            @for letter in letters.iter().take(limits::NOTES) { (letter_note(letter)) }
        }
    })
}

/// True for words that two copies share when the note on their original stands here too.
fn is_told(article: &Article, layers: &Layers, reuse: &Reuse) -> bool {
    let span = here(article, reuse).span;
    reuse.direction == Direction::Siblings
        && layers
            .reuses
            .iter()
            .any(|r| r.direction == Direction::Forward && r.to.article == article.id && r.to.span.overlaps(span))
}

fn copy_note(view: &View, article: &Article, reuse: &Reuse) -> Markup {
    let other = if reuse.to.article == article.id { reuse.from } else { reuse.to };
    let words = count(reuse.words as usize, "word", "words");
    let words = linked(view.passage_anchor(reuse.id).map(|a| format!("#{a}")), &html! { (words) });
    let link = article_link(view, other);
    html! {
        li.copy-note {
            @match (reuse.kind, reuse.direction, reuse.to.article == article.id) {
                (ReuseKind::SameUtterance, ..) => { (words) ": the same utterance reported by " (link) }
                (ReuseKind::CommonGround, ..) => { (words) ": list, footer or stock phrase, also in " (link) }
                (_, Direction::Forward, true) => { (words) " from " (link) }
                (_, Direction::Forward, false) => { (words) " copied by " (link) }
                (_, Direction::Siblings, _) => { (words) " shared with " (link) ", from a shared source" }
                (_, Direction::Undecided, _) => { (words) " the same as in " (link) "; who copied is open" }
            }
        }
    }
}

/// The note on a statement: number, kind, who speaks, and the claims it bears on.
fn card(view: &View, article: &Article, statement: &Statement) -> Markup {
    let anchor = view.statement_anchor(statement);
    let claims = view.claims_of(statement.id);
    let is_against = |claim: &Claim| claim.against.iter().any(|a| a.statement == statement.id);
    html! {
        li.card id=[anchor.as_ref().map(|a| format!("{a}.card"))] {
            a.number href=[anchor.as_ref().map(|a| format!("#{a}"))]
                aria-label=(format!("statement {}", view.number_of(statement.id))) { (view.number_of(statement.id)) }
            " " span.said.(form_class(statement.form)) { (form(statement.form)) }
            @for act in act(statement) { ", " (act) }
            ": " (who(view, article, statement))
            (bears_on(view, "for", claims.iter().copied().filter(|c| !is_against(c))))
            (bears_on(view, "against", claims.iter().copied().filter(|c| is_against(c))))
        }
    }
}

/// "for C6, C25": the claims a statement supports or opposes.
fn bears_on<'a>(view: &View, side: &str, claims: impl Iterator<Item = &'a Claim>) -> Markup {
    html! {
        @for (i, claim) in claims.enumerate() {
            (if i == 0 { " " } else { ", " })
            span.bears {
                @if i == 0 { (side) " " }
                a href=[view.anchor(claim.id).map(|a| format!("#{a}"))] { (plain(&claim.label)) }
            }
        }
    }
}

fn who(view: &View, article: &Article, statement: &Statement) -> Markup {
    html! {
        @match &statement.speaker {
            Attribution::Outlet { .. } => { (name(view.voice(statement))) }
            Attribution::Lost { reason } => { span.lost { b { "speaker lost" } } ", " (words(reason)) }
            Attribution::Named { .. } => { b { (name(view.voice(statement))) } }
            Attribution::Resolved { antecedent, .. } => {
                b { (name(view.voice(statement))) }
                @let named = article.text.slice(*antecedent);
                @if let Some(source) = statement.source.filter(|s| !view.voice(statement).contains(article.text.slice(*s))) {
                    span.soft { " (“" (name(article.text.slice(source))) "” stands for “" (name(named)) "”)" }
                }
            }
            Attribution::Restored { antecedent, .. } => {
                b { (name(view.voice(statement))) } span.soft { " (restored through " (article_link(view, *antecedent)) ")" }
            }
        }
    }
}

fn letter_note(letter: &Lookalike) -> Markup {
    html! {
        li.letter {
            "Look-alike letter " b { (words(&letter.letter.to_string())) }
            (format!(" (U+{:04X}) in “", letter.letter as u32)) (name(&letter.word)) "”: matched as “"
            (words(&letter.folded.to_string())) "”, shown as received"
        }
    }
}

/// What is not on the page of a long text.
fn cut(article: &Article) -> Markup {
    let left = article.text.len().saturating_sub(limits::ARTICLE_CHARACTERS);
    html! {
        @if left > 0 {
            p.left-out { "The text goes on for " (words::number(f64::from(left))) " characters; the whole is in dossier.json." }
        }
    }
}

/// Anchors of statements whose words no stretch holds, so that links to them arrive at the article.
fn anchors_without_text(view: &View, layers: &Layers, stretches: &[Stretch]) -> Markup {
    let is_shown = |at: u32| stretches.iter().any(|s| s.span.start <= at && at < s.span.end);
    let end = stretches.last().map_or(0, |s| s.span.end);
    html! {
        @for statement in layers.statements.iter().filter(|s| s.extent().start < end.max(1)) {
            @if !is_shown(first_span(statement).start) || first_span(statement).is_empty() {
                @if let Some(anchor) = view.statement_anchor(statement) { span id=(anchor) {} }
            }
        }
    }
}
