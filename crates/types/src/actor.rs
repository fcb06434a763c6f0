//! Who takes part.

use serde::{Deserialize, Serialize};

use crate::Evidence;

/// Id of an actor in the actor dictionary, such as `islamic-state`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(pub String);

/// ISO 3166-1 alpha-3 code, upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 3]);

impl CountryCode {
    /// Reads three letters of either case.
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::fmt::Display for CountryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CountryCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::new(&code).ok_or_else(|| serde::de::Error::custom("not three letters"))
    }
}

/// What kind of actor someone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// Army, police or government of a recognised state acting at home.
    StateForces,
    /// Forces of a state abroad, coalitions, peacekeepers.
    ExternalForces,
    /// Government offices and officials that do not fight.
    Government,
    /// Organised groups that fight a government.
    RebelGroup,
    /// Armed groups that serve a politician, party or criminal gang.
    PoliticalMilitia,
    /// Armed groups of an ethnic, religious or local community.
    IdentityMilitia,
    /// People who demonstrate peacefully.
    Protesters,
    /// People who use violence spontaneously.
    Rioters,
    /// Unarmed people.
    Civilians,
    /// Relief organisations and their workers.
    AidWorkers,
    /// Journalists and media.
    Journalists,
    /// Medical staff.
    HealthWorkers,
    /// International organisations and courts.
    InternationalOrganisation,
    /// None of these, or not told.
    Other,
}

impl ActorKind {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::StateForces => "state_forces",
            Self::ExternalForces => "external_forces",
            Self::Government => "government",
            Self::RebelGroup => "rebel_group",
            Self::PoliticalMilitia => "political_militia",
            Self::IdentityMilitia => "identity_militia",
            Self::Protesters => "protesters",
            Self::Rioters => "rioters",
            Self::Civilians => "civilians",
            Self::AidWorkers => "aid_workers",
            Self::Journalists => "journalists",
            Self::HealthWorkers => "health_workers",
            Self::InternationalOrganisation => "international_organisation",
            Self::Other => "other",
        }
    }
}

/// Someone who takes part in a claim, as mentioned and as resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// The words that name or describe them.
    pub mention: Evidence,
    /// Entry of the actor dictionary, where one was found.
    pub actor: Option<ActorId>,
    /// Canonical name of the actor, or the description as told ("local residents"). A private
    /// person's name never stands here: their role does.
    pub name: String,
    /// What kind of actor.
    pub kind: ActorKind,
    /// Country they belong to, where known.
    pub country: Option<CountryCode>,
    /// 0 to 1.
    pub confidence: f32,
}
