//! Dates in digits: the ISO order, and days and months with strokes or full stops.

use crate::{
    dates::{
        find::Found,
        form::Form,
        words::{WORDS, year},
    },
    tokens::{Token, TokenKind},
};

use super::parts::two_digits;

/// "1990-05-03", "1990/5/3", "19900503", "2015-3".
pub(super) fn iso(tokens: &[Token], at: usize) -> Found {
    let first = tokens.get(at)?;
    if first.kind == TokenKind::Digits && first.lower.len() == 8 {
        let number: u32 = first.lower.parse().ok()?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return plausible(i16::try_from(year).ok(), month as i8, day as i8)
            .filter(|_| (1900..2100).contains(&year))
            .map(|form| (form, at + 1));
    }
    let year = year(first)?;
    if let Some(found) = iso_by_name(tokens, at, year) {
        return Some(found);
    }
    let (month, next) = joined_number(tokens, at + 1)?;
    match joined_number(tokens, next) {
        Some((day, next)) => Some((plausible(Some(year), month, day)?, next)),
        None => (1..=12)
            .contains(&month)
            .then_some((Form::Month { year: Some(year), month }, next))
            .filter(|_| tokens.get(at + 2).is_some_and(|t| t.lower.len() <= 2)),
    }
}

/// "2019-aug-01", "2020/Sep/23".
fn iso_by_name(tokens: &[Token], at: usize, year: i16) -> Found {
    let sign = tokens.get(at + 1).filter(|t| (t.is("-") || t.is("/")) && !t.spaced)?;
    let month = WORDS.any_month(tokens.get(at + 2).filter(|t| !t.spaced)?)?;
    let (day, next) = joined_number(tokens, at + 3)?;
    let same = tokens.get(at + 3)?.lower == sign.lower;
    Some((plausible(Some(year), month, day)?, next)).filter(|_| same)
}

/// "22/04/2019", "3.5.90", "04/22": month first with strokes where both would fit, as English
/// agencies print it; day first with full stops. "12-2015" is a month.
pub(super) fn numeric(tokens: &[Token], at: usize) -> Found {
    let first = tokens.get(at)?;
    if first.kind != TokenKind::Digits || first.lower.len() > 2 || in_number(tokens, at) {
        return None;
    }
    let a: i8 = first.lower.parse().ok()?;
    let sign = tokens.get(at + 1)?;
    if let Some(month) = month_and_year(tokens, at, a) {
        return Some((month, at + 3));
    }
    let (b, next) = joined_number(tokens, at + 1)?;
    let same_sign = tokens.get(next).is_some_and(|t| t.lower == sign.lower && !t.spaced);
    let told = tokens.get(next + 1).filter(|t| same_sign && !t.spaced);
    let told = told.and_then(|t| year(t).or_else(|| two_digits(t)));
    let after_weekday = at > 0 && tokens.get(at - 1).is_some_and(|t| WORDS.weekday(t).is_some());
    if told.is_none() && (!sign.is("/") && !after_weekday || same_sign || decimals(tokens, next)) {
        return None;
    }
    let day_first = (a > 12 || sign.is(".") && !after_weekday) && b <= 12;
    let (month, day) = if day_first { (b, a) } else { (a, b) };
    let form = plausible(told, month, day).or_else(|| plausible(told, day, month))?;
    // A lone "3/4" is more often a fraction.
    let lone = told.is_none() && a <= 12 && b <= 12 && !after_weekday;
    let led = at == 0 || tokens.get(at - 1).is_some_and(leads_date);
    (!lone || led).then(|| (form, if told.is_some() { next + 2 } else { next }))
}

/// Words and signs after which "3/4" is a day.
fn leads_date(token: &Token) -> bool {
    matches!(token.lower.as_str(), "on" | "of" | "from" | "between" | "to" | "until" | "this" | "-")
}

/// Whether the digits belong to a longer number or code; a range of days is none: "10/1-11/7".
fn in_number(tokens: &[Token], at: usize) -> bool {
    let glued = tokens.get(at).is_some_and(|t| !t.spaced) && at > 0;
    let range = at >= 3
        && tokens.get(at - 1).is_some_and(|t| t.is("-"))
        && tokens.get(at - 3).is_some_and(|t| t.is("/"));
    let sign = at.checked_sub(1).and_then(|before| tokens.get(before));
    let sign = sign.is_some_and(|t| matches!(t.lower.as_str(), "/" | "." | "$" | "-"));
    glued && sign && !range
}

/// "12-2015", "5/2016".
fn month_and_year(tokens: &[Token], at: usize, month: i8) -> Option<Form> {
    let (sign, last) = (tokens.get(at + 1)?, tokens.get(at + 2)?);
    let joined = (sign.is("-") || sign.is("/")) && !sign.spaced && !last.spaced;
    let longer = tokens.get(at + 3).is_some_and(|t| (t.is("-") || t.is("/")) && !t.spaced);
    let told = year(last).filter(|told| joined && !longer && (1900..2100).contains(told))?;
    (1..=12).contains(&month).then_some(Form::Month { year: Some(told), month })
}

/// "8/1.5": a decimal part follows.
fn decimals(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is(".") && !t.spaced)
        && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced)
}

fn joined_number(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let (sign, number) = (tokens.get(at)?, tokens.get(at + 1)?);
    let joined = matches!(sign.lower.as_str(), "-" | "/" | ".") && !sign.spaced && !number.spaced;
    let value: i8 = number.lower.parse().ok().filter(|_| joined && number.lower.len() <= 2)?;
    Some((value, at + 2))
}

fn plausible(year: Option<i16>, month: i8, day: i8) -> Option<Form> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(Form::Day { year, month, day, weekday: None })
}
