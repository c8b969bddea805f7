//! `doublecheck checked`: which claims of a dossier were checked before.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use doublecheck::dossier::escaped;
use doublecheck_claims::checked::Checked;
use serde::Deserialize;
use serde_json::json;

use crate::{screen, written};

/// Tell which claims of a dossier were checked before, by a list of checks that you have.
///
/// The list holds one check a line, as JSON: {"claim_id": "...", "claim": "...", "title": "..."}.
#[derive(Args)]
pub struct Arguments {
    /// The list of checks (.jsonl)
    #[arg(value_name = "CHECKS")]
    checks: PathBuf,
    /// Folder that holds the dossier
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Show nothing that is less probable
    #[arg(long, value_name = "P", default_value_t = 0.5)]
    least: f32,
    /// Print JSON, one claim of the dossier a line
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct Check {
    claim_id: String,
    claim: String,
    #[serde(default)]
    title: String,
}

/// Checks shown for one claim.
const SHOWN: usize = 3;

pub fn run(arguments: &Arguments) -> Result<()> {
    let dossier = written::open(&arguments.folder)?;
    let path = arguments.checks.display();
    let list = fs::read_to_string(&arguments.checks).with_context(|| format!("{path}: cannot be read"))?;
    let mut checks: Vec<Check> = Vec::new();
    for (n, line) in list.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(check) => checks.push(check),
            Err(error) => screen::note(&format!("{path}, line {}: is no check ({error}); it was skipped", n + 1)),
        }
    }
    let checked = Checked::new(checks.iter().map(|c| (c.claim_id.as_str(), c.claim.as_str(), c.title.as_str())));
    let mut text = String::new();
    for claim in &dossier.claims {
        let Some(article) = dossier.articles.iter().find(|article| article.id == claim.gist.article) else { continue };
        let gist = article.text.slice(claim.gist.span);
        let mut best = checked.best(gist, SHOWN);
        best.retain(|found| found.probability >= arguments.least);
        if best.is_empty() {
            continue;
        }
        if arguments.json {
            let found: Vec<_> = best.iter().map(|b| json!({"claim_id": b.id, "probability": b.probability})).collect();
            text.push_str(&screen::json(&json!({"claim": claim.id, "label": claim.label, "checked": found}))?);
            continue;
        }
        text.push_str(&format!("{}  {}\n", claim.label, escaped(gist)));
        for found in &best {
            let title = if found.title.is_empty() { found.claim } else { found.title };
            text.push_str(&format!(
                "    {:.0} %  {}  {}\n",
                found.probability * 100.0,
                escaped(found.id),
                escaped(title)
            ));
        }
    }
    if text.is_empty() && !arguments.json {
        text = format!(
            "none of {} claims is likely to be one of {} that were checked\n",
            dossier.claims.len(),
            checked.len()
        );
    }
    Ok(screen::print(&text)?)
}
