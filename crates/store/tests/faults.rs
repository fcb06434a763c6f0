//! Files that are not situation files, full disks, locks, kills.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use common::{TEXT, document, event, noise, whole};
use tidings_store::{ClaimFilter, EventFilter, Store, StoreErrorKind};

fn kind_of(opened: Result<Store, tidings_store::StoreError>) -> StoreErrorKind {
    opened.map(|_| ()).unwrap_err().kind()
}

#[test]
fn what_is_no_situation_file_is_told_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let check = |name: &str, bytes: &[u8], create: bool, expected: StoreErrorKind| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let opened = if create { Store::create_or_open(&path) } else { Store::open(&path) };
        let error = opened.map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), expected, "{name}: {error}");
        assert_eq!(kind_of(Store::open_read_only(&path)), expected, "{name}");
        assert!(error.to_string().contains(name), "{error}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{name} is left as it was");
    };
    let page = "<html>".repeat(400);
    check("page.html", page.as_bytes(), true, StoreErrorKind::NotASituationFile);
    check("short.txt", b"hello", true, StoreErrorKind::NotASituationFile);
    check("empty.db", b"", false, StoreErrorKind::NotASituationFile);

    let foreign = folder.path().join("foreign.db");
    let raw = rusqlite::Connection::open(&foreign).unwrap();
    raw.execute_batch("CREATE TABLE photos (id INTEGER)").unwrap();
    drop(raw);
    assert_eq!(kind_of(Store::create_or_open(&foreign)), StoreErrorKind::NotASituationFile);
    assert_eq!(kind_of(Store::open_read_only(&foreign)), StoreErrorKind::NotASituationFile);

    assert_eq!(kind_of(Store::create_or_open(folder.path())), StoreErrorKind::NotASituationFile);
    let nowhere = folder.path().join("no/such.db");
    assert_eq!(kind_of(Store::open(&nowhere)), StoreErrorKind::NotFound);
    assert_eq!(kind_of(Store::create_or_open(&nowhere)), StoreErrorKind::NotFound);
    assert!(!folder.path().join("no").exists());
}

#[test]
fn an_empty_file_may_become_a_situation_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.db");
    std::fs::write(&path, b"").unwrap();
    Store::create_or_open(&path).unwrap();
    Store::open(&path).unwrap();
}

#[test]
fn a_newer_schema_is_told_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    drop(Store::create_or_open(&path).unwrap());
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 999).unwrap();
    drop(raw);
    for opened in [Store::create_or_open(&path), Store::open(&path), Store::open_read_only(&path)] {
        let error = opened.map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), StoreErrorKind::NewerVersion);
        assert!(error.to_string().contains("999"), "{error}");
    }
}

#[test]
fn a_version_1_file_opens_forever() {
    let packed = include_bytes!("data/version-1.db.zst");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    std::fs::write(&path, zstd::stream::decode_all(packed.as_slice()).unwrap()).unwrap();
    let store = Store::open(&path).unwrap();
    let claims = store.claims(&ClaimFilter::default()).unwrap();
    assert_eq!(claims, document(TEXT).1.claims);
    assert_eq!(store.events(&EventFilter::default()).unwrap(), [event("e-1", &claims[0])]);
    assert_eq!(store.search("hajin").unwrap().len(), 1);
    assert_eq!(store.decisions().unwrap().len(), 1);
    assert_eq!(store.verify(|fault| panic!("{fault:?}")).unwrap().faults, 0);
}

/// Writes the fixture of the test above; run by hand once per schema version, never again.
#[test]
#[ignore = "writes a fixture"]
fn write_the_fixture_of_this_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let mut store = Store::create_or_open(&path).unwrap();
    let (document, reading) = document(TEXT);
    store.add(&document, &reading).unwrap();
    let claim = &reading.claims[0];
    store.replace_events(&[event("e-1", claim)], &[common::status(claim)]).unwrap();
    let kind = tidings_types::DecisionKind::Dismiss { claim: claim.id.clone() };
    store.decide(kind, "R1", "a drill", "2019-02-07T08:00:00Z".parse().unwrap()).unwrap();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    let target = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/version-1.db.zst");
    std::fs::write(target, zstd::bulk::compress(&bytes, 19).unwrap()).unwrap();
}

#[test]
fn readers_see_whole_documents_while_a_writer_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    let mut writer = Store::create_or_open(&path).unwrap();
    let reader = Store::open_read_only(&path).unwrap();
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || {
            for number in 0..60 {
                let (document, reading) = document(&format!("{TEXT} {number}"));
                writer.add(&document, &reading).unwrap();
            }
        });
        let mut last = 0;
        while !writing.is_finished() {
            let claims = reader.claims(&ClaimFilter::default()).unwrap().len();
            let reports = reader.reports().unwrap();
            assert!(claims >= last, "claims never go");
            assert!(reports.iter().all(|report| report.claims == 1));
            last = claims;
        }
        writing.join().unwrap();
    });
    assert_eq!(reader.summary().unwrap().documents, 60);
}

#[test]
fn a_reader_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    drop(Store::create_or_open(&path).unwrap());
    let mut reader = Store::open_read_only(&path).unwrap();
    let (document, reading) = document(TEXT);
    assert_eq!(reader.add(&document, &reading).unwrap_err().kind(), StoreErrorKind::ReadOnly);
}

#[test]
fn a_killed_program_leaves_whole_documents() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.db");
    drop(Store::create_or_open(&path).unwrap());
    for milliseconds in [5, 15, 40, 80, 160] {
        let before = Store::open(&path).unwrap().summary().unwrap().documents;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_that_adds_until_it_is_killed", "--ignored", "--nocapture"])
            .env("TIDINGS_TEST_FILE", &path)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The clock starts with the first document, so that every kill falls among writes.
        let reader = Store::open_read_only(&path).unwrap();
        while reader.summary().unwrap().documents == before {
            assert!(child.try_wait().unwrap().is_none(), "the child went by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        drop(reader);
        whole(&path, before + 1);
    }
}

#[test]
#[ignore = "started by the test above as a program of its own"]
fn child_that_adds_until_it_is_killed() {
    let Some(path) = std::env::var_os("TIDINGS_TEST_FILE") else { return };
    let mut store = Store::open(path).unwrap();
    for number in 0.. {
        let (document, reading) =
            document(&format!("{TEXT} {number} {} {}", std::process::id(), noise(number)));
        store.add(&document, &reading).unwrap();
    }
}
