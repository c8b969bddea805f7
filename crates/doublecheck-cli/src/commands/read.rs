//! `doublecheck read`: articles as they were read.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::Article;
use doublecheck::dossier::reading;

use crate::input::{Found, Input, Named};
use crate::screen;
use crate::stream;

/// Show articles as they were read: title, outlet, date with its evidence, and each line with its label.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Print JSON lines, one article a line with every span, as the articles come in: for files and streams of any length.
    /// An article that comes twice is printed twice. docs/article.schema.json describes a line
    #[arg(long)]
    jsonl: bool,
    /// Outlets and how to recognise them, instead of an outlets.toml beside the articles
    #[arg(long, value_name = "FILE")]
    outlets: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let found = Input::find(&arguments.paths)
        .with_tables(Named { outlets: arguments.outlets.as_deref(), ..Named::default() })?;
    if arguments.jsonl { one_by_one(found) } else { whole(found) }
}

/// All articles at once, for people.
fn whole(found: Found) -> Result<()> {
    let input = found.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read");
    }
    let look = screen::look();
    for (n, article) in input.articles.iter().enumerate() {
        if n > 0 {
            screen::print("\n")?;
        }
        screen::print(&reading(article, look))?;
    }
    Ok(())
}

/// One article after the other, for programs.
fn one_by_one(found: Found) -> Result<()> {
    let (files, tables, said) = found.into_parts();
    said.report();
    let line = |article: &Article| anyhow::Ok((screen::json(article)?, Vec::new()));
    if stream::lines(files, &tables, line)? == 0 {
        bail!("no article could be read");
    }
    Ok(())
}
