//! Who is meant by "they", "the group", "their companions": antecedents of pronouns and of
//! definite descriptions.

use tidings_types::{ActorKind, Assertion, Entity, EntityKind, Evidence, Participant, Span};

use crate::{
    actors::{Identity, Named},
    scene::{Line, Scene},
};

use super::Draft;

/// Confidence kept by a participant found by reference.
const BY_REFERENCE: f32 = 0.75;
/// Sentences back in which a pronoun's antecedent is looked for.
const PRONOUN_REACH: usize = 3;

/// Resolves references in all drafts, in order of text.
pub(super) fn resolve(scene: &Scene<'_>, lines: &[Line<'_>], drafts: &mut [Draft]) {
    for index in 0..drafts.len() {
        let (earlier, rest) = drafts.split_at_mut(index);
        let Some(draft) = rest.first_mut() else { continue };
        let Some(line) = lines.get(draft.line) else { continue };
        let claim = &mut draft.claim;
        for participant in claim.actors.iter_mut().chain(&mut claim.targets) {
            definite(scene, line, participant);
        }
        if claim.actors.is_empty()
            && let Some(actor) = pronoun_subject(scene, line, draft, earlier)
        {
            draft.claim.actors.push(actor);
        }
        if draft.claim.targets.is_empty()
            && let Some(target) = pronoun_object(scene, lines, line, draft, earlier)
        {
            draft.claim.targets.push(target);
        }
    }
}

/// "The group", "the militia", "these fighters" become the nearest named actor of their sort that
/// stands before them.
fn definite(scene: &Scene<'_>, line: &Line<'_>, participant: &mut Participant) {
    if participant.actor.is_some() {
        return;
    }
    if participant.kind == ActorKind::StateForces {
        return own_forces(scene, line, participant);
    }
    if !is_definite(line, participant.mention.span) {
        return;
    }
    let before: Vec<&Named> = scene
        .roster
        .named()
        .iter()
        .filter(|named| named.span.end <= participant.mention.span.start)
        .collect();
    let kind = participant.kind;
    // "The rebels" after rebels and a militia are the rebels.
    let exact = before.iter().rev().find(|named| named.identity.kind == kind);
    let alike = || before.iter().rev().find(|named| same_sort(kind, named.identity.kind));
    if let Some(antecedent) = exact.or_else(alike) {
        take(participant, &antecedent.identity);
    }
}

/// "Soldiers", "the army", "police officers" are the forces that the report names: the nearest
/// before, else the first after. Police are police, and soldiers are none.
fn own_forces(scene: &Scene<'_>, line: &Line<'_>, participant: &mut Participant) {
    let words = line.tokens_in(participant.mention.span);
    let plain = words.iter().all(|token| !token.capital || token.span.start == line.span.start);
    let head = words.last().map_or("", |token| token.lower.as_str());
    let police = words
        .iter()
        .any(|token| matches!(token.lower.as_str(), "police" | "policemen" | "officers"));
    let army = matches!(
        head,
        "soldiers"
            | "troops"
            | "army"
            | "military"
            | "forces"
            | "infantry"
            | "servicemen"
            | "soldier"
    );
    if !plain || words.len() > 3 || !(police || army) {
        return;
    }
    let fits = |named: &&Named| {
        let id = named.identity.actor.as_ref().map_or("", |id| id.0.as_str());
        named.identity.kind == ActorKind::StateForces && id.contains("police") == police
    };
    let start = participant.mention.span.start;
    let named = scene.roster.named();
    let before = named.iter().rev().find(|named| named.span.end <= start && fits(named));
    if let Some(antecedent) = before.or_else(|| named.iter().find(fits)) {
        take(participant, &antecedent.identity);
    }
}

fn take(participant: &mut Participant, identity: &Identity) {
    participant.actor = identity.actor.clone();
    participant.name.clone_from(&identity.name);
    participant.kind = identity.kind;
    participant.country = identity.country;
    participant.confidence *= BY_REFERENCE;
}

/// A description of fighters with a definite article or demonstrative and no more than one
/// adjective: "the militia", "these jihadists", "the armed group".
fn is_definite(line: &Line<'_>, span: Span) -> bool {
    let words = line.tokens_in(span);
    let first = line.token_at(span.start);
    let lead = words.first().map_or("", |token| token.lower.as_str());
    let inside = matches!(lead, "the" | "these" | "those" | "their" | "its" | "this" | "that");
    let before = first.checked_sub(1).map_or("", |at| line.word(at));
    let outside = matches!(before, "the" | "these" | "those" | "their" | "its" | "this" | "that");
    let head = words.last().map_or("", |token| token.lower.as_str());
    let generic = matches!(
        head,
        "group"
            | "groups"
            | "militia"
            | "militias"
            | "rebels"
            | "fighters"
            | "insurgents"
            | "jihadists"
            | "militants"
            | "forces"
            | "troops"
            | "companions"
            | "comrades"
            | "gunmen"
            | "guerrillas"
            | "paramilitaries"
            | "gang"
            | "organisation"
            | "organization"
            | "movement"
            | "alliance"
            | "army"
            | "terrorists"
            | "extremists"
            | "gangs"
            | "force"
            | "attackers"
            | "militiamen"
            | "separatists"
            | "paramilitary"
            | "paramilitaries'"
            | "coalition"
    );
    (inside || outside) && generic && words.len() <= 3
}

/// Whether a description of one kind may mean an actor of another.
fn same_sort(described: ActorKind, named: ActorKind) -> bool {
    let irregular = |kind| {
        matches!(
            kind,
            ActorKind::RebelGroup | ActorKind::PoliticalMilitia | ActorKind::IdentityMilitia
        )
    };
    let regular = |kind| matches!(kind, ActorKind::StateForces | ActorKind::ExternalForces);
    described == named
        || (irregular(described) && irregular(named))
        || (regular(described) && regular(named))
}

/// "They killed …", "… which it seized": the actor of the nearest draft before, in the same block.
fn pronoun_subject(
    scene: &Scene<'_>,
    line: &Line<'_>,
    draft: &Draft,
    earlier: &[Draft],
) -> Option<Participant> {
    let trigger = line.token_at(draft.claim.trigger.span.start);
    let near = (trigger.saturating_sub(6)..trigger).rev().find(|&at| is_pronoun(line.word(at)));
    // "They looted the market, burned homes and beat men": the first word is the subject of all.
    let goes_on = trigger > 0
        && matches!(line.word(trigger - 1), "and" | ",")
        && is_pronoun(line.word(0))
        && !(0..trigger).any(|i| line.word(i) == ";");
    let at = near.or(goes_on.then_some(0))?;
    // Anybody between the pronoun and the trigger is a likelier subject; a passive has none.
    let passive = (at + 1..trigger)
        .any(|i| matches!(line.word(i), "were" | "was" | "been" | "being" | "are" | "is" | "be"));
    let span = line.tokens.get(at)?.span;
    let between = Span { start: span.end, end: draft.claim.trigger.span.start };
    let crowded = line.marks.entities.iter().any(|entity| {
        between.contains(entity.span)
            && !matches!(entity.kind, EntityKind::Date | EntityKind::Number)
    });
    if passive || (crowded && !goes_on) {
        return None;
    }
    let near = |other: &&Draft| {
        let told =
            !matches!(other.claim.assertion.value, Assertion::Conditional | Assertion::Denied);
        told && other.line + PRONOUN_REACH >= draft.line
            && !other.claim.actors.is_empty()
            && !other.headline
    };
    let antecedent = earlier.iter().rev().find(near)?.claim.actors.first()?;
    let number = line.word(at) != "they" || antecedent.kind != ActorKind::Government;
    let mut actor = antecedent.clone();
    actor.mention = Evidence::quote(&scene.report.text, span)?;
    actor.confidence *= BY_REFERENCE;
    number.then_some(actor)
}

/// "Most of them have been evacuated", "released them": the described people or the target told
/// last before the pronoun, in its sentence or the one before.
fn pronoun_object(
    scene: &Scene<'_>,
    lines: &[Line<'_>],
    line: &Line<'_>,
    draft: &Draft,
    earlier: &[Draft],
) -> Option<Participant> {
    let trigger = line.token_at(draft.claim.trigger.span.start);
    let end = line.token_at(draft.claim.trigger.span.end);
    let passive = |at: usize| {
        (at + 1..trigger).any(|i| {
            matches!(line.word(i), "were" | "was" | "been" | "being" | "are" | "is" | "be")
        })
    };
    let before = (trigger.saturating_sub(5)..trigger).rev().find(|&at| {
        matches!(line.word(at), "they" | "them" | "he" | "she" | "who" | "whom") && passive(at)
    });
    let after = (end..end + 2).find(|&at| matches!(line.word(at), "them" | "him" | "her"));
    let pronoun = line.tokens.get(before.or(after)?)?.span;
    let here = described_before(scene, line, pronoun);
    let back = lines.get(draft.line.checked_sub(1)?).filter(|other| other.block == line.block);
    let person =
        here.or_else(|| described_before(scene, back?, Span { start: u32::MAX, end: u32::MAX }));
    let told = || {
        earlier
            .iter()
            .rev()
            .find(|other| other.line + 1 >= draft.line)?
            .claim
            .targets
            .first()
            .cloned()
    };
    let mut target = person.or_else(told)?;
    target.mention = Evidence::quote(&scene.report.text, pronoun)?;
    target.confidence *= BY_REFERENCE;
    Some(target)
}

/// The last described people before `span`.
fn described_before(scene: &Scene<'_>, line: &Line<'_>, span: Span) -> Option<Participant> {
    let group = |entity: &&Entity| {
        entity.kind == EntityKind::Group
            && entity.span.end <= span.start
            && !is_definite(line, entity.span)
    };
    let plural = line.marks.entities.iter().rfind(group)?;
    scene.roster.participant(plural)
}

fn is_pronoun(word: &str) -> bool {
    matches!(word, "they" | "it" | "he" | "she" | "these" | "who" | "which")
}
