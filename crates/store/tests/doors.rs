//! What goes into a situation file comes out of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod common;

use common::{TEXT, document, event, skipped, status};
use jiff::civil::date;
use tidings_store::{BoundingBox, ClaimFilter, EventFilter, Store, StoreErrorKind};
use tidings_types::{
    Assertion, ClaimId, DecisionKind, Diagnostic, EventId, HappeningId, Severity, Stage,
};

fn scratch() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create_or_open(folder.path().join("s.db")).unwrap();
    (folder, store)
}

#[test]
fn a_reading_comes_back_as_it_went_in() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    assert!(!store.contains(&document.id).unwrap());
    assert!(store.add(&document, &reading).unwrap());
    assert!(store.contains(&document.id).unwrap());

    let report = reading.report.clone().unwrap();
    assert_eq!(store.report(&report.id).unwrap(), Some(report.clone()));
    assert_eq!(store.claims(&ClaimFilter::default()).unwrap(), reading.claims);
    assert_eq!(store.claim(&reading.claims[0].id).unwrap().as_ref(), reading.claims.first());
    assert_eq!(store.claim(&ClaimId("none".to_owned())).unwrap(), None);

    let heads = store.reports().unwrap();
    assert_eq!(heads.len(), 1);
    assert_eq!((heads[0].id, heads[0].claims), (report.id, 1));
    assert_eq!(heads[0].published, Some(date(2019, 2, 6)));
}

#[test]
fn the_same_document_again_adds_nothing() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    assert!(store.add(&document, &reading).unwrap());
    let before = store.summary().unwrap();
    assert!(!store.add(&document, &reading).unwrap());
    assert_eq!(store.summary().unwrap(), before);
}

#[test]
fn a_text_stands_by_the_extractor_that_cut_it() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    assert!(store.add(&document, &reading).unwrap());
    let mut later = reading.clone();
    let report = later.report.as_mut().unwrap();
    report.id.extractor += 1;
    report.text = report.text.to_uppercase();
    for claim in &mut later.claims {
        claim.report = report.id;
    }
    // A later extractor does not read what is held, and a report of the older one stays whole.
    assert!(!store.add(&document, &later).unwrap());
    let (old, new) = (reading.report.unwrap(), later.report.unwrap());
    assert_eq!(store.report(&old.id).unwrap(), Some(old));
    assert_eq!(store.report(&new.id).unwrap(), None);
    store.verify(|fault| panic!("{fault:?}")).unwrap();
    // Beside it new documents are cut by the later one.
    let (document, mut reading) = common::document(&TEXT.replace("mine", "mines"));
    let report = reading.report.as_mut().unwrap();
    report.id.extractor += 1;
    for claim in &mut reading.claims {
        claim.report = report.id;
    }
    let id = report.id;
    assert!(store.add(&document, &reading).unwrap());
    assert_eq!(store.report(&id).unwrap().map(|report| report.id), Some(id));
    assert_eq!(store.claims(&ClaimFilter::default()).unwrap().len(), 2);
}

#[test]
fn originals_are_kept_unless_told_otherwise() {
    let (_folder, mut store) = scratch();
    for text in [TEXT.to_owned(), TEXT.repeat(200)] {
        let (document, reading) = document(&text);
        store.add(&document, &reading).unwrap();
        let held = store.document(&document.id).unwrap().unwrap();
        assert_eq!(held.bytes.as_deref(), Some(document.bytes.as_slice()));
        assert_eq!(held.size, document.bytes.len() as u64);
    }
    store.keep_originals(false);
    let (document, reading) = document(&format!("{TEXT} Again."));
    store.add(&document, &reading).unwrap();
    assert_eq!(store.document(&document.id).unwrap().unwrap().bytes, None);
}

#[test]
fn a_reading_of_another_document_is_refused() {
    let (_folder, mut store) = scratch();
    let (document_a, _) = document(TEXT);
    let (_, reading_b) = document(&format!("{TEXT} Again."));
    let error = store.add(&document_a, &reading_b).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Refused);
    assert_eq!(store.summary().unwrap().documents, 0);
}

#[test]
fn a_doubled_claim_is_kept_once_and_told() {
    let (_folder, mut store) = scratch();
    let (document, mut reading) = document(TEXT);
    reading.claims.push(reading.claims[0].clone());
    store.add(&document, &reading).unwrap();
    assert_eq!(store.claims(&ClaimFilter::default()).unwrap().len(), 1);
    let told = store.diagnostics(Some(&document.id)).unwrap();
    assert_eq!(told[0].code, "doubled-claim");
}

#[test]
fn a_summary_counts_what_was_read_and_what_was_skipped() {
    let (_folder, mut store) = scratch();
    for (document, reading) in [document(TEXT), skipped(b"", "empty"), skipped(b"\0", "binary")] {
        store.add(&document, &reading).unwrap();
    }
    let broken = Diagnostic::new(Stage::Ingest, Severity::Skipped, "not-json", "a.jsonl:3", "no");
    store.note(&[broken.clone(), broken.clone()]).unwrap();
    store.note(&[broken]).unwrap();
    let summary = store.summary().unwrap();
    assert_eq!((summary.documents, summary.reports), (3, 1));
    let skipped: Vec<_> = summary.skipped.iter().map(|(code, n)| (code.as_str(), *n)).collect();
    assert_eq!(skipped, [("binary", 1), ("empty", 1), ("not-json", 1)]);
    assert_eq!(summary.claims["explosion"], 1);
}

#[test]
fn events_are_replaced_as_a_whole_or_not_at_all() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    let claim = &reading.claims[0];
    let first = event("e-1", claim);
    store.replace_events(std::slice::from_ref(&first), &[status(claim)]).unwrap();
    assert_eq!(store.events(&EventFilter::default()).unwrap(), std::slice::from_ref(&first));
    assert_eq!(store.event(&first.id).unwrap(), Some(first.clone()));
    assert_eq!(store.statuses(Some("gn:1")).unwrap(), [status(claim)]);
    assert_eq!(store.statuses(Some("HAJ")).unwrap().len(), 1);
    assert_eq!(store.statuses(Some("Raqqa")).unwrap().len(), 0);
    assert_eq!(store.statuses(None).unwrap().len(), 1);

    let mut unfounded = event("e-2", claim);
    unfounded.claims.push(ClaimId("nobody's".to_owned()));
    let error = store.replace_events(&[event("e-3", claim), unfounded], &[]).unwrap_err();
    assert_eq!(error.kind(), StoreErrorKind::Refused);
    assert_eq!(store.events(&EventFilter::default()).unwrap(), [first]);

    store.replace_events(&[event("e-4", claim)], &[]).unwrap();
    assert_eq!(store.event(&EventId("e-1".to_owned())).unwrap(), None);
    assert!(store.statuses(None).unwrap().is_empty());
    let of_event = ClaimFilter { event: Some(EventId("e-4".to_owned())), ..Default::default() };
    assert_eq!(store.claims(&of_event).unwrap(), reading.claims);
}

#[test]
fn filters_let_through_what_they_ask_for() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    let mut undated = event("e-undated", &reading.claims[0]);
    (undated.start, undated.end, undated.place) = (None, None, None);
    store.replace_events(&[event("e-1", &reading.claims[0]), undated], &[]).unwrap();

    let check = |filter: EventFilter, expected: &[&str]| {
        let found = store.events(&filter).unwrap();
        let ids: Vec<&str> = found.iter().map(|event| event.id.0.as_str()).collect();
        assert_eq!(ids, expected, "{filter:?}");
    };
    let all = &["e-1", "e-undated"];
    let none = &[];
    check(EventFilter::default(), all);
    let happening = |id: &str| EventFilter { happenings: vec![id.into()], ..Default::default() };
    check(happening("explosion"), all);
    check(happening("return"), none);
    let told = |assertion| EventFilter { assertions: vec![assertion], ..Default::default() };
    check(told(Assertion::Realized), all);
    check(told(Assertion::Planned), none);
    let at = |name: &str| EventFilter { place: Some(name.to_owned()), ..Default::default() };
    check(at("hajin"), all);
    check(at("deir ez zor"), all);
    check(at("syr"), all);
    check(at("Raqqa"), none);
    check(at("%"), none);
    let within = |west, south, east, north| EventFilter {
        within: Some(BoundingBox { west, south, east, north }),
        ..Default::default()
    };
    check(within(40.0, 34.0, 41.0, 35.0), &["e-1"]);
    check(within(-10.0, 34.0, 10.0, 35.0), none);
    check(within(170.0, -90.0, 41.0, 90.0), &["e-1"]);
    check(within(170.0, -90.0, -170.0, 90.0), none);
    let between = |since, until| EventFilter { since, until, ..Default::default() };
    check(between(Some(date(2019, 2, 5)), None), &["e-1"]);
    check(between(Some(date(2019, 2, 6)), None), none);
    check(between(None, Some(date(2019, 2, 5))), &["e-1"]);
    check(between(None, Some(date(2019, 2, 4))), none);
    let said = |text: &str| EventFilter { text: Some(text.to_owned()), ..Default::default() };
    check(said("killed people"), all);
    check(said("earthquake"), none);
    check(said("***"), none);
    check(EventFilter { certainty: Some(0.61), ..Default::default() }, none);
    check(EventFilter { limit: Some(1), ..Default::default() }, &["e-1"]);
}

#[test]
fn claims_are_filtered_like_events() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    let check = |filter: ClaimFilter, expected: usize| {
        assert_eq!(store.claims(&filter).unwrap().len(), expected, "{filter:?}");
    };
    let report = reading.report.unwrap().id;
    check(ClaimFilter { report: Some(report), ..Default::default() }, 1);
    let other = tidings_types::ReportId { extractor: 9, ..report };
    check(ClaimFilter { report: Some(other), ..Default::default() }, 0);
    check(ClaimFilter { happenings: vec![HappeningId::from("siege")], ..Default::default() }, 0);
    check(ClaimFilter { place: Some("HAJIN".to_owned()), ..Default::default() }, 1);
    check(ClaimFilter { since: Some(date(2020, 1, 1)), ..Default::default() }, 0);
    check(ClaimFilter { text: Some("tues*".to_owned()), ..Default::default() }, 1);
    check(ClaimFilter { limit: Some(0), ..Default::default() }, 0);
}

#[test]
fn decisions_only_ever_grow() {
    let (folder, mut store) = scratch();
    let dismiss = |id: &str| DecisionKind::Dismiss { claim: ClaimId(id.to_owned()) };
    let at: jiff::Timestamp = "2019-02-07T08:00:00Z".parse().unwrap();
    let first = store.decide(dismiss("a"), "R1", "a drill", at).unwrap();
    let second = store.decide(dismiss("b"), "R1", "a film", at).unwrap();
    assert_eq!((first.sequence, second.sequence), (1, 2));
    assert_eq!(first.at, "2019-02-07T08:00:00Z");
    assert_eq!(store.decisions().unwrap(), [first, second]);

    let raw = rusqlite::Connection::open(folder.path().join("s.db")).unwrap();
    raw.pragma_update(None, "recursive_triggers", true).unwrap();
    for attempt in [
        "UPDATE decisions SET why = 'x'",
        "DELETE FROM decisions",
        "INSERT INTO decisions VALUES (7, '', '', '', '{}')",
        "INSERT OR REPLACE INTO decisions VALUES (2, '', '', '', '{}')",
    ] {
        assert!(raw.execute(attempt, []).is_err(), "{attempt}");
    }
    assert_eq!(store.decisions().unwrap().len(), 2);
}

#[test]
fn no_query_is_an_error() {
    let (_folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    let check = |query: &str, hits: usize| {
        assert_eq!(store.search(query).unwrap().len(), hits, "{query:?}");
    };
    check("mine Hajin", 1);
    check("HAJIN", 1);
    check("\"near Hajin\"", 1);
    check("\"Hajin near\"", 0);
    check("\"near Hajin", 1);
    check("kill*", 1);
    check("kill", 0);
    for odd in ["", " ", "\"", "\"\"", "*", "**", "(", ")", "-", "+", "^", ":", "{", "a:b"] {
        check(odd, 0);
    }
    for odd in ["mine AND", "NOT", "NEAR(", "NEAR/2", "text:mine", "m\0ine", "'; DROP TABLE", "🙂"]
    {
        assert!(store.search(odd).is_ok(), "{odd:?}");
    }
    check("mine -", 1);
    check("mine (near)", 1);
    let found: Vec<String> = store.search("mine").unwrap()[0]
        .snippet
        .iter()
        .filter(|part| part.found)
        .map(|part| part.words.clone())
        .collect();
    assert_eq!(found, ["mine"]);
}

#[test]
fn verify_finds_what_no_longer_holds() {
    let (folder, mut store) = scratch();
    let (document, mut reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    store.replace_events(&[event("e-1", &reading.claims[0])], &[]).unwrap();
    let checked = store.verify(|fault| panic!("{fault:?}")).unwrap();
    assert_eq!((checked.documents, checked.reports, checked.claims), (1, 1, 1));
    assert_eq!((checked.events, checked.faults), (1, 0));
    assert!(checked.evidence >= 3);

    let claim = &mut reading.claims[0];
    claim.trigger.words = "bomb".to_owned();
    let raw = rusqlite::Connection::open(folder.path().join("s.db")).unwrap();
    let body = serde_json::to_string(claim).unwrap();
    raw.execute("UPDATE claims SET body = ?1", [body]).unwrap();
    raw.execute("UPDATE documents SET bytes = x'00'", []).unwrap();
    let mut faults = Vec::new();
    let checked = store.verify(|fault| faults.push(fault)).unwrap();
    assert_eq!(checked.faults, 2);
    assert!(faults[0].record.starts_with("document "), "{faults:?}");
    assert_eq!(faults[1].message, "bytes 2 to 6 do not hold \"bomb\"");
}

#[test]
fn a_report_is_never_changed() {
    let (folder, mut store) = scratch();
    let (document, reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    let raw = rusqlite::Connection::open(folder.path().join("s.db")).unwrap();
    assert!(raw.execute("UPDATE reports SET text = 'x'", []).is_err());
}
