//! The claims stick: stories, pairs of sentences, stances, checked claims, rival values.

pub mod checked;
pub mod same;
pub mod stance;
pub mod stories;
pub mod truth;

use std::path::{Path, PathBuf};

/// A file beside another.
fn beside(file: &Path, name: &str) -> PathBuf {
    file.with_file_name(name)
}

/// Words of a text as spaces part them, for what a run cost.
fn count(text: &str) -> usize {
    text.split_whitespace().count()
}
