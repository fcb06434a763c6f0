//! What reviewers decide survives every run.

mod common;

use common::{Told, baghuz, claims, decisions, hajin, id, told};
use tidings_events::{event_id, merge};
use tidings_ontology::Ontology;
use tidings_types::{Assertion, Claim, DecisionKind, Event};

fn at(id: &str, report: u32) -> Told {
    told(id, report, "explosion").at(hajin()).on("2019-02-05")
}

fn elsewhere(id: &str, report: u32) -> Told {
    told(id, report, "explosion").at(baghuz()).on("2019-02-05")
}

fn run(claims: &[Claim], kinds: Vec<DecisionKind>) -> Vec<Event> {
    merge(claims, &decisions(kinds), Ontology::embedded())
}

fn groups(events: &[Event]) -> Vec<String> {
    let mut groups: Vec<String> = events
        .iter()
        .map(|event| event.claims.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join("+"))
        .collect();
    groups.sort();
    groups
}

fn apart(left: &str, right: &str) -> DecisionKind {
    DecisionKind::KeepApart { left: id(left), right: id(right) }
}

fn join(left: &str, right: &str) -> DecisionKind {
    DecisionKind::Join { left: id(left), right: id(right) }
}

#[test]
fn merges_are_undone_and_made() {
    let near = claims([at("a", 1), at("b", 2)]);
    let far = claims([at("a", 1), elsewhere("b", 2), elsewhere("c", 3)]);
    let check = |claims: &[Claim], kinds: Vec<DecisionKind>, expected: &[&str]| {
        assert_eq!(groups(&run(claims, kinds.clone())), expected, "{kinds:?}");
        let twice: Vec<DecisionKind> = kinds.iter().chain(&kinds).cloned().collect();
        assert_eq!(groups(&run(claims, twice)), expected, "twice {kinds:?}");
    };
    check(&near, vec![], &["a+b"]);
    check(&near, vec![apart("a", "b")], &["a", "b"]);
    check(&near, vec![apart("b", "a")], &["a", "b"]);
    check(&near, vec![apart("a", "b"), join("a", "b")], &["a+b"]);
    check(&near, vec![join("a", "b"), apart("a", "b")], &["a", "b"]);
    check(&near, vec![join("a", "a"), apart("b", "b")], &["a+b"]);
    check(&near, vec![apart("a", "nobody's"), join("b", "nobody's")], &["a+b"]);
    check(&far, vec![], &["a", "b+c"]);
    check(&far, vec![join("a", "b")], &["a+b+c"]);
    check(&far, vec![join("a", "b"), apart("a", "c")], &["a+b", "c"]);
    check(&far, vec![join("a", "b"), join("b", "c"), apart("a", "c")], &["a", "b+c"]);
}

#[test]
fn no_decision_makes_a_plan_real() {
    let plan = at("b", 2).asserted(Assertion::Planned);
    let both = claims([at("a", 1), plan.clone()]);
    assert_eq!(groups(&run(&both, vec![join("a", "b")])), ["a", "b"]);
    let alone = claims([plan]);
    let confirm = DecisionKind::Confirm { event: event_id(&id("b")) };
    let before = run(&alone, vec![])[0].certainty;
    assert_eq!(run(&alone, vec![confirm])[0].certainty, before);
}

#[test]
fn a_dismissed_claim_counts_for_nothing() {
    let both = claims([at("a", 1), at("b", 2)]);
    let events = run(&both, vec![DecisionKind::Dismiss { claim: id("a") }]);
    assert_eq!(groups(&events), ["b"]);
    assert_eq!(events[0].reports, 1);
}

#[test]
fn a_claim_is_placed_where_the_reviewer_says() {
    let both = claims([at("a", 1), elsewhere("b", 2)]);
    let locate = |place: Option<&str>| DecisionKind::Locate {
        claim: id("a"),
        place: place.map(|id| tidings_types::PlaceId(id.to_owned())),
    };
    assert_eq!(groups(&run(&both, vec![locate(Some("baghuz"))])), ["a+b"]);
    let nowhere = run(&both, vec![locate(None)]);
    let of_a = nowhere.iter().find(|event| event.claims == [id("a")]).unwrap();
    assert_eq!(of_a.place, None);
    let newest = run(&both, vec![locate(None), locate(Some("baghuz"))]);
    assert_eq!(groups(&newest), ["a+b"]);
    let unknown = run(&both, vec![locate(Some("gn:0"))]);
    assert_eq!(unknown.iter().find(|event| event.claims == [id("a")]).unwrap().place, None);
}

#[test]
fn a_name_means_what_the_reviewer_says() {
    let both = claims([at("a", 1), elsewhere("b", 2)]);
    let main = |claim: &Claim| claim.places[0].clone();
    let (here, there) = (main(&both[0]), main(&both[1]));
    let alias = |name: &str| DecisionKind::Alias {
        name: name.to_owned(),
        place: Box::new(here.place.clone().unwrap()),
    };
    let written = there.mention.words.clone();
    assert_eq!(groups(&run(&both, vec![alias(&written.to_uppercase())])), ["a+b"]);
    // Half a name is another name, and none at all is no name.
    assert_eq!(groups(&run(&both, vec![alias(&written[1..])])), ["a", "b"]);
    assert_eq!(groups(&run(&both, vec![alias("")])), ["a", "b"]);
    // The newest meaning holds.
    let back = DecisionKind::Alias { name: written.clone(), place: Box::new(there.place.unwrap()) };
    assert_eq!(groups(&run(&both, vec![alias(&written), back])), ["a", "b"]);
}

#[test]
fn a_confirmation_holds_when_the_id_changes() {
    let one = claims([at("b", 1)]);
    let confirm = DecisionKind::Confirm { event: event_id(&id("b")) };
    let confirmed = run(&one, vec![confirm.clone()]);
    assert!(confirmed[0].certainty > 0.9);
    let more = claims([at("b", 1), at("a", 2)]);
    let later = run(&more, vec![confirm]);
    assert_ne!(later[0].id, confirmed[0].id);
    assert!(later[0].certainty > 0.9);
    assert!(later[0].reasons.contains(&"confirmed by a reviewer".to_owned()));
}
