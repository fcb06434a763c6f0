//! Claims to merge, built in a line each.

#![allow(dead_code, reason = "every test file uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use jiff::civil::Date;
use tidings_types::{
    ActorId, ActorKind, Assertion, Attribution, Candidate, Claim, ClaimId, ClaimPlace, ClaimTime,
    Counting, CountryCode, Decision, DecisionKind, DocumentId, Evidence, FeatureClass, HappeningId,
    Means, Participant, Place, PlaceId, PlacePrecision, PlaceRole, Point, Qualifier, Quantity,
    ReportId, Shape, Span, TimeBasis, TimePrecision, Unit, Valued,
};

/// A claim under construction.
#[derive(Clone, Debug)]
pub struct Told(pub Claim);

/// A realized claim of report number `report` with nothing else known.
pub fn told(id: &str, report: u32, happening: &str) -> Told {
    let trigger = words(happening);
    Told(Claim {
        id: ClaimId(id.to_owned()),
        report: ReportId { document: DocumentId::of(&report.to_le_bytes()), extractor: 1 },
        happening: HappeningId::from(happening),
        trigger: trigger.clone(),
        repeats: Vec::new(),
        sentence: Span::new(0, 50 + report as usize),
        assertion: Valued { value: Assertion::Realized, evidence: trigger, confidence: 1.0 },
        attribution: None,
        actors: Vec::new(),
        targets: Vec::new(),
        places: Vec::new(),
        time: ClaimTime::UNKNOWN,
        quantities: Vec::new(),
        means: Vec::new(),
        confidence: 0.9,
    })
}

impl Told {
    pub fn asserted(mut self, assertion: Assertion) -> Self {
        self.0.assertion.value = assertion;
        self
    }

    pub fn on(mut self, day: &str) -> Self {
        let day: Date = day.parse().unwrap();
        self.0.time = ClaimTime {
            start: Some(day),
            end: Some(day),
            precision: TimePrecision::Day,
            basis: TimeBasis::Stated,
            mention: None,
        };
        self
    }

    pub fn published(mut self, day: &str) -> Self {
        self = self.on(day);
        self.0.time.start = None;
        self.0.time.precision = TimePrecision::Unknown;
        self.0.time.basis = TimeBasis::Publication;
        self
    }

    pub fn at(self, place: Place) -> Self {
        self.placed(PlaceRole::At, place, Shape::Point)
    }

    pub fn from(self, place: Place) -> Self {
        self.placed(PlaceRole::From, place, Shape::Point)
    }

    pub fn to(self, place: Place) -> Self {
        self.placed(PlaceRole::To, place, Shape::Point)
    }

    pub fn between(self, from: Place, covers: Vec<Place>, to: Place) -> Self {
        let shape = Shape::Stretch { from: Box::new(from.clone()), to: Box::new(to), covers };
        self.placed(PlaceRole::Between, from, shape)
    }

    fn placed(mut self, role: PlaceRole, place: Place, shape: Shape) -> Self {
        let precision = match (&shape, place.class) {
            (Shape::Stretch { .. }, _) => PlacePrecision::Near,
            (_, FeatureClass::Country) => PlacePrecision::Country,
            (_, FeatureClass::Admin1) => PlacePrecision::Admin1,
            _ => PlacePrecision::Exact,
        };
        self.0.places.push(ClaimPlace {
            role,
            mention: words(&place.name),
            candidates: vec![Candidate {
                place: place.clone(),
                probability: 0.9,
                reasons: Vec::new(),
            }],
            place: Some(place),
            precision,
            shape,
            confidence: 0.9,
        });
        self
    }

    pub fn by(mut self, id: &str, kind: ActorKind) -> Self {
        self.0.actors.push(party(id, kind));
        self
    }

    pub fn upon(mut self, id: &str, kind: ActorKind) -> Self {
        self.0.targets.push(party(id, kind));
        self
    }

    pub fn said_by(mut self, id: &str, kind: ActorKind) -> Self {
        self.0.attribution = Some(Attribution { source: party(id, kind), verb: None });
        self
    }

    pub fn count(self, kind: &str, number: u64) -> Self {
        self.counted(kind, number, Counting::New)
    }

    pub fn counted(mut self, kind: &str, number: u64, counting: Counting) -> Self {
        self.0.quantities.push(Quantity {
            kind: kind.to_owned(),
            low: Some(number),
            best: Some(number),
            high: Some(number),
            qualifier: Qualifier::Exact,
            unit: Unit::Person,
            of: None,
            counting,
            part: false,
            mention: words(&number.to_string()),
            confidence: 0.9,
        });
        self
    }

    pub fn part(mut self, kind: &str, number: u64) -> Self {
        self = self.count(kind, number);
        self.0.quantities.last_mut().unwrap().part = true;
        self
    }

    pub fn with(mut self, class: &str) -> Self {
        let mention = words(class);
        self.0.means.push(Means { class: class.to_owned(), mention, confidence: 0.9 });
        self
    }
}

pub fn claims(told: impl IntoIterator<Item = Told>) -> Vec<Claim> {
    told.into_iter().map(|told| told.0).collect()
}

/// A party: resolved where the id is not empty.
fn party(id: &str, kind: ActorKind) -> Participant {
    let name = if id.is_empty() { kind.as_str().replace('_', " ") } else { id.to_owned() };
    Participant {
        mention: words(&name),
        actor: (!id.is_empty()).then(|| ActorId(id.to_owned())),
        name,
        kind,
        country: None,
        confidence: 0.9,
    }
}

fn words(words: &str) -> Evidence {
    Evidence { span: Span::new(0, words.len()), words: words.to_owned() }
}

pub fn place(id: &str, name: &str, class: FeatureClass, lat: f64, lon: f64) -> Place {
    Place {
        id: PlaceId(id.to_owned()),
        name: name.to_owned(),
        point: Point { lat, lon },
        class,
        country: CountryCode::new("SYR"),
        admin1: Some("Deir ez-Zor".to_owned()),
        admin2: None,
        population: 5_000,
    }
}

pub fn hajin() -> Place {
    place("hajin", "Hajin", FeatureClass::Settlement, 34.69, 40.83)
}

pub fn shafah() -> Place {
    place("shafah", "Sha'Fah", FeatureClass::Settlement, 34.56, 40.93)
}

pub fn abu_hasan() -> Place {
    place("abu-hasan", "Abu Hasan", FeatureClass::Settlement, 34.64, 40.87)
}

pub fn baghuz() -> Place {
    place("baghuz", "Baghuz Fawqani", FeatureClass::Settlement, 34.45, 40.95)
}

pub fn province() -> Place {
    place("dez", "Deir ez-Zor", FeatureClass::Admin1, 35.0, 40.5)
}

pub fn syria() -> Place {
    let country = place("sy", "Syria", FeatureClass::Country, 35.0, 38.0);
    Place { admin1: None, ..country }
}

pub fn kyiv() -> Place {
    let city = place("kyiv", "Kyiv", FeatureClass::Settlement, 50.45, 30.52);
    Place { country: CountryCode::new("UKR"), admin1: None, population: 2_900_000, ..city }
}

pub fn decisions(kinds: impl IntoIterator<Item = DecisionKind>) -> Vec<Decision> {
    kinds
        .into_iter()
        .zip(1..)
        .map(|(kind, sequence)| Decision {
            sequence,
            at: "2019-03-01T00:00:00Z".to_owned(),
            reviewer: "R1".to_owned(),
            why: String::new(),
            kind,
        })
        .collect()
}

pub fn id(id: &str) -> ClaimId {
    ClaimId(id.to_owned())
}
