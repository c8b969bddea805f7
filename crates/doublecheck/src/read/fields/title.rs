//! The headline of a page's article.

use serde_json::{Map, Value};

use super::linked::About;
use super::place::Places;
use super::{fold, key};
use crate::read::page::{Page, Row};

/// What the head of the page gives as its title, best first, site names cut off.
pub(super) fn stated(page: &Page, sites: &[String]) -> Vec<String> {
    const METAS: &[&str] =
        &["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline", "title"];
    let metas = METAS.iter().filter_map(|name| page.metas.iter().find(|(n, _)| n == name).map(|(_, c)| c));
    let mut titles: Vec<String> = Vec::new();
    for title in metas.chain(&page.title) {
        let title = without_site(&html_escape::decode_html_entities(title), sites);
        if !title.is_empty() && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// The headline as readers see it, or else as the page states it.
///
/// Readers see the article's own words; what the head states is often rewritten for search and for sharing. The heading is
/// passed over when it is the name of the site or of a section: a word or two that no stated title begins with.
pub(super) fn title(
    page: &Page,
    places: &Places<'_>,
    objects: &[(About, &Map<String, Value>)],
    stated: &[String],
    sites: &[String],
) -> Option<(String, &'static str)> {
    let linked = objects.iter().filter(|(about, _)| *about == About::Article).find_map(|(_, object)| {
        let headline = fold(&html_escape::decode_html_entities(object.get("headline")?.as_str()?));
        (!headline.is_empty()).then_some(headline)
    });
    let given = || linked.iter().chain(stated);
    let heading = places.headline.and_then(|at| page.rows.get(at)).map(|row| without_kicker(page, row));
    let heading = heading.map(|words| without_site(words, sites)).filter(|words| {
        let own = key(words);
        let named = given().any(|title| key(title).starts_with(&own) || own.starts_with(&key(title)));
        // "1234" is a counter.
        let counted = !words.chars().any(char::is_alphabetic);
        let short = words.split_whitespace().count() < 3 && words.chars().count() < 25;
        let site = sites.contains(&own) && given().next().is_some();
        !own.is_empty() && !counted && !site && words.len() < 400 && (named || !short)
    });
    heading
        .map(|words| (words, "headline of the page"))
        .or_else(|| linked.clone().map(|words| (words, "JSON-LD headline")))
        .or_else(|| stated.first().map(|words| (words.clone(), "title")))
}

/// The headline of a line that begins with a kicker in an element of its own.
fn without_kicker<'p>(page: &'p Page, row: &Row) -> &'p str {
    const KICKERS: &[&str] = &[
        "kick",
        "overline",
        "eyebrow",
        "dachzeile",
        "roof",
        "pretitle",
        "pre-title",
        "supertitle",
        "topline",
        "hat",
        "spitzmarke",
        "toptitle",
        "uebertitel",
        "visually-hidden",
        "sr-only",
    ];
    let words = page.words(row);
    let inlines = page.inlines.get(row.inlines.start as usize..row.inlines.end as usize).unwrap_or_default();
    let kicker = inlines.iter().find(|inline| {
        let names = page.names(inline.element);
        inline.bytes.start == row.bytes.start
            && inline.bytes.end + 8 < row.bytes.end
            && names
                .split([' ', '_', '-'])
                .chain([names])
                .any(|name| KICKERS.iter().any(|k| name == *k || k.len() > 3 && name.contains(k)))
    });
    let rest = kicker.and_then(|kicker| words.get(kicker.bytes.end - row.bytes.start..));
    rest.map_or(words, |rest| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '|' | '-' | '–' | '.'))
    })
}

/// A title without the site's name before or after it; also without the name of a section between them.
fn without_site(title: &str, sites: &[String]) -> String {
    const MARKS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " « ", " // ", ": "];
    let mut title = fold(title);
    for _ in 0..3 {
        let is_site = |part: &str| {
            let own = key(part);
            own.len() > 1
                && sites.iter().any(|site| {
                    *site == own
                        || own.len() > 4 && (site.contains(&own) || site.len() > 4 && own.starts_with(site.as_str()))
                })
        };
        let cut = MARKS.iter().find_map(|mark| {
            let (head, tail) = title.rsplit_once(mark)?;
            let bar = *mark == " | " && tail.split_whitespace().count() <= 4 && head.split_whitespace().count() > 3;
            (*mark != ": " && (is_site(tail) || bar) && !head.is_empty()).then(|| head.trim().to_owned())
        });
        let cut = cut.or_else(|| {
            MARKS.iter().find_map(|mark| {
                let (head, tail) = title.split_once(mark)?;
                (is_site(head) && tail.split_whitespace().count() > 1).then(|| tail.trim().to_owned())
            })
        });
        match cut {
            Some(shorter) => title = shorter,
            None => break,
        }
    }
    title
}
