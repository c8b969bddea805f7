//! HTML pages: the article's text, and what the page states about it.
//!
//! `dom_smoothie` (a port of Readability) finds the article. It parses into a tree, so pages that would make a tree
//! deep or huge are kept from it and read flat, as plain text with its furniture.

use serde_json::Value;

use super::date::FieldDate;
use super::lines::trim;
use super::markup::{Token, attribute, is_any, tokens};
use super::page::Page;

/// What a page states, and its lines.
#[derive(Debug, Default)]
pub(super) struct Stating {
    /// The lines.
    pub page: Page,
    /// The headline.
    pub title: Option<(String, &'static str)>,
    /// The outlet, and the field that names it.
    pub outlet: Option<(String, &'static str)>,
    /// The authors, and the field.
    pub authors: Option<(String, &'static str)>,
    /// Address that the page gives as its own.
    pub url: Option<String>,
    /// Dates it states, best first.
    pub dates: Vec<FieldDate>,
}

/// Reads a page. Linear in its length.
pub(super) fn page(html: &str) -> Stating {
    let fields = Fields::of(html);
    Stating {
        page: Page::of(html),
        title: fields.title(),
        outlet: fields.outlet(),
        authors: fields.authors(),
        url: fields.url.clone(),
        dates: fields.dates(),
    }
}

/// What the head and the structured data of a page state.
#[derive(Debug, Default)]
struct Fields {
    /// `meta` elements: name, content.
    metas: Vec<(String, String)>,
    /// The `title` element.
    title: Option<String>,
    /// First headings of the page.
    headings: Vec<String>,
    /// `time` elements: the value, and whether it is marked as the date of publication.
    times: Vec<(String, bool)>,
    /// Objects of JSON-LD that describe the article.
    linked: Vec<Value>,
    /// The canonical address.
    url: Option<String>,
}

impl Fields {
    fn of(html: &str) -> Self {
        let mut fields = Self::default();
        let mut heading: Option<String> = None;
        let mut linked = false;
        for token in tokens(html) {
            match token {
                Token::Open(name, attributes) => {
                    linked = false;
                    if name.eq_ignore_ascii_case("meta") {
                        fields.meta(attributes);
                    } else if name.eq_ignore_ascii_case("link") {
                        if attribute(attributes, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
                            fields.url = attribute(attributes, "href")
                                .map(|u| u.trim().to_owned())
                                .filter(|u| u.contains("://"));
                        }
                    } else if name.eq_ignore_ascii_case("time") {
                        if let Some(value) = attribute(attributes, "datetime").filter(|_| fields.times.len() < 50) {
                            let marked = attribute(attributes, "itemprop").is_some_and(|p| p.contains("datePublished"))
                                || attribute(attributes, "class")
                                    .is_some_and(|c| c.contains("publish") || c.contains("entry-date"))
                                || attributes.contains("pubdate");
                            fields.times.push((value.into_owned(), marked));
                        }
                    } else if name.eq_ignore_ascii_case("script") {
                        linked =
                            attribute(attributes, "type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json"));
                    } else if name.eq_ignore_ascii_case("h1") && fields.headings.len() < 5 {
                        heading = Some(String::new());
                    }
                }
                Token::Raw(name, text) => {
                    if linked && name.eq_ignore_ascii_case("script") && text.len() < 1 << 20 {
                        fields.linked_data(text);
                    } else if is_any(name, &["title"]) && fields.title.is_none() {
                        fields.title = Some(fold(&html_escape::decode_html_entities(text))).filter(|t| !t.is_empty());
                    }
                    linked = false;
                }
                Token::Text(text) => {
                    if let Some(heading) = &mut heading
                        && heading.len() < 1000
                    {
                        heading.push_str(&html_escape::decode_html_entities(text));
                        heading.push(' ');
                    }
                }
                Token::Close(name) => {
                    if name.eq_ignore_ascii_case("h1")
                        && let Some(text) = heading.take()
                    {
                        fields.headings.extend(Some(fold(&text)).filter(|t| !t.is_empty()));
                    }
                }
            }
        }
        fields
    }

    fn meta(&mut self, attributes: &str) {
        let name = ["property", "name", "itemprop"].iter().find_map(|key| attribute(attributes, key));
        if let (Some(name), Some(content)) = (name, attribute(attributes, "content"))
            && self.metas.len() < 500
            && content.len() < 5000
        {
            let content = fold(&content);
            if !content.is_empty() {
                self.metas.push((name.to_ascii_lowercase(), content));
            }
        }
    }

    /// Collects the objects of a JSON-LD script, through arrays and graphs.
    fn linked_data(&mut self, json: &str) {
        let cleaned = trim(json).trim_end_matches(';');
        let Ok(value) = serde_json::from_str::<Value>(cleaned) else { return };
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(mut object) => {
                    if let Some(graph) = object.remove("@graph") {
                        open.push(graph);
                    }
                    if let Some(main) = object.get("mainEntity").filter(|m| m.get("headline").is_some()).cloned() {
                        open.push(main);
                    }
                    if self.linked.len() < 100 {
                        self.linked.push(Value::Object(object));
                    }
                }
                _ => {}
            }
        }
    }

    fn first_meta(&self, names: &[&'static str]) -> Option<(String, &'static str)> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(n, _)| n == name).map(|(_, content)| (content.clone(), *name)))
    }

    /// JSON-LD objects that describe an article, then the others that are no site or breadcrumb.
    fn articles(&self) -> impl Iterator<Item = &Value> {
        self.linked.iter().filter(|v| type_of(v, &["Article", "Posting", "Report", "Review", "Recipe"]))
    }

    fn title(&self) -> Option<(String, &'static str)> {
        let site = self.outlet().map(|(name, _)| name);
        let stated = self
            .first_meta(&["og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title"])
            .or_else(|| self.articles().find_map(|v| Some((fold(v.get("headline")?.as_str()?), "JSON-LD headline"))))
            .or_else(|| self.title.clone().map(|t| (t, "title")));
        let stated = stated
            .map(|(title, field)| (without_site(&html_escape::decode_html_entities(&title), site.as_deref()), field));
        // The page's own heading, where it is the same headline: what readers saw.
        let heading = match &stated {
            Some((title, _)) => self.headings.iter().find(|h| alike(h, title)),
            None => self.headings.iter().find(|h| h.split_whitespace().count() > 2),
        };
        heading.map(|h| (h.clone(), "h1")).or(stated).filter(|(t, _)| !t.is_empty())
    }

    fn outlet(&self) -> Option<(String, &'static str)> {
        self.first_meta(&["og:site_name"])
            .or_else(|| {
                self.articles().find_map(|v| {
                    let publisher = v.get("publisher")?;
                    let name = publisher.get("name").or(Some(publisher))?.as_str()?;
                    Some((fold(name), "JSON-LD publisher"))
                })
            })
            .or_else(|| {
                self.first_meta(&["application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"])
            })
            .map(|(name, field)| (html_escape::decode_html_entities(&name).into_owned(), field))
            .filter(|(name, _)| !name.is_empty() && name.len() < 100 && !name.contains("://"))
    }

    fn authors(&self) -> Option<(String, &'static str)> {
        let linked = self.articles().find_map(|v| {
            let author = v.get("author")?;
            let list: Vec<&Value> = author.as_array().map_or_else(|| vec![author], |a| a.iter().collect());
            let names: Vec<String> = list
                .iter()
                .filter(|a| !type_of(a, &["Organization"]))
                .filter_map(|a| a.get("name").unwrap_or(a).as_str().map(fold))
                .filter(|n| !n.is_empty() && n.len() < 80 && !n.contains("://"))
                .collect();
            (!names.is_empty()).then(|| (names.join(", "), "JSON-LD author"))
        });
        linked
            .or_else(|| {
                self.first_meta(&[
                    "author",
                    "article:author",
                    "dc.creator",
                    "byl",
                    "parsely-author",
                    "sailthru.author",
                    "dcterms.creator",
                ])
            })
            .map(|(name, field)| {
                let name = html_escape::decode_html_entities(&name).into_owned();
                (name.trim_start_matches("By ").trim_start_matches("by ").to_owned(), field)
            })
            .filter(|(name, _)| !name.contains("://") && !name.contains('@') && name.len() < 200)
    }

    fn dates(&self) -> Vec<FieldDate> {
        let mut dates: Vec<FieldDate> = Vec::new();
        let mut push =
            |field: String, words: &str, update| dates.push(FieldDate { field, words: words.to_owned(), update });
        for (key, update) in
            [("datePublished", false), ("dateCreated", false), ("uploadDate", false), ("dateModified", true)]
        {
            let of_articles = self.articles().find_map(|v| v.get(key)?.as_str());
            let any = || self.linked.iter().find_map(|v| v.get(key)?.as_str());
            if let Some(value) = of_articles.or_else(any) {
                push(format!("JSON-LD {key}"), value, update);
            }
        }
        const PUBLISHED: &[&str] = &[
            "article:published_time",
            "og:published_time",
            "og:article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "publish-date",
            "publish_date",
            "publishdate",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "dcterms.date",
            "article.published",
            "article:published",
            "published",
            "citation_publication_date",
            "cxenseparse:recs:publishtime",
            "article_date_original",
            "originalpublicationdate",
            "date_published",
            "publication_date",
            "published-date",
            "created",
            "last-published",
            "ptime",
            "rnews:datepublished",
            "article.created",
            "displaydate",
            "dc.date.created",
            "timestamp",
            "release_date",
        ];
        const CHANGED: &[&str] = &[
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "last-modified",
            "lastmod",
            "dcterms.modified",
            "dc.date.modified",
            "revised",
            "article.updated",
            "updated_time",
        ];
        for (names, update) in [(PUBLISHED, false), (CHANGED, true)] {
            for name in names {
                if let Some((_, content)) = self.metas.iter().find(|(n, _)| n == name) {
                    push(format!("meta {name}"), content, update);
                }
            }
        }
        for (value, marked) in &self.times {
            if *marked {
                push("time".to_owned(), value, false);
            }
        }
        if let Some((value, _)) = self.times.first() {
            push("time".to_owned(), value, false);
        }
        dates.sort_by_key(|d| d.update);
        dates
    }
}

/// True when the type of a JSON-LD object ends in one of these.
fn type_of(value: &Value, ends: &[&str]) -> bool {
    let is = |name: &Value| name.as_str().is_some_and(|n| ends.iter().any(|end| n.ends_with(end)));
    match value.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is),
        Some(name) => is(name),
        None => false,
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

/// The same words, or one the beginning of the other.
fn alike(one: &str, other: &str) -> bool {
    let key = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(200).collect()
    };
    let (one, other) = (key(one), key(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    !short.is_empty() && (short == long || short.len() > 12 && long.contains(short.as_str()))
}

/// White space folded, ends trimmed.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
