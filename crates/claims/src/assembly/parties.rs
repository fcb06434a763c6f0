//! Parties of a happening that its links leave open: to whom something was said, and the country
//! of somebody described without one.

use tidings_types::{ActorKind, Claim, EntityKind, Participant, Span};

use crate::attribution::is_saying;
use crate::scene::{Line, Scene};

use super::Draft;

/// Confidence kept by a country told beside somebody.
const BESIDE: f32 = 0.95;
/// By the only country that the sentence names.
const ONLY_COUNTRY: f32 = 0.8;
/// Confidence of somebody spoken to whom no link told.
const ADDRESSED: f32 = 0.4;
/// Words after the trigger among which the one spoken to is looked for.
const REACH: usize = 14;
/// Words into a sentence at which its subject may begin.
const OPENING: usize = 3;
/// Words between a subject and its verb.
const NEAR: usize = 6;
/// Fills in who was spoken to, and countries.
pub(super) fn complete(scene: &Scene<'_>, lines: &[Line<'_>], drafts: &mut [Draft]) {
    for draft in drafts {
        let Some(line) = lines.get(draft.line) else { continue };
        let claim = &mut draft.claim;
        if claim.actors.is_empty() {
            claim.actors.extend(subject(scene, line, claim));
        }
        if claim.targets.is_empty() && addresses(scene, claim) {
            claim.targets = addressed(scene, line, claim);
        }
        for participant in claim.actors.iter_mut().chain(&mut claim.targets) {
            home(scene, line, participant);
        }
    }
}

/// Who does it where no link told: the one who says it of themselves ("Nigeria announced that it
/// will withdraw"), or whoever opens the sentence shortly before a word of speech or politics.
fn subject(scene: &Scene<'_>, line: &Line<'_>, claim: &Claim) -> Option<Participant> {
    let trigger = line.token_at(claim.trigger.span.start);
    let first = line.marks.entities.iter().find(|entity| can_answer(entity.kind))?;
    let (begins, ends) = (line.token_at(first.span.start), line.token_at(first.span.end));
    if begins > OPENING || ends > trigger {
        return None;
    }
    let says = (ends..trigger).any(|n| is_saying(line.word(n)));
    let between = |words: &[&str]| (ends..trigger).any(|n| words.contains(&line.word(n)));
    let itself = (trigger.saturating_sub(NEAR)..trigger)
        .any(|n| n >= ends && matches!(line.word(n), "it" | "they" | "he" | "she"));
    let own = itself && says;
    let speaks = addresses(scene, claim)
        && trigger - ends <= NEAR
        && !itself
        && !says
        && !between(&["that", "by", "was", "were", "been", "being", "who", "which", "to", ","]);
    if !(own || speaks) {
        return None;
    }
    let mut participant = scene.roster.participant(first).filter(is_party)?;
    participant.confidence = participant.confidence.min(ADDRESSED);
    Some(participant)
}

/// Whether a happening is said or done to somebody by words.
fn addresses(scene: &Scene<'_>, claim: &Claim) -> bool {
    scene.is_speech(&claim.happening) || claim.happening.as_str() == "protest"
}

/// The first states, bodies or known actors named after the trigger: "demanded that Sudan return
/// the helicopter", "will visit Mauritania and Senegal".
fn addressed(scene: &Scene<'_>, line: &Line<'_>, claim: &Claim) -> Vec<Participant> {
    let from = claim.trigger.span.end;
    let told = |span: Span| {
        claim.actors.iter().any(|actor| actor.mention.span.overlaps(span))
            || claim
                .attribution
                .as_ref()
                .is_some_and(|said| said.source.mention.span.overlaps(span))
    };
    let begin = line.token_at(from);
    let mut found: Vec<Participant> = Vec::new();
    let mut after = None;
    for entity in line.marks.entities.iter().filter(|entity| entity.span.start >= from) {
        let at = line.token_at(entity.span.start);
        let listed = after.is_none_or(|end: usize| {
            (end..at).all(|n| matches!(line.word(n), "," | "and" | "the" | "or" | "both"))
        });
        if at > begin + REACH || (!found.is_empty() && !listed) {
            break;
        }
        let party = !told(entity.span) && can_answer(entity.kind);
        let Some(mut participant) = scene.roster.participant(entity).filter(|_| party) else {
            continue;
        };
        if !is_party(&participant) || claim.actors.iter().any(|actor| same(actor, &participant)) {
            continue;
        }
        participant.confidence = participant.confidence.min(ADDRESSED);
        after = Some(line.token_at(entity.span.end));
        found.push(participant);
    }
    found
}

fn can_answer(kind: EntityKind) -> bool {
    use EntityKind::{ArmedGroup, Group, Nationality, Organisation, Person, Place};
    matches!(kind, ArmedGroup | Group | Nationality | Organisation | Person | Place)
}

/// A state, a known actor, or somebody of a known kind and country.
fn is_party(participant: &Participant) -> bool {
    participant.actor.is_some()
        || (participant.country.is_some() && participant.kind != ActorKind::Other)
        || matches!(participant.kind, ActorKind::Government | ActorKind::InternationalOrganisation)
}

fn same(a: &Participant, b: &Participant) -> bool {
    (a.actor.is_some() && a.actor == b.actor) || a.mention.span.overlaps(b.mention.span)
}

/// The country of somebody who is no known actor: told beside them, or the only one that the
/// sentence names. Bodies of many countries have none.
fn home(scene: &Scene<'_>, line: &Line<'_>, participant: &mut Participant) {
    let of_many = matches!(
        participant.kind,
        ActorKind::InternationalOrganisation | ActorKind::ExternalForces
    );
    if participant.country.is_some() || participant.actor.is_some() || of_many {
        return;
    }
    let span = participant.mention.span;
    let beside = scene.roster.home_beside(span, line.span).map(|code| (code, BESIDE));
    let only = || scene.roster.only_country(line.span).map(|code| (code, ONLY_COUNTRY));
    if let Some((country, share)) = beside.or_else(only) {
        participant.country = Some(country);
        participant.confidence *= share;
    }
}
