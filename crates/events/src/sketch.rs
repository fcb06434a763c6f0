//! What is compared of a claim, prepared once.

use tidings_types::{Claim, Participant, PlaceRole};

use crate::{
    compatible::{Class, is_mutual},
    places::{Level, Spot},
    times::Window,
};

/// A claim ready to be compared with others.
#[derive(Clone, Debug)]
pub(crate) struct Sketch<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Class of its assertion.
    pub class: Class,
    /// Its chosen places, the main one first.
    pub spots: Vec<Spot<'a>>,
    /// When it may have happened.
    pub window: Option<Window>,
    /// Who did it; for a mutual happening, all who took part.
    pub actors: Vec<&'a Participant>,
    /// To whom; empty for a mutual happening.
    pub targets: Vec<&'a Participant>,
}

impl<'a> Sketch<'a> {
    /// Prepares a claim.
    pub(crate) fn of(claim: &'a Claim) -> Self {
        let mut spots: Vec<Spot<'a>> = claim.places.iter().filter_map(Spot::of).collect();
        // The order of `Claim::main_place`.
        spots.sort_by_key(|spot| rank(spot.role));
        let mut actors: Vec<&Participant> = claim.actors.iter().collect();
        let mut targets: Vec<&Participant> = claim.targets.iter().collect();
        if is_mutual(claim.happening.as_str()) {
            actors.append(&mut targets);
        }
        Self {
            claim,
            class: Class::of(claim.assertion.value),
            spots,
            window: Window::of(&claim.time),
            actors,
            targets,
        }
    }

    /// How much the claim tells, least first in the order of founding events: a claim that knows
    /// its place and day founds one, a vague one joins it.
    pub(crate) fn vagueness(&self) -> (Level, i32, usize) {
        let level = self.spots.first().map_or(Level::World, |spot| spot.level);
        let days = self.window.map_or(i32::MAX, Window::days);
        let told = self.actors.len() + self.targets.len() + self.claim.quantities.len();
        (level, days, usize::MAX - told)
    }
}

fn rank(role: PlaceRole) -> u8 {
    match role {
        PlaceRole::At => 0,
        PlaceRole::Between => 1,
        PlaceRole::Near => 2,
        PlaceRole::From => 3,
        PlaceRole::To => 4,
    }
}
