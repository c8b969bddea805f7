//! `doublecheck dossier`: articles in, a dossier out.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use doublecheck::dossier::{StoryIn, overview, page, summary};
use doublecheck::{Article, Dossier, Problem, Tables};

use crate::input::{Input, Named};
use crate::output::Folder;
use crate::screen;

/// Make a dossier of articles: who says what, who denies it, from how many independent origins.
///
/// Prints a summary and writes index.html, dossier.json, claims.csv, statements.csv, figures.csv, copies.csv, facts.csv and
/// exchanges.csv. Articles of several stories are told apart: each story gets a folder with its dossier, and index.html is
/// an overview.
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
    /// What is one claim and what is not, instead of a claims.toml beside the articles (see `doublecheck merge`)
    #[arg(long, value_name = "FILE")]
    rulings: Option<PathBuf>,
    /// One dossier of all articles, also when they tell several stories
    #[arg(long)]
    together: bool,
    /// Threads to work with; all cores when not given. The dossier does not depend on it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// Words of a story's title in the name of its folder.
const LONGEST_NAME: usize = 6;

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
        rulings: arguments.rulings.as_deref(),
    };
    let input = Input::find(&arguments.paths).with_tables(named)?.read();
    input.report();
    if input.articles.is_empty() {
        bail!("no article could be read; nothing was written");
    }
    let stories = if arguments.together { vec![input.articles] } else { doublecheck::stories(input.articles) };
    match <[Vec<Article>; 1]>::try_from(stories) {
        Ok([articles]) => one(&folder, articles, input.problems, &input.tables),
        Err(stories) => several(&folder, stories, &input.problems, &input.tables),
    }
}

/// One story: its dossier.
fn one(folder: &Folder, articles: Vec<Article>, problems: Vec<Problem>, tables: &Tables) -> Result<()> {
    let working = screen::spinner(articles.len(), "checking");
    let dossier = doublecheck::check(articles, problems, tables);
    working.finish_and_clear();
    let written = folder.write(&dossier, &page(&dossier))?;
    // The files are safe before the first word is printed: a closed pipe loses nothing.
    let mut text = summary(&dossier, screen::look());
    text.push_str(&written.report());
    screen::print(&text)?;
    Ok(())
}

/// Several stories: a dossier each, in folders of their own, and an overview.
fn several(folder: &Folder, stories: Vec<Vec<Article>>, problems: &[Problem], tables: &Tables) -> Result<()> {
    let mut made: Vec<(String, Dossier)> = Vec::new();
    for articles in stories {
        let working = screen::spinner(articles.len(), "checking");
        let dossier = doublecheck::check(articles, Vec::new(), tables);
        working.finish_and_clear();
        let name = folder_name(made.len() + 1, &dossier);
        folder.below(&name)?.write(&dossier, &page(&dossier))?;
        made.push((name, dossier));
    }
    let stories: Vec<StoryIn<'_>> = made.iter().map(|(folder, dossier)| StoryIn { folder, dossier }).collect();
    folder.write_overview(&stories, problems)?;
    let mut text = format!("These articles tell {} stories; each has a dossier of its own.\n\n", stories.len());
    text.push_str(&overview(&stories, screen::look()));
    text.push_str(&folder.overview_report());
    screen::print(&text)?;
    Ok(())
}

/// "02-ferry-aground-off-lomen": a number, so that the folders stand in order, and words of the title.
fn folder_name(number: usize, dossier: &Dossier) -> String {
    let lower = dossier.title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = format!("{number:02}");
    for word in words.take(LONGEST_NAME) {
        name.push('-');
        name.push_str(word);
    }
    name
}
