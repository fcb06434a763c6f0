//! From what was told of a facet of a place to its status.

use jiff::{ToSpan, civil::Date};
use tidings_types::{Assertion, Claim, ClaimId, Participant, PlaceStatus};

use super::{collect::Told, signals::Kind, stale_days};

/// States told within so many days of each other may both be true of that time, and contradict
/// each other where they differ; a later one simply replaces an earlier one.
const SAME_TIME_DAYS: i32 = 3;

/// What goes on beside the state is told for so many days before the newest word of the place.
const BESIDE_DAYS: i32 = 14;

/// How many things beside the state are told.
const MOST_BESIDE: usize = 2;

/// The status that these make, all of one place and facet; `None` where they only deny.
pub(crate) fn compose(all: &[Told<'_>]) -> Option<PlaceStatus> {
    let first = all.first()?;
    let told = |told: &&Told<'_>| {
        matches!(told.assertion(), Assertion::Realized | Assertion::Ongoing | Assertion::Alleged)
    };
    let state = newest(all.iter().filter(told).filter(|told| told.kind() == Kind::State));
    let last = all.iter().filter(told).filter_map(|told| told.day).max();
    let beside = beside(all, last, told);
    let expected = newest(all.iter().filter(|told| is_expectation(told, state)));
    let parts: Vec<&Told<'_>> = state.into_iter().chain(beside).chain(expected).collect();
    let mut words: Vec<String> = Vec::new();
    for part in &parts {
        let phrase = phrase(part);
        if !words.contains(&phrase) {
            words.push(phrase);
        }
    }
    if words.is_empty() {
        return None;
    }
    let carries = carrying(all, &parts);
    let as_of = parts.iter().filter_map(|told| told.day).max();
    Some(PlaceStatus {
        place: first.place.id.clone(),
        place_name: first.place.name.clone(),
        facet: first.facet,
        value: words.join("; "),
        as_of,
        contradicted_by: contradicting(all, state, &parts, &carries),
        claims: carries,
        stale_after: as_of.and_then(|day| day.checked_add(stale_days(first.facet).days()).ok()),
    })
}

/// The newest; of equally new ones what is told plainly before what is alleged, then the surest.
fn newest<'t, 'a: 't>(all: impl Iterator<Item = &'t Told<'a>>) -> Option<&'t Told<'a>> {
    all.max_by(|one, other| {
        let key = |told: &Told<'_>| {
            (told.day, told.assertion() != Assertion::Alleged, (told.event.certainty * 1e4) as i32)
        };
        key(one).cmp(&key(other)).then_with(|| other.claim.id.cmp(&one.claim.id))
    })
}

fn beside<'t, 'a>(
    all: &'t [Told<'a>],
    last: Option<Date>,
    told: impl Fn(&&Told<'a>) -> bool,
) -> Vec<&'t Told<'a>> {
    let recent = |it: &&Told<'_>| match (it.day, last) {
        (Some(day), Some(last)) => days_between(day, last) <= BESIDE_DAYS,
        (day, last) => day == last,
    };
    let mut found: Vec<&Told<'_>> =
        all.iter().filter(told).filter(|told| told.kind() == Kind::Beside).filter(recent).collect();
    found.sort_by(|one, other| {
        other.day.cmp(&one.day).then_with(|| one.claim.id.cmp(&other.claim.id))
    });
    let mut words: Vec<String> = Vec::new();
    found.retain(|told| {
        let phrase = phrase(told);
        let new = !words.contains(&phrase);
        words.push(phrase);
        new
    });
    found.truncate(MOST_BESIDE);
    found
}

/// What is planned or conditional and has words for it, and is not older than a state that
/// fulfils it.
fn is_expectation(told: &Told<'_>, state: Option<&Told<'_>>) -> bool {
    let expected = matches!(told.assertion(), Assertion::Planned | Assertion::Conditional);
    let has_words = told.signal.is_none_or(|signal| !signal.expected.is_empty());
    let fulfilled = state.is_some_and(|state| {
        state.claim.happening == told.claim.happening && state.day >= told.day
    });
    expected && has_words && !fulfilled
}

/// What it says, in words, hedged where one side alleges it.
fn phrase(told: &Told<'_>) -> String {
    let words = match (told.signal, told.assertion()) {
        (Some(signal), Assertion::Planned | Assertion::Conditional) => signal.expected,
        (Some(signal), Assertion::Ongoing) => signal.ongoing,
        (Some(signal), _) => signal.done,
        (None, Assertion::Planned | Assertion::Conditional) => "{label} expected, not reported",
        (None, _) => "{label} reported",
    };
    let filled = words
        .replace("{label}", &told.label)
        .replace("{actor}", &name(&told.claim.actors))
        .replace("{target}", &name(&told.claim.targets));
    if told.assertion() == Assertion::Alleged { format!("alleged: {filled}") } else { filled }
}

fn name(side: &[Participant]) -> String {
    let resolved = side.iter().find(|one| one.actor.is_some());
    match resolved.or(side.first()) {
        Some(one) => one.name.clone(),
        None => "an unnamed side".to_owned(),
    }
}

/// Claims that say what the value says.
fn carrying(all: &[Told<'_>], parts: &[&Told<'_>]) -> Vec<ClaimId> {
    let carries = |told: &&Told<'_>| {
        parts.iter().any(|part| part.event.id == told.event.id || phrase(part) == phrase(told))
            && told.assertion() != Assertion::Denied
    };
    ids(all.iter().filter(carries).map(|told| told.claim))
}

/// Claims that say otherwise: states of another stance or another holder told of the same time,
/// and denials of what the value rests on.
fn contradicting(
    all: &[Told<'_>],
    state: Option<&Told<'_>>,
    parts: &[&Told<'_>],
    carries: &[ClaimId],
) -> Vec<ClaimId> {
    let denies = |told: &Told<'_>| {
        told.assertion() == Assertion::Denied
            && parts.iter().any(|part| part.claim.happening == told.claim.happening)
    };
    let differs = |told: &Told<'_>| state.is_some_and(|state| contradicts(state, told));
    let against = all.iter().filter(|told| denies(told) || differs(told));
    ids(against.map(|told| told.claim).filter(|claim| !carries.contains(&claim.id)))
}

fn contradicts(state: &Told<'_>, other: &Told<'_>) -> bool {
    let (Some(one), Some(two)) = (state.signal, other.signal) else { return false };
    let happened = other.assertion().happened() || other.assertion() == Assertion::Alleged;
    let states = one.kind == Kind::State && two.kind == Kind::State && happened;
    let same_time = match (state.day, other.day) {
        (Some(day), Some(other)) => days_between(day, other).abs() <= SAME_TIME_DAYS,
        _ => false,
    };
    let stances = one.stance != 0 && two.stance != 0 && one.stance != two.stance;
    // Clearance under way says itself that the ground is contaminated.
    let clearing =
        state.assertion() == Assertion::Ongoing || other.assertion() == Assertion::Ongoing;
    let agree = clearing && state.facet == tidings_types::Facet::ExplosiveHazard;
    states && same_time && (stances && !agree || other_holder(state, other))
}

/// Whether two claims of taken ground name different holders.
fn other_holder(state: &Told<'_>, other: &Told<'_>) -> bool {
    let taken = |told: &Told<'_>| told.claim.happening.as_str() == "territory-taken";
    let holder = |told: &Told<'_>| told.claim.actors.iter().find_map(|one| one.actor.clone());
    match (holder(state), holder(other)) {
        (Some(one), Some(two)) => taken(state) && taken(other) && one != two,
        _ => false,
    }
}

fn ids<'a>(claims: impl Iterator<Item = &'a Claim>) -> Vec<ClaimId> {
    let mut ids: Vec<ClaimId> = claims.map(|claim| claim.id.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn days_between(from: Date, to: Date) -> i32 {
    crate::times::day_number(to) - crate::times::day_number(from)
}
