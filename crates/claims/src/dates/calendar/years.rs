//! Years, decades and centuries.

use crate::{
    dates::{
        find::{Found, is_lower_word},
        form::{Form, Unit},
        words::{WORDS, year},
    },
    numerals,
    tokens::{Token, TokenKind},
};

use super::parts::{is_counted, skip};

/// Words and signs before a number that make it a year.
const YEAR_LEADS: &[&str] = &[
    "in", "since", "of", "until", "till", "from", "by", "during", "before", "after", "to",
    "through", "between", "fiscal", "early", "late", "mid", "and", "(", "-", "the", "year",
    "around", "or", ",",
];

/// Words and signs before a number that make it a count.
const COUNT_LEADS: &[&str] = &[
    "some",
    "about",
    "nearly",
    "over",
    "least",
    "than",
    "$",
    "£",
    "€",
    "almost",
    "approximately",
    "no",
    "number",
    "#",
    ".",
];

/// Decades in words, from the twenties.
const TENS: &[&str] =
    &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

/// "1990" where it is no count: after a preposition or before a pause.
pub(super) fn bare_year(tokens: &[Token], at: usize) -> Found {
    let token = tokens.get(at)?;
    let named = skip(tokens, at, "the");
    if tokens.get(named)?.is("year")
        && let Some(told) = tokens.get(named + 1).and_then(year)
    {
        return Some((Form::Year(told), named + 2));
    }
    let Some(told) = year(token) else { return spoken_year(tokens, at) };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let led = before.is_some_and(|t| YEAR_LEADS.contains(&t.lower.as_str()));
    let likely = (1900..2050).contains(&told) && (led || pauses_after(tokens, at));
    let led_far = led && (1500..2100).contains(&told);
    let counts = count_before(token, before) || count_after(tokens, at) || in_code(tokens, at);
    ((likely || led_far) && !counts).then_some((Form::Year(told), at + 1))
}

/// "1990s", "the 1990s", "the '90s", "the nineties".
pub(super) fn decade(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    let start = skip(tokens, start, "'");
    let token = tokens.get(start)?;
    if token.kind == TokenKind::Digits {
        let next = tokens.get(start + 1)?;
        let plural = (next.is("s") || next.is("'")) && !next.spaced;
        let end = start + 2 + usize::from(next.is("'"));
        let year: i16 = token.lower.parse().ok().filter(|_| plural)?;
        return match token.lower.len() {
            4 if year % 10 == 0 => Some((Form::Decade(year), end)),
            2 if year % 10 == 0 && year >= 20 => Some((Form::Decade(1900 + year), end)),
            _ => None,
        };
    }
    let index = TENS.iter().position(|word| token.is(word))?;
    let years = i16::try_from(index).ok()? * 10 + 20;
    let age = at > 0
        && tokens
            .get(start - 1)
            .is_some_and(|t| matches!(t.lower.as_str(), "his" | "her" | "their"));
    (!age && start > at).then_some((Form::Decade(1900 + years), start + 1))
}

/// "The 20th century".
pub(super) fn century(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    let (number, next) = numerals::ordinal(tokens, start)?;
    let next = skip(tokens, next, "-");
    let century = WORDS.unit(tokens.get(next)?) == Some(Unit::Century);
    let number =
        i16::try_from(number).ok().filter(|number| century && (1..=22).contains(number))?;
    Some((Form::Century(number), next + 1))
}

/// "Some 2000", "$2000": what stands before makes the number a count.
fn count_before(token: &Token, before: Option<&Token>) -> bool {
    before.is_some_and(|t| {
        COUNT_LEADS.contains(&t.lower.as_str()) || token.spaced && t.kind == TokenKind::Digits
    })
}

/// "2000 people", "2000,000": what stands after makes the number a count.
fn count_after(tokens: &[Token], at: usize) -> bool {
    let digits =
        |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced);
    tokens.get(at + 1).is_some_and(|t| {
        is_counted(t)
            || matches!(t.lower.as_str(), "%" | ":")
            || t.is(",") && !t.spaced && digits(at + 2)
    })
}

/// "133-03-03-2020", "2015-1-32": one of several numbers joined by hyphens.
fn in_code(tokens: &[Token], at: usize) -> bool {
    let digits = |at: usize, lengths: &[usize]| {
        tokens.get(at).is_some_and(|t| {
            t.kind == TokenKind::Digits && !t.spaced && lengths.contains(&t.lower.len())
        })
    };
    let hyphen = |at: usize| tokens.get(at).is_some_and(|t| t.is("-") && !t.spaced);
    let unspaced = tokens.get(at).is_some_and(|t| !t.spaced);
    let before = at >= 2 && unspaced && hyphen(at - 1) && {
        let first = tokens.get(at - 2);
        first.is_some_and(|t| t.kind == TokenKind::Digits && t.lower.len() <= 2)
    };
    before || hyphen(at + 1) && digits(at + 2, &[1, 3])
}

/// Whether a sign, a small word or nothing follows.
fn pauses_after(tokens: &[Token], at: usize) -> bool {
    tokens
        .get(at + 1)
        .is_none_or(|t| matches!(t.lower.as_str(), "," | "." | ";" | ")" | "-") || is_lower_word(t))
}

/// "Nineteen ninety-six", "two thousand and five" after a preposition.
fn spoken_year(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    let start = skip(tokens, start, "year");
    let framed = start > at
        || at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| {
            matches!(t.lower.as_str(), "in" | "since" | "of") || WORDS.any_month(t).is_some()
        });
    let (year, next) = year_in_words(tokens, start)?;
    // "In May two thousand people fled"
    let counts =
        year == 2000 && start == at && tokens.get(next).is_some_and(|t| t.kind == TokenKind::Word);
    ((framed || year < 2000) && !counts).then_some((Form::Year(year), next))
}

/// "Nineteen ninety-six", "two thousand and five".
pub(super) fn year_in_words(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    let century = numerals::cardinal_word(&tokens.get(at)?.lower)?;
    if matches!(century, 18 | 19) {
        let rest = numerals::cardinal(tokens, at + 1)?;
        let tens = rest.value as i16;
        let year = i16::try_from(century).ok()? * 100 + tens;
        return ((10..100).contains(&tens) && tokens.get(at + 1)?.kind == TokenKind::Word)
            .then_some((year, rest.next));
    }
    let whole = numerals::cardinal(tokens, at)?;
    (century == 2 && (2000.0..2100.0).contains(&whole.value))
        .then_some((whole.value as i16, whole.next))
}
