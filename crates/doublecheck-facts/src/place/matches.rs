//! Where names of the gazetteer stand in a text.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::Folder;
use super::gazetteer::{By, Gazetteer, Kind};
use super::lists;
use super::pieces::{Piece, Shape, is_hyphen, ties};

/// Names are followed over so many words.
const LONGEST: usize = 6;

/// A run of pieces that bears a name of the gazetteer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub start: u32,
    /// One past the last piece.
    pub end: u32,
    /// How the first of its bearers is called so, what that is and how large.
    pub by: By,
    pub kind: Kind,
    pub size: u8,
}

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&str, Vec<&str>> = HashMap::new();
    for form in lists::rules(lists::ABBREVIATIONS).flat_map(|(forms, _)| forms) {
        by_first.entry(form.get(..2).unwrap_or(form)).or_default().push(form);
    }
    by_first.values_mut().for_each(|forms| forms.sort_by_key(|form| std::cmp::Reverse(form.len())));
    by_first
});

/// The short form of a state that stands here, with its full stop.
fn abbreviation_at(text: &str, start: usize) -> Option<&'static str> {
    let rest = &text[start..];
    let forms = ABBREVIATIONS.get(rest.get(..2)?)?;
    let fits = |form: &&&str| {
        rest.strip_prefix(**form)
            .is_some_and(|after| form.ends_with('.') || !after.starts_with(|c: char| c.is_alphanumeric()))
    };
    forms.iter().find(fits).copied()
}

/// The longest match at each piece where one begins; none begins inside another that began before.
pub(crate) fn matches(text: &str, pieces: &[Piece], gazetteer: &Gazetteer) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match longest(text, pieces, at, gazetteer) {
            Some(m) => {
                at = m.end as usize;
                found.push(m);
            }
            None => at += 1,
        }
    }
    found
}

fn longest(text: &str, pieces: &[Piece], start: usize, gazetteer: &Gazetteer) -> Option<Match> {
    let first = pieces[start];
    if !first.is_name() {
        return None;
    }
    let behind_comma = start.checked_sub(1).is_some_and(|before| &text[pieces[before].bytes()] == ",");
    if let Some(form) = abbreviation_at(text, first.start as usize)
        && (behind_comma || form.ends_with('.'))
    {
        let end = first.start as usize + form.len();
        let pieces_end = start + pieces[start..].iter().take_while(|p| (p.end as usize) <= end).count();
        if pieces_end > start && pieces[pieces_end - 1].end as usize == end {
            return Some(Match {
                start: start as u32,
                end: pieces_end as u32,
                by: By::Abbreviation,
                kind: Kind::First,
                size: 0,
            });
        }
    }
    let mut folder = Folder::default();
    let mut best = None;
    let mut at = start;
    let mut words = 0;
    while let Some(piece) = pieces.get(at) {
        if piece.sentence != first.sentence || words == LONGEST {
            break;
        }
        let surface = &text[piece.bytes()];
        match piece.shape {
            Shape::Mark if surface.starts_with(is_hyphen) && at > start && piece.glued => {
                at += 1;
                continue;
            }
            // The full stop behind "St" belongs to the name, another ends it.
            Shape::Mark | Shape::Digits => break,
            Shape::Clitic if at > start => folder.add(surface),
            Shape::Clitic => break,
            Shape::Lower if !JOINERS.contains(&surface) && !ties(pieces, text, at) => break,
            _ => {
                folder.end_word();
                folder.add(surface);
                words += 1;
            }
        }
        at += 1;
        let Some(key) = folder.key() else { continue };
        let ends_well = pieces[at - 1].shape != Shape::Lower;
        let bearer = gazetteer.bearers(key).find(|b| b.by != By::Abbreviation);
        if let (true, Some(bearer)) = (ends_well, bearer)
            && let Some(entry) = gazetteer.entry(bearer.entry)
        {
            let size = entry.population.checked_ilog2().unwrap_or(0) as u8;
            best = Some(Match { start: start as u32, end: at as u32, by: bearer.by, kind: entry.kind, size });
        }
    }
    best
}

/// Small words inside names.
const JOINERS: &[&str] = &[
    "of", "the", "de", "la", "le", "les", "du", "des", "da", "do", "dos", "das", "del", "di", "el", "al", "and", "on",
    "upon", "in", "am", "an", "der", "den", "sur", "y", "e", "under", "by", "air", "base", "states", "zone",
];
