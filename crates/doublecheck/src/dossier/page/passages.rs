//! Copied passages beside their originals: what was dropped and added, and why the words are held to have gone this way.

use maud::{Markup, html};

use super::origins::kind;
use super::quote::{article_link, linked};
use super::view::{View, citation};
use super::words::{count, name, plain, words};
use super::{excerpt, left_out, limits};
use crate::dossier::wording;
use crate::model::{Article, Direction, DirectionClue, Evidence, Place, Reuse, Span};
use crate::origin::{Segment, compare};

/// Words of the line that a folded passage opens with, and of a clue's evidence.
const OPENING: usize = 14;
const EVIDENCE: usize = 8;

/// The passages, longest first.
pub(super) fn passages(view: &View) -> Markup {
    let shown = view.passages.len().min(limits::COPIES);
    let drawn = view.passages.iter().take(shown);
    html! {
        ul.legend {
            li { del { "struck out" } ": only in the original, or in the first article" }
            li { ins { "underlined" } ": only in the copy, or in the second" }
        }
        ol.passages {
            @for reuse in drawn {
                @if let (Some(from), Some(to)) = (view.lookup.article(reuse.from.article), view.lookup.article(reuse.to.article)) {
                    (passage(view, reuse, from, to))
                }
            }
        }
        (left_out(shown, view.passages.len(), "copied passages", "copies.csv"))
    }
}

fn passage(view: &View, reuse: &Reuse, from: &Article, to: &Article) -> Markup {
    let (sign, said) = match reuse.direction {
        Direction::Forward => ("→", "copied by"),
        Direction::Siblings => ("=", "shares one source with"),
        Direction::Undecided => ("–", "the same as in"),
    };
    let about = html! { b.figure { (count(reuse.words as usize, "word", "words")) } ", " (kind(reuse)) };
    let beside = beside(view, reuse, from, to);
    html! {
        li.passage id=[view.passage_anchor(reuse.id)] {
            h4 {
                (side(view, reuse.from, from)) " "
                span.sign aria-hidden="true" { (sign) } span.unseen { (said) } " "
                (side(view, reuse.to, to))
            }
            p.where { (about) }
            @if reuse.words > limits::OPEN_WORDS {
                details {
                    summary { "“" span dir="auto" { (excerpt::bare(to, reuse.to.span, OPENING)) } "”" }
                    (beside)
                }
            } @else { (beside) }
        }
    }
}

fn side(view: &View, place: Place, article: &Article) -> Markup {
    html! {
        (article_link(view, place))
        @if let Some(outlet) = &article.outlet { " " span.soft { (name(&outlet.value)) } }
    }
}

/// The words of both sides, and the evidence beside them.
fn beside(view: &View, reuse: &Reuse, from: &Article, to: &Article) -> Markup {
    let segments = compare(reuse, from, to);
    let differs = segments.iter().any(|segment| !matches!(segment, Segment::Same { .. }));
    let (first, second) = match reuse.direction {
        Direction::Forward => ("Original", "Copy"),
        Direction::Siblings | Direction::Undecided => ("One", "The other"),
    };
    let shown_from = |segment: &Segment| match *segment {
        Segment::Same { from, .. } => Some((from, false)),
        Segment::OnlyFrom(span) => Some((span, true)),
        Segment::OnlyTo(_) => None,
    };
    let shown_to = |segment: &Segment| match *segment {
        Segment::Same { to, .. } => Some((to, false)),
        Segment::OnlyTo(span) => Some((span, true)),
        Segment::OnlyFrom(_) => None,
    };
    let pieces = |shown: &dyn Fn(&Segment) -> Option<(Span, bool)>| -> Vec<(Span, bool)> {
        segments.iter().filter_map(shown).collect()
    };
    html! {
        div.beside {
            @if differs {
                (column(first, from, reuse.from, &pieces(&shown_from), true))
                (column(second, to, reuse.to, &pieces(&shown_to), false))
            } @else {
                (column("No word differs", to, reuse.to, &pieces(&shown_to), false))
            }
            (evidence(view, reuse, from, to))
        }
    }
}

/// One side of a passage; what the other side does not have is marked.
fn column(title: &str, article: &Article, place: Place, pieces: &[(Span, bool)], is_from: bool) -> Markup {
    let end = place.span.start.saturating_add(limits::PASSAGE_CHARACTERS);
    html! {
        div.side {
            h5 { (title) " " span.cite { (citation(article, place.span)) } }
            blockquote dir="auto" {
                @for &(span, only_here) in pieces.iter().filter(|(span, _)| span.start < end) {
                    @for (span, is_furniture) in by_furniture(article, Span { end: span.end.min(end), ..span }) {
                        @let text = words(article.text.slice(span));
                        @match (only_here, is_furniture, is_from) {
                            (_, true, _) => span.soft { (text) },
                            (false, ..) => { (text) }
                            (true, _, true) => del { (text) },
                            (true, _, false) => ins { (text) },
                        }
                    }
                }
                @if place.span.end > end { " … The rest stands in the article." }
            }
        }
    }
}

/// A stretch cut where share bars, captions and the like begin and end: they are no part of what was copied.
fn by_furniture(article: &Article, span: Span) -> Vec<(Span, bool)> {
    let mut pieces = Vec::new();
    let mut at = span.start;
    for block in article.furniture().filter(|block| block.span.overlaps(span)) {
        let (start, end) = (block.span.start.clamp(at, span.end), block.span.end.clamp(at, span.end));
        pieces.extend([(Span { start: at, end: start }, false), (Span { start, end }, true)]);
        at = end;
    }
    pieces.push((Span { start: at, end: span.end }, false));
    let text = |span: Span| article.text.slice(span);
    pieces.retain(|(piece, _)| !piece.is_empty());
    // Blanks and marks beside furniture are neither dropped nor added.
    let beside = pieces.len() > 1;
    pieces
        .into_iter()
        .map(|(piece, furniture)| (piece, furniture || (beside && !text(piece).contains(char::is_alphanumeric))))
        .collect()
}

/// Each clue with what it says and how much, and the words it was seen in.
fn evidence(view: &View, reuse: &Reuse, from: &Article, to: &Article) -> Markup {
    let title = match reuse.direction {
        Direction::Forward => "Why this way",
        Direction::Siblings => "Why one source",
        Direction::Undecided => "Why it is open",
    };
    let shown = reuse.clues.len().min(limits::CLUES);
    // A single one more is shown rather than folded.
    let (strongest, others) = reuse.clues[..shown].split_at(if shown <= 2 { shown } else { 1 });
    let clues = |clues: &[DirectionClue]| {
        html! { ul { @for clue in clues { li { (self::clue(view, reuse.direction, clue, from, to)) } } } }
    };
    html! {
        div.evidence {
            h5 { (title) }
            @if reuse.clues.is_empty() { p { "Nothing was found that speaks for either way." } }
            (clues(strongest))
            @if !others.is_empty() {
                details {
                    summary { (count(others.len(), "more clue", "more clues")) }
                    (clues(others))
                    (left_out(shown, reuse.clues.len(), "clues", "dossier.json"))
                }
            }
        }
    }
}

fn clue(view: &View, direction: Direction, clue: &DirectionClue, from: &Article, to: &Article) -> Markup {
    let way = match direction {
        Direction::Forward if clue.weight > 0.0 => None,
        Direction::Forward if clue.weight < 0.0 => Some((to, from)),
        Direction::Undecided | Direction::Siblings if clue.weight > 0.0 => Some((from, to)),
        Direction::Undecided | Direction::Siblings if clue.weight < 0.0 => Some((to, from)),
        _ => None,
    };
    html! {
        (words(&clue.reason)) " "
        @if clue.weight != 0.0 {
            span.chip {
                (wording::weight(clue.weight))
                @if let Some((one, other)) = way {
                    @if direction == Direction::Forward { ", against: for " } @else { ", for " }
                    (name(&one.label)) " → " (name(&other.label))
                }
            }
        }
        @match &clue.evidence {
            Some((id, Evidence::Words(span))) => {
                @if let Some(article) = view.lookup.article(*id) {
                    " “" (linked(view.place_link(Place { article: *id, span: *span }),
                        &html! { bdi { (excerpt::bare(article, *span, EVIDENCE)) } })) "” "
                    span.cite { (citation(article, *span)) }
                }
            }
            Some((_, Evidence::Field(source) | Evidence::Table(source))) => { " " span.cite { (plain(source)) } }
            None => {}
        }
    }
}
