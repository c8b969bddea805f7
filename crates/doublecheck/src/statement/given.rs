//! Statements whose words are known already: from annotations, or from another program.

use std::ops::Range;

use super::extract::Draft;
use crate::language::{Analysis, Quotation, WordKind, quotations};
use crate::model::{Form, Span};

/// The words of one statement of an article, as code points of its text. Words that a span cuts are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The words that name who speaks, if any.
    pub source: Option<Span>,
    /// The words that say that something is said.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// To whom.
    pub addressee: Option<Span>,
}

/// The statements of one article as drafts in text order; beside each, its place in what was given.
pub(super) fn drafts(analysis: &Analysis<'_>, given: &[Given]) -> Vec<(Draft, usize)> {
    let quoted = quoted_words(analysis);
    let mut drafts: Vec<(Draft, usize)> =
        given.iter().enumerate().map(|(place, given)| (draft(analysis, given, &quoted), place)).collect();
    drafts.sort_by_key(|(draft, place)| (position(draft), *place));
    let mut found: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut places = Vec::with_capacity(drafts.len());
    for (draft, place) in drafts {
        found.push(draft);
        places.push(place);
    }
    enclose(&mut found);
    found.into_iter().zip(places).collect()
}

/// Links every statement to the smallest other one in whose content it is made. Linear in the words.
pub(super) fn enclose(drafts: &mut [Draft]) {
    let length = |draft: &Draft| draft.content.iter().map(Range::len).sum::<usize>();
    let words = drafts.iter().flat_map(|d| &d.content).map(|c| c.end).max().unwrap_or(0);
    // The smallest and the second smallest statement that hold a word: one of them may be the inner one itself.
    let mut holders: Vec<[Option<usize>; 2]> = vec![[None; 2]; words];
    // The outlet's own voice holds nobody else's words.
    let mut longest_first: Vec<usize> = (0..drafts.len()).filter(|&d| drafts[d].form != Form::Narration).collect();
    longest_first.sort_by_key(|&d| (std::cmp::Reverse(length(&drafts[d])), std::cmp::Reverse(d)));
    for draft in longest_first {
        for word in drafts[draft].content.iter().cloned().flatten() {
            holders[word] = [Some(draft), holders[word][0]];
        }
    }
    let lengths: Vec<usize> = drafts.iter().map(length).collect();
    for inner in 0..drafts.len() {
        let holders = holders.get(position(&drafts[inner])).copied().unwrap_or_default();
        // Only a longer one holds another, so that no two hold each other.
        drafts[inner].within = holders.into_iter().flatten().find(|&outer| lengths[outer] > lengths[inner]);
    }
}

fn draft(analysis: &Analysis<'_>, given: &Given, quoted: &[Quotation]) -> Draft {
    let words = |span: Span| {
        let words = analysis.words_in(analysis.article.text.bytes(span));
        (!words.is_empty()).then_some(words)
    };
    let content = given.content.iter().copied().filter_map(words).collect();
    Draft {
        addressee: given.addressee.and_then(words),
        probability: 1.0,
        ..of_parts(analysis, given.source.and_then(words), given.cue.and_then(words), content, quoted)
    }
}

/// A draft of its parts, the sentences that hold them, and the marks around its words.
pub(super) fn of_parts(
    analysis: &Analysis<'_>,
    source: Option<Range<usize>>,
    cue: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    quoted: &[Quotation],
) -> Draft {
    let pieces = || source.iter().chain(&cue).chain(&content);
    let first = pieces().map(|piece| piece.start).min().unwrap_or(0);
    let last = pieces().map(|piece| piece.end).max().unwrap_or(first);
    let sentence = |word: usize| analysis.sentence_of(word).map(|s| &analysis.sentences[s]);
    let unit = sentence(first).map_or(first, |s| s.words.start)
        ..sentence(last.saturating_sub(1)).map_or(last, |s| s.words.end);
    let at = cue.as_ref().or(source.as_ref()).map_or(first, |piece| piece.start);
    Draft {
        form: form(analysis, &content, quoted),
        addressee: None,
        probability: 1.0,
        within: None,
        block: sentence(at).map_or(0, |s| s.block),
        continues: false,
        unit,
        source,
        cue,
        content,
    }
}

pub(super) fn position(draft: &Draft) -> usize {
    let lead = draft.cue.as_ref().or(draft.source.as_ref());
    lead.or(draft.content.first()).map_or(0, |piece| piece.start)
}

pub(super) fn quoted_words(analysis: &Analysis<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for block in analysis.sentences.chunk_by(|a, b| a.block == b.block) {
        if let (Some(first), Some(last)) = (block.first(), block.last()) {
            found.extend(quotations(analysis, first.words.start..last.words.end));
        }
    }
    found
}

fn form(analysis: &Analysis<'_>, content: &[Range<usize>], quoted: &[Quotation]) -> Form {
    let is_quoted = |word: usize| {
        let after = quoted.partition_point(|q| q.marked.end <= word);
        quoted.get(after).is_some_and(|q| q.marked.contains(&word))
    };
    let is_word = |word: &usize| analysis.words.get(*word).is_some_and(|w| w.kind != WordKind::Mark);
    let words: Vec<usize> = content.iter().cloned().flatten().filter(is_word).collect();
    match words.iter().filter(|word| is_quoted(**word)).count() {
        0 => Form::Indirect,
        all if all == words.len() => Form::Direct,
        _ => Form::Mixed,
    }
}
