//! Text to annotations: words, sentences and what they name, with their places.

mod foreign;
mod given_names;
mod numbers;
mod organisations;
mod quotes;
mod states;
mod times;
mod words;

pub use doublecheck_grammar::inflection::{Tense, VerbForm, is_plural, lemmas, past, singular, stem, verb};
pub use foreign::foreign;
pub use given_names::{Gender, given_name};
pub use numbers::is_number_word;
pub use organisations::organisation_at;
pub use quotes::{Quotation, quotations};
pub use states::{Naming, State, state, state_at, state_naming, states};
pub use times::{TimeExpression, TimeKind, Unit, times};
pub use words::{Analysis, NEAR, Sentence, Word, WordKind, sentence_so_far};
