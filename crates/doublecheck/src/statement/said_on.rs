//! When a statement was made.

use crate::language::Analysis;
use crate::model::Statement;

pub(super) fn date(_statements: &mut [Statement], _analyses: &[Analysis<'_>]) {}
