//! TIMEX3 types and values, as the TempEval-3 guidelines write them.

use jiff::civil::Date;

use super::{
    form::{Amount, Anchor, Form, Set, Time, Unit, Which},
    ground::{Frame, Ground, ground},
};

/// A normalised time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: &'static str,
    /// The value: `1998-08-07`, `P3W`, `PRESENT_REF`, ….
    pub value: String,
}

/// The TIMEX3 value of `form` in `frame`; `None` where it cannot be grounded.
pub fn timex(form: &Form, frame: &Frame) -> Option<Timex> {
    let dated = |value| Some(Timex { kind: "DATE", value });
    match form {
        Form::Duration(parts) => Some(Timex { kind: "DURATION", value: period(parts) }),
        // "The past year" is the one before this.
        Form::Window { which: Which::Last, amount: Amount::Number(number), unit: Unit::Year }
            if *number == 1.0 =>
        {
            timex(&Form::Unit { which: Which::Last, unit: Unit::Year }, frame)
        }
        Form::Window { which: Which::Last | Which::Next, amount, unit } => {
            // "The past two months" is a length; "recent years" is told the same way.
            Some(Timex { kind: "DURATION", value: period(&[(*amount, *unit)]) })
        }
        Form::Nth { of: None, count, unit, .. } => {
            let value = period(&[(Amount::Number(f64::from(*count)), *unit)]);
            Some(Timex { kind: "DURATION", value })
        }
        Form::Nth { of: Some(_), count, unit, .. } if *count > 1 => {
            let value = period(&[(Amount::Number(f64::from(*count)), *unit)]);
            Some(Timex { kind: "DURATION", value })
        }
        Form::Set(set) => Some(Timex { kind: "SET", value: set_value(set) }),
        // "Two days after the attack" tells how long, not when.
        Form::Shift { amount, unit, anchor: Anchor::Told, .. } => {
            Some(Timex { kind: "DURATION", value: period(&[(*amount, *unit)]) })
        }
        Form::Shift { amount: Amount::Number(number), unit: Unit::Week, back, anchor }
            if *number == 1.0 =>
        {
            let week = Form::Shift {
                amount: Amount::Number(7.0),
                unit: Unit::Day,
                back: *back,
                anchor: *anchor,
            };
            dated(value(&ground(&week, frame)?))
        }
        Form::Overnight => Some(Timex {
            kind: "TIME",
            value: format!("{}TNI", day(frame.published?.yesterday().ok()?)),
        }),
        Form::Open(_, of) => timex(of, frame),
        Form::Range(from, _) if matches!(**from, Form::Unit { .. }) => timex(from, frame),
        Form::Range(_, to) => timex(to, frame),
        _ => {
            let grounded = ground(form, frame)?;
            let kind = if matches!(grounded, Ground::At(..)) { "TIME" } else { "DATE" };
            Some(Timex { kind, value: value(&grounded) })
        }
    }
}

fn day(date: Date) -> String {
    date.to_string()
}

fn value(ground: &Ground) -> String {
    match ground {
        Ground::Day(date) => day(*date),
        Ground::Weekend(saturday) => format!("{}-WE", week(*saturday)),
        Ground::Week(monday) => week(*monday),
        Ground::Month(year, month) => format!("{year:04}-{month:02}"),
        Ground::Quarter(year, number) => format!("{year:04}-Q{number}"),
        Ground::Half(year, number) => format!("{year:04}-H{number}"),
        Ground::Season(year, season) => format!("{year:04}-{}", season.code()),
        Ground::Year(year) => format!("{year:04}"),
        Ground::Decade(year) => format!("{}X", year / 10),
        Ground::Century(number) => format!("{:02}", number - 1),
        Ground::Interval(_, end) => day(*end),
        Ground::Part(_, of) | Ground::Open(_, of) => value(of),
        Ground::At(of, time) => format!("{}{}", value(of), time_value(*time)),
        Ground::Past => "PAST_REF".to_owned(),
        Ground::Present => "PRESENT_REF".to_owned(),
        Ground::Future => "FUTURE_REF".to_owned(),
    }
}

fn week(date: Date) -> String {
    let iso = date.iso_week_date();
    format!("{:04}-W{:02}", iso.year(), iso.week())
}

/// `T10:30`, `TMO`.
pub(super) fn time_value(time: Time) -> String {
    match time {
        Time::Part(part) => format!("T{}", part.code()),
        Time::Clock(hour, None, _) => format!("T{hour:02}:00"),
        Time::Clock(hour, Some(minute), None) => format!("T{hour:02}:{minute:02}"),
        Time::Clock(hour, Some(minute), Some(second)) => {
            format!("T{hour:02}:{minute:02}:{second:02}")
        }
    }
}

/// `P3W`, `PT16H`, `P2Y6M`, `PXD` for an unstated number.
pub(super) fn period(parts: &[(Amount, Unit)]) -> String {
    let (mut dates, mut times) = (String::new(), String::new());
    for (amount, unit) in parts {
        let (letter, factor) = letter(*unit);
        let clock = *unit <= Unit::Hour;
        let text = match amount {
            Amount::Number(number) => number_of(number * factor, letter, clock),
            Amount::Few | Amount::Unstated if *unit == Unit::Decade => "XY".to_owned(),
            Amount::Few | Amount::Unstated => format!("X{letter}"),
        };
        if clock { times.push_str(&text) } else { dates.push_str(&text) }
    }
    if times.is_empty() { format!("P{dates}") } else { format!("P{dates}T{times}") }
}

/// "2.5 years" is written `2Y6M`, "half an hour" `30M`.
fn number_of(number: f64, letter: &str, clock: bool) -> String {
    let (whole, rest) = (number.trunc(), number.fract());
    let smaller = match (letter, clock) {
        ("Y", _) => Some(("M", 12.0)),
        ("H", _) => Some(("M", 60.0)),
        ("M", true) => Some(("S", 60.0)),
        _ => None,
    };
    match smaller {
        Some((smaller, factor)) if rest > 0.0 => {
            let head = if whole > 0.0 { format!("{whole}{letter}") } else { String::new() };
            format!("{head}{}{smaller}", (rest * factor).round())
        }
        _ => format!("{number}{letter}"),
    }
}

fn letter(unit: Unit) -> (&'static str, f64) {
    match unit {
        Unit::Second => ("S", 1.0),
        Unit::Minute => ("M", 1.0),
        Unit::Hour => ("H", 1.0),
        Unit::Day | Unit::Night => ("D", 1.0),
        Unit::Weekend => ("WE", 1.0),
        Unit::Week => ("W", 1.0),
        Unit::Fortnight => ("W", 2.0),
        Unit::Month => ("M", 1.0),
        Unit::Quarter => ("Q", 1.0),
        Unit::Half => ("M", 6.0),
        Unit::Year => ("Y", 1.0),
        Unit::Decade => ("Y", 10.0),
        Unit::Century => ("Y", 100.0),
        Unit::Millennium => ("Y", 1000.0),
    }
}

fn set_value(set: &Set) -> String {
    match set {
        Set::Period(period) => period.clone(),
        Set::Weekday(weekday, None) => format!("XXXX-WXX-{weekday}"),
        Set::Weekday(weekday, Some(part)) => format!("XXXX-WXX-{weekday}T{}", part.code()),
        Set::Daily(time) => time_value(*time),
    }
}
