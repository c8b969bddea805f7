//! The people who wrote a page's article.

use serde_json::{Map, Value};

use super::fold;
use super::linked::{About, Linked, Resolved, is_type};
use super::place::Places;
use crate::read::page::Page;

/// The people and the field that names them.
pub(super) fn authors(
    page: &Page,
    _places: &Places<'_>,
    linked: &Linked,
    objects: &[(About, &Map<String, Value>)],
    _site: Option<&str>,
) -> Option<(Vec<String>, &'static str)> {
    let names = |value: &Value| -> Vec<String> {
        let list: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |a| a.iter().collect());
        list.into_iter()
            .filter_map(|a| match linked.resolve(a) {
                Resolved::Words(words) => Some(fold(words)),
                Resolved::Object(o) if !is_type(o, &["Organization"]) => o.get("name").and_then(Value::as_str).map(fold),
                _ => None,
            })
            .filter(|n| !n.is_empty() && n.len() < 80 && !n.contains("://"))
            .collect()
    };
    let stated = objects.iter().find_map(|(_, o)| {
        let found = names(o.get("author")?);
        (!found.is_empty()).then_some((found, "JSON-LD author"))
    });
    stated.or_else(|| {
        const METAS: &[&str] = &["author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"];
        METAS.iter().find_map(|name| {
            let (_, content) = page.metas.iter().find(|(n, _)| n == name)?;
            (!content.contains("://")).then(|| (vec![content.clone()], *name))
        })
    })
}
