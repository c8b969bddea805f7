//! Tables that stay tables: on narrow screens each row becomes a block with its headings beside the cells.

use maud::{Markup, Render, html};

/// A table with a caption for screen readers and print. The roles keep it a table when the style lays rows out as
/// blocks; the first cell of a row is its heading.
pub(super) fn table(caption: impl Render, headings: &[&str], rows: &[Vec<Markup>]) -> Markup {
    html! {
        table role="table" {
            caption { (caption) }
            thead role="rowgroup" {
                tr role="row" { @for heading in headings { th role="columnheader" scope="col" { (heading) } } }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" {
                        @for (i, (cell, heading)) in row.iter().zip(headings).enumerate() {
                            @if i == 0 {
                                th role="rowheader" scope="row" data-heading=(heading) { div { (cell) } }
                            } @else {
                                td role="cell" data-heading=(heading) { div { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What stands in a cell that has nothing to say; narrow screens leave the cell out.
pub(super) fn none() -> Markup {
    html! { span.none { "–" } }
}
