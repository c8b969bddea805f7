//! `doublecheck why`: the grade of a claim, explained.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use doublecheck::Dossier;
use doublecheck::dossier::{self, FORMAT};
use serde::Deserialize;

use crate::screen;

/// Explain why a claim has its grade, down to file, characters and words, and how voices were merged.
#[derive(Args)]
pub struct Arguments {
    /// The claim: its label (C3), its id, or the first six or more digits of its id
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// Folder that holds the dossier
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

pub fn run(arguments: &Arguments) -> Result<()> {
    let dossier = open(&arguments.folder)?;
    match dossier::why(&dossier, &arguments.claim, screen::look()) {
        Some(text) => Ok(screen::print(&text)?),
        None => bail!("no claim {} in this dossier; {}", arguments.claim, known(&dossier)),
    }
}

fn open(folder: &Path) -> Result<Dossier> {
    let path = folder.join("dossier.json");
    let bytes = fs::read(&path).with_context(|| {
        format!("{}: cannot be opened; name a folder that `doublecheck dossier` wrote", path.display())
    })?;
    let damaged = || format!("{}: is no dossier or a damaged one; make the dossier again", path.display());
    let Head { format } = serde_json::from_slice(&bytes).with_context(damaged)?;
    if format != FORMAT {
        bail!("{}: is a {format:?}, this program reads {FORMAT:?}; make the dossier again", path.display());
    }
    serde_json::from_slice(&bytes).with_context(damaged)
}

/// What every version of the form begins with.
#[derive(Deserialize)]
struct Head {
    format: String,
}

fn known(dossier: &Dossier) -> String {
    match (dossier.claims.first(), dossier.claims.last()) {
        (Some(first), Some(last)) => format!("its claims are {} to {}", first.label, last.label),
        _ => "it has no claims".to_owned(),
    }
}
