//! Dossiers that were written before.

use std::fs;
use std::path::Path;

use anyhow::{Context, Error, Result, anyhow, bail};
use doublecheck::Dossier;
use doublecheck::dossier::FORMAT;
use serde::Deserialize;

/// Opens the dossier in a folder.
///
/// # Errors
/// When there is none, or one that this program cannot read.
pub fn open(folder: &Path) -> Result<Dossier> {
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

/// What to say when a dossier has no claim of that name.
pub fn unknown(dossier: &Dossier, claim: &str) -> Error {
    anyhow!("no claim {claim} in this dossier; {}", known(dossier))
}

fn known(dossier: &Dossier) -> String {
    match (dossier.claims.first(), dossier.claims.last()) {
        (Some(first), Some(last)) => format!("its claims are {} to {}", first.label, last.label),
        _ => "it has no claims".to_owned(),
    }
}
