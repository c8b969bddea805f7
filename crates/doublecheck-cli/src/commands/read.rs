//! `doublecheck read`: an article as it was read.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::dossier::reading;

use crate::input::Input;
use crate::screen;

/// Show articles as they were read: title, outlet, date with its evidence, and each line with its label.
#[derive(Args)]
pub struct Arguments {
    /// Articles: files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Outlets and how to recognise them, instead of an outlets.toml beside the articles
    #[arg(long, value_name = "FILE")]
    outlets: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let input = Input::find(&arguments.paths).with_tables(None, arguments.outlets.as_deref())?.read();
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
