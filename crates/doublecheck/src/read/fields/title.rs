//! The headline of a page's article.

use serde_json::{Map, Value};

use super::linked::About;
use super::place::Places;
use super::{alike, fold};
use crate::read::page::Page;

/// What the head of the page gives as its title, best first, site names cut off.
pub(super) fn stated(page: &Page, site: Option<&str>, _addresses: &[&str]) -> Vec<String> {
    const METAS: &[&str] = &["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline", "title"];
    let metas = METAS.iter().filter_map(|name| page.metas.iter().find(|(n, _)| n == name).map(|(_, c)| c));
    let mut titles: Vec<String> = Vec::new();
    for title in metas.chain(&page.title) {
        let title = without_site(&html_escape::decode_html_entities(title), site);
        if !title.is_empty() && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

/// The headline as readers see it, or else as the page states it.
pub(super) fn title(
    page: &Page,
    places: &Places<'_>,
    objects: &[(About, &Map<String, Value>)],
    stated: &[String],
    _site: Option<&str>,
) -> Option<(String, &'static str)> {
    let linked = objects
        .iter()
        .filter(|(about, _)| *about == About::Article)
        .find_map(|(_, o)| Some(fold(o.get("headline")?.as_str()?)));
    let best = stated.first().cloned().map(|t| (t, "title")).or_else(|| linked.map(|l| (l, "JSON-LD headline")));
    let heading = places.headline.and_then(|at| page.rows.get(at)).map(|row| page.words(row).to_owned());
    match (heading, best) {
        (Some(heading), Some((title, _))) if alike(&heading, &title) => Some((heading, "h1")),
        (Some(heading), None) => Some((heading, "h1")),
        (_, best) => best,
    }
}

/// A title without the site's name before or after it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = fold(title);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let known = site.is_some_and(|s| alike(s, tail));
            if known || mark == " | " && tail.split_whitespace().count() <= 4 && head.split_whitespace().count() > 3 {
                return head.trim().to_owned();
            }
        }
        if let Some((head, tail)) = title.split_once(mark)
            && site.is_some_and(|s| alike(s, head))
        {
            return tail.trim().to_owned();
        }
    }
    title
}
