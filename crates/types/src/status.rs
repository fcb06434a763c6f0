//! What is known of a place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, PlaceId};

/// One side of the way from fighting to going home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// Who controls the place.
    Control,
    /// Whether mines and other explosives remain.
    ExplosiveHazard,
    /// People trapped, leaving, displaced, returning.
    People,
    /// Whether aid gets in.
    AidAccess,
    /// Water, power, schools, roads.
    Services,
}

impl Facet {
    /// All facets, in order.
    pub const ALL: [Self; 5] =
        [Self::Control, Self::ExplosiveHazard, Self::People, Self::AidAccess, Self::Services];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Control => "control",
            Self::ExplosiveHazard => "explosive_hazard",
            Self::People => "people",
            Self::AidAccess => "aid_access",
            Self::Services => "services",
        }
    }
}

/// What is known of one facet of one place. A facet without an entry is unknown, never safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceStatus {
    /// The place.
    pub place: PlaceId,
    /// Its name.
    pub place_name: String,
    /// Which facet.
    pub facet: Facet,
    /// The value in words: "held by the SDF", "clearance under way", "return expected".
    pub value: String,
    /// The day of the newest claim behind it.
    pub as_of: Option<Date>,
    /// Claims that carry it.
    pub claims: Vec<ClaimId>,
    /// Claims that say otherwise.
    pub contradicted_by: Vec<ClaimId>,
    /// The day from which it should no longer be relied on.
    pub stale_after: Option<Date>,
}
