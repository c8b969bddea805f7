//! Words and sentences of an article's title and body.

use std::ops::Range;

use doublecheck_facts::Words;
pub use doublecheck_facts::{Word, WordKind};

use crate::model::{Article, Label, Span};

/// A sentence: a run of words inside one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as indexes into [`Analysis::words`].
    pub words: Range<usize>,
    /// The block it stands in, as an index into [`Article::blocks`].
    pub block: usize,
}

/// An article's words and sentences, found once and shared by every room.
///
/// Only the title, subheads and body are analysed. Time and memory are linear in the text: about 12 bytes a word.
pub struct Analysis<'a> {
    /// The article.
    pub article: &'a Article,
    /// Words in text order.
    pub words: Words<'a>,
    /// Sentences in text order; every word is in exactly one.
    pub sentences: Vec<Sentence>,
}

impl<'a> Analysis<'a> {
    /// Splits the title and body of an article.
    pub fn of(article: &'a Article) -> Self {
        let mut words = Words::in_text(article.text.as_str());
        let mut sentences: Vec<Sentence> = Vec::new();
        for (block, at) in article.blocks.iter().enumerate() {
            if at.label == Label::Title || at.label.is_body() {
                words.add(article.text.bytes(at.span));
                let new = &words.sentences()[sentences.len()..];
                sentences.extend(new.iter().map(|words| Sentence { words: words.clone(), block }));
            }
        }
        Self { article, words, sentences }
    }

    /// The word as it stands.
    pub fn word(&self, index: usize) -> &'a str {
        self.words.word(index)
    }

    /// The word in lower case; empty beyond the last word.
    pub fn lower(&self, index: usize) -> &str {
        self.words.lower(index)
    }

    /// The whole text in lower case, byte for byte in step with the article's text.
    pub fn lower_text(&self) -> &str {
        self.words.lower_text()
    }

    /// The span from the first to the last word of a run of words.
    pub fn span(&self, words: Range<usize>) -> Span {
        self.article.text.span(self.bytes(words))
    }

    /// The bytes from the first to the last word of a run of words.
    pub fn bytes(&self, words: Range<usize>) -> Range<usize> {
        self.words.bytes(words)
    }

    /// The words that lie wholly inside a byte range.
    pub fn words_in(&self, bytes: Range<usize>) -> Range<usize> {
        self.words.words_in(bytes)
    }

    /// The sentence a word is in, as an index into `sentences`.
    pub fn sentence_of(&self, word: usize) -> Option<usize> {
        self.words.sentence_of(word)
    }
}

/// The beginning of the sentence that is going on at the end of a text: what follows its last full stop or other mark that ends a
/// sentence. Of a text without any it is the last [`NEAR`] bytes: who asks wants the words nearby, and may ask at every word.
pub fn sentence_so_far(before: &str) -> &str {
    let from = before.len().saturating_sub(NEAR);
    let from = (from..=before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let near = &before[from..];
    near.rsplit(['.', '!', '?', ';']).next().unwrap_or(near)
}

/// Bytes that [`sentence_so_far`] looks back.
pub const NEAR: usize = 400;
