//! Times told from another time: "two days ago", "last week", "the past three months", and plain
//! durations.

use crate::{
    numerals,
    tokens::{Token, TokenKind},
};

use super::{
    calendar,
    find::{Found, longest, which},
    form::{Amount, Anchor, DayPart, Form, Time, Unit, Which},
    words::WORDS,
};

/// The longest relative expression at `at`.
pub(super) fn find(tokens: &[Token], at: usize) -> Found {
    longest([
        named_day(tokens, at),
        weekday(tokens, at),
        which_unit(tokens, at),
        window(tokens, at),
        nth(tokens, at),
        longest([
            counted(tokens, at),
            in_units(tokens, at),
            next_day(tokens, at),
            same(tokens, at),
            overnight(tokens, at),
            earlier_that(tokens, at),
            year_ago(tokens, at),
        ]),
    ])
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.lower.as_str())
}

/// "Yesterday", "today", "the day before yesterday", "tonight", "this morning".
fn named_day(tokens: &[Token], at: usize) -> Found {
    let start = at + usize::from(word(tokens, at) == "the");
    if let Some((shift, next)) = WORDS.day_shift(tokens, start) {
        return Some((days(shift), next));
    }
    let time = match word(tokens, at) {
        "tonight" => Some((DayPart::Night, at + 1)),
        "this" => WORDS.daypart(tokens, at + 1),
        _ => None,
    };
    if let Some((part, next)) = time {
        return Some((Form::At(Box::new(days(0)), Time::Part(part)), next));
    }
    if word(tokens, at) == "last" && word(tokens, at + 1) == "night" {
        return Some((Form::At(Box::new(days(-1)), Time::Part(DayPart::Night)), at + 2));
    }
    None
}

fn days(shift: i32) -> Form {
    Form::Shift {
        amount: Amount::Number(f64::from(shift.abs())),
        unit: Unit::Day,
        back: shift <= 0,
        anchor: Anchor::Publication,
    }
}

/// "Tuesday", "last Tuesday", "Tuesday last week", "the previous Friday".
fn weekday(tokens: &[Token], at: usize) -> Found {
    let (told, start) = match which(tokens, at) {
        Some((told, next)) => (Some(told), next),
        None => (None, at),
    };
    if let Some(found) = told.and_then(|told| weekday_of_week(tokens, start, told)) {
        return Some(found);
    }
    let token = tokens.get(start)?;
    let weekday = WORDS.weekday(token)?;
    // "The Sun newspaper": a short form that is a word stands beside a stop or a number.
    let short = WORDS.is_doubtful_weekday(token);
    if short && !dated_beside(tokens, start + 1) {
        return None;
    }
    let mut next = start + 1;
    if tokens.get(next).is_some_and(|t| t.is(".") && !t.spaced)
        && tokens.get(start)?.lower.len() <= 5
    {
        next += 1;
    }
    if told.is_none() {
        let of = next + usize::from(matches!(word(tokens, next), "of"));
        if let Some((week, after)) = which(tokens, of)
            && tokens.get(after).and_then(|t| WORDS.unit(t)) == Some(Unit::Week)
        {
            return Some((Form::Weekday { weekday, which: Some(week), of_week: true }, after + 1));
        }
        if word(tokens, next) == "week" {
            return Some((
                Form::Weekday { weekday, which: Some(Which::Next), of_week: true },
                next + 1,
            ));
        }
    }
    Some((Form::Weekday { weekday, which: told, of_week: false }, next))
}

/// Whether a short weekday before `at` stands beside a stop or a number: "Sun. 3 May", "Sat, 12".
fn dated_beside(tokens: &[Token], at: usize) -> bool {
    let number = |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Digits);
    let month = |at: usize| tokens.get(at).is_some_and(|t| WORDS.month(t).is_some());
    let comma = word(tokens, at) == "," && (number(at + 1) || month(at + 1));
    word(tokens, at) == "." || number(at) || comma
}

/// "Next week Wednesday", "last week on Monday"; `at` is at "week".
fn weekday_of_week(tokens: &[Token], at: usize, told: Which) -> Found {
    if word(tokens, at) != "week" {
        return None;
    }
    let day = at + 1 + usize::from(matches!(word(tokens, at + 1), "-" | "on"));
    let token = tokens.get(day)?;
    let weekday = WORDS.weekday(token).filter(|_| !WORDS.is_doubtful_weekday(token))?;
    Some((Form::Weekday { weekday, which: Some(told), of_week: true }, day + 1))
}

/// "Last week", "this year", "the past decade", "the latest quarter".
fn which_unit(tokens: &[Token], at: usize) -> Found {
    let (told, next) = which(tokens, at)?;
    let recent = matches!(word(tokens, next - 1), "recent");
    let token = tokens.get(next)?;
    // "The latest period" of a company's report
    if word(tokens, next - 1) == "latest" && token.is("period") {
        return Some((Form::Same(Unit::Quarter), next + 1));
    }
    let unit = WORDS.unit(token)?;
    let plural = token.lower.ends_with('s') && !token.lower.ends_with("'s");
    if plural {
        // "Recent years", "the coming days": a window of unknown length.
        let form = Form::Window { which: told, amount: Amount::Unstated, unit };
        return Some((form, next + 1));
    }
    // "The next day" counts from the day spoken of: see `next_day`.
    let next_day = matches!(unit, Unit::Day | Unit::Night) && told != Which::This;
    if recent || next_day || matches!(unit, Unit::Second | Unit::Minute) {
        return None;
    }
    // "The past month" looks back from now; "last month" is the calendar's.
    if word(tokens, next - 1) == "past" && unit >= Unit::Day {
        let form = Form::Window { which: told, amount: Amount::Number(1.0), unit };
        return Some((form, next + 1));
    }
    Some((Form::Unit { which: told, unit }, next + 1))
}

/// "The past two weeks", "next 3 days", "the last few months", "3 next weeks".
fn window(tokens: &[Token], at: usize) -> Found {
    if let Some((told, next)) = which(tokens, at) {
        // "The course will last three weekends"
        let before = at.checked_sub(1).map_or("", |before| word(tokens, before));
        if word(tokens, at) == "last" && is_auxiliary(before) {
            return None;
        }
        let ((amount, unit), end) = quantity(tokens, next)?;
        let form = Form::Window { which: told, amount, unit };
        return Some((form, end));
    }
    let (amount, next) = amount(tokens, at)?;
    let told = WORDS.which(tokens.get(next)?).filter(|told| *told != Which::This)?;
    let token = tokens.get(next + 1)?;
    // "12 million last year" is no window of years.
    let unit = WORDS.unit(token).filter(|_| token.lower.ends_with('s'))?;
    Some((Form::Window { which: told, amount, unit }, next + 2))
}

/// A word before which a verb stands: "will last", "to last".
fn is_auxiliary(word: &str) -> bool {
    matches!(word, "will" | "to" | "may" | "can" | "could" | "would" | "might" | "should" | "not")
}

/// "The first two weeks of May", "the first nine months", "the last three months of 1990",
/// "the first week of 2021".
fn nth(tokens: &[Token], at: usize) -> Found {
    let start = at + usize::from(word(tokens, at) == "the");
    let last = word(tokens, start) == "last";
    let (first, next) = match numerals::ordinal(tokens, start) {
        Some((number, next)) => (i8::try_from(number).ok()?, next),
        None if last => (-1, start + 1),
        None => return None,
    };
    let (count, next) = match numerals::cardinal(tokens, next) {
        Some(numeral) => (numeral.value as u32, numeral.next),
        None => (1, next),
    };
    let token = tokens.get(next)?;
    let unit = WORDS.unit(token).filter(|unit| *unit >= Unit::Day && *unit != Unit::Quarter)?;
    let of = matches!(word(tokens, next + 1), "of" | "in");
    let of_at = next + 1 + usize::from(of);
    if let Some((form, end)) = longest([calendar::find(tokens, of_at), which_unit(tokens, of_at)])
        && (of || matches!(form, Form::Unit { .. }))
    {
        let of = Some(Box::new(form));
        return Some((Form::Nth { first, count, unit, of }, end));
    }
    // "The first nine months", with nothing said of what: a duration by sense.
    (first == 1 && count > 1).then_some((Form::Nth { first, count, unit, of: None }, next + 1))
}

/// How many of which unit: "two weeks", "a few days", "several months", "two and a half years",
/// "weeks", "two more weeks".
fn quantity(tokens: &[Token], at: usize) -> Option<((Amount, Unit), usize)> {
    let (mut amount, mut next) = match amount(tokens, at) {
        Some(found) => found,
        None => (Amount::Unstated, at),
    };
    if matches!(
        word(tokens, next),
        "more"
            | "full"
            | "whole"
            | "additional"
            | "consecutive"
            | "straight"
            | "-"
            | "long"
            | "-long"
            | "calendar"
            | "crucial"
            | "other"
    ) {
        next += 1;
    }
    let token = tokens.get(next)?;
    let unit = WORDS.unit(token)?;
    if amount == Amount::Unstated && !token.lower.ends_with('s') {
        return None;
    }
    next += 1;
    if word(tokens, next) == "and"
        && word(tokens, next + 1) == "a"
        && word(tokens, next + 2) == "half"
    {
        if let Amount::Number(number) = &mut amount {
            *number += 0.5;
        }
        next += 3;
    }
    Some(((amount, unit), next))
}

fn amount(tokens: &[Token], at: usize) -> Option<(Amount, usize)> {
    match (word(tokens, at), word(tokens, at + 1), word(tokens, at + 2)) {
        ("a", "couple", "of") => return Some((Amount::Number(2.0), at + 3)),
        ("a", "couple", _) => return Some((Amount::Number(2.0), at + 2)),
        ("a" | "the", "few", _) => return Some((Amount::Few, at + 2)),
        ("a", "number", "of") => return Some((Amount::Unstated, at + 3)),
        ("all", "day" | "night" | "week" | "month" | "year", _) => {
            return Some((Amount::Number(1.0), at + 1));
        }
        ("half", "a" | "an", _) => return Some((Amount::Number(0.5), at + 2)),
        ("a", "half", _) => return Some((Amount::Number(0.5), at + 2)),
        ("½", _, _) => return Some((Amount::Number(0.5), at + 1)),
        ("few" | "several" | "some", _, _) => return Some((Amount::Few, at + 1)),
        ("many" | "countless", _, _) => return Some((Amount::Unstated, at + 1)),
        ("dozens" | "hundreds" | "thousands" | "tens", "of", _) => {
            return Some((Amount::Unstated, at + 2));
        }
        ("a" | "an", _, _) if scale_next(tokens, at).is_none() => {
            return Some((Amount::Number(1.0), at + 1));
        }
        _ => {}
    }
    let numeral = numerals::cardinal(tokens, at)?;
    if let Some((half, next)) = half_after(tokens, numeral.next) {
        return Some((Amount::Number(numeral.value + half), next));
    }
    Some((Amount::Number(numeral.value), numeral.next))
}

fn scale_next(tokens: &[Token], at: usize) -> Option<u64> {
    numerals::scale_word(&tokens.get(at + 1)?.lower)
}

/// "2 1/2", "two and a half", "5½".
fn half_after(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    if word(tokens, at) == "½" {
        return Some((0.5, at + 1));
    }
    let hyphen = |at: usize| at + usize::from(word(tokens, at) == "-");
    let and = hyphen(at);
    let a = hyphen(and + 1);
    let half = if word(tokens, a) == "a" { hyphen(a + 1) } else { a };
    if word(tokens, and) == "and" && word(tokens, half) == "half" {
        return Some((0.5, half + 1));
    }
    let half =
        word(tokens, at) == "1" && word(tokens, at + 1) == "/" && word(tokens, at + 2) == "2";
    half.then_some((0.5, at + 3))
}

/// A duration, or a shift when "ago", "earlier", "later", "before X" follows.
fn counted(tokens: &[Token], at: usize) -> Found {
    let mut next = at;
    if word(tokens, next) == "the"
        && amount(tokens, next + 1).is_some()
        && WORDS.unit_after(tokens, next + 1)
    {
        next += 1;
    }
    let (first, mut next) = quantity(tokens, next)?;
    let mut parts = vec![first];
    while let Some((part, after)) = more_parts(tokens, next, &parts) {
        parts.push(part);
        next = after;
    }
    let (amount, unit) = first;
    if let Some((form, end)) = shifted(tokens, next, amount, unit).filter(|_| parts.len() == 1) {
        return Some((form, end));
    }
    // A lone "day", "second", "minute" or a bare plural without more is rarely a date; "years" is.
    let bare = amount == Amount::Unstated && unit <= Unit::Hour && parts.len() == 1;
    // "An 8-year-old boy", "eight years old": an age.
    let hyphen = usize::from(word(tokens, next) == "-");
    let age = matches!(word(tokens, next + hyphen), "old" | "olds");
    // "A second wave", "three-quarters", "the 1988 quarter"
    let second = first == (Amount::Number(1.0), Unit::Second) && parts.len() == 1;
    let three_quarters = first == (Amount::Number(3.0), Unit::Quarter)
        && tokens.get(next - 2).is_some_and(|t| t.is("-"));
    let year = matches!(amount, Amount::Number(number) if (1900.0..2100.0).contains(&number));
    if bare || age || second || three_quarters || year && unit >= Unit::Quarter {
        return None;
    }
    Some((Form::Duration(parts), next))
}

fn more_parts(
    tokens: &[Token],
    at: usize,
    parts: &[(Amount, Unit)],
) -> Option<((Amount, Unit), usize)> {
    let start = at + usize::from(matches!(word(tokens, at), "and" | ","));
    let (part, next) = quantity(tokens, start)?;
    let smaller = parts.last().is_some_and(|(_, unit)| part.1 < *unit);
    let numbered = matches!(part.0, Amount::Number(_));
    (smaller && numbered && word(tokens, next) != "ago").then_some((part, next))
}

fn shifted(tokens: &[Token], at: usize, amount: Amount, unit: Unit) -> Found {
    let shift = |back, anchor| Form::Shift { amount, unit, back, anchor };
    match (word(tokens, at), word(tokens, at + 1)) {
        ("ago", _) => Some((shift(true, Anchor::Publication), at + 1)),
        ("earlier" | "previously", _) => Some((shift(true, Anchor::Mentioned), at + 1)),
        ("later" | "afterwards" | "hence" | "thereafter", _) => {
            Some((shift(false, Anchor::Mentioned), at + 1))
        }
        ("from", "now") | ("from", "today") => Some((shift(false, Anchor::Publication), at + 2)),
        ("before" | "after" | "from" | "following", _) => {
            let back = word(tokens, at) == "before";
            let framed = at + 1;
            match longest([
                calendar::find(tokens, framed),
                named_day(tokens, framed),
                weekday(tokens, framed),
            ]) {
                Some((of, end)) => {
                    let of = Box::new(of);
                    Some((Form::ShiftFrom { amount, unit, back, of }, end))
                }
                // "Two days after the attack": counted from the day spoken of.
                None if word(tokens, at) != "from"
                    && word(tokens, at) != "following"
                    && unit >= Unit::Day =>
                {
                    Some((shift(back, Anchor::Told), at))
                }
                None => None,
            }
        }
        _ => None,
    }
}

/// "In two weeks", "within 48 hours": forward from publication.
fn in_units(tokens: &[Token], at: usize) -> Found {
    let lead = word(tokens, at);
    if !matches!(lead, "in" | "within") {
        return None;
    }
    let ((amount, unit), next) = quantity(tokens, at + 1)?;
    if lead == "within" {
        return Some((Form::Window { which: Which::Next, amount, unit }, next));
    }
    // "In 10 years of war" is a duration; "in two weeks" stands alone.
    if matches!(word(tokens, next), "of") || matches!(amount, Amount::Unstated) {
        return None;
    }
    let next = next + usize::from(word(tokens, next) == "time");
    Some((Form::Shift { amount, unit, back: false, anchor: Anchor::Publication }, next))
}

/// "The next day", "the following morning", "the day before", "the previous day", "a day earlier".
fn next_day(tokens: &[Token], at: usize) -> Found {
    if word(tokens, at) != "the" {
        return None;
    }
    let shift = |back, unit| Form::Shift {
        amount: Amount::Number(1.0),
        unit,
        back,
        anchor: Anchor::Mentioned,
    };
    let back = match word(tokens, at + 1) {
        "next" | "following" => false,
        "previous" | "preceding" => true,
        _ => {
            let token = tokens.get(at + 1)?;
            let unit = WORDS.unit(token).filter(|unit| *unit >= Unit::Day)?;
            if token.lower.ends_with('s') {
                return None;
            }
            let back = match word(tokens, at + 2) {
                "before" => true,
                "after" => false,
                _ => return None,
            };
            return Some((shift(back, unit), at + 3));
        }
    };
    if let Some((part, next)) = WORDS.daypart(tokens, at + 2) {
        return Some((Form::At(Box::new(shift(back, Unit::Day)), Time::Part(part)), next));
    }
    let unit = WORDS.unit(tokens.get(at + 2)?)?;
    (unit == Unit::Day || unit == Unit::Night).then(|| (shift(back, Unit::Day), at + 3))
}

/// "The same day", "that week", "the weekend", "the day", "the year".
fn same(tokens: &[Token], at: usize) -> Found {
    let (lead, mut next) = (word(tokens, at), at + 1);
    if !matches!(lead, "the" | "that" | "same") {
        return None;
    }
    let same = word(tokens, next) == "same" || lead == "same";
    next += usize::from(word(tokens, next) == "same");
    let token = tokens.get(next)?;
    let unit = WORDS.unit(token).filter(|unit| *unit >= Unit::Day && *unit != Unit::Night)?;
    if token.lower.ends_with('s') {
        return None;
    }
    let sure = same || lead == "that" || unit == Unit::Weekend || unit == Unit::Quarter;
    let alone = !matches!(word(tokens, next + 1), "of" | "'" | "-" | "when" | "for");
    ((sure || unit >= Unit::Day) && alone).then_some((Form::Same(unit), next + 1))
}

fn overnight(tokens: &[Token], at: usize) -> Found {
    (word(tokens, at) == "overnight").then_some((Form::Overnight, at + 1))
}

/// "Earlier in the day", "earlier today", "later that day".
fn earlier_that(tokens: &[Token], at: usize) -> Found {
    if !matches!(word(tokens, at), "earlier" | "later") {
        return None;
    }
    let start = at + 1 + usize::from(word(tokens, at + 1) == "in");
    let (form, end) =
        longest([named_day(tokens, start), same(tokens, start), weekday(tokens, start)])?;
    Some((form, end))
}

/// "The year-ago quarter", "year-earlier": the same time a year before.
fn year_ago(tokens: &[Token], at: usize) -> Found {
    let start = at + usize::from(word(tokens, at) == "the");
    let joined = word(tokens, start) == "year" && word(tokens, start + 1) == "-";
    if !joined || !matches!(word(tokens, start + 2), "ago" | "earlier") {
        return None;
    }
    let noun = matches!(word(tokens, start + 3), "quarter" | "period" | "month");
    let (amount, unit, anchor) = (Amount::Number(1.0), Unit::Year, Anchor::Mentioned);
    Some((Form::Shift { amount, unit, back: true, anchor }, start + 3 + usize::from(noun)))
}

impl super::words::Words {
    /// Whether a number and a unit stand at `at`.
    fn unit_after(&self, tokens: &[Token], at: usize) -> bool {
        quantity(tokens, at).is_some()
    }
}
