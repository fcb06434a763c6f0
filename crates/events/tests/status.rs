//! What events say of places.

mod common;

use common::{
    Told, abu_hasan, baghuz, claims, decisions, hajin, id, province, shafah, syria, told,
};
use tidings_events::{merge, status};
use tidings_ontology::Ontology;
use tidings_types::{ActorKind, Assertion, DecisionKind, Facet, PlaceStatus};

fn statuses(told: Vec<Told>) -> Vec<PlaceStatus> {
    let claims = claims(told);
    let events = merge(&claims, &[], Ontology::embedded());
    status(&events, &claims, Ontology::embedded())
}

fn of<'a>(all: &'a [PlaceStatus], place: &str, facet: Facet) -> Option<&'a PlaceStatus> {
    all.iter().find(|status| status.place.0 == place && status.facet == facet)
}

/// Checks the value of one facet of one place; the empty string stands for no entry.
fn check(told: Vec<Told>, place: &str, facet: Facet, expected: &str) {
    let all = statuses(told);
    let value = of(&all, place, facet).map_or("", |status| status.value.as_str());
    assert_eq!(value, expected, "{place} {facet:?}");
}

fn happened(happening: &str) -> Told {
    told("a", 1, happening).on("2019-02-05")
}

#[test]
fn silence_is_never_safety() {
    assert!(statuses(Vec::new()).is_empty());
    check(vec![happened("protest").at(hajin())], "hajin", Facet::ExplosiveHazard, "");
}

#[test]
fn ground_is_contaminated_until_told_otherwise() {
    let hazard = Facet::ExplosiveHazard;
    let clearance = |assertion| vec![happened("clearance").at(hajin()).asserted(assertion)];
    check(vec![happened("hazard-found").at(hajin())], "hajin", hazard, "contaminated");
    check(clearance(Assertion::Ongoing), "hajin", hazard, "contaminated, clearance under way");
    check(clearance(Assertion::Planned), "hajin", hazard, "contaminated, clearance planned");
    check(
        clearance(Assertion::Realized),
        "hajin",
        hazard,
        "clearance reported, not confirmed safe",
    );
    check(clearance(Assertion::Denied), "hajin", hazard, "");
    check(clearance(Assertion::Historical), "hajin", hazard, "");
    let mine = happened("explosion").at(hajin()).with("mine");
    check(vec![mine], "hajin", hazard, "explosion reported, more devices may remain");
    check(vec![happened("explosion").at(hajin()).with("car-bomb")], "hajin", hazard, "");
    let later = told("b", 2, "hazard-found").at(hajin()).on("2019-06-01");
    let cleared = happened("clearance").at(hajin());
    check(vec![cleared, later], "hajin", hazard, "contaminated");
}

#[test]
fn a_stretch_speaks_of_every_village_on_it() {
    let told = vec![
        happened("clearance")
            .between(hajin(), vec![abu_hasan()], shafah())
            .asserted(Assertion::Ongoing),
    ];
    for place in ["hajin", "abu-hasan", "shafah"] {
        check(told.clone(), place, Facet::ExplosiveHazard, "contaminated, clearance under way");
    }
    check(told, "baghuz", Facet::ExplosiveHazard, "");
}

#[test]
fn a_planned_return_is_no_return() {
    let planned = happened("return").at(hajin()).asserted(Assertion::Planned);
    check(vec![planned.clone()], "hajin", Facet::People, "return expected, not started");
    let conditional = happened("return").at(hajin()).asserted(Assertion::Conditional);
    check(vec![conditional], "hajin", Facet::People, "return expected, not started");
    let fled = told("b", 2, "displacement").from(hajin()).on("2019-01-05");
    check(
        vec![planned.clone(), fled],
        "hajin",
        Facet::People,
        "people fled; return expected, not started",
    );
    let done = told("c", 3, "return").to(hajin()).on("2019-03-05");
    check(vec![planned, done], "hajin", Facet::People, "people returned");
}

#[test]
fn movements_speak_of_both_ends() {
    let evacuation = happened("evacuation").from(baghuz()).to(hajin());
    check(vec![evacuation.clone()], "baghuz", Facet::People, "people evacuated");
    check(vec![evacuation], "hajin", Facet::People, "evacuated people arrived");
    let going_on = happened("evacuation").from(baghuz()).asserted(Assertion::Ongoing);
    check(vec![going_on], "baghuz", Facet::People, "evacuation under way");
}

#[test]
fn some_are_held_while_others_leave() {
    let leaving = happened("evacuation").from(baghuz()).asserted(Assertion::Ongoing);
    let held = told("b", 1, "human-shielding").at(baghuz()).on("2019-02-05");
    let all = statuses(vec![leaving, held]);
    let people = of(&all, "baghuz", Facet::People).unwrap();
    assert_eq!(people.value, "evacuation under way; people held as shields");
    assert!(people.contradicted_by.is_empty());
}

#[test]
fn control_names_the_holder() {
    let kind = ActorKind::RebelGroup;
    let taken = happened("territory-taken").at(hajin()).by("SDF", kind);
    check(vec![taken.clone()], "hajin", Facet::Control, "held by SDF");
    let surrender = happened("surrender").at(hajin()).by("IS", kind).upon("SDF", kind);
    check(vec![surrender], "hajin", Facet::Control, "held by SDF, IS surrendered");
    let clash = told("b", 2, "armed-clash").at(hajin()).on("2019-02-06");
    check(vec![taken.clone(), clash], "hajin", Facet::Control, "held by SDF; fighting reported");
    let alleged = taken.asserted(Assertion::Alleged);
    check(vec![alleged], "hajin", Facet::Control, "alleged: held by SDF");
}

#[test]
fn two_holders_contradict_each_other() {
    let by = |id, report, actor, day| {
        told(id, report, "territory-taken").at(hajin()).on(day).by(actor, ActorKind::RebelGroup)
    };
    let all = statuses(vec![by("a", 1, "SDF", "2019-02-05"), by("b", 2, "IS", "2019-02-06")]);
    let control = of(&all, "hajin", Facet::Control).unwrap();
    assert_eq!(control.value, "held by IS");
    assert_eq!(
        (control.claims.clone(), control.contradicted_by.clone()),
        (vec![id("b")], vec![id("a")])
    );
    let all = statuses(vec![by("a", 1, "SDF", "2018-02-05"), by("b", 2, "IS", "2019-02-06")]);
    assert!(of(&all, "hajin", Facet::Control).unwrap().contradicted_by.is_empty());
}

#[test]
fn a_denial_is_a_contradiction() {
    let all = statuses(vec![
        happened("aid-delivery").at(hajin()),
        told("b", 2, "aid-delivery").at(hajin()).on("2019-02-05").asserted(Assertion::Denied),
    ]);
    let aid = of(&all, "hajin", Facet::AidAccess).unwrap();
    assert_eq!((aid.value.as_str(), aid.contradicted_by.clone()), ("aid got in", vec![id("b")]));
}

#[test]
fn a_status_has_its_day_and_goes_stale() {
    let all = statuses(vec![happened("aid-delivery").at(hajin())]);
    let aid = of(&all, "hajin", Facet::AidAccess).unwrap();
    assert_eq!(aid.as_of, Some("2019-02-05".parse().unwrap()));
    assert_eq!(aid.stale_after, Some("2019-02-12".parse().unwrap()));
    let undated = statuses(vec![told("a", 1, "aid-delivery").at(hajin())]);
    assert_eq!(of(&undated, "hajin", Facet::AidAccess).unwrap().stale_after, None);
}

#[test]
fn areas_have_a_status_and_countries_none() {
    check(vec![happened("siege").at(province())], "dez", Facet::AidAccess, "cut off");
    check(vec![happened("siege").at(syria())], "sy", Facet::AidAccess, "");
}

#[test]
fn decisions_reach_the_status() {
    let claims = claims([happened("siege").at(hajin())]);
    let run = |kind| {
        let events = merge(&claims, &decisions([kind]), Ontology::embedded());
        status(&events, &claims, Ontology::embedded())
    };
    assert!(run(DecisionKind::Dismiss { claim: id("a") }).is_empty());
    assert!(run(DecisionKind::Locate { claim: id("a"), place: None }).is_empty());
}
