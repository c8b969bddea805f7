//! `doublecheck facts`: when, how many, where and who.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::dossier::{Table, facts};

use crate::input::{Input, Named};
use crate::screen;

/// Show the facts that articles name: times with the days they mean, figures, places with their coordinates, people and
/// organisations.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, folders (with all folders in them), or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print JSON, with every span; docs/facts.schema.json describes it
    #[arg(long, group = "form")]
    json: bool,
    /// Print a table for spreadsheets, one row a fact; docs/columns.md describes it
    #[arg(long, group = "form")]
    csv: bool,
    /// Names of places that the gazetteer does not have, instead of a places.toml beside the articles
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
    /// Outlets and how to recognise them, instead of an outlets.toml beside the articles
    #[arg(long, value_name = "FILE")]
    outlets: Option<PathBuf>,
    /// Threads to work with; all cores when not given. What is found does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    let named =
        Named { outlets: arguments.outlets.as_deref(), places: arguments.places.as_deref(), ..Named::default() };
    let input = Input::find(&arguments.paths).with_tables(named)?.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read");
    }
    let working = screen::spinner(input.articles.len(), "reading");
    let found = doublecheck::fact_sheet(input.articles, input.problems, &input.tables);
    working.finish_and_clear();
    if arguments.csv {
        let mut table = Vec::new();
        Table::write_facts(&found, &mut table)?;
        return Ok(screen::print(&String::from_utf8(table)?)?);
    }
    let text = if arguments.json { screen::json(&found)? } else { facts(&found, screen::look()) };
    Ok(screen::print(&text)?)
}
