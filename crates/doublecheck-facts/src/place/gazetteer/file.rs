//! The gazetteer's file: fixed rows that are read where they lie, so that loading costs nothing.
//!
//! All numbers are little-endian. Head: "DCGZ", version, then five counts. Then, one after another:
//! countries (two letters each), first-level units (country, code, name), second-level units (name), entries (14 bytes),
//! buckets (first row of the index for each first 16 bits of a key), index (rest of the key, entry), names.

use doublecheck_grammar::learn::Broken;

use crate::place::fold::NameKey;

/// Bytes of one entry: kind, country, first (2), second (2), latitude (2), longitude (2), size, name (3).
const ENTRY: usize = 14;
const FIRST: usize = 7;
const INDEX: usize = 6;
const BUCKETS: usize = 1 << 16;
/// Set in the index when the name is not the entry's first.
const OTHER_NAME: u32 = 1 << 23;

/// One place as it is written: [`build`] makes the file of many.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Number of what it is, see [`Kind`](super::Kind).
    pub kind: u8,
    /// Name as shown.
    pub name: String,
    /// Two letters, or empty.
    pub country: String,
    /// Code of the first-level unit in its country, or empty.
    pub first: String,
    /// Name of the second-level unit, or empty.
    pub second: String,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Inhabitants; 0 when not known.
    pub population: u64,
    /// Other names.
    pub others: Vec<String>,
}

/// The sections of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct File {
    countries: &'static [u8],
    firsts: &'static [u8],
    seconds: &'static [u8],
    entries: &'static [u8],
    buckets: &'static [u8],
    index: &'static [u8],
    names: &'static [u8],
}

/// An entry as it lies in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawEntry {
    pub kind: u8,
    pub country: u8,
    pub first: u16,
    pub second: u16,
    pub lat: f32,
    pub lon: f32,
    pub size: u8,
    pub name: u32,
}

impl File {
    /// Finds the sections.
    ///
    /// # Errors
    /// When the bytes are no such file.
    pub fn open(bytes: &'static [u8]) -> Result<Self, Broken> {
        let mut rest = bytes.strip_prefix(b"DCGZ\x01").ok_or(Broken("it does not begin like a gazetteer"))?;
        let mut take = |count: usize| -> Result<&'static [u8], Broken> {
            let (taken, left) = rest.split_at_checked(count).ok_or(Broken("it ends too early"))?;
            rest = left;
            Ok(taken)
        };
        let mut counts = [0usize; 5];
        for count in &mut counts {
            *count = number(take(4)?, 0, 4) as usize;
        }
        let file = Self {
            countries: take(counts[0].saturating_mul(2))?,
            firsts: take(counts[1].saturating_mul(FIRST))?,
            seconds: take(counts[2].saturating_mul(3))?,
            entries: take(counts[3].saturating_mul(ENTRY))?,
            buckets: take((BUCKETS + 1) * 4)?,
            index: take(counts[4].saturating_mul(INDEX))?,
            names: rest,
        };
        Ok(file)
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len() / ENTRY
    }

    pub fn entry(&self, at: usize) -> Option<RawEntry> {
        let row = self.entries.get(at * ENTRY..(at + 1) * ENTRY)?;
        let degrees = |from: usize| f32::from(number(row, from, 2) as u16 as i16) / 100.0;
        Some(RawEntry {
            kind: row[0],
            country: row[1],
            first: number(row, 2, 2) as u16,
            second: number(row, 4, 2) as u16,
            lat: degrees(6),
            lon: degrees(8),
            size: row[10],
            name: number(row, 11, 3),
        })
    }

    /// A name by its place among the names; empty when there is none.
    pub fn name(&self, at: u32) -> &'static str {
        let at = at as usize;
        let Some(&len) = self.names.get(at) else { return "" };
        let bytes = self.names.get(at + 1..at + 1 + usize::from(len)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Code of a country by its number; numbers begin at 1.
    pub fn country(&self, number: u8) -> &'static str {
        let at = usize::from(number).wrapping_sub(1).wrapping_mul(2);
        let bytes = self.countries.get(at..at.saturating_add(2)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Code and name of a first-level unit by its number; numbers begin at 1.
    pub fn first(&self, number_: u16) -> (&'static str, &'static str) {
        let at = usize::from(number_).wrapping_sub(1).wrapping_mul(FIRST);
        match self.firsts.get(at..at.saturating_add(FIRST)) {
            Some(row) => (self.name(number(row, 1, 3)), self.name(number(row, 4, 3))),
            None => ("", ""),
        }
    }

    /// Name of a second-level unit by its number; numbers begin at 1.
    pub fn second(&self, number_: u16) -> &'static str {
        let at = usize::from(number_).wrapping_sub(1).wrapping_mul(3);
        self.seconds.get(at..at.saturating_add(3)).map_or("", |row| self.name(number(row, 0, 3)))
    }

    /// The entries with a name, the largest first, and whether it is their first name.
    pub fn find(&self, key: NameKey) -> impl Iterator<Item = (u32, bool)> + use<> {
        let bucket = usize::from(key.bucket) * 4;
        let from = number(self.buckets, bucket, 4) as usize;
        let to = number(self.buckets, bucket + 4, 4) as usize;
        let rows = self.index.get(from * INDEX..to * INDEX).unwrap_or_default();
        rows.chunks_exact(INDEX)
            .skip_while(move |row| number(row, 0, 3) < key.rest)
            .take_while(move |row| number(row, 0, 3) == key.rest)
            .map(|row| {
                let entry = number(row, 3, 3);
                (entry & !OTHER_NAME, entry & OTHER_NAME == 0)
            })
    }
}

fn number(bytes: &[u8], from: usize, len: usize) -> u32 {
    let bytes = bytes.get(from..from + len).unwrap_or_default();
    bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u32::from(byte))
}

/// Inhabitants as a byte: eight steps to each doubling.
fn size_of(population: u64) -> u8 {
    let mut size = 0u8;
    while size < u8::MAX && population_of(size + 1) <= population {
        size += 1;
    }
    size
}

/// Inhabitants by their byte, in the same steps on every machine.
pub(super) fn population_of(size: u8) -> u64 {
    const EIGHTHS: [u64; 8] = [1000, 1091, 1189, 1297, 1414, 1542, 1682, 1834];
    if size == 0 {
        return 0;
    }
    let (doublings, eighth) = ((size - 1) / 8, (size - 1) % 8);
    (EIGHTHS[usize::from(eighth)] << doublings) / 1000
}

/// Most entries that one name may stand for; the smallest are left out.
const MOST_BEARERS: usize = 60;

/// Makes the file. The rows keep their order; the same rows give the same bytes.
///
/// # Errors
/// When there is more of something than the file has room for.
pub fn build(rows: &[Row]) -> Result<Vec<u8>, String> {
    let mut names = Names::default();
    let (mut countries, mut firsts, mut seconds) = (Numbers::default(), Numbers::default(), Numbers::default());
    let mut entries = Vec::new();
    for row in rows {
        let country = countries.number(&row.country);
        let first = if row.first.is_empty() { 0 } else { firsts.number(&format!("{}\t{}", row.country, row.first)) };
        let second = seconds.number(&row.second);
        entries.push(row.kind);
        entries.push(u8::try_from(country).map_err(|_| "more than 255 countries".to_owned())?);
        for number in [first, second] {
            entries.extend(u16::try_from(number).map_err(|_| "more than 65535 units".to_owned())?.to_le_bytes());
        }
        for degrees in [row.lat, row.lon] {
            entries.extend(((degrees * 100.0).round() as i16).to_le_bytes());
        }
        entries.push(size_of(row.population));
        entries.extend(&names.place(&row.name).to_le_bytes()[..3]);
    }

    let mut out = b"DCGZ\x01".to_vec();
    let index = index(rows)?;
    for count in [countries.0.len(), firsts.0.len(), seconds.0.len(), rows.len(), index.len()] {
        out.extend((count as u32).to_le_bytes());
    }
    countries.in_order().iter().for_each(|code| out.extend(format!("{code:2}").as_bytes()));
    let names_of_firsts = first_names(rows);
    for unit in firsts.in_order() {
        let (country, code) = unit.split_once('\t').unwrap_or_default();
        let name = names_of_firsts.get(&(country, code)).map_or(code, |row| row.name.as_str());
        out.push(countries.number(country) as u8);
        out.extend(&names.place(code).to_le_bytes()[..3]);
        out.extend(&names.place(name).to_le_bytes()[..3]);
    }
    for unit in seconds.in_order() {
        out.extend(&names.place(&unit).to_le_bytes()[..3]);
    }
    out.extend(entries);
    let mut at = 0;
    for bucket in 0..=BUCKETS {
        while at < index.len() && usize::from(index[at].0.bucket) < bucket {
            at += 1;
        }
        out.extend((at as u32).to_le_bytes());
    }
    for (key, entry) in index {
        out.extend(&key.rest.to_le_bytes()[..3]);
        out.extend(&entry.to_le_bytes()[..3]);
    }
    if names.bytes.len() >= 1 << 24 {
        return Err("more names than the file has room for".into());
    }
    out.extend(names.bytes);
    Ok(out)
}

/// The row of each first-level unit by country and code, the largest and last where two share a code.
fn first_names(rows: &[Row]) -> std::collections::HashMap<(&str, &str), &Row> {
    let mut named: std::collections::HashMap<(&str, &str), &Row> = std::collections::HashMap::new();
    for row in rows.iter().filter(|row| row.kind == super::Kind::First as u8) {
        let slot = named.entry((&row.country, &row.first)).or_insert(row);
        if row.population >= slot.population {
            *slot = row;
        }
    }
    named
}

/// Keys and entries in the order of the keys, the largest entry of each first.
fn index(rows: &[Row]) -> Result<Vec<(NameKey, u32)>, String> {
    if rows.len() >= OTHER_NAME as usize {
        return Err("more entries than the file has room for".into());
    }
    let mut listed: Vec<(NameKey, bool, u64, u32)> = Vec::new();
    for (row, entry) in rows.iter().zip(0u32..) {
        let first = NameKey::of_name(&row.name);
        listed.extend(first.map(|key| (key, false, u64::MAX - row.population, entry)));
        let others = row.others.iter().filter_map(|name| NameKey::of_name(name)).filter(|key| Some(*key) != first);
        listed.extend(others.map(|key| (key, true, u64::MAX - row.population, entry)));
    }
    listed.sort_by_key(|&(key, other, population, entry)| (key, population, other, entry));
    listed.dedup_by_key(|&mut (key, _, _, entry)| (key, entry));
    let mut index = Vec::with_capacity(listed.len());
    for same in listed.chunk_by(|a, b| a.0 == b.0) {
        let kept = same.iter().take(MOST_BEARERS);
        index.extend(kept.map(|&(key, other, _, entry)| (key, if other { entry | OTHER_NAME } else { entry })));
    }
    Ok(index)
}

/// Names one after another, each with its length before it; equal names once.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    places: std::collections::HashMap<String, u32>,
}

impl Names {
    fn place(&mut self, name: &str) -> u32 {
        let end = (0..=name.len().min(255)).rev().find(|&end| name.is_char_boundary(end)).unwrap_or(0);
        let name = &name[..end];
        if let Some(&at) = self.places.get(name) {
            return at;
        }
        let at = self.bytes.len() as u32;
        self.bytes.push(name.len() as u8);
        self.bytes.extend(name.as_bytes());
        self.places.insert(name.to_owned(), at);
        at
    }
}

/// Texts numbered from 1 in the order in which they come; the empty text is 0.
#[derive(Default)]
struct Numbers(std::collections::HashMap<String, usize>);

impl Numbers {
    fn number(&mut self, text: &str) -> usize {
        if text.is_empty() {
            return 0;
        }
        let next = self.0.len() + 1;
        *self.0.entry(text.to_owned()).or_insert(next)
    }

    fn in_order(&self) -> Vec<String> {
        let mut texts: Vec<(usize, String)> = self.0.iter().map(|(text, &number)| (number, text.clone())).collect();
        texts.sort_unstable();
        texts.into_iter().map(|(_, text)| text).collect()
    }
}
