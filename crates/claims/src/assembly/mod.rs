//! Marks to claims over a whole report.
//!
//! Five steps, each a function from drafts to drafts: [`collect`] makes one draft per trigger from
//! its own sentence; [`refer`] finds who is meant by "they" and "the group"; [`parties`] who was spoken
//! to and which country somebody belongs to; [`carry`] brings
//! places from neighbouring sentences; [`merge`] makes one claim of one happening told twice.

mod carry;
mod collect;
mod count;
mod merge;
mod parties;
mod refer;

#[cfg(test)]
mod tests;

use tidings_types::{Claim, Participant, Span};

use crate::scene::{Line, Scene};

/// A claim in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub claim: Claim,
    /// Index into the lines.
    pub line: usize,
    /// Numbers that the reader linked to the trigger.
    pub numbers: Vec<Span>,
    /// Whether the happening's trigger stands in the headline or a heading.
    pub headline: bool,
}

/// All claims of a report, by rising trigger.
pub(crate) fn assemble(scene: &Scene<'_>) -> Vec<Claim> {
    let lines: Vec<Line<'_>> = scene.lines();
    let mut drafts = collect::drafts(scene, &lines);
    count::attach(scene, &lines, &mut drafts);
    refer::resolve(scene, &lines, &mut drafts);
    parties::complete(scene, &lines, &mut drafts);
    carry::fragments(scene, &lines, &mut drafts);
    carry::places(scene, &lines, &mut drafts);
    let mut drafts = merge::results(&lines, &drafts);
    drafts = merge::repeats(scene, &lines, drafts);
    drafts.iter_mut().for_each(|draft| finish(scene, draft));
    let mut claims: Vec<Claim> = drafts.into_iter().map(|draft| draft.claim).collect();
    claims.sort_by_key(|claim| {
        (claim.trigger.span.start, claim.trigger.span.end, claim.happening.clone())
    });
    claims
}

/// What is settled last: forces abroad, and the confidence of the whole.
fn finish(scene: &Scene<'_>, draft: &mut Draft) {
    use tidings_types::ActorKind;
    let claim = &mut draft.claim;
    let country = claim.main_place().and_then(|place| place.place.as_ref()?.country);
    for participant in claim.actors.iter_mut().chain(&mut claim.targets) {
        let abroad =
            participant.country.is_some() && country.is_some() && participant.country != country;
        if participant.kind == ActorKind::StateForces && abroad {
            participant.kind = ActorKind::ExternalForces;
        }
        let fights =
            scene.ontology.get(&claim.happening).is_some_and(|known| known.family == "fighting");
        if participant.kind == ActorKind::Government && fights {
            participant.kind =
                if abroad { ActorKind::ExternalForces } else { ActorKind::StateForces };
        }
    }
    leave_out_themselves(claim);
    claim.confidence = confidence(claim);
}

/// Nobody does it to themselves: a target that is led back to the one who acts ("aid workers, who
/// were allowed to …") is the actor told again.
fn leave_out_themselves(claim: &mut Claim) {
    let actors = &claim.actors;
    claim.targets.retain(|target| {
        let same = |actor: &Participant| actor.name == target.name && actor.actor == target.actor;
        !actors.iter().any(same)
    });
}

/// The trigger's own confidence, lowered by unsure parts: the mean over the parts that were found
/// weighs as much as the trigger.
fn confidence(claim: &Claim) -> f32 {
    let trigger = claim.assertion.confidence;
    let parts: Vec<f32> = claim
        .actors
        .iter()
        .chain(&claim.targets)
        .map(|participant| participant.confidence)
        .chain(claim.places.iter().map(|place| place.confidence))
        .chain(claim.quantities.iter().map(|quantity| quantity.confidence))
        .collect();
    if parts.is_empty() {
        // A happening without anyone, anywhere, is weakly told.
        return trigger * 0.7;
    }
    let mean = parts.iter().sum::<f32>() / parts.len() as f32;
    (trigger * (0.5 + 0.5 * mean)).clamp(0.0, 1.0)
}
