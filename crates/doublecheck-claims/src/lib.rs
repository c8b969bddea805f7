//! Whether two texts say the same and where they differ, which story they tell, how one stands to the other, and which
//! of rival values to believe.
//!
//! A room each, over the words and facts of plain texts; nothing here knows articles, speakers or dossiers.

pub mod checked;
mod frequency;
mod linear;
pub mod proposition;
pub mod stance;
pub mod story;
pub mod truth;

pub use frequency::Frequencies;
