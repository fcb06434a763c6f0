//! One story in many documents and versions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod common;

use common::{TEXT, document};
use tidings_store::{ClaimFilter, Relation, SetAside, Store, StoreErrorKind};
use tidings_types::{Document, Reading, ReportId};

fn scratch() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create_or_open(folder.path().join("s.db")).unwrap();
    (folder, store)
}

fn version(number: usize) -> (Document, Reading, ReportId) {
    let (document, reading) = document(&format!("{TEXT} Version {number}."));
    let id = reading.report.as_ref().unwrap().id;
    (document, reading, id)
}

fn counted(store: &Store) -> usize {
    store.claims(&ClaimFilter { counted: true, ..ClaimFilter::default() }).unwrap().len()
}

#[test]
fn a_copy_adds_a_source_and_no_claims() {
    let (_folder, mut store) = scratch();
    let (first, reading, id) = version(0);
    assert!(store.add_related(&first, &reading, &[1, 2, 3], Relation::New).unwrap());
    for number in 1..40 {
        let (copy, reading, _) = version(number);
        assert!(store.add_related(&copy, &reading, &[3, 4], Relation::CopyOf(id)).unwrap());
        assert!(!store.add_related(&copy, &reading, &[3, 4], Relation::CopyOf(id)).unwrap());
    }
    let reports = store.reports().unwrap();
    assert_eq!((reports.len(), reports[0].sources, reports[0].claims), (1, 40, 1));
    let sources = store.sources(&id).unwrap();
    assert_eq!((sources.len(), sources[0].document), (40, first.id));
    assert_eq!(sources[39].url.as_deref(), Some("https://example.org/mine"));
    assert_eq!(store.summary().unwrap().documents, 40);
    assert_eq!(store.verify(|fault| panic!("{fault:?}")).unwrap().faults, 0);
}

#[test]
fn reports_are_found_by_band_and_address() {
    let (_folder, mut store) = scratch();
    let ids: Vec<ReportId> = [&[1, 2, 3][..], &[3, 4, u64::MAX], &[]]
        .iter()
        .enumerate()
        .map(|(number, bands)| {
            let (document, mut reading, id) = version(number);
            let report = reading.report.as_mut().unwrap();
            report.url = Some(format!("https://example.org/{number}"));
            store.add_related(&document, &reading, bands, Relation::New).unwrap();
            id
        })
        .collect();
    let check = |bands: &[u64], url: Option<&str>, expected: &[ReportId]| {
        assert_eq!(store.near(bands, url, 9).unwrap(), expected, "{bands:?} {url:?}");
    };
    check(&[1], None, &ids[..1]);
    check(&[u64::MAX], None, &ids[1..2]);
    check(&[1, 2, 3, 4], None, &[ids[0], ids[1]]);
    check(&[3, 4], Some("https://example.org/2"), &[ids[1], ids[2], ids[0]]);
    check(&[9], Some("https://example.org/9"), &[]);
    assert_eq!(store.near(&[3], None, 1).unwrap().len(), 1);
}

#[test]
fn versions_and_withdrawals_keep_claims_from_counting() {
    let (_folder, mut store) = scratch();
    let (first, reading, first_id) = version(0);
    store.add_related(&first, &reading, &[1], Relation::New).unwrap();
    let (second, reading, second_id) = version(1);
    store.add_related(&second, &reading, &[1], Relation::Continues(first_id)).unwrap();
    assert_eq!(counted(&store), 2);
    let (third, reading, third_id) = version(2);
    store.add_related(&third, &reading, &[1], Relation::Replaces(second_id)).unwrap();
    assert_eq!(counted(&store), 2);
    assert_eq!(store.set_aside(&second_id).unwrap(), Some(SetAside::Replaced));
    let (older, reading, older_id) = version(3);
    store.add_related(&older, &reading, &[1], Relation::ReplacedBy(third_id)).unwrap();
    assert_eq!(store.set_aside(&older_id).unwrap(), Some(SetAside::Replaced));
    let (notice, mut reading, notice_id) = version(4);
    reading.claims.clear();
    store.add_related(&notice, &reading, &[1], Relation::Withdraws(third_id)).unwrap();
    assert_eq!(store.set_aside(&third_id).unwrap(), Some(SetAside::Withdrawn));
    assert_eq!(store.set_aside(&notice_id).unwrap(), None);
    assert_eq!(counted(&store), 1);
    assert_eq!(store.claims(&ClaimFilter::default()).unwrap().len(), 4, "all are kept");
}

#[test]
fn a_relation_to_what_is_not_held_is_refused() {
    let (_folder, mut store) = scratch();
    let (document, reading, _) = version(0);
    let (_, _, unknown) = version(1);
    for relation in [Relation::CopyOf(unknown), Relation::Replaces(unknown)] {
        let error = store.add_related(&document, &reading, &[], relation).unwrap_err();
        assert_eq!(error.kind(), StoreErrorKind::Refused);
        assert_eq!(store.summary().unwrap().documents, 0);
    }
}
