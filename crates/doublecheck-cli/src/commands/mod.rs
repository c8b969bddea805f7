//! One file per command: its arguments and what it does.

pub mod believe;
pub mod checked;
pub mod compare;
pub mod dossier;
pub mod facts;
pub mod origins;
pub mod read;
pub mod rule;
pub mod stance;
pub mod statements;
pub mod why;
