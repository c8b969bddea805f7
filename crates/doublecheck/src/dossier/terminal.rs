//! Text on a terminal: width, colour, and nothing in it that the terminal would obey.
//!
//! Every word of the terminal forms goes through [`Sheet`], which escapes control characters of the texts it is given:
//! an article cannot move the cursor, change colours or hide words by direction marks.

use std::borrow::Cow;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// A narrower terminal is treated as this wide.
const NARROWEST: usize = 32;
/// On a wider terminal lines stay this long: longer ones are hard to read.
const WIDEST: usize = 120;

/// How a text is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to use ANSI colours. Nothing is said by colour alone.
    pub colour: bool,
}

impl Look {
    /// No colours: for files, pipes and tests.
    pub fn plain(width: usize) -> Self {
        Self { width, colour: false }
    }

    pub(super) fn columns(self) -> usize {
        self.width.clamp(NARROWEST, WIDEST)
    }

    /// True where two columns of words fit beside each other.
    pub(super) fn is_wide(self) -> bool {
        self.width >= 80
    }
}

/// What a piece of text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Faint,
    Label,
    Warning,
    Against,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Strong => Style::new().bold(),
            Self::Faint => Style::new().dimmed(),
            Self::Label => AnsiColor::Cyan.on_default(),
            Self::Warning => AnsiColor::Yellow.on_default(),
            Self::Against => AnsiColor::Red.on_default(),
        }
    }
}

/// A piece of a line.
pub(super) type Piece<'a> = (Ink, &'a str);

/// Lines in the making.
pub(super) struct Sheet {
    look: Look,
    text: String,
}

impl Sheet {
    pub(super) fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// An empty line, unless nothing or an empty line stands before it.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph that begins with `lead` at column `indent`; its words start at column `hang` on every line.
    pub(super) fn put(&mut self, indent: usize, hang: usize, lead: Piece, body: &[Piece]) {
        let lines = self.wrap(body, self.look.columns().saturating_sub(hang));
        self.lead(indent, hang, lead);
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                let _ = write!(self.text, "{:hang$}", "");
            }
            self.text.push_str(line);
            self.end_line();
        }
    }

    /// Like [`put`](Self::put), with `aside` at the right edge of the first line. On a narrow terminal it follows below.
    pub(super) fn put_beside(&mut self, indent: usize, hang: usize, lead: Piece, body: &[Piece], aside: Piece) {
        if !self.look.is_wide() {
            self.put(indent, hang, lead, body);
            self.put(hang, hang, (Ink::Plain, ""), &[aside]);
            return;
        }
        let aside_width = display_width(&escaped(aside.1));
        let width = self.look.columns().saturating_sub(hang + aside_width + 2);
        let lines = self.wrap(body, width);
        self.lead(indent, hang, lead);
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                let _ = write!(self.text, "{:hang$}", "");
            }
            self.text.push_str(line);
            if n == 0 {
                let pad = (width + 2).saturating_sub(display_width(line));
                let _ = write!(self.text, "{:pad$}", "");
                self.text.push_str(&self.paint(aside));
            }
            self.end_line();
        }
    }

    fn lead(&mut self, indent: usize, hang: usize, lead: Piece) {
        let painted = self.paint(lead);
        let used = indent + display_width(&painted);
        let _ = write!(self.text, "{:indent$}{painted}", "");
        if used < hang {
            let pad = hang - used;
            let _ = write!(self.text, "{:pad$}", "");
        } else if used > hang {
            // A lead that does not fit takes a line of its own.
            self.end_line();
            let _ = write!(self.text, "{:hang$}", "");
        }
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    fn paint(&self, (ink, text): Piece) -> String {
        let text = escaped(text);
        let style = ink.style();
        if self.look.colour && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.into_owned() }
    }

    fn wrap(&self, pieces: &[Piece], width: usize) -> Vec<String> {
        let text: String = pieces.iter().map(|piece| self.paint(*piece)).collect();
        let options = Options::new(width.max(8))
            .wrap_algorithm(WrapAlgorithm::FirstFit)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation);
        textwrap::wrap(&text, options).into_iter().map(|line| line.replace(TIE, " ")).collect()
    }
}

/// The text on one line, with nothing in it that a terminal would obey: runs of line breaks and tabs become a space,
/// other control characters and direction overrides are written as `\u{1b}`.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c.is_control() || is_direction_override(c)) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' if line.ends_with(' ') => {}
            '\n' | '\r' | '\t' => line.push(' '),
            c if c.is_control() || is_direction_override(c) => line.extend(c.escape_unicode()),
            c => line.push(c),
        }
    }
    Cow::Owned(line)
}

/// Marks that reorder the words shown after them (Unicode Standard Annex 9), and the line and paragraph separators.
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A blank at which no line is broken.
const TIE: char = '\u{a0}';

/// A short text that stays on one line.
pub(super) fn tied(text: &str) -> String {
    text.replace(' ', "\u{a0}")
}

/// The beginning of a text, at most `columns` wide, with an ellipsis where something was left off.
pub(super) fn clip(text: &str, columns: usize) -> String {
    let text = escaped(text);
    if display_width(&text) <= columns {
        return text.into_owned();
    }
    let mut width = 0;
    let mut kept = String::new();
    for c in text.chars() {
        width += display_width(c.encode_utf8(&mut [0; 4]));
        if width + 1 > columns {
            break;
        }
        kept.push(c);
    }
    // Back to the last whole word, unless that costs more than a third.
    if let Some(space) = kept.rfind(' ').filter(|space| space * 3 >= kept.len() * 2) {
        kept.truncate(space);
    }
    kept.truncate(kept.trim_end_matches([' ', ',', ';', ':']).len());
    kept.push('…');
    kept
}

/// `text` filled with blanks to `columns`.
pub(super) fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(display_width(text));
    format!("{text}{:blanks$}", "")
}
