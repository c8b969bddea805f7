//! The gazetteer: names of places, and what and where the places are.

mod aliases;
mod file;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use doublecheck_grammar::learn::Broken;

pub use aliases::{Alias, Target, UnknownTarget};
pub use file::{Row, build};

use super::fold::NameKey;
use super::lists;
use file::{File, population_of};

/// What the gazetteer is made of, and its licence; to be shown wherever its places are.
pub const ATTRIBUTION: &str = "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0";

static BUILT_IN: LazyLock<Gazetteer> = LazyLock::new(|| {
    let bytes: &'static [u8] = include_bytes!("../../../models/gazetteer.bin");
    let mut gazetteer = File::open(bytes).map(Gazetteer::of).unwrap_or_default();
    gazetteer.add_lists();
    gazetteer
});

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// "Africa"
    Continent,
    /// "the Middle East", "the West Bank": a region that is no unit of administration.
    Region,
    /// A country or territory with a code of its own.
    Country,
    /// A state, province or region: the first level below the country.
    First,
    /// A county or district: the second level.
    Second,
    /// A municipality or borough: a lower level, or one beside the levels.
    Lower,
    /// The capital of a country.
    Capital,
    /// The seat of a first-level unit.
    Seat,
    /// The seat of a second-level unit.
    LesserSeat,
    /// A town or village.
    Town,
    /// A part of a town.
    Part,
    /// A sea, gulf, bay or strait.
    Sea,
    /// A river or canal.
    River,
    /// A lake.
    Lake,
    /// A mountain, volcano or range.
    Mountain,
    /// An island or a group of them.
    Island,
    /// A desert.
    Desert,
    /// An airport or air base.
    Airport,
    /// A place that the caller added by its coordinates.
    Point,
}

impl Kind {
    const ALL: [Self; 19] = [
        Self::Continent,
        Self::Region,
        Self::Country,
        Self::First,
        Self::Second,
        Self::Lower,
        Self::Capital,
        Self::Seat,
        Self::LesserSeat,
        Self::Town,
        Self::Part,
        Self::Sea,
        Self::River,
        Self::Lake,
        Self::Mountain,
        Self::Island,
        Self::Desert,
        Self::Airport,
        Self::Point,
    ];

    /// The kind by its number in the file.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// The word for it: "country", "town".
    pub fn word(self) -> &'static str {
        match self {
            Self::Continent => "continent",
            Self::Region => "region",
            Self::Country => "country",
            Self::First => "state or province",
            Self::Second => "county or district",
            Self::Lower => "municipality",
            Self::Capital => "capital",
            Self::Seat | Self::LesserSeat | Self::Town => "town",
            Self::Part => "part of a town",
            Self::Sea => "sea",
            Self::River => "river",
            Self::Lake => "lake",
            Self::Mountain => "mountain",
            Self::Island => "island",
            Self::Desert => "desert",
            Self::Airport => "airport",
            Self::Point => "place",
        }
    }

    fn of_feature(word: &str) -> Option<Self> {
        [
            Self::Continent,
            Self::Region,
            Self::Sea,
            Self::River,
            Self::Lake,
            Self::Mountain,
            Self::Island,
            Self::Desert,
            Self::Airport,
        ]
        .into_iter()
        .find(|kind| kind.word() == word)
    }

    /// A place where people live: a town of any size or a part of one.
    pub fn is_town(self) -> bool {
        matches!(self, Self::Capital | Self::Seat | Self::LesserSeat | Self::Town | Self::Part)
    }

    /// How far from its point such a place commonly reaches, in km: the precision of the coordinates.
    pub fn reach_km(self) -> f32 {
        match self {
            Self::Continent => 3000.0,
            Self::Sea | Self::Desert => 800.0,
            Self::Country => 400.0,
            Self::Region | Self::River | Self::Mountain => 250.0,
            Self::First => 150.0,
            Self::Island | Self::Lake => 80.0,
            Self::Second => 30.0,
            Self::Lower | Self::Capital | Self::Seat => 15.0,
            Self::LesserSeat | Self::Town | Self::Airport => 5.0,
            Self::Part | Self::Point => 2.0,
        }
    }
}

/// Number of an entry; only good for the gazetteer that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

/// A place of the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'g> {
    /// Its number.
    pub id: EntryId,
    /// Its name: "Alexandria".
    pub name: &'g str,
    /// What it is.
    pub kind: Kind,
    /// Two-letter code of its country; empty for what lies in none or in several.
    pub country: &'g str,
    /// Code of its first-level unit within the country: "LA"; empty when not known.
    pub first_code: &'g str,
    /// Name of its first-level unit: "Louisiana".
    pub first: &'g str,
    /// Name of its second-level unit: "Rapides Parish".
    pub second: &'g str,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Inhabitants, to about a tenth; 0 when not known.
    pub population: u64,
}

impl Entry<'_> {
    /// Distance to a point in km, on a sphere.
    pub fn km_to(&self, lat: f32, lon: f32) -> f32 {
        distance_km((self.lat, self.lon), (lat, lon))
    }

    /// Name with the units that tell it from its namesakes: "Alexandria, Louisiana, US".
    pub fn full_name(&self) -> String {
        let mut name = self.name.to_owned();
        let first = if self.first == self.first_code { "" } else { self.first };
        for part in [first, self.country] {
            if !part.is_empty() && part != self.name && self.kind != Kind::Country {
                name.push_str(", ");
                name.push_str(part);
            }
        }
        name
    }
}

/// Distance of two points (latitude, longitude) in km on a sphere (haversine).
pub(crate) fn distance_km(a: (f32, f32), b: (f32, f32)) -> f32 {
    let (lat_a, lat_b) = (f64::from(a.0).to_radians(), f64::from(b.0).to_radians());
    let (dlat, dlon) = ((lat_b - lat_a) / 2.0, (f64::from(b.1) - f64::from(a.1)).to_radians() / 2.0);
    let h = dlat.sin().powi(2) + lat_a.cos() * lat_b.cos() * dlon.sin().powi(2);
    (2.0 * 6371.0088 * h.sqrt().min(1.0).asin()) as f32
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearer {
    /// The place.
    pub entry: EntryId,
    /// How the name stands for it.
    pub by: By,
}

/// How a name stands for a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Its first name.
    Name,
    /// Another name in the tables, which may be rare or foreign.
    OtherName,
    /// A name in a list: common in news.
    Alias,
    /// A short form of a state: "La."
    Abbreviation,
    /// A word for its people, or an adjective: "Peruvian".
    Demonym,
    /// A name that the caller added.
    Own,
}

/// Places and their names.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    file: Option<File>,
    own: Vec<OwnEntry>,
    /// What the lists and the caller add to the file; the caller's come first.
    named: HashMap<NameKey, Vec<Bearer>>,
    /// Countries by code.
    countries: BTreeMap<String, EntryId>,
    /// First-level units by country and code.
    firsts: BTreeMap<(String, String), EntryId>,
}

#[derive(Debug, Clone)]
struct OwnEntry {
    name: String,
    kind: Kind,
    lat: f32,
    lon: f32,
}

impl Gazetteer {
    /// The gazetteer that is built in; read once, in some milliseconds.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// A gazetteer of a file's bytes, as [`build`] makes them, without the lists.
    ///
    /// # Errors
    /// When the bytes are no such file.
    pub fn read(bytes: &'static [u8]) -> Result<Self, Broken> {
        File::open(bytes).map(Self::of)
    }

    fn of(file: File) -> Self {
        let mut gazetteer = Self { file: Some(file), ..Self::default() };
        let (mut countries, mut firsts) = (BTreeMap::new(), BTreeMap::new());
        for at in 0..file.len() as u32 {
            let id = EntryId(at);
            match gazetteer.entry(id) {
                Some(e) if e.kind == Kind::Country => {
                    countries.insert(e.country.to_owned(), id);
                }
                Some(e) if e.kind == Kind::First => {
                    let key = (e.country.to_owned(), e.first_code.to_owned());
                    let larger = |old: &mut EntryId| {
                        if gazetteer.entry(*old).is_none_or(|old| old.population < e.population) {
                            *old = id;
                        }
                    };
                    firsts.entry(key).and_modify(larger).or_insert(id);
                }
                // Countries and first-level units are the first entries.
                Some(e) if e.kind > Kind::First => break,
                _ => {}
            }
        }
        (gazetteer.countries, gazetteer.firsts) = (countries, firsts);
        gazetteer
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.in_file() + self.own.len()
    }

    /// True without any place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn in_file(&self) -> usize {
        self.file.as_ref().map_or(0, File::len)
    }

    /// A place by its number.
    pub fn entry(&self, id: EntryId) -> Option<Entry<'_>> {
        let at = id.0 as usize;
        if at >= self.in_file() {
            let own = self.own.get(at - self.in_file())?;
            let (name, kind, lat, lon) = (own.name.as_str(), own.kind, own.lat, own.lon);
            return Some(Entry {
                id,
                name,
                kind,
                country: "",
                first_code: "",
                first: "",
                second: "",
                lat,
                lon,
                population: 0,
            });
        }
        let file = self.file.as_ref()?;
        let raw = file.entry(at)?;
        let (first_code, first) = file.first(raw.first);
        let kind = Kind::of_number(raw.kind)?;
        Some(Entry {
            id,
            name: file.name(raw.name),
            kind,
            country: file.country(raw.country),
            first_code,
            first,
            second: file.second(raw.second),
            lat: raw.lat,
            lon: raw.lon,
            population: population_of(raw.size),
        })
    }

    /// The places with a name, whatever its case and accents: those of the lists first, then the largest.
    pub fn find(&self, name: &str) -> Vec<Bearer> {
        NameKey::of_name(name).map_or_else(Vec::new, |key| self.bearers(key).collect())
    }

    pub(crate) fn bearers(&self, key: NameKey) -> impl Iterator<Item = Bearer> + '_ {
        let listed = self.named.get(&key).map_or(&[][..], Vec::as_slice);
        let filed = self
            .file
            .iter()
            .flat_map(move |file| file.find(key))
            .map(|(entry, first)| Bearer { entry: EntryId(entry), by: if first { By::Name } else { By::OtherName } });
        listed.iter().copied().chain(filed.filter(|b| listed.iter().all(|l| l.entry != b.entry)))
    }

    /// The country with a two-letter code.
    pub fn country(&self, code: &str) -> Option<Entry<'_>> {
        self.countries.get(code).and_then(|&id| self.entry(id))
    }

    /// The place that a name and what it lies in point to: the highest level, then the largest, that lies in `within`: a country by
    /// name or code, or a first- or second-level unit.
    pub fn locate(&self, name: &str, within: Option<&str>) -> Option<Entry<'_>> {
        let fits = |entry: &Entry<'_>| {
            within.is_none_or(|within| {
                let same = |a: &str| NameKey::of_name(a) == NameKey::of_name(within);
                entry.country.eq_ignore_ascii_case(within)
                    || [entry.first, entry.first_code, entry.second].iter().any(|unit| !unit.is_empty() && same(unit))
                    || self.country(entry.country).is_some_and(|country| same(country.name))
                    || self.find(within).iter().any(|b| {
                        b.by != By::Demonym
                            && self
                                .entry(b.entry)
                                .is_some_and(|w| w.kind == Kind::Country && w.country == entry.country)
                    })
            })
        };
        let found = self.find(name).into_iter().filter(|b| b.by != By::Demonym);
        let entries = found.filter_map(|b| self.entry(b.entry).map(|e| (b.by, e))).filter(|(_, e)| fits(e));
        entries.min_by_key(|(by, e)| (*by == By::OtherName, level(e.kind), u64::MAX - e.population)).map(|(_, e)| e)
    }

    fn add_lists(&mut self) {
        for (forms, target) in lists::rules(lists::FEATURES) {
            let mut fields = target.split_whitespace();
            let kind = fields.next().and_then(Kind::of_feature);
            let mut degrees = fields.filter_map(|field| field.parse::<f32>().ok());
            if let (Some(kind), Some(lat), Some(lon)) = (kind, degrees.next(), degrees.next()) {
                let forms: Vec<&str> = forms.collect();
                let entry = self.add_point(forms.first().copied().unwrap_or_default(), kind, lat, lon);
                forms.iter().for_each(|form| self.name(form, Bearer { entry, by: By::Alias }));
            }
        }
        for (list, by) in
            [(lists::ALIASES, By::Alias), (lists::ABBREVIATIONS, By::Abbreviation), (lists::DEMONYMS, By::Demonym)]
        {
            for (forms, target) in lists::rules(list) {
                if let Some(entry) = self.locate_target(target) {
                    forms.for_each(|form| self.name(form, Bearer { entry, by }));
                }
            }
        }
    }

    /// A place as the lists name it: "Syria", "Mosul, Iraq".
    fn locate_target(&self, target: &str) -> Option<EntryId> {
        let whole = self.locate(target, None);
        let parts = target.rsplit_once(',').map(|(name, within)| (name.trim(), within.trim()));
        whole.or_else(|| parts.and_then(|(name, within)| self.locate(name, Some(within)))).map(|e| e.id)
    }

    fn add_point(&mut self, name: &str, kind: Kind, lat: f32, lon: f32) -> EntryId {
        self.own.push(OwnEntry { name: name.to_owned(), kind, lat, lon });
        EntryId((self.len() - 1) as u32)
    }

    fn name(&mut self, name: &str, bearer: Bearer) {
        if let Some(key) = NameKey::of_name(name) {
            let bearers = self.named.entry(key).or_default();
            if !bearers.contains(&bearer) {
                bearers.push(bearer);
            }
        }
    }
}

/// Order of levels for a bare name: a country before a state before a town.
fn level(kind: Kind) -> u8 {
    match kind {
        Kind::Continent | Kind::Country => 0,
        Kind::First => 1,
        Kind::Capital => 2,
        Kind::Second | Kind::Lower => 4,
        Kind::Part => 5,
        _ => 3,
    }
}
