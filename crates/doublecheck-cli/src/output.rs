//! Writing a dossier: into one folder, each file whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use doublecheck::dossier::{StoryIn, Table, escaped, overview_page};
use doublecheck::{Dossier, Problem};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

/// The files of a dossier.
pub const FILES: [&str; 8] = [
    "index.html",
    "dossier.json",
    "claims.csv",
    "statements.csv",
    "figures.csv",
    "copies.csv",
    "facts.csv",
    "exchanges.csv",
];

/// The files of an overview of several stories.
pub const OVERVIEW: [&str; 2] = ["index.html", "stories.json"];

/// A folder that can be written to.
pub struct Folder {
    path: PathBuf,
    force: bool,
    /// Folders made for it, innermost first.
    made: Vec<PathBuf>,
}

impl Folder {
    /// Makes sure that the dossier can be written: the folder is there, takes files, and holds none that would be
    /// lost.
    ///
    /// # Errors
    /// When it is not so, with what to do about it.
    pub fn prepare(path: &Path, force: bool) -> Result<Self> {
        let shown = path.display();
        if path.exists() && !path.is_dir() {
            bail!("{shown}: is a file, not a folder; name another folder with --out");
        }
        for file in FILES {
            let file = path.join(file);
            match fs::symlink_metadata(&file) {
                Ok(metadata) if metadata.is_dir() => {
                    bail!("{}: is a folder in the way of a file; name another folder with --out", file.display());
                }
                Ok(_) if !force => bail!(
                    "{}: is there already; write over it with --force, or name another folder with --out",
                    file.display()
                ),
                Ok(_) | Err(_) => {}
            }
        }
        let made: Vec<PathBuf> = path
            .ancestors()
            .filter(|folder| !folder.as_os_str().is_empty())
            .take_while(|folder| !folder.exists())
            .map(Path::to_owned)
            .collect();
        // From here on a failure takes back what was made.
        let folder = Self { path: path.to_owned(), force, made };
        fs::create_dir_all(path)
            .and_then(|()| folder.temporary().map(drop))
            .with_context(|| format!("{shown}: cannot be written to; name another folder with --out"))?;
        Ok(folder)
    }

    /// Writes all files under other names, then gives them theirs: a full disk leaves an older dossier whole.
    ///
    /// # Errors
    /// When a file cannot be written, or has come into the way since [`prepare`](Self::prepare).
    pub fn write(&self, dossier: &Dossier, page: &str) -> Result<Written> {
        let mut staged = Vec::new();
        for file in FILES {
            let path = self.path.join(file);
            let staging = self
                .stage(|out| match Table::ALL.into_iter().find(|table| table.file() == file) {
                    Some(table) => table.write(dossier, out),
                    None if file == "dossier.json" => {
                        serde_json::to_writer(&mut *out, dossier)?;
                        out.write_all(b"\n")
                    }
                    None => out.write_all(page.as_bytes()),
                })
                .with_context(|| format!("{}: cannot be written", path.display()))?;
            staged.push((staging, path));
        }
        for (file, path) in staged {
            let named = if self.force { file.persist(&path) } else { file.persist_noclobber(&path) };
            named.map_err(|fault| fault.error).with_context(|| format!("{}: cannot be written", path.display()))?;
        }
        let first_claim = dossier.claims.first().map(|claim| claim.label.clone());
        Ok(Written { folder: self.path.clone(), first_claim })
    }

    /// A folder inside this one, for the dossier of one story.
    ///
    /// # Errors
    /// As [`prepare`](Self::prepare).
    pub fn below(&self, name: &str) -> Result<Self> {
        Self::prepare(&self.path.join(name), self.force)
    }

    /// Writes the overview of several stories: the page, and their titles and folders as JSON.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_overview(&self, stories: &[StoryIn<'_>], problems: &[Problem]) -> Result<()> {
        let list: Vec<Value> = stories
            .iter()
            .map(|story| json!({"folder": story.folder, "title": story.dossier.title, "articles": story.dossier.articles.len()}))
            .collect();
        let texts = [overview_page(stories, problems), format!("{}\n", Value::from(list))];
        for (name, text) in OVERVIEW.into_iter().zip(texts) {
            let path = self.path.join(name);
            let staged = self.stage(|out| out.write_all(text.as_bytes()));
            let named = staged.and_then(|file| {
                let named = if self.force { file.persist(&path) } else { file.persist_noclobber(&path) };
                named.map(drop).map_err(|fault| fault.error)
            });
            named.with_context(|| format!("{}: cannot be written", path.display()))?;
        }
        Ok(())
    }

    /// The closing lines: where to look.
    pub fn overview_report(&self) -> String {
        let page = self.path.join(OVERVIEW[0]).display().to_string();
        format!(
            "\nwrote    {}  {}, and a folder for each story\nopen     {}\n",
            escaped(&page),
            OVERVIEW[1],
            escaped(&page)
        )
    }

    fn stage(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
        let mut out = BufWriter::new(self.temporary()?);
        fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)
    }

    fn temporary(&self) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".doublecheck-");
        // Readable for whom the user's umask allows, as any other file.
        #[cfg(unix)]
        builder.permissions(<fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
        builder.tempfile_in(&self.path)
    }
}

/// Folders that were made and stayed empty do not stay.
impl Drop for Folder {
    fn drop(&mut self) {
        for folder in &self.made {
            // Fails, as it should, where anything was put.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What was written.
pub struct Written {
    folder: PathBuf,
    first_claim: Option<String>,
}

impl Written {
    /// The closing lines: the files, the next step, and where to look.
    pub fn report(&self) -> String {
        let folder = self.folder.display().to_string();
        let page = self.folder.join(FILES[0]).display().to_string();
        let mut report = format!("\nwrote    {}  {}\n", escaped(&page), FILES[1..].join("  "));
        if let Some(claim) = &self.first_claim {
            report.push_str(&format!("ask      doublecheck why {claim} {}\n", escaped(&folder)));
        }
        report.push_str(&format!("open     {}\n", escaped(&page)));
        report
    }
}
