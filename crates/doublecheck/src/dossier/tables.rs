//! The dossier as tables for spreadsheets and scripts (CSV, RFC 4180, UTF-8).
//!
//! Each table is a list of [`Column`]s: name, meaning and how to fill it stand together, and [`guide`] prints the first
//! two as the page that documents them.

mod facts;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::lookup::Lookup;
use super::{Dossier, Exchange, FactSheet, Statements};
use crate::model::{Attribution, Claim, Figure, Id, Origin, Place, Point, Relay, Reuse, Span, Statement};

/// One of the tables of a dossier: one row per thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// One row per claim.
    Claims,
    /// One row per statement.
    Statements,
    /// One row per figure.
    Figures,
    /// One row per passage that two articles share.
    Copies,
    /// One row per time, quantity, place, person or organisation.
    Facts,
    /// One row per offer, request, or refusal of what nobody asks for.
    Exchanges,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 6] =
        [Self::Claims, Self::Statements, Self::Figures, Self::Copies, Self::Facts, Self::Exchanges];

    /// The file that holds it.
    pub fn file(self) -> &'static str {
        match self {
            Self::Claims => "claims.csv",
            Self::Statements => "statements.csv",
            Self::Figures => "figures.csv",
            Self::Copies => "copies.csv",
            Self::Facts => "facts.csv",
            Self::Exchanges => "exchanges.csv",
        }
    }

    /// Writes the table: a header, then the rows in the order of the dossier.
    ///
    /// Text that a spreadsheet would run as a formula gets an apostrophe before it; see [`guide`].
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(self, dossier: &Dossier, out: impl io::Write) -> io::Result<()> {
        let scope = &Scope::new(dossier);
        let written = match self {
            Self::Claims => write_rows(CLAIMS, &dossier.claims, scope, out),
            Self::Statements => write_rows(STATEMENTS, &dossier.statements, scope, out),
            Self::Figures => write_rows(FIGURES, &dossier.figures, scope, out),
            Self::Copies => write_rows(COPIES, &dossier.reuses, scope, out),
            Self::Facts => write_rows(facts::COLUMNS, &facts::rows(&dossier.facts), scope, out),
            Self::Exchanges => write_rows(EXCHANGES, &dossier.exchanges, scope, out),
        };
        written.map_err(io::Error::from)
    }

    /// Writes the table of statements of statements found by themselves; no claim is named in it.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write_statements(found: &Statements, out: impl io::Write) -> io::Result<()> {
        write_rows(STATEMENTS, &found.statements, &Scope::of(found.lookup()), out).map_err(io::Error::from)
    }

    /// Writes the table of facts found by themselves.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write_facts(found: &FactSheet, out: impl io::Write) -> io::Result<()> {
        let scope = Scope::of(Lookup::of_statements(&found.articles, &[], &[], &[]));
        write_rows(facts::COLUMNS, &facts::rows(&found.facts), &scope, out).map_err(io::Error::from)
    }

    fn columns(self) -> Vec<(&'static str, &'static str)> {
        fn names<T>(columns: &[Column<T>]) -> Vec<(&'static str, &'static str)> {
            columns.iter().map(|c| (c.name, c.meaning)).collect()
        }
        match self {
            Self::Claims => names(CLAIMS),
            Self::Statements => names(STATEMENTS),
            Self::Figures => names(FIGURES),
            Self::Copies => names(COPIES),
            Self::Facts => names(facts::COLUMNS),
            Self::Exchanges => names(EXCHANGES),
        }
    }
}

/// The page that documents the tables, as Markdown: what holds for all of them, then each column with its meaning.
pub fn guide() -> String {
    let mut guide = GUIDE.to_owned();
    for table in Table::ALL {
        guide.push_str(&format!("\n## {}\n\n| column | meaning |\n|---|---|\n", table.file()));
        for (name, meaning) in table.columns() {
            guide.push_str(&format!("| `{name}` | {meaning} |\n"));
        }
    }
    guide
}

const GUIDE: &str = "# Columns of the CSV files

Every table is UTF-8 with a header line, comma-separated and quoted as RFC 4180 says. One row is one thing. Columns keep
their names and order; new ones are added at the end.

- `article` is the article's short label in this dossier, `path` its file (`-` for standard input), `line` the line of a
  file that holds many articles.
- `start` and `end` count the Unicode code points of the article's text as it was received, from 0, end exclusive. The
  text is in `dossier.json`.
- An empty cell means unknown or not applicable, never zero.
- Days are written `2026-03-10`. Lists inside a cell are separated by `; `.
- Coded values (grade, stance, form, ...) are spelled as in `dossier.json`.
- Text that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an apostrophe (`'`) before it, so that a
  spreadsheet shows it and does not run it. Numbers are left as they are. For text to the letter use `dossier.json`.
- `doublecheck statements --csv` prints the columns of `statements.csv`; `supports` and `opposes` stay empty there.
- `doublecheck facts --csv` prints the columns of `facts.csv`. Place names and coordinates are of GeoNames (geonames.org),
  CC BY 4.0.
";

// --- cells ----------------------------------------------------------------------------------------------------------

/// What stands in a cell. Only text can be taken for a formula.
enum Cell<'a> {
    Empty,
    Text(Cow<'a, str>),
    Number(f64),
}

impl Cell<'_> {
    fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => guarded(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Text with an apostrophe before it when a spreadsheet would take it for a formula (OWASP, "CSV Injection"; the wide
/// forms are those that some spreadsheets fold).
fn guarded(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            Cow::Owned(format!("'{text}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// A value as `dossier.json` spells it.
fn code(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let mut list = String::new();
    for item in items {
        if !list.is_empty() {
            list.push_str("; ");
        }
        list.push_str(item.as_ref());
    }
    list
}

// --- rows -----------------------------------------------------------------------------------------------------------

struct Column<T> {
    name: &'static str,
    meaning: &'static str,
    cell: for<'a> fn(&Scope<'a>, &'a T) -> Cell<'a>,
}

const fn column<T>(
    name: &'static str,
    meaning: &'static str,
    cell: for<'a> fn(&Scope<'a>, &'a T) -> Cell<'a>,
) -> Column<T> {
    Column { name, meaning, cell }
}

fn write_rows<'a, T>(columns: &[Column<T>], rows: &'a [T], scope: &Scope<'a>, out: impl io::Write) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns.iter().map(|c| c.name))?;
    for row in rows {
        for column in columns {
            writer.write_field((column.cell)(scope, row).written().as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    Ok(())
}

/// What a row needs to know beyond itself.
struct Scope<'a> {
    lookup: Lookup<'a>,
    /// Labels of the claims that a statement supports.
    supports: HashMap<Id, Vec<&'a str>>,
    /// Labels of the claims that a statement stands against.
    opposes: HashMap<Id, Vec<&'a str>>,
    /// Name of the series that a figure belongs to.
    series: HashMap<Id, &'a str>,
    /// The point that a figure carries, and its number in its series.
    points: HashMap<Id, (usize, &'a Point)>,
}

impl<'a> Scope<'a> {
    fn new(dossier: &'a Dossier) -> Self {
        let mut supports: HashMap<Id, Vec<&str>> = HashMap::new();
        let mut opposes: HashMap<Id, Vec<&str>> = HashMap::new();
        for claim in &dossier.claims {
            for id in &claim.support {
                supports.entry(*id).or_default().push(&claim.label);
            }
            for against in &claim.against {
                opposes.entry(against.statement).or_default().push(&claim.label);
            }
        }
        let series = dossier.series.iter().flat_map(|s| s.figures().map(|id| (id, s.name.as_str()))).collect();
        let points = dossier.series.iter().flat_map(|s| s.points.iter().enumerate());
        let points = points.flat_map(|(at, point)| point.figures.iter().map(move |id| (*id, (at, point)))).collect();
        Self { lookup: Lookup::new(dossier), supports, opposes, series, points }
    }

    /// Where no claim is known.
    fn of(lookup: Lookup<'a>) -> Self {
        let (supports, opposes, series, points) = Default::default();
        Self { lookup, supports, opposes, series, points }
    }

    fn label(&self, article: Id) -> Cell<'a> {
        self.lookup.label(article).into()
    }

    fn path(&self, article: Id) -> Cell<'a> {
        self.lookup.article(article).map(|a| a.received.path.as_str()).into()
    }

    fn line(&self, article: Id) -> Cell<'a> {
        self.lookup.article(article).and_then(|a| a.received.line).map(|line| line as f64).into()
    }

    fn outlet(&self, article: Id) -> Cell<'a> {
        self.lookup.article(article).and_then(|a| a.outlet.as_ref()).map(|o| o.value.as_str()).into()
    }

    fn day(&self, article: Id) -> Cell<'a> {
        self.lookup.article(article).and_then(|a| a.published.day).map(|day| day.to_string()).into()
    }

    fn words(&self, article: Id, span: Span) -> Cell<'a> {
        self.lookup.words(Place { article, span }).into()
    }

    fn part(&self, article: Id, span: Option<Span>) -> Cell<'a> {
        span.map(|span| self.words(article, span)).unwrap_or(Cell::Empty)
    }

    fn labels_of(&self, index: &HashMap<Id, Vec<&str>>, statement: Id) -> Cell<'a> {
        index.get(&statement).map(list).into()
    }

    /// The speaker and party of a statement.
    fn speaker(&self, statement: &Statement) -> Option<(&'a str, String)> {
        let speaker = self.lookup.speaker_of(statement)?;
        Some((&speaker.name, self.lookup.party_name(speaker.party)))
    }
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a Id>) -> String {
    list(ids.into_iter().map(Id::to_string))
}

fn names(origins: &[Origin], counts: bool) -> String {
    list(origins.iter().filter(|o| o.counts == counts).map(|o| o.name.as_str()))
}

fn reliability(origins: &[Origin]) -> String {
    list(origins.iter().map(|o| code(o.reliability)))
}

const CLAIMS: &[Column<Claim>] = &[
    column("claim", "label of the claim in this dossier (`C3`)", |_, c| c.label.as_str().into()),
    column("id", "content hash of the claim", |_, c| c.id.to_string().into()),
    column("words", "the claim in the exact words of one of its statements", |s, c| {
        s.words(c.gist.article, c.gist.span)
    }),
    column("article", "article those words stand in", |s, c| s.label(c.gist.article)),
    column("path", "its file", |s, c| s.path(c.gist.article)),
    column("line", "its line in the file", |s, c| s.line(c.gist.article)),
    column("start", "first code point of the words", |_, c| c.gist.span.start.into()),
    column("end", "one past their last code point", |_, c| c.gist.span.end.into()),
    column("grade", "grade in one word", |_, c| code(c.confirmation.grade).into()),
    column("credibility", "information credibility on the Admiralty scale, 1 to 6", |_, c| {
        u32::from(c.confirmation.credibility.digit()).into()
    }),
    column("origins", "independent origins that put it forward", |_, c| c.confirmation.independent_origins().into()),
    column("origins_against", "independent origins against it", |_, c| c.confirmation.independent_against().into()),
    column("statements", "statements that put it forward", |_, c| c.support.len().into()),
    column("statements_against", "statements against it", |_, c| c.against.len().into()),
    column("articles", "articles that put it forward", |s, c| s.lookup.supporting_articles(c).len().into()),
    column("origin_names", "the origins that put it forward", |_, c| names(&c.confirmation.origins, true).into()),
    column("origins_unsure", "origins that put it forward and are too unsure to count", |_, c| {
        names(&c.confirmation.origins, false).into()
    }),
    column("against_names", "the origins against it", |_, c| names(&c.confirmation.against, true).into()),
    column("against_unsure", "origins against it that are too unsure to count", |_, c| {
        names(&c.confirmation.against, false).into()
    }),
    column("reliability", "source reliability of each origin for it, A to F on the Admiralty scale", |_, c| {
        reliability(&c.confirmation.origins).into()
    }),
    column("reasons", "the grade explained", |_, c| list(&c.confirmation.reasons).into()),
    column("other_story", "`yes` when it stands only in articles on another story", |s, c| {
        if s.lookup.is_apart(c) { "yes".into() } else { "no".into() }
    }),
    column("statement_ids", "ids of the statements that put it forward", |_, c| ids(&c.support).into()),
    column("against_ids", "ids of the statements against it", |_, c| {
        ids(c.against.iter().map(|a| &a.statement)).into()
    }),
    column("missing", "what is missing and would change the grade", |_, c| {
        list(c.confirmation.missing.iter().map(|m| m.text.as_str())).into()
    }),
    column("admitted_by", "party that it speaks against and that says it itself", |s, c| {
        c.confirmation.admission.as_ref().map(|a| s.lookup.party_name(a.party)).into()
    }),
    column("relayed", "whose words are known only through whom; `!` where that is the other side", |s, c| {
        let name = |id| s.lookup.speaker(id).map_or("", |speaker| speaker.name.as_str());
        let relay = |r: &Relay| {
            format!("{} through {}{}", name(r.speaker), name(r.through), if r.by_the_other_side { " !" } else { "" })
        };
        list(c.confirmation.relayed.iter().map(relay)).into()
    }),
];

const STATEMENTS: &[Column<Statement>] = &[
    column("id", "content hash of the statement", |_, x| x.id.to_string().into()),
    column("article", "article that reports it", |s, x| s.label(x.article)),
    column("path", "its file", |s, x| s.path(x.article)),
    column("line", "its line in the file", |s, x| s.line(x.article)),
    column("outlet", "its outlet", |s, x| s.outlet(x.article)),
    column("published", "its day of publication, stated or likeliest", |s, x| s.day(x.article)),
    column("start", "first code point of what is said", |_, x| x.extent().start.into()),
    column("end", "one past its last code point", |_, x| x.extent().end.into()),
    column("words", "what is said, exactly; ` […] ` where an attribution interrupts it", |s, x| {
        s.lookup.content(x).into()
    }),
    column("parts", "code points of each uninterrupted part (`120-140; 160-180`)", |_, x| {
        list(x.content.iter().map(|span| format!("{}-{}", span.start, span.end))).into()
    }),
    column("source", "the words that name who speaks", |s, x| s.part(x.article, x.source)),
    column("source_start", "first code point of the source", |_, x| x.source.map(|span| span.start).into()),
    column("source_end", "one past its last code point", |_, x| x.source.map(|span| span.end).into()),
    column("cue", "the words that say that something is said", |s, x| s.part(x.article, x.cue)),
    column("cue_start", "first code point of the cue", |_, x| x.cue.map(|span| span.start).into()),
    column("cue_end", "one past its last code point", |_, x| x.cue.map(|span| span.end).into()),
    column("form", "`direct`, `indirect`, `mixed` or `narration`", |_, x| code(x.form).into()),
    column("stance", "`asserts`, `denies`, `accuses`, `confirms`, `offers`, `asks`, `refuses` or `warns`", |_, x| {
        code(x.stance).into()
    }),
    column("speaker", "who speaks; empty when lost", |s, x| s.speaker(x).map(|(name, _)| name).into()),
    column("role", "the speaker's office or function", |s, x| {
        s.lookup.speaker_of(x).and_then(|speaker| speaker.role.as_deref()).into()
    }),
    column("kind", "what kind of speaker: `person`, `body`, `state`, `group`, `unnamed` or `outlet`", |s, x| {
        s.lookup.speaker_of(x).map(|speaker| code(speaker.kind)).into()
    }),
    column("party", "the party the speaker speaks for", |s, x| s.speaker(x).map(|(_, party)| party).into()),
    column("attribution", "how the speaker was found: `named`, `resolved`, `restored`, `outlet` or `lost`", |_, x| {
        match x.speaker {
            Attribution::Named { .. } => "named",
            Attribution::Resolved { .. } => "resolved",
            Attribution::Restored { .. } => "restored",
            Attribution::Outlet { .. } => "outlet",
            Attribution::Lost { .. } => "lost",
        }
        .into()
    }),
    column("attribution_note", "the words that name the speaker and where, or why the speaker is lost", |s, x| {
        let named = |place| format!("{} ({})", s.lookup.words(place), s.lookup.cite(place));
        match &x.speaker {
            Attribution::Resolved { antecedent, .. } => named(Place { article: x.article, span: *antecedent }).into(),
            Attribution::Restored { antecedent, .. } => named(*antecedent).into(),
            Attribution::Lost { reason } => reason.as_str().into(),
            Attribution::Named { .. } | Attribution::Outlet { .. } => Cell::Empty,
        }
    }),
    column("said_from", "first day on which it can have been said", |_, x| {
        x.said_on.as_ref().map(|when| when.earliest.to_string()).into()
    }),
    column("said_to", "last day on which it can have been said", |_, x| {
        x.said_on.as_ref().map(|when| when.latest.to_string()).into()
    }),
    column(
        "said_through",
        "article whose date the day was read against, where it was restored through a copy",
        |s, x| x.said_on.as_ref().and_then(|when| when.through).map(|id| s.lookup.label(id)).into(),
    ),
    column("addressee", "to whom it was said", |s, x| s.part(x.article, x.addressee)),
    column("supports", "claims it puts forward", |s, x| s.labels_of(&s.supports, x.id)),
    column("opposes", "claims it stands against", |s, x| s.labels_of(&s.opposes, x.id)),
    column("within", "id of the statement inside which it is made", |_, x| x.within.map(|id| id.to_string()).into()),
    column("context", "the sentence or sentences it stands in", |s, x| s.words(x.article, x.context)),
    column("manner", "`speech`, or what the writer ascribes: an `attitude` or `intention`", |_, x| {
        code(x.manner).into()
    }),
    column("negated", "`true` when the words say that it was not said (`did not confirm`)", |_, x| {
        x.negated.to_string().into()
    }),
    column(
        "probability",
        "how likely people would mark it as a statement with these parts, 0 to 1; 1 for narration",
        |_, x| x.rounded_probability().into(),
    ),
];

const FIGURES: &[Column<Figure>] = &[
    column("id", "content hash of the figure", |_, f| f.id.to_string().into()),
    column("article", "article it stands in", |s, f| s.label(f.article)),
    column("path", "its file", |s, f| s.path(f.article)),
    column("line", "its line in the file", |s, f| s.line(f.article)),
    column("outlet", "its outlet", |s, f| s.outlet(f.article)),
    column("published", "its day of publication, stated or likeliest", |s, f| s.day(f.article)),
    column("start", "first code point of the figure", |_, f| f.span.start.into()),
    column("end", "one past its last code point", |_, f| f.span.end.into()),
    column("words", "the figure with its unit, exactly", |s, f| s.words(f.article, f.span)),
    column("value", "the number; the lower end of a range", |_, f| f.value.into()),
    column("upper", "the upper end of a range", |_, f| f.upper.into()),
    column("bound", "`exact`, `about`, `at_least`, `at_most` or `range`", |_, f| code(f.bound).into()),
    column("unit", "what is counted or measured", |_, f| f.unit.as_str().into()),
    column("verb", "what happened to it", |_, f| f.verb.as_deref().into()),
    column("scope", "`occasion`, `cumulative` or `rate`", |_, f| code(f.scope).into()),
    column("as_of", "the day up to which it counts", |_, f| f.as_of.map(|day| day.to_string()).into()),
    column("series", "the series it is a point of", |s, f| s.series.get(&f.id).copied().into()),
    column("speaker", "who gives it; empty when lost or outside all statements", |s, f| {
        f.statement.and_then(|id| s.lookup.statement(id)).and_then(|x| s.speaker(x)).map(|(name, _)| name).into()
    }),
    column("party", "the party the speaker speaks for", |s, f| {
        f.statement.and_then(|id| s.lookup.statement(id)).and_then(|x| s.speaker(x)).map(|(_, party)| party).into()
    }),
    column("statement", "id of the statement it was said in", |_, f| f.statement.map(|id| id.to_string()).into()),
    column(
        "point",
        "number of the point in its series; figures with the same number are one voice's one count",
        |s, f| s.points.get(&f.id).map(|(at, _)| at + 1).into(),
    ),
    column("echoes", "id of the precise figure that it repeats vaguely", |s, f| {
        s.points.get(&f.id).and_then(|(_, point)| point.echoes).map(|id| id.to_string()).into()
    }),
];

const EXCHANGES: &[Column<Exchange>] = &[
    column("kind", "`offer`, `request`, or `refusal` of what nobody asks for in the set", |_, e| code(e.kind).into()),
    column("by", "who offers, asks or refuses; empty when lost", |s, e| {
        s.lookup.statement(e.statement).and_then(|x| s.speaker(x)).map(|(name, _)| name).into()
    }),
    column("party", "the party that speaks for", |s, e| {
        s.lookup.statement(e.statement).and_then(|x| s.speaker(x)).map(|(_, party)| party).into()
    }),
    column("other", "who is asked; of a refusal, who asked; in the words of the article", |s, e| {
        e.other.map(|place| s.lookup.words(place)).into()
    }),
    column("words", "what is offered, asked for or refused, exactly", |s, e| {
        s.lookup.statement(e.statement).map(|x| s.lookup.content(x)).into()
    }),
    column("outcome", "`accepted`, `refused`, `answered` (neither), or `open`: no answer in the set", |_, e| {
        code(e.outcome).into()
    }),
    column("answer", "the words that answer", |s, e| {
        e.answer.and_then(|id| s.lookup.statement(id)).map(|x| s.lookup.content(x)).into()
    }),
    column("answered_by", "who answers", |s, e| {
        e.answer.and_then(|id| s.lookup.statement(id)).and_then(|x| s.speaker(x)).map(|(name, _)| name).into()
    }),
    column("known_from", "the parties by whose account it is known; one alone is one side's account", |s, e| {
        list(e.known_from.iter().map(|id| s.lookup.party_name(*id))).into()
    }),
    column("times", "how many statements offer, ask or refuse it", |_, e| (e.repeats.len() + 1).into()),
    column("article", "article of the first of them", |s, e| {
        s.lookup.statement(e.statement).map_or(Cell::Empty, |x| s.label(x.article))
    }),
    column("day", "first day on which that can have been said", |s, e| {
        let when = s.lookup.statement(e.statement).and_then(|x| x.said_on.as_ref());
        when.map(|when| when.earliest.to_string()).into()
    }),
    column("answer_article", "article of the answer", |s, e| {
        e.answer.and_then(|id| s.lookup.statement(id)).map_or(Cell::Empty, |x| s.label(x.article))
    }),
    column("statement", "id of the first statement", |_, e| e.statement.to_string().into()),
    column("repeats", "ids of those that say it again", |_, e| ids(&e.repeats).into()),
    column("answer_id", "id of the answer", |_, e| e.answer.map(|id| id.to_string()).into()),
];

const COPIES: &[Column<Reuse>] = &[
    column("id", "content hash of both passages", |_, r| r.id.to_string().into()),
    column("kind", "`verbatim` or `reworded` copy; `same_utterance` or `common_ground` without copying", |_, r| {
        code(r.kind).into()
    }),
    column("direction", "`forward` (from -> to), `siblings` (one common source) or `undecided`", |_, r| {
        code(r.direction).into()
    }),
    column("word_count", "words of the second passage", |_, r| r.words.into()),
    column("similarity", "share of the words that are the same, 0 to 1", |_, r| r.similarity.into()),
    column("article", "article of the first passage: the original, when the direction is known", |s, r| {
        s.label(r.from.article)
    }),
    column("path", "its file", |s, r| s.path(r.from.article)),
    column("line", "its line in the file", |s, r| s.line(r.from.article)),
    column("start", "first code point of the first passage", |_, r| r.from.span.start.into()),
    column("end", "one past its last code point", |_, r| r.from.span.end.into()),
    column("words", "the first passage, exactly", |s, r| s.words(r.from.article, r.from.span)),
    column("to_article", "article of the second passage", |s, r| s.label(r.to.article)),
    column("to_path", "its file", |s, r| s.path(r.to.article)),
    column("to_line", "its line in the file", |s, r| s.line(r.to.article)),
    column("to_start", "first code point of the second passage", |_, r| r.to.span.start.into()),
    column("to_end", "one past its last code point", |_, r| r.to.span.end.into()),
    column("to_words", "the second passage, exactly", |s, r| s.words(r.to.article, r.to.span)),
    column("evidence", "what speaks for and against the direction, strongest first", |_, r| {
        list(r.clues.iter().map(|clue| clue.reason.as_str())).into()
    }),
];
