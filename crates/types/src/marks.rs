//! What the reader finds in sentences.
//!
//! The shape is the same whichever voice found a mark: dictionaries and sentence structure today,
//! a trained encoder beside them later.

use serde::{Deserialize, Serialize};

use crate::Span;

/// Id of a happening in the ontology file, such as `armed-clash`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HappeningId(pub String);

impl HappeningId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for HappeningId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl std::fmt::Display for HappeningId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// All marks of one report, one entry per sentence in which something was found, in order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// Sentences with marks, by rising `sentence`.
    pub sentences: Vec<SentenceMarks>,
}

/// The marks of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SentenceMarks {
    /// Index into [`Report::sentences`](crate::Report::sentences).
    pub sentence: u32,
    /// How likely the sentence tells of any happening, 0 to 1.
    pub relevance: f32,
    /// Names, described groups, things, dates, numbers; by rising start.
    pub entities: Vec<Entity>,
    /// Words that tell of a happening; by rising start.
    pub triggers: Vec<Trigger>,
    /// Which entity plays which part in which trigger.
    pub links: Vec<Link>,
}

/// Which part of the reader found a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// A dictionary of actors, weapons, vehicles or groups.
    Dictionary,
    /// The gazetteer's own scan.
    Gazetteer,
    /// The grammar of dates and numbers.
    Grammar,
    /// Capitals, word classes and the structure of the sentence.
    Structure,
    /// The trained encoder.
    Encoder,
}

/// Something named or described at a span.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The words: the name alone, or the noun phrase without its relative clauses.
    pub span: Span,
    /// What it is.
    pub kind: EntityKind,
    /// 0 to 1.
    pub confidence: f32,
    /// Who found it.
    pub voice: Voice,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A named person.
    Person,
    /// A named organisation that does not fight: ministry, agency, NGO, company, party.
    Organisation,
    /// A named army, militia, insurgent group or police force.
    ArmedGroup,
    /// A named place, region, river or country.
    Place,
    /// A named or described building or installation: hospital, camp, checkpoint, bridge.
    Facility,
    /// An adjective or noun of nationality, people or faith: Syrian, Kurds.
    Nationality,
    /// People described, not named: civilians, fighters, aid workers, residents.
    Group,
    /// Things acted on: food, homes, mines as objects of clearance, bodies.
    Thing,
    /// A date or duration.
    Date,
    /// A number or an expression of amount.
    Number,
    /// A weapon or explosive.
    Weapon,
    /// A vehicle.
    Vehicle,
}

/// A word or phrase that tells of a happening.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trigger {
    /// The words.
    pub span: Span,
    /// Which happening.
    pub happening: HappeningId,
    /// 0 to 1.
    pub confidence: f32,
    /// Whether it is told as done, planned, denied, …
    pub assertion: Assertion,
    /// The words that decide the assertion ("may", "denied"), if any beside the trigger.
    pub cue: Option<Span>,
    /// Who found it.
    pub voice: Voice,
}

/// How a happening is told. Only the first two may ever be counted as having happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assertion {
    /// Told as having happened.
    Realized,
    /// Told as happening now and not finished.
    Ongoing,
    /// Intended, ordered, announced or expected.
    Planned,
    /// Depends on something, or is only possible.
    Conditional,
    /// Told as not having happened.
    Denied,
    /// Claimed by one side, and marked as a claim.
    Alleged,
    /// Background: told, but long before the report.
    Historical,
}

impl Assertion {
    /// All values, in order.
    pub const ALL: [Self; 7] = [
        Self::Realized,
        Self::Ongoing,
        Self::Planned,
        Self::Conditional,
        Self::Denied,
        Self::Alleged,
        Self::Historical,
    ];

    /// Whether it may be counted as having happened.
    pub fn happened(self) -> bool {
        matches!(self, Self::Realized | Self::Ongoing)
    }

    /// The word used in files: `realized`, `ongoing`, ….
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Realized => "realized",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Conditional => "conditional",
            Self::Denied => "denied",
            Self::Alleged => "alleged",
            Self::Historical => "historical",
        }
    }
}

/// An entity's part in a trigger of the same sentence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Index into [`SentenceMarks::triggers`].
    pub trigger: u32,
    /// Index into [`SentenceMarks::entities`].
    pub entity: u32,
    /// The part it plays.
    pub role: Role,
    /// 0 to 1.
    pub confidence: f32,
}

/// The part an entity plays in a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom or to what it is done.
    Target,
    /// Where.
    Place,
    /// Where from.
    From,
    /// Where to.
    To,
    /// When, or for how long.
    Time,
    /// How many.
    Quantity,
    /// With what weapon or vehicle.
    Means,
    /// Who says so.
    Attribution,
}

impl Role {
    /// All roles, in their order.
    pub const ALL: [Self; 9] = [
        Self::Actor,
        Self::Target,
        Self::Place,
        Self::From,
        Self::To,
        Self::Time,
        Self::Quantity,
        Self::Means,
        Self::Attribution,
    ];

    /// The name of the role in files and annotations.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Target => "target",
            Self::Place => "place",
            Self::From => "from",
            Self::To => "to",
            Self::Time => "time",
            Self::Quantity => "quantity",
            Self::Means => "means",
            Self::Attribution => "attribution",
        }
    }
}
