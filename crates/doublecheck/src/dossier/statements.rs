//! Who said what, by itself: the statements of a set of articles, and their form on a terminal.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lookup::Lookup;
use super::terminal::{Ink, Look, Sheet, clip, tied};
use super::wording;
use crate::model::{Article, Form, Id, Party, Problem, Speaker, Stance, Statement};
use crate::statement::Said;

/// Name and version of the form in which [`Statements`] are written.
pub const STATEMENTS_FORMAT: &str = "doublecheck statements 1";

/// Widest label of an article.
const LABEL: usize = 24;
/// Widest outlet beside it.
const OUTLET: usize = 24;

/// Who said what in a set of articles. Each statement points to its exact words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statements {
    /// Name and version of this form: [`STATEMENTS_FORMAT`].
    pub format: String,
    /// The articles, by publication date, then label.
    pub articles: Vec<Article>,
    /// The parties of the speakers.
    pub parties: Vec<Party>,
    /// Who speaks, most statements first.
    pub speakers: Vec<Speaker>,
    /// What is said, by article and text.
    pub statements: Vec<Statement>,
    /// Inputs that could not be used.
    pub problems: Vec<Problem>,
}

impl Statements {
    /// Leaves out statements less probable than `least`, and the outlets' own voice unless `narration`: see [`Said::keep`].
    pub fn keep(&mut self, least: f32, narration: bool) {
        let mut said = Said {
            statements: std::mem::take(&mut self.statements),
            speakers: std::mem::take(&mut self.speakers),
            parties: std::mem::take(&mut self.parties),
            problems: Vec::new(),
        };
        said.keep(least, narration);
        Said { statements: self.statements, speakers: self.speakers, parties: self.parties, .. } = said;
    }

    pub(super) fn lookup(&self) -> Lookup<'_> {
        Lookup::of_statements(&self.articles, &self.statements, &self.speakers, &self.parties)
    }
}

/// Who said what, article by article: the speaker and the party, what is done with the words, how sure it is, and the
/// words. What is said inside another statement stands under it, further in.
///
/// Control characters of the articles are escaped; lines keep to `look.width` (at least 32).
pub fn statements(found: &Statements, look: Look) -> String {
    let mut listing = Listing { lookup: found.lookup(), inner: BTreeMap::new(), sheet: Sheet::new(look) };
    let mut outer: BTreeMap<Id, Vec<&Statement>> = BTreeMap::new();
    for statement in &found.statements {
        match statement.within.filter(|&id| listing.lookup.statement(id).is_some()) {
            Some(within) => listing.inner.entry(within).or_default().push(statement),
            None => outer.entry(statement.article).or_default().push(statement),
        }
    }
    for article in &found.articles {
        let Some(outer) = outer.get(&article.id) else { continue };
        listing.article(article);
        for statement in outer {
            listing.statement(article, statement, 0);
        }
    }
    listing.total(found);
    listing.sheet.finish()
}

/// Columns that a statement inside another one stands further in, and how many deep that is shown.
const STEP: usize = 4;
const DEEPEST: usize = 3;

struct Listing<'a> {
    lookup: Lookup<'a>,
    /// Statements by the one that they are made in.
    inner: BTreeMap<Id, Vec<&'a Statement>>,
    sheet: Sheet,
}

impl Listing<'_> {
    fn article(&mut self, article: &Article) {
        self.sheet.gap();
        let mut pieces = vec![(Ink::Label, tied(&clip(&article.label, LABEL)))];
        pieces.extend(
            article.outlet.as_ref().map(|outlet| (Ink::Plain, tied(&format!("  {}", clip(&outlet.value, OUTLET))))),
        );
        pieces.extend(article.published.day.map(|day| (Ink::Faint, tied(&format!("  {day}")))));
        let used: usize = pieces.iter().map(|(_, text)| text.chars().count()).sum();
        let room = self.sheet.look().columns().saturating_sub(used + 4);
        let title = article.title.as_ref().filter(|_| room >= 8);
        pieces.extend(title.map(|title| (Ink::Strong, format!("  {}", tied(&clip(&title.value, room))))));
        let pieces: Vec<_> = pieces.iter().map(|(ink, text)| (*ink, text.as_str())).collect();
        self.sheet.put(0, 0, (Ink::Plain, ""), &pieces);
    }

    fn statement(&mut self, article: &Article, statement: &Statement, depth: usize) {
        let indent = 2 + depth.min(DEEPEST) * STEP;
        let (name, party) = self.who(statement);
        let ink = if statement.speaker.speaker().is_some() { Ink::Strong } else { Ink::Warning };
        let party = party.map_or(String::new(), |party| format!("  ({party})"));
        let said = act(statement);
        let who = [(ink, name.as_str()), (Ink::Faint, party.as_str())];
        self.sheet.put_beside(indent, indent, (Ink::Plain, ""), &who, (act_ink(statement), &said));
        let words = wording::quoted(&self.lookup.content(statement));
        let when =
            statement.said_on.as_ref().filter(|said| said.day().is_some_and(|day| Some(day) != article.published.day));
        let when = when.and_then(|said| said.day()).map_or(String::new(), |day| tied(&format!("  said on {day}")));
        self.sheet.put(indent + 2, indent + 2, (Ink::Plain, ""), &[(Ink::Plain, &words), (Ink::Faint, &when)]);
        for inner in self.inner.get(&statement.id).cloned().unwrap_or_default() {
            // What is told six deep is told as if three deep; deeper than any text goes, nothing is.
            if depth < DEEPEST * 2 {
                self.statement(article, inner, depth + 1);
            }
        }
    }

    /// The speaker with the office, and the party where it is another name.
    fn who(&self, statement: &Statement) -> (String, Option<String>) {
        let Some(speaker) = self.lookup.speaker_of(statement) else { return (self.lookup.voice(statement), None) };
        let name = match &speaker.role {
            Some(role) if !speaker.name.contains(role.as_str()) => format!("{}, {role}", speaker.name),
            _ => speaker.name.clone(),
        };
        let party = self.lookup.party_name(speaker.party);
        (name, Some(party).filter(|party| *party != speaker.name))
    }

    fn total(&mut self, found: &Statements) {
        self.sheet.gap();
        let counts = [
            wording::count(found.statements.len(), "statement"),
            wording::count(found.speakers.len(), "speaker"),
            wording::count(found.articles.len(), "article"),
        ];
        self.sheet.put(0, 0, (Ink::Plain, ""), &[(Ink::Faint, &tied(&counts.join("   ")))]);
    }
}

/// "denies, quoted, 0.85"; attitudes, intentions and what was not said are named.
fn act(statement: &Statement) -> String {
    let manner = wording::manner(statement.manner).map(str::to_owned);
    let stance = wording::stance(statement.stance).to_owned();
    let mut parts: Vec<String> = match manner {
        Some(manner) if statement.stance == Stance::Asserts => vec![manner],
        manner => [Some(stance), manner].into_iter().flatten().collect(),
    };
    parts.extend(statement.negated.then(|| "not said".to_owned()));
    parts.push(wording::form(statement.form).to_owned());
    if statement.form != Form::Narration {
        parts.push(format!("{:.2}", statement.rounded_probability()));
    }
    parts.join(", ")
}

fn act_ink(statement: &Statement) -> Ink {
    match statement.stance {
        _ if !statement.is_said() => Ink::Faint,
        Stance::Denies | Stance::Refuses | Stance::Accuses => Ink::Against,
        _ => Ink::Plain,
    }
}
