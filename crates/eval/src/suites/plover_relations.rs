//! `plover-relations`: what a marked source does to a marked target.
//!
//! Data: the training part of the sentences of Hu et al. (2024), each with a marked source and
//! target and one gold root of PLOVER (15, with CONCEDE and RETREAT as YIELD) and one of four
//! quads. Metric, as their script computes it: macro F1 over the roots that gold holds
//! (`root_macro_f1`) and over the quads (`quad_macro_f1`), one answer per sentence.
//!
//! Our answer is what the reader says when it is asked what the source does to the target. Beside
//! it, `product_root_macro_f1` takes only claims, which nobody asked for: the claim that best joins
//! the two, that is, the one whose actors overlap the marked source and whose targets overlap the
//! marked target, then source or target alone, then any claim; among equals the one of the greatest
//! confidence, then the first. A sentence without claims has no answer there. The quad is that of
//! the answered root.

use std::path::Path;

use serde::Deserialize;
use tidings_ontology::Ontology;
use tidings_types::{Claim, Participant, Span};

use super::plover::{quad_of, root_of, type_of};
use crate::data::{self, Layout, Row};
use crate::metrics::class_report;
use crate::stages::{Stages, in_parallel};
use crate::text::verbatim;
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "events", stems: &["plover-relations"] };

#[derive(Deserialize)]
struct Sentence {
    sentence_id: String,
    sentence: String,
    source: String,
    target: String,
    gold_root: String,
    /// Written as text in the data; a number is taken too.
    gold_penta: serde_json::Value,
}

impl Sentence {
    fn quad(&self) -> String {
        match &self.gold_penta {
            serde_json::Value::String(quad) => quad.clone(),
            other => other.to_string(),
        }
    }
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let sentences = data::sample(data::rows::<Sentence>(path, LAYOUT)?, options.every);
    let stages = Stages::load("plover-relations")?;
    let answers = in_parallel(&sentences, |row: &Row<Sentence>| asked(&stages, &row.value));
    let unasked = in_parallel(&sentences, |row: &Row<Sentence>| unasked(&stages, &row.value));
    let mut score = score(&sentences, &answers);
    let pairs = sentences.iter().map(|row| row.value.gold_root.as_str()).zip(&unasked);
    let report = class_report(pairs.map(|(gold, got)| (gold, got.as_deref())));
    score.figure("product_root_macro_f1", report.macro_f1());
    Ok(score)
}

fn asked(stages: &Stages, sentence: &Sentence) -> Option<String> {
    let report = verbatim(&sentence.sentence, None);
    let (source, target) = (marked(sentence, &sentence.source), marked(sentence, &sentence.target));
    stages.reader().relation(&report, source?, target?)
}

fn unasked(stages: &Stages, sentence: &Sentence) -> Option<String> {
    best(sentence, &stages.claims_of(&sentence.sentence, None))
}

fn marked(sentence: &Sentence, words: &str) -> Option<Span> {
    let start = sentence.sentence.find(words).filter(|_| !words.is_empty())?;
    Some(Span::new(start, start + words.len()))
}

/// The root of the claim that best joins source and target.
fn best(sentence: &Sentence, claims: &[Claim]) -> Option<String> {
    let (source, target) = (marked(sentence, &sentence.source), marked(sentence, &sentence.target));
    let mut best: Option<((u8, f32), String)> = None;
    for claim in claims {
        let Some(event_type) = type_of(Ontology::embedded(), claim) else { continue };
        let joins = 2 * u8::from(touches(&claim.actors, source))
            + u8::from(touches(&claim.targets, target));
        let rank = (joins, claim.confidence);
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, root_of(&event_type).to_owned()));
        }
    }
    best.map(|(_, root)| root)
}

fn touches(participants: &[Participant], marked: Option<Span>) -> bool {
    marked.is_some_and(|marked| participants.iter().any(|one| one.mention.span.overlaps(marked)))
}

fn score(sentences: &[Row<Sentence>], answers: &[Option<String>]) -> Score {
    let mut score = Score::new("plover-relations");
    let pairs = || sentences.iter().map(|row| &row.value).zip(answers);
    let roots = class_report(pairs().map(|(gold, got)| (gold.gold_root.as_str(), got.as_deref())));
    let gold_quads: Vec<String> = sentences.iter().map(|row| row.value.quad()).collect();
    let quads = class_report(
        gold_quads
            .iter()
            .zip(answers)
            .map(|(gold, got)| (gold.as_str(), got.as_deref().and_then(quad_of))),
    );
    score.documents = sentences.len() as u64;
    score.figure("root_macro_f1", roots.macro_f1());
    score.figure("quad_macro_f1", quads.macro_f1());
    score.figure("root_accuracy", roots.accuracy());
    for (root, counts) in &roots.by_class {
        score.figure(&format!("f1_{}", root.to_lowercase()), counts.f1());
    }
    score.count("answered", answers.iter().flatten().count());
    score.mistakes = pairs()
        .filter(|(gold, got)| got.as_deref() != Some(gold.gold_root.as_str()))
        .map(|(gold, got)| {
            let kind = if got.is_some() { "wrong" } else { "no claim" };
            let context = format!("[{}] > [{}] {}", gold.source, gold.target, gold.sentence);
            Mistake::new(
                &gold.sentence_id,
                kind,
                &gold.gold_root,
                got.as_deref().unwrap_or_default(),
                context,
            )
        })
        .collect();
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quads_follow_the_answered_root() {
        let row = |root: &str, penta: serde_json::Value| Row {
            value: Sentence {
                sentence_id: "1".into(),
                sentence: String::new(),
                source: String::new(),
                target: String::new(),
                gold_root: root.into(),
                gold_penta: penta,
            },
            file: std::path::PathBuf::new(),
            line: 1,
        };
        let rows = [row("AID", "2".into()), row("YIELD", 2.into()), row("ACCUSE", "3".into())];
        let answers = [Some("YIELD".to_owned()), Some("YIELD".to_owned()), None];
        let score = score(&rows, &answers);
        assert!((score.figures["root_macro_f1"] - (2.0 / 3.0) / 3.0).abs() < 1e-12);
        assert_eq!(score.figures["quad_macro_f1"], 0.5);
        assert_eq!(score.counts["answered"], 2);
    }
}
