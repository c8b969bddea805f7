//! Articles as sequences of folded words, with a fingerprint at each.

use std::ops::Range;
use std::sync::LazyLock;

use super::fingerprint::{Hasher, SEED, WordSet, fold_each, winnow};
use crate::language::{Analysis, Sentence, WordKind};
use crate::model::{Article, Id, Label, Span};

/// What a token is.
pub(super) mod flag {
    /// A function word.
    pub const STOP: u8 = 1;
    /// Starts with a capital.
    pub const CAPITAL: u8 = 2;
    /// Starts with a digit.
    pub const DIGIT: u8 = 4;
    /// Inside quotation marks.
    pub const QUOTED: u8 = 8;
    /// In the headline.
    pub const TITLE: u8 = 16;
    /// A word that nobody writes: letters of two alphabets, invisible characters, a digit among small letters.
    pub const ODD: u8 = 32;
    /// A mark stands between this word and the one before, or it is the first of its sentence.
    pub const APART: u8 = 64;
}

/// The words of an article as they are compared: folded, without marks and possessive endings. 18 bytes a word.
pub(super) struct Tokens<'a> {
    /// Where they come from.
    pub article: &'a Article,
    /// Hash of the folded letters.
    pub hashes: Vec<u32>,
    /// Fingerprint that starts here; 0 at the end of the text, and where it has stood several times before.
    pub seeds: Vec<u32>,
    /// Number of folded letters.
    pub lengths: Vec<u8>,
    /// See [`flag`].
    pub flags: Vec<u8>,
    /// Bytes of each word in the article's text. A word may be in pieces that invisible characters cut apart, and has its
    /// possessive ending.
    bytes: Vec<(u32, u32)>,
    sentences: Vec<Piece>,
    paragraphs: Vec<Piece>,
}

/// A sentence or paragraph.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Its first token.
    first: u32,
    /// Its bytes, marks included.
    bytes: (u32, u32),
}

impl<'a> Tokens<'a> {
    /// Folds the words of an article. Linear.
    pub fn of(analysis: &Analysis<'a>) -> Self {
        let size = analysis.words.len();
        let mut tokens = Self {
            article: analysis.article,
            hashes: Vec::new(),
            seeds: Vec::new(),
            lengths: Vec::new(),
            flags: Vec::with_capacity(size),
            bytes: Vec::with_capacity(size),
            sentences: Vec::with_capacity(analysis.sentences.len()),
            paragraphs: Vec::with_capacity(analysis.article.blocks.len()),
        };
        let mut hasher = Hasher::with_capacity(size);
        let mut quotation = Quotation::default();
        let mut block = usize::MAX;
        for sentence in &analysis.sentences {
            let first = tokens.len();
            if sentence.block != block {
                (block, quotation) = (sentence.block, Quotation::default());
            }
            tokens.push_sentence(analysis, sentence, &mut quotation, &mut hasher);
            if tokens.len() > first {
                let bytes = analysis.bytes(sentence.words.clone());
                let piece = Piece { first: first as u32, bytes: (bytes.start as u32, bytes.end as u32) };
                tokens.sentences.push(piece);
                let of_block = analysis.article.text.bytes(analysis.article.blocks[block].span);
                let bytes = (of_block.start as u32, of_block.end as u32);
                if tokens.paragraphs.last().is_none_or(|p| p.bytes != bytes) {
                    tokens.paragraphs.push(Piece { first: first as u32, bytes });
                }
            }
        }
        (tokens.hashes, tokens.lengths, tokens.seeds) = hasher.finish();
        for (flags, &hash) in tokens.flags.iter_mut().zip(&tokens.hashes) {
            if FUNCTION_WORDS.contains(hash) {
                *flags |= flag::STOP;
            }
        }
        tokens
    }

    fn push_sentence(
        &mut self,
        analysis: &Analysis<'a>,
        sentence: &Sentence,
        quotation: &mut Quotation,
        hasher: &mut Hasher,
    ) {
        let text = analysis.article.text.as_str();
        let title = analysis.article.blocks[sentence.block].label == Label::Title;
        let headline = if title { flag::TITLE } else { 0 };
        let first = self.len();
        let mut apart = flag::APART;
        for word in &analysis.words[sentence.words.clone()] {
            let slice = &text[word.bytes()];
            let kind = match word.kind {
                WordKind::Letters => 0,
                WordKind::Digits => flag::DIGIT,
                WordKind::Mark => {
                    quotation.see(slice);
                    apart = flag::APART;
                    continue;
                }
                WordKind::Clitic => {
                    apart = flag::APART;
                    if let Some(last) = self.bytes[first..].last_mut() {
                        last.1 = word.end;
                    }
                    continue;
                }
            };
            if let Some(last) = self.bytes[first..].last_mut() {
                let between = &text[last.1 as usize..word.start as usize];
                if !between.is_empty() && between.chars().all(is_invisible) {
                    last.1 = word.end;
                    if let (0, Some(flags)) = (kind, self.flags.last_mut()) {
                        *flags |= flag::ODD;
                    }
                    hasher.letters(slice);
                    continue;
                }
            }
            hasher.begin();
            hasher.letters(slice);
            let capital = if slice.starts_with(char::is_uppercase) { flag::CAPITAL } else { 0 };
            let odd = if is_odd(slice) { flag::ODD } else { 0 };
            self.bytes.push((word.start, word.end));
            self.flags.push(kind | capital | headline | quotation.flag() | odd | apart);
            apart = 0;
        }
    }

    /// The fingerprints that go into the index, with their tokens: about two in five, and none across two paragraphs,
    /// so that the order of a page's footers makes no rare fingerprints. Articles that share some are then compared by
    /// all of theirs.
    pub fn sampled(&self) -> Vec<(u32, u32)> {
        let mut kept = Vec::with_capacity(self.len() / 2 + 8);
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            let start = paragraph.first as usize;
            let mut end = self.paragraphs.get(index + 1).map_or(self.len(), |next| next.first as usize);
            let mut letters = 0;
            while end > start && letters < SEED {
                end -= 1;
                letters += usize::from(self.lengths[end]);
            }
            if letters >= SEED {
                winnow(&self.seeds[start..=end], start as u32, &mut kept);
            }
        }
        kept
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Id of the article.
    pub fn id(&self) -> Id {
        self.article.id
    }

    /// True when the token has a flag.
    pub fn is(&self, token: usize, flag: u8) -> bool {
        self.flags.get(token).is_some_and(|f| f & flag != 0)
    }

    /// How much a shared token says: little for a function word.
    pub fn weight(&self, token: usize) -> f32 {
        if self.is(token, flag::STOP) { 0.3 } else { 1.0 }
    }

    /// The tokens of the sentence that a token is in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.piece(&self.sentences, token)
    }

    /// The tokens of the paragraph that a token is in.
    pub fn paragraph(&self, token: usize) -> Range<usize> {
        self.piece(&self.paragraphs, token)
    }

    fn piece(&self, pieces: &[Piece], token: usize) -> Range<usize> {
        let next = pieces.partition_point(|piece| piece.first as usize <= token);
        let start = pieces.get(next.wrapping_sub(1)).map_or(0, |piece| piece.first as usize);
        start..pieces.get(next).map_or(self.len(), |piece| piece.first as usize)
    }

    /// The bytes of a run of tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (self.bytes.get(tokens.start), self.bytes.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.0 as usize..last.1 as usize,
            _ => 0..0,
        }
    }

    /// The span of a run of tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        self.article.text.span(self.bytes(tokens))
    }

    /// The span of a run of tokens; a sentence at either end that is whole comes with its quotation marks and full stop.
    pub fn span_with_marks(&self, tokens: Range<usize>) -> Span {
        let mut bytes = self.bytes(tokens.clone());
        if tokens.is_empty() {
            return self.article.text.span(bytes);
        }
        let piece = |token: usize| self.sentences[self.sentences.partition_point(|s| s.first as usize <= token) - 1];
        let first = piece(tokens.start);
        if first.first as usize == tokens.start {
            bytes.start = first.bytes.0 as usize;
        }
        if self.sentence(tokens.end - 1).end == tokens.end {
            bytes.end = piece(tokens.end - 1).bytes.1 as usize;
        }
        self.article.text.span(bytes)
    }

    /// The tokens that lie wholly in a span of the article.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let bytes = self.article.text.bytes(span);
        let start = self.bytes.partition_point(|b| (b.0 as usize) < bytes.start);
        let end = self.bytes.partition_point(|b| (b.0 as usize) < bytes.end);
        start..end.max(start)
    }

    /// A word as it stands.
    pub fn word(&self, token: usize) -> &'a str {
        &self.article.text.as_str()[self.bytes(token..token + 1)]
    }

    /// The folded letters of a token.
    pub fn letters(&self, token: usize) -> Vec<char> {
        let length = usize::from(self.lengths[token]);
        let mut letters = Vec::with_capacity(length);
        fold_each(self.word(token), |letter| letters.push(letter));
        // Without its possessive ending.
        letters.truncate(length);
        letters
    }
}

/// Whether the text is inside quotation marks; a quotation left open ends with its block.
#[derive(Default)]
struct Quotation {
    open: bool,
    /// Opened by two single marks.
    by_singles: bool,
}

impl Quotation {
    fn see(&mut self, mark: &str) {
        match mark {
            "\"" => *self = Self { open: !self.open, by_singles: false },
            "“" | "«" | "„" => self.open = true,
            "”" | "»" => *self = Self::default(),
            // Two single marks may stand for a double one, or for a title inside a quotation.
            "''" | "``" if !self.open => *self = Self { open: true, by_singles: true },
            "''" | "``" if self.by_singles => *self = Self::default(),
            _ => {}
        }
    }

    fn flag(&self) -> u8 {
        if self.open { flag::QUOTED } else { 0 }
    }
}

/// Zero-width characters and soft hyphens.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// See [`flag::ODD`].
fn is_odd(word: &str) -> bool {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        return bytes.len() > 2
            && bytes[0].is_ascii_alphabetic()
            && bytes.windows(2).any(|p| p[0].is_ascii_lowercase() && p[1].is_ascii_digit());
    }
    let (mut latin, mut other) = (false, false);
    for c in word.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => latin = true,
            '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' => other = true,
            '\u{ff10}'..='\u{ff5a}' | '\u{300}'..='\u{36f}' => return true,
            _ => {}
        }
    }
    latin && other
}

/// English words that every text shares with every other.
static FUNCTION_WORDS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(
        "a about after again against all also am an and any are aren as at be because been before \
    being between both but by can could did do does during each even few for from further had has have he her here \
    hers him his how i if in into is it its just like many may me might more most much must my no nor not now of off on \
    one only or other our out over own re said same say says she should since so some such than that the their them \
    then there these they this those through to told too two under until up upon us very was we were what when where \
    which while who whom whose why will with within without would year years you your"
        .split_whitespace(),
    )
});
