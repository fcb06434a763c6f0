//! `ecbplus`: which mentions in many reports are one event.
//!
//! Data: ECB+ (Cybulska and Vossen 2014). Metric: the CoNLL score, the mean of the F1 of MUC, B³
//! and CEAF-e, on the gold event mentions of the validated sentences, across all documents of the
//! data together; a mention without a chain is a cluster of its own.
//!
//! Our clusters: every document is read, the claims of all documents are merged into events, and
//! a gold mention belongs to the event of the claim whose trigger, or a repeat of it, overlaps the
//! mention. A mention at which nothing is claimed is a cluster of its own. ECB+ tells mostly of
//! film prizes, sport and crime, so most mentions are outside our ontology, and the figure says
//! more of the share of singletons than of our merging; `mentions_claimed` tells how many count.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use tidings_types::{Claim, Span};

use crate::data::{self, Layout, Row};
use crate::metrics::conll;
use crate::stages::{Stages, in_parallel};
use crate::text::{Joined, verbatim};
use crate::{EvalError, EvalOptions, Score};

const LAYOUT: Layout = Layout { folder: "same-event", stems: &["ecbplus"] };

#[derive(Deserialize)]
struct Document {
    doc: String,
    /// Token number, sentence number, token.
    tokens: Vec<(u32, u32, String)>,
    mentions: Vec<Mention>,
    validated_sentences: Vec<u32>,
}

#[derive(Deserialize)]
struct Mention {
    #[serde(rename = "type")]
    kind: String,
    tokens: Vec<u32>,
    #[serde(default)]
    chain: Option<String>,
}

impl Mention {
    fn is_event(&self) -> bool {
        self.kind.starts_with("ACTION") || self.kind.starts_with("NEG_ACTION")
    }
}

/// A gold mention with its place in the document's text.
struct Gold {
    span: Span,
    chain: String,
}

struct Read {
    gold: Vec<Gold>,
    claims: Vec<Claim>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let documents = data::sample(data::rows::<Document>(path, LAYOUT)?, options.every);
    let stages = Stages::load("ecbplus")?;
    let reads = in_parallel(&documents, |row: &Row<Document>| {
        let (text, gold) = gold_of(&row.value);
        Read { gold, claims: stages.claims(&verbatim(&text, None)) }
    });
    let claims: Vec<Claim> = reads.iter().flat_map(|read| read.claims.iter().cloned()).collect();
    let event_of = stages.events_of(&claims);
    Ok(score(&reads, &event_of))
}

fn gold_of(document: &Document) -> (String, Vec<Gold>) {
    let mut joined = Joined::default();
    let mut index: HashMap<u32, (usize, u32)> = HashMap::new();
    let mut sentence = None;
    for (at, (number, of_sentence, token)) in document.tokens.iter().enumerate() {
        if sentence.is_some_and(|known| known != *of_sentence) {
            joined.break_paragraph();
        }
        sentence = Some(*of_sentence);
        joined.push(token);
        index.insert(*number, (at, *of_sentence));
    }
    let gold = |(at, mention): (usize, &Mention)| {
        let places: Vec<(usize, u32)> =
            mention.tokens.iter().filter_map(|token| index.get(token).copied()).collect();
        let (first, in_sentence) = *places.iter().min()?;
        let last = places.iter().max()?.0;
        document.validated_sentences.contains(&in_sentence).then_some(())?;
        let chain = mention.chain.clone().unwrap_or_else(|| format!("{} {at}", document.doc));
        Some(Gold { span: joined.span(first, last + 1)?, chain })
    };
    let events = document.mentions.iter().enumerate().filter(|(_, mention)| mention.is_event());
    let gold = events.filter_map(gold).collect();
    (joined.text, gold)
}

/// The cluster of each gold mention on our side.
fn system_clusters(reads: &[Read], event_of: &HashMap<String, String>) -> (Vec<String>, usize) {
    let mut claimed = 0;
    let mut clusters = Vec::new();
    for (document, read) in reads.iter().enumerate() {
        for (at, gold) in read.gold.iter().enumerate() {
            let tells = |claim: &&Claim| {
                std::iter::once(&claim.trigger)
                    .chain(&claim.repeats)
                    .any(|words| words.span.overlaps(gold.span))
            };
            let event = read.claims.iter().find(tells).and_then(|claim| event_of.get(&claim.id.0));
            claimed += usize::from(event.is_some());
            clusters.push(event.cloned().unwrap_or_else(|| format!("alone {document} {at}")));
        }
    }
    (clusters, claimed)
}

fn score(reads: &[Read], event_of: &HashMap<String, String>) -> Score {
    let mut score = Score::new("ecbplus");
    let gold: Vec<&str> =
        reads.iter().flat_map(|read| &read.gold).map(|gold| gold.chain.as_str()).collect();
    let (system, claimed) = system_clusters(reads, event_of);
    let figures = conll(&gold, &system);
    let alone: Vec<usize> = (0..gold.len()).collect();
    score.documents = reads.len() as u64;
    score.figure("conll_f1", figures.mean());
    score.figure("muc_f1", figures.muc);
    score.figure("b_cubed_f1", figures.b_cubed);
    score.figure("ceaf_e_f1", figures.ceaf_e);
    score.figure("conll_f1_of_all_singletons", conll(&gold, &alone).mean());
    score.count("mentions", gold.len());
    score.count("mentions_claimed", claimed);
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let json = r#"{"doc":"d","tokens":[[1,0,"http"],[2,1,"Gunmen"],[3,1,"opened"],[4,1,"fire"],[5,2,"Again"]],
            "mentions":[{"type":"ACTION_OCCURRENCE","tokens":[3,4],"chain":"A"},
            {"type":"HUMAN_PART_PER","tokens":[2]},{"type":"ACTION_STATE","tokens":[5],"chain":"A"},
            {"type":"NEG_ACTION_STATE","tokens":[2]}],"validated_sentences":[1]}"#;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn only_event_mentions_of_validated_sentences_count() {
        let (text, gold) = gold_of(&document());
        assert_eq!(text, "http\n\nGunmen opened fire\n\nAgain");
        let words: Vec<_> =
            gold.iter().map(|gold| (gold.span.of(&text).unwrap(), gold.chain.as_str())).collect();
        assert_eq!(words, [("opened fire", "A"), ("Gunmen", "d 3")]);
    }

    #[test]
    fn mentions_without_a_claim_stand_alone() {
        let (_, gold) = gold_of(&document());
        let (clusters, claimed) =
            system_clusters(&[Read { gold, claims: Vec::new() }], &HashMap::new());
        assert_eq!(clusters, ["alone 0 0", "alone 0 1"]);
        assert_eq!(claimed, 0);
    }
}
