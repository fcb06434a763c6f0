//! Easter and the days that are counted from it, in the Gregorian calendar of the western churches.

use jiff::{Span, civil::Date};

use crate::tokens::Token;

use super::{
    calendar::year_after,
    find::{Found, which},
    form::{Form, Which},
    ground::{Direction, Frame},
};

/// Names of days with how many days they lie after Easter Sunday.
const DAYS: &[(&[&str], i8)] = &[
    (&["ash", "wednesday"], -46),
    (&["palm", "sunday"], -7),
    (&["good", "friday"], -2),
    (&["easter", "sunday"], 0),
    (&["easter", "monday"], 1),
    (&["whit", "monday"], 50),
    (&["pentecost"], 49),
    (&["easter"], 0),
];

/// "Easter 2018", "last Easter", "on Good Friday".
pub(super) fn find(tokens: &[Token], at: usize) -> Found {
    let (told, start) = match which(tokens, at) {
        Some((told, next)) => (Some(told), next),
        None => (None, at),
    };
    let (days, next) = DAYS.iter().find_map(|(words, days)| {
        let here = tokens.get(start..start + words.len())?;
        let same = here.iter().zip(*words).all(|(token, word)| token.is(word));
        same.then_some((*days, start + words.len()))
    })?;
    let (year, next) = year_after(tokens, next, false);
    Some((Form::Easter { days, year, which: told }, next))
}

/// The day meant; without a year the nearest one in the frame's direction.
pub(super) fn ground(
    days: i8,
    year: Option<i16>,
    which: Option<Which>,
    frame: &Frame,
) -> Option<Date> {
    if let Some(year) = year {
        return day(days, year);
    }
    let published = frame.published?;
    let this = published.year();
    let around: Vec<Date> = (this - 1..=this + 1).filter_map(|year| day(days, year)).collect();
    match (which, frame.direction) {
        (Some(Which::Next), _) => around.into_iter().find(|date| *date > published),
        (Some(Which::Last), _) => around.into_iter().rev().find(|date| *date < published),
        (Some(Which::This), _) => day(days, this),
        (None, Direction::Past) => around.into_iter().rev().find(|date| *date <= published),
        (None, Direction::Future) => around.into_iter().find(|date| *date >= published),
    }
}

fn day(days: i8, year: i16) -> Option<Date> {
    easter_sunday(year)?.checked_add(Span::new().try_days(i64::from(days)).ok()?).ok()
}

/// Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = (h + l - 7 * m + 90) / 25;
    let p = (h + l - 7 * m + 33 * n + 19) % 32;
    Date::new(year, i8::try_from(n).ok()?, i8::try_from(p).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_sundays() {
        for (year, expected) in [
            (1961, "1961-04-02"),
            (2000, "2000-04-23"),
            (2016, "2016-03-27"),
            (2018, "2018-04-01"),
            (2019, "2019-04-21"),
            (2020, "2020-04-12"),
            (2024, "2024-03-31"),
        ] {
            assert_eq!(easter_sunday(year).unwrap().to_string(), expected);
        }
    }
}
