//! Compressed files, member by member: gzip (RFC 1952) and Zstandard (RFC 8878), with the dictionary that the draft for
//! `.warc.zst` puts before the first record (<https://iipc.github.io/warc-specifications/specifications/warc-zstd/>).

use std::fmt;
use std::io::{self, BufRead, Cursor, ErrorKind, Read};

use flate2::bufread::GzDecoder;
use ruzstd::decoding::{BlockDecodingStrategy, Dictionary, FrameDecoder};

use super::marked::Marked;

/// Largest dictionary that is read: 16 MiB.
const DICTIONARY: u64 = 16 << 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Folding {
    Gzip,
    Zstd,
}

impl Folding {
    /// By the first bytes of a file.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&GZIP) {
            return Some(Self::Gzip);
        }
        let zstd = bytes.starts_with(&ZSTD) || bytes.first_chunk().is_some_and(|magic| is_skippable(*magic));
        zstd.then_some(Self::Zstd)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

fn is_skippable(magic: [u8; 4]) -> bool {
    magic[0] >> 4 == 5 && magic[1..] == [0x2a, 0x4d, 0x18]
}

/// What was wrong with a member. The source of an [`io::Error`] of kind `InvalidData`, or `UnexpectedEof` for one that is
/// cut short.
#[derive(Debug)]
pub(super) struct Damage {
    folding: Folding,
    /// Byte of the file at which the member begins.
    pub member: u64,
    /// Unfolded bytes before the member.
    pub before: u64,
    /// True when the file ends inside it.
    pub cut: bool,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = if self.cut { "cut short" } else { "damaged" };
        write!(f, "the {} member at byte {} is {fault}", self.folding.name(), self.member)
    }
}

impl std::error::Error for Damage {}

impl Damage {
    /// How the file is compressed.
    pub fn folding(&self) -> &'static str {
        self.folding.name()
    }

    /// What was wrong, where an error is about that.
    pub fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref()?.downcast_ref()
    }
}

/// The unfolded bytes of all members of a file.
///
/// A damaged member ends in an error that [`Damage`] tells more of. Reading then goes on with the next member that begins
/// with the words asked for; where none are asked for, it has ended. Needs memory for one window: a few MiB for files as
/// they are usually written, 128 MiB at most.
pub(super) struct Members<R> {
    folding: Folding,
    state: State<R>,
    /// How a member to go on with begins.
    resume: Option<&'static [u8]>,
    zstd: Frames,
    /// The member being read: its byte in the file, and the unfolded bytes before it.
    member: u64,
    before: u64,
    /// Unfolded bytes so far.
    unfolded: u64,
    /// Unfolded bytes that were read to see how a member begins.
    ahead: Cursor<Vec<u8>>,
}

enum State<R> {
    Between(Marked<R>),
    Gzip(GzDecoder<Marked<R>>),
    Zstd(Marked<R>),
    Ended,
}

impl<R: BufRead> Members<R> {
    pub fn new(source: R, folding: Folding, resume: Option<&'static [u8]>) -> Self {
        Self {
            folding,
            state: State::Between(Marked::new(source)),
            resume,
            zstd: Frames::default(),
            member: 0,
            before: 0,
            unfolded: 0,
            ahead: Cursor::default(),
        }
    }

    /// The next bytes of a member, or of those after it; 0 at the end of the file.
    fn unfold(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let (source, read) = match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Between(mut source) => {
                    source.mark();
                    (self.member, self.before) = (source.position(), self.unfolded);
                    match self.open(&mut source) {
                        Ok(Opened::End) => return Ok(0),
                        Ok(Opened::Padding) => self.state = State::Between(source),
                        Ok(Opened::Member) => self.state = self.inside(source),
                        Err(error) => return Err(self.fault(source, error)),
                    }
                    continue;
                }
                State::Gzip(mut member) => {
                    let read = member.read(buffer);
                    if matches!(read, Ok(1..)) {
                        self.state = State::Gzip(member);
                        return read;
                    }
                    (member.into_inner(), read)
                }
                State::Zstd(mut source) => {
                    let read = self.zstd.read(&mut source, buffer);
                    if matches!(read, Ok(1..)) {
                        self.state = State::Zstd(source);
                        return read;
                    }
                    (source, read)
                }
            };
            match read {
                Ok(_) => self.state = State::Between(source),
                Err(error) => return Err(self.fault(source, error)),
            }
        }
    }

    /// Looks at what comes between members, up to the data of the next.
    fn open(&mut self, source: &mut Marked<R>) -> io::Result<Opened> {
        match source.fill_buf()?.first() {
            None => return Ok(Opened::End),
            Some(0) => {
                source.consume(1);
                return Ok(Opened::Padding);
            }
            Some(_) => {}
        }
        match self.folding {
            Folding::Gzip => match source.peek()? {
                Some(GZIP) => Ok(Opened::Member),
                Some(_) => Err(ErrorKind::InvalidData.into()),
                None => Err(ErrorKind::UnexpectedEof.into()),
            },
            Folding::Zstd => self.zstd.open(source),
        }
    }

    fn inside(&self, source: Marked<R>) -> State<R> {
        match self.folding {
            Folding::Gzip => State::Gzip(GzDecoder::new(source)),
            Folding::Zstd => State::Zstd(source),
        }
    }

    /// Says what was wrong with the member, and looks for one to go on with.
    fn fault(&mut self, mut source: Marked<R>, error: io::Error) -> io::Error {
        if source.failed() {
            return error;
        }
        let at_end = source.fill_buf().is_ok_and(<[u8]>::is_empty);
        let mut damage = Damage {
            folding: self.folding,
            member: self.member,
            before: self.before,
            cut: at_end && error.kind() == ErrorKind::UnexpectedEof,
        };
        if let Some(words) = self.resume
            && self.seek(source, words)
        {
            damage.cut = false;
        }
        io::Error::new(if damage.cut { ErrorKind::UnexpectedEof } else { ErrorKind::InvalidData }, damage)
    }

    /// Goes on with the next member that begins with these words, if there is one.
    fn seek(&mut self, mut source: Marked<R>, words: &[u8]) -> bool {
        // Whoever unfolds a damaged member may run past its end.
        source.back();
        loop {
            let filled = source.fill_buf().map_or(0, <[u8]>::len);
            if filled == 0 {
                return false;
            }
            source.consume(1);
            if !self.find(&mut source) {
                return false;
            }
            source.mark();
            (self.member, self.before) = (source.position(), self.unfolded);
            if !matches!(self.open(&mut source), Ok(Opened::Member)) {
                source.back();
                continue;
            }
            self.state = self.inside(source);
            let mut head = Vec::new();
            while head.len() < words.len() {
                let mut bytes = vec![0; words.len() - head.len()];
                match self.unfold_member(&mut bytes) {
                    Ok(read @ 1..) => head.extend(bytes.iter().take(read)),
                    _ => break,
                }
            }
            if head == words {
                self.ahead = Cursor::new(head);
                return true;
            }
            source = match std::mem::replace(&mut self.state, State::Ended) {
                State::Gzip(member) => member.into_inner(),
                State::Zstd(source) | State::Between(source) => source,
                State::Ended => return false,
            };
            source.back();
        }
    }

    /// The next bytes of this member alone.
    fn unfold_member(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Gzip(member) => member.read(buffer),
            State::Zstd(source) => self.zstd.read(source, buffer),
            State::Between(_) | State::Ended => Ok(0),
        }
    }

    /// Goes to where a member may begin.
    fn find(&self, source: &mut Marked<R>) -> bool {
        let first = match self.folding {
            Folding::Gzip => GZIP[0],
            Folding::Zstd => ZSTD[0],
        };
        while let Ok(filled) = source.fill_buf()
            && !filled.is_empty()
        {
            let Some(at) = filled.iter().position(|byte| *byte == first) else {
                let length = filled.len();
                source.consume(length);
                continue;
            };
            source.consume(at);
            let found = match source.peek() {
                Ok(Some(magic)) => match self.folding {
                    // The only method there is, and no flags that are kept for later.
                    Folding::Gzip => magic[..3] == [GZIP[0], GZIP[1], 8] && magic[3] < 0x20,
                    Folding::Zstd => magic == ZSTD,
                },
                _ => return false,
            };
            if found {
                return true;
            }
            source.consume(1);
        }
        false
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.ahead.read(buffer)? {
            0 if !buffer.is_empty() => self.unfold(buffer)?,
            read => read,
        };
        self.unfolded += read as u64;
        Ok(read)
    }
}

/// What comes next between members.
enum Opened {
    Member,
    Padding,
    End,
}

/// The frames of a Zstandard file.
#[derive(Default)]
struct Frames {
    /// Holds the window from frame to frame.
    decoder: FrameDecoder,
    dictionary: Option<u32>,
    /// What stopped the frame whose last bytes are still handed out.
    fault: Option<ErrorKind>,
}

impl Frames {
    fn open(&mut self, source: &mut Marked<impl BufRead>) -> io::Result<Opened> {
        match source.peek()? {
            Some(ZSTD) => {
                self.fault = None;
                let begun = self.decoder.init(&mut *source).and_then(|()| match self.dictionary {
                    // Frames need not name it.
                    Some(id) => self.decoder.force_dict(id),
                    None => Ok(()),
                });
                begun.map(|()| Opened::Member).map_err(|_| Self::kind(source).into())
            }
            Some(magic) if is_skippable(magic) => self.skip(source).map(|()| Opened::Padding),
            Some(_) => Err(ErrorKind::InvalidData.into()),
            None => Err(ErrorKind::UnexpectedEof.into()),
        }
    }

    /// Skips a frame that holds no data, and takes the dictionary when it is that.
    fn skip(&mut self, source: &mut Marked<impl BufRead>) -> io::Result<()> {
        let mut head = [0; 8];
        source.read_exact(&mut head)?;
        let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        let is_dictionary = head[0] == 0x5d && self.dictionary.is_none() && length <= DICTIONARY;
        let mut content = Vec::new();
        let mut rest = source.take(length);
        if is_dictionary {
            rest.read_to_end(&mut content)?;
        } else {
            io::copy(&mut rest, &mut io::sink())?;
        }
        if rest.limit() > 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if is_dictionary {
            if content.starts_with(&ZSTD) {
                let mut unfolded = Vec::with_capacity(DICTIONARY as usize);
                let read = FrameDecoder::new().decode_all_to_vec(&content, &mut unfolded);
                read.map_err(|_| ErrorKind::InvalidData)?;
                content = unfolded;
            }
            let dictionary = Dictionary::decode_dict(&content).map_err(|_| ErrorKind::InvalidData)?;
            self.dictionary = Some(dictionary.id);
            self.decoder.add_dict(dictionary).map_err(|_| ErrorKind::InvalidData)?;
        }
        Ok(())
    }

    /// The next bytes of the frame; 0 at its end.
    fn read(&mut self, source: &mut Marked<impl BufRead>, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if self.decoder.is_finished() {
                let stated = self.decoder.get_checksum_from_data();
                return match self.fault.take() {
                    Some(kind) => Err(kind.into()),
                    None if stated.is_some() && stated != self.decoder.get_calculated_checksum() => {
                        Err(ErrorKind::InvalidData.into())
                    }
                    None => Ok(0),
                };
            }
            if self.decoder.decode_blocks(&mut *source, BlockDecodingStrategy::UptoBlocks(1)).is_err() {
                let kind = Self::kind(source);
                // An empty last block, and a checksum, let out what the window still holds.
                let end = [1, 0, 0, 0, 0, 0, 0];
                if self.decoder.decode_blocks(end.as_slice(), BlockDecodingStrategy::UptoBlocks(1)).is_err() {
                    return Err(kind.into());
                }
                self.fault = Some(kind);
            }
        }
        self.decoder.read(buffer)
    }

    /// The decoder does not tell a file that ends from one that is damaged.
    fn kind(source: &mut Marked<impl BufRead>) -> ErrorKind {
        match source.fill_buf() {
            Ok([]) => ErrorKind::UnexpectedEof,
            _ => ErrorKind::InvalidData,
        }
    }
}
