//! What a page states about its article: headline, people, outlet, dates, language; each with what it rests on.
//!
//! One look at the page that [`super::page`] has laid out: its `meta` elements, JSON-LD, elements that name themselves, and
//! lines. Each field collects candidates of different kinds and weighs the kinds; the weights stand in tables.

mod authors;
mod dates;
mod day;
mod linked;
mod months;
mod outlet;
mod people;
mod place;
mod title;
mod weigh;

use super::page::Page;
pub(super) use authors::Authors;
pub(super) use dates::{PageDate, field_day, of_address as address_day};
pub(super) use day::Order;
use linked::Linked;
pub(super) use outlet::domain;
pub(super) use people::names_people;
use place::Places;
pub(super) use weigh::weigh;

/// What a page states.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// The headline, and the field.
    pub title: Option<(String, &'static str)>,
    /// The outlet, and the field that names it.
    pub outlet: Option<(String, &'static str)>,
    /// Who wrote it.
    pub authors: Option<Authors>,
    /// Address that the page gives as its own.
    pub url: Option<String>,
    /// Every date it states.
    pub dates: Vec<PageDate>,
    /// The language it says it is in.
    pub language: Option<String>,
}

impl Fields {
    /// Reads the fields of a page that came from `url`. Linear in the page.
    pub fn of(page: &Page, url: Option<&str>) -> Self {
        let linked = Linked::of(&page.linked_data);
        let addresses: Vec<&str> = [url, page.canonical.as_deref()].into_iter().flatten().collect();
        let outlet = outlet::outlet(page, &linked);
        let sites = outlet::names(page, outlet.as_ref().map(|(name, _)| name.as_str()), &addresses);
        let stated = title::stated(page, &sites);
        let headlines: Vec<&str> = stated.iter().map(String::as_str).collect();
        let places = Places::of(page, &headlines);
        let shown = places.headline.and_then(|at| page.rows.get(at)).map(|row| page.words(row));
        let known: Vec<&str> = headlines.iter().copied().chain(shown).collect();
        let objects = linked.about(&known, &addresses);
        let order = order(page.language.as_deref(), &addresses);
        let mut dates = dates::of_linked(&objects, order);
        dates.extend(dates::of_metas(page, order));
        dates.extend(dates::of_values(page, &places, order));
        dates.extend(addresses.iter().find_map(|address| dates::of_address(address)));
        dates.extend(dates::of_title(page, order));
        dates.extend(dates::of_scripts(page, order));
        dates.extend(dates::of_text(page, &places, order));
        Self {
            title: title::title(page, &places, &objects, &stated, &sites),
            authors: authors::authors(page, &places, &linked, &objects, &sites),
            outlet,
            url: page.canonical.clone(),
            dates,
            language: page.language.clone(),
        }
    }
}

/// Day first or month first: by the country of the address, then by the language.
pub(super) fn order(language: Option<&str>, addresses: &[&str]) -> Order {
    let host = addresses.first().and_then(|a| a.split_once("://")).map_or("", |(_, rest)| rest);
    let host = host.split(['/', ':', '?']).next().unwrap_or_default();
    let country = host.rsplit('.').next().filter(|end| end.len() == 2).unwrap_or_default();
    let language = language.unwrap_or_default().to_ascii_lowercase().replace('_', "-");
    match (country, language.as_str()) {
        ("us" | "ph", _) => Order::MonthFirst,
        ("" | "io" | "co" | "tv" | "me" | "ai" | "fm", "" | "en" | "en-us" | "en-ph") => Order::MonthFirst,
        _ => Order::DayFirst,
    }
}

/// The same words, or one the beginning of the other.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    !short.is_empty() && (short == long || short.len() > 12 && long.contains(short.as_str()))
}

/// The same words, letter case and marks aside.
fn same_words(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) <= 40 && !one.is_empty() && key(one) == key(other)
}

/// The letters and digits of a text, small.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(300).collect()
}

/// White space folded, ends trimmed.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
