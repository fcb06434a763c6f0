//! How many of the traps must still be passed.

use std::path::Path;

use tidings_eval::{EvalOptions, run};

/// Figures of suite `traps` that may not fall, each a little under what was measured when it was
/// set.
const FLOORS: [(&str, f64); 3] = [("pass_rate", 0.67), ("f1", 0.82), ("assertion_accuracy", 0.93)];

/// Planned, conditional or denied happenings told as having happened: never more than these.
const UNHAPPENED_AS_HAPPENED: u64 = 4;

/// Traps there must be.
const TRAPS: u64 = 250;

#[test]
fn traps_are_passed_as_before() {
    let examples = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples"));
    let score = run("traps", examples, &EvalOptions::default()).unwrap();
    assert!(score.documents >= TRAPS, "only {} traps", score.documents);
    for (figure, floor) in FLOORS {
        let measured = score.figures[figure];
        assert!(measured >= floor, "{figure} fell to {measured:.4}, floor {floor}");
    }
    let wrongly = score.counts["unhappened_as_happened"];
    assert!(wrongly <= UNHAPPENED_AS_HAPPENED, "{wrongly} told as having happened that did not");
}
