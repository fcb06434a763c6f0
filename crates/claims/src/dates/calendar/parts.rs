//! The parts that calendar dates are made of: day numbers, month names, years after them.

use crate::{
    dates::{
        find::{is_lower_word, which},
        form::{Unit, Which},
        words::{WORDS, year},
    },
    numerals,
    tokens::{Token, TokenKind},
};

use super::years::year_in_words;

/// Words that make the number before them a count and no year.
const COUNTED: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "civilians",
    "soldiers",
    "troops",
    "homes",
    "houses",
    "families",
    "persons",
    "residents",
    "fighters",
    "villages",
    "km",
    "kilometres",
    "kilometers",
    "miles",
    "metres",
    "meters",
    "tons",
    "tonnes",
    "percent",
    "dollars",
    "refugees",
    "households",
    "students",
    "workers",
    "pounds",
    "barrels",
    "members",
    "jobs",
    "points",
    "shares",
    "others",
    "hectares",
    "feet",
    "mines",
    "hours",
    "years",
    "days",
    "months",
    "police",
    "prisoners",
];

/// "3", "3rd", "third", "the 3rd", "twenty nine": 1 to 31.
pub(super) fn day_number(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let at = skip(tokens, at, "the");
    if let Some((value, next)) = numerals::ordinal(tokens, at) {
        return in_month(value, next);
    }
    let token = tokens.get(at)?;
    if token.kind == TokenKind::Digits {
        let decimal = tokens.get(at + 1).is_some_and(|t| t.is(".") && !t.spaced)
            && tokens.get(at + 2).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced);
        return (token.lower.len() <= 2 && !decimal)
            .then_some(())
            .and_then(|()| in_month(token.lower.parse().ok()?, at + 1));
    }
    let numeral = numerals::cardinal(tokens, at)?;
    in_month(numeral.value as u64, numeral.next)
}

pub(super) fn in_month(value: u64, next: usize) -> Option<(i8, usize)> {
    let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, next))
}

/// A month's name with an optional full stop.
pub(super) fn month_name(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let token = tokens.get(at)?;
    let month = WORDS.any_month(token)?;
    let stop = token.lower.len() <= 4
        && tokens.get(at + 1).is_some_and(|next| next.is(".") && !next.spaced)
        && tokens.get(at + 2).is_some_and(|next| next.kind != TokenKind::Word || next.spaced);
    Some((month, at + 1 + usize::from(stop)))
}

/// A year after a day and month: ", 1990", "of 1990", "90", "'90". `two` allows two digits.
pub(in crate::dates) fn year_after(tokens: &[Token], at: usize, two: bool) -> (Option<i16>, usize) {
    let mut start = at;
    while tokens.get(start).is_some_and(|t| {
        t.is(",") || t.is("of") || t.is("/") || (t.is("-") && !t.spaced) || t.is("in")
    }) && start < at + 2
    {
        start += 1;
    }
    if let Some(year) = tokens.get(start).and_then(year) {
        return (Some(year), start + 1);
    }
    // "January two thousand and five"; a round "two thousand" counts.
    if start == at
        && let Some((year, next)) = year_in_words(tokens, at).filter(|(year, _)| *year != 2000)
    {
        return (Some(year), next);
    }
    let quoted = tokens.get(start).is_some_and(|t| t.is("'"));
    let here = start + usize::from(quoted);
    let unparted = start == at || tokens.get(at).is_some_and(|t| t.is("/") || t.is("-"));
    // "April of 87"
    let of = tokens.get(at).is_some_and(|t| t.is("of"))
        && tokens.get(here).is_some_and(|t| t.lower.parse().is_ok_and(|year: u8| year > 31));
    match tokens.get(here).filter(|_| quoted || of || (two && unparted)).and_then(two_digits) {
        Some(short) if !more_digits(tokens, here + 1) => (Some(short), here + 1),
        _ => (None, at),
    }
}

fn more_digits(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| (t.is(",") || t.is(".") || t.is(":") || t.is("%")) && !t.spaced)
        && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced)
        || tokens.get(at).is_some_and(|t| {
            t.is(":")
                || t.kind == TokenKind::Word
                    && is_lower_word(t)
                    && !matches!(
                        t.lower.as_str(),
                        "in" | "at" | "on" | "and" | "to" | "by" | "the" | "for" | "when"
                    )
        })
}

/// Two digits as a year: 00–39 in this century, others in the last.
pub(super) fn two_digits(token: &Token) -> Option<i16> {
    if token.kind != TokenKind::Digits || token.lower.len() != 2 {
        return None;
    }
    let short: i16 = token.lower.parse().ok()?;
    Some(if short < 40 { 2000 + short } else { 1900 + short })
}

/// "Last year", "of this year": which year is meant.
pub(super) fn which_year(tokens: &[Token], at: usize) -> Option<(Which, usize)> {
    let at = skip(tokens, at, "of");
    let (told, next) = which(tokens, at)?;
    let year = WORDS.unit(tokens.get(next)?) == Some(Unit::Year);
    year.then_some((told, next + 1))
}

/// Whether a number before `token` counts it: "2000 people".
pub(super) fn is_counted(token: &Token) -> bool {
    COUNTED.contains(&token.lower.as_str())
}

/// The index past `word` if it stands at `at`, else `at`.
pub(super) fn skip(tokens: &[Token], at: usize, word: &str) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(word)))
}
