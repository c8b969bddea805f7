//! What to read a series with: what makes its points not fully comparable, how fast they moved, which counts differ.

use jiff::civil::Date;

use super::Material;
use super::series::{Given, Voice};
use super::slots::{compatible, interval, verb_class};
use crate::language::past;
use crate::model::{Bound, Figure, Id, Point, Remark, RemarkKind, Scope, Since};

/// The remarks on a series: warnings first, then what only reads the points.
pub(super) fn remarks(
    material: &Material<'_>,
    given: &[Given<'_>],
    points: &[Point],
    scope: Scope,
    since: Option<&Since>,
) -> Vec<Remark> {
    let remarks = Remarks { material, given };
    let mut found = Vec::new();
    found.extend(remarks.verbs());
    found.extend(remarks.units());
    found.extend(remarks.echoes(points));
    found.extend(remarks.differing());
    if scope == Scope::Cumulative {
        found.extend(remarks.falls());
        found.extend(remarks.rates(since));
    }
    found.extend(remarks.agreeing());
    found
}

/// "dozens", "hundreds": a bound that no count stands behind.
pub(super) fn is_vague(figure: &Figure) -> bool {
    figure.bound == Bound::AtLeast
        && matches!(figure.value as u64, 24 | 40 | 200 | 2_000 | 20_000 | 200_000 | 2_000_000)
}

struct Remarks<'r, 'a> {
    material: &'r Material<'a>,
    given: &'r [Given<'r>],
}

impl Remarks<'_, '_> {
    fn verbs(&self) -> Option<Remark> {
        let verbs = distinct(self.given.iter().map(|p| p.figure().verb.as_deref().map(past)));
        let text = format!("Verbs differ ({}): comparable only with that in mind.", listed(&verbs, " / "));
        (verbs.len() > 1).then(|| self.remark(RemarkKind::VerbsDiffer, &verbs, text))
    }

    fn units(&self) -> Option<Remark> {
        let unit = |figure: &Figure| Some(figure.unit.clone()).filter(|unit| unit != "person");
        let units = distinct(self.given.iter().map(|p| unit(p.figure())));
        let text = format!("What is counted differs ({}).", listed(&units, " / "));
        (units.len() > 1).then(|| self.remark(RemarkKind::UnitsDiffer, &units, text))
    }

    /// A remark on the first point of each kind.
    fn remark(&self, kind: RemarkKind, firsts: &[(String, usize)], text: String) -> Remark {
        let figures = firsts.iter().filter_map(|(_, at)| self.given.get(*at)).map(|p| p.figure().id).collect();
        Remark { kind, figures, text }
    }

    fn echoes(&self, points: &[Point]) -> Vec<Remark> {
        let echo = |(given, point): (&Given<'_>, &Point)| {
            let echoed = point.echoes.and_then(|id| self.given.iter().find(|p| p.figure().id == id))?;
            let (words, precise) = (self.words(given.figure()), self.words(echoed.figure()));
            Some(Remark {
                kind: RemarkKind::Echo,
                figures: vec![given.figure().id, echoed.figure().id],
                text: format!("“{words}” echoes “{precise}”; it is no second count."),
            })
        };
        self.given.iter().zip(points).filter_map(echo).collect()
    }

    /// The precise points that have a day.
    fn dated(&self) -> impl DoubleEndedIterator<Item = (&Given<'_>, Date)> {
        let dated = |point: &'_ Given<'_>| !is_vague(point.figure());
        self.given.iter().filter(move |p| dated(p)).filter_map(|p| p.figure().as_of.map(|day| (p, day)))
    }

    /// Counts of the same thing for one day that exclude each other.
    fn differing(&self) -> Vec<Remark> {
        let dated: Vec<_> = self.dated().collect();
        let mut found = Vec::new();
        for (at, (one, day)) in dated.iter().enumerate() {
            let later = dated.iter().skip(at + 1).take_while(|(_, other)| other == day);
            let apart = |other: &Given<'_>| {
                verb_class(one.figure()) == verb_class(other.figure()) && !compatible(one.figure(), other.figure())
            };
            let Some((other, _)) = later.into_iter().find(|(other, _)| apart(other)) else { continue };
            let (a, b) = (self.words(one.figure()), self.words(other.figure()));
            let who = match self.one_voice(one, other) {
                true => format!("{} gives both “{a}” and “{b}”", self.voice(one)),
                false => format!("{} says “{a}”, {} “{b}”", self.voice(one), self.voice(other)),
            };
            found.push(Remark {
                kind: RemarkKind::CountsDiffer,
                figures: vec![one.figure().id, other.figure().id],
                text: format!("For {}, {who}: both cannot hold.", day_words(*day)),
            });
        }
        found
    }

    /// Running totals that are lower than one before. What is still missing may well become fewer.
    fn falls(&self) -> Vec<Remark> {
        let dated: Vec<_> = self.dated().filter(|(p, _)| !is_level(p.figure())).collect();
        let mut found: Vec<Remark> = Vec::new();
        for (at, (later, day)) in dated.iter().enumerate() {
            let before = || dated.iter().take(at).rev().filter(|(_, on)| on < day);
            let below = |earlier: &Given<'_>| {
                verb_class(earlier.figure()) == verb_class(later.figure())
                    && interval(later.figure()).1 < interval(earlier.figure()).0
            };
            let own = before().find(|(p, _)| self.one_voice(p, later));
            if let Some((earlier, on)) = own.filter(|(p, _)| below(p)) {
                let said = self.correcting(later.figure()).map_or(String::new(), |word| format!(" (“{word}”)"));
                found.push(Remark {
                    kind: RemarkKind::Corrects,
                    figures: vec![later.figure().id, earlier.figure().id],
                    text: format!(
                        "{} gives {} for {}, after {} for {}: it corrects its own count{said}; a running total does not fall.",
                        self.voice(later),
                        amount(later.figure()),
                        day_words(*day),
                        amount(earlier.figure()),
                        day_words(*on),
                    ),
                });
                continue;
            }
            let others = || before().filter(|(p, _)| !self.one_voice(p, later));
            if let Some((earlier, on)) = others().next().filter(|(p, _)| below(p)) {
                found.push(Remark {
                    kind: RemarkKind::Falls,
                    figures: vec![later.figure().id, earlier.figure().id],
                    text: format!(
                        "{} of {} ({}) is below {} of {} ({}): two counts, not one that fell.",
                        amount(later.figure()),
                        self.voice(later),
                        day_words(*day),
                        amount(earlier.figure()),
                        self.voice(earlier),
                        day_words(*on),
                    ),
                });
            }
        }
        found
    }

    /// How much a running total grew, point by point; of the same voice where it gave one before.
    fn rates(&self, since: Option<&Since>) -> Vec<Remark> {
        let measured: Vec<_> = self.dated().filter(|(p, _)| is_measured(p.figure())).collect();
        let mut found: Vec<Remark> = Vec::new();
        let mut pace: Option<String> = None;
        if let (Some(since), Some((first, day))) = (since, measured.first()) {
            let days = days_between(since.day, *day) + 1;
            let rate = rate(first.figure().value, days);
            found.push(Remark {
                kind: RemarkKind::RateSinceStart,
                figures: vec![first.figure().id],
                text: format!(
                    "{} since {}: {rate} a day over {days} days.",
                    amount(first.figure()),
                    day_words(since.day)
                ),
            });
            pace = Some(rate);
        }
        for (at, (later, day)) in measured.iter().enumerate() {
            let before = || measured.iter().take(at).rev().filter(|(_, on)| on < day);
            let earlier = before().find(|(p, _)| self.one_voice(p, later)).or_else(|| before().next());
            let Some((earlier, on)) = earlier else { continue };
            let change = later.figure().value - earlier.figure().value;
            if change == 0.0 || change < 0.0 && !is_level(later.figure()) {
                continue;
            }
            let days = days_between(*on, *day);
            let rate = rate(change.abs(), days);
            let about = if [earlier, later].iter().any(|p| p.figure().bound == Bound::About) { "about " } else { "" };
            let voices = match self.one_voice(earlier, later) {
                true => String::new(),
                false => format!("; {} then, {} now", self.voice(earlier), self.voice(later)),
            };
            let before = pace.take().map_or(String::new(), |pace| format!(" ({pace} a day before)"));
            found.push(Remark {
                kind: RemarkKind::Rate,
                figures: vec![earlier.figure().id, later.figure().id],
                text: format!(
                    "From {} to {}: {} {} in {}, {about}{rate} a day{before}{voices}.",
                    number(earlier.figure().value),
                    number(later.figure().value),
                    if change > 0.0 { "up" } else { "down" },
                    number(change.abs()),
                    if days == 1 { "1 day".to_owned() } else { format!("{days} days") },
                ),
            });
            pace = Some(rate);
        }
        found
    }

    /// One value from several parties.
    fn agreeing(&self) -> Vec<Remark> {
        let mut found: Vec<Remark> = Vec::new();
        let mut told: Vec<usize> = Vec::new();
        for (at, one) in self.given.iter().enumerate().filter(|(_, p)| !is_vague(p.figure())) {
            if told.contains(&at) {
                continue;
            }
            let same = |p: &Given<'_>| {
                let (a, b) = (one.figure(), p.figure());
                (a.value, a.upper, a.bound) == (b.value, b.upper, b.bound) && verb_class(a) == verb_class(b)
            };
            let alike: Vec<usize> = (at..self.given.len()).filter(|&i| self.given.get(i).is_some_and(same)).collect();
            let mut voices: Vec<String> = Vec::new();
            let mut figures: Vec<Id> = Vec::new();
            for point in alike.iter().filter_map(|&i| self.given.get(i)) {
                let voice = self.voice(point);
                if point.voice != Voice::Lost && !voices.contains(&voice) {
                    voices.push(voice);
                    figures.push(point.figure().id);
                }
            }
            told.extend(alike);
            if let Some((last, others)) = voices.split_last().filter(|(_, others)| !others.is_empty()) {
                found.push(Remark {
                    kind: RemarkKind::Agrees,
                    figures,
                    text: format!("{} is given by {} and {last}.", amount(one.figure()), others.join(", ")),
                });
            }
        }
        found
    }

    /// True when one party or outlet gives both.
    fn one_voice(&self, one: &Given<'_>, other: &Given<'_>) -> bool {
        one.voice != Voice::Lost && one.voice == other.voice
    }

    /// Who gives a point, for a sentence: the party, or the outlet.
    fn voice(&self, point: &Given<'_>) -> String {
        let party = match point.voice {
            Voice::Party(party) => self.material.sources.parties.iter().find(|p| p.id == party),
            Voice::Outlet(_) => {
                let article = self.material.article(point.figure().article);
                return article.map_or_else(|| "an outlet".to_owned(), |a| a.outlet_name().to_owned());
            }
            Voice::Lost => None,
        };
        party.map_or_else(|| "a speaker whose name is lost".to_owned(), |party| party.name.clone())
    }

    fn words(&self, figure: &Figure) -> &str {
        self.material.article(figure.article).map_or("", |article| article.text.slice(figure.span))
    }

    /// The word by which the sentence of a figure says that a count was changed.
    fn correcting(&self, figure: &Figure) -> Option<&str> {
        let analysis = self.material.analysis(figure.article)?;
        let words = analysis.words_in(analysis.article.text.bytes(figure.span));
        let sentence = analysis.sentences.get(analysis.sentence_of(words.start)?)?;
        let changes = |word: &str| {
            let stems = ["correct", "revis", "lowered", "adjust", "double-count", "miscount"];
            stems.iter().any(|stem| word.starts_with(stem))
        };
        sentence.words.clone().find(|&at| changes(analysis.lower(at))).map(|at| analysis.word(at))
    }
}

/// A value that one can subtract from.
fn is_measured(figure: &Figure) -> bool {
    matches!(figure.bound, Bound::Exact | Bound::About)
}

/// A count of those still missing: it may fall without being wrong.
fn is_level(figure: &Figure) -> bool {
    verb_class(figure).is_some_and(|class| class == "missing")
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// By the day, to one decimal.
fn rate(change: f64, days: i32) -> String {
    number((change / f64::from(days.max(1)) * 10.0).round() / 10.0)
}

/// "30 September 2015".
fn day_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "at least 24", "5 to 7", "1,200".
fn amount(figure: &Figure) -> String {
    let value = number(figure.value);
    match (figure.bound, figure.upper) {
        (Bound::Range, Some(upper)) => format!("{value} to {}", number(upper)),
        (Bound::Exact | Bound::Range, _) => value,
        (Bound::About, _) => format!("about {value}"),
        (Bound::AtLeast, _) => format!("at least {value}"),
        (Bound::AtMost, _) => format!("at most {value}"),
    }
}

/// A number with its thousands grouped.
fn number(value: f64) -> String {
    let text = value.to_string();
    let (whole, part) = text.split_once('.').map_or((text.as_str(), None), |(whole, part)| (whole, Some(part)));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text;
    }
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    part.map_or(grouped.clone(), |part| format!("{grouped}.{part}"))
}

/// Each text once with the number of its first point, in the order of the points.
fn distinct(items: impl Iterator<Item = Option<String>>) -> Vec<(String, usize)> {
    let mut all: Vec<(String, usize)> = Vec::new();
    for (at, item) in items.enumerate() {
        if let Some(item) = item.filter(|item| !all.iter().any(|(known, _)| known == item)) {
            all.push((item, at));
        }
    }
    all
}

fn listed(items: &[(String, usize)], between: &str) -> String {
    items.iter().map(|(item, _)| item.as_str()).collect::<Vec<_>>().join(between)
}
