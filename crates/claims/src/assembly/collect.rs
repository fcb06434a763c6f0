//! One draft per trigger, from the links of its own sentence.

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use tidings_types::{
    ActorId, ActorKind, BlockKind, Claim, ClaimId, ClaimPlace, EntityKind, Evidence, HappeningId,
    Link, Means, Participant, PlacePrecision, Report, Role, Span, Trigger, Valued,
};

use crate::{
    attribution::attribution,
    means::means,
    places::{self, Pair},
    scene::{Line, Scene},
    times,
};

use super::Draft;

/// Length of a claim's id in hexadecimal digits: 128 bits.
const ID_DIGITS: usize = 32;

/// The drafts of all triggers, in order of text.
pub(super) fn drafts(scene: &Scene<'_>, lines: &[Line<'_>]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    // The day last told, which "two days earlier" counts from.
    let mut mentioned: Option<Date> = None;
    for (index, line) in lines.iter().enumerate() {
        let pairs = places::pairs(scene, line);
        for (number, trigger) in line.marks.triggers.iter().enumerate() {
            let links = links_of(line, number);
            drafts.extend(draft(scene, line, index, trigger, &links, &pairs, mentioned));
        }
        let told =
            drafts.iter().filter(|draft| draft.line == index && draft.claim.time.mention.is_some());
        mentioned = told.filter_map(|draft| draft.claim.time.start).next_back().or(mentioned);
    }
    drafts
}

/// Entity, role and confidence of the links of trigger `number`.
fn links_of(line: &Line<'_>, number: usize) -> Vec<(u32, Role, f32)> {
    let own = |link: &&Link| link.trigger as usize == number;
    line.marks
        .links
        .iter()
        .filter(own)
        .map(|link| (link.entity, link.role, link.confidence))
        .collect()
}

fn draft(
    scene: &Scene<'_>,
    line: &Line<'_>,
    index: usize,
    trigger: &Trigger,
    links: &[(u32, Role, f32)],
    pairs: &[Pair],
    mentioned: Option<Date>,
) -> Option<Draft> {
    let text = &scene.report.text;
    let evidence = Evidence::quote(text, trigger.span)?;
    let dates = spans_of(line, links, Role::Time);
    let time = times::of_trigger(scene, line, trigger.span, &dates, trigger.assertion, mentioned);
    let cue = trigger.cue.and_then(|cue| Evidence::quote(text, cue));
    let assertion = Valued {
        value: times::corrected(trigger.assertion, &time, scene.published()),
        evidence: cue.unwrap_or_else(|| evidence.clone()),
        confidence: trigger.confidence,
    };
    let claim = Claim {
        id: id(scene.report, trigger.span, &trigger.happening),
        report: scene.report.id,
        happening: trigger.happening.clone(),
        trigger: evidence,
        repeats: Vec::new(),
        sentence: line.span,
        assertion,
        attribution: attribution(scene, line, links, trigger.span),
        actors: participants(scene, line, links, Role::Actor, &trigger.happening),
        targets: participants(scene, line, links, Role::Target, &trigger.happening),
        places: places_of(scene, line, trigger, links, pairs),
        time,
        quantities: Vec::new(),
        means: means_of(scene, line, trigger, links),
        confidence: trigger.confidence,
    };
    let headline = matches!(line.kind, BlockKind::Title | BlockKind::Heading);
    let numbers = spans_of(line, links, Role::Quantity);
    Some(Draft { claim, line: index, numbers, headline })
}

/// The identity of a claim: the same document, words and happening give the same id.
fn id(report: &Report, trigger: Span, happening: &HappeningId) -> ClaimId {
    let key = format!("{}:{}-{}:{happening}", report.id.document, trigger.start, trigger.end);
    let digest = Sha256::digest(key.as_bytes());
    let mut hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    hex.truncate(ID_DIGITS);
    ClaimId(hex)
}

fn spans_of(line: &Line<'_>, links: &[(u32, Role, f32)], wanted: Role) -> Vec<Span> {
    let of = links.iter().filter(|(_, role, _)| *role == wanted);
    of.filter_map(|(entity, ..)| Some(line.entity(*entity)?.span)).collect()
}

fn participants(
    scene: &Scene<'_>,
    line: &Line<'_>,
    links: &[(u32, Role, f32)],
    wanted: Role,
    happening: &HappeningId,
) -> Vec<Participant> {
    let mut found: Vec<Participant> = Vec::new();
    for (index, _, confidence) in links.iter().filter(|(_, role, _)| *role == wanted) {
        let Some(entity) = line.entity(*index) else { continue };
        if !takes_part(entity.kind, wanted, happening) {
            continue;
        }
        // "Daesh IEDs" are weapons, whoever laid them.
        let weapon = crate::means::class_of(line.tokens_in(entity.span)).is_some();
        if weapon && !matches!(entity.kind, EntityKind::Group | EntityKind::Person) {
            continue;
        }
        let Some(mut participant) = scene.roster.participant(entity) else { continue };
        if participant.actor.is_none() && entity.kind == EntityKind::Place {
            // "Shelled Donetsk": the town is where, not whom.
            if !speaks(scene, happening, wanted) {
                continue;
            }
            speak_for(scene, &mut participant);
        }
        participant.confidence = participant.confidence.min(*confidence).max(0.05);
        let known = found.iter().any(|other| {
            other.mention.span.overlaps(participant.mention.span)
                || (other.actor.is_some() && other.actor == participant.actor)
        });
        if !known {
            found.push(participant);
        }
    }
    if found.is_empty() && wanted == Role::Actor {
        found.extend(links.iter().find_map(|link| whose_means(scene, line, link)));
    }
    found
}

/// "Russian warplanes bombed …": who owns the means does it.
fn whose_means(
    scene: &Scene<'_>,
    line: &Line<'_>,
    (index, role, confidence): &(u32, Role, f32),
) -> Option<Participant> {
    let entity = line.entity(*index).filter(|_| *role == Role::Means)?;
    let mut owner = scene.roster.participant(entity)?;
    owner.confidence = owner.confidence.min(*confidence);
    (owner.actor.is_some() && owner.kind == ActorKind::StateForces).then_some(owner)
}

/// Whether a town may stand for its government: where it speaks, or is spoken to.
fn speaks(scene: &Scene<'_>, happening: &HappeningId, role: Role) -> bool {
    let speech = scene.is_speech(happening);
    let addressed =
        matches!(happening.as_str(), "accusation" | "threat" | "demand" | "rejection" | "sanction");
    speech && (role == Role::Actor || addressed)
}

/// A capital that acts stands for its government: "Kigali rejected the accusation".
fn speak_for(scene: &Scene<'_>, participant: &mut Participant) {
    let toponym = scene.toponym(participant.mention.span);
    let country = toponym
        .and_then(|toponym| places::believed(scene, toponym))
        .and_then(|place| place.country);
    participant.kind = ActorKind::Government;
    if let Some(country) = country {
        participant.country = Some(country);
        let code = country.as_str().to_ascii_lowercase();
        participant.actor = Some(ActorId(format!("{code}-government")));
        let land = crate::actors::country_name(country).unwrap_or(&participant.name).to_owned();
        participant.name = format!("Government of {land}");
    }
}

/// Things and buildings are done to, where the happening is done to things; they do nothing.
fn takes_part(kind: EntityKind, role: Role, happening: &HappeningId) -> bool {
    let to_things = !matches!(
        happening.as_str(),
        "aid-delivery"
            | "evacuation"
            | "displacement"
            | "return"
            | "killing"
            | "assault"
            | "abduction"
            | "surrender"
            | "detention"
            | "release"
            | "search-operation"
            | "restriction"
            | "human-shielding"
            | "troop-movement"
    );
    match kind {
        EntityKind::Date | EntityKind::Number | EntityKind::Weapon | EntityKind::Vehicle => false,
        EntityKind::Thing | EntityKind::Facility => role == Role::Target && to_things,
        _ => true,
    }
}

fn places_of(
    scene: &Scene<'_>,
    line: &Line<'_>,
    trigger: &Trigger,
    links: &[(u32, Role, f32)],
    pairs: &[Pair],
) -> Vec<ClaimPlace> {
    let happening = scene.ontology.get(&trigger.happening);
    let moves =
        happening.is_some_and(|known| known.roles.from.is_some() || known.roles.to.is_some());
    let linked: Vec<(Span, Role)> = links
        .iter()
        .filter(|(_, role, _)| matches!(role, Role::Place | Role::From | Role::To))
        .filter_map(|(entity, role, _)| Some((line.entity(*entity)?.span, *role)))
        .collect();
    let mut found = Vec::new();
    let mut paired: Vec<Span> = Vec::new();
    for pair in pairs
        .iter()
        .filter(|pair| pair.ends.iter().any(|end| linked.iter().any(|(span, _)| span == end)))
    {
        // A pair that opens its sentence tells where, not from where to where.
        let opens = pair.span.start <= line.span.start + 1;
        found.extend(places::of_pair(scene, line, pair, moves && !opens));
        paired.extend(pair.ends);
    }
    let alone = linked.iter().filter(|(span, _)| !paired.contains(span));
    found.extend(alone.filter_map(|(span, role)| places::of_link(scene, line, *span, *role)));
    // "Accused Rwanda of …": a country in a speech is a party, not where it was held.
    if scene.is_speech(&trigger.happening) {
        found.retain(|place| place.precision != PlacePrecision::Country);
    }
    narrowed(found)
}

/// Without the countries and provinces of which a narrower place is told in the same role.
pub(super) fn narrowed(mut places: Vec<ClaimPlace>) -> Vec<ClaimPlace> {
    let narrow = places
        .iter()
        .any(|place| matches!(place.precision, PlacePrecision::Exact | PlacePrecision::Near));
    let some = places.iter().any(|place| place.precision < PlacePrecision::Country);
    places.retain(|place| match place.precision {
        PlacePrecision::Country => !some,
        PlacePrecision::Admin1 | PlacePrecision::Admin2 => {
            !narrow
                || matches!(
                    place.role,
                    tidings_types::PlaceRole::From | tidings_types::PlaceRole::To
                )
        }
        _ => true,
    });
    // "An army base in Kismayo": the base that nobody can place gives way to the town.
    let placed = places.iter().any(|place| place.place.is_some());
    let named = |words: &str| {
        words.split(' ').next_back().is_some_and(|word| word.starts_with(char::is_uppercase))
    };
    places.retain(|place| place.place.is_some() || !placed || named(&place.mention.words));
    // A town told for its province gives way to a place inside that province.
    let inside = |other: &ClaimPlace, town: &tidings_types::Place| {
        other
            .place
            .as_ref()
            .is_some_and(|p| p.id != town.id && p.admin1 == town.admin1 && p.class == town.class)
    };
    let towns: Vec<ClaimPlace> = places.clone();
    places.retain(|place| {
        let town = place.place.as_ref().filter(|town| super::merge::is_namesake(town));
        town.is_none_or(|town| !towns.iter().any(|other| inside(other, town)))
    });
    let mut seen: Vec<(Span, tidings_types::PlaceRole, Option<String>)> = Vec::new();
    places.retain(|place| {
        let key = (place.mention.span, place.role, place.place.as_ref().map(|p| p.id.0.clone()));
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
    places
}

fn means_of(
    scene: &Scene<'_>,
    line: &Line<'_>,
    trigger: &Trigger,
    links: &[(u32, Role, f32)],
) -> Vec<Means> {
    let text = &scene.report.text;
    let mut found: Vec<Means> = Vec::new();
    let linked = links.iter().filter(|(_, role, _)| *role == Role::Means);
    for (entity, _, confidence) in linked {
        let Some(entity) = line.entity(*entity) else { continue };
        let one = means(text, entity.span, line.tokens_in(entity.span), *confidence);
        found.extend(one.filter(|one| !found.iter().any(|known| known.class == one.class)));
    }
    if found.is_empty() {
        let tokens = line.tokens_in(trigger.span);
        found.extend(means(text, trigger.span, tokens, trigger.confidence));
    }
    // What is cleared, found or seized is also what the happening is about.
    if found.is_empty() && matches!(trigger.happening.as_str(), "clearance" | "hazard-found") {
        for (entity, _, confidence) in links.iter().filter(|(_, role, _)| *role == Role::Target) {
            let Some(entity) = line.entity(*entity) else { continue };
            found.extend(means(text, entity.span, line.tokens_in(entity.span), *confidence));
        }
    }
    found
}
