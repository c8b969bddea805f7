//! How fast the whole path is, stage by stage.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail};
use doublecheck::claim::{self, Material, Sources};
use doublecheck::language::Analysis;
use doublecheck::{Article, Tables, confirm, dossier, facts, origin, read, statement};
use rayon::prelude::*;

use crate::document::Document;
use crate::jsonl::records;
use crate::measure;

/// Runs the whole path over documents, repeated with other ids until there are `articles`, and prints each stage's time.
///
/// # Errors
/// When the file cannot be read or a line is no document.
pub fn run(documents: &Path, articles: Option<usize>) -> Result<()> {
    let parsed: Vec<Document> = records(documents)?;
    if parsed.is_empty() {
        bail!("no document in {}", documents.display());
    }
    let wanted = articles.unwrap_or(parsed.len());
    let tables = Tables::default();
    let mut stages = Stages { last: Instant::now(), cpu: measure::cpu_seconds() };

    let mut articles: Vec<Article> = (0..wanted)
        .into_par_iter()
        .flat_map_iter(|n| {
            let document = &parsed[n % parsed.len()];
            read::read(&format!("{n}.txt"), variant(&document.text, n / parsed.len()).as_bytes(), &tables).0
        })
        .collect();
    articles.sort_by_key(|a| a.id);
    articles.dedup_by_key(|a| a.id);
    stages.done("read");
    let analyses: Vec<Analysis<'_>> = articles.par_iter().map(Analysis::of).collect();
    let words: usize = analyses.iter().map(|a| a.words.len()).sum();
    stages.done("words");
    let reuses = origin::reuses(&analyses);
    stages.done("origins");
    let mosaics = origin::mosaics(&analyses, &reuses);
    stages.done("mosaics");
    let said = statement::statements(&analyses, &reuses, &mosaics, &tables);
    stages.done("statements");
    let mut figures: Vec<_> = analyses.par_iter().flat_map_iter(facts::figures).collect();
    claim::place_figures(&mut figures, &analyses, &said.statements);
    stages.done("figures");
    let facts::Found { facts, .. } = facts::facts(&analyses, &said.statements, &mosaics, &reuses, &tables);
    stages.done("facts");
    let apart = dossier::apart(&analyses, &reuses);
    let material = Material::new(Sources {
        analyses: &analyses,
        apart: &apart,
        statements: &said.statements,
        speakers: &said.speakers,
        parties: &said.parties,
        figures: &figures,
        facts: &facts,
        reuses: &reuses,
        tables: &tables,
    });
    let claims = confirm::claims(&material, material.groups());
    stages.done("claims");
    let found =
        (claim::series(&material).len(), claim::sums(&analyses, &figures).len(), claim::exchanges(&material).len());
    stages.done("series, sums, exchanges");
    let warnings = dossier::warnings(&analyses, &said, &mosaics, &apart);
    stages.done("warnings");
    let timeline = dossier::timeline(&analyses, &said.statements, &facts);
    stages.done("timeline");
    eprintln!(
        "found: {} statements, {} reuses, {} figures, {} claims, {} series, {} sums, {} exchanges, {} warnings, {} events",
        said.statements.len(),
        reuses.len(),
        figures.len(),
        claims.len(),
        found.0,
        found.1,
        found.2,
        warnings.len(),
        timeline.len()
    );
    let count = articles.len();
    measure::report(count, words);
    Ok(())
}

/// A text that shares no long run of words with the original: every fifth word is marked with the round's number.
fn variant(text: &str, round: usize) -> String {
    if round == 0 {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (n, word) in text.split_inclusive(' ').enumerate() {
        let (bare, space) = word.strip_suffix(' ').map_or((word, ""), |bare| (bare, " "));
        out.push_str(bare);
        let plain = bare.len() > 3 && bare.bytes().all(|b| b.is_ascii_lowercase());
        if n % 3 == 0 && plain {
            out.push((b'a' + (round % 26) as u8) as char);
        }
        out.push_str(space);
    }
    out
}

struct Stages {
    last: Instant,
    cpu: Option<f64>,
}

impl Stages {
    fn done(&mut self, name: &str) {
        let cpu = measure::cpu_seconds();
        let spent = cpu.zip(self.cpu).map_or(0.0, |(now, before)| now - before);
        eprintln!("{name:<26}{:>8.2} s wall {spent:>8.2} s CPU", self.last.elapsed().as_secs_f64());
        self.last = Instant::now();
        self.cpu = cpu;
    }
}
