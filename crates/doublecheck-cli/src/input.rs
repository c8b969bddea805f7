//! Finding and reading what the user named: files, folders, standard input, and the analyst's tables beside them.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use doublecheck::{Article, Problem, Received, Rulings, Tables, read};
use walkdir::{DirEntry, WalkDir};

use crate::output;
use crate::screen;
use crate::stream;

/// Names of left-out files shown before the rest is only counted.
const SHOWN: usize = 4;

/// What was read.
pub struct Input {
    /// The articles, each once, with short labels.
    pub articles: Vec<Article>,
    /// What could not be used.
    pub problems: Vec<Problem>,
    /// The analyst's tables.
    pub tables: Tables,
    /// What the user should know and need not act on.
    notices: Vec<String>,
}

/// What there is to read.
#[derive(Default)]
pub struct Found {
    /// Files in the order they are read; `-` is standard input.
    files: Vec<PathBuf>,
    /// Real paths of the files, to read each once.
    seen: HashMap<PathBuf, PathBuf>,
    /// Tables lying in the folders named.
    beside: Beside,
    tables: Tables,
    problems: Vec<Problem>,
    notices: Vec<String>,
}

/// File names of the analyst's tables.
const TABLES: [&str; 4] = ["parties.toml", "outlets.toml", "places.toml", "claims.toml"];

/// The analyst's tables that lie in folders of articles.
#[derive(Default)]
struct Beside {
    parties: Vec<PathBuf>,
    outlets: Vec<PathBuf>,
    places: Vec<PathBuf>,
    rulings: Vec<PathBuf>,
}

/// The analyst's tables that the user names.
#[derive(Default)]
pub struct Named<'a> {
    pub parties: Option<&'a Path>,
    pub outlets: Option<&'a Path>,
    pub places: Option<&'a Path>,
    pub rulings: Option<&'a Path>,
}

impl Input {
    /// Looks up the paths. Folders are searched with all folders in them, in order of name; hidden files, files of
    /// other kinds and the files of finished dossiers are left out.
    pub fn find(paths: &[PathBuf]) -> Found {
        let mut found = Found::default();
        for path in paths {
            if path.as_os_str() == "-" {
                found.file(path.clone());
            } else if path.is_dir() {
                found.folder(path);
            } else if path.exists() {
                found.file(path.clone());
            } else if path.is_symlink() {
                found.problem(path, "is a link to something that is not there", "mend or remove the link");
            } else {
                found.problem(path, "no such file or folder", "check the path");
            }
        }
        found
    }

    /// Says on standard error what was left out, and why: one line each.
    pub fn report(&self) {
        for notice in &self.notices {
            screen::note(notice);
        }
        for problem in &self.problems {
            screen::note(&problem.to_string());
        }
    }
}

impl Found {
    /// The files in the order they are read, the tables, and what could not be found; for a run that reads as it goes.
    pub fn into_parts(self) -> (Vec<PathBuf>, Tables, Input) {
        let Self { files, tables, problems, notices, .. } = self;
        let said = Input { articles: Vec::new(), problems, tables: Tables::default(), notices };
        (files, tables, said)
    }

    fn problem(&mut self, path: &Path, what: impl Into<String>, todo: impl Into<String>) {
        self.problems.push(problem(path, what, todo));
    }

    fn file(&mut self, path: PathBuf) {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        match self.seen.get(&real) {
            Some(first) => {
                let what = format!("the same file as {}", first.display());
                self.problem(&path, what, "nothing: it was read once");
            }
            None => {
                self.seen.insert(real, path.clone());
                self.files.push(path);
            }
        }
    }

    fn folder(&mut self, root: &Path) {
        let Beside { parties, outlets, places, rulings } = &mut self.beside;
        for (name, tables) in TABLES.into_iter().zip([parties, outlets, places, rulings]) {
            tables.extend(Some(root.join(name)).filter(|path| path.is_file()));
        }
        let before = self.files.len() + self.problems.len();
        let mut others = Vec::new();
        let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_dir() || is_of_dossier(entry.path()) => {}
                Ok(entry) if entry.depth() == 1 && is_table(&entry) => {}
                Ok(entry) if entry.file_type().is_file() && is_article(entry.path()) => {
                    self.file(entry.into_path());
                }
                Ok(entry) => others.push(entry.into_path()),
                Err(error) => self.walk_problem(root, &error),
            }
        }
        if !others.is_empty() {
            self.notices.push(left_out(root, &others));
        }
        if self.files.len() + self.problems.len() == before {
            let todo = "put .txt, .html or .jsonl files in it (or .mhtml, .rss, .warc; also .gz), or name the files themselves";
            self.problem(root, "no article in this folder", todo);
        }
    }

    fn walk_problem(&mut self, root: &Path, error: &walkdir::Error) {
        let path = error.path().unwrap_or(root);
        if let Some(above) = error.loop_ancestor() {
            let what = format!("is a link back to {}, the folder it lies in", above.display());
            self.problem(path, what, "nothing: the folder was read once; remove the link to be rid of this line");
        } else if path.is_symlink() {
            self.problem(path, "is a link to something that is not there", "mend or remove the link");
        } else {
            let why = error.io_error().map_or_else(|| error.to_string(), cause);
            self.problem(path, format!("cannot be opened: {why}"), "check its permissions");
        }
    }

    /// Takes the analyst's tables from these files; where none is named, from the folders searched.
    ///
    /// # Errors
    /// When a table that the user named cannot be used. One that only lies there becomes a problem.
    pub fn with_tables(mut self, named: Named<'_>) -> Result<Self> {
        let Beside { parties, outlets, places, rulings } = std::mem::take(&mut self.beside);
        self.tables.parties = self.table(named.parties, parties, ("party", "parties"), Tables::parse_parties)?;
        self.tables.outlets = self.table(named.outlets, outlets, ("outlet", "outlets"), Tables::parse_outlets)?;
        self.tables.places = self.table(named.places, places, ("place", "places"), Tables::parse_places)?;
        for found in self.table(named.rulings, rulings, ("list of rulings", "lists of rulings"), rulings_in)? {
            self.tables.rulings.merge.extend(found.merge);
            self.tables.rulings.split.extend(found.split);
        }
        for unknown in doublecheck::facts::unknown_places(&self.tables) {
            self.notices.push(format!("places.toml: {unknown}"));
        }
        Ok(self)
    }

    fn table<T>(
        &mut self,
        named: Option<&Path>,
        beside: Vec<PathBuf>,
        what: (&str, &str),
        read: Parse<T>,
    ) -> Result<Vec<T>> {
        if let Some(path) = named {
            return parse(path, read).map_err(|problem| anyhow!("{problem}"));
        }
        let mut entries = Vec::new();
        for path in beside {
            match parse(&path, read) {
                Ok(found) => {
                    let (one, many) = what;
                    let what = if found.len() == 1 { one } else { many };
                    self.notices.push(format!("{}: used, {} {what}", path.display(), found.len()));
                    entries.extend(found);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        Ok(entries)
    }

    /// Reads the files, in parallel.
    pub fn read(self) -> Input {
        let Self { files, tables, mut problems, notices, .. } = self;
        let bar = screen::bar(files.len(), "reading");
        let mut articles = Vec::new();
        let Ok(()) = stream::each(
            files,
            &tables,
            &bar,
            |found, faults| (found, faults),
            |(found, faults)| {
                articles.extend(found);
                problems.extend(faults);
                Ok::<(), Infallible>(())
            },
        );
        bar.finish_and_clear();
        let mut articles = read::unique(articles, &mut problems);
        read::label(&mut articles);
        problems.sort();
        Input { articles, problems, tables, notices }
    }
}

pub fn problem(path: &Path, what: impl Into<String>, todo: impl Into<String>) -> Problem {
    Problem { at: Received { path: name(path), line: None }, what: what.into(), todo: todo.into() }
}

/// A path as articles carry it.
pub fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The system's words for a fault, without its number.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_table(entry: &DirEntry) -> bool {
    TABLES.iter().any(|table| entry.file_name() == *table)
}

/// True for a file that articles can be read from. One that cannot be opened says so when it is read.
fn is_article(path: &Path) -> bool {
    let name = name(path);
    read::is_article_name(&name)
        && File::open(path).map_or(true, |file| read::holds_articles(&name, BufReader::new(file)))
}

/// True for what `doublecheck dossier` wrote: its page is no article.
fn is_of_dossier(path: &Path) -> bool {
    let Some(folder) = path.parent() else { return false };
    output::FILES.iter().any(|file| path.ends_with(file)) && folder.join("dossier.json").is_file()
        || output::OVERVIEW.iter().any(|file| path.ends_with(file)) && folder.join(output::OVERVIEW[1]).is_file()
}

/// "articles: 3 files of other kinds left out (cover.jpg, notes.docx, ...)".
fn left_out(root: &Path, others: &[PathBuf]) -> String {
    let short = |path: &PathBuf| name(path.strip_prefix(root).unwrap_or(path));
    let mut shown: Vec<String> = others.iter().take(SHOWN).map(short).collect();
    if others.len() > SHOWN {
        shown.push("...".to_owned());
    }
    let files =
        if others.len() == 1 { "1 file of another kind" } else { &format!("{} files of other kinds", others.len()) };
    format!("{}: {files} left out ({})", root.display(), shown.join(", "))
}

fn rulings_in(text: &str) -> Result<Vec<Rulings>, toml::de::Error> {
    Rulings::parse(text).map(|rulings| vec![rulings])
}

type Parse<T> = fn(&str) -> Result<Vec<T>, toml::de::Error>;

/// Reads one of the analyst's tables.
fn parse<T>(path: &Path, read: Parse<T>) -> Result<Vec<T>, Problem> {
    let text = fs::read_to_string(path).map_err(|error| {
        problem(path, format!("cannot be read: {}", cause(&error)), "check the path and permissions")
    })?;
    read(&text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1;
        let mut problem =
            problem(path, error.message().replace('\n', " "), "correct the line; the README shows an example");
        problem.at.line = Some(line as u64);
        problem
    })
}

/// A file that the system does not give.
pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            problem(path, "cannot be opened: permission denied", "check its permissions")
        }
        _ => problem(path, format!("cannot be read: {}", cause(error)), "check the file"),
    }
}
