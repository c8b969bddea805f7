//! Files with one JSON record a line.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// The records of a file; empty lines are left out. Lines end with a line feed only: texts may hold U+2028.
///
/// # Errors
/// When the file cannot be read or a line is no such record; the message names file and line.
pub fn records<T: for<'de> Deserialize<'de>>(file: &Path) -> Result<Vec<T>> {
    let jsonl = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let lines = jsonl.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(n, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", file.display(), n + 1))).collect()
}

/// The bytes of a gzipped file.
///
/// # Errors
/// When the file cannot be read or is damaged.
pub fn unpacked(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    let read = flate2::read::MultiGzDecoder::new(opened).read_to_end(&mut bytes);
    read.with_context(|| format!("cannot unpack {}", file.display()))?;
    Ok(bytes)
}
