//! `case2021`: ACLED sub-event of a sentence.
//!
//! Data: task 2 of the CASE 2021 workshop (Haneczok et al. 2021) classifies short texts into the
//! 25 sub-event types of ACLED. None of it is here; a JSON-lines file with `text` and `label`
//! scores. Metric, as in the task: F1 of each class, averaged by how often gold holds it
//! (`weighted_f1`); beside it `macro_f1` and `accuracy`.
//!
//! Our answer is the ACLED code of the claim of greatest confidence, the first among equals; a
//! text without claims has none. Labels are compared by their letters alone, so that
//! `ARMED_CLASH` is `Armed clash`.

use std::path::Path;

use serde::Deserialize;
use tidings_ontology::{Circumstance, Ontology};
use tidings_types::{Claim, Participant};

use crate::data::{self, Layout, Row};
use crate::metrics::class_report;
use crate::stages::{Stages, in_parallel};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "case2021", stems: &["case2021", "case"] };

#[derive(Deserialize)]
struct Text {
    #[serde(alias = "sentence", alias = "snippet")]
    text: String,
    #[serde(alias = "sub_event_type", alias = "class")]
    label: String,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let texts = match data::rows::<Text>(path, LAYOUT) {
        Err(EvalError::NoData { .. }) => return Err(no_data()),
        texts => data::sample(texts?, options.every),
    };
    let stages = Stages::load("case2021")?;
    let answers =
        in_parallel(&texts, |row: &Row<Text>| answer(&stages.claims_of(&row.value.text, None)));
    Ok(score(&texts, &answers))
}

fn no_data() -> EvalError {
    let reason = "the data are not here: give a JSON-lines file with text and label".to_owned();
    EvalError::NotYetScored { suite: "case2021", reason }
}

fn answer(claims: &[Claim]) -> Option<String> {
    let mut best: Option<(f32, String)> = None;
    for claim in claims {
        let Some(code) = sub_event(claim) else { continue };
        if best.as_ref().is_none_or(|(confidence, _)| claim.confidence > *confidence) {
            best = Some((claim.confidence, code));
        }
    }
    best.map(|(_, code)| code)
}

fn sub_event(claim: &Claim) -> Option<String> {
    let code = Ontology::embedded().get(&claim.happening)?.codes.acled.as_ref()?;
    let kinds = |participants: &[Participant]| -> Vec<_> {
        participants.iter().map(|one| one.kind).collect()
    };
    let means: Vec<String> = claim.means.iter().map(|means| means.class.clone()).collect();
    let known = Circumstance {
        actors: &kinds(&claim.actors),
        targets: &kinds(&claim.targets),
        means: &means,
        trigger: &claim.trigger.words,
        assertion: Some(claim.assertion.value),
    };
    Some(letters(code.sub_event_type(&known)))
}

/// A label in lower case without anything but letters.
fn letters(label: &str) -> String {
    label.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

fn score(texts: &[Row<Text>], answers: &[Option<String>]) -> Score {
    let mut score = Score::new("case2021");
    let gold: Vec<String> = texts.iter().map(|row| letters(&row.value.label)).collect();
    let report =
        class_report(gold.iter().zip(answers).map(|(gold, got)| (gold.as_str(), got.as_deref())));
    score.documents = texts.len() as u64;
    score.figure("weighted_f1", report.weighted_f1());
    score.figure("macro_f1", report.macro_f1());
    score.figure("accuracy", report.accuracy());
    score.mistakes = texts
        .iter()
        .zip(answers)
        .filter(|(row, got)| got.as_deref() != Some(letters(&row.value.label).as_str()))
        .map(|(row, got)| {
            let kind = if got.is_some() { "wrong" } else { "no claim" };
            let place = format!("line {}", row.line);
            Mistake::new(
                &place,
                kind,
                &row.value.label,
                got.as_deref().unwrap_or_default(),
                &row.value.text,
            )
        })
        .collect();
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_data_it_says_so() {
        let error = run(Path::new("/nowhere/at/all"), &EvalOptions::default()).unwrap_err();
        assert!(error.is_not_yet_scored(), "{error}");
    }

    #[test]
    fn labels_are_compared_by_letters() {
        let row = |label: &str| Row {
            value: Text { text: String::new(), label: label.into() },
            file: std::path::PathBuf::new(),
            line: 1,
        };
        let answers = [Some(letters("Air/drone strike")), Some(letters("Attack"))];
        let score = score(&[row("AIR_DRONE_STRIKE"), row("ARMED_CLASH")], &answers);
        assert_eq!(score.figures["weighted_f1"], 0.5);
        assert_eq!(score.mistakes.len(), 1);
    }
}
