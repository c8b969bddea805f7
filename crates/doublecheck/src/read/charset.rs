//! From received bytes to text: compression, character sets, and what is no text at all.

use std::borrow::Cow;
use std::io::Read;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Largest size that a compressed file may unfold to: 512 MiB.
const UNFOLDED: u64 = 512 << 20;

/// True for the first bytes of a gzip file.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// What came out of a gzip file.
pub(super) struct Unfolded {
    /// The bytes, as far as they could be read.
    pub bytes: Vec<u8>,
    /// Why that is not all of them.
    pub fault: Option<GzipFault>,
}

/// Why a gzip file was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GzipFault {
    /// It unfolds to more than the limit.
    TooLarge,
    /// It is damaged or cut short.
    Damaged,
}

/// Unfolds all members of a gzip file, up to 512 MiB.
pub(super) fn unfold(bytes: &[u8]) -> Unfolded {
    unfold_to(bytes, UNFOLDED)
}

fn unfold_to(bytes: &[u8], limit: u64) -> Unfolded {
    let mut unfolded = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(bytes).take(limit + 1).read_to_end(&mut unfolded);
    let fault = match read {
        Ok(_) if unfolded.len() as u64 > limit => {
            // Of a bomb, nothing is worth keeping.
            unfolded = Vec::new();
            Some(GzipFault::TooLarge)
        }
        Ok(_) => None,
        Err(_) => Some(GzipFault::Damaged),
    };
    Unfolded { bytes: unfolded, fault }
}

/// True for bytes that are no text: known file types, or many control characters.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    const KINDS: &[&[u8]] = &[
        b"%PDF-",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"PK\x03\x04",
        b"\x7fELF",
        b"OggS",
        b"RIFF",
        b"BZh",
        b"\xfd7zXZ",
        b"SQLite format 3",
    ];
    if KINDS.iter().any(|kind| bytes.starts_with(kind)) {
        return true;
    }
    if Encoding::for_bom(bytes).is_some() {
        return false;
    }
    let sample = bytes.get(..1 << 16).unwrap_or(bytes);
    let control =
        sample.iter().filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)).count();
    control * 100 > sample.len()
}

/// A decoded text.
pub(super) struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// Name of the character set.
    pub charset: &'static str,
    /// How many sequences were invalid and became U+FFFD.
    pub replaced: usize,
}

/// Decodes by byte order mark, as UTF-8, by the label that a page gives itself, or by a guess from the bytes.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) => UTF_8,
        None => labelled(bytes).filter(|e| *e != UTF_8).unwrap_or_else(|| guess(bytes)),
    };
    let (text, used, faulty) = encoding.decode(bytes);
    let replaced = if faulty { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, charset: used.name(), replaced }
}

/// True when more sequences of several bytes are valid than not: UTF-8 with a few faults, not another set.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

/// The character set that a page names in its first kilobyte ("<meta charset=...>").
fn labelled(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let (_, rest) = head.split_once("charset")?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String =
        value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
    Encoding::for_label(label.as_bytes())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_refused_and_a_damaged_file_gives_what_it_has() {
        let bomb = gzip(&vec![b'a'; 100_000]);
        assert_eq!(unfold_to(&bomb, 10_000).fault, Some(GzipFault::TooLarge));
        assert!(unfold_to(&bomb, 100_000).fault.is_none());
        let two = [gzip(b"one\n"), gzip(b"two\n")].concat();
        assert_eq!(unfold(&two).bytes, b"one\ntwo\n");
        let cut = unfold(&two[..two.len() - 9]);
        assert_eq!(cut.fault, Some(GzipFault::Damaged));
        assert!(cut.bytes.starts_with(b"one\n"));
    }

    #[test]
    fn character_sets() {
        assert_eq!(decode("\u{feff}naïve".as_bytes()).text, "naïve");
        let utf16: Vec<u8> =
            [0xfeff_u16].into_iter().chain("Zażółć".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16).text, "Zażółć");
        assert_eq!(
            decode(b"The caf\xe9 \x93reopened\x94 on the quay, the owner said; the fa\xe7ade is new.").text,
            "The café “reopened” on the quay, the owner said; the façade is new."
        );
        assert_eq!(
            decode(b"<html><meta charset=\"koi8-r\">\xd0\xd2\xc9\xd7\xc5\xd4").text,
            "<html><meta charset=\"koi8-r\">привет"
        );
        let faulty = decode(b"caf\xc3\xa9 caf\xc3\xa9 \xff quay");
        assert_eq!((faulty.text.as_ref(), faulty.replaced), ("café café \u{fffd} quay", 1));
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"%PDF-1.4"));
        assert!(is_binary(&[0, 1, 2, 3, 0, 0, 7, 200]));
        assert!(!is_binary("Plain words.\r\n\tMore".as_bytes()));
    }
}
