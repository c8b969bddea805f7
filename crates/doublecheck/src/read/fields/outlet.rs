//! The outlet that published a page.

use super::linked::{Linked, Resolved};
use super::{fold, key};
use crate::read::page::Page;

/// The outlet and the field that names it.
pub(super) fn outlet(page: &Page, linked: &Linked) -> Option<(String, &'static str)> {
    let meta = |names: &[&'static str]| {
        names.iter().find_map(|name| page.metas.iter().find(|(n, _)| n == name).map(|(_, c)| (c.clone(), *name)))
    };
    let publisher = || {
        linked.about(&[], &[]).into_iter().find_map(|(_, object)| {
            let name = match linked.resolve(object.get("publisher")?) {
                Resolved::Words(words) => words.to_owned(),
                Resolved::Object(object) => object.get("name")?.as_str()?.to_owned(),
                Resolved::Nothing => return None,
            };
            Some((fold(&name), "JSON-LD publisher"))
        })
    };
    let usable = |(name, field): (String, &'static str)| {
        let name = html_escape::decode_html_entities(&name).into_owned();
        (!name.is_empty() && name.len() < 100 && !name.contains("://")).then_some((name, field))
    };
    let other = || meta(&["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"]);
    meta(&["og:site_name"])
        .and_then(usable)
        .or_else(|| publisher().and_then(usable))
        .or_else(|| other().and_then(usable))
}

/// The host of an address, in small letters, without the "www." before it; of an archive's copy that of the original.
pub(in crate::read) fn domain(address: &str) -> Option<String> {
    let (_, rest) = address.rsplit_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.len() < 100).then(|| host.to_owned())
}

/// What the site is called, as keys: its name, its host with and without the ends of it.
pub(super) fn names(page: &Page, outlet: Option<&str>, addresses: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = outlet.map(key).into_iter().collect();
    for name in ["og:site_name", "application-name", "publisher", "copyright", "twitter:site"] {
        names.extend(page.metas.iter().filter(|(n, _)| n == name).map(|(_, content)| key(content)));
    }
    for address in addresses {
        let rest = address.rsplit_once("://").map_or(*address, |(_, rest)| rest);
        let host = rest.split(['/', ':', '?']).next().unwrap_or_default().trim_start_matches("www.");
        names.push(key(host));
        let parts: Vec<&str> = host.split('.').collect();
        names.extend(parts.iter().take(parts.len().saturating_sub(1)).filter(|p| p.len() > 3).map(|p| key(p)));
    }
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    names
}
