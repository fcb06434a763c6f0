//! One line in plain words for an event, hedged as its claims are. It never says more than
//! "reported", names nobody as guilty, and uses kinds of people, not their names.

use tidings_ontology::Ontology;
use tidings_types::{
    ActorKind, Assertion, Claim, Event, EventActor, EventPlace, EventQuantity, FeatureClass,
    PlacePrecision, Qualifier, Quantity, Shape,
};

/// Quantities told of people, with the words that follow "reported", and whether the people are
/// the actors rather than the targets.
const TOLD_OF_PEOPLE: &[(&str, &str, bool)] = &[
    ("killed", "killed", false),
    ("injured", "injured", false),
    ("abducted", "abducted", false),
    ("detained", "detained", false),
    ("released", "released", false),
    ("evacuated", "evacuated", false),
    ("displaced", "displaced", false),
    ("returned", "to have returned", false),
    ("surrendered", "to have surrendered", true),
    ("trapped", "trapped", false),
];

/// Weapons after "by a"; vehicles and all else are told by the happening.
const WEAPONS: &[(&str, &str)] = &[
    ("mine", "a mine"),
    ("uxo", "unexploded ordnance"),
    ("cluster-munition", "a cluster munition"),
    ("car-bomb", "a car bomb"),
    ("ied", "an improvised bomb"),
    ("grenade", "a grenade"),
    ("drone", "a drone"),
];

/// Names in a line: more are cut off.
const MOST_NAMES: usize = 2;

/// The line for an event made of these claims.
pub(crate) fn summary(event: &Event, claims: &[&Claim], ontology: &Ontology) -> String {
    let line = people(event, claims).unwrap_or_else(|| happening(event, ontology));
    let place = event.place.as_ref().map(whereabouts).unwrap_or_default();
    format!("{line}{place}{}", parties(event))
}

/// "3 civilians reported killed by a mine", where people were counted and it is told as happened.
fn people(event: &Event, claims: &[&Claim]) -> Option<String> {
    let hedge = match event.assertion {
        Assertion::Realized | Assertion::Ongoing => "reported",
        Assertion::Alleged => "alleged",
        _ => return None,
    };
    let (quantity, words, of_actors) = TOLD_OF_PEOPLE.iter().find_map(|&(kind, words, side)| {
        let quantity = event.quantities.iter().find(|quantity| quantity.kind == kind)?;
        Some((quantity, words, side))
    })?;
    let source = source(quantity, claims)?;
    let side = if of_actors { &event.actors } else { &event.targets };
    let who = counted(quantity, source, nouns(side))?;
    let weapon = WEAPONS.iter().find(|(class, _)| event.means.iter().any(|means| means == class));
    let by = match weapon {
        Some((_, weapon)) if matches!(words, "killed" | "injured") => format!(" by {weapon}"),
        _ => String::new(),
    };
    let verb = if words.starts_with("to ") || hedge == "reported" {
        format!("{hedge} {words}")
    } else {
        format!("{hedge} to have been {words}")
    };
    Some(format!("{who} {verb}{by}"))
}

/// "Reported under way: clearance".
fn happening(event: &Event, ontology: &Ontology) -> String {
    let label = ontology
        .get(&event.happening)
        .map_or_else(|| event.happening.as_str().replace('-', " "), |known| known.label.clone());
    let hedge = match event.assertion {
        Assertion::Realized => "Reported",
        Assertion::Ongoing => "Reported under way",
        Assertion::Planned => "Planned or expected, not reported as done",
        Assertion::Conditional => "Spoken of as possible, not reported as done",
        Assertion::Denied => "Denied",
        Assertion::Alleged => "Alleged",
        Assertion::Historical => "Recalled from earlier",
    };
    // A label such as "Explosive hazard reported" holds the hedge already.
    let told = label.strip_suffix(" reported").unwrap_or(&label).to_lowercase();
    format!("{hedge}: {told}")
}

fn source<'a>(quantity: &EventQuantity, claims: &[&'a Claim]) -> Option<&'a Quantity> {
    let claim = claims.iter().find(|claim| claim.id == quantity.claim)?;
    claim
        .quantities
        .iter()
        .find(|each| each.kind == quantity.kind && !each.part && each.best == quantity.best)
}

fn counted(chosen: &EventQuantity, source: &Quantity, (one, many): (&str, &str)) -> Option<String> {
    if source.qualifier == Qualifier::Vague {
        return Some(vague(&source.mention.words, many));
    }
    let number = chosen.best.or(source.low).or(source.high)?;
    let hedge = match source.qualifier {
        Qualifier::AtLeast => "at least ",
        Qualifier::AtMost => "up to ",
        Qualifier::About => "about ",
        Qualifier::Exact | Qualifier::Vague => "",
    };
    Some(format!("{hedge}{} {}", thousands(number), if number == 1 { one } else { many }))
}

/// A number with its thousands parted by commas: "12,000,000".
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

/// "Dozens of civilians", by the report's own first word where it is a known one.
fn vague(words: &str, many: &str) -> String {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    match first.as_str() {
        "dozens" | "scores" | "hundreds" | "thousands" => format!("{first} of {many}"),
        "several" | "many" | "some" => format!("{first} {many}"),
        _ => format!("an unstated number of {many}"),
    }
}

/// What to call these people, one of them and many.
fn nouns(side: &[EventActor]) -> (&'static str, &'static str) {
    let mut kinds: Vec<ActorKind> = side.iter().map(|one| one.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    match kinds.as_slice() {
        [ActorKind::Civilians] => ("civilian", "civilians"),
        [ActorKind::AidWorkers] => ("aid worker", "aid workers"),
        [ActorKind::Journalists] => ("journalist", "journalists"),
        [ActorKind::HealthWorkers] => ("health worker", "health workers"),
        [ActorKind::Protesters] => ("protester", "protesters"),
        [ActorKind::StateForces | ActorKind::ExternalForces] => {
            ("member of state forces", "members of state forces")
        }
        [ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia] => {
            ("fighter", "fighters")
        }
        _ => ("person", "people"),
    }
}

fn whereabouts(place: &EventPlace) -> String {
    if let Shape::Stretch { from, to, .. } = &place.shape {
        return format!(" between {} and {}", from.name, to.name);
    }
    let word = match (place.precision, place.place.class) {
        (PlacePrecision::Near, _) => "near",
        // "In a lake" would put people into the water.
        (_, FeatureClass::Water) => "at",
        _ => "in",
    };
    format!(" {word} {}", place.place.name)
}

/// Resolved actors alone: a description ("a resident") says nothing in a list.
fn parties(event: &Event) -> String {
    let sides = [("actor", &event.actors), ("target", &event.targets)];
    let told: Vec<String> = sides
        .iter()
        .filter_map(|(role, side)| {
            let resolved = side.iter().filter(|one| one.actor.is_some());
            let names: Vec<&str> = resolved.map(|one| one.name.as_str()).take(MOST_NAMES).collect();
            (!names.is_empty()).then(|| format!("{role}: {}", names.join(", ")))
        })
        .collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        let check = |number: u64, expected: &str| assert_eq!(thousands(number), expected);
        check(0, "0");
        check(999, "999");
        check(5_500, "5,500");
        check(120_000, "120,000");
        check(12_000_000, "12,000,000");
    }

    #[test]
    fn weapons_are_classes_that_claims_have() {
        let classes = include_str!("../../claims/data/means.toml");
        for (class, _) in WEAPONS {
            assert!(
                classes.lines().any(|line| line.starts_with(&format!("{class} = ["))),
                "{class}"
            );
        }
    }
}
