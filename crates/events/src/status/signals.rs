//! What a happening says of a place, as data.

use tidings_types::{Facet, PlaceRole};

/// How a signal takes part in a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The state of the place; the newest holds, another one contradicts.
    State,
    /// Something that goes on beside the state.
    Beside,
}

/// What a happening says of a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signal {
    /// The facet.
    pub facet: Facet,
    /// The happening.
    pub happening: &'static str,
    /// Whether it speaks of the place that people or forces leave, or of the one they go to;
    /// `At` for all places.
    pub side: PlaceRole,
    /// How it takes part.
    pub kind: Kind,
    /// Two states of different stance contradict each other; 0 where none does.
    pub stance: i8,
    /// In words when done. `{actor}` and `{target}` are filled in, see [`compose`](super::compose).
    pub done: &'static str,
    /// In words while it goes on.
    pub ongoing: &'static str,
    /// In words when only expected; empty where an expectation says nothing.
    pub expected: &'static str,
}

const fn signal(facet: Facet, happening: &'static str, kind: Kind, stance: i8) -> Signal {
    let side = PlaceRole::At;
    Signal { facet, happening, side, kind, stance, done: "", ongoing: "", expected: "" }
}

impl Signal {
    const fn words(
        self,
        done: &'static str,
        ongoing: &'static str,
        expected: &'static str,
    ) -> Self {
        Self { done, ongoing, expected, ..self }
    }

    const fn side(self, side: PlaceRole) -> Self {
        Self { side, ..self }
    }
}

use Facet::{AidAccess, Control, ExplosiveHazard, People, Services};
use Kind::{Beside, State};

/// All signals. A happening whose facet is not listed here (one that a user added) is told by its
/// label.
pub(crate) const SIGNALS: &[Signal] = &[
    signal(Control, "territory-taken", State, 1).words(
        "held by {actor}",
        "being taken by {actor}",
        "offensive by {actor} announced",
    ),
    signal(Control, "surrender", State, 1).words(
        "held by {target}, {actor} surrendered",
        "{actor} surrendering to {target}",
        "surrender of {actor} expected, not done",
    ),
    signal(Control, "withdrawal", State, 2).side(PlaceRole::From).words(
        "left by {actor}",
        "being left by {actor}",
        "withdrawal of {actor} expected, not done",
    ),
    signal(Control, "base-established", State, 1).words(
        "base of {actor}",
        "base of {actor} being set up",
        "base of {actor} planned",
    ),
    signal(Control, "siege", Beside, 0).words("besieged", "besieged", "siege threatened"),
    signal(Control, "armed-clash", Beside, 0).words("fighting reported", "fighting", ""),
    signal(Control, "air-strike", Beside, 0).words("air strikes reported", "air strikes", ""),
    signal(Control, "shelling", Beside, 0).words("shelling reported", "shelling", ""),
    signal(Control, "suicide-attack", Beside, 0).words("attacks reported", "attacks", ""),
    signal(Control, "search-operation", Beside, 0).words(
        "searches reported",
        "searches under way",
        "",
    ),
    signal(Control, "agreement", Beside, 0).words(
        "agreement reported",
        "agreement reported",
        "agreement expected",
    ),
    signal(ExplosiveHazard, "hazard-found", State, 1).words("contaminated", "contaminated", ""),
    signal(ExplosiveHazard, "explosion", State, 1).words(
        "explosion reported, more devices may remain",
        "explosions reported, more devices may remain",
        "",
    ),
    signal(ExplosiveHazard, "clearance", State, 2).words(
        "clearance reported, not confirmed safe",
        "contaminated, clearance under way",
        "contaminated, clearance planned",
    ),
    signal(People, "siege", Beside, 0).words("people trapped", "people trapped", ""),
    signal(People, "human-shielding", Beside, 0).words(
        "people held as shields",
        "people held as shields",
        "",
    ),
    signal(People, "evacuation", State, 2).side(PlaceRole::From).words(
        "people evacuated",
        "evacuation under way",
        "evacuation expected, not started",
    ),
    signal(People, "evacuation", State, 0).side(PlaceRole::To).words(
        "evacuated people arrived",
        "evacuated people arriving",
        "evacuated people expected",
    ),
    signal(People, "displacement", State, 2).side(PlaceRole::From).words(
        "people fled",
        "people fleeing",
        "people may flee",
    ),
    signal(People, "displacement", State, 0).side(PlaceRole::To).words(
        "displaced people arrived",
        "displaced people arriving",
        "displaced people expected",
    ),
    signal(People, "return", State, 3).side(PlaceRole::To).words(
        "people returned",
        "return under way",
        "return expected, not started",
    ),
    signal(People, "release", Beside, 0).words("captives released", "captives being released", ""),
    signal(People, "restriction", Beside, 0).words(
        "movement restricted",
        "movement restricted",
        "",
    ),
    signal(AidAccess, "aid-delivery", State, 1).words(
        "aid got in",
        "aid getting in",
        "aid announced, not delivered",
    ),
    signal(AidAccess, "aid-obstruction", State, 2).words(
        "aid obstructed",
        "aid obstructed",
        "aid may be obstructed",
    ),
    signal(AidAccess, "siege", State, 2).words("cut off", "cut off", ""),
    signal(Services, "restoration", State, 1).words(
        "services restored in part",
        "repairs under way",
        "repairs planned",
    ),
    signal(Services, "destruction", State, 2).words(
        "destruction reported",
        "destruction going on",
        "",
    ),
    signal(Services, "looting", Beside, 0).words("looting reported", "looting", ""),
    signal(Services, "air-strike", Beside, 0).words(
        "air strikes reported, damage possible",
        "air strikes, damage possible",
        "",
    ),
    signal(Services, "shelling", Beside, 0).words(
        "shelling reported, damage possible",
        "shelling, damage possible",
        "",
    ),
    signal(Services, "strike-or-boycott", Beside, 0).words(
        "services on strike",
        "services on strike",
        "strike announced",
    ),
    signal(Services, "restriction", Beside, 0).words(
        "services restricted",
        "services restricted",
        "restrictions announced",
    ),
];

/// Means of which more mostly lie where one went off. An explosion of anything else says nothing
/// of the ground.
pub(crate) const CONTAMINATING: &[&str] = &["mine", "ied", "uxo", "cluster-munition"];

/// What a happening says of a facet of a place in some role.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Says {
    /// This.
    Known(&'static Signal),
    /// Nothing: it moves people or forces, and speaks of the other end of the way.
    Nothing,
    /// Something that has no words of its own: the happening is told by its label.
    Unlisted,
}

/// What a happening says of a facet of a place in this role.
pub(crate) fn find(facet: Facet, happening: &str, role: PlaceRole) -> Says {
    let of_happening =
        || SIGNALS.iter().filter(|signal| signal.facet == facet && signal.happening == happening);
    let Some(first) = of_happening().next() else { return Says::Unlisted };
    if first.side == PlaceRole::At {
        return Says::Known(first);
    }
    // The place of a movement that is neither its start nor its end is where it is told of: the
    // side that the movement mostly speaks of, listed first.
    let side = match role {
        PlaceRole::From | PlaceRole::To => role,
        PlaceRole::At | PlaceRole::Between | PlaceRole::Near => first.side,
    };
    of_happening().find(|signal| signal.side == side).map_or(Says::Nothing, Says::Known)
}

#[cfg(test)]
mod tests {
    use tidings_ontology::Ontology;

    use super::*;

    #[test]
    fn every_signal_is_of_a_facet_that_its_happening_touches() {
        for signal in SIGNALS {
            let happening = Ontology::embedded().get(&signal.happening.into());
            let touches = happening.is_some_and(|known| known.touches(signal.facet));
            assert!(touches, "{} {:?}", signal.happening, signal.facet);
        }
    }

    #[test]
    fn contaminating_means_are_classes_that_claims_have() {
        let classes = include_str!("../../../claims/data/means.toml");
        for class in CONTAMINATING {
            assert!(
                classes.lines().any(|line| line.starts_with(&format!("{class} = ["))),
                "{class}"
            );
        }
    }

    #[test]
    fn a_movement_speaks_of_the_end_it_is_about() {
        let check = |happening, role, expected: Option<&str>| {
            let done = match find(People, happening, role) {
                Says::Known(signal) => Some(signal.done),
                Says::Nothing | Says::Unlisted => None,
            };
            assert_eq!(done, expected, "{happening} {role:?}");
        };
        check("evacuation", PlaceRole::From, Some("people evacuated"));
        check("evacuation", PlaceRole::At, Some("people evacuated"));
        check("evacuation", PlaceRole::To, Some("evacuated people arrived"));
        check("return", PlaceRole::To, Some("people returned"));
        check("return", PlaceRole::Between, Some("people returned"));
        check("return", PlaceRole::From, None);
    }
}
