//! Model files: little-endian numbers and length-prefixed text, nothing else.

/// A model file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the model file is broken: {0}")]
pub struct Broken(pub &'static str);

/// Writes a model.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }

    /// A byte.
    pub fn byte(&mut self, value: u8) {
        self.0.push(value);
    }

    /// A 32-bit number.
    pub fn number(&mut self, value: u32) {
        self.0.extend(value.to_le_bytes());
    }

    /// A number that is often small: seven bits a byte.
    pub fn short(&mut self, mut value: u32) {
        while value >= 128 {
            self.0.push(value as u8 | 128);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A fraction.
    pub fn fraction(&mut self, value: f32) {
        self.0.extend(value.to_le_bytes());
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.number(text.len() as u32);
        self.0.extend(text.as_bytes());
    }
}

/// Reads a model.
#[derive(Debug)]
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], Broken> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Broken("it ends too early"))?;
        self.0 = rest;
        Ok(taken)
    }

    /// A byte.
    ///
    /// # Errors
    /// When the file ends here; so for all below.
    pub fn byte(&mut self) -> Result<u8, Broken> {
        Ok(self.take(1)?[0])
    }

    /// A 32-bit number.
    #[allow(clippy::missing_errors_doc)]
    pub fn number(&mut self) -> Result<u32, Broken> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// A number that is often small.
    #[allow(clippy::missing_errors_doc)]
    pub fn short(&mut self) -> Result<u32, Broken> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            value |= u32::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(value);
            }
        }
        Err(Broken("a number in it is too long"))
    }

    /// A fraction.
    #[allow(clippy::missing_errors_doc)]
    pub fn fraction(&mut self) -> Result<f32, Broken> {
        Ok(f32::from_bits(self.number()?))
    }

    /// A text.
    #[allow(clippy::missing_errors_doc)]
    pub fn text(&mut self) -> Result<&'a str, Broken> {
        let len = self.number()? as usize;
        std::str::from_utf8(self.take(len)?).map_err(|_| Broken("a text in it is not UTF-8"))
    }

    /// True when everything was read.
    pub fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}
