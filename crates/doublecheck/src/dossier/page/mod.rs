//! The dossier as one page: `index.html`, readable without network or script, on a telephone and in print.
//!
//! Each module is one section of the page; `view` looks things up, `words` makes untrusted text safe to show. Markup
//! is written with maud: every text is escaped unless a module says `PreEscaped`, which only line breaks and the
//! style sheet do.

mod articles;
mod card;
mod chart;
mod claims;
mod copying;
mod excerpt;
mod exchanges;
mod figures;
mod fold;
mod marked;
mod method;
mod mosaic;
mod named;
mod opening;
mod origins;
mod outlines;
mod overview;
mod passages;
mod places;
mod quote;
mod speakers;
mod strip;
mod svg;
mod table;
mod timeline;
mod unresolved;
mod view;
mod voices;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use overview::overview_page;

use super::Dossier;
use view::View;

/// How much is drawn. What is left out is always said, with the file that holds it.
mod limits {
    /// Claims of a group shown as cards.
    pub const CLAIMS: usize = 60;
    /// Claims of a group shown as single quotations.
    pub const COMPACT_CLAIMS: usize = 150;
    /// Origins on one side of a claim.
    pub const ORIGINS: usize = 12;
    /// Quotations of one origin.
    pub const QUOTES: usize = 8;
    /// Reasons in one list.
    pub const REASONS: usize = 12;
    pub const SERIES: usize = 20;
    pub const POINTS: usize = 40;
    pub const SUMS: usize = 30;
    pub const EXCHANGES: usize = 60;
    pub const SPEAKERS: usize = 150;
    pub const PARTIES: usize = 60;
    /// Links in one cell of a table.
    pub const LINKS: usize = 12;
    pub const EVENTS: usize = 300;
    pub const PLACES: usize = 100;
    pub const NAMED: usize = 100;
    pub const DRAWN_PLACES: usize = 60;
    pub const DRAWN_SPEAKERS: usize = 30;
    pub const DRAWN_ARTICLES: usize = 20;
    pub const DRAWN_COPIES: usize = 16;
    pub const COPIES: usize = 100;
    pub const COMMON: usize = 40;
    /// Words of a passage that are shown without being asked for.
    pub const OPEN_WORDS: u32 = 60;
    /// Characters of one side of a passage.
    pub const PASSAGE_CHARACTERS: u32 = 4_000;
    /// Pieces of a bar.
    pub const PIECES: usize = 60;
    /// Pieces of evidence for one direction or date.
    pub const CLUES: usize = 8;
    /// Articles whose text is on the page.
    pub const ARTICLES: usize = 60;
    /// Characters of an article's text.
    pub const ARTICLE_CHARACTERS: u32 = 30_000;
    /// Notes of one kind beside one paragraph.
    pub const NOTES: usize = 12;
    pub const WARNINGS: usize = 100;
    pub const IDENTIFIERS: usize = 500;
}

/// Anchors that belong to the page's own sections; no claim or article may take them.
const SECTIONS: [&str; 29] = [
    "main",
    "know",
    "disputed",
    "contradicted",
    "repeated",
    "single",
    "confirmed",
    "admitted",
    "unattributed",
    "elsewhere",
    "figures",
    "asked",
    "speakers",
    "parties",
    "timeline",
    "places",
    "named",
    "origins",
    "voices",
    "copies",
    "common",
    "mosaics",
    "articles",
    "unresolved",
    "problems",
    "method",
    "scale",
    "identifiers",
    "contents",
];

/// The page: one self-contained HTML document.
///
/// All text of the articles is escaped, and links lead only to the web's own schemes. The same dossier gives the same
/// bytes. The page's size is bounded: of a large dossier it shows the first of each list and names the file that
/// holds the rest.
pub fn page(dossier: &Dossier) -> String {
    let view = View::of(dossier);
    let title = words::plain(&dossier.title);
    let title = html! { @if !title.is_empty() { (title) " – " } "doublecheck dossier" };
    document(
        &title,
        &html! {
            body {
                a.skip href="#main" { "Skip to the claims" }
                (opening::head(&view))
                div.columns {
                    (contents(&view))
                    main #main tabindex="-1" { (sections(&view)) }
                }
                footer.foot {
                    p { "It says who claims and who denies; it gives no verdict on truth. "
                        a href="#method" { "How to check it" } }
                }
            }
        },
    )
}

/// A page that needs nothing but itself and may load nothing.
fn document(title: &Markup, body: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                title { (title) }
                style { (PreEscaped(include_str!("page.css"))) }
            }
            (body)
        }
    }
    .into_string()
        + "\n"
}

fn sections(view: &View) -> Markup {
    html! {
        (opening::know(view))
        (claims::claims(view))
        @if figures::any(view) { (figures::figures(view)) }
        @if !view.dossier.exchanges.is_empty() { (exchanges::exchanges(view)) }
        (speakers::speakers(view))
        @if !view.dossier.identities.is_empty() { (named::named(view)) }
        (timeline::timeline(view))
        @if places::any(view) { (places::places(view)) }
        (origins::origins(view))
        (articles::articles(view))
        (unresolved::unresolved(view))
        (method::method(view))
    }
}

fn contents(view: &View) -> Markup {
    let mut entries = Vec::new();
    if figures::any(view) {
        entries.push(("figures", "Figures"));
    }
    if !view.dossier.exchanges.is_empty() {
        entries.push(("asked", "Asked and answered"));
    }
    entries.push(("speakers", "Who spoke"));
    if !view.dossier.identities.is_empty() {
        entries.push(("named", "Who is named"));
    }
    entries.push(("timeline", "Timeline"));
    if places::any(view) {
        entries.push(("places", "Places"));
    }
    entries.extend([
        ("origins", "Origins"),
        ("articles", "Articles"),
        ("unresolved", "Unresolved"),
        ("method", "Method"),
    ]);
    html! {
        nav #contents aria-label="Contents" {
            ol {
                li { a href="#know" { "What to know" } }
                // On narrow screens these are left to the counts right below.
                @for group in &view.groups {
                    li.group { a href=(format!("#{}", group.kind.anchor())) { (group.kind.title()) } }
                }
                @for (anchor, title) in entries { li { a href=(format!("#{anchor}")) { (title) } } }
            }
        }
    }
}

/// Says how many of a list are not shown, and where they are.
fn left_out(shown: usize, all: usize, what: &str, file: &str) -> Markup {
    html! {
        @if shown < all {
            p.left-out {
                (words::number((all - shown) as f64)) " more " (what) " not shown here; all are in " (file) "."
            }
        }
    }
}
