//! How many, and whether the numbers of two claims may be of the same happening.

use tidings_types::{Counting, Quantity};

/// Numbers that differ by this factor are of two happenings rather than one toll revised; tolls
/// of one event mostly grow by less from the first report to the last.
const FAR_APART: u64 = 3;

/// From this number on, equal numbers are hardly chance.
const TELLING: u64 = 4;

/// How well the numbers of two claims go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountMatch {
    /// The same number of the same, high enough not to be chance.
    Same,
    /// Ranges that meet, or a low number twice.
    Meeting,
    /// Nothing to compare.
    Unknown,
    /// Numbers that a revision would explain.
    Differing,
    /// Numbers of different size.
    FarApart,
}

impl CountMatch {
    /// The worst match among the kinds that both claims count, for one contradiction weighs more
    /// than many agreements; running totals are not compared.
    pub(crate) fn of(left: &[Quantity], right: &[Quantity]) -> Self {
        let mut worst = Self::Unknown;
        for one in left.iter().filter(|one| is_of_the_event(one)) {
            for other in right.iter().filter(|other| is_of_the_event(other)) {
                if one.kind == other.kind && one.unit == other.unit {
                    let found = compare(one, other);
                    if worst == Self::Unknown || found.points() < worst.points() {
                        worst = found;
                    }
                }
            }
        }
        worst
    }

    /// Evidence for one event; see [`crate::score`] for the scale.
    pub(crate) fn points(self) -> f32 {
        match self {
            Self::Same => 1.2,
            Self::Meeting => 0.4,
            Self::Unknown => 0.0,
            Self::Differing => -0.6,
            Self::FarApart => -2.2,
        }
    }

    /// The reason in words, if it speaks for one event.
    pub(crate) fn words(self) -> Option<&'static str> {
        match self {
            Self::Same => Some("same number"),
            Self::Meeting => Some("numbers agree"),
            Self::Differing => Some("numbers differ"),
            Self::Unknown | Self::FarApart => None,
        }
    }
}

fn is_of_the_event(quantity: &Quantity) -> bool {
    quantity.counting == Counting::New && !quantity.part
}

fn compare(one: &Quantity, other: &Quantity) -> CountMatch {
    let (Some((low, high)), Some((other_low, other_high))) = (range(one), range(other)) else {
        return CountMatch::Unknown;
    };
    if one.best.is_some() && one.best == other.best {
        let telling = one.best.is_some_and(|number| number >= TELLING);
        return if telling { CountMatch::Same } else { CountMatch::Meeting };
    }
    if low <= other_high && other_low <= high {
        return CountMatch::Meeting;
    }
    let (smaller, larger) = if high < other_low { (high, other_low) } else { (other_high, low) };
    if larger > smaller.max(1).saturating_mul(FAR_APART) {
        CountMatch::FarApart
    } else {
        CountMatch::Differing
    }
}

/// Lowest and highest number of a quantity. An open upper end ("at least") stays open.
fn range(quantity: &Quantity) -> Option<(u64, u64)> {
    let low = quantity.low.or(quantity.best).or(quantity.high)?;
    let high = match (quantity.high, quantity.qualifier) {
        (Some(high), _) => high,
        (None, tidings_types::Qualifier::AtLeast) => low.saturating_mul(FAR_APART),
        (None, _) => quantity.best.unwrap_or(low),
    };
    Some((low, high.max(low)))
}
