//! `doublecheck origins`: who copied whom.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::Id;
use doublecheck::dossier::origins;

use crate::input::{Input, Named};
use crate::screen;

/// Show who copied whom: original and copy, how many words, on what evidence; and which parts of each article come from
/// where.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, folders (with all folders in them), or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compare them with these articles as well, and show only what they share with them and with each other: files and
    /// folders, an archive
    #[arg(long, value_name = "PATH", num_args = 1..)]
    among: Vec<PathBuf>,
    /// Print JSON, with every passage and all evidence; docs/origins.schema.json describes it
    #[arg(long)]
    json: bool,
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
    let input = read(&arguments.paths, arguments)?;
    let asked: BTreeSet<Id> = input.articles.iter().map(|article| article.id).collect();
    let (mut articles, mut problems) = (input.articles, input.problems);
    if !arguments.among.is_empty() {
        let archive = read(&arguments.among, arguments)?;
        articles.extend(archive.articles.into_iter().filter(|article| !asked.contains(&article.id)));
        problems.extend(archive.problems);
        doublecheck::read::label(&mut articles);
    }
    let working = screen::spinner(articles.len(), "comparing");
    let copying = if arguments.among.is_empty() {
        doublecheck::copying(articles, problems)
    } else {
        doublecheck::copying_of(&asked, articles, problems)
    };
    working.finish_and_clear();
    let text = if arguments.json { screen::json(&copying)? } else { origins(&copying, screen::look()) };
    Ok(screen::print(&text)?)
}

fn read(paths: &[PathBuf], arguments: &Arguments) -> Result<Input> {
    let input =
        Input::find(paths).with_tables(Named { outlets: arguments.outlets.as_deref(), ..Named::default() })?.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read");
    }
    Ok(input)
}
