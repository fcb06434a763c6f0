//! Dates: finds the expressions of a text and resolves them against the report's day, looking
//! back by preference.
//!
//! [`find`] gives each expression with its byte offsets and a [`Form`], which says what the words
//! say; [`resolve`] turns the form into days, [`timex`] into a TIMEX3 value. Nothing here reads a
//! clock: a relative expression in a report without a publication day stays unknown.

mod calendar;
mod clock;
mod easter;
mod find;
mod form;
mod ground;
mod relative;
mod resolve;
mod timex;
mod words;

pub use find::{Expression, find};
pub use form::{Amount, Anchor, DayPart, Form, Open, Part, Season, Set, Time, Unit, Which};
pub use ground::{Direction, Frame};
pub use resolve::{Resolved, horizon, resolve};
pub use timex::{Timex, timex};

#[cfg(test)]
mod tests;
