//! Who said what in one article, as one line of a stream: everything that a reader of the line needs is in it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Article, Attribution, Form, Id, Manner, Span, SpeakerKind, Stance, Statement};
use crate::statement::Said;

/// One article and its statements. The fields before `statements` are those of a record that `read` takes, so a line can
/// be read again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// File and line that the article came from.
    pub at: String,
    /// Hash of outlet, address and text as received.
    pub id: Id,
    /// Address of the page, if known.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication, stated or likeliest.
    pub published: Option<Date>,
    /// The text that `start` and `end` of all words count in.
    pub text: String,
    /// What is said, in the order of the text.
    pub statements: Vec<Spoken>,
}

/// A statement with its words and its speaker's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spoken {
    /// Hash of article and content.
    pub id: Id,
    /// The statement inside whose content this one is made.
    pub within: Option<Id>,
    /// Who speaks; none when lost.
    pub speaker: Option<String>,
    /// The speaker's office or function.
    pub role: Option<String>,
    /// What kind of speaker.
    pub kind: Option<SpeakerKind>,
    /// The party that the speaker speaks for.
    pub party: Option<String>,
    /// How the speaker was found, or why not.
    pub attribution: Attribution,
    /// What is done with the content.
    pub stance: Stance,
    /// Whether it is said, thought or intended.
    pub manner: Manner,
    /// True when the words say that it was not said.
    pub negated: bool,
    /// Quoted, reported or both.
    pub form: Form,
    /// How likely it is a statement with these parts, 0 to 1; 1 for narration.
    pub probability: f64,
    /// The words that name who speaks.
    pub source: Option<Words>,
    /// The words that say that something is said.
    pub cue: Option<Words>,
    /// What is said, in one piece or more.
    pub content: Vec<Words>,
    /// To whom.
    pub addressee: Option<Words>,
    /// First and last day on which it can have been said.
    pub said_on: Option<(Date, Date)>,
}

/// Words and where they stand: code points of the text, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Words {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words exactly.
    pub words: String,
}

impl Line {
    /// What was found in an article, as one line. Statements of other articles in `said` are left out.
    pub fn of(article: &Article, said: &Said) -> Self {
        let own = said.statements.iter().filter(|s| s.article == article.id);
        Self {
            at: article.received.to_string(),
            id: article.id,
            url: article.url.clone(),
            outlet: article.outlet.as_ref().map(|stated| stated.value.clone()),
            title: article.title.as_ref().map(|stated| stated.value.clone()),
            published: article.published.day,
            text: article.text.as_str().to_owned(),
            statements: own.map(|statement| spoken(article, said, statement)).collect(),
        }
    }
}

fn spoken(article: &Article, said: &Said, statement: &Statement) -> Spoken {
    let words = |span: Span| Words { start: span.start, end: span.end, words: article.text.slice(span).to_owned() };
    let speaker = said.speaker_of(statement);
    Spoken {
        id: statement.id,
        within: statement.within,
        speaker: speaker.map(|s| s.name.clone()),
        role: speaker.and_then(|s| s.role.clone()),
        kind: speaker.map(|s| s.kind),
        party: said.party_of(statement).map(|p| p.name.clone()),
        attribution: statement.speaker.clone(),
        stance: statement.stance,
        manner: statement.manner,
        negated: statement.negated,
        form: statement.form,
        probability: statement.rounded_probability(),
        source: statement.source.map(words),
        cue: statement.cue.map(words),
        content: statement.content.iter().copied().map(words).collect(),
        addressee: statement.addressee.map(words),
        said_on: statement.said_on.as_ref().map(|when| (when.earliest, when.latest)),
    }
}
