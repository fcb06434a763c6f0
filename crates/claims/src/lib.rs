//! Marks to claims: actors, places, dates, quantities, assembly.
pub mod actors;
pub mod dates;
pub mod numerals;
pub mod tokens;
