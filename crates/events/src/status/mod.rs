//! What the events say of a place, facet by facet.
//!
//! Every claim that touches a facet gives a signal: what it says of the place, whether that is
//! done or only expected, and from which day. The newest signal of what happened gives the value;
//! what is expected is added to it and never replaces it. Where nothing was told there is no
//! entry: silence is never safety.

mod collect;
mod compose;
mod signals;

use std::collections::BTreeMap;

use tidings_ontology::Ontology;
use tidings_types::{Claim, Event, Facet, PlaceId, PlaceStatus};

use collect::Told;

/// The status of every place of the events, by place and facet. Claims that no event holds
/// (dismissed ones) say nothing. Neither the order of the events nor that of the claims matters.
pub fn status(events: &[Event], claims: &[Claim], ontology: &Ontology) -> Vec<PlaceStatus> {
    let mut by_place: BTreeMap<(&PlaceId, Facet), Vec<Told<'_>>> = BTreeMap::new();
    for told in collect::collect(events, claims, ontology) {
        by_place.entry((&told.place.id, told.facet)).or_default().push(told);
    }
    by_place.into_values().filter_map(|told| compose::compose(&told)).collect()
}

/// Days after which a status should no longer be relied on.
fn stale_days(facet: Facet) -> i32 {
    match facet {
        // Front lines move by the week, but a village behind them keeps its holder for a month.
        Facet::Control => 30,
        // Mines wait for years: that they are there stays true, that they are gone must be
        // surveyed again after a season of rain and movement.
        Facet::ExplosiveHazard => 180,
        // People move within days and come back within weeks.
        Facet::People => 14,
        // Access is granted and withdrawn from convoy to convoy.
        Facet::AidAccess => 7,
        // Repairs and failures of water, power and roads take weeks.
        Facet::Services => 30,
    }
}
