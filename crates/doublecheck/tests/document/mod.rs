//! Pages of `docs/` that the code writes, and a test keeps true.

use std::fs;
use std::path::Path;

/// Fails when a page of `docs/` is not what the code says now; with `UPDATE_DOCS=1` in the environment writes it instead.
pub fn assert_current(page: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, text).unwrap();
        return;
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == text,
        "docs/{page} is out of date; run `UPDATE_DOCS=1 cargo test -p doublecheck` and look at the difference"
    );
}
