//! Names folded to what they have in common: "Córdoba", "CORDOBA"; "Winston-Salem", "Winston Salem"; "Saint", "St.".

/// Puts the folded form of a name together, piece by piece, and knows its key at every step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Folder {
    word: String,
    hash: u64,
    words: usize,
}

impl Folder {
    /// Adds a stretch of text that belongs to the name; white space, hyphens and slashes separate words.
    pub fn add(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '/' | ',') {
                self.end_word();
            } else {
                fold_char(c, &mut self.word);
            }
        }
    }

    /// Ends a word; the next stretch of text begins a new one.
    pub fn end_word(&mut self) {
        if !self.word.is_empty() {
            self.hash = self.hash_with_word();
            self.words += 1;
            self.word.clear();
        }
    }

    /// The key of all that was added; none when nothing of it is left by folding.
    pub fn key(&self) -> Option<NameKey> {
        (self.words > 0 || !self.word.is_empty()).then(|| NameKey::of(self.hash_with_word()))
    }

    fn hash_with_word(&self) -> u64 {
        if self.word.is_empty() {
            return self.hash;
        }
        let word = match self.word.as_str() {
            "saint" => "st",
            "mount" => "mt",
            "fort" => "ft",
            other => other,
        };
        let hash = if self.words == 0 { 0xcbf2_9ce4_8422_2325 } else { step(self.hash, b' ') };
        word.bytes().fold(hash, step)
    }
}

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Forty bits that stand for a folded name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameKey {
    /// The first 16 bits.
    pub bucket: u16,
    /// The other 24.
    pub rest: u32,
}

impl NameKey {
    fn of(hash: u64) -> Self {
        let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self { bucket: (mixed >> 48) as u16, rest: ((mixed >> 24) & 0xff_ffff) as u32 }
    }

    /// The key of a whole name; none when nothing of it is left by folding.
    pub fn of_name(name: &str) -> Option<Self> {
        let mut folder = Folder::default();
        folder.add(name);
        folder.key()
    }
}

/// Lower case, without the marks on Latin letters; marks of punctuation vanish.
fn fold_char(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    if c == '&' {
        out.push_str("and");
        return;
    }
    if c.is_ascii() {
        return;
    }
    for lower in c.to_lowercase() {
        match lower {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => out.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => out.push('c'),
            'ď' | 'đ' | 'ḍ' | 'ḏ' | 'ḑ' | 'ð' => out.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẹ'..='ệ' => out.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ḡ' => out.push('g'),
            'ĥ' | 'ħ' | 'ḥ' | 'ḩ' | 'ḫ' | 'ẖ' => out.push('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ỉ' | 'ị' => out.push('i'),
            'ĵ' => out.push('j'),
            'ķ' | 'ḳ' | 'ḵ' => out.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' | 'ḷ' => out.push('l'),
            'ṃ' => out.push('m'),
            'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' | 'ṇ' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ọ'..='ợ' => out.push('o'),
            'ŕ' | 'ŗ' | 'ř' | 'ṛ' => out.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => out.push('s'),
            'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṭ' | 'ṯ' => out.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ụ'..='ự' => out.push('u'),
            'ŵ' => out.push('w'),
            'ý' | 'ÿ' | 'ŷ' | 'ỳ'..='ỹ' => out.push('y'),
            'ź' | 'ż' | 'ž' | 'ẓ' => out.push('z'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            other if other.is_alphanumeric() => out.push(other),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (a, b) in [
            ("Córdoba", "CORDOBA"),
            ("Winston-Salem", "Winston Salem"),
            ("Saint Louis", "St. Louis"),
            ("U.S.", "US"),
            ("N'Djamena", "Ndjamena"),
            ("Đà Nẵng", "Da Nang"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
        ] {
            assert_eq!(NameKey::of_name(a), NameKey::of_name(b), "{a} and {b}");
        }
        assert_ne!(NameKey::of_name("Paris"), NameKey::of_name("Pari s"));
        assert_eq!(NameKey::of_name(" -.- "), None);
    }
}
