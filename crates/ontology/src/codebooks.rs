//! The lists of codes that other people's codebooks hold.

/// ACLED's 25 sub-event types, each with its event type, in the codebook's order.
pub const ACLED_SUB_EVENTS: [(&str, &str); 25] = [
    ("Armed clash", "Battles"),
    ("Government regains territory", "Battles"),
    ("Non-state actor overtakes territory", "Battles"),
    ("Chemical weapon", "Explosions/Remote violence"),
    ("Air/drone strike", "Explosions/Remote violence"),
    ("Suicide bomb", "Explosions/Remote violence"),
    ("Shelling/artillery/missile attack", "Explosions/Remote violence"),
    ("Remote explosive/landmine/IED", "Explosions/Remote violence"),
    ("Grenade", "Explosions/Remote violence"),
    ("Sexual violence", "Violence against civilians"),
    ("Attack", "Violence against civilians"),
    ("Abduction/forced disappearance", "Violence against civilians"),
    ("Peaceful protest", "Protests"),
    ("Protest with intervention", "Protests"),
    ("Excessive force against protesters", "Protests"),
    ("Violent demonstration", "Riots"),
    ("Mob violence", "Riots"),
    ("Agreement", "Strategic developments"),
    ("Arrests", "Strategic developments"),
    ("Change to group/activity", "Strategic developments"),
    ("Disrupted weapons use", "Strategic developments"),
    ("Headquarters or base established", "Strategic developments"),
    ("Looting/property destruction", "Strategic developments"),
    ("Non-violent transfer of territory", "Strategic developments"),
    ("Other", "Strategic developments"),
];

/// ACLED event type of a sub-event type.
pub fn acled_event_type(sub_event_type: &str) -> Option<&'static str> {
    ACLED_SUB_EVENTS.iter().find(|(sub, _)| *sub == sub_event_type).map(|(_, event)| *event)
}

/// PLOVER's 16 event types, each with its modes.
pub const PLOVER_TYPES: [(&str, &[&str]); 16] = [
    ("AGREE", &[]),
    ("CONSULT", &["visit", "third-party", "multilateral", "phone"]),
    ("SUPPORT", &[]),
    ("CONCEDE", &[]),
    ("COOPERATE", &[]),
    ("AID", &[]),
    ("RETREAT", &["withdraw", "release", "disarm", "ceasefire", "access", "resign"]),
    ("REQUEST", &["assist", "change", "yield", "meet"]),
    ("ACCUSE", &["disapprove", "investigate", "allege"]),
    ("REJECT", &["assist", "change", "yield", "meet"]),
    ("THREATEN", &["restrict", "arrest", "relations", "expel", "territory", "violence"]),
    ("PROTEST", &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"]),
    ("SANCTION", &["convict", "expel", "withdraw", "discontinue"]),
    ("MOBILIZE", &["troops", "weapons", "police", "militia"]),
    (
        "COERCE",
        &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
    ),
    (
        "ASSAULT",
        &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
    ),
];

/// CAMEO's 20 root codes, each with its quad class: 1 verbal cooperation, 2 material cooperation,
/// 3 verbal conflict, 4 material conflict.
pub const CAMEO_ROOTS: [(&str, u8); 20] = [
    ("01", 1),
    ("02", 1),
    ("03", 1),
    ("04", 1),
    ("05", 1),
    ("06", 2),
    ("07", 2),
    ("08", 2),
    ("09", 3),
    ("10", 3),
    ("11", 3),
    ("12", 3),
    ("13", 3),
    ("14", 4),
    ("15", 4),
    ("16", 4),
    ("17", 4),
    ("18", 4),
    ("19", 4),
    ("20", 4),
];

/// Quad class of a CAMEO code of two to four digits.
pub fn cameo_quad(code: &str) -> Option<u8> {
    let root = code.get(..2)?;
    CAMEO_ROOTS.iter().find(|(known, _)| *known == root).map(|(_, quad)| *quad)
}

/// IDMC's categories of figures.
pub const IDMC_CATEGORIES: [&str; 23] = [
    "IDPs",
    "Returnees",
    "Return",
    "Locally Integrated IDPs",
    "IDPs Settled Elsewhere",
    "People displaced across borders",
    "Internal Displacements",
    "Multiple Displacement",
    "Partial stock",
    "Partial flow",
    "Cross-border Flight",
    "Cross-border Return",
    "Relocation Elsewhere",
    "Deaths",
    "Provisional Solutions",
    "Failed Local Integration",
    "Local Integration",
    "Failed Return / Returnee Displacement",
    "Unverified stock",
    "Unverified flow",
    "Birth",
    "Failed relocation elsewhere",
    "People displaced across borders (flow)",
];

/// IDMC's terms.
pub const IDMC_TERMS: [&str; 13] = [
    "Evacuated",
    "Displaced",
    "Forced to flee",
    "Relocated",
    "Sheltered",
    "In relief camp",
    "Destroyed housing",
    "Partially destroyed housing",
    "Uninhabitable housing",
    "Homeless",
    "Affected",
    "Returns",
    "Multiple/Other",
];

/// Kinds of mine-action records, after the minimum data requirements of the field.
pub const MINE_ACTIONS: [&str; 8] = [
    "Contaminated area",
    "Non-technical survey",
    "Technical survey",
    "Clearance",
    "Battle area clearance",
    "Explosive ordnance disposal",
    "Accident",
    "Risk education",
];
