//! The values that an event takes from its claims. Every choice follows a rule that does not
//! depend on the order of the claims.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use tidings_types::{
    ActorKind, Assertion, Claim, ClaimPlace, ClaimTime, EventActor, EventPlace, HappeningId,
    Participant, PlaceId, TimeBasis, TimePrecision,
};

use crate::compatible::{strength, tells_more};

/// The happening that most claims name; of two that a pair holds to be one, the more telling.
pub(crate) fn happening(claims: &[&Claim]) -> HappeningId {
    let mut votes: BTreeMap<&HappeningId, usize> = BTreeMap::new();
    for claim in claims {
        *votes.entry(&claim.happening).or_default() += 1;
    }
    let mut best: Option<(&HappeningId, usize)> = None;
    for (id, number) in votes {
        let better = best.is_none_or(|(leader, most)| {
            tells_more(id.as_str(), leader.as_str())
                || number > most && !tells_more(leader.as_str(), id.as_str())
        });
        if better {
            best = Some((id, number));
        }
    }
    best.map_or_else(|| HappeningId(String::new()), |(id, _)| id.clone())
}

/// The strongest assertion.
pub(crate) fn assertion(claims: &[&Claim]) -> Assertion {
    let all = claims.iter().map(|claim| claim.assertion.value);
    all.min_by_key(|&assertion| (strength(assertion), assertion)).unwrap_or(Assertion::Alleged)
}

/// Number of distinct reports.
pub(crate) fn reports(claims: &[&Claim]) -> u32 {
    let reports: BTreeSet<_> = claims.iter().map(|claim| claim.report).collect();
    u32::try_from(reports.len()).unwrap_or(u32::MAX)
}

/// The most exact place; of equally exact ones that of most reports, then the surest. With the
/// confidence that it is meant.
pub(crate) fn place(claims: &[&Claim]) -> Option<(f32, EventPlace)> {
    let chosen: Vec<(&Claim, &ClaimPlace)> =
        claims.iter().filter_map(|claim| claim.main_place().map(|place| (*claim, place))).collect();
    let mut support: BTreeMap<&PlaceId, BTreeSet<_>> = BTreeMap::new();
    for (claim, claimed) in &chosen {
        if let Some(place) = &claimed.place {
            support.entry(&place.id).or_default().insert(claim.report);
        }
    }
    let votes = |claimed: &ClaimPlace| {
        claimed.place.as_ref().and_then(|place| support.get(&place.id)).map_or(0, BTreeSet::len)
    };
    let (_, best) = chosen.iter().min_by_key(|(claim, claimed)| {
        let sureness = Reverse((claimed.confidence * 1000.0) as i32);
        (claimed.precision, Reverse(votes(claimed)), sureness, &claim.id)
    })?;
    let place = best.place.clone()?;
    let placed = EventPlace { place, precision: best.precision, shape: best.shape.clone() };
    Some((best.confidence, placed))
}

/// The finest time; of equally fine ones the one stated rather than inferred, then that of most
/// claims, then the earliest.
pub(crate) fn time(claims: &[&Claim]) -> ClaimTime {
    let known = || claims.iter().filter(|claim| claim.time.end.or(claim.time.start).is_some());
    let votes = |time: &ClaimTime| {
        known().filter(|claim| (claim.time.start, claim.time.end) == (time.start, time.end)).count()
    };
    let best = known().min_by_key(|claim| {
        let time = &claim.time;
        let inferred = time.basis >= TimeBasis::Publication;
        (inferred, time.precision, Reverse(votes(time)), time.start, time.end, &claim.id)
    });
    best.map_or(ClaimTime::UNKNOWN, |claim| honest(&claim.time))
}

/// A publication day is no day of a happening: it says only that it was not later.
fn honest(time: &ClaimTime) -> ClaimTime {
    if time.basis != TimeBasis::Publication {
        return time.clone();
    }
    let end = time.end.or(time.start);
    ClaimTime { start: None, end, precision: TimePrecision::Unknown, ..time.clone() }
}

/// The parties of one side: resolved actors, most reports first; unresolved descriptions only of
/// kinds that no resolved actor has.
pub(crate) fn parties(
    claims: &[&Claim],
    side: impl Fn(&Claim) -> &[Participant],
) -> Vec<EventActor> {
    let mut found: BTreeMap<(bool, String), (EventActor, BTreeSet<_>)> = BTreeMap::new();
    for claim in claims {
        for one in side(claim).iter().filter(|one| !one.name.trim().is_empty()) {
            let name =
                one.actor.as_ref().map_or_else(|| one.name.to_lowercase(), |id| id.0.clone());
            let entry = found
                .entry((one.actor.is_none(), name))
                .or_insert_with(|| (event_actor(one), BTreeSet::new()));
            entry.1.insert(claim.report);
        }
    }
    let resolved: BTreeSet<ActorKind> = found
        .values()
        .filter_map(|(actor, _)| actor.actor.is_some().then_some(actor.kind))
        .collect();
    let mut parties: Vec<_> = found
        .into_values()
        .filter(|(actor, _)| actor.actor.is_some() || !resolved.contains(&actor.kind))
        .collect();
    parties.sort_by_key(|(_, reports)| Reverse(reports.len()));
    parties.into_iter().map(|(actor, _)| actor).collect()
}

/// Classes of weapons and vehicles, by name.
pub(crate) fn means(claims: &[&Claim]) -> Vec<String> {
    let all = claims.iter().flat_map(|claim| claim.means.iter().map(|means| means.class.clone()));
    all.collect::<BTreeSet<String>>().into_iter().collect()
}

fn event_actor(one: &Participant) -> EventActor {
    EventActor {
        actor: one.actor.clone(),
        name: one.name.clone(),
        kind: one.kind,
        country: one.country,
    }
}
