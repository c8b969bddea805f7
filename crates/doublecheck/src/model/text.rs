//! Texts and the spans that point into them.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A stretch of an article's text: **Unicode code points**, end exclusive.
///
/// Code points, because every language a partner may use counts them alike; bytes and UTF-16 units do not travel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// Number of code points.
    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// True when the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// True when `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least one code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// How many code points lie between two marks of a [`Text`].
const STRIDE: usize = 64;

/// A string that knows its code points.
///
/// Rooms work on bytes (`as_str`), the model speaks in [`Span`]s; [`Text::span`] and [`Text::bytes`] convert.
/// ASCII texts convert for free; others keep one mark per 64 code points, so a conversion costs at most 64 steps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    /// Byte offset of every 64th code point; empty when the text is ASCII.
    marks: Box<[u32]>,
    /// Number of code points.
    len: u32,
}

impl Text {
    /// Takes a string over. Texts beyond 4 GiB are cut there, on a character.
    pub fn new(mut string: String) -> Self {
        if string.len() > u32::MAX as usize {
            let mut cut = u32::MAX as usize;
            while !string.is_char_boundary(cut) {
                cut -= 1;
            }
            string.truncate(cut);
        }
        if string.is_ascii() {
            return Self { len: string.len() as u32, string, marks: Box::default() };
        }
        let mut marks = Vec::with_capacity(string.len() / STRIDE + 1);
        let mut len = 0usize;
        for (byte, _) in string.char_indices() {
            if len.is_multiple_of(STRIDE) {
                marks.push(byte as u32);
            }
            len += 1;
        }
        Self { len: len as u32, string, marks: marks.into() }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Number of code points.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// True for the empty text.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The words a span points to. A span that reaches past the end is cut there.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.bytes(span)]
    }

    /// Byte range of a span, cut at the text's end; always on character boundaries.
    pub fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start);
        start..self.byte(span.end).max(start)
    }

    /// Span of a byte range. Offsets inside a character are moved back to its start.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        let start = self.point(bytes.start);
        Span { start, end: self.point(bytes.end).max(start) }
    }

    fn byte(&self, point: u32) -> usize {
        let point = point.min(self.len) as usize;
        if self.marks.is_empty() {
            return point;
        }
        if point == self.len as usize {
            return self.string.len();
        }
        let base = self.marks[point / STRIDE] as usize;
        self.string[base..].char_indices().nth(point % STRIDE).map_or(self.string.len(), |(i, _)| base + i)
    }

    fn point(&self, byte: usize) -> u32 {
        let mut byte = byte.min(self.string.len());
        if self.marks.is_empty() {
            return byte as u32;
        }
        while !self.string.is_char_boundary(byte) {
            byte -= 1;
        }
        let mark = self.marks.partition_point(|&m| m as usize <= byte).saturating_sub(1);
        let base = self.marks[mark] as usize;
        (mark * STRIDE + self.string[base..byte].chars().count()) as u32
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.string)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "A text; spans count its Unicode code points." })
    }
}
