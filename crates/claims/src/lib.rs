//! Marks to claims: actors, dates, quantities, places, assembly.
pub mod dates;
pub mod numerals;
pub mod tokens;
