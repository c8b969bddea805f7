//! The seeds stick: the whole path on five articles, in the form its scorer reads.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use doublecheck::{Claim, Dossier, Form, Id, Place, Span, Statement, Tables, check, read};
use serde_json::{Value, json};

use crate::measure;

/// Reads the articles of a folder, checks them and prints what `score.py` reads.
///
/// # Errors
/// When the folder cannot be read or holds no article.
pub fn predict(folder: &Path) -> Result<()> {
    let dossier = dossier(folder)?;
    println!("{}", serde_json::to_string(&system(&dossier))?);
    let words = dossier.articles.iter().map(|a| a.text.as_str().split_whitespace().count()).sum();
    measure::report(dossier.articles.len(), words);
    Ok(())
}

fn dossier(folder: &Path) -> Result<Dossier> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let tables = Tables::default();
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    for file in &files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        let (read, faults) = read::read(&file.display().to_string(), &bytes, &tables);
        articles.extend(read);
        problems.extend(faults);
    }
    if articles.is_empty() {
        bail!("no article in {}", folder.display());
    }
    let mut articles = read::unique(articles, &mut problems);
    read::label(&mut articles);
    Ok(check(articles, problems, &tables))
}

/// The seeds name articles by the digits that their file names begin with.
fn names(dossier: &Dossier) -> BTreeMap<Id, String> {
    let stem = |path: &str| Path::new(path).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let digits = |name: &str| name.chars().take_while(char::is_ascii_digit).collect::<String>();
    dossier.articles.iter().map(|a| (a.id, digits(&stem(&a.received.path)))).collect()
}

fn system(dossier: &Dossier) -> Value {
    let names = names(dossier);
    let name = |id: Id| names.get(&id).map(String::as_str).unwrap_or_default();
    let statements: BTreeMap<Id, &Statement> = dossier.statements.iter().map(|s| (s.id, s)).collect();
    json!({
        "articles": dossier.articles.iter().map(|a| json!({
            "id": name(a.id),
            "title": a.title.as_ref().map(|t| &t.value),
            "published": a.published.day.map(|d| d.to_string()),
            "furniture": a.furniture().map(|b| pair(b.span)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "statements": dossier.statements.iter().map(|s| statement(s, dossier, name(s.article))).collect::<Vec<_>>(),
        "figures": dossier.figures.iter().map(|f| json!({
            "article": name(f.article), "value": f.value, "span": pair(f.span),
        })).collect::<Vec<_>>(),
        "copies": dossier.reuses.iter().filter(|r| r.is_copy()).map(|r| json!({
            "from_article": name(r.from.article), "from": pair(r.from.span),
            "to_article": name(r.to.article), "to": pair(r.to.span),
        })).collect::<Vec<_>>(),
        "claims": dossier.claims.iter().map(|c| claim(c, &statements, &name)).collect::<Vec<_>>(),
    })
}

fn statement(statement: &Statement, dossier: &Dossier, article: &str) -> Value {
    let speaker = statement.speaker.speaker().filter(|_| statement.form != Form::Narration);
    let speaker = speaker.and_then(|id| dossier.speakers.iter().find(|s| s.id == id));
    json!({
        "article": article,
        "content": statement.content.iter().map(|&c| pair(c)).collect::<Vec<_>>(),
        "cue": statement.cue.map(pair),
        "source": statement.source.map(pair),
        "speaker": speaker.map(|s| &s.name),
        "stance": statement.stance,
        "form": statement.form,
        "said_on": statement.said_on.as_ref().and_then(doublecheck::When::day).map(|d| d.to_string()),
    })
}

fn claim<'a>(claim: &Claim, statements: &BTreeMap<Id, &Statement>, name: &impl Fn(Id) -> &'a str) -> Value {
    let ids = claim.support.iter().copied().chain(claim.against.iter().map(|a| a.statement));
    let places = ids.filter_map(|id| statements.get(&id)).map(|s| Place { article: s.article, span: s.extent() });
    json!({
        "members": places.map(|p| json!([name(p.article), p.span.start, p.span.end])).collect::<Vec<_>>(),
        "independent_origins": claim.confirmation.independent_origins(),
    })
}

fn pair(span: Span) -> [u32; 2] {
    [span.start, span.end]
}
