//! `case2021`: ACLED sub-event of a sentence.
//!
//! Data: task 2 of the CASE 2021 workshop (Haneczok et al. 2021) classifies short texts into the
//! 25 sub-event types of ACLED. None of it is here; a JSON-lines file with `text` and `label`
//! scores. Metric, as in the task: F1 of each class, averaged by how often gold holds it
//! (`weighted_f1`); beside it `macro_f1` and `accuracy`. Texts whose label is none of the 25 (the
//! task's types without training data) are left out and counted.
//!
//! Our answer is the ACLED code of one claim: what is told as happened before what is not, a code that
//! says something before `Other`, then the greatest confidence, then the first. A text without such a
//! claim has no answer. Labels are compared by their letters alone, so that `ARMED_CLASH` is
//! `Armed clash`; the task's short names are known.

use std::path::Path;

use serde::Deserialize;
use tidings_codebook::{Codebook, codes};
use tidings_ontology::{ACLED_SUB_EVENTS, Ontology};
use tidings_types::Claim;

use crate::data::{self, Layout, Row};
use crate::metrics::class_report;
use crate::stages::{Stages, in_parallel};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "case2021", stems: &["case2021", "case"] };

/// The task's names of labels that are not ACLED's own words, letters alone.
const SHORT: [(&str, &str); 23] = [
    ("abductdissap", "Abduction/forced disappearance"),
    ("airstrike", "Air/drone strike"),
    ("arrest", "Arrests"),
    ("artmissattack", "Shelling/artillery/missile attack"),
    ("changetogroupact", "Change to group/activity"),
    ("chemweap", "Chemical weapon"),
    ("disrweap", "Disrupted weapons use"),
    ("forceagainstprotest", "Excessive force against protesters"),
    ("govregainsterit", "Government regains territory"),
    ("hqestablished", "Headquarters or base established"),
    ("mobviol", "Mob violence"),
    ("nonstateactorovertakester", "Non-state actor overtakes territory"),
    ("nonviolterrittransfer", "Non-violent transfer of territory"),
    ("peaceprotest", "Peaceful protest"),
    ("propertydistruct", "Looting/property destruction"),
    ("propertydestruct", "Looting/property destruction"),
    ("protestwithinter", "Protest with intervention"),
    ("remexplos", "Remote explosive/landmine/IED"),
    ("remoteexplos", "Remote explosive/landmine/IED"),
    ("sexviol", "Sexual violence"),
    ("suicbomb", "Suicide bomb"),
    ("violdemonstr", "Violent demonstration"),
    ("armclash", "Armed clash"),
];

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
    let all = texts.len();
    let texts: Vec<Row<Text>> =
        texts.into_iter().filter(|row| label(&row.value.label).is_some()).collect();
    let stages = Stages::load("case2021")?;
    let answers =
        in_parallel(&texts, |row: &Row<Text>| answer(&stages.claims_of(&row.value.text, None)));
    let mut score = score(&texts, &answers);
    let left_out = all - texts.len();
    if left_out > 0 {
        score.note(format!("{left_out} texts left out: their label is none of ACLED's 25"));
    }
    Ok(score)
}

fn no_data() -> EvalError {
    let reason = "the data are not here: give a JSON-lines file with text and label".to_owned();
    EvalError::NotYetScored { suite: "case2021", reason }
}

/// One of ACLED's 25 for a text, by its claims in the order of the text.
fn answer(claims: &[Claim]) -> Option<&'static str> {
    let mut best: Option<((bool, bool, f32), &'static str)> = None;
    for claim in claims {
        let Some(sub_event) = sub_event(claim) else { continue };
        let happened = claim.assertion.value.happened();
        let rank = (happened, sub_event != "Other", claim.confidence);
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, sub_event));
        }
    }
    best.map(|(_, sub_event)| sub_event)
}

fn sub_event(claim: &Claim) -> Option<&'static str> {
    let codes = codes(claim, Ontology::embedded());
    let code = codes.into_iter().find(|code| code.codebook == Codebook::Acled)?;
    label(code.code.rsplit(" / ").next()?)
}

/// The one of ACLED's 25 that a label means.
fn label(words: &str) -> Option<&'static str> {
    let words = letters(words);
    let short = SHORT.iter().find(|(short, _)| *short == words).map(|(_, full)| letters(full));
    let words = short.unwrap_or(words);
    ACLED_SUB_EVENTS.iter().map(|(sub, _)| *sub).find(|sub| letters(sub) == words)
}

/// A label in lower case without anything but letters.
fn letters(label: &str) -> String {
    label.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

fn score(texts: &[Row<Text>], answers: &[Option<&'static str>]) -> Score {
    let mut score = Score::new("case2021");
    let gold: Vec<&str> =
        texts.iter().map(|row| label(&row.value.label).unwrap_or_default()).collect();
    let report = class_report(gold.iter().copied().zip(answers.iter().copied()));
    score.documents = texts.len() as u64;
    score.figure("weighted_f1", report.weighted_f1());
    score.figure("macro_f1", report.macro_f1());
    score.figure("accuracy", report.accuracy());
    score.mistakes = texts
        .iter()
        .zip(gold)
        .zip(answers)
        .filter(|((_, gold), got)| **got != Some(*gold))
        .map(|((row, gold), got)| {
            let kind = if got.is_some() { "wrong" } else { "no claim" };
            let place = format!("line {}", row.line);
            Mistake::new(&place, kind, gold, got.unwrap_or_default(), &row.value.text)
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
        let answers = [Some("Air/drone strike"), Some("Attack")];
        let score = score(&[row("AIR_STRIKE"), row("ARMED_CLASH")], &answers);
        assert_eq!(score.figures["weighted_f1"], 0.5);
        assert_eq!(score.mistakes.len(), 1);
    }

    #[test]
    fn all_labels_are_known_by_both_names() {
        for (sub, _) in ACLED_SUB_EVENTS {
            assert_eq!(label(sub), Some(sub));
            assert_eq!(label(&sub.to_uppercase().replace([' ', '/', '-'], "_")), Some(sub));
        }
        let check = |short: &str, full: Option<&str>| assert_eq!(label(short), full, "{short}");
        check("ABDUCT_DISSAP", Some("Abduction/forced disappearance"));
        check("NON_STATE_ACTOR_OVERTAKES_TER", Some("Non-state actor overtakes territory"));
        check("PROPERTY_DISTRUCT", Some("Looting/property destruction"));
        check("OTHER", Some("Other"));
        check("MAN_MADE_DISASTER", None);
        for (_, full) in SHORT {
            assert!(ACLED_SUB_EVENTS.iter().any(|(sub, _)| *sub == full), "{full}");
        }
    }
}
