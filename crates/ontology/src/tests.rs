use tidings_types::{ActorKind, Facet};

use super::*;

/// Every happening of the first edition, by family.
const EDITION: [(&str, &[&str]); 8] = [
    ("fighting", &["armed-clash", "air-strike", "shelling", "explosion", "suicide-attack"]),
    (
        "violence against people",
        &["killing", "assault", "sexual-violence", "abduction", "human-shielding", "siege"],
    ),
    (
        "control",
        &[
            "territory-taken",
            "withdrawal",
            "surrender",
            "base-established",
            "troop-movement",
            "search-operation",
            "detention",
            "group-change",
            "weapons-seized",
        ],
    ),
    ("explosive hazard", &["hazard-found", "clearance"]),
    ("people on the move", &["evacuation", "displacement", "return", "release"]),
    (
        "aid and services",
        &["aid-delivery", "aid-obstruction", "destruction", "looting", "restoration"],
    ),
    ("civic", &["protest", "riot", "force-against-protesters", "strike-or-boycott", "restriction"]),
    (
        "words",
        &[
            "agreement",
            "negotiation",
            "demand",
            "accusation",
            "rejection",
            "threat",
            "support-pledge",
            "sanction",
            "investigation",
        ],
    ),
];

const SMALL: &str = r#"
[[happening]]
id = "armed-clash"
family = "fighting"
label = "Clash"
definition = "d"
examples = []
facets = []
quantities = []
roles = { actor = "a", target = "t", place = "p" }
"#;

#[test]
fn the_embedded_edition_parses_and_holds_each_happening_once() {
    let parsed = Ontology::parse(EMBEDDED).expect("the embedded file is well formed");
    let told: Vec<_> =
        parsed.happenings().iter().map(|h| (h.family.as_str(), h.id.as_str())).collect();
    let wanted: Vec<_> =
        EDITION.iter().flat_map(|(family, ids)| ids.iter().map(move |id| (*family, *id))).collect();
    assert_eq!(told, wanted);
    assert_eq!(Ontology::embedded(), &parsed);
}

#[test]
fn every_happening_is_told_in_full() {
    for happening in Ontology::embedded().happenings() {
        assert!(happening.definition.len() > 30, "{}", happening.id);
        assert!(!happening.examples.is_empty(), "{}", happening.id);
        let codes = &happening.codes;
        let one = codes.plover.is_some() || codes.idmc.is_some() || codes.mine_action.is_some();
        assert!(one, "{}", happening.id);
    }
}

#[test]
fn every_plover_type_has_a_quad() {
    let ontology = Ontology::embedded();
    for (name, _) in PLOVER_TYPES {
        assert!(ontology.plover_quad(name).is_some_and(|quad| (1..=4).contains(&quad)), "{name}");
    }
    assert_eq!(ontology.plover_quad("DANCE"), None);
}

#[test]
fn every_acled_sub_event_is_reached() {
    let reached = |name: &str| {
        Ontology::embedded().happenings().iter().filter_map(|h| h.codes.acled.as_ref()).any(
            |code| {
                code.sub_event_type == name
                    || code.cases.iter().any(|case| case.sub_event_type == name)
            },
        )
    };
    let missing: Vec<_> =
        ACLED_SUB_EVENTS.iter().map(|(sub, _)| *sub).filter(|sub| !reached(sub)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn cases_choose_the_better_code() {
    let get = |id: &str| Ontology::embedded().get(&id.into()).expect("known id");
    let drone = ["drone".to_owned()];
    let by_drone = Circumstance { means: &drone, ..Circumstance::default() };
    let air = get("air-strike").codes.plover.as_ref().unwrap();
    assert_eq!(air.choose(&by_drone), ("ASSAULT", Some("drone")));
    assert_eq!(air.choose(&Circumstance::default()), ("ASSAULT", Some("aerial")));
    let army = Circumstance { actors: &[ActorKind::StateForces], ..Circumstance::default() };
    let taken = get("territory-taken").codes.acled.as_ref().unwrap();
    assert_eq!(taken.sub_event_type(&army), "Government regains territory");
    assert_eq!(
        taken.sub_event_type(&Circumstance::default()),
        "Non-state actor overtakes territory"
    );
    let killing = get("killing").codes.acled.as_ref().unwrap();
    assert_eq!((killing.sub_event_type(&army), killing.grade(&army)), ("Attack", Grade::Broader));
    let ambushed = Circumstance { targets: &[ActorKind::StateForces], ..Circumstance::default() };
    assert_eq!(killing.sub_event_type(&ambushed), "Armed clash");
    assert_eq!(killing.grade(&ambushed), Grade::Partial);
    let deadly = ["killed".to_owned()];
    let deadly = Circumstance { counts: &deadly, ..Circumstance::default() };
    let force = get("force-against-protesters").codes.acled.as_ref().unwrap();
    assert_eq!(force.sub_event_type(&deadly), "Excessive force against protesters");
    assert_eq!(force.sub_event_type(&Circumstance::default()), "Protest with intervention");
    let mine = ["mine".to_owned()];
    let accident = get("explosion").codes.mine_action.as_ref().unwrap();
    assert!(accident.holds(&Circumstance { means: &mine, ..Circumstance::default() }));
    assert!(!accident.holds(&by_drone));
    let truce = Circumstance { trigger: "signed a truce", ..Circumstance::default() };
    let agreement = get("agreement").codes.plover.as_ref().unwrap();
    assert_eq!(agreement.choose(&truce), ("RETREAT", Some("ceasefire")));
}

#[test]
fn type_of_violence_follows_from_the_sides() {
    use ActorKind::{Civilians, Protesters, RebelGroup, StateForces};
    let cases = [
        (Some(StateForces), Some(RebelGroup), Some(1)),
        (Some(RebelGroup), Some(StateForces), Some(1)),
        (Some(RebelGroup), Some(RebelGroup), Some(2)),
        (Some(RebelGroup), Some(Civilians), Some(3)),
        (Some(StateForces), Some(Protesters), Some(3)),
        (Some(Civilians), Some(Civilians), None),
        (None, Some(Civilians), None),
    ];
    for (actor, target, wanted) in cases {
        assert_eq!(
            UcdpRule::BySides.type_of_violence(actor, target),
            wanted,
            "{actor:?} {target:?}"
        );
    }
}

#[test]
fn facts_of_single_happenings() {
    let get = |id: &str| Ontology::embedded().get(&id.into()).expect("known id");
    assert_eq!(get("evacuation").default_quantity(), Some("evacuated"));
    assert!(get("armed-clash").counts("injured"));
    assert!(get("clearance").touches(Facet::ExplosiveHazard));
    assert!(!get("protest").touches(Facet::Control));
    assert_eq!(acled_event_type("Mob violence"), Some("Riots"));
    assert_eq!(cameo_quad("0874"), Some(2));
}

/// The codes of a codebook that the first edition gives, with whether the codebook holds them.
#[test]
fn every_code_exists_in_its_codebook() {
    let mut checked = 0;
    let mut check = |happening: &Happening, code: &str, holds: bool| {
        assert!(holds, "{}: {code}", happening.id);
        checked += 1;
    };
    for happening in Ontology::embedded().happenings() {
        let codes = &happening.codes;
        if let Some(code) = &codes.acled {
            let cases = code.cases.iter().map(|case| &case.sub_event_type);
            for sub in cases.chain([&code.sub_event_type]) {
                check(happening, sub, ACLED_SUB_EVENTS.iter().any(|(known, _)| known == sub));
            }
        }
        if let Some(code) = &codes.plover {
            let cases = code.cases.iter().map(|case| (&case.event_type, &case.mode));
            for (event_type, mode) in cases.chain([(&None, &code.mode)]) {
                let event_type = event_type.as_ref().unwrap_or(&code.event_type);
                let known = PLOVER_TYPES.iter().find(|(name, _)| name == event_type);
                check(happening, event_type, known.is_some());
                if let Some(mode) = mode {
                    check(happening, mode, known.unwrap().1.contains(&mode.as_str()));
                }
            }
            for context in &code.contexts {
                check(happening, context, PLOVER_CONTEXTS.contains(&context.as_str()));
            }
        }
        if let Some(code) = &codes.cameo {
            for one in code.cases.iter().map(|case| &case.code).chain([&code.code]) {
                check(happening, one, cameo(one).is_some() && one.len() > 2);
            }
        }
        if let Some(code) = &codes.idmc {
            for category in code.stock.iter().chain([&code.category]) {
                check(happening, category, IDMC_CATEGORIES.contains(&category.as_str()));
            }
            for term in code.cases.iter().map(|case| &case.term).chain(&code.term) {
                check(happening, term, IDMC_TERMS.contains(&term.as_str()));
            }
        }
        if let Some(code) = &codes.mine_action {
            check(happening, &code.activity, MINE_ACTIONS.contains(&code.activity.as_str()));
        }
    }
    assert!(checked > 300, "{checked}");
}

/// The pages that the repository holds are those that the file makes: after a change of the file, run
/// `tidings happenings --into docs/happenings`.
#[test]
fn the_committed_pages_are_those_of_the_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/happenings");
    let read = |name: &str| {
        std::fs::read_to_string(format!("{folder}/{name}.md")).unwrap_or_else(|error| {
            panic!("docs/happenings/{name}.md: {error}");
        })
    };
    let ontology = Ontology::embedded();
    assert_eq!(read("README"), index(ontology));
    for happening in ontology.happenings() {
        let written = read(happening.id.as_str());
        assert_eq!(written, page(happening, ontology), "docs/happenings/{}.md", happening.id);
    }
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(files, ontology.happenings().len() + 1, "a page of no happening is left over");
}

#[test]
fn faults_are_told_with_their_place() {
    let check = |text: &str, line: usize, wanted: &str| {
        let error = Ontology::parse(text).expect_err(wanted);
        assert_eq!(error.line(), line, "{error}");
        assert!(error.to_string().contains(wanted), "{error}");
    };
    check("nonsense", 1, "line 1");
    check(&SMALL.replace("label", "lable"), 5, "lable");
    check(&SMALL.replace("[]\nquan", "[\"weather\"]\nquan"), 8, "weather");
    check(&SMALL.replace("armed-clash", "Armed Clash"), 2, "not lower-case");
    check(&format!("{SMALL}{SMALL}"), 12, "given twice");
    let code = |code: &str| format!("{SMALL}[happening.codes]\n{code}\n");
    check(
        &code("acled = { sub_event_type = \"Picnic\", grade = \"exact\" }"),
        2,
        "ACLED has no code",
    );
    check(&code("plover = { type = \"AGREE\", mode = \"seize\", grade = \"exact\" }"), 2, "PLOVER");
    check(&code("cameo = { code = \"990\", grade = \"exact\" }"), 2, "CAMEO has no code `990`");
    check(&code("cameo = { code = \"0875\", grade = \"exact\" }"), 2, "CAMEO has no code `0875`");
    check(
        &code("plover = { type = \"AGREE\", grade = \"exact\", contexts = [\"tea\"] }"),
        2,
        "PLOVER has no code `tea`",
    );
    check(
        &code("idmc = { category = \"Return\", stock = \"Tea\", grade = \"exact\" }"),
        2,
        "IDMC has no code `Tea`",
    );
    check(&code("idmc = { category = \"Tea\", grade = \"exact\" }"), 2, "IDMC has no code `Tea`");
    check(&code("mine_action = { activity = \"Tea\", grade = \"exact\" }"), 2, "mine-action");
    check(&code("acled = { sub_event_type = \"Attack\", grade = \"so-so\" }"), 12, "so-so");
}

#[test]
fn a_second_file_adds_and_replaces() {
    let base = Ontology::embedded();
    let replaced = base.merged_with(SMALL).unwrap();
    assert_eq!(replaced.happenings().len(), base.happenings().len());
    assert_eq!(replaced.get(&"armed-clash".into()).unwrap().label, "Clash");
    let added = base.merged_with(&SMALL.replace("armed-clash", "duel")).unwrap();
    assert_eq!(added.happenings().len(), base.happenings().len() + 1);
    assert_eq!(added.plover_quad("AID"), Some(2));
}
