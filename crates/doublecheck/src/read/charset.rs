//! From received bytes to text: character sets, and what is no text at all.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};

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
    encoding: &'static Encoding,
    bytes: &'a [u8],
}

impl Decoded<'_> {
    /// For places in the text, ascending, the places in the bytes that it was decoded from. Linear.
    pub fn sources(&self, places: &[usize]) -> Vec<usize> {
        let mark = Encoding::for_bom(self.bytes).map_or(0, |(_, length)| length);
        if let Cow::Borrowed(_) = self.text {
            return places.iter().map(|place| place + mark).collect();
        }
        // One byte after the other: what comes out of each tells where a character began.
        let mut decoder = self.encoding.new_decoder_with_bom_removal();
        let mut sources = Vec::with_capacity(places.len());
        let (mut written, mut begun) = (0, mark);
        let mut out = [0u8; 32];
        for (at, byte) in self.bytes.iter().enumerate() {
            let last = at + 1 == self.bytes.len();
            let (_, _, new, _) = decoder.decode_to_utf8(std::slice::from_ref(byte), &mut out, last);
            if new > 0 {
                while places.get(sources.len()).is_some_and(|&place| place < written + new) {
                    sources.push(begun);
                }
                written += new;
                begun = at + 1;
            }
        }
        sources.resize(places.len(), self.bytes.len());
        sources
    }
}

/// Decodes by byte order mark, as UTF-8, by the label that came with the bytes (`declared`), by the one that a page gives
/// itself, or by a guess from the bytes. A label that does not fit the bytes is passed over.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        // All its bytes are ASCII.
        None if declared == Some(ISO_2022_JP) && bytes.contains(&0x1b) => ISO_2022_JP,
        None if std::str::from_utf8(bytes).is_ok() || mostly_utf8(bytes) => UTF_8,
        None => legacy(bytes, declared),
    };
    let (text, used, faulty) = encoding.decode(bytes);
    let replaced = if faulty { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text, charset: used.name(), replaced, encoding: used, bytes }
}

/// The character set of bytes that are not UTF-8.
fn legacy(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    let labels = [declared, labelled(bytes)];
    let fitting = labels.into_iter().flatten().find(|label| *label != UTF_8 && fits(bytes, label));
    match fitting {
        // Servers and editors write it without looking; bytes that are Cyrillic or Chinese tell.
        Some(label) if label == WINDOWS_1252 => Some(guess(bytes)).filter(|guess| !is_latin(guess)).unwrap_or(label),
        Some(label) => label,
        None => guess(bytes),
    }
}

/// True when hardly a character is broken: a single one is a fault, many are another set.
fn fits(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _, faulty) = encoding.decode(bytes);
    !faulty || {
        let broken = text.matches('\u{fffd}').count();
        broken * 50 <= text.chars().filter(|c| !c.is_ascii()).count()
    }
}

/// True for the sets of languages in Latin letters, which are easily taken for each other.
fn is_latin(encoding: &'static Encoding) -> bool {
    ["windows-1252", "windows-1250", "windows-1254", "windows-1257", "windows-1258"].contains(&encoding.name())
        || ["ISO-8859-2", "ISO-8859-4", "ISO-8859-10", "ISO-8859-13", "ISO-8859-15"].contains(&encoding.name())
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

/// The character set that a page names in its first kilobyte ("<meta charset=...>", "<?xml encoding=...?>").
fn labelled(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    if !head.contains('<') {
        return None;
    }
    let in_declaration = || head.strip_prefix("<?xml")?.split_once("?>")?.0.split_once("encoding");
    let (_, rest) = in_declaration().or_else(|| head.split_once("charset"))?;
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
    use super::*;

    #[test]
    fn character_sets() {
        assert_eq!(decode("\u{feff}naïve".as_bytes(), None).text, "naïve");
        let utf16: Vec<u8> =
            [0xfeff_u16].into_iter().chain("Zażółć".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, None).text, "Zażółć");
        assert_eq!(
            decode(b"The caf\xe9 \x93reopened\x94 on the quay, the owner said; the fa\xe7ade is new.", None).text,
            "The café “reopened” on the quay, the owner said; the façade is new."
        );
        assert_eq!(
            decode(b"<html><meta charset=\"koi8-r\">\xd0\xd2\xc9\xd7\xc5\xd4", None).text,
            "<html><meta charset=\"koi8-r\">привет"
        );
        let faulty = decode(b"caf\xc3\xa9 caf\xc3\xa9 \xff quay", None);
        assert_eq!((faulty.text.as_ref(), faulty.replaced), ("café café \u{fffd} quay", 1));
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"%PDF-1.4"));
        assert!(is_binary(&[0, 1, 2, 3, 0, 0, 7, 200]));
        assert!(!is_binary("Plain words.\r\n\tMore".as_bytes()));
    }
}
