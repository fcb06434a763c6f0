//! `event-place`: the place where what a verb tells happened.
//!
//! Data: Halterman's sentences (2019), each with a marked verb and the words of the place where it
//! happened, or none. Metric, as in the paper: precision and recall over tokens, all sentences
//! together. A token is a run of letters and digits or a single other mark; punctuation alone is
//! not counted.
//!
//! Our answer: the words that the reader gives when it is asked for the place of what the verb
//! tells, whatever the verb. Beside it, `product_f1` takes only what the reader marks unasked:
//! where it has a trigger at the verb, the entities linked to it as place, from or to.

use std::path::Path;

use serde::Deserialize;
use tidings_types::{Marks, Role, Span};

use crate::data::{self, Layout, Row};
use crate::metrics::{Counts, token_overlap};
use crate::stages::{Stages, in_parallel};
use crate::text::{Characters, tokens, verbatim};
use crate::{EvalError, EvalOptions, Mistake, Score};

const LAYOUT: Layout = Layout { folder: "event-place", stems: &["train", "dev", "test"] };

#[derive(Deserialize)]
struct Sentence {
    text: String,
    spans: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    label: String,
}

#[derive(Default)]
struct Outcome {
    counts: Counts,
    unasked: Counts,
    trigger: bool,
    mistake: Option<Mistake>,
}

pub fn run(path: &Path, options: &EvalOptions) -> Result<Score, EvalError> {
    let sentences = data::sample(data::rows::<Sentence>(path, LAYOUT)?, options.every);
    let stages = Stages::load("event-place")?;
    let outcomes = in_parallel(&sentences, |row: &Row<Sentence>| judge(&stages, row));
    Ok(score(&outcomes))
}

fn judge(stages: &Stages, row: &Row<Sentence>) -> Outcome {
    let sentence = &row.value;
    let report = verbatim(&sentence.text, None);
    let verbs = labelled(sentence, "VERB");
    let gold = labelled(sentence, "LOCATION");
    let marked = places(&stages.marks(&report), &verbs);
    let unasked = overlap(&sentence.text, &gold, marked.as_deref().unwrap_or_default());
    let got: Vec<Span> =
        verbs.iter().flat_map(|verb| stages.reader().place_of(&report, *verb)).collect();
    let counts = overlap(&sentence.text, &gold, &got);
    let words = |spans: &[Span]| {
        spans.iter().filter_map(|span| span.of(&sentence.text)).collect::<Vec<_>>().join(" | ")
    };
    let kind = match got.len() {
        _ if gold.is_empty() => "spurious",
        0 => "missed",
        _ => "wrong",
    };
    let context = format!("[{}] {}", words(&verbs), sentence.text);
    let answer = words(&got);
    let wrong = counts.false_negatives + counts.false_positives > 0;
    let mistake = wrong
        .then(|| Mistake::new(&format!("line {}", row.line), kind, words(&gold), answer, context));
    Outcome { counts, unasked, trigger: marked.is_some(), mistake }
}

fn labelled(sentence: &Sentence, label: &str) -> Vec<Span> {
    let characters = Characters::of(&sentence.text);
    let marked = sentence.spans.iter().filter(|span| span.label == label);
    marked.filter_map(|span| characters.span(span.start, span.end)).collect()
}

/// The places linked to the triggers at the verbs; `None` where no trigger stands there.
fn places(marks: &Marks, verbs: &[Span]) -> Option<Vec<Span>> {
    let mut found = None;
    for sentence in &marks.sentences {
        for (index, trigger) in sentence.triggers.iter().enumerate() {
            if !verbs.iter().any(|verb| verb.overlaps(trigger.span)) {
                continue;
            }
            let places: &mut Vec<Span> = found.get_or_insert_default();
            let links = sentence.links.iter().filter(|link| link.trigger as usize == index);
            let of_place =
                links.filter(|link| matches!(link.role, Role::Place | Role::From | Role::To));
            let entities = of_place.filter_map(|link| sentence.entities.get(link.entity as usize));
            places.extend(entities.map(|entity| entity.span));
        }
    }
    found
}

fn overlap(text: &str, gold: &[Span], got: &[Span]) -> Counts {
    let is_word =
        |span: &Span| span.of(text).is_some_and(|word| word.starts_with(char::is_alphanumeric));
    let words: Vec<Span> = tokens(text).into_iter().filter(is_word).collect();
    token_overlap(&words, gold, got)
}

fn score(outcomes: &[Outcome]) -> Score {
    let mut score = Score::new("event-place");
    let counts: Counts = outcomes.iter().map(|outcome| outcome.counts).sum();
    let unasked: Counts = outcomes.iter().map(|outcome| outcome.unasked).sum();
    score.documents = outcomes.len() as u64;
    score.figure("precision", counts.precision());
    score.figure("recall", counts.recall());
    score.figure("f1", counts.f1());
    score.figure("product_f1", unasked.f1());
    score.count("verbs_with_trigger", outcomes.iter().filter(|outcome| outcome.trigger).count());
    score.counts_of("token_", counts);
    score.mistakes = outcomes.iter().filter_map(|outcome| outcome.mistake.clone()).collect();
    score
}

#[cfg(test)]
mod tests {
    use tidings_types::{Assertion, Entity, EntityKind, Link, SentenceMarks, Trigger, Voice};

    use super::*;

    #[test]
    fn only_places_linked_to_the_verb_answer() {
        let span = |start, end| Span { start, end };
        let entity = |span| Entity {
            span,
            kind: EntityKind::Place,
            confidence: 1.0,
            voice: Voice::Gazetteer,
        };
        let trigger = |span| Trigger {
            span,
            happening: "killing".into(),
            confidence: 1.0,
            assertion: Assertion::Realized,
            cue: None,
            voice: Voice::Dictionary,
        };
        let link = |trigger, entity, role| Link { trigger, entity, role, confidence: 1.0 };
        let marks = Marks {
            sentences: vec![SentenceMarks {
                entities: vec![entity(span(0, 4)), entity(span(20, 25))],
                triggers: vec![trigger(span(6, 10)), trigger(span(12, 16))],
                links: vec![
                    link(0, 0, Role::Actor),
                    link(0, 1, Role::Place),
                    link(1, 0, Role::Place),
                ],
                ..SentenceMarks::default()
            }],
        };
        assert_eq!(places(&marks, &[span(6, 10)]), Some(vec![span(20, 25)]));
        assert_eq!(places(&marks, &[span(12, 16)]), Some(vec![span(0, 4)]));
        assert_eq!(places(&marks, &[span(17, 19)]), None);
    }

    #[test]
    fn punctuation_is_not_counted() {
        let text = "shot in Deir ez-Zor, Syria";
        let gold = [Span::new(8, 19)];
        assert_eq!(overlap(text, &gold, &[Span::new(8, 26)]), Counts::new(3, 1, 0));
        assert_eq!(overlap(text, &gold, &[]), Counts::new(0, 0, 3));
    }
}
