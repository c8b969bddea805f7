//! What the places of an article say together.

use super::gazetteer::{Entry, Kind};
use super::resolve::Group;

/// Doublings of the distance, so that near differences count.
pub(super) fn log_km(km: f32) -> f32 {
    (km + 1.0).log2()
}

/// What the article's places say together.
pub(super) struct Context<'g> {
    /// The place that the article names first.
    first_place: Option<(usize, Entry<'g>)>,
    countries: Vec<(&'g str, f32)>,
    /// What the strongest country has.
    strongest: f32,
    firsts: Vec<((&'g str, &'g str), f32)>,
    /// Units and the groups of which a candidate, however unlikely, lies there.
    in_seconds: Vec<((&'g str, &'g str, &'g str), usize)>,
    in_firsts: Vec<((&'g str, &'g str), usize)>,
    /// The likeliest places of each group: group, latitude, longitude, probability.
    likely: Vec<(usize, f32, f32, f32)>,
}

impl<'g> Context<'g> {
    pub fn of(groups: &[Group<'g>]) -> Self {
        let (mut countries, mut firsts, mut likely) = (Vec::new(), Vec::new(), Vec::new());
        let (mut in_seconds, mut in_firsts) = (Vec::new(), Vec::new());
        for (at, group) in groups.iter().enumerate() {
            for c in &group.candidates {
                if !c.entry.country.is_empty() {
                    countries.push((c.entry.country, c.probability));
                }
                if !c.entry.first_code.is_empty() {
                    firsts.push(((c.entry.country, c.entry.first_code), c.probability));
                    in_firsts.push(((c.entry.country, c.entry.first_code), at));
                }
                if !second_of(&c.entry).is_empty() {
                    in_seconds.push(((c.entry.country, c.entry.first_code, second_of(&c.entry)), at));
                }
                if c.probability > 0.3 && c.entry.kind > Kind::Country && at < MOST_COMPARED {
                    likely.push((at, c.entry.lat, c.entry.lon, c.probability));
                }
            }
        }
        in_seconds.sort_unstable();
        in_seconds.dedup();
        in_firsts.sort_unstable();
        in_firsts.dedup();
        let countries = sums(countries);
        let strongest = countries.iter().map(|(_, sum)| *sum).fold(0f32, f32::max);
        let first_place = groups.first().and_then(Group::best).map(|c| (0, c.entry));
        Self { first_place, countries, strongest, firsts: sums(firsts), in_seconds, in_firsts, likely }
    }

    pub fn country(&self, code: &str) -> f32 {
        self.countries.binary_search_by(|(c, _)| (*c).cmp(code)).map_or(0.0, |at| self.countries[at].1)
    }

    pub fn first(&self, entry: &Entry<'_>) -> f32 {
        let unit = (entry.country, entry.first_code);
        self.firsts.binary_search_by(|(u, _)| (*u).cmp(&unit)).map_or(0.0, |at| self.firsts[at].1)
    }

    /// This country's share of what the strongest country has.
    pub fn best_country_share(&self, code: &str) -> f32 {
        if self.strongest == 0.0 { 0.0 } else { self.country(code) / self.strongest }
    }

    /// Other names that may stand for something in the same county or district, or for it.
    pub fn others_in_second(&self, group: usize, entry: &Entry<'_>) -> f32 {
        let second = second_of(entry);
        if second.is_empty() {
            return -1.0;
        }
        others(&self.in_seconds, (entry.country, entry.first_code, second), group)
    }

    /// Other names that may stand for something in the same state or province, or for it.
    pub fn others_in_first(&self, group: usize, entry: &Entry<'_>) -> f32 {
        if entry.first_code.is_empty() {
            return -1.0;
        }
        others(&self.in_firsts, (entry.country, entry.first_code), group)
    }

    /// Distance to the nearest likely place of another group, in doublings of km; and how many such places lie within 150 km.
    pub fn nearest(&self, group: usize, entry: &Entry<'_>) -> (f32, f32) {
        let (mut best, mut count) = (f32::MAX, 0f32);
        let shrink = entry.lat.to_radians().cos();
        for &(_, lat, lon, probability) in self.likely.iter().filter(|(other, ..)| *other != group) {
            let (dy, dx) = (lat - entry.lat, (lon - entry.lon) * shrink);
            let km2 = (dy * dy + dx * dx) * 12_364.0;
            best = best.min(km2);
            if km2 < 150.0 * 150.0 {
                count += probability;
            }
        }
        if best == f32::MAX { (-1.0, 0.0) } else { (log_km(best.sqrt()), count) }
    }

    /// Distance to the first place of the article, in doublings of km; -1 for that place itself.
    pub fn dateline_km(&self, group: usize, entry: &Entry<'_>) -> f32 {
        let first = self.first_place.filter(|(first, _)| *first != group);
        first.map_or(-1.0, |(_, place)| log_km(place.km_to(entry.lat, entry.lon)))
    }
}

/// Groups whose places are compared with all others: articles that name more are lists.
pub(super) const MOST_COMPARED: usize = 80;

/// The county or district that an entry is or lies in.
fn second_of<'g>(entry: &Entry<'g>) -> &'g str {
    if entry.kind == Kind::Second { entry.name } else { entry.second }
}

/// How many groups other than this one are listed for a unit.
fn others<K: Ord + Copy>(listed: &[(K, usize)], unit: K, group: usize) -> f32 {
    let from = listed.partition_point(|(u, _)| *u < unit);
    let to = from + listed[from..].partition_point(|(u, _)| *u == unit);
    let own = listed[from..to].binary_search_by_key(&group, |(_, other)| *other).is_ok();
    (to - from - usize::from(own)) as f32
}

fn sums<K: Ord + Copy>(mut all: Vec<(K, f32)>) -> Vec<(K, f32)> {
    all.sort_by_key(|(key, _)| *key);
    let mut sums: Vec<(K, f32)> = Vec::new();
    for (key, value) in all {
        match sums.last_mut() {
            Some((last, sum)) if *last == key => *sum += value,
            _ => sums.push((key, value)),
        }
    }
    sums
}
