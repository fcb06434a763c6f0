//! Claims about one happening.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ActorId, ActorKind, Assertion, ClaimId, CountryCode, HappeningId, Place, PlacePrecision, Shape,
    TimePrecision,
};

/// Stable identity of an event: it survives re-runs and the arrival of more claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub String);

/// A set of claims about the same happening, the values chosen by named rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Identity.
    pub id: EventId,
    /// What happened.
    pub happening: HappeningId,
    /// The strongest assertion among the claims.
    pub assertion: Assertion,
    /// Claims, by id.
    pub claims: Vec<ClaimId>,
    /// Number of distinct reports behind the claims.
    pub reports: u32,
    /// Where, if any claim could be placed.
    pub place: Option<EventPlace>,
    /// First day, if known.
    pub start: Option<Date>,
    /// Last day, if known.
    pub end: Option<Date>,
    /// Grain of the days.
    pub precision: TimePrecision,
    /// Who did it.
    pub actors: Vec<EventActor>,
    /// To whom or what.
    pub targets: Vec<EventActor>,
    /// How many, by kind.
    pub quantities: Vec<EventQuantity>,
    /// Classes of weapons and vehicles.
    pub means: Vec<String>,
    /// How sure it is that this happened here, 0 to 1.
    pub certainty: f32,
    /// One line in plain words, hedged as the claims are ("reported", "planned").
    pub summary: String,
    /// Why these claims are held to be one event, one line per joined claim.
    pub reasons: Vec<String>,
}

/// Where an event happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventPlace {
    /// The place.
    pub place: Place,
    /// How exactly.
    pub precision: PlacePrecision,
    /// The geometry.
    pub shape: Shape,
}

/// A participant of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventActor {
    /// Entry of the actor dictionary, if resolved.
    pub actor: Option<ActorId>,
    /// Canonical name or description.
    pub name: String,
    /// Kind.
    pub kind: ActorKind,
    /// Country.
    pub country: Option<CountryCode>,
}

/// A number chosen for an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventQuantity {
    /// What is counted.
    pub kind: String,
    /// Lowest.
    pub low: Option<u64>,
    /// Chosen.
    pub best: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// The claim it was taken from.
    pub claim: ClaimId,
    /// Name of the rule that chose it.
    pub rule: String,
}
