//! One statement of a happening.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Assertion, Candidate, Evidence, HappeningId, Participant, Place, PlacePrecision, ReportId, Span,
};

/// Identity of a claim: derived from its report, trigger span and happening.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClaimId(pub String);

/// What one report says of one happening. Every value points at the words it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Identity.
    pub id: ClaimId,
    /// The report that says it.
    pub report: ReportId,
    /// What happened.
    pub happening: HappeningId,
    /// The words that tell of it.
    pub trigger: Evidence,
    /// Other places in the same report that tell of the same happening.
    pub repeats: Vec<Evidence>,
    /// The sentence of `trigger`.
    pub sentence: Span,
    /// Told as done, planned, denied, …
    pub assertion: Valued<Assertion>,
    /// Who says so in the text, if not the reporter.
    pub attribution: Option<Attribution>,
    /// Who did it, if told.
    pub actors: Vec<Participant>,
    /// To whom or what, if told.
    pub targets: Vec<Participant>,
    /// Where.
    pub places: Vec<ClaimPlace>,
    /// When.
    pub time: ClaimTime,
    /// How many.
    pub quantities: Vec<Quantity>,
    /// With what.
    pub means: Vec<Means>,
    /// 0 to 1.
    pub confidence: f32,
}

/// A value with the words that decide it and how sure it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Valued<T> {
    /// The value.
    pub value: T,
    /// The words that decide it.
    pub evidence: Evidence,
    /// 0 to 1.
    pub confidence: f32,
}

/// Who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The one who says it.
    pub source: Participant,
    /// The word of saying: "said", "denied", "according to".
    pub verb: Option<Evidence>,
}

/// What a place is to a happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceRole {
    /// It happened there.
    At,
    /// It began there.
    From,
    /// It ended there.
    To,
    /// It happened along a stretch; see [`Shape::Stretch`].
    Between,
    /// It happened close by.
    Near,
}

/// A place of a claim: what was said, what it may mean, what was chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimPlace {
    /// What it is to the happening.
    pub role: PlaceRole,
    /// The words: the name, or the whole expression ("from Hajin to Sha'Fah").
    pub mention: Evidence,
    /// What the name may mean, best first.
    pub candidates: Vec<Candidate>,
    /// What is taken to be meant; `None` is an abstention.
    pub place: Option<Place>,
    /// How exactly.
    pub precision: PlacePrecision,
    /// The geometry that the words give.
    pub shape: Shape,
    /// 0 to 1.
    pub confidence: f32,
}

/// Geometry that the words give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "form")]
pub enum Shape {
    /// The place itself.
    Point,
    /// A circle around it.
    Around {
        /// Kilometres.
        radius_km: f64,
    },
    /// From one place to another, with the settlements that lie between.
    Stretch {
        /// First end.
        from: Box<Place>,
        /// Second end.
        to: Box<Place>,
        /// Settlements between the ends, in order, ends left out.
        covers: Vec<Place>,
    },
    /// The whole of an area.
    Area,
}

/// When a happening happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimTime {
    /// First day, if known.
    pub start: Option<Date>,
    /// Last day, if known.
    pub end: Option<Date>,
    /// How exactly.
    pub precision: TimePrecision,
    /// How it is known.
    pub basis: TimeBasis,
    /// The words, where any state it.
    pub mention: Option<Evidence>,
}

impl ClaimTime {
    /// "Not known", said explicitly.
    pub const UNKNOWN: Self = Self {
        start: None,
        end: None,
        precision: TimePrecision::Unknown,
        basis: TimeBasis::Unknown,
        mention: None,
    };
}

/// Grain of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimePrecision {
    /// One day.
    Day,
    /// A few days.
    Days,
    /// A week.
    Week,
    /// A month or part of it.
    Month,
    /// A season or quarter.
    Season,
    /// A year.
    Year,
    /// Longer.
    Longer,
    /// Not told.
    Unknown,
}

impl TimePrecision {
    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Days => "days",
            Self::Week => "week",
            Self::Month => "month",
            Self::Season => "season",
            Self::Year => "year",
            Self::Longer => "longer",
            Self::Unknown => "unknown",
        }
    }
}

/// How a time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// The text gives a calendar date.
    Stated,
    /// The text counts from its own date: "on Tuesday", "two days ago".
    Relative,
    /// Only the publication date is known: the happening is not later.
    Publication,
    /// Not known.
    Unknown,
}

/// How many of what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is counted: `killed`, `injured`, `detained`, `abducted`, `displaced`, `evacuated`,
    /// `returned`, `surrendered`, `released`, `homes`, `devices`, ….
    pub kind: String,
    /// Lowest number that the words allow.
    pub low: Option<u64>,
    /// The number to use if one must be used.
    pub best: Option<u64>,
    /// Highest number that the words allow.
    pub high: Option<u64>,
    /// How the number is hedged.
    pub qualifier: Qualifier,
    /// Persons, households or things.
    pub unit: Unit,
    /// Of whom, as told ("children").
    pub of: Option<Evidence>,
    /// New or cumulative.
    pub counting: Counting,
    /// Whether it is a part of another quantity of the same claim ("including three children").
    pub part: bool,
    /// The words that give the number.
    pub mention: Evidence,
    /// 0 to 1.
    pub confidence: f32,
}

/// How a number is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// The number itself.
    Exact,
    /// "At least", "more than".
    AtLeast,
    /// "Up to", "fewer than".
    AtMost,
    /// "About", "some", "nearly".
    About,
    /// "Dozens", "several", "many".
    Vague,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Persons.
    Person,
    /// Households or families.
    Household,
    /// Things: homes, devices, vehicles.
    Item,
}

/// Whether a number is news or a running total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// In this happening.
    New,
    /// Since some earlier day; never added to its parts.
    Cumulative,
    /// The number at a moment, not a flow.
    Stock,
}

/// With what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Means {
    /// Class of weapon or vehicle: `mine`, `ied`, `drone`, `bus`, ….
    pub class: String,
    /// The words.
    pub mention: Evidence,
    /// 0 to 1.
    pub confidence: f32,
}

impl Claim {
    /// The place where it happened: the first chosen place that is not merely an end of a way.
    pub fn main_place(&self) -> Option<&ClaimPlace> {
        let rank = |place: &&ClaimPlace| match place.role {
            PlaceRole::At => 0,
            PlaceRole::Between => 1,
            PlaceRole::Near => 2,
            PlaceRole::From => 3,
            PlaceRole::To => 4,
        };
        self.places.iter().filter(|place| place.place.is_some()).min_by_key(rank)
    }

    /// Every piece of evidence of this claim, for checking and for highlighting.
    pub fn evidence(&self) -> Vec<&Evidence> {
        let mut all = vec![&self.trigger, &self.assertion.evidence];
        all.extend(&self.repeats);
        if let Some(attribution) = &self.attribution {
            all.push(&attribution.source.mention);
            all.extend(&attribution.verb);
        }
        all.extend(self.actors.iter().chain(&self.targets).map(|participant| &participant.mention));
        all.extend(self.places.iter().map(|place| &place.mention));
        all.extend(&self.time.mention);
        for quantity in &self.quantities {
            all.push(&quantity.mention);
            all.extend(&quantity.of);
        }
        all.extend(self.means.iter().map(|means| &means.mention));
        all
    }
}
