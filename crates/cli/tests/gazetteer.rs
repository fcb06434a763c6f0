//! `tidings gazetteer add-alias` and `packs`, with the built binary.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod support;

use support::{Bench, Run};

const REPORT: &str = "Gunmen killed two farmers in Hajin on Monday, police said.\n";

/// A second report that names the town by a nickname that no pack holds.
const NICKNAME: &str = "Gunmen killed three traders near Kilmadrook on Tuesday, police said.\n";

/// Runs with arguments that hold blanks.
fn run(bench: &Bench, arguments: &[&str]) -> Run {
    let output = bench.command("gazetteer").args(arguments).output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn places(bench: &Bench) -> Vec<String> {
    let events = bench.run("export a.db --format jsonl").out;
    let place = |line: &str| {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        event.pointer("/place/place/id").and_then(|id| id.as_str()).unwrap_or("none").to_owned()
    };
    let mut places: Vec<String> = events.lines().map(place).collect();
    places.sort();
    places
}

#[test]
fn an_alias_moves_what_was_read_and_what_comes() {
    let bench = Bench::new();
    bench.write("one.txt", REPORT);
    assert_eq!(bench.run("read one.txt --into a.db --published 2019-03-20").code, 0);
    let before = places(&bench);
    let added =
        run(&bench, &["add-alias", "hajin", "gn:170654", "--into", "a.db", "--why", "test"]);
    assert_eq!(added.code, 0, "{}", added.err);
    assert!(
        added.err.contains("decision 1: \"hajin\" means Damascus (gn:170654)"),
        "{}",
        added.err
    );
    let after = places(&bench);
    assert!(!before.contains(&"gn:170654".to_owned()), "{before:?}");
    assert!(after.contains(&"gn:170654".to_owned()), "{before:?} {after:?}");
    bench.write(
        "two.txt",
        REPORT.replace("two farmers", "nine traders").replace("Monday", "Sunday"),
    );
    assert_eq!(bench.run("read two.txt --into a.db --published 2018-01-20").code, 0);
    assert_eq!(places(&bench), ["gn:170654", "gn:170654"]);
    assert_eq!(bench.run("verify a.db").code, 0);
}

#[test]
fn what_cannot_be_an_alias_is_told() {
    let bench = Bench::new();
    bench.write("one.txt", NICKNAME);
    assert_eq!(bench.run("read one.txt --into a.db").code, 0);
    let check = |arguments: [&str; 2], expected: &str| {
        let run = run(&bench, &["add-alias", arguments[0], arguments[1], "--into", "a.db"]);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(expected), "{arguments:?}: {}", run.err);
    };
    check(["Kilmadrook", "gn:1"], "no pack holds a place of the id \"gn:1\"");
    check(["Kilmadrook", "Springfield"], "names several places, give the id of one: gn:");
    check(["Kilmadrook", "Kilmadrook"], "no place is named");
    check(["--", "gn:170654"], "");
    check(["…", "gn:170654"], "is no name");
    let absent = run(&bench, &["add-alias", "Kilmadrook", "gn:170654", "--into", "absent.db"]);
    assert_eq!(absent.code, 2, "{}", absent.err);
}

#[test]
fn packs_are_listed_with_their_sources() {
    let bench = Bench::new();
    let alone = bench.run("gazetteer packs");
    assert_eq!(alone.code, 0, "{}", alone.err);
    let built_in = alone.out.lines().find(|line| line.starts_with("built in")).unwrap();
    assert!(built_in.contains("GeoNames") && built_in.contains("ATTRIBUTION.md"), "{built_in}");
    bench.write("own.csv", "name,lat,lon,country\nKilmadrook,35.0,38.0,SYR\n");
    let made = bench.run("gazetteer import own.csv --into own.pack");
    assert_eq!(made.code, 0, "{}", made.err);
    let both = bench.run("gazetteer packs --pack own.pack");
    let own = both.out.lines().find(|line| line.starts_with("own.pack")).unwrap();
    assert!(own.contains("own 1") && own.contains("the importer's own"), "{own}");
    let none = bench.run("gazetteer packs --pack absent.pack");
    assert_eq!(none.code, 2, "{}", none.err);
}
