//! Gives a copied sentence back the speaker it lost on the way.
//!
//! "He said ..." at the head of a copied passage refers to whom the *original* named, not to whoever happens to stand
//! before it in the mosaic. Restored through the copy, shown as restored, and only where the original is sure.

use std::collections::BTreeMap;

use crate::language::Analysis;
use crate::model::{Attribution, Direction, Id, Place, Reuse, Span, Statement};

/// Restores speakers in statements whose words were copied while the antecedent of their source was not.
/// Returns the statements that were copied, each with its original, as indexes.
pub(super) fn restore(
    statements: &mut [Statement],
    reuses: &[Reuse],
    analyses: &[Analysis<'_>],
) -> Vec<(usize, usize)> {
    let mut by_article: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (index, statement) in statements.iter().enumerate() {
        by_article.entry(statement.article).or_default().push(index);
    }
    let articles: BTreeMap<Id, &Analysis<'_>> = analyses.iter().map(|a| (a.article.id, a)).collect();
    let mut restored: Vec<(usize, Attribution)> = Vec::new();
    let mut originals = Vec::new();
    for reuse in reuses.iter().filter(|r| r.is_copy()) {
        let mut ways = vec![(reuse.from, reuse.to)];
        if reuse.direction != Direction::Forward {
            ways.push((reuse.to, reuse.from));
        }
        for (from, to) in ways {
            for &copy in by_article.get(&to.article).into_iter().flatten() {
                let statement = &statements[copy];
                if !to.span.overlaps(statement.extent()) {
                    continue;
                }
                // Where the direction is open, only what is plainly lost is taken from the other side.
                let lost = matches!(statement.speaker, Attribution::Lost { .. });
                let forward = reuse.direction == Direction::Forward;
                if !(forward || lost) {
                    continue;
                }
                let candidates = by_article.get(&from.article).into_iter().flatten().copied();
                let Some(original) =
                    candidates.into_iter().find(|&o| same_words(&statements[o], statement, from.span, &articles))
                else {
                    continue;
                };
                if forward {
                    originals.push((copy, original));
                }
                if may_have_lost(statement, to.span)
                    && let Some(attribution) = through(&statements[original], statement, reuse)
                {
                    restored.push((copy, attribution));
                }
            }
        }
    }
    for (index, attribution) in restored {
        if !matches!(statements[index].speaker, Attribution::Restored { .. }) {
            statements[index].speaker = attribution;
        }
    }
    originals
}

/// Its source was copied, and what the source stands for was not (or is not in this article at all).
fn may_have_lost(statement: &Statement, passage: Span) -> bool {
    let Some(source) = statement.source.filter(|s| passage.contains(*s)) else { return false };
    match &statement.speaker {
        Attribution::Lost { .. } => true,
        Attribution::Resolved { antecedent, .. } => *antecedent != source && !passage.contains(*antecedent),
        _ => false,
    }
}

fn same_words(original: &Statement, copy: &Statement, passage: Span, articles: &BTreeMap<Id, &Analysis<'_>>) -> bool {
    passage.overlaps(original.extent()) && {
        let words = |s: &Statement| -> Vec<String> {
            articles.get(&s.article).map_or_else(Vec::new, |a| {
                let content = a.article.text.slice(s.extent()).to_lowercase();
                content.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
            })
        };
        let (a, b) = (words(original), words(copy));
        let shared = b.iter().filter(|w| a.contains(w)).count();
        !b.is_empty() && shared * 10 >= b.len() * 8 && a.len() <= b.len() * 2
    }
}

fn through(original: &Statement, copy: &Statement, reuse: &Reuse) -> Option<Attribution> {
    let antecedent = match &original.speaker {
        Attribution::Named { .. } => original.source?,
        Attribution::Resolved { antecedent, .. } => *antecedent,
        _ => return None,
    };
    let speaker = original.speaker.speaker()?;
    (copy.speaker.speaker() != Some(speaker)).then_some(Attribution::Restored {
        speaker,
        reuse: reuse.id,
        antecedent: Place { article: original.article, span: antecedent },
    })
}
