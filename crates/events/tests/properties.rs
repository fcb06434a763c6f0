//! What holds whatever the claims are.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::collections::BTreeSet;

use common::{Told, abu_hasan, baghuz, claims, decisions, hajin, id, kyiv, province, syria, told};
use proptest::prelude::*;
use tidings_events::{merge, status};
use tidings_ontology::Ontology;
use tidings_types::{
    ActorKind, Assertion, Claim, ClaimId, Counting, DecisionKind, Event, PlaceStatus,
};

const HAPPENINGS: [&str; 6] =
    ["explosion", "killing", "shelling", "armed-clash", "return", "clearance"];

/// Claims over few places and days, so that many of them meet.
fn any_claim(number: usize) -> impl Strategy<Value = Told> {
    let parts = (0..HAPPENINGS.len(), 0..Assertion::ALL.len(), 0..8_usize, 0..9_i8, 0..6_u32);
    (parts, 0..4_u64, 0..3_usize, any::<bool>()).prop_map(
        move |((happening, assertion, place, day, report), killed, actor, running)| {
            let claim = told(&format!("c{number:02}"), report, HAPPENINGS[happening])
                .asserted(Assertion::ALL[assertion]);
            let counting = if running { Counting::Cumulative } else { Counting::New };
            let claim =
                if killed > 0 { claim.counted("killed", killed * 5, counting) } else { claim };
            acting(dated(placed(claim, place), day), actor)
        },
    )
}

fn placed(claim: Told, place: usize) -> Told {
    match place {
        0 | 1 => claim.at(hajin()),
        2 => claim.at(baghuz()),
        3 => claim.at(abu_hasan()),
        4 => claim.at(province()),
        5 => claim.at(syria()),
        6 => claim.at(kyiv()),
        _ => claim,
    }
}

fn dated(claim: Told, day: i8) -> Told {
    match day {
        0 => claim,
        1 => claim.published("2019-02-08"),
        day => claim.on(&format!("2019-02-0{day}")),
    }
}

fn acting(claim: Told, actor: usize) -> Told {
    match actor {
        0 => claim.by("army", ActorKind::StateForces),
        1 => claim.by("", ActorKind::RebelGroup),
        _ => claim,
    }
}

fn any_claims() -> impl Strategy<Value = Vec<Claim>> {
    (1..22_usize)
        .prop_flat_map(|number| (0..number).map(any_claim).collect::<Vec<_>>().prop_map(claims))
}

fn any_decisions() -> impl Strategy<Value = Vec<DecisionKind>> {
    let name = || (0..22_usize).prop_map(|number| id(&format!("c{number:02}")));
    let decision = prop_oneof![
        (name(), name()).prop_map(|(left, right)| DecisionKind::KeepApart { left, right }),
        (name(), name()).prop_map(|(left, right)| DecisionKind::Join { left, right }),
        name().prop_map(|claim| DecisionKind::Dismiss { claim }),
        name().prop_map(|claim| DecisionKind::Locate { claim, place: Some(hajin().id) }),
    ];
    prop::collection::vec(decision, 0..8)
}

fn run(claims: &[Claim], kinds: &[DecisionKind]) -> (Vec<Event>, Vec<PlaceStatus>) {
    let events = merge(claims, &decisions(kinds.iter().cloned()), Ontology::embedded());
    let statuses = status(&events, claims, Ontology::embedded());
    (events, statuses)
}

fn claim<'a>(claims: &'a [Claim], id: &ClaimId) -> &'a Claim {
    claims.iter().find(|claim| claim.id == *id).unwrap()
}

fn event_of<'a>(events: &'a [Event], id: &ClaimId) -> Option<&'a Event> {
    events.iter().find(|event| event.claims.contains(id))
}

/// Whether reports of the two assertions may stand in one event.
fn go_together(one: Assertion, other: Assertion) -> bool {
    let class = |assertion| match assertion {
        Assertion::Realized | Assertion::Ongoing | Assertion::Alleged => 0,
        Assertion::Planned | Assertion::Conditional => 1,
        Assertion::Denied => 2,
        Assertion::Historical => 3,
    };
    class(one) == class(other)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn order_does_not_matter(
        (claims, shuffled) in any_claims().prop_flat_map(|claims| {
            (Just(claims.clone()), Just(claims).prop_shuffle())
        }),
        kinds in any_decisions(),
    ) {
        prop_assert_eq!(run(&claims, &kinds), run(&shuffled, &kinds));
    }

    #[test]
    fn doubled_claims_and_decisions_change_nothing(
        claims in any_claims(),
        kinds in any_decisions(),
    ) {
        let twice: Vec<Claim> = claims.iter().chain(&claims).cloned().collect();
        let again: Vec<DecisionKind> = kinds.iter().chain(&kinds).cloned().collect();
        prop_assert_eq!(&run(&claims, &kinds).0, &run(&twice, &kinds).0);
        prop_assert_eq!(run(&claims, &kinds), run(&claims, &again));
    }

    #[test]
    fn every_claim_that_counts_is_in_one_event(
        claims in any_claims(),
        kinds in any_decisions(),
    ) {
        let (events, _) = run(&claims, &kinds);
        let dismissed = |id: &ClaimId| kinds.contains(&DecisionKind::Dismiss { claim: id.clone() });
        for claim in &claims {
            let homes = events.iter().filter(|event| event.claims.contains(&claim.id)).count();
            prop_assert_eq!(homes, usize::from(!dismissed(&claim.id)));
        }
        let ids: BTreeSet<_> = events.iter().map(|event| &event.id).collect();
        prop_assert_eq!(ids.len(), events.len());
    }

    #[test]
    fn nothing_planned_or_denied_is_counted(claims in any_claims(), kinds in any_decisions()) {
        let (events, statuses) = run(&claims, &kinds);
        for event in &events {
            for id in &event.claims {
                let told = claim(&claims, id).assertion.value;
                prop_assert!(go_together(event.assertion, told), "{:?} {told:?}", event.assertion);
            }
            if event.assertion.happened() {
                let happened = |id| claim(&claims, id).assertion.value.happened();
                prop_assert!(event.claims.iter().any(happened));
            }
        }
        for status in statuses.iter().filter(|status| status.value.contains("people returned")) {
            let returned = |id| {
                let claim = claim(&claims, id);
                claim.happening.as_str() == "return"
                    && (claim.assertion.value.happened() || claim.assertion.value == Assertion::Alleged)
            };
            prop_assert!(status.claims.iter().any(returned), "{status:?}");
        }
    }

    #[test]
    fn numbers_are_never_sums(claims in any_claims(), kinds in any_decisions()) {
        for event in run(&claims, &kinds).0 {
            for quantity in &event.quantities {
                let told = claim(&claims, &quantity.claim);
                prop_assert!(event.claims.contains(&quantity.claim));
                prop_assert!(told.quantities.iter().any(|one| one.best == quantity.best));
                prop_assert!(quantity.low <= quantity.best && quantity.best <= quantity.high);
            }
            prop_assert!((0.0..=1.0).contains(&event.certainty));
            prop_assert!(!event.summary.is_empty());
        }
    }

    #[test]
    fn the_last_word_on_a_pair_holds(
        claims in any_claims(),
        kinds in any_decisions(),
        pair in (0..22_usize, 0..22_usize),
    ) {
        let (left, right) = (id(&format!("c{:02}", pair.0)), id(&format!("c{:02}", pair.1)));
        prop_assume!(left != right);
        let mut apart = kinds.clone();
        apart.push(DecisionKind::KeepApart { left: left.clone(), right: right.clone() });
        let (events, _) = run(&claims, &apart);
        if let Some(event) = event_of(&events, &left) {
            prop_assert!(!event.claims.contains(&right));
        }
        let mut joined = kinds;
        joined.push(DecisionKind::Join { left: left.clone(), right: right.clone() });
        let (events, _) = run(&claims, &joined);
        if let (Some(one), Some(other)) = (event_of(&events, &left), event_of(&events, &right)) {
            let together = go_together(
                claim(&claims, &left).assertion.value,
                claim(&claims, &right).assertion.value,
            );
            prop_assert_eq!(one.id == other.id, together);
        }
    }
}
