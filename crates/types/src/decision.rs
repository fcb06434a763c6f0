//! What reviewers decide.

use serde::{Deserialize, Serialize};

use crate::{ClaimId, EventId, Place, PlaceId};

/// One entry of the append-only log of decisions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// Place in the log, from 1.
    pub sequence: u64,
    /// When, RFC 3339.
    pub at: String,
    /// Who, by a name of their choosing.
    pub reviewer: String,
    /// Why, in their words.
    pub why: String,
    /// What.
    pub kind: DecisionKind,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum DecisionKind {
    /// These two claims tell of different happenings.
    KeepApart {
        /// One.
        left: ClaimId,
        /// The other.
        right: ClaimId,
    },
    /// These two claims tell of the same happening.
    Join {
        /// One.
        left: ClaimId,
        /// The other.
        right: ClaimId,
    },
    /// This claim happened at this place, or nowhere that is known.
    Locate {
        /// The claim.
        claim: ClaimId,
        /// The place.
        place: Option<PlaceId>,
    },
    /// This name means this place, in every report.
    Alias {
        /// The name, as reports write it.
        name: String,
        /// The place, whole: the log is replayed without a gazetteer.
        place: Box<Place>,
    },
    /// This claim is wrong and counts for nothing.
    Dismiss {
        /// The claim.
        claim: ClaimId,
    },
    /// The event was looked at and stands.
    Confirm {
        /// The event.
        event: EventId,
    },
}
