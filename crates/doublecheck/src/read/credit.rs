//! Who an article names as its sources: agency credits, bylines, datelines, and the outlet.

use std::ops::Range;

use crate::language::{TimeExpression, times};
use crate::model::{Evidence, Label, OutletEntry, Stated, Tables, Text};

use super::agency::{NamedSource, agency, is_stage_direction, known_agency, named_source};
use super::fields::names_people;
use super::label::Piece;
use super::lines::trim;

/// True for capitalised words only, at most six, with the small words of names between.
pub(super) fn is_name(text: &str) -> bool {
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        if !starts_upper(word)
            && !matches!(word, "of" | "the" | "and" | "de" | "van" | "von" | "al" | "bin" | "del" | "der" | "la" | "di")
        {
            return false;
        }
    }
    (1..=6).contains(&words) && text.split_whitespace().next().is_some_and(starts_upper)
}

fn starts_upper(word: &str) -> bool {
    word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// The words inside one pair of brackets that makes up the whole text: `(Name)`, `[Name]`, `/NAME/`.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    [('(', ')'), ('[', ']'), ('/', '/'), ('（', '）')].iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then(|| inner.trim())
    })
}

/// A credit line: "(Agency)", "Source: Agency", "Agency", "- Agency", "With files from Agency", "By Agency".
pub(super) fn is_credit(line: &str) -> bool {
    if line.len() > 120 {
        return false;
    }
    if let Some(inner) = bracketed(line) {
        if is_stage_direction(inner) {
            return false;
        }
        let inner = inner.strip_prefix("with ").or(inner.strip_prefix("With ")).unwrap_or(inner);
        return lead_in(inner).is_some()
            || agency(inner).is_some()
            || (is_name(inner) && inner.split_whitespace().count() <= 4 && !inner.contains(char::is_numeric));
    }
    let bare = line.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '*' | '~' | ' ' | '.' | '|' | '©'));
    if bare.split(['/', ',', '&']).map(str::trim).all(|part| agency(part).is_some()) || signed(bare) {
        return true;
    }
    lead_in(line).is_some()
        || named_source(line).is_some()
        || byline_words(line).is_some_and(|names| agency(names).is_some())
}

/// An agency with the initials of its desk: "dpa/ab".
fn signed(line: &str) -> bool {
    line.split_once('/').is_some_and(|(name, desk)| {
        agency(name).is_some() && (2..=4).contains(&desk.len()) && desk.bytes().all(|b| b.is_ascii_lowercase())
    })
}

/// What a credit names after its lead-in ("Source:", "With files from", "Courtesy of").
fn lead_in(line: &str) -> Option<&str> {
    const LEADS: &[&str] = &[
        "source:",
        "sources:",
        "via:",
        "agency:",
        "agencies:",
        "with files from",
        "with inputs from",
        "with input from",
        "inputs from",
        "with agencies",
        "agencies",
        "with agency inputs",
        "with reporting by",
        "reporting by",
        "additional reporting by",
        "compiled from",
        "with material from",
        "with information from",
        "courtesy:",
    ];
    let rest = LEADS.iter().find_map(|lead| {
        let head = line.get(..lead.len())?;
        let rest = line.get(lead.len()..)?;
        (head.eq_ignore_ascii_case(lead) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
    })?;
    let rest = trim(rest);
    (rest.split_whitespace().count() <= 10).then_some(rest)
}

/// The names of a byline: what follows "By", "Written by", "Author:", "Text:".
pub(super) fn byline_words(line: &str) -> Option<&str> {
    const LEADS: &[&str] = &[
        "by ",
        "by: ",
        "written by ",
        "author: ",
        "authors: ",
        "text: ",
        "words by ",
        "story by ",
        "posted by ",
        "text by ",
        "report by ",
        "reporter: ",
        "editor: ",
        "edited by ",
        "editing by ",
        "reporting by ",
    ];
    if line.len() > 160 {
        return None;
    }
    let rest = LEADS.iter().find_map(|lead| {
        let head = line.get(..lead.len())?;
        head.eq_ignore_ascii_case(lead).then(|| line.get(lead.len()..)).flatten()
    })?;
    let rest = trim(rest);
    let names = rest.split([',', '|', ';', '·', '•', '(', '–', '—']).next().map(trim)?;
    let names =
        [" in ", " at ", " for ", " and Agencies"].iter().fold(names, |n, cut| n.split(cut).next().unwrap_or(n));
    let people = names.split(" and ").all(|name| is_name(name.trim()) && !name.contains(char::is_numeric));
    (people && !names.is_empty()).then_some(names)
}

/// What stands before the first sentence: "PORT VALE, March 3 (Agency) --".
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Dateline {
    /// The place, as a byte range of the paragraph.
    pub place: Option<Range<usize>>,
    /// The agency.
    pub agency: Option<Range<usize>>,
    /// The date, with or without a year; bytes of the paragraph.
    pub date: Option<TimeExpression>,
}

/// Reads the dateline of a paragraph. Linear in its first 120 bytes.
pub(super) fn dateline(paragraph: &str) -> Option<Dateline> {
    let mut limit = paragraph.len().min(120);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = paragraph.get(..limit)?;
    let (end, strong) = dateline_end(head)?;
    let prefix = head.get(..end)?;
    let date = times(prefix).into_iter().find(|t| matches!(t.kind, crate::language::TimeKind::Days { .. }));
    let agency = brackets(prefix).find(|range| {
        prefix.get(range.clone()).is_some_and(|name| {
            agency(name).is_some() || signed(name) || (is_name(name) && !name.contains(char::is_numeric))
        })
    });
    let cut = [prefix.find(['(', '/', '[']), date.as_ref().map(|d| d.bytes.start)]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(prefix.len());
    let place = trim(prefix.get(..cut)?.trim_end_matches([',', '.', ';', ' ', '|', '-', '–', '—']));
    let words = place.split_whitespace().count();
    let first = place.split(',').next().unwrap_or_default();
    let shouted = first.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !first.contains(char::is_lowercase);
    let named = (1..=7).contains(&words) && is_name(&place.replace(',', " ")) && !place.contains(char::is_numeric);
    let leading_agency = place.is_empty() && agency.is_some();
    if !(leading_agency || named && (shouted && strong || agency.is_some() || date.is_some() && strong)) {
        return None;
    }
    let place = (!place.is_empty()).then(|| {
        let start = prefix.find(first.trim()).unwrap_or(0);
        start..start + first.trim().len()
    });
    Some(Dateline { place, agency, date })
}

/// Where the dateline ends, and whether its mark is one that little else uses.
fn dateline_end(head: &str) -> Option<(usize, bool)> {
    let dashes = [" -- ", "-- ", " — ", "— ", " – ", "—", " --", " - "];
    let first = dashes.iter().filter_map(|mark| Some((head.find(mark)?, *mark))).min_by_key(|(at, _)| *at);
    // "CITY — (Agency) — Words": the dash behind the bracket ends it.
    let dash = first.map(|(at, mark)| {
        let rest = head.get(at + mark.len()..).unwrap_or_default();
        let bracket = rest.trim_start_matches(['-', '–', '—', ' ']).starts_with('(').then(|| rest.find(')')).flatten();
        let behind = bracket.and_then(|close| {
            let after = at + mark.len() + close;
            dashes.iter().filter_map(|mark| head.get(after..)?.find(mark)).min().map(|next| after + next)
        });
        behind.unwrap_or(at)
    });
    // "CITY, October 7. /AGENCY/. Words" and "(Agency) Words".
    let slash = head.find("/. ").map(|i| i + 1);
    let colon =
        head.find(": ").filter(|&i| head.get(..i).is_some_and(|p| !p.contains(char::is_lowercase) && p.len() >= 4));
    match (dash, slash, colon) {
        (Some(dash), _, _) if colon.is_none_or(|c| dash < c) => Some((dash, true)),
        (_, Some(slash), _) => Some((slash, true)),
        (_, _, Some(colon)) => Some((colon, true)),
        // "CITY, March 3 (Agency) Words".
        _ => brackets(head)
            .find(|range| range.end < 60 && head.get(range.clone()).is_some_and(|name| known_agency(name).is_some()))
            .map(|range| (range.end + 1, true)),
    }
}

/// The insides of the bracket pairs and slash pairs of a text.
fn brackets(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    [('(', ')'), ('/', '/'), ('[', ']')].into_iter().filter_map(|(open, close)| {
        let start = text.find(open)? + open.len_utf8();
        let end = start + text.get(start..)?.find(close)?;
        Some(start..end)
    })
}

/// What an article says of its sources.
#[derive(Debug, Default)]
pub(super) struct Credits {
    pub agency: Option<Stated>,
    pub relay: Option<Stated>,
    pub byline: Option<Stated>,
    pub dateline: Option<Stated>,
}

/// Collects credits, byline and dateline from the labelled pieces of a text.
pub(super) fn credits(text: &Text, pieces: &[Piece], own: Option<&str>) -> Credits {
    let mut credits = Credits::default();
    // The outlet's own name at the head of its page credits nobody.
    let masthead = |words: &str| own.is_some_and(|own| trim(words).eq_ignore_ascii_case(own));
    let whole = text.as_str();
    let stated =
        |value: String, bytes: Range<usize>| Some(Stated { value, evidence: Evidence::Words(text.span(bytes)) });
    let inside = |outer: &Range<usize>, part: &str| {
        let start = whole.get(outer.clone()).and_then(|t| t.find(part)).unwrap_or(0) + outer.start;
        start..start + part.len()
    };
    for piece in pieces {
        let words = whole.get(piece.bytes.clone()).unwrap_or_default();
        match piece.label {
            Label::Title | Label::TitleRepeat => {}
            _ if masthead(words) => {}
            label
                if let Some(names) =
                    byline_words(words).filter(|names| !label.is_body() || agency(names).is_some()) =>
            {
                match agency(names) {
                    Some(shown) if credits.agency.is_none() => {
                        credits.agency = stated(shown, inside(&piece.bytes, names));
                    }
                    None if label == Label::Byline && credits.byline.is_none() && names_people(names) => {
                        credits.byline = stated(names.to_owned(), inside(&piece.bytes, names));
                    }
                    _ => {}
                }
            }
            _ if let Some(source) = named_source(words).filter(|_| words.len() < 160) => {
                let (named, relay) = match source {
                    NamedSource::Agency(name) => (Some(name), None),
                    NamedSource::Relay(name) => (None, Some(name)),
                    NamedSource::Both(name, relay) => (Some(name), Some(relay)),
                };
                if let Some(name) = named.filter(|_| credits.agency.is_none()) {
                    let shown = agency(name).unwrap_or_else(|| name.to_owned());
                    credits.agency = stated(shown, inside(&piece.bytes, name));
                }
                if let Some(name) = relay.filter(|_| credits.relay.is_none()) {
                    let shown = agency(name).unwrap_or_else(|| name.to_owned());
                    credits.relay = stated(shown, inside(&piece.bytes, name));
                }
            }
            Label::Credit if credits.agency.is_none() => {
                let name = credited(words);
                // Who reported for it is a person unless known as an agency.
                let person = words.to_lowercase().contains("reporting");
                if let Some(shown) = agency(name).or_else(|| (!person && !name.is_empty()).then(|| name.to_owned())) {
                    credits.agency = stated(shown, inside(&piece.bytes, name));
                }
            }
            _ => {}
        }
    }
    // A byline may carry the agency ("By Jane Roe, Agency").
    if let Some(first) = pieces.iter().find(|p| p.label.is_body() && p.label != Label::Subhead) {
        let words = whole.get(first.bytes.clone()).unwrap_or_default();
        if let Some(line) = dateline(words) {
            let at = |range: Range<usize>| first.bytes.start + range.start..first.bytes.start + range.end;
            if let Some(place) = line.place {
                let name = words.get(place.clone()).unwrap_or_default();
                credits.dateline = stated(name.to_owned(), at(place));
            }
            if let (None, Some(range)) = (&credits.agency, line.agency) {
                let name = words.get(range.clone()).unwrap_or_default();
                let name = if signed(name) { name.split('/').next().unwrap_or(name) } else { name };
                credits.agency = stated(agency(name).unwrap_or_else(|| name.to_owned()), at(range));
            }
        }
    }
    credits
}

/// The name in a credit line.
fn credited(line: &str) -> &str {
    let bare = |t| trim(t).trim_matches(|c: char| !c.is_alphanumeric());
    let line = bracketed(line).unwrap_or(line);
    let rest = lead_in(line).or_else(|| byline_words(line)).unwrap_or(line);
    bare(rest.split(['/', ',', ';']).next().unwrap_or(rest))
}

/// The outlet by the analyst's table: by address, by file name, by a name in a credit, byline or the end of the title.
pub(super) fn tabled_outlet<'t>(
    tables: &'t Tables,
    url: Option<&str>,
    path: &str,
    named: &[&str],
) -> Option<(&'t OutletEntry, &'static str)> {
    let host = url.and_then(host).unwrap_or_default();
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let find = |test: &dyn Fn(&OutletEntry) -> bool| tables.outlets.iter().find(|entry| test(entry));
    let by_domain = |entry: &OutletEntry| entry.domains.iter().any(|domain| is_domain(&host, domain));
    let by_file =
        |entry: &OutletEntry| entry.files.iter().any(|glob| matches_glob(glob, file) || matches_glob(glob, path));
    let by_name = |entry: &OutletEntry| {
        std::iter::once(&entry.name)
            .chain(&entry.aliases)
            .any(|name| named.iter().any(|n| n.trim().eq_ignore_ascii_case(name)))
    };
    find(&by_domain)
        .map(|entry| (entry, "domain"))
        .or_else(|| find(&by_file).map(|entry| (entry, "file name")))
        .or_else(|| find(&by_name).map(|entry| (entry, "name")))
}

/// The host of an address, in small letters.
fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    (host.contains('.')).then(|| host.to_ascii_lowercase())
}

fn is_domain(host: &str, domain: &str) -> bool {
    let domain = domain.trim().trim_start_matches("www.").to_ascii_lowercase();
    !domain.is_empty() && host.strip_suffix(&domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Shell-like match in which `*` stands for any run of characters. Linear in pattern times text at worst.
fn matches_glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(first) = parts.next() else { return false };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}
