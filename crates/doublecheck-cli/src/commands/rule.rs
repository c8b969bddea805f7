//! `doublecheck merge` and `doublecheck split`: the analyst rules what is one claim and what is not.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use doublecheck::{Claim, Dossier, Place, Rulings, dossier};

use crate::{screen, written};

/// Rule that claims are one, whatever their words.
///
/// The ruling is added to a file that `doublecheck dossier` reads: claims.toml beside the articles, or --rulings. It names
/// the words of the articles, so it holds when more articles come.
#[derive(Args)]
pub struct Merge {
    /// The claims, two or more: labels (C3) or ids
    #[arg(required = true, num_args = 2.., value_name = "CLAIM")]
    claims: Vec<String>,
    #[command(flatten)]
    place: Ruled,
}

/// Rule that some of a claim's words do not belong to it.
///
/// The ruling is added to a file that `doublecheck dossier` reads: claims.toml beside the articles, or --rulings. It names
/// the words of the articles, so it holds when more articles come.
#[derive(Args)]
pub struct Split {
    /// The claim: its label (C3) or id
    #[arg(value_name = "CLAIM")]
    claim: String,
    /// The words that do not belong to it, as `doublecheck why` shows them: article and character (003:1520)
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    #[command(flatten)]
    place: Ruled,
}

/// Where a ruling comes from and goes to.
#[derive(Args)]
struct Ruled {
    /// Folder that holds the dossier
    #[arg(long, value_name = "DIR")]
    dossier: PathBuf,
    /// File that the ruling is added to; made when it is missing
    #[arg(long, value_name = "FILE", default_value = "claims.toml")]
    rulings: PathBuf,
    /// Why, for whoever reads the file
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

pub fn merge(arguments: &Merge) -> Result<()> {
    let dossier = written::open(&arguments.place.dossier)?;
    let mut words: Vec<Place> = Vec::new();
    for name in &arguments.claims {
        words.extend(&claim(&dossier, name)?.words);
    }
    words.sort_unstable();
    words.dedup();
    let path = &arguments.place.rulings;
    if Rulings::parse(&read(path)?).is_ok_and(|rulings| rulings.splits(&words)) {
        bail!(
            "{}: a [[split]] there keeps these words apart, and would hold against a merge; take it out of the file first",
            dossier::escaped(&path.display().to_string())
        );
    }
    add(&arguments.place, &format!("[[merge]]\n{}", list("words", &words)))
}

pub fn split(arguments: &Split) -> Result<()> {
    let dossier = written::open(&arguments.place.dossier)?;
    let claim = claim(&dossier, &arguments.claim)?;
    let mut own: Vec<Place> = Vec::new();
    for position in &arguments.words {
        own.push(words_at(&dossier, claim, position)?);
    }
    let rest: Vec<Place> = claim.words.iter().copied().filter(|place| !own.contains(place)).collect();
    if rest.is_empty() {
        bail!("these are all words of {}; nothing is left to split them from", claim.label);
    }
    add(&arguments.place, &format!("[[split]]\n{}{}", list("words", &own), list("from", &rest)))
}

fn claim<'d>(dossier: &'d Dossier, name: &str) -> Result<&'d Claim> {
    dossier::find(dossier, name.trim()).ok_or_else(|| written::unknown(dossier, name))
}

/// The words of a claim at "003:1520".
fn words_at(dossier: &Dossier, claim: &Claim, position: &str) -> Result<Place> {
    let parsed = position.rsplit_once(':').and_then(|(label, at)| Some((label, at.parse::<u32>().ok()?)));
    let Some((label, at)) = parsed else {
        bail!("{position:?} is no position; write article and character as `doublecheck why` shows them: 003:1520");
    };
    let holds = |place: &&Place| {
        let article = dossier.articles.iter().find(|article| article.id == place.article);
        let statement =
            dossier.statements.iter().find(|s| s.article == place.article && s.extent().contains(place.span));
        let start = statement.map_or(place.span.start, |statement| statement.extent().start.min(place.span.start));
        article.is_some_and(|article| article.label == label) && (start..place.span.end).contains(&at)
    };
    match claim.words.iter().find(holds) {
        Some(&place) => Ok(place),
        None => bail!("{} has no words at {position}; `doublecheck why {}` lists them", claim.label, claim.label),
    }
}

/// One entry of a ruling: places in the form of TOML.
fn list(key: &str, places: &[Place]) -> String {
    let mut lines = format!("{key} = [\n");
    for place in places {
        let (article, span) = (place.article, place.span);
        let _ = writeln!(
            lines,
            "    {{ article = \"{article}\", span = {{ start = {}, end = {} }} }},",
            span.start, span.end
        );
    }
    lines + "]\n"
}

/// Adds a ruling to the file, if the file is sound with it.
fn add(place: &Ruled, ruling: &str) -> Result<()> {
    let path = &place.rulings;
    let before = read(path)?;
    let mut entry = if before.is_empty() { ruling.to_owned() } else { format!("\n{ruling}") };
    if let Some(note) = &place.note {
        // A string of JSON without control characters is one of TOML.
        let plain: String = note.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = writeln!(entry, "note = {}", serde_json::to_string(&plain)?);
    }
    let rulings = Rulings::parse(&format!("{before}{entry}"))
        .with_context(|| format!("{}: is no list of rulings; mend it or name another file", path.display()))?;
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .with_context(|| format!("{}: cannot be written to", path.display()))?;
    file.write_all(entry.as_bytes()).with_context(|| format!("{}: cannot be written to", path.display()))?;
    let kept = if rulings.len() == 1 { "1 ruling".to_owned() } else { format!("{} rulings", rulings.len()) };
    screen::print(&format!(
        "{}: {kept}; make the dossier again to see them\n",
        dossier::escaped(&path.display().to_string())
    ))?;
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
    }
}
