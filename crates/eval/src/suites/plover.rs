//! What the two PLOVER suites share: codes of claims, older names of types, quads.

use tidings_ontology::{Circumstance, Ontology};
use tidings_types::Claim;

/// The PLOVER type of a claim, by the ontology's mapping; `None` where it has none.
pub fn type_of(ontology: &Ontology, claim: &Claim) -> Option<String> {
    let code = ontology.get(&claim.happening)?.codes.plover.as_ref()?;
    let kinds = |participants: &[tidings_types::Participant]| -> Vec<_> {
        participants.iter().map(|participant| participant.kind).collect()
    };
    let means: Vec<String> = claim.means.iter().map(|means| means.class.clone()).collect();
    let (actors, targets) = (kinds(&claim.actors), kinds(&claim.targets));
    let known = Circumstance {
        actors: &actors,
        targets: &targets,
        means: &means,
        trigger: &claim.trigger.words,
        assertion: Some(claim.assertion.value),
        ..Circumstance::default()
    };
    Some(code.choose(&known).0.to_owned())
}

/// A type under the name of PLOVER's present edition. The examples of 2016 name five otherwise.
pub fn present_name(event_type: &str) -> &str {
    match event_type {
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "DEMAND" => "REQUEST",
        "FIGHT" => "ASSAULT",
        other => other,
    }
}

/// A type as the sentences of Hu et al. (2024) name it: giving way and drawing back are one.
pub fn root_of(event_type: &str) -> &str {
    match present_name(event_type) {
        "CONCEDE" | "RETREAT" => "YIELD",
        other => other,
    }
}

/// Quad of a root as Hu et al. use it: 1 verbal cooperation, 2 material cooperation, 3 verbal
/// conflict, 4 material conflict.
pub fn quad_of(root: &str) -> Option<&'static str> {
    Some(match root {
        "AGREE" | "CONSULT" | "SUPPORT" => "1",
        "COOPERATE" | "AID" | "YIELD" => "2",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "3",
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "4",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_of_the_ontology_has_a_quad() {
        for happening in Ontology::embedded().happenings() {
            if let Some(code) = &happening.codes.plover {
                assert!(quad_of(root_of(&code.event_type)).is_some(), "{}", code.event_type);
            }
        }
    }

    #[test]
    fn older_names_become_present_ones() {
        assert_eq!(present_name("FIGHT"), "ASSAULT");
        assert_eq!(root_of("RETREAT"), "YIELD");
        assert_eq!(root_of("AID"), "AID");
    }
}
