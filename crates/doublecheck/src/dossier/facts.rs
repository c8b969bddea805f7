//! When, how many, where and who, by itself: the facts of a set of articles, and their form on a terminal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::terminal::{Ink, Look, Sheet, clip, tied};
use super::wording;
use crate::model::{
    Article, Entity, EntityKind, Facts, Id, Identity, Location, MentionForm, Problem, Quantity, TimeBound,
    TimeExpression, Toponym, ToponymUsage,
};

/// Name and version of the form in which a [`FactSheet`] is written.
pub const FACTS_FORMAT: &str = "doublecheck facts 1";

/// The facts that a set of articles names. Each points to its exact words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactSheet {
    /// Name and version of this form: [`FACTS_FORMAT`].
    pub format: String,
    /// Where the names and coordinates of places come from, and their licence.
    pub attribution: String,
    /// The articles, by publication date, then label.
    pub articles: Vec<Article>,
    /// The facts of each, in the same order.
    pub facts: Vec<Facts>,
    /// People and organisations that several articles name, or that may be the same.
    pub identities: Vec<Identity>,
    /// Inputs that could not be used.
    pub problems: Vec<Problem>,
}

/// The facts, article by article: times with the days that they mean, figures, places with what they stand for, people and
/// organisations with the number of their mentions.
///
/// Control characters of the articles are escaped; lines keep to `look.width` (at least 32).
pub fn facts(found: &FactSheet, look: Look) -> String {
    let mut sheet = Sheet::new(look);
    let mut counts = [0; 4];
    for (article, facts) in found.articles.iter().zip(&found.facts) {
        heading(&mut sheet, article);
        let text = |span| article.text.slice(span);
        let times = facts.times.iter().map(|time| (text(time.span).to_owned(), meaning(time)));
        list(&mut sheet, "when", times);
        let figures: Vec<&Quantity> = facts.quantities.iter().filter(|quantity| quantity.is_figure).collect();
        list(&mut sheet, "how many", figures.iter().map(|figure| (text(figure.span).to_owned(), amount(figure))));
        list(&mut sheet, "where", places(&facts.toponyms, &text));
        list(&mut sheet, "who", facts.entities.iter().map(|entity| (entity.name.clone(), mentions(entity))));
        let all = [facts.times.len(), figures.len(), facts.toponyms.len(), facts.entities.len()];
        counts.iter_mut().zip(all).for_each(|(count, more)| *count += more);
    }
    across(&mut sheet, found);
    sheet.gap();
    let [times, figures, toponyms, entities] = counts;
    let total = [
        wording::count(times, "time"),
        wording::count(figures, "figure"),
        wording::count(toponyms, "place name"),
        if entities == 1 {
            "1 person or organisation".to_owned()
        } else {
            format!("{entities} people and organisations")
        },
    ];
    sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Faint, &total.map(|part| tied(&part)).join("   "))]);
    sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Faint, &found.attribution)]);
    sheet.finish()
}

fn heading(sheet: &mut Sheet, article: &Article) {
    sheet.gap();
    let label = tied(&clip(&article.label, 24));
    let day = article.published.day.map_or_else(|| "  undated".to_owned(), |day| format!("  {day}"));
    let title = article.title.as_ref().map_or_else(String::new, |title| format!("  {}", title.value));
    sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Label, &label), (Ink::Faint, &tied(&day)), (Ink::Strong, &title)]);
}

/// Each thing with what it means; the same pair once, with how often it stands there.
fn list(sheet: &mut Sheet, lead: &str, entries: impl Iterator<Item = (String, String)>) {
    let mut counted: Vec<((String, String), usize)> = Vec::new();
    for entry in entries {
        match counted.iter_mut().find(|(known, _)| *known == entry) {
            Some((_, count)) => *count += 1,
            None => counted.push((entry, 1)),
        }
    }
    for (n, ((words, meaning), count)) in counted.iter().enumerate() {
        let lead = if n == 0 { lead } else { "" };
        let times = if *count > 1 { format!("  ×{count}") } else { String::new() };
        let meaning = format!("  {meaning}");
        let pieces = [(Ink::Strong, words.as_str()), (Ink::Plain, &meaning), (Ink::Faint, &times)];
        sheet.put(2, 12, (Ink::Faint, lead), &pieces);
    }
}

/// Who is named by several articles, and who may be the same.
fn across(sheet: &mut Sheet, found: &FactSheet) {
    if found.identities.is_empty() {
        return;
    }
    sheet.gap();
    sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Label, "the same in several articles")]);
    for identity in &found.identities {
        let mut articles: Vec<&str> =
            identity.members.iter().filter_map(|member| label(found, member.article)).collect();
        articles.dedup();
        let perhaps: String = identity
            .alternatives
            .iter()
            .filter_map(|other| {
                let name = &found.identities.iter().find(|identity| identity.id == other.identity)?.name;
                Some(format!("; perhaps {name}: {}", other.reasons.join(", ")))
            })
            .collect();
        let where_named = format!("  {}, in {}", kind(identity.kind), articles.join(", "));
        let pieces = [(Ink::Strong, identity.name.as_str()), (Ink::Plain, &where_named), (Ink::Warning, &perhaps)];
        sheet.put(2, 12, (Ink::Plain, ""), &pieces);
    }
}

fn label(found: &FactSheet, article: Id) -> Option<&str> {
    found.articles.iter().find(|known| known.id == article).map(|article| article.label.as_str())
}

/// "2026-03-09", "2026-03-02 to 2026-03-08", "P2D", "not known, not after publication".
pub(super) fn meaning(time: &TimeExpression) -> String {
    let mut meaning = match (time.earliest, time.latest) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => match time.bound {
            Some(TimeBound::UntilPublished) => format!("{}, not after publication", time.value),
            Some(TimeBound::FromPublished) => format!("{}, not before publication", time.value),
            None => time.value.clone(),
        },
    };
    if let (Some(_), Some(day)) = (time.through, time.read_on) {
        meaning.push_str(&format!(", read on {day}, when the original was published"));
    }
    meaning
}

/// "at least 40 house", "5 to 7 ship, destroy".
pub(super) fn amount(figure: &Quantity) -> String {
    use crate::model::Bound::{About, AtLeast, AtMost, Exact, Range};
    let bound = match figure.bound {
        Exact | Range => "",
        About => "about ",
        AtLeast => "at least ",
        AtMost => "at most ",
    };
    let rounded = |value: f64| (value * 1e4).round() / 1e4;
    let upper = figure.upper.map_or_else(String::new, |upper| format!(" to {}", rounded(upper)));
    let unit = figure.unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
    let verb = figure.verb.as_ref().map_or_else(String::new, |verb| format!(" ({verb})"));
    format!("{bound}{}{upper}{unit}{verb}", rounded(figure.value))
}

/// Places by what they stand for, with the number of their names.
fn places<'a>(
    toponyms: &'a [Toponym],
    text: &'a impl Fn(crate::model::Span) -> &'a str,
) -> impl Iterator<Item = (String, String)> + 'a {
    toponyms.iter().map(move |toponym| {
        let usage = match toponym.usage {
            ToponymUsage::Place => "",
            ToponymUsage::Actor => ", acting",
            ToponymUsage::Modifier => ", tells whose",
            ToponymUsage::People => ", its people",
            ToponymUsage::Embedded => ", in the name of something else",
        };
        let meaning = toponym.location.as_ref().map_or_else(|| "not known".to_owned(), located);
        (text(toponym.span).to_owned(), meaning + usage)
    })
}

/// "Bergen, Vestland, Norway (town, 60.39 N 5.32 E)".
pub(super) fn located(location: &Location) -> String {
    let side = |degrees: f64, positive, negative| {
        format!("{:.2} {}", degrees.abs(), if degrees < 0.0 { negative } else { positive })
    };
    let (north, east) = (side(location.latitude, "N", "S"), side(location.longitude, "E", "W"));
    format!("{} ({}, {north} {east})", location.name, location.kind)
}

/// "person", "organisation".
pub(super) fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Group => "group",
        EntityKind::Facility => "facility",
        EntityKind::Product => "product",
        EntityKind::Other => "other",
    }
}

fn mentions(entity: &Entity) -> String {
    let kind = kind(entity.kind);
    let roles = if entity.roles.is_empty() { String::new() } else { format!(", {}", entity.roles.join(", ")) };
    let pronouns = entity.mentions.iter().filter(|mention| mention.form == MentionForm::Pronoun).count();
    let pronouns = if pronouns > 0 { format!(", {} by pronoun", pronouns) } else { String::new() };
    format!("{kind}{roles}, {}{pronouns}", wording::count(entity.mentions.len(), "mention"))
}
