//! When a claim's happening happened.

use jiff::civil::Date;
use tidings_types::{Assertion, ClaimTime, Evidence, Span, TimeBasis, TimePrecision};

use crate::{
    dates::{self, Direction, Expression, Form, Frame},
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
    let direction = match assertion {
        Assertion::Planned | Assertion::Conditional => Direction::Future,
        _ => Direction::Past,
    };
    let frame = Frame { published: scene.published(), mentioned, direction };
    let chosen = linked_date(line, linked).or_else(|| nearest(line, trigger));
    let told = chosen.and_then(|expression| told(scene, expression, &frame));
    told.unwrap_or_else(|| from_publication(scene, assertion))
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

fn linked_date<'l>(line: &'l Line<'_>, linked: &[Span]) -> Option<&'l Expression> {
    let here = |span: &Span| line.dates.iter().find(|date| date.span.overlaps(*span));
    // A length ("after four days of fighting", "for two months") is no day.
    linked.iter().filter_map(here).find(|date| !matches!(date.form, Form::Duration(_)))
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
    let mut end = resolved.end;
    // What has happened does not end after the report: "this week" told on a Wednesday.
    if frame.direction == Direction::Past
        && let (Some(day), Some(last)) = (frame.published, end)
        && last > day
        && resolved.start.is_some_and(|start| start <= day)
    {
        end = Some(day);
    }
    let planned = frame.direction == Direction::Future;
    let start = resolved
        .start
        .or(frame.published.filter(|day| planned && end.is_some_and(|end| end >= *day)));
    Some(ClaimTime {
        start,
        end,
        precision: resolved.precision,
        basis: resolved.basis,
        mention: Evidence::quote(&scene.report.text, expression.span),
    })
}

/// The assertion as the time corrects it: long past is history, the future is a plan.
pub(crate) fn corrected(
    assertion: Assertion,
    time: &ClaimTime,
    published: Option<Date>,
) -> Assertion {
    let Some(published) = published.filter(|_| time.mention.is_some()) else { return assertion };
    match assertion {
        Assertion::Realized | Assertion::Ongoing => {
            let future = time.start.is_some_and(|start| start > published);
            let old = |day: Date| (published - day).get_days() > HISTORICAL_AFTER_DAYS;
            if future {
                Assertion::Planned
            } else if time.end.is_some_and(old) && assertion == Assertion::Realized {
                Assertion::Historical
            } else {
                assertion
            }
        }
        other => other,
    }
}
