//! One file per command: its arguments and what it does.

pub mod dossier;
pub mod facts;
pub mod origins;
pub mod read;
pub mod rule;
pub mod statements;
pub mod why;
