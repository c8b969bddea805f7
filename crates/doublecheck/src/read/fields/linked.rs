//! JSON-LD: what a page states of its article for machines (schema.org).

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{alike, fold};
use crate::read::lines::trim;

/// Objects kept of one page.
const OBJECTS: usize = 400;

/// The objects of a page's JSON-LD.
#[derive(Debug, Default)]
pub(super) struct Linked {
    objects: Vec<Map<String, Value>>,
    /// Objects by their `@id`, for those that are only referred to.
    ids: HashMap<String, usize>,
}

/// What an object describes, as far as its fields speak of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// The article: its headline or address is the page's, or it is the only one.
    Article,
    /// The page.
    Page,
    /// One of several articles, none of which is known to be the page's.
    SomeArticle,
    /// A picture, video or something else.
    Other,
}

impl Linked {
    /// Reads the scripts of a page. What is no JSON even after the usual repairs is left out.
    pub fn of(scripts: &[String]) -> Self {
        let mut linked = Self::default();
        for script in scripts {
            let Some(value) = parse(script) else { continue };
            let mut open = vec![value];
            while let Some(value) = open.pop() {
                match value {
                    Value::Array(values) => open.extend(values.into_iter().rev()),
                    Value::Object(mut object) => {
                        if let Some(graph) = object.remove("@graph") {
                            open.push(graph);
                        }
                        for key in ["mainEntity", "mainEntityOfPage", "liveBlogUpdate"] {
                            if let Some(inner) = object.get(key).filter(|m| m.get("@type").is_some()) {
                                open.extend(inner.is_object().then(|| inner.clone()));
                            }
                        }
                        if linked.objects.len() < OBJECTS {
                            if let Some(id) = object.get("@id").and_then(Value::as_str).filter(|_| object.len() > 1) {
                                linked.ids.entry(id.to_owned()).or_insert(linked.objects.len());
                            }
                            linked.objects.push(object);
                        }
                    }
                    _ => {}
                }
            }
        }
        linked
    }

    /// The objects with what they are about, best first. `headlines` are what the page gives as its title elsewhere.
    pub fn about(&self, headlines: &[&str], addresses: &[&str]) -> Vec<(About, &Map<String, Value>)> {
        let articles: Vec<bool> = self.objects.iter().map(is_article).collect();
        let several = articles.iter().filter(|a| **a).count() > 1;
        let mut found: Vec<(About, &Map<String, Value>)> = self
            .objects
            .iter()
            .zip(articles)
            .map(|(object, article)| {
                let same_title = || {
                    ["headline", "name", "alternativeHeadline"].iter().filter_map(|key| object.get(*key)?.as_str()).any(
                        |own| {
                            let own = fold(&html_escape::decode_html_entities(own));
                            headlines.iter().any(|h| alike(&own, h))
                        },
                    )
                };
                let same_address = || {
                    let page = object.get("mainEntityOfPage");
                    let page = page.and_then(|p| p.get("@id").or(Some(p)));
                    [object.get("url"), object.get("@id"), page]
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str)
                        .any(|own| addresses.iter().any(|a| path_of(own).len() > 1 && path_of(own) == path_of(a)))
                };
                let about = match article {
                    true if !several || same_title() || same_address() => About::Article,
                    true => About::SomeArticle,
                    false if is_type(object, &["WebPage", "ItemPage", "AboutPage", "CollectionPage"]) => About::Page,
                    false => About::Other,
                };
                (about, object)
            })
            .collect();
        found.sort_by_key(|(about, _)| *about);
        found
    }

    /// A value, or the object that it refers to by `@id`.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> Resolved<'a> {
        match value {
            Value::String(words) => match self.ids.get(words).and_then(|&at| self.objects.get(at)) {
                Some(object) => Resolved::Object(object),
                None => Resolved::Words(words),
            },
            Value::Object(object) if !object.contains_key("name") => {
                let there = object.get("@id").and_then(Value::as_str).and_then(|id| self.ids.get(id));
                Resolved::Object(there.and_then(|&at| self.objects.get(at)).unwrap_or(object))
            }
            Value::Object(object) => Resolved::Object(object),
            _ => Resolved::Nothing,
        }
    }
}

/// What a value stands for.
pub(super) enum Resolved<'a> {
    Words(&'a str),
    Object(&'a Map<String, Value>),
    Nothing,
}

/// True when the type of an object ends in one of these.
pub(super) fn is_type(object: &Map<String, Value>, ends: &[&str]) -> bool {
    let is = |name: &Value| name.as_str().is_some_and(|n| ends.iter().any(|end| n.ends_with(end)));
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is),
        Some(name) => is(name),
        None => false,
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    is_type(object, &["Article", "Posting", "Report", "Review", "Recipe", "BlogPost", "CreativeWork", "PodcastEpisode"])
        || object.contains_key("headline") && object.contains_key("datePublished")
}

/// The path of an address, without its host, query and last slash.
fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default();
    path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/')
}

fn parse(script: &str) -> Option<Value> {
    let bare = trim(script)
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("/*<![CDATA[*/")
        .trim_start_matches("<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("/*]]>*/")
        .trim_end_matches("//]]>")
        .trim_end_matches("]]>")
        .trim_end_matches([';', ' ', '\n', '\t', '\r']);
    serde_json::from_str(bare).ok().or_else(|| serde_json::from_str(&repaired(bare)).ok()).or_else(|| flat(bare))
}

/// Control characters inside strings as blanks, and no comma before a closing bracket: the commonest faults.
fn repaired(json: &str) -> String {
    let mut fixed = String::with_capacity(json.len());
    for c in json.chars() {
        if matches!(c, '}' | ']') {
            let kept = fixed.trim_end().len();
            if fixed.get(..kept).is_some_and(|t| t.ends_with(',')) {
                fixed.truncate(kept - 1);
            }
        }
        fixed.push(if c.is_control() { ' ' } else { c });
    }
    fixed
}

/// Of what is no JSON: the fields that are plain strings, as one article.
fn flat(json: &str) -> Option<Value> {
    let mut object = Map::new();
    for key in ["headline", "datePublished", "dateModified"] {
        let value = json.split_once(&format!("\"{key}\"")).and_then(|(_, rest)| {
            let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
            rest.split('"').next().filter(|v| v.len() < 300)
        });
        if let Some(value) = value {
            object.insert(key.to_owned(), Value::String(value.to_owned()));
        }
    }
    (!object.is_empty()).then(|| {
        object.insert("@type".to_owned(), Value::String("Article".to_owned()));
        Value::Object(object)
    })
}
