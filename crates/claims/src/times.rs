//! When a claim's happening happened.

use jiff::civil::Date;
use tidings_types::{Assertion, ClaimTime, Evidence, Span, TimeBasis, TimePrecision};

use crate::{
    dates::{self, Anchor, Direction, Expression, Form, Frame, Open, Resolved},
    scene::{Line, Scene},
};

/// Days before publication from which a told happening is background: about half a year.
pub(crate) const HISTORICAL_AFTER_DAYS: i32 = 183;

/// The time of a happening told at `trigger`: its linked date, else the nearest date of its
/// sentence, else only that it is not later than publication.
pub(crate) fn of_trigger(
    scene: &Scene<'_>,
    line: &Line<'_>,
    trigger: Span,
    linked: &[Span],
    assertion: Assertion,
    mentioned: Option<Date>,
) -> ClaimTime {
    let chosen = linked_date(line, linked, assertion).or_else(|| nearest(line, trigger));
    let told = chosen.and_then(|expression| {
        let expression = seen_from(expression, trigger);
        let holds = is_present(line, trigger, expression.span);
        let direction = direction(assertion, &expression.form, holds);
        let published = scene.published();
        let frame = Frame { published, mentioned, direction, ..Frame::default() };
        told(scene, &expression, &frame)
    });
    told.unwrap_or_else(|| from_publication(scene, assertion))
}

/// Plans look ahead, and so does the end of what is going on: "in force until Sunday".
fn direction(assertion: Assertion, form: &Form, holds: bool) -> Direction {
    let until = matches!(form, Form::Open(Open::Until, _));
    match assertion {
        Assertion::Planned | Assertion::Conditional => Direction::Future,
        Assertion::Ongoing if until => Direction::Future,
        Assertion::Realized if until && holds => Direction::Future,
        _ => Direction::Past,
    }
}

/// Whether the words between a happening and its date are of the present: "the curfew is in force
/// until Sunday".
fn is_present(line: &Line<'_>, trigger: Span, date: Span) -> bool {
    let between = Span { start: trigger.end, end: date.start.max(trigger.end) };
    let present = |word: &str| matches!(word, "is" | "are" | "remains" | "remain" | "stays");
    line.tokens_in(between).iter().any(|token| present(&token.lower))
}

/// "Four years after troops retook the town": what is told after the words lies the other way.
fn seen_from(expression: &Expression, trigger: Span) -> Expression {
    let mut seen = expression.clone();
    if let Form::Shift { anchor: Anchor::Told, back, .. } = &mut seen.form
        && expression.span.end <= trigger.start
    {
        *back = !*back;
    }
    seen
}

/// Only known: not after publication. What is yet to come is not dated by it.
fn from_publication(scene: &Scene<'_>, assertion: Assertion) -> ClaimTime {
    let open =
        matches!(assertion, Assertion::Planned | Assertion::Conditional | Assertion::Historical);
    match scene.published() {
        Some(day) if !open => ClaimTime {
            start: Some(day),
            end: Some(day),
            precision: TimePrecision::Day,
            basis: TimeBasis::Publication,
            mention: None,
        },
        _ => ClaimTime::UNKNOWN,
    }
}

/// A length ("after four days of fighting", "may take weeks") is no day; only what is going on
/// began so long ago ("for three weeks").
fn linked_date<'l>(
    line: &'l Line<'_>,
    linked: &[Span],
    assertion: Assertion,
) -> Option<&'l Expression> {
    let here = |span: &Span| line.dates.iter().find(|date| date.span.overlaps(*span));
    let lasts = |date: &Expression| {
        let before = line.tokens.iter().rev().find(|token| token.span.end <= date.core.start);
        let perfect = line.tokens.iter().any(|token| token.is("has") || token.is("have"));
        assertion == Assertion::Ongoing || perfect && before.is_some_and(|token| token.is("for"))
    };
    let dates = |date: &&Expression| !matches!(date.form, Form::Duration(_)) || lasts(date);
    linked.iter().filter_map(here).find(dates)
}

/// The date of the sentence that stands nearest to the trigger; a mere "now", a set or a duration
/// dates nothing that it is not linked to.
fn nearest<'l>(line: &'l Line<'_>, trigger: Span) -> Option<&'l Expression> {
    let gap = |date: &&Expression| {
        if date.span.start >= trigger.end {
            date.span.start - trigger.end
        } else {
            trigger.start.saturating_sub(date.span.end)
        }
    };
    // A semicolon parts what happened at other times.
    let parted = |date: &&Expression| {
        let between = if date.span.start >= trigger.end {
            Span { start: trigger.end, end: date.span.start }
        } else {
            Span { start: date.span.end, end: trigger.start.max(date.span.end) }
        };
        line.tokens_in(between).iter().any(|token| token.is(";"))
    };
    let dated = line.dates.iter().filter(|date| dates_something(&date.form) && !parted(date));
    dated.min_by_key(gap)
}

fn dates_something(form: &Form) -> bool {
    !matches!(
        form,
        Form::Past
            | Form::Present
            | Form::Future
            | Form::Set(_)
            | Form::Duration(_)
            | Form::Time(_)
            | Form::Same(_)
            | Form::Nth { of: None, .. }
    )
}

fn told(scene: &Scene<'_>, expression: &Expression, frame: &Frame) -> Option<ClaimTime> {
    let resolved = dates::resolve(&expression.form, frame);
    if resolved.start.is_none() && resolved.end.is_none() {
        return None;
    }
    // Counted on from another day, it cannot lie ahead if it has happened: the day is not known.
    let counted =
        matches!(expression.form, Form::Shift { anchor: Anchor::Mentioned | Anchor::Told, .. });
    let ahead = resolved.start > frame.published && frame.published.is_some();
    if counted && ahead && frame.direction == Direction::Past {
        return None;
    }
    let (start, end) = match frame.direction {
        Direction::Past => until_publication(&expression.form, resolved, frame.published),
        Direction::Future => from_today(resolved, frame.published),
    };
    Some(ClaimTime {
        start,
        end,
        precision: resolved.precision,
        basis: resolved.basis,
        mention: Evidence::quote(&scene.report.text, expression.span),
    })
}

/// What has happened does not end after the report: "this week" told on a Wednesday, "after 3 May".
fn until_publication(
    form: &Form,
    resolved: Resolved,
    published: Option<Date>,
) -> (Option<Date>, Option<Date>) {
    let (Some(day), Some(start)) = (published, resolved.start) else {
        return (resolved.start, resolved.end);
    };
    // "After Monday's attack", read on that Monday, is still that day.
    let after = matches!(form, Form::Open(Open::After, _));
    let start = if after { start.min(day) } else { start };
    let end = match resolved.end {
        None if start <= day => Some(day),
        Some(end) if start <= day => Some(end.min(day)),
        end => end,
    };
    (Some(start), end)
}

/// What is to end by a day may begin now.
fn from_today(resolved: Resolved, published: Option<Date>) -> (Option<Date>, Option<Date>) {
    let today = published.filter(|day| resolved.end.is_some_and(|end| end >= *day));
    (resolved.start.or(today), resolved.end)
}

/// The assertion as the time corrects it: long past is history, the future is a plan.
pub(crate) fn corrected(
    assertion: Assertion,
    time: &ClaimTime,
    published: Option<Date>,
) -> Assertion {
    let Some(published) = published.filter(|_| time.mention.is_some()) else { return assertion };
    let future = time.start.is_some_and(|start| start > published);
    let old = |day: Date| (published - day).get_days() > HISTORICAL_AFTER_DAYS;
    match assertion {
        Assertion::Planned | Assertion::Conditional | Assertion::Denied => assertion,
        _ if future => Assertion::Planned,
        Assertion::Realized if time.end.is_some_and(old) => Assertion::Historical,
        _ => assertion,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `words` say of a happening told with `assertion` in a report of Tuesday, 20 February
    /// 2024: the days, and the assertion as they correct it.
    fn read(words: &str, assertion: Assertion) -> String {
        let published: Option<Date> = "2024-02-20".parse().ok();
        let all = dates::find(words, 0);
        let expression = all.first().unwrap();
        let direction = direction(assertion, &expression.form, false);
        let frame = Frame { published, direction, ..Frame::default() };
        let resolved = dates::resolve(&expression.form, &frame);
        let (start, end) = match direction {
            Direction::Past => until_publication(&expression.form, resolved, published),
            Direction::Future => from_today(resolved, published),
        };
        let mention = Evidence::quote(words, expression.span);
        let (precision, basis) = (resolved.precision, resolved.basis);
        let time = ClaimTime { start, end, precision, basis, mention };
        let show = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let corrected = corrected(assertion, &time, published);
        format!("{}..{} {}", show(start), show(end), corrected.as_str())
    }

    #[track_caller]
    fn check(words: &str, assertion: Assertion, expected: &str) {
        assert_eq!(read(words, assertion), expected, "{words:?} {assertion:?}");
    }

    #[test]
    fn nothing_that_happened_ends_after_the_report() {
        use Assertion::{Alleged, Historical, Ongoing, Realized};
        for told in [Realized, Ongoing, Alleged] {
            let word = told.as_str();
            check("this week", told, &format!("2024-02-19..2024-02-20 {word}"));
            check("this year", told, &format!("2024-01-01..2024-02-20 {word}"));
            check("after 12 February", told, &format!("2024-02-13..2024-02-20 {word}"));
            check("after Tuesday", told, &format!("2024-02-20..2024-02-20 {word}"));
            check("since Friday", told, &format!("2024-02-16..2024-02-20 {word}"));
            check("in February", told, &format!("2024-02-01..2024-02-20 {word}"));
        }
        for told in [Realized, Ongoing, Alleged, Historical] {
            check("tomorrow", told, "2024-02-21..2024-02-21 planned");
            check("next week", told, "2024-02-26..2024-03-03 planned");
            check("on 4 May 2024", told, "2024-05-04..2024-05-04 planned");
        }
    }

    #[test]
    fn plans_look_ahead() {
        use Assertion::{Conditional, Planned};
        for told in [Planned, Conditional] {
            let word = told.as_str();
            check("on Friday", told, &format!("2024-02-23..2024-02-23 {word}"));
            check("by the end of the year", told, &format!("2024-02-20..2024-12-31 {word}"));
            check("within 48 hours", told, &format!("2024-02-20..2024-02-22 {word}"));
            check("in spring", told, &format!("2024-03-01..2024-05-31 {word}"));
            check("next month", told, &format!("2024-03-01..2024-03-31 {word}"));
        }
        check("until Sunday", Assertion::Ongoing, "2024-02-20..2024-02-25 ongoing");
    }

    #[test]
    fn the_long_past_is_history() {
        use Assertion::{Denied, Realized};
        check("in 2019", Realized, "2019-01-01..2019-12-31 historical");
        check("three years ago", Realized, "2021-01-01..2021-12-31 historical");
        check("in October", Realized, "2023-10-01..2023-10-31 realized");
        check("in 2019", Denied, "2019-01-01..2019-12-31 denied");
    }

    #[test]
    fn lengths_and_horizons_are_no_days() {
        for words in ["weeks", "some months", "three weeks", "12 years", "recently", "soon"] {
            for expression in dates::find(words, 0) {
                let duration = !dates_something(&expression.form);
                assert!(duration, "{words:?} dates something: {:?}", expression.form);
            }
        }
    }
}
