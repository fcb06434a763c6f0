//! Quantities: numbers with their hedges ([`find`]) and what they count ([`figures`]).

mod cue;
mod figure;
mod find;
mod person;
mod slot;
mod term;
mod words;

pub use figure::{Figure, figures};
pub use find::{Amount, find};
pub use term::displacement_term;

#[cfg(test)]
mod tests;
