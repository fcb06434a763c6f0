//! `names`: names of people, organisations, places and more.
//!
//! Data: the worldwide newswire set (9 classes, tokens with BIO tags) and re3d (14 classes, of
//! which the README counts ten as substantial; offsets, some nested). Metric: entity F1 as in
//! CoNLL 2003, micro-averaged: the same bounds and the same class.
//!
//! The two sets contradict each other and us in what a name is (re3d marks whole noun phrases), so
//! the reader is asked in each set's own convention: the model has a head for either. Beside it,
//! `product_f1` scores the entities that a user gets, under these names:
//!
//! | ours | worldwide | re3d |
//! |---|---|---|
//! | person | Person | Person |
//! | organisation, armed group | Organization | Organisation |
//! | place | Location | Location |
//! | facility | Facility | Location |
//! | nationality | NORP | Nationality |
//! | date | Date | Temporal |
//! | number | – | Quantity |
//! | weapon | Product | Weapon |
//! | vehicle | Product | Vehicle |
//!
//! There, described groups and things are no names and are left out; in the worldwide set, which
//! tags names alone, so are facilities, weapons and vehicles without a capital, and numbers.
//! Every gold class counts: those we do not yield (Misc, Money, MilitaryPlatform,
//! DocumentReference, …) are misses. Tokens are put together as print would set them, one
//! paragraph per gold sentence.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use tidings_types::{Entity, EntityKind, Report, Span};

use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, match_spans};
use crate::stages::{Stages, in_parallel};
use crate::text::{Characters, Joined, around, verbatim};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "names", stems: &["worldwide", "re3d"] };

#[derive(Deserialize)]
struct Document {
    doc: String,
    #[serde(default)]
    sentences: Option<Vec<Vec<(String, String)>>>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    entities: Vec<Annotated>,
}

#[derive(Deserialize)]
struct Annotated {
    begin: usize,
    end: usize,
    #[serde(rename = "type")]
    class: String,
}

/// A text with its labelled spans.
struct Gold {
    text: String,
    spans: Vec<(Span, String)>,
    scheme: Scheme,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Worldwide,
    Re3d,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let documents = data::sample(data::rows::<Document>(path, LAYOUT)?, options.every);
    let stages = Stages::load("names")?.reading_all();
    let outcomes = in_parallel(&documents, |row: &Row<Document>| {
        let gold = gold_of(&row.value);
        let report = verbatim(&gold.text, None);
        let head = if gold.scheme == Scheme::Worldwide { "worldwide" } else { "re3d" };
        let asked = stages.reader().tagged(&report, head).unwrap_or_default();
        let mut outcome = compare(&row.value.doc, &gold, &asked);
        outcome.product = match_spans(&gold.spans, &marked(&stages, &gold, &report)).counts();
        outcome
    });
    Ok(score(&outcomes))
}

/// What a user gets, in the classes of the data.
fn marked(stages: &Stages, gold: &Gold, report: &Report) -> Vec<(Span, String)> {
    let marks = stages.marks(report);
    let entities = marks.sentences.iter().flat_map(|sentence| &sentence.entities);
    let got: Vec<(Span, String)> = entities.filter_map(|entity| labelled(gold, entity)).collect();
    if gold.scheme == Scheme::Worldwide { outermost(&got) } else { got }
}

fn gold_of(document: &Document) -> Gold {
    match (&document.sentences, &document.text) {
        (Some(sentences), _) => from_tokens(sentences),
        (None, text) => from_offsets(text.as_deref().unwrap_or_default(), &document.entities),
    }
}

fn from_offsets(text: &str, entities: &[Annotated]) -> Gold {
    let characters = Characters::of(text);
    let span = |entity: &Annotated| {
        Some((characters.span(entity.begin, entity.end)?, entity.class.clone()))
    };
    let spans = entities.iter().filter_map(span).collect();
    Gold { text: text.to_owned(), spans, scheme: Scheme::Re3d }
}

fn from_tokens(sentences: &[Vec<(String, String)>]) -> Gold {
    let mut joined = Joined::default();
    let mut spans: Vec<(Span, String)> = Vec::new();
    for sentence in sentences {
        joined.break_paragraph();
        let mut open = false;
        for (token, tag) in sentence {
            // Some rows of the data hold two columns in one cell, parted by a tab.
            joined.push(token.split('\t').next().unwrap_or_default());
            let Some(span) = joined.tokens.last().copied() else { continue };
            let (mark, class) = tag.split_once('-').unwrap_or(("O", ""));
            match (mark, spans.last_mut()) {
                ("I", Some(last)) if open && last.1 == class => last.0 = last.0.cover(span),
                ("B" | "I", _) => spans.push((span, class.to_owned())),
                _ => {}
            }
            open = mark != "O";
        }
    }
    Gold { text: joined.text, spans, scheme: Scheme::Worldwide }
}

/// The entity under the gold data's class; `None` where it is no name in their sense.
fn labelled(gold: &Gold, entity: &Entity) -> Option<(Span, String)> {
    let class = match (gold.scheme, entity.kind) {
        (_, EntityKind::Person) => "Person",
        (Scheme::Worldwide, EntityKind::Organisation | EntityKind::ArmedGroup) => "Organization",
        (Scheme::Re3d, EntityKind::Organisation | EntityKind::ArmedGroup) => "Organisation",
        (_, EntityKind::Place) | (Scheme::Re3d, EntityKind::Facility) => "Location",
        (Scheme::Worldwide, EntityKind::Facility) if is_named(gold, entity) => "Facility",
        (Scheme::Worldwide, EntityKind::Nationality) => "NORP",
        (Scheme::Re3d, EntityKind::Nationality) => "Nationality",
        (Scheme::Worldwide, EntityKind::Date) => "Date",
        (Scheme::Re3d, EntityKind::Date) => "Temporal",
        (Scheme::Re3d, EntityKind::Number) => "Quantity",
        (Scheme::Worldwide, EntityKind::Weapon | EntityKind::Vehicle) if is_named(gold, entity) => {
            "Product"
        }
        (Scheme::Re3d, EntityKind::Weapon) => "Weapon",
        (Scheme::Re3d, EntityKind::Vehicle) => "Vehicle",
        _ => return None,
    };
    Some((entity.span, class.to_owned()))
}

/// The worldwide tags are flat: a name inside a longer name is none of its own there.
fn outermost(got: &[(Span, String)]) -> Vec<(Span, String)> {
    let inside = |span: Span| got.iter().any(|(other, _)| other.contains(span) && *other != span);
    got.iter().filter(|(span, _)| !inside(*span)).cloned().collect()
}

fn is_named(gold: &Gold, entity: &Entity) -> bool {
    entity.span.of(&gold.text).is_some_and(|words| words.contains(char::is_uppercase))
}

#[derive(Default)]
struct Outcome {
    by_class: BTreeMap<String, Counts>,
    product: Counts,
    mistakes: Vec<Mistake>,
}

fn compare(doc: &str, gold: &Gold, got: &[(Span, String)]) -> Outcome {
    let matched = match_spans(&gold.spans, got);
    let mut outcome = Outcome::default();
    let mut add = |class: &str, counts: Counts| {
        *outcome.by_class.entry(class.to_owned()).or_default() += counts;
    };
    matched.matched.iter().for_each(|(_, class)| add(class, Counts::new(1, 0, 0)));
    matched.spurious.iter().for_each(|(_, class)| add(class, Counts::new(0, 1, 0)));
    matched.missed.iter().for_each(|(_, class)| add(class, Counts::new(0, 0, 1)));
    let told = |(span, class): &(Span, String)| {
        format!("{class}: {}", span.of(&gold.text).unwrap_or_default())
    };
    let context = |span: Span| around(&gold.text, span, 40);
    let missed = matched
        .missed
        .iter()
        .map(|item| Mistake::new(doc, "missed", told(item), "", context(item.0)));
    let spurious = matched
        .spurious
        .iter()
        .map(|item| Mistake::new(doc, "spurious", "", told(item), context(item.0)));
    outcome.mistakes = missed.chain(spurious).collect();
    outcome
}

fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("names");
    let mut by_class: BTreeMap<&str, Counts> = BTreeMap::new();
    for (class, counts) in outcomes.iter().flat_map(|outcome| &outcome.by_class) {
        *by_class.entry(class).or_default() += *counts;
    }
    let total: Counts = by_class.values().copied().sum();
    score.documents = outcomes.len() as u64;
    score.figure("f1", total.f1());
    score.figure("precision", total.precision());
    score.figure("recall", total.recall());
    let product: Counts = outcomes.iter().map(|outcome| outcome.product).sum();
    score.figure("product_f1", product.f1());
    for (class, counts) in by_class {
        score.figure(&format!("f1_{}", class.to_lowercase()), counts.f1());
        score.count(
            &format!("gold_{}", class.to_lowercase()),
            counts.true_positives + counts.false_negatives,
        );
    }
    score.counts_of("", total);
    score.mistakes = outcomes.iter().flat_map(|outcome| outcome.mistakes.iter().cloned()).collect();
    score
}

#[cfg(test)]
mod tests {
    use tidings_types::Voice;

    use super::*;

    fn tagged(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(token, tag)| ((*token).to_owned(), (*tag).to_owned())).collect()
    }

    #[test]
    fn tags_become_spans() {
        let gold = from_tokens(&[
            tagged(&[("Mr", "O"), ("Goodluck", "B-Person"), ("Jonathan", "I-Person"), (",", "O")]),
            tagged(&[("Tema\tx", "I-Location"), ("Accra", "B-Location"), ("Port", "I-Facility")]),
        ]);
        assert_eq!(gold.text, "Mr Goodluck Jonathan,\n\nTema Accra Port");
        let words: Vec<_> = gold
            .spans
            .iter()
            .map(|(span, class)| (span.of(&gold.text).unwrap(), class.as_str()))
            .collect();
        assert_eq!(
            words,
            [
                ("Goodluck Jonathan", "Person"),
                ("Tema", "Location"),
                ("Accra", "Location"),
                ("Port", "Facility")
            ]
        );
    }

    #[test]
    fn a_class_we_do_not_yield_is_a_miss() {
        let gold = from_tokens(&[tagged(&[
            ("World", "B-Misc"),
            ("Cup", "I-Misc"),
            ("Peru", "B-Location"),
        ])]);
        let outcome = compare("d", &gold, &[(Span::new(10, 14), "Location".into())]);
        let score = score(&[outcome]);
        assert_eq!(score.figures["precision"], 1.0);
        assert_eq!(score.figures["recall"], 0.5);
        assert_eq!(score.figures["f1_misc"], 0.0);
    }

    #[test]
    fn described_things_are_no_names() {
        let gold = from_tokens(&[tagged(&[("a", "O"), ("hospital", "O")])]);
        let entity = |kind| Entity {
            span: Span::new(2, 10),
            kind,
            confidence: 1.0,
            voice: Voice::Structure,
        };
        assert_eq!(labelled(&gold, &entity(EntityKind::Facility)), None);
        assert_eq!(labelled(&gold, &entity(EntityKind::Group)), None);
        assert!(labelled(&gold, &entity(EntityKind::Place)).is_some());
    }
}
