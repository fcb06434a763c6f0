//! National forces and governments built from a demonym and a word for them: "Iraqi army" is
//! `irq-army`, "Kenyan police" `ken-police`, "Syria's government" `syr-government`.

use tidings_types::{ActorId, ActorKind, CountryCode};

use crate::tokens::Token;

use super::countries::{country_at, country_name, is_demonym};

/// A force or government of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct National {
    /// Systematic id.
    pub id: ActorId,
    /// Canonical name: "Army of Iraq".
    pub name: String,
    /// State forces or government.
    pub kind: ActorKind,
    /// Whose.
    pub country: CountryCode,
}

/// Adjectives that may stand between the nation and its force.
const BETWEEN: [&str; 22] = [
    "government",
    "national",
    "federal",
    "armed",
    "special",
    "state",
    "army",
    "military",
    "regime",
    "ground",
    "paramilitary",
    "riot",
    "occupation",
    "regular",
    "naval",
    "fighter",
    "local",
    "elite",
    "central",
    "interim",
    "transitional",
    "defence",
];

/// The national force that begins at token `at`, with the index past it.
pub fn national_at(tokens: &[Token], at: usize) -> Option<(National, usize)> {
    let (country, mut next) = country_at(tokens, at)?;
    // A country's bare name takes a force only in the genitive: "Iraq's army".
    let owner = tokens.get(next - 1)?.lower.ends_with("'s");
    if !country.demonym && !owner && !is_demonym(tokens, at, next) {
        return None;
    }
    for _ in 0..3 {
        if let Some((branch, name, kind, after)) = force_at(tokens, next) {
            let code = country.code.as_str().to_ascii_lowercase();
            let land = country_name(country.code)?;
            let national = National {
                id: ActorId(format!("{code}-{branch}")),
                name: format!("{name} of {land}"),
                kind,
                country: country.code,
            };
            return Some((national, after));
        }
        if !BETWEEN.contains(&tokens.get(next)?.lower.as_str()) {
            return None;
        }
        next += 1;
    }
    None
}

fn force_at(tokens: &[Token], at: usize) -> Option<(&'static str, &'static str, ActorKind, usize)> {
    let word = |at: usize| {
        tokens.get(at).map_or("", |token| token.lower.strip_suffix("'s").unwrap_or(&token.lower))
    };
    let force =
        |branch, name, count: usize| Some((branch, name, ActorKind::StateForces, at + count));
    match (word(at), word(at + 1)) {
        ("air", "force" | "strikes" | "forces") => force("air-force", "Air force", 2),
        (
            "warplanes" | "jets" | "aircraft" | "helicopters" | "planes" | "warplane" | "bombers",
            _,
        ) => force("air-force", "Air force", 1),
        ("fighter", "jets" | "planes") => force("air-force", "Air force", 2),
        ("security", "forces" | "force" | "services" | "personnel" | "agents") => {
            force("security-forces", "Security forces", 2)
        }
        ("security", "and") if word(at + 2) == "defence" => {
            force("security-forces", "Security forces", 4)
        }
        ("border", "guards" | "guard" | "police" | "forces") => {
            force("border-guard", "Border guard", 2)
        }
        ("coast" | "coastguard", "guard" | "guards") => force("coast-guard", "Coast guard", 2),
        ("national", "guard") => force("national-guard", "National guard", 2),
        ("national", "police") => force("police", "Police", 2),
        (
            "special" | "armed" | "defence" | "defense" | "government" | "occupation" | "joint",
            "forces" | "force" | "troops",
        ) => force("army", "Armed forces", 2),
        (
            "army" | "military" | "troops" | "soldiers" | "soldier" | "forces" | "servicemen"
            | "infantry" | "artillery" | "tanks" | "paratroopers" | "commandos" | "conscripts"
            | "force",
            _,
        ) => force("army", "Armed forces", 1),
        ("police" | "policemen" | "gendarmes" | "gendarmerie", _) => force("police", "Police", 1),
        ("navy" | "warships" | "marines", _) => force("navy", "Navy", 1),
        ("intelligence", _) => force("intelligence", "Intelligence service", 1),
        (
            "government" | "authorities" | "regime" | "administration" | "cabinet" | "parliament",
            next,
        ) => {
            let side = matches!(next, "forces" | "troops" | "soldiers" | "army" | "warplanes");
            (!side).then_some(("government", "Government", ActorKind::Government, at + 1))
        }
        _ => None,
    }
}
