//! One published text from one outlet, as it was received and as it was read.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Id, Span, Text};

/// One published text from one outlet.
///
/// `text` is everything that was received, furniture included; nothing is deleted or repaired.
/// All spans of the article and of what is derived from it count its code points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Article {
    /// Hash of outlet, address and text as received.
    pub id: Id,
    /// Short name for people, unique in one run: the file's name as far as it tells files apart.
    pub label: String,
    /// The file, and the place in it, that the article came from.
    pub received: Received,
    /// The text as received (of an HTML page: its readable text).
    pub text: Text,
    /// Labelled pieces of the text, in order, not overlapping; white space between them is unlabelled.
    pub blocks: Vec<Block>,
    /// The headline.
    pub title: Option<Stated>,
    /// Who published it.
    pub outlet: Option<Stated>,
    /// The news agency that the text is credited to ("(Xinhua)", "CITY (AP) -").
    pub agency: Option<Stated>,
    /// The people who wrote it.
    pub byline: Option<Stated>,
    /// A desk, agency or outlet that the page names as author, beside people or instead of them.
    pub desk: Option<Stated>,
    /// The place a report was filed from ("MOSCOW --").
    pub dateline: Option<Stated>,
    /// The one that passed the text on, or that the outlet says it took it from ("via X", "with files from X").
    pub relay: Option<Stated>,
    /// The language it is in, by its English name ("German").
    pub language: Option<Stated>,
    /// Paragraphs in another language.
    pub foreign: Vec<ForeignPassage>,
    /// Address of the page, if known.
    pub url: Option<String>,
    /// When it was published, with the evidence.
    pub published: Published,
    /// Letters of another alphabet that look like Latin ones inside a Latin word; folded for matching only.
    pub lookalikes: Vec<Lookalike>,
}

impl Article {
    /// An article of which nothing but its text and blocks is known.
    pub fn bare(id: Id, label: &str, received: Received, text: Text, blocks: Vec<Block>) -> Self {
        Self {
            id,
            label: label.to_owned(),
            received,
            text,
            title: None,
            outlet: None,
            agency: None,
            byline: None,
            desk: None,
            dateline: None,
            relay: None,
            language: None,
            foreign: Vec::new(),
            url: None,
            published: Published::unknown(),
            lookalikes: Vec::new(),
            blocks,
        }
    }

    /// The outlet's name, or else the article's label: what stands beside a quotation.
    pub fn outlet_name(&self) -> &str {
        self.outlet.as_ref().map_or(&self.label, |o| &o.value)
    }

    /// Blocks that are the article itself.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.label.is_body())
    }

    /// Spans that are not the article: share bars, dates, credits, related links, captions.
    pub fn furniture(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.label.is_furniture())
    }
}

/// Where an article came from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Received {
    /// Path as the user named it; `-` for standard input.
    pub path: String,
    /// Which of many in the file: the line (JSON lines), item (feeds, lists in JSON) or record (WARC), counted from 1.
    pub line: Option<u64>,
}

impl std::fmt::Display for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// A value and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stated {
    /// The value, as shown.
    pub value: String,
    /// What it rests on.
    pub evidence: Evidence,
}

/// What a value of an article rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Words of the article's text.
    Words(Span),
    /// A field of the page or record that carried the text (`meta og:title`, `json title`, `address`).
    Field(String),
    /// The analyst's own table (`outlets.toml`).
    Table(String),
}

/// A labelled piece of an article's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Where it stands; no white space at either end.
    pub span: Span,
    /// What it is.
    pub label: Label,
    /// Where it stands in what was received: bytes of the file or record (after unpacking), markup between its words
    /// included. None where the text was not received as it stands, as in a feed or a JSON string.
    pub received: Option<Range<u64>>,
}

/// What a piece of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// The headline.
    Title,
    /// The headline once more.
    TitleRepeat,
    /// A paragraph of the article.
    Body,
    /// A heading inside the article.
    Subhead,
    /// The lines between headline and text that say what it is about.
    Standfirst,
    /// A paragraph set apart as somebody's words.
    Quotation,
    /// An item of a list.
    List,
    /// A row or cell of a table.
    Table,
    /// Words under or over a picture.
    Caption,
    /// When the article was published or updated.
    Date,
    /// The clock of the page: when it was fetched, not when it was written.
    PageClock,
    /// The agency or source credited.
    Credit,
    /// The people who wrote it.
    Byline,
    /// A link to another article.
    Related,
    /// The series or topic page the article belongs to.
    Series,
    /// Keywords.
    Tags,
    /// An agency's end mark.
    EndMark,
    /// Legal notes, contacts, "about" texts.
    Footer,
    /// Anything else of the page: share bars, navigation, counters, subscriptions.
    Furniture,
}

impl Label {
    /// True for what the article itself says.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Body | Self::Subhead | Self::Standfirst | Self::Quotation | Self::List | Self::Table)
    }

    /// True for what belongs to the page and not to the article.
    pub fn is_furniture(self) -> bool {
        !self.is_body() && self != Self::Title
    }

    /// The label as people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::TitleRepeat => "title again",
            Self::Body => "body",
            Self::Subhead => "subhead",
            Self::Standfirst => "standfirst",
            Self::Quotation => "quotation",
            Self::List => "list",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Date => "date",
            Self::PageClock => "page clock",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::Related => "related",
            Self::Series => "series",
            Self::Tags => "tags",
            Self::EndMark => "end mark",
            Self::Footer => "footer",
            Self::Furniture => "furniture",
        }
    }
}

/// When an article was published: a day, or the days it must lie between, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// The day to work with: stated, or the likeliest inside the bounds. None when nothing bounds it from both sides
    /// or suggests one; never the day of the run.
    pub day: Option<Date>,
    /// The stated date and time of day, in the page's own zone, when it states one.
    pub time: Option<DateTime>,
    /// The zone of `time` as stated: an offset from UTC ("+01:00") or a name ("GMT").
    pub zone: Option<String>,
    /// Not before this day.
    pub earliest: Option<Date>,
    /// Not after this day.
    pub latest: Option<Date>,
    /// How far to trust `day`.
    pub trust: Trust,
    /// When the article was last changed, where the page says so.
    pub updated: Option<Moment>,
    /// The day that the clock of the page showed when it was fetched: the article is not younger.
    pub page_clock: Option<Date>,
    /// Everything that spoke for or against a date, used or not, best first.
    pub clues: Vec<DateClue>,
}

impl Published {
    /// Nothing known.
    pub fn unknown() -> Self {
        Self {
            day: None,
            time: None,
            zone: None,
            earliest: None,
            latest: None,
            trust: Trust::None,
            updated: None,
            page_clock: None,
            clues: Vec::new(),
        }
    }

    /// True when a date was read from a stamp or field, not inferred from the text.
    pub fn is_stated(&self) -> bool {
        matches!(self.trust, Trust::High | Trust::Medium)
    }
}

/// A day, as far as stated with its time of day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moment {
    /// The day, in the page's own zone.
    pub day: Date,
    /// Date and time of day, in the page's own zone.
    pub time: Option<DateTime>,
    /// The zone as stated: an offset from UTC ("+01:00") or a name ("GMT").
    pub zone: Option<String>,
}

/// What a date tells of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// When it was published.
    Published,
    /// When it was last changed.
    Updated,
    /// When the page was fetched, by the page's own clock.
    PageClock,
    /// A day that the text speaks of: it bounds the publication.
    Mention,
    /// When an archive fetched the page: an upper bound.
    Archive,
    /// When an article it copies was published: a lower bound.
    Copied,
}

impl DateKind {
    /// The kind as people read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Updated => "updated",
            Self::PageClock => "page clock",
            Self::Mention => "spoken of",
            Self::Archive => "fetched",
            Self::Copied => "copied",
        }
    }
}

/// How far a date can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Nothing known.
    None,
    /// Inferred from what the text speaks of.
    Low,
    /// One weak stamp, or an inference bounded within days.
    Medium,
    /// Stated by the page or record.
    High,
}

/// One piece of evidence for a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DateClue {
    /// What it tells of the article.
    pub kind: DateKind,
    /// How far it can be trusted by itself.
    pub trust: Trust,
    /// Where it was found.
    pub evidence: Evidence,
    /// The words read, as they stand.
    pub words: String,
    /// The first day they allow for publication.
    pub earliest: Option<Date>,
    /// The last day they allow for publication.
    pub latest: Option<Date>,
    /// Whether it decided the date; `reason` says why or why not.
    pub used: bool,
    /// What the words are and how they were read, as a sentence for the analyst.
    pub reason: String,
}

/// A paragraph in another language than the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForeignPassage {
    /// The paragraph.
    pub span: Span,
    /// Its language, by its English name.
    pub language: String,
}

/// A letter of another alphabet inside a Latin word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lookalike {
    /// The one letter.
    pub span: Span,
    /// The letter as received.
    pub letter: char,
    /// The Latin letter it is matched as.
    pub folded: char,
    /// The word it stands in, as received.
    pub word: String,
}
