//! Quantities: numbers with their hedges ([`find`]) and what they count ([`figures`]).

mod find;
mod kind;
mod term;
mod words;

pub use find::{Amount, find};
pub use kind::{Figure, figures};
pub use term::displacement_term;

#[cfg(test)]
mod tests;
