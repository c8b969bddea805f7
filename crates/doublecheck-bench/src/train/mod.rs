//! Trains the models of the library on the sticks.

mod lines;
pub mod reading;
pub mod statements;
