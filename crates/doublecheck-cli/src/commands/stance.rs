//! `doublecheck stance`: how articles stand to a claim.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::dossier::escaped;
use doublecheck::{Article, Problem};
use doublecheck_claims::stance::{Judgement, Reading, Stance, stance};
use doublecheck_facts::Words;
use serde_json::{Value, json};

use crate::input::{Input, Named};
use crate::screen;

/// Tell how articles stand to a claim: they agree, disagree, only discuss it, or are about something else.
///
/// Learnt from labelled headlines; it errs on irony and on facts that exclude the claim without saying so. The sentences it
/// rests on are shown.
#[derive(Args)]
pub struct Arguments {
    /// The claim, as a sentence or headline
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Articles: files, folders (with all folders in them), or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print JSON, one article a line
    #[arg(long)]
    json: bool,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let input = Input::find(&arguments.paths).with_tables(Named::default())?.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read");
    }
    let words = Words::of(&arguments.claim);
    let claim = Reading::of(&words);
    let mut text = String::new();
    for article in &input.articles {
        let words = Words::of(article.text.as_str());
        let judged = stance(&claim, &Reading::of(&words));
        if arguments.json {
            text.push_str(&screen::json(&record(article, &judged))?);
        } else {
            text.push_str(&lines(article, &judged));
        }
    }
    screen::print(&text)?;
    problems(&input.problems);
    Ok(())
}

fn problems(problems: &[Problem]) {
    if !problems.is_empty() {
        screen::note(&format!("{} inputs could not be used", problems.len()));
    }
}

fn lines(article: &Article, judged: &Judgement) -> String {
    let mut text =
        format!("{:<10} {}  ({:.0} %)\n", name(judged.stance), escaped(&article.label), probable(judged) * 100.0);
    for sentence in &judged.evidence {
        let words = article.text.as_str().get(sentence.sentence.clone()).unwrap_or_default();
        let start = article.text.span(sentence.sentence.clone()).start;
        text.push_str(&format!("           {}:{start}  {}\n", escaped(&article.label), escaped(words.trim())));
    }
    text
}

fn record(article: &Article, judged: &Judgement) -> Value {
    let probabilities: serde_json::Map<String, Value> = Stance::ALL
        .iter()
        .zip(judged.probabilities)
        .map(|(&stance, probability)| (name(stance).to_owned(), Value::from(probability)))
        .collect();
    let evidence: Vec<_> = judged.evidence.iter().map(|e| article.text.span(e.sentence.clone())).collect();
    json!({
        "article": article.id,
        "label": article.label,
        "stance": name(judged.stance),
        "probabilities": probabilities,
        "evidence": evidence,
    })
}

fn probable(judged: &Judgement) -> f32 {
    let at = Stance::ALL.iter().position(|&stance| stance == judged.stance);
    at.and_then(|at| judged.probabilities.get(at)).copied().unwrap_or_default()
}

fn name(stance: Stance) -> &'static str {
    match stance {
        Stance::Agrees => "agrees",
        Stance::Disagrees => "disagrees",
        Stance::Discusses => "discusses",
        Stance::Unrelated => "unrelated",
    }
}
