//! Times of day.

use crate::{
    numerals,
    tokens::{Token, TokenKind},
};

use super::{
    calendar,
    find::{Found, longest},
    form::{Form, Time},
    relative,
    words::WORDS,
};

/// A time of day, alone or before its day: "10 a.m.", "9 a.m. Tuesday", "noon on 3 May".
pub(super) fn with_day(tokens: &[Token], at: usize) -> Found {
    let (time, next) = time(tokens, at).or_else(|| framed_part(tokens, at))?;
    let next = zone(tokens, next);
    let day_at =
        next + usize::from(tokens.get(next).is_some_and(|t| t.is("on") || t.is(",") || t.is("of")));
    if let Some((day, end)) =
        longest([calendar::find(tokens, day_at), relative::find(tokens, day_at)])
        && is_day(&day)
    {
        return Some((Form::At(Box::new(day), time), end));
    }
    Some((Form::Time(time), next))
}

fn is_day(form: &Form) -> bool {
    use super::form::Unit;
    matches!(
        form,
        Form::Day { .. }
            | Form::Weekday { .. }
            | Form::DayOfMonth { .. }
            | Form::Shift { unit: Unit::Day, .. }
    )
}

/// A time after its day: "night", "at 10 a.m.", "in the evening", ", 14:30".
pub(super) fn after_day(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    if let Some((part, next)) = WORDS.daypart(tokens, at) {
        return Some((Time::Part(part), next));
    }
    let mut start = at;
    while tokens.get(start).is_some_and(|t| {
        matches!(t.lower.as_str(), "at" | "," | "@" | "in" | "the" | "around" | "about" | "t")
    }) && start < at + 3
    {
        start += 1;
    }
    if let Some((time, next)) = clock(tokens, start) {
        return Some((time, zone(tokens, next)));
    }
    let framed = start > at && tokens.get(start - 1).is_some_and(|t| t.is("the") || t.is("at"));
    let (part, next) = WORDS.daypart(tokens, start).filter(|_| framed)?;
    Some((Time::Part(part), next))
}

fn time(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    clock(tokens, at).or_else(|| {
        let word = tokens.get(at)?.lower.as_str();
        match word {
            "noon" | "midday" => Some((Time::Clock(12, None, None), at + 1)),
            "midnight" => Some((Time::Clock(0, None, None), at + 1)),
            _ => None,
        }
    })
}

/// "In the morning", "at dawn", "at night".
fn framed_part(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let lead = tokens.get(at)?.lower.as_str();
    let start = match lead {
        "at" => at + 1,
        "in" | "during" if tokens.get(at + 1)?.is("the") => at + 2,
        "before" | "after" => at + 1,
        _ => return None,
    };
    let (part, next) = WORDS.daypart(tokens, start)?;
    Some((Time::Part(part), next))
}

/// "10 a.m.", "10:35 am", "14:30", "1430 GMT", "five in the morning".
fn clock(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let (hour, mut next, spoken) = match tokens.get(at)? {
        token if token.kind == TokenKind::Digits => {
            (token.lower.parse::<u32>().ok()?, at + 1, false)
        }
        _ => {
            let numeral = numerals::cardinal(tokens, at)?;
            (numeral.value as u32, numeral.next, true)
        }
    };
    let (mut minute, mut second) = (None, None);
    if !spoken && let Some((value, after)) = sexagesimal(tokens, next, ":") {
        minute = Some(value);
        next = after;
        if let Some((value, after)) = sexagesimal(tokens, next, ":") {
            second = Some(value);
            next = after;
        }
    }
    let military = tokens.get(at)?.lower.len() == 4
        && tokens
            .get(next)
            .is_some_and(|t| matches!(t.lower.as_str(), "gmt" | "utc" | "hrs" | "hours" | "local"));
    if military && hour < 2400 && !spoken {
        let clock = Time::Clock((hour / 100) as u8, Some((hour % 100) as u8), None);
        return (hour % 100 < 60).then_some((clock, next));
    }
    let mut hour = u8::try_from(hour).ok().filter(|hour| *hour <= 24)?;
    match half_of_day(tokens, next) {
        Some((afternoon, after)) => {
            if hour > 12 {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            Some((Time::Clock(hour, minute, second), after))
        }
        None => minute.map(|_| (Time::Clock(hour, minute, second), next)),
    }
}

fn sexagesimal(tokens: &[Token], at: usize, sign: &str) -> Option<(u8, usize)> {
    let (colon, digits) = (tokens.get(at)?, tokens.get(at + 1)?);
    let fits = colon.is(sign) && !colon.spaced && !digits.spaced && digits.lower.len() == 2;
    let value: u8 = digits.lower.parse().ok().filter(|value| fits && *value < 60)?;
    Some((value, at + 2))
}

/// "a.m.", "pm", "o'clock in the evening", "in the morning": whether it is after noon.
fn half_of_day(tokens: &[Token], at: usize) -> Option<(bool, usize)> {
    let word = tokens.get(at)?.lower.as_str();
    if matches!(word, "am" | "pm") {
        return Some((word == "pm", at + 1));
    }
    let letter = |at: usize, letters: &[&str]| {
        tokens.get(at).is_some_and(|t| letters.contains(&t.lower.as_str()))
    };
    if letter(at, &["a", "p"]) && letter(at + 1, &["."]) && letter(at + 2, &["m"]) {
        let stop = letter(at + 3, &["."]) && tokens.get(at + 3).is_some_and(|t| !t.spaced);
        return Some((word == "p", at + 3 + usize::from(stop)));
    }
    if word == "in" && letter(at + 1, &["the"]) {
        return match tokens.get(at + 2)?.lower.as_str() {
            "morning" => Some((false, at + 3)),
            "afternoon" | "evening" => Some((true, at + 3)),
            _ => None,
        };
    }
    None
}

/// "GMT", "EDT", "local time", "(1430 GMT)" after a clock time.
fn zone(tokens: &[Token], at: usize) -> usize {
    let word = tokens.get(at).map_or("", |t| t.lower.as_str());
    let open = tokens.get(at).is_some_and(|t| t.is("("))
        && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Digits)
        && tokens.get(at + 2).is_some_and(|t| t.is("gmt"))
        && tokens.get(at + 3).is_some_and(|t| t.is(")"));
    match word {
        "gmt" | "utc" | "edt" | "est" | "pdt" | "pst" | "cet" | "et" | "pt" | "hrs" => at + 1,
        "local" if tokens.get(at + 1).is_some_and(|t| t.is("time")) => at + 2,
        _ if open => at + 4,
        _ => at,
    }
}
