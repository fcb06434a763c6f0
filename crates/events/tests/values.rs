//! Which values an event takes from its claims.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use common::{Told, claims, hajin, kyiv, province, told};
use tidings_events::{event_id, merge};
use tidings_ontology::Ontology;
use tidings_types::{
    ActorKind, Assertion, Counting, Event, EventQuantity, PlacePrecision, Qualifier, TimeBasis,
    TimePrecision,
};

/// The one event that these claims make.
fn event(told: Vec<Told>) -> Event {
    let mut events = merge(&claims(told), &[], Ontology::embedded());
    assert_eq!(events.len(), 1, "{events:#?}");
    events.remove(0)
}

fn at(id: &str, report: u32) -> Told {
    told(id, report, "explosion").at(hajin()).on("2019-02-05")
}

fn killed(told: Vec<Told>) -> EventQuantity {
    event(told).quantities.into_iter().find(|quantity| quantity.kind == "killed").unwrap()
}

#[test]
fn numbers_are_chosen_by_named_rules() {
    let check = |told: Vec<Told>, best: u64, range: (u64, u64), rule: &str| {
        let chosen = killed(told);
        assert_eq!(chosen.best, Some(best), "{chosen:?}");
        assert_eq!((chosen.low, chosen.high), (Some(range.0), Some(range.1)), "{chosen:?}");
        assert_eq!(chosen.rule, rule);
    };
    let of = |id, report, number| at(id, report).count("killed", number);
    check(vec![of("a", 1, 3)], 3, (3, 3), "only");
    check(vec![of("a", 1, 3), of("b", 2, 5)], 5, (3, 5), "highest-lower-bound");
    check(vec![of("a", 1, 3), of("b", 2, 3), of("c", 3, 5)], 3, (3, 3), "majority");
    check(
        vec![of("a", 1, 3), at("b", 2).counted("killed", 60, Counting::Cumulative)],
        3,
        (3, 3),
        "only",
    );
    check(
        vec![
            at("a", 1).counted("killed", 55, Counting::Cumulative),
            at("b", 2).counted("killed", 60, Counting::Cumulative),
        ],
        60,
        (60, 60),
        "newest-cumulative",
    );
    check(vec![of("a", 1, 7).part("killed", 3)], 7, (7, 7), "only");
    check(vec![of("a", 1, 7).asserted(Assertion::Alleged)], 7, (7, 7), "only-alleged");
}

#[test]
fn a_toll_is_never_a_sum() {
    let told = vec![at("a", 1).count("killed", 3), at("b", 2).count("killed", 3)];
    assert_eq!(killed(told).best, Some(3));
}

#[test]
fn the_most_exact_place_is_taken() {
    let vague = told("a", 1, "explosion").at(province()).on("2019-02-05").count("killed", 9);
    let exact = at("b", 2).count("killed", 9);
    let place = event(vec![vague, exact]).place.unwrap();
    assert_eq!((place.place.name.as_str(), place.precision), ("Hajin", PlacePrecision::Exact));
}

#[test]
fn a_stated_day_is_taken_before_a_publication_day() {
    let told = vec![told("a", 1, "explosion").at(hajin()).published("2019-02-08"), at("b", 2)];
    let event = event(told);
    assert_eq!(event.start, Some("2019-02-05".parse().unwrap()));
}

#[test]
fn a_publication_day_is_only_the_latest_day() {
    let mut claim = told("a", 1, "explosion").at(hajin()).on("2019-02-08");
    claim.0.time.basis = TimeBasis::Publication;
    let event = event(vec![claim]);
    assert_eq!((event.start, event.end), (None, Some("2019-02-08".parse().unwrap())));
    assert_eq!(event.precision, TimePrecision::Unknown);
}

#[test]
fn descriptions_give_way_to_names() {
    let event = event(vec![
        at("a", 1).by("", ActorKind::RebelGroup),
        at("b", 2).by("islamic-state", ActorKind::RebelGroup),
    ]);
    let names: Vec<&str> = event.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["islamic-state"]);
}

#[test]
fn certainty_grows_with_witnesses_and_falls_with_hedges() {
    let certainty = |told| event(told).certainty;
    let one = certainty(vec![at("a", 1)]);
    let two = certainty(vec![at("a", 1), at("b", 2)]);
    let three = certainty(vec![at("a", 1), at("b", 2), at("c", 3)]);
    assert!(one < two && two < three && three < 1.0, "{one} {two} {three}");
    let alleged = certainty(vec![at("a", 1).asserted(Assertion::Alleged)]);
    let planned = certainty(vec![at("a", 1).asserted(Assertion::Planned)]);
    assert!(planned < alleged && alleged < one, "{planned} {alleged} {one}");
    let party = certainty(vec![at("a", 1).said_by("army", ActorKind::StateForces)]);
    assert!(party < one);
}

#[test]
fn copies_are_one_witness() {
    let mut copy = at("b", 2);
    copy.0.sentence = at("a", 1).0.sentence;
    let one = event(vec![at("a", 1)]).certainty;
    let copied = event(vec![at("a", 1), copy]);
    assert_eq!(copied.certainty, one);
    assert_eq!(copied.reports, 2);
}

#[test]
fn ids_come_from_the_smallest_claim() {
    let first = event(vec![at("b", 1)]);
    assert_eq!(first.id, event_id(&common::id("b")));
    assert_eq!(event(vec![at("b", 1), at("c", 2)]).id, first.id);
    assert_ne!(event(vec![at("b", 1), at("a", 2)]).id, first.id);
    assert!(first.id.0.starts_with("e-") && first.id.0.len() == 18);
}

#[test]
fn lines_are_plain_and_hedged() {
    let check = |told: Told, expected: &str| assert_eq!(event(vec![told]).summary, expected);
    let civilians = |told: Told| told.upon("", ActorKind::Civilians);
    check(
        civilians(at("a", 1)).count("killed", 3).with("mine"),
        "3 civilians reported killed by a mine in Hajin",
    );
    check(civilians(at("a", 1)).count("killed", 1), "1 civilian reported killed in Hajin");
    let mut some = at("a", 1).count("injured", 12);
    some.0.quantities[0].qualifier = Qualifier::AtLeast;
    check(some, "at least 12 people reported injured in Hajin");
    let mut dozens = civilians(at("a", 1)).count("killed", 24);
    dozens.0.quantities[0].qualifier = Qualifier::Vague;
    dozens.0.quantities[0].mention.words = "dozens".to_owned();
    check(dozens, "dozens of civilians reported killed in Hajin");
    check(
        at("a", 1).count("killed", 2).asserted(Assertion::Alleged),
        "2 people alleged to have been killed in Hajin",
    );
    check(
        told("a", 1, "return").at(hajin()).count("returned", 30).asserted(Assertion::Planned),
        "Planned or expected, not reported as done: return in Hajin",
    );
    check(
        told("a", 1, "clearance").between(hajin(), Vec::new(), kyiv()).asserted(Assertion::Ongoing),
        "Reported under way: clearance between Hajin and Kyiv",
    );
    check(
        told("a", 1, "surrender")
            .at(hajin())
            .by("islamic-state", ActorKind::RebelGroup)
            .upon("sdf", ActorKind::RebelGroup),
        "Reported: surrender in Hajin (actor: islamic-state; target: sdf)",
    );
    check(told("a", 1, "air-strike").asserted(Assertion::Denied), "Denied: air or drone strike");
    check(told("a", 1, "hazard-found").at(hajin()), "Reported: explosive hazard in Hajin");
}
