//! Claims and events in a few words, for tables.

use tidings_types::{
    Claim, ClaimPlace, Event, EventActor, Participant, PlaceRole, Qualifier, Quantity, Shape,
};

/// Where a claim places its happening; names that were left open stand in round brackets.
pub fn places(claim: &Claim) -> String {
    join(claim.places.iter().map(place), ", ")
}

fn place(place: &ClaimPlace) -> String {
    let role = match place.role {
        PlaceRole::At | PlaceRole::Between => "",
        PlaceRole::From => "from ",
        PlaceRole::To => "to ",
        PlaceRole::Near => "near ",
    };
    match (&place.place, &place.shape) {
        (_, Shape::Stretch { from, to, covers }) => {
            let between = covers.len();
            format!("{} – {} ({between} places between)", from.name, to.name)
        }
        (Some(known), _) => format!("{role}{}", known.name),
        (None, _) => format!("{role}({})", place.mention.words),
    }
}

/// Who did it to whom.
pub fn participants(claim: &Claim) -> String {
    let names = |list: &[Participant]| join(list.iter().map(|one| one.name.clone()), ", ");
    arrow(&names(&claim.actors), &names(&claim.targets))
}

/// Who did it to whom, for an event.
pub fn event_participants(event: &Event) -> String {
    let names = |list: &[EventActor]| join(list.iter().map(|one| one.name.clone()), ", ");
    arrow(&names(&event.actors), &names(&event.targets))
}

fn arrow(actors: &str, targets: &str) -> String {
    match (actors.is_empty(), targets.is_empty()) {
        (_, true) => actors.to_owned(),
        (true, false) => format!("→ {targets}"),
        (false, false) => format!("{actors} → {targets}"),
    }
}

/// How many, and by what means.
pub fn details(claim: &Claim) -> String {
    let quantities = claim.quantities.iter().map(quantity);
    let means = claim.means.iter().map(|means| format!("by {}", means.class));
    join(quantities.chain(means), ", ")
}

fn quantity(quantity: &Quantity) -> String {
    let hedge = match quantity.qualifier {
        Qualifier::Exact => "",
        Qualifier::AtLeast => "≥ ",
        Qualifier::AtMost => "≤ ",
        Qualifier::About | Qualifier::Vague => "~ ",
    };
    let kind = quantity.kind.replace('_', " ");
    format!("{hedge}{} {kind}", range(quantity.low, quantity.best, quantity.high))
}

/// A number, a range, or "?" where none is known.
pub fn range(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> String {
    match (low, best, high) {
        (_, Some(best), _) => best.to_string(),
        (Some(low), None, Some(high)) if low != high => format!("{low}–{high}"),
        (Some(one), None, _) | (None, None, Some(one)) => one.to_string(),
        (None, None, None) => "?".to_owned(),
    }
}

/// One day, or the first and last of several; "?" where none is known.
pub fn days(start: Option<jiff::civil::Date>, end: Option<jiff::civil::Date>) -> String {
    match (start, end) {
        (Some(start), Some(end)) if start != end => format!("{start} – {end}"),
        (Some(day), _) => day.to_string(),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => "?".to_owned(),
    }
}

/// Joins what is not empty, once each, in order.
fn join(parts: impl Iterator<Item = String>, between: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !seen.contains(&part) {
            seen.push(part);
        }
    }
    seen.join(between)
}
