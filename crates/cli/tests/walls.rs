//! The walls of the house: which room may know which, and what stands nowhere else.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use std::path::{Path, PathBuf};

use support::repository;

/// What each room may know of ours, in the order of ARCHITECTURE.md.
const MAY_KNOW: [(&str, &[&str]); 16] = [
    ("types", &[]),
    ("ontology", &["types"]),
    ("text", &["types"]),
    ("encoder", &[]),
    ("reader", &["types", "ontology", "encoder"]),
    ("gazetteer", &["types"]),
    ("claims", &["types", "ontology", "gazetteer"]),
    ("events", &["types", "ontology"]),
    ("codebook", &["types", "ontology"]),
    ("pipeline", &["types", "ontology", "text", "reader", "gazetteer", "claims", "events"]),
    ("ingest", &["types"]),
    ("fetch", &["types", "ingest"]),
    ("store", &["types"]),
    ("server", &["types", "ontology", "events", "store"]),
    (
        "eval",
        &[
            "types",
            "ontology",
            "text",
            "reader",
            "gazetteer",
            "claims",
            "events",
            "codebook",
            "pipeline",
        ],
    ),
    (
        "bench",
        &["types", "ontology", "text", "reader", "gazetteer", "claims", "pipeline", "ingest"],
    ),
];

/// Crates that only one room may know.
const ONLY: [(&str, &str); 9] = [
    ("rusqlite", "store"),
    ("axum", "server"),
    ("html5ever", "text"),
    ("clap", "cli"),
    ("fst", "gazetteer"),
    ("ureq", "fetch"),
    ("url", "fetch"),
    ("quick-xml", "ingest"),
    ("parquet", "codebook"),
];

fn dependencies(room: &str) -> Vec<String> {
    let path = repository().join("crates").join(room).join("Cargo.toml");
    let manifest: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
    manifest["dependencies"].as_table().unwrap().keys().cloned().collect()
}

fn rooms() -> Vec<String> {
    let mut rooms: Vec<String> = std::fs::read_dir(repository().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    rooms.sort();
    rooms
}

#[test]
fn no_room_knows_more_than_it_may() {
    for (room, may_know) in MAY_KNOW {
        let ours = dependencies(room);
        let ours = ours.iter().filter_map(|name| name.strip_prefix("tidings-"));
        for known in ours {
            assert!(may_know.contains(&known), "{room} may not know {known}");
        }
    }
    let mut told: Vec<&str> = MAY_KNOW.iter().map(|(room, _)| *room).chain(["cli"]).collect();
    told.sort_unstable();
    assert_eq!(rooms(), told, "every room stands in this table");
}

#[test]
fn what_only_one_room_may_know() {
    for (crate_name, only) in ONLY {
        for room in rooms().iter().filter(|room| *room != only) {
            assert!(
                !dependencies(room).iter().any(|name| name == crate_name),
                "{crate_name} in {room}"
            );
        }
    }
}

/// Source files under `folder`, tests and examples left out.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn sql_stands_in_the_store_alone() {
    for room in rooms().iter().filter(|room| *room != "store") {
        let mut files = Vec::new();
        sources(&repository().join("crates").join(room).join("src"), &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            for words in ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE", "PRAGMA "] {
                assert!(!text.contains(words), "{words:?} in {}", file.display());
            }
        }
    }
}

#[test]
fn connections_are_opened_in_fetch_and_server_alone() {
    for room in rooms().iter().filter(|room| !matches!(room.as_str(), "fetch" | "server")) {
        let mut files = Vec::new();
        sources(&repository().join("crates").join(room).join("src"), &mut files);
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            for words in ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"] {
                assert!(!text.contains(words), "{words:?} in {}", file.display());
            }
        }
    }
}

#[test]
fn files_fit_in_the_head() {
    for room in rooms() {
        let mut files = Vec::new();
        sources(&repository().join("crates").join(&room).join("src"), &mut files);
        for file in files {
            let lines = std::fs::read_to_string(&file).unwrap().lines().count();
            assert!(lines <= 600, "{} has {lines} lines", file.display());
        }
    }
}
