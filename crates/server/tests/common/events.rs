//! Events out of hand-written claims: every value is taken from the first claim that has it.

use tidings_types::{Claim, Event, EventActor, EventId, EventPlace, EventQuantity, Participant};

/// The event of these claims.
pub fn event(id: &str, summary: &str, certainty: f32, claims: &[&Claim]) -> Event {
    let first = claims[0];
    let mut reports: Vec<_> = claims.iter().map(|claim| claim.report).collect();
    reports.sort();
    reports.dedup();
    let place = claims.iter().find_map(|claim| claim.main_place());
    Event {
        id: EventId(id.to_owned()),
        happening: first.happening.clone(),
        assertion: first.assertion.value,
        claims: claims.iter().map(|claim| claim.id.clone()).collect(),
        reports: u32::try_from(reports.len()).unwrap(),
        place: place.map(|place| EventPlace {
            place: place.place.clone().unwrap(),
            precision: place.precision,
            shape: place.shape.clone(),
        }),
        start: first.time.start,
        end: first.time.end,
        precision: first.time.precision,
        actors: parties(&first.actors),
        targets: parties(&first.targets),
        quantities: quantities(claims),
        means: first.means.iter().map(|means| means.class.clone()).collect(),
        certainty,
        summary: summary.to_owned(),
        reasons: reasons(claims),
    }
}

fn parties(parties: &[Participant]) -> Vec<EventActor> {
    let one = |party: &Participant| EventActor {
        actor: party.actor.clone(),
        name: party.name.clone(),
        kind: party.kind,
        country: party.country,
    };
    parties.iter().map(one).collect()
}

fn quantities(claims: &[&Claim]) -> Vec<EventQuantity> {
    let of_claim = |claim: &Claim| {
        let id = claim.id.clone();
        let one = move |quantity: &tidings_types::Quantity| EventQuantity {
            kind: quantity.kind.clone(),
            low: quantity.low,
            best: quantity.best,
            high: quantity.high,
            claim: id.clone(),
            rule: "most certain claim".to_owned(),
        };
        claim.quantities.iter().map(one).collect::<Vec<_>>()
    };
    let mut all: Vec<EventQuantity> = claims.iter().flat_map(|claim| of_claim(claim)).collect();
    all.dedup_by(|left, right| left.kind == right.kind);
    all
}

fn reasons(claims: &[&Claim]) -> Vec<String> {
    let joined = claims.iter().skip(1);
    joined.map(|claim| format!("{}: same happening, same place, same days", claim.id.0)).collect()
}
