//! `doublecheck dossier`: articles in, a dossier out.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::dossier::{page, summary};

use crate::input::{Input, Named};
use crate::output::Folder;
use crate::screen;

/// Make a dossier of articles: who says what, who denies it, from how many independent origins.
///
/// Prints a summary and writes index.html, dossier.json, claims.csv, statements.csv, figures.csv, copies.csv, facts.csv and
/// exchanges.csv.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, folders (with all folders in them), or `-` for standard input
    ///
    /// Plain text (.txt), web pages (.html) and JSON lines (.jsonl: one article a line), each also with .gz.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder to write the dossier to; made when it is missing
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write over a dossier that is there already
    #[arg(long)]
    force: bool,
    /// Who belongs to which party, instead of a parties.toml beside the articles
    #[arg(long, value_name = "FILE")]
    parties: Option<PathBuf>,
    /// Outlets, their owners and reliability, instead of an outlets.toml beside the articles
    #[arg(long, value_name = "FILE")]
    outlets: Option<PathBuf>,
    /// Names of places that the gazetteer does not have, instead of a places.toml beside the articles
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
    /// Threads to work with; all cores when not given. The dossier does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    if let Some(threads) = arguments.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global()?;
    }
    // Before any work: nobody should wait for a dossier that cannot be written.
    let folder = Folder::prepare(&arguments.out, arguments.force)?;
    let named = Named {
        parties: arguments.parties.as_deref(),
        outlets: arguments.outlets.as_deref(),
        places: arguments.places.as_deref(),
    };
    let input = Input::find(&arguments.paths).with_tables(named)?.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read; nothing was written");
    }
    let working = screen::spinner(input.articles.len(), "checking");
    let dossier = doublecheck::check(input.articles, input.problems, &input.tables);
    working.finish_and_clear();

    let written = folder.write(&dossier, &page(&dossier))?;
    // The files are safe before the first word is printed: a closed pipe loses nothing.
    let mut text = summary(&dossier, screen::look());
    text.push_str(&written.report());
    screen::print(&text)?;
    Ok(())
}
