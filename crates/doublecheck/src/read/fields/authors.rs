//! The people who wrote a page's article.
//!
//! Every place that names authors gives a list of people; lists of the same people add up their weights.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde_json::{Map, Value};

use super::day::{Order, written_days};
use super::key;
use super::linked::{About, Linked, Resolved, is_type};
use super::people::{Named, is_lead, lead, named};
use super::place::{Names, Places, Zone};
use crate::read::page::{Page, Tag};

/// A list of people, where it stands, and what kind of place that is.
#[derive(Debug)]
struct Listed {
    names: Vec<Named>,
    what: &'static str,
}

/// Who wrote an article, as its page tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Authors {
    pub people: Vec<String>,
    /// Desks, agencies and outlets named beside or instead of people.
    pub others: Vec<String>,
    /// The place that names them.
    pub field: &'static str,
}

/// The least sum of weights for a list to be taken.
const LEAST: f32 = 0.6;

/// A list without a person has this share of its weight: a desk stands in fields that nobody filled in.
const NO_PERSON: f32 = 0.6;

/// Weights of the places.
const WEIGHTS: &[(&str, f32)] = &[
    ("author element at the headline", 2.3),
    ("author line at the headline", 1.9),
    ("byline at the headline", 1.9),
    ("JSON-LD author, of the article", 2.0),
    ("JSON-LD creator, of the article", 0.8),
    ("JSON-LD author, of the page", 1.0),
    ("JSON-LD author, of one of several articles", 0.6),
    ("JSON-LD author, of something else", 0.3),
    ("meta author", 1.6),
    ("meta byline", 1.6),
    ("meta creator", 0.9),
    ("meta article:author", 1.7),
    ("author element in the article", 1.2),
    ("author line in the article", 0.9),
    ("byline in the article", 0.5),
    ("author element below the article", 1.0),
    ("author line below the article", 1.5),
    ("byline below the article", 1.6),
    ("author element elsewhere", 0.6),
    ("author line elsewhere", 0.8),
    ("byline elsewhere", 0.8),
    ("author line among links or frame", 1.0),
    ("author element among links or frame", 0.4),
    ("byline among links or frame", 0.2),
    ("name beside the date", 0.9),
];

/// The people and the place that names them.
pub(super) fn authors(
    page: &Page,
    places: &Places<'_>,
    linked: &Linked,
    objects: &[(About, &Map<String, Value>)],
    sites: &[String],
) -> Option<Authors> {
    let mut lists = of_linked(linked, objects, sites);
    lists.extend(of_metas(page, sites));
    lists.extend(of_text(page, places, sites));
    lists.retain(|list| !list.names.is_empty());
    choose(&lists)
}

fn choose(lists: &[Listed]) -> Option<Authors> {
    let weight = |what: &str| WEIGHTS.iter().find(|(name, _)| *name == what).map_or(0.3, |(_, weight)| *weight);
    let same = |a: &Listed| {
        let mut keys: Vec<String> = a.names.iter().map(|n| key(&n.name)).collect();
        keys.sort();
        keys
    };
    let keys: Vec<Vec<String>> = lists.iter().map(same).collect();
    let mut best: Option<(usize, f32)> = None;
    for (index, own) in keys.iter().enumerate() {
        if keys.iter().take(index).any(|k| k == own) {
            continue;
        }
        let mut seen: Vec<&str> = Vec::new();
        let mut sum = 0.0;
        for (list, _) in lists.iter().zip(&keys).filter(|(_, k)| *k == own) {
            if !seen.contains(&list.what) {
                seen.push(list.what);
                let mut kinds: Vec<&Vec<String>> =
                    lists.iter().zip(&keys).filter(|(l, _)| l.what == list.what).map(|(_, k)| k).collect();
                kinds.sort();
                kinds.dedup();
                sum += weight(list.what) / kinds.len().max(1) as f32;
            }
        }
        if !lists.get(index).is_some_and(|list| list.names.iter().any(|n| n.person)) {
            sum *= NO_PERSON;
        }
        if best.is_none_or(|(_, top)| sum > top) {
            best = Some((index, sum));
        }
    }
    let (index, _) = best.filter(|(_, sum)| *sum >= LEAST)?;
    let list = lists.get(index)?;
    let of = |person: bool| list.names.iter().filter(|n| n.person == person).map(|n| n.name.clone()).collect();
    Some(Authors { people: of(true), others: of(false), field: list.what })
}

fn of_linked(linked: &Linked, objects: &[(About, &Map<String, Value>)], sites: &[String]) -> Vec<Listed> {
    let mut lists = Vec::new();
    for (about, object) in objects {
        if is_type(object, &["Comment", "Product", "Offer", "Person", "Organization"]) {
            continue;
        }
        for property in ["author", "creator"] {
            let Some(value) = object.get(property) else { continue };
            let mut names: Vec<Named> = Vec::new();
            let values: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
            for value in values.into_iter().take(20) {
                match linked.resolve(value) {
                    Resolved::Words(words) => names.extend(named(words, sites, false)),
                    Resolved::Object(o) => match o.get("name") {
                        Some(Value::String(name)) => names.extend(named(name, sites, false)),
                        Some(Value::Array(list)) => {
                            names.extend(
                                list.iter().filter_map(Value::as_str).flat_map(|name| named(name, sites, false)),
                            );
                        }
                        _ => {}
                    },
                    _ => {}
                }
            }
            names.dedup();
            let what = match (about, property) {
                (About::Article, "author") => "JSON-LD author, of the article",
                (About::Article, _) => "JSON-LD creator, of the article",
                (About::Page, _) => "JSON-LD author, of the page",
                (About::SomeArticle, _) => "JSON-LD author, of one of several articles",
                (About::Other, _) => "JSON-LD author, of something else",
            };
            lists.push(Listed { names, what });
        }
    }
    lists
}

fn of_metas(page: &Page, sites: &[String]) -> Vec<Listed> {
    const KINDS: &[(&str, &[&str])] = &[
        ("meta author", &["author"]),
        (
            "meta article:author",
            &["article:author", "og:article:author", "article:author_name", "article.author", "og:author"],
        ),
        (
            "meta creator",
            &["dc.creator", "dcterms.creator", "dcterms.creator.author", "creator", "dc:creator", "dc.contributor"],
        ),
        (
            "meta byline",
            &[
                "byl",
                "byline",
                "parsely-author",
                "sailthru.author",
                "cxenseparse:author",
                "citation_author",
                "authors",
                "author_name",
                "article-author",
                "twitter:data1",
                "page.author",
            ],
        ),
    ];
    KINDS
        .iter()
        .map(|(what, names)| {
            let found = names.iter().find_map(|name| {
                let all: Vec<Named> = page
                    .metas
                    .iter()
                    .filter(|(n, _)| n == name)
                    .flat_map(|(_, content)| named(content, sites, false))
                    .collect();
                (!all.is_empty()).then_some(all)
            });
            Listed { names: found.unwrap_or_default(), what }
        })
        .collect()
}

/// Names in the lines of a page: where elements call themselves authors, and behind "By".
fn of_text(page: &Page, places: &Places<'_>, sites: &[String]) -> Vec<Listed> {
    let mut lists: Vec<Listed> = Vec::new();
    // People of one element are one list.
    let mut linked: Vec<(usize, Listed)> = Vec::new();
    for (at, row) in page.rows.iter().enumerate() {
        let zone = places.zone(at);
        let words = page.words(row);
        if places.is_hidden(row.element) || zone == Zone::After && words.len() > 100 {
            continue;
        }
        let around = places.around(row.element);
        if around.has(Names::COMMENT) {
            continue;
        }
        let others = around.has(Names::OTHERS) || around.has(Names::FRAME);
        let inlines = page.inlines.get(row.inlines.start as usize..row.inlines.end as usize).unwrap_or_default();
        for inline in inlines {
            if inline.bytes.len() > 90 {
                continue;
            }
            let is_link = page.elements.get(inline.element as usize).is_some_and(|e| e.tag == Tag::A);
            let names = page.names(inline.element);
            let own = places.own(inline.element);
            let to_author = is_link && is_author_address(names) || names.contains("author") && own.has(Names::AUTHOR);
            let beside = own.has(Names::AUTHOR) && !places.close(inline.element).has(Names::PHOTO);
            if !to_author && !beside {
                continue;
            }
            let found = named(page.text.get(inline.bytes.clone()).unwrap_or_default(), sites, !to_author);
            let what = match (zone, others) {
                (_, true) => "author element among links or frame",
                (Zone::Above | Zone::Head, _) => "author element at the headline",
                (Zone::Body, _) => "author element in the article",
                (Zone::Below, _) => "author element below the article",
                _ => "author element elsewhere",
            };
            match linked.last_mut() {
                Some((line, list)) if *line == at && list.what == what => {
                    for name in found {
                        if !list.names.iter().any(|n| key(&name.name).ends_with(&key(&n.name))) {
                            list.names.push(name);
                        }
                    }
                }
                _ => linked.push((at, Listed { names: found, what })),
            }
        }
        if words.len() <= 160 && places.close(row.element).has(Names::AUTHOR) && !around.has(Names::PHOTO) {
            let what = match (zone, others) {
                (_, true) => "author line among links or frame",
                (Zone::Above | Zone::Head, _) => "author line at the headline",
                (Zone::Body, _) => "author line in the article",
                (Zone::Below, _) => "author line below the article",
                _ => "author line elsewhere",
            };
            lists.push(Listed { names: named(words, sites, true), what });
        }
        // "Written by", and the name on the next line.
        let above = at.checked_sub(1).and_then(|above| page.rows.get(above)).map(|row| page.words(row));
        let led = above.is_some_and(is_lead) && words.len() <= 60;
        if words.len() <= 200
            && let Some(rest) = lead(words).or_else(|| led.then_some(words))
        {
            let what = match (zone, others) {
                (_, true) => "byline among links or frame",
                (Zone::Above | Zone::Head, _) => "byline at the headline",
                (Zone::Body, _) => "byline in the article",
                (Zone::Below, _) => "byline below the article",
                _ => "byline elsewhere",
            };
            lists.push(Listed { names: named(rest, sites, led || words.len() > 40), what });
        } else if zone == Zone::Head && words.len() <= 100 && !others {
            lists.push(Listed { names: beside_date(words, sites), what: "name beside the date" });
        }
    }
    lists.extend(linked.into_iter().map(|(_, list)| list));
    lists
}

/// The people in what a short line with a date holds beside it: "7.10.2015 - Ida Roth", "10/07/2015 by Ida Roth".
fn beside_date(words: &str, sites: &[String]) -> Vec<Named> {
    let days = written_days(words, Order::DayFirst);
    let [day] = days.as_slice() else { return Vec::new() };
    let (before, behind) = (words.get(..day.bytes.start), words.get(day.bytes.end..));
    let marks = |c: char| !c.is_alphanumeric();
    let mut names: Vec<Named> = [before, behind]
        .into_iter()
        .flatten()
        .map(|part| part.trim_matches(marks))
        .filter(|part| part.split_whitespace().count() <= 8)
        .flat_map(|part| named(part, sites, true))
        .collect();
    names.retain(|name| name.person);
    names
}

/// True for links to the page of an author.
fn is_author_address(names: &str) -> bool {
    const PARTS: &[&str] = &[
        "/author",
        "/autor",
        "/auteur",
        "/people/",
        "/person",
        "/profile",
        "/by/",
        "/contributor",
        "/journalist",
        "/writer",
        "/staff/",
        "/user/",
        "/reporter",
        "/columnist",
        "/team/",
        "/byline/",
        "rel=author",
        "author=",
    ];
    static MATCHER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(PARTS).ok());
    let address = names.find(" href=").and_then(|at| names.get(at..));
    address.zip(MATCHER.as_ref()).is_some_and(|(address, matcher)| matcher.is_match(address))
}
