//! Every date that a page states, and what kind of evidence it is.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use jiff::civil::{Date, Time};
use serde_json::{Map, Value};

use super::day::{Order, Style, WrittenDay, written_days};
use super::linked::{About, is_type};
use super::place::{Names, Places, Zone};
use crate::model::DateKind;
use crate::read::page::{Page, Row, Tag};

/// Lines read for dates at most, and how much of a long one.
const LINES: usize = 4_000;
const HEAD: usize = 160;

/// A date that a page states.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct PageDate {
    pub kind: DateKind,
    /// What kind of evidence it is; see [`super::weight`].
    pub what: &'static str,
    pub day: Date,
    /// The day in the other order of day and month.
    pub other: Option<Date>,
    pub clock: Option<Time>,
    pub zone: Option<String>,
    /// The words as they stand.
    pub words: String,
    /// The field or element.
    pub field: String,
    /// The line of the page that holds it, if it was read from one.
    pub line: Option<String>,
}

impl PageDate {
    /// The date that a record or feed gives.
    pub fn of_record(kind: DateKind, field: &str, words: &str, written: WrittenDay) -> Self {
        let what = if kind == DateKind::Updated { "record: updated" } else { "record: published" };
        Self::new(kind, what, field.to_owned(), words, written)
    }

    fn new(kind: DateKind, what: &'static str, field: String, words: &str, written: WrittenDay) -> Self {
        let WrittenDay { day, other, clock, zone, .. } = written;
        Self { kind, what, day, other, clock, zone, words: words.to_owned(), field, line: None }
    }
}

/// A field that should hold nothing but a date: its words, or seconds since 1970.
pub(in crate::read) fn field_day(words: &str, order: Order) -> Option<WrittenDay> {
    let words = words.trim();
    if words.len() > 100 {
        return None;
    }
    if (words.len() == 10 || words.len() == 13) && words.bytes().all(|b| b.is_ascii_digit()) {
        let seconds: i64 = words.get(..10)?.parse().ok()?;
        let time = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).datetime();
        let (day, clock) = (time.date(), Some(time.time()));
        let zone = Some("UTC".to_owned());
        let known = (1990..2100).contains(&day.year());
        return known.then_some(WrittenDay {
            bytes: 0..words.len(),
            day,
            other: None,
            clock,
            zone,
            style: Style::Compact,
        });
    }
    // "20190312T101500Z", "20190312101500".
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let stamp = matches!(digits, 12 | 14) || digits == 8;
    let cut = if stamp { words.get(..8)? } else { words };
    written_days(cut, order).into_iter().next().filter(|found| words.len() - found.bytes.len() <= 40)
}

/// Dates of JSON-LD.
pub(super) fn of_linked(objects: &[(About, &Map<String, Value>)], order: Order) -> Vec<PageDate> {
    let mut dates = Vec::new();
    for (about, object) in objects {
        if is_type(object, &["Event", "Comment", "Person", "Product", "Offer", "Movie"]) {
            continue;
        }
        for (key, kind) in [
            ("datePublished", DateKind::Published),
            ("dateCreated", DateKind::Published),
            ("uploadDate", DateKind::Published),
            ("dateModified", DateKind::Updated),
        ] {
            let Some(words) = object.get(key).and_then(Value::as_str) else { continue };
            let Some(written) = field_day(words, order) else { continue };
            let what = match (about, key) {
                (About::Article, "datePublished") => "JSON-LD: published, of the article",
                (About::Article, "dateModified") => "JSON-LD: modified, of the article",
                (About::Article, _) => "JSON-LD: created, of the article",
                (About::Page, "datePublished") => "JSON-LD: published, of the page",
                (About::Page, "dateModified") => "JSON-LD: modified, of the page",
                (About::SomeArticle, "dateModified") | (_, "dateModified") => "JSON-LD: modified, of something else",
                (About::SomeArticle, _) => "JSON-LD: published, of one of several articles",
                _ => "JSON-LD: published, of a picture or something else",
            };
            dates.push(PageDate::new(kind, what, format!("JSON-LD {key}"), words, written));
        }
    }
    dates
}

/// Dates of `meta` elements.
pub(super) fn of_metas(page: &Page, order: Order) -> Vec<PageDate> {
    let mut dates = Vec::new();
    for (name, content) in &page.metas {
        let Some((kind, what)) = meta_kind(name) else { continue };
        if let Some(written) = field_day(content, order) {
            dates.push(PageDate::new(kind, what, format!("meta {name}"), content, written));
        }
    }
    dates
}

/// Dates in the data of scripts. Of several by the same name none is known to be the article's.
pub(super) fn of_scripts(page: &Page, order: Order) -> Vec<PageDate> {
    let mut dates: Vec<PageDate> = Vec::new();
    for (name, value) in &page.script_dates {
        let Some(written) = field_day(value, order) else { continue };
        let several = page.script_dates.iter().any(|(n, v)| n == name && cut(v, 10) != cut(value, 10));
        let what = match (several, name.contains("reat")) {
            (true, _) => "script: one of several dates",
            (false, true) => "script: created",
            (false, false) => "script: published",
        };
        dates.push(PageDate::new(DateKind::Published, what, format!("script {name}"), value, written));
    }
    dates
}

/// What the name of a `meta` element says of the date in it.
fn meta_kind(name: &str) -> Option<(DateKind, &'static str)> {
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let named = has(&["date", "time", "publish", "pub-date", "pubdate", "created", "issued", "modified", "lastmod"]);
    if !named || has(&["expir", "event", "valid", "video", "timezone", "reading", "unpublish", "birth", "deadline"]) {
        return None;
    }
    if has(&["modif", "update", "revis", "lastmod", "changed"]) {
        return Some((DateKind::Updated, "meta: modified"));
    }
    if has(&["published_time", "datepublished", "publish", "pubdate", "pub-date", "pub_date", "issued", "originalpub"])
    {
        return Some((DateKind::Published, "meta: published"));
    }
    if has(&["created", "dc.date", "dcterms.date", "dc:date", "citation_date", "online_date"]) {
        return Some((DateKind::Published, "meta: created"));
    }
    if matches!(
        name,
        "date" | "article.date" | "article:date" | "displaydate" | "sailthru.date" | "timestamp" | "datetime"
    ) {
        return Some((DateKind::Published, "meta: date"));
    }
    Some((DateKind::Published, "meta: another date"))
}

/// A date that a title begins or ends with: "Weir at Halm | Halm Gazette | 07.10.2015". One inside is what it is about.
pub(super) fn of_title(page: &Page, order: Order) -> Option<PageDate> {
    let stated = page.metas.iter().find(|(name, _)| name == "og:title").map(|(_, content)| content.as_str());
    [page.title.as_deref(), stated].into_iter().flatten().find_map(|title| {
        let is_mark = |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | ':' | ',' | '(' | ')' | '/');
        let found = written_days(title, order).into_iter().next()?;
        let (before, behind) = (title.get(..found.bytes.start)?, title.get(found.bytes.end..)?);
        let parted = |words: &str, end: bool| {
            let mark = |c: char| matches!(c, '|' | '-' | '–' | '—' | ':' | '(');
            words.trim().is_empty() || if end { words.trim().ends_with(mark) } else { words.trim().starts_with(mark) }
        };
        let first = before.trim_matches(is_mark).is_empty() && parted(behind, false);
        let last = behind.trim_matches(is_mark).is_empty() && parted(before, true);
        let words = title.get(found.bytes.clone())?.to_owned();
        let what = "title: first or last words";
        (first || last).then(|| PageDate::new(DateKind::Published, what, "title".to_owned(), &words, found))
    })
}

/// Dates that elements state for machines (`time`, `itemprop`).
pub(super) fn of_values(page: &Page, places: &Places<'_>, order: Order) -> Vec<PageDate> {
    let mut dates = Vec::new();
    for value in &page.values {
        let tag = page.elements.get(value.element as usize).map(|e| e.tag);
        let own = places.own(value.element);
        if tag != Some(Tag::Time) && !own.has(Names::DATE) {
            continue;
        }
        let Some(written) = field_day(&value.words, order) else { continue };
        let around = places.around(value.element);
        let row = places.row_at(value.at);
        let zone = places.zone(row);
        let label = page
            .rows
            .get(row)
            .and_then(|r| page.text.get(r.bytes.start..value.at.max(r.bytes.start)))
            .map_or(Labelled::No, |before| labelled(tail(before, 60)));
        let updated = own.has(Names::UPDATED) && !own.has(Names::PUBLISHED) || label == Labelled::Updated;
        let published = own.has(Names::PUBLISHED) || label == Labelled::Published;
        let kind = if updated { DateKind::Updated } else { DateKind::Published };
        let elsewhere = around.has(Names::OTHERS) || around.has(Names::COMMENT) || around.has(Names::FRAME);
        let what = if around.has(Names::EVENT) {
            "time element of an event"
        } else if elsewhere {
            "time element among links, comments or frame"
        } else {
            match (zone, updated, published) {
                (Zone::Above | Zone::Head, true, _) => "time element at the headline, of the update",
                (_, true, _) => "time element elsewhere, of the update",
                (Zone::Above | Zone::Head, _, true) => "time element at the headline, of the publication",
                (Zone::Above | Zone::Head, _, _) => "time element at the headline",
                (Zone::Body | Zone::Below, _, true) => "time element in the article, of the publication",
                (Zone::Body | Zone::Below, _, _) => "time element in the article",
                (_, _, true) => "time element elsewhere, of the publication",
                _ => "time element elsewhere",
            }
        };
        dates.push(PageDate::new(kind, what, "time element".to_owned(), &value.words, written));
    }
    dates
}

/// A date in an address: "/2015/10/07/", "/2015-10-07-", "/20151007", "/2015/oct/07/".
pub(in crate::read) fn of_address(address: &str) -> Option<PageDate> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    // An archive's copy has the address of the original behind its own.
    let path = path.rsplit_once("://").map_or(path, |(_, rest)| rest);
    let path = path.find('/').and_then(|at| path.get(at..))?;
    let path = path.split('#').next()?;
    let words: String = path.chars().map(|c| if matches!(c, '_' | '=' | '?' | '&') { ' ' } else { c }).collect();
    let found = written_days(&words, Order::DayFirst)
        .into_iter()
        .find(|d| d.style != Style::ShortYear && d.other.is_none() && d.day.year() >= 1990)
        .or_else(|| part_by_date(path))
        .or_else(|| number_by_date(path))?;
    let part = path.get(found.bytes.clone())?.to_owned();
    let what = if found.style == Style::Compact { "address: eight digits" } else { "address" };
    let found = WrittenDay { clock: None, zone: None, ..found };
    Some(PageDate::new(DateKind::Published, what, "address".to_owned(), &part, found))
}

/// A part of the path that begins with a date: "/12-10-2015-weir".
fn part_by_date(path: &str) -> Option<WrittenDay> {
    path.split('/').find_map(|part| {
        let found = written_days(part, Order::DayFirst).into_iter().next()?;
        let at = part.as_ptr() as usize - path.as_ptr() as usize;
        (found.style == Style::Numbers && found.bytes.start == 0 && found.other.is_none())
            .then_some(WrittenDay { bytes: at..at + found.bytes.end, ..found })
    })
}

/// An article's number that begins with a date: "201510071234".
fn number_by_date(path: &str) -> Option<WrittenDay> {
    path.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() > 8).find_map(|number| {
        let head = number.get(..8)?;
        let found = written_days(head, Order::DayFirst).into_iter().next()?;
        let at = number.as_ptr() as usize - path.as_ptr() as usize;
        Some(WrittenDay { bytes: at..at + 8, ..found })
    })
}

/// Dates in the text of a page.
pub(super) fn of_text(page: &Page, places: &Places<'_>, order: Order) -> Vec<PageDate> {
    let mut dates = Vec::new();
    for (at, row) in page.rows.iter().enumerate().take(LINES) {
        let words = page.words(row);
        let long = words.len() > 300;
        let read = if long { cut(words, HEAD) } else { words };
        let found = written_days(read, order);
        if found.len() > 6 {
            continue;
        }
        for (nth, written) in found.into_iter().enumerate() {
            let Some((kind, what)) = text_kind(page, places, at, row, &written, long, nth) else { continue };
            let part = words.get(written.bytes.clone()).unwrap_or_default().to_owned();
            let mut date = PageDate::new(kind, what, "line of the page".to_owned(), &part, written);
            date.line = Some(words.to_owned());
            dates.push(date);
        }
    }
    dates
}

fn text_kind(
    page: &Page,
    places: &Places<'_>,
    at: usize,
    row: &Row,
    written: &WrittenDay,
    long: bool,
    nth: usize,
) -> Option<(DateKind, &'static str)> {
    let words = page.words(row);
    if places.is_hidden(row.element) || written.style == Style::Compact {
        return None;
    }
    let before = words.get(..written.bytes.start).unwrap_or_default();
    let bytes = row.bytes.start + written.bytes.start..row.bytes.start + written.bytes.end;
    let inline = page
        .inlines
        .get(row.inlines.start as usize..row.inlines.end as usize)
        .unwrap_or_default()
        .iter()
        .filter(|i| i.bytes.start <= bytes.start && i.bytes.end >= bytes.end)
        .min_by_key(|i| i.bytes.len());
    let element = inline.map_or(row.element, |i| i.element);
    let near = places.close(element);
    let around = places.around(element);
    let zone = places.zone(at);
    let label = match labelled(tail(before, 60)) {
        // "Published" above the date, in a line of its own.
        Labelled::No if before.trim().is_empty() => {
            let above = at.checked_sub(1).and_then(|above| page.rows.get(above)).map(|row| page.words(row));
            above.filter(|words| words.len() <= 30).map_or(Labelled::No, labelled)
        }
        label => label,
    };
    let lower = words.to_lowercase();
    if lower.contains('©') || lower.contains("copyright") || around.has(Names::EVENT) {
        return None;
    }
    let updated =
        label == Labelled::Updated || near.has(Names::UPDATED) && label == Labelled::No && !near.has(Names::PUBLISHED);
    let published = label == Labelled::Published || near.has(Names::PUBLISHED);
    let kind = if updated { DateKind::Updated } else { DateKind::Published };
    // The date is what the element or line holds, give or take a few words.
    let room = inline.map_or(row.bytes.len(), |i| i.bytes.len());
    let alone = room <= written.bytes.len() + 40;
    let named = near.has(Names::DATE);
    let elsewhere = around.has(Names::OTHERS) || around.has(Names::COMMENT) || around.has(Names::FRAME);
    let short = written.style == Style::ShortYear;
    let what = if long {
        // A dateline: the date stands in the first words of the first paragraph.
        let first = (places.paragraphs.start..places.paragraphs.start + 3).contains(&at);
        if first && nth == 0 && written.bytes.start < 60 { "text: first words of the article" } else { return None }
    } else if elsewhere && !published {
        match (zone, alone) {
            (Zone::Head, true) => "text among other things, at the headline",
            _ => "text among links, comments or frame",
        }
    } else if around.has(Names::CLOCK) && zone < Zone::Head && !published {
        "text: clock of the page"
    } else {
        match (zone, updated, published, named, alone) {
            (Zone::Above | Zone::Head, true, _, _, _) => "text at the headline, of the update",
            (_, true, _, _, _) => "text elsewhere, of the update",
            (Zone::Head, _, true, _, _) => "text below the headline, of the publication",
            (Zone::Head, _, _, true, _) => "text below the headline, in a date element",
            (Zone::Head, _, _, _, true) if short => "text below the headline, short year",
            (Zone::Head, _, _, _, true) => "text below the headline, a date line",
            (Zone::Head, _, _, _, _) => "text below the headline",
            (Zone::Above, _, true, _, _) => "text above the headline, of the publication",
            (Zone::Above, _, _, true, _) => "text above the headline, in a date element",
            (Zone::Above, _, _, _, true) => "text above the headline, a date line",
            (Zone::Above, _, _, _, _) => "text above the headline",
            (Zone::Body, _, true, _, _) => "text in the article, of the publication",
            (Zone::Body, _, _, true, _) => "text in the article, in a date element",
            (Zone::Body, _, _, _, true) => "text in the article, a date line",
            (Zone::Body, _, _, _, _) => "text in the article",
            (Zone::Below, _, true, _, _) => "text below the article, of the publication",
            (Zone::Below, _, _, true, _) => "text below the article, in a date element",
            (Zone::Below, _, _, _, true) => "text below the article, a date line",
            (_, _, true, _, _) => "text elsewhere, of the publication",
            (_, _, _, true, _) => "text elsewhere, in a date element",
            (_, _, _, _, true) => "text elsewhere, a date line",
            _ => "text elsewhere",
        }
    };
    Some((kind, what))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Labelled {
    No,
    Published,
    Updated,
}

/// What the words before a date say of it; the last such word counts.
fn labelled(before: &str) -> Labelled {
    const PUBLISHED: &[&str] = &[
        "publish",
        "posted",
        "post date",
        "released",
        "issued",
        "created",
        "first",
        "filed",
        "written",
        "veröffentlicht",
        "erstellt",
        "erschienen",
        "publiziert",
        "publié",
        "publicad",
        "pubblicat",
        "publicat",
        "опубликован",
        "опубліковано",
        "gepubliceerd",
        "geplaatst",
        "publicerad",
        "publisert",
        "publiceret",
        "julkaistu",
        "opublikowano",
        "dodano",
        "data publikacji",
        "yayın",
        "publikováno",
        "vydáno",
        "發布",
        "发布",
        "发表",
        "公開",
        "投稿",
        "등록",
        "입력",
        "δημοσ",
        "نشر",
        "פורסם",
        "online seit",
        "date:",
        "datum:",
        "data:",
        "fecha:",
    ];
    const UPDATED: &[&str] = &[
        "updat",
        "modif",
        "revis",
        "edited",
        "reviewed",
        "changed",
        "aktualisier",
        "geändert",
        "stand:",
        "stand ",
        "mis à jour",
        "mise à jour",
        "màj",
        "actualiza",
        "actualitza",
        "aggiornat",
        "ultima modifica",
        "обновлен",
        "оновлено",
        "bijgewerkt",
        "gewijzigd",
        "uppdaterad",
        "oppdatert",
        "opdateret",
        "päivitetty",
        "zaktualizowano",
        "aktualizacja",
        "atualizado",
        "güncelle",
        "aktualizováno",
        "更新",
        "수정",
        "ενημ",
        "تحديث",
        "עודכן",
    ];
    static MATCHER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(PUBLISHED.iter().chain(UPDATED)).ok());
    let Some(matcher) = MATCHER.as_ref() else { return Labelled::No };
    match matcher.find_iter(&before.to_lowercase()).last() {
        Some(hit) if hit.pattern().as_usize() < PUBLISHED.len() => Labelled::Published,
        Some(_) => Labelled::Updated,
        None => Labelled::No,
    }
}

fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}
