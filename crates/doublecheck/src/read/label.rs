//! What each line of a page is.
//!
//! Three steps: the form of each line ([`super::form`]: a date stamp, a "Read more:"); the choice between article and
//! page, to which the forms are hints ([`super::body`]); and labels: by the elements around it for a line of the article,
//! by form or else by place (before, inside or after the article) for the rest.

use std::ops::Range;

use crate::model::Label;

use super::body::choose;
use super::credit::dateline;
use super::form::{Form, end_mark, form};
use super::lines::{Line, Look, lines, trim};
use super::page::{Page, Tag};
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
/// `page` is the page whose text it is, for plain text none; `headline` is the title as a field states it.
pub(super) fn label(text: &str, page: Option<&Page>, headline: Option<&str>) -> Vec<Piece> {
    let lines = lines(text);
    let known = headline.and_then(|headline| heading(&lines, page, headline));
    let mut forms: Vec<Option<Form>> = lines.iter().map(form).collect();
    let mut article = choose(&lines, &forms, page, headline);
    for (at, form) in forms.iter_mut().enumerate() {
        if page.is_some_and(|page| in_caption(page, at)) {
            *form = Some(Form::Whole(Label::Caption));
        }
    }
    if let Some(title) = known {
        article[title] = false;
    }
    if page.is_none() {
        cut_ends(&lines, &mut article);
    }
    let first = article.iter().position(|&b| b).unwrap_or(lines.len());
    let last = article.iter().rposition(|&b| b).unwrap_or(0);
    let title = known.or_else(|| if page.is_some() { None } else { title(&lines, &forms, &article, first) });

    let mut pieces = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        if Some(index) == title {
            pieces.push(piece(line, 0..line.text.len(), Label::Title));
        } else if article.get(index).copied().unwrap_or(false) {
            let kind = page.and_then(|page| kind(page, index, line, index < first + 2));
            paragraph(line, kind, &mut pieces);
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

/// The line that is the headline: a heading of the page, or else the first line that reads the same.
fn heading(lines: &[Line<'_>], page: Option<&Page>, headline: &str) -> Option<usize> {
    let same = |&at: &usize| lines.get(at).is_some_and(|line| same_words(line.text, headline));
    let marked = |&at: &usize| {
        page.and_then(|page| {
            let row = page.rows.get(at)?;
            Some(page.around(row.element).take(3).any(|e| page.elements[e as usize].tag.is_heading()))
        })
        .unwrap_or(false)
    };
    (0..lines.len()).filter(same).find(marked).or_else(|| (0..lines.len()).find(same))
}

/// What the elements of a page say that a line of the article is. `early` tells that it is one of its first lines.
fn kind(page: &Page, row: usize, line: &Line<'_>, early: bool) -> Option<Label> {
    const STANDFIRST: &[&str] = &[
        "standfirst",
        "subtitle",
        "subhead",
        "dek",
        "deck",
        "summary",
        "teaser",
        "excerpt",
        "lead",
        "intro",
        "kicker",
    ];
    let element = page.rows.get(row)?.element;
    for (level, at) in page.around(element).take(3).enumerate() {
        let named = || page.names(at).split(|c: char| !c.is_alphabetic()).any(|word| STANDFIRST.contains(&word));
        match page.elements.get(at as usize)?.tag {
            tag if early
                && line.look.words > 5
                && !matches!(tag, Tag::Div | Tag::Section | Tag::Article)
                && named() =>
            {
                return Some(Label::Standfirst);
            }
            tag if tag.is_heading() => return Some(Label::Subhead),
            Tag::Blockquote => return Some(Label::Quotation),
            Tag::Li | Tag::Dt | Tag::Dd => return Some(Label::List),
            // Paragraphs in a cell are the work of pages laid out by tables.
            Tag::Td | Tag::Th | Tag::Tr if level == 0 => return Some(Label::Table),
            _ => {}
        }
    }
    None
}

/// True for the words under a picture.
fn in_caption(page: &Page, row: usize) -> bool {
    let element = page.rows.get(row).map_or(0, |row| row.element);
    page.around(element).take(4).any(|e| page.elements[e as usize].tag == Tag::Figcaption)
}

/// In plain text, headlines of other articles after the last paragraph, and the article's own before the first, look like
/// subheads without a paragraph.
fn cut_ends(lines: &[Line<'_>], article: &mut [bool]) {
    let loose =
        |line: &Line<'_>| !(line.look.ends || line.look.colon || line.look.words > 40 || end_mark(line.text).is_some());
    let cut = |(line, state): (&Line<'_>, &mut bool)| {
        let cut = !*state || loose(line);
        *state &= !cut;
        cut
    };
    let _ = lines.iter().zip(article.iter_mut()).rev().all(cut);
    let _ = lines.iter().zip(article.iter_mut()).all(cut);
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
fn paragraph(line: &Line<'_>, kind: Option<Label>, pieces: &mut Vec<Piece>) {
    let text = line.text;
    let subhead = !line.look.ends && !line.look.colon && line.look.words <= 14 && end_mark(text).is_none();
    let plain = if subhead && dateline(text).is_none() { Label::Subhead } else { Label::Body };
    let label = kind.unwrap_or(plain);
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
