//! An article as it was read: what was found of its head, and every line with its label.

use super::terminal::{Ink, Look, Sheet, clip};
use super::wording;
use crate::model::{Article, Evidence, Label, Stated};

/// Column where the words of the head begin.
const HEAD: usize = 12;
/// Column where the article's own words begin.
const LINE: usize = 14;

/// One article as it was read: title, outlet, agency, byline, dateline and date with what each rests on, then every
/// labelled piece of the text in order. Control characters are escaped.
pub fn reading(article: &Article, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let received = article.received.to_string();
    sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Label, &article.label), (Ink::Plain, "  "), (Ink::Strong, &received)]);
    for (name, stated) in [
        ("title", &article.title),
        ("outlet", &article.outlet),
        ("agency", &article.agency),
        ("relay", &article.relay),
        ("byline", &article.byline),
        ("desk", &article.desk),
        ("dateline", &article.dateline),
        ("language", &article.language),
    ] {
        // Few articles have a relay or a desk.
        if stated.is_some() || !matches!(name, "relay" | "desk") {
            stated_line(&mut sheet, name, stated.as_ref());
        }
    }
    for passage in &article.foreign {
        let words = format!("{} in [{}-{}]", passage.language, passage.span.start, passage.span.end);
        sheet.put(0, HEAD, (Ink::Faint, ""), &[(Ink::Plain, &words)]);
    }
    if let Some(url) = &article.url {
        sheet.put(0, HEAD, (Ink::Faint, "address"), &[(Ink::Plain, url)]);
    }
    date_lines(&mut sheet, article);
    for letter in &article.lookalikes {
        let words = format!(
            "“{}” (U+{:04X}) read as “{}” in “{}”, at {}",
            letter.letter, letter.letter as u32, letter.folded, letter.word, letter.span.start
        );
        sheet.put(0, HEAD, (Ink::Faint, "letter"), &[(Ink::Plain, &words)]);
    }
    sheet.gap();
    for block in &article.blocks {
        let ink = if block.label.is_furniture() { Ink::Faint } else { Ink::Plain };
        let lead = if block.label == Label::Body { Ink::Faint } else { Ink::Label };
        sheet.put(0, LINE, (lead, block.label.name()), &[(ink, article.text.slice(block.span))]);
    }
    sheet.finish()
}

fn stated_line(sheet: &mut Sheet, name: &str, stated: Option<&Stated>) {
    match stated {
        Some(stated) => {
            let evidence = format!("  {}", evidence(&stated.evidence));
            sheet.put(0, HEAD, (Ink::Faint, name), &[(Ink::Plain, &stated.value), (Ink::Faint, &evidence)]);
        }
        None => sheet.put(0, HEAD, (Ink::Faint, name), &[(Ink::Faint, "not found")]),
    }
}

fn date_lines(sheet: &mut Sheet, article: &Article) {
    let published = wording::published(&article.published);
    let zone = article.published.zone.as_deref().map(|zone| format!(" {zone}")).unwrap_or_default();
    sheet.put(0, HEAD, (Ink::Faint, "published"), &[(Ink::Plain, &published), (Ink::Plain, &zone)]);
    if let Some(updated) = &article.published.updated {
        let words = wording::moment(updated);
        sheet.put(0, HEAD, (Ink::Faint, "updated"), &[(Ink::Plain, &words)]);
    }
    if let Some(day) = article.published.page_clock {
        sheet.put(0, HEAD, (Ink::Faint, "page clock"), &[(Ink::Plain, &day.to_string())]);
    }
    for clue in &article.published.clues {
        let (mark, ink) = if clue.used { ("used", Ink::Plain) } else { ("not", Ink::Faint) };
        let words = format!("{}  “{}”  {}: ", clue.kind.name(), clip(&clue.words, 60), evidence(&clue.evidence));
        sheet.put(2, HEAD, (Ink::Faint, mark), &[(ink, &words), (ink, &clue.reason)]);
    }
}

/// What a value rests on: code points of the text, a field, or the analyst's table.
fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Words(span) => format!("[{}-{}]", span.start, span.end),
        Evidence::Field(field) => format!("[{field}]"),
        Evidence::Table(table) => format!("[{table}]"),
    }
}
