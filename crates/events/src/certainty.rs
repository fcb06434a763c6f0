//! How sure it is that an event happened where it is shown.
//!
//! Each report counts once, with its best claim: the claim's own confidence, less where it is
//! hedged or put into somebody's mouth, and taken times [`ONE_REPORT`]. Independent reports
//! add up as independent witnesses do: the event is doubted only as far as all of them fail.
//! Reports that tell it in the same words, sentence for sentence, are one witness. The whole is
//! taken times the confidence that the place is meant. The numbers are a convention, set by hand
//! so that two plain reports pass 0.8 and one alleged one stays under 0.4; they are not measured.

use std::collections::BTreeMap;

use tidings_types::{ActorKind, Assertion, Claim, Participant};

/// No single report makes anything surer than this.
const ONE_REPORT: f32 = 0.7;

/// What a linked denial leaves of the certainty.
pub(crate) const DENIED: f32 = 0.6;

/// What a reviewer's confirmation raises it to.
pub(crate) const CONFIRMED: f32 = 0.95;

/// Certainty of an event, 0 to 1. `place` is the confidence of its place, if it has one.
pub(crate) fn certainty(claims: &[&Claim], place: Option<f32>) -> f32 {
    let mut witnesses: BTreeMap<(Telling<'_>, usize), f32> = BTreeMap::new();
    let mut by_report = BTreeMap::new();
    for &claim in claims {
        let strength = strength(claim);
        let best = by_report.entry(claim.report).or_insert((strength, claim));
        if strength > best.0 {
            *best = (strength, claim);
        }
    }
    for (number, (strength, claim)) in by_report.into_values().enumerate() {
        // A sentence without enough detail may be repeated by chance.
        let own = if is_detailed(claim) { 0 } else { number + 1 };
        let witness = witnesses.entry((telling(claim), own)).or_insert(0.0);
        *witness = witness.max(strength);
    }
    let doubt: f32 = witnesses.values().map(|strength| 1.0 - strength).product();
    (1.0 - doubt) * place.unwrap_or(1.0).clamp(0.0, 1.0)
}

/// How a report tells it: length of the sentence, where the trigger stands in it, and the trigger.
type Telling<'a> = (usize, u32, &'a str);

fn telling(claim: &Claim) -> Telling<'_> {
    let offset = claim.trigger.span.start.saturating_sub(claim.sentence.start);
    (claim.sentence.len(), offset, claim.trigger.words.as_str())
}

/// Sentences of this length in bytes, with the same trigger at the same place, are copies.
fn is_detailed(claim: &Claim) -> bool {
    const LONG: usize = 40;
    claim.sentence.len() >= LONG
}

fn strength(claim: &Claim) -> f32 {
    let told = told(claim.assertion.value) * attributed(claim);
    claim.confidence.clamp(0.0, 1.0) * told * ONE_REPORT
}

/// How much of an assertion says that it happened.
fn told(assertion: Assertion) -> f32 {
    match assertion {
        Assertion::Realized | Assertion::Ongoing => 1.0,
        Assertion::Historical => 0.8,
        Assertion::Alleged => 0.5,
        Assertion::Planned => 0.25,
        Assertion::Conditional => 0.15,
        Assertion::Denied => 0.1,
    }
}

/// Someone else's word is worth less than the reporter's own, and a party's least of all.
fn attributed(claim: &Claim) -> f32 {
    let Some(attribution) = &claim.attribution else { return 1.0 };
    let source = &attribution.source;
    let takes_part = |one: &Participant| one.actor.is_some() && one.actor == source.actor;
    let armed = matches!(
        source.kind,
        ActorKind::StateForces
            | ActorKind::ExternalForces
            | ActorKind::RebelGroup
            | ActorKind::PoliticalMilitia
            | ActorKind::IdentityMilitia
    );
    if claim.actors.iter().chain(&claim.targets).any(takes_part) {
        0.7
    } else if armed {
        0.8
    } else {
        0.95
    }
}
