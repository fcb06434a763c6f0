//! Whether two claims tell of the same happening.
//!
//! Every part of two claims that can be compared gives points, which are read as log-odds: they
//! are added up, [`AT_FIRST`] is taken off, and the logistic function makes a probability of the
//! rest. The points were set by hand so that two of {place, time, parties or numbers} must speak
//! for one event: same settlement and same day are enough, same country and same day are not,
//! same settlement alone is not.

use tidings_types::Claim;

use crate::{
    compatible::HappeningMatch, counts::CountMatch, parties::PartyMatch, places::PlaceMatch,
    sketch::Sketch, times::TimeMatch,
};

/// What must be outweighed: most pairs of claims are of two happenings.
const AT_FIRST: f32 = 3.0;

/// Probability from which two claims are taken to tell of the same happening.
pub(crate) const SAME: f32 = 0.5;

/// Place and time together must give so many points: the same week, the same district, or the same
/// province and month. The index relies on it, see [`crate::index`].
const TIED: f32 = 1.2 - 0.001;

/// Two claims of one report and one happening: the report's claims were already merged where it
/// tells the same twice, so that two that are left are mostly two.
const SAME_REPORT: f32 = -1.2;

/// The same class of weapon in both.
const SAME_MEANS: f32 = 0.4;

/// Weapons named in both, and no class shared.
const OTHER_MEANS: f32 = -0.5;

/// The same words for it.
const SAME_WORDS: f32 = 0.2;

/// How sure it is that two claims tell of the same happening, with the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Sameness {
    /// 0 to 1.
    pub score: f32,
    /// What speaks for it, in words.
    pub reasons: Vec<String>,
}

/// Compares two claims. The score is symmetric; 0 where they cannot tell of the same happening:
/// other happenings, an assertion of another class, places or days that do not meet.
pub fn same_event(left: &Claim, right: &Claim) -> Sameness {
    let (left, right) = (Sketch::of(left), Sketch::of(right));
    let parts = Comparison::of(&left, &right);
    let score = if left.class == right.class { probability(parts.points()) } else { 0.0 };
    Sameness { score, reasons: parts.words(&left) }
}

/// All that is compared of two claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comparison {
    happening: HappeningMatch,
    place: PlaceMatch,
    time: TimeMatch,
    actors: PartyMatch,
    targets: PartyMatch,
    counts: CountMatch,
    rest: f32,
}

impl Comparison {
    /// Compares two claims, whatever their assertions.
    pub(crate) fn of(left: &Sketch<'_>, right: &Sketch<'_>) -> Self {
        let (one, other) = (left.claim, right.claim);
        let happening = HappeningMatch::of(one.happening.as_str(), other.happening.as_str());
        Self {
            happening,
            place: PlaceMatch::of(&left.spots, &right.spots),
            time: TimeMatch::of(left.window, right.window),
            actors: PartyMatch::of(&left.actors, &right.actors),
            targets: PartyMatch::of(&left.targets, &right.targets),
            counts: CountMatch::of(&one.quantities, &other.quantities),
            rest: rest(one, other, happening),
        }
    }

    /// The points for one happening; negative infinity where it cannot be one.
    pub(crate) fn points(&self) -> f32 {
        // Parties and numbers alone tie nothing together: wars repeat themselves.
        if self.place.points() + self.time.points() < TIED {
            return f32::NEG_INFINITY;
        }
        self.happening.points()
            + self.place.points()
            + self.time.points()
            + self.actors.points()
            + self.targets.points()
            + self.counts.points()
            + self.rest
    }

    /// What speaks for one happening, in words.
    pub(crate) fn words(&self, left: &Sketch<'_>) -> Vec<String> {
        let mut words = Vec::new();
        if self.happening == HappeningMatch::Compatible {
            words.push("compatible happenings".to_owned());
        }
        words.extend(self.place.words(&left.spots));
        words.extend(self.time.words().map(str::to_owned));
        if self.actors == PartyMatch::SameActor {
            words.push("same actor".to_owned());
        }
        if self.targets == PartyMatch::SameActor {
            words.push("same target".to_owned());
        }
        words.extend(self.counts.words().map(str::to_owned));
        words
    }
}

/// More points than a comparison can give, from what costs little to look at: most pairs are
/// refused by it.
pub(crate) fn most_points(left: &Sketch<'_>, right: &Sketch<'_>) -> f32 {
    let both = |one: bool, other: bool, points: f32| if one || other { 0.0 } else { points };
    let (one, other) = (left.claim, right.claim);
    let best = PartyMatch::SameActor.points();
    TimeMatch::of(left.window, right.window).points()
        + PlaceMatch::most_points(&left.spots, &right.spots)
        + both(left.actors.is_empty(), right.actors.is_empty(), best)
        + both(left.targets.is_empty(), right.targets.is_empty(), best)
        + both(one.quantities.is_empty(), other.quantities.is_empty(), CountMatch::Same.points())
        + both(one.means.is_empty(), other.means.is_empty(), SAME_MEANS)
        + SAME_WORDS
}

/// Whether a claim knows too little to be one with any other: not even a claim that told the
/// same in every part would reach [`SAME`].
pub(crate) fn is_hopeless(sketch: &Sketch<'_>) -> bool {
    most_points(sketch, sketch) < points_of(SAME)
}

/// The points that make this probability.
pub(crate) fn points_of(probability: f32) -> f32 {
    AT_FIRST + (probability / (1.0 - probability)).ln()
}

/// Reads points as log-odds.
pub(crate) fn probability(points: f32) -> f32 {
    1.0 / (1.0 + (AT_FIRST - points).exp())
}

fn rest(one: &Claim, other: &Claim, happening: HappeningMatch) -> f32 {
    let mut points = 0.0;
    if one.report == other.report && happening == HappeningMatch::Same {
        points += SAME_REPORT;
    }
    if !one.means.is_empty() && !other.means.is_empty() {
        let shared = one
            .means
            .iter()
            .any(|means| other.means.iter().any(|second| second.class == means.class));
        points += if shared { SAME_MEANS } else { OTHER_MEANS };
    }
    if one.trigger.words.eq_ignore_ascii_case(&other.trigger.words) {
        points += SAME_WORDS;
    }
    points
}
