//! Quotations: what stands between quotation marks.

use std::ops::Range;

use super::words::{Analysis, WordKind};

/// A stretch in quotation marks, inside one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words between the marks.
    pub words: Range<usize>,
    /// The words with the marks; the closing mark may be missing (a quotation that runs on in the next paragraph).
    pub marked: Range<usize>,
}

/// The outermost quotations among a block's words, in text order.
///
/// Knows “…”, «…», "…", ''…'' and ‘…’; an apostrophe is no mark. A mark left open runs to the end of the block.
pub fn quotations(analysis: &Analysis<'_>, block: Range<usize>) -> Vec<Quotation> {
    let mut found = Vec::new();
    // No single mark after this one closes: an apostrophe, and so are all that would open after it.
    let mut single_is_open = false;
    let mut i = block.start;
    while i < block.end {
        let close = match opening(analysis, i, &block) {
            Some(Mark::Single) if single_is_open => {
                i += 1;
                continue;
            }
            Some(close) => close,
            None => {
                i += 1;
                continue;
            }
        };
        let end = (i + 1..block.end).find(|&j| closes(analysis, j, close, &block));
        let inner = i + 1..end.unwrap_or(block.end);
        // A single mark left open is an apostrophe or a foot sign, not a quotation.
        single_is_open |= end.is_none() && close == Mark::Single;
        if end.is_none() && (close == Mark::Single || inner.len() < 3) {
            i += 1;
            continue;
        }
        let marked = i..end.map_or(block.end, |e| e + 1);
        i = marked.end;
        found.push(Quotation { words: inner, marked });
    }
    found
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Curly,
    Low,
    Angle,
    Straight,
    Doubled,
    Single,
}

fn opening(analysis: &Analysis<'_>, at: usize, block: &Range<usize>) -> Option<Mark> {
    let word = analysis.words.get(at)?;
    if word.kind != WordKind::Mark {
        return None;
    }
    let mark = match analysis.word(at) {
        "“" | "‟" => Mark::Curly,
        "„" => Mark::Low,
        "«" => Mark::Angle,
        "\"" => Mark::Straight,
        "''" | "``" => Mark::Doubled,
        "‘" => Mark::Single,
        "'" if at + 1 < block.end && analysis.words[at + 1].start == word.end && apart_before(analysis, at, block) => {
            Mark::Single
        }
        _ => return None,
    };
    Some(mark)
}

fn closes(analysis: &Analysis<'_>, at: usize, mark: Mark, block: &Range<usize>) -> bool {
    match (mark, analysis.word(at)) {
        (Mark::Curly, "”" | "\"")
        | (Mark::Low, "“" | "”" | "\"")
        | (Mark::Angle, "»")
        | (Mark::Straight, "\"" | "”")
        | (Mark::Doubled, "''") => true,
        (Mark::Single, "’" | "'") => !apart_before(analysis, at, block) && apart_after(analysis, at, block),
        _ => false,
    }
}

fn apart_before(analysis: &Analysis<'_>, at: usize, block: &Range<usize>) -> bool {
    at == block.start
        || analysis.words[at - 1].end < analysis.words[at].start
        || analysis.words[at - 1].kind == WordKind::Mark
}

fn apart_after(analysis: &Analysis<'_>, at: usize, block: &Range<usize>) -> bool {
    at + 1 >= block.end
        || analysis.words[at + 1].start > analysis.words[at].end
        || analysis.words[at + 1].kind == WordKind::Mark
}
