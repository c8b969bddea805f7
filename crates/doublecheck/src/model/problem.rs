//! What went wrong with an input, and what to do about it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Received;

/// Something that kept a part of the input from being used. The rest was processed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// The file and line.
    pub at: Received,
    /// What was wrong.
    pub what: String,
    /// What the user can do.
    pub todo: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}; {}", self.at, self.what, self.todo)
    }
}
