//! Articles one after the other, however many: read, worked on and printed in batches, in the order they come.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::Result;
use doublecheck::{Article, Problem, Tables, read};
use flate2::read::MultiGzDecoder;
use rayon::prelude::*;

use crate::input::{self, problem};
use crate::screen;

/// Articles in a batch, and bytes of them: enough to keep all cores busy, little enough to stay small.
const ARTICLES: usize = 256;
const BYTES: usize = 32 << 20;
/// Longer lines are not kept; the reader would turn them down as well.
const LINE: usize = (16 << 20) + 1;

/// Turns articles into lines of output as they come.
pub struct Stream<'a, F> {
    tables: &'a Tables,
    line: F,
    batch: Vec<Piece>,
    bytes: usize,
    done: usize,
}

/// What has one article, or a file with few.
enum Piece {
    Line { path: String, number: u64, bytes: Vec<u8> },
    File { path: PathBuf },
    Fault(Problem),
}

impl<'a, F> Stream<'a, F>
where
    F: Fn(&Article) -> Result<(String, Vec<Problem>)> + Sync,
{
    /// `line` makes the line of an article, and says what was wrong with it.
    pub fn new(tables: &'a Tables, line: F) -> Self {
        Self { tables, line, batch: Vec::new(), bytes: 0, done: 0 }
    }

    /// Takes a file: JSON lines (standard input always is) line by line, others whole.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn file(&mut self, path: &Path) -> Result<()> {
        let name = input::name(path);
        if name != "-" && !is_json_lines(&name) {
            return self.take(Piece::File { path: path.to_owned() }, 1 << 20);
        }
        match open(path) {
            Ok(lines) => self.lines(path, lines),
            Err(error) => self.take(Piece::Fault(input::unreadable(path, &error)), 0),
        }
    }

    fn lines(&mut self, path: &Path, mut lines: impl BufRead) -> Result<()> {
        let mut number = 0;
        loop {
            let mut bytes = Vec::new();
            let read = lines.by_ref().take(LINE as u64).read_until(b'\n', &mut bytes);
            number += 1;
            match read {
                Ok(0) => return Ok(()),
                Ok(_) => {
                    if number == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
                        bytes.drain(..3);
                    }
                    if bytes.last() != Some(&b'\n') && bytes.len() >= LINE {
                        skip_line(&mut lines)?;
                    }
                    let size = bytes.len();
                    self.take(Piece::Line { path: input::name(path), number, bytes }, size)?;
                }
                Err(error) => {
                    let mut fault = problem(path, format!("cannot be read on: {error}"), "fetch it again");
                    fault.at.line = Some(number);
                    return self.take(Piece::Fault(fault), 0);
                }
            }
        }
    }

    fn take(&mut self, piece: Piece, size: usize) -> Result<()> {
        self.batch.push(piece);
        self.bytes += size;
        if self.batch.len() >= ARTICLES || self.bytes >= BYTES { self.work() } else { Ok(()) }
    }

    /// Works on the batch in parallel and prints what came out, in order.
    fn work(&mut self) -> Result<()> {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        let (tables, line) = (self.tables, &self.line);
        let worked: Vec<Result<(Vec<String>, Vec<Problem>)>> = batch
            .into_par_iter()
            .map(|piece| {
                let (mut articles, mut problems) = articles(piece, tables);
                read::label(&mut articles);
                let mut lines = Vec::with_capacity(articles.len());
                for article in &articles {
                    let (text, faults) = line(article)?;
                    lines.push(text);
                    problems.extend(faults);
                }
                Ok((lines, problems))
            })
            .collect();
        let mut out = String::new();
        for piece in worked {
            let (lines, problems) = piece?;
            for problem in problems {
                screen::note(&problem.to_string());
            }
            self.done += lines.len();
            out.extend(lines);
        }
        Ok(screen::print(&out)?)
    }

    /// Works on what is left; how many articles there were in all.
    ///
    /// # Errors
    /// When standard output is closed.
    pub fn finish(mut self) -> Result<usize> {
        self.work()?;
        Ok(self.done)
    }
}

fn articles(piece: Piece, tables: &Tables) -> (Vec<Article>, Vec<Problem>) {
    match piece {
        Piece::Line { path, number, bytes } => {
            let (article, problems) = read::read_line(&path, number, &bytes, tables);
            (article.into_iter().collect(), problems)
        }
        Piece::File { path } => match input::bytes(&path) {
            Ok(bytes) => read::read(&input::name(&path), &bytes, tables),
            Err(problem) => (Vec::new(), vec![problem]),
        },
        Piece::Fault(problem) => (Vec::new(), vec![problem]),
    }
}

fn is_json_lines(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let stem = lower.strip_suffix(".gz").unwrap_or(&lower);
    stem.ends_with(".jsonl") || stem.ends_with(".ndjson")
}

/// A file or standard input, unfolded when it is gzipped.
fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let source: Box<dyn Read> =
        if path.as_os_str() == "-" { Box::new(io::stdin().lock()) } else { Box::new(File::open(path)?) };
    let mut source = BufReader::with_capacity(1 << 16, source);
    let gzipped = source.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(if gzipped { Box::new(BufReader::new(MultiGzDecoder::new(source))) } else { Box::new(source) })
}

/// Reads on to the end of the line and keeps nothing of it.
fn skip_line(lines: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = lines.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        lines.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}
