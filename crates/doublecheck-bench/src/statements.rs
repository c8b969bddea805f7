//! The statements stick: source, cue and content of every attribution.

use std::path::Path;

use anyhow::Result;
use doublecheck::language::Analysis;
use doublecheck::{Article, Form, Span, Tables, statement};
use rayon::prelude::*;
use serde_json::json;

use crate::document::Document;
use crate::jsonl::records;
use crate::measure;

/// Prints the statements of each document, one document a line. The stick does not nest and has no narration.
///
/// # Errors
/// When the file cannot be read or a line is no document.
pub fn predict(documents: &Path, least: f32) -> Result<()> {
    let parsed: Vec<Document> = records(documents)?;
    let articles: Vec<Article> = parsed.into_iter().zip(1..).map(|(d, line)| d.into_article(line)).collect();
    let analyses: Vec<Analysis<'_>> = articles.par_iter().map(Analysis::of).collect();
    let said = statement::statements(&analyses, &[], &[], &Tables::default());
    for article in &articles {
        let pair = |span: Span| [span.start, span.end];
        let letters: Vec<char> = article.text.as_str().chars().collect();
        let own = said.statements.iter().filter(|s| s.article == article.id);
        let attributions: Vec<_> = own
            .filter(|s| s.form != Form::Narration && s.within.is_none() && s.probability >= least)
            .map(|s| {
                json!({
                    "source": s.source.map(pair).into_iter().collect::<Vec<_>>(),
                    "cue": s.cue.map(pair).into_iter().collect::<Vec<_>>(),
                    "content": s.content.iter().map(|&c| pair(with_marks(&letters, c))).collect::<Vec<_>>(),
                })
            })
            .collect();
        println!("{}", json!({ "id": article.label, "attributions": attributions }));
    }
    measure::report(articles.len(), analyses.iter().map(|a| a.words.len()).sum());
    Ok(())
}

/// The stick's contents hold the quotation marks around them, and the comma before the closing one.
fn with_marks(letters: &[char], content: Span) -> Span {
    let Span { start, end } = content;
    let opens = start > 0 && matches!(letters[start as usize - 1], '“' | '"' | '„' | '«');
    let mut after = end as usize;
    while letters.get(after).is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | ';' | '…')) {
        after += 1;
    }
    let closes = letters.get(after).is_some_and(|c| matches!(c, '”' | '"' | '»'));
    Span { start: start - u32::from(opens), end: if closes { after as u32 + 1 } else { end } }
}
