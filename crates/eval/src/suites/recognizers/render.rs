//! Our expressions in the conventions of the Recognizers, where those merely differ.
//!
//! - **Bounds.** There an article or preposition is sometimes part of an expression ("the week of
//!   April 10th") and sometimes not ("[between] 2014 and 2018" has it, "in [2014]" has not). Bounds
//!   are compared without leading small words; the value tells "in two days" from "two days".
//! - **Direction.** A case has no assertion that could tell whether "on Friday" was or will be;
//!   each expression is read both ways, as the product does by the claim's assertion.
//! - **Ranges** end there before their last day: "2014 to 2018" ends with 2017.
//! - **Shifts** come there to a day: "in two months" is a day, for us that month.
//! - **Windows** leave the report's own day out: "the next three days" begin tomorrow.
//! - **"Last" and "next" weekdays** count there by calendar weeks.
//! - **"Late" and "the end of"** are there the second half of a time, for us the last third.
//! - **Lengths** are compared in seconds; "a few" is three there.

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};
use tidings_claims::dates::{
    Amount, Direction, Expression, Form, Frame, Part, Unit, Which, resolve,
};

/// Words that may stand before an expression without changing it.
const SMALL_WORDS: &[&str] = &[
    "the",
    "on",
    "in",
    "at",
    "of",
    "for",
    "from",
    "between",
    "since",
    "until",
    "till",
    "before",
    "after",
    "by",
    "starting",
    "beginning",
    "during",
    "year",
    "this",
    "a",
];

/// First day, and the day after the last; `None` where that side is open.
pub type Days = (Option<Date>, Option<Date>);

/// `words` without small words before them: how many bytes those take.
pub fn small_words(words: &str) -> usize {
    let mut cut = 0;
    while let Some((first, rest)) = words.get(cut..).and_then(|rest| rest.split_once(' ')) {
        let small = SMALL_WORDS.iter().any(|word| first.eq_ignore_ascii_case(word));
        if !small || rest.is_empty() {
            break;
        }
        cut += first.len() + 1;
    }
    cut
}

/// The readings of an expression in a case of day `published`.
pub fn readings(expression: &Expression, published: Option<Date>) -> Vec<Days> {
    let mut all = Vec::new();
    for direction in [Direction::Past, Direction::Future] {
        let frame = Frame { published, direction, ..Frame::default() };
        all.push(plain(&expression.form, &frame));
        all.extend(conventional(&expression.form, &frame));
    }
    all.dedup();
    all
}

fn plain(form: &Form, frame: &Frame) -> Days {
    let days = resolve(form, frame);
    (days.start, days.end.and_then(|day| day.tomorrow().ok()))
}

/// The reading by the conventions of the set, where they differ for this form.
fn conventional(form: &Form, frame: &Frame) -> Option<Days> {
    let published = frame.published?;
    match form {
        Form::Range(from, to) => {
            let start = resolve(form, frame).start?;
            let earlier = matches!(**from, Form::Unit { which: Which::This, .. });
            if earlier && matches!(**to, Form::Present) {
                return half(Part::Start, plain(from, frame), published);
            }
            Some((Some(start), resolve(to, frame).start))
        }
        Form::Shift { amount, unit, back, .. } => day(published, *amount, *unit, *back),
        Form::ShiftFrom { amount, unit, back, of } => {
            let (start, end) = conventional(of, frame).unwrap_or_else(|| plain(of, frame));
            let from = if *back { start? } else { end?.yesterday().ok()? };
            day(from, *amount, *unit, *back)
        }
        Form::Window { which: Which::Last, amount, unit } => {
            Some((shift(published, *amount, *unit, true), Some(published)))
        }
        Form::Window { amount, unit, .. } => {
            let start = published.tomorrow().ok()?;
            Some((Some(start), shift(start, *amount, *unit, false)))
        }
        Form::Weekday { weekday, which: Some(which), of_week: false } => {
            let of_week = Form::Weekday { weekday: *weekday, which: Some(*which), of_week: true };
            Some(plain(&of_week, frame))
        }
        Form::Part(part, of) => half(*part, plain(of, frame), published),
        Form::Open(open, of) => {
            let (start, end) = conventional(of, frame)?;
            use tidings_claims::dates::Open;
            Some(match open {
                Open::Since => (start, None),
                Open::Until | Open::By | Open::Before => (None, start),
                Open::After => (end, None),
            })
        }
        _ => None,
    }
}

fn day(from: Date, amount: Amount, unit: Unit, back: bool) -> Option<Days> {
    let day = shift(from, amount, unit, back)?;
    Some((Some(day), day.tomorrow().ok()))
}

fn shift(from: Date, amount: Amount, unit: Unit, back: bool) -> Option<Date> {
    let Amount::Number(number) = amount else { return None };
    let count = if back { -number } else { number } as i64;
    let length: Length = match unit {
        Unit::Day | Unit::Night => count.days(),
        Unit::Week => count.weeks(),
        Unit::Fortnight => (count * 2).weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (count * 3).months(),
        Unit::Year => count.years(),
        Unit::Decade => (count * 10).years(),
        _ => return None,
    };
    from.checked_add(length).ok()
}

/// The first or the second half of a time; what is left of it, where it is running.
fn half(part: Part, whole: Days, published: Date) -> Option<Days> {
    let (start, end) = (whole.0?, whole.1?);
    let middle = match (end - start).get_days() {
        7 => start.checked_add(3.days()).ok()?,
        28..=31 => start.checked_add(15.days()).ok()?,
        365 | 366 => start.checked_add(6.months()).ok()?,
        _ => return None,
    };
    match part {
        Part::Early | Part::Start => Some((Some(start), Some(middle))),
        Part::Mid => None,
        Part::Late | Part::End => {
            let running = start <= published && published < end;
            let from = if running && part == Part::Late { middle.max(published) } else { middle };
            Some((Some(from), Some(end)))
        }
    }
}

/// The length of a duration in seconds, as the set counts it: months of 30 days, "a few" as three.
pub fn seconds(form: &Form) -> Option<f64> {
    let Form::Duration(parts) = form else { return None };
    parts.iter().map(|(amount, unit)| Some(number(*amount)? * unit_seconds(*unit)?)).sum()
}

fn number(amount: Amount) -> Option<f64> {
    match amount {
        Amount::Number(number) => Some(number),
        Amount::Few => Some(3.0),
        Amount::Unstated => None,
    }
}

fn unit_seconds(unit: Unit) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    Some(match unit {
        Unit::Second => 1.0,
        Unit::Minute => 60.0,
        Unit::Hour => 3600.0,
        Unit::Day | Unit::Night => DAY,
        Unit::Weekend => 2.0 * DAY,
        Unit::Week => 7.0 * DAY,
        Unit::Fortnight => 14.0 * DAY,
        Unit::Month => 30.0 * DAY,
        Unit::Quarter => 90.0 * DAY,
        Unit::Year => 365.0 * DAY,
        Unit::Decade => 3650.0 * DAY,
        Unit::Half | Unit::Century | Unit::Millennium => return None,
    })
}

#[cfg(test)]
mod tests {
    use tidings_claims::dates::find;

    use super::*;

    #[track_caller]
    fn check(words: &str, published: &str, expected: &str) {
        let all = find(words, 0);
        let expression = all.first().unwrap_or_else(|| panic!("nothing in {words:?}"));
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        let told: Vec<String> = readings(expression, published.parse().ok())
            .into_iter()
            .map(|(start, end)| format!("{}..{}", day(start), day(end)))
            .collect();
        assert!(told.iter().any(|one| one == expected), "{words:?}: {told:?}");
    }

    #[test]
    fn conventions_of_the_set() {
        check("from 2014 to 2018", "2019-03-20", "2014-01-01..2018-01-01");
        check("two months ago", "2018-10-17", "2018-08-17..2018-08-18");
        check("next 3 days", "2016-11-07", "2016-11-08..2016-11-11");
        check("the last 3 months", "2016-11-07", "2016-08-07..2016-11-07");
        check("last Wednesday", "2019-01-31", "2019-01-23..2019-01-24");
        check("late July", "2019-08-20", "2019-07-16..2019-08-01");
        check("on Friday", "2016-11-07", "2016-11-11..2016-11-12");
    }

    #[test]
    fn small_words_before_an_expression_are_passed_over() {
        for (words, rest) in [
            ("the week of April 10th", "week of April 10th"),
            ("between 2014 and 2018", "2014 and 2018"),
            ("2014", "2014"),
            ("the", "the"),
        ] {
            assert_eq!(&words[small_words(words)..], rest);
        }
    }

    #[test]
    fn lengths_in_seconds() {
        let seconds = |words: &str| find(words, 0).first().and_then(|one| seconds(&one.form));
        assert_eq!(seconds("a few minutes"), Some(180.0));
        assert_eq!(seconds("one and a half hours"), Some(5400.0));
        assert_eq!(seconds("three weekends"), Some(518_400.0));
    }
}
