//! PLOVER's intensities.

/// Modes with their intensity.
type Modes = &'static [(&'static str, f64)];

/// Intensity of a type and of its modes that differ from it, after the PLOVER manual's scores.
/// Where a mode is not listed, the type's own score holds. The manual prints ACCUSE as positive
/// though all its modes are negative: the modes are followed.
const INTENSITIES: &[(&str, f64, Modes)] = &[
    ("AID", 10.0, &[]),
    ("COOPERATE", 9.5, &[]),
    ("RETREAT", 6.5, &[("disarm", 10.0), ("withdraw", 8.0), ("ceasefire", 7.5), ("resign", 4.5)]),
    ("SUPPORT", 5.0, &[]),
    ("CONCEDE", 4.5, &[]),
    ("AGREE", 2.5, &[]),
    (
        "CONSULT",
        2.5,
        &[("visit", 4.0), ("third-party", 1.0), ("multilateral", 4.0), ("phone", 1.5)],
    ),
    ("REQUEST", 0.0, &[("assist", 0.5), ("change", -1.0), ("yield", -1.0)]),
    ("REJECT", -2.0, &[("assist", -1.5)]),
    ("ACCUSE", -3.0, &[("disapprove", -2.0), ("investigate", -3.5), ("allege", -3.5)]),
    ("THREATEN", -3.5, &[("restrict", -3.0), ("territory", -4.0)]),
    ("PROTEST", -5.0, &[("riot", -7.0), ("hunger", -4.5), ("boycott", -4.5), ("obstruct", -4.5)]),
    ("SANCTION", -6.0, &[("expel", -5.5)]),
    ("MOBILIZE", -5.5, &[("troops", -6.5), ("weapons", -6.5), ("militia", -6.0)]),
    (
        "COERCE",
        -7.0,
        &[("censor", -6.5), ("curfew", -6.5), ("misinformation", -6.5), ("martial-law", -7.5)],
    ),
    (
        "ASSAULT",
        -9.0,
        &[
            ("beat", -7.5),
            ("crowd-control", -7.5),
            ("primitive", -8.0),
            ("abduct", -8.5),
            ("torture", -8.5),
            ("sexual", -8.5),
            ("destroy", -8.5),
            ("targeted", -9.5),
            ("suicide-attack", -9.5),
            ("aerial", -9.5),
            ("drone", -9.5),
            ("heavy-weapons", -9.5),
            ("unconventional", -10.0),
        ],
    ),
];

/// Intensity of a PLOVER event type and mode, -10 (most conflict) to 10 (most cooperation); `None` for
/// an unknown type.
pub fn plover_intensity(event_type: &str, mode: Option<&str>) -> Option<f64> {
    let (_, own, modes) = INTENSITIES.iter().find(|(name, ..)| *name == event_type)?;
    let special = modes.iter().find(|(name, _)| Some(*name) == mode);
    Some(special.map_or(*own, |(_, score)| *score))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Ontology, PLOVER_TYPES};

    #[test]
    fn every_type_has_an_intensity_on_its_side_of_zero() {
        for (event_type, modes) in PLOVER_TYPES {
            let cooperative = Ontology::embedded().plover_quad(event_type).unwrap() <= 2;
            let all = std::iter::once(None).chain(modes.iter().map(|mode| Some(*mode)));
            for mode in all {
                let score = plover_intensity(event_type, mode).unwrap();
                let neutral = event_type == "REQUEST";
                assert!(neutral || (score > 0.0) == cooperative, "{event_type} {mode:?} {score}");
            }
        }
        let named = INTENSITIES
            .iter()
            .flat_map(|(name, _, modes)| modes.iter().map(move |(mode, _)| (*name, *mode)));
        for (event_type, mode) in named {
            let known = PLOVER_TYPES.iter().find(|(name, _)| *name == event_type).unwrap().1;
            assert!(known.contains(&mode), "{event_type} {mode}");
        }
    }
}
