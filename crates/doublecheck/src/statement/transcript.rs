//! Transcripts and interviews: paragraphs that begin with who speaks and a colon.

use std::collections::BTreeMap;
use std::ops::Range;

use super::extract::{Draft, RULES};
use crate::language::{Analysis, WordKind};
use crate::model::Form;

/// Most words of a label: "HARBOUR MASTER INES CALDER".
const LABEL: usize = 6;

/// Adds the turns of a transcript to what was found in its sentences: what somebody says that others said is made inside
/// the turn. A text is a transcript when two labels or more begin its paragraphs and one of them comes again.
pub(super) fn with_turns(analysis: &Analysis<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let turns = turns(analysis);
    if turns.is_empty() {
        return drafts;
    }
    let mut found: Vec<Draft> = Vec::with_capacity(drafts.len() + turns.len());
    let mut turns = turns.into_iter().peekable();
    // Where each draft goes, and the turn that the current block is.
    let mut moved: Vec<Option<usize>> = Vec::with_capacity(drafts.len());
    let mut turn: Option<usize> = None;
    let mut turn_of: Vec<Option<usize>> = Vec::with_capacity(drafts.len() + turns.len());
    for draft in drafts {
        while let Some(next) = turns.next_if(|next| next.block <= draft.block) {
            turn = Some(found.len());
            found.push(next);
            turn_of.push(None);
        }
        let within = turn.filter(|&turn| found[turn].block == draft.block);
        // The label's colon was read as a cue.
        if within.is_some_and(|turn| draft.cue.is_some() && found[turn].cue == draft.cue) {
            moved.push(None);
            continue;
        }
        // The outlet does not speak in a turn.
        let stays = within.is_none() || draft.cue.is_some();
        moved.push(stays.then_some(found.len()));
        if stays {
            found.push(draft);
            turn_of.push(within);
        }
    }
    for (draft, &turn) in
        found.iter_mut().zip(&turn_of).filter(|(draft, _)| draft.cue.is_some() || draft.within.is_some())
    {
        draft.within = draft.within.and_then(|outer| moved.get(outer).copied().flatten()).or(turn);
    }
    found.extend(turns);
    found
}

fn turns(analysis: &Analysis<'_>) -> Vec<Draft> {
    let mut blocks: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    for sentence in &analysis.sentences {
        let body = analysis.article.blocks.get(sentence.block).is_some_and(|block| block.label.is_body());
        if body {
            blocks.entry(sentence.block).or_insert(sentence.words.clone()).end = sentence.words.end;
        }
    }
    let labelled: Vec<(usize, Range<usize>, usize)> = blocks
        .into_iter()
        .filter_map(|(block, words)| label(analysis, &words).map(|colon| (block, words, colon)))
        .collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (_, words, colon) in &labelled {
        *times.entry(name(analysis, words.start..*colon)).or_default() += 1;
    }
    if times.len() < 2 || times.values().all(|&n| n < 2) {
        return Vec::new();
    }
    labelled.into_iter().map(|(block, words, colon)| turn(analysis, block, words, colon)).collect()
}

fn name(analysis: &Analysis<'_>, label: Range<usize>) -> String {
    label.map(|at| analysis.lower(at)).collect::<Vec<_>>().join(" ")
}

/// The colon after a name or office at the head of a paragraph, with words behind it.
fn label(analysis: &Analysis<'_>, words: &Range<usize>) -> Option<usize> {
    let colon = words.clone().take(LABEL + 1).find(|&at| analysis.word(at) == ":")?;
    let kind = |at: usize| analysis.words.get(at).map(|word| word.kind);
    let named = (words.start..colon).all(|at| {
        let joins = matches!(analysis.lower(at), "of" | "the" | "for" | "," | "." | "-" | "(" | ")");
        joins || kind(at) != Some(WordKind::Mark) && analysis.word(at).starts_with(char::is_uppercase)
    });
    let first = analysis.word(words.start).starts_with(char::is_uppercase);
    let says = (colon + 1..words.end).any(|at| kind(at) == Some(WordKind::Letters));
    (named && first && says).then_some(colon)
}

fn turn(analysis: &Analysis<'_>, block: usize, words: Range<usize>, colon: usize) -> Draft {
    // "Q:" and "A:" name nobody.
    let nameless = matches!(analysis.lower(words.start), "q" | "a" | "question" | "answer") && colon == words.start + 1;
    let said = colon + 1..words.end;
    Draft {
        source: (!nameless).then_some(words.start..colon),
        cue: Some(colon..colon + 1),
        content: vec![said],
        addressee: None,
        form: Form::Direct,
        probability: RULES,
        within: None,
        unit: words,
        block,
        continues: false,
    }
}
