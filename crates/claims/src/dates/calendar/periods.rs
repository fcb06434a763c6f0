//! Months, quarters, seasons and weeks as a whole.

use crate::{
    dates::{
        find::{Found, longest, which},
        form::{Form, Season, Unit},
        words::{WORDS, year},
    },
    numerals,
    tokens::{Token, TokenKind},
};

use super::{
    days::{day_month, month_day},
    numeric::numeric,
    parts::{is_counted, month_name, skip, which_year, year_after},
};

/// Words before a month's name that make it a time.
const MONTH_LEADS: &[&str] = &[
    "in", "since", "until", "till", "of", "by", "from", "to", "and", "during", "between", "before",
    "after", "through", "the", "early", "late", "mid", "-",
];

/// "May 1990", "May of 1990", "in May", "last May", "May last year", "this September".
pub(super) fn month(tokens: &[Token], at: usize) -> Found {
    if let Some((told, next)) = which(tokens, at)
        && let Some((month, after)) = month_name(tokens, next)
        && tokens.get(next).is_some_and(|t| WORDS.month(t).is_some())
    {
        // "Last Oct. 23"
        if let Some((day, end)) = month_day(tokens, next) {
            return Some((day, end));
        }
        return Some((Form::MonthOf { month, which: told, of_year: false }, after));
    }
    let token = tokens.get(at)?;
    let (month, next) = month_name(tokens, at)?;
    let (year, after) = year_after(tokens, next, false);
    let doubtful = WORDS.is_doubtful_month(token);
    if year.is_some() {
        let later = tokens.get(after).is_none_or(|t| !is_counted(t));
        return (later || !doubtful).then_some((Form::Month { year, month }, after));
    }
    if let Some((which, after)) = which_year(tokens, next) {
        return Some((Form::MonthOf { month, which, of_year: true }, after));
    }
    stands(tokens, at, next).then_some((Form::Month { year: None, month }, next))
}

/// "May to March", "Jan-Feb 2017", "Nov-Feb 5th, 2017".
pub(in crate::dates) fn month_range(tokens: &[Token], at: usize, joins: &[&str]) -> Found {
    let capital = |at: usize| tokens.get(at).is_some_and(|t| t.capital);
    let (month, next) = month_name(tokens, at).filter(|_| capital(at))?;
    let join = tokens.get(next).filter(|t| joins.contains(&t.lower.as_str()))?;
    let close = !join.is("-") || !join.spaced;
    let (last, after) = month_name(tokens, next + 1).filter(|_| close && capital(next + 1))?;
    let from = Box::new(Form::Month { year: None, month });
    if let Some((day, end)) = month_day(tokens, next + 1) {
        return Some((Form::Range(from, Box::new(day)), end));
    }
    let (year, end) = year_after(tokens, after, false);
    Some((Form::Range(from, Box::new(Form::Month { year, month: last })), end))
}

/// "The third quarter of 1990", "third-quarter", "Q3 2016", "this year's third quarter".
pub(super) fn quarter(tokens: &[Token], at: usize) -> Found {
    if let Some((which, next)) = which_year(tokens, at)
        && let Some((number, next)) = quarter_name(tokens, next)
    {
        return Some((Form::Quarter { year: None, number, which: Some(which) }, next));
    }
    if let Some(found) = coded_quarter(tokens, at).or_else(|| quarter_of_year(tokens, at)) {
        return Some(found);
    }
    let (number, next) = quarter_name(tokens, at)?;
    if let Some((which, after)) = which_year(tokens, next) {
        return Some((Form::Quarter { year: None, number, which: Some(which) }, after));
    }
    let (year, after) = year_after(tokens, next, false);
    let of_the_year = ["of", "the", "year"]
        .iter()
        .enumerate()
        .all(|(i, word)| tokens.get(next + i).is_some_and(|t| t.is(word)));
    let after = if of_the_year { next + 3 } else { after };
    Some((Form::Quarter { year, number, which: None }, after))
}

/// "Spring 1990", "last summer", "this fall", "the winter of 1990", "summer".
pub(super) fn season(tokens: &[Token], at: usize) -> Found {
    if let Some((told, next)) = which(tokens, at)
        && let Some(season) = tokens.get(next).and_then(|t| WORDS.season(t))
        && !is_verb_fall(tokens, next, season)
    {
        return Some((Form::Season { season, year: None, which: Some(told) }, next + 1));
    }
    let the = tokens.get(at)?.is("the");
    let start = at + usize::from(the);
    let season = WORDS.season(tokens.get(start)?)?;
    let (year, next) = year_after(tokens, start + 1, false);
    if year.is_some() {
        return Some((Form::Season { season, year, which: None }, next));
    }
    if let Some((which, next)) = which_year(tokens, next) {
        return Some((Form::Season { season, year: None, which: Some(which) }, next));
    }
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let led = before
        .is_some_and(|t| matches!(t.lower.as_str(), "in" | "since" | "until" | "by" | "during"));
    let sure = !matches!(season, Season::Spring | Season::Autumn) || the || led;
    (led && sure).then_some((Form::Season { season, year: None, which: None }, start + 1))
}

/// "The week of April 10", "the week commencing 4 February", "week 31".
pub(super) fn week_of(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    if WORDS.unit(tokens.get(start)?) != Some(Unit::Week) {
        return None;
    }
    let opened = tokens.get(start + 1)?.lower.as_str();
    if matches!(opened, "of" | "commencing" | "beginning" | "starting") {
        let (form, next) = longest([
            day_month(tokens, start + 2),
            month_day(tokens, start + 2),
            numeric(tokens, start + 2),
        ])?;
        return Some((Form::WeekOf(Box::new(form)), next));
    }
    let token = tokens.get(start + 1)?;
    let week: i8 = token.lower.parse().ok().filter(|week| (1..=53).contains(week))?;
    if token.kind != TokenKind::Digits || token.lower == "00" {
        return None;
    }
    let (year, next) = year_after(tokens, start + 2, false);
    Some((Form::WeekNumber { year, week }, next))
}

/// Whether a month's name without a year, from `at` to before `next`, is a time and no name or verb.
fn stands(tokens: &[Token], at: usize, next: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let led = before.is_some_and(|t| MONTH_LEADS.contains(&t.lower.as_str()));
    let is_name = |t: &Token| t.capital && t.kind == TokenKind::Word;
    let name_like = before.is_some_and(|t| is_name(t) && !led)
        || tokens.get(next).is_some_and(|t| is_name(t) && !t.is("'s"));
    let doubtful = WORDS.is_doubtful_month(token);
    if doubtful { WORDS.month(token).is_some() && led } else { led || token.capital && !name_like }
}

/// "The 1988 third quarter", "the 1988 quarter", "the 1988 period".
fn quarter_of_year(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    let told = tokens.get(start).and_then(year)?;
    if let Some((number, next)) = quarter_name(tokens, start + 1) {
        return Some((Form::Quarter { year: Some(told), number, which: None }, next));
    }
    let noun = tokens.get(start + 1).is_some_and(|t| t.is("quarter") || t.is("period"));
    (start > at && noun).then_some((Form::QuarterIn(told), start + 2))
}

fn quarter_name(tokens: &[Token], at: usize) -> Option<(u8, usize)> {
    let at = skip(tokens, skip(tokens, at, "the"), "fiscal");
    let (number, next) = numerals::ordinal(tokens, at)?;
    let next = skip(tokens, skip(tokens, next, "-"), "fiscal");
    let quarter = WORDS.unit(tokens.get(next)?) == Some(Unit::Quarter);
    let number = u8::try_from(number).ok().filter(|number| (1..=4).contains(number) && quarter)?;
    Some((number, next + 1))
}

fn coded_quarter(tokens: &[Token], at: usize) -> Found {
    let (year_first, at) = match tokens.get(at).and_then(year) {
        Some(year) => (Some(year), skip(tokens, at + 1, "-")),
        None => (None, at),
    };
    let (q, digit) = (tokens.get(at)?, tokens.get(at + 1)?);
    let number: u8 = digit.lower.parse().ok().filter(|n| (1..=4).contains(n))?;
    if !q.is("q") || digit.spaced || digit.kind != TokenKind::Digits {
        return None;
    }
    let (year, next) = match year_first {
        Some(year) => (Some(year), at + 2),
        None => year_after(tokens, at + 2, false),
    };
    Some((Form::Quarter { year, number, which: None }, next))
}

fn is_verb_fall(tokens: &[Token], at: usize, season: Season) -> bool {
    let of = tokens.get(at + 1).is_some_and(|t| t.is("of") || t.is("in"));
    season == Season::Autumn && of && tokens.get(at).is_some_and(|t| t.is("fall"))
}
