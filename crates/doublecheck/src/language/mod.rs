//! Text to annotations: words, sentences and what they name, with their places.

mod quotes;
mod states;
mod times;
mod words;

pub use quotes::{Quotation, quotations};
pub use states::{Naming, State, state, state_at, state_naming, states};
pub use times::{TimeExpression, TimeKind, Unit, times};
pub use words::{Analysis, Sentence, Word, WordKind};
