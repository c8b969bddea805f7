//! `doublecheck statements`: who said what.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::dossier::{Line, Table, statements};
use doublecheck::statement::SHOWN;

use crate::input::{Found, Input, Named};
use crate::screen;
use crate::stream;

/// Show who said what: every statement with its speaker and party, what is done with the words, how sure it is, and the
/// words.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, folders (with all folders in them), or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print JSON, with every span; docs/statements.schema.json describes it
    #[arg(long, group = "form")]
    json: bool,
    /// Print a table for spreadsheets, one row a statement; docs/columns.md describes it
    #[arg(long, group = "form")]
    csv: bool,
    /// Print JSON lines, one article a line with its statements, as the articles come in: for streams of any length. Each
    /// article is read by itself: no speaker is restored through a copy.
    /// docs/statements-line.schema.json describes a line
    #[arg(long, group = "form")]
    jsonl: bool,
    /// Leave out statements that are less likely than this to be one, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = SHOWN, value_parser = probability)]
    min_probability: f32,
    /// Show what the outlets say in their own voice as well
    #[arg(long)]
    narration: bool,
    /// Who belongs to which party, instead of a parties.toml beside the articles
    #[arg(long, value_name = "FILE")]
    parties: Option<PathBuf>,
    /// Outlets, their owners and how to recognise them, instead of an outlets.toml beside the articles
    #[arg(long, value_name = "FILE")]
    outlets: Option<PathBuf>,
    /// Threads to work with; all cores when not given. What is found does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

fn probability(text: &str) -> Result<f32, String> {
    let number: f32 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("not between 0 and 1".to_owned()) }
}

pub fn run(arguments: &Arguments) -> Result<()> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    let (parties, outlets) = (arguments.parties.as_deref(), arguments.outlets.as_deref());
    let found = Input::find(&arguments.paths).with_tables(Named { parties, outlets, ..Named::default() })?;
    if arguments.jsonl { one_by_one(arguments, found) } else { whole(arguments, found) }
}

/// All articles at once: speakers and days that a copy lost are restored through the others.
fn whole(arguments: &Arguments, found: Found) -> Result<()> {
    let input = found.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read");
    }
    let known = input.problems.len();
    let working = screen::spinner(input.articles.len(), "reading");
    let mut said = doublecheck::statements(input.articles, input.problems, &input.tables);
    working.finish_and_clear();
    for problem in &said.problems[known..] {
        screen::note(&problem.to_string());
    }
    said.keep(arguments.min_probability, arguments.narration);
    if arguments.csv {
        let mut table = Vec::new();
        Table::write_statements(&said, &mut table)?;
        return Ok(screen::print(&String::from_utf8(table)?)?);
    }
    let text = if arguments.json { screen::json(&said)? } else { statements(&said, screen::look()) };
    Ok(screen::print(&text)?)
}

/// One article after the other.
fn one_by_one(arguments: &Arguments, found: Found) -> Result<()> {
    let (files, tables, said) = found.into_parts();
    said.report();
    let line = |article: &doublecheck::Article| {
        let mut said = doublecheck::statements_of(article, &tables);
        said.keep(arguments.min_probability, arguments.narration);
        let text = screen::json(&Line::of(article, &said))?;
        anyhow::Ok((text, said.problems))
    };
    if stream::lines(files, &tables, line)? == 0 {
        bail!("no article could be read");
    }
    Ok(())
}
