//! Which claims speak of which places.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tidings_ontology::Ontology;
use tidings_types::{
    Assertion, Claim, ClaimId, ClaimPlace, Event, EventPlace, Facet, FeatureClass, Place,
    PlaceRole, Shape,
};

use super::signals::{CONTAMINATING, Kind, Says, Signal, find};

/// What one claim says of one facet of one place.
#[derive(Clone, Debug)]
pub(crate) struct Told<'a> {
    /// The place.
    pub place: &'a Place,
    /// The facet.
    pub facet: Facet,
    /// The claim.
    pub claim: &'a Claim,
    /// The event that holds it.
    pub event: &'a Event,
    /// What its happening says, if it is a known one.
    pub signal: Option<&'static Signal>,
    /// Name of the happening, for one that is not.
    pub label: String,
    /// Newest day that it speaks of.
    pub day: Option<Date>,
}

impl Told<'_> {
    /// How it takes part in the value.
    pub(crate) fn kind(&self) -> Kind {
        self.signal.map_or(Kind::Beside, |signal| signal.kind)
    }

    /// How it is told.
    pub(crate) fn assertion(&self) -> Assertion {
        self.claim.assertion.value
    }
}

/// Everything told of any facet of any place, by place, facet and claim.
pub(crate) fn collect<'a>(
    events: &'a [Event],
    claims: &'a [Claim],
    ontology: &Ontology,
) -> Vec<Told<'a>> {
    let by_id: BTreeMap<&ClaimId, &Claim> = claims.iter().map(|claim| (&claim.id, claim)).collect();
    let mut all = Vec::new();
    for event in events {
        for claim in event.claims.iter().filter_map(|id| by_id.get(id)) {
            let Some(happening) = ontology.get(&claim.happening) else { continue };
            for &facet in &happening.facets {
                for (role, place) in places_of(event, claim) {
                    let signal = match find(facet, claim.happening.as_str(), role) {
                        _ if !speaks(claim, event, facet) => continue,
                        Says::Nothing => continue,
                        Says::Known(signal) => Some(signal),
                        Says::Unlisted => None,
                    };
                    let label = happening.label.to_lowercase();
                    all.push(Told { place, facet, claim, event, signal, label, day: day(claim) });
                }
            }
        }
    }
    all.sort_by(|one, other| {
        let key = |told: &Told<'_>| (told.place.id.clone(), told.facet, told.claim.id.clone());
        key(one).cmp(&key(other))
    });
    all.dedup_by(|one, other| {
        one.place.id == other.place.id
            && one.facet == other.facet
            && one.claim.id == other.claim.id
            && one.signal.map(|signal| signal.side) == other.signal.map(|signal| signal.side)
    });
    all
}

/// Whether the claim says anything of the ground: background does not, nor does an explosion of
/// something that leaves nothing behind.
fn speaks(claim: &Claim, event: &Event, facet: Facet) -> bool {
    if claim.assertion.value == Assertion::Historical {
        return false;
    }
    let is_explosion = claim.happening.as_str() == "explosion" && facet == Facet::ExplosiveHazard;
    let contaminates = |class: &String| CONTAMINATING.contains(&class.as_str());
    !is_explosion || event.means.iter().any(contaminates)
}

/// The places that a claim speaks of. Where a reviewer placed it otherwise than the claim itself
/// (then the event's place is none that the claim chose), the reviewer's place alone.
fn places_of<'a>(event: &'a Event, claim: &'a Claim) -> Vec<(PlaceRole, &'a Place)> {
    let chosen: Vec<&ClaimPlace> =
        claim.places.iter().filter(|place| place.place.is_some()).collect();
    let alone = event.claims.len() == 1;
    let agrees = |place: &EventPlace| {
        chosen.iter().any(|own| own.place.as_ref().is_some_and(|own| own.id == place.place.id))
    };
    match &event.place {
        None if alone => Vec::new(),
        Some(place) if alone && !agrees(place) => {
            covered(PlaceRole::At, &place.place, &place.shape)
        }
        Some(place) if chosen.is_empty() => covered(PlaceRole::At, &place.place, &place.shape),
        _ => chosen
            .into_iter()
            .filter_map(|own| own.place.as_ref().map(|place| (own, place)))
            .flat_map(|(own, place)| covered(own.role, place, &own.shape))
            .collect(),
    }
}

/// The place itself, or all settlements of a stretch. A country or a continent has no status:
/// what is told of it is told of nowhere in particular.
fn covered<'a>(role: PlaceRole, place: &'a Place, shape: &'a Shape) -> Vec<(PlaceRole, &'a Place)> {
    let places: Vec<&Place> = match shape {
        Shape::Stretch { from, to, covers } => {
            std::iter::once(from.as_ref()).chain(covers).chain([to.as_ref()]).collect()
        }
        Shape::Point | Shape::Around { .. } | Shape::Area => vec![place],
    };
    let narrow =
        |place: &&Place| !matches!(place.class, FeatureClass::Country | FeatureClass::Continent);
    places.into_iter().filter(narrow).map(|place| (role, place)).collect()
}

fn day(claim: &Claim) -> Option<Date> {
    claim.time.end.or(claim.time.start)
}
