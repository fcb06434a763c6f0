//! Claims to events.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};
use tidings_ontology::Ontology;
use tidings_types::{Claim, ClaimId, Decision, Event, EventId};

use crate::{
    certainty::{CONFIRMED, DENIED, certainty},
    cluster::{Cluster, cluster},
    compatible::Class,
    decided::Rulings,
    denials, quantities,
    sketch::Sketch,
    summary::summary,
    values,
};

/// Merges claims into events, one event per happening and assertion class, by rising id. Neither
/// the order of the claims nor that of the decisions matters.
pub fn merge(claims: &[Claim], decisions: &[Decision], ontology: &Ontology) -> Vec<Event> {
    let rulings = Rulings::of(decisions);
    let claims = rulings.applied(claims);
    let sketches: Vec<Sketch<'_>> = claims.iter().map(|claim| Sketch::of(claim)).collect();
    let clusters = cluster(&sketches, &rulings);
    let denials = denials::link(&sketches, &clusters);
    let mut events: Vec<Event> =
        clusters.iter().map(|cluster| event(cluster, &sketches, ontology)).collect();
    note_denials(&mut events, &denials, &sketches, &clusters);
    for event in &mut events {
        note_confirmation(event, &rulings);
    }
    events.sort_by(|one, other| one.id.cmp(&other.id));
    events
}

/// The id of the event whose smallest claim id is this: `e-` and the first 16 hexadecimal digits
/// of the SHA-256 of the claim id. An event keeps its id when claims join it, unless one of them
/// has a smaller id; a confirmation given under an older id still holds, for it is looked up by
/// the ids of all claims.
pub fn event_id(smallest: &ClaimId) -> EventId {
    let digest = Sha256::digest(smallest.0.as_bytes());
    let hex: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    EventId(format!("e-{hex}"))
}

fn event(cluster: &Cluster, sketches: &[Sketch<'_>], ontology: &Ontology) -> Event {
    let mut claims: Vec<&Claim> =
        cluster.members.iter().map(|&member| sketches[member].claim).collect();
    claims.sort_by(|one, other| one.id.cmp(&other.id));
    let time = values::time(&claims);
    let place = values::place(&claims);
    let mut event = Event {
        id: claims.first().map_or_else(|| EventId(String::new()), |claim| event_id(&claim.id)),
        happening: values::happening(&claims),
        assertion: values::assertion(&claims),
        claims: claims.iter().map(|claim| claim.id.clone()).collect(),
        reports: values::reports(&claims),
        place: place.map(|(_, place)| place),
        start: time.start,
        end: time.end,
        precision: time.precision,
        actors: values::parties(&claims, |claim| &claim.actors),
        targets: values::parties(&claims, |claim| &claim.targets),
        quantities: quantities::choose(&claims),
        means: values::means(&claims),
        certainty: certainty(&claims, place_confidence(&claims)),
        summary: String::new(),
        reasons: cluster.reasons.clone(),
    };
    event.summary = summary(&event, &claims, ontology);
    event
}

fn place_confidence(claims: &[&Claim]) -> Option<f32> {
    values::place(claims).map(|(confidence, _)| confidence)
}

fn note_denials(
    events: &mut [Event],
    denials: &[Vec<usize>],
    sketches: &[Sketch<'_>],
    clusters: &[Cluster],
) {
    let ids: Vec<EventId> = events.iter().map(|event| event.id.clone()).collect();
    let class =
        |number: usize| clusters[number].members.first().map(|&first| sketches[first].class);
    for (number, linked) in denials.iter().enumerate() {
        let is_denial = class(number) == Some(Class::Denied);
        for &other in linked {
            let (word, id) = (if is_denial { "denies" } else { "denied by" }, &ids[other].0);
            events[number].reasons.push(format!("{word} {id}"));
        }
        if !is_denial && !linked.is_empty() {
            events[number].certainty *= DENIED;
        }
    }
}

/// A confirmation raises the certainty of what is told as happened; it cannot make a plan real.
fn note_confirmation(event: &mut Event, rulings: &Rulings<'_>) {
    if !rulings.confirms_any() || Class::of(event.assertion) != Class::Told {
        return;
    }
    let ids: BTreeSet<EventId> = event.claims.iter().map(event_id).collect();
    if ids.iter().any(|id| rulings.confirms(id)) {
        event.certainty = event.certainty.max(CONFIRMED);
        event.reasons.push("confirmed by a reviewer".to_owned());
    }
}
