//! Finds date expressions: ranges first, then open times, then single ones; the longest wins.

use tidings_types::Span;

use crate::{
    numerals,
    tokens::{Token, TokenKind, tokens},
};

use super::{
    calendar, clock,
    form::{Form, Open, Part, Set, Time, Unit, Which},
    relative,
    words::{WORDS, year},
};

/// A date expression in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The whole expression with its preposition of extent: "since March", "from 3 to 5 May".
    pub span: Span,
    /// The expression without an opening "since", "until", "before", "after", "by".
    pub core: Span,
    /// What it says.
    pub form: Form,
}

/// A form with the index just past its last token.
pub(super) type Found = Option<(Form, usize)>;

/// All date expressions of `text`, in order, without overlaps. `offset` is added to the spans.
pub fn find(text: &str, offset: usize) -> Vec<Expression> {
    let cut = tokens(text, offset);
    let mut found = Vec::new();
    let mut at = 0;
    while at < cut.len() {
        let Some((form, core, next)) = expression(&cut, at) else {
            at += 1;
            continue;
        };
        if let (Some(span), Some(core)) = (cover(&cut, at, next), cover(&cut, core, next)) {
            found.push(Expression { span, core, form });
        }
        at = next.max(at + 1);
    }
    found
}

fn cover(tokens: &[Token], from: usize, to: usize) -> Option<Span> {
    Some(tokens.get(from)?.span.cover(tokens.get(to.checked_sub(1)?)?.span))
}

fn expression(tokens: &[Token], at: usize) -> Option<(Form, usize, usize)> {
    if let Some((form, next)) = range(tokens, at) {
        return Some((form, at, next));
    }
    if let Some((sense, start)) = opening(tokens, at)
        && let Some((form, next)) = range(tokens, start).or_else(|| single(tokens, start))
        && opens(sense, &form)
    {
        return Some((Form::Open(sense, Box::new(form)), start, next));
    }
    single(tokens, at).map(|(form, next)| (form, at, next))
}

/// "Before" and "after" open a calendar time, never a duration or a mere part of the day.
fn opens(sense: Open, form: &Form) -> bool {
    match form {
        Form::Duration(_) | Form::Set(_) | Form::Past | Form::Future => false,
        Form::Time(Time::Part(_)) => sense == Open::Since,
        _ => true,
    }
}

fn opening(tokens: &[Token], at: usize) -> Option<(Open, usize)> {
    let sense = match tokens.get(at)?.lower.as_str() {
        "since" | "starting" | "beginning" | "commencing" => Open::Since,
        "until" | "till" => Open::Until,
        "before" => Open::Before,
        "after" => Open::After,
        "by" => Open::By,
        _ => return None,
    };
    let skip = tokens.get(at + 1).filter(|t| matches!(t.lower.as_str(), "on" | "from" | "at"));
    Some((sense, at + 1 + usize::from(skip.is_some())))
}

fn range(tokens: &[Token], at: usize) -> Found {
    let word = tokens.get(at)?.lower.as_str();
    let (start, joins): (usize, &[&str]) = match word {
        "between" => (at + 1, &["and", "-", "to", "~"]),
        "from" => (at + 1, &["to", "until", "till", "through", "-"]),
        _ => (at, &["to", "until", "till", "through", "-"]),
    };
    let framed = start > at;
    if let Some(found) = calendar::day_range(tokens, start, joins, framed) {
        return Some(found);
    }
    if let Some(found) = calendar::month_range(tokens, start, joins) {
        return Some(found);
    }
    let (from, middle) = single(tokens, start)?;
    let join = tokens.get(middle)?;
    if !joins.contains(&join.lower.as_str()) {
        return None;
    }
    let (to, next) = single(tokens, middle + 1).or_else(|| short_year(tokens, middle, &from))?;
    let comparable = grain(&from).is_some() && grain(&to).is_some();
    let plain = framed
        || join.is("through")
        || matches!((&from, &to), (Form::Weekday { .. }, Form::Weekday { .. }))
        || grain(&from) == grain(&to);
    (comparable && plain).then(|| (Form::Range(Box::new(from), Box::new(to)), next))
}

/// "1998-99": the second year told by two digits.
fn short_year(tokens: &[Token], join: usize, from: &Form) -> Found {
    let Form::Year(first) = from else { return None };
    let token = tokens.get(join + 1)?;
    let close = tokens.get(join)?.is("-") && !token.spaced && token.lower.len() == 2;
    let last: i16 = token.lower.parse().ok().filter(|_| close)?;
    let year = first - first % 100 + last;
    (year > *first).then_some((Form::Year(year), join + 2))
}

/// A grain for telling whether two ends of a range match; `None` for what is no calendar time.
fn grain(form: &Form) -> Option<u8> {
    Some(match form {
        Form::Day { .. }
        | Form::DayOfMonth { .. }
        | Form::Easter { .. }
        | Form::Shift { unit: Unit::Day, .. } => 1,
        Form::Weekday { .. } => 1,
        Form::At(..) | Form::Time(Time::Clock(..)) => 0,
        Form::Month { .. } | Form::MonthOf { .. } => 3,
        Form::Season { .. } | Form::Quarter { .. } => 4,
        Form::Year(_) | Form::Decade(_) => 5,
        Form::Part(_, of) => return grain(of),
        Form::Present | Form::Unit { .. } | Form::ShiftFrom { .. } | Form::Shift { .. } => 6,
        _ => return None,
    })
}

/// One expression that is neither a range nor opened by a preposition: the longest that fits.
pub(super) fn single(tokens: &[Token], at: usize) -> Found {
    let base = longest([
        calendar::find(tokens, at),
        relative::find(tokens, at),
        part_of(tokens, at),
        clock::with_day(tokens, at),
        set(tokens, at),
        WORDS.moment(tokens, at).map(|(moment, next)| (moment.into(), next)),
    ])?;
    Some(with_time(tokens, base))
}

pub(super) fn longest<const N: usize>(found: [Found; N]) -> Found {
    found.into_iter().flatten().reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// "Tuesday" + "night", "3 May" + "at 10 a.m.".
fn with_time(tokens: &[Token], (form, next): (Form, usize)) -> (Form, usize) {
    if !matches!(grain(&form), Some(1)) {
        return (form, next);
    }
    match clock::after_day(tokens, next) {
        Some((time, after)) => (Form::At(Box::new(form), time), after),
        None => (form, next),
    }
}

/// "Early May", "the end of 1990", "mid-November", "later this week", "late on Tuesday".
fn part_of(tokens: &[Token], at: usize) -> Found {
    let the = tokens.get(at)?.is("the");
    let start = at + usize::from(the);
    let part = WORDS.part(tokens.get(start)?)?;
    let mut next = start + 1;
    let mut joined = false;
    while let Some(token) = tokens.get(next) {
        if !matches!(token.lower.as_str(), "-" | "of" | "in" | "on" | "the" | "part") {
            break;
        }
        joined = true;
        next += 1;
    }
    // "The start of May"; "will start in May" tells of May.
    let of = tokens.get(start + 1).is_some_and(|t| t.is("of") || t.is("-")) || the;
    if matches!(part, Part::Start | Part::End) && !(joined && of) && !is_this_unit(tokens, next) {
        return None;
    }
    if the && !joined && matches!(part, Part::Early) && tokens.get(start)?.is("earlier") {
        return None;
    }
    let (form, end) = longest([calendar::find(tokens, next), relative::find(tokens, next)])
        .or_else(|| bare_unit(tokens, next, the || joined))
        .or_else(|| lower_month(tokens, next))?;
    let fits = !matches!(form, Form::Duration(_) | Form::Past | Form::Present | Form::Future);
    // "Earlier this month" runs from its start to the report's day.
    if tokens.get(start)?.is("earlier") && matches!(form, Form::Unit { which: Which::This, .. }) {
        return Some((Form::Range(Box::new(form), Box::new(Form::Present)), end));
    }
    fits.then(|| (Form::Part(part, Box::new(form)), end))
}

/// "End this year" without "of".
fn is_this_unit(tokens: &[Token], at: usize) -> bool {
    matches!(relative::find(tokens, at), Some((Form::Unit { .. }, _)))
        && tokens.get(at.wrapping_sub(1)).is_some_and(|t| t.is("of"))
}

/// "The end of the year": "the" was already passed.
fn bare_unit(tokens: &[Token], at: usize, framed: bool) -> Found {
    let token = tokens.get(at)?;
    let unit = WORDS.unit(token).filter(|_| framed && !token.lower.ends_with('s'))?;
    (unit >= Unit::Day).then_some((Form::Same(unit), at + 1))
}

fn lower_month(tokens: &[Token], at: usize) -> Found {
    let month = WORDS.any_month(tokens.get(at)?)?;
    let told = tokens.get(at + 1).and_then(year);
    Some((Form::Month { year: told, month }, at + 1 + usize::from(told.is_some())))
}

/// "Every day", "each Thursday", "daily", "Sundays".
fn set(tokens: &[Token], at: usize) -> Found {
    let token = tokens.get(at)?;
    if let Some(period) = WORDS.set(token) {
        return Some((Form::Set(Set::Period(period.to_owned())), at + 1));
    }
    if let Some(weekday) = WORDS.weekday_plural(token) {
        return Some((Form::Set(Set::Weekday(weekday, None)), at + 1));
    }
    if !matches!(token.lower.as_str(), "every" | "each") {
        return None;
    }
    let next = tokens.get(at + 1)?;
    if let Some(weekday) = WORDS.weekday(next) {
        let part = WORDS.daypart(tokens, at + 2);
        let after = part.map_or(at + 2, |(_, after)| after);
        return Some((Form::Set(Set::Weekday(weekday, part.map(|(part, _)| part))), after));
    }
    if let Some((part, after)) = WORDS.daypart(tokens, at + 1) {
        return Some((Form::Set(Set::Daily(Time::Part(part))), after));
    }
    let other = next.is("other");
    let (count, unit_at) = match numerals::cardinal(tokens, at + 1) {
        Some(numeral) => (numeral.value, numeral.next),
        None if other => (2.0, at + 2),
        None => (1.0, at + 1),
    };
    let unit = WORDS.unit(tokens.get(unit_at)?)?;
    let period = super::timex::period(&[(super::form::Amount::Number(count), unit)]);
    Some((Form::Set(Set::Period(period)), unit_at + 1))
}

impl From<super::words::Moment> for Form {
    fn from(moment: super::words::Moment) -> Self {
        match moment {
            super::words::Moment::Past => Self::Past,
            super::words::Moment::Present => Self::Present,
            super::words::Moment::Future => Self::Future,
        }
    }
}

/// A word that tells which, after an optional "the": the word's meaning and the next index.
pub(super) fn which(tokens: &[Token], at: usize) -> Option<(Which, usize)> {
    let the = tokens.get(at)?.is("the");
    // "This past Wednesday"
    let this = tokens.get(at)?.is("this") && tokens.get(at + 1).is_some_and(|t| t.is("past"));
    let at = at + usize::from(the || this);
    Some((WORDS.which(tokens.get(at)?)?, at + 1))
}

/// Whether the token is a word of small letters.
pub(super) fn is_lower_word(token: &Token) -> bool {
    token.kind == TokenKind::Word && !token.capital
}
