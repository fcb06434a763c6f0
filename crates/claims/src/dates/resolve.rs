//! From a form to the days of a claim.

use jiff::civil::Date;
use tidings_types::{TimeBasis, TimePrecision};

use super::{
    form::{Amount, Form, Unit, Which},
    ground::{Frame, Ground, bounds, ground},
};

/// The days an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// First day; `None` for an open or unknown start.
    pub start: Option<Date>,
    /// Last day; `None` for an open or unknown end.
    pub end: Option<Date>,
    /// Grain.
    pub precision: TimePrecision,
    /// Whether the words give the date or count from the report's own.
    pub basis: TimeBasis,
}

impl Resolved {
    const UNKNOWN: Self = Self {
        start: None,
        end: None,
        precision: TimePrecision::Unknown,
        basis: TimeBasis::Unknown,
    };
}

/// The days that `form` means in `frame`. A duration counts back from publication ("for three
/// weeks"); a set, a bare horizon and what cannot be grounded are unknown.
pub fn resolve(form: &Form, frame: &Frame) -> Resolved {
    if let Form::Duration(parts) = form {
        return duration(parts, frame);
    }
    let Some(grounded) = ground(form, frame) else { return Resolved::UNKNOWN };
    let Some((start, end)) = bounds(&grounded, frame) else { return Resolved::UNKNOWN };
    if start.is_none() && end.is_none() {
        return Resolved::UNKNOWN;
    }
    Resolved { start, end, precision: precision(&grounded, start, end), basis: basis(form) }
}

/// The length of a duration as a grain, for horizons such as "may take weeks".
pub fn horizon(form: &Form) -> Option<TimePrecision> {
    let Form::Duration(parts) = form else { return None };
    let (_, unit) = parts.first()?;
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => TimePrecision::Day,
        Unit::Day | Unit::Night | Unit::Weekend => TimePrecision::Days,
        Unit::Week | Unit::Fortnight => TimePrecision::Week,
        Unit::Month => TimePrecision::Month,
        Unit::Quarter | Unit::Half => TimePrecision::Season,
        Unit::Year => TimePrecision::Year,
        _ => TimePrecision::Longer,
    })
}

fn duration(parts: &[(Amount, Unit)], frame: &Frame) -> Resolved {
    let window = |amount, unit| Form::Window { which: Which::Last, amount, unit };
    match parts {
        [(amount, unit), ..] if *unit >= Unit::Day => resolve(&window(*amount, *unit), frame),
        _ => Resolved::UNKNOWN,
    }
}

fn precision(ground: &Ground, start: Option<Date>, end: Option<Date>) -> TimePrecision {
    match ground {
        Ground::Day(_) | Ground::Present => TimePrecision::Day,
        Ground::Weekend(_) => TimePrecision::Days,
        Ground::Week(_) => TimePrecision::Week,
        Ground::Month(..) => TimePrecision::Month,
        Ground::Quarter(..) | Ground::Season(..) | Ground::Half(..) => TimePrecision::Season,
        Ground::Year(_) => TimePrecision::Year,
        Ground::Decade(_) | Ground::Century(_) => TimePrecision::Longer,
        Ground::At(of, _) => precision(of, start, end),
        Ground::Part(..) | Ground::Interval(..) | Ground::Open(..) => by_length(start, end),
        Ground::Past | Ground::Future => TimePrecision::Unknown,
    }
}

fn by_length(start: Option<Date>, end: Option<Date>) -> TimePrecision {
    let (Some(start), Some(end)) = (start, end) else { return TimePrecision::Longer };
    match (end - start).get_days() {
        0 => TimePrecision::Day,
        1..=5 => TimePrecision::Days,
        6..=8 => TimePrecision::Week,
        9..=31 => TimePrecision::Month,
        32..=100 => TimePrecision::Season,
        101..=366 => TimePrecision::Year,
        _ => TimePrecision::Longer,
    }
}

/// Stated when the words alone give the date, relative when they count from the report's own.
fn basis(form: &Form) -> TimeBasis {
    match form {
        Form::Day { .. } | Form::Month { .. } | Form::Year(_) | Form::Decade(_) => {
            TimeBasis::Stated
        }
        Form::Century(_) => TimeBasis::Stated,
        Form::Quarter { which: None, .. } | Form::Season { which: None, .. } => TimeBasis::Stated,
        Form::WeekNumber { .. } | Form::Easter { which: None, .. } => TimeBasis::Stated,
        Form::Part(_, of) | Form::At(of, _) | Form::Open(_, of) | Form::WeekOf(of) => basis(of),
        Form::ShiftFrom { of, .. } | Form::Nth { of: Some(of), .. } => basis(of),
        Form::Range(from, to) if basis(from) == TimeBasis::Stated => basis(to),
        _ => TimeBasis::Relative,
    }
}
