//! `doublecheck why`: the grade of a claim, explained.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use doublecheck::dossier;

use crate::screen;
use crate::written::{self, unknown};

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
    let dossier = written::open(&arguments.folder)?;
    match dossier::why(&dossier, &arguments.claim, screen::look()) {
        Some(text) => Ok(screen::print(&text)?),
        None => Err(unknown(&dossier, &arguments.claim)),
    }
}
