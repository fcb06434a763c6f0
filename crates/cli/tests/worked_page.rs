//! The page that Tidings starts from: everything in it must be held, and nothing must be made up.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use serde_json::Value;
use support::{Bench, shared};

/// The claims of the page, or `None` where it is not there.
fn claims() -> Option<Vec<Value>> {
    let page = shared("examples/report-baghuz.txt")?;
    let bench = Bench::new();
    let run = bench.run(&format!("read {} --format jsonl", page.display()));
    assert_eq!(run.code, 0, "{}", run.err);
    Some(run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The page's claims of a happening.
fn of<'a>(claims: &'a [Value], happening: &str) -> Vec<&'a Value> {
    claims.iter().filter(|claim| claim["happening"] == happening).collect()
}

fn list<'a>(claim: &'a Value, key: &str) -> &'a [Value] {
    claim[key].as_array().map_or(&[], Vec::as_slice)
}

fn assertion(claim: &Value) -> &str {
    claim["assertion"]["value"].as_str().unwrap()
}

/// Whether one of the claims passes; all are shown when none does.
fn any(claims: &[&Value], what: &str, passes: impl Fn(&Value) -> bool) {
    let shown: Vec<String> = claims.iter().map(|claim| brief(claim)).collect();
    assert!(claims.iter().any(|claim| passes(claim)), "no {what} among\n{}", shown.join("\n"));
}

fn brief(claim: &Value) -> String {
    let names = |key: &str| -> Vec<String> {
        list(claim, key).iter().map(|one| format!("{}/{}", one["name"], one["kind"])).collect()
    };
    let places: Vec<String> =
        list(claim, "places").iter().map(|place| place["mention"]["words"].to_string()).collect();
    format!(
        "{} {} {:?} → {:?} at {places:?}: {}",
        claim["happening"],
        assertion(claim),
        names("actors"),
        names("targets"),
        claim["trigger"]["words"]
    )
}

fn has_actor(claim: &Value, role: &str, id: &str) -> bool {
    list(claim, role).iter().any(|one| one["actor"] == id)
}

fn has_kind(claim: &Value, role: &str, kind: &str) -> bool {
    list(claim, role).iter().any(|one| one["kind"] == kind)
}

fn is_at(claim: &Value, name: &str) -> bool {
    let names = |place: &Value| place["place"]["name"].as_str().unwrap_or_default().to_lowercase();
    list(claim, "places").iter().any(|place| names(place).contains(name))
}

fn has_means(claim: &Value, class: &str) -> bool {
    list(claim, "means").iter().any(|means| means["class"] == class)
}

#[test]
fn surrender_to_the_sdf_at_baghuz() {
    let Some(claims) = claims() else { return };
    any(&of(&claims, "surrender"), "realized surrender to the SDF at Baghuz", |claim| {
        assertion(claim) == "realized"
            && has_actor(claim, "actors", "islamic-state")
            && has_actor(claim, "targets", "syrian-democratic-forces")
            && is_at(claim, "baghuz")
    });
}

#[test]
fn evacuation_of_civilians_by_bus() {
    let Some(claims) = claims() else { return };
    let evacuations = of(&claims, "evacuation");
    any(&evacuations, "evacuation by bus", |claim| has_means(claim, "bus"));
    any(&evacuations, "evacuation of civilians", |claim| {
        has_kind(claim, "targets", "civilians")
            && matches!(assertion(claim), "realized" | "ongoing")
    });
}

#[test]
fn families_used_as_human_shields() {
    let Some(claims) = claims() else { return };
    any(&of(&claims, "human-shielding"), "human shielding by the Islamic State", |claim| {
        has_actor(claim, "actors", "islamic-state")
    });
}

#[test]
fn food_and_water_brought_by_aid_workers() {
    let Some(claims) = claims() else { return };
    any(&of(&claims, "aid-delivery"), "aid brought by humanitarian workers", |claim| {
        has_kind(claim, "actors", "aid_workers") && assertion(claim) == "realized"
    });
}

#[test]
fn killings_told_by_the_aid_workers() {
    let Some(claims) = claims() else { return };
    any(&of(&claims, "killing"), "killing attributed to the humanitarian workers", |claim| {
        claim["attribution"]["source"]["kind"] == "aid_workers"
    });
}

#[test]
fn clearance_from_hajin_to_shafah_goes_on() {
    let Some(claims) = claims() else { return };
    any(&of(&claims, "clearance"), "ongoing clearance over the stretch", |claim| {
        let stretch =
            list(claim, "places").iter().find(|place| place["shape"]["form"] == "stretch");
        let end = |stretch: &Value, end: &str| {
            stretch["shape"][end]["name"].as_str().unwrap_or_default().to_lowercase()
        };
        assertion(claim) == "ongoing"
            && stretch.is_some_and(|stretch| {
                end(stretch, "from").contains("haj")
                    && end(stretch, "to").contains("sha")
                    && !list(&stretch["shape"], "covers").is_empty()
            })
    });
}

#[test]
fn searches_go_on() {
    let Some(claims) = claims() else { return };
    any(&of(&claims, "search-operation"), "ongoing search", |claim| assertion(claim) == "ongoing");
}

#[test]
fn the_return_is_never_told_as_done() {
    let Some(claims) = claims() else { return };
    let returns = of(&claims, "return");
    any(&returns, "planned or conditional return", |claim| {
        matches!(assertion(claim), "planned" | "conditional")
    });
    for claim in returns {
        assert!(!matches!(assertion(claim), "realized" | "ongoing"), "{}", brief(claim));
    }
}

#[test]
fn the_group_has_one_name() {
    let Some(claims) = claims() else { return };
    for claim in &claims {
        for one in list(claim, "actors").iter().chain(list(claim, "targets")) {
            let words = one["mention"]["words"].as_str().unwrap();
            if ["Isis", "Daesh", "Islamic State"].iter().any(|name| words.contains(name)) {
                assert_eq!(one["actor"], "islamic-state", "{words:?} in {}", brief(claim));
            }
        }
    }
}

#[test]
fn no_claim_is_outside_syria() {
    let Some(claims) = claims() else { return };
    let mut placed = 0;
    for claim in &claims {
        for place in list(claim, "places").iter().filter(|place| !place["place"].is_null()) {
            placed += 1;
            assert_eq!(
                place["place"]["country"],
                "SYR",
                "{} in {}",
                place["mention"]["words"],
                brief(claim)
            );
        }
    }
    assert!(placed > 0, "no claim has a place");
}
