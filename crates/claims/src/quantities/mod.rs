//! Quantities: numbers with their hedges ([`find`]) and what they count ([`figures`]).

mod find;
mod kind;
mod words;

pub use find::{Amount, find};
pub use kind::{Figure, figures};

#[cfg(test)]
mod tests;
