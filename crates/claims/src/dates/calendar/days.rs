//! Days: with month and year, with a weekday, alone in their month, as holidays, as ranges.

use crate::{
    dates::{
        find::{Found, longest, which},
        form::Form,
        words::WORDS,
    },
    numerals,
    tokens::{Token, TokenKind},
};

use super::{
    numeric::{iso, numeric},
    parts::{day_number, in_month, month_name, skip, year_after},
};

/// "3-5 May", "May 3 to 5", "3 and 5 May" after "between".
pub(in crate::dates) fn day_range(
    tokens: &[Token],
    at: usize,
    joins: &[&str],
    framed: bool,
) -> Found {
    let join = |at: usize| tokens.get(at).filter(|token| joins.contains(&token.lower.as_str()));
    let Some((first, mut next)) = day_number(tokens, at) else {
        let (month, after) = month_name(tokens, at)?;
        let (first, middle) = day_number(tokens, after)?;
        join(middle)?;
        let (last, next) = day_number(tokens, middle + 1)?;
        if tokens.get(next).is_some_and(|t| WORDS.month(t).is_some() || t.is("-") || t.is("/")) {
            return None;
        }
        let (year, next) = year_after(tokens, next, false);
        return (first < last).then(|| (days(year, month, first, last), next));
    };
    join(next)?;
    next += 1;
    let (last, after) = day_number(tokens, next)?;
    let (month, after) = month_name(tokens, skip(tokens, after, "of"))?;
    let hyphen = tokens.get(next - 1)?.is("-");
    let (year, after) = year_after(tokens, after, true);
    (first < last && (framed || hyphen || first > 0))
        .then(|| (days(year, month, first, last), after))
}

/// "3 May 1990", "the 3rd of May", "3 JAN 90", "3-May-1990".
pub(super) fn day_month(tokens: &[Token], at: usize) -> Found {
    let (day, next) = day_number(tokens, at)?;
    // "6,107.31 August": the end of a longer number.
    let longer = at > 0
        && !tokens.get(at)?.spaced
        && matches!(tokens.get(at - 1)?.lower.as_str(), "." | "," | ":");
    if longer {
        return None;
    }
    let next = skip(tokens, next, "of");
    let joined = tokens.get(next).is_some_and(|t| (t.is("-") || t.is("/")) && !t.spaced);
    let next = next + usize::from(joined);
    let name = tokens.get(next)?;
    let (month, next) = month_name(tokens, next)?;
    // "two may": a number word before a small "may" is a verb.
    if WORDS.is_doubtful_month(name) && !name.capital {
        return None;
    }
    let (year, next) = year_after(tokens, next, true);
    Some((Form::Day { year, month, day, weekday: None }, next))
}

/// "May 3, 1990", "May 3rd", "May/22", "May twenty nine".
pub(super) fn month_day(tokens: &[Token], at: usize) -> Found {
    let name = tokens.get(at)?;
    if WORDS.is_doubtful_month(name) && !name.capital {
        return None;
    }
    let (month, next) = month_name(tokens, at)?;
    let joined = tokens.get(next).is_some_and(|t| (t.is("-") || t.is("/")) && !t.spaced);
    let (day, after) = day_number(tokens, next + usize::from(joined))?;
    // "May 30,000 people": the digits belong to a bigger number.
    if tokens.get(after).is_some_and(|t| t.is(",") && !t.spaced)
        && tokens.get(after + 1).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced)
    {
        return None;
    }
    let clock = tokens.get(after).is_some_and(|t| t.is(":"))
        && tokens.get(after + 1).is_some_and(|t| t.kind == TokenKind::Digits && !t.spaced);
    if clock || tokens.get(after).is_some_and(|t| t.is("%")) {
        return None;
    }
    let (year, after) = year_after(tokens, after, false);
    Some((Form::Day { year, month, day, weekday: None }, after))
}

/// "Friday, 3 May", "Tuesday March 7", "Friday (Jun-15)".
pub(super) fn weekday_and_day(tokens: &[Token], at: usize) -> Found {
    let (this, at) = match which(tokens, at) {
        Some((which, next)) => (Some(which), next),
        None => (None, at),
    };
    let weekday = WORDS.weekday(tokens.get(at)?)?;
    let mut next = at + 1;
    let bracket = tokens.get(next).is_some_and(|t| t.is("("));
    while tokens
        .get(next)
        .is_some_and(|t| matches!(t.lower.as_str(), "," | "(" | "-" | "." | "the"))
        && next < at + 3
    {
        next += 1;
    }
    let (form, end) = longest([
        day_month(tokens, next),
        month_day(tokens, next),
        iso(tokens, next),
        numeric(tokens, next),
        this.is_none().then(|| ordinal_day(tokens, next)).flatten(),
        (this.is_none() && next == at + 1).then(|| closing_day(tokens, next)).flatten(),
    ])?;
    let end = end + usize::from(bracket && tokens.get(end).is_some_and(|t| t.is(")")));
    match form {
        Form::Day { year, month, day, .. } => {
            Some((Form::Day { year, month, day, weekday: Some(weekday) }, end))
        }
        Form::DayOfMonth { day, .. } => {
            Some((Form::DayOfMonth { day, weekday: Some(weekday) }, end))
        }
        _ => None,
    }
}

/// "On the 26th": digits with an ordinal ending after "the", and nothing counted after it.
pub(super) fn day_of_month(tokens: &[Token], at: usize) -> Found {
    let before = at.checked_sub(1).and_then(|before| tokens.get(before))?;
    let start = skip(tokens, at, "the");
    let digits = tokens.get(start)?.kind == TokenKind::Digits;
    if start == at || !digits || !matches!(before.lower.as_str(), "on" | "since" | "until" | "by") {
        return None;
    }
    let found = ordinal_day(tokens, start)?;
    let counted =
        tokens.get(found.1).is_some_and(|t| t.kind == TokenKind::Word && !is_preposition(t));
    (!counted).then_some(found)
}

/// The "18" of "on 18 and 19 June".
pub(super) fn listed_day(tokens: &[Token], at: usize) -> Found {
    let led = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|t| {
        matches!(t.lower.as_str(), "on" | "of" | "at" | "the" | "since" | "for" | ",")
    });
    let (day, next) = day_number(tokens, at).filter(|_| led)?;
    let joined =
        tokens.get(next).is_some_and(|t| matches!(t.lower.as_str(), "and" | "or" | "&" | ","));
    let (of, _) = day_month(tokens, next + 1).filter(|_| joined)?;
    let Form::Day { year, month, day: last, .. } = of else { return None };
    (day < last).then_some((Form::Day { year, month, day, weekday: None }, next))
}

/// A holiday's name with an optional year.
pub(super) fn holiday(tokens: &[Token], at: usize) -> Found {
    let start = which(tokens, at).map_or(at, |(_, next)| next);
    let ((month, day), next) = WORDS.holiday(tokens, start)?;
    let (year, next) = year_after(tokens, next, false);
    Some((Form::Day { year, month, day, weekday: None }, next))
}

fn days(year: Option<i16>, month: i8, first: i8, last: i8) -> Form {
    let day = |day| Box::new(Form::Day { year, month, day, weekday: None });
    Form::Range(day(first), day(last))
}

fn ordinal_day(tokens: &[Token], at: usize) -> Found {
    let (value, next) = numerals::ordinal(tokens, at)?;
    let (day, next) = in_month(value, next)?;
    Some((Form::DayOfMonth { day, weekday: None }, next))
}

/// The "21" of "Monday 21." before a pause; "Monday 21 people" counts.
fn closing_day(tokens: &[Token], at: usize) -> Found {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Digits && t.lower.len() <= 2)?;
    let closes = |t: &Token| matches!(t.lower.as_str(), "." | "!" | "?" | ";" | ")");
    let closing = tokens.get(at + 1).is_none_or(closes)
        && tokens.get(at + 2).is_none_or(|t| t.spaced || closes(t));
    let (day, next) = in_month(token.lower.parse().ok()?, at + 1).filter(|_| closing)?;
    Some((Form::DayOfMonth { day, weekday: None }, next))
}

fn is_preposition(token: &Token) -> bool {
    matches!(token.lower.as_str(), "in" | "at" | "and" | "by" | "when" | "after" | "with" | "near")
}
