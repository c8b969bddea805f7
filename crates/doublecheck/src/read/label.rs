//! What each line of a page is.
//!
//! Three steps: forms that tell by themselves what a line is ([`super::form`]: a date stamp, a "Read more:"); the
//! choice between article and page for all other lines ([`super::body`]); and, for what is not the article, its label
//! by form and by place: before, inside or after the article.

use std::ops::Range;

use crate::model::Label;

use super::body::body;
use super::credit::dateline;
use super::form::{Form, end_mark, form};
use super::lines::{Line, Look, lines, trim};
use super::stamp::is_stamp_word;

/// A labelled stretch of a text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands; no white space at either end.
    pub bytes: Range<usize>,
    /// What it is.
    pub label: Label,
}

/// Labels the lines of a text, in order.
///
/// `hints` is what markup says of each line that is not blank; `extracted` tells that an extractor has chosen the lines
/// already; `headline` is the title as a field states it.
pub(super) fn label(text: &str, hints: &[Option<Label>], extracted: bool, headline: Option<&str>) -> Vec<Piece> {
    let lines = lines(text);
    let hint = |index: usize| hints.get(index).copied().flatten();
    let known = match headline {
        Some(headline) => lines.iter().take(20).position(|line| same_words(line.text, headline)),
        None => lines.iter().enumerate().position(|(i, _)| hint(i) == Some(Label::Title)),
    };
    let forms: Vec<Option<Form>> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| match hint(i) {
            Some(Label::Caption) => Some(Form::Whole(Label::Caption)),
            _ => form(line),
        })
        .collect();
    let taken: Vec<bool> = forms.iter().enumerate().map(|(i, form)| form.is_some() || known == Some(i)).collect();
    let mut article = body(&lines, &taken, extracted);
    if !extracted {
        main_part(&lines, &mut article);
    }
    cut_ends(&lines, &mut article);
    let first = article.iter().position(|&b| b).unwrap_or(lines.len());
    let last = article.iter().rposition(|&b| b).unwrap_or(0);
    // A title that a field states and the text does not repeat is no line of the text.
    let title = if headline.is_some() { known } else { known.or_else(|| title(&lines, &forms, &article, first)) };

    let mut pieces = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        if Some(index) == title {
            pieces.push(piece(line, 0..line.text.len(), Label::Title));
        } else if article.get(index).copied().unwrap_or(false) {
            paragraph(line, &mut pieces);
        } else if title.is_some_and(|t| same_words(line.text, lines.get(t).map_or("", |l| l.text))) {
            pieces.push(piece(line, 0..line.text.len(), Label::TitleRepeat));
        } else if let Some(Some(form)) = forms.get(index) {
            match form {
                Form::Whole(label) => pieces.push(piece(line, 0..line.text.len(), *label)),
                Form::Stamp(parts) => pieces.extend(parts.iter().map(|(r, label)| piece(line, r.clone(), *label))),
            }
        } else {
            let place = if index < first {
                Place::Before
            } else if index > last {
                Place::After
            } else {
                Place::Inside
            };
            pieces.push(piece(line, 0..line.text.len(), placed(&line.look, place)));
        }
    }
    page_clock(text, &mut pieces);
    pieces
}

fn piece(line: &Line<'_>, part: Range<usize>, label: Label) -> Piece {
    Piece { bytes: line.bytes.start + part.start..line.bytes.start + part.end, label }
}

/// Keeps the part of the page with most of the running text, and what stands close to it: comments and the openings
/// of other articles stand apart, behind menus.
fn main_part(lines: &[Line<'_>], article: &mut [bool]) {
    // Parts: runs of article lines with fewer than GAP other lines between them.
    let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
    for index in 0..lines.len() {
        if !article.get(index).copied().unwrap_or(false) {
            continue;
        }
        let words = lines.get(index).map_or(0, |l| l.look.words);
        match parts.last_mut() {
            Some((part, sum)) if index - part.end < GAP => {
                part.end = index + 1;
                *sum += words;
            }
            _ => parts.push((index..index + 1, words)),
        }
    }
    // Of two alike, the earlier is the article.
    let Some(main) = parts.iter().enumerate().rev().max_by_key(|(_, (_, words))| *words).map(|(i, _)| i) else {
        return;
    };
    let most = parts.get(main).map_or(0, |p| p.1);
    let large = |index: usize| parts.get(index).is_some_and(|p| p.1 * SHARE >= most);
    let first = (0..main).rev().take_while(|&i| large(i)).last().unwrap_or(main);
    let last = (main + 1..parts.len()).take_while(|&i| large(i)).last().unwrap_or(main);
    for (index, (part, _)) in parts.iter().enumerate() {
        if !(first..=last).contains(&index) {
            for state in article.get_mut(part.clone()).into_iter().flatten() {
                *state = false;
            }
        }
    }
}

/// So many lines of page part the article from something else.
const GAP: usize = 8;
/// A part next to the main one belongs to it with at least this share of its words (one in SHARE).
const SHARE: usize = 4;

/// Headlines of other articles after the last paragraph, and the article's own before the first, look like subheads
/// without a paragraph.
fn cut_ends(lines: &[Line<'_>], article: &mut [bool]) {
    let loose =
        |line: &Line<'_>| !(line.look.ends || line.look.colon || line.look.words > 40 || end_mark(line.text).is_some());
    for (line, state) in lines.iter().zip(article.iter_mut()).rev() {
        if *state && !loose(line) {
            break;
        }
        *state = false;
    }
    for (line, state) in lines.iter().zip(article.iter_mut()) {
        if *state && !loose(line) {
            break;
        }
        *state = false;
    }
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Before,
    Inside,
    After,
}

/// What a line that is no article and has no form of its own is, by where it stands.
fn placed(look: &Look, place: Place) -> Label {
    let headline = look.words >= 4 && look.share(look.widget) < 0.4 && look.bars < 3 && look.small + look.capital > 2;
    match place {
        Place::Inside | Place::After if headline && !(place == Place::After && look.ends && look.words > 25) => {
            Label::Related
        }
        _ => Label::Furniture,
    }
}

/// A paragraph, with what is glued to its end: an end mark, a credit.
fn paragraph(line: &Line<'_>, pieces: &mut Vec<Piece>) {
    let text = line.text;
    let subhead = !line.look.ends && !line.look.colon && line.look.words <= 14 && end_mark(text).is_none();
    let label = if subhead && dateline(text).is_none() { Label::Subhead } else { Label::Body };
    match end_mark(text) {
        Some((start, mark)) => {
            let body = trim(text.get(..start).unwrap_or_default());
            pieces.push(piece(line, 0..body.len(), label));
            pieces.push(piece(line, start..text.len(), mark));
        }
        None => pieces.push(piece(line, 0..text.len(), label)),
    }
}

/// The line that is the headline: before the article, most like a headline and nearest to it in words and place.
fn title(lines: &[Line<'_>], forms: &[Option<Form>], article: &[bool], first: usize) -> Option<usize> {
    let opening: Vec<&str> =
        lines.iter().zip(article).skip(first).filter(|(_, a)| **a).take(4).map(|(l, _)| l.text).collect();
    let mut best = None;
    for (index, line) in lines.iter().enumerate().take(first) {
        let look = &line.look;
        let free = forms.get(index).is_some_and(Option::is_none);
        if !free || !look.is_headline() || line.text.ends_with('.') && !line.text.ends_with("...") {
            continue;
        }
        let shared = shared_words(line.text, &opening);
        let stamped = (index + 1..(index + 4).min(first)).any(|i| {
            matches!(
                forms.get(i),
                Some(Some(Form::Stamp(_) | Form::Whole(Label::Byline | Label::Credit | Label::TitleRepeat)))
            )
        });
        let near = 1.0 - (first - index) as f32 / (first + 1) as f32;
        let score = shared * 4.0 + f32::from(stamped) * 1.5 + near + (look.words.min(12) as f32) * 0.12
            - look.share(look.widget) * 3.0
            - f32::from(look.words < 4) * 0.7
            + f32::from(u8::from((2..=3).contains(&look.repeats))) * 0.3;
        if best.is_none_or(|(_, top)| score > top + 0.01) {
            best = Some((index, score));
        }
    }
    best.filter(|&(_, score)| score > 1.0).map(|(index, _)| index)
}

/// Share of a headline's longer words that occur in the opening of the article.
fn shared_words(headline: &str, opening: &[&str]) -> f32 {
    let fold = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() > 3)
            .map(|w| w.to_lowercase().chars().take(6).collect())
            .collect()
    };
    let words = fold(headline);
    let there: std::collections::HashSet<String> = opening.iter().flat_map(|text| fold(text)).collect();
    let shared = words.iter().filter(|w| there.contains(*w)).count();
    if words.is_empty() { 0.0 } else { shared as f32 / words.len() as f32 }
}

/// The same words, letter case and marks aside.
fn same_words(one: &str, other: &str) -> bool {
    let fold =
        |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
    one.len().abs_diff(other.len()) <= 8 && fold(one) == fold(other)
}

/// A date among the buttons at the top, before any headline, is the clock of the page: nothing labels it, and it is
/// followed by navigation and not by the headline or a paragraph.
fn page_clock(text: &str, pieces: &mut [Piece]) {
    let Some(head) = pieces.iter().position(|p| p.label == Label::Title || p.label.is_body()) else { return };
    for index in 0..head {
        let Some([piece, next]) = pieces.get(index..index + 2) else { break };
        let words = text.get(piece.bytes.clone()).unwrap_or_default();
        let labelled =
            words.split(|c: char| !c.is_alphabetic()).any(|w| w.len() > 3 && is_stamp_word(&w.to_lowercase()));
        if piece.label == Label::Date
            && !labelled
            && matches!(next.label, Label::Furniture | Label::Series | Label::Related)
            && let Some(piece) = pieces.get_mut(index)
        {
            piece.label = Label::PageClock;
        }
    }
}
