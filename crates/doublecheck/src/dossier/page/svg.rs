//! Lengths of drawings. Across, they are shares of the width, so that a drawing fits any screen without its letters
//! shrinking; down, they are in `em`, so that it grows with the reader's text size.

use maud::{Markup, html};

/// A share of the width.
pub(super) fn across(percent: f64) -> String {
    format!("{}%", rounded(percent))
}

/// A height in lines of text.
pub(super) fn down(em: f64) -> String {
    format!("{}em", rounded(em))
}

/// At most two decimals, without trailing zeros: the same on every machine, and short.
fn rounded(value: f64) -> f64 {
    let value = (value * 100.0).round() / 100.0;
    if value == 0.0 { 0.0 } else { value }
}

/// A straight line.
pub(super) fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Markup {
    html! {
        line class=(class) x1=(across(from.0)) y1=(down(from.1)) x2=(across(to.0)) y2=(down(to.1)) {}
    }
}

/// Words; `anchor` is `start`, `middle` or `end`.
pub(super) fn text(class: &str, at: (f64, f64), anchor: &str, content: &str) -> Markup {
    html! {
        text class=(class) x=(across(at.0)) y=(down(at.1)) text-anchor=(anchor) { (super::words::plain(content)) }
    }
}

/// Marks that differ in form as well as in colour; the kind repeats after four.
pub(super) fn mark(kind: usize, at: (f64, f64), hollow: bool) -> Markup {
    let class = format!("mark k{}{}", kind % 4, if hollow { " hollow" } else { "" });
    html! {
        svg x=(across(at.0)) y=(down(at.1)) width="1" height="1" overflow="visible" aria-hidden="true" {
            @match kind % 4 {
                0 => circle class=(class) r="5" {},
                1 => rect class=(class) x="-4.5" y="-4.5" width="9" height="9" {},
                2 => path class=(class) d="M0 -6 L6 5 L-6 5 Z" {},
                _ => path class=(class) d="M0 -6.5 L6.5 0 L0 6.5 L-6.5 0 Z" {},
            }
        }
    }
}
