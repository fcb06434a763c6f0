//! When claims happened, and whether two of them may have happened at the same time.

use jiff::civil::{Date, date};
use tidings_types::{ClaimTime, TimeBasis, TimePrecision};

/// Day 0 of day numbers.
const EPOCH: Date = date(1970, 1, 1);

/// Where only the publication day is known, a happening is looked for in so many days before it:
/// wire reports tell of the day itself or the days since the last report, weeklies of a week.
const DAYS_BEFORE_PUBLICATION: i32 = 7;

/// The days on which something may have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    /// First day, as a day number.
    pub first: i32,
    /// Last day.
    pub last: i32,
    /// Days by which reports of the same thing may miss each other.
    pub slack: i32,
}

/// How well two times go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeMatch {
    /// Both within two days.
    SameDay,
    /// Both within a week or little more.
    SameWeek,
    /// Both within a month or little more.
    SameMonth,
    /// They overlap, and that says little.
    Loose,
    /// One is not known.
    Unknown,
    /// They do not meet.
    Apart,
}

impl Window {
    /// The window of a time, or `None` where it is not known.
    pub(crate) fn of(time: &ClaimTime) -> Option<Self> {
        let last = day_number(time.end.or(time.start)?);
        let first = match (time.start, time.basis) {
            (Some(start), TimeBasis::Publication) if day_number(start) >= last => {
                last - DAYS_BEFORE_PUBLICATION
            }
            (Some(start), _) => day_number(start).min(last),
            (None, TimeBasis::Publication) => last - DAYS_BEFORE_PUBLICATION,
            (None, _) => last - slack(time.precision),
        };
        Some(Self { first, last, slack: slack(time.precision) })
    }

    /// Number of days.
    pub(crate) fn days(self) -> i32 {
        self.last - self.first + 1
    }

    /// The smallest window that holds both.
    fn cover(self, other: Self) -> i32 {
        self.last.max(other.last) - self.first.min(other.first) + 1
    }
}

impl TimeMatch {
    /// How well these two go together.
    pub(crate) fn of(left: Option<Window>, right: Option<Window>) -> Self {
        let (Some(left), Some(right)) = (left, right) else { return Self::Unknown };
        let slack = left.slack.max(right.slack);
        if left.last + slack < right.first || right.last + slack < left.first {
            return Self::Apart;
        }
        match left.cover(right) {
            ..=2 => Self::SameDay,
            3..=10 => Self::SameWeek,
            11..=40 => Self::SameMonth,
            _ => Self::Loose,
        }
    }

    /// Evidence for one event; see [`crate::score`] for the scale.
    pub(crate) fn points(self) -> f32 {
        match self {
            Self::SameDay => 2.0,
            Self::SameWeek => 1.2,
            Self::SameMonth => 0.5,
            Self::Loose => 0.1,
            Self::Unknown => 0.0,
            Self::Apart => f32::NEG_INFINITY,
        }
    }

    /// The reason in words, if it speaks for one event.
    pub(crate) fn words(self) -> Option<&'static str> {
        match self {
            Self::SameDay => Some("same day or night"),
            Self::SameWeek => Some("same week"),
            Self::SameMonth => Some("same month"),
            Self::Loose => Some("times overlap"),
            Self::Unknown | Self::Apart => None,
        }
    }
}

/// Days since 1970-01-01.
pub(crate) fn day_number(day: Date) -> i32 {
    let hours = day.duration_since(EPOCH).as_hours();
    i32::try_from(hours / 24).unwrap_or(0)
}

/// Days by which reports of one happening may miss each other, by the grain of their time: a
/// night belongs to two days, "early March" to no clear end.
fn slack(precision: TimePrecision) -> i32 {
    match precision {
        TimePrecision::Day => 1,
        TimePrecision::Days => 2,
        TimePrecision::Week => 3,
        TimePrecision::Month => 5,
        TimePrecision::Season => 10,
        TimePrecision::Year | TimePrecision::Longer => 20,
        TimePrecision::Unknown => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> ClaimTime {
        let day = Some(day.parse().unwrap());
        ClaimTime {
            start: day,
            end: day,
            precision: TimePrecision::Day,
            basis: TimeBasis::Stated,
            mention: None,
        }
    }

    fn published(on: &str) -> ClaimTime {
        ClaimTime { start: None, basis: TimeBasis::Publication, ..day(on) }
    }

    fn month(first: &str, last: &str) -> ClaimTime {
        let (start, end) = (Some(first.parse().unwrap()), Some(last.parse().unwrap()));
        ClaimTime { start, end, precision: TimePrecision::Month, ..day(first) }
    }

    #[test]
    fn times_meet_by_their_grain() {
        let check = |left: &ClaimTime, right: &ClaimTime, expected: TimeMatch| {
            let (left, right) = (Window::of(left), Window::of(right));
            assert_eq!(TimeMatch::of(left, right), expected, "{left:?} {right:?}");
            assert_eq!(TimeMatch::of(right, left), expected, "{right:?} {left:?}");
        };
        let fifth = day("2019-02-05");
        check(&fifth, &fifth, TimeMatch::SameDay);
        check(&fifth, &day("2019-02-06"), TimeMatch::SameDay);
        check(&fifth, &day("2019-02-07"), TimeMatch::Apart);
        check(&fifth, &published("2019-02-08"), TimeMatch::SameWeek);
        check(&fifth, &published("2019-02-20"), TimeMatch::Apart);
        check(&fifth, &published("2019-02-03"), TimeMatch::Apart);
        check(&fifth, &month("2019-02-01", "2019-02-28"), TimeMatch::SameMonth);
        check(&fifth, &month("2018-01-01", "2019-02-28"), TimeMatch::Loose);
        check(&fifth, &ClaimTime::UNKNOWN, TimeMatch::Unknown);
        check(&ClaimTime::UNKNOWN, &ClaimTime::UNKNOWN, TimeMatch::Unknown);
        check(&day("2020-02-29"), &day("2020-03-01"), TimeMatch::SameDay);
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        assert_eq!(day_number(EPOCH), 0);
        assert_eq!(day_number(date(1969, 12, 31)), -1);
        assert_eq!(day_number(date(2000, 3, 1)), 11_017);
    }
}
