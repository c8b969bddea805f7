//! A source that can be read a second time from a mark on.

use std::io::{self, BufRead, Read};

/// Bytes kept behind a mark; further on there is no way back.
const KEPT: usize = 4 << 20;

/// A source that keeps what was read since the last mark.
pub(super) struct Marked<R> {
    inner: R,
    /// What is kept; read again from `at`.
    kept: Vec<u8>,
    /// The mark, in `kept`.
    mark: usize,
    at: usize,
    /// False when more was read since the mark than is kept.
    whole: bool,
    /// Bytes taken from `inner`.
    taken: u64,
    /// Bytes that were read again, all in all.
    again: u64,
    /// True when `inner` failed.
    failed: bool,
}

impl<R: BufRead> Marked<R> {
    pub fn new(inner: R) -> Self {
        Self { inner, kept: Vec::new(), mark: 0, at: 0, whole: true, taken: 0, again: 0, failed: false }
    }

    /// Where the next byte stands in the source.
    pub fn position(&self) -> u64 {
        self.taken - (self.kept.len() - self.at) as u64
    }

    /// True when the source itself failed: there is nothing to be mended by reading on.
    pub fn failed(&self) -> bool {
        self.failed
    }

    /// Keeps what is read from here on.
    pub fn mark(&mut self) {
        if self.at == self.kept.len() {
            self.kept.clear();
            self.at = 0;
        }
        self.mark = self.at;
        self.whole = true;
    }

    /// Back to the mark; false when that is too far, or when more was read again than once: whatever a source holds, all
    /// of it is read in linear time.
    pub fn back(&mut self) -> bool {
        let length = (self.at - self.mark) as u64;
        let may = self.whole && self.again + length <= self.taken + KEPT as u64;
        if may {
            self.again += length;
            self.at = self.mark;
        }
        may
    }

    /// The next bytes, without taking them; fewer only at the end of the source.
    pub fn peek<const N: usize>(&mut self) -> io::Result<Option<[u8; N]>> {
        self.mark();
        let mut bytes = [0; N];
        let found = match self.read_exact(&mut bytes) {
            Ok(()) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(error) => return Err(error),
        };
        self.at = self.mark;
        Ok(found)
    }
}

impl<R: BufRead> BufRead for Marked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.kept.len() {
            return Ok(self.kept.get(self.at..).unwrap_or_default());
        }
        let filled = self.inner.fill_buf();
        self.failed |= filled.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted);
        filled
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.kept.len() {
            self.at += amount;
            return;
        }
        if self.whole && self.kept.len() - self.mark + amount <= KEPT {
            // What was filled is there without reading.
            let filled = self.inner.fill_buf().unwrap_or_default();
            self.kept.extend_from_slice(filled.get(..amount).unwrap_or(filled));
        } else {
            self.whole = false;
            self.kept.clear();
            self.mark = 0;
        }
        self.at = self.kept.len();
        self.inner.consume(amount);
        self.taken += amount as u64;
    }
}

impl<R: BufRead> Read for Marked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let filled = self.fill_buf()?;
        let length = filled.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), filled.get(..length)) {
            to.copy_from_slice(from);
        }
        self.consume(length);
        Ok(length)
    }
}
