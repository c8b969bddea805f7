//! What the quantities of a sentence have to do with each other: verbs, units and changes they share, totals and parts.

use super::Quantity;
use crate::Words;

/// Connects the quantities from place `first` on.
pub(super) fn connect(_words: &Words<'_>, _found: &mut [Quantity], _first: usize) {}
