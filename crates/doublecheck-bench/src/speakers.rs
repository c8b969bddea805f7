//! Who the sources of gold attributions stand for: pronouns and descriptions, against labels made by hand.
//!
//! The gold attributions go in as they are, so that errors of extraction do not mix in. A source that a person's or
//! body's name answers is *right* or a *wrong name*; a source left open is *unresolved*.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use doublecheck::language::Analysis;
use doublecheck::statement::{self, Given, Said};
use doublecheck::{Article, Attribution, Span, SpeakerKind, Tables};
use rayon::prelude::*;
use serde::Deserialize;

use crate::document::Document;
use crate::jsonl::records;

/// The labels that come with this program.
const LABELS: &str = include_str!("../data/speakers.tsv");

/// Prints how many sources of each half and kind get the right speaker, and the same for the nearest preceding name.
///
/// # Errors
/// When a file cannot be read, a line is no document or no label, or a label's article or source is not in `gold`.
pub fn run(gold: &Path, labels: Option<&Path>, show: bool) -> Result<()> {
    let read = |path: &Path| fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let labels = labels.map(read).transpose()?;
    let labels = Label::read_all(labels.as_deref().unwrap_or(LABELS))?;
    let documents: Vec<Document> = records(gold)?;
    let attributions: Vec<Gold> = records(gold)?;
    let articles: Vec<Article> = documents.into_iter().zip(1..).map(|(d, line)| d.into_article(line)).collect();
    let answers: Vec<Answers<'_>> =
        articles.par_iter().zip(&attributions).map(|(article, gold)| Answers::of(article, gold)).collect();
    let mut tally = Tally::default();
    for label in &labels {
        let Some(answers) = label.article.checked_sub(1).and_then(|index| answers.get(index)) else {
            bail!("{} has no article {}: give the file that the labels are for", gold.display(), label.article);
        };
        let ours = answers.ours(label)?;
        tally.add(label, &ours, &answers.nearest(label));
        if show && label.half == "tune" {
            println!("{}\t{}\t{}", ours.outcome(label).name(), label.line(), answers.words(label, &ours));
        }
    }
    tally.print();
    Ok(())
}

/// One line of the labels.
struct Label {
    half: String,
    /// Line of the article among the gold, from 1.
    article: usize,
    source: Span,
    kind: String,
    referent: Referent,
    /// Mentions of each of those whom the source stands for.
    mentions: Vec<Vec<Span>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Referent {
    Named,
    Unnamed,
    Author,
}

impl Label {
    fn read_all(tsv: &str) -> Result<Vec<Self>> {
        let lines = tsv.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        lines.map(|(n, line)| Self::read(line).with_context(|| format!("line {}: not a label", n + 1))).collect()
    }

    fn read(line: &str) -> Result<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [half, article, start, end, kind, referent, mentions] = fields.as_slice() else {
            bail!("{} columns where seven are due", fields.len());
        };
        let referent = match *referent {
            "named" => Referent::Named,
            "unnamed" => Referent::Unnamed,
            "author" => Referent::Author,
            other => bail!("referent \"{other}\" is none of named, unnamed, author"),
        };
        let span = |text: &str| -> Result<Span> {
            let (start, end) = text.split_once('-').with_context(|| format!("\"{text}\" is not start-end"))?;
            Ok(Span { start: start.parse()?, end: end.parse()? })
        };
        let each = mentions.split(" + ").filter(|all| *all != "-");
        Ok(Self {
            half: (*half).to_owned(),
            article: article.parse()?,
            source: Span { start: start.parse()?, end: end.parse()? },
            kind: (*kind).to_owned(),
            referent,
            mentions: each.map(|all| all.split(' ').map(span).collect()).collect::<Result<_>>()?,
        })
    }

    fn line(&self) -> String {
        format!("{}\t{}-{}\t{}", self.article, self.source.start, self.source.end, self.kind)
    }

    /// True when the words name all whom the source stands for.
    fn names_all(&self, words: &[Span]) -> bool {
        let overlap = |a: &Span, b: &Span| a.start < b.end && b.start < a.end;
        !self.mentions.is_empty()
            && self.mentions.iter().all(|one| words.iter().any(|word| one.iter().any(|m| overlap(m, word))))
    }
}

#[derive(Deserialize)]
struct Gold {
    attributions: Vec<GoldAttribution>,
}

#[derive(Deserialize)]
struct GoldAttribution {
    source: Vec<[u32; 2]>,
    cue: Vec<[u32; 2]>,
    content: Vec<[u32; 2]>,
}

impl GoldAttribution {
    fn given(&self) -> Given {
        let span = |&[start, end]: &[u32; 2]| Span { start, end };
        let whole = |pieces: &[[u32; 2]]| pieces.iter().map(span).reduce(Span::cover);
        Given {
            source: whole(&self.source),
            cue: whole(&self.cue),
            content: self.content.iter().map(span).collect(),
            addressee: None,
        }
    }
}

/// What one program or rule says of a source.
enum Answer {
    /// Stands for someone named at these words.
    Names(Vec<Span>),
    /// Nobody is named: the description itself.
    Description,
    /// The article's own voice.
    Author,
    /// Left open.
    Open,
}

enum Outcome {
    Right,
    WrongName,
    Unresolved,
}

impl Outcome {
    fn name(&self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::WrongName => "wrong",
            Self::Unresolved => "unresolved",
        }
    }
}

impl Answer {
    fn outcome(&self, label: &Label) -> Outcome {
        match (self, label.referent) {
            (Self::Names(words), Referent::Named | Referent::Unnamed) if label.names_all(words) => Outcome::Right,
            (Self::Names(_), _) | (Self::Author, Referent::Named) => Outcome::WrongName,
            (Self::Author, Referent::Author) => Outcome::Right,
            (Self::Description | Self::Open, Referent::Unnamed) => Outcome::Right,
            _ => Outcome::Unresolved,
        }
    }
}

/// Everything said of one article.
struct Answers<'a> {
    article: &'a Article,
    given: Vec<Given>,
    said: Said,
    /// Names of persons and bodies, in text order.
    names: Vec<Span>,
}

impl<'a> Answers<'a> {
    fn of(article: &'a Article, gold: &Gold) -> Self {
        let analyses = [Analysis::of(article)];
        let given: Vec<Given> = gold.attributions.iter().map(GoldAttribution::given).collect();
        let said = statement::attribute(&analyses, std::slice::from_ref(&given), &[], &[], &Tables::default());
        let names = statement::names(&analyses[0]);
        Self { article, given, said, names }
    }

    fn ours(&self, label: &Label) -> Result<Answer> {
        let place = self.given.iter().position(|given| given.source == Some(label.source));
        let Some(statement) = place.and_then(|place| self.said.statements.get(place)) else {
            bail!("no attribution of {} has its source at {:?}", label.article, label.source);
        };
        let speaker = statement.speaker.speaker().and_then(|id| self.said.speakers.iter().find(|s| s.id == id));
        Ok(match (&statement.speaker, speaker) {
            (Attribution::Outlet { .. }, _) => Answer::Author,
            (_, None) => Answer::Open,
            (Attribution::Resolved { antecedent, .. }, Some(speaker)) => match speaker.kind {
                SpeakerKind::Unnamed => Answer::Description,
                SpeakerKind::Group if label.mentions.len() != 1 => {
                    Answer::several(speaker.mentions.iter().map(|m| m.span).chain([*antecedent]).collect(), label)
                }
                SpeakerKind::Group => Answer::several(vec![*antecedent], label),
                _ => Answer::Names(vec![*antecedent]),
            },
            (_, Some(speaker)) => {
                let words: Vec<Span> = speaker.mentions.iter().map(|m| m.span).collect();
                match speaker.kind {
                    SpeakerKind::Person => Answer::Names(words),
                    _ => Answer::several(words, label),
                }
            }
        })
    }

    /// The person or body named last before the source.
    fn nearest(&self, label: &Label) -> Answer {
        let before = self.names.iter().rfind(|name| name.end <= label.source.start);
        before.map_or(Answer::Open, |name| Answer::Names(vec![*name]))
    }

    fn words(&self, label: &Label, answer: &Answer) -> String {
        let quote = |span: &Span| self.article.text.slice(*span).replace('\n', " ");
        let said = match answer {
            Answer::Names(words) => words.iter().take(3).map(quote).collect::<Vec<_>>().join(" / "),
            Answer::Description => "(as described)".to_owned(),
            Answer::Author => "(the article)".to_owned(),
            Answer::Open => "-".to_owned(),
        };
        let wanted: Vec<String> = label.mentions.iter().filter_map(|one| one.first()).map(quote).collect();
        format!("{} -> {said}\twanted {}", quote(&label.source), wanted.join(" + "))
    }
}

impl Answer {
    /// A group, body or description: it names somebody only where the label knows the words.
    fn several(words: Vec<Span>, label: &Label) -> Self {
        if label.names_all(&words) { Self::Names(words) } else { Self::Description }
    }
}

#[derive(Default)]
struct Tally(BTreeMap<(String, String), [[usize; 3]; 2]>);

impl Tally {
    fn add(&mut self, label: &Label, ours: &Answer, nearest: &Answer) {
        let referent = match label.referent {
            Referent::Named => "named",
            Referent::Unnamed => "not named",
            Referent::Author => "the author",
        };
        for group in ["all", label.kind.as_str(), referent] {
            let counts = self.0.entry((label.half.clone(), group.to_owned())).or_default();
            for (counts, answer) in counts.iter_mut().zip([ours, nearest]) {
                counts[answer.outcome(label) as usize] += 1;
            }
        }
    }

    fn print(&self) {
        println!(
            "{:<7}{:<13}{:>8} |{:>8}{:>12}{:>12} | nearest name:{:>6}{:>12}{:>12}",
            "half", "sources", "number", "right", "wrong name", "unresolved", "right", "wrong name", "unresolved"
        );
        for ((half, group), counts) in &self.0 {
            let number: usize = counts[0].iter().sum();
            let share = |count: usize| format!("{:.1} %", 100.0 * count as f64 / number.max(1) as f64);
            let [ours, nearest] = counts.map(|each| each.map(share));
            println!(
                "{half:<7}{group:<13}{number:>8} |{:>8}{:>12}{:>12} |{:>19}{:>12}{:>12}",
                ours[0], ours[1], ours[2], nearest[0], nearest[1], nearest[2]
            );
        }
    }
}
