//! Files of any size and number: their articles are read in parallel, in batches, and handed on in the order they come.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use anyhow::Result;
use doublecheck::read::{self, Entry};
use doublecheck::{Article, Problem, Tables};
use indicatif::ProgressBar;
use rayon::prelude::*;

use crate::{input, screen};

/// Entries in a batch, and bytes of them: enough to keep all cores busy, little enough to stay small.
const ENTRIES: usize = 256;
const BYTES: usize = 16 << 20;

type Found = Result<Entry, Problem>;

/// Reads the files: `work` is done on what each entry gave, in parallel, and `take` takes what came out, in order. At most
/// three batches of entries are in memory. The bar counts files.
///
/// # Errors
/// When `take` fails.
pub fn each<T: Send, E>(
    files: Vec<PathBuf>,
    tables: &Tables,
    bar: &ProgressBar,
    work: impl Fn(Vec<Article>, Vec<Problem>) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let (sender, batches) = sync_channel(0);
    let found = bar.clone();
    // Unpacking and reading go on at the same time. Nobody waits for this thread: it may wait for standard input.
    thread::spawn(move || find(&files, &found, &sender));
    for batch in batches {
        let read = |found: Found| match found {
            Ok(entry) => entry.read(tables),
            Err(problem) => (Vec::new(), vec![problem]),
        };
        let worked: Vec<T> = batch
            .into_par_iter()
            .map(|found| {
                let (articles, problems) = read(found);
                work(articles, problems)
            })
            .collect();
        worked.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// Prints a line for each article of the files as they come in; how many there were.
///
/// # Errors
/// When a line cannot be made, or standard output is closed.
pub fn lines(
    files: Vec<PathBuf>,
    tables: &Tables,
    line: impl Fn(&Article) -> Result<(String, Vec<Problem>)> + Sync,
) -> Result<usize> {
    let mut count = 0;
    let work = |mut articles: Vec<Article>, mut problems: Vec<Problem>| {
        read::label(&mut articles);
        let mut lines = Vec::with_capacity(articles.len());
        for article in &articles {
            let (text, faults) = line(article)?;
            lines.push(text);
            problems.extend(faults);
        }
        anyhow::Ok((lines, problems))
    };
    each(files, tables, &ProgressBar::hidden(), work, |worked| {
        let (lines, problems) = worked?;
        for problem in problems {
            screen::note(&problem.to_string());
        }
        count += lines.len();
        anyhow::Ok(screen::print(&lines.concat())?)
    })?;
    Ok(count)
}

/// Sends the entries of the files, until nobody wants them any more.
fn find(files: &[PathBuf], bar: &ProgressBar, sender: &SyncSender<Vec<Found>>) {
    let mut batch = Vec::new();
    let mut bytes = 0;
    for path in files {
        let mut take = |found: Found| {
            bytes += found.as_ref().map_or(0, Entry::size);
            batch.push(found);
            if batch.len() < ENTRIES && bytes < BYTES {
                return true;
            }
            bytes = 0;
            sender.send(std::mem::take(&mut batch)).is_ok()
        };
        let wanted = match open(path) {
            Ok(source) => read::entries(&input::name(path), source).all(take),
            Err(error) => take(Err(input::unreadable(path, &error))),
        };
        if !wanted {
            return;
        }
        bar.inc(1);
    }
    let _ = sender.send(batch);
}

fn open(path: &Path) -> io::Result<BufReader<Box<dyn Read>>> {
    let source: Box<dyn Read> =
        if path.as_os_str() == "-" { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    Ok(BufReader::with_capacity(1 << 17, source))
}
