//! doublecheck: who said what, who copied whom, and which claims independent origins confirm.
//!
//! The library is pure: no files, clock, network or global state. One function shows the whole path of an article:
//! [`check()`]. Inputs that cannot be used come back as [`Problem`]s; nothing here panics on input.

pub mod model;

mod check;
pub mod claim;
pub mod confirm;
pub mod dossier;
pub mod facts;
pub mod language;
pub mod origin;
pub mod read;
pub mod statement;
mod stories;

pub use check::{check, copying, copying_of, fact_sheet, statements, statements_of};
pub use dossier::{Copying, Dossier, FactSheet, Statements};
pub use model::*;
pub use stories::stories;
