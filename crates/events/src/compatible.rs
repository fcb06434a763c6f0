//! Which happenings may be one: the same mine blast is an explosion to one report and a killing
//! to the next.

use tidings_types::Assertion;

/// Pairs of happenings under which reports tell of the same thing. The first of a pair is the
/// more telling one and names the event.
const PAIRS: &[(&str, &str)] = &[
    ("explosion", "killing"),
    ("suicide-attack", "killing"),
    ("air-strike", "killing"),
    ("shelling", "killing"),
    ("armed-clash", "killing"),
    ("force-against-protesters", "killing"),
    ("suicide-attack", "explosion"),
    ("air-strike", "shelling"),
    ("abduction", "detention"),
    ("evacuation", "displacement"),
    ("riot", "protest"),
];

/// Happenings in which both sides do the same, so that reports name them in either order.
const MUTUAL: &[&str] = &["armed-clash", "agreement", "negotiation"];

/// How well two happenings go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HappeningMatch {
    /// The same.
    Same,
    /// Two words for what may be one thing.
    Compatible,
    /// Two things.
    Apart,
}

impl HappeningMatch {
    /// How well these two go together.
    pub(crate) fn of(left: &str, right: &str) -> Self {
        if left == right {
            Self::Same
        } else if PAIRS.contains(&(left, right)) || PAIRS.contains(&(right, left)) {
            Self::Compatible
        } else {
            Self::Apart
        }
    }

    /// Evidence for one event; see [`crate::score`] for the scale.
    pub(crate) fn points(self) -> f32 {
        match self {
            Self::Same => 0.0,
            Self::Compatible => -0.7,
            Self::Apart => f32::NEG_INFINITY,
        }
    }
}

/// The happenings that may be one with `happening`, itself first.
pub(crate) fn partners(happening: &str) -> Vec<&str> {
    let others = PAIRS.iter().filter_map(|&(one, other)| {
        if one == happening { Some(other) } else { (other == happening).then_some(one) }
    });
    std::iter::once(happening).chain(others).collect()
}

/// Whether `left` tells more than `right` of a thing that both name.
pub(crate) fn tells_more(left: &str, right: &str) -> bool {
    PAIRS.contains(&(left, right))
}

/// Whether actors and targets may change places.
pub(crate) fn is_mutual(happening: &str) -> bool {
    MUTUAL.contains(&happening)
}

/// Assertions that may stand in one event. Nothing planned, conditional, denied or long past is
/// ever merged into what is told as happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    /// Realized, ongoing, or alleged by one side.
    Told,
    /// Planned or conditional.
    Expected,
    /// Told as not having happened.
    Denied,
    /// Background.
    Past,
}

impl Class {
    /// The class of an assertion.
    pub(crate) fn of(assertion: Assertion) -> Self {
        match assertion {
            Assertion::Realized | Assertion::Ongoing | Assertion::Alleged => Self::Told,
            Assertion::Planned | Assertion::Conditional => Self::Expected,
            Assertion::Denied => Self::Denied,
            Assertion::Historical => Self::Past,
        }
    }
}

/// Rank of an assertion within its class: the lowest among the claims is the event's.
pub(crate) fn strength(assertion: Assertion) -> u8 {
    match assertion {
        Assertion::Realized | Assertion::Planned | Assertion::Denied | Assertion::Historical => 0,
        Assertion::Ongoing | Assertion::Conditional => 1,
        Assertion::Alleged => 2,
    }
}

#[cfg(test)]
mod tests {
    use tidings_ontology::Ontology;

    use super::*;

    #[test]
    fn every_happening_named_here_is_in_the_ontology() {
        let named =
            PAIRS.iter().flat_map(|&(one, other)| [one, other]).chain(MUTUAL.iter().copied());
        for happening in named {
            assert!(Ontology::embedded().get(&happening.into()).is_some(), "{happening}");
        }
    }

    #[test]
    fn only_what_is_told_as_happened_shares_a_class_with_it() {
        for assertion in Assertion::ALL {
            let told = Class::of(assertion) == Class::Told;
            assert_eq!(told, assertion.happened() || assertion == Assertion::Alleged);
        }
    }

    #[test]
    fn partners_are_mutual() {
        assert_eq!(partners("riot"), ["riot", "protest"]);
        for &(one, other) in PAIRS {
            assert!(partners(one).contains(&other) && partners(other).contains(&one));
        }
    }
}
