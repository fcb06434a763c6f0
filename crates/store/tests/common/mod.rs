//! Small documents, claims and events to fill situation files with.

#![allow(dead_code, reason = "every test file uses its own part of this")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

use tidings_types::{
    Assertion, Block, BlockKind, Candidate, Claim, ClaimId, ClaimPlace, ClaimTime, CountryCode,
    DateBasis, Diagnostic, Document, Event, EventId, EventPlace, Evidence, Facet, FeatureClass,
    HappeningId, Language, MediaType, Place, PlaceId, PlacePrecision, PlaceRole, PlaceStatus,
    Point, Published, Reading, Report, ReportId, Sentence, Severity, Shape, Span, Stage, TimeBasis,
    TimePrecision, Valued,
};

pub const TEXT: &str = "A mine killed three people near Hajin on Tuesday.";

/// A report on `text` with one claim: the trigger is "mine", the place "Hajin".
pub fn document(text: &str) -> (Document, Reading) {
    let document = Document::new(text.as_bytes().to_vec(), MediaType::Plain, "reports/one.txt");
    let report = report(&document, text);
    let claims = vec![claim(&report)];
    let reading = Reading {
        document: document.id,
        origin: document.origin.clone(),
        report: Some(report),
        claims,
        diagnostics: Vec::new(),
    };
    (document, reading)
}

/// A document without an article.
pub fn skipped(bytes: &[u8], code: &str) -> (Document, Reading) {
    let document = Document::new(bytes.to_vec(), MediaType::Unknown, "reports/broken");
    let why = Diagnostic::new(Stage::Text, Severity::Skipped, code, &document.origin, "no use");
    let reading = Reading {
        document: document.id,
        origin: document.origin.clone(),
        report: None,
        claims: Vec::new(),
        diagnostics: vec![why],
    };
    (document, reading)
}

pub fn report(document: &Document, text: &str) -> Report {
    let all = Span::new(0, text.len());
    Report {
        id: ReportId { document: document.id, extractor: 1 },
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span: all }],
        sentences: vec![Sentence { span: all, block: 0 }],
        title: Some("Mine near Hajin".to_owned()),
        published: Some(Published { date: jiff::civil::date(2019, 2, 6), basis: DateBasis::Given }),
        language: Language { code: "en".to_owned(), confidence: 0.9 },
        url: Some("https://example.org/mine".to_owned()),
        site: Some("Example".to_owned()),
        byline: None,
        notices: Vec::new(),
    }
}

pub fn quote(text: &str, words: &str) -> Evidence {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
    Evidence::quote(text, Span::new(start, start + words.len())).unwrap()
}

pub fn claim(report: &Report) -> Claim {
    let day = jiff::civil::date(2019, 2, 5);
    let mine = quote(&report.text, "mine");
    Claim {
        id: ClaimId(format!("c-{}", &report.id.document.to_string()[..12])),
        report: report.id,
        happening: HappeningId::from("explosion"),
        trigger: mine.clone(),
        repeats: Vec::new(),
        sentence: Span::new(0, report.text.len()),
        assertion: Valued { value: Assertion::Realized, evidence: mine, confidence: 0.9 },
        attribution: None,
        actors: Vec::new(),
        targets: Vec::new(),
        places: vec![claim_place(&report.text)],
        time: ClaimTime {
            start: Some(day),
            end: Some(day),
            precision: TimePrecision::Day,
            basis: TimeBasis::Relative,
            mention: None,
        },
        quantities: Vec::new(),
        means: Vec::new(),
        confidence: 0.7,
    }
}

fn claim_place(text: &str) -> ClaimPlace {
    let place = place("gn:1", "Hajin", 34.689_123_456_789, 40.830_987_654_321);
    ClaimPlace {
        role: PlaceRole::Near,
        mention: quote(text, "Hajin"),
        candidates: vec![Candidate {
            place: place.clone(),
            probability: 0.8,
            reasons: vec!["exact name".to_owned()],
        }],
        place: Some(place),
        precision: PlacePrecision::Near,
        shape: Shape::Point,
        confidence: 0.8,
    }
}

pub fn place(id: &str, name: &str, lat: f64, lon: f64) -> Place {
    Place {
        id: PlaceId(id.to_owned()),
        name: name.to_owned(),
        point: Point { lat, lon },
        class: FeatureClass::Settlement,
        country: CountryCode::new("SYR"),
        admin1: Some("Deir ez-Zor".to_owned()),
        admin2: None,
        population: 0,
    }
}

/// An event that rests on this claim.
pub fn event(id: &str, claim: &Claim) -> Event {
    let place = claim.places[0].place.clone().unwrap();
    Event {
        id: EventId(id.to_owned()),
        happening: claim.happening.clone(),
        assertion: claim.assertion.value,
        claims: vec![claim.id.clone()],
        reports: 1,
        place: Some(EventPlace { place, precision: PlacePrecision::Near, shape: Shape::Point }),
        start: claim.time.start,
        end: claim.time.end,
        precision: claim.time.precision,
        actors: Vec::new(),
        targets: Vec::new(),
        quantities: Vec::new(),
        means: vec!["mine".to_owned()],
        certainty: 0.6,
        summary: "3 people reported killed by a mine near Hajin".to_owned(),
        reasons: Vec::new(),
    }
}

pub fn status(claim: &Claim) -> PlaceStatus {
    PlaceStatus {
        place: PlaceId("gn:1".to_owned()),
        place_name: "Hajin".to_owned(),
        facet: Facet::ExplosiveHazard,
        value: "contaminated".to_owned(),
        as_of: claim.time.end,
        claims: vec![claim.id.clone()],
        contradicted_by: Vec::new(),
        stale_after: None,
    }
}

/// Text that zstd cannot shorten much.
pub fn noise(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        format!("{state:x} ")
    };
    (0..40).map(|_| next()).collect()
}

/// Every document of the file is there with its report and claim, and nothing is damaged.
pub fn whole(path: &std::path::Path, at_least: u64) {
    let store = crate::Store::open(path).unwrap();
    let summary = store.summary().unwrap();
    assert!(summary.documents >= at_least, "{} of {at_least}", summary.documents);
    assert_eq!(summary.documents, summary.reports);
    assert_eq!(summary.documents, summary.claims.get("explosion").copied().unwrap_or(0));
    assert_eq!(store.search("hajin").unwrap().len() as u64, summary.documents.min(500));
    let checked = store.verify(|fault| panic!("{fault:?}")).unwrap();
    assert_eq!(checked.documents, summary.documents);
}
