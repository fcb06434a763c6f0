//! Calendar dates: days, months, years, quarters, seasons, holidays.

use crate::{
    numerals,
    tokens::{Token, TokenKind},
};

use super::{
    find::{Found, is_lower_word, longest, which},
    form::{Form, Season, Unit, Which},
    words::{WORDS, year},
};

/// The longest calendar expression at `at`.
pub(super) fn find(tokens: &[Token], at: usize) -> Found {
    longest([
        weekday_and_day(tokens, at),
        iso(tokens, at),
        numeric(tokens, at),
        day_month(tokens, at),
        month_day(tokens, at),
        month(tokens, at),
        quarter(tokens, at),
        season(tokens, at),
        decade(tokens, at),
        century(tokens, at),
        bare_year(tokens, at),
        holiday(tokens, at),
        day_of_month(tokens, at),
        week_of(tokens, at),
    ])
}

/// "3-5 May", "May 3 to 5", "3 and 5 May" after "between".
pub(super) fn day_range(tokens: &[Token], at: usize, joins: &[&str], framed: bool) -> Found {
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

fn days(year: Option<i16>, month: i8, first: i8, last: i8) -> Form {
    let day = |day| Box::new(Form::Day { year, month, day, weekday: None });
    Form::Range(day(first), day(last))
}

fn skip(tokens: &[Token], at: usize, word: &str) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(word)))
}

/// "3", "3rd", "third", "the 3rd", "twenty nine": 1 to 31.
fn day_number(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
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

fn in_month(value: u64, next: usize) -> Option<(i8, usize)> {
    let day = i8::try_from(value).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, next))
}

/// A month's name with an optional full stop.
fn month_name(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let token = tokens.get(at)?;
    let month = WORDS.any_month(token)?;
    let stop = token.lower.len() <= 4
        && tokens.get(at + 1).is_some_and(|next| next.is(".") && !next.spaced)
        && tokens.get(at + 2).is_some_and(|next| next.kind != TokenKind::Word || next.spaced);
    Some((month, at + 1 + usize::from(stop)))
}

/// A year after a day and month: ", 1990", "of 1990", "90", "'90". `two` allows two digits.
fn year_after(tokens: &[Token], at: usize, two: bool) -> (Option<i16>, usize) {
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
    let quoted = tokens.get(start).is_some_and(|t| t.is("'"));
    let here = start + usize::from(quoted);
    let unparted = start == at || tokens.get(at).is_some_and(|t| t.is("/") || t.is("-"));
    match tokens.get(here).filter(|_| quoted || (two && unparted)).and_then(two_digits) {
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
fn two_digits(token: &Token) -> Option<i16> {
    if token.kind != TokenKind::Digits || token.lower.len() != 2 {
        return None;
    }
    let short: i16 = token.lower.parse().ok()?;
    Some(if short < 40 { 2000 + short } else { 1900 + short })
}

/// "3 May 1990", "the 3rd of May", "3 JAN 90", "3-May-1990".
fn day_month(tokens: &[Token], at: usize) -> Found {
    let (day, next) = day_number(tokens, at)?;
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
fn month_day(tokens: &[Token], at: usize) -> Found {
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
    if tokens.get(after).is_some_and(|t| t.is(":") || t.is("%")) {
        return None;
    }
    let (year, after) = year_after(tokens, after, false);
    Some((Form::Day { year, month, day, weekday: None }, after))
}

/// "Friday, 3 May", "Tuesday March 7", "Friday (Jun-15)".
fn weekday_and_day(tokens: &[Token], at: usize) -> Found {
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

fn ordinal_day(tokens: &[Token], at: usize) -> Found {
    let (value, next) = numerals::ordinal(tokens, at)?;
    let (day, next) = in_month(value, next)?;
    Some((Form::DayOfMonth { day, weekday: None }, next))
}

/// "On the 26th": digits with an ordinal ending after "the", and nothing counted after it.
fn day_of_month(tokens: &[Token], at: usize) -> Found {
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

fn is_preposition(token: &Token) -> bool {
    matches!(token.lower.as_str(), "in" | "at" | "and" | "by" | "when" | "after" | "with" | "near")
}

/// "1990-05-03", "1990/5/3", "19900503", "2015-3".
fn iso(tokens: &[Token], at: usize) -> Found {
    let first = tokens.get(at)?;
    if first.kind == TokenKind::Digits && first.lower.len() == 8 {
        let number: u32 = first.lower.parse().ok()?;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return plausible(i16::try_from(year).ok(), month as i8, day as i8)
            .filter(|_| (1900..2100).contains(&year))
            .map(|form| (form, at + 1));
    }
    let year = year(first)?;
    let (month, next) = joined_number(tokens, at + 1)?;
    match joined_number(tokens, next) {
        Some((day, next)) => Some((plausible(Some(year), month, day)?, next)),
        None => (1..=12)
            .contains(&month)
            .then_some((Form::Month { year: Some(year), month }, next))
            .filter(|_| tokens.get(at + 2).is_some_and(|t| t.lower.len() <= 2)),
    }
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

/// "22/04/2019", "3.5.90", "04/22": month first with strokes where both would fit, as English
/// agencies print it; day first with full stops.
fn numeric(tokens: &[Token], at: usize) -> Found {
    let first = tokens.get(at)?;
    if first.kind != TokenKind::Digits || first.lower.len() > 2 {
        return None;
    }
    if at > 0
        && tokens
            .get(at - 1)
            .is_some_and(|t| matches!(t.lower.as_str(), "/" | "." | "$" | "-") && !first.spaced)
    {
        return None;
    }
    let a: i8 = first.lower.parse().ok()?;
    let sign = tokens.get(at + 1)?;
    let (b, next) = joined_number(tokens, at + 1)?;
    let same_sign = tokens.get(next).is_some_and(|t| t.lower == sign.lower && !t.spaced);
    let told = tokens.get(next + 1).filter(|t| same_sign && !t.spaced);
    let told = told.and_then(|t| year(t).or_else(|| two_digits(t)));
    let after_weekday = at > 0 && tokens.get(at - 1).is_some_and(|t| WORDS.weekday(t).is_some());
    if told.is_none() && (!sign.is("/") && !after_weekday || same_sign) {
        return None;
    }
    let day_first = (a > 12 || sign.is(".") && !after_weekday) && b <= 12;
    let (month, day) = if day_first { (b, a) } else { (a, b) };
    let form = plausible(told, month, day).or_else(|| plausible(told, day, month))?;
    // A lone "3/4" is more often a fraction.
    let lone = told.is_none() && a <= 12 && b <= 12 && !after_weekday;
    (!lone || at == 0 || tokens.get(at - 1).is_some_and(|t| t.is("on") || t.is("of")))
        .then(|| (form, if told.is_some() { next + 2 } else { next }))
}

/// "May 1990", "May of 1990", "in May", "last May", "May last year", "this September".
fn month(tokens: &[Token], at: usize) -> Found {
    if let Some((told, next)) = which(tokens, at)
        && let Some((month, after)) = month_name(tokens, next)
    {
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
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let led = before.is_some_and(|t| {
        matches!(
            t.lower.as_str(),
            "in" | "since"
                | "until"
                | "till"
                | "of"
                | "by"
                | "from"
                | "to"
                | "and"
                | "during"
                | "between"
                | "before"
                | "after"
                | "through"
                | "the"
                | "early"
                | "late"
                | "mid"
                | "-"
        )
    });
    let name_like = before.is_some_and(|t| t.capital && t.kind == TokenKind::Word && !led)
        || tokens.get(next).is_some_and(|t| t.capital && t.kind == TokenKind::Word && !t.is("'s"));
    let stands = if doubtful { token.capital && led } else { token.capital && (led || !name_like) };
    stands.then_some((Form::Month { year: None, month }, next))
}

fn which_year(tokens: &[Token], at: usize) -> Option<(Which, usize)> {
    let at = skip(tokens, at, "of");
    let (told, next) = which(tokens, at)?;
    let year = WORDS.unit(tokens.get(next)?) == Some(Unit::Year);
    year.then_some((told, next + 1))
}

fn is_counted(token: &Token) -> bool {
    matches!(
        token.lower.as_str(),
        "people"
            | "men"
            | "women"
            | "children"
            | "civilians"
            | "soldiers"
            | "troops"
            | "homes"
            | "houses"
            | "families"
            | "persons"
            | "residents"
            | "fighters"
            | "villages"
            | "km"
            | "kilometres"
            | "kilometers"
            | "miles"
            | "metres"
            | "meters"
            | "tons"
            | "tonnes"
            | "percent"
            | "dollars"
            | "refugees"
            | "households"
            | "students"
            | "workers"
            | "pounds"
            | "barrels"
            | "members"
            | "jobs"
            | "points"
            | "shares"
            | "others"
            | "hectares"
            | "feet"
            | "mines"
            | "hours"
            | "years"
            | "days"
            | "months"
            | "police"
            | "prisoners"
    )
}

/// "The third quarter of 1990", "third-quarter", "Q3 2016", "this year's third quarter".
fn quarter(tokens: &[Token], at: usize) -> Found {
    if let Some((which, next)) = which_year(tokens, at)
        && let Some((number, next)) = quarter_name(tokens, next)
    {
        return Some((Form::Quarter { year: None, number, which: Some(which) }, next));
    }
    if let Some(found) = coded_quarter(tokens, at) {
        return Some(found);
    }
    let (number, next) = quarter_name(tokens, at)?;
    if let Some((which, after)) = which_year(tokens, next) {
        return Some((Form::Quarter { year: None, number, which: Some(which) }, after));
    }
    let (year, next) = year_after(tokens, next, false);
    Some((Form::Quarter { year, number, which: None }, next))
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

/// "Spring 1990", "last summer", "this fall", "the winter of 1990", "summer".
fn season(tokens: &[Token], at: usize) -> Found {
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
    let sure = !matches!(season, Season::Spring | Season::Autumn) || the;
    (led && sure).then_some((Form::Season { season, year: None, which: None }, start + 1))
}

fn is_verb_fall(tokens: &[Token], at: usize, season: Season) -> bool {
    let of = tokens.get(at + 1).is_some_and(|t| t.is("of") || t.is("in"));
    season == Season::Autumn && of && tokens.get(at).is_some_and(|t| t.is("fall"))
}

/// "1990s", "the 1990s", "the '90s", "the nineties".
fn decade(tokens: &[Token], at: usize) -> Found {
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
    let tens = [
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let index = tens.iter().position(|word| token.is(word))?;
    let years = i16::try_from(index).ok()? * 10 + 20;
    let age = at > 0
        && tokens
            .get(start - 1)
            .is_some_and(|t| matches!(t.lower.as_str(), "his" | "her" | "their"));
    (!age && start > at).then_some((Form::Decade(1900 + years), start + 1))
}

/// "The 20th century".
fn century(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    let (number, next) = numerals::ordinal(tokens, start)?;
    let next = skip(tokens, next, "-");
    let century = WORDS.unit(tokens.get(next)?) == Some(Unit::Century);
    let number =
        i16::try_from(number).ok().filter(|number| century && (1..=22).contains(number))?;
    Some((Form::Century(number), next + 1))
}

/// "1990" where it is no count: after a preposition or before a pause.
fn bare_year(tokens: &[Token], at: usize) -> Found {
    let word_year = tokens.get(at)?.is("year");
    if word_year && let Some(told) = tokens.get(at + 1).and_then(year) {
        return Some((Form::Year(told), at + 2));
    }
    let Some(told) = tokens.get(at).and_then(year) else { return spoken_year(tokens, at) };
    let likely = (1900..2050).contains(&told);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let after = tokens.get(at + 1);
    let led = before.is_some_and(|t| {
        matches!(
            t.lower.as_str(),
            "in" | "since"
                | "of"
                | "until"
                | "till"
                | "from"
                | "by"
                | "during"
                | "before"
                | "after"
                | "to"
                | "through"
                | "between"
                | "fiscal"
                | "early"
                | "late"
                | "mid"
                | "and"
                | "("
                | "-"
                | "the"
                | "year"
                | "around"
                | "or"
                | ","
        )
    });
    let barred = before.is_some_and(|t| {
        matches!(
            t.lower.as_str(),
            "some"
                | "about"
                | "nearly"
                | "over"
                | "least"
                | "than"
                | "$"
                | "£"
                | "€"
                | "almost"
                | "to"
                | "approximately"
                | "no"
                | "number"
                | "#"
                | "."
        ) && !matches!(t.lower.as_str(), "to")
    }) || tokens.get(at)?.spaced
        && before.is_some_and(|t| t.kind == TokenKind::Digits);
    let counted = after.is_some_and(|t| {
        is_counted(t)
            || matches!(t.lower.as_str(), "%" | ":")
            || t.is(",")
                && !t.spaced
                && tokens.get(at + 2).is_some_and(|n| n.kind == TokenKind::Digits && !n.spaced)
    });
    let paused = after.is_none_or(|t| {
        matches!(t.lower.as_str(), "," | "." | ";" | ")" | "-") || is_lower_word(t)
    });
    (likely && !barred && !counted && (led || paused)
        || led && !barred && !counted && (1500..2100).contains(&told))
    .then_some((Form::Year(told), at + 1))
}

/// "Nineteen ninety-six", "two thousand and five" after a preposition.
fn spoken_year(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    let start = skip(tokens, start, "year");
    let century = numerals::cardinal_word(&tokens.get(start)?.lower)?;
    let framed = start > at
        || at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| {
            matches!(t.lower.as_str(), "in" | "since" | "of") || WORDS.any_month(t).is_some()
        });
    if matches!(century, 18 | 19) {
        let rest = numerals::cardinal(tokens, start + 1)?;
        let tens = rest.value as i16;
        let year = i16::try_from(century).ok()? * 100 + tens;
        return ((10..100).contains(&tens) && tokens.get(start + 1)?.kind == TokenKind::Word)
            .then_some((Form::Year(year), rest.next));
    }
    let whole = numerals::cardinal(tokens, start)?;
    (framed && century == 2 && (2000.0..2100.0).contains(&whole.value))
        .then_some((Form::Year(whole.value as i16), whole.next))
}

fn holiday(tokens: &[Token], at: usize) -> Found {
    let (told, start) = match which(tokens, at) {
        Some((told, next)) => (Some(told), next),
        None => (None, at),
    };
    let ((month, day), next) = WORDS.holiday(tokens, start)?;
    let (year, next) = year_after(tokens, next, false);
    let _ = told;
    Some((Form::Day { year, month, day, weekday: None }, next))
}

/// "The week of April 10", "week 31".
fn week_of(tokens: &[Token], at: usize) -> Found {
    let start = skip(tokens, at, "the");
    if WORDS.unit(tokens.get(start)?) != Some(Unit::Week) {
        return None;
    }
    if tokens.get(start + 1)?.is("of") {
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
