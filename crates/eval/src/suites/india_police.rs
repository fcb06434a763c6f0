//! `india-police`: what police did, sentence by sentence.
//!
//! Data: IndiaPoliceEvents (Halterman et al. 2021), newspaper sentences in lower case, each read
//! exhaustively for five questions: did police kill, arrest, do anything at all, fail to act, use
//! force (the order of the columns). Metric: F1 of the yes answers for each question over all
//! sentences; `macro_f1` is their mean over the classes that the data hold.
//!
//! Our answer is what the reader's head for these five questions says of the sentence. Beside it,
//! `product_macro_f1` takes only claims, which nobody asked for.
//!
//! From the claims of a sentence whose actor is police or security forces: killing
//! answers kill and force; shelling, assault, force against protesters and their like answer
//! force; detention answers arrest; any of them, and every other happening that they bring about,
//! answers any action, except words (demands, accusations, talks). Arrests, curfews, searches and
//! force against crowds are the work of police where nobody else is told. Nothing in our ontology
//! is a failure to act: that class is always missed. An actor is police where it is of the kind of
//! state forces, or its words name police.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use tidings_ontology::Ontology;
use tidings_types::{ActorKind, Claim, Participant};

use crate::data::{self, Layout, Row};
use crate::metrics::multi_label_report;
use crate::stages::{Stages, in_parallel};
use crate::text::verbatim;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "events", stems: &["india-police"] };

const CLASSES: [&str; 5] = ["kill", "arrest", "any_action", "fail", "force"];

#[derive(Deserialize)]
struct Sentence {
    row: Vec<String>,
}

impl Sentence {
    fn text(&self) -> &str {
        self.row.first().map_or("", String::as_str)
    }

    fn gold(&self) -> BTreeSet<&'static str> {
        let yes = |(class, answer): (&&'static str, &String)| (answer == "1").then_some(*class);
        CLASSES.iter().zip(self.row.iter().skip(1)).filter_map(yes).collect()
    }
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let sentences = data::sample(data::rows::<Sentence>(path, LAYOUT)?, options.every);
    let stages = Stages::load("india-police")?;
    let answers = in_parallel(&sentences, |row: &Row<Sentence>| asked(&stages, row.value.text()));
    let unasked = in_parallel(&sentences, |row: &Row<Sentence>| {
        answer(&stages.claims_of(row.value.text(), None))
    });
    let mut score = score(&sentences, &answers);
    let pairs = sentences.iter().zip(unasked).map(|(row, got)| (row.value.gold(), got));
    score.figure("product_macro_f1", multi_label_report(pairs).macro_f1());
    Ok(score)
}

/// What the reader answers when it is asked, over all sentences that the row was cut into.
fn asked(stages: &Stages, text: &str) -> BTreeSet<&'static str> {
    let answers = stages.reader().answers(&verbatim(text, None), "police").unwrap_or_default();
    let yes = answers.iter().flatten().filter(|(_, likely)| *likely > 0.5);
    yes.filter_map(|(label, _)| CLASSES.into_iter().find(|class| class == label)).collect()
}

fn answer(claims: &[Claim]) -> BTreeSet<&'static str> {
    let by_police = claims.iter().filter(|claim| claim.assertion.value.happened());
    let by_police = by_police.filter(|claim| is_by_police(claim) && !is_words(claim));
    by_police.flat_map(|claim| classes(claim.happening.as_str())).copied().collect()
}

fn is_by_police(claim: &Claim) -> bool {
    const WORK_OF_POLICE: [&str; 4] =
        ["detention", "restriction", "search-operation", "force-against-protesters"];
    let nobody_told = claim.actors.is_empty() && WORK_OF_POLICE.contains(&claim.happening.as_str());
    nobody_told || claim.actors.iter().any(is_police)
}

fn is_words(claim: &Claim) -> bool {
    let happening = Ontology::embedded().get(&claim.happening);
    happening.is_some_and(|happening| happening.family == "words")
}

fn classes(happening: &str) -> &'static [&'static str] {
    match happening {
        "killing" => &["kill", "force", "any_action"],
        "armed-clash"
        | "assault"
        | "force-against-protesters"
        | "shelling"
        | "air-strike"
        | "explosion"
        | "sexual-violence" => &["force", "any_action"],
        "detention" => &["arrest", "any_action"],
        _ => &["any_action"],
    }
}

fn is_police(actor: &Participant) -> bool {
    const WORDS: [&str; 5] = ["police", "cop", "cops", "jawans", "constable"];
    actor.kind == ActorKind::StateForces
        || actor
            .mention
            .words
            .split_whitespace()
            .any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

fn score(sentences: &[Row<Sentence>], answers: &[BTreeSet<&'static str>]) -> Score {
    let mut score = Score::new("india-police");
    let pairs = || sentences.iter().zip(answers);
    let report = multi_label_report(pairs().map(|(row, got)| (row.value.gold(), got.clone())));
    score.documents = sentences.len() as u64;
    score.figure("macro_f1", report.macro_f1());
    for (class, counts) in &report.by_class {
        score.figure(&format!("f1_{class}"), counts.f1());
        score.figure(&format!("precision_{class}"), counts.precision());
        score.figure(&format!("recall_{class}"), counts.recall());
    }
    let list = |classes: &BTreeSet<&str>| classes.iter().copied().collect::<Vec<_>>().join(" ");
    score.mistakes = pairs()
        .filter(|(row, got)| row.value.gold() != **got)
        .map(|(row, got)| {
            let place = format!("{}:{}", data::file_name(&row.file), row.line);
            Mistake::new(&place, "wrong", list(&row.value.gold()), list(got), row.value.text())
        })
        .collect();
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_in_their_order() {
        let row = |answers: &[&str]| Sentence {
            row: std::iter::once("x").chain(answers.iter().copied()).map(str::to_owned).collect(),
        };
        assert_eq!(
            row(&["1", "0", "1", "0", "1"]).gold(),
            BTreeSet::from(["kill", "any_action", "force"])
        );
        assert!(row(&[]).gold().is_empty());
    }

    #[test]
    fn every_act_is_an_action() {
        assert!(
            ["killing", "detention", "restriction"]
                .iter()
                .all(|act| classes(act).contains(&"any_action"))
        );
    }
}
