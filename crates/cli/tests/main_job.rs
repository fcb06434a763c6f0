//! The main job from end to end, with the built binary.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use std::collections::BTreeSet;

use support::{Bench, repository};

fn examples() -> String {
    repository().join("examples/reports").display().to_string()
}

#[test]
fn reading_again_adds_nothing() {
    let bench = Bench::new();
    let read = format!("read {} --into a.db", examples());
    let first = bench.run(&read);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.err.contains("12 documents: 12 read, 0 skipped"), "{}", first.err);
    let before = bench.run("export a.db --format jsonl").out;
    let second = bench.run(&read);
    assert!(second.err.contains("0 read, 12 already there"), "{}", second.err);
    assert_eq!(before, bench.run("export a.db --format jsonl").out);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let bench = Bench::new();
    let outputs: BTreeSet<String> = ["1", "2", "7"]
        .iter()
        .map(|jobs| {
            let claims =
                bench.run(&format!("read {} --format jsonl --jobs {jobs}", examples())).out;
            bench.run(&format!("read {} --into {jobs}.db --jobs {jobs}", examples()));
            let events = bench.run(&format!("export {jobs}.db --format jsonl")).out;
            assert!(!claims.is_empty() && !events.is_empty());
            claims + &events
        })
        .collect();
    assert_eq!(outputs.len(), 1, "claims or events differ with the number of threads");
}

#[test]
fn the_order_of_reading_changes_no_event() {
    let bench = Bench::new();
    let folder = repository().join("examples/reports");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |name: &str, files: &[std::path::PathBuf]| {
        for file in files {
            bench.run(&format!("read {} --into {name}.db", file.display()));
        }
        let mut lines: Vec<String> = bench
            .run(&format!("export {name}.db --format jsonl"))
            .out
            .lines()
            .map(str::to_owned)
            .collect();
        lines.sort();
        lines
    };
    let forward = read("forward", &files);
    files.reverse();
    let backward = read("backward", &files);
    assert_eq!(forward.len(), backward.len());
    for (one, other) in forward.iter().zip(&backward) {
        assert_eq!(one, other);
    }
}

#[test]
fn every_value_points_at_its_words() {
    let bench = Bench::new();
    bench.run(&format!("read {} --into a.db", examples()));
    let verified = bench.run("verify a.db");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    assert!(verified.out.contains(": 0 faults"), "{}", verified.out);
}

#[test]
fn exports_hold_every_event() {
    let bench = Bench::new();
    bench.run(&format!("read {} --into a.db", examples()));
    let lines = bench.run("export a.db --format jsonl").out;
    let events = lines.lines().count();
    assert!(events >= 30, "{events} events from twelve reports");
    let csv = bench.run("export a.db --format csv -o events.csv");
    assert_eq!(csv.code, 0, "{}", csv.err);
    let csv = std::fs::read_to_string(bench.path("events.csv")).unwrap();
    assert!(csv.starts_with("event_id,"), "{}", &csv[..100]);
    let geojson = bench.run("export a.db --format geojson").out;
    let collection: serde_json::Value = serde_json::from_str(&geojson).unwrap();
    assert_eq!(collection["features"].as_array().unwrap().len(), events);
}

#[test]
fn pasted_text_comes_through_standard_input() {
    let bench = Bench::new();
    let text = "Villagers return to Hajin\n\nAbout 40 families returned to Hajin in eastern Syria on \
                Monday, the local council said.\n";
    let run = bench.run_with("read - --published 2024-05-01 --format jsonl", text.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let claim: serde_json::Value = serde_json::from_str(run.out.lines().next().unwrap()).unwrap();
    assert_eq!(claim["happening"], "return");
    assert_eq!(claim["assertion"]["value"], "realized");
    assert_eq!(claim["time"]["start"], "2024-04-29");
    let lines = br#"{"title": "A", "published": "2024-05-01", "text": "Soldiers shot dead two men in Goma."}"#;
    let run = bench.run_with("read - --format jsonl", lines);
    assert!(run.out.contains("\"killing\""), "{} {}", run.out, run.err);
}

#[test]
fn a_killed_run_loses_at_most_the_document_in_hand() {
    let bench = Bench::new();
    let stories: String = (0..400)
        .map(|number| {
            format!(
                "{{\"title\":\"Day {number}\",\"published\":\"2024-05-01\",\"text\":\"Shelling killed \
                 {number} people in Bakhmut, Ukraine, on Tuesday. Officials said {number} homes burned.\"}}\n"
            )
        })
        .collect();
    bench.write("stories.jsonl", stories);
    for pause in [40, 80, 120, 200, 300, 450] {
        let mut child = bench
            .command("read stories.jsonl --into a.db")
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        let _ = child.kill();
        child.wait().unwrap();
        if bench.path("a.db").exists() {
            let verified = bench.run("verify a.db");
            // Killed before the schema was made, the file is empty and not yet a situation file.
            assert!(
                verified.code == 0 || verified.err.contains("not a situation file"),
                "{} {}",
                verified.out,
                verified.err
            );
        }
    }
    let run = bench.run("read stories.jsonl --into a.db");
    assert_eq!(run.code, 0, "{}", run.err);
    let run = bench.run("read stories.jsonl --into a.db");
    assert!(run.err.contains("0 read, 400 already there"), "{}", run.err);
    assert_eq!(bench.run("verify a.db").code, 0);
}
