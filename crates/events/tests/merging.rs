//! Which claims become one event, and which do not.

mod common;

use common::{Told, abu_hasan, baghuz, claims, hajin, kyiv, province, shafah, syria, told};
use tidings_events::{merge, same_event};
use tidings_ontology::Ontology;
use tidings_types::{ActorKind, Assertion, Claim, Event};

fn events(told: Vec<Told>) -> Vec<Event> {
    merge(&claims(told), &[], Ontology::embedded())
}

/// Checks that these claims make so many events.
fn check(name: &str, told: Vec<Told>, expected: usize) {
    let events = events(told);
    let groups: Vec<Vec<&str>> =
        events.iter().map(|event| event.claims.iter().map(|id| id.0.as_str()).collect()).collect();
    assert_eq!(events.len(), expected, "{name}: {groups:?}");
}

fn blast(id: &str, report: u32) -> Told {
    told(id, report, "explosion")
}

#[test]
fn place_and_time_make_one_event() {
    let at = |id, report, day| blast(id, report).at(hajin()).on(day);
    check("same village, same day", vec![at("a", 1, "2019-02-05"), at("b", 2, "2019-02-05")], 1);
    check("over midnight", vec![at("a", 1, "2019-02-05"), at("b", 2, "2019-02-06")], 1);
    check("another day", vec![at("a", 1, "2019-02-05"), at("b", 2, "2019-02-09")], 2);
    let kyiv = blast("b", 2).at(kyiv()).on("2019-02-05");
    check("another country", vec![at("a", 1, "2019-02-05"), kyiv], 2);
    let shelling = told("b", 2, "shelling").at(hajin()).on("2019-02-05");
    check("another happening", vec![at("a", 1, "2019-02-05"), shelling], 2);
    let week = blast("b", 2).at(hajin()).published("2019-02-08");
    check("told in the week's report", vec![at("a", 1, "2019-02-05"), week.clone()], 1);
    check(
        "both dated by publication",
        vec![week, blast("c", 3).at(hajin()).published("2019-02-07")],
        1,
    );
}

#[test]
fn one_of_place_and_time_is_not_enough() {
    let here = |id, report| blast(id, report).at(hajin());
    check("a village without a day", vec![here("a", 1), here("b", 2)], 2);
    let day = |id, report| blast(id, report).on("2019-02-05");
    check("a day without a place", vec![day("a", 1), day("b", 2)], 2);
    let country = |id, report| blast(id, report).at(syria()).on("2019-02-05");
    check("a country and a day", vec![country("a", 1), country("b", 2)], 2);
    check("nothing known", vec![blast("a", 1), blast("b", 2)], 2);
}

#[test]
fn parties_and_numbers_tip_the_scales() {
    let country = |id, report| told(id, report, "suicide-attack").at(syria()).on("2019-02-05");
    let toll = |id, report| {
        country(id, report).count("killed", 17).by("islamic-state", ActorKind::RebelGroup)
    };
    check("country, day, actor and number", vec![toll("a", 1), toll("b", 2)], 1);
    let here =
        |id, report, killed| blast(id, report).at(hajin()).on("2019-02-05").count("killed", killed);
    check("a toll revised", vec![here("a", 1, 3), here("b", 2, 4)], 1);
    check("tolls of another size", vec![here("a", 1, 2), here("b", 2, 40)], 2);
    let raid = |id, report, actor| {
        told(id, report, "air-strike")
            .at(hajin())
            .on("2019-02-05")
            .by(actor, ActorKind::ExternalForces)
    };
    check("one air force", vec![raid("a", 1, "us"), raid("b", 2, "us")], 1);
    check(
        "two air forces, days apart",
        vec![raid("a", 1, "us"), raid("b", 2, "russia").on("2019-02-06").published("2019-02-09")],
        2,
    );
}

#[test]
fn clashes_are_mutual() {
    let clash = |id, report| told(id, report, "armed-clash").at(province()).on("2019-02-05");
    let (sdf, is) = ("sdf", "islamic-state");
    let kind = ActorKind::RebelGroup;
    let one = clash("a", 1).by(sdf, kind).upon(is, kind);
    let other = clash("b", 2).by(is, kind).upon(sdf, kind);
    check("sides named the other way round", vec![one, other], 1);
}

#[test]
fn a_vague_claim_joins_a_telling_one() {
    let exact = blast("a", 1).at(hajin()).on("2019-02-05").count("killed", 11);
    let vague = blast("b", 2).at(province()).on("2019-02-05").count("killed", 11);
    check("the province and the number", vec![exact, vague], 1);
}

#[test]
fn a_claim_that_fits_two_events_joins_neither() {
    let shelling = |id, report| told(id, report, "shelling").on("2019-02-05");
    let actor = |told: Told| told.by("army", ActorKind::StateForces);
    let all = vec![
        actor(shelling("a", 1).at(hajin())),
        actor(shelling("b", 2).at(baghuz())),
        actor(shelling("c", 3).at(province())),
    ];
    check("a summary of the day", all, 3);
}

#[test]
fn groups_do_not_chain() {
    let day = |id, report, day| told(id, report, "shelling").at(hajin()).on(day);
    let chain = vec![
        day("a", 1, "2019-02-05"),
        day("b", 2, "2019-02-06"),
        day("c", 3, "2019-02-07"),
        day("d", 4, "2019-02-08"),
    ];
    let events = events(chain);
    assert!(events.len() >= 2, "four days of shelling are not one event");
    for event in &events {
        let (start, end) = (event.start.unwrap(), event.end.unwrap());
        assert_eq!(start, end);
    }
}

#[test]
fn stretches_hold_their_villages() {
    let stretch =
        told("a", 1, "clearance").between(hajin(), vec![abu_hasan()], shafah()).on("2019-02-05");
    let village = told("b", 2, "clearance").at(abu_hasan()).on("2019-02-05");
    check("a village on the stretch", vec![stretch.clone(), village], 1);
    let beyond = told("b", 2, "clearance").at(baghuz()).on("2019-02-05");
    check("a village beyond it", vec![stretch, beyond], 2);
}

#[test]
fn two_words_for_one_thing_are_one_event() {
    let at = |id, report, happening| {
        told(id, report, happening).at(hajin()).on("2019-02-05").count("killed", 4)
    };
    let both = vec![at("a", 1, "killing"), at("b", 2, "explosion")];
    check("a killing by an explosion", both.clone(), 1);
    assert_eq!(events(both)[0].happening.as_str(), "explosion");
    check("never a return", vec![at("a", 1, "killing"), at("b", 2, "return")], 2);
}

#[test]
fn two_of_one_report_are_mostly_two() {
    let at = |id, report| {
        told(id, report, "shelling")
            .at(province())
            .on("2019-02-05")
            .by("army", ActorKind::StateForces)
    };
    check("two reports", vec![at("a", 1), at("b", 2)], 1);
    check("one report", vec![at("a", 1), at("b", 1)], 2);
}

#[test]
fn what_is_not_told_as_happened_stays_apart() {
    let at = |id, report, assertion| {
        told(id, report, "return")
            .at(hajin())
            .on("2019-02-05")
            .count("returned", 300)
            .asserted(assertion)
    };
    for assertion in
        [Assertion::Planned, Assertion::Conditional, Assertion::Denied, Assertion::Historical]
    {
        let events = events(vec![at("a", 1, Assertion::Realized), at("b", 2, assertion)]);
        assert_eq!(events.len(), 2, "{assertion:?}");
        let happened: Vec<&Event> =
            events.iter().filter(|event| event.assertion.happened()).collect();
        assert_eq!(happened.len(), 1);
        assert_eq!(happened[0].claims.len(), 1);
    }
    let plans = vec![at("a", 1, Assertion::Planned), at("b", 2, Assertion::Conditional)];
    let events = events(plans);
    assert_eq!((events.len(), events[0].assertion), (1, Assertion::Planned));
}

#[test]
fn an_allegation_joins_what_others_saw() {
    let at = |id, report| told(id, report, "killing").at(hajin()).on("2019-02-05");
    let alleged = at("b", 2).asserted(Assertion::Alleged).count("killed", 90);
    let events = events(vec![at("a", 1).count("killed", 40), alleged]);
    assert_eq!((events.len(), events[0].assertion), (1, Assertion::Realized));
    assert_eq!(events[0].quantities[0].best, Some(40), "the allegation is not the number");
}

#[test]
fn a_denial_takes_certainty_and_nothing_else() {
    let raid = |id, report| told(id, report, "air-strike").at(hajin()).on("2019-02-05");
    let alone = events(vec![raid("a", 1)]);
    let denied = events(vec![raid("a", 1), raid("b", 2).asserted(Assertion::Denied)]);
    assert_eq!(denied.len(), 2);
    let told = denied.iter().find(|event| event.assertion == Assertion::Realized).unwrap();
    let denial = denied.iter().find(|event| event.assertion == Assertion::Denied).unwrap();
    assert!(told.certainty < alone[0].certainty);
    assert_eq!(told.claims, alone[0].claims);
    assert_eq!(told.reasons, [format!("denied by {}", denial.id.0)]);
    assert_eq!(denial.reasons, [format!("denies {}", told.id.0)]);
}

#[test]
fn a_score_is_symmetric_and_gives_its_reasons() {
    let one = blast("a", 1).at(hajin()).on("2019-02-05").count("killed", 7).0;
    let other = blast("b", 2).at(hajin()).on("2019-02-06").count("killed", 7).0;
    let sameness = same_event(&one, &other);
    assert_eq!(sameness.score, same_event(&other, &one).score);
    assert_eq!(sameness.reasons, ["same place (Hajin)", "same day or night", "same number"]);
    let plan = Claim { assertion: blast("c", 3).asserted(Assertion::Planned).0.assertion, ..other };
    assert_eq!(same_event(&one, &plan).score, 0.0);
}

#[test]
fn every_joined_claim_has_its_reason() {
    let at = |id, report| blast(id, report).at(hajin()).on("2019-02-05");
    let events = events(vec![at("a", 1), at("b", 2), at("c", 3)]);
    assert_eq!(events[0].reasons.len(), 2);
    assert!(events[0].reasons[0].starts_with("b: same place (Hajin), same day or night"));
}
