//! `claims`: who did what to whom, when, where, how many, says who, against annotations by hand.
//!
//! Data: `examples/annotations` with the reports beside them, and passages; the rules of annotation
//! are in `docs/annotations.md`. A claim found is right if its trigger shares a word with an annotated one
//! and its happening is among those annotated as right; claims are paired one to one. An optional annotated
//! claim counts neither way. A claim found at words that tell a happening again, or that tell its
//! consequences, is wrong: it would be counted twice.
//!
//! Values are compared on the pairs alone: `assertion_accuracy`; precision and recall of actors,
//! targets (a shared word or the same dictionary entry), places (within 5 km or the entry's own
//! tolerance), times (the same days), quantities (kind and number), means and attribution.
//! `unhappened_as_happened` counts planned, conditional and denied claims taken for realized or
//! ongoing ones, the worst mistake of all.

mod matching;
mod tally;
mod traps;
mod values;

use std::path::Path;

use tidings_types::{Claim, Report};

use crate::annotations::{self, Annotated};
use crate::stages::{Stages, in_parallel};
use crate::{EvalError, EvalOptions, Mistake, Score};
use tally::Tally;
pub use traps::run as run_traps;

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let (texts, absent) = annotations::load(path)?;
    let texts: Vec<Annotated> = texts.into_iter().step_by(options.every.max(1)).collect();
    let stages = Stages::load("claims")?;
    let readings = in_parallel(&texts, |text| {
        let report = tidings_text::read(&text.document).0;
        let claims = report.as_ref().map_or_else(Vec::new, |report| stages.claims(report));
        (report, claims)
    });
    let mut score = Score::new("claims");
    let mut total = Tally::default();
    for (text, (report, claims)) in texts.iter().zip(readings) {
        let tally = one(text, report.as_ref(), &claims, &mut score);
        score.note(format!("{}: {}", text.name, tally.in_words()));
        total += tally;
    }
    score.documents = texts.len() as u64;
    total.fill(&mut score);
    absent.into_iter().for_each(|name| score.note(name));
    Ok(score)
}

fn one(text: &Annotated, report: Option<&Report>, found: &[Claim], score: &mut Score) -> Tally {
    let Some(report) = report else {
        score.mistakes.push(Mistake::new(&text.name, "no report", "", "", ""));
        return Tally::unread(text.claims.iter().filter(|claim| !claim.optional).count());
    };
    let (golds, faults) = text.resolve(report);
    for fault in faults {
        score.mistakes.push(Mistake::new(&text.name, "annotation", "", fault, ""));
    }
    let (tally, mistakes) = tally::compare(&text.name, report, &golds, found);
    score.mistakes.extend(mistakes);
    tally
}
