//! Text with marks laid over it: statements underlined by kind, copied words tinted, look-alike letters boxed.
//!
//! Marks may overlap in any way, so the text is cut where any of them begins or ends, and each piece carries the
//! classes of all that cover it.

use std::collections::BTreeSet;
use std::ops::Range;

use maud::{Markup, html};

use super::words::words;
use crate::model::Form;

/// One mark: the bytes it covers, and what it shows.
pub(super) struct Mark {
    pub bytes: Range<usize>,
    pub kind: MarkKind,
}

pub(super) enum MarkKind {
    /// Words of a statement; `anchor` where the statement begins.
    Statement { number: usize, form: Form, anchor: Option<String> },
    /// Words copied, or shared with a copy.
    Copied,
    /// Words that another article has without copying: common ground.
    Common,
    /// A letter of another alphabet.
    Lookalike,
}

/// The marked text of a byte range.
pub(super) fn marked(text: &str, range: Range<usize>, marks: &[Mark]) -> Markup {
    let inside: Vec<&Mark> = marks.iter().filter(|m| m.bytes.start < range.end && range.start < m.bytes.end).collect();
    let cuts: BTreeSet<usize> = inside
        .iter()
        .flat_map(|m| [m.bytes.start, m.bytes.end])
        .filter(|cut| range.start < *cut && *cut < range.end)
        .chain([range.start, range.end])
        .collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    html! {
        @for pair in cuts.windows(2) {
            @if let [from, to] = *pair { (piece(&text[from..to], from..to, &inside)) }
        }
    }
}

fn piece(text: &str, bytes: Range<usize>, marks: &[&Mark]) -> Markup {
    let covering: Vec<&Mark> =
        marks.iter().copied().filter(|m| m.bytes.start <= bytes.start && bytes.end <= m.bytes.end).collect();
    let class = classes(&covering);
    html! {
        @for mark in &covering {
            @if let MarkKind::Statement { number, anchor: Some(anchor), .. } = &mark.kind {
                @if mark.bytes.start == bytes.start {
                    a.number id=(anchor) href=(format!("#{anchor}.card")) aria-label=(format!("statement {number}")) { (number) }
                }
            }
        }
        @if class.is_empty() { (words(text)) } @else { span class=(class) { (words(text)) } }
    }
}

/// Classes of a piece; of statements inside each other the innermost, shortest one shows.
fn classes(covering: &[&Mark]) -> String {
    let mut classes: Vec<&str> = Vec::new();
    let statement = covering
        .iter()
        .filter_map(|m| match &m.kind {
            MarkKind::Statement { form, .. } => Some((m.bytes.len(), form)),
            _ => None,
        })
        .min_by_key(|(len, _)| *len);
    if let Some((_, form)) = statement {
        classes.extend(["said", form_class(*form)]);
    }
    if covering.iter().any(|m| matches!(m.kind, MarkKind::Copied)) {
        classes.push("copied");
    }
    if covering.iter().any(|m| matches!(m.kind, MarkKind::Common)) {
        classes.push("common");
    }
    if covering.iter().any(|m| matches!(m.kind, MarkKind::Lookalike)) {
        classes.push("lookalike");
    }
    classes.join(" ")
}

/// Name of a form in the style sheet.
pub(super) fn form_class(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::Mixed => "mixed",
        Form::Narration => "narration",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_are_cut_and_every_letter_stays() {
        let statement = |bytes, number| Mark {
            bytes,
            kind: MarkKind::Statement { number, form: Form::Direct, anchor: Some(format!("a.s{number}")) },
        };
        let marks = [statement(0..7, 1), statement(4..7, 2), Mark { bytes: 2..9, kind: MarkKind::Copied }];
        let html = marked("abcdefghij", 0..10, &marks).into_string();
        let text = regex_free_text(&html);
        assert_eq!(text, "1ab2cd3".replace(['1', '2', '3'], "").to_owned() + "efghij", "{html}");
        assert!(html.contains("id=\"a.s1\"") && html.contains("id=\"a.s2\""), "{html}");
        assert!(html.contains("<span class=\"copied\">hi</span>j"), "{html}");
    }

    /// The letters outside tags and statement numbers.
    fn regex_free_text(html: &str) -> String {
        let mut text = String::new();
        let mut tag = false;
        for c in html.chars() {
            match c {
                '<' => tag = true,
                '>' => tag = false,
                c if !tag && !c.is_ascii_digit() => text.push(c),
                _ => {}
            }
        }
        text
    }
}
