//! What a happening is called in other people's codebooks.

use serde::Deserialize;
use tidings_types::{ActorKind, Assertion};

/// How well a code fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// The codebook has no code for it.
    #[default]
    None,
    /// The two overlap; some of each is outside the other.
    Partial,
    /// The code means this and more.
    Broader,
    /// The code means the same.
    Exact,
}

impl Grade {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Partial => "partial",
            Self::Broader => "broader",
            Self::Exact => "exact",
        }
    }
}

/// The codes of one happening, one entry per codebook; an absent entry is grade `none`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// ACLED.
    pub acled: Option<AcledCode>,
    /// PLOVER, as POLECAT uses it.
    pub plover: Option<PloverCode>,
    /// CAMEO, as GDELT and ICEWS use it.
    pub cameo: Option<CameoCode>,
    /// UCDP georeferenced events.
    pub ucdp: Option<UcdpCode>,
    /// IDMC internal displacement.
    pub idmc: Option<IdmcCode>,
    /// Mine-action records.
    pub mine_action: Option<MineActionCode>,
}

/// When a case holds: every stated condition must.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Kind of some actor.
    pub actor: Option<ActorKind>,
    /// Kind of some target.
    pub target: Option<ActorKind>,
    /// Class of some weapon or vehicle.
    pub means: Option<String>,
    /// Beginning of some word of the trigger, lower case.
    pub trigger: Option<String>,
    /// How it is told.
    pub assertion: Option<Assertion>,
    /// Kind of something counted, and more than none of it.
    pub counts: Option<String>,
}

/// What is known of a claim or event when a code is chosen. Leave out what is not known.
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstance<'a> {
    /// Kinds of the actors.
    pub actors: &'a [ActorKind],
    /// Kinds of the targets.
    pub targets: &'a [ActorKind],
    /// Classes of weapons and vehicles.
    pub means: &'a [String],
    /// The words of the trigger.
    pub trigger: &'a str,
    /// How it is told.
    pub assertion: Option<Assertion>,
    /// Kinds of what is counted, where the number is not nought.
    pub counts: &'a [String],
}

impl When {
    /// Whether all stated conditions hold.
    pub fn holds(&self, known: &Circumstance<'_>) -> bool {
        let trigger = known.trigger.to_lowercase();
        let begins = |start: &String| {
            trigger
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word.starts_with(start.as_str()))
        };
        self.actor.is_none_or(|kind| known.actors.contains(&kind))
            && self.target.is_none_or(|kind| known.targets.contains(&kind))
            && self.means.as_ref().is_none_or(|class| known.means.contains(class))
            && self.trigger.as_ref().is_none_or(begins)
            && self.assertion.is_none_or(|told| known.assertion == Some(told))
            && self.counts.as_ref().is_none_or(|kind| known.counts.contains(kind))
    }
}

/// ACLED's code for a happening.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcledCode {
    /// One of [`ACLED_SUB_EVENTS`](crate::ACLED_SUB_EVENTS).
    pub sub_event_type: String,
    /// How well it fits.
    pub grade: Grade,
    /// Better codes for some circumstances, the first that holds decides.
    #[serde(default)]
    pub cases: Vec<AcledCase>,
}

/// Another ACLED code for some circumstance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcledCase {
    /// The circumstance.
    pub when: When,
    /// The sub-event type then.
    pub sub_event_type: String,
    /// How well it fits; as the code itself where left out.
    pub grade: Option<Grade>,
}

impl AcledCode {
    /// The sub-event type under these circumstances.
    pub fn sub_event_type(&self, known: &Circumstance<'_>) -> &str {
        let case = self.cases.iter().find(|case| case.when.holds(known));
        case.map_or(&self.sub_event_type, |case| &case.sub_event_type)
    }

    /// How well it fits under these circumstances.
    pub fn grade(&self, known: &Circumstance<'_>) -> Grade {
        let case = self.cases.iter().find(|case| case.when.holds(known));
        case.and_then(|case| case.grade).unwrap_or(self.grade)
    }
}

/// PLOVER's code for a happening.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PloverCode {
    /// Event type, upper case: `ASSAULT`.
    #[serde(rename = "type")]
    pub event_type: String,
    /// Mode, lower case: `aerial`; none where the type has no modes or none is told.
    pub mode: Option<String>,
    /// How well it fits.
    pub grade: Grade,
    /// Some of [`PLOVER_CONTEXTS`](crate::PLOVER_CONTEXTS) that the happening always has.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// Better codes for some circumstances, the first that holds decides.
    #[serde(default)]
    pub cases: Vec<PloverCase>,
}

/// Another PLOVER code for some circumstance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PloverCase {
    /// The circumstance.
    pub when: When,
    /// The type then; the type of the code itself where left out.
    #[serde(rename = "type")]
    pub event_type: Option<String>,
    /// The mode then.
    pub mode: Option<String>,
    /// How well it fits; as the code itself where left out.
    pub grade: Option<Grade>,
}

impl PloverCode {
    /// Event type and mode under these circumstances.
    pub fn choose(&self, known: &Circumstance<'_>) -> (&str, Option<&str>) {
        match self.cases.iter().find(|case| case.when.holds(known)) {
            Some(case) => {
                let event_type = case.event_type.as_deref().unwrap_or(&self.event_type);
                (event_type, case.mode.as_deref())
            }
            None => (&self.event_type, self.mode.as_deref()),
        }
    }

    /// How well they fit under these circumstances.
    pub fn grade(&self, known: &Circumstance<'_>) -> Grade {
        let case = self.cases.iter().find(|case| case.when.holds(known));
        case.and_then(|case| case.grade).unwrap_or(self.grade)
    }
}

/// CAMEO's code for a happening.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameoCode {
    /// A code of [`cameo`](crate::cameo()), the first two digits the root: `0874`.
    pub code: String,
    /// How well it fits.
    pub grade: Grade,
    /// Better codes for some circumstances, the first that holds decides.
    #[serde(default)]
    pub cases: Vec<CameoCase>,
}

/// Another CAMEO code for some circumstance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameoCase {
    /// The circumstance.
    pub when: When,
    /// The code then.
    pub code: String,
    /// How well it fits; as the code itself where left out.
    pub grade: Option<Grade>,
}

impl CameoCode {
    /// The code under these circumstances; its first two digits are the root.
    pub fn choose(&self, known: &Circumstance<'_>) -> &str {
        let case = self.cases.iter().find(|case| case.when.holds(known));
        case.map_or(&self.code, |case| &case.code)
    }

    /// How well it fits under these circumstances.
    pub fn grade(&self, known: &Circumstance<'_>) -> Grade {
        let case = self.cases.iter().find(|case| case.when.holds(known));
        case.and_then(|case| case.grade).unwrap_or(self.grade)
    }
}

/// How UCDP would file a happening.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UcdpCode {
    /// How the type of violence follows from the sides.
    pub rule: UcdpRule,
    /// How well it fits.
    pub grade: Grade,
}

/// How UCDP's type of violence follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UcdpRule {
    /// 1 state-based where a side is a government, 2 non-state between groups, 3 one-sided where
    /// the target is civilians.
    BySides,
    /// Always 3, one-sided.
    OneSided,
}

impl UcdpRule {
    /// Type of violence, 1 to 3, of an attack by `actor` on `target`; `None` where the sides do
    /// not tell.
    pub fn type_of_violence(
        self,
        actor: Option<ActorKind>,
        target: Option<ActorKind>,
    ) -> Option<u8> {
        use ActorKind as Kind;
        let state =
            |kind| matches!(kind, Kind::StateForces | Kind::ExternalForces | Kind::Government);
        let group = |kind| {
            matches!(kind, Kind::RebelGroup | Kind::PoliticalMilitia | Kind::IdentityMilitia)
        };
        let (actor, target) = (actor?, target?);
        let armed = |kind| state(kind) || group(kind);
        match (self, armed(actor), armed(target)) {
            (_, false, _) => None,
            (Self::OneSided, ..) | (_, _, false) => Some(3),
            (Self::BySides, ..) if state(actor) || state(target) => Some(1),
            (Self::BySides, ..) => Some(2),
        }
    }
}

/// IDMC's category and term for a happening.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdmcCode {
    /// One of [`IDMC_CATEGORIES`](crate::IDMC_CATEGORIES): of those who moved.
    pub category: String,
    /// Another one, of a figure that tells how many there are at a moment; never added to a flow.
    pub stock: Option<String>,
    /// One of [`IDMC_TERMS`](crate::IDMC_TERMS).
    pub term: Option<String>,
    /// How well they fit.
    pub grade: Grade,
    /// Better terms for some circumstances, the first that holds decides.
    #[serde(default)]
    pub cases: Vec<IdmcCase>,
}

/// Another IDMC term for some circumstance.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdmcCase {
    /// The circumstance.
    pub when: When,
    /// The term then.
    pub term: String,
}

impl IdmcCode {
    /// The term under these circumstances.
    pub fn term(&self, known: &Circumstance<'_>) -> Option<&str> {
        let case = self.cases.iter().find(|case| case.when.holds(known));
        case.map(|case| case.term.as_str()).or(self.term.as_deref())
    }
}

/// The mine-action record that a happening makes.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MineActionCode {
    /// One of [`MINE_ACTIONS`](crate::MINE_ACTIONS).
    pub activity: String,
    /// How well it fits.
    pub grade: Grade,
    /// Classes of weapons, of which one must be told; any will do where none is listed.
    #[serde(default)]
    pub means: Vec<String>,
}

impl MineActionCode {
    /// Whether it is such a record, by the weapons told.
    pub fn holds(&self, known: &Circumstance<'_>) -> bool {
        self.means.is_empty() || self.means.iter().any(|class| known.means.contains(class))
    }
}
