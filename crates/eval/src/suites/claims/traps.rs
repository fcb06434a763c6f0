//! `traps`: short texts, each with one thing that is easily read wrongly.
//!
//! Data: `examples/traps.toml` and `examples/traps/`, one file a kind. A trap is passed when every claim
//! that must be found is found, none is found that is not there, every assertion is right, and so is every
//! value of the kinds that its file asks for (`asks`: the time of a relative date, the numbers of a toll).
//! `pass_rate` is the share of passed traps, `pass_rate_KIND` that of one file. Beside them the figures of
//! `claims` over the same texts: F1 of claims, assertions, times, quantities and places.

use std::collections::BTreeMap;
use std::path::Path;

use super::{one, tally::Tally};
use crate::annotations::{self, Annotated};
use crate::metrics::ratio;
use crate::stages::{Stages, in_parallel};
use crate::{EvalError, EvalOptions, Mistake, Score};

/// The figures of `claims` that are told of traps as well.
const FIGURES: [&str; 5] = ["f1", "assertion_accuracy", "time_f1", "quantity_f1", "place_f1"];

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let texts = annotations::load_traps(path)?;
    let texts: Vec<Annotated> = texts.into_iter().step_by(options.every.max(1)).collect();
    let stages = Stages::load("traps")?;
    let readings = in_parallel(&texts, |text| {
        let report = tidings_text::read(&text.document).0;
        let claims = report.as_ref().map_or_else(Vec::new, |report| stages.claims(report));
        (report, claims)
    });
    let mut score = Score::new("traps");
    let (mut total, mut all) = (Tally::default(), Score::new("traps"));
    let mut by_kind: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (text, (report, claims)) in texts.iter().zip(readings) {
        let before = score.mistakes.len();
        total += one(text, report.as_ref(), &claims, &mut score);
        let passed = score.mistakes.iter().skip(before).all(|mistake| !fails(text, mistake));
        let entry = by_kind.entry(kind_of(&text.name)).or_default();
        *entry = (entry.0 + usize::from(passed), entry.1 + 1);
    }
    score.documents = texts.len() as u64;
    let (passed, of) = by_kind.values().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    score.figure("pass_rate", ratio(passed, of));
    for (kind, (passed, of)) in by_kind {
        score.figure(&format!("pass_rate_{kind}"), ratio(passed, of));
        score.count(&format!("traps_{kind}"), of);
    }
    total.fill(&mut all);
    for name in FIGURES {
        score.figure(name, all.figures[name]);
    }
    let wrongly = all.counts["unhappened_as_happened"];
    score.counts.insert("unhappened_as_happened".to_owned(), wrongly);
    Ok(score)
}

/// The file of a trap.
fn kind_of(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

/// Whether a mistake fails the trap: a wrong claim, a wrong assertion, a wrong value that is asked for.
fn fails(text: &Annotated, mistake: &Mistake) -> bool {
    let kind = mistake.kind.split(' ').next().unwrap_or_default();
    matches!(kind, "claim" | "assertion" | "annotation" | "no")
        || text.asks.iter().any(|ask| ask == kind)
}
