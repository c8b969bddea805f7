//! The tags and text of a page, by the standard's tokenizer.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Readable, Reader, Span, Tokenizer};

/// Hands on what a page consists of, in order, with its place in bytes.
pub(super) fn tokens(html: &str, mut seen: impl FnMut(CallbackEvent<'_>, Span<usize>)) {
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, place: Span<usize>| -> Option<()> {
        seen(event, place);
        None
    });
    emitter.naively_switch_states(true);
    let html = self_closed(html);
    let rested = Rested { inner: html.as_ref().to_reader(), quote: false, quotes: 0 };
    for rest in Tokenizer::new_with_emitter(rested, Unchecked(emitter)) {
        // After a rest it goes on where it was.
        let (Ok(()) | Err(Rest)) = rest;
    }
}

/// The tokenizer goes from the end of one quoted attribute into the next without coming back, so that a tag of some ten
/// thousand attributes would use up the stack. It comes back for an error of its reader, and goes on when asked for more:
/// the reader reports one each time so many values have ended, before the byte that follows.
struct Rested<R> {
    inner: R,
    /// A quotation mark was the last thing read.
    quote: bool,
    /// How many since the last rest.
    quotes: u32,
}

/// Values after which the tokenizer comes back.
const VALUES_AT_ONCE: u32 = 64;

#[derive(Debug, thiserror::Error)]
#[error("no error: the tokenizer comes back")]
struct Rest;

impl<R: Reader<Error = Infallible>> Reader for Rested<R> {
    type Error = Rest;

    #[inline(always)]
    fn read_byte(&mut self) -> Result<Option<u8>, Rest> {
        if std::mem::take(&mut self.quote) && self.quotes >= VALUES_AT_ONCE {
            self.quotes = 0;
            return Err(Rest);
        }
        let Ok(byte) = self.inner.read_byte();
        Ok(byte)
    }

    #[inline(always)]
    fn try_read_string(&mut self, words: &[u8], case_sensitive: bool) -> Result<bool, Rest> {
        self.quote = false;
        let Ok(read) = self.inner.try_read_string(words, case_sensitive);
        Ok(read)
    }

    #[inline(always)]
    fn read_until<'b>(&'b mut self, needle: &[u8], buffer: &'b mut [u8; 4]) -> Result<Option<&'b [u8]>, Rest> {
        let Ok(read) = self.inner.read_until(needle, buffer);
        self.quote = read == Some(b"\"");
        self.quotes += u32::from(self.quote);
        Ok(read)
    }
}

/// Leaves out the check of every character for errors of the markup, which nobody asks for: a tenth of the tokenizer's time.
struct Unchecked<E>(E);

impl<E: Emitter> ForwardingEmitter for Unchecked<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = E::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: html5gum::Error) {}
}

/// In a drawing a title or style may close itself. The tokenizer knows no drawings and would take the rest of the page for
/// its text, so that such tags get another name, of the same length.
fn self_closed(html: &str) -> Cow<'_, str> {
    let mut html = Cow::Borrowed(html);
    for (tag, name) in [("<title/>", "<titel/>"), ("<title />", "<titel />"), ("<style/>", "<stile/>")] {
        if html.contains(tag) {
            html = Cow::Owned(html.replace(tag, name));
        }
    }
    html
}
