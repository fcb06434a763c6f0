//! Grounds a form in the calendar: which day, week, month, … it means, looking back by preference.
//!
//! News tells of what was: "on Tuesday" is the last Tuesday that is not after publication, "in May"
//! the last May that has begun. Only with [`Direction::Future`] (planned, conditional) is the next
//! one meant.

use jiff::{
    Span,
    civil::{Date, Weekday},
};

use super::easter;
use super::form::{Amount, Anchor, Form, Open, Part, Season, Time, Unit, Which};

/// Which way an expression looks where the words leave it open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The nearest one not after publication.
    #[default]
    Past,
    /// The nearest one not before publication.
    Future,
}

/// What an expression is resolved against.
#[derive(Clone, Copy, Debug, Default)]
pub struct Frame {
    /// The report's day, if known.
    pub published: Option<Date>,
    /// The day last spoken of, for "the next day", "two days earlier"; publication where `None`.
    pub mentioned: Option<Date>,
    /// The first day of the quarter last spoken of: in business copy "a year earlier" is that
    /// quarter of the year before.
    pub quarter: Option<Date>,
    /// Which way open expressions look.
    pub direction: Direction,
}

impl Frame {
    /// The frame for what follows `form`.
    pub fn after(self, form: &Form) -> Self {
        let Some(grounded) = ground(form, &self) else { return self };
        let start = bounds(&grounded, &self).and_then(|(start, _)| start);
        let named = matches!(form, Form::Quarter { .. } | Form::Part(..));
        let quarter =
            start.filter(|_| named && matches!(innermost(&grounded), Ground::Quarter(..)));
        Self { mentioned: start.or(self.mentioned), quarter: quarter.or(self.quarter), ..self }
    }

    /// The quarter that a text of business means without naming it: the one spoken of, else the
    /// last that is over.
    fn running_quarter(&self) -> Option<Date> {
        self.quarter.or_else(|| plus(self.published?, Unit::Quarter, -1))
    }
}

/// A part or a time of day taken away.
fn innermost(ground: &Ground) -> &Ground {
    match ground {
        Ground::Part(_, of) | Ground::Open(_, of) | Ground::At(of, _) => innermost(of),
        other => other,
    }
}

/// A form grounded in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ground {
    Day(Date),
    Weekend(Date),
    Week(Date),
    Month(i16, i8),
    Quarter(i16, u8),
    Half(i16, u8),
    Season(i16, Season),
    Year(i16),
    Decade(i16),
    Century(i16),
    /// From the first to the last day.
    Interval(Date, Date),
    Part(Part, Box<Ground>),
    At(Box<Ground>, Time),
    Open(Open, Box<Ground>),
    Past,
    Present,
    Future,
}

/// Grounds `form`; `None` for durations, sets and what needs a publication day that is not known.
pub(super) fn ground(form: &Form, frame: &Frame) -> Option<Ground> {
    match form {
        Form::Day { year, month, day, .. } => day_of(*year, *month, *day, frame),
        Form::Easter { days, year, which } => {
            easter::ground(*days, *year, *which, frame).map(Ground::Day)
        }
        Form::DayOfMonth { day, weekday } => day_of_month(*day, *weekday, frame),
        Form::Month { year: Some(year), month } => Some(Ground::Month(*year, *month)),
        Form::Month { year: None, month } => open_month(*month, frame),
        Form::MonthOf { month, which, of_year } => month_of(*month, *which, *of_year, frame),
        Form::Year(year) => Some(Ground::Year(*year)),
        Form::Decade(year) => Some(Ground::Decade(*year)),
        Form::Century(number) => Some(Ground::Century(*number)),
        Form::Quarter { year, number, which } => quarter(*year, *number, *which, frame),
        Form::QuarterIn(year) => {
            let month = u8::try_from(frame.running_quarter()?.month()).ok()?;
            Some(Ground::Quarter(*year, (month - 1) / 3 + 1))
        }
        Form::Season { season, year, which } => season_of(*season, *year, *which, frame),
        Form::Weekday { weekday, which, of_week } => weekday_of(*weekday, *which, *of_week, frame),
        Form::Unit { which, unit } => unit_of(*which, *unit, frame.published?),
        Form::Same(Unit::Weekend) if frame.direction == Direction::Future => {
            unit_of(Which::This, Unit::Weekend, frame.published?)
        }
        Form::Same(Unit::Quarter) => unit_around(Unit::Quarter, frame.running_quarter()?),
        Form::Same(unit) => unit_around(*unit, frame.mentioned.or(frame.published)?),
        Form::Shift { amount: Amount::Number(years), unit: Unit::Year, back: true, .. }
            if frame.quarter.is_some() =>
        {
            unit_around(Unit::Quarter, plus(frame.quarter?, Unit::Year, -(*years as i64))?)
        }
        Form::Shift { amount, unit, back, anchor } => {
            let from = match anchor {
                Anchor::Publication => frame.published?,
                Anchor::Mentioned | Anchor::Told => frame.mentioned.or(frame.published)?,
            };
            shifted(from, *amount, *unit, *back)
        }
        Form::ShiftFrom { amount, unit, back, of } => {
            let (first, last) = bounds(&ground(of, frame)?, frame)?;
            shifted(if *back { first? } else { last? }, *amount, *unit, *back)
        }
        Form::Window { which, amount, unit } => window(*which, *amount, *unit, frame.published?),
        Form::Nth { first, count, unit, of: Some(of) } => {
            let (start, end) = bounds(&ground(of, frame)?, frame)?;
            nth(*first, *count, *unit, start?, end?)
        }
        Form::WeekOf(of) => {
            let (start, _) = bounds(&ground(of, frame)?, frame)?;
            Some(Ground::Week(monday(start?)))
        }
        Form::WeekNumber { year, week } => {
            week_number(year.or(Some(frame.published?.year()))?, *week)
        }
        Form::Past => Some(Ground::Past),
        Form::Present => Some(Ground::Present),
        Form::Future => Some(Ground::Future),
        Form::Part(part, of) => Some(Ground::Part(*part, Box::new(ground(of, frame)?))),
        Form::At(of, time) => Some(Ground::At(Box::new(ground(of, frame)?), *time)),
        Form::Time(time) => {
            let day = frame.mentioned.or(frame.published)?;
            Some(Ground::At(Box::new(Ground::Day(day)), *time))
        }
        Form::Overnight => {
            let day = frame.published?;
            Some(Ground::Interval(day.yesterday().ok()?, day))
        }
        Form::Range(from, to) => range(from, to, frame),
        Form::Open(open, of) => Some(Ground::Open(*open, Box::new(ground(of, frame)?))),
        Form::Nth { of: None, .. } | Form::Duration(_) | Form::Set(_) => None,
    }
}

/// First and last day; an open side is `None`.
pub(super) fn bounds(ground: &Ground, frame: &Frame) -> Option<(Option<Date>, Option<Date>)> {
    let both = |start: Date, end: Date| Some((Some(start), Some(end)));
    match ground {
        Ground::Day(day) => both(*day, *day),
        Ground::Weekend(saturday) => both(*saturday, plus(*saturday, Unit::Day, 1)?),
        Ground::Week(monday) => both(*monday, plus(*monday, Unit::Day, 6)?),
        Ground::Month(year, month) => months(*year, *month, 1),
        Ground::Quarter(year, number) => months(*year, i8::try_from(*number).ok()? * 3 - 2, 3),
        Ground::Half(year, number) => months(*year, i8::try_from(*number).ok()? * 6 - 5, 6),
        Ground::Season(year, season) => months(*year, season.first_month(), 3),
        Ground::Year(year) => months(*year, 1, 12),
        Ground::Decade(year) => {
            both(Date::new(*year, 1, 1).ok()?, Date::new(year + 9, 12, 31).ok()?)
        }
        Ground::Century(number) => {
            let first = (number - 1) * 100;
            both(Date::new(first, 1, 1).ok()?, Date::new(first + 99, 12, 31).ok()?)
        }
        Ground::Interval(start, end) => both(*start, *end),
        Ground::Part(part, of) => {
            let (start, end) = bounds(of, frame)?;
            let (start, end) = part_bounds(*part, start?, end?)?;
            both(start, end)
        }
        Ground::At(of, _) => bounds(of, frame),
        Ground::Open(open, of) => {
            let (start, end) = bounds(of, frame)?;
            Some(match open {
                Open::Since => (start, frame.published.filter(|day| Some(*day) >= start)),
                Open::Until | Open::By => (None, end),
                Open::Before => (None, start.and_then(|day| day.yesterday().ok())),
                Open::After => (end.and_then(|day| day.tomorrow().ok()), None),
            })
        }
        Ground::Present => {
            let day = frame.published?;
            both(day, day)
        }
        Ground::Past | Ground::Future => None,
    }
}

fn months(year: i16, first: i8, count: i64) -> Option<(Option<Date>, Option<Date>)> {
    let start = Date::new(year, first, 1).ok()?;
    let end = plus(start, Unit::Month, count)?.yesterday().ok()?;
    Some((Some(start), Some(end)))
}

/// Thirds of the whole: early is the first, late the last; start and end are taken alike.
fn part_bounds(part: Part, start: Date, end: Date) -> Option<(Date, Date)> {
    let days = i64::from((end - start).get_days()) + 1;
    if (365..=366).contains(&days) {
        return third_of_year(part, start, end);
    }
    if (28..=31).contains(&days) {
        // A month's thirds end on its 10th and 20th.
        let at = |shift: i64| plus(start, Unit::Day, shift);
        return Some(match part {
            Part::Early | Part::Start => (start, at(9)?),
            Part::Mid => (at(10)?, at(19)?),
            Part::Late | Part::End => (at(20)?, end),
        });
    }
    let third = (days / 3).max(1);
    let at = |shift: i64| plus(start, Unit::Day, shift.clamp(0, days - 1));
    Some(match part {
        Part::Early | Part::Start => (start, at(third - 1)?),
        Part::Mid => (at(third)?, at(days - third - 1)?.max(at(third)?)),
        Part::Late | Part::End => (at(days - third)?, end),
    })
}

/// A third of a year is four whole months.
fn third_of_year(part: Part, start: Date, end: Date) -> Option<(Date, Date)> {
    let second = plus(start, Unit::Month, 4)?;
    let last = plus(start, Unit::Month, 8)?;
    Some(match part {
        Part::Early | Part::Start => (start, second.yesterday().ok()?),
        Part::Mid => (second, last.yesterday().ok()?),
        Part::Late | Part::End => (last, end),
    })
}

/// `date` plus `count` units; days past a month's end are cut to it.
pub(super) fn plus(date: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day | Unit::Night => Span::new().try_days(count),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(count * 2),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(count * 3),
        Unit::Half => Span::new().try_months(count * 6),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count * 10),
        Unit::Century => Span::new().try_years(count * 100),
        Unit::Millennium => Span::new().try_years(count * 1000),
    };
    date.checked_add(span.ok()?).ok()
}

pub(super) fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    plus(date, Unit::Day, -back).unwrap_or(date)
}

fn day_of(year: Option<i16>, month: i8, day: i8, frame: &Frame) -> Option<Ground> {
    if let Some(year) = year {
        return Date::new(year, month, day).ok().map(Ground::Day);
    }
    let published = frame.published?;
    let near = |step: i16| Date::new(published.year() + step, month, day).ok();
    let past = [0, -1, -2, -3, -4].into_iter().filter_map(near).find(|date| *date <= published);
    let future = [0, 1, 2, 3, 4].into_iter().filter_map(near).find(|date| *date >= published);
    let chosen = match frame.direction {
        // "On 24 April" read on 17 April is a week ahead, not a year ago.
        Direction::Past if is_ahead(past, future, published) => future,
        Direction::Past => past,
        Direction::Future => future,
    };
    chosen.map(Ground::Day)
}

/// Days back from which the coming date of the same name is asked.
const LONG_PAST_DAYS: i32 = 270;
/// Days ahead within which it is meant. Both were chosen so that a date between three and nine
/// months away stays past, as in news.
const SOON_DAYS: i32 = 90;

/// Whether a yearless date is meant ahead: its last time is long past and its next one near.
fn is_ahead(past: Option<Date>, future: Option<Date>, published: Date) -> bool {
    let long_past = past.is_none_or(|past| (published - past).get_days() > LONG_PAST_DAYS);
    let soon = future.is_some_and(|future| (future - published).get_days() <= SOON_DAYS);
    long_past && soon
}

/// The nearest such day; one of that weekday, where it is told.
fn day_of_month(day: i8, weekday: Option<i8>, frame: &Frame) -> Option<Ground> {
    let published = frame.published?;
    let fits_week =
        |date: Date| weekday.is_none_or(|told| date.weekday().to_monday_one_offset() == told);
    let step = match frame.direction {
        Direction::Past => -1,
        Direction::Future => 1,
    };
    // A weekday comes back on the same day of a month within eleven years.
    let reach = if weekday.is_some() { 132 } else { 12 };
    (0..reach).find_map(|count| {
        let month = plus(published.first_of_month(), Unit::Month, step * count)?;
        let date = Date::new(month.year(), month.month(), day).ok()?;
        let fits = if step < 0 { date <= published } else { date >= published };
        (fits && fits_week(date)).then_some(Ground::Day(date))
    })
}

/// A month without a year is at most half a year ahead and else behind; looking back, a month that
/// has begun counts for this year.
fn open_month(month: i8, frame: &Frame) -> Option<Ground> {
    let published = frame.published?;
    let year = published.year();
    let year = match frame.direction {
        Direction::Past => year - i16::from(month > published.month()),
        Direction::Future => year + i16::from(month < published.month()),
    };
    Some(Ground::Month(year, month))
}

fn month_of(month: i8, which: Which, of_year: bool, frame: &Frame) -> Option<Ground> {
    let published = frame.published?;
    let year = published.year();
    let year = match which {
        _ if of_year => year + i16::try_from(which.step()).ok()?,
        Which::Last => year - i16::from(month >= published.month()),
        Which::This => year,
        Which::Next => year + i16::from(month <= published.month()),
    };
    Some(Ground::Month(year, month))
}

fn quarter(year: Option<i16>, number: u8, which: Option<Which>, frame: &Frame) -> Option<Ground> {
    if let Some(year) = year {
        return Some(Ground::Quarter(year, number));
    }
    let published = frame.published?;
    let year = published.year();
    if let Some(which) = which {
        return Some(Ground::Quarter(year + i16::try_from(which.step()).ok()?, number));
    }
    let begun = i8::try_from(number).ok()? * 3 - 2 <= published.month();
    let back = !begun && frame.direction == Direction::Past;
    Some(Ground::Quarter(year - i16::from(back), number))
}

fn season_of(
    season: Season,
    year: Option<i16>,
    which: Option<Which>,
    frame: &Frame,
) -> Option<Ground> {
    if let Some(year) = year {
        return Some(Ground::Season(year, season));
    }
    let published = frame.published?;
    let (year, first) = (published.year(), season.first_month());
    let begun = first <= published.month();
    let running = (first..first + 3).contains(&published.month());
    // A winter belongs to the year in which it begins: in January "this winter" began last year.
    let wrapped = season == Season::Winter && published.month() <= 2;
    let year = match which {
        Some(Which::Last) => year - i16::from(!begun || running) - i16::from(wrapped),
        Some(Which::Next) => year + i16::from(begun),
        Some(Which::This) => year - i16::from(wrapped),
        None if frame.direction == Direction::Past => year - i16::from(!begun),
        None => year + i16::from(begun && !running),
    };
    Some(Ground::Season(year, season))
}

fn weekday_of(weekday: i8, which: Option<Which>, of_week: bool, frame: &Frame) -> Option<Ground> {
    let published = frame.published?;
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if of_week {
        let step = which.map_or(0, Which::step);
        let week = plus(monday(published), Unit::Week, i64::from(step))?;
        let day = plus(week, Unit::Day, i64::from(weekday.to_monday_zero_offset()))?;
        return Some(Ground::Day(day));
    }
    let same = published.weekday() == weekday;
    let day = match (which, frame.direction) {
        (Some(Which::Last), _) => published.nth_weekday(-1, weekday).ok()?,
        (Some(Which::Next), _) => published.nth_weekday(1, weekday).ok()?,
        (_, _) if same => published,
        (Some(Which::This), _) | (None, Direction::Past) => {
            published.nth_weekday(-1, weekday).ok()?
        }
        (None, Direction::Future) => published.nth_weekday(1, weekday).ok()?,
    };
    Some(Ground::Day(day))
}

fn unit_of(which: Which, unit: Unit, published: Date) -> Option<Ground> {
    let step = i64::from(which.step());
    match unit {
        Unit::Weekend => {
            let saturday = plus(monday(published), Unit::Day, 5)?;
            // On a Saturday or Sunday "last weekend" is a week back all the same.
            Some(Ground::Weekend(plus(saturday, Unit::Week, step)?))
        }
        Unit::Second | Unit::Minute | Unit::Hour => Some(Ground::Day(published)),
        Unit::Month => unit_around(unit, plus(published.first_of_month(), unit, step)?),
        _ => unit_around(unit, plus(published, unit, step)?),
    }
}

fn unit_around(unit: Unit, day: Date) -> Option<Ground> {
    let month = u8::try_from(day.month()).ok()? - 1;
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Ground::Day(day),
        Unit::Weekend => {
            // The weekend spoken of on a weekday is the one just past.
            let saturday = plus(monday(day), Unit::Day, 5)?;
            Ground::Weekend(if saturday > day { plus(saturday, Unit::Week, -1)? } else { saturday })
        }
        Unit::Week | Unit::Fortnight => Ground::Week(monday(day)),
        Unit::Month => Ground::Month(day.year(), day.month()),
        Unit::Quarter => Ground::Quarter(day.year(), month / 3 + 1),
        Unit::Half => Ground::Half(day.year(), month / 6 + 1),
        Unit::Year => Ground::Year(day.year()),
        Unit::Decade => Ground::Decade(day.year() - day.year() % 10),
        Unit::Century | Unit::Millennium => Ground::Century(day.year() / 100 + 1),
    })
}

/// A shift keeps the grain of its unit: "two months ago" is a month, "two days ago" a day.
fn shifted(from: Date, amount: Amount, unit: Unit, back: bool) -> Option<Ground> {
    let Amount::Number(number) = amount else {
        return Some(if back { Ground::Past } else { Ground::Future });
    };
    let sign = if back { -1 } else { 1 };
    if number.fract() != 0.0 && unit == Unit::Year {
        let month = plus(from, Unit::Month, sign * (number * 12.0) as i64)?;
        return unit_around(Unit::Month, month);
    }
    let day = plus(from, unit, sign * number as i64)?;
    match unit {
        Unit::Week | Unit::Fortnight if number <= 1.0 => Some(Ground::Day(day)),
        Unit::Decade => Some(Ground::Year(day.year())),
        Unit::Century | Unit::Millennium => Some(Ground::Decade(day.year() - day.year() % 10)),
        _ => unit_around(unit, day),
    }
}

fn window(which: Which, amount: Amount, unit: Unit, published: Date) -> Option<Ground> {
    let number = match amount {
        Amount::Number(number) => number as i64,
        Amount::Few => 3,
        Amount::Unstated => {
            return match which {
                Which::Last => Some(Ground::Past),
                Which::This => Some(Ground::Present),
                Which::Next => Some(Ground::Future),
            };
        }
    };
    // "Within 48 hours" is two days; "in two hours" is today.
    let (unit, number) = if unit == Unit::Hour { (Unit::Day, number / 24) } else { (unit, number) };
    match which {
        Which::Last => Some(Ground::Interval(plus(published, unit, -number)?, published)),
        Which::This | Which::Next => {
            Some(Ground::Interval(published, plus(published, unit, number)?))
        }
    }
}

fn nth(first: i8, count: u32, unit: Unit, start: Date, end: Date) -> Option<Ground> {
    let count = i64::from(count);
    let weekly = matches!(unit, Unit::Week);
    let (from, until) = if first > 0 {
        let begin = if weekly { first_full_week(start)? } else { start };
        let from = plus(begin, unit, i64::from(first) - 1)?;
        (from, plus(from, unit, count)?.yesterday().ok()?)
    } else {
        let after = end.tomorrow().ok()?;
        (plus(after, unit, -count)?, end)
    };
    match (unit, count) {
        (Unit::Day, 1) => Some(Ground::Day(from)),
        (Unit::Week, 1) => Some(Ground::Week(monday(from))),
        (Unit::Month, 1) => Some(Ground::Month(from.year(), from.month())),
        _ => Some(Ground::Interval(from, until)),
    }
}

/// The first week of a time is the one that holds its first Thursday (ISO 8601).
fn first_full_week(start: Date) -> Option<Date> {
    let week = monday(start);
    let thursday = plus(week, Unit::Day, 3)?;
    if thursday < start { plus(week, Unit::Week, 1) } else { Some(week) }
}

fn week_number(year: i16, week: i8) -> Option<Ground> {
    let first = first_full_week(Date::new(year, 1, 1).ok()?)?;
    Some(Ground::Week(plus(first, Unit::Week, i64::from(week) - 1)?))
}

/// Both ends; a year told at one end holds for both, and the first end never lies after the last.
fn range(from: &Form, to: &Form, frame: &Frame) -> Option<Ground> {
    let to_ground = ground(to, frame)?;
    let (_, end) = bounds(&to_ground, frame)?;
    let end = end?;
    let from = match (from, to) {
        (Form::Day { year: None, month, day, weekday }, _) => {
            let year = if *month > end.month() { end.year() - 1 } else { end.year() };
            Form::Day { year: Some(year), month: *month, day: *day, weekday: *weekday }
        }
        (Form::Month { year: None, month }, _) => {
            let year = if *month > end.month() { end.year() - 1 } else { end.year() };
            Form::Month { year: Some(year), month: *month }
        }
        (form, _) => form.clone(),
    };
    let inner = Frame { published: frame.published.map(|day| day.min(end)), ..*frame };
    let (start, _) = bounds(&ground(&from, &inner)?, frame)?;
    let start = start?;
    (start <= end).then_some(Ground::Interval(start, end))
}
