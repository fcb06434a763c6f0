//! Kinds of actors as the codebooks number and name them.

use tidings_types::{ActorKind, EventActor};

/// ACLED's inter code: 1 state forces, 2 rebel groups, 3 political militias, 4 identity militias,
/// 5 rioters, 6 protesters, 7 civilians, 8 external or other forces, 0 none.
pub(crate) fn inter(kind: ActorKind) -> u8 {
    match kind {
        ActorKind::StateForces | ActorKind::Government => 1,
        ActorKind::RebelGroup => 2,
        ActorKind::PoliticalMilitia => 3,
        ActorKind::IdentityMilitia => 4,
        ActorKind::Rioters => 5,
        ActorKind::Protesters => 6,
        ActorKind::Civilians
        | ActorKind::AidWorkers
        | ActorKind::Journalists
        | ActorKind::HealthWorkers => 7,
        ActorKind::ExternalForces | ActorKind::InternationalOrganisation => 8,
        ActorKind::Other => 0,
    }
}

/// ACLED's interaction: the two inter codes, the lower first, none last.
pub(crate) fn interaction(first: u8, second: u8) -> i64 {
    let (low, high) = if first <= second { (first, second) } else { (second, first) };
    let (tens, ones) = if low == 0 { (high, 0) } else { (low, high) };
    i64::from(tens) * 10 + i64::from(ones)
}

/// Whether these are unarmed people.
pub(crate) fn is_unarmed(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Civilians
            | ActorKind::AidWorkers
            | ActorKind::Journalists
            | ActorKind::HealthWorkers
            | ActorKind::Protesters
    )
}

/// PLOVER's sector of an actor.
pub(crate) fn sector(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::StateForces | ActorKind::ExternalForces => "MIL",
        ActorKind::Government => "GOV",
        ActorKind::RebelGroup => "REB",
        ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia => "PRM",
        ActorKind::Protesters | ActorKind::Rioters | ActorKind::Civilians => "CVL",
        ActorKind::AidWorkers => "NGO",
        ActorKind::Journalists => "JRN",
        ActorKind::HealthWorkers => "MED",
        ActorKind::InternationalOrganisation => "IGO",
        ActorKind::Other => "UNK",
    }
}

/// Names of a side, each once.
pub(crate) fn names(side: &[EventActor]) -> impl Iterator<Item = &str> {
    side.iter().map(|one| one.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interactions_join_the_codes_lowest_first() {
        let check = |first, second, expected| assert_eq!(interaction(first, second), expected);
        check(1, 2, 12);
        check(2, 1, 12);
        check(1, 0, 10);
        check(0, 1, 10);
        check(7, 8, 78);
        check(2, 2, 22);
        check(0, 0, 0);
    }
}
