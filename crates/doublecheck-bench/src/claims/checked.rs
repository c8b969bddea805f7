//! Which checked claim a text repeats.

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use doublecheck_claims::checked::Checked;
use serde::Deserialize;
use serde_json::json;

use crate::jsonl::records;
use crate::measure;

#[derive(Deserialize)]
struct Query {
    query_id: String,
    query: String,
}

#[derive(Deserialize)]
struct Claim {
    claim_id: String,
    claim: String,
    #[serde(default)]
    title: String,
}

/// Checked claims told of each text.
const TOLD: usize = 20;

/// Prints the checked claims that each text most likely repeats. The claims stand beside the texts unless another file is
/// named.
///
/// # Errors
/// When a file cannot be read or a line is not of its kind.
pub fn predict(queries: &Path, claims: Option<&Path>) -> Result<()> {
    let claims = claims.map_or_else(|| super::beside(queries, "claim_docs.jsonl"), Path::to_owned);
    let (queries, claims): (Vec<Query>, Vec<Claim>) = (records(queries)?, records(&claims)?);
    let checked = Checked::new(claims.iter().map(|c| (c.claim_id.as_str(), c.claim.as_str(), c.title.as_str())));
    let start = Instant::now();
    for query in &queries {
        let best = checked.best(&query.query, TOLD);
        let ranked: Vec<&str> = best.iter().map(|found| found.id).collect();
        println!("{}", json!({"query_id": query.query_id, "ranked": ranked}));
    }
    eprintln!("matching alone: {:.0} texts per second", queries.len() as f64 / start.elapsed().as_secs_f64());
    measure::report(queries.len(), queries.iter().map(|query| super::count(&query.query)).sum());
    Ok(())
}
