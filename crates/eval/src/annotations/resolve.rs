//! Annotations with their words turned into spans of one report.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use tidings_types::{
    ActorKind, Assertion, Counting, PlaceRole, Point, Qualifier, Report, Span, TimeBasis, Unit,
};

use super::{
    Annotated, ClaimEntry, ClaimPlaceEntry, MeansEntry, NEAR_ENOUGH_KM, ParticipantEntry, Pointer,
    QuantityEntry, TimeEntry,
};

/// A claim that a careful reader takes from the report.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Where it is told, any alternative of which will do.
    pub triggers: Vec<Span>,
    /// Where it is told again.
    pub repeats: Vec<Span>,
    /// Where its consequences are told.
    pub results: Vec<Span>,
    /// Happenings that are right, the best first.
    pub happenings: Vec<String>,
    /// Assertions that are right, the best first.
    pub assertions: Vec<Assertion>,
    /// Who did it.
    pub actors: Vec<GoldParticipant>,
    /// To whom or what.
    pub targets: Vec<GoldParticipant>,
    /// Where.
    pub places: Vec<GoldPlace>,
    /// When; `None` where the report does not tell.
    pub time: Option<GoldTime>,
    /// How many.
    pub quantities: Vec<GoldQuantity>,
    /// With what.
    pub means: Vec<GoldMeans>,
    /// Who says so: any of these; `None` where nobody does. The flag says it may be left out.
    pub attribution: Option<(Vec<Span>, bool)>,
    /// Whether it may be found or not.
    pub optional: bool,
}

/// Someone who takes part.
#[derive(Clone, Debug)]
pub struct GoldParticipant {
    /// Mentions, any of which will do.
    pub spans: Vec<Span>,
    /// Ids in the actor dictionary that are right, parted by `|`.
    pub actor: Option<String>,
    /// Kinds that are right; empty where none is asked for.
    pub kinds: Vec<ActorKind>,
    /// Whether it may be found or not.
    pub optional: bool,
}

/// Where.
#[derive(Clone, Debug)]
pub struct GoldPlace {
    /// Key of the place.
    pub key: String,
    /// Mentions, any of which will do.
    pub spans: Vec<Span>,
    /// Gazetteer id.
    pub id: Option<String>,
    /// Where it is.
    pub point: Point,
    /// Tolerance in km.
    pub km: f64,
    /// Roles that are right.
    pub roles: Vec<PlaceRole>,
    /// Whether it may be found or not.
    pub optional: bool,
}

/// When.
#[derive(Clone, Debug)]
pub struct GoldTime {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Ways to know it that are right.
    pub bases: Vec<TimeBasis>,
    /// Whether no answer is right as well.
    pub may_be_unknown: bool,
}

/// How many.
#[derive(Clone, Debug)]
pub struct GoldQuantity {
    /// What is counted, any of these.
    pub kinds: Vec<String>,
    /// Lowest number.
    pub low: Option<u64>,
    /// The number to use.
    pub best: Option<u64>,
    /// Highest number.
    pub high: Option<u64>,
    /// Hedges that are right.
    pub qualifiers: Vec<Qualifier>,
    /// Persons, households or things.
    pub unit: Unit,
    /// Ways of counting that are right.
    pub countings: Vec<Counting>,
    /// Whether it is part of another.
    pub part: bool,
    /// Whether it may be found or not.
    pub optional: bool,
}

/// With what.
#[derive(Clone, Debug)]
pub struct GoldMeans {
    /// Mentions, any of which will do.
    pub spans: Vec<Span>,
    /// Classes that are right.
    pub classes: Vec<String>,
    /// Whether it may be found or not.
    pub optional: bool,
}

impl Annotated {
    /// The claims with spans of `report`, which was read from [`Annotated::document`], and what is
    /// wrong with the annotations: words that do not occur, unknown keys.
    pub fn resolve(&self, report: &Report) -> (Vec<Gold>, Vec<String>) {
        let mut faults = Vec::new();
        let mut golds = Vec::new();
        for entry in &self.claims {
            match self.claim(entry, report) {
                Ok(gold) => golds.push(gold),
                Err(fault) => {
                    faults.push(format!("{}, claim {:?}: {fault}", self.name, entry.trigger));
                }
            }
        }
        (golds, faults)
    }

    fn claim(&self, entry: &ClaimEntry, report: &Report) -> Result<Gold, String> {
        let triggers = Pointer::parse(&entry.trigger).trigger(report)?;
        let trigger = *triggers.first().ok_or("no trigger")?;
        let all = |list: &[String]| -> Result<Vec<Span>, String> {
            let spans = list.iter().map(|words| Pointer::parse(words).value(report, trigger));
            Ok(spans.collect::<Result<Vec<_>, _>>()?.concat())
        };
        let people = |list: &[ParticipantEntry]| -> Result<Vec<GoldParticipant>, String> {
            list.iter().map(|entry| participant(entry, report, trigger)).collect()
        };
        Ok(Gold {
            repeats: all(&entry.repeats)?,
            results: all(&entry.results)?,
            happenings: [&entry.happening].into_iter().chain(&entry.also).cloned().collect(),
            assertions: [entry.assertion].iter().chain(&entry.assertion_also).copied().collect(),
            actors: people(&entry.actors)?,
            targets: people(&entry.targets)?,
            places: self.places_of(entry, report, trigger)?,
            time: entry.time.as_ref().map(|time| when(time, report, trigger)).transpose()?,
            quantities: entry
                .quantities
                .iter()
                .map(|quantity| how_many(quantity, report, trigger))
                .collect::<Result<_, _>>()?,
            means: entry
                .means
                .iter()
                .map(|means| with_what(means, report, trigger))
                .collect::<Result<_, _>>()?,
            attribution: source(entry, report, trigger)?,
            optional: entry.optional,
            triggers,
        })
    }

    fn places_of(
        &self,
        entry: &ClaimEntry,
        report: &Report,
        trigger: Span,
    ) -> Result<Vec<GoldPlace>, String> {
        entry.places.iter().map(|place| self.place(place, report, trigger)).collect()
    }

    fn place(
        &self,
        entry: &ClaimPlaceEntry,
        report: &Report,
        trigger: Span,
    ) -> Result<GoldPlace, String> {
        let known = self
            .places
            .get(&entry.place)
            .ok_or_else(|| format!("no place has the key {:?}", entry.place))?;
        Ok(GoldPlace {
            key: entry.place.clone(),
            spans: Pointer::parse(&entry.words).value(report, trigger)?,
            id: known.id.clone(),
            point: known.point(),
            km: entry.km.or(known.km).unwrap_or(NEAR_ENOUGH_KM),
            roles: choices(entry.role.as_deref(), "at")?,
            optional: entry.optional,
        })
    }
}

fn participant(
    entry: &ParticipantEntry,
    report: &Report,
    trigger: Span,
) -> Result<GoldParticipant, String> {
    let spans = match &entry.words {
        Some(words) => Pointer::parse(words).value(report, trigger)?,
        None => Vec::new(),
    };
    Ok(GoldParticipant {
        spans,
        actor: entry.actor.clone(),
        kinds: entry.kind.as_deref().map_or(Ok(Vec::new()), |kinds| choices(Some(kinds), ""))?,
        optional: entry.optional,
    })
}

fn when(entry: &TimeEntry, report: &Report, trigger: Span) -> Result<GoldTime, String> {
    if let Some(words) = &entry.words {
        Pointer::parse(words).value(report, trigger)?;
    }
    Ok(GoldTime {
        start: entry.start,
        end: entry.end.unwrap_or(entry.start),
        bases: choices(entry.basis.as_deref(), "relative")?,
        may_be_unknown: entry.also_unknown || entry.optional,
    })
}

fn how_many(entry: &QuantityEntry, report: &Report, trigger: Span) -> Result<GoldQuantity, String> {
    Pointer::parse(&entry.words).value(report, trigger)?;
    Ok(GoldQuantity {
        kinds: entry.kind.split('|').map(str::to_owned).collect(),
        low: entry.low.or(entry.best),
        best: entry.best,
        high: entry.high.or(entry.best),
        qualifiers: choices(entry.qualifier.as_deref(), "exact")?,
        unit: entry.unit.unwrap_or(Unit::Person),
        countings: choices(entry.counting.as_deref(), "new")?,
        part: entry.part,
        optional: entry.optional,
    })
}

fn with_what(entry: &MeansEntry, report: &Report, trigger: Span) -> Result<GoldMeans, String> {
    Ok(GoldMeans {
        spans: Pointer::parse(&entry.words).value(report, trigger)?,
        classes: entry.class.split('|').map(str::to_owned).collect(),
        optional: entry.optional,
    })
}

fn source(
    entry: &ClaimEntry,
    report: &Report,
    trigger: Span,
) -> Result<Option<(Vec<Span>, bool)>, String> {
    let Some(attribution) = &entry.attribution else { return Ok(None) };
    if let Some(verb) = &attribution.verb {
        Pointer::parse(verb).value(report, trigger)?;
    }
    let mut spans = Pointer::parse(&attribution.words).value(report, trigger)?;
    if let Some(through) = &attribution.through {
        spans.extend(Pointer::parse(through).value(report, trigger)?);
    }
    Ok(Some((spans, attribution.optional)))
}

/// The values named in `text`, parted by `|`; `default` where it is absent.
fn choices<T: DeserializeOwned>(text: Option<&str>, default: &str) -> Result<Vec<T>, String> {
    let parse = |word: &str| {
        serde_json::from_value(serde_json::Value::String(word.to_owned()))
            .map_err(|error| format!("{word:?}: {error}"))
    };
    text.unwrap_or(default).split('|').map(parse).collect()
}
