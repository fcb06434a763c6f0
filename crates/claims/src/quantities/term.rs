//! IDMC's reporting terms for people on the move and homes lost.

use super::Figure;

/// Words of the cue, or of what is counted, with the term they give; the first that stands decides.
const TERMS: [(&str, &str); 16] = [
    ("homeless", "Homeless"),
    ("sin hogar", "Homeless"),
    ("sans abri", "Homeless"),
    ("lost their h", "Homeless"),
    ("relocat", "Relocated"),
    ("resettl", "Relocated"),
    ("desalojad", "Relocated"),
    ("moved to safer", "Relocated"),
    ("shelter", "Sheltered"),
    ("accommodated", "Sheltered"),
    ("housed", "Sheltered"),
    ("out of their", "Forced to Flee"),
    ("forced", "Forced to Flee"),
    ("their homes", "Forced to Flee"),
    ("fle", "Forced to Flee"),
    ("displac", "Displaced"),
];

/// IDMC's term for a figure of `sentence`; `None` where it counts neither people on the move nor
/// homes. Spans of the figure must point into `sentence` (offset 0).
pub fn displacement_term(figure: &Figure, sentence: &str) -> Option<&'static str> {
    let cue = figure.cue.of(sentence).unwrap_or_default().to_lowercase();
    match figure.kind {
        "evacuated" => Some("Evacuated"),
        "homes" if cue.contains("damag") || cue.contains("flooded") => {
            Some("Partially Destroyed Housing")
        }
        "homes" => Some("Destroyed Housing"),
        "displaced" => {
            let known = TERMS.iter().find(|(word, _)| cue.contains(word));
            let term = known.map_or("Displaced", |(_, term)| term);
            let camp = term == "Sheltered" && sentence.to_lowercase().contains(" camps");
            Some(if camp { "In Relief Camp" } else { term })
        }
        _ => None,
    }
}
