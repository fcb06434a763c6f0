//! Calendar dates: days, months, years, quarters, seasons, holidays.

mod days;
mod numeric;
mod parts;
mod periods;
mod years;

use crate::tokens::Token;

use super::{
    easter,
    find::{Found, longest},
};

pub(super) use days::day_range;
pub(super) use parts::year_after;
pub(super) use periods::month_range;

/// The longest calendar expression at `at`.
pub(super) fn find(tokens: &[Token], at: usize) -> Found {
    longest([
        days::weekday_and_day(tokens, at),
        numeric::iso(tokens, at),
        numeric::numeric(tokens, at),
        days::day_month(tokens, at),
        days::month_day(tokens, at),
        periods::month(tokens, at),
        periods::quarter(tokens, at),
        periods::season(tokens, at),
        years::decade(tokens, at),
        years::century(tokens, at),
        years::bare_year(tokens, at),
        days::listed_day(tokens, at),
        days::holiday(tokens, at),
        easter::find(tokens, at),
        days::day_of_month(tokens, at),
        periods::week_of(tokens, at),
    ])
}
