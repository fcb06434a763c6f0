//! One page under every codebook: what `examples/worked/baghuz.toml` says must stand in the exports.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod support;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use support::{Bench, repository, shared};

/// The file of expected rows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    happening: String,
    codebook: String,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    /// What the export says as yet, where a claim errs; the right value is right as well.
    #[serde(default)]
    differs: BTreeMap<String, String>,
    #[serde(default)]
    absent: bool,
    #[serde(default)]
    line: bool,
}

/// The rows of every export with grades, by codebook.
fn exports(bench: &Bench, page: &str) -> BTreeMap<String, Vec<Value>> {
    let read = bench.run(&format!("read {page} --into page.db --published 2019-03-20"));
    assert_eq!(read.code, 0, "{}", read.err);
    let mut exports = BTreeMap::new();
    for codebook in ["acled", "ucdp", "plover", "gdelt", "idmc", "mine-action"] {
        let run =
            bench.run(&format!("export page.db --codebook {codebook} --format jsonl --grades"));
        assert_eq!(run.code, 0, "{}", run.err);
        let rows = run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        exports.insert(codebook.to_owned(), rows);
    }
    exports
}

/// What a cell holds, as words.
fn words(cell: &Value) -> String {
    match cell {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

/// What is wrong with a row, if anything; one row of the happening must have it all.
fn fault(expected: &Row, rows: &[Value]) -> Option<String> {
    let named = |row: &&Value| row["tidings_happening"] == expected.happening.as_str();
    let rows: Vec<&Value> = rows.iter().filter(named).collect();
    let name = format!("{} in {}", expected.happening, expected.codebook);
    if expected.absent {
        return (!rows.is_empty()).then(|| format!("{name}: {} rows, none expected", rows.len()));
    }
    let wrong = |row: &Value| -> Vec<String> {
        let columns = expected.columns.iter().filter(|(column, value)| {
            let found = row.get(column.as_str()).map(words);
            !found.is_some_and(|found| {
                found == **value || expected.differs.get(*column) == Some(&found)
            })
        });
        let mut wrong: Vec<String> = columns
            .map(|(column, value)| format!("{column} {:?}, not {value:?}", words(&row[column])))
            .collect();
        if expected.line && !words(&row["line_wkt"]).starts_with("LINESTRING") {
            wrong.push("no line".to_owned());
        }
        wrong
    };
    let least = rows.iter().map(|row| wrong(row)).min_by_key(Vec::len);
    match least {
        None => Some(format!("{name}: no row")),
        Some(wrong) if wrong.is_empty() => None,
        Some(wrong) => Some(format!("{name}: {}", wrong.join("; "))),
    }
}

#[test]
fn every_row_of_the_worked_example_is_exported() {
    let Some(page) = shared("examples/report-baghuz.txt") else { return };
    let text = std::fs::read_to_string(repository().join("examples/worked/baghuz.toml")).unwrap();
    let expected: Expected = toml::from_str(&text).unwrap();
    let bench = Bench::new();
    let exports = exports(&bench, &page.display().to_string());
    let faults: Vec<String> =
        expected.row.iter().filter_map(|row| fault(row, &exports[&row.codebook])).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_return_is_counted_nowhere() {
    let Some(page) = shared("examples/report-baghuz.txt") else { return };
    let bench = Bench::new();
    for (codebook, rows) in exports(&bench, &page.display().to_string()) {
        assert!(rows.iter().all(|row| row["tidings_happening"] != "return"), "{codebook}");
        assert!(rows.iter().all(|row| row["helix_category"] != "Return"), "{codebook}");
    }
}

#[test]
fn the_table_of_codes_tells_what_is_not_counted() {
    let Some(page) = shared("examples/report-baghuz.txt") else { return };
    let run = Bench::new().run(&format!("read {} --format codes", page.display()));
    let of = |happening: &str| {
        run.out.lines().find(|line| line.contains(&format!("| {happening}, "))).unwrap().to_owned()
    };
    assert!(of("return").contains("(Return / Returns, exact; not counted)"), "{}", of("return"));
    assert!(of("surrender").contains("| RETREAT / disarm / territory, exact |"));
    assert!(of("clearance").contains("Disrupted weapons use, broader"), "{}", of("clearance"));
}
