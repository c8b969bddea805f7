//! Which of its namesakes a name stands for: boosted trees over what the article says of its other places.
//!
//! A name means one place throughout an article. Two rounds: first the other places count as they would be taken alone, then as
//! the first round took them.

use std::collections::HashMap;

use doublecheck_grammar::learn::Trees;

use super::candidates::{candidates, is_abbreviation, key_of};
use super::context::Context;
use super::fold::NameKey;
use super::gazetteer::{By, Entry, EntryId, Gazetteer, Kind};
use super::scene::Scene;
use super::spot::Spot;

/// A place that a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The place.
    pub entry: EntryId,
    /// How the name stands for it.
    pub by: By,
    /// How probable it is, beside the other candidates.
    pub probability: f32,
}

/// Numbers that the trees see of a candidate.
pub(crate) const NUMBERS: usize = 34;

/// Names of an article that are written alike, and what they may stand for.
#[derive(Debug, Clone)]
pub(crate) struct Group<'g> {
    /// Spots of this name.
    pub spots: Vec<usize>,
    pub candidates: Vec<Choice<'g>>,
    /// True when the candidates bear only a part of the name.
    pub by_part: bool,
}

impl<'g> Group<'g> {
    /// The most probable candidate.
    pub fn best(&self) -> Option<&Choice<'g>> {
        self.candidates.iter().max_by(|a, b| a.probability.total_cmp(&b.probability).then(b.entry.id.cmp(&a.entry.id)))
    }
}

impl Group<'_> {
    /// A town and the district around it are often as likely as each other: then the town is meant, unless the name says more.
    fn prefer_town(&mut self) {
        let Some(best) = self.best().cloned() else { return };
        let share = match best.entry.kind {
            Kind::First => 0.5,
            Kind::Second | Kind::Lower => 0.2,
            _ => return,
        };
        let e = best.entry;
        let town = self.candidates.iter().filter(|c| {
            c.entry.kind.is_town()
                && (c.entry.country, c.entry.first_code) == (e.country, e.first_code)
                && c.probability >= share * best.probability
                && e.km_to(c.entry.lat, c.entry.lon) < 100.0
        });
        let town = town.max_by(|a, b| a.probability.total_cmp(&b.probability)).map(|c| (c.entry.id, c.probability));
        let Some((town, probability)) = town else { return };
        for candidate in &mut self.candidates {
            if candidate.entry.id == town {
                candidate.probability = best.probability;
            } else if candidate.entry.id == e.id {
                candidate.probability = probability;
            }
        }
    }
}

/// A candidate while its article is being read.
#[derive(Debug, Clone)]
pub(crate) struct Choice<'g> {
    pub entry: Entry<'g>,
    pub by: By,
    pub probability: f32,
    pub numbers: [f32; NUMBERS],
}

/// What the caller knows of an article beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Hints {
    /// Where the outlet is at home: names are first looked for around it.
    pub home: Option<EntryId>,
}

/// What the names of an article stand for.
pub(crate) struct Resolved<'g> {
    pub groups: Vec<Group<'g>>,
    /// For each group those that may say where it lies, and those that may lie in it.
    pub outer: Vec<Vec<usize>>,
    pub inner: Vec<Vec<usize>>,
    pub home: Option<Entry<'g>>,
    pub gazetteer: &'g Gazetteer,
}

/// Groups the spots of an article and rates their candidates.
pub(crate) fn resolve<'g>(
    scene: &Scene<'_>,
    spots: &[Spot],
    gazetteer: &'g Gazetteer,
    hints: Hints,
    trees: Option<&[Trees; 2]>,
) -> Resolved<'g> {
    let mut article = Article::of(scene, spots, gazetteer, hints);
    for round in 0..2 {
        article.rate();
        let Some(trees) = trees else { break };
        article.judge(&trees[round]);
    }
    article.groups.iter_mut().for_each(Group::prefer_town);
    let Article { groups, outer, inner, home, .. } = article;
    Resolved { groups, outer, inner, home, gazetteer }
}

/// The groups after the first round, with the numbers of the second: what the second trees learn from.
pub(crate) fn after_first<'g>(
    scene: &Scene<'_>,
    spots: &[Spot],
    gazetteer: &'g Gazetteer,
    first: &Trees,
) -> Vec<Group<'g>> {
    let mut article = Article::of(scene, spots, gazetteer, Hints::default());
    article.rate();
    article.judge(first);
    article.rate();
    article.groups
}

struct Article<'s, 'g> {
    scene: &'s Scene<'s>,
    spots: &'s [Spot],
    groups: Vec<Group<'g>>,
    group_of: Vec<usize>,
    /// For each group those behind it that may say where it lies, and those before it that may lie in it: "Alexandria, La."
    outer: Vec<Vec<usize>>,
    inner: Vec<Vec<usize>>,
    /// For each group the others in its sentences.
    company: Vec<Vec<usize>>,
    home: Option<Entry<'g>>,
}

impl<'s, 'g> Article<'s, 'g> {
    fn of(scene: &'s Scene<'s>, spots: &'s [Spot], gazetteer: &'g Gazetteer, hints: Hints) -> Self {
        let mut groups: Vec<Group<'g>> = Vec::new();
        let mut group_of = Vec::with_capacity(spots.len());
        // "La." and "LA" have one key and are two names.
        let mut index: HashMap<(NameKey, bool), usize> = HashMap::new();
        for (at, spot) in spots.iter().enumerate() {
            let key = key_of(scene, &spot.pieces).unwrap_or(NameKey { bucket: 0, rest: 0 });
            let abbreviation = is_abbreviation(scene, spot);
            let group = *index.entry((key, abbreviation)).or_insert_with(|| {
                groups.push(candidates(scene, spot, key, abbreviation, gazetteer));
                groups.len() - 1
            });
            groups[group].spots.push(at);
            group_of.push(group);
        }
        let mut article = Self {
            scene,
            spots,
            groups,
            group_of,
            outer: Vec::new(),
            inner: Vec::new(),
            company: Vec::new(),
            home: hints.home.and_then(|id| gazetteer.entry(id)),
        };
        article.outer = vec![Vec::new(); article.groups.len()];
        article.inner = article.outer.clone();
        for (inner, outer) in article.find_beside() {
            article.outer[inner].push(outer);
            article.inner[outer].push(inner);
        }
        article.company = article.find_company();
        article.prior();
        article
    }

    /// "Alexandria, La.", "Homs (Syria)", "Aleppo in Syria": only marks or "in" between two spots.
    fn find_beside(&self) -> Vec<(usize, usize)> {
        let mut beside = Vec::new();
        for (at, pair) in self.spots.windows(2).enumerate() {
            let between = pair[0].pieces.end..pair[1].pieces.start;
            let joined = match between.len() {
                1 => matches!(self.scene.text(between.start), "," | "(" | "in" | "of"),
                2 => self.scene.text(between.start) == "." && self.scene.text(between.start + 1) == ",",
                _ => false,
            };
            let (a, b) = (self.group_of[at], self.group_of[at + 1]);
            if joined && a != b {
                beside.push((a, b));
            }
        }
        beside.sort_unstable();
        beside.dedup();
        beside
    }

    fn find_company(&self) -> Vec<Vec<usize>> {
        let sentence = |at: usize| self.scene.pieces.get(self.spots[at].pieces.start).map_or(0, |p| p.sentence);
        let mut company = vec![Vec::new(); self.groups.len()];
        let mut start = 0;
        while start < self.spots.len() {
            let end = (start..self.spots.len()).find(|&at| sentence(at) != sentence(start)).unwrap_or(self.spots.len());
            for at in start..end {
                let group = self.group_of[at];
                let near = at.saturating_sub(REACH).max(start)..(at + REACH + 1).min(end);
                let others = near.map(|other| self.group_of[other]).filter(|&other| other != group);
                let room = MOST_COMPANY.saturating_sub(company[group].len());
                company[group].extend(others.take(room));
            }
            start = end;
        }
        company
    }

    /// What one would take each name for alone.
    fn prior(&mut self) {
        for group in &mut self.groups {
            let home = self.home;
            let alone = |c: &Choice<'_>| (0.7 * weight(&c.entry, c.by)).exp2() * near_home(home, &c.entry);
            let weights: Vec<f32> = group.candidates.iter().map(alone).collect();
            let sum: f32 = weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            for (candidate, weight) in group.candidates.iter_mut().zip(weights) {
                candidate.probability = weight / sum;
            }
        }
    }

    /// Probabilities by the trees; what one name may stand for sums to one at most.
    fn judge(&mut self, trees: &Trees) {
        for group in &mut self.groups {
            let mut sum = 0.0;
            for candidate in &mut group.candidates {
                let p = trees.probability(&candidate.numbers).clamp(1e-6, 1.0 - 1e-6);
                candidate.probability = p / (1.0 - p) * near_home(self.home, &candidate.entry);
                sum += candidate.probability;
            }
            for candidate in &mut group.candidates {
                // A rest stays for what the gazetteer does not have.
                candidate.probability /= sum + 0.1;
            }
        }
    }

    /// Fills in what the trees see of each candidate.
    fn rate(&mut self) {
        let context = Context::of(&self.groups);
        let total = self.groups.len() as f32;
        let rated: Vec<Vec<[f32; NUMBERS]>> = (0..self.groups.len())
            .map(|at| {
                let surroundings = self.surroundings(at);
                let group = &self.groups[at];
                let largest = group.candidates.iter().map(|c| weight(&c.entry, c.by)).fold(0f32, f32::max);
                let sizes: Vec<f32> = group.candidates.iter().map(|c| weight(&c.entry, c.by)).collect();
                let numbers = group.candidates.iter().map(|c| {
                    let e = &c.entry;
                    let own = |same: &dyn Fn(&Entry<'_>) -> bool| -> f32 {
                        group.candidates.iter().filter(|o| same(&o.entry)).map(|o| o.probability).sum()
                    };
                    let country = context.country(e.country) - own(&|o| o.country == e.country);
                    let first = context.first(e) - own(&|o| (o.country, o.first_code) == (e.country, e.first_code));
                    let (near, near_share) = context.nearest(at, e);
                    let size = weight(e, c.by);
                    let others = (total - 1.0).max(1.0);
                    let mut n = [0f32; NUMBERS];
                    n[0] = size;
                    n[1] = size - largest;
                    n[2] = sizes.iter().filter(|&&s| s > size).count() as f32;
                    n[3] = group.candidates.len() as f32;
                    n[4] = e.kind as u8 as f32;
                    n[5] = c.by as u8 as f32;
                    n[6] = (e.population as f32 + 1.0).log2();
                    n[7] = country / others;
                    n[8] = country;
                    n[9] = first / others;
                    n[10] = first;
                    n[11] = near;
                    n[12] = near_share;
                    n[13] = self.contained(at, e);
                    n[14] = self.contains(at, e);
                    n[15] = surroundings.county as u8 as f32;
                    n[16] = f32::from(u8::from(e.kind == Kind::Second || e.name.ends_with("County")));
                    n[17] = surroundings.form;
                    n[18] = group.spots.len().min(10) as f32;
                    n[19] = self.in_company(at, e);
                    n[20] = f32::from(u8::from(e.country == "US"));
                    n[21] = f32::from(u8::from(["GB", "CA", "AU", "IE", "NZ"].contains(&e.country)));
                    n[22] = surroundings.words;
                    n[23] = surroundings.dateline;
                    n[24] = context.dateline_km(at, e);
                    n[25] = f32::from(u8::from(group.by_part));
                    n[26] = group.best().map_or(0.0, |best| f32::from(u8::from(best.entry.id == e.id)));
                    n[27] = context.best_country_share(e.country);
                    n[28] = surroundings.capitals;
                    n[29] = c.probability;
                    n[30] = total;
                    n[31] = context.others_in_second(at, e);
                    n[32] = context.others_in_first(at, e);
                    n[33] = n[32] / others;
                    n
                });
                numbers.collect()
            })
            .collect();
        for (group, rated) in self.groups.iter_mut().zip(rated) {
            for (candidate, numbers) in group.candidates.iter_mut().zip(rated) {
                candidate.numbers = numbers;
            }
        }
    }

    /// Whether a name beside this one says that it lies in such a place: 2 in the unit, 1 in the country, -1 elsewhere, 0 no word.
    fn contained(&self, group: usize, entry: &Entry<'_>) -> f32 {
        let mut best = 0f32;
        for &outer in &self.outer[group] {
            let said = self.groups[outer].candidates.iter().map(|o| encloses(&o.entry, entry)).fold(0f32, f32::max);
            let speaks = self.groups[outer].candidates.iter().any(|o| o.entry.kind <= Kind::Second);
            if said > 0.0 {
                best = best.max(said);
            } else if speaks && best == 0.0 {
                best = -1.0;
            }
        }
        best
    }

    /// Whether such a place encloses one that stands before it: as above.
    fn contains(&self, group: usize, entry: &Entry<'_>) -> f32 {
        let mut best = 0f32;
        for &inner in self.inner[group].iter().take(MOST_COMPANY) {
            let said = self.groups[inner].candidates.iter().map(|i| encloses(entry, &i.entry)).fold(0f32, f32::max);
            if said > 0.0 {
                best = best.max(said);
            } else if best == 0.0 {
                best = -1.0;
            }
        }
        best
    }

    /// Share of the other places in its sentences that lie in the same country; -1 when it stands alone.
    fn in_company(&self, group: usize, entry: &Entry<'_>) -> f32 {
        if entry.country.is_empty() || self.company[group].is_empty() {
            return -1.0;
        }
        let there = |other: &usize| -> f32 {
            let same = self.groups[*other].candidates.iter().filter(|c| c.entry.country == entry.country);
            same.map(|c| c.probability).sum()
        };
        self.company[group].iter().map(there).sum::<f32>() / self.company[group].len() as f32
    }

    fn surroundings(&self, group: usize) -> Surroundings {
        let mut found = Surroundings::default();
        for &at in &self.groups[group].spots {
            let spot = &self.spots[at];
            let next = self.scene.text(spot.pieces.end).to_lowercase();
            let last = self.scene.text(spot.pieces.end.saturating_sub(1));
            if matches!(next.as_str(), "county" | "counties" | "parish" | "district")
                || matches!(last, "County" | "Parish" | "District")
            {
                found.county = true;
            }
            if at == 0 && spot.pieces.start < 3 {
                found.dateline = 1.0;
            }
            found.form = spot.form as u8 as f32;
            found.words = spot.pieces.len() as f32;
            let first = self.scene.text(spot.pieces.start);
            found.capitals = f32::from(u8::from(first.len() <= 4 && first.chars().all(|c| !c.is_lowercase())));
        }
        found
    }
}

#[derive(Default)]
struct Surroundings {
    county: bool,
    form: f32,
    words: f32,
    dateline: f32,
    capitals: f32,
}

/// How many times likelier a town or county is for lying near to the outlet's home.
fn near_home(home: Option<Entry<'_>>, entry: &Entry<'_>) -> f32 {
    match home {
        Some(home) if entry.kind > Kind::First => {
            1.0 + 60.0 / (1.0 + (home.km_to(entry.lat, entry.lon) / 60.0).powi(2))
        }
        _ => 1.0,
    }
}

/// Places so many places away in a sentence keep each other company, and so many are counted.
const REACH: usize = 6;
const MOST_COMPANY: usize = 40;

/// How much a place counts by itself: doublings of its inhabitants, more for what has none or leads a country.
fn weight(entry: &Entry<'_>, by: By) -> f32 {
    let people = (entry.population as f32 + 1.0).log2();
    let base = match entry.kind {
        Kind::Continent | Kind::Country => people.max(16.0) + 8.0,
        Kind::First => people.max(16.0) + 2.0,
        Kind::Capital => people + 3.0,
        Kind::Seat => people + 1.0,
        Kind::Second => people - 2.0,
        Kind::Lower | Kind::Part => people - 4.0,
        Kind::Region => people.max(18.0),
        Kind::Point => 40.0,
        kind if kind > Kind::Part => people.max(18.0),
        _ => people,
    };
    match by {
        By::OtherName => base - 6.0,
        By::Alias | By::Abbreviation => base + 3.0,
        By::Own => base + 40.0,
        By::Name | By::Demonym => base,
    }
}

/// 2 when the outer place is the unit in which the inner lies, 1 when it is its country, 0 when neither.
pub(super) fn encloses(outer: &Entry<'_>, inner: &Entry<'_>) -> f32 {
    if outer.country != inner.country || outer.id == inner.id || inner.country.is_empty() {
        return 0.0;
    }
    match outer.kind {
        Kind::Country => 1.0,
        Kind::First if outer.first_code == inner.first_code && inner.kind != Kind::First => 2.0,
        Kind::Second if !inner.second.is_empty() && outer.name == inner.second => 2.0,
        kind if kind.is_town() && inner.kind >= Kind::Lower && outer.km_to(inner.lat, inner.lon) < 40.0 => 1.5,
        Kind::Second | Kind::Lower if outer.km_to(inner.lat, inner.lon) < 60.0 => 1.5,
        _ => 0.0,
    }
}
