//! Why a name is taken for this place and not for another.

use std::collections::BTreeMap;
use std::fmt;

use super::context::MOST_COMPARED;
use super::gazetteer::{By, Entry, Kind};
use super::resolve::{Resolved, encloses};

/// A reason for a choice among namesakes, in words through `Display`.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// The caller said what the name means.
    Added,
    /// No other place of the gazetteer is called so.
    OnlyBearer,
    /// It is by far the largest or highest of those called so.
    Largest {
        /// How many are called so.
        of: usize,
    },
    /// The article says where it lies: "Alexandria, La."
    Beside {
        /// The place that stands beside it.
        name: String,
    },
    /// A place that stands before it lies in it.
    Encloses {
        /// That place.
        name: String,
    },
    /// Other places of the article lie in the same state or country.
    Together {
        /// The state or country.
        unit: String,
        /// Places of the article that lie there.
        there: usize,
        /// Places of the article.
        of: usize,
    },
    /// Another place of the article is near.
    Near {
        /// That place.
        name: String,
        /// Distance in km.
        km: u32,
    },
    /// It is near to where the outlet is at home.
    Home {
        /// Distance in km.
        km: u32,
    },
    /// Only a part of the name is known.
    Part {
        /// The name of the place that is known.
        name: String,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added => write!(f, "the analyst's table says so"),
            Self::OnlyBearer => write!(f, "no other place is called so"),
            Self::Largest { of } => write!(f, "the largest of {of} places called so"),
            Self::Beside { name } => write!(f, "stands beside {name}"),
            Self::Encloses { name } => write!(f, "{name}, which lies there, stands beside it"),
            Self::Together { unit, there, of } => write!(f, "{there} of {of} places are in {unit}"),
            Self::Near { name, km } => write!(f, "{km} km from {name}, named in the same article"),
            Self::Home { km } => write!(f, "{km} km from where the outlet is at home"),
            Self::Part { name } => write!(f, "only {name} is known of the name"),
        }
    }
}

/// Places so near are worth saying.
const NEAR_KM: f32 = 100.0;

/// The places of an article, counted by where they lie.
pub(crate) struct Reasons<'r, 'g> {
    resolved: &'r Resolved<'g>,
    places: Vec<Option<Entry<'g>>>,
    by_state: BTreeMap<(&'g str, &'g str), usize>,
    by_country: BTreeMap<&'g str, usize>,
    known: usize,
}

impl<'r, 'g> Reasons<'r, 'g> {
    pub fn of(resolved: &'r Resolved<'g>) -> Self {
        let places: Vec<Option<Entry<'g>>> = resolved.groups.iter().map(|g| g.best().map(|c| c.entry)).collect();
        let (mut by_state, mut by_country) = (BTreeMap::new(), BTreeMap::new());
        for place in places.iter().flatten() {
            *by_state.entry((place.country, place.first_code)).or_default() += 1;
            *by_country.entry(place.country).or_default() += 1;
        }
        let known = places.iter().flatten().count();
        Self { resolved, places, by_state, by_country, known }
    }

    /// Why the best candidate of a group is the best, the strongest reason first.
    pub fn why(&self, number: usize) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let Some(group) = self.resolved.groups.get(number) else { return reasons };
        let Some(best) = group.best() else { return reasons };
        if best.by == By::Own {
            reasons.push(Reason::Added);
        }
        if group.by_part {
            reasons.push(Reason::Part { name: best.entry.name.to_owned() });
        }
        let named = |others: &[usize], fits: &dyn Fn(&Entry<'g>) -> bool| {
            others
                .iter()
                .filter_map(|&other| self.places[other])
                .find(|place| fits(place))
                .map(|place| place.name.to_owned())
        };
        if let Some(name) = named(&self.resolved.outer[number], &|outer| encloses(outer, &best.entry) > 0.0) {
            reasons.push(Reason::Beside { name });
        }
        let lies_in = |inner: &Entry<'g>| best.entry.kind > Kind::Country && encloses(&best.entry, inner) > 0.0;
        if let Some(name) = named(&self.resolved.inner[number], &lies_in) {
            reasons.push(Reason::Encloses { name });
        }
        let of = group.candidates.len();
        if of == 1 {
            reasons.push(Reason::OnlyBearer);
            return reasons;
        }
        self.by_article(number, &best.entry, &mut reasons);
        let size = |e: &Entry<'_>| (e.kind <= Kind::Country, e.population);
        if group.candidates.iter().all(|c| size(&c.entry) <= size(&best.entry)) {
            reasons.push(Reason::Largest { of });
        }
        reasons
    }

    fn by_article(&self, number: usize, entry: &Entry<'g>, reasons: &mut Vec<Reason>) {
        if let Some(home) = self.resolved.home {
            let km = home.km_to(entry.lat, entry.lon);
            if km < NEAR_KM {
                reasons.push(Reason::Home { km: km as u32 });
            }
        }
        let state = self.by_state.get(&(entry.country, entry.first_code)).copied().unwrap_or(0);
        let country = self.by_country.get(entry.country).copied().unwrap_or(0);
        if state > 1 && !entry.first.is_empty() && entry.kind != Kind::First {
            reasons.push(Reason::Together { unit: entry.first.to_owned(), there: state, of: self.known });
        } else if country > 1 && !entry.country.is_empty() && entry.kind != Kind::Country {
            let unit = self.resolved.gazetteer.country(entry.country).map_or(entry.country, |c| c.name);
            reasons.push(Reason::Together { unit: unit.to_owned(), there: country, of: self.known });
        }
        let others = self.places.iter().take(MOST_COMPARED).enumerate().filter(|(at, _)| *at != number);
        let near = others.filter_map(|(_, place)| place.as_ref()).filter(|p| p.kind > Kind::First && p.id != entry.id);
        let nearest = near.map(|p| (entry.km_to(p.lat, p.lon), p.name)).min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((km, name)) = nearest.filter(|(km, _)| *km < NEAR_KM) {
            reasons.push(Reason::Near { name: name.to_owned(), km: km as u32 });
        }
    }
}
